"""Evidence: a document with its claims marked in place, the row of a table, and all that is said of one fact."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components import document_data
from dashboard.components.document_head import chain, head
from dashboard.components.document_list import choose, contradictions, document_list
from dashboard.components.document_rows import rows_page
from dashboard.components.document_text import text_page
from dashboard.components.fact_proof import fact_block
from dashboard.components.keeping import save_view
from dashboard.plain_text import plain
from dashboard.say import say, words
from dashboard.states.evidence import LISTS, EvidenceState
from graph.errors import InvalidParameter
from queries.document import Told


def show() -> None:
    """Show the page."""
    state = go.asked(EvidenceState)
    with data.in_place():
        told = _document(state)
        if told is not None:
            _page(told, state)
        elif state.fact and not state.document:
            _ways(words("evidence.fact"))
            st.header(say("evidence.fact"), anchor=False)
            fact_block(state.fact)
        else:
            choose(state)
            (contradictions if state.show == LISTS[1] else document_list)()


def _document(state: EvidenceState) -> Told | None:
    """Return the document of the address; one that is not there is said."""
    if not state.document:
        return None
    try:
        return document_data.told(state.document)
    except InvalidParameter:
        st.warning(say("evidence.no_document", sum=plain(state.document, 70)))
        return None


def _page(told: Told, state: EvidenceState) -> None:
    _ways(told.called)
    kept = document_data.kept(told.sha256)
    head(told, kept)
    (text_page if told.kind == "text" else rows_page)(told, state)
    with data.in_place():
        chain(told, kept)


def _ways(name: str) -> None:
    """Show the way back to all documents, and let a person keep this view under a name."""
    if not go.common().paper:
        with st.container(horizontal=True, vertical_alignment="center"):
            go.link("evidence", say("evidence.all"), icon=":material/arrow_back:")
            save_view("evidence", name)


if __name__ == "__main__":
    show()
