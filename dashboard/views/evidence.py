"""Evidence: a document with its claims marked in place, or the row of a table; every claim has an address."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.address import first
from dashboard.components.document import MOST, checksum, document_list, document_page
from dashboard.wording import escaped


def show() -> None:
    """Show the page."""
    st.title("Evidence")
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    wanted = checksum(first(params, "document").lower())
    with data.in_place():
        documents = {str(row["document"]): row for row in data.ask("documents", {}, MOST).rows}
        if not documents:
            st.info("No document is loaded yet. Run `waybill load FILE...` and reload this page.")
            return
        found = [key for key in documents if wanted and checksum(key).startswith(wanted)]
        if wanted and not found:
            st.warning(f"No document with the checksum {escaped(wanted, 70)} is loaded. Choose one from the list.")
        if found:
            st.page_link("views/evidence.py", label="All documents", icon=":material/arrow_back:")
            document_page(documents[found[0]], first(params, "claim"), first(params, "row"))
        else:
            document_list(list(documents.values()))


if __name__ == "__main__":
    show()
