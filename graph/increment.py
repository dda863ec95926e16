"""What new packages and reviews change in a graph: the graph of the archive now, less that of the archive before them.

Both are pure functions of packages, so nothing of the store need be read: where it stands for the packages before, the
difference is what must be written and removed. Only groups of claims (all that a fact and its tie rest on) are made
that hold a new claim, or whose ends, goods or editions are seen otherwise now. A package on whose claims something else
is decided now is read twice: as it was decided on before, which is old and gone now, and as it is, which counts as new.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from zlib import crc32

import msgspec

from graph.archive import Decision, reviews_of
from graph.canonical import WHOLE, Canonical, Context, PartyNode, canonical
from graph.embedded_bulk import Chunk, frames
from graph.facts import Fact
from graph.left_out import LeftOut, merge
from graph.model import Document, Node, Relationship
from graph.projection import Elements, add_facts, add_ties, facts_of, facts_of_files, uncollected
from graph.projection.elements import NodeKey
from graph.projection.things import add_documents, add_party
from graph.reads import Read, hashed, product_id, version_of
from graph.schema import SCHEMA
from graph.stream import OWN, PARTIES, Stream, encoded_of, reads_of, spilled, state

PIECE_BYTES = 2 << 20  # claims that are compared at once, about


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
        documents: sha256 of texts that count as the word of another source.
    """

    keys: frozenset[str]
    goods: frozenset[str]
    products: frozenset[str]
    sources: frozenset[str]
    deleted: frozenset[tuple[str, str]]
    versions: frozenset[int]
    restated: frozenset[int]
    documents: frozenset[str]

    def touches(self, read: Read, context: Context) -> bool:
        """Whether a claim that was there before is seen otherwise."""
        if not self.keys.isdisjoint(key for _, key in read.ends) or not self.keys.isdisjoint(read.via):
            return True
        if read.goods in self.goods:
            return True
        document = context.documents[read.package]
        source = document.source
        if (
            document.sha256 in self.documents
            or source.key in self.sources
            or (source.key, read.raw or "") in self.deleted
        ):
            return True
        if self.restated and hashed(read.record) in self.restated:
            return True
        if self.versions and read.claim.flags:
            versioned = version_of(context.documents[read.package], read.claim)
            if versioned is not None and versioned[0] in self.versions:
                return True
        return self._product(read.claim.model, source.synthetic)

    def shows(self, fact: Fact) -> bool:
        """Whether a fact of the same claims and ends looks otherwise."""
        return any(
            one.goods in self.goods
            or one.document.source.key in self.sources
            or not self.keys.isdisjoint(end.id for end in (*one.ends.values(), *one.via))
            or self._product(one.claim.model, one.document.source.synthetic)
            for one in (*fact.statements, *fact.denials)
        )

    def _product(self, model: str | None, synthetic: bool) -> bool:
        return bool(self.products and model and product_id(model, synthetic) in self.products)


@dataclass(slots=True)
class Change:
    """What one spill file changes.

    Attributes:
        created: file of elements that did not exist, in the form of `graph.embedded_bulk.frames`.
        changed: elements to be written over, and those that other groups share.
        stale_nodes, stale_relationships: to be removed.
        left, used: shared nodes that the changed groups need no more, and those that they need.
        facts: sha256 of a file just loaded -> facts that it states.
        left_out: claims that say what the model does not hold, by rule.
    """

    created: Path
    changed: list[Node | Relationship] = field(default_factory=list)
    stale_nodes: list[NodeKey] = field(default_factory=list)
    stale_relationships: list[Relationship] = field(default_factory=list)
    left: list[NodeKey] = field(default_factory=list)
    used: list[NodeKey] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, LeftOut] = field(default_factory=dict)


