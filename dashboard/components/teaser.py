"""The strongest supply paths from China to Russia, on the first page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import data, go
from dashboard.components.path_answer import COLUMNS, WIDTHS, path_row
from dashboard.components.table import table
from dashboard.say import say, words
from dashboard.states.paths import PathForm

MOST = 5


def teaser() -> None:
    """Show the strongest real paths; synthetic ones stand on the page of paths alone."""
    st.subheader(say("teaser.title"))
    form = PathForm.read({})
    with data.in_place():
        answer = data.paths(form.query())
        if answer.real:
            rows = [path_row(path) for path in answer.real[:MOST]]
            table(rows, COLUMNS, key="teaser", alt=words("teaser.title"), widths=WIDTHS, tall=True)
        else:
            st.info(say("teaser.nothing"))
        go.link("paths", say("teaser.open"), form)
        go.link("paths", say("teaser.via"), replace(form, via=("TR",)))
