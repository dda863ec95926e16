"""The UK Sanctions List, as CSV or ODS: the summary (a row per entry) and the full list (a row per name and address).

Source: https://www.gov.uk/government/publications/the-uk-sanctions-list
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from graph.errors import SourceError
from graph.model import Claim, Document, Entry, Kind, Name, Party, PartyKind, Quality, Reject
from loaders.contacts import contacts_of
from loaders.head import Head
from loaders.lists.kinds import party_kind
from loaders.lists.names import aliases_of, language_code, split_cell
from loaders.lists.parts import births_of, country_of, edition_of_name, ids_of, list_document, unique_names
from loaders.lists.positions import claims_of
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.containers import ZIP, zip_content
from loaders.tables.dates import DateProblem, DateRule, read_date
from loaders.tables.ods import OdsReader
from loaders.tables.reader import Layout, Row, TableReader
from loaders.tables.sheets import SheetReader
from loaders.tables.xlsx import XlsxReader

TITLE = "UK Sanctions List"
AUTHORITY = Party(
    surface="Foreign, Commonwealth and Development Office",
    kind="public_body",
    country="GB",
    country_basis="printed",
    key="authority FCDO",
)
NEEDED = frozenset({"Unique ID", "OFSI Group ID", "Regime Name", "Date Designated", "Sanctions Imposed"})
KINDS = ("Type", "Individual, Entity, Ship", "Designation Type")
TYPES = {"individual": "Person", "entity": "LegalEntity", "ship": "Vessel"}
NAMES = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")  # the sixth is the family name or the whole
QUALITIES: dict[str, Quality] = {
    "primary name": "primary", "primary name variation": "alias", "alias": "alias", "aka": "alias",
    "fka": "former", "formerly known as": "former",
}  # fmt: skip
ADDRESS = (*(f"Address Line {number}" for number in range(1, 7)), "Address Postal Code", "Address Country")
NUMBERS = {
    "Business registration number (s)": "REG",
    "National Identifier number": "ID",
    "Passport number": "PASSPORT",
    "IMO number": "IMO",
}
CONTACTS = {"Phone number": "PHONE", "Email address": "EMAIL", "Website": "WEBSITE"}
COUNTRIES = ("Nationality(/ies)", "Current believed flag of ship")
# Column -> what it states, and whether it names the one that holds the other; "owner/operator" may be either.
RELATIONS: tuple[tuple[str, Kind, bool], ...] = (
    ("Parent company", "ownership", True),
    ("Subsidiaries", "ownership", False),
    ("Current owner/operator (s)", "link", True),
    ("Previous owner/operator (s)", "link", True),
)
READ = frozenset(
    {
        *NEEDED, *KINDS, *NAMES, *ADDRESS, *NUMBERS, *COUNTRIES, "Name", "Name type", "Alias strength",
        "UN Reference Number", "Name non-latin script", "Non-latin script language", "Designation source",
        "UK Statement of Reasons", "Other Information", "D.O.B", "Position", *(column for column, _, _ in RELATIONS),
        *CONTACTS,
    }
)  # fmt: skip
# Columns that say nothing the graph holds; kept in the archive with the row.
LEFT = frozenset(
    {
        "Last Updated", "Title", "Non-latin script type",
        "National Identifier additional information", "Passport additional information",
        "Gender", "Town of birth", "Country of birth", "Type of entity", "Previous flags", "Type of ship",
        "Tonnage of ship", "Length of ship", "Year Built", "Hull identification number (HIN)",
    }
)  # fmt: skip
WORKBOOKS: dict[str, Callable[[Path, Layout], SheetReader]] = {"ods": OdsReader, "xlsx": XlsxReader}
DAY_FIRST = DateRule(order="dmy")
REPORT_DATE = re.compile(r"Report Date\s*:\s*([^,\"]+)", re.IGNORECASE)
NO_DAY = re.compile(r"^dd/(?:mm/)?", re.IGNORECASE)
NOTHING = re.compile(r"^[\s,\-–]+")


def fits(head: Head) -> bool:
    """Whether a file is this list."""
    if head.data.startswith(ZIP):
        with suppress(SourceError):  # what is broken or too large is told by the family that reads any workbook
            return any(map(_is_header, _first(row.cells for row in _sheets(head.path))))
        return False
    lines = head.text.splitlines()[:2]
    return bool(lines) and (_is_header(head.header) or (len(lines) > 1 and _is_header(_cells(lines[1]))))


def _is_header(cells: Iterable[str]) -> bool:
    return {cell.strip() for cell in cells} >= NEEDED


def _first(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The rows among which the header stands: the first, or the second below the date of the report."""
    for number, row in enumerate(rows):
        if number > 1:
            return
        yield row


def _cells(line: str) -> list[str]:
    return [cell.strip().strip('"') for cell in re.split(r",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", line)]


