"""The search for chains: legs are joined by the rules of FORMATS, each chain is judged and keyed by its rank.

The engine sends every tie that can be a leg as one line of text; joining, dates, transit and ranking happen here, so
both engines give the same answer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import pairwise
from time import perf_counter
from typing import Any

from graph.errors import QueryTimeout
from graph.model import MODALITIES
from graph.store import Store
from queries.goods import Reading
from queries.parts import part
from queries.question import PathQuery
from queries.supply import POSSIBLE, Possible

MOST_LEGS = 30_000  # ties that one search looks at; more than that and the answer says that it was cut
MOST_CHAINS = 100_000  # chains that are judged
STRENGTH = {str(name): place for place, name in enumerate(MODALITIES)}


@dataclass(slots=True)
class Candidate:
    """A tie that can be a leg; see queries/parts/legs_of_goods.cypher for where each part comes from."""

    id: str
    start: str
    end: str
    start_country: str
    end_country: str
    starts_inner: bool
    ends_inner: bool
    begins: bool
    finishes: bool
    made: bool
    synthetic: bool
    goods: str
    first: str
    last: str
    unreviewed: bool
    modality: int
    sources: int
    via: tuple[str, ...]
    routes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of ties with what its rank is made of; sorts best first."""

    key: tuple[Any, ...]
    legs: tuple[Candidate, ...]
    possible: Possible


@dataclass(frozen=True, slots=True)
class Legs:
    """The ties that can be legs of a question.

    Attributes:
        legs: in no order.
        broader: goods of a leg -> itself and all that is broader.
        cut: whether there are more than a search looks at.
    """

    legs: Sequence[Candidate]
    broader: Mapping[str, frozenset[str]]
    cut: bool = False


@dataclass(slots=True)
class Found:
    """What a search found: chains that can hold, chains whose dates cannot, and whether a limit ended it early."""

    chains: list[Chain] = field(default_factory=list)
    impossible: list[Chain] = field(default_factory=list)
    cut: bool = False


