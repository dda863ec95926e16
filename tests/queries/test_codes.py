"""Codes of the Harmonized System and the kinds of goods that are declared under them, without a graph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import goods_node
from graph.reference import hs
from queries import codes
from queries.codes import Counts

CODES = st.sampled_from(hs.with_prefix(""))


def test_codes_above_are_told_with_a_code_and_what_is_no_code_is_left_out() -> None:
    assert codes.around(["854231", "85"]) == {"85", "8542", "854231"}
    assert codes.around(["8542319000"]) == {"85", "8542", "854231"}
    assert codes.around(["", "8", "abc", "85a231", "\u0661\u0662"]) == frozenset()


def test_a_kind_of_goods_stands_under_its_codes_and_above_and_below() -> None:
    assert codes.of_kind(goods_node(concept="microcontrollers")) == {"85", "8542", "854231"}
    assert {"93", "9301", "930110"} <= codes.of_kind(goods_node(concept="weapons"))
    assert codes.of_kind("goods:hs:880730") == {"88", "8807", "880730"}
    assert codes.of_kind("goods:not-stated") == codes.of_kind("goods:text:0123") == frozenset()


def test_concepts_of_a_code_name_the_prefix_that_says_so_nearest_first() -> None:
    found = codes.concepts_of("854231")
    assert ("microcontrollers", "854231") in found
    assert ("semiconductors", "8542") in found
    assert [len(prefix) for _, prefix in found] == sorted((len(prefix) for _, prefix in found), reverse=True)
    assert dict(codes.concepts_of("8542"))["memory-chips"] == "854232"


@pytest.mark.parametrize(
    ("code", "tiers"), [("854231", ("1",)), ("8542", ("1",)), ("9301", ()), ("84", ("3.A", "3.B", "4.A", "4.B"))]
)
def test_tiers_are_those_of_a_code_or_of_the_codes_below(code: str, tiers: tuple[str, ...]) -> None:
    assert codes.tiers_below(code) == tiers


def test_three_is_both_halves_of_the_tier() -> None:
    assert codes.within("8542", "1") and not codes.within("8542", "3")
    assert codes.within("88", "3") and codes.within("88", "3.B") and not codes.within("88", "3.A")


@given(CODES, st.dictionaries(CODES, st.builds(Counts, printed=st.integers(1, 9))))
def test_an_open_code_stands_in_its_branch_below_what_is_above(code: str, counts: dict[str, Counts]) -> None:
    rows = [one.code for one in codes.branch(counts, code)]
    assert code in rows
    assert len(rows) == len(set(rows))
    above = [size for size in codes.SIZES if size <= len(code)]
    assert rows[: min(len(above), 2)] == [code[:size] for size in above][:2]
    assert {one for one in counts if len(one) == len(code) + 2 and one.startswith(code)} <= set(rows)
