"""A dry reading: rows as understood, rejects by reason with places, and what looks wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.detect import detect
from loaders.tables.check import Check, check
from loaders.tables.choose import Choice, choose
from loaders.tables.mapping import load_mapping
from tests.support.workbooks import xlsx

HEADER = "Date,Sender,Receiver,From,HS,Goods,Qty,Net,Gross,Value,More"
MAPPING = """\
version: 1
name: vendor
kind: trade
source: {publisher: Test vendor (synthetic)}
numbers: {decimal: "."}
fields:
  date: {column: Date}
  consignor.name: {column: Sender}
  consignor.country: {column: From}
  consignee.name: {column: Receiver}
  hs: {column: HS}
  goods: {column: Goods}
  quantity: {column: Qty}
  net_kg: {column: Net}
  gross_kg: {column: Gross}
  value: {column: Value, unit: USD}
"""
GOOD = dict(
    zip(HEADER.split(","), "2023-05-17,Kite,Vydumka,CN,854231,circuits,12,1.5,2.5,150,x".split(","), strict=True)
)


def read(folder: Path, rows: list[dict[str, str]], mapping: str = MAPPING) -> Check:
    table = folder / "t.csv"
    lines = [",".join((GOOD | row)[column] for column in HEADER.split(",")) for row in rows]
    table.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    path = folder / "vendor.mapping.yml"
    path.write_text(mapping, encoding="utf-8")
    return check(table, Choice(load_mapping(path), "by vendor.mapping.yml"))


def many(count: int = 12, **cells: str) -> list[dict[str, str]]:
    """Rows that differ in what a sound table differs in."""
    return [
        {
            "Qty": str(10 + n),
            "Date": f"2023-05-{n + 1:02d}",
            "Net": f"{n + 1}.5",
            "Gross": f"{n + 3}.5",
            "Value": f"{100 * n + 150}",
        }
        | cells
        for n in range(count)
    ]


def test_rows_are_shown_as_printed_and_as_understood(tmp_path: Path) -> None:
    found = read(tmp_path, [{}])
    assert found.rows[0].row == 2
    assert found.rows[0].cells["From"] == "CN"
    assert "More" not in found.rows[0].cells
    assert found.rows[0].claims[0] == {
        "kind": "transfer",
        "date": "2023-05-17",
        "from": "Kite [CN]",
        "to": "Vydumka",
        "goods": "circuits",
        "hs": "854231",
        "quantity": "12",
        "weight": "1.5 kg",
        "value": "150 USD",
    }
    assert found.unread == ["More"]
    assert found.to_json()["rows"][0]["claims"][0]["from"] == "Kite [CN]"


def test_rejects_are_counted_by_rule_with_their_places(tmp_path: Path) -> None:
    rows = [*many(), {"HS": "8.54E+09"}, {"HS": "8.5E+09"}, {"Date": "soon"}, {}, {}]
    found = read(tmp_path, rows)
    assert [(rule.rule, rule.count, rule.places) for rule in found.rules] == [
        ("hs_scientific", 2, ["row 14, column HS", "row 15, column HS"]),
        ("not_a_date", 1, ["row 16, column Date"]),
    ]
    assert found.rules[0].message == "'8.54E+09' has lost its digits in a spreadsheet; export the column as text"
    assert (found.rows_in, found.accepted, found.rejected, found.repeated) == (17, 13, 3, 1)
    assert not found.clean


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([row | {"Qty": "7"} for row in many()], "the quantity is 7 in all 12 rows"),
        ([row | {"Date": "2023-05-01"} for row in many()], "the date is 2023-05-01 in all 12 rows"),
        ([row | {"Date": "2099-01-01"} for row in many(2)], "in 2 rows the date lies in the future"),
        ([row | {"Date": "1923-01-01"} for row in many(2)], "in 2 rows the date lies before 1990"),
        ([row | {"Gross": row["Net"]} for row in many()], "net and gross weight are equal in every row"),
        ([row | {"Receiver": "Kite"} for row in many()], "sender and recipient are the same in 12 of 12 rows"),
        ([row | {"HS": "854299"} for row in many()], "12 of 12 customs codes are not in HS 2022"),
        (
            [row | {"From": "Ruritania"} for row in many(5)] + many(7),
            "column From: no country is known by its cell in 5 of 12 rows",
        ),
        ([row | {"Value": ""} for row in many()], "column Value: its name says value, and it is empty in all 12 rows"),
        ([row | {"Goods": ""} for row in many()], "column Goods: its name says goods, and it is empty in all 12 rows"),
        ([row | {"More": ""} for row in many()], None),
    ],
)  # fmt: skip
def test_what_looks_wrong_is_said_in_a_sentence(
    rows: list[dict[str, str]], sentence: str | None, tmp_path: Path
) -> None:
    found = read(tmp_path, rows).suspicions
    if sentence is None:
        assert found == []
    else:
        assert [one for one in found if one.startswith(sentence)], found


def test_a_value_a_thousand_times_the_others_is_found_with_its_row(tmp_path: Path) -> None:
    rows = [
        {
            "Date": f"2023-05-{n + 1:02d}",
            "Qty": str(n + 5),
            "Net": f"{n + 1}",
            "Gross": f"{n + 2}",
            "Value": f"{100 * (n + 1)}",
        }
        for n in range(12)
    ]
    rows[7]["Value"] = "800000"
    found = read(tmp_path, rows).suspicions
    assert found == [
        "in 1 row the value looks a factor of a thousand off (row 9): 100000 USD a kg of 854231, where others pay 100"
    ]


def test_a_decimal_mark_that_the_mapping_names_is_not_asked_for_again(tmp_path: Path) -> None:
    rows = [row | {"Qty": f"1.{n + 100}"} for n, row in enumerate(many())]
    assert read(tmp_path, rows, MAPPING.replace('{decimal: "."}', "{}") + "ignore: [More]\n").rejected == 12
    assert read(tmp_path, rows, MAPPING + "ignore: [More]\n").clean


def test_the_few_numbers_that_are_written_otherwise_are_named(tmp_path: Path) -> None:
    rows = many()
    rows[3]["Net"] = '"1,234"'
    rows[3]["Gross"] = "3000"
    sentence = "column Net: 1 number is written with ',' (row 5: 1,234), the other 11 with '.'"
    found = read(tmp_path, rows, MAPPING + "ignore: [More]\n")
    assert [(rule.rule, rule.places) for rule in found.rules] == [("ambiguous_number", ["row 5, column Net"])]
    assert (found.suspicions, found.remarks, found.clean) == ([sentence], [], False)
    found = read(tmp_path, rows, MAPPING.replace('"."}', '".", thousands: ","}') + "ignore: [More]\n")
    assert (found.suspicions, found.remarks, found.clean) == ([], [sentence], True)
    assert found.rows_in == found.accepted == 12


def test_numbers_that_prove_the_other_decimal_mark_are_named_though_they_are_read(tmp_path: Path) -> None:
    rows = many()
    rows[3]["Net"] = '"12,5"'
    rows[3]["Gross"] = "3000"
    found = read(tmp_path, rows, MAPPING.replace('numbers: {decimal: "."}', "numbers: {}") + "ignore: [More]\n")
    assert found.suspicions == ["column Net: 1 number is written with ',' (row 5: 12,5), the other 11 with '.'"]
    assert found.accepted == 12


def test_numbers_that_nothing_settles_are_named_with_the_line_that_does(tmp_path: Path) -> None:
    rows = [row | {"Net": f"{n + 1}.125", "Gross": f"{n + 2}.5"} for n, row in enumerate(many(3))]
    found = read(tmp_path, rows, MAPPING.replace('numbers: {decimal: "."}', "numbers: {}") + "ignore: [More]\n")
    line = "numbers: {decimal: '.'} where they are fractions, numbers: {thousands: '.'} where they are thousands"
    assert found.suspicions == [
        "column Net: in 3 of its numbers '.' may be the decimal mark or group thousands (row 2: 1.125); the other "
        f"columns of numbers (Gross) write '.' as decimal mark; add to the mapping {line}"
    ]
    assert found.rules[0].message == (
        "'1.125' may be a thousand or a fraction; write numbers: {decimal: '.'} into the mapping where it is a "
        "fraction, numbers: {thousands: '.'} where it is a thousand"
    )


def test_how_to_add_a_line_to_a_ready_mapping_is_said(tmp_path: Path) -> None:
    path = tmp_path / "ru.csv"
    path.write_text(
        "ND;G32;G072;G2;G8;G15A;G17A;G31;G33;G35;G46\n10000010/140223/0001234;1;14.02.2023;PAPER KITE CO;ООО ВЫДУМКА;"
        "CN;RU;МИКРОСХЕМЫ;8542319010;805,648;5400,00\n",
        encoding="utf-8",
    )
    choice = choose(path, detect(path), None)
    assert choice is not None
    found = check(path, choice).suspicions
    assert [one.split(":")[0] for one in found[-2:]] == [
        "column G35",
        "to add a line to the ready mapping ru-declarations",
    ]
    assert "the other columns of numbers (G46) write ',' as decimal mark" in found[-2]
    assert found[-1].endswith("waybill mapping show ru-declarations > ru.csv.mapping.yml")


def test_rows_without_a_party_a_date_or_goods_are_counted(tmp_path: Path) -> None:
    rows = many()
    rows[1]["Sender"] = rows[4]["Sender"] = "n/a"
    rows[2]["Receiver"] = rows[5]["Date"] = rows[7]["Goods"] = ""
    assert read(tmp_path, rows, MAPPING + "ignore: [More]\n").suspicions == [
        "2 rows have no consignor: its column Sender says nothing there (row 3; row 6)",
        "1 row has no consignee: its column Receiver says nothing there (row 4)",
        "1 row has no date: its column Date says nothing there (row 7)",
        "1 row has no goods: its column Goods says nothing there (row 9)",
    ]


def test_cells_that_miss_the_pattern_of_their_column_are_counted(tmp_path: Path) -> None:
    pattern = r"split: {pattern: '(?P<name>.+), INN (?P<INN>\d+)'}"
    mapping = MAPPING.replace("{column: Receiver}", f"{{column: Receiver, {pattern}}}") + "ignore: [More]\n"
    rows = [row | {"Receiver": '"Vydumka, INN 7707083893"'} for row in many()]
    rows[4]["Receiver"] = "Vydumka / 7707083893"
    assert read(tmp_path, rows, mapping).suspicions == [
        "column Receiver: 1 cell does not fit the pattern of consignee.name, consignee.id.INN, and is taken as a name "
        "as a whole (row 6); the other 11 fit"
    ]


@pytest.mark.parametrize("filled", [False, True])
def test_merged_cells_of_a_column_that_is_read_are_named_until_the_mapping_fills_them(
    tmp_path: Path, filled: bool
) -> None:
    rows = [list((GOOD | row).values()) for row in many(5)]
    for row in rows[1:3]:
        row[1] = ""
    table = xlsx(tmp_path / "t.xlsx", {"May": [HEADER.split(","), *rows]}, merges={"May": ["B2:B4", "K5:K6"]})
    path = tmp_path / "vendor.mapping.yml"
    path.write_text(MAPPING + "ignore: [More]\n" + ("file: {fill_down: [Sender]}\n" if filled else ""), "utf-8")
    found = check(table, Choice(load_mapping(path), "by vendor.mapping.yml")).suspicions
    if filled:
        assert found == []
        return
    assert found[0] == (
        "column Sender: cells are merged over several rows in 1 places (sheet May, rows 2-4), and count for the first "
        "of these rows alone; name it in file.fill_down where they count for all"
    )
    assert (
        found[1]
        == "2 rows have no consignor: its column Sender says nothing there (sheet May, row 3; sheet May, row 4)"
    )


def test_a_sound_table_is_clean(tmp_path: Path) -> None:
    assert read(tmp_path, many(), MAPPING + "ignore: [More]\n").clean
