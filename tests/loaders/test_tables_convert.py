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
from loaders.tables.parties import PartyCells, read_party

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
    for written in ("{decimal: ',', thousands: '.'}", "{thousands: '.'}"):
        read_as = claim(tmp_path, f"numbers: {written}", Qty="1.234", Net="3", Gross="4")
        assert read_as.quantity == Amount("1234")
    for numbers in ("numbers: {}", "numbers: {decimal: ','}"):
        whole = {"Net": "3", "Gross": "4", "Value": "5"}
        settled = read(tmp_path, [whole | {"Qty": "1.234"}, whole | {"No": "D2", "Qty": "1.212,5"}], numbers)
        assert [entry.claims[0].quantity for entry in settled] == [Amount("1234"), Amount("1212.5")]


def test_a_number_beside_its_currency_settles_its_column_too(tmp_path: Path) -> None:
    entries = read(tmp_path, [{"Value": "USD 1,234.50"}, {"No": "D2", "Value": "USD 1,234"}])
    numbers = [entry.claims[0].value for entry in entries]
    assert numbers == [Amount("1234.5", currency="USD"), Amount("1234", currency="USD")]


@pytest.mark.parametrize("numbers", ["numbers: {}", "numbers: {decimal: ','}"])
def test_a_decimal_comma_alone_does_not_make_a_point_a_sign_of_thousands(tmp_path: Path, numbers: str) -> None:
    whole = {"Net": "3", "Gross": "4", "Value": "5"}
    rows = [whole | {"No": f"D{n}", "Qty": cell} for n, cell in enumerate(("45,5", "1.234", "7"))]
    rejects = [entry.reject for entry in read(tmp_path, rows, numbers)]
    assert [reject and (reject.rule, reject.column) for reject in rejects] == [None, ("ambiguous_number", "Qty"), None]
    assert rejects[1] is not None
    assert "write numbers: {thousands: '.'} into the mapping" in rejects[1].message


@pytest.mark.parametrize("hs", ["880730", "8807.30", "88073000", "8807 3000 00", "880730000000"])
def test_hs_codes_keep_all_their_digits(tmp_path: Path, hs: str) -> None:
    assert claim(tmp_path, HS=hs).hs == hs.replace(".", "").replace(" ", "")


@pytest.mark.parametrize(
    ("printed", "roles", "flag"),
    [
        ("TO ORDER", [], "consignee:to_order"),
        ("EMRE", [], "consignee:to_order"),
        ("EMRİNE", [], "consignee:to_order"),
        ("HAYAL BANKASI EMRİNE", [("bank", "HAYAL BANKASI")], "consignee:to_order"),
        ("To the order of Imaginary Trade Bank", [("bank", "Imaginary Trade Bank")], "consignee:to_order"),
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


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ('ПО ПОРУЧЕНИЮ ООО "СЕДЬМАЯ НЕБЫЛЬ"', 'ООО "СЕДЬМАЯ НЕБЫЛЬ"'),
        ("по поручению «Седьмая небыль»", "Седьмая небыль"),
        ('on behalf of "Paper Kite", Ltd.', '"Paper Kite", Ltd'),
        ('on behalf of "Paper" and "Kite"', '"Paper" and "Kite"'),
    ],
)
def test_a_principal_keeps_its_quotation_marks_and_the_number_of_the_cell(printed: str, name: str) -> None:
    got = read_party("consignee", PartyCells(printed, country="RU", ids=(("INN", "7710140679"),)))
    ((role, principal),) = got.roles
    assert (got.party, role, principal.surface) == (None, "on_behalf_of", name)
    assert (principal.country, principal.ids) == ("RU", (("INN", "7710140679"),))


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
    assert [entry.claims[0].flags for entry in entries] == [
        ("version:1", "superseded"),
        ("version:10",),
        ("version:9", "superseded"),
    ]


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


def test_a_firm_that_bears_a_name_like_the_word_for_an_order_is_a_party(tmp_path: Path) -> None:
    got = claim(tmp_path, Receiver="EMRE HAYAL MAKİNA LTD")
    assert got.recipient is not None and got.recipient.surface == "EMRE HAYAL MAKİNA LTD"


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


