"""The conditions that the forms of several pages share; their content lives in the address of the page."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.address import LONGEST
from dashboard.say import say, words
from dashboard.states.flows import FlowsState
from dashboard.states.paths import PathForm
from dashboard.wording import country_choice, country_codes

Asking = FlowsState | PathForm


def ways(state: Asking, tag: str, via: str, via_help: str | None = None) -> dict[str, Any]:
    """Show a row of countries: from, to, and on the way.

    Args:
        state: what the address says.
        tag: tells widgets of one address from those of another.
        via: label of the countries on the way.
        via_help: what they mean.

    Returns:
        The fields of the state as they were chosen.
    """
    codes, anywhere = country_codes(), words("form.any_country")
    one, two, three = st.columns(3)
    sources = one.multiselect(
        say("paths.form.from"), codes, state.sources, country_choice, key=f"from-{tag}", placeholder=anywhere
    )
    targets = two.multiselect(
        say("paths.form.to"), codes, state.targets, country_choice, key=f"to-{tag}", placeholder=anywhere
    )
    passed = three.multiselect(
        via, codes, state.via, country_choice, key=f"via-{tag}", placeholder=words("paths.form.via_hint"), help=via_help
    )
    return {"sources": tuple(sources), "targets": tuple(targets), "via": tuple(passed)}


def what(state: Asking, tag: str, at_goods: DeltaGenerator, at_hs: DeltaGenerator) -> dict[str, Any]:
    """Show goods and code; arguments and answer as of `ways`, and where they stand."""
    goods = at_goods.text_input(
        say("paths.form.goods"), state.goods, max_chars=LONGEST, key=f"goods-{tag}",
        placeholder=words("form.goods_hint"), help=say("paths.form.goods_help"),
    )  # fmt: skip
    hs = at_hs.text_input(
        say("paths.form.hs"), state.hs, max_chars=12, key=f"hs-{tag}", placeholder=words("paths.form.hs_hint")
    )
    return {"goods": (goods or "").strip(), "hs": (hs or "").strip()}


def when(
    state: Asking, tag: str, at_since: DeltaGenerator, at_until: DeltaGenerator, meaning: str | None = None
) -> dict[str, Any]:
    """Show both days; arguments and answer as of `ways`, where they stand, and what lies between them."""
    hint = words("form.day_hint")
    since = at_since.text_input(
        say("paths.form.since"), state.since, max_chars=10, key=f"since-{tag}", placeholder=hint, help=meaning
    )
    until = at_until.text_input(
        say("paths.form.until"), state.until, max_chars=10, key=f"until-{tag}", placeholder=hint, help=meaning
    )
    return {"since": (since or "").strip(), "until": (until or "").strip()}
