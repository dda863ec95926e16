"""FollowTheMoney: entities (JSON lines), statements (CSV, who says each value), and a catalogue of the data sets.

Source: https://followthemoney.tech/docs/, https://www.opensanctions.org/docs/statements/
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import yaml

from graph.export.extract import Extract
from graph.export.ftm_facts import facts, topics
from graph.export.ftm_parties import SCHEMATA, addresses, documents, parties, states
from graph.export.ftm_world import MERGED, Entity, Value, World
from graph.export.sources import families, terms
from graph.projection.things import source_of
from graph.reference.ftm import CONTACTS, EDGES, IDENTIFIERS, LANGUAGES

ENTITIES, STATEMENTS, CATALOGUE = "entities.ftm.json", "statements.csv", "catalog.json"
COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value",
    "external", "first_seen", "last_seen", "id",
)  # fmt: skip
TYPES = {
    **dict.fromkeys(("name", "alias", "weakAlias", "previousName"), "name"),
    **dict.fromkeys(("country", "flag", "departureCountry", "originCountry", "destinationCountry"), "country"),
    **dict.fromkeys(("startDate", "endDate", "birthDate", "publishedAt"), "date"),
    **dict.fromkeys(("summary", "description", "goodsDescription", "reason", "purpose"), "text"),
    **dict.fromkeys(("addressEntity", "proof", "entity", "holder", "post", "sender", "receiver", "involved"), "entity"),
    **{name: "entity" for edge in EDGES.values() for name in (edge.source, edge.target)},
    **dict.fromkeys((*IDENTIFIERS, "vedCode", "ccdNumber"), "identifier"),
    **{name: name for name in CONTACTS if name != "website"},
    "website": "url",
    "sourceUrl": "url",
    "full": "address",
    "topics": "topic",
    "amount": "number",
}
LONGEST = {"identifier": 64, "name": 384, "string": 1024, "address": 250, "url": 4096, "text": 65000}
ALPHA_3 = {short: long for long, short in LANGUAGES.items()}
TOO_LONG = "values left out that are longer than FollowTheMoney allows"
_ENCODE = msgspec.json.Encoder().encode


def write(extract: Extract, target: Path) -> dict[str, int]:
    """Write an extract into a folder."""
    notes: Counter[str] = Counter()
    world = World(extract)
    world.parties.update((node.id, node) for node in extract.nodes(*SCHEMATA))
    with ExitStack() as stack:
        entities = stack.enter_context((target / ENTITIES).open("wb"))
        rows = csv.writer(
            stack.enter_context((target / STATEMENTS).open("w", encoding="utf-8", newline="")), csv.unix_dialect
        )
        rows.writerow(COLUMNS)
        for entity in _all(extract, world, notes):
            _cut(entity, notes)
            entities.write(_ENCODE(_plain(entity)) + b"\n")
            rows.writerows(_statements(entity))
    _catalogue(extract, world, target)
    return dict(notes)


def _all(extract: Extract, world: World, notes: Counter[str]) -> Iterator[Entity]:
    day = extract.about.known[:10] if extract.about.known else None
    used: set[str] = set()
    yield from chain(
        documents(world),
        addresses(extract, world),
        parties(extract, world, topics(extract, world, day), notes),
        facts(extract, world, used, notes),
    )
    yield from states(world, used)


def _cut(entity: Entity, notes: Counter[str]) -> None:
    """Take out values that are too long, and repeated ones."""
    kept: dict[Value, None] = {}
    for value in entity.values:
        if len(value.text) > LONGEST.get(TYPES.get(value.property, "string"), 1024):
            notes[TOO_LONG] += 1
        else:
            kept[value] = None
    entity.values = list(kept)


def _plain(entity: Entity) -> dict[str, Any]:
    properties: dict[str, dict[str, None]] = {}
    for value in entity.values:
        properties.setdefault(value.property, {})[value.text] = None
    return {
        "id": entity.id,
        "caption": " ".join(entity.caption.split()),
        "schema": entity.schema,
        "properties": {name: list(texts) for name, texts in properties.items()},
        "datasets": list(entity.data_sets),
    }


def _statements(entity: Entity) -> Iterator[tuple[str, ...]]:
    """Rows of an entity: that each data set speaks of it, then its values, none twice."""
    own = entity.data_sets[0] if len(entity.data_sets) == 1 else MERGED
    told = [Value("id", entity.id, name) for name in entity.data_sets]
    first, last = (seen or "" for seen in entity.seen)
    rows: dict[str, tuple[str, ...]] = {}
    for value in (*told, *entity.values):
        kind = "id" if value.property == "id" else TYPES.get(value.property, "string")
        language = ALPHA_3.get(value.language or "", "") if kind == "name" else ""
        data_set = value.data_set or own
        key = f"{data_set}.{entity.id}.{value.property}.{value.text}{'@' + language if language else ''}"
        number = hashlib.sha1(key.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
        rows[number] = (
            entity.id, entity.id, value.property, kind, entity.schema, value.text, data_set, "", language, "", "f",
            first, last or first, number,
        )  # fmt: skip
    yield from rows.values()


def _catalogue(extract: Extract, world: World, target: Path) -> None:
    """The data sets with publishers and licences, and what a load of the entities should be told."""
    sets: dict[str, dict[str, Any]] = {}
    for package in extract.packages:
        source = package.document.source
        name = world.data_sets[source_of(package.document)]
        one = sets.setdefault(name, {"name": name, "title": source.publisher, "publisher": {"name": source.publisher}})
        known = terms(source, 1, 0)
        if known.licence:
            one.setdefault("tags", []).append(known.licence)
            if known.family:
                one["license"] = families()[known.family].url
        if source.url and source.url.startswith(("http://", "https://")):
            one.setdefault("url", source.url)
    merged = {"name": MERGED, "title": "Made by Waybill of several sources", "children": sorted(sets)}
    found = [one | ({"tags": sorted(set(one["tags"]))} if "tags" in one else {}) for _, one in sorted(sets.items())]
    text = json.dumps({"datasets": [*found, merged]}, ensure_ascii=False, indent=1)
    (target / CATALOGUE).write_text(text + "\n", encoding="utf-8")
    day = extract.about.known[:10] if extract.about.known else None
    meta: dict[str, Any] = {
        "publisher": "Waybill",
        "title": f"export {extract.about.digest.total[:12]}",
        "edition": day,
    }
    meta |= {"synthetic": True} if extract.about.synthetic else {}
    for name in (ENTITIES, STATEMENTS):
        (target / f"{name}.meta.yml").write_text(yaml.safe_dump(meta, allow_unicode=True), encoding="utf-8")
