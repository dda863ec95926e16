"""Writes small tables in every format; workbooks byte by byte, so that what is odd or broken can be written too."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | bool | None
Grid = Sequence[Sequence[Cell]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def letters(column: int) -> str:
    """Column from 0 as letters."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def xlsx(
    path: Path,
    sheets: Mapping[str, Grid | str],
    *,
    hidden: Sequence[str] = (),
    epoch_1904: bool = False,
    formats: Sequence[str] = (),
    shared: bool = True,
    extra: Mapping[str, bytes] | None = None,
    merges: Mapping[str, Sequence[str]] | None = None,
) -> Path:
    """Write an XLSX workbook; a sheet given as text is the inside of its worksheet element, raw.

    `merges` names the merged ranges of a sheet, such as B2:B4.
    """
    texts: dict[str, int] = {}

    def cell(value: Cell, place: str) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{place}"><v>{value!r}</v></c>'
        if shared:
            return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    def body(grid: Grid | str) -> str:
        if isinstance(grid, str):
            return grid
        rows = []
        for number, row in enumerate(grid, start=1):
            cells = "".join(cell(value, f"{letters(index)}{number}") for index, value in enumerate(row))
            rows.append(f'<row r="{number}">{cells}</row>')
        return f"<sheetData>{''.join(rows)}</sheetData>"

    parts: dict[str, str | bytes] = {}
    entries, links = [], []
    for number, (name, grid) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name in hidden else ""
        entries.append(f'<sheet name={quoteattr(name)} sheetId="{number}"{state} r:id="rId{number}"/>')
        links.append(f'<Relationship Id="rId{number}" Type="{LINK}/worksheet" Target="worksheets/s{number}.xml"/>')
        ranges = "".join(f'<mergeCell ref="{place}"/>' for place in (merges or {}).get(name, ()))
        joined = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
        parts[f"xl/worksheets/s{number}.xml"] = f'<worksheet xmlns="{MAIN}">{body(grid)}{joined}</worksheet>'
    links.append(f'<Relationship Id="t" Type="{LINK}/sharedStrings" Target="sharedStrings.xml"/>')
    links.append(f'<Relationship Id="s" Type="{LINK}/styles" Target="styles.xml"/>')
    own = "".join(f'<numFmt numFmtId="{164 + i}" formatCode={quoteattr(code)}/>' for i, code in enumerate(formats))
    used = "".join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(formats)))
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>{used}'
        "</cellXfs></styleSheet>"
    )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINK}"><workbookPr date1904="{int(epoch_1904)}"/>'
        f"<sheets>{''.join(entries)}</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>'
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{LINK}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    )
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    return zipped(path, parts | dict(extra or {}))


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write a zip container."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return path


ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def ods(path: Path, sheets: Mapping[str, Grid | str], *, hidden: Sequence[str] = (), head: str = "") -> Path:
    """Write an ODS spreadsheet; a sheet given as text is the inside of its table element, raw."""

    def cell(value: Cell) -> str:
        if value is None or value == "":
            return "<table:table-cell/>"
        if isinstance(value, bool):
            return (
                f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}">'
                f"<text:p>{str(value).upper()}</text:p></table:table-cell>"
            )
        if isinstance(value, (int, float)):
            return (
                f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value!r}</text:p>'
                "</table:table-cell>"
            )
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    tables = []
    for name, grid in sheets.items():
        style = "off" if name in hidden else "on"
        if isinstance(grid, str):
            inside = grid
        else:
            inside = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in grid)
        tables.append(f'<table:table table:name={quoteattr(name)} table:style-name="{style}">{inside}</table:table>')
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for name, shown in (("on", "true"), ("off", "false"))
    )
    content = (
        f"{head}<office:document-content {ODS_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode("utf-8")}
    )


def xls(path: Path, sheets: Mapping[str, Grid], *, epoch_1904: bool = False) -> Path:
    """Write an XLS workbook (BIFF8) within an OLE container; [MS-XLS] and [MS-CFB]."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def cells(grid: Grid) -> bytes:
        out = b""
        for row, values in enumerate(grid):
            for column, value in enumerate(values):
                place = struct.pack("<HHH", row, column, 0)
                if isinstance(value, bool):
                    out += record(0x0205, place + struct.pack("<BB", value, 0))
                elif isinstance(value, (int, float)):
                    out += record(0x0203, place + struct.pack("<d", value))
                elif value:
                    raw = value.encode("utf-16-le")
                    out += record(0x0204, place + struct.pack("<HB", len(raw) // 2, 1) + raw)
        return out

    begin, end = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6)), record(0x000A, b"")
    bodies = []
    for grid in sheets.values():
        size = struct.pack("<IIHHH", 0, len(grid), 0, max(map(len, grid), default=0), 0)
        start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6)) + record(0x0200, size)
        bodies.append(start + cells(grid) + end)
    head = begin + record(0x0042, struct.pack("<H", 1200)) + record(0x0022, struct.pack("<H", epoch_1904))
    head += record(0x00E0, struct.pack("<HH", 0, 0) + bytes(16))
    names = [name.encode("utf-16-le") for name in sheets]
    offset = len(head) + sum(4 + 8 + len(name) for name in names) + len(end)
    for name, body in zip(names, bodies, strict=True):
        head += record(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(name) // 2, 1) + name)
        offset += len(body)
    return ole(path, {"Workbook": head + end + b"".join(bodies)})


def ole(path: Path, streams: Mapping[str, bytes]) -> Path:
    """Write an OLE container whose streams lie in its large sectors."""
    chains, data = [], b""
    for content in streams.values():
        content = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        chains.append((len(data) // 512, len(content) // 512))
        data += content
    used = len(data) // 512
    directory = _ole_entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)
    for number, (name, (start, count)) in enumerate(zip(streams, chains, strict=True), start=1):
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        directory += _ole_entry(name, 2, start, count * 512, 0xFFFFFFFF, right)
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    sectors = used + len(directory) // 512
    tables = -(-(sectors + 1) // 127)
    fat: list[int] = []
    for start, count in [*chains, (used, len(directory) // 512)]:
        fat += [*range(start + 1, start + count), 0xFFFFFFFE]
    fat += [0xFFFFFFFD] * tables
    fat += [0xFFFFFFFF] * (tables * 128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, used, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    places = [sectors + number for number in range(tables)] + [0xFFFFFFFF] * (109 - tables)
    path.write_bytes(head + struct.pack("<109I", *places) + data + directory + struct.pack(f"<{len(fat)}I", *fat))
    return path


def _ole_entry(name: str, kind: int, start: int, size: int, child: int, right: int = 0xFFFFFFFF) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    entry = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def csv_text(grid: Grid, delimiter: str = ",") -> str:
    """A grid as CSV, quoted where it has to be."""
    import csv
    import io

    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(grid)
    return stream.getvalue()


def jsonl(path: Path, grid: Grid) -> Path:
    """Write a grid as JSON Lines, its first row as names."""
    names = [str(name) for name in grid[0]]
    lines = [json.dumps(dict(zip(names, row, strict=False)), ensure_ascii=False) for row in grid[1:]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def parquet(path: Path, grid: Grid, group: int = 2) -> Path:
    """Write a grid as Parquet, its first row as names, each column of one type."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {str(name): [row[index] for row in grid[1:]] for index, name in enumerate(grid[0])}
    pq.write_table(pa.table(columns), path, row_group_size=group)
    return path
