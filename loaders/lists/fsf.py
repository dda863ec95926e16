"""The consolidated list of persons, groups and entities under financial sanctions of the European Union.

As the Financial Sanctions Files publish it: XML 1.1 (an element per subject, facts in attributes) and CSV 1.1 (a row
per name, address, birth, document or citizenship, with semicolons). Written from the published layout.
Source: https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from graph.errors import SourceError
from graph.model import Claim, Document, Entry, Name, Party, Reject
from loaders.contacts import contacts_of, labelled_contact
from loaders.head import Head
from loaders.lists.eu_journal import AUTHORITY
from loaders.lists.kinds import party_kind
from loaders.lists.names import aliases_of
from loaders.lists.parts import births_of, country_of, ids_of, list_document, read_xml_date, unique_names, years_between
from loaders.places import country_of_text
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.dates import DateProblem, DateRule, read_date
from loaders.tables.reader import Layout, Row, TableReader
from loaders.xml import Records, leaves, local, text_of

TITLE = "EU consolidated list of financial sanctions"
NEEDED = frozenset({"Entity_LogicalId", "Entity_SubjectType", "NameAlias_WholeName"})
RECORDS = frozenset({"sanctionEntity"})
KINDS = {"person": "Person", "p": "Person", "enterprise": "LegalEntity", "e": "LegalEntity", "vessel": "Vessel"}
DOCUMENTS = {
    "passport": "PASSPORT", "diplomatic": "PASSPORT", "travelDoc": "PASSPORT", "id": "ID", "ssn": "ID",
    "residentperm": "ID", "fiscalcode": "TAX", "regnumber": "REG", "tradelic": "REG", "swiftbic": "SWIFT",
    "imo": "IMO",
}  # fmt: skip
PARTS = ("nameAlias", "address", "birthdate", "identification", "citizenship")
READ = {
    "": {"logicalId", "euReferenceNumber", "unitedNationId", "designationDate", "designationDetails", "remark"},
    "subjectType": {"code", "classificationCode"},
    "regulation": {"numberTitle", "programme", "publicationDate"},
    "nameAlias": {"wholeName", "firstName", "middleName", "lastName", "nameLanguage", "strong"},
    "address": {
        "street", "poBox", "zipCode", "city", "place", "region", "countryDescription", "countryIso2Code", "contactInfo",
    },
    "birthdate": {"birthdate", "dayOfMonth", "monthOfYear", "year", "yearRangeFrom", "yearRangeTo", "circa"},
    "identification": {
        "number", "latinNumber", "identificationTypeCode", "countryIso2Code", "countryDescription", "knownFalse",
    },
    "citizenship": {"countryIso2Code", "countryDescription"},
}  # fmt: skip
# Attributes of the layout that say nothing the graph holds; kept in the archive with the entry.
LEFT = {
    "regulation": {"regulationType", "type", "organisationType", "entryIntoForceDate", "logicalId", "publicationUrl"},
    "nameAlias": {"function", "gender", "title"},
    "address": {"asAtListingTime"},
    "birthdate": {
        "calendarType", "city", "zipCode", "region", "place", "countryIso2Code", "countryDescription",
    },
    "identification": {
        "diplomatic", "knownExpired", "reportedLost", "revokedByIssuer", "issuedBy", "issuedDate", "validFrom",
        "validTo", "nameOnDocument", "region", "identificationTypeDescription",
    },
    "citizenship": {"region"},
}  # fmt: skip
ALWAYS_LEFT = frozenset({"logicalId", "regulationLanguage", "remark"})  # of names, addresses and so on
LONGER = {  # column of the CSV -> attribute of the XML
    "Entity": "", "NameAlias": "nameAlias", "Address": "address", "BirthDate": "birthdate",
    "Identification": "identification", "Citizenship": "citizenship",
}  # fmt: skip
RENAMED = {
    ("", "eU_ReferenceNumber"): "euReferenceNumber", ("birthdate", "birthDate"): "birthdate",
    ("birthdate", "day"): "dayOfMonth", ("birthdate", "month"): "monthOfYear",
    ("identification", "typeCode"): "identificationTypeCode",
    ("identification", "typeDescription"): "identificationTypeDescription",
}  # fmt: skip
DAY_FIRST = DateRule(order="dmy")

Facts = dict[str, str]


@dataclass(slots=True)
class _Subject:
    """One entry, whatever the format: part -> what stands there, each with its attributes."""

    line: int
    cells: tuple[str, ...]
    parts: dict[str, list[Facts]] = field(default_factory=dict)

    def all(self, part: str) -> list[Facts]:
        return self.parts.get(part, [])

    def first(self, part: str, name: str) -> str:
        return next((facts[name] for facts in self.all(part) if facts.get(name)), "")


def fits_xml(head: Head) -> bool:
    """Whether a file is the list as XML."""
    return head.root == "export" and "sanctionEntity" in head.text


def fits_csv(head: Head) -> bool:
    """Whether a file is the list as CSV."""
    return set(head.cells(";")) >= NEEDED


@dataclass(frozen=True, slots=True)
class FsfXml:
    """Reads the XML."""

    name: str = "eu_fsf"
    version: str = "2"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say of which day the list is."""
        root = Records(file.path, RECORDS).read_root()
        return _document(file, root.get("generationDate", "")[:10] or None)

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per subject."""
        unread: dict[str, None] = {}
        records = Records(file.path, RECORDS)
        for line, node in records:
            held = list(leaves(node))
            unread.update(dict.fromkeys(path for path, _ in held if not _known_path(path)))
            subject = _Subject(line, tuple(f"{path}: {value}" for path, value in held), _parts_of(node))
            yield _entry(subject)
        notes.unread.extend([*unread, *records.outside])


@dataclass(frozen=True, slots=True)
class FsfCsv:
    """Reads the CSV: rows of one subject are put together, and what they say stands with the first of them."""

    name: str = "eu_fsf"
    version: str = "2"
    settings: str = "csv"

    def document(self, file: SourceFile) -> Document:
        """Say of which day the list is; from its first row."""
        reader = TableReader(file.path, Layout(delimiter=";"))
        header = reader.read_header()
        if missing := NEEDED - set(header):
            raise SourceError(f"must have the columns {', '.join(sorted(missing))}", file.path, 1)
        first = next((row for row in reader if row.reject is None), None)
        made = dict(zip(header, first.cells, strict=True)).get("fileGenerationDate", "") if first else ""
        try:
            return _document(file, read_date(made.strip(), DAY_FIRST) if made.strip() else None)
        except DateProblem:
            return _document(file, None)

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row."""
        reader = TableReader(file.path, Layout(delimiter=";"))
        header = reader.read_header()
        notes.headers[""] = header
        columns = [_attribute(column) for column in header]
        notes.unread.extend(
            column for column, place in zip(header, columns, strict=True) if column and not _known(*place)
        )
        subjects: dict[str, _Subject] = {}
        further: list[Entry] = []
        for row in reader:
            if row.reject is not None:
                further.append(Entry(row=row.line, cells=row.cells, reject=row.reject))
                continue
            parts = _parts_of_row(columns, row)
            key = next((facts["logicalId"] for facts in parts.get("", []) if facts.get("logicalId")), "")
            known = subjects.get(key) if key else None
            if known is None:
                subjects[key or f"row {row.line}"] = _Subject(row.line, row.cells, parts)
                continue
            for part in PARTS:
                known.parts.setdefault(part, []).extend(parts.get(part, []))
            further.append(Entry(row=row.line, cells=row.cells))
        yield from sorted(chain(map(_entry, subjects.values()), further), key=lambda entry: entry.row or 0)


