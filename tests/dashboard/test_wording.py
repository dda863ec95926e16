"""Words: nothing of a document is read as Markdown, no date or number is invented."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dashboard.plain_text import escaped, number, plain
from dashboard.wording import amount, counted, country, party, period, share
from queries.shares import Span


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc\x00d", "a b c d"),
        ("  many   blanks ", "many blanks"),
        ("abc\u202egnp.exe\u2066", "abcgnp.exe"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        (None, ""),
        ("x" * 600, "x" * 499 + "\u2026"),
    ],
)
def test_plain_text_has_no_controls_and_no_direction_overrides(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(
    "text",
    ["**bold**", "<script>alert(1)</script>", "[a](b)", "`c`", "$x$", "a_b_", "# head", "1. one", "| a |", "~~s~~"],
)
def test_every_sign_of_markup_is_escaped(text):
    shown = escaped(text)
    for place, sign in enumerate(shown):
        if sign in "*<>[]()`$_#.|~":
            assert shown[place - 1] == "\\"


@pytest.mark.parametrize(
    "text", ["www.example.com", "http://example.com", "HTTPS://example.com", "a@example.com", ":red[x]"]
)
def test_bare_addresses_and_names_in_colons_are_broken_up(text):
    assert "\u2060" in escaped(text)
    assert escaped(text).replace("\u2060", "").replace("\\", "") == text


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-06-01", "2022-12-31", "2022-06-01 to 2022-12-31"),
        ("2023-03-20", "2023-03-20", "2023-03-20"),
        ("2022-06-01", None, "not before 2022-06-01"),
        (None, "2022-12-31", "not after 2022-12-31"),
        (None, None, "no date"),
    ],
)
def test_dates_are_bounds(start, end, words):
    assert period(start, end) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"number": "1000", "relation": ">=", "unit": "rifles"}, "at least 1000 rifles"),
        ({"number": 12, "relation": ">", "unit": "t"}, "more than 12 t"),
        ({"number": 2100000.0, "relation": "~", "currency": "USD"}, "about 2\u2009100\u2009000 USD"),
        ({"number": "12.50", "relation": "=", "unit": "kg"}, "12.50 kg"),
        ({"number": 40, "relation": "="}, "40 pieces"),
        (None, ""),
    ],
)
def test_amounts_keep_their_relation(value, words):
    assert amount(value) == words


def test_numbers_and_counts():
    assert number(12345) == "12\u2009345"
    assert number("not a number") == "not a number"
    assert counted(1, "party", "parties") == "1 party"
    assert counted(0, "party", "parties") == "0 parties"


def test_countries_are_named_and_a_party_carries_its_country():
    assert country("RU") == "Russia"
    assert country("??") == "??"
    assert party({"label": "Company", "name": "A Ltd", "country": "CN"}) == "A Ltd (China)"
    assert party({"label": "Country", "name": "Russia", "country": "RU"}) == "Russia"
    assert party({"label": "Company", "name": "A Ltd", "country": None}) == "A Ltd"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(), "share not told"),
        (Span(Fraction(60), Fraction(60)), "60 %"),
        (Span(Fraction(25), Fraction(50), above=True), "more than 25 % and at most 50 %"),
        (Span(Fraction(1, 2), Fraction(100)), "at least 0.5 %"),
        (Span(Fraction(0), Fraction(10), below=True), "less than 10 %"),
    ],
)
def test_a_share_is_told_with_its_bounds(span, words):
    assert share(span) == words
