"""Writes a whole graph into a fresh store of the embedded engine by its bulk API, and swaps it in.

The writing happens in a process of its own (`python -m graph.embedded_bulk FOLDER`) that reads elements from its
standard input while the engine goes on serving the old store. The parent checks the elements and turns their
properties into JSON; the child gives them to the engine. Only a store that was written, opened again and
counted becomes the current one, by the atomic replacement of one small file.
"""

from __future__ import annotations

import argparse
import io
import json
import marshal
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, groupby, islice
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

from graph import embedded_schema
from graph.embedded import START_TIMEOUT_S, Attachment, package_root, spawn, stop_locked
from graph.embedded_child import jvm_options
from graph.embedded_files import DATABASE, EngineFiles, held
from graph.errors import SchemaError, StoreError
from graph.model import Node, Relationship
from graph.schema import META, SCHEMA

FRAME_ROWS = 10_000
# The bulk API holds incoming relationships in memory until a batch is closed.
BATCH_ROWS = 100_000
READ_AHEAD = 16  # frames: the parent goes on while the engine closes a batch
REBUILD_WAIT_S = 3600.0

WRITTEN = "elements written: "
COPY_BYTES = 1 << 20
Chunk = bytes | Path
Item = TypeVar("Item")
_ENCODER = msgspec.json.Encoder()


def rebuild(attachment: Attachment, chunks: Iterable[Chunk], meta: dict[str, Any]) -> int:
    """Write a fresh store and put it in the place of the current one.

    Args:
        attachment: the caller's hold on the engine; afterwards it knows the new engine.
        chunks: all elements, as `frames` writes them; a relationship comes after its ends.
        meta: properties of the store's own node.

    Returns:
        How many elements were written.

    Raises:
        SchemaError: an element does not fit schema.yml.
        StoreError: an element is given twice, an end is missing, or the new store is not sound; the old one stays.
    """
    files, settings = attachment.files, attachment.settings
    with held(files.folder / "rebuild.lock", REBUILD_WAIT_S, "a rebuild"):
        name = files.new_name()
        path = files.store_path(name)
        try:
            begin = marshal.dumps(("meta", json.dumps([meta])))
            written = _write(files, path, settings.heap, chain([begin], chunks, [marshal.dumps(("end",))]))
            with held(files.start_lock, START_TIMEOUT_S * 2, "putting the new store in place"):
                stop_locked(files)
                files.switch_to(name)
                attachment.endpoint = spawn(files, settings.heap, settings.engine_idle_s)
        finally:
            if files.current() != name:
                shutil.rmtree(path, ignore_errors=True)
    return written


def _write(files: EngineFiles, path: Path, heap: str, chunks: Iterable[Chunk]) -> int:
    """Feed the writing process."""
    log_file = files.folder / "bulk.log"
    with open(log_file, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "graph.embedded_bulk", str(path), "--heap", heap],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=package_root(),
        )
    assert process.stdin is not None
    try:
        for chunk in chunks:
            if isinstance(chunk, bytes):
                process.stdin.write(chunk)
            else:
                with chunk.open("rb") as stream:
                    shutil.copyfileobj(stream, process.stdin, COPY_BYTES)
        process.stdin.close()
    except BrokenPipeError:
        pass  # the process ended by itself; its exit code and log say why
    except BaseException:
        process.kill()
        raise
    finally:
        code = process.wait()
    lines = [line for line in log_file.read_text("utf-8", "replace").splitlines() if line.strip()]
    if code:
        raise StoreError(
            f"{path}: the bulk load failed and the graph was left as it was: {lines[-1] if lines else code} "
            f"(see {log_file})"
        )
    return int(lines[-1].rpartition(WRITTEN)[2])


