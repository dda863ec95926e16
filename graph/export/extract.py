"""What an export holds: elements in one order, with what must stand beside them.

Elements lie sorted in a folder of their own until the export is done, so that a format may read them as often as it
needs, some of them or all, and equal archives make equal files whatever the number of workers.
"""

from __future__ import annotations

import marshal
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import merge
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import msgspec

from graph.archive import Archive, Decision
from graph.build import build_mark
from graph.digest import Digest, Part, node_hash, relationship_hash
from graph.embedded_bulk import Chunk, read_frames
from graph.export.sources import Terms, terms_of
from graph.model import Node, Relationship
from graph.packages import Package
from graph.schema import SCHEMA, Property
from graph.store_values import KEY
from graph.stream import Progress, streamed

HELD_BYTES = 24 << 20  # of rows, about, before they are sorted and written out
ROW_BYTES = 250  # what a row takes beside its text
RUN_ROWS = 500
Labels = tuple[str, ...]
Ends = tuple[str, str, str]
_DECODER = msgspec.json.Decoder(dict[str, Any])
_ORDER = {name: place for place, name in enumerate((*SCHEMA.nodes, *SCHEMA.relationships))}


@dataclass(frozen=True, slots=True)
class About:
    """What stands beside the elements of an export.

    Attributes:
        version: of Waybill.
        known: date of knowledge: when the last of its packages was completed, or the last decision made (UTC, ISO);
            None for an empty archive.
        of: what was asked for, in words; None for everything.
        synthetic: whether all of it is invented; None where both are there and the invented elements say so.
        sources: terms of each source.
        digest: of the elements; of all of them the one that `waybill digest` prints.
    """

    version: str
    known: str | None
    of: str | None
    synthetic: bool | None
    sources: tuple[Terms, ...]
    digest: Digest

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return sum(part.count for part in self.digest.nodes.values())

    @property
    def relationships(self) -> int:
        """Number of relationships."""
        return sum(part.count for part in self.digest.relationships.values())

    def to_json(self) -> dict[str, Any]:
        """Return it as it stands in exports, the same for the same archive."""
        return {
            "schema": 1,
            "model": SCHEMA.version,
            "waybill": self.version,
            "known": self.known,
            "of": self.of,
            "synthetic": self.synthetic,
            "nodes": self.nodes,
            "relationships": self.relationships,
            "digest": self.digest.total,
            "sources": [one.to_json() for one in self.sources],
        }


