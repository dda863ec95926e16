"""What an answer to a canned query leaves out, and why: lines beside its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from graph.errors import QueryTimeout
from graph.store import Store
from queries.catalogue import Query
from queries.parts import part

SHOWN = 10  # part numbers that are named
OWNERS, SEVERAL = "owners-of-listed", "parties-on-several-lists"


def beside(
    store: Store, query: Query, bound: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], timeout_s: float
) -> list[str]:
    """Return what the rows of an answer do not say of themselves.

    Args:
        store: an open store.
        query: the query.
        bound: its values.
        rows: its answer.
        timeout_s: time limit; a note that takes longer is left out.
    """
    found: list[str | None] = []
    with suppress(QueryTimeout):
        if not rows:
            found += [_parts(store, bound[one.name], timeout_s) for one in query.parameters if one.type == "part"]
        if query.id == OWNERS and not bound["unknown"]:
            found.append(_unknown_shares(store, bound, timeout_s))
        if query.id == SEVERAL:
            found.append(_not_joined(store, bound, timeout_s))
    return [one for one in found if one]


def _parts(store: Store, wanted: str, timeout_s: float) -> str:
    numbers = [row["model"] for row in store.read(part("parts_holding"), {"part": wanted}, timeout_s=timeout_s)]
    whole = "part numbers match as a whole"
    if not numbers:
        return f"{whole}; no known one contains {wanted}"
    more = f" and {len(numbers) - SHOWN:,} more" if len(numbers) > SHOWN else ""
    return f"{whole}; known ones that contain {wanted}: {', '.join(numbers[:SHOWN])}{more}"


def _unknown_shares(store: Store, bound: Mapping[str, Any], timeout_s: float) -> str | None:
    given = {name: bound[name] for name in ("share", "party", "country")}
    [row] = store.read(part("unknown_shares"), given, timeout_s=timeout_s)
    if not row["holdings"]:
        return None
    return (
        f"left out: {row['holdings']:,} holdings in {row['parties']:,} listed parties whose share is unknown; "
        "unknown=true shows them too"
    )


def _not_joined(store: Store, bound: Mapping[str, Any], timeout_s: float) -> str | None:
    given = {name: bound[name] for name in ("lists", "country")}
    [row] = store.read(part("names_not_joined"), given, timeout_s=timeout_s)
    if not row["names"]:
        return None
    return (
        f"not joined: {row['names']:,} equal names stand on {bound['lists']} lists or more, but as several parties, "
        f"{row['without']:,} of them with one whose country is not known; an equal name joins firms of the same known "
        "country only, persons by a date of birth or an identifier besides; waybill find NAME shows such parties"
    )
