"""The form of the page "Supply paths"; its content lives in the address of the page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.components.question_form import ways, what, when
from dashboard.say import say
from dashboard.states.paths import PathForm
from graph.model import digest_id
from queries.question import MOST_HOPS


def path_form(form: PathForm) -> PathForm | None:
    """Show the form filled as the address says, and return what a person has just asked for, or None.

    Args:
        form: what the address says.
    """
    # Widgets keep what was typed into them; a new key for a new address lets Back and links show what they say.
    tag = digest_id(replace(form, shown=(), leg="").params())[:8]
    with st.form(f"paths-{tag}", border=True):
        asked = ways(form, tag, say("paths.form.via"), say("paths.form.via_help"))
        one, two, three, four, five = st.columns([3, 2, 2, 2, 1.4])
        asked |= what(form, tag, one, two) | when(form, tag, three, four)
        hops = five.number_input(say("paths.form.hops"), 1, MOST_HOPS, form.hops, key=f"hops-{tag}")
        left, right = st.columns([3, 1], vertical_alignment="center")
        reviewed = left.checkbox(say("paths.form.reviewed"), form.reviewed, key=f"reviewed-{tag}")
        sent = right.form_submit_button(say("paths.form.find"), type="primary", width="stretch")
    return PathForm(**asked, hops=int(hops), reviewed=bool(reviewed), through=form.through) if sent else None
