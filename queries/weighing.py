"""Criteria that need the facts behind the ties: quantities that can flow, and countries left and reached.

Facts are read for the best chains only, as many as it takes to be sure of the ones asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import islice, pairwise
from operator import attrgetter
from time import perf_counter

from graph.store import Store
from queries.criteria import quantity_verdict, transit_verdict
from queries.legdetails import legs_of
from queries.ranking import Chain
from queries.rules import Rules, Verdict, worst
from queries.supply import Leg

BATCH = 100  # chains whose facts are read at once
MOST_WEIGHED = 2_000  # chains whose facts are read at all


def weighs(rules: Rules) -> bool:
    """Whether rules ask for more than the search knows."""
    return rules.quantity != "off" or rules.transit != "off"


def weighed(
    store: Store, chains: Iterable[Chain], rules: Rules, limit: int, ends_at: float
) -> tuple[list[Chain], list[Chain], bool]:
    """Return the best of some chains by all criteria, those that fail them, and whether a limit ended it early.

    Args:
        store: an open store.
        chains: judged by what the search knows.
        rules: what was asked for.
        limit: most chains of each of both lists.
        ends_at: time of `perf_counter` to end at; some chains are weighed in any case.
    """
    ranked = nsmallest(MOST_WEIGHED + 1, chains, key=attrgetter("key"))
    cut = len(ranked) > MOST_WEIGHED
    waiting = iter(ranked[:MOST_WEIGHED])
    admitted: list[Chain] = []
    refused: list[Chain] = []
    while batch := list(islice(waiting, BATCH)):
        if len(admitted) >= limit and admitted[limit - 1].key <= batch[0].key:
            return admitted[:limit], sorted(refused, key=attrgetter("key"))[:limit], False
        legs = legs_of(store, {leg.id for chain in batch if len(chain.legs) > 1 for leg in chain.legs})
        for chain in batch:
            done = chain.with_verdicts(verdicts_of([legs.get(leg.id) for leg in chain.legs], rules), rules)
            (admitted if done.admitted(rules) else refused).append(done)
        admitted.sort(key=attrgetter("key"))
        if perf_counter() > ends_at:
            cut = next(waiting, None) is not None or cut
            break
    return admitted[:limit], sorted(refused, key=attrgetter("key"))[:limit], cut


def verdicts_of(legs: Sequence[Leg | None], rules: Rules) -> Mapping[str, Verdict]:
    """Judge legs in order by the criteria that were asked for and need facts."""
    pairs = [(one, after) for one, after in pairwise(legs) if one is not None and after is not None]
    found: dict[str, Verdict] = {}
    if rules.quantity != "off":
        found["quantity"] = worst([quantity_verdict(one, after, rules.excess_percent)[0] for one, after in pairs])
    if rules.transit != "off":
        found["transit"] = worst([transit_verdict(one, after)[0] for one, after in pairs])
    return found
