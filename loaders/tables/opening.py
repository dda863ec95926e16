"""One way to open a table, whatever its format: `open_table(path, layout)`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from graph.errors import SourceError
from graph.model import Reject
from loaders.tables.containers import OLE, PARQUET, ZIP, ole_content, zip_content
from loaders.tables.encodings import settle_encoding
from loaders.tables.frame import find_header, held, stacked
from loaders.tables.layout import Format, Layout, Reader, tidy
from loaders.tables.reader import TableReader, codec, heads
from loaders.tables.sheets import SheetReader

DELIMITERS = ",;\t|"
HEAD = 1 << 16


def sniff_format(path: Path) -> Format:
    """Tell by its content in which format a table is; text that is no JSON counts as csv.

    Raises:
        SourceError: it cannot be read, or is a container that holds no table; says what it is.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path) from error
    kind, what = container_format(path, head)
    if kind is not None:
        return kind
    if what:
        raise SourceError(f"is {what}", path)
    return "jsonl" if begins_with_object(head) else "csv"


def container_format(path: Path, head: bytes) -> tuple[Format | None, str]:
    """Tell what a container holds.

    Returns:
        the format or None, and what it is in words; "" for what is no container.
    """
    if head.startswith((ZIP, b"PK\x05\x06")):
        found, what = zip_content(path)
        return ("xlsx" if found == "xlsx" else "ods" if found == "ods" else None), what
    if head.startswith(OLE):
        found, what = ole_content(path)
        return ("xls" if found == "xls" else None), what
    if head.startswith(PARQUET):
        return "parquet", "a table (Parquet)"
    return None, ""


def begins_with_object(head: bytes) -> bool:
    """Whether the first line is a whole JSON object."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0].strip()
    if not line.startswith(b"{"):
        return False
    if len(line) > HEAD // 2:
        return True  # a line longer than the head
    with suppress(ValueError, RecursionError):
        return isinstance(json.loads(line), dict)
    return False


def open_table(path: Path, layout: Layout) -> Reader:
    """Open a table of any format for reading; its content settles what the layout leaves open.

    Args:
        path: the file.
        layout: what is known of it (of a mapping: `Mapping.layout`); Layout(encoding=None, delimiter=None,
            header_row=None) for nothing.

    Returns:
        a reader: `read_headers()` gives sheet -> column names, iterating yields Rows, `notices` says what was settled.

    Raises:
        SourceError: it is no table, not of the format that the layout names, damaged, or above a limit.
    """
    found = sniff_format(path)
    wanted = layout.format or found
    if wanted == "tsv":
        layout, wanted = replace(layout, delimiter=layout.delimiter or "\t"), "csv"
    if wanted != found and not (wanted == "jsonl" and found == "csv"):
        raise SourceError(f"is {found} by its content, where the mapping says file.format: {layout.format}", path)
    layout = replace(layout, format=wanted)
    match wanted:
        case "xlsx":
            from loaders.tables.xlsx import XlsxReader

            return XlsxReader(path, layout)
        case "ods":
            from loaders.tables.ods import OdsReader

            return OdsReader(path, layout)
        case "xls":
            from loaders.tables.xls import XlsReader

            return XlsReader(path, layout)
        case "parquet":
            from loaders.tables.parquet import ParquetReader  # what it needs takes half a second to import

            return ParquetReader(path, layout)
        case "jsonl":
            from loaders.tables.jsonl import JsonLinesReader

            return JsonLinesReader(path, layout)
        case _:
            return _open_text(path, layout)


def header_lines(path: Path, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a workbook or a Parquet file that may hold the column names, hidden sheets left out.

    Raises:
        SourceError: it cannot be read.
    """
    reader = open_table(path, Layout(None, None, None))
    if not isinstance(reader, SheetReader):
        yield from reader.read_headers().values()
        return
    for sheet in reader.sheets():
        if not sheet.hidden:
            with closing(reader.grid(sheet)) as rows:
                for _, cells in islice(rows, most):
                    yield tuple(tidy(cell) for cell in cells)


def _open_text(path: Path, layout: Layout) -> TableReader:
    encoding, how = settle_encoding(path, layout)
    layout = replace(layout, encoding=codec(encoding, path))
    if layout.delimiter is None:
        layout = replace(layout, delimiter=_delimiter(path, layout))
    reader = TableReader(path, layout)
    if how:
        reader.notices.append(how)
    return reader


def _delimiter(path: Path, layout: Layout) -> str:
    """Take the sign that cuts a line into the wanted columns; without any, the one that cuts the lines most alike."""
    best, most = ",", (-1, -1, -1.0)
    first: list[tuple[int, str | Reject]] = []
    with closing(TableReader(path, layout).lines()) as stream:
        lines = iter(stream)
        sizes = (1, 5, 20, layout.limits.header_lines) if layout.columns else (30,)
        for size in (size + (layout.header_row or 1) - 1 for size in sizes):
            first.extend(islice(lines, size - len(first)))
            for delimiter in DELIMITERS:
                with suppress(csv.Error):
                    score = _score([(number, cells) for number, cells, _ in heads(first, delimiter)], layout)
                    if score > most:
                        best, most = delimiter, score
            if most[0] >= max(1, len(set(layout.columns) - layout.optional)) or len(first) < size:
                break
    return best


def _score(records: list[tuple[int, tuple[str, ...]]], layout: Layout) -> tuple[int, int, float]:
    if layout.columns:
        records = stacked(records, layout)
        index = find_header(records, layout)
        fits = [len(held(layout, [tidy(cell) for cell in cells], layout.columns)) for _, cells in records]
        return fits[index] if index is not None else 0, max(fits, default=0), 0.0
    widths = [len(cells) for _, cells in records if len(cells) > 1]
    if not widths:
        return 0, 0, 0.0
    usual = max(set(widths), key=widths.count)
    alike = widths.count(usual) / len(records)
    return (1 if alike >= 0.5 else 0), 0, alike * min(usual, 50)
