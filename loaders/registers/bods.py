"""Statements of the Beneficial Ownership Data Standard: an array, or a statement a line.

A statement of 0.4 that breaks a rule of the standard is rejected with that rule; earlier versions are read by what they
share with it. Of several statements on one record the latest one counts, the others stay and are marked superseded.

Source: https://standard.openownership.org/en/0.4.0/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from graph.errors import SourceError
from graph.model import Amount, Claim, Document, Entry, Party, Reject, Relation, replace
from loaders.head import Head
from loaders.json_records import JsonRecords, first_record
from loaders.protocol import Notes
from loaders.registers import bods_old
from loaders.registers.bods_party import party_of, record_key, reference, text, unspecified, words
from loaders.registers.bods_rules import problems
from loaders.registers.parts import Columns, entry, json_leaves, percent, read_day
from loaders.registers.rules import Problem
from loaders.repeats import key_hash
from loaders.source import Meta, SourceFile

NO_PUBLISHER = "unknown publisher"
MARKS = frozenset(
    {"statementId", "statementDate", "recordId", "recordType", "recordDetails", "declarationSubject", "recordStatus"}
)
OLD_MARKS = frozenset({"statementID", "statementType"})
LINES = frozenset({".jsonl", ".ndjson", ".jl"})
MAX_STATEMENTS = 3_000_000  # whose order is kept in memory, to know the latest of each record
OFFICES = frozenset({"boardMember", "boardChair", "seniorManagingOfficial"})
EXAMPLE_HOSTS = ("example", "example.com", "example.org", "example.net", "test", "invalid", "localhost")
REGISTER = "officialRegister"
STANDARD = "Beneficial Ownership Data Standard"
LOWER: tuple[tuple[str, Relation], ...] = (("minimum", ">="), ("exclusiveMinimum", ">"))
UPPER: tuple[tuple[str, Relation], ...] = (("maximum", "<="), ("exclusiveMaximum", "<"))
READ = (
    "statementId", "statementDate", "recordId", "recordType", "recordStatus", "declarationSubject", "statementID",
    "statementType", "publicationDetails", "source", "recordDetails", "replacesStatements", "subject",
    "interestedParty", "interests", "name", "names", "entityType", "personType", "alternateNames", "identifiers",
    "addresses", "nationalities", "birthDate", "incorporatedInJurisdiction", "jurisdiction", "isComponent",
    "componentStatementIDs",
)  # fmt: skip
# Kept in the archive with the statement, and said nowhere in the graph.
LEFT = (
    "annotations", "declaration", "foundingDate", "dissolutionDate", "uri", "placeOfBirth", "placeOfResidence",
    "taxResidencies", "hasPepStatus", "pepStatusDetails", "unspecifiedEntityDetails", "unspecifiedPersonDetails",
    "publicListing", "missingInfoReason", "deathDate", "politicalExposure", "subtype", "entitySubtype",
)  # fmt: skip


def fits(head: Head) -> bool:
    """Whether a file begins with a statement, even one that breaks rules."""
    first = first_record(head.text)
    return isinstance(first, dict) and (len(first.keys() & MARKS) >= 3 or first.keys() >= OLD_MARKS)


def is_example(head: Head) -> bool:
    """Whether nobody stands behind a file: its first statement names no publisher with an address, or no register.

    The examples of the standard and the files that test its rules are such; what registers publish is not.
    """
    first = first_record(head.text)
    if not isinstance(first, dict):
        return True
    published, source = first.get("publicationDetails"), first.get("source")
    publisher = published.get("publisher") if isinstance(published, dict) else None
    address = text(publisher.get("url")) if isinstance(publisher, dict) else ""
    kinds = source.get("type") if isinstance(source, dict) else None
    if not isinstance(kinds, list) or REGISTER not in kinds:
        return True
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return True
    return not host or any(host == example or host.endswith(f".{example}") for example in EXAMPLE_HOSTS)


@dataclass(slots=True)
class _Versions:
    """Which statement of each record is the latest, by hashes: record -> date and number; and what was replaced."""

    latest: dict[int, tuple[str, int]] = field(default_factory=dict)
    replaced: set[int] = field(default_factory=set)
    count: int = 0

    def see(self, value: Any) -> None:
        """Take in the next statement."""
        self.count += 1
        if not isinstance(value, dict):
            return
        record = value.get("recordId") or value.get("statementID")
        if isinstance(record, str):
            key, date = key_hash(record), text(value.get("statementDate"))
            self.latest[key] = max(self.latest.get(key, ("", 0)), (date, self.count))
        old = value.get("replacesStatements")
        if isinstance(old, list):
            self.replaced.update(key_hash(one) for one in old if isinstance(one, str))

    def superseded(self, record: str, number: int) -> bool:
        """Whether another statement has taken the place of this one."""
        key = key_hash(record)
        return self.latest[key][1] != number or key in self.replaced


@dataclass(frozen=True, slots=True)
class Bods:
    """Reads statements."""

    name: str = "bods"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say who publishes the statements, by the first of them."""
        with file.path.open("rb") as stream:
            first = first_record(stream.read(1 << 16).decode("utf-8", "replace"))
        meta = file.meta.over(_own(first if isinstance(first, dict) else {}))
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="table",
            source=meta.source(NO_PUBLISHER),
            title=meta.title,
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per statement."""
        versions = read_versions(file.path)
        alone = versions.count == 1 and file.path.suffix.casefold() not in LINES and not _is_array(file.path)
        columns = Columns()
        for number, (row, value, reject) in enumerate(JsonRecords(file.path), start=1):
            cells = () if reject is not None else columns.cells(json_leaves(value))
            if reject is None and alone:
                reject = Reject("bods_type", "the file must be an array of statements, or hold one a line", "$")
            if reject is not None:
                yield Entry(row=row, cells=cells, reject=reject)
            else:
                yield _entry(row, value, cells, versions, number)
        notes.headers[""] = columns.header
        notes.unread.extend(columns.unread(lambda path: path.startswith((*READ, *LEFT))))


def _own(first: Mapping[str, Any]) -> Meta:
    published = first.get("publicationDetails")
    published = published if isinstance(published, dict) else {}
    publisher, source = published.get("publisher"), first.get("source")
    publisher = publisher if isinstance(publisher, dict) else {}
    day = read_day(text(published.get("publicationDate")), "publicationDate", [])
    return Meta(
        publisher=text(publisher.get("name")) or text(publisher.get("url")) or None,
        edition=day,
        url=text(publisher.get("url")) or None,
        licence=text(published.get("license")) or None,
        data_origin=text(source.get("description")) or None if isinstance(source, dict) else None,
    )


def _is_array(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(64).decode("utf-8", "replace").lstrip("\ufeff \t\r\n").startswith("[")


def read_versions(path: Path) -> _Versions:
    """Read which statement of each record is the latest.

    Raises:
        SourceError: there are more statements than the limit.
    """
    versions = _Versions()
    for row, value, _ in JsonRecords(path):
        versions.see(value)
        if versions.count > MAX_STATEMENTS:
            raise SourceError(f"may hold {MAX_STATEMENTS:,} statements at most; split it", path, row)
    return versions


def _entry(row: int, value: Any, cells: tuple[str, ...], versions: _Versions, number: int) -> Entry:
    old = isinstance(value, dict) and bods_old.is_old(value)
    broken = bods_old.problems(value) if old else problems(value)
    if broken:
        return Entry(row=row, cells=cells, reject=_reject(broken))
    statement = bods_old.renewed(value) if old else value
    flags: list[str] = []
    claims = _claims(statement, flags)
    superseded = versions.superseded(statement["recordId"], number)
    mark = f" {statement['statementId']}" if superseded else ""
    noted = ("superseded", *flags) if superseded else tuple(flags)
    keyed = [replace(claim, record=f"{claim.record}{mark}", flags=(*claim.flags, *noted)) for claim in claims]
    return entry(row, statement["statementId"], cells, keyed)


def _reject(broken: list[Problem]) -> Reject:
    """Name the first rule that is broken, and how many others."""
    first = broken[0]
    more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
    place = f"{first.path} " if first.path else ""
    return Reject(f"bods_{first.rule}", f"{place}{first.message}{more}", first.path or None)


def _claims(statement: Mapping[str, Any], flags: list[str]) -> list[Claim]:
    record, details = statement["recordId"], statement["recordDetails"]
    if statement["recordType"] == "relationship":
        return _relations(statement, details, flags)
    kind = details.get("personType") or details["entityType"].get("type")
    return [
        Claim(
            kind="registration",
            object=party_of(statement["recordType"], record, details, flags),
            topic=STANDARD,
            entry=record,
            programme=words(kind) or None,
            outcome=statement.get("recordStatus"),
            record=record_key(record),
        )
    ]


def _relations(statement: Mapping[str, Any], details: Mapping[str, Any], flags: list[str]) -> list[Claim]:
    """One claim for each interest; one that names none where none is stated."""
    key = record_key(statement["recordId"])
    subject, holder = (_end(details[name], f"{name} of {key}") for name in ("subject", "interestedParty"))
    if details.get("isComponent") is True:
        flags.append("component")
    seen: Counter[str] = Counter()
    claims = []
    for interest in details.get("interests") or [{}]:
        kind = text(interest.get("type")) or "interest not stated"
        seen[kind] += 1
        claim = _interest(kind, interest, statement, flags)
        record = f"{key} {kind} {seen[kind]}"
        claims.append(replace(claim, subject=holder, object=subject, record=record))
    return claims


def _interest(kind: str, interest: Mapping[str, Any], statement: Mapping[str, Any], flags: list[str]) -> Claim:
    own: list[str] = []
    end = read_day(text(interest.get("endDate")), "endDate", own)
    if end is None and statement.get("recordStatus") == "closed":
        end = read_day(text(statement["statementDate"]), "statementDate", own)
        own.append("closed")
    lower, upper = read_bounds(interest.get("share") or {})
    level = text(interest.get("directOrIndirect"))
    shares = kind == "shareholding"
    topic: str | None = words(kind)
    if shares:
        topic = "indirect" if level == "indirect" else None
    elif level == "indirect":
        topic = f"{topic} (indirect)"
    return Claim(
        kind="ownership" if shares else "role" if kind in OFFICES else "link",
        topic=topic,
        share=lower,
        share_max=upper,
        measure="beneficial ownership or control" if interest.get("beneficialOwnershipOrControl") is True else None,
        reason=text(interest.get("details")) or None,
        start=read_day(text(interest.get("startDate")), "startDate", own),
        end=end,
        flags=tuple(own),
    )


def _end(given: Any, key: str) -> Party:
    return reference(given) if isinstance(given, str) else unspecified(given, key)


def read_bounds(share: Mapping[str, Any]) -> tuple[Amount | None, Amount | None]:
    """Return a share, or its lower bound, and the upper bound of a band; a bound alone stands first."""
    if (exact := share.get("exact")) is not None:
        return percent(exact), None
    lower = next((percent(share[name], sign) for name, sign in LOWER if share.get(name) is not None), None)
    upper = next((percent(share[name], sign) for name, sign in UPPER if share.get(name) is not None), None)
    return (lower, upper) if lower is not None else (upper, None)
