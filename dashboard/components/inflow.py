"""What went into Russia by route, month and priority tier, on the first page: each number leads on."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import go
from dashboard.components.flow_answer import counted, paths_of, route_row, size, stops, tier_name, unit, way
from dashboard.components.flow_months import OPEN, way_name
from dashboard.components.series import Point, series
from dashboard.components.table import table
from dashboard.plain_text import escaped
from dashboard.say import say, words
from dashboard.states.flows import ANY_TIER, FlowsState

ROUTES, TIERS = 8, 8
PRINTED = ("origin_country", "via", "destination_country", "transfers", "unreviewed", "sources", "dates")
INTO_RUSSIA = FlowsState(targets=("RU",))


def inflow() -> None:
    """Show the real flows into Russia; the invented ones stand on the page of flows."""
    st.header(say("inflow.title"))
    state = INTO_RUSSIA
    by_route = counted(state, "route")
    if not by_route.transfers:
        st.info(say("inflow.nothing"))
        go.link("flows", say("inflow.invented"), replace(state, invented=True))
        return
    st.caption(say("flows.counted", n=by_route.transfers))
    left, right = st.columns(2)
    with left:
        st.markdown(say("inflow.routes"))
        if go.common().paper:
            table(
                [route_row(one) for one in by_route.groups[:ROUTES]], PRINTED, key="inflow", alt=words("inflow.title")
            )
        else:
            for one in by_route.groups[:ROUTES]:
                told = words("inflow.one", what=way(stops(one)), n=one.transfers)
                go.link("paths", escaped(told), paths_of(stops(one), state))
    with right:
        st.markdown(say("inflow.tiers"), help=say("glossary.tier.means"))
        tiers = sorted(counted(state, "tier").groups, key=lambda one: (one.key[0] not in ANY_TIER, one.key))
        for one in tiers[:TIERS]:
            told = escaped(words("inflow.one", what=tier_name(one.key[0]), n=one.transfers))
            if one.key[0] in ANY_TIER:
                go.link("flows", told, replace(state, tier=one.key[0]))
            else:
                st.caption(told)
        go.link("flows", say("inflow.all"), state)
        go.link("map", say("flows.to_map"), state)
    _months(state)


def _months(state: FlowsState) -> None:
    found = counted(state, "month", "way")
    points = [Point(one.key[0] or OPEN, way_name(one.key[1]), size(one, state)) for one in found.groups]
    marked = series(points, key="inflow-months", title=words("flows.months"), unit=unit(state))
    if marked:
        since, until = marked[0][:7], marked[1][:7]
        go.link("flows", say("inflow.marked", since=since, until=until), replace(state, since=since, until=until))
