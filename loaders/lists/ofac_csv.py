"""OFAC's lists in the legacy CSV family: sdn.csv with alt.csv, add.csv and sdn_comments.csv beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from graph.errors import SourceError
from graph.model import Document, Entry, Name, Reject
from loaders.head import look
from loaders.lists.ofac_entry import CUT, QUALITIES, OfacEntry, claims_of, segments
from loaders.lists.ofac_files import COLUMNS, END, NULL, Role, is_whole, role_of
from loaders.lists.ofac_index import TYPES, Index, entry_key, party_key
from loaders.lists.parts import edition_of_name, list_document
from loaders.lists.us_lists import GOVERNMENT, LISTS, OFAC, is_sdn, list_of_programmes
from loaders.lists.us_text import encoding_of, printed
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.reader import Layout, Row, TableReader

LOOKED_AT = 300  # entries that tell the SDN list from the other one


@dataclass(slots=True)
class _Parts:
    """What the companions say of one entry."""

    names: list[Name] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfacCsv:
    """Reads a file of entries with its companions; every row of each of them is accounted for.

    The rows of a companion follow the entries, each with the name of its file as its sheet; what they say stands in the
    claim of the entry.
    """

    name: str = "ofac_csv"
    version: str = "2"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say which of OFAC's two lists it is, from its first entries."""
        if role_of(look(file.path)) != "entries":
            raise SourceError(f"must have the {len(COLUMNS['entries'])} columns of OFAC's sdn.csv", file.path, 1)
        first = (_programmes(row) for row in _read(file, "entries", Notes()) if row.reject is None)
        sdn = is_sdn(islice(first, LOOKED_AT))
        return document_of(file, sdn, "complete" if is_whole(file.path) else "excerpt")

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row: those of the list, then those of its companions."""
        notes.headers[""] = COLUMNS["entries"]
        document = self.document(file)
        sdn = document.title == LISTS["SDN"].title
        parts, rows = _companions(file, notes)
        index, known = Index(), set()
        for row in _read(file, "entries", Notes()):
            if row.reject is None and _check(row.cells) is None:
                known.add(value(row.cells[0]))
                index.add(value(row.cells[0]), value(row.cells[1]), value(row.cells[2]).casefold())
        for row in _read(file, "entries", notes):
            yield self._entry(row, sdn, parts, index, notes.counts)
        for sheet, role, row in rows:
            yield _companion(sheet, role, row, known, file.path.name)

    def _entry(self, row: Row, sdn: bool, parts: dict[str, _Parts], index: Index, counts: Counter[str]) -> Entry:
        reject = row.reject or _check(row.cells)
        if reject is not None:
            return Entry(row=row.line, cells=row.cells, reject=reject)
        cells = [value(cell) for cell in row.cells]
        part = parts.get(cells[0], _Parts())
        programmes = _programmes(row)
        entry = OfacEntry(
            uid=cells[0],
            name=cells[1],
            kind=cells[2].casefold(),
            programmes=programmes,
            title=cells[4],
            flag=cells[9],
            owner=cells[10],
            names=part.names,
            addresses=part.addresses,
        )
        _remarks(entry, value(row.cells[11], trim=False), part.comments)
        entry.flags.extend(f"rows:{sheet}:{spans(lines)}" for sheet, lines in sorted(part.rows.items()))
        on = LISTS["SDN"] if sdn else list_of_programmes(programmes)
        claims = claims_of(entry, on, self.name, index, counts)
        return Entry(row=row.line, record=entry_key(on, cells[0]), cells=row.cells, claims=claims)


@dataclass(frozen=True, slots=True)
class OfacOrphans:
    """Reads a file of names, addresses or comments that lies without the file of its entries: it names nobody."""

    name: str = "ofac_orphans"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say that it is a part of OFAC's list."""
        return document_of(file, sdn=True, coverage="excerpt")

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one rejected entry per row."""
        role = role_of(look(file.path))
        if role is None or role == "entries":
            raise SourceError("must have the columns of OFAC's alt.csv, add.csv or sdn_comments.csv", file.path, 1)
        notes.headers[""] = COLUMNS[role]
        notes.warnings.append("the file of its entries, sdn.csv, does not lie beside it: nobody has a primary name")
        for row in _read(file, role, notes):
            yield _companion(None, role, row, frozenset(), "the file of entries, which is not here")


def document_of(file: SourceFile, sdn: bool, coverage: str, edition: str | None = None) -> Document:
    """Describe a file of one of OFAC's two lists, whatever its form: all forms restate the same records."""
    title = LISTS["SDN" if sdn else "NS"].title
    day = edition or edition_of_name(file.path.name)
    own = Meta(title=title, owner=GOVERNMENT, coverage=coverage, edition=day)
    return list_document(file, own, OFAC.surface, "en")


