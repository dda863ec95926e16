"""Candidate pairs out of the index, scored: only pairs of which a record is new or has changed.

What is found is the same as if all had been looked at at once: a pair is compared where both share a key that is not
too full, whichever of them came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from time import monotonic_ns

from rapidfuzz import fuzz, process

from graph.resolution.edges import Edge
from graph.resolution.entries import batches
from graph.resolution.index import BUCKET, Index, Spread, here
from graph.resolution.keys import MEANT, likeness
from graph.resolution.scoring import QUEUE, score

CHUNK = 500  # records of a task
KEPT = 100_000  # records whose outlines a process keeps while a search runs
GLANCE = 80  # likeness of two names at first sight, of 100, from which on a pair is compared in full

Scored = tuple[int, int, float, bool]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search for pairs did.

    Attributes:
        edges: all that the index holds now, those of before included.
        records: that were new or had changed.
        candidates: pairs that shared a key.
        compared: those compared in full.
    """

    edges: list[Edge]
    records: int
    candidates: int
    compared: int


def find_edges(index: Index, spread: Spread = here) -> Found:
    """Find and score the pairs of all records that wait for it.

    Args:
        index: updated.
        spread: how tasks are run.

    Raises:
        ResolutionError: another process holds the index.
    """
    waiting = index.waiting()
    everything = len(waiting) == len(index)
    candidates = compared = 0
    started = monotonic_ns()
    tasks = ((edges_of, (index.path, started, part, everything)) for part in batches(waiting, CHUNK))
    for done, edges, seen, scored in spread(tasks):
        index.keep_edges(done, edges)
        candidates += seen
        compared += scored
    _look.cache_clear()  # of this process: the file may be deleted before the next search
    return Found(index.edges(), len(waiting), candidates, compared)


def edges_of(
    path: Path, search: int, numbers: Sequence[int], everything: bool
) -> tuple[Sequence[int], list[Scored], int, int]:
    """Score the pairs of some records.

    Args:
        path: of the index.
        search: tells one search from the next, which must not use what was kept of the one before.
        numbers: of the records; it is quicker where their names are alike.
        everything: whether all records wait.

    Returns:
        The numbers, edges as (one, other, chance, joins), candidate pairs, pairs compared in full.
    """
    look = _look(path, search, everything)
    seen, chosen = look.likely(numbers)
    bodies = look.index.bodies({number for pair in chosen for number in pair})
    edges: list[Scored] = []
    for number, other in chosen:
        found = score(bodies[number], bodies[other], look.index.crowded, QUEUE)
        if found.chance >= QUEUE:
            edges.append((min(number, other), max(number, other), found.chance, found.joins))
    return numbers, edges, seen, len(chosen)


class Look:
    """The first look at the candidates of records, with what of the index one search reads again and again.

    Args:
        index: to look into.
        everything: whether all records wait, so that a pair is found from its smaller number.
    """

    def __init__(self, index: Index, everything: bool) -> None:
        self.index = index
        self._waiting = None if everything else set(index.waiting())
        self._lines: dict[int, list[str]] = {}
        self._full: set[int] = set()

    def likely(self, numbers: Sequence[int]) -> tuple[int, list[tuple[int, int]]]:
        """Return how many candidate pairs records have, and those of them whose names look alike at first sight."""
        partners = self._candidates(numbers)
        if len(self._lines) > KEPT:
            self._lines.clear()
        wanted = {other for found in partners.values() for other in found}.union(numbers)
        self._lines.update(self.index.outlines(sorted(wanted - self._lines.keys())))
        chosen = [(number, other) for number in numbers for other in self._alike(number, partners[number])]
        return sum(map(len, partners.values())), chosen

    def _candidates(self, numbers: Sequence[int]) -> dict[int, set[int]]:
        """Return the records that share a key with each record, which is not too full; none that finds the pair too."""
        buckets: dict[int, list[int]] = {}
        partners: dict[int, set[int]] = {}
        for number, keys in self.index.keys_of(numbers):
            found: set[int] = set()
            for key in keys:
                bucket = buckets.get(key)
                if bucket is None:
                    bucket = buckets[key] = self._bucket(key)
                found.update(bucket)
            found.discard(number)
            waiting = found if self._waiting is None else self._waiting
            partners[number] = {other for other in found if other > number or other not in waiting}
        return partners

    def _bucket(self, key: int) -> list[int]:
        if key in self._full:
            return []
        bucket = self.index.bucket(key)
        if len(bucket) <= BUCKET:
            return bucket
        self._full.add(key)
        return []

    def _alike(self, number: int, partners: Iterable[int]) -> list[int]:
        """Return the partners whose names look alike at first sight."""
        pairs = [(other, line) for other in partners for line in self._lines[other]]
        plain = [(other, line) for other, line in pairs if line[:1] != MEANT]
        meant = [(other, line[1:]) for other, line in pairs if line[:1] == MEANT]
        chosen = {other for other, line in plain if not line}
        for line in self._lines[number] if pairs else ():
            if not line:
                return sorted(partners)
            chosen.update(_near(line.removeprefix(MEANT), plain))
            if meant and line[0] != MEANT:
                chosen.update(_near(line, meant))
        return sorted(chosen)


def _near(line: str, others: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Yield whose outlines are near to a line."""
    found = process.extract(line, [other for _, other in others], scorer=fuzz.ratio, score_cutoff=GLANCE, limit=None)
    return (others[place][0] for _, _, place in found)


def looks_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two records are worth to be compared in full, by the outlines of their names."""
    pairs = product(one, other)
    return any(not mine or not theirs or likeness(mine, theirs) >= GLANCE for mine, theirs in pairs)


@lru_cache(maxsize=1)
def _look(path: Path, search: int, everything: bool) -> Look:
    return Look(Index(path, read_only=True), everything)
