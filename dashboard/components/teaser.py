"""The strongest and the newest supply paths from China to Russia, on the first page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import data, go
from dashboard.components.path_answer import COLUMNS, WIDTHS, path_row
from dashboard.components.table import table
from dashboard.say import say, words
from dashboard.states.paths import PathForm
from queries.chains import Path

MOST = 5
LOOKED_AT = 60  # paths, the strongest first, among which the newest are sought


def teaser() -> None:
    """Show the strongest and the newest real paths; synthetic ones stand on the page of paths alone."""
    st.header(say("teaser.title"))
    form = PathForm.read({})
    with data.in_place():
        answer = data.paths(replace(form.query(), limit=LOOKED_AT, synthetic=False), near=False)
        if answer.real:
            _table(answer.real[:MOST], "teaser.title", "teaser")
            newest = sorted((path for path in answer.real if _day(path)), key=_day, reverse=True)[:MOST]
            st.header(say("teaser.newest"))
            st.caption(say("teaser.looked_at", n=len(answer.real)))
            _table(newest, "teaser.newest", "newest")
        else:
            st.info(say("teaser.nothing"))
        go.link("paths", say("teaser.open"), form)
        go.link("paths", say("teaser.via"), replace(form, via=("TR",)))


def _table(paths: Sequence[Path], title: str, key: str) -> None:
    table([path_row(path) for path in paths], COLUMNS, key=key, alt=words(title), widths=WIDTHS, tall=True)


def _day(path: Path) -> str:
    """Return the first day of the leg that began last; empty where no leg has one."""
    return max((leg.start.isoformat() for leg in path.legs if leg.start), default="")
