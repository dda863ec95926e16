"""The graph store: the embedded engine and Neo4j behind one class.

Elements are written by upserts in transactions of some thousands of rows, so that writing again changes nothing and a
conflict may be tried again. Questions run with the right to read only: by a user without other rights on the embedded
engine, by the server's read access mode on Neo4j.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import neo4j

from graph import store_statements as statements
from graph.embedded import Attachment
from graph.embedded_bulk import Chunk, elements, frames, rebuild
from graph.embedded_files import WRITER, EngineFiles
from graph.errors import QueryError, SchemaError, StoreError, StoreUnavailable
from graph.model import Node, Relationship
from graph.rights import Role, needs
from graph.schema import SCHEMA, Schema
from graph.settings import Settings
from graph.store_connection import NEO4J, WRITE_TIMEOUT_S, Connection
from graph.store_errors import translated
from graph.store_plan import Plan, operators, scans
from graph.store_values import KEY, batches, from_store, node_from, plain, primary, weight
from graph.store_writer import Writer, node_deletes, relationship_deletes

__all__ = ["NEO4J", "Plan", "Store"]

Element = TypeVar("Element", Node, Relationship)
SCHEMA_VERSION = "schema_version"
STREAM_TIMEOUT_S = 3600.0
CLEAR_ROWS = 5000


class Store(Connection):
    """An open store; made by `Store.open`.

    Attributes:
        engine: "embedded" or "neo4j".
        address: Bolt address.
        server_version: of the server, such as "5.26.30".
    """

    def __init__(self, settings: Settings, attachment: Attachment | None, allow_foreign: bool) -> None:
        super().__init__(settings, attachment)
        self._allow_foreign = allow_foreign
        self._prepared = False

    @classmethod
    def open(cls, settings: Settings, create: bool = True, allow_foreign: bool = False) -> Store:
        """Connect to the store of the settings, and start the embedded engine where that is it.

        Args:
            settings: which engine or server, and how to reach it.
            create: prepare constraints and indexes where they are missing; without it a store must exist.
            allow_foreign: write into a database that holds somebody else's data.

        Raises:
            StoreUnavailable: nothing answers, the engine does not start, or there is no store and `create` is not set.
            AuthenticationFailed: user or password are refused.
            SchemaError: the store was written by a newer version.
            StoreError: the database holds somebody else's data and none of Waybill's.
        """
        attachment = None
        if settings.embedded:
            if not create and not EngineFiles(settings.engine_dir).has_store():
                raise StoreUnavailable(
                    f"{settings.home}: there is no graph yet; load something with `waybill load FILE...` first"
                )
            attachment = Attachment(settings)
        store = cls(settings, attachment, allow_foreign)
        try:
            store._reconnect()  # which waits out an engine that is just ending
            if create:
                store.ensure_schema()
            else:
                store._check_version(store.meta(), SCHEMA)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def unsound(self) -> str | None:
        """Why the store must be rebuilt (found after an unclean stop of the embedded engine), or None."""
        return (self._attachment.endpoint.unsound or None) if self._attachment else None

    # Reading

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        timeout_s: float | None = None,
        max_rows: int | None = None,
        max_values: int | None = None,
    ) -> list[dict[str, Any]]:
        """Ask a question; the server refuses whatever would write.

        Args:
            cypher: the query.
            parameters: its values.
            timeout_s: time limit; the settings' one when None. The embedded engine has steps and takes the next higher.
            max_rows: rows after which to stop reading; ask for one more than is shown to learn whether there are more.
            max_values: the most an answer may hold, in values and hundreds of characters.

        Returns:
            A dictionary per row, in the order of the answer; dates as ISO text.

        Raises:
            QueryTimeout: the limit was reached.
            QueryRefused: it would write.
            QueryError: the server does not take it, or the answer is too large.
            StoreUnavailable: the server is gone, also after connecting anew.
        """
        timeout_s = timeout_s or self.settings.query_timeout_s
        rows, values = [], 0
        for raw in self._stream(cypher, parameters or {}, timeout_s, max_rows):
            rows.append(from_store(raw))
            if max_values is not None:
                values += weight(rows[-1])
                if values > max_values:
                    raise QueryError(f"the answer holds more than {max_values:,} values; return fewer, or shorter ones")
        return rows

    def nodes(self) -> Iterator[Node]:
        """Stream all nodes that carry a waybill_id, in no order; labels and properties that are not ours are left out.

        A node with a waybill_id but without a label of the schema comes too: an audit wants to see it.
        """
        seen = 0
        for label in SCHEMA.nodes:
            for row in self._stream(statements.NODES % label, {}, STREAM_TIMEOUT_S):
                seen += primary(row["labels"]) == label
                if primary(row["labels"]) == label:
                    yield node_from(row["labels"], row["p"])
        count = f"MATCH (n) WHERE n.{KEY} IS NOT NULL RETURN count(n) AS n"
        if self.read(count, timeout_s=STREAM_TIMEOUT_S)[0]["n"] == seen:
            return
        for row in self._stream(statements.UNKNOWN_NODES, {}, STREAM_TIMEOUT_S):
            if primary(row["labels"]) not in SCHEMA.nodes:
                yield node_from(row["labels"], row["p"])

    def relationships(self) -> Iterator[Relationship]:
        """Stream all relationships of the schema's types between nodes that carry a waybill_id, in no order."""
        for kind in SCHEMA.relationships:
            for row in self._stream(statements.RELATIONSHIPS % kind, {}, STREAM_TIMEOUT_S):
                start, end = (primary(row["al"]), str(row["a"])), (primary(row["bl"]), str(row["b"]))
                yield Relationship(kind, start, end, plain(row["p"]))

    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Plan:
        """Plan a query without running it.

        Raises:
            QueryError: the server does not take it.
        """
        timeout_s = self.settings.query_timeout_s
        with translated(self.address, timeout_s), self._session(timeout_s) as session:
            query = neo4j.Query(f"EXPLAIN {cypher}", timeout=timeout_s)
            summary = session.run(query, dict(parameters or {})).consume()
        found = tuple(operators(summary.plan))
        return Plan(None, found) if self._attachment else Plan(summary.query_type, found, tuple(scans(summary.plan)))

    # Writing

    def write_nodes(self, nodes: Iterable[Node]) -> int:
        """Write nodes: new ones are made, changed ones get exactly the given properties.

        Returns:
            How many were written.

        Raises:
            SchemaError: a node does not fit schema.yml.
            StoreError: the database was somebody else's before.
        """
        self._prepare()
        return Writer(self._transact).nodes(nodes)

    def write_relationships(self, relationships: Iterable[Relationship]) -> int:
        """Write relationships, known again by type, ends and the key properties of their type.

        Returns:
            How many were written.

        Raises:
            SchemaError: a relationship does not fit schema.yml.
            ConstraintViolated: an end does not exist; nothing of its batch is written.
        """
        self._prepare()
        return Writer(self._transact).relationships(relationships)

    def write_fresh(self, chunks: Iterable[Chunk]) -> int:
        """Write elements in the form of `graph.embedded_bulk.frames` that are not there yet, in their order.

        Returns:
            How many were written.

        Raises:
            SchemaError: an element does not fit schema.yml.
            ConstraintViolated: an end does not exist, or an element is there; nothing of its batch is written.
        """
        self._prepare()
        writer = Writer(self._transact, fresh=True)
        return sum(_write(writer, some) for chunk in chunks for some in elements(chunk))

    def write_changes(
        self, changes: Iterable[tuple[Chunk | None, Sequence[Node | Relationship]]], bulk: bool = False
    ) -> int:
        """Write elements in their order: the nodes of a pair, its chunk, its other relationships.

        Args:
            changes: pairs of a chunk, of elements that are not there yet, and of elements that may be there.
            bulk: take the bulk path of the embedded engine for what is new. It writes into a copy of the store, so
                that it pays only where very much is new.

        Returns:
            How many were written.
        """
        self._prepare()
        if bulk and self._attachment is not None:
            return self._write_in_bulk(self._attachment, changes)
        fresh, writer, written = Writer(self._transact, fresh=True), Writer(self._transact), 0
        for chunk, others in changes:
            written += writer.nodes(one for one in others if isinstance(one, Node))
            if chunk is not None:
                written += sum(_write(fresh, some) for some in elements(chunk))
            written += writer.relationships(one for one in others if isinstance(one, Relationship))
        return written

    def _write_in_bulk(
        self, attachment: Attachment, changes: Iterable[tuple[Chunk | None, Sequence[Node | Relationship]]]
    ) -> int:
        nodes: dict[tuple[str, str], Node] = {}
        relationships: list[bytes] = []

        def new() -> Iterator[Chunk]:
            for chunk, others in changes:
                first = {(one.labels[0], one.id): one for one in others if isinstance(one, Node)}
                yield from frames((one for key, one in first.items() if key not in nodes), (), perhaps_there=True)
                if chunk is not None:
                    yield chunk
                nodes.update(first)
                relationships.extend(frames((), (one for one in others if isinstance(one, Relationship))))

        self._close_drivers()
        written = rebuild(attachment, new(), None)
        self._connect()
        writer = Writer(self._transact)
        written += writer.nodes(nodes.values())
        return written + sum(_write(writer, some) for chunk in relationships for some in elements(chunk))

    def delete_unused(self, keys: Iterable[tuple[str, str]]) -> int:
        """Delete those of some nodes, given as primary label and id, that only lead to something broader, or nowhere.

        Returns:
            How many were deleted; what they led to is looked at again.
        """
        waiting, deleted = sorted(set(keys)), 0
        while waiting:
            gone = []
            for label in sorted({label for label, _ in waiting}):
                ids = [identifier for other, identifier in waiting if other == label]
                rows = self.read(statements.UNUSED % label, {"ids": ids}, timeout_s=STREAM_TIMEOUT_S)
                gone += [(label, row["id"]) for row in rows]
            if not gone:
                break
            self.delete_nodes(gone)
            deleted += len(gone)
            waiting = [key for key in waiting if key not in set(gone)]
        return deleted

    def count(self) -> tuple[int, int]:
        """Count nodes and relationships of the schema's labels and types."""
        return sum(self.counts(SCHEMA.nodes).values()), sum(self.counts(SCHEMA.relationships).values())

    def counts(self, names: Iterable[str], timeout_s: float | None = None) -> dict[str, int]:
        """Count nodes by label and relationships by type, in the order of the names."""
        found, known = {}, None
        for name in names:
            of_type = name in SCHEMA.relationships
            if of_type and self._attachment is not None:  # its MATCH would read every relationship
                known = known or self.read("CALL apoc.meta.stats() YIELD value RETURN value", timeout_s=timeout_s)
                found[name] = int(known[0]["value"]["relTypes"].get(name, 0))
                continue
            pattern = f"()-[one:`{name}`]->()" if of_type else f"(one:`{name}`)"
            found[name] = self.read(f"MATCH {pattern} RETURN count(one) AS n", timeout_s=timeout_s)[0]["n"]
        return found

    def delete_nodes(self, ids: Iterable[tuple[str, str]]) -> None:
        """Delete nodes, given as primary label and id, with their relationships; what is gone is passed over."""
        for cypher, rows in node_deletes(ids):
            for batch in batches(rows):
                self._execute(cypher, {"rows": batch})

    def delete_relationships(self, relationships: Iterable[Relationship]) -> None:
        """Delete relationships; what is gone is passed over."""
        for cypher, rows in relationship_deletes(relationships):
            for batch in batches(rows):
                self._execute(cypher, {"rows": batch})

    def clear(self) -> None:
        """Delete all nodes that carry a waybill_id, and what the store remembers of them; nothing else."""
        # Neo4j holds a transaction in memory, and one node may bear most of the relationships there are.
        ties = [statements.CLEAR_TIES] if self.engine == NEO4J else []
        for statement in [*ties, statements.CLEAR]:
            while self._execute(statement, {"limit": CLEAR_ROWS}):
                pass
        self._execute(statements.RESET_META, {"p": {"key": "waybill", SCHEMA_VERSION: SCHEMA.version}})

    def bulk_rebuild(self, nodes: Iterable[Node], relationships: Iterable[Relationship], **meta: Any) -> int:
        """Write a whole graph into a fresh store of the embedded engine, and put it in the place of the old one.

        A kill at any moment leaves the old store or the new one. Other clients connect anew by themselves.

        Args:
            nodes: all of them.
            relationships: all of them; they may be a generator, which is consumed after the nodes.
            meta: as for `set_meta`, written together with the graph.

        Returns:
            How many elements were written.

        Raises:
            SchemaError: an element does not fit schema.yml.
            StoreError: on Neo4j; or the new store is not what it should be (the old one stays).
        """
        return self.bulk_stream(frames(map(_fit, nodes), map(_fit, relationships)), **meta)

    def bulk_stream(self, chunks: Iterable[Chunk], **meta: Any) -> int:
        """Do as `bulk_rebuild`, with elements in the form of `graph.embedded_bulk.frames`, already checked."""
        if self._attachment is None:
            raise StoreError(f"{self.address}: only the embedded engine has a bulk path; write in transactions instead")
        known = {"key": "waybill", SCHEMA_VERSION: SCHEMA.version, **meta}
        self._close_drivers()
        written = rebuild(self._attachment, chunks, known)
        self._connect()
        return written

    def add_empty_lists(self) -> None:
        """Give relationships the empty lists that the schema requires of them where they lack any."""
        for kind, rule in SCHEMA.relationships.items():
            lists = [name for name, prop in rule.properties.items() if prop.required and prop.type == "strings"]
            if lists:
                while self._execute(statements.add_empty_lists(kind, lists), {"limit": CLEAR_ROWS}):
                    pass

    def unlist(self) -> None:
        """Take the mark of a listing from parties and things that no listing of this graph names."""
        for label in (label for label, rule in SCHEMA.nodes.items() if "listed" in rule.properties):
            while self._execute(statements.UNLIST % label, {"limit": CLEAR_ROWS}):
                pass

    def is_empty(self) -> bool:
        """Whether no node carries a waybill_id."""
        return not self.read(f"MATCH (n) WHERE n.{KEY} IS NOT NULL RETURN 1 AS n LIMIT 1", timeout_s=STREAM_TIMEOUT_S)

    # Schema and memory

    def ensure_schema(self, schema: Schema = SCHEMA) -> None:
        """Make constraints and indexes that are missing, and note the version of the schema.

        Raises:
            SchemaError: the store was written by a newer version, or is served by an engine of another version.
        """
        known = self.meta()
        self._check_version(known, schema)
        if SCHEMA_VERSION not in known:
            self._check_foreign()
        if self._attachment is None:
            self._ensure_indexes(schema)
        elif self._attachment.endpoint.schema_version != schema.version:
            raise SchemaError(
                f"{self.address}: the running engine was started for version "
                f"{self._attachment.endpoint.schema_version} of the schema, this is {schema.version}; "
                "run `waybill engine stop` and try again"
            )
        self._prepared = True
        if known.get(SCHEMA_VERSION) != schema.version:
            self.set_meta(**{SCHEMA_VERSION: schema.version})

    def meta(self) -> dict[str, Any]:
        """Return what the store remembers of itself: the version of its schema, and what `set_meta` wrote."""
        rows = self.read(statements.READ_META)
        return {name: value for name, value in rows[0]["p"].items() if name != "key"} if rows else {}

    def set_meta(self, **values: Any) -> None:
        """Remember values (None forgets one)."""
        self._execute(statements.WRITE_META, {"p": values})

    @needs(Role.REVIEWER, "preparing the graph")
    def _ensure_indexes(self, schema: Schema) -> None:
        names = frozenset(row["name"] for row in self.read("SHOW INDEXES YIELD name RETURN name"))
        missing = list(statements.schema_statements(names, schema))
        with translated(self.address), self._driver(WRITER).session(database=self.settings.database) as session:
            for statement in missing:
                session.run(statement).consume()
            if missing:
                session.run("CALL db.awaitIndexes(3600)").consume()

    def _check_version(self, known: Mapping[str, Any], schema: Schema) -> None:
        version = known.get(SCHEMA_VERSION, schema.version)
        if version > schema.version:
            raise SchemaError(
                f"{self.address}: the store has version {version} of the schema, this waybill knows up to "
                f"{schema.version}; use a newer waybill, or another WAYBILL_HOME or database"
            )

    def _check_foreign(self) -> None:
        """Refuse to begin in a database that holds somebody else's data, unless told otherwise.

        What people add to a database that is Waybill's already is theirs, and is left alone.
        """
        if self._allow_foreign or self._attachment is not None:
            return
        rows = self.read(statements.FOREIGN, timeout_s=WRITE_TIMEOUT_S)
        if rows:
            raise StoreError(
                f"{self.address}: the database holds data that is not Waybill's (a node "
                f"{':'.join(rows[0]['labels']) or 'without label'}); name an empty one by WAYBILL_DATABASE, "
                "or say that both may share it"
            )

    def _prepare(self) -> None:
        if not self._prepared:
            self.ensure_schema()


def _write(writer: Writer, some: Sequence[Node] | Sequence[Relationship]) -> int:
    if not some:
        return 0
    nodes = [one for one in some if isinstance(one, Node)]
    return writer.nodes(nodes) if nodes else writer.relationships(one for one in some if isinstance(one, Relationship))


def _fit(element: Element) -> Element:
    """Refuse an element that does not fit schema.yml."""
    if isinstance(element, Node):
        SCHEMA.check_node(element)
    else:
        SCHEMA.check_relationship(element)
    return element
