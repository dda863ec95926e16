"""The digest of a graph: a sum of a hash per label and relationship type, equal on every engine and for every order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Node, Relationship
from graph.schema import SCHEMA, Property

MODULUS = 1 << 128


@dataclass(frozen=True, slots=True)
class Part:
    """Number and hash sum of the elements of one label or relationship type."""

    count: int
    sum: int

    def plus(self, number: int) -> Part:
        """Return the part with one more element of this hash."""
        return Part(self.count + 1, (self.sum + number) % MODULUS)


@dataclass(frozen=True, slots=True)
class Digest:
    """Digest of a graph.

    Attributes:
        nodes: primary label -> part, sorted.
        relationships: type -> part, sorted.
    """

    nodes: Mapping[str, Part]
    relationships: Mapping[str, Part]

    @property
    def total(self) -> str:
        """One word of 32 hexadecimal digits for the whole graph."""
        lines = [
            f"{name} {part.count} {part.sum:032x}"
            for parts in (self.nodes, self.relationships)
            for name, part in sorted(parts.items())
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]

    def to_json(self) -> dict[str, Any]:
        """Return the digest as `waybill digest --json` prints it."""

        def plain(parts: Mapping[str, Part]) -> dict[str, Any]:
            return {name: {"count": part.count, "sum": f"{part.sum:032x}"} for name, part in sorted(parts.items())}

        return {
            "schema": 1,
            "digest": self.total,
            "nodes": plain(self.nodes),
            "relationships": plain(self.relationships),
        }


def digest_of(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Digest:
    """Digest elements in any order."""
    by_label: dict[str, Part] = {}
    for node in nodes:
        by_label[node.labels[0]] = by_label.get(node.labels[0], Part(0, 0)).plus(node_hash(node))
    by_type: dict[str, Part] = {}
    for one in relationships:
        by_type[one.type] = by_type.get(one.type, Part(0, 0)).plus(relationship_hash(one))
    return Digest(dict(sorted(by_label.items())), dict(sorted(by_type.items())))


def node_hash(node: Node) -> int:
    """Hash of a node: labels, id and properties."""
    rules = SCHEMA.nodes[node.labels[0]].properties if node.labels[0] in SCHEMA.nodes else {}
    return _hash([list(node.labels), node.id, _canonical(node.properties, rules)])


def relationship_hash(one: Relationship) -> int:
    """Hash of a relationship: type, ends and properties."""
    rules = SCHEMA.relationships[one.type].properties if one.type in SCHEMA.relationships else {}
    return _hash([one.type, list(one.start), list(one.end), _canonical(one.properties, rules)])


def _canonical(properties: Mapping[str, Any], rules: Mapping[str, Property]) -> list[tuple[str, Any]]:
    """Sorted pairs; a float of the model is a float whatever number type an engine gives back."""
    found = []
    for name, value in sorted(properties.items()):
        floating = name in rules and rules[name].type == "float"
        found.append((name, float(value) if floating else list(value) if isinstance(value, (list, tuple)) else value))
    return found


def _hash(data: object) -> int:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16], "big")
