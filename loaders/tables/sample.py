"""The column names and the first rows of a table about which nothing is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.head import look
from loaders.tables.choose import Header, headers
from loaders.tables.encodings import settle_encoding
from loaders.tables.layout import Layout, NumberCell
from loaders.tables.opening import open_table, sniff_format
from loaders.tables.shapes import Column
from loaders.tables.sheets import SheetReader
from loaders.tables.words import known_words, meanings

ROWS = 300  # rows that are looked at
CELLS = 100_000  # of a wide table fewer rows, but not fewer than
FEW_ROWS = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """What a table shows of itself.

    Attributes:
        path: the file.
        layout: how it is read.
        header: its column names.
        rows: its first rows, rejected ones left out; typed as the file types them.
        sheet: where they stand, for a workbook.
        lines: the line of each of the rows.
        merged: columns in which cells of several rows are merged.
    """

    path: Path
    layout: Layout
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str | None = None
    lines: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()

    def columns(self) -> Iterator[Column]:
        """Yield its named columns with their cells, the first of each name."""
        seen: set[str] = set()
        for index, name in enumerate(self.header):
            if name and name not in seen:
                seen.add(name)
                yield Column.of(name, [row[index] for row in self.rows], self.lines)


def sample(path: Path) -> Sample:
    """Find the column names of a table and read its first rows.

    Raises:
        SourceError: it is no table that can be read.
    """
    head = look(path)
    if sniff_format(path) == "jsonl":
        return _nested(path)
    found, encoding = _best(headers(path, head.encoding)), None
    if head.encoding is None and found is not None and found.layout.delimiter is not None:
        known = tuple(name for name in found.names if meanings(name))  # no others prove anything of how they are read
        encoding, _ = settle_encoding(path, replace(found.layout, columns=known))
        found = _best(headers(path, encoding))
    layout = Layout(None, None, None) if found is None else replace(found.layout, encoding=encoding)
    names = () if found is None else tuple(name for name in found.names if name)
    reader = open_table(path, replace(layout, columns=names))
    blocks = reader.read_headers()
    sheet, header = next(((name, held) for name, held in blocks.items() if set(names) <= set(held)), ("", ()))
    if not header:
        raise SourceError(
            "has no line of column names that can be found; name it in the mapping (file.header_row)", path
        )
    merged = tuple(reader.merged()) if isinstance(reader, SheetReader) else ()
    if merged:  # what is drafted of the rows holds when their merged cells count for each of them
        reader = open_table(path, replace(layout, columns=names, fill_down=merged))
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    for row in reader:
        if row.reject is None and (row.sheet or "") == sheet and len(row.cells) == len(header):
            rows.append(row.cells)
            lines.append(row.line)
        if len(rows) == max(FEW_ROWS, min(ROWS, CELLS // len(header))):
            break
    return Sample(path, reader.layout, header, tuple(rows), sheet or None, tuple(lines), merged)


def _nested(path: Path) -> Sample:
    """Take the paths of the first records of a file of JSON lines as its columns."""
    records: list[dict[str, str]] = []
    lines: list[int] = []
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        for number, line in enumerate(stream, 1):
            with suppress(ValueError, RecursionError):
                found: dict[str, str] = {}
                _flatten(json.loads(line), "", found)
                records.append(found)
                lines.append(number)
            if len(records) == ROWS:
                break
    header = tuple(dict.fromkeys(name for record in records for name in record))
    rows = tuple(tuple(record.get(name, "") for name in header) for record in records)
    return Sample(path, Layout(None, None, None, format="jsonl"), header, rows, None, tuple(lines))


def _flatten(value: Any, place: str, found: dict[str, str]) -> None:
    """Write the values of a record under their paths: `seller.name`, `items[].hs`; of a list of records the first."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, f"{place}.{key}" if place else str(key), found)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        _flatten(next(item for item in value if isinstance(item, dict)), f"{place}[]", found)
    elif isinstance(value, list):
        found[place] = "; ".join(map(str, value))
    elif value is not None and place:
        found[place] = NumberCell(value) if type(value) in (int, float) else str(value)


def _best(found: Iterator[Header]) -> Header | None:
    """Return the reading with most names that mean something; None where fewer than two do."""
    best, most = None, (1, 0.0)
    with suppress(SourceError):
        for header in found:
            named = [name for name in header.names if name]
            if len(set(named)) < 2:
                continue
            score = (known_words(named), -len(named) / 1000)
            if score > most:
                best, most = header, score
    return best
