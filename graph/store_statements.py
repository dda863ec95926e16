"""The Cypher of the store itself: what it remembers, what it streams, and the schema statements of Neo4j."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.embedded_schema import KEY, indexes
from graph.schema import META, SCHEMA, Schema

READ_META = f"MATCH (m:{META} {{key: 'waybill'}}) RETURN properties(m) AS p"
WRITE_META = f"MERGE (m:{META} {{key: 'waybill'}}) SET m += $p"
RESET_META = f"MERGE (m:{META} {{key: 'waybill'}}) SET m = $p"
FOREIGN = f"MATCH (n) WHERE n.{KEY} IS NULL AND NOT n:{META} RETURN labels(n) AS labels LIMIT 1"
CLEAR = f"MATCH (n) WHERE n.{KEY} IS NOT NULL WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS n"
CLEAR_TIES = (
    f"MATCH (a)-[r]->(b) WHERE a.{KEY} IS NOT NULL OR b.{KEY} IS NOT NULL "
    "WITH r LIMIT $limit DELETE r RETURN count(*) AS n"
)
NODES = f"MATCH (n:`%s`) WHERE n.{KEY} IS NOT NULL RETURN labels(n) AS labels, properties(n) AS p"
UNKNOWN_NODES = f"MATCH (n) WHERE n.{KEY} IS NOT NULL RETURN labels(n) AS labels, properties(n) AS p"
UNLIST = (
    "MATCH (n:`%s`) WHERE n.listed = true AND NOT EXISTS { (n)<-[:NAMES]-(:Listing) } "
    "WITH n LIMIT $limit REMOVE n.listed RETURN count(*) AS n"
)
RELATIONSHIPS = (
    f"MATCH (a)-[r:`%s`]->(b) WHERE a.{KEY} IS NOT NULL AND b.{KEY} IS NOT NULL "
    f"RETURN labels(a) AS al, a.{KEY} AS a, labels(b) AS bl, b.{KEY} AS b, properties(r) AS p"
)


def add_empty_lists(kind: str, names: Iterable[str]) -> str:
    """Return the statement that gives some relationships of a kind the lists that they lack."""
    lacks = " OR ".join(f"r.`{name}` IS NULL" for name in names)
    filled = ", ".join(f"r.`{name}` = coalesce(r.`{name}`, [])" for name in names)
    return f"MATCH ()-[r:`{kind}`]->() WHERE {lacks} WITH r LIMIT $limit SET {filled} RETURN count(*) AS n"


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


# Of some nodes of a label those that nothing leads to, and that lead nowhere but to what is broader.
UNUSED = """
UNWIND $ids AS id
MATCH (n:`%s` {waybill_id: id})
OPTIONAL MATCH (n)-[r]-(other)
WITH id, n, count(CASE WHEN r IS NOT NULL AND NOT (type(r) = 'BROADER' AND startNode(r) = n) THEN 1 END) AS uses
WHERE uses = 0
RETURN id ORDER BY id
"""
