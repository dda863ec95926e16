"""Values by month and events over time: sums stay whole, bars do not cover each other. All events are invented."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.series import MOST_SERIES, Point, by_month, chart, marked
from dashboard.components.timeline import MOST_LINES, Event, placed
from dashboard.components.timeline import by_month as events_by_month
from dashboard.components.timeline import chart as timeline_chart

points = st.lists(
    st.builds(Point, st.sampled_from(["2023-05", "2023-12", "open", "2023-13", ""]), st.sampled_from("abcdefghij"),
              st.integers(0, 9)),
    max_size=40,
)  # fmt: skip


@given(points)
def test_no_value_is_lost_and_few_series_are_drawn(some: list[Point]):
    rows, dateless = by_month(some)
    assert sum(one["value"] for one in rows) + dateless == sum(one.value for one in some)
    assert len({one["series"] for one in rows}) <= MOST_SERIES
    assert by_month(some[::-1]) == (rows, dateless)


def test_bars_of_a_month_stand_on_each_other_and_reach_to_the_next():
    rows, _ = by_month([Point("2023-12", "a", 2), Point("2023-12", "b", 3)])
    (values,) = chart(rows, "t", "transfers").to_dict()["datasets"].values()
    assert [(one["low"], one["high"]) for one in values] == [(0, 2), (2, 5)]
    assert (values[0]["start"], values[0]["end"]) == ("2023-12-01T00:00:00Z", "2024-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("months", "shown"),
    [
        (["2023-06"], ("2023-01-01", "2024-01-01")), (["2023-05", "2023-06"], ("2022-12-01", "2023-12-01")),
        (["2021-02", "2023-06"], ("2021-02-01", "2023-07-01")), (["0001-01"], ("0001-01-01", "0001-08-01")),
        (["9999-12"], ("9999-07-01", "9999-12-01")),
    ],
)  # fmt: skip
def test_the_axis_shows_a_year_at_least(months: list[str], shown: tuple[str, str]):
    rows, _ = by_month([Point(month, "a", 1) for month in months])
    domain = chart(rows, "t", "transfers").to_dict()["encoding"]["x"]["scale"]["domain"]
    assert tuple(datetime.fromtimestamp(end / 1000, UTC).date().isoformat() for end in domain) == shown


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"selection": {"brush": {"start": [1672531200000, 1675209600000.4]}}}, ("2023-01-01", "2023-02-01")),
        ({"selection": {"brush": {"start": [1675209600000, 1672531200000]}}}, ("2023-01-01", "2023-02-01")),
        ({"selection": {"brush": {}}}, None), ({}, None), ({"selection": {"brush": {"start": ["a", "b"]}}}, None),
        ({"selection": {"brush": {"start": [1e300, 1e301]}}}, None), ({"selection": {"brush": None}}, None),
    ],
)  # fmt: skip
def test_a_range_comes_back_as_days(told: dict[str, Any], found: tuple[str, str] | None):
    assert marked(told) == found


days = st.dates().filter(lambda day: 1990 < day.year < 2100).map(lambda day: day.isoformat())
events = st.lists(
    st.builds(Event, st.sampled_from(["Out", "In"]), days, st.none() | days, st.just("x"), st.text("abc", max_size=4)),
    max_size=12,
)


@given(events)
def test_every_event_is_drawn_once_in_a_line_of_its_row(some: list[Event]):
    marks = placed(some)
    assert sorted(mark["id"] for mark in marks) == sorted(event.id for event in some)
    assert all(0 <= mark["line"] < MOST_LINES for mark in marks)


def test_events_that_overlap_stand_one_below_the_other():
    some = [Event("Out", "2023-01-01", "2023-06-01", "a", "a"), Event("Out", "2023-05-01", "2023-07-01", "b", "b"),
            Event("Out", "2023-08-01", "2023-08-01", "c", "c"), Event("In", "2023-05-01", None, "d", "d"),
            Event("In", None, "2020-05-01", "e", "e")]  # fmt: skip
    assert {mark["id"]: (mark["line"], mark["form"]) for mark in placed(some)} == {
        "a": (0, "known"), "b": (1, "known"), "c": (0, "day"), "d": (0, "from"), "e": (0, "until"),
    }  # fmt: skip
    assert timeline_chart(placed(some)).to_dict()["layer"]


def test_very_many_events_are_counted_by_month():
    some = [Event("Out", f"2023-0{1 + n % 3}-0{1 + n % 9}", None, "x", str(n)) for n in range(900)]
    assert [(mark["dates"], mark["text"]) for mark in events_by_month(some)] == [
        ("2023-01", "300 events"), ("2023-02", "300 events"), ("2023-03", "300 events"),
    ]  # fmt: skip
