"""Cypher: one's own question in the language of the graph, read-only and within limits."""

from __future__ import annotations

import streamlit as st

from dashboard import go
from dashboard.components.own_cypher import own_cypher
from dashboard.plain_text import escaped
from dashboard.states.cypher import CypherState


def show() -> None:
    """Show the page."""
    state = CypherState.read(go.here())
    for problem in state.problems:
        st.warning(escaped(problem))
    own_cypher(state)


if __name__ == "__main__":
    show()
