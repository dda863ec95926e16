"""Reads graph/schema.yml, the model as data, and checks elements against it before they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import SchemaError
from graph.model import Node, Relationship

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
    """A relationship type: primary labels it may leave and reach, key properties, and whether a path may walk it."""

    type: str
    start: frozenset[str]
    end: frozenset[str]
    key: tuple[str, ...]
    walk: bool
    properties: Mapping[str, Property]
    help: str


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
        _check_properties(f"{kind.label} {node.id}", node.properties, kind.properties)

    def check_relationship(self, relationship: Relationship) -> None:
        """Refuse a relationship that does not fit.

        Raises:
            SchemaError: names the relationship, the end or property and the rule.
        """
        kind = self.relationships.get(relationship.type)
        place = f"{relationship.start[1]} -{relationship.type}-> {relationship.end[1]}"
        if kind is None:
            raise SchemaError(f"{place}: the type is not in schema.yml")
        for end, allowed in ((relationship.start, kind.start), (relationship.end, kind.end)):
            if end[0] not in allowed or not end[1]:
                raise SchemaError(f"{place}: an end must be one of {', '.join(sorted(allowed))}, got {end[0]}")
        _check_properties(place, relationship.properties, kind.properties)


def _check_properties(place: str, got: Mapping[str, Any], rules: Mapping[str, Property]) -> None:
    for name, value in got.items():
        rule = rules.get(name)
        if rule is None:
            raise SchemaError(f"{place}: property {name} is not in schema.yml")
        right = isinstance(value, PYTHON_TYPES[rule.type]) and (rule.type == "boolean") == isinstance(value, bool)
        if rule.type == "date" and right:
            right = DATE.fullmatch(value) is not None
        if rule.type == "strings" and right:
            right = all(isinstance(item, str) for item in value)
        if not right:
            raise SchemaError(f"{place}: property {name} must be of type {rule.type}, got {value!r}")
    for name, rule in rules.items():
        if rule.required and name not in got:
            raise SchemaError(f"{place}: property {name} is required")


def _properties(data: Mapping[str, Any] | None) -> dict[str, Property]:
    return {name: Property(name=name, **rule) for name, rule in (data or {}).items()}


@cache
def load_schema() -> Schema:
    """Read schema.yml once.

    Raises:
        SchemaError: a relationship type names a label that does not exist.
    """
    data = yaml.safe_load(files("graph").joinpath("schema.yml").read_text(encoding="utf-8"))
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

    relationships = {
        name: RelationshipType(
            name,
            primary(kind["from"]),
            primary(kind["to"]),
            tuple(kind.get("key", ())),
            bool(kind.get("walk", False)),
            _properties(kind.get("properties")),
            kind.get("help", ""),
        )
        for name, kind in data["relationships"].items()
    }
    ties = {name: TieRule(name, tie["fact"], frozenset(tie["forbids"])) for name, tie in data["ties"].items()}
    return Schema(data["version"], nodes, relationships, ties, tuple(data["stepping_stones"]))


SCHEMA = load_schema()
