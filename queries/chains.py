"""Supply chains through countries, goods and time: the search, its ranking, and the negative answer."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from time import perf_counter

from graph.errors import QueryTimeout
from graph.reference import countries
from graph.store import Store
from queries import goods as goods_reading
from queries.legdetails import paths_of
from queries.legsearch import chains_of, search
from queries.missing import missing_legs
from queries.nearest import nearest
from queries.once import once
from queries.parts import part
from queries.path_answer import GoodsAsked, MissingLeg, Near, PathAnswer, Searched
from queries.question import PathQuery
from queries.remembered import LARGE, remembered
from queries.supply import End, EvidenceItem, Leg, Measure, Path, Possible

__all__ = [
    "End",
    "EvidenceItem",
    "GoodsAsked",
    "Leg",
    "Measure",
    "Near",
    "Path",
    "PathAnswer",
    "PathQuery",
    "Possible",
    "Searched",
    "supply_paths",
]

NOTHING = {"ties": 0, "claims": 0, "sources": 0, "documents": 0}
LEAST_S = 1.0  # for what comes nearest, however long the search took


def supply_paths(
    store: Store,
    query: PathQuery,
    *,
    timeout_s: float = 30.0,
    before: Store | None = None,
    through: Collection[str] = (),
    near: bool = True,
) -> PathAnswer:
    """Find the supply paths that a question asks for, best first.

    Args:
        store: an open store.
        query: made by `PathQuery.make`.
        timeout_s: time limit of the whole search; when it is reached the answer says `searched.cut`.
        before: the graph of an earlier day: what it answers is left out, and nothing near or missing is looked for.
        through: ids of parties, one of which stands in every path that is wanted; then nothing near is looked for.
        near: whether to look for the nearest things where there is no path.

    Returns:
        Real paths ranked, then synthetic ones ranked; where there is none, the nearest things found.

    Raises:
        InvalidParameter: neither the lexicon nor the graph knows the goods (with the five nearest).
    """
    started = perf_counter()
    reading = goods_reading.read(store, query.goods) if query.goods else None
    earlier, cut = ({}, False) if before is None else chains_of(before, query, timeout_s)
    found = search(store, query, reading, timeout_s, earlier.keys(), through)
    chains = found.chains
    if query.impossible:
        both = chains + found.refused
        chains = [chain for chain in both if not chain.legs[0].synthetic][: query.limit]
        chains += [chain for chain in both if chain.legs[0].synthetic][: query.limit]
    by_code = reading.by_code if reading else frozenset()
    paths = paths_of(store, chains, query.rules, by_code)
    nearby: list[Near] = []
    missing: tuple[MissingLeg, ...] = ()
    missing_cut = False
    if near and not paths and before is None and not through:
        nearby = nearest(store, query, reading, found, max(LEAST_S, timeout_s - (perf_counter() - started)))
        with suppress(QueryTimeout):
            missing_cut = True
            if found.ties is not None:
                ends_at = max(perf_counter() + LEAST_S, started + timeout_s)
                missing, missing_cut = missing_legs(store, found.ties, query, ends_at)
    counts, counted = _counts(store, max(LEAST_S, timeout_s - (perf_counter() - started)))
    searched = Searched(
        hops=query.max_hops,
        start=query.since,
        end=query.until,
        goods=reading.asked if reading else None,
        not_included=_not_included(query),
        sources=counts["sources"],
        documents=counts["documents"],
        claims=counts["claims"],
        ties=counts["ties"],
        standing="accepted" if query.reviewed else "accepted and unreviewed",
        cut=found.cut or cut or not counted,
        seconds=perf_counter() - started,
    )
    return PathAnswer(query, searched, tuple(paths), tuple(nearby), missing, missing_cut)


def _not_included(query: PathQuery) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each country asked for: the territories that its code does not include and that nobody asked for."""
    asked = dict.fromkeys((*query.from_countries, *query.to_countries))
    apart = {code: tuple(other for other in countries.not_included(code) if other not in asked) for code in asked}
    return tuple((code, others) for code, others in apart.items() if others)


def _counts(store: Store, timeout_s: float) -> tuple[dict[str, int], bool]:
    """Count what there is to search, and say whether the engine could in time."""
    asked = part("searched") + part("counts")

    def counted() -> dict[str, int]:
        return remembered(
            store, "counts", asked, lambda: _counted(store, timeout_s), lambda told: told["ties"] >= LARGE
        )

    try:
        return once(store, "counts", counted), True
    except QueryTimeout:
        return NOTHING, False


def _counted(store: Store, timeout_s: float) -> dict[str, int]:
    counts = dict(NOTHING)
    for name in ("searched", "counts"):
        for row in store.read(part(name), timeout_s=timeout_s):
            counts |= {what: counts[what] + number for what, number in row.items()}
    return counts
