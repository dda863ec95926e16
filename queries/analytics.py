"""The ties as a networkx graph, and small questions about its shape. Each answer names the ties it rests on."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from graph.store import Store
from queries.parts import part

MOST_TIES = 200_000
EXACT_BELOW = 2_000  # parties; above that betweenness is estimated from this many seeded starts
SEED = 7


@dataclass(frozen=True, slots=True)
class Broker:
    """A party between others.

    Attributes:
        id, name, country: of the party.
        score: share of the shortest ways between two parties that pass it.
        ties: ids of the ties that end or begin at it, sorted.
    """

    id: str
    name: str
    country: str | None
    score: float
    ties: tuple[str, ...]


def project(
    store: Store, *, synthetic: bool = False, reviewed: bool = False, limit: int = MOST_TIES
) -> nx.MultiDiGraph:
    """Return the supply ties as a networkx graph, with properties; the key of an edge is the id of its tie.

    Args:
        store: an open store.
        synthetic: the invented ties instead of the real ones; the two are never in one graph.
        reviewed: only what is accepted.
        limit: most ties; `graph.graph["cut"]` says whether there were more.
    """
    rows = store.read(part("projection"), {"synthetic": synthetic, "reviewed": reviewed, "limit": limit + 1})
    graph = nx.MultiDiGraph(cut=len(rows) > limit, synthetic=synthetic)
    for row in rows[:limit]:
        for side in ("from", "to"):
            graph.add_node(
                row[f"{side}_id"], name=row[f"{side}_name"], country=row[f"{side}_country"], inner=row[f"{side}_inner"]
            )
        graph.add_edge(
            row["from_id"], row["to_id"], key=row["tie"], goods=row["goods"], start=row["start"], end=row["end"],
            standing=row["standing"], modality=row["modality"], sources=row["sources"], facts=row["facts"],
        )  # fmt: skip
    return graph


def brokers(graph: nx.MultiDiGraph, limit: int = 20) -> list[Broker]:
    """Return the parties that stand most between others, best first, equal ones by id.

    It counts shortest ways by ties alone: it does not say that goods went all the way, nor that dates allow it.
    Countries and unnamed groups are no parties to stand between.

    Args:
        graph: of `project`.
        limit: most parties.
    """
    inner = [node for node, data in graph.nodes(data=True) if data["inner"]]
    plain = nx.DiGraph(graph.subgraph(inner))
    few = plain.number_of_nodes() <= EXACT_BELOW
    scores = nx.betweenness_centrality(plain, k=None if few else EXACT_BELOW, seed=SEED)
    best = sorted(((score, node) for node, score in scores.items() if score > 0), key=lambda pair: (-pair[0], pair[1]))
    found = []
    for score, node in best[:limit]:
        edges = [*graph.in_edges(node, keys=True), *graph.out_edges(node, keys=True)]
        data = graph.nodes[node]
        found.append(
            Broker(node, data["name"], data["country"], round(score, 9), tuple(sorted(key for *_, key in edges)))
        )
    return found
