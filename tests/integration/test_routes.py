"""Flows of the graph that was worked out by hand, on both engines, and what they say of the ties there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.settings import Settings
from graph.store import Store
from queries.question import PathQuery
from queries.routes import NO_CODE, NOT_LISTED, flows
from tests.conftest import empty_store
from tests.support.small_graph import fact, fill

INTO_RUSSIA = PathQuery.make(to="RU")


@pytest.fixture(scope="module")
def filled(store_settings: Settings) -> Iterator[Store]:
    """The graph by hand, on each engine in turn; no test of this file changes it."""
    with empty_store(store_settings) as store:
        yield fill(store)


def facts(*names: str) -> tuple[str, ...]:
    return tuple(fact(name) for name in names)


def test_routes_into_russia_with_the_countries_on_the_way_in_order(filled: Store) -> None:
    found = flows(filled, INTO_RUSSIA)
    assert [(one.key, one.facts) for one in found.groups] == [
        (("TR RU",), facts("t3", "t4", "t7")),
        (("CN TR RU",), facts("t1", "t5")),
        (("HK RU",), facts("t17", "t8")),
        (("CN KZ TR RU",), facts("t14")),
        (("DE RU",), facts("t19")),
        (("KZ RU",), facts("t10")),
    ]
    assert (found.transfers, found.undated, found.inland, found.unplaced, found.unclear) == (10, 6, 1, 0, 0)
    second = found.groups[1]
    assert (second.unreviewed, second.sources, second.first, second.last) == (1, 2, "2022-06-01", "2022-12-31")
    assert (found.groups[-1].weight_kg, found.groups[-1].weighed) == (7.5, 1)


def test_months_and_tiers(filled: Store) -> None:
    months = flows(filled, INTO_RUSSIA, ("month",)).groups
    assert {one.key[0]: one.transfers for one in months} == {
        "": 6, "2020-01": 1, "2020-03": 1, "2022-07": 1, "2023-05": 1,
    }  # fmt: skip
    tiers = flows(filled, INTO_RUSSIA, ("tier",)).groups
    assert {one.key[0]: one.transfers for one in tiers} == {NO_CODE: 8, NOT_LISTED: 1, "1": 1}
    assert [one.facts for one in flows(filled, INTO_RUSSIA, tier="1").groups] == [facts("t10")]


def test_a_time_keeps_what_lies_wholly_within_and_counts_what_may(filled: Store) -> None:
    found = flows(filled, PathQuery.make(to="RU", since="2022-06", until="2022-12"))
    assert [one.facts for one in found.groups] == [facts("t1"), facts("t8")]
    assert found.unclear == 2  # t3 began in May; t5 has no date


def test_goods_and_countries_on_the_way(filled: Store) -> None:
    by_goods = flows(filled, PathQuery.make(from_="CN", to="RU", via="TR", goods="drone parts"))
    assert [one.facts for one in by_goods.groups] == [facts("t1", "t5")]
    assert [one.key for one in flows(filled, PathQuery.make(via="KZ")).groups] == [("CN KZ TR RU",)]
    assert [one.facts for one in flows(filled, PathQuery.make(hs="8542")).groups] == [facts("t10")]


def test_invented_transfers_stand_alone(filled: Store) -> None:
    found = flows(filled, PathQuery.make(), invented=True)
    assert [(one.key, one.facts) for one in found.groups] == [
        (("CN TR",), facts("t11", "t13")), (("TR RU",), facts("t12")),
    ]  # fmt: skip
    assert {"fact-t11", "fact-t12", "fact-t13"}.isdisjoint(
        name for one in flows(filled, PathQuery.make()).groups for name in one.facts
    )
