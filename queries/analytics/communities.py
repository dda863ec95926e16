"""Groups of parties that trade more with one another than with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from random import Random
from typing import Any

import networkx as nx

from graph.errors import InvalidParameter
from graph.store import Store
from queries.analytics.answer import SEED, Analysis, asked_of
from queries.analytics.trade import goods_named, named, trade_of, words
from queries.legs import Candidate
from queries.question import PathQuery

RUNS, FEWER_RUNS, MANY = 10, 3, 5_000  # draws of the order of parties; of more than MANY parties fewer
NEAR = 0.05  # a modularity that is not higher than by chance by more than this tells nothing
SMALLEST = 3  # parties of a community that is shown
SHOWN = 8
MOST_PARTIES = 50_000
CANNOT_SHOW = (
    "It cannot show that the parties of a community act together: it groups who is told to trade with whom, and other "
    "sources, or another order of the parties, group them otherwise."
)


@dataclass(frozen=True, slots=True)
class Community:
    """Parties that trade with one another.

    Attributes:
        number: its place, the largest first.
        parties: how many they are.
        stability: mean likeness (Jaccard) of the community to the most alike one of each other run.
        inside, outside: ties between its parties, and ties from or to others.
        countries: ISO code -> parties; "unknown" for those without.
        goods: names of the goods of most ties inside.
        members: ids of all its parties, those of most ties inside first.
        known: the first of them by name.
        ties: ids of some of the ties inside, those of most independent sources first.
    """

    number: int
    parties: int
    stability: float
    inside: int
    outside: int
    countries: dict[str, int]
    goods: tuple[str, ...]
    members: tuple[str, ...]
    known: tuple[str, ...]
    ties: tuple[str, ...]


def communities(store: Store, query: PathQuery, *, timeout_s: float = 300.0) -> Analysis[Community]:
    """Group the parties by whom they trade with.

    Args:
        store: an open store.
        query: goods, dates and standing of the ties; countries keep only the communities that hold a party of the
            first and one of the last.
        timeout_s: time limit of the engine.

    Raises:
        InvalidParameter: nobody knows the goods, or there are more than MOST_PARTIES parties.
        QueryTimeout: the engine takes longer than it may.
    """
    everywhere = PathQuery.make(goods=query.goods, hs=query.hs, since=query.since, until=query.until,
                                reviewed=query.reviewed, synthetic=query.synthetic)  # fmt: skip
    trade = trade_of(store, everywhere, timeout_s)
    ties = [tie for tie in trade.ties if tie.starts_inner and tie.ends_inner and tie.start != tie.end]
    graph = graph_of(ties)
    if len(graph) > MOST_PARTIES:
        raise InvalidParameter(f"communities: at most {MOST_PARTIES:,} parties, got {len(graph):,}; ask for some goods")
    seeds = [SEED + run for run in range(RUNS if len(graph) <= MANY else FEWER_RUNS)]
    runs = [partition(graph, seed) for seed in seeds]
    values = [nx.community.modularity(graph, run) if graph.number_of_edges() else 0.0 for run in runs]
    best = min(range(len(runs)), key=lambda run: (-round(values[run], 9), run))
    lands = {end: land for tie in ties for end, land in ((tie.start, tie.start_country), (tie.end, tie.end_country))}
    found = [one for one in runs[best] if len(one) >= SMALLEST and _holds(one, lands, query)]
    others = [run for number, run in enumerate(runs) if number != best]
    rows = _rows(store, found[: query.limit], ties, lands, others)
    figures: dict[str, Any] = {
        "parties": len(graph), "ties": len(ties), "communities": len(runs[best]), "shown_from": SMALLEST,
        "fitting": len(found), "modularity": values[best], "modularity_least": min(values),
        "modularity_by_chance": by_chance(graph, len(seeds)), "agreement": agreement(runs), "seeds": seeds,
    }  # fmt: skip
    chance = figures["modularity_by_chance"]
    said = (
        ("parties joined by chance fall into communities as clear as these",)
        if chance and values[best] < chance + NEAR
        else ()
    )
    return Analysis("communities", asked_of(query), figures, rows, CANNOT_SHOW, (*trade.notes, *said))


def graph_of(ties: Sequence[Candidate]) -> nx.Graph:
    """Return the parties as a graph without directions; an edge weighs how many kinds of goods go either way."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted({end for tie in ties for end in (tie.start, tie.end)}))
    weights = Counter((min(tie.start, tie.end), max(tie.start, tie.end)) for tie in ties)
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in sorted(weights.items()))
    return graph


