"""Rows become transfers, or rejects with column and rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.model import Amount, Claim, Entry
from loaders.protocol import Notes
from loaders.source import open_source
from loaders.tables.currencies import currency_code
from loaders.tables.loader import TradeTable
from loaders.tables.mapping import load_mapping

COLUMNS = (
    "No,Item,Date,Sender,Sender address,Sender country,Receiver,Receiver address,Notify,HS,Goods,Qty,Unit,Net,Gross,"
    "Value,Cur,Origin,Lading,Way,To"
)
MAPPING = """\
version: 1
name: vendor
kind: trade
source: {publisher: Test vendor (synthetic), synthetic: true}
NUMBERS
record: {id: [No, Item], declaration: No}
fields:
  date: {column: Date}
  consignor.name: {column: Sender}
  consignor.address: {column: Sender address}
  consignor.country: {column: Sender country, lookup: {Lummerland: CN}}
  consignee.name: {column: Receiver}
  consignee.address: {column: Receiver address}
  consignee.id.INN: {column: Receiver, split: {pattern: 'INN (\\d+)'}}
  notify.name: {column: Notify}
  hs: {column: HS}
  goods: {column: Goods}
  quantity: {column: Qty}
  unit: {column: Unit}
  net_kg: {column: Net}
  gross_kg: {column: Gross}
  value: {column: Value}
  currency: {column: Cur}
  origin: {column: Origin}
  lading: {column: Lading}
  via: {column: Way, split: ";"}
  destination: {column: To}