def value(cell: str, trim: bool = True) -> str:
    """Return what a cell says; "" for the null that OFAC prints with a blank behind it."""
    text = printed(cell) if trim else cell
    return "" if text.strip() == NULL else text


def spans(lines: Iterable[int]) -> str:
    """Write line numbers as ranges: 3-5,9."""
    ordered = sorted(lines)
    breaks = [index for index, (one, other) in enumerate(pairwise(ordered), start=1) if other != one + 1]
    runs = [ordered[start:end] for start, end in pairwise([0, *breaks, len(ordered)])]
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _read(file: SourceFile, role: Role, notes: Notes) -> Iterator[Row]:
    layout = Layout(encoding=encoding_of(file.path, notes), names=COLUMNS[role])
    for row in TableReader(file.path, layout):
        if row.cells != (END,):  # the mark of the end is no row
            if row.stray:
                notes.counts["stray_quote"] += 1
            yield row


def _programmes(row: Row) -> tuple[str, ...]:
    """The tags of a cell such as `SDGT] [SYRIA`."""
    return tuple(tag.strip(" []") for tag in value(row.cells[3]).split("] [") if tag.strip(" []"))


def _check(cells: tuple[str, ...]) -> Reject | None:
    if not cells[0].strip().isdigit():
        return Reject("entry_number", f"must be the number of an entry, got {cells[0]!r}", "ent_num")
    if not value(cells[1]):
        return Reject("missing_value", "SDN_Name must not be empty", "SDN_Name")
    if value(cells[2]).casefold() not in TYPES:
        known = ", ".join(name for name in TYPES if name)
        return Reject("unknown_type", f"must be one of {known} or empty, got {cells[2]!r}", "SDN_Type")
    return None


def _remarks(entry: OfacEntry, remarks: str, comments: list[str]) -> None:
    """Take the remarks apart, with what was cut off and stands in the comments."""
    whole = remarks + "".join(comments)
    parts = segments(whole)
    if len(remarks) >= CUT and not comments and not remarks.endswith("."):
        parts = parts[:-1]  # half a word says nothing
        entry.flags.append("remarks:cut")
    entry.segments = parts


def _companions(file: SourceFile, notes: Notes) -> tuple[dict[str, _Parts], list[tuple[str, Role, Row]]]:
    """Read all companions: what they say by the number of the entry, and their rows in order."""
    parts: dict[str, _Parts] = {}
    rows: list[tuple[str, Role, Row]] = []
    for companion in file.companions:
        role = role_of(look(companion.path))
        if role is None or role == "entries":
            raise SourceError("changed while it was read; load it again", companion.path)
        sheet = companion.path.name
        notes.headers[sheet] = COLUMNS[role]
        for row in _read(companion, role, notes):
            rows.append((sheet, role, row))
            notes.counts[f"rows_of_{sheet}"] += 1
            if row.reject is None and _check_part(role, row.cells) is None:
                part = parts.setdefault(row.cells[0].strip(), _Parts())
                _add(part, role, row.cells)
                part.rows.setdefault(sheet, []).append(row.line)
    return parts, rows


def _add(part: _Parts, role: Role, cells: tuple[str, ...]) -> None:
    if role == "names":
        part.names.append(Name(value(cells[3]), QUALITIES[value(cells[2]).casefold()]))
    elif role == "addresses":
        printed_parts = [value(cell) for cell in cells[2:5]]
        part.addresses.append((", ".join(text for text in printed_parts if text), printed_parts[2]))
    else:
        part.comments.append(value(cells[1], trim=False))


def _check_part(role: Role, cells: tuple[str, ...]) -> Reject | None:
    if not cells[0].strip().isdigit():
        return Reject("entry_number", f"must be the number of an entry, got {cells[0]!r}", "ent_num")
    if role == "names" and value(cells[2]).casefold() not in QUALITIES:
        return Reject("unknown_type", f"must be one of {', '.join(QUALITIES)}, got {cells[2]!r}", "alt_type")
    if role == "names" and not value(cells[3]):
        return Reject("missing_value", "alt_name must not be empty", "alt_name")
    return None


def _companion(sheet: str | None, role: Role, row: Row, known: Iterable[str], owner: str) -> Entry:
    """Account for a row of a companion: part of an entry, or rejected."""
    reject = row.reject or _check_part(role, row.cells)
    if reject is None and row.cells[0].strip() not in known:
        reject = Reject("orphan", f"no entry {row.cells[0].strip()} stands in {owner}", "ent_num")
    key = f"OFAC|{role}|{'|'.join(row.cells[:2]) if role != 'comments' else row.cells[0]}"
    if reject is not None:
        return Entry(row=row.line, sheet=sheet, cells=row.cells, reject=reject)
    return Entry(row=row.line, sheet=sheet, record=key, cells=row.cells, tells_of=party_key(row.cells[0].strip()))
