"""The search for chains: legs are joined by the rules of FORMATS, each chain is judged and keyed by its rank.

The engine sends every tie that can be a leg as one line of text; joining, dates, transit and ranking happen here, so
both engines give the same answer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from operator import attrgetter
from time import perf_counter

from graph.errors import InvalidParameter, QueryTimeout
from graph.store import Store
from queries import goods as goods_reading
from queries.criteria import goods_verdict
from queries.goods import Reading
from queries.joints import PLAIN, Joint, Joints, Node, joints_of
from queries.legs import Candidate, Legs, legs_of
from queries.question import PathQuery
from queries.ranking import Chain, ChainKey, judged
from queries.weighing import weighed, weighs

MOST_CHAINS = 100_000  # chains that are judged
LOOK_STEPS = 1000  # legs that are tried between two looks at the clock


@dataclass(slots=True)
class Found:
    """What a search found.

    Attributes:
        chains: those that stand.
        refused: those that a criterion refuses.
        cut: whether a limit ended it early.
        ties: what was searched; None where the engine gave nothing in time.
    """

    chains: list[Chain] = field(default_factory=list)
    refused: list[Chain] = field(default_factory=list)
    cut: bool = False
    ties: Legs | None = None


def search(
    store: Store,
    query: PathQuery,
    goods: Reading | None,
    timeout_s: float,
    but: Collection[ChainKey] = (),
) -> Found:
    """Find the best chains of a question.

    Args:
        store: an open store.
        query: the question.
        goods: what its goods were read as.
        timeout_s: time limit.
        but: chains that are not wanted.

    Returns:
        At most `query.limit` real and as many synthetic chains of each kind, best first, the real ones first.
    """
    ends_at = perf_counter() + timeout_s
    every = everything(store, query, goods, timeout_s)
    found = Found(cut=every.cut, ties=every.ties)
    if but:
        every.chains = [chain for chain in every.chains if chain.identity not in but]
    for synthetic in (False, True):
        chains = [chain for chain in every.chains if chain.legs[0].synthetic == synthetic]
        refused = [chain for chain in every.refused if chain.legs[0].synthetic == synthetic]
        if weighs(query.rules):
            chains, more, cut = weighed(store, chains, query.rules, query.limit, ends_at)
            refused += more
            found.cut = found.cut or cut
        found.chains += nsmallest(query.limit, chains, key=attrgetter("key"))
        found.refused += nsmallest(query.limit, refused, key=attrgetter("key"))
    return found


def standing(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> Found:
    """Find all chains that stand, in no order: by all criteria, as many as the limits allow; arguments of `search`."""
    ends_at = perf_counter() + timeout_s
    found = everything(store, query, goods, timeout_s)
    if weighs(query.rules):
        found.chains, _, cut = weighed(store, found.chains, query.rules, len(found.chains), ends_at)
        found.cut = found.cut or cut
    return found


def chains_of(store: Store, query: PathQuery, timeout_s: float) -> tuple[dict[ChainKey, Chain], bool]:
    """Return all chains that stand in a graph, by key, and whether a limit ended it; unknown goods have none."""
    try:
        reading = goods_reading.read(store, query.goods) if query.goods else None
    except InvalidParameter:  # they came in later, or went
        return {}, False
    found = standing(store, query, reading, timeout_s)
    return {chain.identity: chain for chain in found.chains}, found.cut


def everything(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> Found:
    """Find all chains of a question by what needs no facts, at most MOST_CHAINS, in no order; arguments of `search`."""
    ends_at = perf_counter() + timeout_s
    found = Found()
    try:
        ties = legs_of(store, query, goods, timeout_s)
        joints = joints_of(store, query.rules, ties.legs)
    except QueryTimeout:
        found.cut = True
        return found
    found.cut, found.ties = ties.cut, ties
    for number, chain in enumerate(_chains(ties, joints, query, ends_at, found), start=1):
        (found.chains if chain.admitted(query.rules) else found.refused).append(chain)
        if number >= MOST_CHAINS:
            found.cut = True
            break
    return found


def _chains(ties: Legs, joints: Joints, query: PathQuery, ends_at: float, found: Found) -> Iterator[Chain]:
    """Yield all chains of a question, those of fewer legs first; `found.cut` says when a limit ended it."""
    leaving = joints.leaving(ties.legs)
    hopeful = _Hopes(ties.legs, query.max_hops, joints)
    goods_fit = _goods_rule(ties.broader, query)
    first = (leg for leg in ties.legs if leg.begins and hopeful.of(leg, query.max_hops - 1, False))
    waiting: deque[tuple[tuple[Candidate, ...], tuple[Joint, ...]]] = deque(((leg,), ()) for leg in first)
    steps, next_look = 0, LOOK_STEPS
    while waiting:
        chain, met = waiting.popleft()
        last = chain[-1]
        steps += 1
        if steps >= next_look and perf_counter() > ends_at:
            found.cut = True
            return
        next_look = max(next_look, steps // LOOK_STEPS * LOOK_STEPS + LOOK_STEPS)
        if last.finishes and passes(chain, query.via) and _asked(chain):
            yield judged(chain, ties.broader, met, query.rules)
        if len(chain) >= query.max_hops:
            continue
        if len(waiting) > MOST_CHAINS * 2:
            found.cut = True  # what waits is looked at still, or a star would end with nothing
            continue
        room = query.max_hops - len(chain) - 1
        seen = {party for leg in chain for party in (leg.start, leg.end)}
        asked = any(leg.asked for leg in chain)
        for node, joint in joints.arrives(last):
            further = leaving.get(node, ())
            steps += len(further)
            for leg in further:
                if leg.end in seen or (leg.start in seen and leg.start != last.end) or leg.synthetic != last.synthetic:
                    continue
                if hopeful.of(leg, room, asked) and goods_fit(last, leg):
                    waiting.append(((*chain, leg), (*met, joint)))


def _asked(chain: Sequence[Candidate]) -> bool:
    """Whether one leg has the country of make that was asked for, and one the goods."""
    return any(leg.made for leg in chain) and any(leg.asked for leg in chain)


def _goods_rule(broader: Mapping[str, frozenset[str]], query: PathQuery) -> Callable[[Candidate, Candidate], bool]:
    """Return whether a leg may follow another by the rule on goods; what was judged once is remembered."""
    known: dict[tuple[object, ...], bool] = {}

    def fit(one: Candidate, after: Candidate) -> bool:
        key = (one.goods, one.hs6s, one.models, after.goods, after.hs6s, after.models, after.makes)
        if key not in known:
            known[key] = query.rules.admits("goods", goods_verdict(one, after, broader)[0])
        return known[key]

    return fit


class _Hopes:
    """Whether a chain can still become a path: reach an end, and a leg of the goods that were asked for.

    Args:
        legs: all of the question.
        max_hops: most legs of a path.
        joints: where legs meet.
    """

    def __init__(self, legs: Sequence[Candidate], max_hops: int, joints: Joints) -> None:
        self._joints = joints
        self._to_end = distances(legs, max_hops, joints)
        self._all_asked = all(leg.asked for leg in legs)
        self._to_asked = {} if self._all_asked else distances(legs, max_hops, joints, attrgetter("asked"))

    def of(self, leg: Candidate, room: int, asked: bool) -> bool:
        """Whether a path can end with a leg, or within so many legs after it.

        Args:
            leg: the last one.
            room: most legs after it.
            asked: whether a leg before it has the goods that were asked for.
        """
        return (leg.finishes or self._within(leg, room, self._to_end)) and (
            asked or self._all_asked or leg.asked or self._within(leg, room, self._to_asked)
        )

    def _within(self, leg: Candidate, room: int, far: Mapping[tuple[Node, bool], int]) -> bool:
        return any(far.get((node, leg.synthetic), room + 1) <= room for node, _ in self._joints.arrives(leg))


def distances(
    legs: Sequence[Candidate],
    max_hops: int,
    joints: Joints = PLAIN,
    wanted: Callable[[Candidate], bool] = attrgetter("finishes"),
) -> dict[tuple[Node, bool], int]:
    """Fewest legs from a party, or a place, up to and with one that is wanted, whatever the goods."""
    arriving: dict[tuple[Node, bool], list[Candidate]] = {}
    for leg in legs:
        for node, _ in joints.arrives(leg):
            arriving.setdefault((node, leg.synthetic), []).append(leg)
    distance: dict[tuple[Node, bool], int] = {}
    layer = {(node, leg.synthetic) for leg in legs if wanted(leg) for node in joints.leaves(leg)}
    for hops in range(1, max_hops):
        distance |= dict.fromkeys(layer, hops)
        before = {
            (node, leg.synthetic) for place in layer for leg in arriving.get(place, ()) for node in joints.leaves(leg)
        }
        layer = before - set(distance)
    return distance


def passes(chain: Sequence[Candidate], via: Sequence[str]) -> bool:
    """Whether a chain passes countries in their order: on the way of a leg, or as the country of an inner party."""
    reached = 0
    for place, leg in enumerate(chain):
        if reached == len(via):
            return True
        reached += _on_the_way(leg, via[reached:])
        inner = place < len(chain) - 1
        if inner and reached < len(via) and leg.end_country == via[reached]:
            reached += 1
    return reached == len(via)


def _on_the_way(leg: Candidate, via: Sequence[str]) -> int:
    """How many of the next countries one leg passes; more than one only in the order of one of its facts."""
    if not via or via[0] not in leg.via:
        return 0
    best = 1
    for route in leg.routes:
        reached = 0
        for code in route:
            if reached < len(via) and code == via[reached]:
                reached += 1
        best = max(best, reached)
    return best
