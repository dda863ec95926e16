"""The Cypher by which elements are written, the same on both engines, and the schema statements of Neo4j."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from graph.embedded_schema import KEY, indexes
from graph.model import Node, Relationship
from graph.schema import META, SCHEMA, Schema
from graph.store_values import relationship_key, to_store

Row = dict[str, Any]
CHUNK = 20_000  # elements that are grouped at once, so that a long stream is never held as a whole

READ_META = f"MATCH (m:{META} {{key: 'waybill'}}) RETURN properties(m) AS p"
WRITE_META = f"MERGE (m:{META} {{key: 'waybill'}}) SET m += $p"
RESET_META = f"MERGE (m:{META} {{key: 'waybill'}}) SET m = $p"
FOREIGN = f"MATCH (n) WHERE n.{KEY} IS NULL AND NOT n:{META} RETURN labels(n) AS labels LIMIT 1"
CLEAR = f"MATCH (n) WHERE n.{KEY} IS NOT NULL WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS n"
NODES = f"MATCH (n:`%s`) WHERE n.{KEY} IS NOT NULL RETURN labels(n) AS labels, properties(n) AS p"
UNKNOWN_NODES = f"MATCH (n) WHERE n.{KEY} IS NOT NULL RETURN labels(n) AS labels, properties(n) AS p"
RELATIONSHIPS = (
    f"MATCH (a)-[r:`%s`]->(b) WHERE a.{KEY} IS NOT NULL AND b.{KEY} IS NOT NULL "
    f"RETURN labels(a) AS al, a.{KEY} AS a, labels(b) AS bl, b.{KEY} AS b, properties(r) AS p"
)


def node_upserts(nodes: Iterable[Node], schema: Schema = SCHEMA) -> Iterator[tuple[str, list[Row]]]:
    """Yield statements with their rows that write nodes.

    Args:
        nodes: checked against the schema here.
        schema: the model.

    Raises:
        SchemaError: a node does not fit; nothing of its chunk has been yielded.
    """
    for chunk in _chunks(nodes):
        latest: dict[tuple[str, str], Node] = {}
        for node in chunk:
            schema.check_node(node)
            latest[node.labels[0], node.id] = node
        for labels, group in _grouped(latest.values(), lambda node: node.labels):
            rules = schema.nodes[labels[0]].properties
            rows = [{"id": node.id, "p": {KEY: node.id, **to_store(node.properties, rules)}} for node in group]
            pattern = "".join(f":`{label}`" for label in labels)
            yield f"UNWIND $rows AS row MERGE (n{pattern} {{{KEY}: row.id}}) SET n = row.p RETURN count(n) AS n", rows


def relationship_upserts(
    relationships: Iterable[Relationship], schema: Schema = SCHEMA
) -> Iterator[tuple[str, list[Row]]]:
    """Yield statements with their rows that write relationships; both ends must exist.

    Args:
        relationships: checked against the schema here.
        schema: the model.

    Raises:
        SchemaError: a relationship does not fit; nothing of its chunk has been yielded.
    """
    for chunk in _chunks(relationships):
        latest: dict[tuple[Any, ...], Relationship] = {}
        for relationship in chunk:
            schema.check_relationship(relationship)
            latest[relationship_key(relationship, schema)] = relationship
        for (kind, start, end), group in _grouped(latest.values(), _ends):
            rule = schema.relationships[kind]
            rows = [
                {
                    "a": item.start[1],
                    "b": item.end[1],
                    "k": {name: item.properties[name] for name in rule.key},
                    "p": to_store(item.properties, rule.properties),
                }
                for item in group
            ]
            yield f"{_match(start, end)} MERGE {_pattern(kind, rule.key)} SET r = row.p RETURN count(r) AS n", rows


def node_deletes(ids: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[Row]]]:
    """Yield statements with their rows that delete nodes, given as primary label and id, with their relationships."""
    for label, group in _grouped(set(ids), lambda pair: pair[0]):
        rows = [{"id": pair[1]} for pair in group]
        yield f"UNWIND $rows AS row MATCH (n:`{label}` {{{KEY}: row.id}}) DETACH DELETE n RETURN count(*) AS n", rows


def relationship_deletes(
    relationships: Iterable[Relationship], schema: Schema = SCHEMA
) -> Iterator[tuple[str, list[Row]]]:
    """Yield statements with their rows that delete relationships."""
    for (kind, start, end), group in _grouped(relationships, _ends):
        names = schema.relationships[kind].key
        rows = [
            {"a": item.start[1], "b": item.end[1], "k": {name: item.properties[name] for name in names}}
            for item in group
        ]
        yield f"{_match(start, end)} MATCH {_pattern(kind, names)} DELETE r RETURN count(*) AS n", rows


def schema_statements(present: frozenset[str], schema: Schema = SCHEMA) -> Iterator[str]:
    """Yield the statements that make Neo4j's constraints and indexes.

    Args:
        present: names of those that are there.
        schema: the model.
    """
    for what, label, name, unique in indexes(schema):
        title = f"waybill_{label.lower()}_{name}"
        if title in present:
            continue
        if unique:
            yield f"CREATE CONSTRAINT {title} IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.`{name}` IS UNIQUE"
        elif what == "node":
            yield f"CREATE INDEX {title} IF NOT EXISTS FOR (n:`{label}`) ON (n.`{name}`)"
        else:
            yield f"CREATE INDEX {title} IF NOT EXISTS FOR ()-[r:`{label}`]-() ON (r.`{name}`)"


def _ends(relationship: Relationship) -> tuple[str, str, str]:
    return relationship.type, relationship.start[0], relationship.end[0]


def _match(start: str, end: str) -> str:
    return f"UNWIND $rows AS row MATCH (a:`{start}` {{{KEY}: row.a}}) MATCH (b:`{end}` {{{KEY}: row.b}})"


def _pattern(kind: str, key: tuple[str, ...]) -> str:
    inner = ", ".join(f"`{name}`: row.k.`{name}`" for name in key)
    return f"(a)-[r:`{kind}`{f' {{{inner}}}' if inner else ''}]->(b)"


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for item in items:
        chunk.append(item)
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _grouped(items: Iterable[Any], key: Any) -> Iterator[tuple[Any, list[Any]]]:
    for value, group in groupby(sorted(items, key=key), key=key):
        yield value, list(group)
