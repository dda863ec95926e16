"""What a person keeps: a thing that is watched in a case, and a view under a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.plain_text import plain
from dashboard.say import say, words
from graph.cases import Cases
from graph.rights import Role, acting
from graph.saved import SavedViews
from graph.views import made_now

LONGEST = 100  # characters of a name


def watch(kind: str, what: Mapping[str, Any], *, key: str) -> None:
    """Offer to watch something in a case, one that is there or a new one.

    Args:
        kind: of graph.cases.KINDS.
        what: the content of the item.
        key: tells two of one page apart.
    """
    if acting().role < Role.READER:
        return
    with st.popover(say("keep.watch"), icon=":material/visibility:"), data.in_place():
        cases = Cases(data.settings().home)
        names = [case.name for case in cases.all()]
        with st.form(f"watch-{key}", border=False):
            chosen = st.selectbox(
                say("keep.case"), names, None, key=f"watch-{key}-case", placeholder=words("keep.case_hint")
            )  # fmt: skip
            new = st.text_input(say("keep.new_case"), max_chars=LONGEST, key=f"watch-{key}-new")
            sent = st.form_submit_button(say("keep.add"), type="primary")
        if sent:
            _watch(cases, plain(new, LONGEST), chosen, kind, what)


def _watch(cases: Cases, new: str, chosen: str | None, kind: str, what: Mapping[str, Any]) -> None:
    if new:
        chosen = cases.create(new, made_now(data.settings()).to_json()).name
    if not chosen:
        st.warning(say("keep.which"))
        return
    _, added = cases.add(chosen, kind, what)
    st.success(say("keep.watched", case=chosen) if added else say("keep.known", case=chosen))


def save_view(page: str, name: str) -> None:
    """Offer to keep the address of the page under a name.

    Args:
        page: its name, as in menu.PAGES.
        name: that is proposed.
    """
    if acting().role < Role.READER:
        return
    with st.popover(say("keep.save"), icon=":material/bookmark:"), data.in_place():
        with st.form("save-view", border=False):
            called = st.text_input(say("keep.name"), plain(name, LONGEST), max_chars=LONGEST, key=f"save-{page}-{name}")
            shared = st.checkbox(say("keep.shared"), key="save-shared")
            sent = st.form_submit_button(say("keep.save"), type="primary")
        if sent:
            params = {key: list(values) for key, values in go.here().items() if key not in ("lang", "print")}
            saved = SavedViews(data.settings().home).save(plain(called, LONGEST), page, params, shared)
            st.success(say("keep.saved", name=saved.name))