def rewritten(folder: Path, old: str, new: str, rows: list[dict[str, str]]) -> tuple[list[Entry], Notes]:
    """Read rows by the mapping of this file with one of its lines changed."""
    read(folder, rows)
    path = folder / "t.csv.mapping.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    notes = Notes()
    return list(TradeTable(load_mapping(path)).entries(open_source(folder / "t.csv"), notes)), notes


@pytest.mark.parametrize(
    ("role", "printed", "surface", "flag"),
    [
        ("Receiver", "Same as consignor", "Paper Kite Parts Co", "consignee:same_as_consignor"),
        ("Receiver", "同发货人", "Paper Kite Parts Co", "consignee:same_as_consignor"),
        ("Receiver", "см. графу 2", "Paper Kite Parts Co", "consignee:same_as_consignor"),
        ("Notify", "SAME AS CONSIGNEE", "OOO Vydumka", "notify:same_as_consignee"),
        ("Notify", "same as above", "OOO Vydumka", "notify:same_as_consignee"),
        ("Notify", "同收货人", "OOO Vydumka", "notify:same_as_consignee"),
    ],
)
def test_the_same_as_somebody_is_that_party_of_the_row(
    tmp_path: Path, role: str, printed: str, surface: str, flag: str
) -> None:
    got = claim(tmp_path, **{role: printed})
    party = got.recipient if role == "Receiver" else dict(got.roles)["notify"]
    assert party is not None
    assert (party.surface, flag in got.flags) == (surface, True)


def test_the_same_as_nobody_in_the_row_stays_nobody(tmp_path: Path) -> None:
    got = claim(tmp_path, Receiver="TO ORDER", Notify="same as consignee")
    assert (got.recipient, got.roles) == (None, ())
    assert {"consignee:to_order", "notify:same_as_consignee"} <= set(got.flags)


def test_the_parts_of_a_party_are_named_in_a_pattern(tmp_path: Path) -> None:
    pattern = r"(?P<name>.+?), ИНН (?P<INN>\d+)/КПП (?P<KPP>\d+), (?P<address>.+)"
    old = "consignee.name: {column: Receiver}\n  consignee.address: {column: Receiver address}\n" + (
        "  consignee.id.INN: {column: Receiver, split: {pattern: 'INN (\\d+)'}}\n"
    )
    cell = "ООО «Выдумка», ИНН 7707083893/КПП 770701001, Минск, Беларусь"
    rows = [{"Receiver": cell}, {"Receiver": "ИП Небылица", "No": "D2"}]
    new = f"consignee: {{column: Receiver, split: {{pattern: '{pattern}'}}}}\n"
    entries, notes = rewritten(tmp_path, old, new, rows)
    first, second = [entry.claims[0].recipient for entry in entries]
    assert first is not None and second is not None
    assert (first.surface, first.ids, first.addresses, first.country, first.country_basis) == (
        "ООО «Выдумка»",
        (("INN", "7707083893"),),
        ("Минск, Беларусь",),
        "BY",
        "address",
    )
    assert (second.surface, second.ids) == ("ИП Небылица", ())  # what the pattern does not fit is a name as a whole
    assert notes.unread == ["Receiver address"]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?P<INN>\d+)", r"must name the group \(\?P<name>...\)"),
        (r"(?P<name>.+) (?P<town>.+)", "a group may be called name, address, country"),
    ],
)
def test_a_pattern_that_names_no_parts_of_a_party_is_refused(tmp_path: Path, pattern: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        rewritten(tmp_path, "{column: Sender}", f"{{column: Sender, split: {{pattern: '{pattern}'}}}}", [{}])


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ({"Value": "€ 1,000,000", "Cur": ""}, Amount("1000000", currency="EUR")),
        ({"Value": "1 000 руб.", "Cur": ""}, Amount("1000", currency="RUB")),
        ({"Value": "USD 1,000.50", "Cur": ""}, Amount("1000.5", currency="USD")),
        ({"Value": "$5", "Cur": "HKD"}, Amount("5", currency="HKD")),
        ({"Value": "99", "Cur": "руб"}, Amount("99", currency="RUB")),
        ({"Value": "99", "Cur": ""}, Amount("99")),
    ],
)
def test_a_value_keeps_the_currency_that_is_printed(tmp_path: Path, cells: dict[str, str], value: Amount) -> None:
    got = claim(tmp_path, **cells)
    assert got.value == value
    assert ("value:no_currency" in got.flags) == (value.currency is None)


