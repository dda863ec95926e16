"""Which single leg would close a path: what is told up to a party, and from another party on, and nothing between."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import islice
from time import perf_counter
from typing import Any

from graph.store import Store
from queries.criteria import goods_verdict, passes, time_verdict
from queries.legdetails import legs_of
from queries.legs import Candidate, Legs
from queries.path_answer import MissingEnd, MissingLeg
from queries.question import PathQuery
from queries.rules import Rules

MOST_BEGUN = 1_000  # beginnings of paths, and as many endings, that are looked at
MOST_TRIED = 200_000  # pairs of a beginning and an ending that are looked at
SHOWN = 5

Way = tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A beginning and an ending of a path with one leg missing between them; one of the two may be empty."""

    before: Way
    after: Way

    @property
    def key(self) -> tuple[Any, ...]:
        """Sort key: real ones first, then gaps between two known parties, paths of few legs, the strongest, by id."""
        legs = (*self.before, *self.after)
        return (
            legs[0].synthetic,
            not (self.before and self.after),
            len(legs),
            any(leg.unreviewed for leg in legs),
            max(leg.modality for leg in legs),
            -min(leg.sources for leg in legs),
            tuple(leg.id for leg in legs),
        )


def missing_legs(
    store: Store, ties: Legs, query: PathQuery, ends_at: float = math.inf
) -> tuple[tuple[MissingLeg, ...], bool]:
    """Return legs of which each alone would close a path of a question that has none, the likeliest first.

    Args:
        store: an open store.
        ties: the legs of the question.
        query: the question.
        ends_at: time of `perf_counter` to end at.

    Returns:
        The best of those that were looked at, one for each pair of parties, and whether not all were looked at.
    """
    found, cut = gaps(ties, query, ends_at)
    best = nsmallest(SHOWN, _one_each(found), key=lambda gap: gap.key)
    known = legs_of(store, {leg.id for gap in best for leg in (*gap.before, *gap.after)})
    shown = []
    for gap in best:
        before, after = ([known[leg.id] for leg in way if leg.id in known] for way in (gap.before, gap.after))
        if len(before) + len(after) < len(gap.before) + len(gap.after):
            continue  # a build took a tie away between the two questions
        goods = before[-1] if before else after[0]
        shown.append(
            MissingLeg(
                supplier=MissingEnd(before[-1].recipient) if before else MissingEnd(None, query.from_countries),
                recipient=MissingEnd(after[0].supplier) if after else MissingEnd(None, query.to_countries),
                goods_id=goods.goods_id,
                goods=goods.goods,
                since=max((leg.start for leg in before if leg.start), default=None),
                until=min((leg.end for leg in after if leg.end), default=None),
                before=tuple(before),
                after=tuple(after),
            )
        )
    return tuple(shown), cut


def gaps(ties: Legs, query: PathQuery, ends_at: float = math.inf) -> tuple[list[Gap], bool]:
    """Return all gaps that one leg would close, and whether a limit ended the search early; arguments as above."""
    begun = list(islice(_ways(ties, query, True), MOST_BEGUN + 1))
    ended = list(islice(_ways(ties, query, False), MOST_BEGUN + 1))
    cut = ties.cut or max(len(begun), len(ended)) > MOST_BEGUN
    begun, ended = begun[:MOST_BEGUN], ended[:MOST_BEGUN]
    found = [Gap(way, ()) for way in begun if _closes(way, (), ties.broader, query)]
    found += [Gap((), way) for way in ended if _closes((), way, ties.broader, query)]
    tried = 0
    for before in begun:
        for after in ended:
            tried += 1
            if _closes(before, after, ties.broader, query):
                found.append(Gap(before, after))
        if tried > MOST_TRIED or perf_counter() > ends_at:
            return found, True
    return found, cut


def _one_each(found: Sequence[Gap]) -> list[Gap]:
    """Return the best gap of each pair of parties."""
    best: dict[tuple[str, str], Gap] = {}
    for gap in found:
        ends = (gap.before[-1].end if gap.before else "", gap.after[0].start if gap.after else "")
        if ends not in best or gap.key < best[ends].key:
            best[ends] = gap
    return list(best.values())


def _ways(ties: Legs, query: PathQuery, forward: bool) -> Iterator[Way]:
    """Yield ways that begin where paths begin, or that end where paths end, shorter ones first."""
    legs = sorted(ties.legs, key=lambda leg: leg.id)
    beside: dict[str, list[Candidate]] = {}
    for leg in legs:
        if leg.starts_inner if forward else leg.ends_inner:
            beside.setdefault(leg.start if forward else leg.end, []).append(leg)
    waiting: list[Way] = [(leg,) for leg in legs if (leg.begins if forward else leg.finishes)]
    while waiting:
        longer: list[Way] = []
        for way in waiting:
            outer = way[-1] if forward else way[0]
            if not (outer.ends_inner if forward else outer.starts_inner):
                continue
            yield way
            if len(way) < query.max_hops - 1 and len(longer) <= MOST_BEGUN:
                longer += _longer(way, beside, ties.broader, query.rules, forward)
        waiting = longer


def _longer(
    way: Way,
    beside: Mapping[str, Sequence[Candidate]],
    broader: Mapping[str, frozenset[str]],
    rules: Rules,
    forward: bool,
) -> Iterator[Way]:
    """Yield the ways that are a leg longer at their outer end."""
    seen = {party for leg in way for party in (leg.start, leg.end)}
    for leg in beside.get(way[-1].end if forward else way[0].start, ()):
        one, after = (way[-1], leg) if forward else (leg, way[0])
        if (leg.end if forward else leg.start) not in seen and _fit(one, after, broader):
            longer = (*way, leg) if forward else (leg, *way)
            if _can_hold(longer, rules):
                yield longer


def _fit(one: Candidate, after: Candidate, broader: Mapping[str, frozenset[str]]) -> bool:
    """Whether one leg may follow another; goods must be the same whatever the rule, or too much would fit."""
    return one.synthetic == after.synthetic and goods_verdict(one, after, broader)[0] == "held"


def _can_hold(way: Way, rules: Rules) -> bool:
    """Whether the days of all legs of a way fit."""
    return rules.admits("time", time_verdict(way)[0])


def _closes(before: Way, after: Way, broader: Mapping[str, frozenset[str]], query: PathQuery) -> bool:
    """Whether one leg between a beginning and an ending would make a path of the question."""
    if len(before) + len(after) >= query.max_hops:
        return False
    if before and after:
        parties = [leg.start for leg in before] + [before[-1].end]
        on = [after[0].start] + [leg.end for leg in after]
        if set(parties) & set(on) or not _fit(before[-1], after[0], broader):
            return False
    legs = (*before, missing_candidate(before, after), *after)
    return _can_hold(legs, query.rules) and passes(legs, query.via) and any(leg.made for leg in legs)


def missing_candidate(before: Way, after: Way) -> Candidate:
    """Return the leg that is missing, as the search would see it: of the goods and within the days that fit."""
    like = before[-1] if before else after[0]
    return replace(
        like,
        id="missing",
        start=before[-1].end if before else "somebody who sends",
        start_country=before[-1].end_country if before else "",
        starts_inner=True,
        begins=not before,
        end=after[0].start if after else "somebody who receives",
        end_country=after[0].start_country if after else "",
        ends_inner=True,
        finishes=not after,
        made=False,
        first=max(leg.first for leg in before) if before else after[0].first,
        last=min((leg.last for leg in after if leg.last), default="") if after else before[-1].last,
        via=(),
        routes=(),
    )
