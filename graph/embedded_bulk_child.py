"""The process that writes a store of the embedded engine in bulk: `python -m graph.embedded_bulk_child FOLDER`.

It reads frames, as graph.embedded_bulk writes them, from its standard input, and gives them to the engine's bulk API.
"""

from __future__ import annotations

import argparse
import marshal
import os
import sys
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, TypeVar

from graph import embedded_schema
from graph.embedded_bulk import WRITTEN
from graph.embedded_child import jvm_options
from graph.embedded_files import DATABASE
from graph.errors import StoreError
from graph.schema import META, SCHEMA

# The bulk API holds incoming relationships in memory until a batch is closed.
BATCH_ROWS = 100_000
READ_AHEAD = 16  # frames: the parent goes on while the engine closes a batch
Item = TypeVar("Item")


class Writer:
    """The child's side: gives frames to the engine.

    Args:
        path: folder of the store; what it holds stays.
        heap: of the Java runtime.
    """

    def __init__(self, path: Path, heap: str) -> None:
        import arcadedb_embedded
        import jpype

        path.mkdir(parents=True, exist_ok=True)
        os.chdir(path.parent.parent)
        self.path = path / DATABASE
        self.engine = arcadedb_embedded
        self.before: Counter[str] = Counter()
        self.onto = self.path.exists()
        if self.onto:
            self.database = arcadedb_embedded.open_database(str(self.path), jvm_kwargs=jvm_options(heap))
            self.before = self._counts(self.database)
        else:
            self.database = arcadedb_embedded.create_database(str(self.path), jvm_kwargs=jvm_options(heap))
            embedded_schema.apply(self.database, with_indexes=False)
        # The package's wrappers give values other than plain scalars one by one (5 times slower); its bridge takes
        # lists, and text for declared dates, as JSON.
        self.vertices = jpype.JClass("com.arcadedb.python.VertexBatcher")
        self.edges = jpype.JClass("com.arcadedb.python.EdgeBatcher")
        self.key = jpype.JArray(jpype.JString)([embedded_schema.KEY])
        self.objects = jpype.JArray(jpype.JObject)
        self.rids: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.written: Counter[str] = Counter()
        self.pending = 0
        self.batch: Any = None

    def run(self, stream: IO[bytes]) -> None:
        """Write everything up to the end frame, then open the store again and count.

        Raises:
            StoreError: the input ends early, an id comes twice, an end is missing, or the counts differ.
        """
        for frame in _ahead(_frames_to_end(stream)):
            getattr(self, f"_{frame[0]}")(*frame[1:])
            if self.pending >= BATCH_ROWS:
                self._close_batch()
        self._close_batch()
        if not self.onto:
            embedded_schema.apply(self.database)
        self.database.close()
        self._verify()

    def _open_batch(self) -> Any:
        if self.batch is None:
            self.batch = self.database.graph_batch(batch_size=BATCH_ROWS, expected_edge_count=BATCH_ROWS)
        return self.batch._java_graph_batch

    def _close_batch(self) -> None:
        if self.batch is not None:
            self.batch.close()
        self.batch, self.pending = None, 0

    def _onto(self) -> None:
        if not self.onto:
            raise StoreError("there is no store to write into")

    def _meta(self, text: str) -> None:
        self.vertices.createVerticesJson(self._open_batch(), META, text)

    def _node(self, labels: tuple[str, ...], ids: list[str], texts: list[str]) -> None:
        name = embedded_schema.type_name(labels)
        rids = str(self.vertices.createVerticesJson(self._open_batch(), name, f"[{','.join(texts)}]")).split(";")
        known = self.rids[labels[0]]
        before = len(known)
        known.update(zip(ids, rids, strict=True))
        if len(known) != before + len(ids):
            raise StoreError(f"a node of label {labels[0]} is given twice, among {ids[0]} and {len(ids) - 1} others")
        self.written[name] += len(ids)
        self.pending += len(ids)

    def _missing(self, labels: tuple[str, ...], ids: list[str], texts: list[str]) -> None:
        known = self.rids[labels[0]]
        wanted = {one: text for one, text in zip(ids, texts, strict=True) if one not in known}
        for identifier in list(wanted):
            if self._there(labels[0], identifier):
                del wanted[identifier]
        if wanted:
            self._node(labels, list(wanted), list(wanted.values()))

    def _relationship(self, kind: str, start: str, end: str, a: list[str], b: list[str], texts: list[str]) -> None:
        sources, targets = self._found(start, a), self._found(end, b)
        self.written[kind] += len(a)
        self.pending += len(a)
        batch = self._open_batch()
        if not any(texts):
            self.edges.newEdgesJoined(batch, ";".join(sources), kind, ";".join(targets))
            return
        rows = (
            f'{{"_src":"{source}","_dst":"{target}"{"," + text[1:] if text else "}"}'
            for source, target, text in zip(sources, targets, texts, strict=True)
        )
        self.edges.newEdgesJson(batch, kind, f"[{','.join(rows)}]")

    def _found(self, label: str, ids: list[str]) -> list[str]:
        known = self.rids[label]
        if self.onto:
            for identifier in {one for one in ids if one not in known}:  # a set less a view would go through the view
                self._there(label, identifier)
        try:
            return [known[identifier] for identifier in ids]
        except KeyError as error:
            raise StoreError(f"a relationship has an end that does not exist: {label}:{error.args[0]}") from None

    def _there(self, label: str, identifier: str) -> bool:
        """Whether the store that is written into had a node before; if so, its place is remembered."""
        if not self.onto:
            return False
        found = self.database.get_java_database().lookupByKey(label, self.key, self.objects([identifier]))
        if not found.hasNext():
            return False
        self.rids[label][identifier] = str(found.next().getIdentity())
        return True

    def _forget(self, labels: tuple[str, ...]) -> None:
        for label in labels:
            self.rids.pop(label, None)

    def _verify(self) -> None:
        """Open the store again and count: every type, and the relationships once from each of their two ends.

        The engine's own check finds no more of what can go wrong here, and takes longer than the load.
        """
        database = self.engine.open_database(str(self.path))
        counts = self._counts(database)
        for name in sorted(counts.keys() | self.before.keys() | self.written.keys()):
            self._expect(name, self.before[name] + self.written[name], counts[name])
        total = sum(counts[kind] for kind in SCHEMA.relationships)
        ours = ", ".join(f"'{kind}'" for kind in SCHEMA.relationships)
        labels = [name for name in counts if name not in SCHEMA.relationships]

        def ends(side: str) -> int:
            return sum(_count(database, f"SELECT sum({side}({ours}).size()) AS n FROM `{name}`") for name in labels)

        sides = ("out", "in")
        with ThreadPoolExecutor(len(sides)) as readers:
            for side, count in zip(sides, readers.map(ends, sides), strict=True):
                self._expect(f"{side}-going relationships", total, count)
        database.close()

    @staticmethod
    def _counts(database: Any) -> Counter[str]:
        """How many elements of each type a store holds; types without any are left out."""
        names = [*SCHEMA.relationships, *(embedded_schema.type_name(node.labels) for node in SCHEMA.nodes.values())]
        counts = Counter({name: _count(database, f"SELECT count(*) AS n FROM `{name}`") for name in names})
        return +counts

    @staticmethod
    def _expect(what: str, expected: int, count: int) -> None:
        if count != expected:
            raise StoreError(f"{what}: {expected} were written, {count} are there")


