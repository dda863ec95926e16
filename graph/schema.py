"""Reads graph/schema.yml, the model as data, and checks elements against it before they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any

from graph.errors import SchemaError
from graph.model import Node, Relationship
from graph.packaged import packaged_yaml

FACT = "Fact"
PARTY = "Party"
META = "WaybillMeta"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PYTHON_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "float": float,
    "boolean": bool,
    "date": str,
    "strings": list,
}


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a label or relationship type.

    Attributes:
        name: as in the store.
        type: string, integer, float, boolean, date or strings.
        required: whether every element carries it.
        index: whether the store indexes it.
        help: one line for people.
    """

    name: str
    type: str
    required: bool = False
    index: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class NodeType:
    """A primary label with its further labels and properties."""

    label: str
    also: tuple[str, ...]
    properties: Mapping[str, Property]
    help: str

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels of such a node, the primary one first."""
        return (self.label, *self.also)


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A relationship type.

    Attributes:
        type: its name.
        start, end: primary labels that it may leave and reach.
        key: properties that tell two of one type and the same ends apart.
        walk: whether a path may walk it.
        properties: by name.
        help: what it says.
        unproven: what it does not prove.
        derived: what it is made from.
    """

    type: str
    start: frozenset[str]
    end: frozenset[str]
    key: tuple[str, ...]
    walk: bool
    properties: Mapping[str, Property]
    help: str
    unproven: str
    derived: str


@dataclass(frozen=True, slots=True)
class TieRule:
    """How a tie is derived: from which facts, and which modalities forbid it."""

    type: str
    fact: str
    forbids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Schema:
    """The model of schema.yml."""

    version: int
    nodes: Mapping[str, NodeType]
    relationships: Mapping[str, RelationshipType]
    ties: Mapping[str, TieRule]
    stepping_stones: tuple[str, ...]

    def labelled(self, label: str) -> tuple[str, ...]:
        """Primary labels of all nodes that carry a label, such as Party or Fact."""
        return tuple(name for name, node in self.nodes.items() if label in node.labels)

    def check_node(self, node: Node) -> None:
        """Refuse a node that does not fit.

        Raises:
            SchemaError: names the node, the property and the rule.
        """
        kind = self.nodes.get(node.labels[0])
        if kind is None or node.labels != kind.labels:
            raise SchemaError(f"node {node.id}: labels {node.labels} are not in schema.yml")
        if not node.id:
            raise SchemaError(f"node of label {kind.label}: waybill_id must not be empty")
        if wrong := _wrong(kind.label, node.properties, kind.properties):
            raise SchemaError(f"{kind.label} {node.id}: {wrong}")

    def check_relationship(self, relationship: Relationship) -> None:
        """Refuse a relationship that does not fit.

        Raises:
            SchemaError: names the relationship, the end or property and the rule.
        """
        kind = self.relationships.get(relationship.type)
        if kind is None:
            raise SchemaError(f"{_place(relationship)}: the type is not in schema.yml")
        for end, allowed in ((relationship.start, kind.start), (relationship.end, kind.end)):
            if end[0] not in allowed or not end[1]:
                names = ", ".join(sorted(allowed))
                raise SchemaError(f"{_place(relationship)}: an end must be one of {names}, got {end[0]}")
        if wrong := _wrong(kind.type, relationship.properties, kind.properties):
            raise SchemaError(f"{_place(relationship)}: {wrong}")


def _place(relationship: Relationship) -> str:
    return f"{relationship.start[1]} -{relationship.type}-> {relationship.end[1]}"


_SHAPES: dict[tuple[object, ...], tuple[str, ...]] = {}
MOST_SHAPES = 20_000


def _wrong(owner: str, got: Mapping[str, Any], rules: Mapping[str, Property]) -> str | None:
    """What is wrong with some properties, in words.

    Millions of elements have few shapes (names and types of their properties): each shape is looked at once, and after
    that only the values whose type does not say all.
    """
    shape = (owner, *got, *map(type, got.values()))
    known = _SHAPES.get(shape)
    if known is None:
        if wrong := _misfit(got, rules):
            return wrong
        known = tuple(name for name in got if rules[name].type in ("date", "strings", "float"))
        if len(_SHAPES) < MOST_SHAPES:
            _SHAPES[shape] = known
        return None
    for name in known:
        if not _right(got[name], rules[name].type):
            return f"property {name} must be of type {rules[name].type}, got {got[name]!r}"
    return None


def _misfit(got: Mapping[str, Any], rules: Mapping[str, Property]) -> str | None:
    for name, value in got.items():
        rule = rules.get(name)
        if rule is None:
            return f"property {name} is not in schema.yml"
        if not _right(value, rule.type):
            return f"property {name} must be of type {rule.type}, got {value!r}"
    for name, rule in rules.items():
        if rule.required and name not in got:
            return f"property {name} is required"
    return None


def _right(value: Any, kind: str) -> bool:
    right: bool = isinstance(value, PYTHON_TYPES[kind]) and (kind == "boolean") == isinstance(value, bool)
    if right and kind == "date":
        right = DATE.fullmatch(value) is not None
    elif right and kind == "strings":
        right = all(isinstance(item, str) for item in value)
    elif right and kind == "float":
        right = isfinite(value)
    return right


def _properties(data: Mapping[str, Any] | None) -> dict[str, Property]:
    return {name: Property(name=name, **rule) for name, rule in (data or {}).items()}


@cache
def load_schema() -> Schema:
    """Read schema.yml once.

    Raises:
        SchemaError: a relationship type names a label that does not exist, or lacks what it means.
    """
    data = packaged_yaml("graph", "schema.yml")
    nodes = {
        label: NodeType(label, tuple(node.get("also", ())), _properties(node.get("properties")), node.get("help", ""))
        for label, node in data["nodes"].items()
    }

    def primary(names: list[str]) -> frozenset[str]:
        found = {label for label, node in nodes.items() for name in names if name in node.labels}
        missing = [name for name in names if not any(name in node.labels for node in nodes.values())]
        if missing:
            raise SchemaError(f"schema.yml: no node carries the label {', '.join(missing)}")
        return frozenset(found)

    meanings = data["meanings"]
    if missing := sorted(data["relationships"].keys() ^ meanings.keys()):
        raise SchemaError(f"schema.yml: meanings must name each relationship type once, see {', '.join(missing)}")
    relationships = {
        name: RelationshipType(
            name,
            primary(kind["from"]),
            primary(kind["to"]),
            tuple(kind.get("key", ())),
            bool(kind.get("walk", False)),
            _properties(kind.get("properties")),
            kind.get("help") or meanings[name]["says"],
            meanings[name]["unproven"],
            meanings[name]["derived"],
        )
        for name, kind in data["relationships"].items()
    }
    ties = {name: TieRule(name, tie["fact"], frozenset(tie["forbids"])) for name, tie in data["ties"].items()}
    return Schema(data["version"], nodes, relationships, ties, tuple(data["stepping_stones"]))


SCHEMA = load_schema()
