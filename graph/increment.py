"""What new packages, decisions and joins change in a graph: that of the archive now, less that of the archive before.

Both are pure functions of packages, so nothing of the store need be read: where it stands for the packages before, the
difference is what must be written and removed. Only groups of claims (all that a fact and its tie rest on) are made
that hold a new claim, or whose ends, goods or editions are seen otherwise now. A package on whose claims something else
is decided now is read twice: as it was decided on before, which is old and gone now, and as it is, which counts as new.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from graph.archive import Decision, reviews_of
from graph.canonical import LABELS, Canonical, Context, PartyNode, canonical
from graph.comparison import Seen, change, take
from graph.embedded_bulk import Chunk, frames
from graph.left_out import LeftOut, merge
from graph.model import Document, Node, Relationship
from graph.projection import Elements
from graph.projection.elements import NodeKey
from graph.projection.things import add_documents, add_party, source_of
from graph.reads import Records
from graph.stream import PARTIES, Stream


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
        self._old: Canonical = canonical([now.documents[number] for number in places], old, stream.who_before)
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
        stream.workers.each(take, now, before, _seen(now, before), stream.old)
        parts = stream.workers.map((change, (number, self._loaded)) for number in range(stream.spills))
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
        return known is not None and listed and _alike(known.records, party.records)

    def _less(self, now: Elements, old: Elements, made: set[NodeKey]) -> tuple[Chunk | None, list[Node | Relationship]]:
        """What is new, and what is written over; `made` are nodes that did not exist."""
        self.stale_relationships += [one for key, one in old.relationships.items() if key not in now.relationships]
        self._left.update(key for key in old.nodes if key not in now.nodes and key[0] not in LABELS.values())
        nodes = [node for key, node in now.nodes.items() if old.nodes.get(key) != node]
        related = [one for key, one in now.relationships.items() if old.relationships.get(key) != one]
        fresh = [one for one in related if one.start in made or one.end in made]
        chunk = b"".join(frames([one for one in nodes if (one.labels[0], one.id) in made], fresh))
        others = [one for one in related if not (one.start in made or one.end in made)]
        return chunk or None, [*(one for one in nodes if (one.labels[0], one.id) not in made), *others]


def _alike(some: Records, others: Records) -> bool:
    """Whether records say the same, in whichever file of the same source."""
    return some.keys() == others.keys() and all(
        one == other or (one[0] == other[0] and source_of(one[1]) == source_of(other[1]))
        for one, other in ((held, others[key]) for key, held in some.items())
    )


def addable(before: Iterable[Decision], now: Iterable[Decision]) -> bool:
    """Whether what changes between two states of the log can be added: claims stand otherwise, and say the same.

    Judgements can: who is who is made for both states anyway.
    """
    logs = set(before), set(now)
    changed = logs[0] ^ logs[1]
    if any(one.kind not in ("review", "rule", "judgement") for one in changed):
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
