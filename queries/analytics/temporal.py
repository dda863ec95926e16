"""Betweenness on walks that time allows, by arrays: no store, no names.

A leg goes from one party to another and has bounds: the first day on which it can have begun, the last on which it can
have ended. A walk is possible when each leg has a day within its bounds, none before the day of the leg before: the
latest first day so far must not lie after the last day of the next leg. Of the walks from one end to another the
shortest by legs count, each as the parties that it passes, however many legs join two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OPEN_FIRST, OPEN_LAST = 0, 4_000_000  # days since the year 1; nobody says when: any day

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Legs:
    """Legs between numbered parties, in the order of `arranged`.

    Attributes:
        start, end: numbers of the parties at the ends of each leg.
        first, last: its bounds, in days since the year 1.
        leg: the place of each leg among those that were given.
        offset: where the legs that leave a party begin; one more than there are parties.
        inner: whether a walk may pass the party.
    """

    start: Ints
    end: Ints
    first: Ints
    last: Ints
    leg: Ints
    offset: Ints
    inner: Marks


@dataclass(slots=True)
class Passing:
    """What the walks from one start pass.

    Attributes:
        reached: how many ends can be reached.
        score: for each party, the share of the shortest walks to each end that pass it, summed over the ends.
        arriving, leaving: for each leg of `Legs` the same of the ways that it brings to a party and that go on from
            there, and of those that it takes on from a party that they passed; of several legs between two parties the
            one that arrives first counts.
    """

    reached: int
    score: Floats
    arriving: Floats
    leaving: Floats


@dataclass(slots=True)
class _Level:
    """The states at one number of legs: where a walk can stand, on which day at the earliest, in how many ways."""

    at: Ints
    day: Ints
    ways: Floats
    before: Ints  # of each step into this level: the state it comes from, one level up
    into: Ints  # the state of this level that it leads to
    by: Ints  # the leg


def arranged(
    start: Sequence[int], end: Sequence[int], first: Sequence[int], last: Sequence[int], inner: Sequence[bool]
) -> Legs:
    """Put legs in order and leave out those that another one between the same two parties makes needless.

    Args:
        start, end, first, last: one of each for every leg.
        inner: for every party, whether a walk may pass it.
    """
    columns = [np.asarray(one, dtype=np.int64) for one in (start, end, first, last)]
    order = np.lexsort((-columns[3], columns[2], columns[1], columns[0]))
    sorted_ = [column[order] for column in columns]
    kept = _needed(*sorted_)
    starts, ends, firsts, lasts = (column[kept] for column in sorted_)
    offset = np.searchsorted(starts, np.arange(len(inner) + 1))
    return Legs(starts, ends, firsts, lasts, order[kept], offset, np.asarray(inner, dtype=bool))


def _needed(start: Ints, end: Ints, first: Ints, last: Ints) -> Marks:
    """Mark the legs that end later than all of the same two parties that begin no later."""
    kept = np.ones(len(start), dtype=bool)
    highest, pair = -1, (-1, -1)
    for place, (one, other, until) in enumerate(zip(start.tolist(), end.tolist(), last.tolist(), strict=True)):
        if (one, other) != pair:
            highest, pair = -1, (one, other)
        kept[place] = until > highest and one != other
        highest = max(highest, until)
    return kept


def passing(legs: Legs, source: int, wanted: Marks) -> Passing:
    """Return what the shortest possible walks from a party pass.

    Args:
        legs: of `arranged`.
        source: number of the party they begin at.
        wanted: for every party, whether walks to it count.

    Source:
        U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001): shares
        are summed from the far ends back; here over states of party and day (S. Buß, H. Molter, R. Niedermeier,
        M. Rymar, "Algorithmic aspects of temporal betweenness", KDD 2020).
    """
    parties = len(legs.inner)
    reached_at = np.full(parties, -1)  # legs of the shortest walk to each party
    total = np.zeros(parties)  # ways of that length
    levels = _levels(legs, source, reached_at, total)
    ends = wanted & (reached_at > 0)
    score, arriving, leaving = np.zeros(parties), np.zeros(len(legs.start)), np.zeros(len(legs.start))
    share: Floats = np.zeros(0)  # for each state: what ends beyond it give to each way through it
    for number in range(len(levels) - 1, 0, -1):
        level = levels[number]
        if number == len(levels) - 1:
            share = np.zeros(len(level.at))
        final = ends[level.at] & (reached_at[level.at] == number)
        worth = share + np.where(final, 1 / np.maximum(total[level.at], 1), 0)
        above = levels[number - 1]
        ways, given = above.ways[level.before], worth[level.into]
        arriving += np.bincount(level.by, weights=ways * share[level.into], minlength=len(arriving))
        if number > 1:
            leaving += np.bincount(level.by, weights=ways * given, minlength=len(leaving))
        share = np.bincount(level.before, weights=given, minlength=len(above.at)).astype(np.float64)
        score += np.bincount(above.at, weights=above.ways * share, minlength=parties)
    score[source] = 0
    return Passing(int(ends.sum()), score, arriving, leaving)


def _levels(legs: Legs, source: int, reached_at: Ints, total: Floats) -> list[_Level]:
    """Walk outwards leg by leg; a state that arrives no earlier than one of fewer legs leads to nothing shorter."""
    none = np.zeros(0, dtype=np.int64)
    level = _Level(np.array([source]), np.array([OPEN_FIRST]), np.ones(1), none, none, none)
    earliest = np.full(len(legs.inner), OPEN_LAST + 1)
    earliest[source] = -1
    levels = [level]
    while True:
        before, by = _steps(legs, level, first=len(levels) == 1)
        day = np.maximum(level.day[before], legs.first[by])
        at = legs.end[by]
        better = day < earliest[at]
        before, by, day, at = before[better], by[better], day[better], at[better]
        if not len(at):
            return levels
        keys, into = np.unique(at * (OPEN_LAST + 1) + day, return_inverse=True)
        here, days = keys // (OPEN_LAST + 1), keys % (OPEN_LAST + 1)
        ways: Floats = np.bincount(into, weights=level.ways[before], minlength=len(keys)).astype(np.float64)
        new = here[reached_at[here] < 0]
        reached_at[new] = len(levels)
        total += np.where(reached_at == len(levels), np.bincount(here, weights=ways, minlength=len(total)), 0)
        np.minimum.at(earliest, here, days)
        level = _Level(here, days, ways, before, into, by)
        levels.append(level)


def _steps(legs: Legs, level: _Level, first: bool) -> tuple[Ints, Ints]:
    """Return the steps out of a level, as states and legs: of the legs to one party that can follow the first."""
    open_ = np.flatnonzero(legs.inner[level.at]) if not first else np.arange(len(level.at))
    begin, stop = legs.offset[level.at[open_]], legs.offset[level.at[open_] + 1]
    counts = stop - begin
    before = np.repeat(open_, counts)
    by = np.arange(len(before)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(begin, counts)
    can = legs.last[by] >= level.day[before]
    before, by = before[can], by[can]
    same = np.zeros(len(by), dtype=bool)
    same[1:] = (before[1:] == before[:-1]) & (legs.end[by][1:] == legs.end[by][:-1])
    return before[~same], by[~same]
