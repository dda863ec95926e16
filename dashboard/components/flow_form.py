"""The form of the pages "Flows and trends" and "Map"; its content lives in the address of the page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.address import LONGEST
from dashboard.say import say, words
from dashboard.states.flows import ANY_TIER, MEASURES, MOST_ROUTES, FlowsState
from dashboard.wording import country_choice, country_codes
from graph.model import digest_id


def flow_form(state: FlowsState) -> FlowsState | None:
    """Show the form filled as the address says, and return what a person has just asked for, or None.

    Args:
        state: what the address says.
    """
    codes = country_codes()
    # Widgets keep what was typed into them; a new key for a new address lets Back and links show what they say.
    tag = digest_id(state.params())[:8]
    anywhere = words("form.any_country")
    with st.form(f"flows-{tag}", border=True):
        one, two, three = st.columns(3)
        sources = one.multiselect(
            say("paths.form.from"), codes, state.sources, country_choice, key=f"from-{tag}", placeholder=anywhere
        )
        targets = two.multiselect(
            say("paths.form.to"), codes, state.targets, country_choice, key=f"to-{tag}", placeholder=anywhere
        )
        via = three.multiselect(
            say("flows.form.via"), codes, state.via, country_choice, key=f"via-{tag}",
            placeholder=words("paths.form.via_hint"),
        )  # fmt: skip
        four, five, six, seven, eight = st.columns([3, 2, 2, 2, 2])
        goods = four.text_input(
            say("paths.form.goods"), state.goods, max_chars=LONGEST, key=f"goods-{tag}",
            placeholder=words("form.goods_hint"), help=say("paths.form.goods_help"),
        )  # fmt: skip
        hs = five.text_input(
            say("paths.form.hs"), state.hs, max_chars=12, key=f"hs-{tag}", placeholder=words("paths.form.hs_hint")
        )
        tier = six.selectbox(
            say("flows.form.tier"), ("", *ANY_TIER), ("", *ANY_TIER).index(state.tier), tier_choice, key=f"tier-{tag}",
            help=say("glossary.tier.means"),
        )  # fmt: skip
        day, within = words("form.day_hint"), say("flows.form.within")
        since = seven.text_input(
            say("paths.form.since"), state.since, max_chars=10, key=f"since-{tag}", placeholder=day, help=within
        )
        until = eight.text_input(
            say("paths.form.until"), state.until, max_chars=10, key=f"until-{tag}", placeholder=day, help=within
        )
        nine, ten, eleven, twelve = st.columns([3, 2, 4, 2], vertical_alignment="bottom")
        measure = nine.radio(
            say("flows.form.measure"), MEASURES, MEASURES.index(state.measure), measure_word, key=f"measure-{tag}",
            horizontal=True,
        )  # fmt: skip
        most = ten.number_input(say("flows.form.most"), 1, MOST_ROUTES, state.most, key=f"most-{tag}")
        reviewed = eleven.checkbox(say("flows.form.reviewed"), state.reviewed, key=f"reviewed-{tag}")
        invented = eleven.checkbox(say("flows.form.invented"), state.invented, key=f"invented-{tag}")
        sent = twelve.form_submit_button(say("flows.form.count"), type="primary", width="stretch")
    if not sent:
        return None
    return replace(
        state, sources=tuple(sources), targets=tuple(targets), via=tuple(via), goods=(goods or "").strip(),
        hs=(hs or "").strip(), tier=tier, since=(since or "").strip(), until=(until or "").strip(),
        reviewed=bool(reviewed), invented=bool(invented), measure=measure, most=int(most), route="", step="",
    )  # fmt: skip


def tier_choice(tier: str) -> str:
    """Return what a list of tiers to choose from says of one."""
    return words("flows.tier", tier=tier) if tier else words("flows.any_tier")


def measure_word(measure: str) -> str:
    """Return a measure in a word."""
    return words(f"flows.measure.{measure}")
