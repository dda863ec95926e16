"""Prints a node with what stands around it, and what is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waybill.output import cell, say, table

if TYPE_CHECKING:
    from queries.overview import Overview
    from queries.show import Shown

NAMES, ROWS = 30, 60


def print_node(found: Shown) -> None:
    """Print a node: properties, names, ties, facts.

    Args:
        found: of `queries.show.show`.
    """
    mark = "[synthetic] " if found.properties.get("synthetic") else ""
    say(f"{mark}{found.name} ({found.label})", "bold")
    say(f"id {found.id}", "dim")
    for name, value in found.properties.items():
        if name not in ("name", "folded", "records", "synthetic"):
            say(f"  {name}: {cell(value)}")
    records = found.properties.get("records", [])
    if len(records) > 1:
        say(f"  {len(records)} records of sources are this party", "dim")
    _rows("names", found.names, NAMES)
    _rows("ties", found.ties, ROWS)
    _rows("facts and neighbours", found.facts, ROWS)
    if found.cut:
        say("There are more; --json prints more of them, `waybill query` all.", "yellow")


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
        f"{found.parties:,} parties, {found.ties:,} ties"
    )
    if found.from_ or found.to:
        say(f"period   transfers from {found.from_ or 'open'} to {found.to or 'open'}")
    if found.synthetic:
        say(f"invented {', '.join(f'{count:,} {label}' for label, count in found.synthetic.items())}", "yellow")
    if found.standings:
        say(f"standing {', '.join(f'{count:,} {standing}' for standing, count in found.standings.items())} claims")
    _rows("sources", found.sources, ROWS)
