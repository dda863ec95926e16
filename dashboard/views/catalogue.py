"""Catalogue: every canned query with a form, its answer as table and file, and its Cypher."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.address import first
from dashboard.components.query_form import addressed, query_form, typed
from dashboard.components.result_table import columns_of, result_table
from dashboard.wording import escaped
from queries.catalogue import Query

_GROUPS = {
    "paths": "Supply paths",
    "exposure": "Lists, owners, parts in weapons",
    "flows": "Goods over time",
    "evidence": "Proof",
    "audit": "What to doubt",
}
_OWN = "Your own"


def show() -> None:
    """Show the page."""
    st.title("Catalogue")
    with data.in_place():
        found = data.catalogue()
        queries = found.queries
        params = {name: st.query_params.get_all(name) for name in st.query_params}
        wanted = first(params, "query")
        if wanted and wanted not in queries:
            st.warning(f"No canned query is called {escaped(wanted)}. Choose one from the list.")
        query = _chosen(queries, wanted)
        if query is None:
            _all(queries)
            for why in found.refused.values():
                st.warning(f"Left out: {escaped(why, 2000)}")
        else:
            _one(query, params)


def _chosen(queries: dict[str, Query], wanted: str) -> Query | None:
    titles = [*_GROUPS.values(), _OWN]
    names = sorted(queries, key=lambda name: (titles.index(_title(queries[name])), name))
    name = st.selectbox(
        "Question", names, names.index(wanted) if wanted in queries else None,
        lambda item: f"{_title(queries[item])}: {queries[item].question}",
        key=f"query-{wanted}", placeholder="Choose a question, or type to search",
    )  # fmt: skip
    if (name or "") != (wanted if wanted in queries else ""):
        st.query_params.from_dict({"query": name} if name else {})
        st.rerun()
    return queries[name] if name else None


def _title(query: Query) -> str:
    return _OWN if query.own else _GROUPS[query.group]


def _all(queries: dict[str, Query]) -> None:
    for title in (*_GROUPS.values(), _OWN):
        found = [query for query in queries.values() if _title(query) == title]
        if found:
            st.subheader(title)
        for query in found:
            st.page_link("views/catalogue.py", label=escaped(query.question), query_params={"query": query.name})


def _one(query: Query, params: dict[str, list[str]]) -> None:
    values = typed(query, params)
    asked = query_form(query, values)
    if asked is not None:
        st.query_params.from_dict({"query": query.name, "run": "1", **addressed(asked)})
        st.rerun()
    if first(params, "run"):
        with data.in_place():
            result_table(query, data.ask(query, values))
    else:
        st.info("Fill in the form and press Ask. A star marks what must be given.")
    with st.expander("The Cypher of this question"):
        st.code(query.param_line, language=None, wrap_lines=True)
        st.code(query.cypher, language="cypher", wrap_lines=True)
        st.caption("Paste both into Neo4j Browser to ask the same there.")
    with st.expander("What the columns mean"):
        st.dataframe(columns_of(query), hide_index=True, alt="The columns of the answer and their meaning")


if __name__ == "__main__":
    show()