def _document(file: SourceFile, edition: str | None) -> Document:
    own = Meta(
        title=TITLE,
        edition=edition,
        url="https://webgate.ec.europa.eu/fsd/fsf",
        coverage="complete",
    )
    return list_document(file, own, "European Commission", "en")


def _known_path(path: str) -> bool:
    """Whether an attribute or element of the XML is read or left on purpose."""
    place, mark, name = path.partition("@")
    parts = [part for part in place.split("/") if part]
    if any(part in ("regulationSummary", "contactInfo", "publicationUrl", "remark") for part in parts):
        return True
    return bool(mark) and _known(parts[0] if parts else "", name)


def _known(part: str, name: str) -> bool:
    if part in PARTS and (name in ALWAYS_LEFT or name.startswith("regulation_")):
        return True
    if part in ("file", "regulation") and name in ("", "generationDate"):
        return True
    return name in READ.get(part, ()) or name in LEFT.get(part, ())


def _parts_of(node: etree._Element) -> dict[str, list[Facts]]:
    found: dict[str, list[Facts]] = {"": [_facts(node)]}
    for child in node:
        if local(child) == "remark":
            found[""][0].setdefault("remark", text_of(child))
        else:
            found.setdefault(local(child), []).append(_facts(child) | _contact_info(child))
    return found


