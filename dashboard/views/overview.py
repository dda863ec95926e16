"""Overview: what is loaded, how much of it is invented, the strongest paths, and a search in any script."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components.counts import counts, sources
from dashboard.components.search import search
from dashboard.components.teaser import teaser
from dashboard.say import say
from dashboard.states.overview import OverviewState


def show() -> None:
    """Show the page."""
    st.caption(say("overview.about"))
    state = OverviewState.read(go.here())
    with data.in_place():
        loaded = data.overview()
        if loaded.empty:
            st.info(say("overview.empty"))
            return
        search(state.search)
        counts(loaded)
        teaser()
        sources(loaded)


if __name__ == "__main__":
    show()