@dataclass(frozen=True, slots=True)
class UkSanctions:
    """Reads both forms in both formats."""

    name: str = "uk_sanctions"
    version: str = "2"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say of which day the list is: the report says it, else the name that the publisher gave the file."""
        first = next(_rows(file), None)
        found = REPORT_DATE.search(" ".join(first.cells)) if first else None
        try:
            edition = read_date(found.group(1).strip(), DAY_FIRST) if found else edition_of_name(file.path.name)
        except DateProblem:
            edition = None
        own = Meta(
            title=TITLE,
            edition=edition,
            url="https://www.gov.uk/government/publications/the-uk-sanctions-list",
            coverage="complete",
        )
        return list_document(file, own, "Foreign, Commonwealth and Development Office", "en")

    def content(self, file: SourceFile) -> str:
        """Hash of the rows, the same for one edition as CSV and as ODS."""
        digest = hashlib.sha256()
        for row in _rows(file):
            cells = [" ".join(cell.split()) for cell in row.cells]
            while cells and not cells[-1]:
                cells.pop()
            digest.update("\x1f".join([*cells, "\x1e"]).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row; what all rows of an entry say together stands with the first of them."""
        rows = _rows(file)
        header: tuple[str, ...] = ()
        for row in rows:
            if _is_header(row.cells):
                header = tuple(cell.strip() for cell in row.cells)
                break
        if not header:
            raise SourceError(f"must have the columns {', '.join(sorted(NEEDED))}", file.path)
        notes.headers[""] = header
        notes.unread.extend(column for column in header if column and column not in READ and column not in LEFT)
        if "Name" in header:
            yield from (_entry([(row, _dict(header, row))]) for row in rows)
            return
        groups: dict[str, list[tuple[Row, dict[str, str]]]] = {}
        for row in rows:
            cells = _dict(header, row)
            groups.setdefault(cells.get("Unique ID") or f"row {row.line}", []).append((row, cells))
        entries = (chain([_entry(group)], map(_further, group[1:])) for group in groups.values())
        yield from sorted(chain.from_iterable(entries), key=lambda entry: entry.row or 0)


def _rows(file: SourceFile) -> Iterator[Row]:
    """All rows of the file, the header among them, with blank ones left out."""
    with file.path.open("rb") as stream:
        packed = stream.read(len(ZIP)) == ZIP
    for row in _sheets(file.path) if packed else _lines(file):
        if any(cell.strip() for cell in row.cells):
            yield row


def _sheets(path: Path) -> Iterator[Row]:
    """Rows of all sheets of a workbook, as printed."""
    reader = WORKBOOKS.get(zip_content(path)[0])
    if reader is None:
        raise SourceError("is no spreadsheet that can be read; save it as CSV or ODS", path)
    book = reader(path, Layout())
    for sheet in book.sheets():
        for number, cells in book.grid(sheet):
            yield Row(number, tuple(str(cell) for cell in cells))


def _lines(file: SourceFile) -> Iterator[Row]:
    with file.path.open("rb") as stream:
        begin = stream.readline(1 << 16)
    above = 2 if REPORT_DATE.search(begin.decode("latin-1")) else 1
    if above == 2:
        yield Row(1, (begin.decode("utf-8-sig", "replace").strip(),))
    reader = TableReader(file.path, Layout(header_row=above))
    yield Row(above, reader.read_header())
    yield from reader


def _dict(header: tuple[str, ...], row: Row) -> dict[str, str]:
    filled = (*row.cells, *("" for _ in range(len(header) - len(row.cells))))
    return {column: " ".join(cell.split()) for column, cell in zip(header, filled, strict=False) if column}


def _further(held: tuple[Row, dict[str, str]]) -> Entry:
    return Entry(row=held[0].line, cells=held[0].cells, reject=held[0].reject)


def _entry(group: list[tuple[Row, dict[str, str]]]) -> Entry:
    row, cells = group[0]
    if row.reject is not None:
        return Entry(row=row.line, cells=row.cells, reject=row.reject)
    key = cells.get("Unique ID", "")
    whole = [cells for row, cells in group if row.reject is None]
    reject = _check(cells, _name(_primary(whole)))
    if reject is None:
        try:
            return Entry(row=row.line, record=key, cells=row.cells, claims=tuple(_claims(whole, key)))
        except DateProblem as error:
            reject = Reject(error.reject.rule, str(error), "Date Designated")
    return Entry(row=row.line, record=key or None, cells=row.cells, reject=reject)


def _check(cells: Mapping[str, str], name: str) -> Reject | None:
    for column, value in (("Unique ID", cells.get("Unique ID")), ("Name", name)):
        if not value:
            return Reject("missing_value", f"{column} must not be empty", column)
    if _type(cells).casefold() not in TYPES:
        return Reject("unknown_schema", f"must be Individual, Entity or Ship, got {_type(cells)!r}", "Type")
    return None


