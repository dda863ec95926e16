"""FollowTheMoney exports: as the library reads them, and as Waybill reads them again. All names are invented."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.archive import Archive
from graph.export import ftm, ftm_facts, ftm_parties
from graph.export.extract import Extract, extracted
from graph.model import Node
from graph.reference.ftm import EDGES, IDENTIFIERS_OF
from graph.settings import Settings
from loaders.plan import LoadOptions
from loaders.run import load
from tests.support import ftm_library
from tests.support.export_sample import fill
from tests.support.samples import new_archive

# A Python with followthemoney; it needs more than this project installs, so it lives in an environment of its own.
LIBRARY = os.environ.get("WAYBILL_TEST_FTM", "")
NEEDED = "needs a Python with followthemoney, which this project does not install; WAYBILL_TEST_FTM names one"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return fill(new_archive(tmp_path_factory.mktemp("ftm")))


@pytest.fixture(scope="module")
def extract(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Extract]:
    with extracted(archive, tmp_path_factory.mktemp("scratch"), "0") as made:
        yield made


@pytest.fixture(scope="module")
def folder(extract: Extract, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("export")
    ftm.write(extract, found)
    return found


def entities(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / ftm.ENTITIES).read_bytes().splitlines()]


def of_schema(folder: Path, schema: str) -> list[dict[str, Any]]:
    return [one["properties"] for one in entities(folder) if one["schema"] == schema]


def test_parties_carry_names_numbers_and_topics(folder: Path) -> None:
    found = {one["caption"]: one for one in entities(folder)}
    sender = found['Вертолёт "Ветер"']["properties"]
    assert sender["name"] == ['Вертолёт "Ветер"']
    assert set(sender["alias"]) == {"Invented Rotor", "虚构旋翼"}
    assert (sender["uscCode"], sender["country"]) == (["91440300708461136T"], ["cn"])
    assert "phone" not in sender  # its form is none that the format takes
    (place,) = of_schema(folder, "Address")
    assert place["full"] == ["1 Invented Road, Shenzhen"]
    assert found["Vydumka <b>&amp; \\ Sons"]["properties"]["topics"] == ["sanction"]
    ship = found["Invented Star"]["properties"]
    assert (ship["imoNumber"], ship["flag"]) == (["IMO9074729"], ["pa"])
    assert "topics" not in ship  # its listing ended
    assert found["Chinese companies"]["properties"]["summary"] == [ftm_parties.GROUP]


def test_edges_keep_shares_roles_and_what_is_no_assertion_stays_out(
    extract: Extract, folder: Path, tmp_path: Path
) -> None:
    held = {tuple(one["percentage"]): one for one in of_schema(folder, "Ownership")}
    assert set(held) == {("25-50",), ("30",)}
    assert held["25-50",]["startDate"] == ["2020"]
    assert held["30",]["owner"] == ["country-RU"]
    assert {tuple(one["role"]) for one in of_schema(folder, "Directorship")} == {("Director",)}
    assert [one["name"] for one in of_schema(folder, "Position")] == [["Minister"]]
    assert len(of_schema(folder, "Representation")) == 1
    (paid,) = of_schema(folder, "Payment")
    assert (paid["amount"], paid["currency"]) == (["12.5"], ["EUR"])
    moved = of_schema(folder, "EconomicActivity")
    assert {one["goodsDescription"][0] for one in moved} >= {"drone engines", "854231"}
    assert "ammunition" not in {one["goodsDescription"][0] for one in moved}
    assert [one["vedCode"] for one in moved if "vedCode" in one] == [["854231"]]
    assert any("Qingfeng" in text for one in moved for text in one.get("description", ()))
    notes = ftm.write(extract, tmp_path)
    assert notes[ftm_facts.NOT_ASSERTED] == 2
    assert notes["Registration left out, for which FollowTheMoney has no schema"] == 1


def test_statements_say_who_says_what(folder: Path) -> None:
    with (folder / ftm.STATEMENTS).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len({row["id"] for row in rows}) == len(rows)
    said = {row["dataset"] for row in rows if row["prop"] == "alias" and row["value"] == "虚构旋翼"}
    assert len(said) == 4  # the two reports, the customs and the register
    assert {row["lang"] for row in rows if row["value"] == "虚构旋翼"} == {"zho"}
    merged: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        if row["prop"] != "id":
            merged.setdefault(row["entity_id"], set()).add((row["prop"], row["value"]))
    for one in entities(folder):
        assert {(name, text) for name, texts in one["properties"].items() for text in texts} == merged[one["id"]]
    sets = {one["name"]: one for one in json.loads((folder / ftm.CATALOGUE).read_bytes())["datasets"]}
    assert {row["dataset"] for row in rows} <= set(sets)
    licences = [one["license"] for name, one in sets.items() if name.startswith("invented_register")]
    assert licences == ["https://creativecommons.org/licenses/by-nc/4.0/"]


def library(*arguments: Path | str) -> Any:
    """What the library says; skips where it is not."""
    if not LIBRARY:
        pytest.skip(NEEDED)
    done = subprocess.run([LIBRARY, ftm_library.__file__, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.long  # of an environment of its own, which `make test` does not have
def test_the_library_reads_all_of_it(folder: Path) -> None:
    found = library(folder)
    assert found["entities"] == len(entities(folder))
    assert found["statements"] > found["entities"]
    assert found["errors"] == {}


@pytest.mark.long  # of an environment of its own, which `make test` does not have
def test_the_tables_are_those_of_the_library(tmp_path: Path) -> None:
    table = tmp_path / "tables.json"
    ranges = {
        name: [edge.source, sorted(ftm_facts.RANGES[name][0]), edge.target, sorted(ftm_facts.RANGES[name][1])]
        for name, edge in EDGES.items()
        if name in ftm_facts.RANGES
    }
    held = {name: sorted(properties) for name, properties in IDENTIFIERS_OF.items()}
    table.write_text(json.dumps({"held": held, "ranges": ranges}), encoding="utf-8")
    assert library("--tables", table) == []


@pytest.mark.parametrize("name", [ftm.ENTITIES, ftm.STATEMENTS])
def test_a_round_trip_keeps_parties_ownership_roles_listings_and_provenance(
    extract: Extract, folder: Path, tmp_path: Path, name: str
) -> None:
    home = Settings(home=tmp_path / "home")
    (report,) = load([folder / name], home, LoadOptions()).files
    assert report.state == "completed"
    with extracted(Archive(home.archive_dir), tmp_path / "scratch", "0") as again:
        assert _parties(again) == _parties(extract)
        for label, ends in (("Ownership", ("HOLDS", "IN_PARTY")), ("Role", ("HAS_ROLE", "AT"))):
            assert _facts(again, label, *ends) == _facts(extract, label, *ends)
        assert _listings(again) == _listings(extract)
        assert _provenance(again) >= {"other_gazette", "test_gazette", "invented_register", "invented_customs"}
        assert {package.document.source.publisher for package in again.packages} == {"Waybill"}


KINDS = {"Group": "Company", "Country": "PublicBody"}  # what the format does not tell apart


def _parties(extract: Extract) -> set[tuple[Any, ...]]:
    found = set()
    named: dict[str, set[str]] = {}
    texts = {node.id: " ".join(str(node.properties["text"]).split()) for node in extract.nodes("Name")}
    for one in extract.relationships("NAMED"):
        named.setdefault(one.start[1], set()).add(texts[one.end[1]])
    for node in extract.nodes(*ftm_parties.SCHEMATA):
        if _known(node) in ("Invented Authority", "Russia"):
            continue  # who lists, and a state that owns, are names there
        told = node.properties
        numbers = {one for one in told.get("identifiers", ()) if not one.startswith("PHONE:")}  # type: ignore[union-attr]  # strings
        kind = KINDS.get(node.labels[0], node.labels[0])
        births = tuple(told.get("birth_dates", ()))  # type: ignore[arg-type]  # strings
        found.add((kind, _known(node), frozenset(named[node.id]), told.get("country"), frozenset(numbers), births))
    return found


def _known(node: Node) -> str:
    return " ".join(str(node.properties["name"]).split())


def _facts(extract: Extract, label: str, start: str, end: str) -> set[tuple[Any, ...]]:
    names = {node.id: _known(node) for node in extract.nodes(*ftm_parties.SCHEMATA, "Country")}
    ends: dict[str, list[str]] = {}
    for one in extract.relationships(start):
        ends.setdefault(one.end[1], []).append(names[one.start[1]])
    for one in extract.relationships(end):
        ends.setdefault(one.start[1], []).append(names[one.end[1]])
    kept = ("topic", "share_min", "share_max", "start_printed", "end_printed")
    return {
        (*ends[node.id], *(node.properties.get(name) for name in kept))
        for node in extract.nodes(label)
        if ftm_facts.asserted(node)
    }


def _listings(extract: Extract) -> set[tuple[Any, ...]]:
    names = {node.id: _known(node) for node in extract.nodes(*ftm_parties.SCHEMATA)}
    listed = {one.start[1]: names[one.end[1]] for one in extract.relationships("NAMES")}
    issued = {one.end[1]: names[one.start[1]] for one in extract.relationships("ISSUED")}
    found = set()
    for node in extract.nodes("Listing"):
        told = node.properties
        words = {str(told.get("topic")), *str(told.get("programme")).split("; ")} - {"None"}
        kept = (told.get(name) for name in ("measure", "entry", "reason", "start_printed", "end_printed"))
        lists = frozenset(word for word in words if not word.startswith("invented_"))
        found.add((issued[node.id], listed[node.id], lists, *kept))
    return found


def _provenance(extract: Extract) -> set[str]:
    words = (str(node.properties.get("programme", "")) for node in extract.nodes("Registration"))
    return {name.rpartition("_")[0] for text in words for name in text.split("; ")}
