"""Writes elements into a store, whichever engine it is: again gives the same, in transactions of some thousands.

MERGE would say it in one statement, but not at a useful speed on both engines: the embedded one looks through all nodes
for a pattern of two labels, and through all relationships of a country for a pattern that starts there; Neo4j takes an
index over one property of a relationship where the ends would do. So each batch is, in one transaction, an update of
what is there and a creation of what is not. Relationships have no constraint that would stop two writers from creating
one twice: graph/build.py lets one write at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

import neo4j

from graph.embedded_schema import KEY
from graph.errors import ConstraintViolated
from graph.model import Node, Relationship
from graph.schema import FACT, PARTY, SCHEMA
from graph.store_values import batches, relationship_key, to_store

Row = dict[str, Any]
Work = Callable[[neo4j.ManagedTransaction], int]
CHUNK = 50_000  # elements that are grouped at once, so that a long stream is never held as a whole
HUBS = ("Country", "Goods", "Source")  # nodes with very many relationships: no search starts there


@dataclass(frozen=True, slots=True)
class Statements:
    """What writes rows of one kind.

    Attributes:
        count: tells whether there is any such element yet.
        update: writes those that exist, and returns the numbers (`i`) of their rows.
        create: makes the others, and returns how many it made.
        what: for messages.
    """

    count: str
    update: str
    create: str
    what: str


class Writer:
    """Writes the elements of one call.

    Args:
        transact: runs work in a transaction, and again when another write came between.
        fresh: whether nothing of what is written is there yet, so that there is no need to look.
    """

    def __init__(self, transact: Callable[[Work], int], fresh: bool = False) -> None:
        self._transact = transact
        self._fresh = fresh
        # What this call has created of kinds that did not exist before it, by the hash of its key: no need to look.
        self._created: dict[str, set[int] | None] = {}

    def nodes(self, nodes: Iterable[Node]) -> int:
        """Write nodes; of two with the same label and id in 50,000 the later one counts.

        Raises:
            SchemaError: a node does not fit schema.yml.
        """
        written = 0
        for chunk in _chunks(nodes):
            latest: dict[tuple[str, str], Node] = {}
            for node in chunk:
                SCHEMA.check_node(node)
                latest[node.labels[0], node.id] = node
            for labels, group in _grouped(latest.values(), lambda node: node.labels):
                rules = SCHEMA.nodes[labels[0]].properties
                rows = [
                    {"id": node.id, "h": hash(node.id), "p": {KEY: node.id, **to_store(node.properties, rules)}}
                    for node in group
                ]
                written += self._write(_node_statements(labels), rows)
        return written

    def relationships(self, relationships: Iterable[Relationship]) -> int:
        """Write relationships; of two with the same key in 50,000 the later one counts.

        Raises:
            SchemaError: a relationship does not fit schema.yml.
            ConstraintViolated: an end does not exist; nothing of its batch is written.
        """
        written = 0
        for chunk in _chunks(relationships):
            latest: dict[tuple[Any, ...], Relationship] = {}
            for relationship in chunk:
                SCHEMA.check_relationship(relationship)
                latest[relationship_key(relationship)] = relationship
            for ends, group in _grouped(latest.items(), lambda pair: _ends(pair[1])):
                rule = SCHEMA.relationships[ends[0]]
                rows = [
                    {
                        "h": hash(key),
                        "a": item.start[1],
                        "b": item.end[1],
                        "k": [item.properties[name] for name in rule.key],
                        "p": to_store(item.properties, rule.properties),
                    }
                    for key, item in group
                ]
                written += self._write(_relationship_statements(*ends), rows)
        return written

    def _write(self, statements: Statements, rows: list[Row]) -> int:
        for batch in batches(rows):
            hashes = [row.pop("h") for row in batch]
            created = None if self._fresh else self._known(statements)
            new = self._fresh or (created is not None and created.isdisjoint(hashes))
            self._transact(_Upsert(statements, batch, new))
            if created is not None:
                created.update(hashes)
        return len(rows)

    def _known(self, statements: Statements) -> set[int] | None:
        """Return hashes of what this call created of a kind; None when there was something of the kind before."""
        if statements.count not in self._created:
            there = self._transact(lambda transaction: _number(transaction, statements.count))
            self._created[statements.count] = None if there else set()
        return self._created[statements.count]


class _Upsert:
    """The work of one transaction."""

    def __init__(self, statements: Statements, rows: list[Row], new: bool) -> None:
        self.statements = statements
        self.rows = rows
        self.new = new

    def __call__(self, transaction: neo4j.ManagedTransaction) -> int:
        missing = self.rows
        if not self.new:
            for number, row in enumerate(self.rows):
                row["i"] = number
            record = transaction.run(self.statements.update, {"rows": self.rows}).single(strict=True)
            found = set(record["found"])
            missing = [row for row in self.rows if row["i"] not in found]
        self.new = False  # a second attempt must look: another writer may have come between
        if missing:
            count = _number(transaction, self.statements.create, {"rows": missing})
            if count != len(missing):
                raise ConstraintViolated(
                    f"{len(missing) - count} of {len(missing)} relationships {self.statements.what} have an end that "
                    "does not exist; write nodes first"
                )
        return len(self.rows)


def _number(transaction: neo4j.ManagedTransaction, cypher: str, parameters: dict[str, Any] | None = None) -> int:
    return int(transaction.run(cypher, parameters or {}).single(strict=True)["n"])


def _node_statements(labels: tuple[str, ...]) -> Statements:
    label = f"`{labels[0]}`"
    pattern = "".join(f":`{name}`" for name in labels)
    return Statements(
        count=f"MATCH (n:{label}) RETURN count(n) AS n",
        update=f"UNWIND $rows AS row MATCH (n:{label} {{{KEY}: row.id}}) SET n = row.p RETURN collect(row.i) AS found",
        create=f"UNWIND $rows AS row CREATE (n{pattern}) SET n = row.p RETURN count(n) AS n",
        what=labels[0],
    )


def _relationship_statements(kind: str, start: str, end: str) -> Statements:
    a, b = f"(a:`{start}` {{{KEY}: row.a}})", f"(b:`{end}` {{{KEY}: row.b}})"
    # A list compares all key properties at once, and keeps an index over one of them from being taken.
    key = "".join(f"r.`{name}`, " for name in SCHEMA.relationships[kind].key)[:-2]
    same = f" AND [{key}] = row.k" if key else ""
    if _degree(start) <= _degree(end):
        search = f"MATCH {a}-[r:`{kind}`]->(b:`{end}`) WHERE b.{KEY} = row.b{same}"
    else:
        search = f"MATCH {b}<-[r:`{kind}`]-(a:`{start}`) WHERE a.{KEY} = row.a{same}"
    return Statements(
        count=f"MATCH ()-[r:`{kind}`]->() RETURN count(r) AS n",
        update=f"UNWIND $rows AS row {search} SET r = row.p RETURN collect(row.i) AS found",
        create=f"UNWIND $rows AS row MATCH {a} MATCH {b} CREATE (a)-[r:`{kind}`]->(b) SET r = row.p "
        "RETURN count(r) AS n",
        what=f"({start})-[{kind}]->({end})",
    )


def node_deletes(ids: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[Row]]]:
    """Yield statements with their rows that delete nodes, given as primary label and id, with their relationships."""
    for label, group in _grouped(set(ids), lambda pair: pair[0]):
        rows = [{"id": pair[1]} for pair in group]
        yield f"UNWIND $rows AS row MATCH (n:`{label}` {{{KEY}: row.id}}) DETACH DELETE n RETURN count(*) AS n", rows


def relationship_deletes(relationships: Iterable[Relationship]) -> Iterator[tuple[str, list[Row]]]:
    """Yield statements with their rows that delete relationships."""
    for ends, group in _grouped(relationships, _ends):
        names = SCHEMA.relationships[ends[0]].key
        rows = [
            {"a": item.start[1], "b": item.end[1], "k": [item.properties.get(name) for name in names]} for item in group
        ]
        search = _relationship_statements(*ends).update.partition(" SET ")[0]
        yield f"{search} DELETE r RETURN count(*) AS n", rows


def _degree(label: str) -> int:
    """How many relationships a node of a label can have: 0 for few."""
    labels = SCHEMA.nodes[label].labels
    if FACT in labels or label == "Claim":
        return 0
    return 3 if label in HUBS else 1 if PARTY in labels else 2 if label == "Document" else 1


def _ends(relationship: Relationship) -> tuple[str, str, str]:
    return relationship.type, relationship.start[0], relationship.end[0]


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _grouped(items: Iterable[Any], key: Callable[[Any], Any]) -> Iterator[tuple[Any, list[Any]]]:
    for value, group in groupby(sorted(items, key=key), key=key):
        yield value, list(group)
