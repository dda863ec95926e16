"""Parts found in weapons: rows of our own with every trap, and the real tables where they are."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.archive import Archive
from graph.errors import SourceError
from graph.fold import fold_model
from graph.model import Claim, Entry
from graph.projection import project
from graph.settings import Settings
from loaders.components.edges import Edges
from loaders.components.found_parts import PUBLISHER, FoundParts
from loaders.components.part_numbers import PartNumber, read_part_number
from loaders.plan import plan
from loaders.protocol import Loader, Notes
from loaders.run import load
from loaders.source import open_source

FOLDER = "gur_weapon_components"
HEADER = (
    "component_id", "name_marking", "category", "manufacturer", "manufacturer_country", "oem_part_number",
    "production_date", "found_in_drones", "source_url", "last_verified", "notes",
)  # fmt: skip
ROW = {
    "component_id": "x-1", "name_marking": "Unreal chip QX12-7", "category": "mcu", "manufacturer": "Unreal Micro",
    "manufacturer_country": "CN", "oem_part_number": "QX12-7", "found_in_drones": '["unreal-bird-7"]',
    "source_url": "https://example.org/x/1", "last_verified": "2026-01-02",
    "notes": 'Linked weapon as published by GUR: "Unreal-Bird" 7',
}  # fmt: skip
EDGE = {
    "edge_id": "e-1", "source_entity": "Unreal Micro", "source_type": "manufacturer", "target_entity": "Unreal-Bird",
    "target_type": "drone", "relation": "found_inside", "evidence_url": "https://example.org/e/1", "confidence": "high",
    "notes": "",
}  # fmt: skip


def write(path: Path, header: tuple[str, ...], *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(loader: Loader, path: Path, notes: Notes | None = None) -> list[Entry]:
    return list(loader.entries(open_source(path), notes or Notes()))


def parts(folder: Path, *rows: dict[str, str], notes: Notes | None = None) -> list[Entry]:
    return read(FoundParts(), write(folder / "parts.csv", HEADER, *(ROW | row for row in rows)), notes)


def part(folder: Path, **row: str) -> Claim:
    entry = parts(folder, row)[0]
    assert entry.reject is None, entry.reject
    return entry.claims[0]


def edges(folder: Path, *rows: dict[str, str]) -> list[Entry]:
    return read(Edges(), write(folder / "edges.csv", tuple(EDGE), *(EDGE | row for row in rows)))


def test_a_row_is_a_part_found_in_a_weapon(tmp_path: Path) -> None:
    got = part(tmp_path)
    assert got.maker is not None and got.weapon is not None
    assert (got.kind, got.goods, got.model, got.entry, got.url) == (
        "end_use", "Unreal chip QX12-7", "QX12-7", "x-1", "https://example.org/x/1",
    )  # fmt: skip
    assert (got.maker.surface, got.maker.country, got.maker.country_basis) == ("Unreal Micro", "CN", "printed")
    assert (got.weapon.surface, got.weapon.kind) == ('"Unreal-Bird" 7', "weapon")
    assert (got.supplier, got.recipient, got.origin, got.start, got.end) == (None, None, None, None, None)


def test_several_weapons_are_several_findings_in_any_order(tmp_path: Path) -> None:
    one, other = parts(
        tmp_path, {"found_in_drones": '["b-2", "unreal-bird-7"]'}, {"found_in_drones": '["unreal-bird-7","b-2"]'}
    )
    assert one.claims == other.claims
    assert [claim.weapon and claim.weapon.surface for claim in one.claims] == ["b-2", '"Unreal-Bird" 7']
    assert [claim.record for claim in one.claims] == ["x-1|b-2", "x-1|unreal-bird-7"]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"component_id": ""}, "missing_value"),
        ({"found_in_drones": ""}, "missing_value"),
        ({"found_in_drones": "[]"}, "missing_value"),
        ({"found_in_drones": '[""]'}, "missing_value"),
        ({"found_in_drones": "unreal-bird-7"}, "not_a_list"),
        ({"found_in_drones": '{"a": 1}'}, "not_a_list"),
        ({"found_in_drones": "[1]"}, "not_a_list"),
        ({"found_in_drones": "[" * 5000}, "not_a_list"),
    ],
)
def test_a_row_without_part_or_weapon_is_rejected(tmp_path: Path, row: dict[str, str], rule: str) -> None:
    entry = parts(tmp_path, row)[0]
    assert entry.reject is not None and entry.reject.rule == rule
    assert entry.claims == ()


def test_a_maker_that_nobody_identified_is_no_party(tmp_path: Path) -> None:
    nobody = part(tmp_path, manufacturer="Not identified", manufacturer_country="UNK")
    somebody = part(tmp_path, manufacturer="Not identified", manufacturer_country="CN").maker
    assert nobody.maker is None
    assert somebody is not None and (somebody.form, somebody.country) == ("group", "CN")


def test_what_cannot_be_read_beside_the_finding_is_flagged_and_never_guessed(tmp_path: Path) -> None:
    got = part(tmp_path, manufacturer_country="Atlantis", production_date="soon", source_url="javascript:alert(1)")
    assert got.maker is not None and got.maker.country is None
    assert got.flags == ("production_date:unread", "manufacturer_country:unread")
    assert got.url is None
    assert part(tmp_path, production_date="2023-05").flags == ("made:2023-05",)


@pytest.mark.parametrize(
    ("column", "name", "want"),
    [
        ("QX12-7", "Unreal chip QX12-7", PartNumber("QX12-7", "column")),
        ("", "Charge meter MAХ1660ЕЕЕ 345", PartNumber("MAХ1660ЕЕЕ", "name")),  # Cyrillic letters, seen by no column
        ("CMOS", "A silicon CMOS device 74НС373D", PartNumber("74НС373D", "name")),
        ("61279", "reference voltage source ВAD780B #111 61279", PartNumber("ВAD780B", "name")),
        ("QFP44", "Microcontroller М5-2-4 QFP44", PartNumber("М5-2-4", "name")),
        ("PIERBURG 7", "Fuel pump PIERBURG 7.21440.63.0 20С196", PartNumber("PIERBURG 7", "column")),
        ("ESP32-PICO", "A 32-bit microcontroller ESP32-PICO-MINI-02U", PartNumber("ESP32-PICO-MINI-02U", "name")),
        ("FPGA", "FPGA", None),
        ("256GB", "Memory 256GB", None),
        ("", "Capacitor 330uF25V", None),
        ("", "8-bit 4-channel RS-232 driver, 300kHz, 2.5V", None),
        ("", "Two chips AB1234 and CD5678", None),  # which of them?
        ("", "Cell 123", None),
        ("74151", "", PartNumber("74151", "column")),
        ("7415", "", None),  # four digits are a lot, a year, a part: nobody can tell
    ],
)
def test_the_part_number_is_read_and_never_made(column: str, name: str, want: PartNumber | None) -> None:
    assert read_part_number(column, name) == want


@given(st.text(max_size=30), st.text(max_size=60))
def test_a_part_number_stands_in_the_row(column: str, name: str) -> None:
    found = read_part_number(column, name)
    assert found is None or found.printed in (column if found.basis == "column" else name)


def test_look_alike_letters_are_one_product_and_stay_as_printed(tmp_path: Path, settings: Settings) -> None:
    rows = [
        {"component_id": "x-1", "name_marking": "Meter MAХ1660ЕЕЕ 345", "oem_part_number": ""},
        {"component_id": "x-2", "name_marking": "Meter MAX1660EEE", "oem_part_number": "MAX1660EEE"},
        {"component_id": "x-3", "name_marking": "Meter MAX1660EEF", "oem_part_number": "MAX1660EEF"},
    ]
    path = write(tmp_path / "parts.csv", HEADER, *(ROW | row for row in rows))
    load([path], settings)
    elements = project(Archive(settings.archive_dir)).elements
    products = {node.properties["folded"] for node in elements.nodes.values() if node.labels[0] == "Product"}
    printed = {node.properties["model"] for node in elements.nodes.values() if node.labels[0] == "Finding"}
    assert products == {"MAX1660EEE", "MAX1660EEF"}
    assert printed == {"MAХ1660ЕЕЕ", "MAX1660EEE", "MAX1660EEF"}


def test_an_edge_says_what_it_says_and_an_unclear_one_is_refused(tmp_path: Path) -> None:
    found, sold, way, held, odd = edges(
        tmp_path,
        {},
        {"edge_id": "e-2", "target_entity": "Unreal Trade", "target_type": "shell_company", "relation": "sells_to"},
        {"edge_id": "e-3", "target_type": "manufacturer", "relation": "ships_via"},
        {"edge_id": "e-4", "target_type": "manufacturer", "relation": "controlled_by"},
        {"edge_id": "e-5", "source_type": "drone", "relation": "found_inside"},
    )
    assert (found.claims[0].kind, found.claims[0].modality) == ("end_use", "reported")
    claim = sold.claims[0]
    assert claim.supplier is not None and claim.recipient is not None
    assert (claim.kind, claim.supplier.surface, claim.recipient.surface) == ("transfer", "Unreal Micro", "Unreal Trade")
    assert [one.reject and one.reject.rule for one in (way, held, odd)] == [
        "unclear_relation", "unclear_relation", "unknown_relation",
    ]  # fmt: skip


def test_a_column_that_nobody_knows_is_reported_and_a_missing_one_refused(tmp_path: Path) -> None:
    notes = Notes()
    path = write(tmp_path / "parts.csv", (*HEADER, "recovered_at"), ROW | {"recovered_at": "somewhere"})
    read(FoundParts(), path, notes)
    assert notes.unread == ["recovered_at"]
    with pytest.raises(SourceError, match="must have the columns"):
        FoundParts().document(open_source(write(tmp_path / "less.csv", HEADER[1:], {})))
    with pytest.raises(SourceError, match="stands there twice"):
        FoundParts().document(open_source(write(tmp_path / "twice.csv", (*HEADER, "notes"), ROW)))


def test_the_real_folder_is_planned_by_content(shared_data: Path) -> None:
    lines = {line.path.name: (line.action, line.kind) for line in plan([shared_data / FOLDER])}
    assert lines == {
        "components.csv": ("load", "components"),
        "supply_chain_edges.csv": ("load", "components"),
        "drones.csv": ("refused", "unknown"),
        "manufacturers.csv": ("refused", "unknown"),
        "teardowns.csv": ("refused", "unknown"),
    }


def test_the_real_tables_add_up(shared_data: Path, settings: Settings) -> None:
    names = ("components.csv", "supply_chain_edges.csv")
    report = load([shared_data / FOLDER / name for name in names], settings)
    counts = [(one.rows_in, one.accepted, one.rejected, one.repeated) for one in report.files]
    assert counts == [(8326, 5806, 0, 2520), (28, 27, 1, 0)]
    projection = project(Archive(settings.archive_dir))
    kinds = Counter(fact.kind for fact in projection.facts)
    assert kinds == {"end_use": 5806 + 26, "transfer": 1}
    source = next(one.document.source for one in projection.source.documents if one.document.name == "components.csv")
    assert (source.origin, source.edition, "CC BY 4.0" in (source.licence or "")) == (PUBLISHER, "2026-06-13", True)


def test_a_part_counts_once_however_often_its_row_repeats(shared_data: Path) -> None:
    with (shared_data / FOLDER / "components.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    entries = read(FoundParts(), shared_data / FOLDER / "components.csv")
    assert len({row["source_url"] for row in rows}) == len({entry.record for entry in entries}) == 5806
    chinese = {entry.record for entry in entries if (maker := entry.claims[0].maker) and maker.country == "CN"}
    assert len(chinese) == 419
    assert len({fold_model(claim.weapon.surface) for entry in entries for claim in entry.claims if claim.weapon}) == 195
    makers = {(row["manufacturer"], row["manufacturer_country"]) for row in rows}
    assert len({maker for maker in makers if maker[0] != "Not identified"}) == 621


def test_the_order_of_the_rows_does_not_matter(shared_data: Path, tmp_path: Path) -> None:
    head, *lines = (shared_data / FOLDER / "components.csv").read_text("utf-8").splitlines(keepends=True)
    some = lines[:400]
    random.Random(4).shuffle(some)
    (tmp_path / "a.csv").write_text(head + "".join(lines[:400]), "utf-8")
    (tmp_path / "b.csv").write_text(head + "".join(some), "utf-8")
    one, other = ({entry.claims for entry in read(FoundParts(), tmp_path / f"{name}.csv")} for name in "ab")
    assert one == other
