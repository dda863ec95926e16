"""What happens month by month, as bars over time; a range drawn over them is returned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from textwrap import wrap
from typing import Any

import altair as alt
import streamlit as st

from dashboard.components.table import table
from dashboard.say import say, words

MOST_SERIES = 6  # more colours nobody can tell apart; the others are one
HEIGHT = 400
LEAST_MONTHS = 12  # that the axis shows
FIRST_MONTH, LAST_MONTH = 1 * 12, 9999 * 12 + 11  # that a date can have, counted from the year 0
COLUMNS = ("month", "series", "value")
TITLE_CHARACTERS = 34  # of a line, so that a narrow window cuts none
_LEGEND = alt.Legend(orient="bottom", columns=alt.ExprRef("max(1, floor(width / 300))"), labelLimit=290)
Range = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a month.

    Attributes:
        month: year and month, as 2023-05; anything else has no place in time and is counted beside the picture.
        series: what it belongs to, as it is shown.
        value: what is counted or summed.
    """

    month: str
    series: str
    value: float


def series(points: Sequence[Point], *, key: str, title: str, unit: str) -> Range | None:
    """Draw values by month, with their table, and return the first and last day of the range that is marked, or None.

    Args:
        points: in any order; those of one month and series are added up.
        key: tells two pictures of one page apart.
        title: says what is drawn; plain text.
        unit: of the values, in plain words.
    """
    rows, dateless = by_month(points)
    if not rows:
        st.info(say("series.none"))
        return None
    state = st.altair_chart(
        chart(rows, title, unit), key=key, on_select="rerun", selection_mode=["brush"],
        alt=words("series.described", title=title, first=rows[0]["month"], last=rows[-1]["month"]),
    )  # fmt: skip
    st.caption(say("series.hint"))
    if dateless:
        st.caption(say("series.dateless", n=dateless, unit=unit))
    table(rows, COLUMNS, key=f"{key}-table", alt=words("series.table", title=title), file="waybill-months",
          headers={"value": unit})  # fmt: skip
    return marked(state)


def by_month(points: Sequence[Point]) -> tuple[list[dict[str, Any]], float]:
    """Return a row for each month and series, in order, and the sum of what has no month."""
    sums: dict[tuple[str, str], float] = {}
    totals: dict[str, float] = {}
    dateless = 0.0
    for point in points:
        if _month(point.month) is None:
            dateless += point.value
        else:
            totals[point.series] = totals.get(point.series, 0.0) + point.value
    ranked = sorted(totals, key=lambda name: (-totals[name], name))
    kept = set(ranked if len(ranked) <= MOST_SERIES else ranked[: MOST_SERIES - 1])
    for point in points:
        if _month(point.month) is not None:
            name = point.series if point.series in kept else words("series.others")
            sums[point.month, name] = sums.get((point.month, name), 0.0) + point.value
    rows = [{"month": month, "series": name, "value": _short(value)} for (month, name), value in sorted(sums.items())]
    return rows, _short(dateless)


def chart(rows: Sequence[Mapping[str, Any]], title: str, unit: str) -> alt.Chart:
    """Return the bars as Altair draws them; all times are of UTC, so that no month moves with the clock of a reader."""
    values, tops = [], dict[str, float]()
    for row in rows:
        low = tops.get(row["month"], 0.0)
        tops[row["month"]] = low + row["value"]
        values.append(
            {
                **row,
                "start": _iso(row["month"], 0),
                "end": _iso(row["month"], 1),
                "low": low,
                "high": tops[row["month"]],
            }
        )
    whole = all(float(row["value"]).is_integer() for row in rows)
    months = alt.Axis(format="%Y-%m", labelOverlap=True, tickCount=alt.TimeIntervalStep(interval="month", step=1))
    brush = alt.selection_interval(name="brush", encodings=["x"])
    drawn: alt.Chart = (
        alt.Chart({"values": values})
        .mark_bar(stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X("start:T", scale=alt.Scale(type="utc", domain=_span(rows)), title=None, axis=months),
            x2="end:T",
            y=alt.Y("low:Q", title=unit, scale=alt.Scale(zero=True), axis=alt.Axis(tickMinStep=1 if whole else 0)),
            y2="high:Q",
            color=alt.Color("series:N", title=None, legend=_LEGEND),
            opacity=alt.condition(brush, alt.value(1.0), alt.value(0.35)),
            tooltip=["month:N", "series:N", "value:Q"],
        )
        .add_params(brush)
        .properties(height=HEIGHT, title=wrap(title, TITLE_CHARACTERS))
    )
    return drawn


def marked(state: Any) -> Range | None:
    """Return the range that the browser says is marked, as days; nothing when it says none or nonsense."""
    found = state.get("selection", {}).get("brush", {}) or {}
    sides = next((value for value in found.values() if isinstance(value, (list, tuple)) and len(value) == 2), None)
    if sides is None or not all(isinstance(side, (int, float)) for side in sides):
        return None
    try:
        first, last = (datetime.fromtimestamp(side / 1000, UTC).date() for side in sorted(sides))
    except (OverflowError, OSError, ValueError):
        return None
    return first.isoformat(), last.isoformat()


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _span(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return what the axis shows, in milliseconds: a year at least, or a month would be a bar as wide as the page."""
    first, last = min(row["month"] for row in rows), max(row["month"] for row in rows)
    count = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    beside = max(0, LEAST_MONTHS - count)
    ends = _iso(first, -(beside // 2)), _iso(last, 1 + beside - beside // 2)
    return [datetime.fromisoformat(end).timestamp() * 1000 for end in ends]


def _iso(month: str, after: int) -> str:
    wanted = int(month[:4]) * 12 + int(month[5:7]) - 1 + after
    year, number = divmod(min(max(wanted, FIRST_MONTH), LAST_MONTH), 12)
    return f"{year:04}-{number + 1:02}-01T00:00:00Z"


def _short(value: float) -> float:
    return int(value) if value == int(value) else round(value, 2)
