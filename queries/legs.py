"""The ties that can be legs of a question, as the engine sends them: one line of text each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Any, TypeVar, overload

import numpy as np

from graph.model import MODALITIES
from graph.store import Store
from queries.columns import Marks, parts_of
from queries.goods import Reading, prefix_of
from queries.kinds import Kinds
from queries.leg_table import PARTS, Asked, LegTable
from queries.once import kept, once
from queries.parts import part
from queries.question import PathQuery
from queries.remembered import LARGE, remembered
from queries.same_goods import SameGoods
from queries.supply import Measure

T = TypeVar("T")
MOST_LEGS = 100_000  # ties that one search looks at; more than that and the answer says that it was cut
MOST_READ = 300_000  # ties of a graph that are read whole; 90,000 take some 60 MB, once for each build
STRENGTH = {str(name): place for place, name in enumerate(MODALITIES)}


@dataclass(slots=True)
class Candidate:
    """A tie that can be a leg; see queries/parts/legs_of_all.cypher for where each part comes from.

    `models` are folded part numbers. `makes` are the goods and part numbers that its supplier is told to make, filled
    where the rule on goods is not strict. `asked` is whether its goods are those of the question: where the rule on
    goods is not strict, one leg is enough.
    """

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
    hs6s: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    makes: frozenset[str] = frozenset()
    asked: bool = True
    from_countries: tuple[str, ...] = ()
    to_countries: tuple[str, ...] = ()
    dispatched: tuple[str, ...] = ()
    destined: tuple[str, ...] = ()
    quantity: Measure | None = None
    weight_kg: float | None = None
    routes: tuple[tuple[str, ...], ...] = ()


class LegList(Sequence[Candidate]):
    """The ties that a question admits; each is made of its line when somebody looks at it.

    Args:
        table: all ties that were read.
        asked: those of the question.
        goods: of all ties, whether their goods are those of the question.
        makes: supplier -> what it is told to make.
        routes: id of a tie -> the countries on the ways of its facts, each in order.
    """

    def __init__(self, table: LegTable, asked: Asked, goods: Marks | None = None) -> None:
        self.table, self.asked = table, asked
        self.goods = goods if goods is not None else np.ones(len(table.lines), dtype=bool)
        self.makes: Mapping[str, frozenset[str]] = {}
        self.routes: Mapping[str, tuple[tuple[str, ...], ...]] = {}
        self._made: dict[int, Candidate] = {}

    def __len__(self) -> int:
        return len(self.asked.at)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Candidate]: ...
    def __getitem__(self, place: int | slice) -> Candidate | Sequence[Candidate]:
        if isinstance(place, slice):
            return [self.at(int(row)) for row in self.asked.at[place]]
        return self.at(int(self.asked.at[place]))

    def blocks(self) -> list[bool]:
        """Return whether there are real ones (False) and invented ones (True), in this order: no chain mixes them."""
        return sorted({bool(one) for one in np.unique(self.table.flag(2)[self.asked.at])})

    def at(self, row: int) -> Candidate:
        """Return the tie of a row of the table."""
        if row not in self._made:
            self._made[row] = self._read(row)
        return self._made[row]

    def _read(self, row: int) -> Candidate:
        (
            name, start, end, start_country, end_country, flags, goods, first, last,
            standing, modality, sources, via, codes, came_from, went_to, _, models,
            dispatched, destined, quantity, relation, weight, unit,
        ) = parts_of(self.table.lines[row], PARTS)  # fmt: skip
        starts_inner, ends_inner, synthetic = (flag == "1" for flag in flags)
        return Candidate(
            id=name,
            start=start,
            end=end,
            start_country=start_country,
            end_country=end_country,
            starts_inner=starts_inner,
            ends_inner=ends_inner,
            begins=bool(self.asked.begins[row]),
            finishes=bool(self.asked.finishes[row]),
            made=bool(self.asked.made[row]),
            synthetic=synthetic,
            goods=goods,
            first=first,
            last=last,
            unreviewed=standing != "accepted",
            modality=STRENGTH[modality],
            sources=int(sources),
            via=tuple(via.split()),
            hs6s=tuple(codes.split()),
            models=tuple(models.split()),
            makes=self.makes.get(start, frozenset()),
            asked=bool(self.goods[row]),
            from_countries=tuple(came_from.split()),
            to_countries=tuple(went_to.split()),
            dispatched=tuple(dispatched.split()),
            destined=tuple(destined.split()),
            quantity=Measure(float(quantity), relation, unit or None) if quantity else None,
            weight_kg=float(weight) if weight else None,
            routes=self.routes.get(name, ()),
        )


@dataclass(frozen=True, slots=True)
class Legs:
    """The ties that can be legs of a question.

    Attributes:
        legs: in no order.
        broader: goods of a leg -> itself and all that is broader.
        kinds: what the goods of the legs are.
        same: which can follow which with the same goods; only where the rule on goods is lenient.
        cut: whether there are more than a search looks at.
    """

    legs: LegList
    broader: Mapping[str, frozenset[str]]
    kinds: Kinds
    same: SameGoods | None = None
    cut: bool = False


def legs_of(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> Legs:
    """Return the ties that can be legs of a question; arguments as of `search`.

    Raises:
        QueryTimeout: the engine takes longer than it may.
    """
    if query.rules.goods == "strict" or (goods is None and not query.hs):
        legs = candidates(store, query, goods, timeout_s)
    else:  # one leg of the goods that were asked for is enough
        table = _whole(store, query, timeout_s)
        among = np.zeros(len(table.lines), dtype=bool)
        among[_asked(table, query, goods).at] = True
        legs = _best(LegList(table, table.asked(query), among), MOST_LEGS)
    if len(query.via) > 1:
        legs.routes = _routes(store, legs, query.via)
    if query.rules.goods != "strict":
        legs.makes = of_table(legs.table, "makers", lambda: makers(store, legs.table.parties))
    broader = of_table(legs.table, "broader", lambda: broader_of(store, legs.table.goods.values))
    kinds = of_table(legs.table, "kinds", lambda: Kinds(legs.table.kinds.values, broader))
    same = None
    if query.rules.goods == "lenient":
        same = of_table(legs.table, "same goods", lambda: SameGoods(legs.table, kinds))
    return Legs(legs, broader, kinds, same, len(legs) >= MOST_LEGS)


def candidates(
    store: Store, query: PathQuery, goods: Reading | None, timeout_s: float, most: int = MOST_LEGS
) -> LegList:
    """Return the ties that a question admits, by its countries, goods, code, dates and standing.

    Args:
        store: an open store.
        query: the question.
        goods: what its goods were read as.
        timeout_s: time limit.
        most: most of them; where there are more, those between the asked countries stay, the best of them.

    Raises:
        QueryTimeout: the engine takes longer than it may.
    """
    table: LegTable | None = kept(store, "legs")
    if table is None and goods is not None and goods.hs is None:
        table = LegTable(_lines(store, "legs_of_goods", {"goods": list(goods.asked.ids)}, timeout_s))
    elif table is None:
        table = _whole(store, query, timeout_s)
    return _best(LegList(table, _asked(table, query, goods)), most)


def _asked(table: LegTable, query: PathQuery, goods: Reading | None) -> Asked:
    hs = prefix_of(goods, query.hs)
    ids = frozenset(goods.asked.ids) if goods is not None and goods.hs is None else None
    return table.asked(query, hs or "", frozenset() if hs is None else ids)


def _best(legs: LegList, most: int) -> LegList:
    """Keep those that begin and end where it was asked for, then those that stand best."""
    if len(legs) > most:
        asked, table = legs.asked, legs.table
        away = 2 - asked.begins.astype(int) - asked.finishes
        rows = asked.at.tolist()
        unreviewed, sources = table.unreviewed(), table.sources.numbers(int)
        best = nsmallest(most, rows, key=lambda row: (away[row], unreviewed[row], -sources[row], table.ids[row]))
        legs.asked = replace(asked, at=np.sort(np.array(best, dtype=np.int64)))
    return legs


def _lines(store: Store, statement: str, parameters: dict[str, Any], timeout_s: float) -> list[str]:
    rows = store.read(part(statement), parameters, timeout_s=timeout_s)
    return [line for row in rows for line in row["legs"]]


def _whole(store: Store, query: PathQuery, timeout_s: float) -> LegTable:
    """Return all ties, read once for each build; of a graph of very many, those next to the question."""

    def lines() -> list[str]:
        return _lines(store, "legs_of_all", {"limit": MOST_READ + 1}, timeout_s)

    def read() -> LegTable | None:
        told = remembered(store, "legs", part("legs_of_all"), lines, lambda all_of_them: len(all_of_them) >= LARGE)
        return LegTable(told) if len(told) <= MOST_READ else None

    table: LegTable | None = once(store, "legs", read)
    if table is not None:
        return table
    ends = {"from_countries": list(query.from_countries), "to_countries": list(query.to_countries)}
    return LegTable(_lines(store, "legs_of_most", {**ends, "limit": MOST_LEGS}, timeout_s))


def of_table(table: LegTable, name: str, read: Callable[[], T]) -> T:
    """Return what belongs to a table; it is read once, and kept with the table."""
    with table.lock:  # of several who ask at once, one reads
        if name not in table.beside:
            table.beside[name] = read()
        known: T = table.beside[name]
        return known


def broader_of(store: Store, goods: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return for each of some goods itself and all that is broader."""
    kinds = sorted(set(goods))
    if not kinds:
        return {}
    rows = store.read(part("goods_broader"), {"ids": kinds})
    wide = {row["id"]: row["broader"] for row in rows}
    return {kind: frozenset((kind, *wide.get(kind, ()))) for kind in kinds}


def makers(store: Store, suppliers: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return of some suppliers those that are told to make something, and what."""
    return {row["maker"]: frozenset(row["made"]) for row in store.read(part("makers"), {"ids": sorted(suppliers)})}


def _routes(store: Store, legs: LegList, via: Sequence[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """For legs that pass several of the asked countries: in which order their facts pass them."""
    asked = set(via)
    several = legs.table.via.where(lambda codes: len(asked & set(codes.split())) > 1)[legs.asked.at]
    ids = sorted(legs.table.ids[row] for row in legs.asked.at[several])
    rows = store.read(part("routes"), {"ids": ids}) if ids else []
    return {row["tie"]: tuple(tuple(route) for route in row["routes"]) for row in rows}
