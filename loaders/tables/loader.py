"""Loads a trade table: rows in = accepted + rejected + repeated, whatever the table holds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import SourceError
from graph.model import Document, Entry, replace
from loaders.protocol import Notes
from loaders.repeats import key_hash
from loaders.source import SourceFile
from loaders.tables.arms import ArmsConverter
from loaders.tables.cells import RowProblem
from loaders.tables.convert import Converter, Settled
from loaders.tables.dates import ColumnOrder, DateRule
from loaders.tables.headings import rename
from loaders.tables.mapping import Bounds, Mapping
from loaders.tables.numbers import ColumnMarks
from loaders.tables.reader import Layout, Row, TableReader, sniff_bom

NUMBERS = ("quantity", "value", "net_kg", "gross_kg")
CONVERTERS: dict[str, type[Converter] | type[ArmsConverter]] = {"trade": Converter, "arms": ArmsConverter}
DELIMITERS = ",;\t|"
SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class TradeTable:
    """Reads one table by one mapping."""

    mapping: Mapping
    name: str = "trade_table"

    @property
    def version(self) -> str:
        """Version of this loader, then that of the mapping: a later one supersedes."""
        return f"1.{self.mapping.version}"

    @property
    def settings(self) -> str:
        """Hash of the mapping, lookups included."""
        return self.mapping.digest

    def layout(self, file: SourceFile) -> Layout:
        """Settle what the mapping leaves open: the encoding by a byte order mark, the delimiter by the header."""
        with file.path.open("rb") as stream:
            head = stream.read(1 << 16)
        encoding = self.mapping.layout.encoding or sniff_bom(head) or "utf-8"
        return self.mapping.layout.settle(encoding, self._delimiter(file, encoding))

    def document(self, file: SourceFile) -> Document:
        """Check the columns against the mapping and say what the table is."""
        layout = self.layout(file)
        header = TableReader(file.path, layout).read_header()
        self.mapping.bound(header).check_header(header, file.path)
        meta = file.meta.over(self.mapping.meta)
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="table",
            source=meta.source("unknown"),
            title=meta.title,
            published=meta.published,
            encoding=layout.encoding,
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row, repeated ones included."""
        layout = self.layout(file)
        reader = TableReader(file.path, layout)
        header = reader.read_header()
        notes.headers[""] = header
        mapping = self.mapping.bound(header)
        notes.unread.extend(mapping.check_header(header, file.path))
        if notes.unread and mapping.new_columns == "freeze":
            notes.warnings.append(f"columns neither read nor ignored: {', '.join(notes.unread)}")
        settled, latest = self._settle(mapping, reader, header, notes, file)
        converter = CONVERTERS[mapping.kind](mapping, header, settled)
        for row in reader:
            if row.stray:
                notes.counts["stray_quote"] += 1
            yield self._entry(row, converter, latest)

    def _entry(self, row: Row, converter: Converter | ArmsConverter, latest: dict[int, str]) -> Entry:
        if row.reject is not None:
            return Entry(row=row.line, cells=row.cells, reject=row.reject)
        key, version = converter.record_key(row.cells)
        record = None if key is None else f"{key} @ {version}" if version else key
        try:
            claims = converter.claims(row.cells, record)
        except RowProblem as error:
            return Entry(row=row.line, record=record, cells=row.cells, reject=error.reject)
        if key is not None and version is not None and latest[key_hash(key)] != version:
            claims = tuple(replace(claim, flags=(*claim.flags, SUPERSEDED)) for claim in claims)
        return Entry(row=row.line, record=record, cells=row.cells, claims=claims)

    def _delimiter(self, file: SourceFile, encoding: str) -> str:
        """Take the sign that cuts the header into the columns that the mapping reads."""
        if self.mapping.layout.delimiter:
            return self.mapping.layout.delimiter
        best, columns = ",", -1
        for delimiter in DELIMITERS:
            layout = Layout(encoding, delimiter, self.mapping.layout.header_row)
            try:
                header = TableReader(file.path, layout).read_header()
            except csv.Error:
                continue
            found = len(rename(self.mapping.columns(), self.mapping.spellings, header))
            if found > columns:
                best, columns = delimiter, found
        return best

    @staticmethod
    def _settle(
        mapping: Mapping, reader: TableReader, header: tuple[str, ...], notes: Notes, file: SourceFile
    ) -> tuple[Settled, dict[int, str]]:
        """Read the table once before: what its columns settle, the latest version of each record, the assertions."""
        survey = _Survey(mapping, header)
        if survey.needed:
            for row in reader:
                survey.feed(row)
            survey.check(notes, file)
        return survey.settled(), survey.latest


