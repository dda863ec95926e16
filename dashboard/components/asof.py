"""The day that a page asks of: today, or what was known or can hold on another day, or without some sources."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import data, go
from dashboard.say import say, words
from dashboard.states.common import Common
from graph.holdings import holdings
from graph.model import digest_id
from graph.views import BY


def asof(page: str, shared: Common) -> None:
    """Show the control; what is set there goes into the address.

    Args:
        page: its name.
        shared: what the address says.
    """
    label = say("asof.today") if shared.today else say("asof.other")
    tag = digest_id(shared.params())[:8]
    with st.popover(label, icon=":material/event:", key=f"head-asof-{tag}", on_change="rerun") as opened:
        if opened.open:
            _form(shared, tag)


def _form(shared: Common, tag: str) -> None:
    with st.form(f"asof-{tag}", border=False):
        hint = words("asof.hint")
        known = st.text_input(
            say("asof.known"), shared.known, max_chars=10, key=f"known-{tag}", placeholder=hint,
            help=say("asof.known_help"),
        )  # fmt: skip
        by = st.radio(
            say("asof.by"), BY, BY.index("published" if shared.by == "published" else "loaded"),
            lambda one: words(f"asof.by_{one}"), key=f"by-{tag}", horizontal=True,
        )  # fmt: skip
        valid = st.text_input(
            say("asof.valid"), shared.valid, max_chars=10, key=f"valid-{tag}", placeholder=hint,
            help=say("asof.valid_help"),
        )  # fmt: skip
        without = st.multiselect(
            say("asof.without"), _publishers(shared), shared.without, key=f"without-{tag}",
            placeholder=words("asof.without_hint"), help=say("asof.without_help"),
        )  # fmt: skip
        sent = st.form_submit_button(say("asof.ask"), type="primary")
    if sent:
        asked = replace(
            shared, known=(known or "").strip(), by=by, valid=(valid or "").strip(), without=tuple(without)
        )  # fmt: skip
        st.query_params.from_dict({**go.own(), **asked.params()})
        st.rerun()


def _publishers(shared: Common) -> list[str]:
    with data.in_place():
        return sorted({*_loaded(data.mark()), *shared.without}, key=str.casefold)
    return list(shared.without)


@st.cache_data(show_spinner=False, max_entries=5)
def _loaded(mark: str) -> list[str]:
    return [one.publisher for one in holdings(data.archive()) if one.state == "active"]


def banner(page: str, shared: Common, answered: bool = True) -> None:
    """Say clearly that another day than today is asked, and show the way back.

    Args:
        page: its name.
        shared: what the address says.
        answered: whether that can be asked.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="asof-banner"):
        if answered:
            st.warning(say("asof.banner", view=asked(shared)), icon=":material/history:")
        go.link(page, say("asof.back"), more=go.own(), shared=shared.at_today(), icon=":material/undo:")


def asked(shared: Common) -> str:
    """Return in words what a page rests on, in plain text; empty for the graph itself."""
    told = []
    if shared.known:
        told.append(words(f"asof.told_{shared.by}", day=shared.known))
    if shared.valid:
        told.append(words("asof.told_valid", day=shared.valid))
    if shared.without:
        told.append(words("asof.told_without", sources=words("and").join(shared.without)))
    return "; ".join(told)
