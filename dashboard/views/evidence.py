"""Evidence: a document with its claims marked in place, or the row of a table; every claim has an address."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components.document import MOST, checksum, document_list, document_page
from dashboard.plain_text import plain
from dashboard.say import say
from dashboard.states.evidence import EvidenceState


def show() -> None:
    """Show the page."""
    state = EvidenceState.read(go.here())
    wanted = checksum(state.document.lower())
    with data.in_place():
        documents = {str(row["document"]): row for row in data.ask("documents", {}, MOST).rows}
        if not documents:
            st.info(say("evidence.empty"))
            return
        found = [key for key in documents if wanted and checksum(key).startswith(wanted)]
        if wanted and not found:
            st.warning(say("evidence.no_document", sum=plain(wanted, 70)))
        if found:
            go.link("evidence", say("evidence.all"), icon=":material/arrow_back:")
            document_page(documents[found[0]], state.claim, state.row)
        else:
            document_list(list(documents.values()))


if __name__ == "__main__":
    show()