class Extract:
    """Elements, sorted: nodes by label and id, relationships by type, labels of their ends, and ids of their ends.

    Made by `extracted` or `extract_of`.

    Attributes:
        about: what stands beside them.
        packages: what it was made from.
        mark: by which a store knows what it was made from (graph.build); empty for what is not of the archive.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._nodes: dict[Labels, _Rows] = {}
        self._relationships: dict[Ends, _Rows] = {}
        self._held = 0
        self._by_label: dict[str, Part] = {}
        self._by_type: dict[str, Part] = {}
        self.about: About
        self.packages: Sequence[Package] = ()
        self.mark = ""

    @property
    def labels(self) -> list[Labels]:
        """Labels of the nodes that are there, the primary one first; in the order of schema.yml."""
        return sorted(self._nodes, key=lambda labels: (_ORDER[labels[0]], labels))

    @property
    def kinds(self) -> list[Ends]:
        """Types of the relationships that are there, each with the primary labels of its ends."""
        return sorted(self._relationships, key=lambda ends: (_ORDER[ends[0]], ends))

    def count(self, key: Labels | Ends) -> int:
        """Number of elements of one of `labels` or `kinds`."""
        return (self._nodes.get(key) or self._relationships[key]).count  # type: ignore[index]  # one or the other

    def nodes(self, *only: str) -> Iterator[Node]:
        """Yield nodes in order; properties in the order of schema.yml.

        Args:
            only: primary labels; none means all.
        """
        for labels in self.labels:
            if not only or labels[0] in only:
                rules = SCHEMA.nodes[labels[0]].properties
                for identifier, text in self._nodes[labels].sorted():
                    yield Node(labels, identifier, _properties(text, rules))

    def relationships(self, *only: str) -> Iterator[Relationship]:
        """Yield relationships in order; properties in the order of schema.yml.

        Args:
            only: types; none means all.
        """
        for ends in self.kinds:
            if not only or ends[0] in only:
                yield from self.between(ends)

    def between(self, ends: Ends) -> Iterator[Relationship]:
        """Yield the relationships of one of `kinds`, in order."""
        kind, start, end = ends
        rules = SCHEMA.relationships[kind].properties
        for one, other, text in self._relationships[ends].sorted():
            yield Relationship(kind, (start, one), (end, other), _properties(text, rules))

    def add_chunk(self, chunk: Chunk) -> None:
        """Take elements in the form of `graph.embedded_bulk.frames`."""
        for frame in read_frames(chunk):
            if frame[0] == "node":
                self._add_nodes(*frame[1:])
            elif frame[0] == "relationship":
                self._add_relationships(*frame[1:])

    def digest(self) -> Digest:
        """Return the digest of what was added."""
        return Digest(dict(sorted(self._by_label.items())), dict(sorted(self._by_type.items())))

    def flush(self) -> None:
        """Put all rows into files, so that the extract is small and another process can read it."""
        for one in (*self._nodes.values(), *self._relationships.values()):
            one.write()
        self._held = 0

    def _add_nodes(self, labels: Labels, ids: list[str], texts: list[str]) -> None:
        rows = self._nodes.setdefault(labels, _Rows(self._folder, f"nodes-{labels[0]}"))
        part = self._by_label.get(labels[0], Part(0, 0))
        for identifier, text in zip(ids, texts, strict=True):
            properties = _DECODER.decode(text)
            del properties[KEY]
            part = part.plus(node_hash(Node(labels, identifier, properties)))
        self._by_label[labels[0]] = part
        self._hold(rows, zip(ids, texts, strict=True), texts)

    def _add_relationships(self, kind: str, start: str, end: str, a: list[str], b: list[str], texts: list[str]) -> None:
        rows = self._relationships.setdefault((kind, start, end), _Rows(self._folder, f"{kind}-{start}-{end}"))
        part = self._by_type.get(kind, Part(0, 0))
        for one, other, text in zip(a, b, texts, strict=True):
            properties = _DECODER.decode(text) if text else {}
            part = part.plus(relationship_hash(Relationship(kind, (start, one), (end, other), properties)))
        self._by_type[kind] = part
        self._hold(rows, zip(a, b, texts, strict=True), texts)

    def _hold(self, rows: _Rows, added: Iterable[tuple[str, ...]], texts: list[str]) -> None:
        rows.held.extend(added)
        rows.count += len(texts)
        self._held += sum(map(len, texts)) + ROW_BYTES * len(texts)
        if self._held > HELD_BYTES:
            self.flush()


@dataclass(slots=True)
class _Rows:
    """Rows of one kind: those that are held, and sorted runs of them in files."""

    folder: Path
    name: str
    held: list[tuple[str, ...]] = field(default_factory=list)
    runs: list[Path] = field(default_factory=list)
    count: int = 0

    def write(self) -> None:
        """Write what is held as a run."""
        if not self.held:
            return
        self.held.sort()
        path = self.folder / f"{self.name}-{len(self.runs)}"
        with path.open("wb") as stream:
            for first in range(0, len(self.held), RUN_ROWS):
                marshal.dump(self.held[first : first + RUN_ROWS], stream)
        self.runs.append(path)
        self.held = []

    def sorted(self) -> Iterator[tuple[str, ...]]:
        """Yield all rows in order."""
        self.held.sort()
        return merge(*map(_read_run, self.runs), self.held)


def _read_run(path: Path) -> Iterator[tuple[str, ...]]:
    with path.open("rb") as stream:
        while True:
            try:
                yield from marshal.load(stream)
            except EOFError:
                return


def _properties(text: str, rules: Iterable[str] | dict[str, Property]) -> dict[str, Any]:
    found = _DECODER.decode(text) if text else {}
    return {name: found[name] for name in rules if name in found}


@contextmanager
def extracted(
    archive: Archive,
    scratch: Path,
    version: str,
    of: Collection[str] | None = None,
    words: str | None = None,
    synthetic: bool | None = False,
    progress: Progress = lambda _: None,
) -> Iterator[Extract]:
    """Make an extract of an archive: what its graph would be with some packages alone.

    Who is who stays as people and names have said. The id of a party that other sources know too may be another one
    than in the whole graph; that one's `records` name it.

    Args:
        archive: the archive.
        scratch: where elements lie meanwhile.
        version: of Waybill.
        of: ids of packages; all when None.
        words: the same in words.
        synthetic: True for what is invented alone, False for what is real alone, None for both.
        progress: called with a line at each step.

    Raises:
        ArchiveError: a package is damaged.
        SchemaError: an element does not fit schema.yml.
    """

    def wanted(package: Package) -> bool:
        return synthetic in (None, package.document.source.synthetic) and (of is None or package.id in of)

    with room(scratch) as folder:
        progress("reading the archive")
        extract = Extract(folder)
        with streamed(archive, folder / "stream", of=wanted) as stream:
            progress(f"making the graph of {stream.source.census.claims:,} claims and rows")
            for chunk in stream.chunks():
                extract.add_chunk(chunk)
            packages, decisions = stream.source.documents, stream.decisions
            extract.packages = packages
            extract.mark = build_mark(decisions, packages, stream.joins)
        known = known_of(packages, decisions)
        extract.about = About(version, known, words, synthetic, terms_of(packages), extract.digest())
        yield extract


def known_of(packages: Iterable[Package], decisions: Iterable[Decision]) -> str | None:
    """Return the date of knowledge: when the last of some packages was completed, or the last decision made."""
    captured = [one.captured for one in packages if one.captured]
    return max([*captured, *(one.at for one in decisions if captured)], default=None)


@contextmanager
def room(scratch: Path) -> Iterator[Path]:
    """Make a folder for one export, and remove it afterwards with those of exports that were killed."""
    scratch.mkdir(parents=True, exist_ok=True)
    for left in scratch.glob("export-*"):
        if not _runs(left.name.split("-")[1]):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(prefix=f"export-{os.getpid()}-", dir=scratch))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
