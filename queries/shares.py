"""Shares with bounds: what several statements say together, and how much of a firm some owners hold, also along chains.

All is exact (fractions of per cent). Bounds are those of what is told: an owner that nobody tells of is in none of
them. What is told of one firm adds up to 100 per cent at most, which tightens the upper bounds; where the lower bounds
add up to more, the statements contradict each other, and each lower bound loses what is too much.

Source: the share along chains is the chance to come to an owner when one goes up from a firm, from each firm to one of
its owners, with the chance of its share. It is the sum over all chains, counts no loop twice, and is never over 100; it
is what the literature calls integrated ownership, corrected for cross-holdings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

ALL = Fraction(100)
NONE = Fraction(0)
MOST_IN_RING = (
    24  # firms that hold each other and are solved exactly; more than that get sound bounds that are not the tightest
)
MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Span:
    """Bounds of a share in per cent.

    Attributes:
        low, high: at least, at most.
        above: whether it is more than `low`, not just as much.
        below: whether it is less than `high`.
    """

    low: Fraction = NONE
    high: Fraction = ALL
    above: bool = False
    below: bool = False

    @property
    def unknown(self) -> bool:
        """Whether it says nothing."""
        return self.low == NONE and self.high == ALL

    @property
    def empty(self) -> bool:
        """Whether nothing lies between its bounds."""
        return self.low > self.high or (self.low == self.high and (self.above or self.below))

    def __str__(self) -> str:
        """Return it in words, such as `50 to 75 %` or `more than 25 %`."""
        if self.unknown:
            return "share not told"
        if self.low == self.high:
            return f"{percent(self.low)} %"
        least = f"{'more than' if self.above else 'at least'} {percent(self.low)}"
        most = f"{'less than' if self.below else 'at most'} {percent(self.high)}"
        words = [least] * (self.low > 0) + [most] * (self.high < ALL)
        return f"{' and '.join(words)} %"

    def to_json(self) -> dict[str, float | bool]:
        """Return it as a JSON object, in per cent."""
        return {
            "at_least": round(float(self.low), 6),
            "at_most": round(float(self.high), 6),
            "more_than": self.above,
            "less_than": self.below,
        }


UNKNOWN = Span()
Holders = Mapping[str, Span]  # owner -> its share of one firm


def percent(value: Fraction) -> str:
    """Return a number of per cent with at most four places."""
    return f"{float(value):.4f}".rstrip("0").rstrip(".")


def exactly(number: float) -> Fraction:
    """Return the decimal number that a float was printed as."""
    return Fraction(str(number))


def span(low: float | None, high: float | None, *, above: bool = False, below: bool = False) -> Span:
    """Return the bounds of one statement; None is not told, and what lies outside of 0 to 100 is brought there."""
    least = NONE if low is None else min(ALL, max(NONE, exactly(low)))
    most = ALL if high is None else min(ALL, max(NONE, exactly(high)))
    return Span(least, most, above and low is not None, below and high is not None)


def together(spans: Iterable[Span]) -> tuple[Span, bool]:
    """Return what several statements on one holding say together, and whether they agree.

    Statements that can all be true leave what they have in common; where they cannot, any of them may be true, and the
    widest bounds hold.
    """
    several = [one for one in spans if not one.unknown] or [UNKNOWN]
    low, above = max((one.low, one.above) for one in several)
    high, closed = min((one.high, not one.below) for one in several)
    common = Span(low, high, above, not closed)
    if not common.empty:
        return common, True
    low, shut = min((one.low, one.above) for one in several)
    high, closed = max((one.high, not one.below) for one in several)
    return Span(low, high, shut, not closed), False


@dataclass(frozen=True, slots=True)
class Firm:
    """Who holds a firm.

    Attributes:
        holders: owner -> share; bounds that fit each other.
        over: per cent by which the lower bounds that are told go beyond 100; then they contradict each other.
    """

    holders: Holders
    over: Fraction = NONE

    @classmethod
    def of(cls, holders: Holders) -> Firm:
        """Fit the bounds of the owners of one firm to each other: what all hold is at most 100 per cent."""
        over = max(NONE, sum((one.low for one in holders.values()), NONE) - ALL)
        if over:
            holders = {name: replace(one, low=max(NONE, one.low - over), above=False) for name, one in holders.items()}
        least = sum((one.low for one in holders.values()), NONE)
        fitted = {}
        for name, one in holders.items():
            room = ALL - (least - one.low)
            shut = any(other.above for owner, other in holders.items() if owner != name)
            fitted[name] = one if room > one.high else replace(one, high=room, below=one.below or shut)
            if over:
                fitted[name] = one
        return cls(fitted, over)

    def held_by(self, owners: Collection[str]) -> Span:
        """Return what some owners hold together, directly."""
        mine = [one for name, one in self.holders.items() if name in owners]
        rest = [one for name, one in self.holders.items() if name not in owners]
        low = sum((one.low for one in mine), NONE)
        high = sum((one.high for one in mine), NONE)
        room = ALL - sum((one.low for one in rest), NONE)
        below = (high <= room and any(one.below for one in mine)) or (high >= room and any(one.above for one in rest))
        return Span(min(low, ALL), max(low, min(high, room)), any(one.above for one in mine), below)

    def weights(self, worth: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """Return the shares within the bounds at which the sum of share times worth is greatest."""
        found = {name: one.low for name, one in self.holders.items()}
        left = ALL - sum(found.values(), NONE)
        for name in sorted(found, key=lambda one: (-worth.get(one, NONE), one)):
            more = min(left, self.holders[name].high - found[name]) if worth.get(name, NONE) > 0 else NONE
            found[name] += more
            left -= more
        return found


@dataclass(frozen=True, slots=True)
class Flow:
    """How much of each firm some owners hold, directly and along all chains.

    Attributes:
        spans: firm or owner -> share; an owner that is asked for holds all of itself.
        tight: whether the bounds are the tightest; otherwise more firms hold each other in a ring than are solved.
    """

    spans: Mapping[str, Span]
    tight: bool = True


def flow(firms: Mapping[str, Firm], owners: Collection[str]) -> Flow:
    """Return how much of each firm some owners hold together, along all chains.

    Args:
        firms: by id; an owner that is no key is held by nobody who is told.
        owners: those asked for; who holds them does not matter.
    """
    low: dict[str, Fraction] = dict.fromkeys(owners, ALL)
    high: dict[str, Fraction] = dict.fromkeys(owners, ALL)
    tight = True
    for ring in _rings({name: firm for name, firm in firms.items() if name not in low}):
        if len(ring) == 1 and ring[0] not in firms[ring[0]].holders:
            firm = firms[ring[0]]
            low[ring[0]] = _value({name: one.low for name, one in firm.holders.items()}, low)
            high[ring[0]] = _value(firm.weights(high), high)
        elif len(ring) <= MOST_IN_RING:
            start = {name: {owner: one.low for owner, one in firms[name].holders.items()} for name in ring}
            low |= _solved(start, low)
            high |= _greatest({name: firms[name] for name in ring}, high, start)
        else:
            tight = False
            for name in ring:  # what the ring holds of itself can only add to it, and is not in `low` yet
                least = {owner: one.low for owner, one in firms[name].holders.items() if owner not in ring}
                low[name] = _value(least, low)
            reached = any(high.get(owner, NONE) > 0 for name in ring for owner in firms[name].holders)
            high |= dict.fromkeys(ring, ALL if reached else NONE)
    return Flow({name: Span(low[name], high[name]) for name in low}, tight)


def _value(weights: Mapping[str, Fraction], worth: Mapping[str, Fraction]) -> Fraction:
    return sum((share * worth.get(name, NONE) for name, share in weights.items()), NONE) / ALL


def _rings(firms: Mapping[str, Firm]) -> list[list[str]]:
    """Return the firms in groups that hold each other, owners before what they own."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(sorted(firms))
    graph.add_edges_from(
        (owner, name) for name in sorted(firms) for owner in sorted(firms[name].holders) if owner in firms
    )
    joined = nx.condensation(graph)
    return [sorted(joined.nodes[one]["members"]) for one in nx.lexicographical_topological_sort(joined)]


