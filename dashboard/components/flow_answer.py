"""Counted transfers on a page: what was counted and what not, the routes as a table, and the proof of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.csv_file import download
from dashboard.components.flows import Flow
from dashboard.components.proof import proof
from dashboard.components.table import table
from dashboard.plain_text import number
from dashboard.say import say, words
from dashboard.states.flows import BETWEEN, FlowsState
from dashboard.states.paths import PathForm
from dashboard.wording import country, listed, period
from graph.archive import Archive
from graph.store import Store
from queries.analytics.trade import goods_named
from queries.question import PathQuery
from queries.routes import NO_CODE, NOT_LISTED, Dimension, Flows, Group, flows

PROVEN = 5  # transfers of a route whose proof is shown
NUMBERS = ("transfers", "unreviewed", "sources", "dates", "weight_kg", "values")
WIDTHS = {"origin_country": 170, "via": 230, "destination_country": 110}
COLUMNS = ("origin_country", "via", "destination_country", *NUMBERS)


@data.kept("wait.query")
def _counted(store: Store, _: Archive, query: PathQuery, by: tuple[Dimension, ...], tier: str, invented: bool) -> Flows:
    return flows(store, query, by, tier=tier, invented=invented)


@data.kept()
def goods_names(store: Store, _: Archive, ids: tuple[str, ...]) -> dict[str, str]:
    """Return the names of some goods by their ids."""
    return dict(goods_named(store, ids))


def counted(state: FlowsState, *by: Dimension) -> Flows:
    """Return the transfers that a page asks for, told apart by some dimensions."""
    return _counted(state.query(), by, state.tier, state.invented)


def told(found: Flows, state: FlowsState) -> bool:
    """Say what was counted and what was not, and return whether there is anything."""
    if state.invented:
        st.warning(say("flows.invented"))
    st.caption(say("flows.counted", n=found.transfers))
    if found.cut:
        st.warning(say("flows.cut"))
    left_out = {"unclear": found.unclear, "unplaced": found.unplaced, "inland": found.inland}
    lines = [say(f"flows.{name}", n=count) for name, count in left_out.items() if count]
    if lines:
        st.caption(" ".join([say("flows.not_counted"), *lines]))
    if not found.transfers:
        st.info(say("flows.nothing"))
    return bool(found.transfers)


def stops(group: Group) -> tuple[str, ...]:
    """Return the countries of a route, origin first."""
    return tuple(group.key[0].split(" "))


def size(group: Group, state: FlowsState) -> float:
    """Return what a group weighs in a picture."""
    return group.weight_kg if state.measure == "weight" else float(group.transfers)


def unit(state: FlowsState) -> str:
    """Return what the sizes are told in, in plain words."""
    return words(f"flows.unit.{state.measure}")


def drawn(groups: Sequence[Group], state: FlowsState) -> list[Flow]:
    """Return the largest routes as pictures draw them, and say how many are left out."""
    sizes = sorted((one for one in groups if size(one, state)), key=lambda one: (-size(one, state), one.key))
    if len(groups) > len(sizes):
        st.caption(say("flows.no_weight", n=len(groups) - len(sizes)))
    if len(sizes) > state.most:
        st.caption(say("flows.smaller", n=len(sizes) - state.most))
    return [Flow(way[0], way[1:-1], way[-1], size(one, state)) for one in sizes[: state.most] for way in [stops(one)]]


def way(codes: Sequence[str]) -> str:
    """Return a route in words."""
    return " \u2192 ".join(country(code) for code in codes)


def numbers(group: Group) -> dict[str, Any]:
    """Return the cells of a row that every group has."""
    values = [
        words("flows.value", sum=number(round(total, 2)), currency=currency, n=count)
        for currency, total, count in group.values
    ]
    return {
        "transfers": group.transfers, "unreviewed": group.unreviewed, "sources": group.sources,
        "weight_kg": round(group.weight_kg, 3) if group.weighed else None, "values": listed(values, ""),
        "dates": period(group.first or None, group.last or None), "facts": list(group.facts),
    }  # fmt: skip


def route_row(group: Group) -> dict[str, Any]:
    """Return a route as a row of a table."""
    codes = stops(group)
    ends = {"origin_country": country(codes[0]), "destination_country": country(codes[-1])}
    return {**ends, "via": listed((country(code) for code in codes[1:-1]), words("flows.straight")), **numbers(group)}


def routes_table(groups: Sequence[Group], state: FlowsState, *, key: str) -> None:
    """Show routes as a table; a tick opens the proof of one.

    Args:
        groups: by route.
        state: what the address says; its step narrows the routes.
        key: tells two tables of one page apart.
    """
    shown = list(groups)
    step = tuple(state.step.split(BETWEEN))
    if state.step:
        shown = [one for one in shown if step in list(pairwise(stops(one)))]
        with st.container(horizontal=True):
            st.markdown(say("flows.step", way=way(step), n=len(shown)))
            _here(say("flows.all_routes"), replace(state, step=""), key)
    if not shown:
        return
    rows = [route_row(one) for one in shown]
    open_ = [place for place, one in enumerate(shown) if name_of(stops(one)) == state.route]
    now = table(rows, COLUMNS, key=key, alt=words("flows.routes_alt"), widths=WIDTHS, ticked=open_)
    if not go.common().paper:
        download(rows, (*COLUMNS, "facts"), "waybill-routes.csv", key=f"{key}-csv")
    if now:
        go.turn(replace(state, route=name_of(stops(shown[now[0]]))))


def name_of(codes: Sequence[str]) -> str:
    """Return how an address names a route."""
    return BETWEEN.join(codes)


def _here(label: str, state: FlowsState, key: str) -> None:
    """Show a button that shows this page in another state."""
    if not go.common().paper and st.button(label, key=f"{key}-clear", type="tertiary"):
        go.turn(state)


def route_block(groups: Sequence[Group], state: FlowsState) -> None:
    """Show the route that the address opens: where it leads on to, and its best proof."""
    if not state.route:
        st.caption(say("flows.open_hint"))
        return
    found = next((one for one in groups if name_of(stops(one)) == state.route), None)
    if found is None:
        st.info(say("flows.no_route", route=state.route))
        return
    st.header(say("flows.route", way=way(stops(found))))
    go.link("paths", say("flows.paths"), paths_of(stops(found), state))
    shown = found.facts[:PROVEN]
    st.caption(say("flows.proof", n=found.transfers, shown=len(shown)))
    with data.in_place():
        proof([item for fact in shown for item in data.proof(fact)], key="route-proof")


def paths_of(codes: Sequence[str], state: FlowsState) -> PathForm:
    """Return the question for the supply paths of a route."""
    return PathForm(
        (codes[0],), (codes[-1],), tuple(codes[1:-1]), state.goods, state.hs, state.since, state.until,
        reviewed=state.reviewed,
    )  # fmt: skip


def tier_name(tier: str) -> str:
    """Return a tier in words."""
    if tier in (NO_CODE, NOT_LISTED):
        return words("flows.no_code" if tier == NO_CODE else "flows.not_listed")
    return words("flows.tier", tier=tier)
