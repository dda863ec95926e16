"""Counted transfers month by month: bars whose marked range filters the page, and a slider of months."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import go
from dashboard.components.flow_answer import counted, size, unit, way
from dashboard.components.series import Point, series
from dashboard.say import say, words
from dashboard.states.flows import FlowsState
from dashboard.wording import period
from graph.model import digest_id

OPEN = "open"


def months_chart(state: FlowsState) -> None:
    """Show all months, whatever the time that is asked for; a range that is marked becomes that time.

    Args:
        state: what the address says.
    """
    found = counted(state.any_time(), "month", "way")
    points = [Point(one.key[0] or OPEN, way_name(one.key[1]), size(one, state)) for one in found.groups]
    tag = digest_id(state.params())[:8]
    marked = series(points, key=f"months-{tag}", title=words("flows.months"), unit=unit(state))
    if found.more:
        st.caption(say("flows.fewer_groups", n=found.more))
    if marked:
        now = replace(state, since=marked[0][:7], until=marked[1][:7], route="")
        if now != state:
            go.turn(now)
    if state.since or state.until:
        with st.container(horizontal=True):
            st.markdown(say("flows.range", period=period(state.since or None, state.until or None)))
            if not go.common().paper and st.button(say("flows.all_months"), key=f"all-{tag}", type="tertiary"):
                go.turn(state.any_time())


def month_slider(state: FlowsState) -> None:
    """Show a slider over the months that are told; the range that is set becomes the time that is asked for.

    Args:
        state: what the address says.
    """
    found = counted(state.any_time(), "month")
    months = sorted(one.key[0] for one in found.groups if one.key[0])
    if len(months) < 2 or go.common().paper:
        return
    least = next((one for one in months if state.since and one >= state.since[:7]), months[0])
    most = next((one for one in reversed(months) if state.until and one <= until_month(state.until)), months[-1])
    told, tag = (min(least, most), max(least, most)), digest_id(state.params())[:8]
    now = st.select_slider(
        say("flows.slider"), months, told, key=f"slider-{tag}",
        help=say("flows.slider_help", n=found.undated),
    )  # fmt: skip
    if now != told:
        whole = now == (months[0], months[-1])
        go.turn(state.any_time() if whole else replace(state, since=now[0], until=now[1], route=""))


def until_month(day: str) -> str:
    """Return the last month of a partial ISO date."""
    return day[:7] if len(day) > 4 else f"{day}-12"


def way_name(codes: str) -> str:
    """Return the countries on the way in words."""
    return words("flows.by_way", countries=way(codes.split(" "))) if codes else words("flows.straight")
