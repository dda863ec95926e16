"""More boxes than anybody can read are gathered, and nothing is lost on the way. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.answer_picture import answer_picture
from dashboard.components.gathering import MOST_DRAWN, MOST_TAKEN, gathered
from dashboard.components.picture import Arrow, Box, box_size
from graph.errors import InvalidParameter


def boxes(count: int, countries: int = 7) -> dict[str, Box]:
    return {
        str(n): Box(str(n), str(n), "party", ("x",), f"Invented {n}", False, box_size(("x",)), lane=f"C{n % countries}")
        for n in range(count)
    }


def arrows(pairs: list[tuple[int, int]]) -> dict[str, Arrow]:
    return {
        f"{n}": Arrow(f"{n}", f"{n}", str(a), str(b), n % 2 == 0, ("SUPPLIED",), "SUPPLIED")
        for n, (a, b) in enumerate(pairs)
    }


def test_few_boxes_stay_as_they_are():
    some, ties = boxes(MOST_DRAWN), arrows([(0, 1)])
    assert gathered(some, ties) == (some, ties, 0)


def test_many_are_gathered_by_country_and_the_first_stay():
    drawn, ties, count = gathered(boxes(1000), arrows([(0, 999), (0, 998), (1, 2), (500, 507)]))
    assert count == 960
    assert len(drawn) == 47
    assert "960 nodes" not in [box.lines[0] for box in drawn.values()]
    assert sum(int(box.lines[0].split()[0]) for box in drawn.values() if box.kind == "many") == 960
    assert {(arrow.source, arrow.target[:4]) for arrow in ties.values()} == {("0", "many"), ("1", "2")}


def test_many_countries_are_gathered_by_kind_alone():
    drawn, _, count = gathered(boxes(1000, countries=800), {})
    assert count == 960
    assert len(drawn) == 41


def test_arrows_between_the_same_crowds_become_one_with_their_number():
    _, ties, _ = gathered(boxes(1000), arrows([(200, 301), (207, 308), (214, 301)]))
    (one,) = ties.values()
    assert one.lines == ("3 \u00d7 SUPPLIED",)
    assert not one.weak


@given(st.lists(st.tuples(st.integers(0, 399), st.integers(0, 399)), max_size=60))
def test_every_arrow_ends_at_what_is_drawn(pairs: list[tuple[int, int]]):
    drawn, ties, _ = gathered(boxes(400), arrows(pairs))
    assert all(arrow.source in drawn and arrow.target in drawn for arrow in ties.values())
    assert len(drawn) <= MOST_DRAWN


def test_fifty_thousand_nodes_end_in_words():
    rows = [{"n": {"labels": ["Company"], "properties": {"waybill_id": str(n)}}} for n in range(50_000)]
    with pytest.raises(InvalidParameter, match="at most 5000 nodes, got 50\u2009000"):
        answer_picture(rows)
    shown = answer_picture(rows[:MOST_TAKEN])
    assert shown.gathered == MOST_TAKEN - 40
    assert len(shown.boxes) == 41
