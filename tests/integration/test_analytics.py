"""Measures of the graph by hand, on both engines; all names in it are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from graph.errors import InvalidParameter
from graph.settings import Settings
from graph.store import Store
from queries import evidence
from queries.analytics import brokers, communities, growth, mirrored, similar
from queries.question import PathQuery
from tests.conftest import empty_store
from tests.support.small_graph import fact, fill, tie


@pytest.fixture(scope="module")
def filled(store_settings: Settings) -> Iterator[Store]:
    """The graph by hand, on each engine in turn; no test of this file changes it."""
    with empty_store(store_settings) as store:
        yield fill(store)


def asked(synthetic: bool = False, **given: object) -> PathQuery:
    return PathQuery.make(**given, synthetic=synthetic)  # type: ignore[arg-type]


def test_who_stands_between_china_and_russia(filled: Store) -> None:
    found = brokers.brokers(filled, asked(from_="CN", to="RU"))
    # The Chinese companies reach Cedar through Birch alone; Alder supplies it directly, and the group Russia.
    (birch,) = found.rows
    assert (birch.name, birch.country, birch.pairs, birch.error, birch.dated) == ("Birch Trading", "TR", 1.0, 0.0, 1.0)
    assert (birch.bought_from, birch.sold_to) == (("Chinese companies (CN)",), ("Кедр-Тест (RU)",))
    assert birch.ties == (tie("t15"), tie("t3"))  # t4 was over before t15 began
    assert (found.figures["pairs"], found.figures["exact"], found.figures["suppliers"]) == (3, True, 2)
    assert birch.share == pytest.approx(1 / 3)
    assert all(evidence.of(filled, None, one) for one in birch.ties)


def test_open_dates_are_allowed_and_counted_apart(filled: Store) -> None:
    (karri,) = brokers.brokers(filled, asked(from_="CN", to="RU", goods="microcontrollers")).rows
    assert (karri.name, karri.pairs, karri.dated) == ("Karri Import", 1.0, 0.0)


def test_real_and_invented_never_mix(filled: Store) -> None:
    (two,) = brokers.brokers(filled, asked(synthetic=True)).rows
    assert (two.name, two.ties) == ("Synthetic Two", (tie("t11"), tie("t12")))
    real = brokers.brokers(filled, asked())
    assert not any("Synthetic" in name for row in real.rows for name in (row.name, *row.bought_from, *row.sold_to))


def test_by_ties_alone(filled: Store) -> None:
    # Alder and Hemlock reach Cedar directly; only Hemlock to the authority, and Pavel to Cedar, need somebody between.
    found = brokers.brokers_by_ties(filled, asked())
    assert [(row.name, row.pairs) for row in found.rows] == [("Test Authority", 1.0), ("Pavel Nikto", 1.0)]
    with pytest.raises(InvalidParameter, match="from, to: ties alone"):
        brokers.brokers_by_ties(filled, asked(from_="CN"))


def test_communities_hold_each_party_once_with_ties_inside(filled: Store) -> None:
    found = communities.communities(filled, asked())
    members = [party for row in found.rows for party in row.members]
    assert len(members) == len(set(members)) and found.figures["parties"] == 8
    assert "party-chinese" not in members and not any("country:" in one for one in members)
    assert 0 < found.figures["modularity"] < 1 and -1 <= found.figures["agreement"] <= 1
    assert sum(row.inside for row in found.rows) <= found.figures["ties"] == 13
    assert all(evidence.of(filled, None, one) for row in found.rows for one in row.ties)
    assert found == communities.communities(filled, asked())
    both = communities.communities(filled, asked(from_="HK", to="DE"))
    assert all({"HK", "DE"} <= set(row.countries) for row in both.rows)


def test_similar_trade_names_what_is_shared(filled: Store) -> None:
    whole = similar.similar(filled, asked())
    assert whole.figures["pairs_alike"] == 0  # Birch and Dogan share one trait only, that they sell drone parts to RU
    assert whole.figures["pairs_compared"] > 0
    one = similar.similar(filled, asked(), party="party-birch")
    assert one.rows == () and one.figures["pairs_compared"] > 0
    with pytest.raises(InvalidParameter, match="shared: must be a whole number from 2"):
        similar.similar(filled, asked(), shared=1)


def test_growth_after_a_day_and_after_a_listing(filled: Store) -> None:
    found = growth.growth(filled, asked(from_="CN", to="RU"), day=date(2022, 6, 1), days=365)
    way, elsewhere, *_ = found.rows
    assert (way.before, way.after, way.ratio, set(way.ids)) == (0, 2, None, {fact("t1"), fact("t14")})
    assert (found.figures["shipments"], found.figures["open"]) == (3, 1)  # the wish is no shipment, the group's is open
    assert way.low > 0 and way.high is None and elsewhere.before > 0
    listed = growth.growth(filled, asked(to="RU"), listing="party-cedar", days=100)
    assert (listed.figures["day"], listed.figures["listed"]) == (date(2022, 3, 15), "Кедр-Тест")
    firms = growth.growth(filled, asked(from_="CN", to="RU"), day=date(2022, 6, 1), days=365, counted="firms")
    assert set(firms.rows[0].ids) == {"party-alder", "party-cedar"}


@pytest.mark.parametrize(
    ("given", "message"),
    [({}, "on, listing: give the day"), ({"day": date(2022, 1, 1), "listing": "x"}, "and not both"),
     ({"day": date(2022, 1, 1), "counted": "ships"}, "count: must be one of shipments, firms"),
     ({"day": date(2022, 1, 1), "days": 0}, "days: must be a whole number"),
     ({"listing": "party-alder"}, "no day is told"), ({"listing": "nobody-of-all"}, "is no id here")],
)  # fmt: skip
def test_growth_refuses_what_it_cannot_ask(filled: Store, given: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidParameter, match=message):
        growth.growth(filled, asked(), **given)  # type: ignore[arg-type]


def test_figures_of_both_sides_with_the_declared_shipments(filled: Store) -> None:
    found = mirrored.mirror(filled, asked(from_="CN", to="TR"))
    first = found.rows[0]
    assert (first.exported, first.imported, first.ratio, first.difference) == (100.0, 130.0, 1.3, 30.0)
    assert (first.reading, first.basis) == ("more got than freight explains", "origin")
    assert first.shipments == 3 and {fact("t2"), fact("t6"), fact("t15")} < set(first.facts)
    assert first.facts[:2] == ("fact-flow-cn-usd", "fact-flow-tr-usd")
    assert all(row.reading == "not compared" for row in found.rows[1:])
    assert "FOB" in found.notes[0] and "CIF" in found.notes[0]
    assert evidence.of(filled, None, first.facts[0])


@pytest.mark.parametrize(
    ("given", "more", "message"),
    [({"from_": "CN"}, {}, "one country each"), ({"from_": "CN,HK", "to": "TR"}, {}, "one country each"),
     ({"from_": "CN", "to": "TR", "goods": "drones"}, {}, "figures have codes"),
     ({"from_": "CN", "to": "TR"}, {"level": "hs5"}, "level: must be one of")],
)  # fmt: skip
def test_mirror_refuses_what_it_cannot_ask(
    filled: Store, given: dict[str, str], more: dict[str, str], message: str
) -> None:
    with pytest.raises(InvalidParameter, match=message):
        mirrored.mirror(filled, asked(**given), **more)  # type: ignore[arg-type]
