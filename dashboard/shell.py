"""What stands around every page: menu, title, the day that is asked, language, help, a link to copy, and print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import data, go, login, menu
from dashboard.components.asof import asof, banner
from dashboard.components.glossary import glossary
from dashboard.components.tools import tools
from dashboard.plain_text import escaped
from dashboard.say import LANGUAGES, Language, language, say, words
from dashboard.states.common import Common
from graph.errors import WaybillError

_CSS = Path(__file__).resolve().parent / "components" / "shell.css"


def spoken() -> Language:
    """Return the language that the address names, else that of the browser, else English."""
    run = get_script_run_ctx(suppress_warning=True)
    return LANGUAGES[0] if run is None else _spoken(run.session_id, run.query_string)


@lru_cache(maxsize=500)
def _spoken(_session: str, _query: str) -> Language:
    """Find the language of a session and an address once: a page asks for it at each of its words."""
    asked = (st.query_params.get("lang"), (st.context.locale or "").partition("-")[0].lower())
    return next((one for wanted in asked for one in LANGUAGES if one == wanted), LANGUAGES[0])


def header(page: str) -> bool:
    """Show the head of a page.

    Args:
        page: its name, as in menu.PAGES.

    Returns:
        Whether the page can be made: false where what is asked of is not there, which the head then says.
    """
    title = words(f"pages.{page}.title")
    st.set_page_config(page_title=f"{title} \u00b7 Waybill", layout="wide", initial_sidebar_state="collapsed")
    st.html(_style())
    shared = go.common()
    if not shared.paper:
        _menu()
    left, right = st.columns([2, 3], vertical_alignment="center")
    left.title(title, anchor=False)
    with right.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small", key="head-tools"
    ):
        if not shared.paper:
            asof(page, shared)
            with st.popover(say("head.help"), icon=":material/help:", key="head-help", on_change="rerun") as opened:
                if opened.open:
                    st.markdown(say(f"pages.{page}.help"))
                    glossary()
            _languages(page)
            login.account()
        tools(page, shared)
    if shared.paper:
        st.caption(say("tools.printed", day=date.today().isoformat(), address=_whole_address(shared)))
    go.tell(shared)
    return _asked(page)


def _menu() -> None:
    with st.container(horizontal=True, gap="small", key="menu"):
        for name in menu.PAGES:
            go.link(name, say(f"pages.{name}.title"))


def _languages(page: str) -> None:
    """Show a link to the same view in each other language."""
    shared = go.common()
    for one in LANGUAGES:
        if one != language():
            go.link(
                page,
                say(f"language.{one}"),
                more=go.own(),
                icon=":material/translate:",
                shared=replace(shared, lang=one),
            )


def _asked(page: str) -> bool:
    """Say of which day is asked, and whether that can be."""
    shared = go.common()
    if shared.today:
        return True
    try:
        data.view()
    except WaybillError as error:
        st.error(escaped(error, 2000))
        banner(page, shared, False)
        return False
    banner(page, shared)
    return True


def _whole_address(shared: Common) -> str:
    """Return the address that opens on a screen what is printed."""
    params = go.address(more=go.own(), shared=replace(shared, paper=False))
    return f"{(st.context.url or '').partition('?')[0]}?{urlencode(params)}"


@cache
def _style() -> str:
    return f"<style>{_CSS.read_text(encoding='utf-8')}</style>"