def _contact_info(node: etree._Element) -> Facts:
    """What the XML puts below an address, as one cell, as the CSV has it."""
    held = [_facts(child) for child in node if local(child) == "contactInfo"]
    return {"contactInfo": "; ".join(f"{one.get('key', '')} {one.get('value', '')}" for one in held)} if held else {}


def _reached(subject: _Subject) -> Iterator[tuple[str, str]]:
    for facts in subject.all("address"):
        for part in facts.get("contactInfo", "").split(";"):
            yield labelled_contact(part.strip()) or ("PHONE", part)


def _facts(node: etree._Element) -> Facts:
    return {str(key).rpartition("}")[2]: " ".join(str(value).split()) for key, value in node.attrib.items()}


def _attribute(column: str) -> tuple[str, str]:
    """Part and attribute that a column of the CSV stands for."""
    if column == "fileGenerationDate":
        return "file", "generationDate"
    prefix, _, rest = column.partition("_")
    part = LONGER.get(prefix, prefix)
    if part == "" and rest.startswith("SubjectType"):
        return "subjectType", "classificationCode" if rest.endswith("ClassificationCode") else "code"
    if part == "" and rest.startswith("Regulation_"):
        part, rest = "regulation", rest.removeprefix("Regulation_")
    name = rest[:1].lower() + rest[1:]
    return part, RENAMED.get((part, name), name)


def _parts_of_row(columns: list[tuple[str, str]], row: Row) -> dict[str, list[Facts]]:
    found: dict[str, Facts] = {}
    for (part, name), cell in zip(columns, row.cells, strict=True):
        if text := " ".join(cell.split()):
            found.setdefault(part, {})[name] = text
    return {part: [facts] for part, facts in found.items()}


def _entry(subject: _Subject) -> Entry:
    key = subject.first("", "euReferenceNumber") or subject.first("", "logicalId")
    names = _names(subject)
    reject = _check(subject, key, names)
    if reject is None:
        try:
            claim = _claim(subject, key, names)
        except DateProblem as error:
            reject = Reject(error.reject.rule, error.reject.message, "designationDate")
        else:
            return Entry(row=subject.line, record=key, cells=subject.cells, claims=(claim,))
    return Entry(row=subject.line, record=key or None, cells=subject.cells, reject=reject)


def _check(subject: _Subject, key: str, names: list[Name]) -> Reject | None:
    for column, value in (("logicalId", key), ("wholeName", names)):
        if not value:
            return Reject("missing_value", f"{column} must not be empty", column)
    if _schema(subject) is None:
        got = subject.first("subjectType", "code")
        return Reject("unknown_schema", f"must be person or enterprise, got {got!r}", "subjectType")
    return None


def _schema(subject: _Subject) -> str | None:
    printed = (subject.first("subjectType", name).casefold() for name in ("code", "classificationCode"))
    return next((KINDS[code] for code in printed if code in KINDS), None)


def _names(subject: _Subject) -> list[Name]:
    """All names: the first strong one is the name, the others are aliases, weak ones join nobody."""
    found = []
    for facts in subject.all("nameAlias"):
        parts = (facts.get(part, "") for part in ("firstName", "middleName", "lastName"))
        text = facts.get("wholeName") or " ".join(part for part in parts if part)
        if not text:
            continue
        language = facts.get("nameLanguage", "").casefold()
        parted = aliases_of(text, "weak" if facts.get("strong", "").casefold() == "false" else "alias")
        found.append(Name(text, parted[0].quality, language if len(language) == 2 else None))
        found += parted if len(parted) > 1 else []
    return sorted(found, key=lambda name: name.quality == "weak")