class _Survey:
    """What can be said only of the whole table."""

    def __init__(self, mapping: Mapping, header: tuple[str, ...]) -> None:
        self._mapping = mapping
        position = {column: index for index, column in enumerate(header)}
        fields = mapping.fields
        self._marks = {
            name: (position[spec.column], ColumnMarks())
            for name in NUMBERS
            if mapping.numbers.decimal is None and (spec := fields.get(name)) and spec.column
        }
        date = fields.get("date")
        self._order = ColumnOrder()
        self._date = position[date.column] if date and date.column and not date.formats else None
        self._formats = date.formats if date else ()
        self._converter = Converter(mapping, header, Settled())
        self._rows = 0
        self._filled = dict.fromkeys(mapping.expect_filled, 0)
        self._position = position
        self.latest: dict[int, str] = {}
        for name in mapping.expect_filled:
            if name not in position:
                raise SourceError(f"key expect.filled: the table has no column {name!r}", mapping.path)
        self.needed = bool(
            self._marks or self._date is not None or mapping.record_version or self._filled or "rows" in mapping.expect
        )

    def feed(self, row: Row) -> None:
        """Look at one row."""
        self._rows += 1
        if row.reject is not None:
            return
        for index, marks in self._marks.values():
            marks.feed(row.cells[index])
        if self._date is not None:
            self._order.feed(row.cells[self._date])
        for name in self._filled:
            self._filled[name] += bool(row.cells[self._position[name]].strip())
        if self._mapping.record_version:
            key, version = self._converter.record_key(row.cells)
            if key is not None and version is not None:
                known = self.latest.setdefault(key_hash(key), version)
                self.latest[key_hash(key)] = max(known, version, key=_natural)

    def settled(self) -> Settled:
        """Return what the columns settle."""
        return Settled(
            {name: marks.marks() for name, (_, marks) in self._marks.items()},
            DateRule(self._formats, self._order.order()),
        )

    def check(self, notes: Notes, file: SourceFile) -> None:
        """Hold the assertions of the mapping against the table.

        Raises:
            SourceError: a count lies below its minimum.
        """
        if "rows" in self._mapping.expect:
            check_bounds("rows", self._rows, self._mapping.expect["rows"], notes, file)
        for name, bounds in self._mapping.expect_filled.items():
            share = self._filled[name] / self._rows if self._rows else 0.0
            check_bounds(f"filled.{name}", share, bounds, notes, file)


def check_bounds(name: str, got: float, bounds: Bounds, notes: Notes, file: SourceFile) -> None:
    """Hold one count against its bounds.

    Raises:
        SourceError: below the minimum.
    """
    if bounds.minimum is not None and got < bounds.minimum:
        raise SourceError(
            f"the mapping expects {name} of {bounds.minimum} at least, got {got:g}; the file is not whole, or the "
            "mapping's expect is out of date",
            file.path,
        )
    if bounds.maximum is not None and got > bounds.maximum:
        notes.warnings.append(f"expected {name} of {bounds.maximum} at most, got {got:g}")


def _natural(version: str) -> tuple[int, str]:
    """Order versions: numbers by size, ISO dates and the rest by their letters."""
    return (len(version.lstrip("0")), version.lstrip("0")) if version.isdigit() else (0, version)
