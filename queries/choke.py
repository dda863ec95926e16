"""Choke points: without whom the paths of a question would end. Counted over all its paths, not only the shown ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations
from time import perf_counter
from typing import Any

from graph.store import Store
from queries import goods as goods_reading
from queries.legdetails import names_of
from queries.legsearch import everything
from queries.question import PathQuery
from queries.ranking import Chain

MOST_STEPS = 200_000  # sets that are tried in search of the smallest
LONG = 8  # parties of a way above which it is not asked whether it holds another
SHOWN = 20


@dataclass(frozen=True, slots=True)
class ChokeParty:
    """A party between the ends of paths, and how many of them lead through it."""

    id: str
    name: str
    paths: int

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {"id": self.id, "name": self.name, "paths": self.paths}


@dataclass(frozen=True, slots=True)
class ChokePoints:
    """Without whom the paths of a question would end.

    Attributes:
        paths: how many there are, real ones; invented ones are left out.
        direct: how many have nobody between their ends, so that no party in between can end them.
        parties: those that most paths lead through, at most SHOWN.
        smallest: a smallest set of parties without which no path is left but direct ones.
        proven: whether no smaller set exists; otherwise a limit ended the search and a smaller one may.
        cut: whether there are more paths than were counted.
    """

    paths: int
    direct: int
    parties: tuple[ChokeParty, ...]
    smallest: tuple[ChokeParty, ...]
    proven: bool
    cut: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "paths": self.paths,
            "direct": self.direct,
            "parties": [party.to_json() for party in self.parties],
            "smallest": [party.to_json() for party in self.smallest],
            "proven": self.proven,
            "cut": self.cut,
        }


def choke_points(store: Store, query: PathQuery, *, timeout_s: float = 30.0) -> ChokePoints:
    """Find the parties without which the paths of a question would end.

    Args:
        store: an open store.
        query: the question.
        timeout_s: time limit.

    Raises:
        InvalidParameter: nobody knows the goods.
    """
    started = perf_counter()
    reading = goods_reading.read(store, query.goods) if query.goods else None
    found = everything(store, query, reading, timeout_s)
    between = [inner_parties(chain) for chain in found.chains if not chain.legs[0].synthetic]
    ways = [parties for parties in between if parties]
    left_s = max(1.0, timeout_s - (perf_counter() - started))
    smallest, proven = smallest_cut(ways, ends_at=perf_counter() + left_s)
    counts = Counter(party for parties in ways for party in parties)
    most = sorted(counts, key=lambda party: (-counts[party], party))[:SHOWN]
    names = names_of(store, {*most, *smallest})
    known = {party: ChokeParty(party, names.get(party, party), counts[party]) for party in {*most, *smallest}}
    shown, cut_set = (tuple(known[party] for party in those) for those in (most, smallest))
    return ChokePoints(len(between), len(between) - len(ways), shown, cut_set, proven and not found.cut, found.cut)


def inner_parties(chain: Chain) -> frozenset[str]:
    """Return the parties of a chain between its first supplier and its last recipient."""
    ends = {chain.legs[0].start, chain.legs[-1].end}
    return frozenset(party for leg in chain.legs for party in (leg.start, leg.end)) - ends


def smallest_cut(ways: Iterable[frozenset[str]], *, ends_at: float | None = None) -> tuple[list[str], bool]:
    """Return a smallest set of parties that takes one out of every way, sorted, and whether none is smaller.

    Tries sets by their size: of the ways that are left the shortest is met by one of its parties. A limit of steps or
    of time ends the search; then the set is one that takes at each step the party on most ways.

    Args:
        ways: the inner parties of each path, none empty.
        ends_at: time of `perf_counter` to end at.
    """
    wanted = _least(ways)
    fallback = _greedy(wanted)
    steps = 0

    def tried(left: Sequence[frozenset[str]], room: int) -> list[str] | None:
        nonlocal steps
        steps += 1
        if not left:
            return []
        if steps > MOST_STEPS or (ends_at is not None and perf_counter() > ends_at):
            raise TimeoutError
        if room < _apart(left):
            return None
        shortest = min(left, key=_size)
        for party in sorted(shortest):
            found = tried([way for way in left if party not in way], room - 1)
            if found is not None:
                return [party, *found]
        return None

    try:
        for size in range(_apart(wanted), len(fallback)):
            found = tried(wanted, size)
            if found is not None:
                return sorted(found), True
    except TimeoutError:
        return sorted(fallback), False
    return sorted(fallback), True


def _least(ways: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Return the ways that hold no other one: who cuts these cuts all. Very long ways are kept unseen."""
    kept: dict[frozenset[str], None] = {}
    for way in sorted(set(ways), key=_size):
        sizes = range(1, len(way) if len(way) <= LONG else 1)
        if not any(frozenset(some) in kept for size in sizes for some in combinations(way, size)):
            kept[way] = None
    return list(kept)


def _size(way: frozenset[str]) -> tuple[int, list[str]]:
    return len(way), sorted(way)


def _greedy(ways: Sequence[frozenset[str]]) -> list[str]:
    """Return parties that cut all ways: each time the one on most of those that are left."""
    through: dict[str, set[int]] = {}
    for number, way in enumerate(ways):
        for party in way:
            through.setdefault(party, set()).add(number)
    waiting = [(-len(numbers), party) for party, numbers in through.items()]
    heapify(waiting)
    taken: list[str] = []
    while waiting:
        count, party = heappop(waiting)
        if -count != len(through[party]):  # others have cut some of its ways meanwhile
            heappush(waiting, (-len(through[party]), party))
        elif count:
            taken.append(party)
            for number in list(through[party]):
                for other in ways[number]:
                    through[other].discard(number)
    return taken


def _apart(ways: Sequence[frozenset[str]]) -> int:
    """Return how many ways that share nobody are found: no set that cuts all can be smaller."""
    seen: set[str] = set()
    count = 0
    for way in ways:
        if not way & seen:
            seen |= way
            count += 1
    return count
