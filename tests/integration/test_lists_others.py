"""Lists from their files into the graph and out of it again, on both engines. All names are invented."""

from __future__ import annotations

import csv
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.audit import check
from graph.build import build, digest
from graph.holdings import withdraw
from graph.listed import listed_on
from graph.settings import Settings
from graph.store import Store
from loaders.lists.eu_journal import CONSOLIDATED
from loaders.run import load
from queries import runner

UN = "UN Security Council Consolidated List"
OWNED = "Unreal Gears LLC is a subsidiary of Ghost Holding LLC, which is registered in Russia."


def un(folder: Path, day: str, *people: tuple[str, str, str]) -> Path:
    path = folder / f"un {day}.xml"
    entries = "".join(
        f"<ENTITY><DATAID>{key}</DATAID><FIRST_NAME>{name}</FIRST_NAME><UN_LIST_TYPE>{programme}</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>XXe.{key}</REFERENCE_NUMBER><LISTED_ON>2020-01-15</LISTED_ON><ENTITY_ADDRESS>"
        "<COUNTRY>Russian Federation</COUNTRY></ENTITY_ADDRESS></ENTITY>"
        for key, name, programme in people
    )
    path.write_text(f'<CONSOLIDATED_LIST dateGenerated="{day}">{entries}</CONSOLIDATED_LIST>', encoding="utf-8")
    return path


def eu(folder: Path) -> Path:
    path = folder / "eu.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*CONSOLIDATED, "address", "position", "nationality"])
        common = ["32014R0269", "1", "EU-RUS", "I", "Asset freeze", "17.3.2014"]
        writer.writerow([*common, OWNED, "LegalEntity", "UNREAL GEARS LLC", "Street 1, Moscow, Russia", "", ""])
        writer.writerow([*common, "", "Person", "Ivan GHOST", "", "Owner of LLC Wraith", "Russian"])
    return path


def uk(folder: Path) -> Path:
    path = folder / "uk 2026-01-20.csv"
    header = ["Unique ID", "OFSI Group ID", "Name 6", "Name type", "Regime Name", "Type", "Date Designated",
              "Sanctions Imposed", "IMO number", "Current owner/operator (s)", "Parent company"]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerow(["RUS9002", "", "NEVERSHIP", "Primary Name", "Russia", "Ship", "01/02/2024", "Port ban",
                         "9074729", "Ghost Shipping", "Ghost Holding"])  # fmt: skip
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two editions of one list, and one edition of two others."""
    return [
        un(tmp_path, "2024-01-01", ("1", "UNREAL GEARS LLC", "Old"), ("2", "WRAITH LLC", "Old")),
        un(tmp_path, "2024-02-01", ("1", "UNREAL GEARS LLC", "New")),
        eu(tmp_path),
        uk(tmp_path),
    ]


def test_lists_reach_the_graph_and_editions_close_what_they_no_longer_hold(
    store: Store, settings: Settings, files: list[Path]
) -> None:
    report = load(files, settings)
    assert [file.state for file in report.files] == ["completed"] * 5  # the fifth are reasons
    build(settings, store)
    assert check(settings, store) == []
    read = store.read
    listings = read(
        "MATCH (b)-[:ISSUED]->(l:Listing)-[:NAMES]->(p) RETURN b.name AS by, p.name AS name, l.programme AS programme, "
        "l.first_seen AS first, l.last_seen AS last, l.gone_in AS gone ORDER BY by, name"
    )
    assert [tuple(row.values()) for row in listings] == [
        ("Council of the European Union", "Ivan GHOST", "EU-RUS", None, None, None),
        ("Council of the European Union", "UNREAL GEARS LLC", "EU-RUS", None, None, None),
        ("Foreign, Commonwealth and Development Office", "NEVERSHIP", "Russia", "2026-01-20", None, None),
        ("United Nations Security Council", "UNREAL GEARS LLC", "New", "2024-01-01", None, None),
        ("United Nations Security Council", "WRAITH LLC", "Old", "2024-01-01", "2024-01-01", "2024-02-01"),
    ]
    assert read("MATCH (p)-[:HOLDS]->(o:Ownership)-[:IN_PARTY]->(q) RETURN p.name AS a, q.name AS b ORDER BY a, b") == [
        {"a": "Ghost Holding", "b": "NEVERSHIP"},
        {"a": "Ghost Holding LLC", "b": "Unreal Gears LLC"},
        {"a": "Ivan GHOST", "b": "LLC Wraith"},
    ]
    links = read("MATCH (p)-[:LINKS]->(l:Link)-[:LINKED_TO]->(v:Vessel) RETURN p.name AS a, l.topic AS t, v.name AS v")
    assert links == [{"a": "Ghost Shipping", "t": "current owner/operator", "v": "NEVERSHIP"}]
    quotes = read("MATCH (c:Claim {kind: 'ownership', standing: 'unreviewed'}) RETURN c.quote AS quote")
    assert quotes == [{"quote": OWNED}]


def test_a_day_of_the_lists_is_asked_of_the_graph_as_of_the_archive(
    store: Store, settings: Settings, files: list[Path]
) -> None:
    load(files, settings)
    build(settings, store)
    for day in ("2013-01-01", "2020-01-15", "2024-01-20", "2024-02-01", "2026-02-01"):
        rows = runner.run(store, "listed_on", {"on": day}).rows
        found = listed_on(Archive(settings.archive_dir), date.fromisoformat(day))
        assert {(row["name"], row["entry"], row["state"]) for row in rows} == {
            (one.name, one.entry, one.state) for one in found
        }
    rows = runner.run(store, "listed_on", {"on": "2024-01-20", "country": "RU"}).rows
    assert [(row["name"], row["state"]) for row in rows if row["list"] == UN] == [
        ("UNREAL GEARS LLC", "listed"), ("WRAITH LLC", "possibly"),
    ]  # fmt: skip


def test_the_order_of_loading_and_a_second_load_change_nothing(
    store: Store, settings: Settings, files: list[Path], tmp_path: Path
) -> None:
    digests = set()
    for number, order in enumerate(list(permutations(files))[::9]):
        home = Settings(home=tmp_path / f"home {number}", graph=settings.graph)
        for path in order:
            load([path], home)
        store.clear()
        build(home, store)
        digests.add(digest(store).total)
    assert len(digests) == 1
    again = load(files, home)
    assert {file.state for file in again.files} == {"repeated"}
    assert build(home, store).written == 0
    assert digest(store).total in digests


def test_a_later_edition_that_is_taken_out_closes_nothing(store: Store, settings: Settings, files: list[Path]) -> None:
    load(files[:1], settings)
    build(settings, store)
    before = digest(store).total
    load(files[1:2], settings)
    build(settings, store)
    assert digest(store).total != before
    withdraw(Archive(settings.archive_dir), "un 2024-02-01.xml", by="tester")
    build(settings, store)
    assert digest(store).total == before
