"""Codes of the Harmonized System by edition: what moved, what was divided, and which edition a row means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Claim
from graph.reads import goods_of
from graph.reference import hs, hs_editions
from graph.reference.hs_editions import EDITIONS, codes_of, edition_on, in_edition, in_latest, meant


def _codes(found: tuple[hs_editions.Code, ...]) -> list[tuple[str, bool]]:
    return [(code.hs6, code.whole) for code in found]


def test_a_heading_that_moved_as_a_whole() -> None:
    assert _codes(in_latest("880330", "2017")) == [("880730", True)]
    assert _codes(in_latest("880330", "2012")) == [("880730", True)]
    assert _codes(in_edition("880730", "2017")) == [("880330", True)]
    assert _codes(in_edition("880730", "2022")) == [("880730", True)]
    assert _codes(in_latest("854890", "2017")) == [("854800", True)]


def test_a_code_that_was_divided_is_not_guessed() -> None:
    cameras = in_latest("852580", "2017")
    assert {"852589", "880622"} <= {code.hs6 for code in cameras}
    assert not any(code.whole for code in cameras)
    assert _codes(in_edition("852589", "2017")) == [("852580", False)]
    assert meant("852580", "2017", None) is None


def test_every_code_of_the_priority_list_has_one_in_each_edition() -> None:
    for code in hs.priority_codes():
        for edition in EDITIONS:
            assert in_edition(code, edition), (code, edition)
            assert all(code in {one.hs6 for one in in_latest(old.hs6, edition)} for old in in_edition(code, edition))


def test_codes_that_moved_are_gone_from_the_latest_edition_or_hold_less() -> None:
    """A code of HS 2017 that went as a whole to another one has no second life in HS 2022."""
    moved = [(code, old) for code in hs.with_prefix("8", 6) for old in in_edition(code, "2017") if old.hs6 != code]
    assert len(moved) > 20
    assert not any(hs.exists(old.hs6) for _, old in moved if old.whole)
    assert {old.hs6 for _, old in moved if hs.exists(old.hs6)} == {"880211", "880212", "880220", "880230", "880240"}


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2022", "2022"),
        ("2022-01-01", "2022"),
        ("2021-12-31", "2017"),
        ("2017", "2017"),
        ("2016-12", "2012"),
        ("2012", "2012"),
        ("2011-12-31", None),
        (None, None),
    ],
)
def test_the_edition_in_force(day: str | None, edition: str | None) -> None:
    assert edition_on(day) == edition


@pytest.mark.parametrize(
    ("code", "declared", "day", "found"),
    [
        ("8803300090", None, "2019-05-01", "880730"),
        ("880330", "2017", None, "880730"),
        ("880330", "2017", "2023-02-01", "880730"),
        ("880330", None, "2023-02-01", None),
        ("880330", None, None, None),
        ("880330", "2022", "2019-05-01", None),
        ("880330", "CN", "2019-05-01", None),
        ("854231", None, None, "854231"),
        ("854231", "2012", "2013", "854231"),
        ("852580", None, "2019-05-01", None),
        ("770000", "2017", None, None),
        ("8803", "2017", None, None),
        ("", None, None, None),
    ],
)
def test_the_code_that_a_row_means(code: str, declared: str | None, day: str | None, found: str | None) -> None:
    assert meant(code, declared, day) == found


def test_concepts_have_codes_in_each_edition() -> None:
    assert _codes(codes_of("drone-parts", "2017")) == [("880310", True), ("880330", True)]
    assert "880622" in {code.hs6 for code in codes_of("drones", "2022")}
    assert ("852580", False) in _codes(codes_of("drones", "2017"))
    assert codes_of("no such concept", "2017") == ()


def test_a_row_with_an_older_code_is_of_the_goods_of_today() -> None:
    old = Claim(kind="transfer", hs="880330", start="2019-05-01")
    new = Claim(kind="transfer", hs="880730", start="2023-05-01")
    nodes = [goods_of(one, meant(one.hs or "", one.hs_revision, one.start)) for one in (old, new)]
    assert nodes[0].id == nodes[1].id == "goods:hs:880730"
    unknown = Claim(kind="transfer", hs="880330")
    assert goods_of(unknown, meant("880330", None, None)).printed == "HS 880330"


@given(st.text(max_size=12), st.sampled_from([*EDITIONS, "1996", ""]))
def test_any_code_can_be_asked_for(code: str, edition: str) -> None:
    for one in (*in_latest(code, edition), *in_edition(code, edition)):
        assert len(one.hs6) == 6
    meant(code, edition or None, None)
