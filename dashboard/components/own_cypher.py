"""A person's own Cypher: the editor with the values of its parameters, and the answer as a table or a picture.

What may be asked, and within which limits, is the gate's to say (queries/gate.py), as for `waybill cypher`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.answer_picture import answer_picture, called, kind_of
from dashboard.components.csv_file import download
from dashboard.components.editor import editor
from dashboard.components.graph import graph
from dashboard.components.result_table import cell
from dashboard.components.table import table
from dashboard.plain_text import escaped
from dashboard.say import say, words
from dashboard.states.cypher import LONGEST_LINK, VIEWS, CypherState
from graph.archive import Archive
from graph.errors import InvalidParameter, QueryError, WaybillError
from graph.model import digest_id
from graph.store import Plan, Store
from queries import gate
from queries.given import read_parameters
from queries.result import Result, jsonable

SHOWN = 1000  # rows of the table; the file has all
MOST_ANSWERS = 5  # that are kept: one may hold much
_LONG, _FAILED = "cypher that no address holds", "cypher that failed"


def own_cypher(state: CypherState) -> None:
    """Show the editor and what came of its query.

    Args:
        state: what the address says.
    """
    text = _text(state)
    place = st.container()
    found, error = None, None
    if state.act and text:
        found, error = _asked(state, text)
    with place:
        _ask(state, text, error)
    if error is not None:
        st.error(escaped(error, 2000))
    elif isinstance(found, Result):
        with data.in_place():
            _answer(found, state)
    elif isinstance(found, Plan):
        _plan(found)


def _asked(state: CypherState, text: str) -> tuple[Result | Plan | None, WaybillError | None]:
    """Return what came of a query; what failed is asked again only when a person says so, for it may take its time."""
    question = (state.act, text, state.given, go.common())
    failed = st.session_state.get(_FAILED)
    if failed is not None and failed[0] == question:
        return None, failed[1]
    try:
        return (run if state.act == "run" else plan)(text, state.given), None
    except WaybillError as error:
        st.session_state[_FAILED] = (question, error)
        return None, error


@data.kept("wait.query", most=MOST_ANSWERS)
def run(store: Store, _: Archive, text: str, given: str) -> Result:
    """Return the answer to a query."""
    limit = data.settings().query_timeout_s
    return gate.run(store, text, read_parameters(given), timeout_s=limit, max_rows=gate.MOST_ROWS)


@data.kept("wait.query")
def plan(store: Store, _: Archive, text: str, given: str) -> Plan:
    """Return what the engine would do with a query."""
    return gate.explain(store, text, read_parameters(given), timeout_s=data.settings().query_timeout_s)


def _text(state: CypherState) -> str:
    """Return the query that the address names, or that this session keeps."""
    if state.long:
        kept = str(st.session_state.get(_LONG, ""))
        if not kept:
            st.warning(say("cypher.gone"))
        return kept
    if state.canned and not state.query:
        query = data.catalogue().queries.get(state.canned)
        if query is not None:
            return query.cypher
        st.warning(say("catalogue.unknown", query=state.canned))
    return state.query


def _ask(state: CypherState, text: str, error: WaybillError | None) -> None:
    if go.common().paper:
        st.code(text, language="cypher", wrap_lines=True)
        st.code(state.given, language=None, wrap_lines=True)
        return
    _limits()
    tag = digest_id(state.params())[:8]
    given = st.text_input(
        say("cypher.given"), state.given, max_chars=LONGEST_LINK, key=f"given-{tag}",
        placeholder=words("cypher.given_hint"), help=say("cypher.given_help"),
    )  # fmt: skip
    try:
        names = tuple(read_parameters(given))
    except InvalidParameter as wrong:
        names = ()
        if error is None:
            st.error(escaped(wrong, 2000))
    about = str(error) if isinstance(error, QueryError) else ""
    asked = editor(text, key="own", parameters=names, error=about)
    if state.long:
        st.info(say("cypher.long", most=LONGEST_LINK))
        st.download_button(
            say("cypher.file"), text.encode(), "waybill-query.cypher", "text/plain", key="own-file", on_click="ignore"
        )
    if asked is not None:
        _turn(replace(state, given=given.strip(), act=asked.act), text, asked.text)


def _turn(state: CypherState, before: str, text: str) -> None:
    """Ask what a person has just typed; what no address holds stays in the session."""
    st.session_state.pop(_FAILED, None)
    if text.strip() == before.strip() and state.canned and not state.query:
        go.turn(state)
    short = replace(state, query=text, canned="", long=False)
    if short.length <= LONGEST_LINK:
        go.turn(short)
    st.session_state[_LONG] = text
    go.turn(replace(state, query="", canned="", long=True))


def _limits() -> None:
    st.caption(
        say(
            "cypher.limits", seconds=data.settings().query_timeout_s, rows=gate.MOST_ROWS, values=gate.MOST_VALUES,
            characters=gate.MOST_CHARACTERS,
        )
    )  # fmt: skip


def _answer(result: Result, state: CypherState) -> None:
    if not result.rows:
        st.info(say("cypher.nothing"))
        return
    st.caption(say("catalogue.rows", n=len(result.rows), seconds=round(result.seconds, 3)))
    if result.cut:
        st.warning(say("cypher.cut", most=gate.MOST_ROWS))
    if not go.common().paper:
        view = st.radio(
            say("cypher.view"), VIEWS, VIEWS.index(state.view), lambda one: words(f"cypher.views.{one}"),
            horizontal=True, key=f"view-{state.view}",
        )  # fmt: skip
        if view != state.view:
            go.turn(replace(state, view=view))
    if state.view == "picture":
        with data.in_place():
            _picture(result)
    _table(result)


def _table(result: Result) -> None:
    rows = [{name: cell(row.get(name)) for name in result.columns} for row in result.rows]
    shown = [{name: cell(_told(row.get(name))) for name in result.columns} for row in result.rows[:SHOWN]]
    if len(rows) > SHOWN:
        st.caption(say("cypher.shown", n=len(rows), shown=SHOWN))
    headers = {name: name for name in result.columns}
    table(shown, result.columns, key="own-table", alt=words("cypher.table"), headers=headers)
    if not go.common().paper:
        download(rows, result.columns, "waybill-cypher.csv", key="own-csv")


def _told(value: Any) -> Any:
    """Return a value as the table shows it: nodes, relationships and paths in a few words; the file has all of them."""
    kind = kind_of(value)
    if kind == "node":
        return f"{(value['labels'] or [''])[0]} {called(value)}".strip()
    if kind == "relationship":
        return str(value["type"])
    if kind == "path":
        return _path(value["nodes"], value["relationships"])
    return [_told(item) for item in value] if isinstance(value, list) else value


def _path(nodes: Sequence[dict[str, Any]], ties: Sequence[dict[str, Any]]) -> str:
    told = called(nodes[0]) if nodes else ""
    for before, tie, after in zip(nodes, ties, nodes[1:], strict=False):
        along = tie["start"] == before["properties"].get("waybill_id")
        way = f"\u2014{tie['type']}\u2192" if along else f"\u2190{tie['type']}\u2014"
        told += f" {way} {called(after)}"
    return told


def _picture(result: Result) -> None:
    shown = answer_picture([jsonable(row) for row in result.rows])
    if not shown.boxes:
        st.info(say("cypher.no_node"))
        return
    graph(shown, words("cypher.picture"), key="own-picture", file="waybill-cypher", picks="node")
    if shown.gathered:
        st.caption(say("around.gathered", n=shown.gathered))


def _plan(found: Plan) -> None:
    st.header(say("cypher.plan"))
    if found.query_type is None:
        st.caption(say("cypher.embedded"))
    scans = set(found.scans)
    rows = [
        {"operator": name, "details": details, "scan": words("cypher.scan") if (name, details) in scans else ""}
        for name, details in found.operators
    ]
    if not rows:
        st.info(say("cypher.no_plan"))
        return
    columns = ("operator", "details", "scan") if scans else ("operator", "details")
    table(rows, columns, key="own-plan", alt=words("cypher.plan"))
