"""Prints a node with what stands around it, what was found by name, and what is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from waybill.output import cell, counted_parties, note, say, shorten, table

if TYPE_CHECKING:
    from queries.overview import Overview
    from queries.search import Hit
    from queries.show import Shown

NAMES, ROWS = 30, 60
LISTS, WIDTH = 3, 60  # lists that a hit shows, and the longest text of a cell


def print_node(found: Shown) -> None:
    """Print a node: properties, names, ties, facts.

    Args:
        found: of `queries.show.show`.
    """
    mark = "[synthetic] " if found.properties.get("synthetic") else ""
    say(f"{mark}{found.name} ({found.label})", "bold")
    say(f"id {found.id}", "dim")
    for name, value in found.properties.items():
        if name not in ("name", "folded", "keys", "records", "synthetic"):
            say(f"  {name}: {cell(value)}")
    records = found.properties.get("records", [])
    if len(records) > 1:
        say(f"  {len(records)} records of sources are this party", "dim")
    _rows("names", found.names, NAMES)
    _rows("ties", found.ties, ROWS)
    _rows("facts and neighbours", found.facts, ROWS)
    if found.cut:
        say("There are more; --json prints more of them, `waybill query` all.", "yellow")


def print_hits(wanted: str, hits: Sequence[Hit], most: int) -> None:
    """Print what was found by name, with its id.

    Args:
        wanted: the words.
        hits: of `queries.search.find`.
        most: how many are shown.
    """
    if not hits:
        say(
            f"Nothing is called {wanted!r}. Searched: all printed names of parties in every script, part numbers, "
            "weapons, goods in seven languages and by HS code, countries, documents. Try fewer words."
        )
        return
    heads = ("kind", "name", "printed as", "country", "lists", "ties", "id")
    table(heads, [_hit(hit) for hit in hits[:most]])
    say(f"{min(len(hits), most):,} found; waybill show ID shows one")
    if len(hits) > most:
        note("there are more; --limit shows more, more words fewer", "yellow")


def _hit(hit: Hit) -> tuple[object, ...]:
    name = f"[synthetic] {hit.name}" if hit.synthetic else hit.name
    lists = [shorten(one, WIDTH) for one in hit.lists[:LISTS]]
    lists += [f"and {len(hit.lists) - LISTS} more"] if len(hit.lists) > LISTS else []
    printed = shorten(hit.matched, WIDTH) if hit.matched != hit.name else None
    return hit.label, shorten(name, WIDTH), printed, hit.country, "; ".join(lists), hit.ties or None, hit.id


def _rows(title: str, rows: tuple[dict[str, Any], ...], most: int) -> None:
    if not rows:
        return
    columns = list(dict.fromkeys(name for row in rows for name in row))
    table(columns, ([row.get(name) for name in columns] for row in rows[:most]), title=f"{title} ({len(rows)})")


def print_overview(found: Overview) -> None:
    """Print what is loaded, real and invented, from where and of when.

    Args:
        found: of `queries.overview.of`.
    """
    if found.empty:
        say("graph    nothing is loaded; `waybill load FILE...` or `waybill demo`")
        return
    say(
        f"graph    {found.documents:,} documents, {found.claims:,} claims, {found.facts:,} facts, "
        f"{counted_parties(found.parties, found.things)}, {found.ties:,} ties"
    )
    if found.from_ or found.to:
        say(f"period   transfers from {found.from_ or 'open'} to {found.to or 'open'}")
    if found.synthetic:
        say(f"invented {', '.join(f'{count:,} {label}' for label, count in found.synthetic.items())}", "yellow")
    if found.standings:
        say(f"standing {', '.join(f'{count:,} {standing}' for standing, count in found.standings.items())} claims")
    _rows("sources", found.sources, ROWS)
