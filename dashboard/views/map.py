"""Map: routes as arcs with the countries on the way, by month, goods and tier."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import data, go
from dashboard.components.flow_answer import counted, drawn, name_of, route_block, routes_table, told, unit
from dashboard.components.flow_form import flow_question
from dashboard.components.flow_months import month_slider
from dashboard.components.world import paper_map, world
from dashboard.say import say, words
from dashboard.states.flows import DRAWINGS, FlowsState
from graph.model import digest_id


def show() -> None:
    """Show the page."""
    state = flow_question()
    with data.in_place():
        month_slider(state)
        found = counted(state, "route")
        if told(found, state):
            go.link("flows", say("flows.to_flows"), state)
            _map(state)
            routes_table(found.groups, state, key="routes")
            route_block(found.groups, state)


def _map(state: FlowsState) -> None:
    flows = drawn(counted(state, "route").groups, state)
    tag = digest_id(state.params())[:8]
    title = words("flows.map")
    if not go.common().paper:
        chosen = st.segmented_control(
            say("map.drawn"), DRAWINGS, default=state.drawn, format_func=lambda one: words(f"map.{one}"),
            key=f"drawn-{tag}", required=True,
        )  # fmt: skip
        if chosen != state.drawn:
            go.turn(replace(state, drawn=chosen))
    if go.common().paper or state.drawn == "flat":
        paper_map(flows, key=f"flat-{tag}", title=title, unit=unit(state))
        return
    picked = world(flows, key=f"world-{tag}", title=title, unit=unit(state), twin=False)
    if picked is not None and name_of(picked.stops) != state.route:
        go.turn(replace(state, route=name_of(picked.stops)))


if __name__ == "__main__":
    show()
