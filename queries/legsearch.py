"""The search for chains: legs are joined by the rules of FORMATS, each chain is judged and keyed by its rank.

The engine sends every tie that can be a leg as one line of text; joining, dates, transit and ranking happen here, so
both engines give the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from heapq import heappop
from itertools import takewhile
from time import perf_counter

from graph.collector import uncollected
from graph.errors import InvalidParameter, QueryTimeout
from graph.store import Store
from queries import goods as goods_reading
from queries.goods import Reading
from queries.growing import Growing, Waiting, Way
from queries.hopes import Hopes
from queries.joints import PLAIN, Joints, joints_of
from queries.legs import Candidate, Legs, legs_of
from queries.question import PathQuery
from queries.ranking import Chain, ChainKey

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


@uncollected()
def search(
    store: Store,
    query: PathQuery,
    goods: Reading | None,
    timeout_s: float,
    but: Collection[ChainKey] = (),
    through: Collection[str] = (),
) -> Found:
    """Find the best chains of a question.

    Args:
        store: an open store.
        query: the question.
        goods: what its goods were read as.
        timeout_s: time limit.
        but: chains that are not wanted.
        through: ids of parties, one of which stands in every chain that is wanted; empty wants all.

    Returns:
        At most `query.limit` real and as many synthetic chains of each kind, best first, the real ones first. Refused
        ones are sought where none stands, or where the question wants them.
    """
    ends_at = perf_counter() + timeout_s
    found, joints = _begun(store, query, goods, timeout_s)
    if found.ties is None:
        return found
    for synthetic in found.ties.legs.blocks():
        stand: list[Chain] = []
        refused: list[Chain] = []
        for chain in ranked(found, joints, query, synthetic, ends_at):
            if chain.identity in but or (through and not passing(chain, through)):
                continue
            (stand if chain.admitted(query.rules) else refused).append(chain)
            enough = len(stand) >= query.limit or chain.possible == "impossible"  # nothing that stands comes after it
            sought = query.impossible or not stand
            if enough and (not sought or len(refused) >= query.limit):
                break
        found.chains += stand[: query.limit]
        found.refused += refused[: query.limit]
    return found


def passing(chain: Chain, parties: Collection[str]) -> list[Candidate]:
    """Return the legs of a chain that begin or end at some parties."""
    return [leg for leg in chain.legs if leg.start in parties or leg.end in parties]


def chains_of(store: Store, query: PathQuery, timeout_s: float) -> tuple[dict[ChainKey, Chain], bool]:
    """Return all chains that stand in a graph, by key, and whether a limit ended it; unknown goods have none."""
    try:
        reading = goods_reading.read(store, query.goods) if query.goods else None
    except InvalidParameter:  # they came in later, or went
        return {}, False
    found = everything(store, query, reading, timeout_s)
    return {chain.identity: chain for chain in found.chains}, found.cut


@uncollected()
def everything(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> Found:
    """Find all chains that stand, at most MOST_CHAINS real and as many synthetic ones; arguments of `search`."""
    ends_at = perf_counter() + timeout_s
    found, joints = _begun(store, query, goods, timeout_s)
    for synthetic in found.ties.legs.blocks() if found.ties is not None else ():
        standing = takewhile(
            lambda chain: chain.possible != "impossible", ranked(found, joints, query, synthetic, ends_at)
        )
        found.chains += (chain for chain in standing if chain.admitted(query.rules))
    return found


def _begun(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> tuple[Found, Joints]:
    """Return a search with its ties and where they meet."""
    try:
        ties = legs_of(store, query, goods, timeout_s)
        return Found(cut=ties.cut, ties=ties), joints_of(store, query.rules, ties.legs)
    except QueryTimeout:
        return Found(cut=True), PLAIN


def ranked(found: Found, joints: Joints, query: PathQuery, synthetic: bool, ends_at: float) -> Iterator[Chain]:
    """Yield all chains of a question, real or synthetic ones, best first; `found.cut` says when a limit ended it.

    Always the chain that can become the best goes on. A chain that is whole waits until no other can become better.

    Args:
        found: with its ties.
        joints: where ties meet.
        query: the question.
        synthetic: which chains.
        ends_at: time of `perf_counter` to end at.
    """
    assert found.ties is not None
    growing = Growing(Hopes(found.ties, joints, query, synthetic), found.ties, query)
    waiting: list[Waiting] = []
    steps, next_look, judged_ones = 0, LOOK_STEPS, 0
    while growing.begin(waiting):
        if (steps >= next_look and perf_counter() > ends_at) or judged_ones >= MOST_CHAINS:
            found.cut = True
            return
        next_look = max(next_look, steps // LOOK_STEPS * LOOK_STEPS + LOOK_STEPS)
        _, _, way, ends = heappop(waiting)
        steps += 1
        if isinstance(way, Way) and ends:
            chain = growing.whole(way)
            if chain is not None:
                judged_ones += 1
                yield chain
        elif isinstance(way, Way) and not way.met:
            growing.wait(growing.met(way), waiting)
        elif len(waiting) > MOST_CHAINS * 2:
            found.cut = True  # what waits is looked at still, or a star would end with nothing
        else:
            before = len(waiting)
            for longer in growing.longer(way):
                growing.wait(longer, waiting)
            steps += len(waiting) - before
