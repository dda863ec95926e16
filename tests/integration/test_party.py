"""A party with its names, facts, neighbours and holdings, and its way to listed ones, on both engines.

All firms, bodies and lists are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from graph.archive import Archive
from graph.build import build
from graph.errors import InvalidParameter
from graph.model import Amount, Claim, Name, Party
from graph.settings import Settings
from graph.store import Store
from queries import holdings
from queries.chains import PathQuery, supply_paths
from queries.held import held
from queries.near_listed import near_listed
from queries.neighbours import counted, neighbours
from queries.party import profile
from tests.conftest import empty_store
from tests.support.samples import country, firm, put_table, put_text, transfer

ALDER = firm("Alder Works", "CN", names=(Name("桤木工厂", "primary"),))
BIRCH, FIR, ELM = firm("Birch Trade", "TR"), firm("Fir Plant", "RU"), firm("Elm Works", "RU")
GORSE, YEW = firm("Gorse Holding", "RU"), firm("Yew Port", "RU")
OFFICE = Party(surface="Office of Testing", kind="public_body", country="US")
FAR = firm("Far Shop", "KZ")


def holds(owner: Party, owned: Party, share: Amount | None, **more: str) -> Claim:
    return Claim(kind="ownership", subject=owner, object=owned, share=share, **more)  # type: ignore[arg-type]


CLAIMS = [
    transfer(ALDER, BIRCH, "drone parts", start="2023-03-05"),
    transfer(ALDER, BIRCH, "drone engines", start="2023-03-06"),
    transfer(BIRCH, FIR, "drone parts", start="2023-04-05"),
    transfer(ALDER, country("RU"), "microcontrollers", start="2023-01-05"),
    transfer(FAR, ALDER, "bearings", start="2023-01-06"),
    holds(GORSE, FIR, Amount("60", unit="%")),
    holds(FIR, ELM, Amount("50", ">=", "%")),
    holds(GORSE, YEW, None, start="2024-01-01"),
    Claim(kind="listing", subject=OFFICE, object=GORSE, topic="List of Tests", record="r 1", start="2022-05-01"),
    Claim(kind="listing", subject=OFFICE, object=FAR, topic="List of Tests", record="r 2", start="2022-05-01"),
]


@pytest.fixture(scope="module")
def filled(store_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of these claims, on each engine in turn; no test of this file changes it."""
    home = Settings(home=tmp_path_factory.mktemp("party"), engine_idle_s=1.0)
    archive = Archive(home.archive_dir)
    with empty_store(store_settings) as store:
        put_table(archive, "rows.csv", CLAIMS)
        put_text(archive, "denial.txt", [transfer(ALDER, BIRCH, "drone parts", start="2023-03-05", modality="denied")])
        build(home, store)
        yield store


def node(store: Store, name: str) -> str:
    (row,) = store.read("MATCH (n:Party {name: $name}) RETURN n.waybill_id AS id", {"name": name})
    return str(row["id"])


def test_a_profile_holds_names_and_facts_with_what_the_party_is_in_each(filled: Store) -> None:
    found = profile(filled, node(filled, "Alder Works"))
    assert {(one.script[:3], one.text, one.latin) for one in found.names} >= {("Lat", "Alder Works", "")}
    han = next(one for one in found.names if one.text == "桤木工厂")
    assert han.latin
    assert han.by == ("Test Gazette",)
    places = sorted((found.places[one.id], str(one.properties["start"])) for one in found.facts)
    assert places == [
        (("RECEIVED_BY",), "2023-01-06"), (("SUPPLIES",), "2023-01-05"), (("SUPPLIES",), "2023-03-05"),
        (("SUPPLIES",), "2023-03-06"),
    ]  # fmt: skip
    assert next(one for one in found.facts if one.id in found.denied).properties["start"] == "2023-03-05"
    assert not found.synthetic
    with pytest.raises(InvalidParameter, match="waybill find"):
        profile(filled, "no such party")
    with pytest.raises(InvalidParameter, match="takes that of an entity"):
        profile(filled, "country:RU")


def test_neighbours_are_counted_then_filtered_and_capped(filled: Store) -> None:
    alder, birch, fir = (node(filled, name) for name in ("Alder Works", "Birch Trade", "Fir Plant"))
    assert counted(filled, alder) == {"SUPPLIED": 3}
    assert counted(filled, fir) == {"OWNS": 2, "SUPPLIED": 1}
    rows = neighbours(filled, fir, ["OWNS"], 10)
    assert sorted((row["tie"]["start"] == fir, row["node"]["properties"]["name"]) for row in rows) == [
        (False, "Gorse Holding"), (True, "Elm Works"),
    ]  # fmt: skip
    assert {row["node"]["labels"][0] for row in rows} == {"Company"}
    several = neighbours(filled, alder, ["SUPPLIED", "OWNS"], 10)
    ends = [row["node"]["properties"]["waybill_id"] for row in several]
    assert sorted(ends) == sorted([birch, "country:RU", node(filled, "Far Shop")])  # one arrow for two kinds of goods
    assert len(neighbours(filled, alder, ["SUPPLIED"], 1)) == 1
    assert neighbours(filled, alder, [], 5) == []


def test_the_way_to_a_listed_one_is_the_shortest_and_named_tie_by_tie(filled: Store) -> None:
    found = near_listed(filled, node(filled, "Birch Trade"))
    told = {way.end.name: [(step.type, step.forward, step.to.name) for step in way.steps] for way in found.ways}
    assert told == {
        "Far Shop": [("SUPPLIED", False, "Alder Works"), ("SUPPLIED", False, "Far Shop")],
        "Gorse Holding": [("SUPPLIED", True, "Fir Plant"), ("OWNS", False, "Gorse Holding")],
    }
    assert not found.cut
    assert found.looked_at == 6
    assert near_listed(filled, node(filled, "Birch Trade"), hops=1).ways == ()
    elm = near_listed(filled, node(filled, "Elm Works"))
    assert [len(way.steps) for way in elm.ways] == [2]
    assert near_listed(filled, node(filled, "Yew Port")).ways[0].end.name == "Gorse Holding"


def test_what_is_held_has_bounds_along_chains(filled: Store) -> None:
    gorse = node(filled, "Gorse Holding")
    read = holdings.around(filled, [gorse])
    found, total = held(read.on(date(2023, 6, 1)), gorse, read.below)
    assert [(one.owned.name, one.hops, str(one.chains), one.direct is None) for one in found] == [
        ("Fir Plant", 1, "60 %", False), ("Elm Works", 2, "at least 30 and at most 60 %", True),
    ]  # fmt: skip
    assert total == 2
    later, _ = held(read.on(date(2024, 6, 1)), gorse, read.below)
    assert [one.owned.name for one in later] == ["Fir Plant", "Yew Port", "Elm Works"]
    assert held(read.on(date(2023, 6, 1)), node(filled, "Elm Works"), set()) == ((), 0)


def test_paths_through_a_party_are_those_that_begin_or_end_a_leg_at_it(filled: Store) -> None:
    query = PathQuery.make(from_="CN", to="RU")
    alder, birch, elm = (node(filled, name) for name in ("Alder Works", "Birch Trade", "Elm Works"))
    every = supply_paths(filled, query).real
    through = supply_paths(filled, query, through=[birch]).real
    assert {one.id for one in through} == {one.id for one in every if birch in {party.id for party in one.parties}}
    assert 0 < len(through) < len(every)
    assert {one.id for one in supply_paths(filled, query, through=[alder]).real} == {one.id for one in every}
    nobody = supply_paths(filled, query, through=[elm])
    assert (nobody.paths, nobody.nearest) == ((), ())
