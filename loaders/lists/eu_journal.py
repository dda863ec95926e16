"""Annexes of the EU's sanctions regulations as CSV with a CELEX number in the first column.

Two kinds of file: consolidated ones (`celex`; all that stands in the annexes) and amendments (`amendedCelex`,
`amendmentCelex`; positive entries of one amending act, which close nothing).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.errors import SourceError
from graph.model import Claim, Document, Entry, Party, Reject
from graph.resolution import check_digits
from loaders.contacts import contacts_of
from loaders.identifiers import read_identifiers
from loaders.lists.kinds import OF_SCHEMA, party_kind
from loaders.lists.names import names_of, split_cell
from loaders.lists.positions import claims_of
from loaders.places import country_of_address, nationality
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.dates import DateProblem, read_date
from loaders.tables.reader import Layout, Row, TableReader

CONSOLIDATED = ("celex", "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema", "name")
AMENDMENT = ("amendedCelex", "amendmentCelex", *CONSOLIDATED[1:])
READ = frozenset(
    (*CONSOLIDATED, *AMENDMENT, "alias", "weakAlias", "previousName", "country", "nationality", "jurisdiction", "flag")
) | {"birthDate", "legalForm", "address", "position", "phone", "email", "website"}
IDENTIFIERS = {
    "registrationNumber": "REG",
    "taxNumber": "TAX",
    "idNumber": "ID",
    "passportNumber": "PASSPORT",
    "innCode": "INN",
    "ogrnCode": "OGRN",
    "kppCode": "KPP",
    "okpoCode": "OKPO",
    "leiCode": "LEI",
    "swiftBic": "SWIFT",
    "imoNumber": "IMO",
    "mmsi": "MMSI",
}
# Columns of the layout that say nothing the graph holds; kept in the archive with the row.
LEFT = frozenset(
    {"birthPlace", "gender", "appearance", "ethnicity", "fatherName", "motherName", "incorporationDate"}
) | {"sector", "ticker", "notes"}
CONTACTS = {"phone": "PHONE", "email": "EMAIL", "website": "WEBSITE"}
CELEX = re.compile(r"\d{5}[A-Z]\d{4}")
ACT = re.compile(r"3(\d{4})([RD])(\d{4})")
# Corporate body code of the Publications Office of the EU: http://publications.europa.eu/resource/authority/corporate-body
AUTHORITY = Party(
    surface="Council of the European Union",
    kind="public_body",
    ids=(("EU-CORPORATE-BODY", "CONSIL"),),
    key="authority CONSIL",
)
DATE_WORDS = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{4}|\d{4}")


def fits(header: tuple[str, ...]) -> bool:
    """Whether a header is one of this layout."""
    return header[: len(CONSOLIDATED)] == CONSOLIDATED or header[: len(AMENDMENT)] == AMENDMENT


@dataclass(frozen=True, slots=True)
class EuJournal:
    """Reads consolidated and amendment files."""

    name: str = "eu_journal"
    version: str = "3"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say which act the file holds; from its first row."""
        reader = TableReader(file.path, Layout())
        header = reader.read_header()
        if not fits(header):
            raise SourceError(f"must begin with the columns {', '.join(CONSOLIDATED)}", file.path, 1)
        first = next((row for row in reader if row.reject is None), None)
        cells = dict(zip(header, first.cells, strict=True)) if first else {}
        act = cells.get("celex") or cells.get("amendedCelex") or ""
        amended = "amendmentCelex" in cells
        own = Meta(
            title=f"{act_name(act)}, annexes" if act else "Annexes of EU sanctions acts",
            url=f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{cells.get('amendmentCelex') or act}",
            coverage="amendment" if amended else "complete",
        )
        meta = file.meta.over(own)
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="list",
            source=meta.source("European Union"),
            title=meta.title,
            language="en",
            published=meta.published,
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row."""
        reader = TableReader(file.path, Layout())
        notes.headers[""] = reader.read_header()
        known = READ | IDENTIFIERS.keys() | LEFT
        notes.unread.extend(column for column in reader.header if column not in known)
        for row in reader:
            if row.stray:
                notes.counts["stray_quote"] += 1
            yield self._entry(row, reader.header)

    def _entry(self, row: Row, header: tuple[str, ...]) -> Entry:
        if row.reject is not None:
            return Entry(row=row.line, cells=row.cells, reject=row.reject)
        cells = {column: cell.strip() for column, cell in zip(header, row.cells, strict=True)}
        key = entry_key(cells)
        reject = _check(cells)
        if reject is None:
            try:
                claim = _claim(cells, key)
            except DateProblem as error:
                reject = Reject(error.reject.rule, error.reject.message, "startDate")
            else:
                return Entry(row=row.line, record=key, cells=row.cells, claims=(claim, *_relations(cells, claim, key)))
        return Entry(row=row.line, record=key, cells=row.cells, reject=reject)


def entry_key(cells: Mapping[str, str]) -> str:
    """Raw key of an entry: an amendment restates an entry of the act that it amends under the same key."""
    act = cells.get("celex") or cells.get("amendedCelex", "")
    return "|".join((act, *(cells.get(column, "") for column in ("annex", "recordId", "schema", "name"))))


def act_name(celex: str) -> str:
    """Name of an act by its CELEX number: `32014R0833` is Regulation (EU) No 833/2014.

    Source: https://eur-lex.europa.eu/content/tools/eur-lex-celex-infographic-A3.pdf
    """
    found = ACT.fullmatch(celex)
    if not found:
        return celex
    year, kind, number = found.groups()
    if kind == "D":
        return f"Decision (CFSP) {year}/{int(number)}"
    return f"Regulation (EU) No {int(number)}/{year}" if int(year) < 2015 else f"Regulation (EU) {year}/{int(number)}"


def _check(cells: Mapping[str, str]) -> Reject | None:
    """Find what makes an entry unreadable."""
    act = cells.get("celex") or cells.get("amendedCelex", "")
    if not CELEX.fullmatch(act):
        return Reject("celex", f"must be a CELEX number such as 32014R0833, got {act!r}", "celex")
    for column in ("schema", "name", "measure"):
        if not cells.get(column):
            return Reject("missing_value", f"{column} must not be empty", column)
    if cells["schema"] not in OF_SCHEMA:
        return Reject("unknown_schema", f"must be one of {', '.join(OF_SCHEMA)}, got {cells['schema']!r}", "schema")
    return None


def _claim(cells: Mapping[str, str], key: str) -> Claim:
    act = cells.get("celex") or cells.get("amendedCelex", "")
    party, flags = _party(cells, key)
    return Claim(
        kind="listing",
        subject=AUTHORITY,
        object=party,
        topic=act_name(act),
        measure=cells["measure"],
        programme=cells.get("programKey") or None,
        annex=cells.get("annex") or None,
        entry=cells.get("recordId") or None,
        reason=cells.get("reason") or None,
        start=read_date(cells["startDate"]) if cells.get("startDate") else None,
        language="en",
        extractor="eu_journal",
        flags=flags,
        record=key,
    )


def _relations(cells: Mapping[str, str], listing: Claim, key: str) -> Iterator[Claim]:
    """Offices and shares of a listed person; the layout has no column for other relations."""
    if listing.object is not None and listing.object.kind == "person":
        yield from claims_of(cells.get("position", ""), listing.object, key, "eu_journal")


def _party(cells: Mapping[str, str], key: str) -> tuple[Party, tuple[str, ...]]:
    flags: list[str] = []
    addresses = tuple(split_cell(cells.get("address", "")))
    country, printed = _country(cells, addresses, flags)
    kind = party_kind(cells["schema"], cells["name"], cells.get("legalForm", ""))
    ids = _ids(cells, kind == "vessel", country, flags)
    births = _births(cells.get("birthDate", ""), flags)
    names = names_of(cells["name"], cells.get("alias", ""), cells.get("weakAlias", ""), cells.get("previousName", ""))
    party = Party(
        surface=cells["name"],
        kind=kind,
        country=country,
        country_basis=None if country is None else "printed" if printed else "address",
        names=names,
        ids=(*ids, *contacts_of((kind, cells.get(column, "")) for column, kind in CONTACTS.items())),
        addresses=addresses,
        birth_dates=births,
        key=key,
    )
    return party, tuple(flags)


def _country(cells: Mapping[str, str], addresses: tuple[str, ...], flags: list[str]) -> tuple[str | None, bool]:
    """Find the country: of its own cell, else of the first address that names one; else unknown."""
    for column in ("jurisdiction", "flag", "nationality", "country"):
        values = [part for value in split_cell(cells.get(column, "")) for part in re.split(r",\s*| and ", value)]
        codes = {code for value in values if (code := nationality(value))}
        if len(codes) == 1 and len(values) == 1:
            return codes.pop(), True
        if values:
            flags.append(f"{column}:several" if len(values) > 1 else f"{column}:unread")
            if len(codes) > 1:
                return None, False
    found = list(dict.fromkeys(code for address in addresses if (code := country_of_address(address))))
    if len(found) > 1:
        flags.append("addresses_in:" + ",".join(found))
    return (found[0] if found else None), False


def _ids(cells: Mapping[str, str], vessel: bool, country: str | None, flags: list[str]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for column, kind in IDENTIFIERS.items():
        if column == "imoNumber" and not vessel:
            kind = "IMO-COMPANY"  # ships and their owners have numbers of two different series
        for value in split_cell(cells.get(column, "")):
            pairs = read_identifiers(value, kind, country)
            found.update(dict.fromkeys(pairs))
            if not pairs and kind != "KPP":
                flags.append(f"{column}:unread")
    flags.extend(f"check_digits:{kind}:{number}" for kind, number in found if not check_digits(kind, number))
    return tuple(found)


def _births(cell: str, flags: list[str]) -> tuple[str, ...]:
    """Read all dates of birth of a cell, alternatives included; what is no date is flagged, not guessed."""
    dates: dict[str, None] = {}
    for text in DATE_WORDS.findall(cell):
        try:
            dates[read_date(text)] = None
        except DateProblem:
            flags.append("birthDate:unread")
    if cell and not dates and "birthDate:unread" not in flags:
        flags.append("birthDate:unread")
    return tuple(dates)
