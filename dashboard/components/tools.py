"""The tools of every page: copy the link to this view, and print it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dashboard import go
from dashboard.say import language, say, words
from dashboard.states.common import Common

_HERE = Path(__file__).resolve().parent


@cache
def _renderer() -> ComponentRenderer:
    return st.components.v2.component(
        "waybill_tools",
        html=(_HERE / "tools.html").read_text(encoding="utf-8"),
        css=(_HERE / "tools.css").read_text(encoding="utf-8"),
        js=(_HERE / "tools.js").read_text(encoding="utf-8"),
    )


def tools(page: str, shared: Common) -> None:
    """Show the tools, and tell the browser the language of the page.

    Args:
        page: its name.
        shared: what the address says.
    """
    told = {name: words(f"tools.{name}") for name in ("copy", "copied", "not_copied", "print")}
    told["language"] = language()
    _renderer()(key="tools", data={**told, "paper": shared.paper}, height="content", width="content")
    label, icon = ("screen", ":material/arrow_back:") if shared.paper else ("paper", ":material/print:")
    go.link(page, say(f"tools.{label}"), more=go.own(), icon=icon, shared=replace(shared, paper=not shared.paper))
