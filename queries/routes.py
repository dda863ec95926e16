"""What goes by which way, in which month, of which goods: transfers counted, each count with the ids that prove it.

Transfers are counted and not ties: a tie gathers all that one party sent another, by whatever ways and in whatever
years, so neither its countries on the way nor its dates are those of a shipment. All of them are read once for each
build and kept as columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal

import numpy as np

from graph.errors import InvalidParameter
from graph.reference import hs
from graph.store import Store
from queries import goods as goods_reading
from queries.columns import Column, Floats, Ints, Marks, columns_of
from queries.once import once
from queries.parts import part
from queries.question import PathQuery
from queries.remembered import LARGE, remembered

Dimension = Literal["route", "way", "month", "tier", "goods"]
DIMENSIONS: tuple[Dimension, ...] = ("route", "way", "month", "tier", "goods")
MOST_READ = 500_000  # transfers of a graph
MOST_GROUPS = 5_000  # of an answer, the largest first
PROOFS = 20  # ids of a group, the best first
PARTS = 14  # of a line
NO_CODE, NOT_LISTED = "", "none"  # a tier: nobody tells a code; the code stands on no tier
TIERS = tuple(sorted({found for code in hs.priority_codes() if (found := hs.tier(code))}))
OPEN_FIRST, OPEN_LAST = 0, date.max.toordinal() + 1  # of a transfer that has no such day


@dataclass(frozen=True, slots=True)
class Group:
    """Transfers that have the same way, month, tier or goods, whichever was asked for.

    Attributes:
        key: one text for each dimension: a route as codes of countries with spaces between them, origin first and
            destination last; a way as the codes between them; a month as 2023-05, empty where the bounds do not lie in
            one; a tier, NOT_LISTED or NO_CODE; the id of the goods.
        transfers: how many.
        unreviewed: how many of them nobody has accepted.
        sources: most independent sources of one of them.
        weight_kg, weighed: sum of the weights that are told, and of how many.
        values: currency, sum and number of the values that are told in it; prices of a piece are no values.
        first, last: the earliest and the latest day that is told; empty where none is.
        facts: ids of at most PROOFS of them: accepted ones first, then those of more sources.
    """

    key: tuple[str, ...]
    transfers: int
    unreviewed: int
    sources: int
    weight_kg: float
    weighed: int
    values: tuple[tuple[str, float, int], ...]
    first: str
    last: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flows:
    """Transfers from country to country, counted.

    Attributes:
        by: the dimensions of the keys.
        groups: the largest first, at most MOST_GROUPS.
        transfers: how many are counted, in all groups.
        undated: how many of them have no month.
        unclear: how many are not counted, for they may lie in the time that was asked for, or not.
        unplaced: how many are not counted, for nobody tells where they came from or went.
        inland: how many are not counted, for they stay within one country.
        more: groups that are not among those given.
        cut: whether the graph holds more than MOST_READ, so that some were not looked at.
    """

    by: tuple[Dimension, ...]
    groups: tuple[Group, ...]
    transfers: int = 0
    undated: int = 0
    unclear: int = 0
    unplaced: int = 0
    inland: int = 0
    more: int = 0
    cut: bool = False


def flows(
    store: Store,
    query: PathQuery,
    by: Sequence[Dimension] = ("route",),
    *,
    tier: str = "",
    invented: bool = False,
    timeout_s: float = 30.0,
) -> Flows:
    """Count transfers from country to country.

    Args:
        store: an open store.
        query: countries of the first supplier, on the way (in any order) and of the recipient, goods, code and
            standing; `since` and `until` keep what lies wholly within.
        by: what is told apart.
        tier: of the Common High Priority List; "1" stands for itself, "3" for 3.A and 3.B; empty for any.
        invented: count the invented ones instead of the real ones; the two are never counted together.
        timeout_s: time limit of the engine.

    Raises:
        InvalidParameter: nobody knows the goods, or the tier or a dimension is none.
        QueryTimeout: the engine takes longer than it may.
    """
    if tier and not any(_within_tier(one, tier) for one in TIERS):
        raise InvalidParameter(f"tier: must be one of {', '.join(TIERS)}, got {tier!r}")
    if not by or not set(by) <= set(DIMENSIONS):
        raise InvalidParameter(f"by: must be of {', '.join(DIMENSIONS)}, got {', '.join(by) or 'nothing'}")
    reading = goods_reading.read(store, query.goods) if query.goods else None
    prefix = goods_reading.prefix_of(reading, query.hs)
    if prefix is None:
        return Flows(tuple(by), ())
    ids = frozenset(reading.asked.ids) if reading is not None and reading.hs is None else None
    table: FlowTable = once(store, "flows", lambda: _read(store, timeout_s))
    return table.counted(query, tuple(by), tier=tier, hs_prefix=prefix, goods=ids, invented=invented)


def _read(store: Store, timeout_s: float) -> FlowTable:
    all_flows, all_stops = part("flows_of_all"), part("flows_on_the_way")

    def read() -> list[list[str]]:
        flows = store.read(all_flows, {"limit": MOST_READ + 1}, timeout_s=timeout_s)
        return [_all(flows, "flows"), _all(store.read(all_stops, timeout_s=timeout_s), "stops")]

    return FlowTable(*remembered(store, "flows", all_flows + all_stops, read, lambda told: len(told[0]) >= LARGE))


def _all(rows: Iterable[Mapping[str, Any]], name: str) -> list[str]:
    return [line for row in rows for line in row[name]]


class FlowTable:
    """Transfers as columns, in the order of their ids.

    Args:
        lines: each as queries/parts/flows_of_all.cypher makes it.
        stops: each as queries/parts/flows_on_the_way.cypher makes it.
    """

    def __init__(self, lines: Iterable[str], stops: Iterable[str]) -> None:
        told = sorted(lines)
        self.cut = len(told) > MOST_READ
        (
            ids, first, last, origin, target, codes, tiers, goods, standing, sources, invented, weight, value, currency,
        ) = columns_of(told[:MOST_READ], PARTS)  # fmt: skip
        self.ids = ids.texts()
        ways = _ways(stops)
        ends = zip(self.ids, origin.texts(), target.texts(), strict=True)
        self.route = Column(_route(start, ways.get(name, ()), stop) for name, start, stop in ends)
        self.first = first.numbers(lambda day: _ordinal(day) if day else OPEN_FIRST)
        self.last = last.numbers(lambda day: _ordinal(day) if day else OPEN_LAST)
        between = [" ".join(route.split(" ")[1:-1]) for route in self.route.values]
        self.way = Column(map(between.__getitem__, self.route.codes.tolist()))
        self.month = Column(map(_month, first.texts(), last.texts()))
        listed = zip(tiers.texts(), codes.texts(), strict=True)
        self.tier = Column(one or (NOT_LISTED if code else NO_CODE) for one, code in listed)
        self.codes, self.goods, self.currency = codes, goods, currency
        self.accepted = standing.where("accepted".__eq__)
        self.invented = invented.where("1".__eq__)
        self.sources = sources.numbers(int)
        self.weight, self.value = _numbers(weight), _numbers(value)

    def counted(
        self, query: PathQuery, by: tuple[Dimension, ...], *, tier: str = "", hs_prefix: str = "",
        goods: frozenset[str] | None = None, invented: bool = False,
    ) -> Flows:  # fmt: skip
        """Count the transfers that a question admits; other arguments as of `flows`.

        Args:
            query: the question; its goods and code do not count.
            by: what is told apart.
            tier: of the list; empty for any.
            hs_prefix: digits that a code begins with; empty for any.
            goods: ids of goods; None for any.
            invented: count the invented ones instead.
        """
        kept = self.invented == invented
        if query.reviewed:
            kept &= self.accepted
        if hs_prefix:
            kept &= self.codes.where(lambda code: code.startswith(hs_prefix))
        if goods is not None:
            kept &= self.goods.where(lambda one: one in goods)
        if tier:
            kept &= self.tier.where(lambda one: _within_tier(one, tier))
        kept &= self.route.where(lambda route: _goes(route, query))
        placed = self.route.where(lambda route: "?" not in route.split(" "))
        abroad = self.route.where(lambda route: " " in route)
        within, outside = self._when(query)
        counted = kept & placed & abroad
        told = self._groups(np.flatnonzero(counted & within), by)
        return Flows(
            by, told[0], int(np.count_nonzero(counted & within)),
            int(np.count_nonzero(counted & within & self.month.where(lambda one: not one))),
            int(np.count_nonzero(counted & ~within & ~outside)), int(np.count_nonzero(kept & ~placed)),
            int(np.count_nonzero(kept & placed & ~abroad)), told[1], self.cut,
        )  # fmt: skip

    def _when(self, query: PathQuery) -> tuple[Marks, Marks]:
        """Return what lies wholly within the time that is asked for, and what lies wholly outside of it."""
        since = query.since.toordinal() if query.since else OPEN_FIRST
        until = query.until.toordinal() if query.until else OPEN_LAST
        within = (self.first >= since) & (self.last <= until)
        return within, (self.last < since) | (self.first > until)

    def _groups(self, at: Ints, by: tuple[Dimension, ...]) -> tuple[tuple[Group, ...], int]:
        """Return the largest groups of some transfers, and how many more there are."""
        if not len(at):
            return (), 0
        columns: list[Column] = [getattr(self, name) for name in by]
        mixed = np.zeros(len(at), dtype=np.int64)
        for column in columns:
            mixed = mixed * len(column.values) + column.codes[at]
        _, group = np.unique(mixed, return_inverse=True)
        # The members of each group side by side, its best proof first.
        rows = at[np.lexsort((at, -self.sources[at], ~self.accepted[at], group))]
        starts = np.flatnonzero(np.diff(np.sort(group), prepend=-1))
        sizes = np.diff(starts, append=len(rows))
        keys = [tuple(column.values[code] for column, code in zip(columns, codes, strict=True))
                for codes in zip(*(column.codes[rows[starts]] for column in columns), strict=True)]  # fmt: skip
        largest = sorted(range(len(keys)), key=lambda place: (-sizes[place], keys[place]))[:MOST_GROUPS]
        sums = _Sums(self, rows, starts)
        found = [
            Group(keys[place], int(sizes[place]), *sums.of(place),
                  tuple(self.ids[row] for row in rows[starts[place] : starts[place] + min(sizes[place], PROOFS)]))
            for place in largest
        ]  # fmt: skip
        return tuple(found), len(keys) - len(found)


class _Sums:
    """What is told of each group.

    Args:
        table: of the transfers.
        rows: their places in the table, group by group.
        starts: where each group begins in `rows`.
    """

    def __init__(self, table: FlowTable, rows: Ints, starts: Ints) -> None:
        weight, value, currency = table.weight[rows], table.value[rows], table.currency.codes[rows]
        self.unreviewed = np.add.reduceat((~table.accepted[rows]).astype(np.int64), starts)
        self.sources = np.maximum.reduceat(table.sources[rows], starts)
        self.weight = np.add.reduceat(np.nan_to_num(weight), starts)
        self.weighed = np.add.reduceat((~np.isnan(weight)).astype(np.int64), starts)
        first, last = table.first[rows], table.last[rows]
        self.first = np.minimum.reduceat(np.where(first == OPEN_FIRST, OPEN_LAST, first), starts)
        self.last = np.maximum.reduceat(np.where(last == OPEN_LAST, OPEN_FIRST, last), starts)
        self.values = []
        for code, name in enumerate(table.currency.values):
            of_it = (currency == code) & ~np.isnan(value)
            if name and of_it.any():
                sums = np.add.reduceat(np.where(of_it, value, 0.0), starts)
                self.values.append((name, sums, np.add.reduceat(of_it.astype(np.int64), starts)))
        self.values.sort(key=lambda one: one[0])

    def of(self, place: int) -> tuple[int, int, float, int, tuple[tuple[str, float, int], ...], str, str]:
        """Return what stands in a group between its number and its proof."""
        values = [(name, float(sums[place]), int(counts[place])) for name, sums, counts in self.values]
        return (
            int(self.unreviewed[place]), int(self.sources[place]), float(self.weight[place]), int(self.weighed[place]),
            tuple(one for one in values if one[2]), _iso(self.first[place]), _iso(self.last[place]),
        )  # fmt: skip


def _ways(stops: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the countries on the way of each transfer that names some, in order."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in stops:
        name, order, code = line.split("|")
        found[name].append((int(order), code))
    return {name: tuple(code for _, code in sorted(some)) for name, some in found.items()}


@lru_cache(maxsize=10_000)
def _route(origin: str, via: tuple[str, ...], target: str) -> str:
    """Return a way as one text; a country that is not told is a question mark, one told twice in a row counts once."""
    stops = (origin or "?", *via, target or "?")
    return " ".join(code for code, _ in groupby(stops))


def _month(first: str, last: str) -> str:
    """Return the month that both bounds lie in; empty where they lie in none."""
    return first[:7] if first and first[:7] == last[:7] else ""


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _iso(day: int) -> str:
    return "" if day in (OPEN_FIRST, OPEN_LAST) else date.fromordinal(int(day)).isoformat()


def _numbers(told: Column) -> Floats:
    each: Floats = np.array([float(text) if text else np.nan for text in told.values], dtype=np.float64)
    return each[told.codes]


def _goes(route: str, query: PathQuery) -> bool:
    stops = route.split(" ")
    return (
        (not query.from_countries or stops[0] in query.from_countries)
        and (not query.to_countries or stops[-1] in query.to_countries)
        and set(query.via) <= set(stops[1:-1])
    )


def _within_tier(one: str, tier: str) -> bool:
    return one == tier or one.startswith(f"{tier}.")
