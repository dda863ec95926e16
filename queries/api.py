"""The questions for programs and notebooks: connect, ask, and look at the proof. docs/python.md shows them in use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.settings import Settings
from graph.store import Store
from queries import catalogue, evidence, runner
from queries.catalogue import Query
from queries.result import Result
from queries.supply import EvidenceItem


def connect(home: str | Path | None = None, graph: str | None = None) -> Store:
    """Open the graph; use it as a context manager, or close it: until then the embedded engine stays up.

    Args:
        home: the folder of the archive and the embedded engine; WAYBILL_HOME when None.
        graph: "embedded", or the address of a Neo4j server; WAYBILL_GRAPH when None. User and password of a server come
            from WAYBILL_USER and WAYBILL_PASSWORD or WAYBILL_PASSWORD_FILE.

    Raises:
        StoreUnavailable: nothing answers, or nothing has been loaded there.
        AuthenticationFailed: user or password are refused.
        ConfigError: a setting has the wrong form.
    """
    return Store.open(Settings.from_environment(home=home, graph=graph), create=False)


def every_query(store: Store) -> dict[str, Query]:
    """Return the canned queries by name, those of the user's own folder among them."""
    return catalogue.joined(store.settings.queries_dir).queries


def ask(store: Store, query: str, /, *, max_rows: int = runner.MOST_ROWS, **parameters: Any) -> Result:
    """Ask a canned query.

    Args:
        store: of `connect`.
        query: its name or id; Waybill's own or one of the user's folder.
        max_rows: most rows; `Result.cut` says that there were more.
        parameters: values as a person types them, or Python values; what is absent takes its default.

    Returns:
        Typed rows in a total order, what was looked through where there are none, and `to_pandas()`.

    Raises:
        UnknownQuery: with the nearest names.
        InvalidParameter: a parameter is unknown, missing, of the wrong type or out of bounds, or an id nobody has.
        QueryTimeout: the time limit was reached.
    """
    asked = catalogue.joined(store.settings.queries_dir).find(query)
    return runner.run(store, asked, parameters, max_rows=max_rows, timeout_s=store.settings.query_timeout_s)


def evidence_of(store: Store, identifier: str) -> list[EvidenceItem]:
    """Return the passages and rows behind a tie, a fact, a claim or a path, or behind the facts around another node.

    Args:
        store: of `connect`; quotes of rows come from the archive in its home.
        identifier: id of a leg (a tie), or whatever `waybill evidence` takes.

    Raises:
        InvalidParameter: nothing has this id, or no fact stands beside it.
    """
    return evidence.of(store, Archive(store.settings.archive_dir), identifier, answers_dir=store.settings.answers_dir)
