"""Supply chains through countries, goods and time: the search, its ranking, and the negative answer."""

from __future__ import annotations

from graph.store import Store
from queries.supply import (
    End,
    EvidenceItem,
    GoodsAsked,
    Leg,
    Measure,
    Near,
    Path,
    PathAnswer,
    PathQuery,
    Possible,
    Searched,
)

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


def supply_paths(store: Store, query: PathQuery, *, timeout_s: float = 30.0) -> PathAnswer:
    """Find the supply paths that a question asks for, best first.

    Args:
        store: an open store.
        query: made by `PathQuery.make`.
        timeout_s: time limit of the whole search; when it is reached the answer says `searched.cut`.

    Returns:
        Real paths ranked, then synthetic ones ranked; where there is none, the nearest things found.

    Raises:
        InvalidParameter: the goods are unknown (with the five nearest), or the store holds none of it.
    """
    raise NotImplementedError
