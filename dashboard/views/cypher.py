"""Cypher: one's own question in the language of the graph, read-only and within limits."""

from __future__ import annotations

from dashboard import go
from dashboard.components.own_cypher import own_cypher
from dashboard.states.cypher import CypherState


def show() -> None:
    """Show the page."""
    state = go.asked(CypherState)
    own_cypher(state)


if __name__ == "__main__":
    show()
