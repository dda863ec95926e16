"""What happened to a party and when: shipments, listings, owners, each in a row of its own. Dates are bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt
import streamlit as st

from dashboard.components.table import table
from dashboard.say import say, words
from dashboard.wording import period, standing_word

MOST_EVENTS = 400  # drawn one by one; more are counted by month
MOST_LINES = 6  # of one row, one below the other
LINE_PX = 16
SHORT_DAYS = 120  # a time of no more is told by the day
COLUMNS = ("what", "dates", "event", "standing")
_WIDTHS = {"what": 130, "dates": 190, "event": 620, "standing": 110}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        lane: its row, as it is shown, such as "Shipments out".
        start: first day that is known, or None.
        end: last day that is known, or None.
        text: what it is, in a line; plain text.
        id: of the fact or listing, returned when it is picked.
        weak: nobody has accepted it yet.
    """

    lane: str
    start: str | None
    end: str | None
    text: str
    id: str
    weak: bool = False


def timeline(events: Sequence[Event], *, key: str, title: str, chosen: str | None = None) -> str | None:
    """Draw events over time, with their table, and return the id of the one that was just picked, or None.

    Args:
        events: in any order; the rows stand in the order in which their first event comes.
        key: tells two pictures of one page apart.
        title: says what is drawn; plain text.
        chosen: id of the event that the address says is chosen, or empty; None: the rows of the table are not ticked.
    """
    dated = [event for event in events if event.start or event.end]
    if not dated:
        st.info(say("timeline.none"))
    picked = None
    if dated:
        marks = by_month(dated) if len(dated) > MOST_EVENTS else placed(dated)
        state = st.altair_chart(
            chart(marks), key=f"{key}-{chosen}" if chosen else key, on_select="rerun", selection_mode=["event"],
            alt=words("timeline.described", title=title, n=len(dated)),
        )  # fmt: skip
        st.caption(say("timeline.legend"))
        if len(dated) > MOST_EVENTS:
            st.caption(say("timeline.counted", n=len(dated)))
        picked = _picked(state, events)
    if len(dated) < len(events):
        st.caption(say("timeline.dateless", n=len(events) - len(dated)))
    if events:
        rows = [
            {"what": event.lane, "dates": period(event.start, event.end), "event": event.text,
             "standing": "unreviewed" if event.weak else "accepted"}
            for event in events
        ]  # fmt: skip
        ticked = None if chosen is None else [place for place, event in enumerate(events) if event.id == chosen][:1]
        now = table(
            rows, COLUMNS, key=f"{key}-table", alt=words("timeline.table", title=title), file="waybill-timeline",
            ticked=ticked, widths=_WIDTHS,
        )  # fmt: skip
        picked = picked or (events[now[0]].id if now else None)
    return picked


def placed(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Return what is drawn of each event: bars that overlap stand one below the other within their row."""
    free: dict[str, list[str]] = {}
    marks = []
    for event in sorted(events, key=lambda one: (one.start or one.end or "", one.end or "", one.id)):
        start = str(event.start or event.end)
        end = event.end or start
        lines = free.setdefault(event.lane, [])
        line = next((place for place, until in enumerate(lines) if until < start), len(lines))
        line = min(line, MOST_LINES - 1)
        busy = _later(max(end, start), 20)  # room for the mark of a single day
        lines[line : line + 1] = [busy if line >= len(lines) else max(busy, lines[line])]
        form = "from" if event.start and not event.end else "until" if event.end and not event.start else "known"
        if form == "known" and start == end:
            form = "day"
        marks.append({
            "lane": event.lane, "line": line, "start": start, "end": _later(end, 1), "form": form, "text": event.text,
            "id": event.id, "dates": period(event.start, event.end), "weak": event.weak,
            "standing": standing_word("unreviewed" if event.weak else "accepted"),
        })  # fmt: skip
    order = {lane: place for place, lane in enumerate(dict.fromkeys(event.lane for event in events))}
    return sorted(marks, key=lambda mark: (order[mark["lane"]], mark["start"], mark["id"]))


def by_month(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Return a mark for each month and row, with the number of events that begin in it."""
    counts: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        counts.setdefault((event.lane, str(event.start or event.end)[:7]), []).append(event)
    return [
        {
            "lane": lane, "line": 0, "start": f"{month}-01", "end": _later(f"{month}-01", 28), "form": "known",
            "id": "", "text": words("timeline.events", n=len(some)), "dates": month,
            "weak": all(one.weak for one in some), "standing": "",
        }
        for (lane, month), some in counts.items()
    ]  # fmt: skip


def chart(marks: Sequence[Mapping[str, Any]]) -> alt.LayerChart | alt.FacetChart:
    """Return the rows as Altair draws them."""
    lanes = list(dict.fromkeys(mark["lane"] for mark in marks))
    lines = 1 + max(mark["line"] for mark in marks)
    values = [{**mark, "start": f"{mark['start']}T00:00:00Z", "end": f"{mark['end']}T00:00:00Z"} for mark in marks]
    narrow = min(mark["start"] for mark in marks) > _later(max(mark["end"] for mark in marks), -SHORT_DAYS)
    days = "%Y-%m-%d" if narrow else "%Y-%m"
    event = alt.selection_point(name="event", fields=["id"], on="click")
    base = alt.Chart({"values": values}).encode(
        y=alt.Y("lane:N", sort=lanes, title=None, axis=alt.Axis(labelLimit=180, grid=True, ticks=False)),
        yOffset=alt.YOffset("line:O", scale=alt.Scale(domain=list(range(lines)))),
        x=alt.X("start:T", scale=alt.Scale(type="utc"), title=None, axis=alt.Axis(format=days, labelOverlap=True)),
        color=alt.Color("lane:N", legend=None, sort=lanes),
        opacity=alt.condition(event, alt.value(0.9), alt.value(0.35)),
        tooltip=["text:N", "dates:N", "standing:N"],
    )
    weak = alt.condition("datum.weak", alt.value([3, 2]), alt.value([1, 0]))
    bars = base.transform_filter("datum.form == 'known'").mark_bar(height=9, strokeWidth=1.5, fillOpacity=0.55).encode(
        x2="end:T", stroke=alt.Stroke("lane:N", legend=None, sort=lanes), strokeDash=weak
    )  # fmt: skip
    points = base.transform_filter("datum.form != 'known'").mark_point(size=70, filled=True).encode(
        shape=alt.Shape(
            "form:N", legend=None,
            scale=alt.Scale(domain=["day", "from", "until"], range=["circle", "triangle-right", "triangle-left"]),
        ),
        stroke=alt.Stroke("lane:N", legend=None, sort=lanes),
        fillOpacity=alt.condition("datum.weak", alt.value(0.0), alt.value(0.8)),
    )  # fmt: skip
    forms = {mark["form"] for mark in marks}
    drawn = [bars] * ("known" in forms) + [points] * bool(forms - {"known"})  # an empty layer would have no words
    drawn[-1] = drawn[-1].add_params(event)
    layers = alt.layer(*drawn)
    return layers.properties(height=max(90, len(lanes) * lines * LINE_PX + 50))


def _picked(state: Any, events: Sequence[Event]) -> str | None:
    found = state.get("selection", {}).get("event", ()) or ()
    known = {event.id for event in events if event.id}
    return next((one["id"] for one in found if isinstance(one, Mapping) and one.get("id") in known), None)


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
