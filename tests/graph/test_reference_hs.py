"""The Harmonized System and the Common High Priority List."""

from __future__ import annotations

import pytest

from graph.reference import hs


def test_codes_of_three_lengths() -> None:
    assert "integrated circuits" in str(hs.description("8542"))
    assert "processors" in str(hs.description("854231"))
    assert hs.description("01") is not None
    assert hs.description("854299") is None
    assert hs.exists("880730")
    assert not hs.exists("880330")  # of HS 2017
    assert not hs.exists("1")


def test_table_is_whole() -> None:
    assert len(hs.with_prefix("", 2)) == 97
    assert len(hs.with_prefix("", 4)) == 1229
    assert len(hs.with_prefix("", 6)) == 5613


def test_tiers() -> None:
    assert len(hs.priority_codes()) == 50
    assert all(hs.exists(code) for code in hs.priority_codes())
    assert hs.tier("854231") == "1"
    assert hs.tier("880730") == "3.B"
    assert hs.tier("845811") == "4.B"
    assert hs.tier("010121") is None


def test_search_by_prefix() -> None:
    assert hs.with_prefix("8542") == ("8542", "854231", "854232", "854233", "854239", "854290")
    assert hs.with_prefix("8542", 4) == ("8542",)
    assert hs.with_prefix("98") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("HS 8542", "8542"), ("8542.31", "854231"), ("8542 31 90 10", "854231"), ("854231", "854231"),
        ("8542319010", "854231"), ("hs code: 85.42", "8542"), ("01", "01"),
        ("854299", None), ("8542x", None), ("", None), ("2022", None), ("12 shipments", None), ("8", None),
    ],
)  # fmt: skip
def test_printed_codes(text: str, code: str | None) -> None:
    assert hs.parse(text) == code
