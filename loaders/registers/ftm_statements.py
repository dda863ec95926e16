"""FollowTheMoney as statements: a CSV with one value of one property a row, with its data set and language.

The rows of an entity need not stand together, so they are sorted in a file beside the memory; the claims of an entity
hang on its last row. References name ids of sources, which the rows lead to the merged entity.

Source: https://www.opensanctions.org/docs/statements/
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from graph.errors import SourceError
from graph.model import Document, Entry, Reject, replace
from graph.reference.ftm import HELPERS, LANGUAGES
from loaders.head import Head
from loaders.protocol import Notes
from loaders.registers.ftm import NO_PUBLISHER, add_helper, entity_entry
from loaders.registers.ftm_party import Entity, Helpers
from loaders.source import SourceFile
from loaders.tables.reader import Layout, TableReader

NEEDED = ("canonical_id", "entity_id", "prop", "schema", "value", "dataset")
USED = frozenset({*NEEDED, "prop_type", "lang", "external"})
LEFT = frozenset({"id", "original_value", "first_seen", "last_seen", "origin", "target"})
BASE = "id"  # a statement that only says that the entity is there
GENERAL = ("Thing", "Asset", "LegalEntity", "Organization")  # said of an entity that another source knows better
YES = frozenset({"t", "true", "1", "yes"})
# canonical, row, schema, prop, type, value, language, data set, cells
Stored = tuple[str, int, str, str, str, str, str, str, str]
TABLES = """
CREATE TABLE said (canonical TEXT, row INTEGER, schema TEXT, prop TEXT, type TEXT, value TEXT, lang TEXT, dataset TEXT,
                   cells TEXT);
CREATE TABLE merged (entity TEXT PRIMARY KEY, canonical TEXT) WITHOUT ROWID;
"""
SORTED = "SELECT * FROM said ORDER BY canonical, row"
HELPING = f"SELECT * FROM said WHERE schema IN ({', '.join('?' * len(HELPERS))}) ORDER BY canonical, row"


def fits(head: Head) -> bool:
    """Whether a header is one of statements."""
    return set(head.header) >= set(NEEDED)


@dataclass(frozen=True, slots=True)
class FtmStatements:
    """Reads statements."""

    name: str = "ftm_statements"
    version: str = "3"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say what a person says of the file: statements name data sets, and no publisher."""
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="table",
            source=file.meta.source(NO_PUBLISHER),
            title=file.meta.title,
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row: first those that cannot be read, then the others entity by entity."""
        try:
            with tempfile.TemporaryDirectory(prefix="waybill-") as folder:
                yield from _sorted(file, notes, Path(folder) / "statements.db")
        except sqlite3.Error as error:
            raise SourceError(f"its statements cannot be sorted in a temporary file ({error})", file.path) from error


def _sorted(file: SourceFile, notes: Notes, place: Path) -> Iterator[Entry]:
    with closing(sqlite3.connect(place, isolation_level=None)) as store:
        store.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        store.execute("BEGIN")
        yield from _fill(file, notes, store)
        helpers = Helpers()
        for rows in _groups(store.execute(HELPING, sorted(HELPERS))):
            add_helper(_entity(rows, store), helpers)
        for rows in _groups(store.execute(SORTED)):
            yield from _entries(rows, store, helpers, notes)


def _groups(rows: Iterable[Stored]) -> Iterator[list[Stored]]:
    for _, group in groupby(rows, itemgetter(0)):
        yield list(group)


def _fill(file: SourceFile, notes: Notes, store: sqlite3.Connection) -> Iterator[Entry]:
    """Put all rows aside; yield those that cannot be."""
    reader = TableReader(file.path, Layout())
    notes.headers[""] = reader.read_header()
    header = [name.strip() for name in reader.header]
    notes.unread.extend(name for name in header if name not in USED | LEFT)
    for row in reader:
        if row.reject is not None:
            yield Entry(row=row.line, cells=row.cells, reject=row.reject)
            continue
        cell = dict(zip(header, (" ".join(text.split()) for text in row.cells), strict=True))
        missing = next((name for name in NEEDED if name != "dataset" and not cell[name]), None)
        if missing is not None:
            yield Entry(row=row.line, cells=row.cells, reject=Reject("missing_value", "must not be empty", missing))
            continue
        if cell.get("external", "").casefold() in YES:  # a candidate for a match, which nobody confirmed
            notes.counts["external"] += 1
            yield Entry(row=row.line, cells=row.cells)
            continue
        stored: Stored = (
            cell["canonical_id"], row.line, cell["schema"], cell["prop"], cell.get("prop_type", ""), cell["value"],
            cell.get("lang", ""), cell["dataset"], json.dumps(row.cells),
        )  # fmt: skip
        store.execute("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", stored)
        store.execute("INSERT OR REPLACE INTO merged VALUES (?, ?)", (cell["entity_id"], cell["canonical_id"]))


def _entries(rows: list[Stored], store: sqlite3.Connection, helpers: Helpers, notes: Notes) -> Iterator[Entry]:
    """Entries of one entity: the last one carries its claims, or all of them the reason why it has none."""
    last = entity_entry(rows[-1][1], _entity(rows, store), tuple(json.loads(rows[-1][8])), helpers, notes)
    for one in rows[:-1]:
        yield Entry(row=one[1], cells=tuple(json.loads(one[8])), reject=last.reject)
    yield replace(last, record=None) if last.reject is not None else last


def _entity(rows: list[Stored], store: sqlite3.Connection) -> Entity:
    properties: dict[str, dict[str, None]] = {}
    languages: dict[str, str] = {}
    captions: list[str] = []
    for _, _, _, prop, kind, value, lang, _, _ in rows:
        if prop == BASE:
            continue
        if kind == "entity":
            found = store.execute("SELECT canonical FROM merged WHERE entity = ?", (value,)).fetchone()
            value = found[0] if found else value
        properties.setdefault(prop, {})[value] = None
        if kind == "name" and lang in LANGUAGES:
            languages.setdefault(value, LANGUAGES[lang])
        if prop == "name":
            captions.append(value)
    return Entity(
        rows[0][0],
        _schema({row[2] for row in rows}),
        {name: list(values) for name, values in properties.items()},
        tuple(sorted({row[7] for row in rows if row[7]})),
        captions[0] if captions else "",
        languages,
    )


def _schema(said: set[str]) -> str:
    """The schema that says most: sources that know less call a company an organization or a legal entity."""
    return max(said, key=lambda name: (GENERAL.index(name) if name in GENERAL else len(GENERAL), name))
