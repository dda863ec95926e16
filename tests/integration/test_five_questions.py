"""The questions that an office asks first, on real files, against answers counted out of the files themselves."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build import build
from graph.fold import fold_model
from graph.settings import Settings
from graph.store import Store
from loaders.run import load
from queries import runner

FILES = (
    "eu_journal_sanctions/32014R0833.csv",
    "china_related_lists/cn_countersanctions.csv",
    "opensanctions_ftm_fixtures/zala/entities.ftm.json",
    "gur_weapon_components/components.csv",
)


@pytest.fixture(scope="module")
def loaded(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    settings = Settings(home=tmp_path_factory.mktemp("five"), engine_idle_s=1.0)
    parts = tmp_path_factory.mktemp("parts") / "components.csv"  # the rows of Chinese makers, so that it is quick
    head, *lines = (shared_data / FILES[3]).read_text("utf-8").splitlines(keepends=True)
    parts.write_text(head + "".join(line for line in lines if ",CN," in line), "utf-8")
    report = load([*(shared_data / name for name in FILES[:3]), parts], settings)
    assert {file.state for file in report.files} == {"completed"}
    with Store.open(settings) as store:
        build(settings, store)
        yield store


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_firms_of_a_country_on_an_annex(loaded: Store, shared_data: Path) -> None:
    """By hand: grep '^32014R0833,[^,]*,[^,]*,IV,' and look for Türkiye or Turkey in the address."""
    want = {
        row["recordId"]
        for row in rows_of(shared_data / FILES[0])
        if row["annex"] == "IV" and ("Türkiye" in row["address"] or "Turkey" in row["address"])
    }
    found = runner.run(loaded, "parties_on_list", {"list": "833/2014", "annex": "IV", "country": "Turkey"}).rows
    assert {row["entry"] for row in found} == want
    assert len(want) == len(found) == 25


def test_who_stands_on_four_lists(loaded: Store, shared_data: Path) -> None:
    """By hand: sort the file by name and Chinese name; a row without the one is joined with none that has it."""
    held: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    chinese: dict[str, str] = {}
    for row in rows_of(shared_data / FILES[1]):
        held[row["Name"], row["Chinese name"]].add((row["Body"], row["List"]))
        chinese[row["Name"]] = row["Chinese name"]
    want = {name: len(lists) for (name, _), lists in held.items() if len(lists) >= 4}
    found = runner.run(loaded, "parties_on_several_lists", {"lists": 4, "scripts": 2}).rows
    ours = [row for row in found if {"Ministry of Commerce", "Ministry of Foreign Affairs"} <= set(row["authorities"])]
    assert {row["party"]: row["lists"] for row in ours} == want
    assert len(want) == 8
    for row in ours:
        assert {row["party"], chinese[row["party"]]} <= set(row["names"])
        assert len(row["scripts"]) == 2


def test_parts_of_a_country_in_most_weapons(loaded: Store, shared_data: Path) -> None:
    """By hand: grep URB2409S-6WR3 components.csv; two of its three entries are one weapon, the Shahed-136."""
    weapons: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(shared_data / FILES[3]):
        if row["manufacturer_country"] == "CN" and row["oem_part_number"]:
            weapons[fold_model(row["oem_part_number"])].add(row["found_in_drones"])
    best = runner.run(loaded, "parts_in_most_weapons", {"country": "CN", "limit": 2}).rows
    assert [(row["part"], row["weapons"]) for row in best] == [("XK-F358", 3), ("URB2409S-6WR3", 2)]
    assert len(weapons["URB2409S6WR3"]) == len(weapons["F358"]) == 3  # the column has a part of the second one
    makers = runner.run(loaded, "makers_found_in_weapons", {"country": "CN", "limit": 1}).rows
    mornsun = {
        row["found_in_drones"]
        for row in rows_of(shared_data / FILES[3])
        if row["manufacturer"] == "MORNSUN Guangzhou Science & Technology Co., Ltd."
    }
    assert [(row["maker"][:7], row["weapons"]) for row in makers] == [("MORNSUN", 10)]
    assert len(mornsun) == 19  # entries: specimens of ten weapons


def test_owners_of_half_or_more_of_a_listed_firm(loaded: Store, shared_data: Path) -> None:
    """By hand: the Ownership entities of the file with a percentage of 50 or more, whose asset has a Sanction."""
    lines = (shared_data / FILES[2]).read_text("utf-8").splitlines()
    entities = {one["id"]: one for one in map(json.loads, lines)}
    listed = {name for one in entities.values() if one["schema"] == "Sanction" for name in one["properties"]["entity"]}
    want = sorted(
        (entities[owner]["caption"], entities[asset]["caption"], float(share))
        for one in entities.values()
        if one["schema"] == "Ownership"
        for owner in one["properties"]["owner"]
        for asset in one["properties"]["asset"]
        for share in one["properties"].get("percentage", ())
        if asset in listed and float(share) >= 50
    )
    found = runner.run(loaded, "owners_of_listed").rows
    assert [share for *_, share in want] == [50.0, 51.0]
    assert sorted((row["owner"], row["listed"], row["share"]) for row in found if row["listed"] == "LLC CST") == want
    # And one that only two files together tell: the Union lists the firm, the other file says who owns it.
    [other] = [row for row in found if row["listed"] != "LLC CST"]
    assert (other["owner"], other["listed"], other["share"]) == (want[0][0], "Aeroscan LLC", 100.0)
    assert any(row["name"] == "Aeroscan LLC" for row in rows_of(shared_data / FILES[0]))


def test_a_part_found_is_no_delivery(loaded: Store) -> None:
    assert runner.run(loaded, "suppliers_of_goods", {"goods": "microcontrollers"}).rows == []
    kinds = loaded.read("MATCH (f:Finding)-[r]->(c:Country) RETURN DISTINCT type(r) AS kind")
    assert kinds == []
