"""The UK list in both forms and formats: rows of our own with every trap, and the real files where they are."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.errors import SourceError
from graph.holdings import restore, withdraw
from graph.model import replace
from graph.settings import Settings
from loaders.detect import detect
from loaders.lists.parts import edition_of_name
from loaders.lists.uk import UkSanctions
from loaders.plan import plan, refuse_withdrawn
from loaders.run import load
from loaders.source import open_source
from tests.support.lists import by_record, listed, names, read, rejects, write_ods

HEADER = ["Unique ID", "OFSI Group ID", "Name", "Regime Name", "Type", "Designation source", "Date Designated",
          "Sanctions Imposed"]  # fmt: skip
ROWS = [
    HEADER,
    ["RUS9001", "90001", "Unreal Gears LLC", "Russia", "Entity", "UK", "01-02-2024", "Asset freeze, Trust Services"],
    ["RUS9002", "90002", "GHOST Ivan", "Russia", "Individual", "UK|UN", "13-04-2022", ", Asset freeze"],
    ["RUS9003", "", "NEVERSHIP", "Russia", "Ship", "UK", "24-10-2024", "Shipping sanctions"],
    ["RUS9004", "", "", "Russia", "Ship", "UK", "24-10-2024", "Shipping sanctions"],
    ["RUS9005", "", "Robot One", "Russia", "Robot", "UK", "24-10-2024", "Shipping sanctions"],
    ["RUS9006", "", "Unreal Works", "Russia", "Entity", "UK", "31-02-2024", "Asset freeze"],
]
FULL = ["Last Updated", "Unique ID", "OFSI Group ID", "Name 6", "Name 1", "Name type", "Alias strength",
        "Name non-latin script", "Non-latin script language", "Regime Name", "Individual, Entity, Ship",
        "Designation source", "Sanctions Imposed", "UK Statement of Reasons", "Address Line 1", "Address Country",
        "Date Designated", "D.O.B", "Nationality(/ies)", "Parent company", "IMO number",
        "Current owner/operator (s)", "Phone number", "Email address", "Website", "Shoe size"]  # fmt: skip


def write_csv(path: Path, rows: Sequence[Sequence[str]], above: str = "") -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(above)
        csv.writer(stream).writerows(rows)
    return path


def test_a_row_of_the_summary_is_a_listing(tmp_path: Path) -> None:
    entries, notes = read(UkSanctions(), write_csv(tmp_path / "list.csv", ROWS))
    claims = by_record(entries)
    firm = claims["RUS9001"]
    assert (firm.topic, firm.programme, firm.entry) == ("UK Sanctions List", "Russia", "RUS9001")
    assert firm.start == "2024-02-01"  # the day comes first
    assert firm.measure == "Asset freeze, Trust Services"
    assert (listed(firm).key, listed(firm).kind, listed(firm).ids) == ("RUS9001", "company", (("OFSI", "90001"),))
    assert (claims["RUS9002"].measure, listed(claims["RUS9002"]).kind) == ("Asset freeze", "person")
    assert claims["RUS9002"].flags == ("designation_source:UK|UN",)
    assert listed(claims["RUS9003"]).kind == "vessel"
    assert rejects(entries) == [
        (5, "missing_value", "Name"), (6, "unknown_schema", "Type"), (7, "impossible_date", "Date Designated"),
    ]  # fmt: skip
    assert notes.unread == []


def full_row(**cells: str) -> list[str]:
    return [cells.get(column.replace(" ", "_"), cells.get(column, "")) for column in FULL]


def test_rows_of_the_full_list_are_put_together_by_their_id(tmp_path: Path) -> None:
    common = {"Unique_ID": "RUS9001", "Regime_Name": "Russia", "Date_Designated": "02/01/2024",
              "Individual,_Entity,_Ship": "Individual"}  # fmt: skip
    rows = [
        FULL,
        full_row(**common, Name_6="GHOSTOFF", Name_1="Ivan", Name_type="Alias", Alias_strength="Low quality a.k.a",
                 **{"D.O.B": "dd/mm/1970"}),
        full_row(**common, Name_6="GHOST", Name_1="Ivan", Name_type="Primary Name", **{"D.O.B": "03/04/1970"},
                 **{"Nationality(/ies)": "(1) Russia (2) Belarus"}, Address_Line_1="Street 1", Address_Country="Russia",
                 **{"Name non-latin script": "Иван НЕБЫЛ", "Non-latin script language": "Russian"}),
        full_row(Unique_ID="RUS9002", Name_6="NEVERSHIP", Name_type="Primary Name", Regime_Name="Russia",
                 IMO_number="9074729", Parent_company="Unreal Holding; Unreal Trust",
                 **{"Phone number": "+7 999 0000001", "Email address": "sea@ghost.example"}, Website="ghost.example",
                 **{"Individual, Entity, Ship": "Ship", "Current owner/operator (s)": "Ghost Shipping"}),
    ]  # fmt: skip
    path = write_csv(tmp_path / "list.csv", rows, "Report Date: 20-Jan-2026\n")
    found = detect(path)
    assert found.make is UkSanctions
    assert UkSanctions().document(open_source(path)).source.edition == "2026-01-20"
    entries, notes = read(UkSanctions(), path)
    assert [(entry.row, entry.record, len(entry.claims)) for entry in entries] == [
        (3, "RUS9001", 1), (4, None, 0), (5, "RUS9002", 4),
    ]  # fmt: skip
    person = listed(entries[0].claims[0])
    assert person.surface == "Ivan GHOST"
    assert names(person) == {("Ivan GHOST", "primary"), ("Ivan GHOSTOFF", "weak"), ("Иван НЕБЫЛ", "alias")}
    assert {name.language for name in person.names if name.text == "Иван НЕБЫЛ"} == {"ru"}
    assert person.birth_dates == ("1970", "1970-04-03")
    assert (person.country, entries[0].claims[0].start) == (None, "2024-01-02")
    assert entries[0].claims[0].flags == ("country:several",)
    ship = entries[2].claims
    assert listed(ship[0]).ids == (
        ("IMO", "9074729"), ("PHONE", "+7 999 0000001"), ("EMAIL", "sea@ghost.example"),
        ("WEBSITE", "ghost.example"),
    )  # fmt: skip
    assert {(one.kind, one.subject and one.subject.surface, one.topic) for one in ship[1:]} == {
        ("ownership", "Unreal Holding", None),
        ("ownership", "Unreal Trust", None),
        ("link", "Ghost Shipping", "current owner/operator"),
    }
    assert notes.unread == ["Shoe size"]


def test_the_same_edition_in_two_formats_is_loaded_once(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    write_csv(folder / "a 2025-08-11.csv", ROWS)
    write_ods(folder / "b 2025-08-11.ods", ROWS)
    lines = plan([folder])
    assert [(line.action, line.kind) for line in lines] == [("load", "list"), ("duplicate", "list")]
    assert "the same rows as" in lines[1].reason
    report = load([folder / "b 2025-08-11.ods"], settings)
    assert (report.files[0].state, report.files[0].accepted, report.files[0].rejected) == ("completed", 3, 3)
    again = load([folder / "a 2025-08-11.csv"], settings).files[0]
    assert (again.state, again.rows_in, again.repeated, again.package) == ("repeated", 6, 6, report.files[0].package)
    write_csv(folder / "c 2025-09-01.csv", ROWS[:-1])
    assert load([folder / "c 2025-09-01.csv"], settings).files[0].state == "completed"


def test_another_file_of_a_withdrawn_source_is_refused_until_it_is_back(tmp_path: Path, settings: Settings) -> None:
    first, other = write_csv(tmp_path / "a 2025-08-11.csv", ROWS), write_csv(tmp_path / "c 2025-09-01.csv", ROWS[:-1])
    archive = Archive(settings.archive_dir)
    assert refuse_withdrawn(plan([other]), archive)[0].action == "load"
    load([first], settings)
    withdraw(archive, "UK Sanctions List", by="tester")
    (line,) = refuse_withdrawn(plan([other]), archive)
    assert line.action == "refused"
    assert "its source is withdrawn; bring it back to load the file: waybill unload --undo '" in line.reason
    report = load([other], settings)
    assert (report.files[0].state, report.exit_code, len(archive.packages())) == ("failed", 2, 1)
    assert "waybill unload --undo" in report.files[0].reason
    again = load([first], settings).files[0]
    assert again.state == "repeated" and "--undo" in again.warnings[0]
    restore(archive, line.reason.partition("--undo ")[2].strip("'"), by="tester")
    assert load([other], settings).files[0].state == "completed"


def test_two_formats_of_one_edition_count_once_however_they_came_in(tmp_path: Path, settings: Settings) -> None:
    archive = Archive(settings.archive_dir)
    first, second = write_csv(tmp_path / "a 2025-08-11.csv", ROWS), write_ods(tmp_path / "b 2025-08-11.ods", ROWS)
    package = load([first], settings).files[0].package
    assert package is not None
    withdraw(archive, package, by="tester")
    report = load([second], settings).files[0]
    assert (report.state, report.package) == ("repeated", package)
    assert "--undo" in report.warnings[0]
    held = archive.package(package)
    moved = replace(held.document, sha256="b" * 64, name=second.name)
    with archive.new_package(moved, extractor=held.extractor, version=held.version) as writer:
        writer.report["content"] = held.report["content"]
    restore(archive, package, by="tester")
    assert [one.id for one in archive.active()] == [min(one.id for one in archive.packages())]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("FCDO_SL_2025-08-11.ods", "2025-08-11"),
        ("list_20250811.csv", "2025-08-11"),
        ("2025-08-11_2025-08-12.csv", None),
        ("2025-13-11.csv", None),
        ("list.csv", None),
        ("120250811.csv", None),
    ],
)
def test_the_name_of_a_file_gives_a_day_only_where_it_is_one(name: str, day: str | None) -> None:
    assert edition_of_name(name) == day


def test_a_workbook_that_cannot_be_unpacked_is_not_this_list(tmp_path: Path) -> None:
    whole = write_ods(tmp_path / "whole.ods", ROWS)
    assert detect(whole).make is UkSanctions
    (tmp_path / "cut.ods").write_bytes(whole.read_bytes()[:300])
    assert detect(tmp_path / "cut.ods").make is not UkSanctions
    with pytest.raises(SourceError):
        read(UkSanctions(), tmp_path / "cut.ods")


def test_the_real_lists(shared_data: Path) -> None:
    folder = shared_data / "uk_sanctions_list_2025"
    entries, notes = read(UkSanctions(), folder / "FCDO_SL_2025-08-11.ods")
    assert (len(entries), notes.unread) == (5302, [])
    assert sum(entry.cells[3] == "Russia" for entry in entries) == 2710
    assert {entry.record for entry in entries if entry.reject} == {"BEL0174", "RUS1467"}  # the list prints no name
    kinds = Counter(entry.cells[4] for entry in entries)
    assert kinds == {"Individual": 3754, "Entity": 1087, "Ship": 461}
    claims = by_record(entries)
    assert {(claims[key].start, listed(claims[key]).surface) for key in ("AFG0003", "SYR0161")} == {
        ("2012-11-05", "HAQQANI NETWORK (HQN)"), (claims["SYR0161"].start, "Jafari Mohammad Ali"),
    }  # fmt: skip
    assert set(listed(claims["SYR0161"]).ids) == set(listed(claims["IRN0058"]).ids) == {("OFSI", "10638")}
    assert [(line.action, line.path.suffix) for line in plan([folder])] == [("load", ".csv"), ("duplicate", ".ods")]
