"""Reads an XLS workbook for another process, in bounded memory: its library holds it whole, and may panic over it.

    python -m loaders.tables.xls_child MEMORY_BYTES FILE [grid|merges SHEET]

Writes JSON lines: without a sheet the names of all, with whether each is hidden; else its rows or merged ranges. What
cannot be read is a last line {"error": WORDS}.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from typing import Any

import python_calamine

from loaders.tables.numeric import stored_number

ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!", "#GETTING_DATA"})
TEXT, NUMBER, DATE, BAD = "tndb"  # kinds of cells, each written before its text


def main() -> None:
    """Answer what the command line asks for."""
    memory, path, *asked = sys.argv[1:]
    _bound(int(memory))
    out = sys.stdout
    try:
        for line in _answer(path, asked):
            out.write(json.dumps(line) + "\n")
    except python_calamine.PasswordError:
        out.write(json.dumps({"error": "password"}) + "\n")
    except MemoryError:
        out.write(json.dumps({"error": "memory"}) + "\n")
    except BaseException as error:  # a panic of the library is no Exception
        out.write(json.dumps({"error": (str(error).splitlines() or [type(error).__name__])[0]}) + "\n")
    out.flush()


def _bound(memory: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, OSError, ValueError):  # a system without such limits
        return


def _answer(path: str, asked: list[str]) -> Iterator[Any]:
    book = python_calamine.load_workbook(path)
    if not asked:
        for meta in book.sheets_metadata:
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet:
                yield [meta.name, meta.visible != python_calamine.SheetVisibleEnum.Visible]
        return
    sheet = book.get_sheet_by_name(asked[1])
    if asked[0] == "merges":
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
            yield [top + 1, bottom + 1, left, right]
        return
    # empty rows and columns before the first cell count
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [_cell(value) for value in row]
        while cells and cells[-1] == TEXT:
            cells.pop()
        if cells:
            yield [number, cells]


def _cell(value: object) -> str:
    if type(value) is str:
        return (BAD if value in ERRORS else TEXT) + value
    if isinstance(value, bool):
        return TEXT + ("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        return NUMBER + stored_number(repr(float(value)))
    if isinstance(value, datetime.datetime):
        return DATE + value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, (datetime.date, datetime.time)):
        return DATE + value.isoformat()
    return (DATE if isinstance(value, datetime.timedelta) else TEXT) + str(value)


if __name__ == "__main__":
    main()