def partition(graph: nx.Graph, seed: int) -> list[frozenset[str]]:
    """Divide a graph into communities, the largest first, equal ones by their first party.

    Source:
        V. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, "Fast unfolding of communities in large networks",
        Journal of Statistical Mechanics (2008), P10008.
    """
    names = list(graph)
    numbered = nx.convert_node_labels_to_integers(graph)  # sets of texts have another order in each process
    parts = nx.community.louvain_communities(numbered, weight="weight", seed=seed)
    found = [frozenset(names[number] for number in one) for one in parts]
    return sorted(found, key=lambda one: (-len(one), min(one)))


def by_chance(graph: nx.Graph, runs: int) -> float | None:
    """Return the mean modularity of graphs with the same number of partners of each party, else drawn by chance.

    Source:
        R. Guimerà, M. Sales-Pardo, L. Amaral, "Modularity from fluctuations in random graphs and complex networks",
        Physical Review E 70 (2004): graphs without any communities have a high modularity too.
    """
    if graph.number_of_edges() < 2:
        return None
    degrees, weights = [degree for _, degree in graph.degree()], [weight for *_, weight in graph.edges(data="weight")]
    values = []
    for run in range(runs):
        drawn = nx.Graph(nx.configuration_model(degrees, seed=SEED + run))
        drawn.remove_edges_from(list(nx.selfloop_edges(drawn)))
        draw = Random(SEED + run)
        for one, other in sorted(drawn.edges()):
            drawn[one][other]["weight"] = draw.choice(weights)
        if drawn.number_of_edges():
            found = nx.community.louvain_communities(drawn, weight="weight", seed=SEED)
            values.append(nx.community.modularity(drawn, found))
    return sum(values) / len(values) if values else None


def agreement(runs: Sequence[Sequence[frozenset[str]]]) -> float:
    """Return the mean adjusted Rand index of every two runs: 1 for equal ones, 0 for chance.

    Source:
        L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2 (1985).
    """
    pairs = [(one, other) for place, one in enumerate(runs) for other in runs[place + 1 :]]
    return sum(adjusted_rand(one, other) for one, other in pairs) / len(pairs) if pairs else 1.0


def adjusted_rand(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> float:
    """Return the adjusted Rand index of two partitions of the same parties."""
    place = {party: number for number, some in enumerate(other) for party in some}
    both = sum(comb(count, 2) for some in one for count in Counter(place[party] for party in some).values())
    first, second = (sum(comb(len(some), 2) for some in side) for side in (one, other))
    every = comb(len(place), 2)
    expected = first * second / every if every else 0.0
    most = (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def stability(community: frozenset[str], runs: Sequence[Sequence[frozenset[str]]]) -> float:
    """Return the mean likeness of a community to the most alike one of each run.

    Source:
        C. Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52 (2007).
    """
    alike = [max(len(community & one) / len(community | one) for one in run) for run in runs]
    return sum(alike) / len(alike) if alike else 1.0


def _holds(community: frozenset[str], lands: dict[str, str], query: PathQuery) -> bool:
    here = {lands.get(party) for party in community}
    return all(not asked or here & set(asked) for asked in (query.from_countries, query.to_countries))


def _rows(
    store: Store,
    found: Sequence[frozenset[str]],
    ties: Sequence[Candidate],
    lands: dict[str, str],
    others: Sequence[Sequence[frozenset[str]]],
) -> tuple[Community, ...]:
    within = {party: number for number, one in enumerate(found) for party in one}
    inside: list[list[Candidate]] = [[] for _ in found]
    outside = [0] * len(found)
    for tie in ties:
        ends = {within.get(tie.start), within.get(tie.end)}
        for number in sorted(end for end in ends if end is not None):
            if len(ends) == 1:
                inside[number].append(tie)
            else:
                outside[number] += 1
    goods = goods_named(store, {tie.goods for some in inside for tie in some})
    most = [
        _most(Counter(end for tie in some for end in (tie.start, tie.end)), one)
        for some, one in zip(inside, found, strict=True)
    ]
    names = named(store, {party for some in most for party in some[:SHOWN]})
    rows = []
    for number, one in enumerate(found):
        kinds = Counter(goods[tie.goods] for tie in inside[number])
        best = sorted(inside[number], key=lambda tie: (tie.unreviewed, -tie.sources, tie.id))
        countries = Counter(lands.get(party) or "unknown" for party in one)
        rows.append(
            Community(
                number=number + 1,
                parties=len(one),
                stability=stability(one, others),
                inside=len(inside[number]),
                outside=outside[number],
                countries=dict(sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))),
                goods=tuple(sorted(kinds, key=lambda name: (-kinds[name], name))[:SHOWN]),
                members=tuple(most[number]),
                known=tuple(words(names, lands, most[number][:SHOWN])),
                ties=tuple(tie.id for tie in best[:SHOWN]),
            )
        )
    return tuple(rows)


def _most(ties: Counter[str], community: frozenset[str]) -> list[str]:
    return sorted(community, key=lambda party: (-ties[party], party))
