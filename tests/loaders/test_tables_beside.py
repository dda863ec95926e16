"""Words beside a number: they multiply it, make it rough, name its unit or currency, or the row is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Amount, Entry, Reject
from loaders.protocol import Notes
from loaders.source import open_source
from loaders.tables.beside import Beside, is_bare, take_apart
from loaders.tables.loader import TradeTable
from loaders.tables.mapping import load_mapping
from loaders.tables.numbers import NumberProblem

MAPPING = """\
version: 1
name: vendor
kind: trade
source: {publisher: Test vendor (synthetic), synthetic: true}
numbers: {decimal: "."}
fields:
  consignor.name: {column: Sender}
  goods: {column: Goods}
  quantity: {column: Qty}
  unit: {column: Unit}
  net_kg: {column: Net}
  value: {column: Value, unit: USD}
"""
GOOD = {"Sender": "Paper Kite Parts Co", "Goods": "propellers", "Qty": "12", "Unit": "pcs", "Net": "3.5", "Value": "99"}


def read(folder: Path, old: str = "", new: str = "", **cells: str) -> Entry:
    """Read one row, by the mapping with one of its parts changed."""
    table, mapping = folder / "t.csv", folder / "t.mapping.yml"
    table.write_text(f"{'|'.join(GOOD)}\n{'|'.join((GOOD | cells).values())}\n", encoding="utf-8")
    mapping.write_text(MAPPING.replace(old, new) if old else MAPPING, encoding="utf-8")
    return next(iter(TradeTable(load_mapping(mapping)).entries(open_source(table), Notes())))


def refused(entry: Entry) -> Reject:
    assert entry.reject is not None, entry.claims
    return entry.reject


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("5.4 million", Beside("5.4", factor=10**6)),
        ("5.4 млн", Beside("5.4", factor=10**6)),
        ("5,4 МІЛЬЙОНА грн", Beside("5,4", after="грн", factor=10**6)),
        ("5.4亿", Beside("5.4", factor=10**8)),
        ("5.4 bn", Beside("5.4", factor=10**9)),
        ("2 milyon", Beside("2", factor=10**6)),
        ("2,5 mln", Beside("2,5", factor=10**6)),
        ("2 bin", Beside("2", factor=1000)),
        ("5 Mio. EUR", Beside("5", after="EUR", factor=10**6)),
        ("3 Mrd €", Beside("3", after="€", factor=10**9)),
        ("5 mille euros", Beside("5", after="euros", factor=1000)),
        ("5 тыс.руб.", Beside("5", after="руб.", factor=1000)),
        ("12万美元", Beside("12", after="美元", factor=10**4)),
        ("3万个", Beside("3", after="个", factor=10**4)),
        ("5千克", Beside("5", after="千克")),
        ("5千元", Beside("5", after="元", factor=1000)),
        ("yaklaşık 500", Beside("500", relation="~")),
        ("YAKLAŞIK 500 TL", Beside("500", after="TL", relation="~")),
        ("около 5 тыс.", Beside("5", factor=1000, relation="~")),
        ("约40", Beside("40", relation="~")),
        ("40左右", Beside("40", relation="~")),
        ("ca. 5", Beside("5", relation="~")),
        ("~40 pcs", Beside("40", after="pcs", relation="~")),
        ("<5000", Beside("5000", relation="<")),
        ("≥ 5000 kg", Beside("5000", after="kg", relation=">=")),
        ("US$ 5.4 million", Beside("5.4", before="US$", factor=10**6)),
        ("5.4k", Beside("5.4", after="k")),
        ("5 m²", Beside("5", after="m2")),
        ("12,5 м³", Beside("12,5", after="м3")),
        ("10 (ten)", Beside("10", after="(ten)")),
    ],
)
def test_a_cell_is_taken_apart_and_nothing_of_it_is_dropped(text: str, parts: Beside) -> None:
    assert not is_bare(text)
    assert take_apart(text) == parts


@pytest.mark.parametrize("text", ["10-20 pcs", "12 x 100 pcs", "USD .50", "ca. .5", "n/a", "1е5 kg", "(" * 100_000])
def test_a_cell_without_one_number_is_refused(text: str) -> None:
    with pytest.raises(NumberProblem) as caught:
        take_apart(text)
    assert caught.value.reject.rule == "not_a_number"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("5.4 million", Amount("5400000", currency="USD")),
        ("US$ 5.4 million", Amount("5400000", currency="USD")),
        ("5.4 млн долл. США", Amount("5400000", currency="USD")),
        ("USD: 500", Amount("500", currency="USD")),
        ("500 USD.", Amount("500", currency="USD")),
        ("54.5万", Amount("545000", currency="USD")),
        ("$ 500", Amount("500", currency="USD")),
        ("yaklaşık 500", Amount("500", relation="~", currency="USD")),
        ("< 5000", Amount("5000", relation="<", currency="USD")),
    ],
)
def test_words_of_a_value_multiply_it_or_make_it_rough(tmp_path: Path, printed: str, value: Amount) -> None:
    assert read(tmp_path, Value=printed).claims[0].value == value


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        ("5.4k", "not_a_number"), ("5.4M", "not_a_number"), ("5.4 kg", "not_a_number"), ("5.4 т", "not_a_number"),
        ("500 USD/kg", "not_a_number"), ("Total 500", "not_a_number"), ("500 (five hundred)", "not_a_number"),
        ("EUR 500.00", "currency_conflict"), ("500 RUB", "currency_conflict"), ("500.00 ₽", "currency_conflict"),
        ("¥500", "currency_conflict"), ("USD 500 EUR", "currency_conflict"), ("5 млн руб.", "currency_conflict"),
    ],
)  # fmt: skip
def test_a_value_with_other_words_or_another_currency_is_refused(tmp_path: Path, printed: str, rule: str) -> None:
    reject = refused(read(tmp_path, Value=printed))
    assert (reject.rule, reject.column) == (rule, "Value")
    assert printed in reject.message


def test_the_currency_of_the_cell_counts_where_the_mapping_names_none(tmp_path: Path) -> None:
    bare = ("{column: Value, unit: USD}", "{column: Value}")
    assert read(tmp_path, *bare, Value="500 RUB").claims[0].value == Amount("500", currency="RUB")
    assert read(tmp_path, *bare, Value="5 тыс. юаней").claims[0].value == Amount("5000", currency="CNY")
    assert read(tmp_path, "unit: USD", "unit: RUB", Value="5 400 р.").claims[0].value == Amount("5400", currency="RUB")
    assert refused(read(tmp_path, *bare, Value="5 400 р.")).rule == "unknown_currency"
    assert refused(read(tmp_path, *bare, Value="$ 500")).rule == "unknown_currency"
    assert refused(read(tmp_path, *bare, Value="500 kg")).rule == "not_a_number"
    assert refused(read(tmp_path, *bare, Value="USD 500 EUR")).rule == "currency_conflict"


def test_a_word_beside_a_number_and_a_factor_of_the_mapping_must_say_the_same(tmp_path: Path) -> None:
    scaled = ("unit: USD", "unit: USD, scale: 10000")
    assert read(tmp_path, *scaled, Value="12.5万美元").claims[0].value == Amount("125000", currency="USD")
    assert refused(read(tmp_path, *scaled, Value="12.5 million")).rule == "ambiguous_number"


@pytest.mark.parametrize(
    ("printed", "unit", "quantity"),
    [
        ("1.2万", "个", Amount("12000")),
        ("3万个", "", Amount("30000")),
        ("1.2 thousand", "pcs", Amount("1200")),
        ("~40", "pcs", Amount("40", relation="~")),
        ("15 шт.", "pcs", Amount("15")),
        ("15 kg", "КГ", Amount("15", unit="КГ")),
        ("15 sets", "SET", Amount("15", unit="SET")),
        ("15 комплектов", "SET", Amount("15", unit="SET")),
        ("15 м²", "кв. м", Amount("15", unit="кв. м")),
        ("5 m", "", Amount("5", unit="m")),
        ("5 m²", "", Amount("5", unit="m2")),
    ],
)
def test_words_of_a_quantity_multiply_it_or_name_its_unit(
    tmp_path: Path, printed: str, unit: str, quantity: Amount
) -> None:
    assert read(tmp_path, Qty=printed, Unit=unit).claims[0].quantity == quantity


@pytest.mark.parametrize(
    ("printed", "unit", "rule"),
    [
        ("15 kg", "pcs", "unit_conflict"), ("3 dozen", "pcs", "unit_conflict"), ("15 t", "kg", "unit_conflict"),
        ("5k", "", "not_a_number"), ("5M", "", "not_a_number"), ("pcs 5", "pcs", "not_a_number"),
        ("10 (ten)", "pcs", "not_a_number"),
    ],
)  # fmt: skip
def test_a_quantity_whose_unit_is_not_that_of_its_column_is_refused(
    tmp_path: Path, printed: str, unit: str, rule: str
) -> None:
    reject = refused(read(tmp_path, Qty=printed, Unit=unit))
    assert (reject.rule, reject.column) == (rule, "Qty")


def test_words_of_a_weight_multiply_it_and_a_rough_one_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, Net="1.5 тыс. кг").claims[0].weight_kg == "1500"
    assert read(tmp_path, Net="2万吨").claims[0].weight_kg == "20000000"
    assert refused(read(tmp_path, Net="около 5 кг")).rule == "not_a_number"
    assert refused(read(tmp_path, Net="5 k")).rule == "unknown_unit"