class Increment:
    """The difference between two states of an archive, to be read once.

    Args:
        stream: the archive now; its claims of old packages were counted apart.
        loaded: sha256 of files whose facts are to be counted.

    Attributes:
        moved: nodes whose primary label changes; to be removed before anything is written.
        stale_nodes, stale_relationships: to be removed at the end; complete once all changes are read.
        perhaps_unused: shared nodes that may have lost their last use; likewise.
        facts, left_out: as graph.stream.Counts has them, of the groups that changed; likewise.
    """

    def __init__(self, stream: Stream, loaded: Collection[str]) -> None:
        self._stream, self._loaded = stream, frozenset(loaded)
        now, old = stream.source, stream.before
        self._now: Canonical = now
        places = sorted(stream.twins.get(number, number) for number in stream.old)
        self._old: Canonical = canonical([now.documents[number] for number in places], old)
        labels = {identifier: party.label for identifier, party in now.parties.items()}
        gone = [(party.label, identifier) for identifier, party in self._old.parties.items()]
        self.moved = [key for key in gone if key[1] in labels and labels[key[1]] != key[0]]
        self.stale_nodes: list[NodeKey] = [key for key in gone if key[1] not in labels]
        self.stale_relationships: list[Relationship] = []
        self._left: set[NodeKey] = set()
        self._used = {("Country", f"country:{home[0]}") for one in now.parties.values() if (home := one.country)}
        self.facts: dict[str, int] = {}
        self.left_out: dict[str, LeftOut] = {}

    def changes(self) -> Iterator[tuple[Chunk | None, list[Node | Relationship]]]:
        """Yield what is new and what is written over.

        Ends come before their relationships where of each pair first the nodes that are written over are taken, then
        the chunk, then the other relationships.
        """
        stream = self._stream
        now, before = (
            replace(one.context, documents=one.voices(stream.packages), twins=stream.twins)
            for one in (self._now, self._old)
        )
        stream.workers.each(_take, now, before, _seen(now, before), stream.old)
        parts = stream.workers.map((_change, (number, self._loaded)) for number in range(stream.spills))
        yield from self._parties()
        for part in parts:
            yield part.created, part.changed
            part.created.unlink()
            self.stale_nodes += part.stale_nodes
            self._left.update(part.left)
            self._used.update(part.used)
            self.stale_relationships += part.stale_relationships
            for name, count in part.facts.items():
                self.facts[name] = self.facts.get(name, 0) + count
            merge(self.left_out, part.left_out)

    @property
    def perhaps_unused(self) -> set[NodeKey]:
        """Shared nodes that a changed group needs no more; those without a relationship left are to be removed."""
        return self._left - self._used

    def _parties(self) -> Iterator[tuple[Chunk | None, list[Node | Relationship]]]:
        """Documents that are new or of which more is known, and parties that are new or of which more is known."""
        elements = Elements()
        fresh = (one.document for number, one in enumerate(self._now.documents) if self._differs(number, one.document))
        add_documents(elements, fresh, self._now.reprints)
        yield None, [*elements.nodes.values(), *elements.relationships.values()]
        known = self._old.parties
        differ = [key for key, party in self._now.parties.items() if not self._same(key, party)]
        for start in range(0, len(differ), PARTIES):
            now, old = Elements(), Elements()
            for key in differ[start : start + PARTIES]:
                add_party(now, self._now.parties[key], key in self._now.listed)
                if key in known:
                    add_party(old, known[key], key in self._old.listed)
            made = {(self._now.parties[key].label, key) for key in differ[start : start + PARTIES] if key not in known}
            yield self._less(now, old, made)
        old = Elements()
        for key in known.keys() - self._now.parties.keys():
            add_party(old, known[key], key in self._old.listed)
        yield self._less(Elements(), old, set())

    def _differs(self, number: int, document: Document) -> bool:
        """Whether a document is new, or repeats another one than before."""
        now, old = (one.reprints.get(document.sha256) for one in (self._now, self._old))
        known = number in self._stream.old or number in self._stream.twins.values()
        return not known or now != old

    def _same(self, key: str, party: PartyNode) -> bool:
        known = self._old.parties.get(key)
        listed = (key in self._now.listed) == (key in self._old.listed)
        return known is not None and listed and known.records == party.records

    def _less(self, now: Elements, old: Elements, made: set[NodeKey]) -> tuple[Chunk | None, list[Node | Relationship]]:
        """What is new, and what is written over; `made` are nodes that did not exist."""
        self.stale_relationships += [one for key, one in old.relationships.items() if key not in now.relationships]
        nodes = [node for key, node in now.nodes.items() if old.nodes.get(key) != node]
        related = [one for key, one in now.relationships.items() if old.relationships.get(key) != one]
        fresh = [one for one in related if one.start in made or one.end in made]
        chunk = b"".join(frames([one for one in nodes if (one.labels[0], one.id) in made], fresh))
        others = [one for one in related if not (one.start in made or one.end in made)]
        return chunk or None, [*(one for one in nodes if (one.labels[0], one.id) not in made), *others]


