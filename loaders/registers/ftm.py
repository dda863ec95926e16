"""FollowTheMoney: entities and delta files, one JSON value a line.

Every property is a list. Edges are entities: they name the ids of their ends, which may stand before or after them, or
in another file. Helper entities (addresses, papers, positions) are read first, since parties refer to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.model import Claim, Document, Entry, Reject
from graph.reference.ftm import (
    EDGE_PROPERTIES,
    EDGES,
    HELPER_PROPERTIES,
    HELPERS,
    LEFT,
    OCCUPANCY,
    PARTIES,
    PARTY_PROPERTIES,
    SANCTION,
    SANCTION_PROPERTIES,
    TOP,
    TOP_LEFT,
    WITHOUT_KIND,
    known_schema,
)
from loaders.head import Head
from loaders.json_records import JsonRecords, first_record
from loaders.protocol import Notes
from loaders.registers.ftm_edges import edge_claims, joined, occupancy_claims, sanction_claims
from loaders.registers.ftm_party import Entity, Helpers, entity_key, party_of
from loaders.registers.parts import Columns, entry, json_leaves
from loaders.source import Meta, SourceFile

NO_PUBLISHER = "unknown publisher"
OPENSANCTIONS = "OpenSanctions"
LICENCE = "CC-BY-NC-4.0"
SEEN = re.compile(r'"last_seen"\s*:\s*"(\d{4}-\d{2}-\d{2})')
VERSION = re.compile(r"(\d{4})(\d{2})(\d{2})\d{6}-[a-z0-9]{3}")  # folder of a version of a data set
MAX_ADDRESSES = 2_000_000  # addresses that are kept in memory while a file is read
HELPER_NAMES = tuple(HELPERS)  # a schema may be anything, also what has no hash
OPERATIONS = ("ADD", "MOD", "DEL")


def fits(head: Head) -> bool:
    """Whether a file begins with an entity or with a line of a delta file."""
    first = first_record(head.text)
    return isinstance(first, dict) and (_is_entity(first) or _is_delta(first))


def is_index(head: Head) -> bool:
    """Whether a file lists the addresses of delta files, which holds no party."""
    return isinstance(head.json, dict) and head.json.keys() == {"versions", "updated_at"}


def _is_entity(value: Mapping[str, Any]) -> bool:
    return value.keys() >= {"id", "schema", "properties"} and isinstance(value["properties"], dict)


def _is_delta(value: Mapping[str, Any]) -> bool:
    return value.keys() == {"op", "entity"} and isinstance(value["entity"], dict)


@dataclass(frozen=True, slots=True)
class FtmEntities:
    """Reads entities and delta files."""

    name: str = "ftm"
    version: str = "3"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say whose entities they are, as far as the first ones tell."""
        meta = file.meta.over(_own(file.path))
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="table",
            source=meta.source(NO_PUBLISHER),
            title=meta.title,
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per entity."""
        helpers = read_helpers(file.path)
        if helpers.dropped:
            notes.warnings.append(
                f"{helpers.dropped:,} addresses past the first {MAX_ADDRESSES:,} are not put to their parties"
            )
        columns = Columns()
        dated = self.document(file).source.edition is not None
        for row, value, reject in JsonRecords(file.path):
            if reject is not None:
                yield Entry(row=row, reject=reject)
                continue
            cells = columns.cells(json_leaves(value))
            yield _entry(row, value, cells, helpers, notes)
        if notes.counts["operation DEL"] and not dated:
            notes.warnings.append("its day is not known, so nothing is closed; name it as edition in FILE.meta.yml")
        notes.headers[""] = columns.header
        notes.unread.extend(columns.unread(_known))


def _own(path: Path) -> Meta:
    with path.open("rb") as stream:
        head = stream.read(1 << 16).decode("utf-8", "replace")
    version = VERSION.fullmatch(path.parent.name)
    seen = max(SEEN.findall(head), default=None)
    edition = "-".join(version.groups()) if version else seen
    first = first_record(head) or {}
    body = first.get("entity", first) if isinstance(first, dict) else {}
    known = version is not None or (isinstance(body, dict) and body.keys() >= {"datasets", "referents"})
    return Meta(
        publisher=OPENSANCTIONS if known else None,
        edition=edition,
        licence=LICENCE if known else None,
        coverage="amendment" if isinstance(first, dict) and "op" in first else "excerpt",
    )


def read_helpers(path: Path) -> Helpers:
    """Read what addresses, papers and positions say, before the parties that refer to them."""
    helpers = Helpers()
    for _, value, reject in JsonRecords(path):
        body = value.get("entity") if isinstance(value, dict) and "op" in value else value
        if reject is None and isinstance(body, dict) and body.get("schema") in HELPER_NAMES:
            entity = _entity(body)
            if isinstance(entity, Entity):
                add_helper(entity, helpers)
    return helpers


def add_helper(entity: Entity, helpers: Helpers) -> None:
    """Keep what a helper says of others."""
    match entity.schema:
        case "Address":
            text = entity.first("full") or entity.caption
            if text and len(helpers.addresses) < MAX_ADDRESSES:
                helpers.addresses[entity.id] = text
            elif text:
                helpers.dropped += 1
        case "Position":
            places = tuple(entity.properties.get("country", ()))
            helpers.positions[entity.id] = (entity.first("name") or entity.caption, places)
        case _:
            kind = "PASSPORT" if entity.schema == "Passport" else "ID"
            numbers = [*entity.properties.get("number", ()), *entity.properties.get("passportNumber", ())]
            for holder in entity.properties.get("holder", ()):
                helpers.papers.setdefault(holder, []).extend((kind, number) for number in dict.fromkeys(numbers))


def _entry(row: int, value: Any, cells: tuple[str, ...], helpers: Helpers, notes: Notes) -> Entry:
    if isinstance(value, dict) and "op" in value:
        operation, value = value.get("op"), value.get("entity")
        if operation not in OPERATIONS:
            message = f"must be one of {', '.join(OPERATIONS)}, got {operation!r}"
            return Entry(row=row, cells=cells, reject=Reject("unknown_operation", message, "op"))
        notes.counts[f"operation {operation}"] += 1
        if operation == "DEL":
            return _deleted(row, value, cells)
    entity = _entity(value)
    if isinstance(entity, Reject):
        return Entry(row=row, cells=cells, reject=entity)
    return entity_entry(row, entity, cells, helpers, notes)


def entity_entry(row: int, entity: Entity, cells: tuple[str, ...], helpers: Helpers, notes: Notes) -> Entry:
    """Return the entry of an entity with its claims, or why it has none."""
    key = entity_key(entity.id)
    if entity.schema in HELPERS:
        notes.counts[f"helper {entity.schema}"] += 1
        return Entry(row=row, record=key, cells=cells)
    claims = _claims(entity, helpers)
    if claims:
        return entry(row, key, cells, claims)
    return Entry(row=row, record=key, cells=cells, reject=_why_not(entity))


def _claims(entity: Entity, helpers: Helpers) -> list[Claim]:
    if entity.schema in EDGES:
        return edge_claims(entity)
    if entity.schema == SANCTION:
        return sanction_claims(entity)
    if entity.schema == OCCUPANCY:
        return occupancy_claims(entity, helpers)
    if entity.schema not in PARTIES or not (entity.caption or entity.first("name") or entity.first("alias")):
        return []
    flags: list[str] = []
    party = party_of(entity, helpers, flags)
    return [
        Claim(
            kind="registration",
            object=party,
            topic="FollowTheMoney",
            entry=entity.id,
            programme=joined(entity.datasets),
            reason=joined(entity.properties.get("sourceUrl", ())),
            flags=tuple(dict.fromkeys(flags)),
        )
    ]


def _why_not(entity: Entity) -> Reject:
    if entity.schema in WITHOUT_KIND:
        message = f"the graph has no kind of fact for {entity.schema}; the record stays in the archive"
        return Reject("no_kind", message, "schema")
    if entity.schema in PARTIES:
        return Reject("missing_value", "must have a name", "name")
    if known_schema(entity.schema):
        return Reject("missing_value", f"{entity.schema} must name both of its ends", "properties")
    return Reject("unknown_schema", f"is no schema of FollowTheMoney: {entity.schema!r}", "schema")


def _entity(value: Any) -> Entity | Reject:
    """Read an entity; values that are no list of texts are refused."""
    if not isinstance(value, dict) or not isinstance(value.get("id"), str) or not value["id"]:
        return Reject("missing_value", "must be an object with an id", "id")
    schema, properties = value.get("schema"), value.get("properties")
    if not isinstance(schema, str):
        return Reject("missing_value", "must have a schema", "schema")
    if not isinstance(properties, dict):
        return Reject("properties", f"must be an object of lists, got {type(properties).__name__}", "properties")
    read: dict[str, list[str]] = {}
    for name, values in properties.items():
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            return Reject("property_type", f"{name} must be a list of texts", name)
        read[name] = [plain for one in values if (plain := " ".join(one.split()))]
    datasets, caption = value.get("datasets"), value.get("caption")
    return Entity(
        value["id"],
        schema,
        read,
        tuple(one for one in datasets if isinstance(one, str)) if isinstance(datasets, list) else (),
        " ".join(caption.split()) if isinstance(caption, str) else "",
    )


def _deleted(row: int, value: Any, cells: tuple[str, ...]) -> Entry:
    """An entity that a version no longer holds; only its id is told."""
    identifier = value.get("id") if isinstance(value, dict) else None
    if not isinstance(identifier, str) or not identifier:
        return Entry(row=row, cells=cells, reject=Reject("missing_value", "must name the id that is gone", "entity"))
    key = entity_key(identifier)
    claim = Claim(kind="registration", topic="FollowTheMoney", entry=identifier, flags=(f"deletes:{key}",))
    return entry(row, f"deleted {key}", cells, [claim])


def _known(path: str) -> bool:
    plain = path.removeprefix("entity.")
    name = plain.removeprefix("properties.")
    if name == plain:
        return plain in TOP or plain in TOP_LEFT
    return name in PARTY_PROPERTIES | EDGE_PROPERTIES | SANCTION_PROPERTIES | HELPER_PROPERTIES | LEFT
