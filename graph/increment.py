"""What new packages change in a graph: the graph of the archive now, less the graph of the archive before them.

Both are pure functions of packages, so nothing of the store need be read: where it stands for the packages before, the
difference is what must be written and removed. Only groups of claims (all that a fact and its tie rest on) are made
that hold a new claim, or whose ends, goods or editions are seen otherwise now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.canonical import WHOLE, Canonical, Context, PartyNode, canonical
from graph.embedded_bulk import Chunk, frames
from graph.model import Node, Relationship
from graph.projection import Elements, facts_of_files, project_facts, uncollected
from graph.projection.elements import NodeKey
from graph.projection.things import add_documents, add_party
from graph.reads import Read, hashed, product_id, version_of
from graph.schema import SCHEMA
from graph.stream import OWN, PARTIES, Stream, reads_of, spilled, state


@dataclass(frozen=True, slots=True)
class Seen:
    """What of the whole archive is seen otherwise than before.

    Attributes:
        keys: of parties and things.
        goods, products: ids.
        sources: keys of sources whose complete editions differ.
        deleted: source key and raw key of records.
        versions: hashes of records without their versions.
        restated: hashes of records of rows that stand in several files.
    """

    keys: frozenset[str]
    goods: frozenset[str]
    products: frozenset[str]
    sources: frozenset[str]
    deleted: frozenset[tuple[str, str]]
    versions: frozenset[int]
    restated: frozenset[int]

    def touches(self, read: Read, context: Context) -> bool:
        """Whether a claim that was there before is seen otherwise."""
        if not self.keys.isdisjoint(key for _, key in read.ends) or not self.keys.isdisjoint(read.via):
            return True
        if read.goods in self.goods:
            return True
        source = context.documents[read.package].source
        if source.key in self.sources or (source.key, read.raw or "") in self.deleted:
            return True
        if self.restated and hashed(read.record) in self.restated:
            return True
        if self.versions and read.claim.flags:
            versioned = version_of(context.documents[read.package], read.claim)
            if versioned is not None and versioned[0] in self.versions:
                return True
        model = read.claim.model
        return bool(self.products and model and product_id(model, source.synthetic) in self.products)


@dataclass(slots=True)
class Change:
    """What one spill file changes.

    Attributes:
        created: file of elements that did not exist, in the form of `graph.embedded_bulk.frames`.
        changed: elements to be written over, and those that other groups share.
        stale_nodes, stale_relationships: to be removed.
        left, used: shared nodes that the changed groups need no more, and those that they need.
        facts: sha256 of a file just loaded -> facts that it states.
        unfit: claims' roles that the model does not hold, by rule.
    """

    created: Path
    changed: list[Node | Relationship] = field(default_factory=list)
    stale_nodes: list[NodeKey] = field(default_factory=list)
    stale_relationships: list[Relationship] = field(default_factory=list)
    left: list[NodeKey] = field(default_factory=list)
    used: list[NodeKey] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    unfit: dict[str, int] = field(default_factory=dict)


class Increment:
    """The difference between two states of an archive, to be read once.

    Args:
        stream: the archive now; its claims of old packages were counted apart.
        loaded: sha256 of files whose facts are to be counted.

    Attributes:
        moved: nodes whose primary label changes; to be removed before anything is written.
        stale_nodes, stale_relationships: to be removed at the end; complete once all changes are read.
        perhaps_unused: shared nodes that may have lost their last use; likewise.
        facts, unfit: as graph.stream.Counts has them, of the groups that changed; likewise.
    """

    def __init__(self, stream: Stream, loaded: Collection[str]) -> None:
        self._stream, self._loaded = stream, frozenset(loaded)
        now, old = stream.source, stream.before
        self._now: Canonical = now
        self._old: Canonical = canonical([now.documents[number] for number in sorted(stream.old)], old)
        labels = {identifier: party.label for identifier, party in now.parties.items()}
        gone = [(party.label, identifier) for identifier, party in self._old.parties.items()]
        self.moved = [key for key in gone if key[1] in labels and labels[key[1]] != key[0]]
        self.stale_nodes: list[NodeKey] = [key for key in gone if key[1] not in labels]
        self.stale_relationships: list[Relationship] = []
        self._left: set[NodeKey] = set()
        self._used = {("Country", f"country:{home[0]}") for one in now.parties.values() if (home := one.country)}
        self.facts: dict[str, int] = {}
        self.unfit: dict[str, int] = {}

    def changes(self) -> Iterator[tuple[Chunk | None, list[Node | Relationship]]]:
        """Yield, in an order in which ends come before their relationships, what is new and what is written over."""
        stream = self._stream
        now, before = self._now.context, replace(self._old.context, documents=self._now.context.documents)
        stream.workers.each(_take, now, before, _seen(now, before), stream.old)
        parts = stream.workers.map((_change, (number, self._loaded)) for number in range(stream.spills))
        yield from ((None, some) for some in self._parties())
        for part in parts:
            yield None, [one for one in part.changed if isinstance(one, Node)]
            yield part.created, [one for one in part.changed if isinstance(one, Relationship)]
            part.created.unlink()
            self.stale_nodes += part.stale_nodes
            self._left.update(part.left)
            self._used.update(part.used)
            self.stale_relationships += part.stale_relationships
            for mine, theirs in ((self.facts, part.facts), (self.unfit, part.unfit)):
                for name, count in theirs.items():
                    mine[name] = mine.get(name, 0) + count

    @property
    def perhaps_unused(self) -> set[NodeKey]:
        """Shared nodes that a changed group needs no more; those without a relationship left are to be removed."""
        return self._left - self._used

    def _parties(self) -> Iterator[list[Node | Relationship]]:
        """Documents that are new, and parties that are new or of which more is known."""
        elements = Elements()
        fresh = (one for number, one in enumerate(self._now.documents) if number not in self._stream.old)
        add_documents(elements, (package.document for package in fresh))
        yield [*elements.nodes.values(), *elements.relationships.values()]
        differ = [key for key, party in self._now.parties.items() if not self._same(key, party)]
        gone = [key for key in self._old.parties if key not in self._now.parties]
        for start in range(0, len(differ), PARTIES):
            now, old = Elements(), Elements()
            for key in differ[start : start + PARTIES]:
                add_party(now, self._now.parties[key], key in self._now.listed)
                if key in self._old.parties:
                    add_party(old, self._old.parties[key], key in self._old.listed)
            yield from self._less(now, old)
        old = Elements()
        for key in gone:
            add_party(old, self._old.parties[key], key in self._old.listed)
        yield from self._less(Elements(), old)

    def _same(self, key: str, party: PartyNode) -> bool:
        known = self._old.parties.get(key)
        listed = (key in self._now.listed) == (key in self._old.listed)
        return known is not None and listed and known.records == party.records

    def _less(self, now: Elements, old: Elements) -> Iterator[list[Node | Relationship]]:
        yield [node for key, node in now.nodes.items() if old.nodes.get(key) != node]
        yield [one for key, one in now.relationships.items() if old.relationships.get(key) != one]
        self.stale_relationships += [one for key, one in old.relationships.items() if key not in now.relationships]


def _seen(now: Context, before: Context) -> Seen:
    sources = now.complete.keys() | before.complete.keys()
    return Seen(
        keys=frozenset(
            key
            for key, end in now.ends.items()
            if before.ends.get(key) != end or now.things.get(key) != before.things.get(key)
        ),
        goods=frozenset(key for key, goods in now.goods.items() if before.goods.get(key) != goods),
        products=frozenset(key for key, model in now.products.items() if before.products.get(key) != model),
        sources=frozenset(key for key in sources if now.complete.get(key) != before.complete.get(key)),
        deleted=frozenset(key for key, edition in now.deleted.items() if before.deleted.get(key) != edition),
        versions=frozenset(key for key, latest in now.versions.items() if before.versions.get(key, latest) != latest),
        restated=now.restated - before.restated,
    )


# What follows runs in the workers.

_KNOWN: list[tuple[Context, Context, Seen, frozenset[int]]] = []


def _take(now: Context, before: Context, seen: Seen, old: frozenset[int]) -> None:
    _KNOWN[:] = [(now, before, seen, old)]


def _change(number: int, loaded: Collection[str]) -> Change:
    """Find what one spill file changes."""
    now, before, seen, old = _KNOWN[0]
    here = state()
    files = spilled(here.folder, number)
    found = Change(here.folder / f"created-{number:04d}")
    with uncollected(), found.created.open("wb") as out:
        groups: set[str] = set()
        for read in reads_of(files):
            if read.package not in old or seen.touches(read, now):
                groups.add(_group(read, now))
                if read.package in old:
                    groups.add(_group(read, before))

        def touched(read: Read) -> bool:
            return _group(read, now) in groups or (read.package in old and _group(read, before) in groups)

        reads = [read for read in reads_of(files) if touched(read)] if groups else []
        _compare(found, reads, loaded, out.write)
    for file in files:
        file.unlink()
    return found


def _group(read: Read, context: Context) -> str:
    group = context.group_of(read)
    return group if group == WHOLE else f"{read.claim.kind} {group}"


def _compare(found: Change, reads: list[Read], loaded: Collection[str], write: Callable[[bytes], object]) -> None:
    now, before, _, old = _KNOWN[0]
    new, earlier = Elements(), Elements()
    facts = project_facts(new, now.statements(reads), now)
    project_facts(earlier, before.statements(read for read in reads if read.package in old), before)
    found.facts, found.unfit = facts_of_files(facts, loaded), new.unfit
    fresh_nodes: list[Node] = []
    for key, node in new.nodes.items():
        if key in earlier.nodes:
            if earlier.nodes[key] != node:
                found.changed.append(node)
        elif key[0] in OWN:
            fresh_nodes.append(node)
        else:
            found.changed.append(node)  # other groups may have it already
    made = {(node.labels[0], node.id) for node in fresh_nodes}
    fresh: list[Relationship] = []
    for place, one in new.relationships.items():
        known = earlier.relationships.get(place)
        if known is None and (one.start in made or one.end in made or one.type in SCHEMA.ties):
            fresh.append(one)
        elif known != one:
            found.changed.append(one)
    found.stale_nodes = [key for key in earlier.nodes if key[0] in OWN and key not in new.nodes]
    found.left = [key for key in earlier.nodes if key[0] not in OWN and key not in new.nodes]
    found.used = [key for key in new.nodes if key[0] not in OWN]
    found.stale_relationships = [
        one
        for place, one in earlier.relationships.items()
        if place not in new.relationships and _own(one) and {one.start, one.end}.isdisjoint(found.stale_nodes)
    ]
    for frame in frames(fresh_nodes, fresh):
        write(frame)


def _own(one: Relationship) -> bool:
    """Whether a relationship rests on the claims of one group alone."""
    return one.start[0] in OWN or one.end[0] in OWN or one.type in SCHEMA.ties
