"""Overview: what is loaded, how much of it is invented, the strongest paths, and a search in any script."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.address import first
from dashboard.components.counts import counts, sources
from dashboard.components.search import search
from dashboard.components.teaser import teaser


def show() -> None:
    """Show the page."""
    st.title("Waybill")
    st.caption("Supply paths between China and Russia, with the sentence or table row behind every leg.")
    wanted = first({name: st.query_params.get_all(name) for name in st.query_params}, "search")
    with data.in_place():
        loaded = data.overview()
        if loaded.empty:
            st.info("Nothing is loaded yet. Run `waybill load FILE...` or `waybill demo`, then reload this page.")
            return
        search(wanted)
        counts(loaded)
        teaser()
        sources(loaded)


if __name__ == "__main__":
    show()
