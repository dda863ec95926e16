"""The places of boxes and arrows: left to right, clear of each other, the same for the same input."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.components.lanes import HEADER, Lanes, ordered
from dashboard.components.layout import Line, Placed, Size, place

BOX = Size(120, 50)


def placed(*pairs: str) -> Placed:
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    return place(dict.fromkeys(names, BOX), [Line(f"{i}:{p}", p[0], p[1], 80) for i, p in enumerate(pairs)])


def test_nothing_takes_no_room():
    assert place({}, []) == Placed({}, {}, 0.0, 0.0)


def test_a_chain_runs_from_left_to_right_on_one_line():
    boxes = placed("ab", "bc").boxes
    assert boxes["a"][0] < boxes["b"][0] < boxes["c"][0]
    assert boxes["a"][1] == boxes["b"][1] == boxes["c"][1]


def test_words_fit_between_two_columns():
    boxes = place({"a": BOX, "b": BOX}, [Line("1", "a", "b", 300)]).boxes
    assert boxes["b"][0] - boxes["a"][0] >= 300 + BOX.width


def test_a_long_arrow_bends_round_the_box_between():
    result = placed("ab", "bc", "ac")
    (left, y), (right, same) = result.bends["2:ac"]
    x, middle = result.boxes["b"]
    assert (left, right) == (x - BOX.width / 2, x + BOX.width / 2)
    assert y == same
    assert abs(y - middle) > BOX.height / 2


def test_a_circle_is_drawn_and_its_way_back_stays_clear():
    result = placed("ab", "bc", "ca")
    assert result.boxes["a"][0] < result.boxes["b"][0] < result.boxes["c"][0]
    x = result.boxes["b"][0]
    assert [bend for bend, _ in result.bends["2:ca"]] == [x + BOX.width / 2, x - BOX.width / 2]


def test_two_goods_between_the_same_parties_have_a_lane_each():
    result = placed("ab", "ab", "ba")
    heights = {y for name in result.bends for _, y in result.bends[name]}
    assert len(heights) == 2  # the one in the middle runs straight
    assert result.bends["1:ab"] == ()


def test_a_party_that_supplies_itself_does_not_break_the_drawing():
    assert placed("aa", "ab").bends["0:aa"] == ()


def lanes(*pairs: str, of: str = "AaBbCcDdEeFf") -> Lanes:
    return Lanes(
        {name: of[(ord(name) - 97) // 2 * 2] for pair in pairs for name in pair}, dict.fromkeys(of.upper(), 260.0)
    )


def in_lanes(*pairs: str) -> Placed:
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    lines = [Line(f"{i}:{p}", p[0], p[1], 80) for i, p in enumerate(pairs)]
    return place(dict.fromkeys(names, BOX), lines, lanes(*pairs))


def test_lanes_stand_as_goods_run_even_when_their_first_box_comes_last():
    assert ordered(["RU", "TR", "CN"], [("CN", "TR"), ("TR", "RU"), ("CN", "RU")]) == ["CN", "TR", "RU"]
    assert ordered(["a", "b"], [("a", "b"), ("b", "a"), ("b", "a")]) == ["b", "a"]
    assert ordered(["a", "b"], []) == ["a", "b"]


def test_a_line_back_to_an_earlier_lane_is_drawn():
    result = in_lanes("ac", "ce", "ec")
    assert [band.name for band in result.lanes] == ["A", "B", "C"]
    assert result.boxes["c"][0] < result.boxes["e"][0]


letters = st.sampled_from("abcdefghij")
pairs = st.lists(st.tuples(letters, letters).map("".join), min_size=1, max_size=25)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_no_two_boxes_overlap_and_all_lie_within_the_picture(edges: list[str]):
    result = placed(*edges)
    boxes = list(result.boxes.values())
    for place_, (x, y) in enumerate(boxes):
        assert x - BOX.width / 2 >= -0.01
        assert x + BOX.width / 2 <= result.width + 0.01
        assert y - BOX.height / 2 >= -0.01
        assert y + BOX.height / 2 <= result.height + 0.01
        for other_x, other_y in boxes[:place_]:
            assert abs(x - other_x) >= BOX.width or abs(y - other_y) >= BOX.height


@settings(max_examples=20, deadline=None)
@given(pairs)
def test_the_same_input_gives_the_same_places(edges: list[str]):
    assert placed(*edges) == placed(*edges)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_each_box_stands_in_its_lane_and_lanes_do_not_overlap(edges: list[str]):
    result = in_lanes(*edges)
    of = lanes(*edges).of
    sides = {band.name: band for band in result.lanes}
    for box, (x, y) in result.boxes.items():
        assert sides[of[box]].left <= x - BOX.width / 2
        assert x + BOX.width / 2 <= sides[of[box]].right
        assert y - BOX.height / 2 >= HEADER
        assert y + BOX.height / 2 <= result.height
        for other, (other_x, other_y) in result.boxes.items():
            assert other == box or abs(x - other_x) >= BOX.width or abs(y - other_y) >= BOX.height
    for left, right in itertools.pairwise(result.lanes):
        assert left.right == right.left
    assert all(band.right - band.left >= 260 for band in result.lanes)
    assert result.width == result.lanes[-1].right
    assert result == in_lanes(*edges)
