"""Commands that a page has done: each a child of its own, which acts for whoever asked and signs with their name."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard import data
from dashboard.plain_text import plain
from dashboard.uploads import Upload
from graph.errors import WaybillError
from graph.rights import Role, acting, needs
from graph.settings import for_child

ROOT = Path(__file__).resolve().parent.parent
LONGEST_S = 600.0


class CommandFailed(WaybillError):
    """A command that a page had done ended with an error; the message is its own."""


@needs(Role.REVIEWER, "taking a merge back")
def unmerge(party: str, record: str, why: str) -> dict[str, Any]:
    """Take a merge back.

    Args:
        party: id of the party.
        record: id of the one record that is to stand apart; empty takes back all that names and judgements joined.
        why: the reason, kept with the judgements.

    Returns:
        The object of `unmerge --json`.

    Raises:
        CommandFailed: it cannot be taken back; says why.
    """
    which = ["--record", record] if record else []
    return _done(["unmerge", party, *which, "--why", why, "--json"])


@needs(Role.ADMIN, "loading")
def plan(upload: Upload) -> dict[str, Any]:
    """Say what a load of uploaded files would do.

    Args:
        upload: the files.

    Returns:
        The object of `load --plan --json`.

    Raises:
        CommandFailed: none of them can be loaded; says why.
    """
    return _done(["load", str(upload.files), "--plan", *upload.options(), "--json"])


@needs(Role.ADMIN, "loading")
def draft(upload: Upload, name: str) -> dict[str, Any]:
    """Draft a mapping of an uploaded table.

    Args:
        upload: the files.
        name: of the table, one of `upload.names()`.

    Returns:
        The object of `mapping suggest --json`.

    Raises:
        CommandFailed: it is no table that can be read; says why.
    """
    return _done(["mapping", "suggest", str(upload.files / name), "--json"])


def waybill(command: Sequence[str]) -> list[str]:
    """Return the words that start a command on the home of this server."""
    settings = data.settings()
    return [sys.executable, "-m", "waybill", "--home", str(settings.home), "--graph", settings.graph, *command]


def as_asked(**changed: str) -> dict[str, str]:
    """Return the environment of a command that signs as whoever asked, with further variables changed."""
    return for_child(WAYBILL_REVIEWER=acting().name, **changed)


def _done(command: list[str]) -> dict[str, Any]:
    """Return what a command prints with --json; one that finds something wrong prints it too, and ends with a code."""
    try:
        found = subprocess.run(
            waybill(command), cwd=ROOT, env=as_asked(), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=LONGEST_S, check=False,
        )  # fmt: skip
        if found.stdout.strip():
            answer: dict[str, Any] = json.loads(found.stdout)
            return answer
        last = next((line for line in reversed(found.stderr.splitlines()) if line.strip()), "it said nothing")
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        last = str(error)
    raise CommandFailed(f"waybill {command[0]}: {plain(last, 1000)}")
