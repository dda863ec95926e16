"""Numbers: read as printed, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.tables.numbers import ColumnMarks, Marks, NumberProblem, read_number, split_unit

OPEN = Marks()
DOT = Marks(".")
COMMA = Marks(",")


@pytest.mark.parametrize(
    ("text", "marks", "number"),
    [
        ("1000", OPEN, "1000"),
        ("1,000,000", OPEN, "1000000"),
        ("1.000.000", OPEN, "1000000"),
        ("1,234.50", OPEN, "1234.5"),
        ("1.234,50", OPEN, "1234.5"),
        ("0.125", OPEN, "0.125"),
        ("0,125", OPEN, "0.125"),
        ("12,5", OPEN, "12.5"),
        ("1234.567", OPEN, "1234.567"),
        ("1.234", DOT, "1.234"),
        ("1.234", Marks(",", "."), "1234"),
        ("1,234", Marks(".", ","), "1234"),
        ("1.234,5", COMMA, "1234.5"),
        ("1.234.567", COMMA, "1234567"),
        ("1 000", OPEN, "1000"),
        ("1 000 000,5", OPEN, "1000000.5"),
        ("1'000", OPEN, "1000"),
        ("1’234’567.80", OPEN, "1234567.8"),
        ("12,34,567", DOT, "1234567"),
        ("１２３", OPEN, "123"),
        ("١٢٣", OPEN, "123"),
        ("1٬234٫5", OPEN, "1234.5"),
        ("00012", OPEN, "12"),
        ("2100000.50", OPEN, "2100000.5"),
    ],
)
def test_numbers_are_read(text: str, marks: Marks, number: str) -> None:
    assert read_number(text, marks) == number


@pytest.mark.parametrize(
    ("text", "marks", "rule"),
    [
        ("1.234", OPEN, "ambiguous_number"),
        ("1,234", OPEN, "ambiguous_number"),
        ("12.345", OPEN, "ambiguous_number"),
        ("1.234", COMMA, "ambiguous_number"),
        ("1,234", DOT, "ambiguous_number"),
        ("1,234", Marks(".", ""), "not_a_number"),
        ("1.234", Marks(",", " "), "not_a_number"),
        ("0.234", COMMA, "not_a_number"),
        ("8.54E+09", OPEN, "scientific_number"),
        ("8,54e9", DOT, "scientific_number"),
        ("-5", OPEN, "negative_number"),
        ("(5)", OPEN, "negative_number"),
        ("−5", OPEN, "negative_number"),
        ("1.250,00", DOT, "not_a_number"),
        ("88,50", DOT, "not_a_number"),
        ("1,2345", DOT, "not_a_number"),
        ("1 00", OPEN, "not_a_number"),
        ("12 34", OPEN, "not_a_number"),
        ("twelve", OPEN, "not_a_number"),
        ("", OPEN, "not_a_number"),
        ("1..2", DOT, "not_a_number"),
        (".", DOT, "not_a_number"),
        ("1,234.5.6", OPEN, "not_a_number"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_rule(text: str, marks: Marks, rule: str) -> None:
    with pytest.raises(NumberProblem) as caught:
        read_number(text, marks)
    assert caught.value.reject.rule == rule


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (["1.234", "12,5"], ","),
        (["1.234", "1,234,567"], "."),
        (["1.234", "5.678"], None),
        (["12,5", "12.5"], None),
        (["", "n/a", "17"], None),
    ],
)
def test_the_column_settles_what_a_cell_does_not(cells: list[str], decimal: str | None) -> None:
    column = ColumnMarks()
    for cell in cells:
        column.feed(cell)
    assert column.marks().decimal == decimal


@pytest.mark.parametrize(
    ("cells", "thousands"),
    [
        (["45,094", "1.234"], None),
        (["12,5", "1.234"], None),
        (["1.234.567", "1.234"], "."),
        (["1.234,5", "1.234"], "."),
        (["1.234,5", "12.5"], None),
    ],
)
def test_only_an_unmistakable_cell_settles_the_sign_of_thousands(cells: list[str], thousands: str | None) -> None:
    column = ColumnMarks()
    for cell in cells:
        column.feed(cell)
    assert column.marks(COMMA) == Marks(",", thousands)
    assert column.marks(Marks(",", " ")) == Marks(",", " ")


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from([(".", ","), (",", "."), (".", " "), (",", "'")]))
def test_a_grouped_number_is_read_back(whole: int, cents: int, marks: tuple[str, str]) -> None:
    decimal, thousands = marks
    text = f"{whole:,}".replace(",", thousands) + f"{decimal}{cents:02d}"
    expected = f"{whole}.{cents:02d}".rstrip("0").rstrip(".")
    assert read_number(text, Marks(decimal, thousands)) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12 pcs", ("12", "pcs")),
        ("1,250.5kg", ("1,250.5", "kg")),
        ("7 шт.", ("7", "шт.")),
        ("30台", ("30", "台")),
        ("12", ("12", None)),
        ("8.54E+09", ("8.54E+09", None)),
    ],
)
def test_a_unit_beside_the_number_is_taken_apart(text: str, parts: tuple[str, str | None]) -> None:
    assert split_unit(text) == parts