@pytest.mark.parametrize("printed", ["$5", "5 ¥"])
def test_a_sign_of_several_currencies_is_not_guessed(tmp_path: Path, printed: str) -> None:
    entry = read(tmp_path, [{"Value": printed, "Cur": ""}])[0]
    assert entry.reject is not None
    assert (entry.reject.rule, entry.reject.column) == ("unknown_currency", "Cur")


def test_a_lost_zero_comes_back_only_where_the_mapping_says_how_long_a_code_is(tmp_path: Path) -> None:
    rows = [{"HS": "1012100"}, {"HS": "85423190", "No": "D2"}, {"HS": "012100", "No": "D3"}, {"HS": "123", "No": "D4"}]
    entries, _ = rewritten(tmp_path, "hs: {column: HS}", "hs: {column: HS, digits: 8}", rows)
    assert [entry.claims[0].hs if entry.claims else entry.reject and entry.reject.rule for entry in entries] == [
        "01012100",
        "85423190",
        "012100",
        "hs_lost_zero",
    ]
    assert "hs:zero_restored" in entries[0].claims[0].flags
    assert read(tmp_path, rows[:1])[0].reject is not None


def test_a_code_of_another_edition_stays_as_it_is_and_is_marked(tmp_path: Path) -> None:
    assert claim(tmp_path).flags == ()
    old = claim(tmp_path, HS="880330")  # parts of aircraft until 2021
    assert (old.hs, old.flags) == ("880330", ("hs:not_in_2022",))
    entries, _ = rewritten(tmp_path, "hs: {column: HS}", 'hs: {column: HS, edition: "2017"}', [{"HS": "880330"}])
    dated = entries[0].claims[0]
    assert (dated.hs, dated.hs_revision, dated.flags) == ("880330", "2017", ())


@pytest.mark.parametrize(
    ("unit", "kilograms"), [("KG", "3.5"), ("T", "3500"), ("lbs", "1.587573295"), ("公斤", "3.5"), ("stone", None)]
)
def test_a_column_of_units_holds_for_the_weights(tmp_path: Path, unit: str, kilograms: str | None) -> None:
    entries, _ = rewritten(
        tmp_path, "  value: {column: Value}", "  weight_unit: {column: Way}\n  value: {column: Value}",
        [{"Way": unit, "Gross": "4"}],
    )  # fmt: skip
    if kilograms is None:
        assert entries[0].reject is not None and entries[0].reject.rule == "unknown_unit"
    else:
        assert entries[0].claims[0].weight_kg == kilograms


def test_serial_numbers_of_days_are_read_only_where_the_mapping_says_so(tmp_path: Path) -> None:
    alone = read(tmp_path, [{"Date": "45421"}])[0]
    assert alone.reject is not None and alone.reject.rule == "not_a_date"
    for form, day in (("excel", "2024-05-09"), ("excel-1904", "2028-05-10")):
        entries, _ = rewritten(
            tmp_path, "date: {column: Date}", f"date: {{column: Date, format: [{form}, '%Y-%m-%d']}}",
            [{"Date": "45421"}, {"Date": "2024-01-02", "No": "D2"}],
        )  # fmt: skip
        assert [entry.claims[0].start for entry in entries] == [day, "2024-01-02"]


