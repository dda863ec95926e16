"""The settings of one run, read from the environment in this one place and passed on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path

from graph.errors import ConfigError

EMBEDDED = "embedded"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know of its surroundings.

    Attributes:
        home: folder of the archive, the embedded engine and kept answers (WAYBILL_HOME).
        graph: "embedded", or the address of a Neo4j server (WAYBILL_GRAPH).
        user: user name for a server (WAYBILL_USER).
        password: password for a server (WAYBILL_PASSWORD, or the content of WAYBILL_PASSWORD_FILE).
        database: database name on a server; None is the server's default (WAYBILL_DATABASE).
        heap: heap of the embedded engine, such as "512m" (WAYBILL_HEAP).
        engine_idle_s: seconds after which an embedded engine that nobody uses ends (WAYBILL_ENGINE_IDLE_S).
        query_timeout_s: time limit of one question, in seconds (WAYBILL_QUERY_TIMEOUT_S).
        workers: processes that read files at the same time (WAYBILL_WORKERS, else the number of cores).
        unpack_limit_mb: what an archive file may unpack to, in MiB (WAYBILL_UNPACK_LIMIT_MB).
        reviewer: the name that decisions are signed with (WAYBILL_REVIEWER, else the login name).
    """

    home: Path
    graph: str = EMBEDDED
    user: str = "neo4j"
    password: str | None = None
    database: str | None = None
    heap: str = "512m"
    engine_idle_s: float = 10.0
    query_timeout_s: float = 30.0
    workers: int = 1
    unpack_limit_mb: int = 50_000
    reviewer: str = "unknown"

    @property
    def archive_dir(self) -> Path:
        """Folder of the packages and the decision log."""
        return self.home / "archive"

    @property
    def engine_dir(self) -> Path:
        """Folder of the embedded engine."""
        return self.home / "engine"

    @property
    def answers_dir(self) -> Path:
        """Folder of the last answers, so that a path id can be looked up."""
        return self.home / "answers"

    @property
    def state_dir(self) -> Path:
        """Folder of what a build remembers of the store it wrote."""
        return self.home / "state"

    @property
    def unfinished_erasure(self) -> Path:
        """A file that is there while a person is being erased."""
        return self.home / "purge.unfinished"

    @property
    def embedded(self) -> bool:
        """Whether the graph lives in the embedded engine."""
        return self.graph == EMBEDDED

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None, **given: str | Path | None) -> Settings:
        """Read the settings.

        Args:
            environ: the variables; os.environ when None.
            given: values from options, which win over the environment (home, graph, ...); None counts as not given.

        Raises:
            ConfigError: a value has the wrong form.
        """
        env = os.environ if environ is None else environ
        home = given.get("home") or env.get("WAYBILL_HOME")
        graph = str(given.get("graph") or env.get("WAYBILL_GRAPH") or EMBEDDED)
        return cls(
            home=Path(home).expanduser().absolute() if home else user_data_path("waybill", appauthor=False),
            graph=_graph(graph),
            user=env.get("WAYBILL_USER", "neo4j"),
            password=_password(env),
            database=env.get("WAYBILL_DATABASE") or None,
            heap=_heap(env.get("WAYBILL_HEAP", "512m")),
            engine_idle_s=_positive(env, "WAYBILL_ENGINE_IDLE_S", 10.0),
            query_timeout_s=_positive(env, "WAYBILL_QUERY_TIMEOUT_S", 30.0),
            workers=_whole(env, "WAYBILL_WORKERS", os.cpu_count() or 1),
            unpack_limit_mb=_whole(env, "WAYBILL_UNPACK_LIMIT_MB", 50_000),
            reviewer=env.get("WAYBILL_REVIEWER") or env.get("USER") or "unknown",
        )


def _graph(value: str) -> str:
    if value == EMBEDDED:
        return value
    try:
        parts = urlsplit(value)
        whole = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, a bracket that is not closed
        whole = False
    if not whole or not value.isprintable() or " " in value:
        raise ConfigError(
            f"WAYBILL_GRAPH: must be 'embedded' or an address such as bolt://127.0.0.1:7687 "
            f"({', '.join(SCHEMES)}), got {value!r}"
        )
    if parts.username or parts.password:
        raise ConfigError(
            "WAYBILL_GRAPH: must not hold user or password; set WAYBILL_USER and WAYBILL_PASSWORD_FILE instead"
        )
    return value


def _password(env: Mapping[str, str]) -> str | None:
    if env.get("WAYBILL_PASSWORD"):
        return env["WAYBILL_PASSWORD"]
    file = env.get("WAYBILL_PASSWORD_FILE")
    if not file:
        return None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(f"WAYBILL_PASSWORD_FILE: cannot read {file}: {error.strerror}") from error


def _heap(value: str) -> str:
    if value[:-1].isdigit() and value[-1] in "mg" and int(value[:-1]) > 0:
        return value
    raise ConfigError(f"WAYBILL_HEAP: must be a number with m or g such as 512m, got {value!r}")


def _positive(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name)
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 < number < 1e7:
        raise ConfigError(f"{name}: must be a number of seconds above 0, got {text!r}")
    return number


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000_000):
        raise ConfigError(f"{name}: must be a whole number above 0, got {text!r}")
    return int(text)
