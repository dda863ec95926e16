"""Party: names, identifiers, lists, owners, shipments, neighbours, proof for and against, merges with their undo."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components.parties import profile
from dashboard.components.party_facts import facts
from dashboard.components.party_head import head, marks
from dashboard.components.party_merges import merged
from dashboard.components.party_near import listed_near, listings, neighbours
from dashboard.components.party_owners import owners
from dashboard.components.search import search
from dashboard.say import say
from dashboard.states.party import PartyState


def show() -> None:
    """Show the page."""
    state = go.asked(PartyState)
    if not state.id:
        st.caption(say("party.search"))
        search(state)
        return
    with data.in_place():
        found = profile(state.id)
        head(found)
        for part in (marks, listings, listed_near, owners, facts, neighbours, merged):
            with data.in_place():
                part(found, state)


if __name__ == "__main__":
    show()
