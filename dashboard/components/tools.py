"""The tools of every page: copy the link to this view, and print it."""

from __future__ import annotations

from dataclasses import replace

from dashboard import go
from dashboard.components.browser_part import part
from dashboard.say import language, say, words
from dashboard.states.common import Common


def tools(page: str, shared: Common) -> None:
    """Show the tools, and tell the browser the language of the page.

    Args:
        page: its name.
        shared: what the address says.
    """
    told = {name: words(f"tools.{name}") for name in ("copy", "copied", "not_copied", "print")}
    told["language"] = language()
    part("tools")(key="tools", data={**told, "paper": shared.paper}, height="content", width="content")
    label, icon = ("screen", ":material/arrow_back:") if shared.paper else ("paper", ":material/print:")
    go.link(page, say(f"tools.{label}"), more=go.own(), icon=icon, shared=replace(shared, paper=not shared.paper))
