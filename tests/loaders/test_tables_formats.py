"""Every format gives the same rows: typed cells, the sheet's own row numbers, and clear words for what is broken."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import SourceError
from graph.model import Amount
from loaders.tables.layout import BadCell, DateCell, Layout, Limits, NumberCell, Row
from loaders.tables.opening import open_table
from tests.support import workbooks as write

OPEN = Layout(None, None, None)
GRID: list[list[Any]] = [
    ["No", "Имя", "HS", "Net\nweight"],
    ["1", "Ёж & Co <x>", "010121", 2.5],
    ["2", "two\nlines", "854231", 1e-05],
    ["3", None, "880730", 12345678901.25],
]
WANTED = ("No", "Имя", "HS")


def layout(*columns: str, **more: Any) -> Layout:
    return Layout(None, None, None, columns=columns or WANTED, **more)


def read(path: Path, form: Layout | None = None) -> list[Row]:
    return list(open_table(path, form or layout()))


def written(folder: Path, name: str, grid: list[list[Any]]) -> Path:
    path = folder / name
    if name.endswith("xlsx"):
        return write.xlsx(path, {"S": grid}, shared="inline" not in name)
    if name.endswith("ods"):
        return write.ods(path, {"S": grid})
    if name.endswith("xls"):
        return write.xls(path, {"S": grid})
    if name.endswith("parquet"):
        return write.parquet(path, grid)
    if name.endswith("jsonl"):
        return write.jsonl(path, [["" if cell is None else " ".join(str(cell).split()) for cell in grid[0]], *grid[1:]])
    path.write_text(write.csv_text([["" if cell is None else cell for cell in row] for row in grid]), encoding="utf-8")
    return path


FORMATS = ("a.csv", "a.xlsx", "inline.xlsx", "a.ods", "a.xls", "a.parquet", "a.jsonl")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_cells(tmp_path: Path, name: str) -> None:
    reader = open_table(written(tmp_path, name, GRID), layout(*WANTED, "Net weight"))
    rows = [row.cells[:4] for row in reader]
    if name in ("a.csv", "a.jsonl"):  # digits as they stand there
        rows = [(*cells[:3], {"1e-05": "0.00001"}.get(cells[3], cells[3])) for cells in rows]
    assert rows == [
        ("1", "Ёж & Co <x>", "010121", "2.5"),
        ("2", "two\nlines", "854231", "0.00001"),
        ("3", "", "880730", "12345678901.25"),
    ]


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=6)
tables = st.lists(st.tuples(st.integers(0, 9).map(lambda n: f"r{n}"), texts, texts), min_size=1, max_size=6)


@settings(deadline=None)
@given(rows=tables, form=st.sampled_from([form for form in FORMATS if form != "a.xls"]))  # each of those is a process
def test_random_tables_are_read_back_from_every_format(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], form: str
) -> None:
    grid = [["a1", "b2", "c3"], *map(list, rows)]
    path = written(tmp_path_factory.mktemp("random"), form, grid)
    found = read(path, Layout(None, "," if form == "a.csv" else None, 1))
    assert [row.cells[:3] for row in found] == rows
    assert not any(row.reject for row in found)


def test_rows_and_columns_keep_the_numbers_of_the_sheet(tmp_path: Path) -> None:
    title: list[list[Any]] = [[], [None, "A list of shipments"], []]
    grid: list[list[Any]] = [*title, [None, None, *WANTED], [], [None, None, "1", "x", "2"]]
    for name in ("a.xlsx", "a.ods", "a.xls"):
        reader = open_table(written(tmp_path, name, grid), layout())
        assert reader.read_headers() == {"S": ("", "", *WANTED)}
        rows = list(reader)
        assert [(row.line, row.cells, row.sheet) for row in rows] == [(6, ("", "", "1", "x", "2"), "S")]
        assert reader.counts["lines_above_header"] == 1


def test_sheets_are_those_that_hold_the_columns_unless_the_mapping_names_them(tmp_path: Path) -> None:
    sheets: dict[str, Any] = {
        "notes": [["About this file"]],
        "May": [WANTED, ["1", "a", "3"]],
        "June": [["HS", "No", "Имя"], ["4", "5", "b"]],
        "old": [WANTED, ["9", "z", "9"]],
        "void": [],
    }
    for path in (
        write.xlsx(tmp_path / "a.xlsx", sheets, hidden=["old"]),
        write.ods(tmp_path / "a.ods", sheets, hidden=["old"]),
    ):
        reader = open_table(path, layout())
        assert reader.read_headers() == {"May": WANTED, "June": ("HS", "No", "Имя")}
        assert [(row.sheet, row.line, row.cells) for row in reader] == [
            ("May", 2, ("1", "a", "3")),
            ("June", 2, ("4", "5", "b")),
        ]
        assert reader.notices == [
            "the sheet 'notes' does not hold the columns of the mapping and was not read; name it in file.sheet to "
            "read it",
            "the sheet 'old' is hidden and was not read; name it in file.sheet to read it",
            "the sheet 'void' is empty",
        ]
        assert [row.cells for row in read(path, layout(sheets=("old",)))] == [("9", "z", "9")]
        assert [row.sheet for row in read(path, layout(sheets=("*",)))] == ["May", "June", "old"]
        with pytest.raises(SourceError, match="has no sheet 'Maj'; its sheets are notes, May, June, old, void"):
            read(path, layout(sheets=("Maj",)))
        with pytest.raises(SourceError, match=r"the sheet|sheet 'notes': the mapping reads the column 'No'"):
            read(path, layout(sheets=("notes",)))


def test_cells_of_an_xlsx_are_typed_as_the_workbook_shows_them(tmp_path: Path) -> None:
    cells = (
        '<c r="A2" t="n" s="1"><v>45421</v></c>'  # a day
        '<c r="B2" s="2"><v>101210000</v></c>'  # shown with a zero before it
        '<c r="C2"><v>0.10000000000000001</v></c>'
        '<c r="D2" s="3"><v>45421.5</v></c>'
        '<c r="E2" t="b"><v>1</v></c>'
        '<c r="F2" t="str"><f>A1&amp;"x"</f><v>_x0041_bc</v></c>'
        '<c r="G2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="H2"><f>A1+1</f></c>'
        '<c r="I2" t="inlineStr"><is><r><t>ab</t></r><r><t>cd</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>'
        '<c r="J2" s="4"><v>0.25</v></c>'
        '<c r="K2"><v>8540000000</v></c>'
        '<c r="L2" t="d"><v>2024-05-09T00:00:00</v></c>'
    )
    head = "".join(f'<c r="{place}1" t="inlineStr"><is><t>{place}</t></is></c>' for place in "ABCDEFGHIJKL")
    sheet = f'<sheetData><row r="1">{head}</row><row r="2">{cells}</row></sheetData>'
    formats = ["0000000000", "dd/mm/yyyy hh:mm", "0.00%"]
    path = write.xlsx(tmp_path / "a.xlsx", {"S": sheet}, formats=formats)
    row = next(iter(open_table(path, Layout(None, None, 1))))
    assert row.cells == (
        "2024-05-09", "0101210000", "0.1", "2024-05-09 12:00:00", "TRUE", "Abc", "#DIV/0!", "", "abcd", "0.25",
        "8540000000", "2024-05-09",
    )  # fmt: skip
    kinds = [type(cell) for cell in row.cells]
    assert kinds == [
        DateCell, NumberCell, NumberCell, DateCell, str, str, BadCell, BadCell, str, NumberCell, NumberCell, DateCell,
    ]  # fmt: skip
    assert row.reject is not None and row.reject.rule == "formula_error"
    later = write.xlsx(tmp_path / "b.xlsx", {"S": sheet}, formats=formats, epoch_1904=True)
    assert next(iter(open_table(later, Layout(None, None, 1)))).cells[0] == "2028-05-10"


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ('<c r="B2"><f>A1+1</f></c>', "formula_without_value"),
        ('<c r="B2"><f>A1+1</f><v></v></c>', "formula_without_value"),
        ('<c r="B2" t="e"><v>#N/A</v></c>', "formula_error"),
        ('<c r="B2" s="1"><v>60</v></c>', "bad_cell"),
        ('<c r="B2" s="1"><v>-5</v></c>', "bad_cell"),
        ('<c r="B2" t="s"><v>99</v></c>', "bad_cell"),
        ('<c r="B2"><v>1e999</v></c>', "bad_cell"),
    ],
)
def test_a_cell_without_a_value_is_a_reject_where_it_is_read(tmp_path: Path, cell: str, rule: str) -> None:
    head = "".join(f'<c r="{place}1" t="inlineStr"><is><t>{place}</t></is></c>' for place in "AB")
    rest = '<c r="A2" t="inlineStr"><is><t>x</t></is></c>'
    path = write.xlsx(
        tmp_path / "a.xlsx", {"S": f'<sheetData><row r="1">{head}</row><row r="2">{rest}{cell}</row></sheetData>'}
    )
    row = read(path, layout("A", "B"))[0]
    assert row.reject is not None
    assert (row.reject.rule, row.reject.column, row.line) == (rule, "B", 2)
    assert read(path, layout("A"))[0].reject is None


def test_formulas_and_notes_of_an_ods_are_told_from_values(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell table:formula="of:=[.A1]+1"/>'
        '<table:table-cell office:value-type="float" office:value="101"><text:p>0101</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2024-05-09T00:00:00"/>'
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation>'
        '<text:p>a<text:s text:c="2"/>b<text:tab/><text:span>c</text:span></text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
        '<table:table-cell table:number-columns-repeated="16000"/>'
    )
    head = "".join(f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in "ABCDEF")
    rows = (
        f'<table:table-row>{head}</table:table-row><table:table-row table:number-rows-repeated="2">{cells}'
        '</table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    )
    path = write.ods(tmp_path / "a.ods", {"S": rows})
    found = read(path, Layout(None, None, 1))
    assert [(row.line, row.cells) for row in found] == [
        (line, ("", "0101", "2024-05-09", "a  b\tc", "7", "7")) for line in (2, 3)
    ]
    assert [type(cell) for cell in found[0].cells] == [BadCell, NumberCell, DateCell, str, NumberCell, NumberCell]


def test_repetitions_that_make_a_sheet_endless_are_refused(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>x</text:p></table:table-cell>"
    rows = f'<table:table-row table:number-rows-repeated="999999999">{cell}</table:table-row>'
    with pytest.raises(SourceError, match="repeats rows beyond row 1,048,576"):
        read(write.ods(tmp_path / "a.ods", {"S": rows}), Layout(None, None, 1))
    wide = cell.replace("<table:table-cell>", '<table:table-cell table:number-columns-repeated="99999999">')
    for wider in (wide, wide.replace("99999999", "1000000000"), wide.replace("99999999", "9" * 30)):
        with pytest.raises(SourceError, match="limit columns"):
            read(write.ods(tmp_path / "b.ods", {"S": f"<table:table-row>{wider}</table:table-row>"}), layout("x"))
    with pytest.raises(SourceError, match="repeats rows beyond row 1,048,576"):
        read(write.ods(tmp_path / "c.ods", {"S": rows.replace("999999999", "9" * 30)}), layout("x"))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ('<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>', "the cell B2 twice or out of order"),
        ('<row r="2"><c r="C2"><v>1</v></c><c r="A2"><v>2</v></c></row>', "the cell A2 twice or out of order"),
        ('<row r="2"><c r="-1"><v>1</v></c></row>', "a cell '-1', which is no place"),
        ('<row r="2"><c r=""><v>1</v></c></row>', "a cell '', which is no place"),
        ('<row r="2"><c r="A"><v>1</v></c></row>', "a cell 'A', which is no place"),
        ('<row r="abc"><c r="A2"><v>1</v></c></row>', "a row numbered 'abc' after row 1"),
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A3"><v>1</v></c></row>', "numbered '2' after row 2"),
    ],
)
def test_cells_and_rows_that_stand_nowhere_or_twice_refuse_the_sheet(tmp_path: Path, cells: str, words: str) -> None:
    head = "".join(f'<c r="{place}1" t="inlineStr"><is><t>{place}</t></is></c>' for place in "ABC")
    body = '<sheetData><row r="1">{head}</row>{cells}</sheetData>'
    assert read(write.xlsx(tmp_path / "a.xlsx", {"S": body.format(head=head, cells="")}), layout("A", "B")) == []
    path = write.xlsx(tmp_path / "b.xlsx", {"S": body.format(head=head, cells=cells)})
    with pytest.raises(SourceError, match=f"its sheet S has .*{words}"):
        read(path, layout("A", "B"))


def test_nested_json_is_read_by_paths_and_its_numbers_keep_their_digits(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"no": 1, "seller": {"name": "A", "ids": [{"inn": "77"}]}, "via": ["TR", "KZ"], "net": 1.50, "x": {"y": 1}}\n'
        "\n"
        '{"no": 2, "seller": null, "net": 8.54E+09, "left": "out"}\n'
        "[1, 2]\n"
        '{"no": 3, \n'
        '{"no": 4, "no": 5}\n',
        encoding="utf-8",
    )
    wanted = ("no", "seller.name", "seller.ids[0].inn", "via", "net")
    reader = open_table(path, Layout(None, None, None, columns=wanted, ignore=frozenset({"left"})))
    rows = list(reader)
    assert reader.read_headers() == {"": (*wanted, "(rest)")}
    assert [(row.line, row.cells) for row in rows[:2]] == [
        (1, ("1", "A", "77", "TR; KZ", "1.50", '{"x.y": "1"}')),
        (3, ("2", "", "", "", "8.54E+09", '{"left": "out"}')),
    ]
    assert [row.reject.rule for row in rows[2:] if row.reject] == ["not_an_object", "not_json", "name_twice"]
    assert reader.unread == ["x.y"]


def test_a_list_of_items_is_taken_apart_into_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"no": "D1", "items": [{"hs": "854231", "n": 1}, {"hs": "880730", "n": 2}]}\n{"no": "D2"}\n')
    rows = read(path, Layout(None, None, None, columns=("no", "items[].hs")))
    assert [(row.line, *row.cells[:2]) for row in rows] == [(1, "D1", "854231"), (1, "D1", "880730"), (2, "D2", "")]
    with pytest.raises(SourceError, match=r"only one list can be taken apart"):
        read(path, Layout(None, None, None, columns=("items[].hs", "others[].x")))


def test_parquet_keeps_types_and_reads_what_is_nested(tmp_path: Path) -> None:
    import decimal

    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    table = pa.table(
        {
            "day": [date(2024, 5, 9), None],
            "at": [datetime(2024, 5, 9, 12), datetime(2024, 5, 10)],
            "n": pa.array([1, 2], pa.int64()),
            "f": [0.1, float("nan")],
            "d": [decimal.Decimal("1.20"), decimal.Decimal("1000.00")],
            "b": pa.array([b"text", b"\xff\x00"], pa.binary()),
            "t": pa.array(["x", "y"]).dictionary_encode(),
            "yes": [True, None],
        }
    )
    pq.write_table(table, path)
    rows = read(path, Layout(None, None, None))
    assert [row.cells for row in rows] == [
        ("2024-05-09", "2024-05-09 12:00:00", "1", "0.1", "1.2", "text", "x", "true"),
        ("", "2024-05-10", "2", "", "1000", "0xff00", "y", ""),
    ]
    assert (rows[0].reject, rows[1].reject and rows[1].reject.rule) == (None, "bad_cell")
    who = {"name": "A", "ids": [{"inn": "77"}, {"inn": "78"}]}
    nested = pa.table({"Net [kg]": [1], "who": [who], "z": [["p", "q"]]})
    pq.write_table(nested, path)
    reader = open_table(path, Layout(None, None, None, columns=("Net [kg]", "who.name", "who.ids[1].inn", "z")))
    assert next(iter(reader)).cells == ("1", "A", "78", "p; q", '{"who.ids[0].inn": "77"}')


def test_a_file_is_not_what_the_mapping_says(tmp_path: Path) -> None:
    path = written(tmp_path, "a.xlsx", GRID)
    with pytest.raises(SourceError, match=r"is xlsx by its content, where the mapping says file\.format: ods"):
        open_table(path, layout(format="ods"))


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/workbook.xml", b" " * (1 << 26))
    return path


def liar(path: Path) -> Path:
    """A container whose directory says that the sheet is smaller than it is."""
    whole = write.xlsx(path, {"S": [["a", "b"]] * 5000}).read_bytes()
    with zipfile.ZipFile(path) as container:
        size = container.getinfo("xl/worksheets/s1.xml").file_size
    path.write_bytes(whole.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    return path


def cut(path: Path) -> Path:
    whole = write.xlsx(path, {"S": GRID}).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def doctype(path: Path) -> Path:
    head = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return write.ods(path, {"S": GRID}, head=head)


def cut_xml(path: Path) -> Path:
    return write.xlsx(path, {"S": '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></wrong>'})


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (bomb, r"xl/workbook.xml says it unpacks to 67,108,864 bytes, .* times its packed size; .*limit ratio"),
        (liar, "is cut off or (damaged|no XML)|no XML"),
        (cut, "cut off or damaged: get the file anew"),
        (doctype, "has a DOCTYPE"),
        (cut_xml, "is cut off or no XML"),
        (lambda path: write.ole(path, {"EncryptedPackage": b"x"}), "under a password"),
        (lambda path: write.ole(path, {"WordDocument": b"x"}), "an old Word file"),
        (lambda path: write.ole(path, {"Workbook": b"x" * 5000}), "is cut off or damaged"),
        (lambda path: write.zipped(path, {"word/document.xml": "x"}), "a Word document"),
        (lambda path: write.zipped(path, {"a.txt": "x"}), "a zip container that no loader reads"),
        (lambda path: write.zipped(path, {"xl/workbook.xml": "<a/>"}), "workbook without a sheet"),
        (lambda path: path.write_bytes(b"PAR1" + b"x" * 100) and path, "is cut off or damaged"),
        (lambda path: write.xlsx(path, {"S": [["No"]]}), "reads the column 'Имя', which the table does not have"),
    ],
)
def test_a_broken_container_is_an_error_in_words(tmp_path: Path, make: Callable[[Path], Path], words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(make(tmp_path / "a.bin"))


def test_limits_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "a.xlsx", GRID)
    for limits, words in (
        (Limits(members=2), "limit members"),
        (Limits(unpacked_bytes=100), "limit unpacked_bytes"),
        (Limits(part_bytes=10), "limit part_bytes"),
        (Limits(columns=2), "limit columns"),
    ):
        with pytest.raises(SourceError, match=words):
            read(path, layout(limits=limits))
    one_row = write.xlsx(tmp_path / "b.xlsx", {"S": f"<sheetData><row>{'<c/>' * 100_000}</row></sheetData>"})
    with pytest.raises(SourceError, match="limit line_bytes"):
        read(one_row, layout(limits=Limits(line_bytes=4096)))
    rows = read(path, layout(limits=Limits(cell_chars=5)))
    assert [row.reject.rule if row.reject else None for row in rows] == ["long_cell", "long_cell", "long_cell"]
    parquet = written(tmp_path, "a.parquet", GRID)
    with pytest.raises(SourceError, match="limit group_bytes"):
        read(parquet, layout(limits=Limits(group_bytes=10)))


def test_links_and_outside_parts_are_never_followed(tmp_path: Path) -> None:
    rels = (
        f'<Relationships xmlns="{write.PACKAGE}"><Relationship Id="rId1" Type="{write.LINK}/worksheet" '
        'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    path = write.xlsx(tmp_path / "a.xlsx", {"S": GRID}, extra={"xl/_rels/workbook.xml.rels": rels.encode()})
    with pytest.raises(SourceError, match="without a sheet"):
        read(path)


def test_the_files_of_the_russian_customs_are_read(shared_data: Path) -> None:
    folder = shared_data / "official_trade_statistics"
    rows = read(folder / "WEB_UTSA_04.xls", Layout(None, None, 43, sheets=("1",)))
    assert [row.cells[0] for row in rows[:3]] == ["Январь", "Февраль", "Март"]
    assert rows[0].cells[1:3] == ("47978.5138", "32396.7115")
    book = read(folder / "WEB_UTSA_02.xlsx", Layout(None, None, 18))
    assert book[0].cells[1:4] == ("ВСЕГО:", "-", "23324.6")


@pytest.mark.parametrize("form", ["xlsx", "ods", "parquet", "jsonl", "csv"])
def test_broken_bytes_are_an_error_or_a_reject_and_never_more(tmp_path: Path, form: str) -> None:
    """Bytes changed, lost and added at random, within the parts of a container too."""
    import io
    import random

    rng = random.Random(form)
    good = written(tmp_path, f"good.{form}", GRID).read_bytes()

    def broken(data: bytes) -> bytes:
        changed = bytearray(data)
        for _ in range(rng.choice([1, 2, 5])):
            place = rng.randrange(len(changed))
            match rng.randrange(4):
                case 0:
                    changed[place] = rng.randrange(256)
                case 1:
                    del changed[place : place + rng.randrange(1, 40)]
                case 2:
                    changed[place:place] = rng.randbytes(9)
                case _:
                    changed = changed[: place + 1]
            changed = changed or bytearray(b"x")
        return bytes(changed)

    def broken_part(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            chosen = rng.choice(old.namelist())
            for name in old.namelist():
                new.writestr(name, broken(old.read(name)) if name == chosen else old.read(name))
        return out.getvalue()

    path, outcomes = tmp_path / f"broken.{form}", set()
    for attempt in range(60):
        path.write_bytes(broken_part(good) if form in ("xlsx", "ods") and attempt % 2 else broken(good))
        try:
            outcomes.add(len(read(path)) >= 0)
        except SourceError as error:
            outcomes.add(str(error).startswith(str(path)))
    assert outcomes == {True}


def test_a_unit_that_a_number_format_shows_is_read_with_the_number(tmp_path: Path) -> None:
    from loaders.protocol import Notes
    from loaders.source import open_source
    from loaders.tables.loader import TradeTable
    from loaders.tables.mapping import load_mapping

    head = ("Sender", "To", "Goods", "Net", "Value", "Qty")
    names = "".join(
        f'<c r="{write.letters(index)}1" t="inlineStr"><is><t>{name}</t></is></c>' for index, name in enumerate(head)
    )
    words = "".join(
        f'<c r="{place}2" t="inlineStr"><is><t>{word}</t></is></c>'
        for place, word in zip("ABC", ("Paper Kite", "RU", "kites"), strict=True)
    )
    numbers = '<c r="D2" s="2"><v>1.234</v></c><c r="E2" s="3"><v>1234.5</v></c><c r="F2" s="4"><v>7</v></c>'
    sheet = f'<sheetData><row r="1">{names}</row><row r="2">{words}{numbers}</row></sheetData>'
    formats = ['#,##0.000" т"', "[$€-407]#,##0.00", '0" pcs"']
    path = write.xlsx(tmp_path / "a.xlsx", {"S": sheet}, formats=formats)
    mapping = tmp_path / "a.xlsx.mapping.yml"
    mapping.write_text(
        "version: 1\nname: x\nkind: trade\nsource: {publisher: Test (synthetic), synthetic: true}\n"
        "numbers: {decimal: ','}\nfile: {limits: {columns: 6}}\nfields:\n  consignor: {column: Sender}\n"
        "  destination: {column: To}\n  goods: {column: Goods}\n  net_kg: {column: Net}\n  value: {column: Value}\n"
        "  quantity: {column: Qty}\n",
        encoding="utf-8",
    )
    entry = next(iter(TradeTable(load_mapping(mapping)).entries(open_source(path), Notes())))
    claim = entry.claims[0]
    assert (claim.weight_kg, claim.value, claim.quantity) == ("1234", Amount("1234.5", currency="EUR"), Amount("7"))
    assert entry.cells[3:] == ("1.234 т", "1234.5 €", "7 pcs")
    mapping.write_text(mapping.read_text("utf-8").replace("columns: 6", "columns: 5"), encoding="utf-8")
    with pytest.raises(SourceError, match="limit columns"):
        list(TradeTable(load_mapping(mapping)).entries(open_source(path), Notes()))


def test_figures_that_a_workbook_stores_as_numbers_are_read_as_such(tmp_path: Path) -> None:
    from loaders.protocol import Notes
    from loaders.source import open_source
    from loaders.tables.loader import TradeTable
    from loaders.tables.mapping import load_mapping

    path = write.xlsx(tmp_path / "a.xlsx", {"S": [["Code", "Year", "Value"], ["854231", 2023, 1.234]]})
    mapping = tmp_path / "a.xlsx.mapping.yml"
    mapping.write_text(
        "version: 1\nname: x\nkind: flow\nsource: {publisher: Test (synthetic), synthetic: true}\n"
        "numbers: {decimal: ','}\nfields:\n  reporter: {const: RU}\n  partner: {const: CN}\n"
        "  direction: {const: export}\n"
        "  hs: {column: Code}\n  year: {column: Year}\n  value: {column: Value, unit: USD}\n",
        encoding="utf-8",
    )
    entry = next(iter(TradeTable(load_mapping(mapping)).entries(open_source(path), Notes())))
    assert entry.reject is None, entry.reject
    assert entry.claims[0].value == Amount("1.234", currency="USD")
