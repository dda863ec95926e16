"""A dry reading: rows as understood, rejects by reason with places, and what looks wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.tables.check import Check, check
from loaders.tables.choose import Choice
from loaders.tables.mapping import load_mapping

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


def test_a_sound_table_is_clean(tmp_path: Path) -> None:
    assert read(tmp_path, many(), MAPPING + "ignore: [More]\n").clean
