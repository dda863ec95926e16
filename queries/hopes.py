"""What a chain can still become: how many legs it needs at least, and how strong it can be at best.

Numbers of all ties at once. Each bound is taken alone, whatever the goods and the days, so it may be too good and is
never too bad: a search that follows it finds the best chains first and leaves none out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from queries.columns import Ints, Marks
from queries.joints import SAME, Joint, Joints
from queries.kinds import Kinds, Token
from queries.legs import STRENGTH, Legs
from queries.question import PathQuery
from queries.same_goods import FAR

LAST, HOPED = 7, 9  # places in a row of the columns: the last day; where less is better, from here on
JUDGED = 3  # the first of what makes a tie strong: standing, modality, sources


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie in numbers: less is better.

    Attributes:
        row: its place in the table.
        start, end: numbers of its parties.
        inner: whether its recipient is a party, so that a chain can go on there.
        land: number of the country of its recipient.
        kind: number of its goods, codes and part numbers.
        maker: number of its supplier where it is told to make something; else -1.
        first, last: its days as numbers such as 20230131; 0 where open.
        named: whether its supplier is a party.
        strength: its standing, modality, sources, width of goods and last day.
        best: the same at best of what comes after it.
        undated: whether a tie after it has an open day, whichever comes.
        untold: whether nobody tells its quantity or weight.
        untold_after: whether nobody tells that of a tie after it, whichever comes.
        doubt: how the goods of a chain stand at best that has yet to come to the goods asked for, a place in VERDICTS.
        on: fewest ties after it, one at least, until a path can end.
        needs: fewest ties after it until each wish of the question is met.
        sure: as `on` and `needs`, where party, goods, time and quantity of the chain hold until then.
        alike: number of what ties have in common that are looked at together.
        reach: for each wish standing, modality and sources at best of what comes after it, up to where it is met.
    """

    row: int
    start: int
    end: int
    inner: bool
    land: int
    kind: int
    maker: int
    first: int
    last: int
    named: bool
    strength: tuple[int, ...]
    best: tuple[int, ...]
    undated: bool
    untold: bool
    untold_after: bool
    doubt: int
    on: int
    needs: tuple[int, ...]
    sure: tuple[int, ...]
    reach: tuple[tuple[int, ...], ...]
    alike: int


@dataclass(frozen=True, slots=True)
class First:
    """A tie that a path can begin with.

    Attributes:
        numbers: of the best key that it can come to.
        ends: whether as a path of its own; else as the beginning of longer ones.
        place: of the tie.
    """

    numbers: tuple[int, ...]
    ends: bool
    place: int


class Going:
    """The ties that go on from a node, by their goods.

    Args:
        ties: all of them.
        kinds: what their goods are.
    """

    def __init__(self, ties: Sequence[Tie], kinds: Kinds) -> None:
        self._kinds = kinds
        self.bundles: dict[tuple[int, int], list[Tie]] = {}
        for tie in ties:
            self.bundles.setdefault((tie.kind, tie.maker), []).append(tie)
        self._taking: dict[Token, list[list[Tie]]] | None = None

    def after(self, kind: int) -> Iterable[list[Tie]]:
        """Return the bundles whose goods may be those of a kind by the strict rule, and perhaps more."""
        if len(self.bundles) == 1:
            return self.bundles.values()
        if self._taking is None:
            self._taking = {}
            for (own, _), ties in self.bundles.items():
                for token in self._kinds.takes(own):
                    self._taking.setdefault(token, []).append(ties)
        found = {id(ties): ties for token in self._kinds.gives(kind) for ties in self._taking.get(token, ())}
        return found.values()


