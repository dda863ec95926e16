"""People with significant control of UK companies: the snapshot and stream of Companies House, JSON.

Shares come as bands, never as numbers. Voting rights, rights to appoint directors, and shares that a trust or a firm
holds are links: they are control, and no shares of the person.

Source: https://download.companieshouse.gov.uk/en_pscdata.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.model import Claim, Document, Entry, Name, Party, PartyKind, Reject
from loaders.head import Head
from loaders.identifiers import read_identifiers
from loaders.json_records import JsonRecords, first_record
from loaders.lists.parts import country_of, edition_of_name
from loaders.protocol import Notes
from loaders.registers.parts import Columns, count, distinct, entry, json_leaves, read_day
from loaders.registers.uk_parts import (
    HERE,
    LICENCE,
    PUBLISHER,
    SEVERAL_REGISTERS,
    address_line,
    company_number,
    company_stub,
    country,
    nature,
)
from loaders.source import Meta, SourceFile

TITLE = "People with significant control"
URL = "https://download.companieshouse.gov.uk/en_pscdata.html"
CONTROLLERS: dict[str, PartyKind] = {
    "individual": "person",
    "corporate-entity": "company",
    "legal-person": "public_body",
}
KIND = re.compile(
    r"(individual|corporate-entity|legal-person|super-secure)-(?:person-with-significant-control|beneficial-owner)"
)
STATEMENT = "persons-with-significant-control-statement"
EXEMPTIONS = "exemptions"
TOTALS = "totals#"
DAY = re.compile(r'"ContentDate"\s*:\s*"(\d{4}-\d{2}-\d{2})')
COUNTS = re.compile(r'"(?:persons_of_significant_control|statements|exemptions)_count"\s*:\s*(\d+)')
RECORD = re.compile(rb'"company_number"\s*:')
READ = (
    "company_number", "data.kind", "data.name", "data.nationality", "data.address", "data.date_of_birth", "data.links",
    "data.natures_of_control", "data.notified_on", "data.ceased", "data.identification", "data.statement",
    "data.exemptions", "data.country_of_residence", "data.is_sanctioned", "data.description",
    "data.principal_office_address",
)  # fmt: skip
LEFT = (
    "ContentDate", "data.etag", "data.persons_of_significant_control_count", "data.statements_count", "event",
    "data.exemptions_count", "data.generated_at", "data.identity_verification", "data.restrictions_notice",
    "resource_", "data.linked_psc_name", "data.reference_etag", "data.reference_psc",
)  # fmt: skip


def fits(head: Head) -> bool:
    """Whether a file begins with a record of the register."""
    first = first_record(head.text)
    data = first.get("data") if isinstance(first, dict) else None
    if not isinstance(data, dict) or not isinstance(kind := data.get("kind"), str):
        return False
    return "company_number" in first and (known(kind) or "significant-control" in kind or "beneficial-owner" in kind)


def known(kind: str) -> bool:
    """Whether records of a kind are read."""
    return KIND.fullmatch(kind) is not None or kind in (STATEMENT, EXEMPTIONS) or kind.startswith(TOTALS)


@dataclass(frozen=True, slots=True)
class UkPsc:
    """Reads the register."""

    name: str = "uk_psc"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say of which day the file is, and whether it holds as many records as its last line says."""
        with file.path.open("rb") as stream:
            day = DAY.search(stream.read(1 << 16).decode("utf-8", "replace"))
        own = Meta(
            title=TITLE,
            edition=day.group(1) if day else edition_of_name(file.path.name),
            url=URL,
            licence=LICENCE,
            coverage="complete" if _whole(file.path, file.size) else "excerpt",
        )
        meta = file.meta.over(own)
        return Document(
            sha256=file.sha256, name=file.path.name, kind="table", source=meta.source(PUBLISHER), title=meta.title
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per record; the line of totals is one without claims."""
        columns = Columns()
        for row, value, reject in JsonRecords(file.path):
            if reject is not None:
                yield Entry(row=row, reject=reject)
                continue
            cells = columns.cells(json_leaves(value))
            yield _entry(row, value, cells, notes)
        notes.headers[""] = columns.header
        notes.unread.extend(columns.unread(lambda path: path.startswith((*READ, *LEFT))))


def _whole(path: Path, size: int) -> bool:
    """Whether the file counts its records at its end and holds so many."""
    with path.open("rb") as stream:
        stream.seek(max(0, size - 4096))
        counts = COUNTS.findall(stream.read().decode("utf-8", "replace"))
    return bool(counts) and sum(map(int, counts)) == count(path, RECORD)


def _entry(row: int, value: Any, cells: tuple[str, ...], notes: Notes) -> Entry:
    data = value.get("data") if isinstance(value, Mapping) else None
    if not isinstance(data, Mapping) or not isinstance(kind := data.get("kind"), str):
        message = "must be an object with data that has a kind"
        return Entry(row=row, cells=cells, reject=Reject("missing_value", message, "data.kind"))
    if kind.startswith(TOTALS):
        notes.counts["totals"] += 1
        return Entry(row=row, record=kind, cells=cells)
    number = value.get("company_number")
    if not isinstance(number, str) or not number.strip():
        message = "must name the company by its number"
        return Entry(row=row, cells=cells, reject=Reject("missing_value", message, "company_number"))
    company = company_stub(company_number(number))
    link = data.get("links")
    own = link.get("self") if isinstance(link, Mapping) else None
    key = own if isinstance(own, str) and own else f"{company.key} {kind} {data.get('name', '')}"
    flags: list[str] = []
    claims: list[Claim] | Reject
    if found := KIND.fullmatch(kind):
        claims = _control(found.group(1), data, company, key, flags)
    elif kind in (STATEMENT, EXEMPTIONS):
        claims = [_statement(data, company, flags)]
    else:
        claims = Reject("unknown_kind", f"is no kind of record that is read here: {kind!r}", "data.kind")
    if isinstance(claims, Reject):
        return Entry(row=row, record=key, cells=cells, reject=claims)
    return entry(row, key, cells, claims)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _control(group: str, data: Mapping[str, Any], company: Party, key: str, flags: list[str]) -> list[Claim] | Reject:
    """One claim for each nature of control; one of no nature where none is printed."""
    holder = _holder(group, data, key, flags)
    if holder is None:
        return Reject("missing_value", "must have a name", "data.name")
    natures = data.get("natures_of_control", [])
    if not isinstance(natures, list) or not all(isinstance(code, str) for code in natures):
        return Reject("property_type", "must be a list of natures of control", "data.natures_of_control")
    start, end = read_day(_text(data, "notified_on"), "notified_on", flags), _ceased(data, flags)
    if data.get("is_sanctioned") is True:
        flags.append("is_sanctioned")
    claims = []
    for code in natures or ["person-with-significant-control"]:
        own, words, lower, upper = nature(code)
        claims.append(
            Claim(
                kind="ownership" if own else "link",
                subject=holder,
                object=company,
                topic=None if own else words,
                share=lower,
                share_max=upper,
                start=start,
                end=end,
                flags=tuple(flags),
                record=f"{key} {code}",
            )
        )
    return claims


def _ceased(data: Mapping[str, Any], flags: list[str]) -> str | None:
    end = read_day(_text(data, "ceased_on"), "ceased_on", flags)
    if end is None and data.get("ceased") is True:
        flags.append("ceased")
    return end


def _holder(group: str, data: Mapping[str, Any], key: str, flags: list[str]) -> Party | None:
    """The person or body in control; of a protected person nothing is told."""
    if group == "super-secure":
        return Party(surface="a person whose details are protected", form="group", kind="group", key=key)
    name = _text(data, "name")
    if not name:
        return None
    address = address_line(data.get("address"))
    office = address_line(data.get("principal_office_address"))
    addresses = tuple(dict.fromkeys(line for line in (address, office) if line))
    identity = data.get("identification")
    identity = identity if isinstance(identity, Mapping) else {}
    printed = re.split(r"\s*,\s*", _text(data, "nationality")) if group == "individual" else []
    registered = country(_text(identity, "country_registered"))
    code, own = country_of([registered] if registered else [one for one in printed if one], addresses, flags)
    return Party(
        surface=name,
        kind=CONTROLLERS[group],
        country=code,
        country_basis=None if code is None else "printed" if own else "address",
        names=_names(data, name),
        ids=_numbers(identity, registered, flags),
        addresses=addresses,
        birth_dates=_birth(data),
        key=key,
    )


def _names(data: Mapping[str, Any], surface: str) -> tuple[Name, ...]:
    """The name without its title, too: other sources print it so."""
    parts = data.get("name_elements")
    if not isinstance(parts, Mapping):
        return ()
    words = [_text(parts, name) for name in ("forename", "middle_name", "other_forenames", "surname")]
    plain = " ".join(word for word in words if word)
    return distinct([Name(plain, "alias")] if plain != surface else [], surface)


def _birth(data: Mapping[str, Any]) -> tuple[str, ...]:
    born = data.get("date_of_birth")
    if not isinstance(born, Mapping):
        return ()
    year, month = born.get("year"), born.get("month")
    if not isinstance(year, int) or not 1850 <= year <= 2100:
        return ()
    return (f"{year}-{month:02d}",) if isinstance(month, int) and 1 <= month <= 12 else (str(year),)


def _numbers(identity: Mapping[str, Any], registered: str | None, flags: list[str]) -> tuple[tuple[str, str], ...]:
    """The number in a register, where the country has one register and the words do not name another one."""
    number, place = _text(identity, "registration_number"), _text(identity, "place_registered")
    if not number or registered is None:
        return ()
    if registered == "GB":
        return (("REG-GB", company_number(number)),) if not place or HERE.search(place) else ()
    if registered in SEVERAL_REGISTERS:
        return ()
    pairs = read_identifiers(number, "REG", registered)
    if not pairs:
        flags.append("registration_number:unread")
    return pairs


def _statement(data: Mapping[str, Any], company: Party, flags: list[str]) -> Claim:
    """What a company says instead of naming somebody, or why it need not."""
    words = _text(data, "statement")
    exemptions = data.get("exemptions")
    if not words and isinstance(exemptions, Mapping):
        words = "; ".join(sorted(str(name) for name in exemptions))
    return Claim(
        kind="registration",
        object=company,
        topic=TITLE,
        annex=_text(data, "kind"),
        reason=words.replace("-", " ") or None,
        start=read_day(_text(data, "notified_on"), "notified_on", flags),
        end=_ceased(data, flags),
        flags=tuple(flags),
    )
