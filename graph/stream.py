"""The graph of an archive part by part, on all cores, in memory that does not grow with the number of rows.

1. Each worker reads parts of packages: the claims go to spill files by what they are about, so that all claims of a
   fact and of a tie lie in one; what must be known of the whole is counted (graph.reads.Census).
2. The parent says who is who, and writes documents and parties.
3. Each worker makes facts and ties of one spill file after another, in the form that a bulk load reads.
"""

from __future__ import annotations

import marshal
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType
from typing import Any
from zlib import crc32

import msgspec

from graph.acceptance import Decided, decided_anew, decided_of
from graph.archive import Archive, Decision
from graph.canonical import WHOLE, Canonical, Context, canonical
from graph.collector import uncollected
from graph.embedded_bulk import Chunk, forget, frames
from graph.errors import ArchiveError
from graph.joins import Joins, Who, read_joins
from graph.left_out import LeftOut, merge
from graph.model import Node, Relationship
from graph.packages import Package
from graph.projection import Elements, facts_of_files, project_facts
from graph.projection.elements import NodeKey, RelationshipKey, relationship_key
from graph.projection.things import add_documents, add_party
from graph.reads import Census, PackageReader, Read, sources_of_several
from graph.restated import RESTATED
from graph.schema import FACT, SCHEMA
from graph.workers import Workers, cores

SPILL_BYTES = 16 << 20  # claims of one spill file, about; some ten times as much of memory while it is projected
MOST_SPILLS = 256
BUFFERED = 1 << 18
PARTIES = 20_000  # parties that are written at once
INLINE_BYTES = 8 << 20  # a smaller archive is read in this process: to start workers would take longer
BY_GOODS = ("transfer", "offer", "flow")  # their facts and ties are about one kind of goods
SPILL, CUT = "spill-", "cut-"  # folders of spill files; those of a part that one worker cuts are for it alone
OWN = (*SCHEMA.labelled(FACT), "Claim")  # nodes that belong to one spill file alone
Progress = Callable[[str], None]


@dataclass(slots=True)
class Counts:
    """What a stream wrote.

    Attributes:
        nodes, relationships, facts: how many.
        files: sha256 of a file just loaded -> facts that it states.
        left_out: claims that say what the model does not hold, by rule.
    """

    nodes: int = 0
    relationships: int = 0
    facts: int = 0
    files: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, LeftOut] = field(default_factory=dict)

    def add(self, other: Counts) -> None:
        """Add what another part wrote."""
        self.nodes += other.nodes
        self.relationships += other.relationships
        self.facts += other.facts
        for name, count in other.files.items():
            self.files[name] = self.files.get(name, 0) + count
        merge(self.left_out, other.left_out)


@dataclass(frozen=True, slots=True)
class Part:
    """The projection of one spill file: its own elements in a file, and those that other parts need too."""

    file: Path
    nodes: list[Node]
    relationships: list[Relationship]
    counts: Counts
    reads: list[int]  # how many claims and rows were in it, piece by piece


