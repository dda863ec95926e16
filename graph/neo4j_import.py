"""Writes the graph of an archive as files for `neo4j-admin database import`: the quickest way into an empty Neo4j.

The import tool knows no empty list, so that a relationship that must have one lacks it afterwards. The store is marked
as imported: the next `waybill build` adds the empty lists, makes the indexes and takes the mark away.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from graph.archive import Archive
from graph.build import IMPORTED, Progress, build_mark
from graph.embedded_bulk import elements
from graph.errors import SchemaError, StoreError
from graph.model import Node, Relationship, Value
from graph.schema import META, SCHEMA, Property
from graph.settings import Settings
from graph.store import SCHEMA_VERSION
from graph.store_values import KEY
from graph.stream import streamed

SEPARATOR = "\x1f"  # between the items of a list
TYPES = {
    "string": "",
    "strings": ":string[]",
    "integer": ":long",
    "float": ":double",
    "boolean": ":boolean",
    "date": ":date",
}
ARGUMENTS = "import.args"
OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true")


@dataclass(frozen=True, slots=True)
class ImportFiles:
    """What was written.

    Attributes:
        folder: where; `ARGUMENTS` names all other files.
        nodes, relationships: how many.
        command: what to run in that folder, with the database stopped or not there yet.
    """

    folder: Path
    nodes: int
    relationships: int
    command: str


def write_import(settings: Settings, folder: Path, progress: Progress = lambda _: None) -> ImportFiles:
    """Write the files.

    Args:
        settings: where the archive is, and the name of the database.
        folder: is made; must be empty.
        progress: called with a line at each step.

    Raises:
        StoreError: the folder holds something.
        ArchiveError: a package is damaged.
        SchemaError: an element does not fit schema.yml, or cannot be written so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise StoreError(f"{folder}: must be empty; name another folder")
    progress("reading the archive")
    with ExitStack() as stack, streamed(Archive(settings.archive_dir), settings.home / "scratch") as stream:
        files = _Files(folder, stack)
        progress(f"writing the graph of {stream.source.census.claims:,} claims and rows")
        for chunk in stream.chunks():
            for some in elements(chunk):
                for one in some:
                    files.node(one) if isinstance(one, Node) else files.relationship(one)
        files.meta(f"{IMPORTED}{build_mark(stream.decisions, stream.source.documents, stream.joins)}")
    (folder / ARGUMENTS).write_text("\n".join([*OPTIONS, *files.arguments]) + "\n", encoding="utf-8")
    command = f"neo4j-admin database import full {settings.database or 'neo4j'} @{ARGUMENTS}"
    return ImportFiles(folder, files.counts["nodes"], files.counts["relationships"], command)


class _Files:
    """One file for each kind of node, and of relationship between two kinds."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.arguments: list[str] = []
        self.counts: Counter[str] = Counter()
        self._writers: dict[tuple[str, ...], Any] = {}

    def node(self, node: Node) -> None:
        """Write a node."""
        rules = SCHEMA.nodes[node.labels[0]].properties
        writer = self._writers.get(node.labels)
        if writer is None:
            heads = [f"{KEY}:ID({node.labels[0]})", *_heads(rules)]
            writer = self._open(node.labels, f"--nodes={':'.join(node.labels)}", f"nodes-{node.labels[0]}", heads)
        writer.writerow([node.id, *_cells(node.properties, rules, node.id)])
        self.counts["nodes"] += 1

    def relationship(self, one: Relationship) -> None:
        """Write a relationship."""
        rules = SCHEMA.relationships[one.type].properties
        ends = (one.type, one.start[0], one.end[0])
        writer = self._writers.get(ends)
        if writer is None:
            heads = [f":START_ID({ends[1]})", f":END_ID({ends[2]})", *_heads(rules)]
            writer = self._open(ends, f"--relationships={one.type}", f"relationships-{'-'.join(ends)}", heads)
        writer.writerow([one.start[1], one.end[1], *_cells(one.properties, rules, one.start[1])])
        self.counts["relationships"] += 1

    def meta(self, mark: str) -> None:
        """Write the node by which the store remembers what it was made from."""
        writer = self._open((META,), f"--nodes={META}", f"nodes-{META}", ["key", f"{SCHEMA_VERSION}:long", "build"])
        writer.writerow(["waybill", SCHEMA.version, mark])

    def _open(self, key: tuple[str, ...], argument: str, name: str, heads: Iterable[str]) -> Any:
        stream: TextIO = self.stack.enter_context((self.folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
        self.arguments.append(f"{argument}=./{name}.csv")
        self._writers[key] = csv.writer(stream, lineterminator="\n")
        self._writers[key].writerow(heads)
        return self._writers[key]


def _heads(rules: Mapping[str, Property]) -> list[str]:
    return [f"{name}{TYPES[rule.type]}" for name, rule in rules.items()]


def _cells(properties: Mapping[str, Value], rules: Mapping[str, Property], place: str) -> list[object]:
    return [_cell(properties.get(name), place) for name in rules]


def _cell(value: Value | None, place: str) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, (list, tuple)):
        return value
    if any(SEPARATOR in str(item) for item in value):
        raise SchemaError(f"{place}: a list holds the control character U+001F, which separates lists in these files")
    return SEPARATOR.join(map(str, value))
