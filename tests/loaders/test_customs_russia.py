"""Sheets of Russian customs statistics: sheets of our own with every trap, and the real ones where they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.archive import Archive
from graph.model import Claim, Entry
from graph.projection import project
from graph.settings import Settings
from loaders.detect import detect
from loaders.plan import plan
from loaders.protocol import Notes
from loaders.run import load
from loaders.source import open_source
from loaders.tables.customs_russia import RussianCustoms
from loaders.tables.wide_labels import own_unit, read_label, read_subject

FOLDER = "official_trade_statistics"
GOODS: list[list[Any]] = [
    ["Импорт  России  важнейших  товаров "],
    ['" 5 " мая 2031 года'],
    ["за январь - март 2031 год"],
    [],
    ["Код ", "Наименование", "январь - март 2031", None, "Темп роста январь - март 2031 в %", None, "март 2031", None],
    ["ТН ВЭД ЕАЭС", "товара", "тыс.", "млн.", "вес", "стоимость", "тыс.", "млн."],
    [None, None, "тонн", "долл.США", None, None, "тонн", "долл.США"],
    [None, "ВСЕГО:", "-", 30.5, "-", 138.6, "-", 10],
    ["0207", "НЕБЫЛИЦА СВЕЖАЯ", 17.1, 70.7, 1, 1, 5, 0],
    ["0302-0304", "НЕБЫЛИЦА РАЗНАЯ", 24.900000000000002, 1, 1, 1, "-", "-"],
    ["72 (кроме 7201)", "НЕБЫЛИЦА ПРОЧАЯ, ТЫС.Т", 1, 2, 1, 1, "-", "-"],
    ["8703", "НЕБЫЛИЦЫ ЛЕГКОВЫЕ, 1000 ШТ.", 3, 4, 1, 1, "-", "-"],
    ["845", "НЕБЫЛИЦА БЕЗ НУЛЯ", 3, 4, 1, 1, "-", "-"],
    ["8704", "НЕБЫЛИЦА С ОШИБКОЙ", "много", 4, 1, 1, "-", "-"],
    ["8705", "НЕБЫЛИЦА БЕЗ ЧИСЕЛ", "-", "-", 1, 1, "-", "-"],
]
TOTALS: list[list[Any]] = [
    ["ВНЕШНЯЯ ТОРГОВЛЯ РОССИИ"],
    [None, None, None, "млн. долл. США"],
    [None, "Январь-декабрь 2031 г.", None, "ТЕМП РОСТА,%"],
    ["ОБОРОТ", 30, None, 1],
    ["ЭКСПОРТ*", 20, None, 1],
    ["ИМПОРТ**", 10, None, 1],
    ["* В экспорт России включено и то, что декларировать не нужно"],
    ["(без того, что декларировать на границе не нужно)"],
    [None, "2031 год", None, None, "2032 год", None, None, "Сальдо"],
    [None, "Оборот", "Экспорт", "Импорт", "Оборот", "Экспорт", "Импорт", "2031 г."],
    ["Январь", 3, 2, 1, 6, 4, 2, 1],
    ["Январь-март", 9, 6, 3, 18, 12, 6, 3],
    ["I квартал", 9, 6, 3, 18, 12, 6, 3],
    ["Январь-декабрь", 29, 19, 9, None, None, None, 10],
    ["Китaй", 2, 1.5, 0.5, None, None, None, 1],
    ["Страны СНГ", 2, 1.25, 0.5, None, None, None, 1],
    ["Неведомо что", 1, 1, 1, 1, 1, 1, 1],
]


def book(path: Path, *sheets: list[list[Any]]) -> Path:
    made = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = made.active if number == 0 else made.create_sheet()
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def read(path: Path, notes: Notes | None = None) -> list[Entry]:
    return list(RussianCustoms().entries(open_source(path), notes or Notes()))


def said(claim: Claim) -> tuple[Any, ...]:
    whom, amount = claim.object, claim.quantity
    assert whom is not None
    what = (claim.direction, whom.country or whom.surface, claim.level, claim.hs or claim.goods, claim.start, claim.end)
    return *what, claim.value and claim.value.number, claim.weight_kg, amount and (amount.number, amount.unit)


def test_figures_of_goods_by_the_headings_above_them(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", GOODS)
    assert detect(path).what == "a sheet of Russian customs statistics"
    document = RussianCustoms().document(open_source(path))
    assert (document.title, document.source.edition) == ("Импорт России важнейших товаров", "2031-05-05")
    entries = read(path)
    got = [said(claim) for entry in entries for claim in entry.claims]
    first, month = ("2031-01", "2031-03"), ("2031-03", "2031-03")
    assert got == [
        ("import", "World", "total", None, *first, "30500000", None, None),
        ("import", "World", "total", None, *month, "10000000", None, None),
        ("import", "World", "hs4", "0207", *first, "70700000", "17100000", None),
        ("import", "World", "hs4", "0207", *month, "0", "5000000", None),
        ("import", "World", "other", "HS 0302-0304", *first, "1000000", "24900000", None),
        ("import", "World", "other", "HS 72 (кроме 7201)", *first, "2000000", "1000000", None),
        ("import", "World", "hs4", "8703", *first, "4000000", None, ("3000", None)),
    ]
    rules = [entry.reject.rule for entry in entries if entry.reject]
    assert rules == ["unknown_label", "not_a_number", "no_figure"]


def test_totals_that_count_different_things_stay_two(tmp_path: Path) -> None:
    entries = read(book(tmp_path / "b.xlsx", TOTALS))
    year = [(c.direction, c.value and c.value.number, c.regime) for e in entries for c in e.claims if c.start == "2031"]
    note = "без того, что декларировать на границе не нужно"
    assert year == [
        ("export", "20000000", None), ("import", "10000000", None),
        ("export", "19000000", note), ("import", "9000000", note),
        *[(way, f"{number}", note) for way, number in (
            ("export", 1500000), ("import", 500000), ("export", 1250000), ("import", 500000))],
    ]  # fmt: skip
    assert Counter(entry.reject.rule for entry in entries if entry.reject) == {"derived_figure": 1, "unknown_label": 1}
    partners = {said(c)[1] for entry in entries for c in entry.claims}
    assert partners == {"World", "CN", "Страны СНГ"}  # one letter of the country is Latin


def test_a_quarter_and_its_run_of_months_are_one_fact_stated_twice(tmp_path: Path, settings: Settings) -> None:
    load([book(tmp_path / "b.xlsx", TOTALS)], settings)
    facts = project(Archive(settings.archive_dir)).facts
    quarter = [fact for fact in facts if fact.pick("start") == "2031-01" and fact.pick("end") == "2031-03"]
    assert [len(fact.statements) for fact in quarter] == [2, 2]


def test_a_mapping_beside_it_goes_first_and_a_table_is_no_such_sheet(tmp_path: Path) -> None:
    plain = book(tmp_path / "c.xlsx", [["Экспорт России по странам", "b", "c", "d"], ["x", 1, 2, 3]])
    assert detect(plain).what != "a sheet of Russian customs statistics"


@pytest.mark.parametrize(
    ("text", "kind", "factor", "derived"),
    [("млн. долл.США", "value", 10**6, False), ("(миллионов долларов)", "value", 10**6, False),
     ("тыс. тонн", "weight", 1000, False),
     ("П О К В А Р Т А Л А М", None, 1, False), ("2031 г. в % к 2030 г.", None, 1, True), ("ЭКСПОРТ", None, 1, False)],
)  # fmt: skip
def test_labels(text: str, kind: str | None, factor: int, derived: bool) -> None:
    label = read_label(text)
    assert (label.kind, label.factor, label.derived) == (kind, factor, derived)


def test_units_of_their_own_and_what_a_row_is_of() -> None:
    assert own_unit("ГАЗ, МЛРД.КУБ.М") == ("quantity", "m3", 10**9)
    assert own_unit("ТОПЛИВО, НЕ СОДЕРЖАЩЕЕ БИОДИЗЕЛЬ") is None
    assert read_subject("84-90", "x") == read_subject("84-90", "y")
    assert getattr(read_subject("", "Тaйвaнь"), "country", None) == "TW"


def test_the_real_sheets_by_hand(shared_data: Path, settings: Settings) -> None:
    names = ("WEB_UTSA_02.xlsx", "WEB_UTSA_04.xls")
    lines = plan([shared_data / FOLDER / name for name in names])
    assert [line.action for line in lines] == ["load", "load"]
    report = load([shared_data / FOLDER / name for name in names], settings)
    counts = [(one.rows_in, one.accepted, one.rejected) for one in report.files]
    assert counts == [(60, 60, 0), (32, 30, 2)]
    got = set()
    for package in Archive(settings.archive_dir).active():
        for entry in package.entries():
            got |= {(entry.row, *said(claim)) for claim in entry.claims}
    assert got >= {
        (19, "import", "World", "total", None, "2022-01", "2022-01", "23324600000", None, None),
        (75, "import", "World", "hs2", "85", "2022-01", "2022-01", "3048300000", "137500000", None),
        (54, "import", "World", "hs10", "2711210000", "2022-01", "2022-01", "18400000", None, ("900000000", "m3")),
        (6, "export", "World", "total", None, "2019", "2019", "426317328000", None, None),
        (37, "export", "World", "total", None, "2020", "2020", "336393780500", None, None),
        (57, "import", "World", "total", None, "2020-12", "2020-12", "24181304100", None, None),
        (66, "export", "World", "total", None, "2019-01", "2019-03", "104762925700", None, None),
    }  # fmt: skip
    facts = project(Archive(settings.archive_dir)).facts
    year = [f for f in facts if (f.pick("start"), f.pick("end"), f.pick("direction")) == ("2019", "2019", "export")]
    assert len(year) == 2  # with and without what is not declared at the border
    january = ("2019-01", "2019-01", "export")
    month = [f for f in facts if (f.pick("start"), f.pick("end"), f.pick("direction")) == january]
    assert [len(f.statements) for f in month] == [2]  # the run of January and the month
