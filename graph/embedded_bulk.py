"""Writes a graph, or very much of one, into another store of the embedded engine by its bulk API, and swaps it in.

The writing happens in a process of its own (graph.embedded_bulk_child), into an empty store or a copy of the current
one, while the engine goes on serving that. The parent checks the elements and turns their properties into JSON; the
child gives them to the engine. Only a store that was written, opened again and counted becomes the current one, by the
atomic replacement of one small file.
"""

from __future__ import annotations

import io
import json
import marshal
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any

import msgspec

from graph import embedded_schema
from graph.embedded import START_TIMEOUT_S, Attachment, package_root, spawn, stop_locked
from graph.embedded_files import EngineFiles, held
from graph.errors import SchemaError, StoreError
from graph.model import Node, Relationship
from graph.rights import Role, needs

FRAME_ROWS = 10_000
REBUILD_WAIT_S = 3600.0

WRITTEN = "elements written: "
COPY_BYTES = 1 << 20
Chunk = bytes | Path
_ENCODER = msgspec.json.Encoder()


@needs(Role.REVIEWER, "writing into the graph")
def rebuild(attachment: Attachment, chunks: Iterable[Chunk], meta: dict[str, Any] | None) -> int:
    """Write another store and put it in the place of the current one.

    Args:
        attachment: the caller's hold on the engine; afterwards it knows the new engine.
        chunks: all elements, as `frames` writes them; a relationship comes after its ends.
        meta: properties of the store's own node; None to write into a copy of the current store.

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
            if meta is None:
                _copy(files, path)
            begin = marshal.dumps(("onto",) if meta is None else ("meta", json.dumps([meta])))
            written = _write(files, path, settings.heap, chain([begin], chunks, [marshal.dumps(("end",))]))
            with held(files.start_lock, START_TIMEOUT_S * 2, "putting the new store in place"):
                stop_locked(files)
                files.switch_to(name)
                attachment.endpoint = spawn(files, settings.heap, settings.engine_idle_s)
        finally:
            if files.current() != name:
                shutil.rmtree(path, ignore_errors=True)
    return written


def _copy(files: EngineFiles, path: Path) -> None:
    """Copy the current store as it is on the disk; whoever asks meanwhile waits for the engine to start anew."""
    with held(files.start_lock, START_TIMEOUT_S * 2, "copying the store"):
        stop_locked(files)
        if files.running_marker.exists():
            raise StoreError(
                f"{files.folder}: the embedded engine did not stop in order; try again, and it checks itself first"
            )
        try:
            shutil.copytree(files.store_path(files.current()), path)
        except OSError as error:
            raise StoreError(
                f"{path}: the store cannot be copied ({error.strerror}); free some room on the disk of WAYBILL_HOME"
            ) from error


def _write(files: EngineFiles, path: Path, heap: str, chunks: Iterable[Chunk]) -> int:
    """Feed the writing process."""
    log_file = files.folder / "bulk.log"
    with open(log_file, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "graph.embedded_bulk_child", str(path), "--heap", heap],
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


def frames(
    nodes: Iterable[Node], relationships: Iterable[Relationship], perhaps_there: bool = False
) -> Iterator[bytes]:
    """Write elements in the form that a bulk load reads.

    Args:
        nodes: elements that fit schema.yml.
        relationships: likewise; read after the nodes.
        perhaps_there: a node that is there already stays as it is.

    Raises:
        SchemaError: a property cannot be stored.
    """
    for part in _parts(nodes):
        for labels, group in groupby(sorted(part, key=lambda node: node.labels), key=lambda node: node.labels):
            members = list(group)
            texts = [_json({embedded_schema.KEY: node.id, **node.properties}, node.id) for node in members]
            what = "missing" if perhaps_there else "node"
            yield marshal.dumps((what, labels, [node.id for node in members], texts))
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
    for frame in read_frames(chunk):
        if frame[0] in ("node", "missing"):
            yield [_node(frame[1], text) for text in frame[3]]
        elif frame[0] == "relationship":
            kind, start, end, a, b, texts = frame[1:]
            yield [
                Relationship(kind, (start, one), (end, other), json.loads(text) if text else {})
                for one, other, text in zip(a, b, texts, strict=True)
            ]


def read_frames(chunk: Chunk) -> Iterator[tuple[Any, ...]]:
    """Read back the frames themselves: nodes as ("node", labels, ids, JSON texts) or with "missing", relationships as
    ("relationship", type, label, label, ids, ids, JSON texts)."""
    with io.BytesIO(chunk) if isinstance(chunk, bytes) else chunk.open("rb") as stream:
        while True:
            try:
                yield marshal.load(stream)
            except EOFError:
                return


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
