"""What it would change to take two parties for one: the paths that open and close. It orders the queue of pairs.

A path is opened when it leads through the joined party and through neither of the two alone, and closed when it would
pass the joined party twice. Where only one of the two has a country, both have it once they are one. Dates, standing
and modality of ties are taken to stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, islice, product
from time import perf_counter

from graph.errors import QueryTimeout
from graph.store import Store
from queries.criteria import goods_verdict, passes
from queries.goods import read
from queries.legs import Candidate, Legs, legs_of
from queries.parts import part
from queries.question import PathQuery
from queries.ranking import judged

MOST_SIDES = 2_000  # ways to a party, and ways on from it, that are looked at
MOST_PATHS = 20_000  # paths through a party that are looked at

Pair = tuple[str, str]
Way = tuple[Candidate, ...]
Leg = tuple[str, str, str]  # a leg once two parties are one: ends and goods
Place = tuple[str, bool]  # a party, and whether it is invented


@dataclass(frozen=True, slots=True)
class JoinEffect:
    """What it would change to take two parties for one.

    Attributes:
        paths: paths of the question that it opens or closes.
        opened, closed: how many of them are opened and closed.
    """

    paths: int = 0
    opened: int = 0
    closed: int = 0

    def to_json(self) -> dict[str, int]:
        """Return it as JSON."""
        return asdict(self)


def effects(
    store: Store, query: PathQuery, pairs: Collection[Pair], *, timeout_s: float = 30.0
) -> tuple[dict[Pair, JoinEffect], bool]:
    """Say what it would change to take the two parties of each pair for one.

    Args:
        store: an open store.
        query: whose paths count.
        pairs: ids of two parties each.
        timeout_s: time limit of the whole.

    Returns:
        Pair -> effect; and whether a limit was reached, so that some paths are not counted.

    Raises:
        InvalidParameter: nobody knows the goods of the question.
    """
    ends_at = perf_counter() + timeout_s
    goods = read(store, query.goods) if query.goods else None
    try:
        ways = _Ways(legs_of(store, query, goods, timeout_s), query)
    except QueryTimeout:
        return dict.fromkeys(pairs, JoinEffect()), True
    touched = sorted(pair for pair in pairs if any(map(ways.touches, pair)))  # most pairs have no leg at all
    rows = store.read(part("parties_by_id"), {"ids": sorted({party for pair in touched for party in pair})})
    homes = {row["id"]: row["country"] for row in rows if row["country"]}
    found = {}
    for pair in touched:
        if perf_counter() > ends_at:
            ways.cut = True
            break
        found[pair] = ways.effect(pair, homes)
    return {pair: found.get(pair, JoinEffect()) for pair in pairs}, ways.cut


@dataclass(slots=True)
class _Ways:
    """The ways to each party from where paths begin, and on from it to where they end.

    Args:
        ties: the legs of the question.
        query: the question.
    """

    ties: Legs
    query: PathQuery
    cut: bool = False
    _arriving: dict[str, list[Candidate]] = field(default_factory=dict)
    _leaving: dict[str, list[Candidate]] = field(default_factory=dict)
    _from_start: Mapping[Place, int] = field(default_factory=dict)
    _to_end: Mapping[Place, int] = field(default_factory=dict)
    _known: dict[tuple[str, bool], list[Way]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cut = self.ties.cut
        legs = list(self.ties.legs)
        for leg in legs:
            if leg.ends_inner:
                self._arriving.setdefault(leg.end, []).append(leg)
            if leg.starts_inner:
                self._leaving.setdefault(leg.start, []).append(leg)
        self._to_end = _distances(legs, self.query.max_hops)
        self._from_start = _distances([_turned(leg) for leg in legs], self.query.max_hops)

    def touches(self, party: str) -> bool:
        """Whether a leg begins or ends at a party."""
        return party in self._arriving or party in self._leaving

    def effect(self, pair: Pair, homes: Mapping[str, str]) -> JoinEffect:
        """Return what it would change to take a pair for one, by the countries of parties that have one."""
        one, other = pair
        before = {
            _merged(path, pair)
            for party in pair
            for path in self._through(self._ways(party, False), self._ways(party, True))
        }
        to, on = (
            [
                way
                for party, twin in ((one, other), (other, one))
                for way in self._ways(party, after)
                if twin not in _parties(way)
            ]
            for after in (False, True)
        )
        home = homes.get(one) or homes.get(other)
        nowhere = next((party for party in pair if party not in homes), None)
        if home and nowhere:
            to = [(*way[:-1], self._settled(way[-1], nowhere, home)) for way in to]
            on = [(self._settled(way[0], nowhere, home), *way[1:]) for way in on]
        after = {_merged(path, pair) for path in self._through(to, on)}
        opened, closed = len(after - before), len(before - after)
        return JoinEffect(opened + closed, opened, closed)

    def _settled(self, leg: Candidate, party: str, country: str) -> Candidate:
        """Return a leg of a party without a country as it is once the party has one."""
        asked, wanted = self.query.from_countries, self.query.to_countries
        if leg.start == party:
            return replace(leg, start_country=country, begins=not asked or country in asked)
        if leg.end == party:
            return replace(leg, end_country=country, finishes=not wanted or country in wanted)
        return leg

    def _ways(self, party: str, after: bool) -> list[Way]:
        """All ways that end at a party, or with `after` all that begin there."""
        if (party, after) not in self._known:
            found = list(islice(self._walk(party, after), MOST_SIDES + 1))
            self.cut = self.cut or len(found) > MOST_SIDES
            self._known[party, after] = found[:MOST_SIDES]
        return self._known[party, after]

    def _walk(self, party: str, after: bool) -> Iterator[Way]:
        """Yield the ways of a party that begin, or with `after` end, where paths do; shorter ones first."""
        first = self._leaving if after else self._arriving
        waiting: list[Way] = [(leg,) for leg in first.get(party, ())]
        while waiting:
            longer: list[Way] = []
            for way in waiting:
                outer = way[-1] if after else way[0]
                if outer.finishes if after else outer.begins:
                    yield way
                if len(way) < self.query.max_hops:
                    longer += self._on(way, outer, after, party)
            waiting = longer[: MOST_SIDES * 10]
            self.cut = self.cut or len(longer) > len(waiting)

    def _on(self, way: Way, outer: Candidate, after: bool, party: str) -> Iterator[Way]:
        """Yield the ways that are a leg longer at their outer end."""
        room = self.query.max_hops - len(way)
        place, inner = (outer.end, outer.ends_inner) if after else (outer.start, outer.starts_inner)
        distance = self._to_end if after else self._from_start
        if not inner or distance.get((place, outer.synthetic), room + 1) > room:
            return
        seen = {party, *_parties(way)}
        for leg in (self._leaving if after else self._arriving).get(place, ()):
            before, behind = (outer, leg) if after else (leg, outer)
            if (leg.end if after else leg.start) not in seen and self._fit(before, behind):
                yield (*way, leg) if after else (leg, *way)

    def _fit(self, before: Candidate, behind: Candidate) -> bool:
        """Whether goods can go on from one leg to the next."""
        return before.synthetic == behind.synthetic and goods_verdict(before, behind, self.ties.broader)[0] == "held"

    def _through(self, to: Sequence[Way], on: Sequence[Way]) -> Iterator[Way]:
        """Yield the paths that a party is on, by the ways to it and on from it."""
        joined = (
            (*before, *behind)
            for before, behind in product(to, on)
            if len(before) + len(behind) <= self.query.max_hops and self._fit(before[-1], behind[0])
        )
        alone = (*(way for way in to if way[-1].finishes), *(way for way in on if way[0].begins))
        paths = list(islice(filter(self._holds, chain(alone, joined)), MOST_PATHS + 1))
        self.cut = self.cut or len(paths) > MOST_PATHS
        yield from paths[:MOST_PATHS]

    def _holds(self, way: Way) -> bool:
        """Whether a way is a path of the question."""
        passed = {way[0].start, *(leg.end for leg in way)}
        if len(passed) <= len(way) or not passes(way, self.query.via) or not any(leg.made for leg in way):
            return False
        return judged(way, self.ties.broader).possible != "impossible"


def _merged(path: Way, pair: Pair) -> tuple[Leg, ...]:
    """Return a path as it is known by once the two of a pair are one."""
    one, other = pair
    return tuple((one if leg.start == other else leg.start, one if leg.end == other else leg.end, leg.goods)
                 for leg in path)  # fmt: skip


def _parties(way: Way) -> set[str]:
    return {party for leg in way for party in (leg.start, leg.end)}


def _turned(leg: Candidate) -> Candidate:
    """Return a leg with its ends exchanged."""
    return replace(
        leg,
        start=leg.end, starts_inner=leg.ends_inner, begins=leg.finishes,
        end=leg.start, ends_inner=leg.starts_inner, finishes=leg.begins,
    )  # fmt: skip


def _distances(legs: Sequence[Candidate], max_hops: int) -> dict[Place, int]:
    """Fewest legs from a party up to and with one that finishes, whatever the goods."""
    arriving: dict[Place, list[Candidate]] = {}
    for leg in legs:
        if leg.ends_inner:
            arriving.setdefault((leg.end, leg.synthetic), []).append(leg)
    distance: dict[Place, int] = {}
    layer = {(leg.start, leg.synthetic) for leg in legs if leg.finishes and leg.starts_inner}
    for hops in range(1, max_hops):
        distance |= dict.fromkeys(layer, hops)
        before = {(leg.start, leg.synthetic) for place in layer for leg in arriving.get(place, ()) if leg.starts_inner}
        layer = before - set(distance)
    return distance
