"""Screening: which of the records of the index may be the party that somebody asks about."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.resolution.entries import prepared
from graph.resolution.exact import PartyRecord
from graph.resolution.index import Index
from graph.resolution.scoring import Score, score

FULL = 400  # records of a bucket that is looked into; a search has patience for more than a resolve
GLANCED, COMPARED = 300, 24  # records of most shared keys that are looked at; of these, records that are compared
FAINT = 0.001  # a chance below is no candidate


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
        The likeliest first; those of equal chance by record id.
    """
    ready = prepared(record)
    votes: dict[int, float] = defaultdict(float)
    for key in ready.keys:
        bucket = index.bucket(key, FULL)
        if len(bucket) <= FULL:
            vote = 1 / math.log2(len(bucket) + 1) if bucket else 0.0
            for number in bucket:
                votes[number] += vote
    voted = sorted(votes, key=lambda number: (-votes[number], number))[:GLANCED]
    near = [
        (-max(fuzz.ratio(mine, line) for mine in ready.outlines for line in row.outlines), row.number)
        for row in index.rows(voted)
    ]
    first = sorted(near, key=lambda one: (one[0] - 10 * votes[one[1]], one[1]))[:COMPARED]
    found = [Match(other, score(record, other, index.crowded)) for other in (index.body(number) for _, number in first)]
    ranked = sorted(found, key=lambda one: (-one.score.chance, one.record.record))
    return [one for one in ranked if one.score.chance >= FAINT and one.record.record != record.record][:limit]
