"""What every reader of tables shares: how a file is written, what a row is, and the limits that hold for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from graph.model import Reject

Format = Literal["csv", "tsv", "xlsx", "xls", "ods", "parquet", "jsonl"]
ALL_SHEETS = "*"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused; an error names the limit by these words.

    Attributes:
        line_bytes: bytes (characters for UTF-16) of one physical line, and of one row of a workbook as XML.
        record_lines: physical lines of one quoted record.
        header_lines: lines in which the column names are looked for.
        columns: cells of one row.
        cell_chars: characters of one cell.
        members: files within a zip container.
        unpacked_bytes: bytes of all of them, unpacked.
        ratio: how many times larger than packed one of them may be, above `ratio_from_bytes`.
        ratio_from_bytes: smaller ones may be packed as well as they like.
        part_bytes: bytes of a part that is read whole (list of sheets, styles).
        group_bytes: bytes of one row group of a Parquet file, unpacked.
        xls_bytes: bytes of an XLS file, which is read whole.
        xls_memory_bytes: memory of the process that reads it.
    """

    line_bytes: int = 4 << 20
    record_lines: int = 200
    header_lines: int = 100
    columns: int = 4096
    cell_chars: int = 1 << 20
    members: int = 10_000
    unpacked_bytes: int = 8 << 30
    ratio: int = 400
    ratio_from_bytes: int = 32 << 20
    part_bytes: int = 32 << 20
    group_bytes: int = 2 << 30
    xls_bytes: int = 256 << 20
    xls_memory_bytes: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written; None where the content settles it.

    Attributes:
        encoding: name of a Python codec, strict; only for text.
        delimiter: one character; only for CSV.
        header_row: line of the column names, from 1; None: the line that holds `columns`.
        format: csv, tsv, xlsx, xls, ods, parquet or jsonl.
        sheets: names of the sheets to read; ("*",): all; (): those that are to be seen and hold `columns`.
        columns: the columns (for nested files the paths) that the mapping reads.
        spellings: column -> all names that it goes by, its own first; without those of one name.
        optional: columns that a table need not have.
        ignore: what it leaves out on purpose.
        fill_down: columns whose merged or empty cells take the value above.
        limits: how much is read before a file is refused.
        header_rows: how many lines the column names take; those above spread over the merged cells that they stand for.
        names: the column names of a text that prints none; then header_row says nothing.
        totals: whether a total is a record like others, as in statistics.
        required: columns that a row of a text must fill to count as whole where its last cells are missing; (): a row
            that is shorter than the header is refused.
    """

    encoding: str | None = "utf-8-sig"
    delimiter: str | None = ","
    header_row: int | None = 1
    header_rows: int = 1
    format: Format | None = None
    sheets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    fill_down: tuple[str, ...] = ()
    limits: Limits = Limits()
    names: tuple[str, ...] = ()
    totals: bool = False
    required: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True, gc=False):
    """One record of the file.

    Attributes:
        line: its first physical line or the row of its sheet, from 1; for Parquet the number of the record.
        cells: as printed, trimmed of nothing; typed cells are NumberCell, DateCell or BadCell.
        reject: why it cannot be read as a row, else None.
        stray: a quotation mark stands in it that quotes nothing.
        sheet: name of its sheet, where there is one.
    """

    line: int
    cells: tuple[str, ...]
    reject: Reject | None = None
    stray: bool = False
    sheet: str | None = None


class NumberCell(str):
    """A cell that the file itself types as a number: plain digits, "." as decimal mark whatever the mapping says."""

    __slots__ = ()


class UnitCell(NumberCell):
    """A number whose format shows a unit or currency beside it, such as `0.00 "t"`; as text it is printed with it.

    Attributes:
        unit: as the format shows it.
    """

    __slots__ = ("unit",)
    unit: str

    def __new__(cls, digits: str, unit: str) -> UnitCell:
        """Make one of its digits and unit."""
        cell = super().__new__(cls, digits)
        cell.unit = unit
        return cell

    def __str__(self) -> str:
        return f"{str.__str__(self)} {self.unit}"


class DateCell(str):
    """A cell that the file itself types as a date: ISO, with the time of day where there is one."""

    __slots__ = ()


class BadCell(str):
    """A cell that holds no value: an error of a formula, a formula never computed, a date that no calendar has."""

    __slots__ = ()

    @property
    def reject(self) -> Reject:
        """Why it holds none."""
        if self == "":
            return Reject("formula_without_value", "holds a formula that was never computed; open and save the file")
        if self.startswith(("#", "Err:")):
            return Reject("formula_error", f"holds the error {str(self)!r} instead of a value")
        return Reject("bad_cell", f"holds {str(self)!r}, which is no value of its type")


class Reader(Protocol):
    """One table in any format; iterate for its rows, as often as needed.

    Attributes:
        path: the file.
        layout: with what the content settled.
        notices: sentences for the report: how an encoding was settled, which sheets were not read.
        counts: lines above the header and the like.
        unread: names that are known only after the last row (nested files); else empty.
        epoch_1904: whether the days of a workbook count from 1904.
    """

    path: Path
    layout: Layout
    notices: list[str]
    counts: Counter[str]
    unread: list[str]
    epoch_1904: bool

    def read_headers(self) -> dict[str, tuple[str, ...]]:
        """Return sheet ("" for none) -> column names, without reading all rows.

        Raises:
            SourceError: there is no header, or the file cannot be read.
        """
        ...

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows after the header; blank lines are no rows.

        Raises:
            SourceError: the file as a whole cannot be read, or is above a limit.
        """
        ...


def tidy(name: str) -> str:
    """Return a column name in one line: headers of workbooks break their lines anywhere."""
    return " ".join(name.split())


def positions(header: tuple[str, ...]) -> dict[str, int]:
    """Return column name -> position; of equal names the first, and each as "Name (2)" as well."""
    found: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for index, name in enumerate(header):
        seen[name] += 1
        found.setdefault(name, index)
    if len(found) < len(header):
        again: Counter[str] = Counter()
        for index, name in enumerate(header):
            again[name] += 1
            if name and seen[name] > 1:
                found.setdefault(f"{name} ({again[name]})", index)
    return found


def doubled(header: tuple[str, ...], name: str) -> bool:
    """Whether a column name stands in a header more than once, so that it names none of them."""
    return header.count(name) > 1
