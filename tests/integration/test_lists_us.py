"""Lists of the United States in the graph: editions, parties across lists, ships, links. All entries are invented."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path
from typing import Any

import pytest

from graph.audit import check
from graph.build import build, digest, rebuild
from graph.settings import Settings
from graph.store import Store
from loaders.plan import LoadOptions
from loaders.run import load
from loaders.source import Meta
from tests.loaders.test_lists_ofac_csv import entry, row, write
from tests.loaders.test_lists_us_tables import CSL_28, SDN

pytestmark = pytest.mark.parametrize("store_settings", ["embedded"], indirect=True)
NULL = "-0- "
Edition = tuple[str, list[str], list[str]]
FIRST: Edition = (
    "2024-01-05",
    [
        entry("7", "UNREAL GEARS LLC", programme="TESTA", remarks="Tax ID No. 7704730655 (Russia)."),
        entry("8", "UNREAL STAR", "vessel", flag="Panama", owner="UNREAL GEARS LLC",
              remarks="Vessel Registration Identification IMO 9187629; Linked To: UNREAL GEARS LLC."),
        entry("9", "UNREAL, Ivan", "individual", title="Chairman of UNREAL GEARS LLC", remarks="DOB 10 Dec 1948."),
    ],
    [row("7", "1", "aka", "GEARS OF NOWHERE", NULL)],
)  # fmt: skip
SECOND: Edition = (
    "2024-06-07",
    [
        entry("7", "UNREAL GEARS LLC", programme="TESTA] [TESTB", remarks="Tax ID No. 7704730655 (Russia)."),
        entry("9", "UNREAL, Ivan", "individual", remarks="DOB 10 Dec 1948."),
        entry("10", "NEW GEARS LLC"),
    ],
    [row("7", "1", "aka", "GEARS OF NOWHERE", NULL), row("7", "2", "aka", "COGS LLC", NULL)],
)


def put(folder: Path, settings: Settings, edition: Edition) -> None:
    day, entries, names = edition
    place = folder / f"list {day}"
    place.mkdir()
    write(place, "sdn.csv", *entries)
    write(place, "alt.csv", *names)
    report = load([place], settings, LoadOptions(meta=Meta(edition=day)))
    assert report.exit_code == 0, report.files


def screening_list(folder: Path, settings: Settings) -> None:
    path = folder / "csl.csv"
    rows = [
        {"source": SDN, "entity_number": "7", "type": "Entity", "programs": "TESTB; TESTA", "name": "Unreal Gears LLC",
         "addresses": "Street 1, Kazan, RU"},
        {"source": "Entity List (EL) - Bureau of Industry and Security", "name": "Unreal Gears LLC",
         "addresses": "Street 1, Kazan, RU", "start_date": "2022-03-04", "federal_register_notice": "87 FR 1"},
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, CSL_28, restval="")
        writer.writeheader()
        writer.writerows(rows)
    assert load([path], settings).exit_code == 0


def listings(store: Store) -> list[dict[str, Any]]:
    return store.read(
        "MATCH (l:Listing)-[:NAMES]->(p) RETURN p.name AS name, l.topic AS topic, l.programme AS programme, "
        "l.first_seen AS first, l.last_seen AS last, l.claims AS claims, l.sources AS sources ORDER BY name, topic"
    )


@pytest.mark.parametrize("order", list(itertools.permutations([0, 1])))
def test_a_complete_later_edition_closes_what_it_no_longer_holds(
    store: Store, settings: Settings, tmp_path: Path, order: tuple[int, ...]
) -> None:
    for number in order:
        put(tmp_path, settings, (FIRST, SECOND)[number])
        build(settings, store)
    found = [(one["name"], one["programme"], one["first"], one["last"], one["claims"]) for one in listings(store)]
    assert found == [
        ("NEW GEARS LLC", "TEST", "2024-06-07", None, 1),
        ("UNREAL GEARS LLC", "TESTA; TESTB", "2024-01-05", None, 2),
        ("UNREAL STAR", "TEST", "2024-01-05", "2024-01-05", 1),
        ("UNREAL, Ivan", "TEST", "2024-01-05", None, 2),
    ]
    office = store.read("MATCH (r:Role) RETURN r.topic AS topic, r.last_seen AS last")
    assert office == [{"topic": "Chairman", "last": "2024-01-05"}]
    assert check(settings, store) == []


def test_ships_owners_and_links_are_in_the_graph(store: Store, settings: Settings, tmp_path: Path) -> None:
    put(tmp_path, settings, FIRST)
    build(settings, store)
    assert store.read(
        "MATCH (v:Vessel)-[:LINKS]->(l:Link)-[:LINKED_TO]->(p:Company) RETURN v.name AS ship, v.country AS flag, "
        "v.identifiers AS ids, l.topic AS topic, p.name AS firm"
    ) == [
        {"ship": "UNREAL STAR", "flag": "PA", "ids": ["IMO:9187629", "OFAC:8"], "topic": "Linked To",
         "firm": "UNREAL GEARS LLC"}
    ]  # fmt: skip
    assert store.read("MATCH (p:Company)-[:OWNS]->(v:Vessel) RETURN p.name AS owner, v.name AS ship") == [
        {"owner": "UNREAL GEARS LLC", "ship": "UNREAL STAR"}
    ]
    assert store.read("MATCH (p:Person)-[:DIRECTS]->(c:Company) RETURN p.name AS who, c.name AS what") == [
        {"who": "UNREAL, Ivan", "what": "UNREAL GEARS LLC"}
    ]
    ties = store.read("MATCH (v)-[:LISTED_BY]->(a:PublicBody) RETURN v.name AS name, a.name AS body ORDER BY name")
    assert ties == [
        {"name": name, "body": "Office of Foreign Assets Control"}
        for name in ("UNREAL GEARS LLC", "UNREAL STAR", "UNREAL, Ivan")
    ]


def test_a_party_on_the_lists_of_two_authorities_is_one_and_a_restated_entry_is_one_listing(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    put(tmp_path, settings, SECOND)
    screening_list(tmp_path, settings)
    build(settings, store)
    gears = [one for one in listings(store) if one["name"].casefold() == "unreal gears llc"]
    assert len({one["name"] for one in gears}) == 1
    assert [(one["topic"], one["claims"], one["sources"]) for one in gears] == [
        ("Entity List", 1, 1), ("Specially Designated Nationals and Blocked Persons List", 2, 1),
    ]  # fmt: skip
    in_steps = digest(store)
    rebuild(settings, store)
    assert digest(store) == in_steps
    assert check(settings, store) == []
