"""The ties as a networkx graph."""

from __future__ import annotations

import networkx as nx

from graph.store import Store
from queries.parts import part

MOST_TIES = 200_000


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
