"""A text cut at its marks and in parts: nothing lost, nothing moved, overlaps kept apart, what does not print seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.segments import PART, Mark, holding, parts, pieces, runs, within

TEXT = "One. Two 无人机. Three."


def test_marks_cut_the_text_where_they_begin_and_end():
    found = pieces(TEXT, [Mark("c", 5, 13, "says two", number=1)])
    assert [(piece.text, piece.claims, piece.numbers) for piece in found] == [
        ("One. ", (), ()), ("Two 无人机.", ("c",), (1,)), (" Three.", (), ()),
    ]  # fmt: skip
    assert found[1].title == "says two"


def test_where_marks_overlap_the_shortest_comes_first_and_the_chosen_one_gives_the_tone():
    given_marks = [Mark("a", 0, 5, tone="denied"), Mark("b", 2, 6, tone="rejected")]
    found = pieces("abcdef", given_marks, chosen="a")
    assert [(piece.text, piece.claims, piece.chosen, piece.tone) for piece in found] == [
        ("ab", ("a",), True, "denied"), ("cde", ("b", "a"), True, "denied"), ("f", ("b",), False, "rejected"),
    ]  # fmt: skip


def test_a_passage_is_weak_only_when_all_its_claims_are():
    found = pieces("abc", [Mark("a", 0, 3, weak=True), Mark("b", 1, 2, weak=False)])
    assert [piece.weak for piece in found] == [True, False, True]


def test_marks_outside_of_the_text_are_ignored():
    assert [piece.text for piece in pieces("abc", [Mark("a", -1, 2), Mark("b", 2, 9), Mark("c", 2, 2)])] == ["abc"]


def test_an_empty_text_has_no_pieces_and_one_part():
    assert pieces("", [Mark("a", 0, 1)]) == []
    assert parts("") == [(0, 0)]


numbers = st.integers(-2, 40)
marks = st.lists(st.tuples(st.sampled_from("abc"), numbers, numbers).map(lambda mark: Mark(*mark)), max_size=8)
texts = st.text(st.sampled_from("ab \n.\u3002ש\u0301无\u202e\u200d\u200f"), max_size=60) | st.text(max_size=40)


@given(texts, marks, st.sampled_from(["a", "b", None]))
def test_the_pieces_joined_are_the_text_and_carry_what_covers_them(
    text: str, given_marks: list[Mark], chosen: str | None
):
    found = pieces(text, given_marks, chosen)
    assert "".join(piece.text for piece in found) == text
    place = 0
    for piece in found:
        for at in range(place, place + len(piece.text)):
            covering = {m.claim for m in given_marks if 0 <= m.start <= at < m.end <= len(text)}
            assert set(piece.claims) == covering
        place += len(piece.text)
        assert piece.chosen == (chosen in piece.claims)


@given(texts, marks, st.integers(1, 20))
def test_the_parts_joined_are_the_text_and_no_passage_is_lost(text: str, given_marks: list[Mark], size: int):
    found = parts(text, size)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= size for start, end in found) or not text
    right = [mark for mark in given_marks if 0 <= mark.start < mark.end <= len(text)]
    shown: dict[int, set[str]] = {}
    for start, end in found:
        place = start
        for piece in pieces(text[start:end], within(right, start, end)):
            shown |= {place + at: set(piece.claims) for at in range(len(piece.text))}
            place += len(piece.text)
    assert shown == {at: {m.claim for m in right if m.start <= at < m.end} for at in range(len(text))}


@given(texts)
def test_what_does_not_print_is_a_run_of_its_own_and_nothing_else_changes(text: str):
    found = runs(text)
    assert all(name or text_ for text_, name in found)
    left = iter(text)
    for shown, name in found:
        if name:
            assert f"{ord(next(left)):04X}" in name
        else:
            assert shown == "".join(next(left) for _ in shown)
            assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0000\u001b")
    assert next(left, None) is None


@pytest.mark.parametrize(
    ("sign", "short", "name"),
    [
        ("\u202e", "RLO", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("\u2066", "LRI", "LEFT-TO-RIGHT ISOLATE (U+2066)"),
        ("\u0000", "NUL", "U+0000"),
        ("\ue000", "U+E000", "U+E000"),
        ("\U000e0041", "U+E0041", "TAG LATIN CAPITAL LETTER A (U+E0041)"),
    ],
)
def test_what_steers_is_named(sign: str, short: str, name: str):
    assert runs(f"a{sign}b") == [("a", ""), (short, name), ("b", "")]


def test_what_words_of_a_script_need_stays_as_it_is():
    for text in ("می\u200cخواهم", "שלום\u200f!", "a\tb\r\nc", "\u0601١٢"):
        assert runs(text) == [(text, "")]


def test_a_long_text_is_cut_at_lines_then_sentences_then_words_and_never_before_an_accent():
    line = "无人机零件。" * 100 + "\n"
    found = parts(line * 200)
    assert len(found) > 3
    assert all((line * 200)[end - 1] == "\n" for _, end in found)
    assert parts("a" * 10 + " " + "b" * 10, 15) == [(0, 11), (11, 21)]
    accents = "e\u0301" * 10
    assert all(not unicodedata.combining(accents[start]) for start, _ in parts(accents, 5))
    assert parts("x" * PART) == [(0, PART)]


def test_the_part_that_holds_a_place_is_found():
    found = parts("word " * 20_000)
    assert [holding(found, place) for place in (0, found[1][0], found[-1][1] - 1, 10**9)] == [0, 1, len(found) - 1, 0]


def test_a_passage_over_the_end_of_a_part_is_marked_in_both_and_numbered_once():
    mark = Mark("c", 5, 15, number=3)
    assert within([mark], 0, 10) == [Mark("c", 5, 10, number=3)]
    assert within([mark], 10, 20) == [Mark("c", 0, 5)]
    assert within([mark], 20, 30) == []
