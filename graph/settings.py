"""The settings of one run, read from the environment in this one place and passed on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path

from graph.errors import ConfigError

EMBEDDED = "embedded"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
MODEL_ADDRESS = "WAYBILL_MODEL_ADDRESS"


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
        queries: folder of a user's own queries, where it is not the one in the home (WAYBILL_QUERIES).
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
    queries: Path | None = None

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
    def queries_dir(self) -> Path:
        """Folder of a user's own queries; it may be missing."""
        return self.queries or self.home / "queries"

    @property
    def views_dir(self) -> Path:
        """Folder of graphs of what was known or valid on a day, or without a source; each can be made again."""
        return self.home / "views"

    @property
    def resolution_dir(self) -> Path:
        """Where the index of names lies; it is derived from the archive."""
        return self.home / "resolution"

    @property
    def model_dir(self) -> Path:
        """Folder of what a language model answered, so that nothing is asked twice."""
        return self.home / "model"

    @property
    def scratch_dir(self) -> Path:
        """Where work lies that is not finished."""
        return self.home / "scratch"

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
            given: values from options, which win over the environment (home, graph, queries); None counts as not given.

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
            password=_secret(env, "WAYBILL_PASSWORD"),
            database=env.get("WAYBILL_DATABASE") or None,
            heap=_heap(env.get("WAYBILL_HEAP", "512m")),
            engine_idle_s=_positive(env, "WAYBILL_ENGINE_IDLE_S", 10.0),
            query_timeout_s=_positive(env, "WAYBILL_QUERY_TIMEOUT_S", 30.0),
            workers=_whole(env, "WAYBILL_WORKERS", os.cpu_count() or 1),
            unpack_limit_mb=_whole(env, "WAYBILL_UNPACK_LIMIT_MB", 50_000),
            reviewer=env.get("WAYBILL_REVIEWER") or env.get("USER") or "unknown",
            queries=_folder("WAYBILL_QUERIES", given.get("queries") or env.get("WAYBILL_QUERIES")),
        )


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Where a language model is asked, and what that may cost; read only where a command is told to ask one.

    Attributes:
        address: base of its interface, such as http://127.0.0.1:11434/v1 (WAYBILL_MODEL_ADDRESS).
        model: its name there (WAYBILL_MODEL).
        api: "openai" (chat completions; Ollama and vLLM too) or "anthropic" (messages) (WAYBILL_MODEL_API).
        key: of the service (WAYBILL_MODEL_KEY, or the content of WAYBILL_MODEL_KEY_FILE); never shown.
        timeout_s: time limit of one answer, in seconds (WAYBILL_MODEL_TIMEOUT_S).
        retries: how often a busy service is asked again (WAYBILL_MODEL_RETRIES).
        passage: most characters that one question holds of a document (WAYBILL_MODEL_PASSAGE).
        answer_tokens: most tokens of one answer (WAYBILL_MODEL_ANSWER_TOKENS).
        max_tokens: most tokens of one run, questions and answers (WAYBILL_MODEL_MAX_TOKENS).
        price_in, price_out: of a million tokens asked and answered (WAYBILL_MODEL_PRICE_IN, WAYBILL_MODEL_PRICE_OUT).
        max_cost: most that one run may cost, in the currency of the prices (WAYBILL_MODEL_MAX_COST).
    """

    address: str
    model: str
    api: Literal["openai", "anthropic"] = "openai"
    key: str | None = field(default=None, repr=False)
    timeout_s: float = 120.0
    retries: int = 4
    passage: int = 8_000
    answer_tokens: int = 8_000
    max_tokens: int = 2_000_000
    price_in: float | None = None
    price_out: float | None = None
    max_cost: float | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> ModelSettings:
        """Read the settings.

        Args:
            environ: the variables; os.environ when None.

        Raises:
            ConfigError: no model is set up, or a value has the wrong form.
        """
        env = os.environ if environ is None else environ
        missing = [name for name in (MODEL_ADDRESS, "WAYBILL_MODEL") if not env.get(name, "").strip()]
        if missing:
            raise ConfigError(
                f"no language model is set up: {' and '.join(missing)} must be set, such as "
                f"{MODEL_ADDRESS}=http://127.0.0.1:11434/v1 and WAYBILL_MODEL=NAME (docs/language_model.md)"
            )
        found = cls(
            address=_model_address(env[MODEL_ADDRESS].strip(), env.get("WAYBILL_MODEL_PLAIN_HTTP") == "yes"),
            model=env["WAYBILL_MODEL"].strip(),
            api=_api(env.get("WAYBILL_MODEL_API") or "openai"),
            key=_key(_secret(env, "WAYBILL_MODEL_KEY")),
            timeout_s=_positive(env, "WAYBILL_MODEL_TIMEOUT_S", 120.0),
            retries=_whole(env, "WAYBILL_MODEL_RETRIES", 4, least=0),
            passage=_whole(env, "WAYBILL_MODEL_PASSAGE", 8_000, least=500),
            answer_tokens=_whole(env, "WAYBILL_MODEL_ANSWER_TOKENS", 8_000),
            max_tokens=_whole(env, "WAYBILL_MODEL_MAX_TOKENS", 2_000_000, most=10**12),
            price_in=_money(env, "WAYBILL_MODEL_PRICE_IN"),
            price_out=_money(env, "WAYBILL_MODEL_PRICE_OUT"),
            max_cost=_money(env, "WAYBILL_MODEL_MAX_COST"),
        )
        if found.max_cost is not None and None in (found.price_in, found.price_out):
            raise ConfigError(
                "WAYBILL_MODEL_MAX_COST: needs the prices of a million tokens too; set WAYBILL_MODEL_PRICE_IN and "
                "WAYBILL_MODEL_PRICE_OUT"
            )
        return found


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


def _secret(env: Mapping[str, str], name: str) -> str | None:
    """The variable, else the content of the file that NAME_FILE names."""
    if env.get(name):
        return env[name]
    file = env.get(f"{name}_FILE")
    if not file:
        return None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(f"{name}_FILE: cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{name}_FILE: must be a text file in UTF-8, {file} is none") from error


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


def _whole(env: Mapping[str, str], name: str, default: int, least: int = 1, most: int = 10_000_000) -> int:
    text = env.get(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 16 and least <= int(text) < most):
        above = f"of at least {least:,}" if least > 1 else "above 0" if least else "from 0"
        raise ConfigError(f"{name}: must be a whole number {above}, got {text!r}")
    return int(text)


def _folder(name: str, value: str | Path | None) -> Path | None:
    if not value:
        return None
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir():
        raise ConfigError(f"{name}: must be a folder, got {str(value)!r}")
    return folder


def _money(env: Mapping[str, str], name: str) -> float | None:
    text = env.get(name)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e9:
        raise ConfigError(f"{name}: must be an amount of money from 0, such as 2.50, got {text!r}")
    return number


def _api(value: str) -> Literal["openai", "anthropic"]:
    if value == "openai":
        return "openai"
    if value == "anthropic":
        return "anthropic"
    raise ConfigError(f"WAYBILL_MODEL_API: must be openai or anthropic, got {value!r}")


def _key(value: str | None) -> str | None:
    if value is None or (value.isascii() and value.isprintable() and " " not in value and value):
        return value
    raise ConfigError("WAYBILL_MODEL_KEY: must be one word of ASCII signs (it is not shown here); see its file")


def _model_address(value: str, plain: bool) -> str:
    """Check an address: https, or this machine; plain http to another one only where the user says so."""
    if "@" in value:
        raise ConfigError(f"{MODEL_ADDRESS}: must not hold user or password; set WAYBILL_MODEL_KEY_FILE instead")
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or not value.isprintable() or " " in value or parts.query or parts.fragment:
        raise ConfigError(f"{MODEL_ADDRESS}: must be an address such as http://127.0.0.1:11434/v1, got {value!r}")
    if parts.scheme == "http" and not plain and not _is_loopback(str(parts.hostname)):
        raise ConfigError(
            f"{MODEL_ADDRESS}: must begin with https:// where it leads to another machine, got {value!r}; "
            "WAYBILL_MODEL_PLAIN_HTTP=yes permits what everybody on the way can read"
        )
    return value.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def for_child(**changed: str) -> dict[str, str]:
    """Return the environment for a child process of ours: that of this one, with some variables changed."""
    return {**os.environ, **changed}
