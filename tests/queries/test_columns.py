"""Lines as columns, against taking each line apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.columns import Column, columns_of, parts_of

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|\n\r"), max_size=4) | st.sampled_from(
    ("", "NULL", "NaN", "1", "01", '"', "'a", " ", "\u2028", "\ufeff", "\x00", "true", "中国")
)
LAST = st.one_of(WORDS, st.sampled_from(("kg|net", "pieces\n", "\r", "|", "a\n|b")))
LINES = st.lists(st.tuples(WORDS, WORDS, LAST).map("|".join), max_size=6)


@given(LINES)
def test_each_column_has_the_parts_of_the_lines(lines: list[str]):
    columns = columns_of(lines, 3)
    assert len(columns) == 3
    for place, column in enumerate(columns):
        assert column.texts() == [parts_of(line, 3)[place] for line in lines]
        assert len(set(column.values)) == len(column.values)
        assert column.where(bool).tolist() == [bool(text) for text in column.texts()]


@given(st.lists(WORDS), st.lists(WORDS))
def test_columns_that_share_their_numbers_say_what_they_said(one: list[str], other: list[str]):
    index: dict[str, int] = {}
    first, second = (Column(texts).renumbered(index) for texts in (one, other))
    assert (first.texts(), second.texts()) == (one, other)
    assert [index[text] for text in (*one, *other)] == [*first.codes.tolist(), *second.codes.tolist()]


@pytest.mark.parametrize("lines", [["a|b|c", "a|b"], ["a"], ["a|b|c|d", "a|b"]])
def test_a_line_that_lacks_parts_is_an_error(lines: list[str]):
    with pytest.raises(ValueError, match=r"must have 3 parts|Expected 3 columns"):
        columns_of(lines, 3)
