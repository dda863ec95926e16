"""XLSX workbooks as a stream of rows: flat memory at any size, typed cells, formulas by their stored value only.

A library that hands out values alone cannot tell an empty cell from a formula that was never computed, or 0012 from 12;
and it holds a sheet as a whole. So the parts are read here, by the standard.

Source: ECMA-376, Office Open XML, part 1, 18.2 to 18.8 (SpreadsheetML).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.tables.containers import open_zip, small_part, stream_elements
from loaders.tables.layout import BadCell, DateCell, Layout, NumberCell, Row, UnitCell
from loaders.tables.numeric import stored_number
from loaders.tables.serials import Beside, Shown, day_of, shown_as
from loaders.tables.shared_strings import SharedStrings, text_of, unescaped
from loaders.tables.sheets import GridRow, Sheet, SheetReader

REF = re.compile(r"([A-Z]{1,3})([0-9]+)")
ROWS = 1 << 20
ANEW = "open the workbook and save it anew"


@dataclass(frozen=True, slots=True)
class _Book:
    """What the small parts of a workbook say."""

    sheets: tuple[Sheet, ...]
    parts: dict[str, str]
    styles: tuple[Shown, ...]
    texts: str | None
    epoch_1904: bool


class XlsxReader(SheetReader):
    """Reads the sheets of one XLSX workbook."""

    def __init__(self, path: Path, layout: Layout) -> None:
        super().__init__(path, layout)
        with open_zip(path, layout.limits) as container:
            self._book = _read_book(container, path, layout)
        self.epoch_1904 = self._book.epoch_1904
        self._texts: SharedStrings | None = None

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets that hold cells, in their order."""
        return self._book.sheets

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows of the sheets that are read."""
        with closing(self._shared()):
            yield from super().__iter__()
        self._texts = None

    def read_headers(self) -> dict[str, tuple[str, ...]]:
        """Return the column names of the sheets that are read."""
        held = self._texts is not None
        try:
            return super().read_headers()
        finally:
            if not held and self._texts is not None:
                self._texts.close()
                self._texts = None

    def grid(self, sheet: Sheet) -> Generator[GridRow, None, None]:
        """Yield number and cells of the rows of a sheet."""
        part = self._book.parts[sheet.name]
        texts = self._shared()
        cell = _cell_reader(self._book, texts, self.layout.limits.columns, self.path, sheet.name)
        last = 0
        with open_zip(self.path, self.layout.limits) as container, container.open(part) as stream:
            for element in stream_elements(stream, ("{*}row",), part, self.path, self.layout.limits):
                last = _row_number(element.get("r"), last, self.path, sheet.name)
                if last > ROWS:
                    raise SourceError(f"its sheet {sheet.name} has a row {last:,}; a sheet ends at {ROWS:,}", self.path)
                if len(element):
                    yield last, cell(element)

    def merges(self, sheet: Sheet) -> list[tuple[int, int, int, int]]:
        """Return the merged ranges of a sheet: first and last row from 1, first and last column from 0."""
        part = self._book.parts[sheet.name]
        found = []
        with open_zip(self.path, self.layout.limits) as container, container.open(part) as stream:
            for element in stream_elements(stream, ("{*}mergeCell", "{*}row"), part, self.path, self.layout.limits):
                ends = REF.findall(element.get("ref") or "")
                if len(ends) == 2:
                    (left, top), (right, bottom) = ends
                    found.append((int(top), int(bottom), _column(left), _column(right)))
        return found

    def _shared(self) -> SharedStrings:
        """Read the texts of the workbook once for all its sheets."""
        if self._texts is None:
            name = self._book.texts
            if name is None:
                self._texts = SharedStrings()
            else:
                with open_zip(self.path, self.layout.limits) as container, container.open(name) as stream:
                    items = stream_elements(stream, ("{*}si",), name, self.path, self.layout.limits)
                    self._texts = SharedStrings(text_of(item) for item in items)
        return self._texts


def _read_book(container: zipfile.ZipFile, path: Path, layout: Layout) -> _Book:
    names = set(container.namelist())
    main = "xl/workbook.xml"
    for target, kind in _relations(container, "_rels/.rels", "", path, layout).values():
        main = target if kind == "officeDocument" else main
    root = small_part(container, main, path, layout.limits)
    if root is None:
        raise SourceError("has no list of its sheets (xl/workbook.xml); get the file anew", path)
    folder, name = posixpath.split(main)
    relations = _relations(container, f"{folder}/_rels/{name}.rels", folder, path, layout)
    sheets: list[Sheet] = []
    parts: dict[str, str] = {}
    for element in root.iterfind("{*}sheets/{*}sheet"):
        key = next((value for key, value in element.items() if key.endswith("}id")), "")
        target, kind = relations.get(key, ("", ""))
        title = element.get("name") or f"sheet {len(sheets) + 1}"
        if kind == "worksheet" and target in names and title not in parts:
            sheets.append(Sheet(title, element.get("state", "visible") != "visible"))
            parts[title] = target
    if not sheets:
        raise SourceError("is a workbook without a sheet that can be read", path)
    named = {kind: target for target, kind in relations.values() if target in names}
    properties = root.find("{*}workbookPr")
    epoch = properties is not None and properties.get("date1904") in ("1", "true", "on")
    styles = small_part(container, named["styles"], path, layout.limits) if "styles" in named else None
    return _Book(tuple(sheets), parts, _styles(styles), named.get("sharedStrings"), epoch)


def _relations(
    container: zipfile.ZipFile, name: str, folder: str, path: Path, layout: Layout
) -> dict[str, tuple[str, str]]:
    """Return id -> part and kind; what lies outside the container is never opened."""
    root = small_part(container, name, path, layout.limits)
    found = {}
    for element in root if root is not None else ():
        if element.get("TargetMode") != "External" and element.get("Target"):
            target = element.get("Target")
            whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id") or ""] = (whole, (element.get("Type") or "").rpartition("/")[2])
    return found


def _styles(root: Any) -> tuple[Shown, ...]:
    """Return what each cell format shows its numbers as."""
    if root is None:
        return ()
    codes = {
        element.get("numFmtId"): element.get("formatCode") or "" for element in root.iterfind("{*}numFmts/{*}numFmt")
    }
    found = []
    for element in root.iterfind("{*}cellXfs/{*}xf"):
        number = element.get("numFmtId") or "0"
        found.append(shown_as(int(number) if number.isdigit() else 0, codes.get(number)))
    return tuple(found)


def _column(letters: str) -> int:
    """Column of its letters, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _row_number(printed: str | None, last: int, path: Path, sheet: str) -> int:
    """Return the number of a row: what it says, else the next one.

    Raises:
        SourceError: it is none, or stands behind one that comes later.
    """
    if printed is None:
        return last + 1
    if not (printed.isascii() and printed.isdigit() and len(printed) < 16 and int(printed) > last):
        raise SourceError(f"its sheet {sheet} has a row numbered {printed[:20]!r} after row {last:,}; {ANEW}", path)
    return int(printed)


