"""Who stands between suppliers and recipients: betweenness, on walks that time allows, or on ties alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from time import perf_counter
from typing import Any

import numpy as np
import rustworkx as rx

from graph.errors import InvalidParameter
from graph.store import Store
from queries.analytics.answer import SEED, Analysis, asked_of
from queries.analytics.temporal import OPEN_FIRST, OPEN_LAST, Floats, Ints, Legs, Marks, arranged, passing
from queries.analytics.trade import named, trade_of, words
from queries.legs import Candidate
from queries.question import PathQuery, within

EXACT_STARTS = 2_000  # suppliers; of more a sample is drawn
SAMPLED_STARTS = 500
MOST_STARTS = 100_000
MOST_PARTIES = 30_000  # that are measured by ties alone, where nothing is sampled
LEAST = 1e-9  # what is below it is rounding
SHOWN_TIES = 5  # ids of ties on each side of a party
CANNOT_SHOW = (
    "It cannot show that goods went all the way: it counts ways that dates allow, of any goods that were asked for, in "
    "what the sources tell; who is told of more stands between more."
)
CANNOT_SHOW_PLAIN = (
    "It cannot show that goods went all the way, nor that dates allow it: it counts ways by ties alone, in what the "
    "sources tell; who is told of more stands between more."
)

Beside = tuple[dict[str, Any], list[Candidate], list[Candidate]]  # measures of a party, ties into it and out of it


@dataclass(frozen=True, slots=True)
class Broker:
    """A party between others.

    Attributes:
        id, name, country: of the party.
        pairs: pairs of a supplier and a recipient that it stands between; a pair with several shortest ways counts by
            the share of them that pass it.
        share: of all pairs that a way joins.
        bought_from, sold_to: the parties beside it on these ways, those of most ways first.
        ties: ids of the ties that join it to them; by ties alone some ids of its ties.
        error: standard error of `pairs`, where suppliers were sampled; 0 where all were looked at, None by ties alone.
        dated: `pairs` counted anew on the legs alone whose dates are both told; None by ties alone.
        starts: suppliers, of those looked at, from whom a shortest way passes it; None by ties alone.
    """

    id: str
    name: str
    country: str | None
    pairs: float
    share: float
    bought_from: tuple[str, ...]
    sold_to: tuple[str, ...]
    ties: tuple[str, ...]
    error: float | None = None
    dated: float | None = None
    starts: int | None = None


@dataclass(slots=True)
class Measured:
    """Betweenness of numbered parties.

    Attributes:
        score: pairs that each party stands between.
        error: its standard error.
        starts: of how many suppliers a way passes it.
        arriving, leaving: the same as score, for each leg into a party and out of it.
        pairs: pairs that a way joins.
        suppliers: from whom a way may begin.
        looked_at: how many of them were looked at.
        cut: whether time ended it before all were looked at that were to be.
    """

    score: Floats
    error: Floats
    starts: Floats
    arriving: Floats
    leaving: Floats
    pairs: float
    suppliers: int
    looked_at: int
    cut: bool


def brokers(
    store: Store, query: PathQuery, *, samples: int = SAMPLED_STARTS, exact: bool = False, timeout_s: float = 300.0
) -> Analysis[Broker]:
    """Rank the parties that stand between suppliers and recipients, on the shortest ways that time allows.

    Args:
        store: an open store.
        query: suppliers and recipients by country (any where none is given), goods, dates, standing; `limit` is the
            most rows, `synthetic` asks for invented trade instead of the real one.
        samples: suppliers that are drawn where there are more than EXACT_STARTS; 500 at least.
        exact: look at all of them however many.
        timeout_s: time limit; what is left out is said, and counts as not sampled.

    Raises:
        InvalidParameter: nobody knows the goods, or a value is out of bounds.
        QueryTimeout: the engine takes longer than it may.
    """
    within("samples", samples, SAMPLED_STARTS, MOST_STARTS)
    trade = trade_of(store, query, timeout_s)
    parties = sorted({end for tie in trade.ties for end in (tie.start, tie.end)})
    number = {party: place for place, party in enumerate(parties)}
    most = None if exact else samples
    dated = [tie for tie in trade.ties if tie.first and tie.last]
    legs, measured = _measure(trade.ties, number, most, perf_counter() + timeout_s / 2)
    sure = measured
    if len(dated) < len(trade.ties):
        _, sure = _measure(dated, number, most, perf_counter() + timeout_s / 2)
    best = _ranked(measured.score.tolist(), parties)
    beside: dict[str, Beside] = {}
    for place in best[: query.limit]:
        into, out = _beside(legs, measured, place)
        measures = {
            "pairs": float(measured.score[place]), "error": float(measured.error[place]),
            "share": float(measured.score[place]) / measured.pairs, "dated": float(sure.score[place]),
            "starts": int(measured.starts[place]),
        }  # fmt: skip
        came, went = ([trade.ties[legs.leg[one]] for one in side] for side in (into, out))
        beside[parties[place]] = measures, came, went
    figures = {
        "parties": len(parties), "ties": len(trade.ties), "open_ties": len(trade.ties) - len(dated),
        "suppliers": measured.suppliers, "suppliers_looked_at": measured.looked_at,
        "exact": measured.looked_at == measured.suppliers, "pairs": measured.pairs, "between": len(best),
        "pairs_dated": sure.pairs, "seed": SEED,
    }  # fmt: skip
    late = ("time ended it before all suppliers were looked at",) if measured.cut or sure.cut else ()
    asked = asked_of(query, by="time", samples=samples)
    return Analysis("brokers", asked, figures, _rows(store, beside), CANNOT_SHOW, (*trade.notes, *late))


def _measure(
    ties: Sequence[Candidate], number: dict[str, int], most: int | None, ends_at: float
) -> tuple[Legs, Measured]:
    inner = [False] * len(number)
    wanted = np.zeros(len(number), dtype=bool)
    starts = set()
    for tie in ties:
        inner[number[tie.start]] |= tie.starts_inner
        inner[number[tie.end]] |= tie.ends_inner
        wanted[number[tie.end]] |= tie.finishes
        if tie.begins:
            starts.add(number[tie.start])
    legs = arranged(
        [number[tie.start] for tie in ties],
        [number[tie.end] for tie in ties],
        [date.fromisoformat(tie.first).toordinal() if tie.first else OPEN_FIRST for tie in ties],
        [date.fromisoformat(tie.last).toordinal() if tie.last else OPEN_LAST for tie in ties],
        inner,
    )
    return legs, sampled(legs, sorted(starts), wanted, most, ends_at)


def sampled(legs: Legs, starts: Sequence[int], wanted: Marks, most: int | None, ends_at: float) -> Measured:
    """Measure the betweenness of all parties, from all starts, or from a sample drawn without putting back.

    Args:
        legs: of `arranged`.
        starts: numbers of the suppliers, sorted.
        wanted: whether a way to a party counts.
        most: starts that are drawn where there are more than EXACT_STARTS; None looks at all.
        ends_at: time of `perf_counter` to end at; at least two starts are looked at.

    Source:
        U. Brandes, C. Pich, "Centrality estimation in large networks", International Journal of Bifurcation and Chaos
        17 (2007): uniformly drawn sources; the error of a total of a simple random sample (W. Cochran, "Sampling
        techniques", 1977, chapter 2), with the correction for a finite population.
    """
    few = most is None or len(starts) <= max(EXACT_STARTS, most)
    drawn = Random(SEED).sample(
        starts, len(starts) if few or most is None else most
    )  # by chance also where time ends it
    total, squares, seen = (np.zeros(len(legs.inner)) for _ in range(3))
    arriving, leaving, pairs, looked_at = np.zeros(len(legs.start)), np.zeros(len(legs.start)), 0, 0
    for start in drawn:
        if looked_at > 1 and perf_counter() > ends_at:
            break
        found = passing(legs, start, wanted)
        total += found.score
        squares += found.score**2
        seen += found.score > LEAST
        arriving += found.arriving
        leaving += found.leaving
        pairs += found.reached
        looked_at += 1
    factor = len(starts) / looked_at if looked_at else 1.0
    error = np.zeros(len(total))
    if 1 < looked_at < len(starts):
        spread = np.maximum(squares - total**2 / looked_at, 0) / (looked_at - 1)
        error = len(starts) * np.sqrt(spread / looked_at * (1 - looked_at / len(starts)))
    scaled = (pairs * factor, len(starts), looked_at, looked_at < len(drawn))
    return Measured(total * factor, error, seen, arriving, leaving, *scaled)


def _ranked(scores: Sequence[float], parties: Sequence[str]) -> list[int]:
    """Return the places of the parties that stand between any others, best first, equal ones by id."""
    some = (place for place, score in enumerate(scores) if score > LEAST)
    return sorted(some, key=lambda place: (-round(scores[place], 9), parties[place]))


def _beside(legs: Legs, measured: Measured, place: int) -> tuple[list[int], list[int]]:
    """Return the legs into a party and out of it that carry most ways, at most SHOWN_TIES of each."""
    into, out = np.flatnonzero(legs.end == place), np.arange(legs.offset[place], legs.offset[place + 1])

    def most(side: Ints, carried: Floats) -> list[int]:
        some = [one for one in side.tolist() if carried[one] > LEAST]
        return sorted(some, key=lambda one: (-round(float(carried[one]), 9), one))[:SHOWN_TIES]

    return most(into, measured.arriving), most(out, measured.leaving)


def _rows(store: Store, beside: Mapping[str, Beside]) -> tuple[Broker, ...]:
    """Return rows of parties with their measures and the ties into and out of each that are shown."""
    ends: dict[str, str] = {}
    for _, into, out in beside.values():
        for tie in (*into, *out):
            ends |= {tie.start: tie.start_country, tie.end: tie.end_country}
    names = named(store, {*ends, *beside})
    return tuple(
        Broker(
            id=party,
            name=names[party],
            country=ends.get(party) or None,
            **measures,
            bought_from=tuple(words(names, ends, dict.fromkeys(tie.start for tie in into))),
            sold_to=tuple(words(names, ends, dict.fromkeys(tie.end for tie in out))),
            ties=tuple(tie.id for tie in (*into, *out)),
        )
        for party, (measures, into, out) in beside.items()
    )


def brokers_by_ties(store: Store, query: PathQuery, *, timeout_s: float = 300.0) -> Analysis[Broker]:
    """Rank the parties that stand between any two others, by ties alone: no dates, all pairs, exactly.

    Args:
        store: an open store.
        query: goods, dates and standing of the ties; it must name no countries.
        timeout_s: time limit of the engine.

    Raises:
        InvalidParameter: the question names countries, or there are more than MOST_PARTIES parties.
        QueryTimeout: the engine takes longer than it may.

    Source:
        L. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977), on directed ties.
    """
    if query.from_countries or query.to_countries:
        raise InvalidParameter("from, to: ties alone are measured between all parties; leave the countries out")
    trade = trade_of(store, query, timeout_s)
    ties = [tie for tie in trade.ties if tie.starts_inner and tie.ends_inner and tie.start != tie.end]
    parties = sorted({end for tie in ties for end in (tie.start, tie.end)})
    if len(parties) > MOST_PARTIES:
        raise InvalidParameter(
            f"plain: at most {MOST_PARTIES:,} parties, got {len(parties):,}; ask for some goods, or without it"
        )
    number = {party: place for place, party in enumerate(parties)}
    joined = sorted({(number[tie.start], number[tie.end]) for tie in ties})
    scores = plain_betweenness(len(parties), joined)
    best = _ranked(scores, parties)
    others = max((len(parties) - 1) * (len(parties) - 2), 1)
    beside: dict[str, Beside] = {
        parties[place]: ({"pairs": scores[place], "share": scores[place] / others}, [], [])
        for place in best[: query.limit]
    }
    for tie in ties:
        if tie.end in beside and len(beside[tie.end][1]) < SHOWN_TIES:
            beside[tie.end][1].append(tie)
        if tie.start in beside and len(beside[tie.start][2]) < SHOWN_TIES:
            beside[tie.start][2].append(tie)
    figures = {"parties": len(parties), "ties": len(ties), "exact": True, "between": len(best)}
    return Analysis(
        "brokers", asked_of(query, by="ties"), figures, _rows(store, beside), CANNOT_SHOW_PLAIN, trade.notes
    )


def plain_betweenness(parties: int, joined: Sequence[tuple[int, int]]) -> list[float]:
    """Return for each numbered party the pairs of others whose shortest ways pass it, by the share of the ways.

    One thread only: with several the last digits depend on which is first.
    """
    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(parties))
    graph.add_edges_from_no_data(list(joined))
    scores = rx.digraph_betweenness_centrality(graph, normalized=False, parallel_threshold=parties + 1)
    return [scores[number] for number in range(parties)]
