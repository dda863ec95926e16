"""The strongest supply paths from China to Russia, on the first page."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.address import PathForm
from dashboard.components.path_answer import COLUMNS, ROW_HEIGHT, WIDTHS, path_row

MOST = 5


def teaser() -> None:
    """Show the strongest real paths; synthetic ones stand on the page of paths alone."""
    st.subheader("Strongest paths from China to Russia")
    form = PathForm.read({})
    with data.in_place():
        answer = data.paths(form.query())
        if answer.real:
            rows = [path_row(path) for path in answer.real[:MOST]]
            st.dataframe(
                rows, column_order=COLUMNS, column_config=WIDTHS, row_height=ROW_HEIGHT, hide_index=True,
                alt="The strongest paths from China to Russia",
            )  # fmt: skip
        else:
            st.info("No real source states a path from China to Russia yet.")
        st.page_link("views/paths.py", label="Open them with their proof", query_params=form.params())
        via = form.params() | {"via": "TR"}
        st.page_link("views/paths.py", label="From China to Russia via Turkey", query_params=via)
