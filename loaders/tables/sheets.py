"""Workbooks: which sheets are read, where their header stands, and their rows with the sheet's own numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import SourceError
from loaders.tables.frame import Frame, find_header, held, lacking, missing_columns, nearest_header, stacked
from loaders.tables.layout import ALL_SHEETS, Layout, Row, positions, tidy

GridRow = tuple[int, tuple[str, ...]]
Ranges = list[tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    Attributes:
        name: as its tab shows it.
        hidden: whether its tab is not to be seen.
    """

    name: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the records of a sheet begin: the row of its header, and the names in it."""

    row: int
    header: tuple[str, ...]
    above: int


class SheetReader(ABC):
    """Reads a workbook; each format says how to get at sheets, cells and merges.

    Args:
        path: the file.
        layout: how it is written; its sheets are looked for as Layout says.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self.layout = replace(layout, encoding=None, delimiter=None)
        self.notices: list[str] = []
        self.counts: Counter[str] = Counter()
        self.unread: list[str] = []
        self.epoch_1904 = False
        self._starts: dict[str, _Start] | None = None

    @abstractmethod
    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets in their order."""

    @abstractmethod
    def grid(self, sheet: Sheet) -> Generator[GridRow, None, None]:
        """Yield number (from 1) and cells of the rows of a sheet; empty rows may be left out."""

    @abstractmethod
    def merges(self, sheet: Sheet) -> Ranges:
        """Return merged ranges: first and last row from 1, first and last column from 0."""

    def read_headers(self) -> dict[str, tuple[str, ...]]:
        """Return sheet -> column names of the sheets that are read.

        Raises:
            SourceError: a named sheet is not there, or none holds the columns.
        """
        if self._starts is None:
            self._starts = self._choose()
        return {name: start.header for name, start in self._starts.items()}

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows below the headers of the sheets that are read."""
        self.read_headers()
        assert self._starts is not None
        self.counts.clear()
        for sheet in self.sheets():
            start = self._starts.get(sheet.name)
            if start is not None:
                self.counts["lines_above_header"] += start.above
                yield from self._rows(sheet, start)

    def _rows(self, sheet: Sheet, start: _Start) -> Iterator[Row]:
        frame = Frame(start.header, self.layout, sheet.name)
        covered = self._covered(sheet, start) if self.layout.fill_down else None
        with closing(self.grid(sheet)) as rows:
            for number, cells in rows:
                if number > start.row and not _empty(cells):
                    yield frame.row(number, cells, covered.at(number) if covered is not None else None)

    def _covered(self, sheet: Sheet, start: _Start) -> _Covered:
        found = held(self.layout, start.header, self.layout.fill_down)
        places = positions(start.header)
        ranges = [item for item in self.merges(sheet) if item[1] > start.row]
        return _Covered(ranges, [places[name] for name in found.values()])

    def merged(self) -> dict[str, list[str]]:
        """Return column name -> where cells of several rows are merged below the header: "sheet A, rows 3-5"."""
        self.read_headers()
        found: dict[str, list[str]] = {}
        for sheet in self.sheets():
            start = (self._starts or {}).get(sheet.name)
            for top, bottom, left, right in sorted(self.merges(sheet)) if start else ():
                if start and top > start.row and bottom > top:
                    for name in filter(None, start.header[left : right + 1]):
                        found.setdefault(name, []).append(f"sheet {sheet.name}, rows {top}-{bottom}")
        return found

    def _choose(self) -> dict[str, _Start]:
        """Find the sheets to read and their headers, and tell which are passed over."""
        named = self.layout.sheets
        sheets = self.sheets()
        if named and named != (ALL_SHEETS,):
            known = {sheet.name for sheet in sheets}
            for name in named:
                if name not in known:
                    listed = ", ".join(sheet.name for sheet in sheets)
                    raise SourceError(f"has no sheet {name!r}; its sheets are {listed}", self.path)
            sheets = tuple(sheet for sheet in sheets if sheet.name in named)
        found: dict[str, _Start] = {}
        failures: list[tuple[int, SourceError]] = []
        for sheet in sheets:
            if sheet.hidden and not named:
                self._pass_over(sheet, "is hidden")
                continue
            first = list(self._first(sheet))
            start = self._start(first)
            if start is not None:
                found[sheet.name] = start
            elif not first:
                self.notices.append(f"the sheet {sheet.name!r} is empty")
            elif named and named != (ALL_SHEETS,):
                raise self._no_header(sheet, first)
            else:
                failures.append((_fit(first, self.layout), self._no_header(sheet, first)))
                self._pass_over(sheet, "does not hold the columns of the mapping")
        if not found:
            raise max(failures, key=lambda item: item[0])[1] if failures else SourceError("holds no rows", self.path)
        return found

    def _pass_over(self, sheet: Sheet, why: str) -> None:
        self.notices.append(f"the sheet {sheet.name!r} {why} and was not read; name it in file.sheet to read it")

    def _first(self, sheet: Sheet) -> Iterator[GridRow]:
        """Yield the rows in which the header is looked for."""
        more = self.layout.header_rows - 1
        last = more + (self.layout.limits.header_lines if self.layout.header_row is None else self.layout.header_row)
        with closing(self.grid(sheet)) as rows:
            taken = 0
            for number, cells in rows:
                if self.layout.header_row is not None and number > last:
                    return
                if not _empty(cells):
                    yield number, cells
                    taken += 1
                    if taken >= self.layout.limits.header_lines and self.layout.header_row is None:
                        return

    def _start(self, first: list[GridRow]) -> _Start | None:
        heads = stacked(first, self.layout)
        index = find_header(heads, self.layout)
        if index is None:
            return None
        row, cells = first[index + self.layout.header_rows - 1][0], heads[index][1]
        header = tuple(tidy(cell) for cell in cells)
        if self.layout.header_row is not None and lacking(self.layout, header):
            return None
        return _Start(row, header, index)

    def _no_header(self, sheet: Sheet, first: list[GridRow]) -> SourceError:
        if self.layout.header_row is not None and not any(row == self.layout.header_row for row, _ in first):
            return SourceError(
                f"its sheet {sheet.name!r} has no row {self.layout.header_row}, where the column names should stand",
                self.path,
            )
        first = stacked(first, self.layout)
        if self.layout.header_row is not None:
            first = [item for item in first if item[0] == self.layout.header_row]
        return missing_columns(self.path, first, self.layout, f"sheet {sheet.name!r}: ")


