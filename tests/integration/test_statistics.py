"""Statistics and findings from files of our own to the answers, on both engines."""

from __future__ import annotations

from pathlib import Path

from graph.archive import Archive
from graph.audit import check
from graph.build import build, digest
from graph.holdings import withdraw
from graph.settings import Settings
from graph.store import Store
from loaders.components.found_parts import PUBLISHER
from loaders.run import load
from queries import runner

MAPPING = """
version: 1
name: unreal-statistics
kind: flow
source: {{publisher: Unreal Statistics of {who}, title: Trade}}
numbers: {{decimal: '.'}}
fields:
  reporter: {{const: {who}}}
  partner: {{column: partner}}
  direction: {{column: way}}
  period: {{column: period}}
  hs: {{column: code}}
  value: {{column: value, unit: {currency}, scale: 1000}}
"""
HEAD = "partner,way,period,code,value\n"
CHINA = HEAD + "Turkey,Export,2022,TOTAL,90\nTurkey,Export,2022,8542,40\nTurkey,Export,2022-01,TOTAL,9\n"
TURKEY = HEAD + "China,Import,2022,TOTAL,100\nChina,Import,2022,8542,30\nWorld,Import,2022,TOTAL,900\n"
PARTS = """component_id,name_marking,manufacturer,manufacturer_country,oem_part_number,found_in_drones,source_url
x-1,Unreal chip QX12-7,Unreal Micro,CN,QX12-7,"[""unreal-bird""]",https://example.org/1
x-1,Unreal chip QX12-7,Unreal Micro,CN,QX12-7,"[""unreal-bird""]",https://example.org/1
x-2,Unreal chip QХ12-7,Unreal Micro,CN,,"[""unreal-fish""]",https://example.org/2
"""  # the X of the last one is Cyrillic


def statistics(folder: Path, currency: str = "USD") -> list[Path]:
    found = []
    for who, text, unit in (("CN", CHINA, "USD"), ("TR", TURKEY, currency)):
        path = folder / f"{who}.csv"
        path.write_text(text, "utf-8")
        path.with_name(f"{who}.csv.mapping.yml").write_text(MAPPING.format(who=who, currency=unit), "utf-8")
        found.append(path)
    return found


def test_what_one_sent_and_the_other_got(store: Store, settings: Settings, tmp_path: Path) -> None:
    load(statistics(tmp_path), settings)
    build(settings, store)
    assert check(settings, store) == []
    rows = runner.run(store, "mirror", {"exporter": "China", "importer": "Turkey"}).rows
    assert [(row["level"], row["exported"], row["imported"], row["comparable"], row["difference"]) for row in rows] == [
        ("hs4", 40_000.0, 30_000.0, "yes", -10_000.0),
        ("total", 90_000.0, 100_000.0, "yes", 10_000.0),
    ]
    alone = runner.run(store, "mirror", {"exporter": "CN", "importer": "TR", "both": False}).rows
    assert [(row["start"], row["comparable"]) for row in alone if row["imported"] is None] == [
        ("2022-01", "the importer reports nothing")
    ]
    world = runner.run(store, "reported_trade", {"reporter": "TR"}).rows
    assert [(row["partner"], row["value"]) for row in world] == [("CN", 100_000.0), ("World", 900_000.0)]
    assert store.read("MATCH ()-[s:SUPPLIED]->() RETURN count(s) AS n") == [{"n": 0}]


def test_two_currencies_are_not_compared(store: Store, settings: Settings, tmp_path: Path) -> None:
    load(statistics(tmp_path, "EUR"), settings)
    build(settings, store)
    rows = runner.run(store, "mirror", {"exporter": "CN", "importer": "TR", "level": "total"}).rows
    assert [(row["comparable"], row["difference"], row["ratio"]) for row in rows] == [
        ("the currencies differ", None, None)
    ]


def test_a_part_is_counted_once_in_each_weapon_and_goes_with_its_source(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    load(statistics(tmp_path), settings)
    build(settings, store)
    before = digest(store)
    path = tmp_path / "parts.csv"
    path.write_text(PARTS, "utf-8")
    report = load([path], settings)
    assert (report.files[0].accepted, report.files[0].repeated) == (2, 1)
    build(settings, store)
    assert check(settings, store) == []
    [part] = runner.run(store, "parts_in_most_weapons", {"country": "CN"}).rows
    assert (part["weapons"], part["findings"], part["makers"]) == (2, 2, ["Unreal Micro"])
    found = runner.run(store, "weapons_with_part", {"part": "qx 12 7"}).rows
    assert [(row["part"], row["weapon"]) for row in found] == [("QX12-7", "unreal-bird"), ("QХ12-7", "unreal-fish")]
    withdraw(Archive(settings.archive_dir), PUBLISHER, by="tester")
    build(settings, store)
    assert digest(store) == before
