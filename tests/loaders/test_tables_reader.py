"""The reader: right line numbers, strict bytes, and one bad line never costs a good one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from loaders.tables import reader
from loaders.tables.reader import Layout, Row, TableReader


def rows(path: Path, content: str | bytes, **layout: object) -> list[Row]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(TableReader(path, Layout(**layout)))  # type: ignore[arg-type]


def test_a_row_over_several_lines_counts_by_its_first_line(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.csv", 'a,b\r\n1,"x\ny\nz"\n\n2,w\n')
    assert [(row.line, row.cells) for row in found] == [(2, ("1", "x\ny\nz")), (6, ("2", "w"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "cp1254", "gb18030", "utf-16"])
def test_encodings_keep_their_letters_and_line_numbers(tmp_path: Path, encoding: str) -> None:
    word = {"cp1251": "Насос", "cp1254": "Şirket", "gb18030": "无人机零件"}.get(encoding, "Şirket 无人机 Насос")
    content = f"name,n\n{word},1\n{word},2\n".encode(encoding)
    found = rows(tmp_path / "t.csv", content, encoding=encoding)
    assert [(row.line, row.cells) for row in found] == [(2, (word, "1")), (3, (word, "2"))]


def test_a_stray_quotation_mark_costs_no_good_row(tmp_path: Path) -> None:
    good = "".join(f"{n},name {n},{n * 7}\n" for n in range(1, 11_000))
    found = rows(tmp_path / "t.csv", f'id,name,n\n0,"stray,5\n{good}')
    assert len(found) == 11_000
    assert found[0] == Row(2, ("0", '"stray', "5"), stray=True)
    assert not any(row.reject for row in found)
    assert found[-1] == Row(11_001, ("10999", "name 10999", "76993"))


def test_two_stray_marks_do_not_join_the_rows_between_them(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.csv", 'id,name,n\n1,"one,5\n2,two,6\n3,three",7\n')
    assert [row.cells for row in found] == [("1", '"one', "5"), ("2", "two", "6"), ("3", 'three"', "7")]


def test_a_stray_mark_in_a_row_that_does_not_fit_is_a_reject_of_that_row_alone(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.csv", 'id,name,n\n1,"one,x,5\n2,two,6\n')
    assert found[0].reject is not None
    assert (found[0].line, found[0].reject.rule) == (2, "stray_quote")
    assert found[1] == Row(3, ("2", "two", "6"))


def test_quotes_inside_a_cell_and_inches_are_read(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.csv", 'id,name\n1,"say ""hi"", twice"\n2,12" pipe\n')
    assert [row.cells for row in found] == [("1", 'say "hi", twice'), ("2", '12" pipe')]


def test_ragged_rows_and_repeated_headers_are_rejects(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.csv", "a,b,c\n1,2\n1,2,3,4\n1,2,3,,\na,b,c\n,,\n4,5,6\n")
    assert [(row.line, row.reject.rule if row.reject else None) for row in found] == [
        (2, "ragged_row"),
        (3, "ragged_row"),
        (4, None),
        (5, "repeated_header"),
        (7, None),
    ]
    assert found[2].cells == ("1", "2", "3")


HEADER = "ref,goods,qty,value,remark\n"


@pytest.mark.parametrize("row", ["Z-2,propellers,13,1,234.50,", "Z-3,antennas,1,200,77.50,", "Z-4,antennas,1,7.5,,"])
def test_a_row_with_a_cell_too_many_is_refused_though_its_last_cell_is_empty(tmp_path: Path, row: str) -> None:
    columns = ("ref", "goods", "qty", "value")
    found = rows(tmp_path / "t.csv", f"{HEADER}Z-1,propellers,12,540.50,\n{row}\n", columns=columns)
    assert found[0].reject is None
    assert found[1].reject is not None
    assert (found[1].reject.rule, found[1].line) == ("ragged_row", 3)
    assert "has 6 cells where the header has 5" in found[1].reject.message


def test_delimiters_that_nearly_all_rows_end_with_are_left_out_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    good = [f"Z-{n},propellers,{n},540.50,," for n in range(1, 20)]
    path.write_text(HEADER + "\n".join([*good, "Z-20,propellers,13,1,234.50,,", "Z-21,propellers,5,7.5,"]) + "\n")
    reader_ = TableReader(path, Layout(columns=("ref", "value")))
    for _ in range(2):
        found = list(reader_)
        assert [row.line for row in found if row.reject] == [21]
        assert {len(row.cells) for row in found if not row.reject} == {5}
    assert reader_.notices == ["nearly all rows end with empty cells beyond the header (1), which were left out"]


def test_few_rows_with_a_cell_too_many_prove_nothing(tmp_path: Path) -> None:
    content = HEADER + "Z-2,propellers,13,1,234.50,\nZ-3,propellers,14,1,235.50,\n"
    found = rows(tmp_path / "t.csv", content, columns=("ref", "value"))
    assert [row.reject and row.reject.rule for row in found] == ["ragged_row", "ragged_row"]


def test_a_wrong_byte_rejects_its_row_and_names_the_byte(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.csv", b"a,b\n1,x\n2,\xff\n3,z\n")
    assert [row.reject.rule if row.reject else None for row in found] == [None, "encoding", None]
    assert found[1].reject is not None
    assert "0xff" in found[1].reject.message


def test_wrong_bytes_in_utf_16_are_an_error_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"is not utf-16 .* position 18-19"):
        rows(tmp_path / "t.csv", "a,b\n1,2\n".encode("utf-16") + b"\x00\xd8\x00\x00", encoding="utf-16")


def test_an_endless_line_is_an_error_and_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.write(b"a,b\n1,2\n")
        stream.truncate(1 << 30)  # a gigabyte of zero bytes without a newline, as a sparse file
    with pytest.raises(SourceError, match="row 3: a line may be 4 MiB long"):
        list(TableReader(path, Layout()))


def test_carriage_returns_alone_end_lines(tmp_path: Path) -> None:
    assert [row.cells for row in rows(tmp_path / "t.csv", "a,b\r1,2\r3,4\r")] == [("1", "2"), ("3", "4")]


@pytest.mark.parametrize(
    ("content", "layout", "words"),
    [
        ("a,b\n", {"header_row": 3}, "has no line 3"),
        ("\n\na,b\n", {}, "blank line"),
        ("a,b\n1,2\n", {"encoding": "klingon"}, "'klingon' is not known"),
    ],
)
def test_a_file_without_readable_header_is_an_error(
    tmp_path: Path, content: str, layout: dict[str, object], words: str
) -> None:
    with pytest.raises(SourceError, match=words):
        rows(tmp_path / "t.csv", content, **layout)


@given(
    table=st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8), min_size=3, max_size=3
        ),
        max_size=12,
    )
)
def test_what_a_csv_writer_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    import csv
    import io

    kept = [row for row in table if any(cell.strip(", \t\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0") for cell in row)]
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["h1", "h2", "h3"], *kept])
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    found = rows(path, stream.getvalue())
    assert [list(row.cells) for row in found if row.reject is None] == [
        row for row in kept if row != ["h1", "h2", "h3"]
    ]


def test_the_limits_are_those_of_the_docs() -> None:
    assert (reader.LINE_LIMIT, reader.RECORD_LINES) == (4 << 20, 200)
