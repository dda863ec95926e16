"""Chains of ties made longer, a tie at a time, with the best key that each can still come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappush
from itertools import count
from typing import Any

from queries.criteria import goods_verdict, passes, quantity_verdict, transit_verdict
from queries.hopes import JUDGED, Hopes, Tie
from queries.joints import KINDS, Joint
from queries.legs import Legs, of_table
from queries.question import PathQuery
from queries.ranking import Chain, judged
from queries.rules import CRITERIA, VERDICTS

NUMBERS = 10  # of a key, before the ids in it
MANY = 4  # ties that are alike
FAILED = VERDICTS.index("failed")
ASKED = 3  # the first wishes: to end, the goods and the country of make that were asked for


@dataclass(frozen=True, slots=True)
class Way:
    """A chain that may go on.

    Attributes:
        ties: in order.
        joints: what each two meet at.
        strength: the worst of its ties, the last day the latest.
        lacks: places of the wishes that none of its ties meets.
        verdicts: places in VERDICTS of party, goods, time, quantity and transit.
        begun: the day before which its last tie cannot have begun.
        met: whether quantity and transit were judged where its last tie meets the one before.
    """

    ties: tuple[Tie, ...]
    joints: tuple[Joint, ...]
    strength: tuple[int, ...]
    lacks: tuple[int, ...]
    verdicts: tuple[int, int, int, int, int]
    begun: int
    met: bool = True


@dataclass(frozen=True, slots=True)
class Alike:
    """Ties that go on from a node, alike in what counts most.

    Attributes:
        ties: all of them.
        goods: place in VERDICTS of how their goods stand to those that came.
        best: a tie that is as good as the best of each; None where they are few.
    """

    ties: list[Tie]
    goods: int
    best: Tie | None


@dataclass(frozen=True, slots=True)
class Several:
    """Ties that a way can go on with: each is looked at when their turn comes.

    Attributes:
        way: that can go on.
        alike: the ties.
        joint: where.
    """

    way: Way
    alike: Alike
    joint: Joint


# The best key that a way can come to, a number of its own, the way, and whether it ends or goes on.
Waiting = tuple[tuple[Any, ...], int, Way | Several, bool]


class Growing:
    """Makes chains a tie longer, with the best key that each can come to.

    Args:
        hopes: what can come after a tie.
        ties: all of the question.
        query: the question.
    """

    def __init__(self, hopes: Hopes, ties: Legs, query: PathQuery) -> None:
        self._hopes, self._ties, self._query = hopes, ties, query
        self._numbers = count()
        self._first = hopes.first(query)
        self._next = next(self._first, None)
        self._strict = query.rules.goods == "strict"
        # Of two kinds, whoever trades in them: the same for all questions of a table.
        self._pairs: dict[tuple[int, int], int] = of_table(ties.legs.table, "pairs of goods", dict)
        self._declared: dict[tuple[int, int, int], int] = {}
        self._groups: dict[tuple[int, int], list[Alike]] = {}
        self._ids = ties.legs.table.ids
        self._counts = {name: query.rules.of(name) != "off" for name in CRITERIA}
        self._meets = self._counts["quantity"] or self._counts["transit"]

    def begin(self, waiting: list[Waiting]) -> bool:
        """Let the ties join in that a path can begin with and that may come to no worse than what waits.

        Returns:
            Whether anything waits.
        """
        while self._next is not None and (not waiting or self._next.numbers <= waiting[0][0][:NUMBERS]):
            tie = self._hopes.tie(self._next.place)
            lacks = tuple(place for place, need in enumerate(tie.needs) if place and need)
            way = Way((tie,), (), tie.strength, lacks, (0, 0, 0, 0, 0), 0)
            heappush(waiting, self._ending(way) if self._next.ends else self._going(way))
            self._next = next(self._first, None)
        return bool(waiting)

    def whole(self, way: Way) -> Chain | None:
        """Return the chain of a way that ends; None where it does not pass the countries in their order."""
        legs = tuple(self._ties.legs.at(tie.row) for tie in way.ties)
        if not passes(legs, self._query.via):
            return None
        return judged(legs, self._ties.broader, way.joints, self._query.rules)

    def longer(self, way: Way | Several) -> Iterator[Way | Several]:
        """Yield the ways that are a tie longer; where there are many alike, together."""
        if isinstance(way, Several):
            yield from self._each(way)
            return
        if len(way.ties) >= self._query.max_hops:
            return
        last = way.ties[-1]
        for node, joint in self._hopes.after(last):
            for alike in self._alike(node, last):
                several = Several(way, alike, joint)
                if alike.best is not None:
                    yield several
                else:
                    yield from self._each(several)

    def _alike(self, node: int, last: Tie) -> list[Alike]:
        """Return the ties that go on from a node with what a tie has brought there; the same for all of its kind."""
        known = self._groups.get((node, last.kind))
        if known is not None:
            return known
        going = self._hopes.leaving(node)
        found: dict[tuple[int, int], list[Tie]] = {}
        for those in going.after(last.kind) if self._strict else going.bundles.values():
            verdict = self._fit(last, those[0])
            if self._query.rules.admits("goods", VERDICTS[verdict]):
                for tie in those:
                    found.setdefault((verdict, tie.alike), []).append(tie)
        groups = [
            Alike(ties, verdict, self._hopes.best_of(ties) if len(ties) >= MANY else None)
            for (verdict, _), ties in found.items()
        ]
        self._groups[node, last.kind] = groups
        return groups

    def _each(self, several: Several) -> Iterator[Way]:
        """Yield the ways with each of several ties."""
        way = several.way
        last, room = way.ties[-1], self._query.max_hops - len(way.ties) - 1
        seen = {party for tie in way.ties for party in (tie.start, tie.end)}
        for tie in several.alike.ties:
            if (
                tie.end in seen
                or (tie.start in seen and tie.start != last.end)
                or tie.needs[0] > room
                or any(tie.needs[place] > room for place in way.lacks)
            ):
                continue
            yield self._grown(way, tie, several.joint, several.alike.goods)

    def _grown(self, way: Way, tie: Tie, joint: Joint, goods: int) -> Way:
        last = way.ties[-1]
        begun = max(way.begun, last.first)
        open_day = not last.first or not tie.last
        time = 2 if tie.last and begun > tie.last else int(open_day)
        party, before, known, quantity, transit = way.verdicts
        *worst, latest = map(max, way.strength, tie.strength)
        latest = min(way.strength[-1], tie.strength[-1])
        return Way(
            (*way.ties, tie),
            (*way.joints, joint),
            (*worst, latest),
            tuple(place for place in way.lacks if tie.needs[place]),
            (max(party, VERDICTS.index(joint.verdict)), max(before, goods), max(known, time), quantity, transit),
            begun,
            not self._meets,
        )

    def met(self, way: Way) -> Way:
        """Judge quantity and transit where the last two ties of a way meet: dear, so only when its turn comes."""
        one, after = (self._ties.legs.at(tie.row) for tie in way.ties[-2:])
        party, goods, time, quantity, transit = way.verdicts
        if self._counts["quantity"]:
            excess = self._query.rules.excess_percent
            quantity = max(quantity, VERDICTS.index(quantity_verdict(one, after, excess)[0]))
        if self._counts["transit"]:
            transit = max(transit, VERDICTS.index(transit_verdict(one, after)[0]))
        return replace(way, verdicts=(party, goods, time, quantity, transit), met=True)

    def wait(self, way: Way | Several, waiting: list[Waiting]) -> None:
        """Let a way wait for its turn: as a path, where it can be one, and as the beginning of longer ones."""
        if isinstance(way, Several):
            own: list[Waiting] = []
            assert way.alike.best is not None
            self.wait(self._grown(way.way, way.alike.best, way.joint, way.alike.goods), own)
            for key, number, _, _ in own[:1]:  # the least; without ids, so that it comes before its equals
                heappush(waiting, ((*key[:NUMBERS], ()), number, way, False))
            return
        last = way.ties[-1]
        ends = not last.needs[0] and not any(place < ASKED for place in way.lacks)
        if ends:
            heappush(waiting, self._ending(way))
        room = self._query.max_hops - len(way.ties)
        goes = max(last.on, *(last.needs[place] for place in way.lacks), 1) <= room
        if goes and (way.met or not ends):
            heappush(waiting, self._going(way))

    def _ending(self, way: Way) -> Waiting:
        """Return a way as a path with its key; see `judged` for what it is made of."""
        last = way.ties[-1]
        unnamed = (not way.ties[0].named) + (not last.inner)
        ties = tuple(joint.ties for joint in way.joints) if way.met else ()
        key = (*self._key(way, way.verdicts, way.strength, len(way.ties), unnamed), ties)
        return key, next(self._numbers), way, way.met

    def _going(self, way: Way) -> Waiting:
        """Return a way with the best key that longer ones can come to."""
        tie = way.ties[-1]
        party, goods, time, quantity, transit = way.verdicts
        if 1 in way.lacks:
            goods = max(goods, tie.doubt)
        if tie.undated or not tie.first:
            time = max(time, 1)
        if self._counts["quantity"] and (tie.untold_after or tie.untold):
            quantity = max(quantity, 1)
        lacks = max((tie.needs[place] for place in way.lacks), default=0)
        room = self._query.max_hops - len(way.ties)
        doubt = int(max((tie.sure[0], *(tie.sure[place + 1] for place in way.lacks))) > room)
        strength = (*map(max, way.strength[:-1], tie.best), min(way.strength[-1], tie.best[-1]))
        for place in way.lacks:
            strength = (*map(max, strength, tie.reach[place]), *strength[JUDGED:])
        verdicts = party, goods, time, quantity, transit
        length = len(way.ties) + max(tie.on, lacks)
        key = self._key(way, verdicts, strength, length, not way.ties[0].named, doubt)
        return key, next(self._numbers), way, False

    def _key(
        self,
        way: Way,
        verdicts: tuple[int, ...],
        strength: tuple[int, ...],
        length: int,
        unnamed: int,
        doubt: int = 0,
    ) -> tuple[Any, ...]:
        party, goods, time, quantity, transit = verdicts
        counts = self._counts
        possible = max(party, goods * counts["goods"], time * counts["time"], quantity, transit, doubt)
        return (
            possible, max((KINDS.index(joint.kind) for joint in way.joints), default=0), way.verdicts.count(2),
            *strength[:3], length, unnamed, *strength[3:], tuple(self._ids[tie.row] for tie in way.ties),
        )  # fmt: skip

    def _fit(self, last: Tie, tie: Tie) -> int:
        """How the goods of a tie stand to those of the tie before; what was judged once is remembered."""
        pair = (last.kind, tie.kind)
        known = self._pairs.get(pair)
        if known is None:
            known = self._pairs[pair] = self._judged(last, tie, declared=False)
        if known != FAILED or tie.maker < 0:
            return known
        declared = self._declared.get((*pair, tie.maker))
        if declared is None:
            declared = self._declared[*pair, tie.maker] = self._judged(last, tie)
        return declared

    def _judged(self, last: Tie, tie: Tie, declared: bool = True) -> int:
        """Judge the goods of two ties, with what the supplier of the second is told to make or without."""
        one, after = (self._ties.legs.at(each.row) for each in (last, tie))
        if after.makes and not declared:
            after = replace(after, makes=frozenset())
        return VERDICTS.index(goods_verdict(one, after, self._ties.broader)[0])
