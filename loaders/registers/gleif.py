"""Files of the Global LEI Index as XML: entries (level 1), relationship records (level 2), reporting exceptions.

Consolidation is a matter of accounting: it becomes a link, never shares. Relations of funds are links too.

Source: https://www.gleif.org/en/lei-data/access-and-use-lei-data (Common Data Formats)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lxml import etree

from graph.errors import SourceError
from graph.model import Amount, Claim, Document, Entry, Name, Party, Reject
from graph.resolution import check_digits
from loaders.protocol import Notes
from loaders.registers.gleif_party import (
    ENTRIES,
    EXCEPTIONS,
    LICENCE,
    PUBLISHER,
    QUALITY,
    RELATIONS,
    URL,
    LeiEntry,
    claims_of,
    lei_stub,
)
from loaders.registers.parts import Columns, count, entry, join_address, language, percent, read_day, stub
from loaders.source import Meta, SourceFile
from loaders.xml import Records, child_text, children, leaves, local, text_of

# Root -> (element of a record, title of the source).
ROOTS = {
    "LEIData": ("LEIRecord", ENTRIES),
    "RelationshipData": ("RelationshipRecord", RELATIONS),
    "ReportingExceptionData": ("Exception", EXCEPTIONS),
}
HEADER = re.compile(rb"<(?:[\w-]+:)?(ContentDate|FileContent|RecordCount)>\s*([^<]*?)\s*<")
READ = frozenset(
    {
        "LEI", "Entity/LegalName", "Entity/OtherEntityNames/OtherEntityName",
        "Entity/TransliteratedOtherEntityNames/TransliteratedOtherEntityName", "Entity/LegalJurisdiction",
        "Entity/RegistrationAuthority/RegistrationAuthorityID",
        "Entity/RegistrationAuthority/RegistrationAuthorityEntityID", "Entity/EntityCategory", "Entity/EntityStatus",
        "Entity/AssociatedEntity/AssociatedLEI", "Entity/AssociatedEntity/AssociatedEntityName",
        "Entity/SuccessorEntity/SuccessorLEI", "Entity/SuccessorEntity/SuccessorEntityName",
        "Entity/SuccessorEntities/SuccessorEntity/SuccessorLEI",
        "Entity/SuccessorEntities/SuccessorEntity/SuccessorEntityName", "Registration/InitialRegistrationDate",
        "Registration/RegistrationStatus",
        "Relationship/StartNode/NodeID", "Relationship/StartNode/NodeIDType", "Relationship/EndNode/NodeID",
        "Relationship/EndNode/NodeIDType", "Relationship/RelationshipType", "Relationship/RelationshipStatus",
        "Relationship/RelationshipPeriods/RelationshipPeriod/StartDate",
        "Relationship/RelationshipPeriods/RelationshipPeriod/EndDate",
        "Relationship/RelationshipPeriods/RelationshipPeriod/PeriodType",
        "Relationship/RelationshipQuantifiers/RelationshipQuantifier/MeasurementMethod",
        "Relationship/RelationshipQuantifiers/RelationshipQuantifier/QuantifierAmount",
        "Relationship/RelationshipQuantifiers/RelationshipQuantifier/QuantifierUnits",
        "ExceptionCategory", "ExceptionReason", "ExceptionReference",
    }
)  # fmt: skip
ADDRESSES = ("LegalAddress", "HeadquartersAddress")
MORE_ADDRESSES = ("OtherAddresses", "TransliteratedOtherAddresses")
LINES = ("FirstAddressLine", "AdditionalAddressLine", "MailRouting", "City", "Region", "PostalCode", "Country")
# Kept in the archive with the record, and said nowhere in the graph: who validated what when, where on the map it is.
LEFT = (
    "Extension", "Entity/LegalForm", "Entity/EntityCreationDate", "Entity/EntityExpiration", "Entity/LegalEntityEvents",
    "Entity/EntitySubCategory", "Entity/NextVersion", "Registration/LastUpdateDate", "Registration/NextRenewalDate",
    "Registration/ManagingLOU", "Registration/Validation", "Registration/OtherValidation", "NextVersion",
    "Registration/InitialRegistrationDate", "Registration/RegistrationStatus", "Registration/NextVersion",
    "Relationship/RelationshipQualifiers", "Entity/RegistrationAuthority/OtherRegistrationAuthorityID",
    "Entity/AssociatedEntity@type",
)  # fmt: skip
ALIAS = ("OtherEntityNames", "TransliteratedOtherEntityNames")


@dataclass(frozen=True, slots=True)
class Gleif:
    """Reads the three kinds of file."""

    name: str = "gleif"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say which of the three it is, of which day, and whether it is whole; its records are counted for that."""
        records = Records(file.path, frozenset())
        records.read_root()
        if records.name not in ROOTS:
            raise SourceError(f"must begin with one of {', '.join(ROOTS)}, got {records.name}", file.path, 1)
        element, title = ROOTS[records.name]
        header = read_header(file.path)
        own = Meta(
            title=title,
            edition=header.get("ContentDate", "")[:10] or None,
            url=URL,
            licence=LICENCE,
            coverage=_coverage(file.path, element, header),
        )
        meta = file.meta.over(own)
        return Document(
            sha256=file.sha256, name=file.path.name, kind="table", source=meta.source(PUBLISHER), title=meta.title
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per record."""
        records = Records(file.path, frozenset(element for element, _ in ROOTS.values()))
        columns = Columns()
        for row, node in records:
            yield entry_of(row, node, columns)
        tell(notes, columns)
        notes.counts.update({f"outside {place}": count for place, count in records.outside.items() if "/" not in place})


def entry_of(row: int, node: etree._Element, columns: Columns) -> Entry:
    """Return the entry of one record of the three kinds, and note its columns."""
    cells = columns.cells(list(leaves(node)))
    match local(node):
        case "LEIRecord":
            return _entry(row, cells, node)
        case "RelationshipRecord":
            return _relation(row, cells, node)
        case _:
            return _exception(row, cells, node)


def tell(notes: Notes, columns: Columns) -> None:
    """Say which columns there were, and which of them nobody reads."""
    notes.headers[""] = columns.header
    notes.unread.extend(columns.unread(_known))


def read_header(path: Path) -> dict[str, str]:
    """Read day, kind and number of records out of the beginning of a file."""
    with path.open("rb") as stream:
        head = stream.read(1 << 16)
    found: dict[str, str] = {}
    for name, value in HEADER.findall(head):
        found.setdefault(name.decode(), value.decode("utf-8", "replace"))
    return found


def _coverage(path: Path, element: str, header: dict[str, str]) -> str:
    """A file is complete when it says so and holds as many records as it says."""
    kind = header.get("FileContent", "")
    if "DELTA" in kind or "INTRA" in kind:
        return "amendment"
    if "FULL" not in kind or not header.get("RecordCount", "").isdigit():
        return "excerpt"
    end = re.compile(rb"</(?:[\w-]+:)?" + element.encode() + rb"\s*>")
    return "complete" if count(path, end) == int(header["RecordCount"]) else "excerpt"


def _known(path: str) -> bool:
    plain = path.partition("@")[0]
    if plain in READ or path.startswith(LEFT):
        return True
    parts = plain.split("/")
    return len(parts) >= 2 and parts[0] == "Entity" and parts[1] in (*ADDRESSES, *MORE_ADDRESSES)


def _entry(row: int, cells: tuple[str, ...], node: etree._Element) -> Entry:
    lei = child_text(node, "LEI")
    entity = next(iter(children(node, "Entity")), None)
    registration = next(iter(children(node, "Registration")), None)
    legal = next(iter(children(entity, "LegalName")), None) if entity is not None else None
    if not lei or entity is None or legal is None or not text_of(legal):
        message = "must have an LEI and a legal name"
        return Entry(row=row, record=lei or None, cells=cells, reject=Reject("missing_value", message, "LEI"))
    found = LeiEntry(lei, text_of(legal), language(_attribute(legal, "lang")))
    found.names = [_name(item) for group in ALIAS for inner in children(entity, group) for item in inner]
    _addresses(entity, found)
    found.jurisdiction = child_text(entity, "LegalJurisdiction")
    found.category = child_text(entity, "EntityCategory")
    found.entity_status = child_text(entity, "EntityStatus")
    for authority in children(entity, "RegistrationAuthority"):
        found.authority = child_text(authority, "RegistrationAuthorityID")
        found.number = child_text(authority, "RegistrationAuthorityEntityID")
    if registration is not None:
        found.status = child_text(registration, "RegistrationStatus")
        printed = child_text(registration, "InitialRegistrationDate")
        found.registered = read_day(printed, "InitialRegistrationDate", found.flags)
    found.related = [*_related(entity)]
    return entry(row, f"LEI {lei}", cells, claims_of(found))


def _attribute(node: etree._Element, name: str) -> str:
    found = next((value for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), "")
    return str(found)


def _name(node: etree._Element) -> Name:
    quality = QUALITY.get(_attribute(node, "type"), "alias")
    return Name(text_of(node), quality, language(_attribute(node, "lang")))


def _addresses(entity: etree._Element, found: LeiEntry) -> None:
    nodes = [node for name in ADDRESSES for node in children(entity, name)]
    nodes += [node for name in MORE_ADDRESSES for group in children(entity, name) for node in group]
    for node in nodes:
        found.addresses.append(join_address(text_of(part) for name in LINES for part in children(node, name)))
    legal = next(iter(children(entity, "LegalAddress")), None)
    found.address_country = child_text(legal, "Country") if legal is not None else ""


def _related(entity: etree._Element) -> Iterator[tuple[str, str, str]]:
    for node in children(entity, "AssociatedEntity"):
        kind = _attribute(node, "type").replace("_", " ").lower()
        topic = f"associated entity ({kind})" if kind else "associated entity"
        yield from _referred(topic, child_text(node, "AssociatedLEI"), child_text(node, "AssociatedEntityName"))
    successors = [*children(entity, "SuccessorEntity")]
    successors += [node for group in children(entity, "SuccessorEntities") for node in group]
    for node in successors:
        lei, name = child_text(node, "SuccessorLEI"), child_text(node, "SuccessorEntityName")
        yield from _referred("succeeded by", lei, name)


def _referred(topic: str, lei: str, name: str) -> Iterator[tuple[str, str, str]]:
    if lei or name:
        yield topic, lei, name


def _relation(row: int, cells: tuple[str, ...], node: etree._Element) -> Entry:
    relation = next(iter(children(node, "Relationship")), None)
    ends = [] if relation is None else [_node(relation, name) for name in ("StartNode", "EndNode")]
    kind = "" if relation is None else child_text(relation, "RelationshipType")
    if relation is None or not kind or not all(number for number, _ in ends):
        message = "must have a start, an end and a type of relationship"
        return Entry(row=row, cells=cells, reject=Reject("missing_value", message, "Relationship"))
    flags: list[str] = []
    for number, scheme in ends:
        if scheme == "LEI" and not check_digits("LEI", number):
            flags.append(f"check_digits:LEI:{number}")
    start, end = _period(relation, flags)
    registration = next(iter(children(node, "Registration")), None)
    status = child_text(relation, "RelationshipStatus")
    registered = child_text(registration, "RegistrationStatus") if registration is not None else ""
    subject, target = (lei_stub(number) if scheme == "LEI" else _other(number, scheme) for number, scheme in ends)
    claim = Claim(
        kind="link",
        subject=subject,
        object=target,
        topic=kind.replace("_", " ").lower(),
        share=_share(relation, flags),
        outcome=status or None,
        measure=registered or None,
        start=start,
        end=end,
        flags=tuple(flags),
    )
    return entry(row, f"{ends[0][0]} {kind} {ends[1][0]}", cells, [claim])


def _node(relation: etree._Element, name: str) -> tuple[str, str]:
    node = next(iter(children(relation, name)), None)
    if node is None:
        return "", ""
    return child_text(node, "NodeID"), child_text(node, "NodeIDType") or "LEI"


def _other(number: str, scheme: str) -> Party:
    return stub(f"{scheme} {number}", f"{scheme} {number}")


def _period(relation: etree._Element, flags: list[str]) -> tuple[str | None, str | None]:
    """The period of the relation itself; those of accounts and of filings are others."""
    for group in children(relation, "RelationshipPeriods"):
        for period in group:
            if child_text(period, "PeriodType") == "RELATIONSHIP_PERIOD":
                start = read_day(child_text(period, "StartDate"), "StartDate", flags)
                return start, read_day(child_text(period, "EndDate"), "EndDate", flags)
    return None, None


def _share(relation: etree._Element, flags: list[str]) -> Amount | None:
    """The part of its accounts that the parent takes in; no share of its capital."""
    for group in children(relation, "RelationshipQuantifiers"):
        for one in group:
            number, unit = child_text(one, "QuantifierAmount"), child_text(one, "QuantifierUnits")
            if not number:
                continue
            try:
                if unit.upper() in ("PERCENTAGE", "%") and 0 <= Decimal(number) <= 100:
                    return percent(number)
            except InvalidOperation:
                pass
            flags.append("QuantifierAmount:unread")
    return None


def _exception(row: int, cells: tuple[str, ...], node: etree._Element) -> Entry:
    lei, category = child_text(node, "LEI"), child_text(node, "ExceptionCategory")
    if not lei or not category:
        message = "must have an LEI and a category"
        return Entry(row=row, cells=cells, reject=Reject("missing_value", message, "ExceptionCategory"))
    reasons = [text_of(part) for name in ("ExceptionReason", "ExceptionReference") for part in children(node, name)]
    claim = Claim(
        kind="registration",
        object=lei_stub(lei),
        topic=EXCEPTIONS,
        annex=category,
        reason="; ".join(reason for reason in reasons if reason) or None,
        flags=() if check_digits("LEI", lei) else (f"check_digits:LEI:{lei}",),
    )
    return entry(row, f"{lei} {category}", cells, [claim])