def test_totals_notes_and_headers_between_the_rows_never_become_claims(tmp_path: Path) -> None:
    read(tmp_path, [{}])
    table = tmp_path / "t.csv"
    header, row = table.read_text("utf-8").splitlines()
    blank = [""] * header.count(";")
    between = []
    for words in ("TOTAL", "Sub-total for May:", "Итого по листу", "Всего", "Genel Toplam", "合 计", "Summe:"):
        cells = [words, *blank]
        cells[15] = "99"
        between.append(";".join(cells))
    moved = header.split(";")[::-1]
    back = row.replace("D1", "D9").split(";")[::-1]
    note = ";".join(["Source: a vendor", *blank])
    lines = ["Shipments of May", "", header, row, *between, note, ";".join(moved), ";".join(back)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    mapping = load_mapping(tmp_path / "t.csv.mapping.yml")
    notes = Notes()
    entries = list(TradeTable(mapping).entries(open_source(table), notes))
    assert [entry.reject.rule if entry.reject else entry.claims[0].record for entry in entries] == [
        "D1 | 1", *["total_row"] * 7, "note_row", "repeated_header", "D9 | 1",
    ]  # fmt: skip
    assert (entries[0].row, entries[-1].row, notes.counts["lines_above_header"]) == (4, 14, 1)
    assert entries[-1].cells == tuple(row.replace("D1", "D9").split(";"))


@pytest.mark.parametrize("goods", ["Total stations, surveying", "total", "Gesamtanlage", "Всероссийский насос"])
def test_a_full_row_is_no_total_whatever_its_goods_are_called(tmp_path: Path, goods: str) -> None:
    assert claim(tmp_path, Goods=goods).goods == goods


def test_expected_countries_are_counted(tmp_path: Path) -> None:
    rows = [{}, {"No": "D2", "Origin": "TR", "To": "KZ"}]
    expect = "currency: {column: Cur}"
    _, notes = rewritten(tmp_path, expect, expect + "\n  # as before", rows)
    path = tmp_path / "t.csv.mapping.yml"
    text = path.read_text("utf-8")
    path.write_text(text + "expect: {countries: {maximum: 3}}\n", encoding="utf-8")
    notes = Notes()
    list(TradeTable(load_mapping(path)).entries(open_source(tmp_path / "t.csv"), notes))
    assert notes.warnings == ["expected countries of 3 at most, got 4"]
    path.write_text(text + "expect: {countries: {minimum: 5}}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="expects countries of 5 at least, got 4"):
        list(TradeTable(load_mapping(path)).entries(open_source(tmp_path / "t.csv"), Notes()))


def test_a_column_without_a_name_is_reported_when_it_holds_something(tmp_path: Path) -> None:
    read(tmp_path, [{}])
    table = tmp_path / "t.csv"
    header, row = table.read_text("utf-8").splitlines()
    mapping = load_mapping(tmp_path / "t.csv.mapping.yml")
    for cell, unread in (("", []), ("x", ["(column 22, without a name)"])):
        table.write_text(f"{header};\n{row};{cell}\n", encoding="utf-8")
        notes = Notes()
        list(TradeTable(mapping).entries(open_source(table), notes))
        assert notes.unread == unread


def test_columns_of_one_name_are_told_apart_by_their_number(tmp_path: Path) -> None:
    read(tmp_path, [{}])
    table = tmp_path / "t.csv"
    header, row = table.read_text("utf-8").splitlines()
    table.write_text(f"{header};Goods\n{row};rotors\n", encoding="utf-8")
    path = tmp_path / "t.csv.mapping.yml"
    with pytest.raises(SourceError, match=r"stands there twice; name one of them, such as 'Goods \(2\)'"):
        list(TradeTable(load_mapping(path)).entries(open_source(table), Notes()))
    path.write_text(path.read_text("utf-8").replace("column: Goods", "column: Goods (2)"), encoding="utf-8")
    notes = Notes()
    entries = list(TradeTable(load_mapping(path)).entries(open_source(table), notes))
    assert (entries[0].claims[0].goods, notes.unread) == ("rotors", ["Goods"])


@pytest.mark.parametrize("printed", ["ТО ЖЕ", "он же", "gönderici ile aynı", "НЕИЗВЕСТЕН", "неизвестна", "bilinmeyen"])
def test_words_for_the_same_and_for_nobody_name_nobody(tmp_path: Path, printed: str) -> None:
    assert claim(tmp_path, Receiver=printed).recipient is None
