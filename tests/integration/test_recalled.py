"""A path made again out of the ids of its ties is the path that was shown, on both engines; facts and ties in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.errors import InvalidParameter
from graph.settings import Settings
from graph.store import Store
from queries.chains import PathQuery, supply_paths
from queries.parts import part
from queries.recalled import RULES, recalled
from queries.rules import Rules
from queries.told import facts_of
from tests.conftest import empty_store
from tests.support.small_graph import fact, fill, tie
from waybill.dossier.facts import table


@pytest.fixture(scope="module")
def filled(store_settings: Settings) -> Iterator[Store]:
    """The graph by hand, on each engine in turn; no test of this file changes it."""
    with empty_store(store_settings) as store:
        yield fill(store)


@pytest.mark.parametrize("rules", [Rules(), RULES], ids=["as usual", "any"])
def test_a_path_is_recalled_as_it_was_shown(filled: Store, rules: Rules) -> None:
    query = PathQuery.make(from_="CN", to="RU", goods="drone parts", rules=rules, impossible=True)
    paths = supply_paths(filled, query).paths
    assert any(len(path.legs) > 1 for path in paths)
    assert rules is not RULES or {meeting.kind for path in paths for meeting in path.meetings} >= {"place"}
    for path in paths:
        found = recalled(filled, path.ties)
        assert found is not None
        assert (found.id, found.legs, found.meetings) == (path.id, path.legs, path.meetings)
        judged = {one.name: (one.verdict, one.because) for one in found.criteria}
        assert judged == {one.name: (one.verdict, one.because) for one in path.criteria}
        if not any(leg.by_code for leg in path.legs):
            assert replace(found, rank=path.rank).reasons == path.reasons


def test_a_tie_that_is_gone_is_told_and_what_is_no_supply_is_none(filled: Store) -> None:
    assert recalled(filled, ["nothing"]) is None
    with pytest.raises(InvalidParameter, match=r"its tie gone is not in the graph any more"):
        recalled(filled, [tie("t1"), "gone"])


def test_facts_are_told_in_words_in_the_order_of_their_dates(filled: Store) -> None:
    ids = {fact("t1"): "Transfer", fact("t2"): "Transfer", "fact-listing": "Listing"}
    found = facts_of(filled, ids)
    assert [one.id for one in found if one.label == "Transfer"] == [fact("t2"), fact("t1")]
    rows = {one.id: row for one, row in zip(found, table(found).rows, strict=True)}
    assert rows["fact-listing"][0] == "by: Test Authority; lists: Кедр-Тест (Kedr-Test)"
    assert str(rows["fact-listing"][2]).startswith("topic: Test list; programme: T-1; ")
    first = rows[fact("t1")]
    assert str(first[0]).startswith("supplier: Alder Rotor; recipient: Кедр-Тест (Kedr-Test); ")
    assert first[1] == "2022-06-01 to 2022-12-31" and "declared as: toys" in str(first[2])


def test_the_ends_of_a_tie_and_the_records_of_a_party(filled: Store) -> None:
    (row,) = filled.read(part("tie_ends"), {"id": tie("t2")})
    assert (row["type"], row["start"], row["end"], row["end_country"]) == (
        "SUPPLIED",
        "Alder Rotor",
        "Birch Trading",
        "TR",
    )
    assert filled.read(part("tie_ends"), {"id": "nothing"}) == []
    assert [row["id"] for row in filled.read(part("records_of"), {"ids": ["party-cedar", "nobody"]})] == ["party-cedar"]
