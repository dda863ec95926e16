"""What two sides report of one trade, and whether more went a way after a day or a listing than before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import LONGEST
from dashboard.components.table import table
from dashboard.plain_text import escaped
from dashboard.say import say, words
from dashboard.states.flows import FlowsState
from graph.archive import Archive
from graph.model import digest_id
from graph.store import Store
from queries.analytics.answer import Analysis
from queries.analytics.growth import COUNTED, MOST_DAYS, Window, growth
from queries.analytics.mirrored import LEVELS, Mirrored, mirror
from queries.question import PathQuery, bound

_MIRROR = (
    "start", "end", "level", "hs", "exported", "exported_currency", "imported", "imported_currency", "ratio",
    "kg_ratio", "reading", "comparable", "basis", "shipments", "shipments_kg",
)  # fmt: skip
_GROWTH = ("what", "day", "before", "after", "unclear", "ratio", "low", "high", "ratio_least", "ratio_most")


@data.kept("wait.query", most=20)
def _mirrored(store: Store, _: Archive, query: PathQuery, level: str) -> Analysis[Mirrored]:
    return mirror(store, query, level=level or None, timeout_s=data.settings().query_timeout_s)


@data.kept("wait.query", most=20)
def _grown(
    store: Store, _: Archive, query: PathQuery, day: date | None, listing: str, counted: str, days: int
) -> Analysis[Window]:
    return growth(
        store, query, day=day, listing=listing or None, counted=counted, days=days,
        timeout_s=data.settings().query_timeout_s,
    )  # fmt: skip


def mirror_block(state: FlowsState) -> None:
    """Show what two countries report of their trade; asked for by a button, for it takes a while."""
    st.header(say("flows.mirror.title"))
    if len(state.sources) != 1 or len(state.targets) != 1:
        st.info(say("flows.mirror.one_each"))
        return
    tag = digest_id(state.params())[:8]
    if not go.common().paper:
        with st.form(f"mirror-{tag}", border=False):
            one, two = st.columns([3, 1], vertical_alignment="bottom")
            level = one.selectbox(
                say("flows.mirror.level"), ("", *LEVELS), ("", *LEVELS).index(state.level),
                lambda name: name or words("flows.mirror.any_level"), key=f"level-{tag}",
            )  # fmt: skip
            sent = two.form_submit_button(say("flows.mirror.ask"), width="stretch")
        if sent:
            go.turn(replace(state, mirror=True, level=level))
    if state.mirror:
        query = replace(state.query(), goods=None)
        if state.goods:
            st.caption(say("flows.mirror.no_goods"))
        _shown(_mirrored(query, state.level), _MIRROR, "mirror")


def growth_block(state: FlowsState) -> None:
    """Show whether more went this way after a day or a listing than before it."""
    st.header(say("flows.growth.title"))
    tag = digest_id(state.params())[:8]
    if not go.common().paper:
        with st.form(f"growth-{tag}", border=False):
            one, two, three, four, five = st.columns([2, 3, 2, 2, 2], vertical_alignment="bottom")
            on = one.text_input(
                say("flows.growth.day"), state.on, max_chars=10, key=f"on-{tag}", placeholder=words("form.day_hint")
            )
            listing = two.text_input(
                say("flows.growth.listing"), state.listing, max_chars=LONGEST, key=f"listing-{tag}",
                help=say("flows.growth.listing_help"),
            )  # fmt: skip
            days = three.number_input(say("flows.growth.days"), 1, MOST_DAYS, state.days, key=f"days-{tag}")
            count = four.selectbox(
                say("flows.growth.count"), COUNTED, COUNTED.index(state.count),
                lambda name: words(f"flows.growth.{name}"), key=f"count-{tag}",
            )  # fmt: skip
            sent = five.form_submit_button(say("flows.growth.ask"), width="stretch")
        if sent:
            asked = replace(state, on=(on or "").strip(), listing=(listing or "").strip(), days=int(days), count=count)
            go.turn(asked)
    if state.on or state.listing:
        day = bound("on", state.on, last=False) if state.on else None
        _shown(_grown(state.query(), day, state.listing, state.count, state.days), _GROWTH, "growth")


def _shown(found: Analysis[Any], columns: tuple[str, ...], key: str) -> None:
    """Show the rows of a measure, its figures, and what it cannot show; these sentences are in English."""
    rows = [{name: _cell(value) for name, value in row.items()} for row in found.table()]
    if rows:
        headers = {name: name.replace("_", " ") for name in columns}
        table(rows, columns, key=key, alt=words(f"flows.{key}.title"), file=f"waybill-{key}", headers=headers)
    else:
        st.info(say(f"flows.{key}.nothing"))
    st.caption(escaped("; ".join(_figures(found.figures)), 2000))
    for note in found.notes:
        st.caption(escaped(note, 2000))
    st.markdown(escaped(found.cannot_show, 2000))


def _cell(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


def _figures(figures: Mapping[str, Any]) -> list[str]:
    return [f"{name.replace('_', ' ')}: {value}" for name, value in figures.items() if value not in (None, "", [])]
