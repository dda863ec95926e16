"""The form of the pages "Flows and trends" and "Map"; its content lives in the address of the page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import go
from dashboard.components.question_form import ways, what, when
from dashboard.say import say, words
from dashboard.states.flows import ANY_TIER, MEASURES, MOST_ROUTES, FlowsState
from graph.model import digest_id


def flow_question() -> FlowsState:
    """Return what the address of the page asks, with the form above it, and say what could not be read."""
    state = FlowsState.read(go.here())
    asked = None if go.common().paper else _flow_form(state)
    if asked is not None:
        go.turn(asked)
    go.tell(state)
    return state


def _flow_form(state: FlowsState) -> FlowsState | None:
    """Show the form filled as the address says, and return what a person has just asked for, or None.

    Args:
        state: what the address says.
    """
    # Widgets keep what was typed into them; a new key for a new address lets Back and links show what they say.
    tag = digest_id(state.params())[:8]
    with st.form(f"flows-{tag}", border=True):
        asked = ways(state, tag, say("flows.form.via"))
        one, two, three, four, five = st.columns([3, 2, 2, 2, 2])
        asked |= what(state, tag, one, two)
        tier = three.selectbox(
            say("flows.form.tier"), ("", *ANY_TIER), ("", *ANY_TIER).index(state.tier), tier_choice, key=f"tier-{tag}",
            help=say("glossary.tier.means"),
        )  # fmt: skip
        asked |= when(state, tag, four, five, say("flows.form.within"))
        six, seven, eight, nine = st.columns([3, 2, 4, 2], vertical_alignment="bottom")
        measure = six.radio(
            say("flows.form.measure"), MEASURES, MEASURES.index(state.measure), measure_word, key=f"measure-{tag}",
            horizontal=True,
        )  # fmt: skip
        most = seven.number_input(say("flows.form.most"), 1, MOST_ROUTES, state.most, key=f"most-{tag}")
        reviewed = eight.checkbox(say("flows.form.reviewed"), state.reviewed, key=f"reviewed-{tag}")
        invented = eight.checkbox(say("flows.form.invented"), state.invented, key=f"invented-{tag}")
        sent = nine.form_submit_button(say("flows.form.count"), type="primary", width="stretch")
    if not sent:
        return None
    return replace(
        state, **asked, tier=tier, reviewed=bool(reviewed), invented=bool(invented), measure=measure, most=int(most),
        route="", step="",
    )  # fmt: skip


def tier_choice(tier: str) -> str:
    """Return what a list of tiers to choose from says of one."""
    return words("flows.tier", tier=tier) if tier else words("flows.any_tier")


def measure_word(measure: str) -> str:
    """Return a measure in a word."""
    return words(f"flows.measure.{measure}")
