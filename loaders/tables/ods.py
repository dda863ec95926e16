"""ODS spreadsheets as a stream of rows: flat memory, typed cells, formulas by their stored value only.

Source: OASIS OpenDocument 1.3, part 3, 9 (tables) and 19 (attributes).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.tables.containers import open_zip, small_part, stream_elements
from loaders.tables.layout import BadCell, DateCell, Layout, NumberCell
from loaders.tables.numeric import stored_number
from loaders.tables.sheets import GridRow, Ranges, Sheet, SheetReader

CONTENT = "content.xml"
ROWS = 1 << 20  # a sheet ends there; more come only out of a number of repetitions
MOST_DIGITS = 15
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NUMERIC = frozenset({"float", "percentage", "currency"})
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


class OdsReader(SheetReader):
    """Reads the sheets of one ODS file."""

    def __init__(self, path: Path, layout: Layout) -> None:
        super().__init__(path, layout)
        with open_zip(path, layout.limits) as container:
            manifest = small_part(container, "META-INF/manifest.xml", path, layout.limits)
            if manifest is not None and manifest.find(".//{*}encryption-data") is not None:
                raise SourceError("is under a password; open it, take the password off and save it anew", path)
            if CONTENT not in container.namelist():
                raise SourceError(f"has no {CONTENT}; get the file anew", path)
        self._sheets = tuple(self._find_sheets())
        if not self._sheets:
            raise SourceError("is a spreadsheet without a sheet", path)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets in their order."""
        return self._sheets

    def grid(self, sheet: Sheet) -> Generator[GridRow, None, None]:
        """Yield number and cells of the rows of a sheet."""
        number = 0
        for element in self._elements(sheet):
            times = _repeated(element, "rows")
            cells = self._cells(element)
            if cells:
                if number + times > ROWS:
                    raise SourceError(
                        f"its sheet {sheet.name} repeats rows beyond row {ROWS:,}, where a sheet ends", self.path
                    )
                for line in range(number + 1, number + times + 1):
                    yield line, cells
            number += times

    def merges(self, sheet: Sheet) -> Ranges:
        """Return the merged ranges of a sheet: first and last row from 1, first and last column from 0."""
        found, number = [], 1
        for element in self._elements(sheet):
            column = 0
            for cell in element.iterchildren(*CELLS):
                down = _count(cell.get(f"{TABLE}number-rows-spanned"))
                right = _count(cell.get(f"{TABLE}number-columns-spanned"))
                if down > 1 or right > 1:
                    right = min(right, self.layout.limits.columns)
                    found.append((number, number + down - 1, column, column + right - 1))
                column += _repeated(cell, "columns")
            number += _repeated(element, "rows")
        return found

    def _elements(self, sheet: Sheet) -> Iterator[Any]:
        """Yield the row elements of a sheet; a table that ends tells that the next one begins."""
        at = next(index for index, known in enumerate(self._sheets) if known is sheet)
        with open_zip(self.path, self.layout.limits) as container, container.open(CONTENT) as stream:
            tags = (f"{TABLE}table-row", f"{TABLE}table")
            index = 0
            for element in stream_elements(stream, tags, CONTENT, self.path, self.layout.limits):
                if element.tag == f"{TABLE}table":
                    if element.getparent().tag != f"{OFFICE}spreadsheet":
                        continue  # a table within a cell or a note
                    index += 1
                    if index > at:
                        return
                elif index == at and element.getparent() is not None and not _inside_cell(element):
                    yield element

    def _find_sheets(self) -> Iterator[Sheet]:
        """Yield the sheets; hidden is what its style says."""
        hidden: set[str] = set()
        with open_zip(self.path, self.layout.limits) as container, container.open(CONTENT) as stream:
            tags = (f"{STYLE}style", f"{TABLE}table", f"{TABLE}table-row")
            for element in stream_elements(stream, tags, CONTENT, self.path, self.layout.limits):
                if element.tag == f"{STYLE}style":
                    properties = element.find(f"{STYLE}table-properties")
                    if properties is not None and properties.get(f"{TABLE}display") == "false":
                        hidden.add(element.get(f"{STYLE}name") or "")
                elif element.tag == f"{TABLE}table" and element.getparent().tag == f"{OFFICE}spreadsheet":
                    yield Sheet(element.get(f"{TABLE}name") or "sheet", element.get(f"{TABLE}style-name") in hidden)

    def _cells(self, row: Any) -> tuple[str, ...]:
        cells: list[str] = []
        blank = 0
        widest = self.layout.limits.columns
        for cell in row.iterchildren(*CELLS):
            times = _repeated(cell, "columns")
            value = "" if cell.tag == CELLS[1] else _value(cell)
            if value == "" and type(value) is str:
                blank += times
                continue
            if len(cells) + blank + times > widest:
                raise SourceError(f"a row has more than {widest:,} columns (limit columns)", self.path)
            cells.extend([""] * blank + [value] * times)
            blank = 0
        return tuple(cells)


def _inside_cell(row: Any) -> bool:
    """Whether a row belongs to a table within a cell."""
    return any(parent.tag in CELLS for parent in row.iterancestors())


def _repeated(element: Any, what: str) -> int:
    return _count(element.get(f"{TABLE}number-{what}-repeated"))


def _count(text: str | None) -> int:
    """Return a number of repetitions; one that is too long to be read is more than any limit."""
    return int(text[:MOST_DIGITS]) if text is not None and text.isascii() and text.isdigit() else 1


def _value(cell: Any) -> str:
    kind = cell.get(f"{OFFICE}value-type")
    if cell.get("{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type") == "error":
        return BadCell(_text(cell) or "#ERROR")
    if kind is None:
        has_formula = cell.get(f"{TABLE}formula") is not None
        text = _text(cell)
        return BadCell("") if has_formula and not text else text
    if kind in NUMERIC:
        number = stored_number(cell.get(f"{OFFICE}value") or "")
        return _with_zeros(number, _text(cell)) if kind == "float" else number
    if kind == "date":
        day = (cell.get(f"{OFFICE}date-value") or "").replace("T", " ")
        return DateCell(day.removesuffix(" 00:00:00"))
    if kind == "boolean":
        return "TRUE" if cell.get(f"{OFFICE}boolean-value") == "true" else "FALSE"
    text = cell.get(f"{OFFICE}string-value")
    return text if text is not None and not len(cell) else _text(cell)


def _with_zeros(number: str, shown: str) -> str:
    """Return a whole number with the zeros before it that the sheet shows: 0101 stays what it is printed as."""
    if shown.startswith("0") and shown.isascii() and shown.isdigit() and shown.lstrip("0") == number.lstrip("0"):
        return NumberCell(shown)
    return number


def _text(cell: Any) -> str:
    """Return what a cell prints: paragraphs as lines; notes and drawings are no part of it."""
    return "\n".join("".join(_runs(part)) for part in cell.iterchildren(f"{TEXT}p", f"{TEXT}h"))


def _runs(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * min(_count(child.get(f"{TEXT}c")), 1000)
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        elif isinstance(child.tag, str) and not child.tag.startswith(OFFICE):
            yield from _runs(child)
        yield child.tail or ""
