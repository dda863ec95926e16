"""Screening: which of the records of the index may be the party that somebody asks about."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from graph.resolution.entries import prepared
from graph.resolution.exact import PartyRecord
from graph.resolution.index import Index
from graph.resolution.keys import likeness
from graph.resolution.pairs import GLANCE
from graph.resolution.scoring import Score, score

FULL = 400  # records of a bucket that is looked into; a search has patience for more than a resolve
GLANCED, COMPARED = 300, 24  # records of most shared keys that are looked at; of these, records that are compared
FEW = 8  # that are compared whatever they look like; the others only where they look alike
FAINT = 0.001  # a chance below is no candidate,
NAMED = 0.25  # unless the chance by the names alone is no less than this: most is not known of who is asked about


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may be the party asked about, and why."""

    record: PartyRecord
    score: Score


def match(index: Index, record: PartyRecord, limit: int = 10) -> list[Match]:
    """Rank the records of an index by their chance to be one party with a record.

    Args:
        index: updated.
        record: need not be in the index; if its id is, it is left out itself.
        limit: most candidates.

    Returns:
        The likeliest first; those of equal chance by that of their names, then by record id.
    """
    ready = prepared(record)
    votes: dict[int, float] = defaultdict(float)
    for key in ready.keys:
        bucket = index.bucket(key, FULL)
        if len(bucket) <= FULL:
            vote = 1 / math.log2(len(bucket) + 1) if bucket else 0.0
            for number in bucket:
                votes[number] += vote
    voted = sorted(votes, key=votes.__getitem__, reverse=True)[:GLANCED]
    near = {
        number: max(likeness(mine, line) if mine and line else GLANCE for mine in ready.outlines for line in lines)
        for number, lines in index.outlines(voted)
    }
    first = sorted(near, key=lambda number: (-near[number] - 10 * votes[number], number))[:COMPARED]
    chosen = [number for place, number in enumerate(first) if place < FEW or near[number] >= GLANCE]
    found = [Match(other, score(record, other, index.crowded)) for other in index.bodies(chosen).values()]
    ranked = sorted(found, key=lambda one: (-one.score.chance, -_by_name(one.score), one.record.record))
    return [one for one in ranked if _is_candidate(one.score) and one.record.record != record.record][:limit]


def _by_name(score: Score) -> float:
    """Return the chance by the names alone; 0 where they were not compared."""
    return score.comparison.chance if score.comparison is not None else 0.0


def _is_candidate(score: Score) -> bool:
    return score.chance >= FAINT or (_by_name(score) >= NAMED and not score.forbids)
