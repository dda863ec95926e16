"""Replies of the LEI interface (JSON): entries of level 1, and the children that a reply about a parent holds.

Source: https://www.gleif.org/en/lei-data/gleif-api
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import SourceError
from graph.model import Document, Entry, Name, Reject
from loaders.head import Head
from loaders.json_records import JsonRecords
from loaders.protocol import Notes
from loaders.registers.gleif_party import (
    ENTRIES,
    LICENCE,
    PUBLISHER,
    QUALITY,
    LeiEntry,
    claims_of,
    lei_stub,
    link_of,
    party_of,
)
from loaders.registers.parts import Columns, entry, join_address, json_leaves, language, read_day
from loaders.source import Meta, SourceFile

TYPE = "lei-records"
BEGINNING = re.compile(r'"data"\s*:\s*\[?\s*\{\s*"type"\s*:\s*"lei-records"')
CHILDREN = re.compile(r"/lei-records/([0-9A-Z]{20})/(direct|ultimate)-children")
DAY = re.compile(r'"publishDate"\s*:\s*"(\d{4}-\d{2}-\d{2})')
ENTITY = "attributes.entity."
READ = (
    "id", "type", "attributes.lei", "attributes.bic", ENTITY + "legalName", ENTITY + "otherNames",
    ENTITY + "transliteratedOtherNames", ENTITY + "legalAddress", ENTITY + "headquartersAddress",
    ENTITY + "otherAddresses", ENTITY + "registeredAt", ENTITY + "registeredAs", ENTITY + "jurisdiction",
    ENTITY + "category", ENTITY + "status", ENTITY + "associatedEntity", ENTITY + "successorEntit",
    "attributes.registration.initialRegistrationDate", "attributes.registration.status",
)  # fmt: skip
# Addresses of further replies, codes of other vendors, who validated what when.
LEFT = (
    "relationships", "links", "attributes.registration", "attributes.mic", "attributes.ocid", "attributes.qcc",
    "attributes.spglobal", "attributes.conformityFlag", ENTITY + "legalForm", ENTITY + "expiration",
    ENTITY + "creationDate", ENTITY + "subCategory", ENTITY + "eventGroups",
)  # fmt: skip


def fits(head: Head) -> bool:
    """Whether a file is a reply with entries."""
    return head.text.lstrip().startswith("{") and BEGINNING.search(head.text) is not None


@dataclass(frozen=True, slots=True)
class GleifApi:
    """Reads replies."""

    name: str = "gleif_api"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say of which day the reply is."""
        with file.path.open("rb") as stream:
            day = DAY.search(stream.read(1 << 16).decode("utf-8", "replace"))
        own = Meta(title=ENTRIES, edition=day.group(1) if day else None, licence=LICENCE, coverage="excerpt")
        meta = file.meta.over(own)
        return Document(
            sha256=file.sha256, name=file.path.name, kind="table", source=meta.source(PUBLISHER), title=meta.title
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per record of the reply; its row is its number."""
        columns = Columns()
        for row, record, parents in _records(file, notes):
            cells = columns.cells(json_leaves(record))
            yield _entry(row, cells, record, parents)
        notes.headers[""] = columns.header
        notes.unread.extend(columns.unread(lambda path: path.startswith((*READ, *LEFT))))


def _records(file: SourceFile, notes: Notes) -> Iterator[tuple[int, Any, list[tuple[str, str]]]]:
    row = 0
    for line, reply, reject in JsonRecords(file.path):
        if reject is not None or not isinstance(reply, dict) or "data" not in reply:
            why = reject.message if reject else "is no reply with data"
            raise SourceError(f"cannot be read: {why}", file.path, line)
        data = reply["data"]
        parents = _parents(reply.get("links"))
        for record in data if isinstance(data, list) else [data]:
            row += 1
            yield row, record, parents
        pages = _object(_object(reply.get("meta")).get("pagination"))
        if isinstance(pages.get("total"), int) and isinstance(pages.get("to"), int) and pages["total"] > pages["to"]:
            notes.warnings.append(
                f"holds the records up to {pages['to']} of {pages['total']}; the others are on further pages"
            )


def _parents(links: Any) -> list[tuple[str, str]]:
    """Topic and LEI of the parent when a reply says that its records are the children of one."""
    found = {match.groups() for link in _object(links).values() if (match := CHILDREN.search(str(link)))}
    return [(f"is {'directly' if kind == 'direct' else 'ultimately'} consolidated by", lei) for lei, kind in found]


def _entry(row: int, cells: tuple[str, ...], record: Any, parents: list[tuple[str, str]]) -> Entry:
    kind = _object(record).get("type")
    if kind != TYPE:
        message = f"must be of type {TYPE}, got {kind!r}"
        return Entry(row=row, cells=cells, reject=Reject("unknown_type", message, "type"))
    attributes = _object(record.get("attributes"))
    entity = _object(attributes.get("entity"))
    legal = _object(entity.get("legalName"))
    lei, name = _text(attributes.get("lei")), _text(legal.get("name"))
    if not lei or not name:
        message = "must have an LEI and a legal name"
        return Entry(row=row, record=lei or None, cells=cells, reject=Reject("missing_value", message, "lei"))
    found = _read(LeiEntry(lei, name, language(_text(legal.get("language")))), attributes, entity)
    claims = claims_of(found)
    for topic, parent in parents:
        claims.append(link_of(party_of(found), topic, lei_stub(parent)))
    return entry(row, f"LEI {lei}", cells, claims)


def _read(found: LeiEntry, attributes: Mapping[str, Any], entity: Mapping[str, Any]) -> LeiEntry:
    for group in ("otherNames", "transliteratedOtherNames"):
        for item in map(_object, _list(entity.get(group))):
            quality = QUALITY.get(_text(item.get("type")), "alias")
            found.names.append(Name(_text(item.get("name")), quality, language(_text(item.get("language")))))
    legal = _object(entity.get("legalAddress"))
    places = [legal, _object(entity.get("headquartersAddress")), *map(_object, _list(entity.get("otherAddresses")))]
    found.addresses = [address for place in places if (address := _address(place))]
    found.address_country = _text(legal.get("country"))
    found.jurisdiction = _text(entity.get("jurisdiction"))
    found.category = _text(entity.get("category"))
    found.entity_status = _text(entity.get("status"))
    found.authority = _text(_object(entity.get("registeredAt")).get("id"))
    found.number = _text(entity.get("registeredAs"))
    found.codes = [("SWIFT", code) for item in _list(attributes.get("bic")) if (code := _text(item))]
    registration = _object(attributes.get("registration"))
    found.status = _text(registration.get("status"))
    printed = _text(registration.get("initialRegistrationDate"))
    found.registered = read_day(printed, "initialRegistrationDate", found.flags)
    successors = [*_list(entity.get("successorEntities")), entity.get("successorEntity")]
    related = [("associated entity", _object(entity.get("associatedEntity")))]
    related += [("succeeded by", _object(item)) for item in successors]
    for topic, item in related:
        one = (topic, _text(item.get("lei")), _text(item.get("name")))
        if (one[1] or one[2]) and one not in found.related:
            found.related.append(one)
    return found


def _address(place: Mapping[str, Any]) -> str:
    lines = [_text(line) for line in _list(place.get("addressLines"))]
    return join_address(
        [*lines, *(_text(place.get(name)) for name in ("mailRouting", "city", "region", "postalCode", "country"))]
    )


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
