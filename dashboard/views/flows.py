"""Flows and trends: what went which way and when, what two sides report of it, and what a day changed."""

from __future__ import annotations

from dataclasses import replace

from dashboard import data, go
from dashboard.components.flow_answer import counted, drawn, route_block, routes_table, told, unit
from dashboard.components.flow_compared import growth_block, mirror_block
from dashboard.components.flow_form import flow_question
from dashboard.components.flow_kinds import goods_table, tiers_table
from dashboard.components.flow_months import months_chart
from dashboard.components.sankey import OTHERS, sankey
from dashboard.say import say, words
from dashboard.states.flows import BETWEEN, FlowsState
from graph.model import digest_id


def show() -> None:
    """Show the page."""
    state = flow_question()
    with data.in_place():
        found = counted(state, "route")
        if told(found, state):
            go.link("map", say("flows.to_map"), state)
            _streams(state)
            routes_table(found.groups, state, key="routes")
            route_block(found.groups, state)
        months_chart(state)
        tiers_table(state)
        goods_table(state)
    with data.in_place():
        mirror_block(state)
    with data.in_place():
        growth_block(state)


def _streams(state: FlowsState) -> None:
    flows = drawn(counted(state, "route").groups, state)
    tag = digest_id(state.params())[:8]
    title = words("flows.streams")
    band = sankey(flows, key=f"streams-{tag}", title=title, unit=unit(state), twin=False)
    if band is not None and OTHERS not in (band.source[1], band.target[1]):
        now = replace(state, step=BETWEEN.join((band.source[1], band.target[1])), route="")
        if now.step != state.step:
            go.turn(now)


if __name__ == "__main__":
    show()
