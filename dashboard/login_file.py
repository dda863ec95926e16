"""The file that says how people log in: WAYBILL_HOME/login.toml, in the form of docs/rights.md."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from graph.errors import ConfigError

FILE = "login.toml"
LARGEST = 1 << 16  # bytes of that file
SHORTEST_SECRET = 32  # characters of the one that signs the cookies
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
CALLBACK = "/oauth2callback"
LOCAL = ("127.0.0.1", "::1", "localhost")


def checked(home: Path) -> bool:
    """Check the login of a home.

    Args:
        home: with login.toml, or without.

    Returns:
        Whether people have to log in.

    Raises:
        ConfigError: the file is not of the form of docs/rights.md, or others may read its secrets.
    """
    path = home / FILE
    try:
        held = path.stat()
        if held.st_size > LARGEST:
            raise ConfigError(f"{path}: must have at most {LARGEST:,} bytes, got {held.st_size:,}")
        if stat.S_IMODE(held.st_mode) & 0o077:
            raise ConfigError(f"{path}: holds secrets and others may read it; `chmod 600` it")
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: cannot be read ({type(error).__name__}: {error})") from error
    given = told.get("auth")
    if set(told) != {"auth"} or not isinstance(given, dict):
        raise ConfigError(f"{path}: must hold the one table [auth], got {', '.join(sorted(told))[:200] or 'nothing'}")
    _check(path, given)
    return True


def _check(path: Path, given: Mapping[str, Any]) -> None:
    missing = [name for name in NEEDED if not isinstance(given.get(name), str) or not given[name].strip()]
    if missing:
        raise ConfigError(f"{path}: [auth] needs {', '.join(NEEDED)}; as texts are missing: {', '.join(missing)}")
    if len(given["cookie_secret"]) < SHORTEST_SECRET:
        raise ConfigError(f"{path}: cookie_secret must have at least {SHORTEST_SECRET} characters, chosen at random")
    for name in ("redirect_uri", "server_metadata_url"):
        address = urlsplit(given[name])
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOCAL):
            raise ConfigError(f"{path}: {name} must be an address with https (or http on this machine alone)")
    if not urlsplit(given["redirect_uri"]).path.endswith(CALLBACK):
        raise ConfigError(f"{path}: redirect_uri must be the address of the dashboard with {CALLBACK} behind it")
