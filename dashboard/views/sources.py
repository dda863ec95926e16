"""Sources: what is loaded, from whom and under which licence; loading files, taking out a source, exports."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components import source_card, source_export, source_job, source_list, source_package, source_upload
from dashboard.components.source_data import may_load
from dashboard.say import say
from dashboard.states.sources import VIEWS, SourcesState
from graph.rights import acting


def show() -> None:
    """Show the page."""
    state = go.asked(SourcesState)
    with data.in_place():
        if not go.common().paper:
            _head(state)
        _part(state)


def _head(state: SourcesState) -> None:
    with st.container(horizontal=True, key="source-views"):
        for view in VIEWS:
            icon = ":material/arrow_right:" if view == state.view and not state.job else None
            go.link("sources", say(f"sources.views.{view}"), SourcesState(view=view), icon=icon)
    source_job.running(state)


def _part(state: SourcesState) -> None:
    if not go.common().today:
        st.info(say("sources.today"))
    if state.job:
        source_job.shown(state)
    elif state.view == "export":
        source_export.exporting(state)
    elif state.view == "load" and may_load():
        source_upload.loading(state)
    elif state.view == "load":
        st.info(say("sources.reader", who=acting().name, role=acting().role.word))
    elif state.package:
        source_package.package(state)
    elif state.source:
        source_card.source(state)
    else:
        source_list.sources(state)


if __name__ == "__main__":
    show()