class Hopes:
    """The ties of a question, real or invented ones, with what can come after each.

    Args:
        ties: all of the question.
        joints: where they meet.
        query: the question.
        synthetic: whether the invented ones.
    """

    def __init__(self, ties: Legs, joints: Joints, query: PathQuery, synthetic: bool) -> None:
        self.legs, table = ties.legs, ties.legs.table
        asked, goods = self.legs.asked, self.legs.goods
        at = asked.at[table.flag(2)[asked.at] == synthetic]
        self._at, self._joints, self._hops = at, joints, query.max_hops
        self._same = ties.same
        self._starts, self._ends = table.start.codes[at].astype(np.int64), table.end.codes[at].astype(np.int64)
        self._named, self._inner = table.flag(0)[at], table.flag(1)[at]
        self._lands = len(table.start_country.values)
        self._from, self._to = table.start_country.codes[at], table.end_country.codes[at]
        self._nodes = len(table.start.values) + 2 * self._lands
        pairs = [(one, other) for one, those in joints.related.items() for other, _ in those]
        self._pairs = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self._leave()
        self._begins, self._finishes = asked.begins[at], asked.finishes[at]
        self.kinds = ties.kinds
        wishes = [self._finishes, goods[at], asked.made[at], *(self._passing(code) for code in query.via[-1:])]
        self._needs = [self._steps(wish) for wish in wishes]
        self._first, self._last = table.first.numbers(_day)[at], table.last.numbers(_day)[at]
        strength = [
            table.unreviewed()[at].astype(np.int64),
            table.modality.numbers(STRENGTH.__getitem__)[at],
            -table.sources.numbers(int)[at],
            table.goods.numbers(lambda goods: -len(ties.broader.get(goods, ())))[at],
        ]
        self._strength = [*strength, -self._last]
        ends = self._finishes
        self._best = [*(self._weakest(own, ends) for own in strength), self._least(-self._last)]
        self._reach = [
            self._best[:JUDGED]
            if wish is ends or wish.all()
            else [self._weakest(own, wish) for own in strength[:JUDGED]]
            for wish in wishes
        ]
        self._undated = self._weakest((self._last == 0).astype(np.int64), ends) > 0
        self._untold = table.untold[at]
        self._untold_after = self._weakest(self._untold.astype(np.int64), ends) > 0
        self._doubt = self._doubts(query, ties.broader)
        self._on = self._arriving(self._least_leaving(self._needs[0])) + 1
        self._sure = self._surely(query, wishes) if ties.same is not None else [self._on, *self._needs]
        self._known: dict[int, Going] = {}
        self._alike: dict[tuple[int, ...], int] = {}

    def first(self, query: PathQuery) -> Iterator[First]:
        """Yield the ties that a path can begin with, those that can come to the best key first.

        A tie that a path may also end with comes twice: as a path, with the numbers of its key, and as the beginning of
        longer ones.
        """
        soon = np.stack(self._needs).max(axis=0, initial=0)
        one = np.ones(len(soon), dtype=np.int64)
        zero = 0 * one
        unnamed = (~self._named).astype(np.int64)
        doubt = np.where(self._needs[1] > 0, self._doubt, zero)
        doubt = np.maximum(doubt, np.stack(self._sure).max(axis=0) >= self._hops)
        if query.rules.time != "off":
            doubt = np.maximum(doubt, self._undated | (self._first == 0))
        if query.rules.quantity != "off":
            doubt = np.maximum(doubt, self._untold_after | self._untold)
        *worst, latest = zip(self._strength, self._best, strict=True)
        best = [*(np.maximum(own, after) for own, after in worst), np.minimum(*latest)]
        for needed, reach in zip(self._needs[1:], self._reach[1:], strict=True):
            for place, after in enumerate(reach):
                best[place] = np.where(needed > 0, np.maximum(best[place], after), best[place])
        alone = [zero, *self._strength[:3], one, unnamed + ~self._inner, *self._strength[3:]]
        long = [doubt, *best[:3], 1 + np.maximum(soon, self._on), unnamed, *best[3:]]
        ends, goes = self._begins & (soon == 0), self._begins & (np.maximum(soon, self._on) < self._hops)
        rows = [np.stack([*keys, zero + kind, np.arange(len(one))], axis=1)[kept]
                for keys, kind, kept in ((alone, 0, ends), (long, 1, goes))]  # fmt: skip
        yield from _in_order(np.concatenate(rows))

    def tie(self, place: int) -> Tie:
        """Return the tie of a place that `first` gave."""
        return self._ties(np.array([place]))[0]

    def leaving(self, node: int) -> Going:
        """Return the ties that go on from a node."""
        if node not in self._known:
            low, high = np.searchsorted(self._left, (node, node + 1))
            self._known[node] = Going(self._ties(self._leaves[low:high]), self.kinds)
        return self._known[node]

    def _doubts(self, query: PathQuery, broader: Mapping[str, frozenset[str]]) -> Ints:
        """Return for each tie how the goods of a chain stand at best that has yet to come to the goods asked for."""
        legs = self.legs
        none = np.zeros(len(self._at), dtype=np.int64)
        if query.rules.goods == "off" or legs.goods.all():
            return none
        codes, wanted = legs.table.kinds.codes, set(legs.table.kinds.codes[legs.goods].tolist())
        found = np.full(len(legs.table.kinds.values), 2 - bool(legs.makes or self.kinds.printed()), dtype=np.int64)
        for kind in self.kinds.reaching(wanted, True):
            found[kind] = 1
        for kind in self.kinds.reaching(wanted, False):
            found[kind] = 0
        doubts: Ints = found[codes[self._at]]
        return doubts

    def after(self, tie: Tie) -> Iterator[tuple[int, Joint]]:
        """Yield the nodes whose ties can follow a tie, and what they meet at."""
        if tie.inner:
            yield tie.end, SAME
            yield from self._joints.related.get(tie.end, ())
        name = self.legs.table.end_country.values[tie.land]
        if self._joints.places and name:
            yield self._place(tie.land, tie.inner), Joint("place", (), name)

    def _place(self, land: int, nobody: bool) -> int:
        """Return the node of anybody in a country, or of those who are not named there."""
        return self._nodes - 2 * self._lands + 2 * land + nobody

    def _leave(self) -> None:
        """Note under which nodes each tie goes on."""
        ways = [(np.flatnonzero(self._named), self._starts)]
        if self._joints.places:
            known = self.legs.table.start_country.where(bool)[self._at]
            ways += [
                (np.flatnonzero(known), self._place(0, False) + 2 * self._from.astype(np.int64)),
                (np.flatnonzero(known & ~self._named), self._place(0, True) + 2 * self._from.astype(np.int64)),
            ]
        ties = np.concatenate([some for some, _ in ways])
        nodes = np.concatenate([node[some] for some, node in ways])
        order = np.argsort(nodes, kind="stable")
        self._leaves, self._left = ties[order], nodes[order]
        self._heads = np.flatnonzero(np.diff(self._left, prepend=-1))
        self._headed = self._left[self._heads]

    def _arriving(self, values: Ints) -> Ints:
        """Return for each tie the least value of the nodes that can follow it."""
        near = values.copy()
        if len(self._pairs):
            np.minimum.at(near, self._pairs[:, 0], values[self._pairs[:, 1]])
        found = np.where(self._inner, near[self._ends], FAR)
        if self._joints.places:
            known = self.legs.table.end_country.where(bool)[self._at]
            places = self._place(0, False) + 2 * self._to.astype(np.int64) + self._inner
            found = np.where(known, np.minimum(found, values[places]), found)
        return found

    def _least_leaving(self, values: Ints) -> Ints:
        """Return for each node the least value of the ties that go on from it."""
        found = np.full(self._nodes, FAR, dtype=np.int64)
        if len(self._left):
            found[self._headed] = np.minimum.reduceat(values[self._leaves], self._heads)
        return found

    def _steps(self, wanted: Marks) -> Ints:
        """Return for each tie the fewest ties after it up to and with one that is wanted; 0 where it is itself."""
        found = np.where(wanted, 0, FAR)
        for _ in range(self._hops - 1 if not wanted.all() else 0):
            found = np.where(wanted, 0, self._arriving(self._least_leaving(found)) + 1)
        return np.minimum(found, FAR)

    def _weakest(self, own: Ints, wanted: Marks) -> Ints:
        """Return for each tie the best that the worst one after it can be, up to and with one that is wanted."""
        after = np.full(len(own), FAR, dtype=np.int64)
        for _ in range(self._hops - 1):
            after = self._arriving(self._least_leaving(np.where(wanted, own, np.maximum(own, after))))
        return after

    def _least(self, own: Ints) -> Ints:
        """Return for each tie the least value of those that can come after it."""
        after = np.full(len(own), FAR, dtype=np.int64)
        for _ in range(self._hops - 1):
            after = self._arriving(self._least_leaving(np.minimum(own, after)))
        return after

    def _surely(self, query: PathQuery, wishes: Sequence[Marks]) -> list[Ints]:
        """Return what `Tie.sure` says of all ties."""
        gives, takes = np.ones(len(self._at), dtype=bool), np.ones(len(self._at), dtype=bool)
        if query.rules.time != "off":
            gives, takes = gives & (self._first > 0), takes & (self._last > 0)
        if query.rules.quantity != "off":
            gives, takes = gives & ~self._untold, takes & ~self._untold
        steps = [np.where(wish, 0, FAR) for wish in wishes]
        for own, wish in zip(steps, wishes, strict=True):
            for _ in range(self._hops - 1 if not wish.all() else 0):
                np.minimum(own, self._next(own, gives, takes), out=own)
        return [self._next(steps[0], gives, takes), *steps]

    def _next(self, steps: Ints, gives: Marks, takes: Marks) -> Ints:
        """Return one more than the fewest steps of the ties that can follow each for sure."""
        assert self._same is not None
        every = np.full(len(self.legs.table.lines), FAR, dtype=np.int64)
        every[self._at] = np.where(takes, steps, FAR)
        found: Ints = np.minimum(np.where(gives, self._same.after(every)[self._at], FAR) + 1, FAR)
        return found

    def _passing(self, code: str) -> Marks:
        """Return which ties may pass a country, on their way or at either end."""
        table = self.legs.table
        ends = [column.where(code.__eq__) for column in (table.start_country, table.end_country)]
        found: Marks = (table.via.having({code}) | ends[0] | ends[1])[self._at]
        return found

    @cached_property
    def _columns(self) -> Ints:
        table = self.legs.table
        columns = [self._at, self._starts, self._ends, self._inner, self._to, table.kinds.codes[self._at]]
        columns += [self._first, self._last, self._named, *self._strength, *self._best]
        columns += [self._undated, self._untold, self._untold_after, self._doubt, self._on]
        reach = [column for wish in self._reach for column in wish]
        return np.stack([*columns, *self._needs, *self._sure, *reach], axis=1, dtype=np.int64)

    def _ties(self, places: Ints) -> list[Tie]:
        return [self._tie(numbers) for numbers in self._columns[places].tolist()]

    def _tie(self, numbers: list[int]) -> Tie:
        """Return the tie of a row of the columns."""
        makes, needs = self.legs.makes, 15 + len(self._needs)
        sure = needs + len(self._sure)
        row, start, end, inner, land, kind, first, last, named, *rest = numbers
        maker = start if makes and self.legs.table.start.values[start] in makes else -1
        undated, untold, untold_after = (bool(one) for one in rest[10:13])
        common = (inner, first == 0, last == 0, *rest[:JUDGED], *rest[10:13])
        return Tie(
            row, start, end, bool(inner), land, kind, maker, first, last, bool(named),
            tuple(rest[:5]), tuple(rest[5:10]), undated, untold, untold_after,
            rest[13], rest[14], tuple(rest[15:needs]), tuple(rest[needs:sure]),
            tuple(tuple(rest[place : place + JUDGED]) for place in range(sure, len(rest), JUDGED)),
            self._alike.setdefault(common, len(self._alike)),
        )  # fmt: skip

    def best_of(self, ties: Sequence[Tie]) -> Tie:
        """Return what alike ties have in common, with the best of all else: no chain with one of them is better."""
        rows = self._columns[np.searchsorted(self._at, [tie.row for tie in ties])]
        best = rows[0].copy()
        best[LAST] = rows[:, LAST].max()
        best[HOPED:] = rows[:, HOPED:].min(axis=0)
        return self._tie(best.tolist())


def _in_order(rows: Ints) -> Iterator[First]:
    """Yield rows in order of their numbers; sorts those of one strength at a time, for most are never asked for."""
    possible, unreviewed, modality, sources = rows[:, :4].T
    strength = ((possible * 2 + unreviewed) * len(STRENGTH) + modality) * FAR + sources
    for level in np.unique(strength):
        those = rows[strength == level]
        for *numbers, kind, place in those[np.lexsort(those[:, 7:3:-1].T)].tolist():
            yield First((numbers[0], 0, 0, *numbers[1:]), not kind, place)


def _day(text: str) -> int:
    """Return a day as a number such as 20230131; 0 where it is open."""
    return int(text.replace("-", "") or 0)
