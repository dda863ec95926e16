"""What stands around and between the records, in every format; and that every row is accounted for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph.settings import Settings
from loaders.plan import LoadOptions, plan
from loaders.run import load
from loaders.tables.layout import Layout
from loaders.tables.opening import open_table
from tests.support import workbooks as write

MERGED: list[list[Any]] = [
    ["Deal", "Sender", "Goods", "Qty"],
    ["D1", "Paper Kite Parts Co", "propellers", 1],
    [None, None, "rotors", 2],
    ["D2", None, "pumps", 3],
    [None, "Tin Umbrella Ltd", "kites", 4],
]
FILLED = [("D1", "Paper Kite Parts Co"), ("D1", "Paper Kite Parts Co"), ("D2", ""), ("D2", "Tin Umbrella Ltd")]
CARRIED = [*FILLED[:2], ("D2", "Paper Kite Parts Co"), FILLED[3]]


def merged_xlsx(folder: Path) -> Path:
    def cells(number: int, row: list[Any]) -> str:
        return "".join(
            f'<c r="{write.letters(index)}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
            for index, value in enumerate(row)
            if value is not None
        )

    rows = "".join(f'<row r="{number}">{cells(number, row)}</row>' for number, row in enumerate(MERGED, start=1))
    merges = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A4:A5"/><mergeCell ref="B2:B3"/></mergeCells>'
    return write.xlsx(folder / "a.xlsx", {"S": f"<sheetData>{rows}</sheetData>{merges}"})


def merged_ods(folder: Path) -> Path:
    spans = {(1, 0), (3, 0), (1, 1)}

    def cell(row: int, column: int, value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        down = ' table:number-rows-spanned="2"' if (row, column) in spans else ""
        return f"<table:table-cell{down}><text:p>{value}</text:p></table:table-cell>"

    rows = "".join(
        f"<table:table-row>{''.join(cell(number, index, value) for index, value in enumerate(row))}</table:table-row>"
        for number, row in enumerate(MERGED)
    )
    return write.ods(folder / "a.ods", {"S": rows})


def merged_csv(folder: Path) -> Path:
    path = folder / "a.csv"
    grid = [["" if cell is None else cell for cell in row] for row in MERGED]
    path.write_text(write.csv_text(grid), encoding="utf-8")
    return path


@pytest.mark.parametrize(("make", "expected"), [(merged_xlsx, FILLED), (merged_ods, FILLED), (merged_csv, CARRIED)])
def test_merged_cells_are_spread_where_the_mapping_says_so(
    tmp_path: Path, make: Callable[[Path], Path], expected: list[tuple[str, str]]
) -> None:
    path = make(tmp_path)
    columns = ("Deal", "Sender", "Goods", "Qty")
    rows = list(open_table(path, Layout(None, None, None, columns=columns, fill_down=("Deal", "Sender"))))
    assert [row.cells[:2] for row in rows] == expected
    plain = list(open_table(path, Layout(None, None, None, columns=columns)))
    assert [row.cells[0] for row in plain] == ["D1", "", "D2", ""]


TWO_LINES: list[list[Any]] = [
    ["Invented shipments"],
    ["No", "Weight", None, "Value", None],
    [None, "Net", "Gross", "USD", "RUB"],
    ["1", "2", "3", "4", "5"],
]


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls", "csv"])
@pytest.mark.parametrize("row", [None, 2])
def test_column_names_may_take_several_lines(tmp_path: Path, form: str, row: int | None) -> None:
    path = tmp_path / f"a.{form}"
    if form == "csv":
        path.write_text(write.csv_text([["" if c is None else c for c in line] for line in TWO_LINES]), "utf-8")
    else:
        {"xlsx": write.xlsx, "ods": write.ods, "xls": write.xls}[form](path, {"S": TWO_LINES})  # type: ignore[operator]
    names = ("No", "Weight Net", "Weight Gross", "Value USD", "Value RUB")
    reader = open_table(path, Layout(None, None, row, header_rows=2, columns=names))
    assert next(iter(reader.read_headers().values())) == names
    assert [(found.line, found.cells) for found in reader] == [(4, ("1", "2", "3", "4", "5"))]


MAPPING = """\
version: 1
name: messy
kind: trade
source: {publisher: Test vendor (synthetic), synthetic: true, coverage: excerpt}
numbers: {decimal: "."}
record: {id: No}
fields:
  consignor: {column: Sender}
  destination: {column: To}
  goods: {column: Goods}
  quantity: {column: Qty}
  date: {column: Date}
"""
HEADER = ["No", "Sender", "To", "Goods", "Qty", "Date"]
cell = st.sampled_from("|x|Paper Kite|RU|China|Total|Итого:|12|1.5|-3|8.54E+09|2023-05-17".split("|"))
row = st.one_of(
    st.tuples(st.sampled_from(["a", "b", "c"]), *[cell] * 5).map(list),
    st.integers(1, 5).map(lambda number: [str(number), "Paper Kite", "RU", "kites", "7", "2023"]),
    st.just(HEADER),
    st.just(["Total", "", "", "", "12", ""]),
    st.just(["a note", "", "", "", "", ""]),
)


def written(folder: Path, form: str, grid: list[list[str]]) -> Path:
    path = folder / f"messy.{form}"
    if form == "csv":
        path.write_text(write.csv_text(grid), encoding="utf-8")
    elif form == "jsonl":
        write.jsonl(path, grid)
    elif form == "parquet":
        write.parquet(path, grid)
    else:
        {"xlsx": write.xlsx, "ods": write.ods, "xls": write.xls}[form](path, {"S": grid})  # type: ignore[operator]
    path.with_name(path.name + ".mapping.yml").write_text(MAPPING, encoding="utf-8")
    return path


@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(row, min_size=1, max_size=8))
def test_every_row_is_accounted_for_alike_in_all_formats(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("messy")
    found = set()
    for form in ("csv", "xlsx", "ods", "parquet", "jsonl"):
        path = written(folder, form, [HEADER, *rows])
        report = load([path], Settings(home=folder / f"home-{form}"), LoadOptions(synthetic=True)).files[0]
        assert report.state == "completed", report.reason
        assert report.rows_in == report.accepted + report.rejected + report.repeated
        assert report.rejected == sum(report.rejects_by_rule.values())
        notes = report.rejects_by_rule.pop("note_row", 0) if form in ("parquet", "jsonl") else 0
        assert notes == 0
        found.add((report.rows_in, report.accepted, report.repeated))
    assert len(found) == 1, found


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
def test_a_workbook_in_a_known_layout_needs_no_mapping(tmp_path: Path, form: str) -> None:
    header = "Shipment date,Exporter,Exporter country,Importer,Importer country,HS code,Goods description,Quantity"
    row = ["2023-02-14", "Paper Kite Parts Co", "China", "OOO Vydumka", "Russia", "880730", "propellers", 12]
    path = tmp_path / f"shipments.{form}"
    {"xlsx": write.xlsx, "ods": write.ods, "xls": write.xls}[form](  # type: ignore[operator]
        path, {"Notes": [["About this file"]], "May": [["Shipments of May"], header.split(","), row]}
    )
    (line,) = plan([path], LoadOptions(synthetic=True))
    assert (line.action, "by the ready mapping en-vendor" in line.reason) == ("load", True), line
    report = load([path], Settings(home=tmp_path / "home")).files[0]
    assert (report.accepted, report.rejected) == (1, 0)
    assert any("'Notes' does not hold the columns" in words for words in report.warnings)