def search(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> Found:
    """Find the best chains of a question.

    Args:
        store: an open store.
        query: the question.
        goods: what its goods were read as.
        timeout_s: time limit.

    Returns:
        At most `query.limit` real and as many synthetic chains of each kind, best first, the real ones first.
    """
    found = everything(store, query, goods, timeout_s)
    found.chains = _best(found.chains, query.limit)
    found.impossible = _best(found.impossible, query.limit)
    return found


def everything(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> Found:
    """Find all chains of a question, at most MOST_CHAINS, in no order; arguments as of `search`."""
    ends_at = perf_counter() + timeout_s
    found = Found()
    try:
        ties = legs_of(store, query, goods, timeout_s)
    except QueryTimeout:
        found.cut = True
        return found
    found.cut = ties.cut
    for number, chain in enumerate(_chains(ties.legs, query, ties.broader, ends_at, found), start=1):
        (found.impossible if chain.possible == "impossible" else found.chains).append(chain)
        if number >= MOST_CHAINS:
            found.cut = True
            break
    return found


def legs_of(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> Legs:
    """Return the ties that can be legs of a question; arguments as of `search`.

    Raises:
        QueryTimeout: the engine takes longer than it may.
    """
    legs = _candidates(store, query, goods, timeout_s)
    broader = _broader(store, legs)
    if len(query.via) > 1:
        _add_routes(store, legs, query.via)
    return Legs(legs, broader, len(legs) >= MOST_LEGS)


def _best(chains: list[Chain], limit: int) -> list[Chain]:
    real = nsmallest(limit, (chain for chain in chains if not chain.legs[0].synthetic), key=lambda chain: chain.key)
    invented = nsmallest(limit, (chain for chain in chains if chain.legs[0].synthetic), key=lambda chain: chain.key)
    return real + invented


def _candidates(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> list[Candidate]:
    parameters: dict[str, Any] = {
        "from_countries": list(query.from_countries),
        "to_countries": list(query.to_countries),
        "origin": query.origin,
        "reviewed": query.reviewed,
        "synthetic": query.synthetic,
        "since": query.since,
        "until": query.until,
        "limit": MOST_LEGS,
        "hs": query.hs,
    }
    statement = "legs_of_all"
    if goods is not None and goods.hs is None:
        statement, parameters["goods"] = "legs_of_goods", list(goods.asked.ids)
    elif goods is not None and goods.hs is not None:
        parameters["hs"] = max((goods.hs, query.hs or ""), key=len)  # the longer prefix; they fit, or nothing does
        if query.hs and not parameters["hs"].startswith(min(goods.hs, query.hs, key=len)):
            return []
    rows = store.read(part(statement), parameters, timeout_s=timeout_s)
    if statement == "legs_of_all" and rows and len(rows[0]["legs"]) >= MOST_LEGS:
        # Which ones are looked at must not be left to chance.
        rows = store.read(part("legs_of_most"), parameters, timeout_s=timeout_s)
    return [_candidate(line) for line in rows[0]["legs"]] if rows else []


def _candidate(line: str) -> Candidate:
    name, start, end, *homes, flags, goods, first, last, standing, modality, sources, via = line.split("|")
    return Candidate(
        id=name,
        start=start,
        end=end,
        start_country=homes[0],
        end_country=homes[1],
        starts_inner=flags[0] == "1",
        ends_inner=flags[1] == "1",
        begins=flags[2] == "1",
        finishes=flags[3] == "1",
        made=flags[4] == "1",
        synthetic=flags[5] == "1",
        goods=goods,
        first=first,
        last=last,
        unreviewed=standing != "accepted",
        modality=STRENGTH[modality],
        sources=int(sources),
        via=tuple(via.split()),
    )


def _broader(store: Store, legs: Sequence[Candidate]) -> Mapping[str, frozenset[str]]:
    """For each goods of the legs itself and all that is broader."""
    kinds = sorted({leg.goods for leg in legs})
    if not kinds:
        return {}
    rows = store.read(part("goods_broader"), {"ids": kinds})
    wide = {row["id"]: row["broader"] for row in rows}
    return {kind: frozenset((kind, *wide.get(kind, ()))) for kind in kinds}


def _add_routes(store: Store, legs: Sequence[Candidate], via: Sequence[str]) -> None:
    """For legs that pass several of the asked countries: in which order their facts pass them."""
    asked = set(via)
    several = {leg.id: leg for leg in legs if len(asked & set(leg.via)) > 1}
    if not several:
        return
    for row in store.read(part("routes"), {"ids": sorted(several)}):
        several[row["tie"]].routes = tuple(tuple(route) for route in row["routes"])


def _chains(
    legs: Sequence[Candidate],
    query: PathQuery,
    broader: Mapping[str, frozenset[str]],
    ends_at: float,
    found: Found,
) -> Iterator[Chain]:
    """Yield all chains of a question, those of fewer legs first; `found.cut` says when a limit ended it."""
    leaving: dict[str, list[Candidate]] = {}
    for leg in legs:
        if leg.starts_inner:
            leaving.setdefault(leg.start, []).append(leg)
    to_go = distances(legs, query.max_hops)
    room = query.max_hops - 1
    waiting: deque[tuple[Candidate, ...]] = deque((leg,) for leg in legs if leg.begins and _reaches(leg, to_go, room))
    steps = 0
    while waiting:
        chain = waiting.popleft()
        last = chain[-1]
        steps += 1
        if len(waiting) > MOST_CHAINS * 2 or (steps % 1000 == 0 and perf_counter() > ends_at):
            found.cut = True
            return
        if last.finishes and passes(chain, query.via) and any(leg.made for leg in chain):
            yield judged(chain, broader)
        if len(chain) >= query.max_hops or not last.ends_inner:
            continue
        room = query.max_hops - len(chain) - 1
        for leg in leaving.get(last.end, ()):
            if not _reaches(leg, to_go, room):
                continue
            if leg.synthetic != last.synthetic or last.goods not in broader[leg.goods]:
                continue
            if leg.end != chain[0].start and all(leg.end != before.end for before in chain):
                waiting.append((*chain, leg))


def _reaches(leg: Candidate, to_go: Mapping[tuple[str, bool], int], room: int) -> bool:
    """Whether a path can end with a leg, or within so many legs after it."""
    return leg.finishes or (leg.ends_inner and to_go.get((leg.end, leg.synthetic), room + 1) <= room)


def distances(legs: Sequence[Candidate], max_hops: int) -> dict[tuple[str, bool], int]:
    """Fewest further legs from a party to an end of a path, whatever the goods."""
    arriving: dict[tuple[str, bool], list[Candidate]] = {}
    for leg in legs:
        arriving.setdefault((leg.end, leg.synthetic), []).append(leg)
    distance: dict[tuple[str, bool], int] = {}
    layer = {(leg.start, leg.synthetic) for leg in legs if leg.finishes and leg.starts_inner}
    for hops in range(1, max_hops):
        distance |= dict.fromkeys(layer, hops)
        before = {
            (leg.start, leg.synthetic)
            for place in layer
            for leg in arriving.get(place, ())
            if leg.starts_inner and leg.ends_inner
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


def judged(legs: tuple[Candidate, ...], broader: Mapping[str, frozenset[str]]) -> Chain:
    """Return a chain with its rank, and whether its dates can hold."""
    possible: Possible = "possible"
    for one, after in pairwise(legs):
        if not one.first or not after.last:
            possible = "unknown" if possible == "possible" else possible
        elif one.first > after.last:
            possible = "impossible"
    unnamed = (not legs[0].starts_inner) + (not legs[-1].ends_inner)
    latest = max(leg.last for leg in legs)
    key = (
        POSSIBLE.index(possible),
        any(leg.unreviewed for leg in legs),
        max(leg.modality for leg in legs),
        -min(leg.sources for leg in legs),
        len(legs),
        unnamed,
        -min(len(broader[leg.goods]) for leg in legs),
        -int(latest.replace("-", "") or 0),
        tuple(leg.id for leg in legs),
    )
    return Chain(key, legs, possible)