def frames(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Iterator[bytes]:
    """Write elements in the form that a bulk load reads.

    Args:
        nodes: elements that fit schema.yml.
        relationships: likewise; read after the nodes.

    Raises:
        SchemaError: a property cannot be stored.
    """
    for part in _parts(nodes):
        for labels, group in groupby(sorted(part, key=lambda node: node.labels), key=lambda node: node.labels):
            members = list(group)
            texts = [_json({embedded_schema.KEY: node.id, **node.properties}, node.id) for node in members]
            yield marshal.dumps(("node", labels, [node.id for node in members], texts))
    for rows in _parts(relationships):
        for (kind, start, end), items in groupby(sorted(rows, key=_ends), key=_ends):
            same = list(items)
            texts = [_json(item.properties, item.start[1]) if item.properties else "" for item in same]
            ids = [item.start[1] for item in same], [item.end[1] for item in same]
            yield marshal.dumps(("relationship", kind, start, end, *ids, texts))


def forget(labels: Iterable[str]) -> bytes:
    """Tell a bulk load that no later relationship leads to a node of these labels."""
    return marshal.dumps(("forget", tuple(labels)))


def elements(chunk: Chunk) -> Iterator[list[Node] | list[Relationship]]:
    """Read back what `frames` wrote, some elements of one kind at a time."""
    with io.BytesIO(chunk) if isinstance(chunk, bytes) else chunk.open("rb") as stream:
        while True:
            try:
                frame = marshal.load(stream)
            except EOFError:
                return
            if frame[0] == "node":
                yield [_node(frame[1], text) for text in frame[3]]
            elif frame[0] == "relationship":
                kind, start, end, a, b, texts = frame[1:]
                yield [
                    Relationship(kind, (start, one), (end, other), json.loads(text) if text else {})
                    for one, other, text in zip(a, b, texts, strict=True)
                ]


def _node(labels: tuple[str, ...], text: str) -> Node:
    properties = json.loads(text)
    return Node(labels, properties.pop(embedded_schema.KEY), properties)


def _ends(item: Relationship) -> tuple[str, str, str]:
    return item.type, item.start[0], item.end[0]


def _parts(items: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(items)
    while part := list(islice(iterator, FRAME_ROWS)):
        yield part


def _json(properties: dict[str, Any], place: str) -> str:
    try:
        return _ENCODER.encode(properties).decode()
    except UnicodeEncodeError as error:
        raise SchemaError(f"{place}: a property cannot be stored: {error}") from error


class Writer:
    """The child's side: gives frames to the engine.

    Args:
        path: folder of the new store.
        heap: of the Java runtime.
    """

    def __init__(self, path: Path, heap: str) -> None:
        import arcadedb_embedded
        import jpype

        path.mkdir(parents=True)
        os.chdir(path.parent.parent)
        self.path = path / DATABASE
        self.engine = arcadedb_embedded
        self.database = arcadedb_embedded.create_database(str(self.path), jvm_kwargs=jvm_options(heap))
        embedded_schema.apply(self.database, with_indexes=False)
        # The package's wrappers give values other than plain scalars one by one (5 times slower); its bridge takes
        # lists, and text for declared dates, as JSON.
        self.vertices = jpype.JClass("com.arcadedb.python.VertexBatcher")
        self.edges = jpype.JClass("com.arcadedb.python.EdgeBatcher")
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

    def _relationship(
        self, kind: str, start: str, end: str, a: list[str], b: list[str], texts: list[str]
    ) -> None:
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
        try:
            return [known[identifier] for identifier in ids]
        except KeyError as error:
            raise StoreError(f"a relationship has an end that does not exist: {label}:{error.args[0]}") from None

    def _forget(self, labels: tuple[str, ...]) -> None:
        for label in labels:
            self.rids.pop(label, None)

    def _verify(self) -> None:
        """Open the store again and count: every type, and the relationships once from each of their two ends.

        The engine's own check finds no more of what can go wrong here, and takes longer than the load.
        """
        database = self.engine.open_database(str(self.path))
        kinds = {name for name in self.written if name in SCHEMA.relationships}
        for name, expected in sorted(self.written.items()):
            self._expect(name, expected, _count(database, f"SELECT count(*) AS n FROM `{name}`"))
        total = sum(self.written[kind] for kind in kinds)
        for side in ("out", "in"):
            sums = (f"SELECT sum({side}().size()) AS n FROM `{name}`" for name in self.written.keys() - kinds)
            self._expect(f"{side}-going relationships", total, sum(_count(database, one) for one in sums))
        database.close()

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
