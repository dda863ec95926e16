"""A text cut at its marks: nothing lost, overlaps kept apart, the chosen claim first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.passages import MAX_CHARACTERS, Mark, pieces, window

TEXT = "One. Two 无人机. Three."


def test_marks_cut_the_text_where_they_begin_and_end():
    found = pieces(TEXT, [Mark("c", 5, 13, "says two")])
    assert [(piece.text, piece.claims) for piece in found] == [("One. ", ()), ("Two 无人机.", ("c",)), (" Three.", ())]
    assert found[1].title == "says two"


def test_where_marks_overlap_the_chosen_claim_comes_first():
    found = pieces("abcdef", [Mark("a", 0, 4), Mark("b", 2, 6)], chosen="b")
    assert [(piece.text, piece.claims, piece.chosen) for piece in found] == [
        ("ab", ("a",), False), ("cd", ("b", "a"), True), ("ef", ("b",), True),
    ]  # fmt: skip


def test_a_passage_is_weak_only_when_all_its_claims_are():
    found = pieces("abc", [Mark("a", 0, 3, weak=True), Mark("b", 1, 2, weak=False)])
    assert [piece.weak for piece in found] == [True, False, True]


def test_marks_outside_of_the_text_are_ignored():
    assert [piece.text for piece in pieces("abc", [Mark("a", -1, 2), Mark("b", 2, 9), Mark("c", 2, 2)])] == ["abc"]


def test_an_empty_text_has_no_pieces():
    assert pieces("", [Mark("a", 0, 1)]) == []


numbers = st.integers(-2, 40)
marks = st.lists(st.tuples(st.sampled_from("abc"), numbers, numbers).map(lambda mark: Mark(*mark)), max_size=8)


@given(st.text(max_size=40), marks)
def test_the_pieces_joined_are_the_text(text: str, given_marks: list[Mark]):
    assert "".join(piece.text for piece in pieces(text, given_marks)) == text


def test_of_a_very_long_text_the_part_round_the_claim_is_shown():
    text = "x" * (3 * MAX_CHARACTERS)
    at = 2 * MAX_CHARACTERS
    start, end = window(text, [Mark("c", at, at + 5)], "c")
    assert start < at < end
    assert end - start == MAX_CHARACTERS
    assert window(text, [], None) == (0, MAX_CHARACTERS)
    assert window("short", [], None) == (0, 5)
