"""Lists of the United States as tables with a header: the Consolidated Screening List and those of single agencies.

A table may repeat an entry once for each of its addresses and aliases. Its rows are put together: the first of them
makes the listing, the others are accounted for, and a flag of the claim names all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.errors import SourceError
from graph.model import Document, Entry
from loaders.lists.ofac_csv import spans
from loaders.lists.ofac_entry import claims_of
from loaders.lists.ofac_index import Index, entry_key
from loaders.lists.parts import edition_of_name, list_document
from loaders.lists.us_dates import us_date
from loaders.lists.us_entry import UsEntry
from loaders.lists.us_forms import Form
from loaders.lists.us_lists import GOVERNMENT, OFAC
from loaders.lists.us_rows import Cells, RowProblem, list_of, ofac_entry, us_entry
from loaders.lists.us_text import encoding_of
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.dates import DateProblem
from loaders.tables.reader import Layout, Row, TableReader


@dataclass(slots=True)
class _Known:
    """What a first reading of the table finds: entries with the cells of their first row, and the names of OFAC's."""

    entries: dict[str, tuple[UsEntry, tuple[str, ...]]] = field(default_factory=dict)
    index: Index = field(default_factory=Index)


@dataclass(frozen=True, slots=True)
class UsTable:
    """Reads one of these tables.

    Attributes:
        form: its layout.
    """

    form: Form
    version: str = "3"
    settings: str = ""

    @property
    def name(self) -> str:
        """Name of the extractor."""
        return self.form.name

    def document(self, file: SourceFile) -> Document:
        """Say which list it is; the latest day of an update that a row prints is the edition."""
        edition = edition_of_name(file.path.name)
        if edition is None and "updated" in self.form.fields:
            edition = self._latest_update(file)
        own = Meta(title=self.form.title, owner=GOVERNMENT, coverage="excerpt", edition=edition)
        self._columns(file)
        return list_document(file, own, self.form.publisher, "en")

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row, in the order of the file."""
        encoding_of(file.path, notes)
        names = self._columns(file)
        notes.headers[""] = names
        notes.unread.extend(name for name in names if name and name not in self.form.known)
        known = self._first_reading(file, names)
        for row in self._rows(file, names, notes):
            yield self._entry(row, names, known, notes)

    def _columns(self, file: SourceFile) -> tuple[str, ...]:
        """Return the column names, without the empty ones behind the last of them."""
        layout = Layout(encoding=encoding_of(file.path, Notes()), delimiter=self.form.delimiter)
        names = list(TableReader(file.path, layout).read_header())
        while names and not names[-1]:
            names.pop()
        missing = [name for name in self.form.needs if name not in names]
        if missing:
            raise SourceError(f"must have the columns of {self.form.what}; missing: {', '.join(missing)}", file.path, 1)
        if len(set(names)) < len(names):
            raise SourceError("has two columns of one name; rename one of them", file.path, 1)
        return tuple(names)

    def _rows(self, file: SourceFile, names: tuple[str, ...], notes: Notes) -> Iterator[Row]:
        """Yield the rows after the header; rows that hold nothing are no rows."""
        layout = Layout(
            encoding=encoding_of(file.path, Notes()),
            delimiter=self.form.delimiter,
            names=names,
            required=self.form.least or self.form.needs,
        )
        rows = iter(TableReader(file.path, layout))
        next(rows, None)  # the header
        for row in rows:
            if row.reject is None and not any(cell.strip() for cell in row.cells):
                notes.counts["blank_rows"] += 1
                continue
            if row.stray:
                notes.counts["stray_quote"] += 1
            yield row

    def _latest_update(self, file: SourceFile) -> str | None:
        names, days = self._columns(file), []
        for row in self._rows(file, names, Notes()):
            if row.reject is None:
                try:
                    days.append(us_date(Cells(self.form, names, row.cells, row.line).get("updated")))
                except DateProblem:
                    continue
        return max(days, default=None)

    def _first_reading(self, file: SourceFile, names: tuple[str, ...]) -> _Known:
        """Read all rows once, for the entries that stand over several of them and the names that others refer to."""
        known = _Known()
        for row in self._rows(file, names, Notes()):
            if row.reject is not None:
                continue
            cells = Cells(self.form, names, row.cells, row.line)
            try:
                on = list_of(cells)
                if on.authority is OFAC:
                    entry = ofac_entry(cells)
                    known.index.add(entry.uid, entry.name, entry.kind)
                    continue
                found = us_entry(cells, on)
            except RowProblem:
                continue
            whole, _ = known.entries.setdefault(found.key, (found, row.cells))
            if whole is not found:
                whole.take(found)
        return known

    def _entry(self, row: Row, names: tuple[str, ...], known: _Known, notes: Notes) -> Entry:
        if row.reject is not None:
            return Entry(row=row.line, cells=row.cells, reject=row.reject)
        cells = Cells(self.form, names, row.cells, row.line)
        try:
            on = list_of(cells)
            if on.authority is OFAC:
                entry = ofac_entry(cells)
                claims = claims_of(entry, on, self.name, known.index, notes.counts)
                return Entry(row=row.line, record=entry_key(on, entry.uid), cells=row.cells, claims=claims)
            key = us_entry(cells, on).key
        except RowProblem as error:
            return Entry(row=row.line, cells=row.cells, reject=error.reject)
        whole, first = known.entries[key]
        if row.line != whole.rows[0]:
            notes.counts["rows_of_an_entry_above"] += 1
            record = key if row.cells == first else f"{key}|{_hash(row.cells)}"
            return Entry(row=row.line, record=record, cells=row.cells, tells_of=key)
        if len(whole.rows) > 1:
            whole.flags.append(f"rows:{spans(whole.rows)}")
        return Entry(row=row.line, record=key, cells=row.cells, claims=(whole.claim(self.name),))


def _hash(cells: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(cells).encode("utf-8", "surrogatepass")).hexdigest()[:16]
