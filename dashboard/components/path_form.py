"""The form of the page "Supply paths"; its content lives in the address of the page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.address import LONGEST
from dashboard.say import say, words
from dashboard.states.paths import PathForm
from dashboard.wording import country_choice, country_codes
from graph.model import digest_id
from queries.question import MOST_HOPS


def path_form(form: PathForm) -> PathForm | None:
    """Show the form filled as the address says, and return what a person has just asked for, or None.

    Args:
        form: what the address says.
    """
    codes = country_codes()
    # Widgets keep what was typed into them; a new key for a new address lets Back and links show what they say.
    tag = digest_id(replace(form, shown=(), leg="").params())[:8]
    anywhere = words("form.any_country")
    with st.form(f"paths-{tag}", border=True):
        one, two, three = st.columns(3)
        sources = one.multiselect(
            say("paths.form.from"), codes, form.sources, country_choice, key=f"from-{tag}", placeholder=anywhere
        )
        targets = two.multiselect(
            say("paths.form.to"), codes, form.targets, country_choice, key=f"to-{tag}", placeholder=anywhere
        )
        via = three.multiselect(
            say("paths.form.via"), codes, form.via, country_choice, key=f"via-{tag}",
            placeholder=words("paths.form.via_hint"), help=say("paths.form.via_help"),
        )  # fmt: skip
        four, five, six, seven, eight = st.columns([3, 2, 2, 2, 1.4])
        goods = four.text_input(
            say("paths.form.goods"), form.goods, max_chars=LONGEST, key=f"goods-{tag}",
            placeholder=words("form.goods_hint"), help=say("paths.form.goods_help"),
        )  # fmt: skip
        hs = five.text_input(
            say("paths.form.hs"), form.hs, max_chars=12, key=f"hs-{tag}", placeholder=words("paths.form.hs_hint")
        )
        day = words("form.day_hint")
        since = six.text_input(say("paths.form.since"), form.since, max_chars=10, key=f"since-{tag}", placeholder=day)
        until = seven.text_input(say("paths.form.until"), form.until, max_chars=10, key=f"until-{tag}", placeholder=day)
        hops = eight.number_input(say("paths.form.hops"), 1, MOST_HOPS, form.hops, key=f"hops-{tag}")
        nine, ten = st.columns([3, 1], vertical_alignment="center")
        reviewed = nine.checkbox(say("paths.form.reviewed"), form.reviewed, key=f"reviewed-{tag}")
        sent = ten.form_submit_button(say("paths.form.find"), type="primary", width="stretch")
    if not sent:
        return None
    return PathForm(
        tuple(sources), tuple(targets), tuple(via), (goods or "").strip(), (hs or "").strip(), (since or "").strip(),
        (until or "").strip(), int(hops), bool(reviewed),
    )  # fmt: skip