def _claim(subject: _Subject, key: str, names: list[Name]) -> Claim:
    flags: list[str] = []
    party = _party(subject, key, names, flags)
    day, act = subject.first("", "designationDate"), subject.first("regulation", "numberTitle")
    if published := subject.first("regulation", "publicationDate"):
        flags.append(f"act_published:{published[:10]}")  # of the last act on the entry, not the first day of it
    return Claim(
        kind="listing",
        subject=AUTHORITY,
        object=party,
        topic=TITLE,
        measure="financial sanctions",
        programme=subject.first("regulation", "programme") or None,
        annex=act or None,
        entry=key,
        reason=subject.first("", "remark") or subject.first("", "designationDetails") or None,
        start=read_xml_date(day) if day else None,
        language="en",
        extractor="eu_fsf",
        flags=tuple(flags),
        record=key,
    )


def _party(subject: _Subject, key: str, names: list[Name], flags: list[str]) -> Party:
    surface = names[0].text
    addresses = tuple(dict.fromkeys(text for facts in subject.all("address") if (text := _address(facts))))
    nations = (_nation(facts) for facts in (*subject.all("citizenship"), *_places(subject)))
    country, printed = country_of([code for code in nations if code], addresses, flags)
    united = subject.first("", "unitedNationId")
    schema = _schema(subject)
    assert schema is not None
    return Party(
        surface=surface,
        kind=party_kind(schema, surface),
        country=country,
        country_basis=None if country is None else "printed" if printed else "address",
        names=unique_names(surface, names),
        ids=(
            *_documents(subject, country, flags),
            *((("UN", united),) if united else ()),
            *contacts_of(_reached(subject)),
        ),
        addresses=addresses,
        birth_dates=_births(subject, flags),
        key=key,
    )


def _places(subject: _Subject) -> list[Facts]:
    """Addresses as places of their country, where there is one only and no citizenship: the country of a firm."""
    held = subject.all("address")
    codes = {code for facts in held if (code := facts.get("countryIso2Code")) and code != "00"}
    return held[:1] if len(codes) == 1 and not subject.all("citizenship") and held[0].get("countryIso2Code") else []


def _nation(facts: Mapping[str, str]) -> str | None:
    code = facts.get("countryIso2Code", "")
    return code if len(code) == 2 and code.isalpha() else country_of_text(facts.get("countryDescription", ""))


def _address(facts: Mapping[str, str]) -> str:
    names = ("street", "poBox", "zipCode", "city", "place", "region", "countryDescription")
    return ", ".join(facts[name] for name in names if facts.get(name) and facts[name] != "UNKNOWN")


def _births(subject: _Subject, flags: list[str]) -> tuple[str, ...]:
    values: list[str] = []
    for facts in subject.all("birthdate"):
        day, year = facts.get("birthdate", ""), facts.get("year", "")
        if not day and year:
            parts = (year, facts.get("monthOfYear", ""), facts.get("dayOfMonth", ""))
            day = "-".join(part.zfill(2) for part in parts if part)
        if facts.get("circa", "").casefold() == "true" and day:
            flags.append(f"birth:about:{day[:4]}")
            day = day[:4]
        if facts.get("yearRangeFrom") or facts.get("yearRangeTo"):
            values.extend(years_between(facts.get("yearRangeFrom", ""), facts.get("yearRangeTo", ""), flags))
        elif day:
            values.append(day)
    return births_of(values, flags)


def _documents(subject: _Subject, nation: str | None, flags: list[str]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for facts in subject.all("identification"):
        number = facts.get("latinNumber") or facts.get("number", "")
        kind = DOCUMENTS.get(facts.get("identificationTypeCode", ""))
        if not number:
            continue
        if kind is None or facts.get("knownFalse", "").casefold() == "true":
            flags.append(f"document:{'other' if kind is None else 'doubtful'}:{number}")
            continue
        found.update(dict.fromkeys(ids_of([(kind, number)], _nation(facts) or nation, flags, "document")))
    return tuple(found)
