"""From part to part of what is too long for one page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import go
from dashboard.say import say
from dashboard.states.evidence import EvidenceState


def pager(state: EvidenceState, part: int, parts: int, *, key: str) -> None:
    """Show the links to the parts before and after, and a field for any other.

    Args:
        state: of the page; the part that opens has no chosen claim or row.
        part: that is shown, from 1.
        parts: how many there are.
        key: tells two of one page apart.
    """
    if go.common().paper or parts < 2:
        return
    bare = replace(state, claim="", row="", sheet="", fact="")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if part > 1:
            go.link("evidence", say("evidence.before"), replace(bare, part=part - 1), icon=":material/arrow_back:")
        if part < parts:
            go.link("evidence", say("evidence.after"), replace(bare, part=part + 1), icon=":material/arrow_forward:")
        asked = st.number_input(say("evidence.go_to"), 1, parts, part, step=1, key=f"{key}-{part}", width=160)
    if asked != part:
        go.turn(replace(bare, part=int(asked)))