def _frames_to_end(stream: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    while True:
        try:
            frame = marshal.load(stream)
        except EOFError:
            raise StoreError("the input ended early") from None
        if frame[0] == "end":
            return
        yield frame


def _ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same, read by a thread of its own up to `READ_AHEAD` in advance."""
    waiting: deque[Future[Item]] = deque()
    with ThreadPoolExecutor(1) as reader:
        for _ in range(READ_AHEAD):
            waiting.append(reader.submit(next, items))
        while True:
            try:
                item = waiting.popleft().result()
            except StopIteration:
                return
            waiting.append(reader.submit(next, items))
            yield item


def _count(database: Any, statement: str) -> int:
    return int(next(iter(database.query("sql", statement))).get("n") or 0)


def main(arguments: list[str] | None = None) -> int:
    """Write the elements from standard input into a new store."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--heap", default="512m")
    options = parser.parse_args(arguments)
    try:
        writer = Writer(options.folder.absolute(), options.heap)
        writer.run(sys.stdin.buffer)
        print(f"{WRITTEN}{sum(writer.written.values())}", flush=True)
    except Exception as error:
        print(" ".join(f"{type(error).__name__}: {error}".split())[:1000], flush=True)
        os._exit(1)  # the engine's threads must not keep a failed writer alive
    return 0


if __name__ == "__main__":
    sys.exit(main())
