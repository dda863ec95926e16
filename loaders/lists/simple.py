"""A list that is one CSV table with a row per entry: what such lists have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.errors import SourceError
from graph.model import Claim, Document, Entry, Reject
from loaders.head import Head
from loaders.lists.parts import edition_of_name, list_document
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.dates import DateProblem
from loaders.tables.reader import Layout, Row, TableReader

Cells = Mapping[str, str]


class Unread(Exception):
    """An entry that cannot be read; carries the reject."""

    def __init__(self, rule: str, message: str, column: str) -> None:
        super().__init__(message)
        self.reject = Reject(rule, message, column)


@dataclass(frozen=True, slots=True)
class TableList:
    """Reads one layout.

    Attributes:
        name: of the extractor.
        publisher: who prints the table, where nobody says otherwise.
        own: what the layout says of the list.
        needed: the columns by which it is known, and that `claims` reads.
        left: columns that say nothing the graph holds; kept in the archive with the row.
        key: cells -> key of the entry, the same in every edition.
        claims: cells and key -> what the entry says; raises Unread or DateProblem.
        start: name of the column of the first day, for rejects.
    """

    name: str
    publisher: str
    own: Meta
    needed: frozenset[str]
    left: frozenset[str]
    key: Callable[[Cells], str]
    claims: Callable[[Cells, str], Iterable[Claim]]
    start: str
    version: str = "1"
    settings: str = ""

    def fits(self, head: Head) -> bool:
        """Whether a file has the columns of this layout."""
        return self.needed <= set(head.header)

    def document(self, file: SourceFile) -> Document:
        """Say what the list is; the name of the file gives the day of its edition where nothing else does."""
        header = TableReader(file.path, Layout()).read_header()
        if missing := self.needed - set(header):
            raise SourceError(f"must have the columns {', '.join(sorted(missing))}", file.path, 1)
        return list_document(file, self.own.over(Meta(edition=edition_of_name(file.path.name))), self.publisher, "en")

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row."""
        reader = TableReader(file.path, Layout())
        notes.headers[""] = reader.read_header()
        notes.unread.extend(
            column for column in reader.header if column and column not in self.needed and column not in self.left
        )
        for row in reader:
            if row.stray:
                notes.counts["stray_quote"] += 1
            yield self._entry(row, reader.header)

    def _entry(self, row: Row, header: tuple[str, ...]) -> Entry:
        if row.reject is not None:
            return Entry(row=row.line, cells=row.cells, reject=row.reject)
        cells = {column: " ".join(cell.split()) for column, cell in zip(header, row.cells, strict=True)}
        key = self.key(cells)
        try:
            claims = tuple(self.claims(cells, key))
        except Unread as error:
            return Entry(row=row.line, record=key, cells=row.cells, reject=error.reject)
        except DateProblem as error:
            reject = Reject(error.reject.rule, error.reject.message, self.start)
            return Entry(row=row.line, record=key, cells=row.cells, reject=reject)
        return Entry(row=row.line, record=key, cells=row.cells, claims=claims)


def need(cells: Cells, *columns: str) -> None:
    """Refuse an entry without one of these cells.

    Raises:
        Unread: rule missing_value.
    """
    for column in columns:
        if not cells.get(column):
            raise Unread("missing_value", f"{column} must not be empty", column)