def _type(cells: Mapping[str, str]) -> str:
    return next((cells[column] for column in KINDS if cells.get(column)), "")


def _name(cells: Mapping[str, str]) -> str:
    return cells.get("Name") or " ".join(cells[column] for column in NAMES if cells.get(column))


def _primary(rows: list[dict[str, str]]) -> dict[str, str]:
    """The row of the primary name, else the first that has one."""
    named = [cells for cells in rows if _name(cells)]
    primary = (cells for cells in named if cells.get("Name type", "").casefold() == "primary name")
    return next(primary, named[0] if named else rows[0])


def _claims(rows: list[dict[str, str]], key: str) -> Iterator[Claim]:
    cells, flags = _primary(rows), list[str]()
    party = _party(rows, key, flags)
    day = next((row["Date Designated"] for row in rows if row.get("Date Designated")), "")
    source = cells.get("Designation source")
    yield Claim(
        kind="listing",
        subject=AUTHORITY,
        object=party,
        topic=TITLE,
        measure=NOTHING.sub("", cells.get("Sanctions Imposed", "")) or None,
        programme=cells.get("Regime Name") or None,
        entry=key,
        reason=cells.get("UK Statement of Reasons") or cells.get("Other Information") or None,
        start=read_date(day, DAY_FIRST) if day else None,
        language="en",
        extractor="uk_sanctions",
        flags=(*flags, *([f"designation_source:{source}"] if source else [])),
        record=key,
    )
    if party.kind == "person":
        for cell in dict.fromkeys(value for row in rows if (value := row.get("Position"))):
            yield from claims_of(re.sub(r"\(\d+\)", ";", cell), party, key, "uk_sanctions")
    for column, kind, owner in RELATIONS:
        for name in dict.fromkeys(value for row in rows for value in split_cell(row.get(column, ""))):
            other = Party(surface=name, key=f"{key}|{column}|{name}")
            yield Claim(
                kind=kind,
                subject=other if owner else party,
                object=party if owner else other,
                topic=column.removesuffix(" (s)").casefold() if kind == "link" else None,
                language="en",
                extractor="uk_sanctions",
                record=f"{key}|{column}|{name}",
            )


def _party(rows: list[dict[str, str]], key: str, flags: list[str]) -> Party:
    surface = _name(_primary(rows))
    schema = TYPES[_type(rows[0]).casefold()]
    kind: PartyKind = party_kind(schema, surface)
    found = (", ".join(row[part] for part in ADDRESS if row.get(part)) for row in rows)
    addresses = tuple(dict.fromkeys(address for address in found if address))
    values = [
        re.sub(r"^\(\d+\)\s*", "", part) for row in rows for column in COUNTRIES for part in _several(row, column)
    ]
    country, printed = country_of(values, addresses, flags)
    numbers = [(kind, value) for row in rows for column, kind in NUMBERS.items() if (value := row.get(column))]
    reached = [(kind, row.get(column, "")) for row in rows for column, kind in CONTACTS.items()]
    first = rows[0]
    united = first.get("UN Reference Number")
    fixed = [(kind, value) for kind, value in (("OFSI", first.get("OFSI Group ID")), ("UN", united)) if value]
    births = (NO_DAY.sub("", text) for row in rows for text in _several(row, "D.O.B"))
    return Party(
        surface=surface,
        kind=kind,
        country=country,
        country_basis=None if country is None else "printed" if printed else "address",
        names=unique_names(surface, _names(rows)),
        ids=(*fixed, *ids_of(dict.fromkeys(numbers), country, flags), *contacts_of(reached)),
        addresses=addresses,
        birth_dates=births_of(dict.fromkeys(births), flags, DAY_FIRST),
        key=key,
    )


def _several(row: Mapping[str, str], column: str) -> list[str]:
    """Values of a cell that numbers them, `(1) Russia (2) Belarus`, or parts them at commas or semicolons."""
    return [value.strip() for value in re.split(r"\(\d+\)|[;,]", row.get(column, "")) if value.strip()]


def _names(rows: list[dict[str, str]]) -> Iterator[Name]:
    for row in rows:
        quality = QUALITIES.get(row.get("Name type", "").casefold(), "alias" if "Name type" in row else "primary")
        if quality == "alias" and row.get("Alias strength", "").casefold() in ("low quality a.k.a", "weak", "low"):
            quality = "weak"
        if text := _name(row):
            yield Name(text, quality)
            yield from aliases_of(text, "alias" if quality == "primary" else quality)
        if other := row.get("Name non-latin script"):
            language = language_code(row.get("Non-latin script language", ""))
            for name in aliases_of(other, "weak" if quality == "weak" else "alias"):
                yield Name(name.text, name.quality, name.language or language)