def _cell_reader(
    book: _Book, texts: SharedStrings, widest: int, path: Path, sheet: str
) -> Callable[[Any], tuple[str, ...]]:
    """Return what turns a row element into its cells, up to the last one that holds something."""
    styles, epoch = book.styles, book.epoch_1904
    columns: dict[str, int] = {}
    dated = {str(index): shown for index, shown in enumerate(styles) if shown is not None}

    def value(cell: Any, kind: str | None) -> str:
        text, formula = None, False
        if len(cell) == 1 and kind is None and cell[0].tag.endswith("}v"):  # a number, as most cells without a type
            text = cell[0].text or ""
            shown = dated.get(cell.get("s"))
            return "" if text == "" else stored_number(text) if shown is None else _number(text, shown, epoch)
        for child in cell:
            name = child.tag
            if name.endswith("}v"):
                text = child.text or ""
            elif name.endswith("}f"):
                formula = True
            elif name.endswith("}is"):
                return text_of(child)
        if text is None:
            return BadCell("") if formula else ""
        if kind is None or kind == "n":
            if text == "":
                return BadCell("") if formula else ""
            shown = dated.get(cell.get("s"))
            return _number(text, shown, epoch) if shown is not None else stored_number(text)
        if kind == "s":
            try:
                return texts[int(text)]
            except (ValueError, IndexError):
                return BadCell(f"text {text}")
        if kind == "b":
            return "TRUE" if text.strip() in ("1", "true") else "FALSE"
        if kind == "e":
            return BadCell(text or "#ERROR")
        if kind == "d":
            return DateCell(text.replace("T", " ").removesuffix(" 00:00:00").removesuffix(" 00:00:00.000"))
        return unescaped(text) if "_x" in text else text

    def read(row: Any) -> tuple[str, ...]:
        cells: list[str] = []
        for cell in row:
            ref = cell.get("r")
            if ref is not None:
                letters = ref.rstrip("0123456789")
                index = columns.get(letters)
                if index is None or letters == ref:
                    if not REF.fullmatch(ref):
                        raise SourceError(f"its sheet {sheet} has a cell {ref[:20]!r}, which is no place; {ANEW}", path)
                    index = columns[letters] = _column(letters)
                gap = index - len(cells)
                if gap < 0:
                    if len(cell) == 0:
                        continue
                    raise SourceError(f"its sheet {sheet} has the cell {ref} twice or out of order; {ANEW}", path)
                if gap > 0:
                    if index >= widest:
                        if len(cell) == 0:
                            continue
                        raise SourceError(f"has a cell {ref}; {widest:,} columns are read (limit columns)", path)
                    cells.extend([""] * gap)
            if len(cell):
                cells.append(value(cell, cell.get("t")))
            else:
                cells.append("")
        while cells and cells[-1] == "" and type(cells[-1]) is str:
            cells.pop()
        if len(cells) > widest:
            raise SourceError(f"has a row of {len(cells):,} cells; {widest:,} columns are read (limit columns)", path)
        return tuple(cells)

    return read


def _number(text: str, shown: Shown, epoch: bool) -> str:
    """Return a number as its format shows it: a day, a time, or with zeros before it."""
    if shown in ("date", "time"):
        return day_of(text, epoch, shown == "time")
    number = stored_number(text)
    if isinstance(shown, Beside):
        return UnitCell(number, shown.unit) if isinstance(number, NumberCell) else number
    if isinstance(shown, int) and isinstance(number, NumberCell) and number.isdigit():
        return NumberCell(number.zfill(shown))
    return number
