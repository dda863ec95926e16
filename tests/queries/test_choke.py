"""Choke points against brute force, and on both engines. All firms are invented."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from graph.archive import Archive
from graph.build import build
from graph.errors import InvalidParameter
from graph.settings import Settings
from graph.store import Store
from queries import choke, ids
from queries.chains import supply_paths
from queries.choke import choke_points, smallest_cut
from queries.question import PathQuery
from tests.support.samples import country, firm, put_table, transfer


def random_ways(draw: random.Random) -> list[frozenset[str]]:
    """The inner parties of all paths from s to t in a random graph of up to 12 parties."""
    count = draw.randint(1, 12)
    nodes = [f"p{number}" for number in range(count)]
    after = {node: [other for other in [*nodes, "t"] if other != node and draw.random() < 0.3] for node in nodes}
    waiting: list[tuple[str, ...]] = [(node,) for node in nodes if draw.random() < 0.4]
    found = []
    while waiting:
        way = waiting.pop()
        for other in after[way[-1]]:
            if other == "t":
                found.append(frozenset(way))
            elif other not in way and len(way) < 5:
                waiting.append((*way, other))
    return found


@pytest.mark.parametrize("seed", range(500))
def test_the_smallest_cut_is_that_of_brute_force(seed: int) -> None:
    ways = random_ways(random.Random(seed))
    found, proven = smallest_cut(ways)
    assert proven
    assert all(way & set(found) for way in ways)
    parties = sorted({party for way in ways for party in way})
    for smaller in combinations(parties, len(found) - 1) if found else ():
        assert not all(way & set(smaller) for way in ways)


def test_a_search_that_is_ended_early_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choke, "MOST_STEPS", 3)
    ways = [frozenset(pair) for pair in combinations("abcdefgh", 2)]
    found, proven = smallest_cut(ways)
    assert not proven
    assert all(way & set(found) for way in ways)


def test_who_all_paths_lead_through(settings: Settings, store: Store) -> None:
    one, other = firm("Alder Works", "CN"), firm("Beech Works", "CN")
    middle, side, buyer = firm("Birch Trade", "TR"), firm("Cedar Trade", "KZ"), firm("Fir Plant", "RU")
    rows = [(one, middle), (other, middle), (other, side), (side, middle), (middle, buyer), (one, buyer)]
    put_table(Archive(settings.archive_dir), "rows.csv", [transfer(start, end) for start, end in rows])
    build(settings, store)
    found = choke_points(store, PathQuery.make(from_="CN", to="RU"))
    assert (found.paths, found.direct, found.proven, found.cut) == (4, 1, True, False)
    assert [(party.name, party.paths) for party in found.parties] == [("Birch Trade", 3), ("Cedar Trade", 1)]
    assert [party.name for party in found.smallest] == ["Birch Trade"]


def test_what_is_left_without_a_party_or_a_country(settings: Settings, store: Store) -> None:
    one, middle, side, buyer = (
        firm(name, code) for name, code in [("Alder", "CN"), ("Birch", "TR"), ("Cedar", "KZ"), ("Fir", "RU")]
    )
    rows = [(one, middle), (middle, buyer), (one, side), (side, buyer)]
    claims = [transfer(start, end) for start, end in rows]
    claims += [transfer(one, buyer, "drone engines", via=(country("KZ", "Kazakhstan"),))]
    put_table(Archive(settings.archive_dir), "rows.csv", claims)
    build(settings, store)

    def through(*gone: str) -> list[list[str]]:
        without = [ids.party_or_country(store, text, "without") for text in gone]
        asked = supply_paths(store, PathQuery.make(from_="CN", to="RU", without=without))
        return sorted([party.name for party in path.parties[1:-1]] for path in asked.paths)

    assert through() == [[], ["Birch"], ["Cedar"]]
    assert through("Kazakhstan") == [["Birch"]]  # neither a firm there nor a way through
    birch = next(
        leg.recipient.id for path in supply_paths(store, PathQuery.make(from_="CN", to="TR")).paths for leg in path.legs
    )
    assert through(birch[:12]) == [[], ["Cedar"]]
    with pytest.raises(InvalidParameter, match="without: 'Nowhere' is no id here"):
        through("Nowhere")
