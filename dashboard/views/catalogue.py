"""Catalogue: every canned query with a form, its answer as table and file, and its Cypher."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components.query_form import addressed, query_form, typed
from dashboard.components.result_table import columns_of, result_table
from dashboard.components.table import table
from dashboard.plain_text import escaped
from dashboard.say import say, words
from dashboard.states.catalogue import CatalogueState
from dashboard.states.cypher import CypherState
from queries.catalogue import Query
from queries.given import write_parameters

_GROUPS = ("paths", "exposure", "flows", "evidence", "audit")
_OWN = "own"


def show() -> None:
    """Show the page."""
    state = CatalogueState.read(go.here())
    with data.in_place():
        found = data.catalogue()
        queries = found.queries
        if state.query and state.query not in queries:
            st.warning(say("catalogue.unknown", query=state.query))
        query = _chosen(queries, state.query)
        if query is None:
            _all(queries)
            for why in found.refused.values():
                st.warning(say("catalogue.left_out", why=why))
        else:
            _one(query, state)


def _chosen(queries: dict[str, Query], wanted: str) -> Query | None:
    groups = [*_GROUPS, _OWN]
    names = sorted(queries, key=lambda name: (groups.index(_group(queries[name])), name))
    name = st.selectbox(
        say("catalogue.question"), names, names.index(wanted) if wanted in queries else None,
        lambda item: f"{words(f'catalogue.groups.{_group(queries[item])}')}: {queries[item].question}",
        key=f"query-{wanted}", placeholder=words("catalogue.question_hint"),
    )  # fmt: skip
    if (name or "") != (wanted if wanted in queries else ""):
        go.turn(CatalogueState(query=name or ""))
    return queries[name] if name else None


def _group(query: Query) -> str:
    return _OWN if query.own else query.group


def _all(queries: dict[str, Query]) -> None:
    for group in (*_GROUPS, _OWN):
        found = [query for query in queries.values() if _group(query) == group]
        if found:
            st.header(say(f"catalogue.groups.{group}"))
        for query in found:
            go.link("catalogue", escaped(query.question), CatalogueState(query=query.name))


def _one(query: Query, state: CatalogueState) -> None:
    values = typed(query, go.here())
    asked = query_form(query, values)
    if asked is not None:
        go.turn(CatalogueState(query=query.name, run=True), addressed(asked))
    own = CypherState(canned=query.name, given=query.param_line.removeprefix(":param "))
    if state.run:
        with data.in_place():
            answer = data.ask(query, values)
            own = CypherState(canned=query.name, given=write_parameters(answer.parameters or {}), act="run")
            result_table(query, answer)
    else:
        st.info(say("catalogue.fill"))
    go.link("cypher", say("catalogue.open"), own, icon=":material/code:")
    with st.expander(say("catalogue.cypher")):
        st.code(query.param_line, language=None, wrap_lines=True)
        st.code(query.cypher, language="cypher", wrap_lines=True)
        st.caption(say("catalogue.paste"))
    with st.expander(say("catalogue.columns")):
        table(columns_of(query), ("column", "type", "meaning"), key="columns", alt=words("catalogue.columns_alt"))


if __name__ == "__main__":
    show()
