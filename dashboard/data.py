"""What the pages ask: of the store of the day that the address names, with answers kept, and errors shown in place.

An answer is kept for as long as the graph stays the same: every key holds the graph's own mark, which a build changes,
and the part of the archive that is asked.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from dashboard import go
from dashboard.plain_text import escaped
from dashboard.reworded import reworded
from dashboard.say import say, words
from dashboard.states.common import Common
from dashboard.stores import Stores
from graph.archive import Archive
from graph.errors import StoreUnavailable, WaybillError
from graph.settings import Settings
from graph.store import Store
from graph.views import View
from queries import asof, chains, evidence, ids, runner
from queries import overview as counting
from queries import search as searching
from queries.catalogue import Catalogue, Query, joined
from queries.chains import EvidenceItem, PathAnswer, PathQuery
from queries.headers import PARTIES
from queries.overview import Overview
from queries.result import Result
from queries.search import Hit

MAX_ROWS = 1000  # of a canned query on a page; the command line gives all
KEPT_ANSWERS = 200
KEPT_SECONDS = 3600
LOG = logging.getLogger("waybill.dashboard")

T = TypeVar("T")
P = ParamSpec("P")


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Return the settings of this server: those it was started with, else those of the environment."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--home")
    parser.add_argument("--graph")
    given, _ = parser.parse_known_args(sys.argv[1:])
    return Settings.from_environment(home=given.home, graph=given.graph)


@st.cache_resource(show_spinner=False)
def stores() -> Stores:
    """Return the open stores of this server."""
    return Stores(settings())


def archive() -> Archive:
    """Return the whole archive, for texts and rows, which never change."""
    return Archive(settings().archive_dir)


def reading(action: Callable[[Store, Archive], T], view: View | None = None, mark: str = "") -> T:
    """Do something with an open store; when the engine has gone meanwhile, open it anew and try once more.

    Args:
        action: reads, never writes.
        view: the part of the archive; None: the graph itself.
        mark: of the graph itself, where a view of it is asked.

    Raises:
        StoreError: the graph cannot be read.
    """
    asked = (view, mark) if view is not None and not view.plain else (View(), "")
    try:
        with stores().using(*asked) as (store, whole):
            return action(store, whole)
    except StoreUnavailable:
        stores().drop(*asked)
        with stores().using(*asked) as (store, whole):
            return action(store, whole)


def kept(
    waiting: str = "", *, most: int = KEPT_ANSWERS
) -> Callable[[Callable[Concatenate[Store, Archive, P], T]], Callable[P, T]]:
    """Make a question of the graph one that a page may ask at each run.

    The function is called with the store and the archive of the day that the address names, and with what the page
    hands on; its answer is kept until the graph changes. It must hold data, not words: the language may change.

    Args:
        waiting: key of the text that is shown while the answer is made; empty shows none.
        most: answers that are kept.
    """

    def make(question: Callable[Concatenate[Store, Archive, P], T]) -> Callable[P, T]:
        def answer(view: View, mark: str, *given: P.args, **named: P.kwargs) -> T:
            return reading(lambda store, whole: question(store, whole, *given, **named), view, mark)

        # The cache tells functions apart by these.
        answer.__module__, answer.__qualname__ = question.__module__, question.__qualname__
        cached = st.cache_data(show_spinner=False, max_entries=most, ttl=KEPT_SECONDS)(answer)

        def ask_now(*given: P.args, **named: P.kwargs) -> T:
            asked = view()
            text = "asof.making" if not asked.plain else waiting
            if not text:
                return cached(asked, mark(), *given, **named)
            with st.spinner(words(text)):
                return cached(asked, mark(), *given, **named)

        ask_now.__doc__, ask_now.__name__ = question.__doc__, question.__name__
        return ask_now

    return make


@contextmanager
def in_place() -> Iterator[None]:
    """Show an error where it happens, in words; what follows on the page still stands."""
    try:
        yield
    except WaybillError as error:
        st.error(escaped(reworded(str(error)), 2000))
    except Exception as error:
        LOG.exception("a part of a page failed")
        st.error(say("error.unexpected", kind=type(error).__name__))


def mark() -> str:
    """Return a mark of the graph as it is now; another build gives another mark."""
    return reading(lambda store, _: repr(sorted(store.meta().items())))


def view() -> View:
    """Return the part of the archive that the address asks of.

    Raises:
        ArchiveError: a source that is to be left out is none.
    """
    shared = go.common()
    return View() if shared.today else _view(mark(), replace(shared, lang="", paper=False))


@st.cache_data(show_spinner=False, max_entries=KEPT_ANSWERS, ttl=KEPT_SECONDS)
def _view(mark: str, shared: Common) -> View:
    return asof.view_of(archive(), known=shared.known, valid=shared.valid, by=shared.by, sources=shared.without)


@kept("wait.paths")
def paths(store: Store, _: Archive, query: PathQuery, through: str = "", near: bool = True) -> PathAnswer:
    """Return the answer to a question for supply paths.

    Args:
        query: the question.
        through: id of a party that stands in all of them.
        near: whether to look for the nearest things where there is no path.
    """
    parties = [ids.node(store, through, PARTIES, "through")[1]] if through else []
    return chains.supply_paths(store, query, timeout_s=settings().query_timeout_s, through=parties, near=near)


@kept()
def proof(store: Store, archive: Archive, identifier: str) -> list[EvidenceItem]:
    """Return the passages and rows behind a tie, a fact, a claim or a path."""
    return list(evidence.of(store, archive, identifier))


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
    return _ask(runner.find(query) if isinstance(query, str) else query, dict(parameters), most)


@kept("wait.query")
def _ask(store: Store, _: Archive, query: Query, parameters: dict[str, Any], most: int) -> Result:
    return runner.run(store, query, parameters, max_rows=most, timeout_s=settings().query_timeout_s)


@st.cache_data(show_spinner=False, max_entries=20, ttl=KEPT_SECONDS)
def text(sha256: str) -> str:
    """Return the stored text of a document, which never changes."""
    return archive().text(sha256)


def close() -> None:
    """Let the stores go; the next question opens them anew."""
    stores().close()


@kept(most=5)
def overview(store: Store, _: Archive) -> Overview:
    """Return the counts of the graph."""
    return counting.remembered_of(store)


@kept("wait.paths")
def find(store: Store, _: Archive, text: str) -> list[Hit]:
    """Return parties, products, weapons, goods, countries and documents of a name in any script."""
    return searching.find(store, text, around=False)
