"""Basic company data of Companies House: names, addresses and status of UK companies, CSV or JSON with its columns.

Source: https://download.companieshouse.gov.uk/en_output.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Claim, Document, Entry, Name, Party, Reject
from loaders.head import Head
from loaders.json_records import JsonRecords, first_record
from loaders.lists.parts import edition_of_name
from loaders.protocol import Notes
from loaders.registers.parts import Columns, distinct, entry, join_address, json_leaves
from loaders.registers.uk_parts import LICENCE, OVERSEAS, PUBLISHER, company_key, company_number, country
from loaders.source import Meta, SourceFile
from loaders.tables.dates import DateProblem, DateRule, read_date
from loaders.tables.reader import Layout, TableReader

TITLE = "Basic company data"
URL = "https://download.companieshouse.gov.uk/en_output.html"
MARKS = frozenset({"CompanyName", "CompanyNumber", "RegAddress.PostTown", "CompanyStatus"})
ADDRESS = ("CareOf", "POBox", "AddressLine1", "AddressLine2", "PostTown", "County", "PostCode", "Country")
DAYS = DateRule(order="dmy")
READ = frozenset(
    {"CompanyName", "CompanyNumber", "CompanyStatus", "CompanyCategory", "CountryOfOrigin", "DissolutionDate", "URI"}
    | {"IncorporationDate", *(f"RegAddress.{name}" for name in ADDRESS)}
)
LEFT = ("Accounts.", "Returns.", "Mortgages.", "SICCode.", "LimitedPartnerships.", "ConfStmt")
FORMER = "PreviousName_"


def fits(head: Head) -> bool:
    """Whether a file has the columns of the register."""
    first = first_record(head.text)
    columns = first.keys() if isinstance(first, dict) else head.header
    return {name.strip() for name in columns} >= MARKS


@dataclass(frozen=True, slots=True)
class UkCompanies:
    """Reads company data."""

    name: str = "uk_companies"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say of which day the file is, where its name gives it."""
        own = Meta(title=TITLE, edition=edition_of_name(file.path.name), url=URL, licence=LICENCE)
        meta = file.meta.over(own)
        return Document(
            sha256=file.sha256, name=file.path.name, kind="table", source=meta.source(PUBLISHER), title=meta.title
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per company."""
        with file.path.open("rb") as stream:
            start = stream.read(64).decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
        yield from _from_json(file, notes) if start.startswith(("{", "[")) else _from_csv(file, notes)


def _from_csv(file: SourceFile, notes: Notes) -> Iterator[Entry]:
    reader = TableReader(file.path, Layout())
    notes.headers[""] = reader.read_header()
    header = [name.strip() for name in reader.header]
    notes.unread.extend(name for name in header if not _known(name))
    for row in reader:
        if row.reject is not None:
            yield Entry(row=row.line, cells=row.cells, reject=row.reject)
        else:
            yield _entry(row.line, dict(zip(header, row.cells, strict=True)), row.cells)


def _from_json(file: SourceFile, notes: Notes) -> Iterator[Entry]:
    columns = Columns()
    for row, value, reject in JsonRecords(file.path):
        if reject is not None:
            yield Entry(row=row, reject=reject)
            continue
        cells = columns.cells(json_leaves(value))
        yield _entry(row, value if isinstance(value, dict) else {}, cells)
    notes.headers[""] = columns.header
    notes.unread.extend(columns.unread(lambda path: _known(path.strip())))


def _known(column: str) -> bool:
    return column in READ or column.startswith((FORMER, *LEFT))


def _entry(row: int, fields: Mapping[str, Any], cells: tuple[str, ...]) -> Entry:
    found = {name.strip(): " ".join(value.split()) for name, value in fields.items() if isinstance(value, str)}
    name, printed = found.get("CompanyName", ""), found.get("CompanyNumber", "")
    if not name or not printed:
        message = "must have a name and a number"
        return Entry(row=row, cells=cells, reject=Reject("missing_value", message, "CompanyNumber"))
    number = company_number(printed)
    flags: list[str] = []
    home = country(found.get("CountryOfOrigin", "")) or (None if number.startswith(OVERSEAS) else "GB")
    former = sorted(column for column in found if column.startswith(FORMER) and column.endswith("CompanyName"))
    party = Party(
        surface=name,
        country=home,
        country_basis="printed" if home else None,
        names=distinct((Name(found[column], "former") for column in former), name),
        ids=(("REG-GB", number),),
        addresses=tuple(line for line in [join_address(found.get(f"RegAddress.{part}") for part in ADDRESS)] if line),
        key=company_key(number),
    )
    claim = Claim(
        kind="registration",
        object=party,
        topic=PUBLISHER,
        entry=number,
        outcome=found.get("CompanyStatus") or None,
        programme=found.get("CompanyCategory") or None,
        start=_day(found, "IncorporationDate", flags),
        end=_day(found, "DissolutionDate", flags),
        flags=tuple(flags),
    )
    return entry(row, company_key(number), cells, [claim])


def _day(found: Mapping[str, str], column: str, flags: list[str]) -> str | None:
    """Read a day of the form day/month/year, which the register's note settles."""
    text = found.get(column, "")
    try:
        return read_date(text, DAYS) if text else None
    except DateProblem:
        flags.append(f"{column}:unread")
        return None