def _solved(weights: Mapping[str, Mapping[str, Fraction]], worth: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return what the firms of a ring are worth at fixed shares: the least solution of the linear system.

    Args:
        weights: firm of the ring -> owner -> share.
        worth: of owners outside of the ring.
    """
    given = {
        name: sum((share * worth.get(one, NONE) for one, share in row.items() if one not in weights), NONE) / ALL
        for name, row in weights.items()
    }
    alive = {name for name, value in given.items() if value > 0}
    while more := {name for name in weights.keys() - alive if any(weights[name].get(one, NONE) > 0 for one in alive)}:
        alive |= more  # the others come to nobody: their system has no single solution, and the least one is nothing
    names = sorted(alive)
    rows = [
        [Fraction(int(one == name)) - weights[name].get(one, NONE) / ALL for one in names] + [given[name]]
        for name in names
    ]
    return dict.fromkeys(weights, NONE) | dict(zip(names, _eliminated(rows), strict=True))


def _eliminated(rows: list[list[Fraction]]) -> list[Fraction]:
    """Solve a linear system that has one solution; each row ends with its right side."""
    for place in range(len(rows)):
        best = next(number for number in range(place, len(rows)) if rows[number][place])
        rows[place], rows[best] = rows[best], rows[place]
        head = rows[place][place]
        rows[place] = [value / head for value in rows[place]]
        for number, row in enumerate(rows):
            if number != place and row[place]:
                factor = row[place]
                rows[number] = [value - factor * one for value, one in zip(row, rows[place], strict=True)]
    return [row[-1] for row in rows]


def _greatest(
    ring: Mapping[str, Firm], outside: Mapping[str, Fraction], start: Mapping[str, Mapping[str, Fraction]]
) -> dict[str, Fraction]:
    """Return the most that the firms of a ring can be worth, by better and better shares until none is better.

    Shares that cannot be bettered have the greatest worth: it solves the equation of the best shares, and the least
    solution of that equation is the greatest worth that any shares have.
    """
    chosen: dict[str, Mapping[str, Fraction]] = dict(start)
    for _ in range(MOST_ROUNDS):
        found = _solved(chosen, outside)
        worth = {**outside, **found}
        better = {name: firm.weights(worth) for name, firm in ring.items()}
        changed = {name for name, weights in better.items() if _value(weights, worth) > found[name]}
        if not changed:
            return found
        chosen |= {name: better[name] for name in changed}
    return dict.fromkeys(ring, ALL)


def reaches(share: Span, threshold: Fraction, inclusive: bool, *, at_most: bool = False) -> bool:
    """Whether a share comes to a threshold: by its lower bound, or by its upper one.

    Args:
        share: in per cent.
        threshold: in per cent.
        inclusive: whether the threshold itself is enough.
        at_most: ask the upper bound instead: whether it can come there.
    """
    value, shut = (share.high, share.below) if at_most else (share.low, share.above)
    if value != threshold:
        return value > threshold
    return (inclusive and not shut) if at_most else (inclusive or shut)


def widest(spans: Sequence[Span]) -> Span:
    """Return the span that reaches furthest, by its lower bound, then its upper one."""
    return max(spans, key=lambda one: (one.low, one.above, one.high))
