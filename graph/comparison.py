"""What one spill file changes: its claims as they make the graph now, less those that made the graph before.

It runs in the workers. Most claims of a change are neither new nor seen otherwise: what is made of them alone is made
once, for both graphs.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from graph.canonical import WHOLE, Context
from graph.collector import uncollected
from graph.embedded_bulk import frames
from graph.facts import Fact, Statement
from graph.left_out import LeftOut, merge
from graph.model import Node, Relationship
from graph.projection import (
    Elements,
    Tie,
    TieKey,
    add_facts,
    add_tie,
    facts_of_both,
    facts_of_files,
    gather_ties,
    stands,
)
from graph.projection.elements import NodeKey, relationship_key
from graph.reads import Head, Read, hashed, product_id, version_of
from graph.schema import SCHEMA
from graph.stream import OWN, encoded_of, spilled, state

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

    def touches(self, read: Read | Head, context: Context) -> bool:
        """Whether a claim that was there before is seen otherwise."""
        keys = self.keys
        if any(key in keys for _, key in read.ends) or (read.via and not keys.isdisjoint(read.via)):
            return True
        if read.goods in self.goods:
            return True
        document = context.documents[read.package]
        if self.sources or self.documents or self.deleted:
            source = document.source
            place = source.key, read.raw or ""
            if source.key in self.sources or document.sha256 in self.documents or place in self.deleted:
                return True
        if self.restated and hashed(read.record) in self.restated:
            return True
        if self.versions and read.claim.flags:
            versioned = version_of(document, read.claim)
            if versioned is not None and versioned[0] in self.versions:
                return True
        return bool(self.products) and self._product(read.claim.model, document.source.synthetic)

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


_KNOWN: list[tuple[Context, Context, Seen, frozenset[int]]] = []


def take(now: Context, before: Context, seen: Seen, old: frozenset[int]) -> None:
    """Keep what must be known of the whole, now and before; `old` are the places of packages that were there."""
    _KNOWN[:] = [(now, before, seen, old)]


def change(number: int, loaded: Collection[str]) -> Change:
    """Find what one spill file changes; `loaded` are sha256 of files whose facts are to be counted."""
    here = state()
    files = spilled(here.folder, number)
    found = Change(here.folder / f"created-{number:04d}")
    with uncollected(), found.created.open("wb") as out:
        for piece in _pieces(files):
            _compare(found, piece, loaded, out.write)
    for file in files:
        file.unlink()
    return found


class _Groups:
    """Groups of claims that a change touches; two that it makes one, or parts, are looked at together."""

    def __init__(self) -> None:
        self._towards: dict[int, int] = {}

    def touch(self, *names: int) -> None:
        """Note that these are touched, together."""
        first, *others = (self._root(self._towards.setdefault(name, name)) for name in names)
        for other in others:
            self._towards[other] = first

    def place(self, name: int) -> int | None:
        """Return what all groups that are looked at together share; None for one that nothing touches."""
        return self._root(name) if name in self._towards else None

    def _root(self, name: int) -> int:
        while (above := self._towards[name]) != name:
            name = above
        return name


def _pieces(files: Sequence[Path]) -> Iterator[list[Read]]:
    """Yield the claims of touched groups, some groups at a time: as objects they take ten times as much memory."""
    now, before, seen, old = _KNOWN[0]
    groups, of = _Groups(), array("q")
    decode_head = msgspec.msgpack.Decoder(Head).decode
    for data in encoded_of(files):
        head = decode_head(data)
        of.append(group := _group(head, now))
        if head.package not in old:
            groups.touch(group)
        elif head.package in now.twins or seen.touches(head, now):
            groups.touch(group, _group(head, before))
    count = sum(file.stat().st_size for file in files) // PIECE_BYTES + 1
    pieces: list[list[bytes]] = [[] for _ in range(count)]
    for data, group in zip(encoded_of(files), of, strict=True):
        place = groups.place(group)
        if place is not None:
            pieces[place % count].append(data)
    decode = msgspec.msgpack.Decoder(Read).decode
    while pieces:
        if piece := pieces.pop():
            yield list(map(decode, piece))


def _group(head: Head, context: Context) -> int:
    """A number for the group of a claim; should two groups share one, they are looked at together."""
    group = context.group_of(head)
    return hash(group if group == WHOLE else (head.claim.kind, group))


def _compare(found: Change, reads: list[Read], loaded: Collection[str], write: Callable[[bytes], object]) -> None:
    now, before, _, _ = _KNOWN[0]
    facts = facts_of_both(*_statements(reads))
    for name, count in facts_of_files([*facts.both, *facts.now], loaded).items():
        found.facts[name] = found.facts.get(name, 0) + count
    new, earlier = Elements(), Elements()
    same = _same(facts.now, facts.before)
    add_facts(new, (fact for fact in facts.now if fact.id not in same), now)
    add_facts(earlier, (fact for fact in facts.before if fact.id not in same), before)
    ties, known = gather_ties(new, facts.now, now), gather_ties(earlier, facts.before, before)
    others = gather_ties(Elements(), facts.both, now)
    for key in ties.keys() | known.keys():
        add_tie(new, key, _joined(key, ties, others), now)
        if stands(earlier, key, _joined(key, known, others)):
            one = _bare(key)
            earlier.relationships[relationship_key(one)] = one
    merge(found.left_out, new.left_out)
    _write(found, new, earlier, write)


def _statements(reads: list[Read]) -> tuple[list[Statement], list[Statement]]:
    """Return the claims as they are now and as they were before; what is not seen otherwise is the same object."""
    now, before, seen, old = _KNOWN[0]
    here = now.once(read for read in reads if read.package not in now.twins)
    there = before.once(read for read in reads if read.package in old)
    made = [now.statement(read) for read in here]
    kept = {
        id(read): one
        for read, one in zip(here, made, strict=True)
        if read.package in old and not seen.touches(read, now)
    }
    return made, [kept.get(id(read)) or before.statement(read) for read in there]


def _joined(key: TieKey, *parts: Mapping[TieKey, Tie]) -> Tie:
    """All facts of a tie, of which each part has some."""
    found = Tie(key[1], key[2])
    for tie in (part[key] for part in parts if key in part):
        found.carrying += tie.carrying
        found.others += tie.others
    return found


def _bare(key: TieKey) -> Relationship:
    """A tie by which it is known, without what it says: it will be written over."""
    kind, start, end, goods = key
    return Relationship(kind, start, end, {"goods_id": goods} if goods else {})


def _write(found: Change, new: Elements, earlier: Elements, write: Callable[[bytes], object]) -> None:
    """Tell what is new from what is written over and what is gone."""
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


def _same(facts: Iterable[Fact], known: Iterable[Fact]) -> set[str]:
    """Return ids of facts that need not be written: nothing of them changes, nor of a fact that shares a claim."""
    seen = _KNOWN[0][2]
    before = {fact.id: fact for fact in known}
    same = {fact.id for fact in facts if before.get(fact.id) == fact and not seen.shows(fact)}
    changed = (fact for some in (facts, before.values()) for fact in some if fact.id not in same)
    shared = {one for fact in changed for one in fact.claim_ids}
    return {identifier for identifier in same if before[identifier].claim_ids.isdisjoint(shared)} if shared else same


def _own(one: Relationship) -> bool:
    """Whether a relationship rests on the claims of one group alone."""
    return one.start[0] in OWN or one.end[0] in OWN or one.type in SCHEMA.ties