def _fit(first: list[GridRow], layout: Layout) -> int:
    """How many of the wanted columns the best line of a sheet holds."""
    heads = stacked(first, layout)
    return len(held(layout, nearest_header(heads, layout)[1], layout.columns)) if heads else -1


def _empty(cells: Iterable[str]) -> bool:
    """Whether no cell of a row holds anything."""
    return not any(cell.strip() or type(cell) is not str for cell in cells)


class _Covered:
    """Which cells take the value above: those under a merge, and all empty ones of a column without merges.

    Args:
        ranges: of the sheet, below its header.
        fill: positions that the mapping wants filled.
    """

    def __init__(self, ranges: Ranges, fill: Iterable[int]) -> None:
        merged = {column for *_, left, right in ranges for column in range(left, right + 1)}
        self._always = frozenset(fill) - merged
        self._ranges = sorted(ranges)
        self._open: list[tuple[int, int, int, int]] = []
        self._next = 0

    def at(self, row: int) -> frozenset[int]:
        """Return the positions in this row; rows are asked for in their order."""
        while self._next < len(self._ranges) and self._ranges[self._next][0] < row:
            self._open.append(self._ranges[self._next])
            self._next += 1
        self._open = [item for item in self._open if item[1] >= row]
        return self._always.union(*(range(left, right + 1) for _, _, left, right in self._open))
