"""The ties that can be legs of a question, as the engine sends them: one line of text each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Any

from graph.model import MODALITIES
from graph.store import Store
from queries.goods import Reading, prefix_of
from queries.once import once
from queries.parts import part
from queries.question import PathQuery

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
    routes: tuple[tuple[str, ...], ...] = ()

    def stands_without(self, gone: Collection[str]) -> bool:
        """Whether none of these parties and countries is an end of it or on its way."""
        return not {self.start, self.end, self.start_country, self.end_country, *self.via} & set(gone)


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


def legs_of(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> Legs:
    """Return the ties that can be legs of a question; arguments as of `search`.

    Raises:
        QueryTimeout: the engine takes longer than it may.
    """
    legs = candidates(store, query, goods, timeout_s)
    if query.rules.goods != "strict" and (goods is not None or query.hs):
        asked = {leg.id for leg in legs}
        legs = candidates(store, replace(query, hs=None), None, timeout_s)
        for leg in legs:
            leg.asked = leg.id in asked
    cut = len(legs) >= MOST_LEGS
    legs = [leg for leg in legs if leg.stands_without(query.without)]
    broader = broader_of(store, legs)
    if len(query.via) > 1:
        _add_routes(store, legs, query.via)
    if query.rules.goods != "strict":
        add_makers(store, legs)
    return Legs(legs, broader, cut)


def candidates(
    store: Store, query: PathQuery, goods: Reading | None, timeout_s: float, most: int = MOST_LEGS
) -> list[Candidate]:
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
    hs = prefix_of(goods, query.hs)
    if hs is None:
        return []
    if goods is not None and goods.hs is None:
        lines = _lines(store, "legs_of_goods", {"goods": list(goods.asked.ids)}, timeout_s)
    else:
        lines = _all_lines(store, query, timeout_s)
    legs = [leg for line in lines if (leg := _candidate(line, query, hs)) is not None]
    if len(legs) > most:
        legs = nsmallest(most, legs, key=_away)
    return legs


def _lines(store: Store, statement: str, parameters: dict[str, Any], timeout_s: float) -> list[str]:
    rows = store.read(part(statement), parameters, timeout_s=timeout_s)
    return [line for row in rows for line in row["legs"]]


def _all_lines(store: Store, query: PathQuery, timeout_s: float) -> list[str]:
    """Return all ties, read once for each build; of a graph of very many, those next to the question."""
    limit = MOST_READ + 1
    lines: list[str] = once(store, "legs", lambda: _lines(store, "legs_of_all", {"limit": limit}, timeout_s)[:limit])
    if len(lines) < limit:
        return lines
    ends = {"from_countries": list(query.from_countries), "to_countries": list(query.to_countries)}
    return _lines(store, "legs_of_most", {**ends, "limit": MOST_LEGS}, timeout_s)


def _away(leg: Candidate) -> tuple[int, bool, int, str]:
    """Sort key: what begins and ends where it was asked for, then what stands best."""
    return (not leg.begins) + (not leg.finishes), leg.unreviewed, -leg.sources, leg.id


def _candidate(line: str, query: PathQuery, hs: str) -> Candidate | None:
    """Read one line of the engine; None where the question does not admit it."""
    (
        name, start, end, start_country, end_country, flags, goods, first, last,
        standing, modality, sources, via, codes, came_from, went_to, made_in, models,
    ) = line.split("|")  # fmt: skip
    starts_inner, ends_inner, synthetic = (flag == "1" for flag in flags)
    begins = not query.from_countries or not _apart(came_from, query.from_countries)
    finishes = not query.to_countries or not _apart(went_to, query.to_countries)
    anywhere = query.rules.party == "off"
    if (
        (query.reviewed and standing != "accepted")
        or (synthetic and not query.synthetic)
        or (query.since and last and last < query.since.isoformat())
        or (query.until and first and first > query.until.isoformat())
        or not (
            starts_inner or begins or anywhere
        )  # an end that is no stepping stone is the first or the last of a path
        or not (ends_inner or finishes or anywhere)
        or (hs and not any(code.startswith(hs) for code in codes.split()))
    ):
        return None
    return Candidate(
        id=name,
        start=start,
        end=end,
        start_country=start_country,
        end_country=end_country,
        starts_inner=starts_inner,
        ends_inner=ends_inner,
        begins=begins,
        finishes=finishes,
        made=query.origin is None or query.origin in made_in.split(),
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
    )


def _apart(codes: str, asked: Collection[str]) -> bool:
    """Whether none of some codes, with spaces between them, was asked for."""
    return all(code not in asked for code in codes.split())


def broader_of(store: Store, legs: Sequence[Candidate]) -> Mapping[str, frozenset[str]]:
    """Return for each goods of some legs itself and all that is broader."""
    kinds = sorted({leg.goods for leg in legs})
    if not kinds:
        return {}
    rows = store.read(part("goods_broader"), {"ids": kinds})
    wide = {row["id"]: row["broader"] for row in rows}
    return {kind: frozenset((kind, *wide.get(kind, ()))) for kind in kinds}


def add_makers(store: Store, legs: Sequence[Candidate]) -> None:
    """For legs whose supplier is told to make something: what."""
    suppliers = sorted({leg.start for leg in legs if leg.starts_inner})
    made = {row["maker"]: frozenset(row["made"]) for row in store.read(part("makers"), {"ids": suppliers})}
    for leg in legs if made else ():
        leg.makes = made.get(leg.start, leg.makes)


def _add_routes(store: Store, legs: Sequence[Candidate], via: Sequence[str]) -> None:
    """For legs that pass several of the asked countries: in which order their facts pass them."""
    asked = set(via)
    several = {leg.id: leg for leg in legs if len(asked & set(leg.via)) > 1}
    if not several:
        return
    for row in store.read(part("routes"), {"ids": sorted(several)}):
        several[row["tie"]].routes = tuple(tuple(route) for route in row["routes"])
