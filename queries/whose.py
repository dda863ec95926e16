"""Whose word a document is: reprints of one text are the word of its source, as where facts count them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.store import Store
from queries.ids import DOCUMENT
from queries.parts import part

Row = dict[str, Any]


def members(store: Store, firsts: Iterable[str]) -> dict[str, list[Row]]:
    """Return the documents of each group of texts that repeat one another, the first of them first.

    Args:
        store: an open store.
        firsts: ids of the texts that others may repeat.
    """
    wanted = sorted(set(firsts))
    found: dict[str, list[Row]] = {}
    for row in store.read(part("reprint_origins"), {"firsts": wanted}) if wanted else []:
        found.setdefault(row["first"], []).append(row)
    return {
        first: sorted(rows, key=lambda row: row["document"] != first) for first, rows in found.items() if len(rows) > 1
    }


def word_of(group: Sequence[Row]) -> str | None:
    """Return whose word a group of texts is: the origin of data that one of them names, else that of the first."""
    named = (row["origin"] for row in group if row["origin"] not in (None, row["owner"], row["publisher"]))
    origin: str | None = next(named, None) or group[0]["origin"]
    return origin


def origins(store: Store, firsts: Iterable[str]) -> dict[str, str]:
    """Return whose word the documents are that repeat one another: the first 32 digits of a checksum -> origin."""
    return {
        row["document"].removeprefix(DOCUMENT): origin
        for group in members(store, firsts).values()
        if (origin := word_of(group))
        for row in group
    }
