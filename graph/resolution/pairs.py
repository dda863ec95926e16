"""Candidate pairs out of the index, scored: only pairs of which a record is new or has changed.

What is found is the same as if all had been looked at at once: a pair is compared where both share a key that is not
too full, whichever of them came first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from rapidfuzz import fuzz, process

from graph.resolution.edges import Edge
from graph.resolution.entries import batches
from graph.resolution.index import BUCKET, Index, Spread, here
from graph.resolution.scoring import QUEUE, score

CHUNK = 500  # records of a task
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
    tasks = ((edges_of, (index.path, part, everything)) for part in batches(waiting, CHUNK))
    for done, edges, seen, scored in spread(tasks):
        index.keep_edges(done, edges)
        candidates += seen
        compared += scored
    _opened.cache_clear()  # of this process: the file may be deleted before the next search
    return Found(index.edges(), len(waiting), candidates, compared)


def edges_of(path: Path, numbers: Sequence[int], everything: bool) -> tuple[Sequence[int], list[Scored], int, int]:
    """Score the pairs of some records.

    Args:
        path: of the index.
        numbers: of the records.
        everything: whether all records wait, so that a pair is found from its smaller number.

    Returns:
        The numbers, edges as (one, other, chance, joins), candidate pairs, pairs compared in full.
    """
    index = _opened(path)
    edges: list[Scored] = []
    seen = scored = 0
    for number in numbers:
        partners = candidates_of(index, number, everything)
        seen += len(partners)
        chosen = _likely(index, number, partners)
        scored += len(chosen)
        mine = index.body(number)
        for other in chosen:
            found = score(mine, index.body(other), index.crowded)
            if found.chance >= QUEUE:
                one, two = sorted((number, other))
                edges.append((one, two, found.chance, found.joins))
    return numbers, edges, seen, scored


def candidates_of(index: Index, number: int, everything: bool) -> set[int]:
    """Return the records that share a key with a record, which is not too full; of all of them those that follow."""
    found: set[int] = set()
    for key in index.keys_of(number):
        bucket = index.bucket(key)
        if len(bucket) <= BUCKET:
            found.update(bucket)
    found.discard(number)
    return {other for other in found if other > number} if everything else found


def _likely(index: Index, number: int, partners: set[int]) -> list[int]:
    """Return the partners whose names look alike at first sight; none whose own search finds the pair."""
    mine = next(index.rows([number])).outlines
    owners: list[int] = []
    lines: list[str] = []
    for row in index.rows(sorted(partners)):
        if not row.waits or row.number > number:
            owners.extend([row.number] * len(row.outlines))
            lines.extend(row.outlines)
    chosen = {owner for owner, line in zip(owners, lines, strict=True) if not line}
    for line in mine:
        if not line:
            return sorted(set(owners))
        near = process.extract(line, lines, scorer=fuzz.ratio, score_cutoff=GLANCE, limit=None)
        chosen.update(owners[place] for _, _, place in near)
    return sorted(chosen)


def looks_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two records are worth to be compared in full, by the outlines of their names."""
    pairs = product(one, other)
    return any(not mine or not theirs or fuzz.ratio(mine, theirs) >= GLANCE for mine, theirs in pairs)


@lru_cache(maxsize=2)
def _opened(path: Path) -> Index:
    return Index(path, read_only=True)