"""
GOOD = {
    "No": "D1", "Item": "1", "Date": "2023-05-17", "Sender": "Paper Kite Parts Co", "Sender address": "",
    "Sender country": "China", "Receiver": "OOO Vydumka", "Receiver address": "Lenin 1, Moscow, Russia", "Notify": "",
    "HS": "880730", "Goods": "propellers", "Qty": "12", "Unit": "pcs", "Net": "3.5", "Gross": "4", "Value": "99",
    "Cur": "USD", "Origin": "CN", "Lading": "", "Way": "", "To": "RU",
}  # fmt: skip


def read(folder: Path, rows: list[dict[str, str]], numbers: str = "numbers: {decimal: '.'}") -> list[Entry]:
    table = folder / "t.csv"
    lines = [";".join((GOOD | row)[column] for column in COLUMNS.split(",")) for row in rows]
    table.write_text("\n".join([COLUMNS.replace(",", ";"), *lines]) + "\n", encoding="utf-8")
    mapping = folder / "t.csv.mapping.yml"
    mapping.write_text(MAPPING.replace("NUMBERS", numbers).replace(', split: ";"', ', split: "/"'), encoding="utf-8")
    return list(TradeTable(load_mapping(mapping)).entries(open_source(table), Notes()))


def claim(folder: Path, numbers: str = "numbers: {decimal: '.'}", **row: str) -> Claim:
    entry = read(folder, [row], numbers)[0]
    assert entry.reject is None, entry.reject
    return entry.claims[0]


def test_a_row_becomes_a_transfer_with_all_its_slots(tmp_path: Path) -> None:
    got = claim(tmp_path, Way="Türkiye/Port of Poti", Notify="Kiosk Forwarding")
    assert got.supplier is not None
    assert (got.supplier.surface, got.supplier.country, got.supplier.country_basis) == (
        "Paper Kite Parts Co",
        "CN",
        "printed",
    )
    assert got.recipient is not None
    assert (got.recipient.country, got.recipient.country_basis) == ("RU", "address")
    assert [(stop.surface, stop.kind, stop.country) for stop in got.via] == [
        ("Türkiye", "country", "TR"),
        ("Port of Poti", "place", None),
    ]
    assert [(role, party.surface) for role, party in got.roles] == [("notify", "Kiosk Forwarding")]
    assert (got.start, got.end, got.hs, got.hs_basis, got.goods) == (
        "2023-05-17",
        "2023-05-17",
        "880730",
        "printed",
        "propellers",
    )
    assert (got.quantity, got.value, got.weight_kg) == (Amount("12"), Amount("99", currency="USD"), "3.5")
    assert (got.origin, got.origin_basis, got.destination) == ("CN", "printed", "RU")
    assert (got.record, got.declaration) == ("D1 | 1", "D1")


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        ({"HS": "8.54E+09"}, "hs_scientific", "HS"),
        ({"HS": "12345"}, "hs_lost_zero", "HS"),
        ({"HS": "8807"}, "hs_length", "HS"),
        ({"HS": "8807301234567"}, "hs_length", "HS"),
        ({"HS": "88073012345678"}, "hs_length", "HS"),
        ({"HS": "88-AB-30"}, "hs_not_digits", "HS"),
        ({"HS": "007730"}, "hs_chapter", "HS"),
        ({"Qty": "-3"}, "negative_number", "Qty"),
        ({"Value": "1.2E+06"}, "scientific_number", "Value"),
        ({"Net": "5", "Gross": "4"}, "net_over_gross", "Net"),
        ({"Net": "5 boxes"}, "unknown_unit", "Net"),
        ({"Cur": "DUBLOONS"}, "unknown_currency", "Cur"),
        ({"Sender country": "Ruritania"}, "unknown_country", "Sender country"),
        ({"Date": "2023-02-30"}, "impossible_date", "Date"),
        ({"Date": "03/04/2023"}, "ambiguous_date", "Date"),
        ({"HS": "", "Goods": ""}, "no_goods", "Goods"),
        ({"Sender": "", "Receiver": "-", "Origin": "", "To": ""}, "no_parties", None),
    ],
)
def test_a_row_that_cannot_be_read_is_a_reject(
    tmp_path: Path, row: dict[str, str], rule: str, column: str | None
) -> None:
    entry = read(tmp_path, [row])[0]
    assert entry.reject is not None
    assert (entry.reject.rule, entry.reject.column, entry.row, entry.claims) == (rule, column, 2, ())
    assert entry.cells[0] == "D1"


def test_an_ambiguous_number_is_rejected_until_mapping_or_column_settle_it(tmp_path: Path) -> None:
    alone = read(tmp_path, [{"Qty": "1.234"}], "numbers: {}")[0]
    assert alone.reject is not None
    assert (alone.reject.rule, alone.reject.column) == ("ambiguous_number", "Qty")
    assert claim(tmp_path, "numbers: {decimal: ','}", Qty="1.234", Net="3", Gross="4").quantity == Amount("1234")
    settled = read(tmp_path, [{"Qty": "1.234"}, {"No": "D2", "Qty": "12,5"}], "numbers: {}")
    assert [entry.claims[0].quantity for entry in settled] == [Amount("1234"), Amount("12.5")]


@pytest.mark.parametrize("hs", ["880730", "8807.30", "88073000", "8807 3000 00", "880730000000"])
def test_hs_codes_keep_all_their_digits(tmp_path: Path, hs: str) -> None:
    assert claim(tmp_path, HS=hs).hs == hs.replace(".", "").replace(" ", "")


@pytest.mark.parametrize(
    ("printed", "roles", "flag"),
    [
        ("TO ORDER", [], "consignee:to_order"),
        ("To the order of Imaginary Trade Bank", [("bank", "Imaginary Trade Bank")], "consignee:to_order"),
        ("Same as consignor", [], "consignee:same_as_consignor"),
        ("Imaginary Bank A.S.", [("bank", "Imaginary Bank A.S.")], "consignee:bank"),
        ("АО Выдуманный банк", [("bank", "АО Выдуманный банк")], "consignee:bank"),
    ],
)
def test_what_is_no_party_to_the_goods_gets_its_role(
    tmp_path: Path, printed: str, roles: list[tuple[str, str]], flag: str
) -> None:
    got = claim(tmp_path, Receiver=printed)
    assert got.recipient is None
    assert [(role, party.surface) for role, party in got.roles] == roles
    assert flag in got.flags


def test_on_behalf_of_is_a_role_beside_the_party(tmp_path: Path) -> None:
    got = claim(tmp_path, Receiver="OOO Nebylitsa по поручению OOO Vydumka")
    assert got.recipient is not None
    assert got.recipient.surface == "OOO Nebylitsa"
    assert [(role, party.surface) for role, party in got.roles] == [("on_behalf_of", "OOO Vydumka")]


def test_names_stay_as_printed_and_identifiers_are_taken_out_of_a_cell(tmp_path: Path) -> None:
    got = claim(tmp_path, Receiver="OOO «Vydumka», INN 7707083893")
    assert got.recipient is not None
    assert got.recipient.surface == "OOO «Vydumka», INN 7707083893"
    assert got.recipient.ids == (("INN", "7707083893"),)


def test_a_lookup_and_the_place_of_lading_fill_countries(tmp_path: Path) -> None:
    got = claim(tmp_path, **{"Sender country": "Lummerland", "Lading": "Yantian, China"})
    assert got.supplier is not None
    assert (got.supplier.country, got.dispatch) == ("CN", "CN")
    assert got.place is not None
    assert (got.place.surface, got.place.kind) == ("Yantian, China", "place")
    assert "dispatch:from_lading" in got.flags


def test_units_of_weight_and_pieces_are_told_apart(tmp_path: Path) -> None:
    assert claim(tmp_path, Net="2 t", Gross="").weight_kg == "2000"
    assert claim(tmp_path, Unit="carton").quantity == Amount("12", unit="carton")
    assert claim(tmp_path, Unit="", Qty="7 шт.").quantity == Amount("7")
    assert "quantity:zero" in claim(tmp_path, Qty="0").flags


def test_a_later_version_of_a_record_marks_the_earlier_one(tmp_path: Path) -> None:
    read(tmp_path, [{}])
    path = tmp_path / "t.csv.mapping.yml"
    path.write_text(path.read_text("utf-8").replace("id: [No, Item]", "id: [No], version: Item"), encoding="utf-8")
    rows = [GOOD, GOOD | {"Item": "10", "Qty": "13"}, GOOD | {"Item": "9", "Qty": "14"}]
    table = tmp_path / "t.csv"
    lines = [";".join(row[column] for column in COLUMNS.split(",")) for row in rows]
    table.write_text("\n".join([COLUMNS.replace(",", ";"), *lines]), encoding="utf-8")
    entries = list(TradeTable(load_mapping(path)).entries(open_source(table), Notes()))
    assert [entry.claims[0].flags for entry in entries] == [("superseded",), (), ("superseded",)]


def test_expectations_stop_a_load_or_warn(tmp_path: Path) -> None:
    read(tmp_path, [{}])
    path = tmp_path / "t.csv.mapping.yml"
    text = path.read_text("utf-8")
    file = open_source(tmp_path / "t.csv")
    path.write_text(text + "expect: {rows: {minimum: 2}}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="expects rows of 2 at least, got 1"):
        list(TradeTable(load_mapping(path)).entries(file, Notes()))
    path.write_text(text + "expect: {filled: {Way: {minimum: 0.5}}}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"filled\.Way of 0\.5 at least, got 0"):
        list(TradeTable(load_mapping(path)).entries(file, Notes()))
    path.write_text(text + "expect: {rows: {maximum: 0}}\n", encoding="utf-8")
    notes = Notes()
    list(TradeTable(load_mapping(path)).entries(file, notes))
    assert notes.warnings == ["expected rows of 0 at most, got 1"]


def test_the_factor_of_a_column_holds_for_it_alone(tmp_path: Path) -> None:
    read(tmp_path, [{}])
    path = tmp_path / "t.csv.mapping.yml"
    path.write_text(
        path.read_text("utf-8").replace("{column: Value}", "{column: Value, scale: 1000}"), encoding="utf-8"
    )
    got = next(iter(TradeTable(load_mapping(path)).entries(open_source(tmp_path / "t.csv"), Notes()))).claims[0]
    assert (got.quantity, got.value) == (Amount("12"), Amount("99000", currency="USD"))


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Доллар США", "USD"), ("840", "USD"), ("ABD Doları", "USD"), ("美元", "USD"), ("人民币", "CNY"), ("€", "EUR"),
        ("US Dollars", "USD"), ("TL", "TRY"), ("тенге", "KZT"), ("$", None), ("¥", None), ("dollar", None), ("1", None),
    ],
)  # fmt: skip
def test_a_currency_goes_by_code_number_name_or_sign_and_never_by_a_sign_of_several(
    printed: str, code: str | None
) -> None:
    assert currency_code(printed) == code


@pytest.mark.parametrize(
    "printed",
    [
        "IMAGINARY FREIGHT FORWARDING LLC",
        "ООО Скатерть-Логистика",
        "HAYAL NAKLİYAT LTD",
        "虚构国际货运有限公司",
        "Nimbus Spedition GmbH",
    ],
)
def test_a_carrier_in_the_column_of_a_party_gets_its_role(tmp_path: Path, printed: str) -> None:
    got = claim(tmp_path, Receiver=printed)
    assert got.recipient is None
    assert [(role, party.surface) for role, party in got.roles] == [("carrier", printed)]
    assert "consignee:carrier" in got.flags


def test_a_declarant_is_a_role_and_a_currency_may_stand_in_the_unit_of_a_value(tmp_path: Path) -> None:
    read(tmp_path, [{}])
    path = tmp_path / "t.csv.mapping.yml"
    text = path.read_text("utf-8").replace("notify.name: {column: Notify}", "declarant.name: {column: Notify}")
    text = text.replace("  currency: {column: Cur}\n", "").replace("{column: Value}", "{column: Value, unit: EUR}")
    path.write_text(text, encoding="utf-8")
    read_again = (tmp_path / "t.csv").read_text("utf-8").replace(";;880730", ";Kiosk Brokers;880730")
    (tmp_path / "t.csv").write_text(read_again, encoding="utf-8")
    got = next(iter(TradeTable(load_mapping(path)).entries(open_source(tmp_path / "t.csv"), Notes()))).claims[0]
    assert [(role, party.surface) for role, party in got.roles] == [("declarant", "Kiosk Brokers")]
    assert got.value == Amount("99", currency="EUR")