class Stream:
    """The graph of an archive, to be read once; made by `streamed`.

    Attributes:
        source: who is who.
        workers: those that read it.
        decisions, joins: as they were read.
        spills: number of spill files.
        old: places of the packages that were there before, where it is asked what the others change.
        twins: places of packages as they were decided on before, which are old -> their places now, which count as new.
        packages: by their places.
        before: census of the old packages.
        who_before: what people and names said of who is who, before.
        new: number of claims of the others.
        counts: complete once all chunks are read.
    """

    def __init__(
        self,
        decisions: list[Decision],
        joins: Joins,
        documents: list[Package],
        decided: Decided,
        folder: Path,
        workers: Workers | Inline,
        loaded: Collection[str],
        before: Collection[str],
        earlier: Decided,
        who_before: Who,
        told: Mapping[str, str],
        valid_on: date | None,
    ) -> None:
        self.workers = workers
        self._loaded = frozenset(loaded)
        self._seen: set[int] = set()
        self.counts = Counts()
        self.decisions, self.joins, self.who_before = decisions, joins, who_before
        again = decided_anew(documents, before, decided, earlier)
        self.twins = {len(documents) + place: number for place, number in enumerate(again)}
        self.packages = packages = documents + [documents[number] for number in again]
        old = {number for number, package in enumerate(documents) if package.id in before}
        self.old = frozenset(old - set(again) | self.twins.keys())
        parts = ((number, *part) for number, one in enumerate(packages) for part in enumerate(one.parts()))
        tasks = list(parts)
        size = sum((packages[number].path / name).stat().st_size for number, _, name in tasks)
        self.spills = max(1, min(MOST_SPILLS, size // SPILL_BYTES))
        workers.each(_begin, packages, len(documents), (decided, earlier), folder, self.spills, self.old, self._loaded)
        for _ in workers.map((_spill, task) for task in tasks):
            pass
        self.before, gone, census = Census(), Census(), Census()
        self._spilled = 0
        for kept, left, fresh, spilt in workers.each(_end_spilling):
            self._spilled += spilt
            self.before.add(kept)
            gone.add(left)
            census.add(fresh)
        self.new = census.claims
        census.add(self.before)
        self.before.add(gone)
        self.source: Canonical = canonical(documents, census, Who.of(decisions, joins, told))
        self.source.valid_on = valid_on

    def chunks(self) -> Iterator[Chunk]:
        """Yield all elements in the form of `graph.embedded_bulk.frames`; a relationship comes after its ends.

        Raises:
            ArchiveError: at the end, where not every claim that was read has come to a part: nothing may be lost.
        """
        self.workers.each(_take_context, self.source.context)
        parts = self.workers.map((_project, (number, self._loaded)) for number in range(self.spills))
        yield from self._parties()  # while the workers are at the first facts
        reads = 0
        for part in parts:
            reads += sum(part.reads)
            yield from self._new(part.nodes, part.relationships)
            yield part.file
            yield forget(OWN)
            part.file.unlink()
            self.counts.add(part.counts)
        if reads != self._spilled:
            raise ArchiveError(
                f"building: {self._spilled} claims and rows were read, {reads} came to the graph; try again"
            )

    def _parties(self) -> Iterator[Chunk]:
        elements = Elements()
        add_documents(elements, (package.document for package in self.source.documents), self.source.reprints)
        yield from self._new(elements.nodes.values(), elements.relationships.values())
        waiting = iter(sorted(self.source.parties))
        while some := list(islice(waiting, PARTIES)):
            elements = Elements()
            for identifier in some:
                add_party(elements, self.source.parties[identifier], identifier in self.source.listed)
            yield from self._new(elements.nodes.values(), elements.relationships.values())

    def _new(self, nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Iterator[bytes]:
        """Frames of those elements that were not written before."""
        fresh = [node for node in nodes if self._first((node.labels[0], node.id))]
        related = [one for one in relationships if self._first(relationship_key(one))]
        self.counts.nodes += len(fresh)
        self.counts.relationships += len(related)
        return frames(fresh, related)

    def _first(self, key: NodeKey | RelationshipKey) -> bool:
        mark = hash(key)
        if mark in self._seen:
            return False
        self._seen.add(mark)
        return True


@contextmanager
def streamed(
    archive: Archive,
    scratch: Path,
    loaded: Collection[str] = (),
    before: Collection[str] = (),
    decided: Sequence[Decision] | None = None,
    joined: Joins | None = None,
    of: Callable[[Package], bool] | None = None,
    told: Mapping[str, str] = MappingProxyType({}),
    valid_on: date | None = None,
) -> Iterator[Stream]:
    """Read an archive for its graph.

    Args:
        archive: the archive.
        scratch: where spill files may lie meanwhile.
        loaded: sha256 of files whose facts are to be counted.
        before: ids of packages, for graph.increment.
        decided: the log as it was then; as it is now when None.
        joined: the joins as they were then; as they are now when None.
        of: which packages alone count, as if the others were not there; all when None.
        told: record id -> cluster id, where it is settled who is who.
        valid_on: the day on which facts must be able to hold; None: any.

    Raises:
        ArchiveError: a package is damaged.
        SchemaError: an element does not fit schema.yml.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    for left in scratch.glob("build-*"):
        shutil.rmtree(left, ignore_errors=True)  # of a build that was killed; one builds at a time
    folder = Path(mkdtemp(prefix="build-", dir=scratch))
    try:
        # What is there at this moment counts, for all workers; the log first: what comes later, the next build sees.
        decisions, joins, documents, before = (
            archive.decisions(),
            read_joins(archive),
            [one for one in archive.active() if of is None or of(one)],
            frozenset(before),
        )
        now = decided_of(documents, decisions)
        earlier = now if decided is None else decided_of([one for one in documents if one.id in before], decided)
        who = Who.of(decisions if decided is None else decided, joins if joined is None else joined)
        with uncollected(), Inline() if _small(documents) else Workers(cores()) as workers:
            yield Stream(
                decisions, joins, documents, now, folder, workers, loaded, before, earlier, who, told, valid_on
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _small(documents: Iterable[Package]) -> bool:
    sizes = ((one.path / name).stat().st_size for one in documents for name in one.parts())
    return sum(sizes) < INLINE_BYTES


class Inline:
    """The same as Workers, in this process."""

    def __enter__(self) -> Inline:
        return self

    def __exit__(self, *_: object) -> None:
        _STATE.clear()

    def each(self, function: Callable[..., Any], *arguments: Any) -> list[Any]:
        """Call a function once."""
        return [function(*arguments)]

    def map(self, tasks: Iterable[tuple[Callable[..., Any], tuple[Any, ...]]]) -> Iterator[Any]:
        """Do tasks one after another."""
        return (function(*arguments) for function, arguments in tasks)


# What follows runs in the workers.

_STATE: list[_Worker] = []


class _Worker:
    """What a worker keeps between tasks."""

    def __init__(
        self,
        documents: list[Package],
        active: int,
        decided: tuple[Decided, Decided],
        folder: Path,
        spills: int,
        old: frozenset[int],
        loaded: frozenset[str],
    ) -> None:
        self.documents, self.active, self.decided = documents, active, decided
        self.several = sources_of_several(documents[:active])
        self.loaded = loaded
        self.old, self.before, self.gone, self.census = old, Census(), Census(), Census()
        self.readers: dict[int, PackageReader] = {}
        self.folder = folder
        self.spill = _Spill(folder, spills)
        self.context: Context | None = None


class _Spill:
    """Some files that claims are put into by key."""

    def __init__(self, folder: Path, count: int, prefix: str = SPILL) -> None:
        self.folder = Path(mkdtemp(prefix=prefix, dir=folder))
        self.count, self.reads = count, 0
        self.encoder = msgspec.msgpack.Encoder()
        self.buffers: list[list[bytes]] = [[] for _ in range(count)]
        self.sizes = [0] * count

    def put(self, key: str, read: Read) -> None:
        """Put a claim into the file of its key."""
        number = crc32(key.encode("utf-8", "surrogatepass")) % self.count
        data = self.encoder.encode(read)
        self.buffers[number].append(data)
        self.reads += 1
        self.sizes[number] += len(data)
        if self.sizes[number] > BUFFERED:
            self._write(number)

    def close(self) -> None:
        """Write what is left."""
        for number in range(self.count):
            self._write(number)

    def _write(self, number: int) -> None:
        if self.buffers[number]:
            with (self.folder / f"{number:04d}").open("ab") as stream:
                marshal.dump(self.buffers[number], stream)
        self.buffers[number], self.sizes[number] = [], 0


def spilled(folder: Path, number: int) -> list[Path]:
    """Return the spill files of one number, one of each worker that put something there."""
    return sorted(folder.glob(f"{SPILL}*/{number:04d}"))


def reads_of(files: Iterable[Path]) -> Iterator[Read]:
    """Yield the claims of some spill files."""
    return map(msgspec.msgpack.Decoder(Read).decode, encoded_of(files))


def encoded_of(files: Iterable[Path]) -> Iterator[bytes]:
    """Yield the claims of some spill files as they lie there."""
    for file in sorted(files):
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            while stream.tell() < size:
                yield from marshal.load(stream)


def state() -> _Worker:
    """What this worker keeps."""
    return _STATE[0]


def _begin(
    documents: list[Package],
    active: int,
    decided: tuple[Decided, Decided],
    folder: Path,
    spills: int,
    old: frozenset[int],
    loaded: frozenset[str],
) -> None:
    _STATE[:] = [_Worker(documents, active, decided, folder, spills, old, loaded)]


def _spill(number: int, place: int, name: str) -> None:
    here = state()
    if number not in here.readers:
        gone = number >= here.active
        census = here.gone if gone else here.before if number in here.old else here.census
        package = here.documents[number]
        several, loaded = package.document.source.key in here.several, package.document.sha256 in here.loaded
        here.readers = {number: PackageReader(number, package, here.decided[gone], census, several, loaded)}
    for read in here.readers[number].part(place, name):
        kind = read.claim.kind
        key = f"{kind} {read.goods}" if kind in BY_GOODS else WHOLE if kind in RESTATED else kind
        here.spill.put(key, read)


def _end_spilling() -> tuple[Census, Census, Census, int]:
    here = state()
    here.spill.close()
    found = here.before, here.gone, here.census, here.spill.reads
    here.before, here.gone, here.census, here.readers = Census(), Census(), Census(), {}
    return found


def _take_context(context: Context) -> None:
    state().context = context


def _project(number: int, loaded: Collection[str]) -> Part:
    """Make the elements of one spill file; a very large one is cut once more, now that it is known who is who."""
    here = state()
    assert here.context is not None
    target = here.folder / f"frames-{number:04d}"
    files = spilled(here.folder, number)
    size = sum(file.stat().st_size for file in files)
    found = Part(target, [], [], Counts(), [])
    with uncollected(), target.open("wb") as out:
        if size <= 2 * SPILL_BYTES:
            _project_some(reads_of(files), here.context, loaded, found, out.write)
        else:
            cut = _Spill(here.folder, size // SPILL_BYTES, CUT)
            for read in reads_of(files):
                cut.put(here.context.group_of(read), read)
            cut.close()
            for file in sorted(cut.folder.iterdir()):
                _project_some(reads_of([file]), here.context, loaded, found, out.write)
            shutil.rmtree(cut.folder)
    for file in files:
        file.unlink()
    return found


def _project_some(
    reads: Iterable[Read], context: Context, loaded: Collection[str], found: Part, write: Callable[[bytes], object]
) -> None:
    elements, own_reads = Elements(), list(reads)
    facts = project_facts(elements, context.statements(own_reads), context)
    found.reads.append(len(own_reads))
    own = [node for node in elements.nodes.values() if node.labels[0] in OWN]
    found.nodes.extend(node for node in elements.nodes.values() if node.labels[0] not in OWN)
    tied: list[Relationship] = []
    for one in elements.relationships.values():
        mine = one.start[0] in OWN or one.end[0] in OWN or one.type in SCHEMA.ties
        (tied if mine else found.relationships).append(one)
    for frame in frames(own, tied):
        write(frame)
    counts = Counts(len(own), len(tied), len(facts), facts_of_files(facts, loaded), elements.left_out)
    found.counts.add(counts)
