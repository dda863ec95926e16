"""What the pages ask for: one open store for all sessions, cached answers, and errors shown where they happen.

An answer is kept for as long as the graph stays the same: every key holds the graph's own mark, which a build changes.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import streamlit as st

from dashboard.wording import escaped
from graph.archive import Archive
from graph.errors import StoreUnavailable, WaybillError
from graph.settings import Settings
from graph.store import Store
from queries import chains, evidence, runner
from queries import overview as counting
from queries import search as searching
from queries.catalogue import Catalogue, Query, joined
from queries.chains import EvidenceItem, PathAnswer, PathQuery
from queries.overview import Overview
from queries.result import Result
from queries.search import Hit

MAX_ROWS = 1000  # of a canned query on a page; the command line gives all
KEPT_ANSWERS = 200
KEPT_SECONDS = 3600
LOG = logging.getLogger("waybill.dashboard")

T = TypeVar("T")


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Return the settings of this server: those it was started with, else those of the environment."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--home")
    parser.add_argument("--graph")
    given, _ = parser.parse_known_args(sys.argv[1:])
    return Settings.from_environment(home=given.home, graph=given.graph)


@st.cache_resource(show_spinner="Opening the graph \u2026")
def _store() -> Store:
    return Store.open(settings(), create=False)


def archive() -> Archive:
    """Return the archive that holds the texts and rows."""
    return Archive(settings().archive_dir)


def reading(action: Callable[[Store], T]) -> T:
    """Do something with the open store; when the engine has gone meanwhile, open it anew and try once more.

    Args:
        action: reads, never writes.

    Raises:
        StoreError: the graph cannot be read.
    """
    try:
        return action(_store())
    except StoreUnavailable:
        _store.clear()
        return action(_store())


@contextmanager
def in_place() -> Iterator[None]:
    """Show an error where it happens, in words; what follows on the page still stands."""
    try:
        yield
    except WaybillError as error:
        st.error(escaped(error, 2000))
    except Exception as error:
        LOG.exception("a part of a page failed")
        st.error(
            f"This part of the page could not be made \\({escaped(type(error).__name__)}\\). The rest of Waybill still "
            "works; the log of the dashboard has the details."
        )


def mark() -> str:
    """Return a mark of the graph as it is now; another build gives another mark."""
    return reading(lambda store: repr(sorted(store.meta().items())))


def paths(query: PathQuery) -> PathAnswer:
    """Return the answer to a question for supply paths."""
    return _paths(mark(), query)


@st.cache_data(show_spinner="Searching \u2026", max_entries=KEPT_ANSWERS, ttl=KEPT_SECONDS)
def _paths(mark: str, query: PathQuery) -> PathAnswer:
    return reading(lambda store: chains.supply_paths(store, query, timeout_s=settings().query_timeout_s))


def proof(identifier: str) -> list[EvidenceItem]:
    """Return the passages and rows behind a tie, a fact, a claim or a path."""
    return _proof(mark(), identifier)


@st.cache_data(show_spinner=False, max_entries=KEPT_ANSWERS, ttl=KEPT_SECONDS)
def _proof(mark: str, identifier: str) -> list[EvidenceItem]:
    return reading(lambda store: list(evidence.of(store, archive(), identifier)))


def catalogue() -> Catalogue:
    """Return all queries, those of the user's own folder among them."""
    return joined(settings().queries_dir)


def ask(query: Query | str, parameters: Mapping[str, Any], most: int = MAX_ROWS) -> Result:
    """Return the answer to a query of the catalogue.

    Args:
        query: the query, or the name of one of Waybill's own.
        parameters: as typed by a person; checked and bound by the runner.
        most: most rows.
    """
    asked = runner.find(query) if isinstance(query, str) else query
    return _ask(mark(), asked.text, dict(parameters), most, asked)


@st.cache_data(show_spinner="Asking \u2026", max_entries=KEPT_ANSWERS, ttl=KEPT_SECONDS)
def _ask(mark: str, text: str, parameters: dict[str, Any], most: int, _query: Query) -> Result:
    limit = settings().query_timeout_s
    return reading(lambda store: runner.run(store, _query, parameters, max_rows=most, timeout_s=limit))


@st.cache_data(show_spinner=False, max_entries=20, ttl=KEPT_SECONDS)
def text(sha256: str) -> str:
    """Return the stored text of a document, which never changes."""
    return archive().text(sha256)


def close() -> None:
    """Let the store go; the next question opens it anew."""
    try:
        store = _store()
    except WaybillError:
        return
    _store.clear()
    store.close()


def overview() -> Overview:
    """Return the counts of the graph."""
    return _overview(mark())


@st.cache_data(show_spinner=False, max_entries=5, ttl=KEPT_SECONDS)
def _overview(mark: str) -> Overview:
    return reading(counting.of)


def find(text: str) -> list[Hit]:
    """Return parties, products, weapons, goods, countries and documents of a name in any script."""
    return _find(mark(), text)


@st.cache_data(show_spinner="Searching \u2026", max_entries=KEPT_ANSWERS, ttl=KEPT_SECONDS)
def _find(mark: str, text: str) -> list[Hit]:
    return reading(lambda store: searching.find(store, text))
