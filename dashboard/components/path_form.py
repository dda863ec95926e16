"""The form of the page "Supply paths"; its content lives in the address of the page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.address import MOST_HOPS, PathForm
from dashboard.wording import country
from graph.model import digest_id
from graph.reference import countries


def path_form(form: PathForm) -> PathForm | None:
    """Show the form filled as the address says, and return what a person has just asked for, or None.

    Args:
        form: what the address says.
    """
    codes = sorted(countries.all_codes(), key=country)
    # Widgets keep what was typed into them; a new key for a new address lets Back and links show what they say.
    tag = digest_id(replace(form, shown=(), leg="").params())[:8]
    with st.form(f"paths-{tag}", border=True):
        one, two, three = st.columns(3)
        sources = one.multiselect("From", codes, form.sources, _label, key=f"from-{tag}", placeholder="any country")
        targets = two.multiselect("To", codes, form.targets, _label, key=f"to-{tag}", placeholder="any country")
        via = three.multiselect(
            "Via, in this order", codes, form.via, _label, key=f"via-{tag}", placeholder="any way",
            help="A country on the way of a leg, or the country of a party in the middle.",
        )  # fmt: skip
        four, five, six, seven, eight = st.columns([3, 2, 2, 2, 1.4])
        goods = four.text_input(
            "Goods", form.goods, max_chars=200, key=f"goods-{tag}", placeholder="drone parts, Halbleiter, 无人机",
            help="A word of the goods lexicon in any of its seven languages; what is narrower is found too.",
        )  # fmt: skip
        hs = five.text_input("HS code begins with", form.hs, max_chars=12, key=f"hs-{tag}", placeholder="8542")
        since = six.text_input("Since", form.since, max_chars=10, key=f"since-{tag}", placeholder="2022 or 2022-06-17")
        until = seven.text_input("Until", form.until, max_chars=10, key=f"until-{tag}", placeholder="2023-03")
        hops = eight.number_input("Most legs", 1, MOST_HOPS, form.hops, key=f"hops-{tag}")
        nine, ten = st.columns([3, 1], vertical_alignment="center")
        reviewed = nine.checkbox("Only legs that somebody has accepted", form.reviewed, key=f"reviewed-{tag}")
        sent = ten.form_submit_button("Find paths", type="primary", width="stretch")
    if not sent:
        return None
    return PathForm(
        tuple(sources), tuple(targets), tuple(via), (goods or "").strip(), (hs or "").strip(), (since or "").strip(),
        (until or "").strip(), int(hops), bool(reviewed),
    )  # fmt: skip


def _label(code: str) -> str:
    return f"{country(code)} ({code})"
