"""Values and elements between Python and a store: dates, labels, batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import neo4j.graph
import neo4j.time

from graph.model import Node, Relationship, Value
from graph.schema import SCHEMA, Property, Schema

BATCH_ROWS = 5000
BATCH_BYTES = 4_000_000  # the embedded engine refuses a message above 16 MiB
KEY = "waybill_id"
PLAIN = frozenset({str, int, float, bool})


def to_store(properties: Mapping[str, Value], rules: Mapping[str, Property]) -> dict[str, Any]:
    """Return properties as the store keeps them: dates as real dates."""
    return {
        name: date.fromisoformat(value) if isinstance(value, str) and rules[name].type == "date" else value
        for name, value in properties.items()
    }


def from_store(value: Any) -> Any:
    """Return a value of an answer as plain Python: dates as ISO text, graph elements as dictionaries."""
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, (list, tuple, set, frozenset)) and not isinstance(value, neo4j.graph.Path):
        return [from_store(item) for item in value]
    if isinstance(value, dict):
        return {name: from_store(item) for name, item in value.items()}
    if isinstance(value, neo4j.graph.Node):
        return {"labels": ordered_labels(value.labels), "properties": from_store(dict(value.items()))}
    if isinstance(value, neo4j.graph.Relationship):
        ends = [None if node is None else node.get(KEY) for node in (value.start_node, value.end_node)]
        return {"type": value.type, "start": ends[0], "end": ends[1], "properties": from_store(dict(value.items()))}
    if isinstance(value, neo4j.graph.Path):
        return {"nodes": from_store(list(value.nodes)), "relationships": from_store(list(value.relationships))}
    if hasattr(value, "iso_format"):
        return value.iso_format()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def weight(value: Any) -> int:
    """Return how much a plain value holds: its values, long words counted by hundreds of characters."""
    if isinstance(value, dict):
        return 1 + sum(map(weight, value.values()))
    if isinstance(value, list):
        return 1 + sum(map(weight, value))
    return 1 + len(value) // 100 if isinstance(value, str) else 1


def plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return properties of an answer as plain Python."""
    return {name: value if type(value) in PLAIN else from_store(value) for name, value in properties.items()}


@cache
def _ordered(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(labels, key=lambda label: (label not in SCHEMA.nodes, label)))


def ordered_labels(labels: Iterable[str]) -> list[str]:
    """Return the primary label first, the others in alphabetical order."""
    return list(_ordered(tuple(labels)))


@cache
def _own(labels: tuple[str, ...]) -> tuple[str, ...]:
    own = _ordered(labels)
    kind = SCHEMA.nodes.get(own[0]) if own else None
    if kind is None:
        return own
    return (kind.label, *(label for label in own[1:] if label in kind.also or label in SCHEMA.nodes))


def node_from(labels: Iterable[str], properties: Mapping[str, Any]) -> Node:
    """Make a node of an answer's row; labels that a user added are left out."""
    values = plain(properties)
    return Node(_own(tuple(labels)), str(values.pop(KEY)), values)


def primary(labels: Iterable[str]) -> str:
    """Return the primary label among a node's labels; the first one when it has none."""
    own = _ordered(tuple(labels))
    return own[0] if own else ""


def relationship_key(relationship: Relationship, schema: Schema = SCHEMA) -> tuple[Any, ...]:
    """Return what tells a relationship from all others: type, ends, and the key properties of its type."""
    names = schema.relationships[relationship.type].key
    return (relationship.type, relationship.start, relationship.end, *map(relationship.properties.get, names))


def batches(rows: Iterable[dict[str, Any]], rows_at_most: int = BATCH_ROWS) -> Iterator[list[dict[str, Any]]]:
    """Cut rows into batches by number and size."""
    batch: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += _size(row["p"]) if "p" in row else 100
        if len(batch) >= rows_at_most or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(properties: Mapping[str, Any]) -> int:
    size = 0
    for name, value in properties.items():
        size += len(name) + 16
        if isinstance(value, str):
            size += 3 * len(value)
        elif isinstance(value, list):
            size += sum(3 * len(item) + 4 for item in value)
    return size