def addable(before: Iterable[Decision], now: Iterable[Decision]) -> bool:
    """Whether what changes between two states of the log can be added: claims stand otherwise, and say the same."""
    logs = set(before), set(now)
    changed = logs[0] ^ logs[1]
    if any(one.kind != "review" for one in changed):
        return False
    reviews = [reviews_of(sorted(log, key=lambda one: (one.at, one.line))) for log in logs]
    return not any(held[one.subject].corrected for one in changed for held in reviews if one.subject in held)


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
        documents=frozenset(
            one.sha256 for one, earlier in zip(now.documents, before.documents, strict=True) if one != earlier
        ),
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
        groups = _Groups()
        for read in reads_of(files):
            if read.package not in old:
                groups.touch(_group(read, now))
            elif read.package in now.twins or seen.touches(read, now):
                groups.touch(_group(read, now), _group(read, before))
        for piece in _pieces(files, groups, now):
            _compare(found, piece, loaded, out.write)
    for file in files:
        file.unlink()
    return found


class _Groups:
    """Groups of claims that a change touches; two that it makes one, or parts, are looked at together."""

    def __init__(self) -> None:
        self._towards: dict[str, str] = {}

    def touch(self, *names: str) -> None:
        """Note that these are touched, together."""
        first, *others = (self._root(self._towards.setdefault(name, name)) for name in names)
        for other in others:
            self._towards[other] = first

    def place(self, name: str) -> str | None:
        """Return what all groups that are looked at together share; None for one that nothing touches."""
        return self._root(name) if name in self._towards else None

    def _root(self, name: str) -> str:
        while (above := self._towards[name]) != name:
            name = above
        return name


def _pieces(files: Sequence[Path], groups: _Groups, now: Context) -> Iterator[list[Read]]:
    """Yield the claims of touched groups, some groups at a time: as objects they take ten times as much memory."""
    count = sum(file.stat().st_size for file in files) // PIECE_BYTES + 1
    pieces: list[list[bytes]] = [[] for _ in range(count)]
    decode = msgspec.msgpack.Decoder(Read).decode
    for data in encoded_of(files):
        place = groups.place(_group(decode(data), now))
        if place is not None:
            pieces[crc32(place.encode("utf-8", "surrogatepass")) % count].append(data)
    while pieces:
        if piece := pieces.pop():
            yield list(map(decode, piece))


def _group(read: Read, context: Context) -> str:
    group = context.group_of(read)
    return group if group == WHOLE else f"{read.claim.kind} {group}"


def _compare(found: Change, reads: list[Read], loaded: Collection[str], write: Callable[[bytes], object]) -> None:
    now, before, seen, old = _KNOWN[0]
    new, earlier = Elements(), Elements()
    facts = facts_of(now.statements(read for read in reads if read.package not in now.twins))
    known = facts_of(before.statements(read for read in reads if read.package in old))
    same = _same(facts, known, seen)
    for elements, some, context in ((new, facts, now), (earlier, known, before)):
        add_facts(elements, (fact for fact in some if fact.id not in same), context)
        add_ties(elements, some, context)
    for name, count in facts_of_files(facts, loaded).items():
        found.facts[name] = found.facts.get(name, 0) + count
    merge(found.left_out, new.left_out)
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
        there = earlier.relationships.get(place)
        if there is None and (one.start in made or one.end in made or one.type in SCHEMA.ties):
            fresh.append(one)
        elif there != one:
            found.changed.append(one)
    stale = {key for key in earlier.nodes if key[0] in OWN and key not in new.nodes}
    found.stale_nodes += stale
    found.left += [key for key in earlier.nodes if key[0] not in OWN and key not in new.nodes]
    found.used += [key for key in new.nodes if key[0] not in OWN]
    found.stale_relationships += [
        one
        for place, one in earlier.relationships.items()
        if place not in new.relationships and _own(one) and {one.start, one.end}.isdisjoint(stale)
    ]
    for frame in frames(fresh_nodes, fresh):
        write(frame)


def _same(facts: Iterable[Fact], known: Iterable[Fact], seen: Seen) -> set[str]:
    """Return ids of facts that need not be written: nothing of them changes, nor of a fact that shares a claim."""
    before = {fact.id: fact for fact in known}
    same = {fact.id for fact in facts if before.get(fact.id) == fact and not seen.shows(fact)}
    changed = (fact for some in (facts, before.values()) for fact in some if fact.id not in same)
    shared = {one.claim_id for fact in changed for one in (*fact.statements, *fact.denials)} - {""}
    if not shared:
        return same
    own = {fact.id: {one.claim_id for one in (*fact.statements, *fact.denials)} for fact in before.values()}
    return {identifier for identifier in same if own[identifier].isdisjoint(shared)}


def _own(one: Relationship) -> bool:
    """Whether a relationship rests on the claims of one group alone."""
    return one.start[0] in OWN or one.end[0] in OWN or one.type in SCHEMA.ties
