"""What stands around a node along its ties: counted by type first, then the best of those that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.store import Store
from graph.store_values import ordered_labels
from queries import ids
from queries.parts import part

MOST_TIES = 5_000  # of a node that are looked at; one with more shows the neighbours of its best ones


def counted(store: Store, identifier: str) -> dict[str, int]:
    """Return how many neighbours a node has, by type of tie.

    Args:
        store: an open store.
        identifier: as `queries.ids.node` takes it.

    Raises:
        InvalidParameter: nothing has this id, or several things do.
    """
    label, whole = ids.node(store, identifier)
    rows = store.read(part("neighbours_counted").replace("{label}", label), {"id": whole})
    return {row["type"]: row["neighbours"] for row in rows}


def neighbours(store: Store, identifier: str, types: Sequence[str], most: int) -> list[dict[str, Any]]:
    """Return the best neighbours of a node, each with the best tie of each type and direction.

    Args:
        store: an open store.
        identifier: as `queries.ids.node` takes it.
        types: of ties.
        most: the most neighbours.

    Returns:
        Rows with a node and a relationship in the form of `cypher --json`.

    Raises:
        InvalidParameter: nothing has this id, or several things do.
    """
    label, whole = ids.node(store, identifier)
    asked = {"id": whole, "types": list(types), "limit": MOST_TIES}
    rows = store.read(part("neighbours").replace("{label}", label), asked)
    return list(_elements(whole, rows, most))


def _elements(whole: str, rows: Iterable[dict[str, Any]], most: int) -> Iterable[dict[str, Any]]:
    shown: set[str] = set()
    told: set[tuple[str, str, str]] = set()
    for row in rows:
        key = row["id"], row["type"], row["direction"]
        if key in told or (row["id"] not in shown and len(shown) >= most):
            continue
        shown.add(row["id"])
        told.add(key)
        start, end = (whole, row["id"]) if row["direction"] == "out" else (row["id"], whole)
        held = {"waybill_id": row["tie"], "standing": row["standing"], "sources": row["sources"]}
        yield {
            "node": element(row["id"], row["labels"], row["name"], row["country"], row["synthetic"]),
            "tie": {"type": row["type"], "start": start, "end": end, "properties": held},
        }


def element(identifier: str, labels: Iterable[str], name: str, country: str | None, synthetic: bool) -> dict[str, Any]:
    """Return a node in the form of `cypher --json`, with what a picture tells of it."""
    held = {"waybill_id": identifier, "name": name, "country": country, "synthetic": synthetic}
    return {"labels": ordered_labels(labels), "properties": held}
