"""XLS, the workbooks of before 2007: read whole, for a sheet of theirs has 65,536 rows at most."""

from __future__ import annotations

import datetime
from collections.abc import Generator
from pathlib import Path
from typing import Any

import python_calamine

from graph.errors import SourceError
from loaders.tables.layout import BadCell, DateCell, Layout
from loaders.tables.numeric import stored_number
from loaders.tables.sheets import GridRow, Ranges, Sheet, SheetReader


class XlsReader(SheetReader):
    """Reads the sheets of one XLS workbook."""

    def __init__(self, path: Path, layout: Layout) -> None:
        super().__init__(path, layout)
        limit = layout.limits.xls_bytes
        if path.stat().st_size > limit:
            raise SourceError(f"XLS files of at most {limit:,} bytes are read (limit xls_bytes); save it as XLSX", path)
        try:
            self._book = python_calamine.load_workbook(str(path))
            meta = self._book.sheets_metadata
        except python_calamine.PasswordError as error:
            raise SourceError("is under a password; open it, take the password off and save it anew", path) from error
        except BaseException as error:
            raise _damaged(error, path) from error
        self._sheets = tuple(
            Sheet(item.name, item.visible != python_calamine.SheetVisibleEnum.Visible)
            for item in meta
            if item.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
        if not self._sheets:
            raise SourceError("is a workbook without a sheet that can be read", path)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets that hold cells, in their order."""
        return self._sheets

    def grid(self, sheet: Sheet) -> Generator[GridRow, None, None]:
        """Yield number and cells of the rows of a sheet; empty rows and columns before the first cell count."""
        for number, row in enumerate(self._sheet(sheet).to_python(skip_empty_area=False), start=1):
            cells = [_cell(value) for value in row]
            while cells and cells[-1] == "":
                cells.pop()
            if cells:
                yield number, tuple(cells)

    def merges(self, sheet: Sheet) -> Ranges:
        """Return the merged ranges of a sheet: first and last row from 1, first and last column from 0."""
        return [
            (top + 1, bottom + 1, left, right)
            for (top, left), (bottom, right) in self._sheet(sheet).merged_cell_ranges or ()
        ]

    def _sheet(self, sheet: Sheet) -> Any:
        try:
            return self._book.get_sheet_by_name(sheet.name)
        except BaseException as error:
            raise _damaged(error, self.path) from error


def _damaged(error: BaseException, path: Path) -> SourceError:
    """Return the error for a workbook that the library does not read; a panic of it is no exception of Python's."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
        raise error
    words = str(error).splitlines()[0] if str(error) else type(error).__name__
    return SourceError(f"is cut off or damaged ({words}); get the file anew, or save it as XLSX", path)


def _cell(value: object) -> str:
    if type(value) is str:
        return BadCell(value) if value.startswith("#") and value in ERRORS else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return stored_number(repr(value))
    if isinstance(value, datetime.datetime):
        return DateCell(value.isoformat(" ").removesuffix(" 00:00:00"))
    if isinstance(value, (datetime.date, datetime.time)):
        return DateCell(value.isoformat())
    if isinstance(value, datetime.timedelta):
        return DateCell(str(value))
    return str(value)


ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!", "#GETTING_DATA"})
