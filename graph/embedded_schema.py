"""Prepares a store of the embedded engine for schema.yml: types, typed properties, indexes. Runs inside the engine.

The engine keeps a node of several labels in a type of its own, named after the labels in alphabetical order with `~`
between them, that extends a type for each label. `MATCH (n:Party)` and an index on Company both reach a
`Company~Party`, whether it was written by Cypher or by the bulk API. All such types are made in advance, because types
cannot be made inside the bulk API.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.schema import META, SCHEMA, Property, Schema

KEY = "waybill_id"
META_KEY = "key"
# Declared, so that text such as "2022-06-17" becomes a real date on every way into the store, and 2.0 stays a float.
DECLARED = {"date": "DATE", "float": "DOUBLE", "integer": "LONG", "boolean": "BOOLEAN"}
# A node is found by any of its labels; of the other properties only a party's are looked up across labels.
SHARED_INDEXES = {"Party": ("folded", "country")}


def type_name(labels: tuple[str, ...]) -> str:
    """Return the engine's type of a node with these labels."""
    return "~".join(sorted(labels))


def shared_labels(schema: Schema = SCHEMA) -> tuple[str, ...]:
    """Return the labels that nodes carry beside their primary one, such as Party and Fact."""
    return tuple(sorted({label for node in schema.nodes.values() for label in node.also}))


def indexes(schema: Schema = SCHEMA) -> Iterator[tuple[str, str, str, bool]]:
    """Yield what both engines index: (node or relationship, label or type, property, whether it is unique)."""
    yield "node", META, META_KEY, True
    for label, node in schema.nodes.items():
        yield "node", label, KEY, True
        for prop in node.properties.values():
            if prop.index:
                yield "node", label, prop.name, False
    for label in shared_labels(schema):
        for name in (KEY, *SHARED_INDEXES.get(label, ())):
            yield "node", label, name, False
    for kind, relationship in schema.relationships.items():
        for prop in relationship.properties.values():
            if prop.index:
                yield "relationship", kind, prop.name, False


def apply(database: Any, schema: Schema = SCHEMA, with_indexes: bool = True) -> None:
    """Create what is missing.

    Args:
        database: an open `arcadedb_embedded` database.
        schema: the model.
        with_indexes: whether indexes too; a bulk load is faster when they come afterwards.
    """
    known = database.get_java_database().getSchema()
    # The engine writes its schema once, not after each of hundreds of statements. Indexes are left out of this: a kill
    # among them would leave files that no type knows.
    with database.transaction():
        for statement in _types(schema, known):
            database.command("sql", statement)
    if with_indexes:
        for statement in _indexes(schema, known):
            database.command("sql", statement)


def _types(schema: Schema, known: Any) -> Iterator[str]:
    for label in (META, *shared_labels(schema), *schema.nodes):
        if not known.existsType(label):
            yield f"CREATE VERTEX TYPE `{label}` BUCKETS 1"
    for label, node in schema.nodes.items():
        yield from _declared(known, label, node.properties.values())
        if node.also and not known.existsType(type_name(node.labels)):
            parents = ", ".join(f"`{parent}`" for parent in node.labels)
            yield f"CREATE VERTEX TYPE `{type_name(node.labels)}` EXTENDS {parents} BUCKETS 1"
    for kind, relationship in schema.relationships.items():
        if not known.existsType(kind):
            yield f"CREATE EDGE TYPE `{kind}` BUCKETS 1"
        yield from _declared(known, kind, relationship.properties.values())
    for _, label, name, _ in indexes(schema):
        if not known.getType(label).existsProperty(name):
            yield f"CREATE PROPERTY `{label}`.`{name}` IF NOT EXISTS STRING"


def _indexes(schema: Schema, known: Any) -> Iterator[str]:
    for _, label, name, unique in indexes(schema):
        if not known.existsIndex(f"{label}[{name}]"):
            yield f"CREATE INDEX IF NOT EXISTS ON `{label}` (`{name}`) {'UNIQUE' if unique else 'NOTUNIQUE'}"


def _declared(known: Any, owner: str, properties: Any) -> Iterator[str]:
    prop: Property
    for prop in properties:
        if prop.type in DECLARED and not known.getType(owner).existsProperty(prop.name):
            yield f"CREATE PROPERTY `{owner}`.`{prop.name}` IF NOT EXISTS {DECLARED[prop.type]}"
