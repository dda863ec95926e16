"""The ties that can be legs of a question, as the engine sends them: one line of text each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.model import MODALITIES
from graph.store import Store
from queries.goods import Reading
from queries.parts import part
from queries.question import PathQuery

MOST_LEGS = 30_000  # ties that one search looks at; more than that and the answer says that it was cut
STRENGTH = {str(name): place for place, name in enumerate(MODALITIES)}


@dataclass(slots=True)
class Candidate:
    """A tie that can be a leg; see queries/parts/legs_of_goods.cypher for where each part comes from.

    `asked` is whether its goods are those of the question: where the rule on goods is not strict, one leg is enough.
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
    legs = _candidates(store, query, goods, timeout_s)
    if query.rules.goods != "strict" and (goods is not None or query.hs):
        asked = {leg.id for leg in legs}
        legs = _candidates(store, replace(query, hs=None), None, timeout_s)
        for leg in legs:
            leg.asked = leg.id in asked
    cut = len(legs) >= MOST_LEGS
    legs = [leg for leg in legs if leg.stands_without(query.without)]
    broader = broader_of(store, legs)
    if len(query.via) > 1:
        _add_routes(store, legs, query.via)
    return Legs(legs, broader, cut)


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
        "places": query.rules.party == "off",
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
    name, start, end, *homes, flags, goods, first, last, standing, modality, sources, via, codes = line.split("|")
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
        hs6s=tuple(codes.split()),
    )


def broader_of(store: Store, legs: Sequence[Candidate]) -> Mapping[str, frozenset[str]]:
    """Return for each goods of some legs itself and all that is broader."""
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
