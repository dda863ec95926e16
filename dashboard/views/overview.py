"""Overview: what is known and how fresh, what went into Russia, the best and newest paths, what changed, a search."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components.changed import changed
from dashboard.components.counts import counts
from dashboard.components.freshness import freshness
from dashboard.components.inflow import inflow
from dashboard.components.search import search
from dashboard.components.teaser import teaser
from dashboard.say import say
from dashboard.states.overview import OverviewState


def show() -> None:
    """Show the page."""
    st.caption(say("overview.about"))
    state = go.asked(OverviewState)
    with data.in_place():
        loaded = data.overview()
        if loaded.empty:
            st.info(say("overview.empty"))
            return
        search(state)
        counts(loaded)
        with data.in_place():
            inflow()
        teaser()
        with data.in_place():
            changed(state)
        freshness(loaded)


if __name__ == "__main__":
    show()
