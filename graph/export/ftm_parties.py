"""Parties, addresses and documents as entities of FollowTheMoney."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.export.extract import Extract
from graph.export.ftm_world import Entity, World, entity_id
from graph.export.rdf_terms import address
from graph.model import Node
from graph.reference.ftm import CONTACTS, IDENTIFIERS, IDENTIFIERS_OF
from graph.resolution.identifiers import check_digits

SCHEMATA = {
    "Company": "Company",
    "Person": "Person",
    "PublicBody": "PublicBody",
    "Group": "LegalEntity",
    "Vessel": "Vessel",
    "Aircraft": "Airplane",
    "Asset": "Asset",
}
QUALITIES = {"primary": "name", "alias": "alias", "weak": "weakAlias", "former": "previousName"}
PROPERTIES = {kind: name for name, kind in reversed(IDENTIFIERS.items()) if kind} | {
    "IMO-COMPANY": "imoNumber",
    "MSN": "serialNumber",
}
FAMILIES = ("ID", "TAX", "REG", "PASSPORT", "VAT")  # such as TAX-CO: a number of a kind, of a country
LEGAL = frozenset({"Company", "Person", "PublicBody", "LegalEntity"})
PHONE = re.compile(r"\+\d{7,15}")
GROUP = "A group that no source names."
STUB = "Sources only refer to it, by a key or an identifier."
LEFT_OUT = "identifiers and contacts left out: FollowTheMoney has no property for them, or not for their form"
WRONG = "identifiers left out whose check digits are wrong"
CHECKED = frozenset({"innCode", "ogrnCode", "uscCode", "imoNumber", "leiCode"})
EMAIL = re.compile(r"([^@\s<>,;]+)@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})")
WEBSITE = re.compile(r"https?://[^/\s]+(/\S*)?")


def parties(extract: Extract, world: World, topics: dict[str, set[str]], notes: Counter[str]) -> Iterator[Entity]:
    """Yield parties, vessels, aircraft and assets.

    Args:
        extract: the elements.
        world: who says what.
        topics: id of a listed one -> topics.
        notes: gets what has no place, in words.
    """
    names = {node.id: node for node in extract.nodes("Name")}
    named: dict[str, list[tuple[Node, str]]] = {}
    for one in extract.relationships("NAMED"):
        source = world.data_sets[str(one.properties["source"])]
        named.setdefault(one.start[1], []).append((names[one.end[1]], source))
    located: dict[str, list[str]] = {}
    for one in extract.relationships("LOCATED_AT"):
        located.setdefault(one.start[1], []).append(one.end[1])
    for node in world.parties.values():
        entity = Entity(
            entity_id(node.id),
            SCHEMATA[node.labels[0]],
            str(node.properties["name"]),
            world.data_sets_of(node.id),
            [],
        )
        _names(entity, node, named.get(node.id, []))
        _facts(entity, node, notes)
        for place in located.get(node.id, ()):
            entity.add("addressEntity", entity_id(place))
        for topic in sorted(topics.get(node.id, ())):
            entity.add("topics", topic)
        yield entity


def _names(entity: Entity, node: Node, named: list[tuple[Node, str]]) -> None:
    best = entity.caption
    if not any(name.properties["text"] == best for name, _ in named):
        entity.add("name", best)
    for name, source in named:
        text, quality = str(name.properties["text"]), str(name.properties["quality"])
        language = name.properties.get("language")
        entity.add("name" if text == best else QUALITIES[quality], text, source, str(language) if language else None)
    if node.labels[0] == "Group":
        entity.add("summary", GROUP)
    if node.properties.get("stub"):
        entity.add("summary", STUB)


def _facts(entity: Entity, node: Node, notes: Counter[str]) -> None:
    if code := node.properties.get("country"):
        entity.add("flag" if entity.schema == "Vessel" else "country", str(code).lower())
    if entity.schema == "Person":
        for day in _list(node, "birth_dates"):
            entity.add("birthDate", day)
    for one in _list(node, "identifiers"):
        kind, value = one.split(":", 1)
        name = _property(kind, entity.schema)
        if name is None:
            notes[LEFT_OUT] += 1
        elif name in CHECKED and not check_digits(kind, value):
            notes[WRONG] += 1
        elif written := _written(name, value):
            entity.add(name, written)
        else:
            notes[LEFT_OUT] += 1


def _list(node: Node, name: str) -> list[str]:
    found = node.properties.get(name, [])
    return found if isinstance(found, list) else []


def _property(kind: str, schema: str) -> str | None:
    for name, contact in CONTACTS.items():
        if kind == contact:
            return name if schema in LEGAL else None
    family = kind.split("-")[0]
    found = PROPERTIES.get(kind) or (PROPERTIES[family] if family in FAMILIES else None)
    return found if found in IDENTIFIERS_OF[schema] else None


def _written(name: str, value: str) -> str:
    """A value in the one form that FollowTheMoney writes, empty where it has none."""
    match name:
        case "phone":
            return value if PHONE.fullmatch(value) else ""
        case "email":
            found = EMAIL.fullmatch(value)
            return f"{found[1]}@{found[2].lower()}" if found else ""
        case "website":
            found = WEBSITE.fullmatch(value)
            return "" if found is None or address(value) is None else value if found[1] else f"{value}/"
        case "imoNumber":
            return f"IMO{value}" if re.fullmatch(r"\d{7}", value) else ""
        case "swiftBic":
            return value[:8] if len(value) == 11 and value.endswith("XXX") else value
        case _:
            return value


def addresses(extract: Extract, world: World) -> Iterator[Entity]:
    """Yield addresses as printed."""
    said: dict[str, set[str]] = {}
    for one in extract.relationships("LOCATED_AT"):
        said.setdefault(one.end[1], set()).update(world.data_sets_of(one.start[1]))
    for node in extract.nodes("Address"):
        text = str(node.properties["text"])
        entity = Entity(entity_id(node.id), "Address", text, tuple(sorted(said.get(node.id, ()))))
        entity.add("full", text)
        if code := node.properties.get("country"):
            entity.add("country", str(code).lower())
        yield entity


def documents(world: World) -> Iterator[Entity]:
    """Yield the documents that facts name as their proof."""
    for node in world.document_nodes.values():
        told = node.properties
        title = str(told.get("title") or told["name"])
        entity = Entity(entity_id(node.id), "Document", title, world.data_sets_of(node.id))
        entity.add("fileName", told["name"])
        entity.add("title", told.get("title"))
        if (url := told.get("url")) and address(str(url)):
            entity.add("sourceUrl", _written("website", str(url)))
        entity.add("publishedAt", told.get("published"))
        yield entity


def states(world: World, used: set[str]) -> Iterator[Entity]:
    """Yield states that hold shares, as public bodies: there are no entities of countries."""
    for identifier in sorted(used):
        node = world.countries[identifier]
        entity = Entity(
            entity_id(identifier), "PublicBody", str(node.properties["name"]), world.data_sets_of(identifier)
        )
        entity.add("name", node.properties["name"])
        entity.add("country", str(node.properties["code"]).lower())
        yield entity
