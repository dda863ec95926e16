"""Prints the rules that accept claims without a person, and those that hold no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waybill.output import note, one_line, say, table

if TYPE_CHECKING:
    from graph.archive import Archive
    from waybill.ruling import Row


def print_rules(rows: list[Row]) -> None:
    """Print a line for each kind of claim, language and extractor."""
    from waybill.ruling import NEEDS, bound

    lines = [
        (*row.ground, row.claims, row.figures.judged, row.figures.right, bound(row.figures),
         "yes" if row.figures.proven else "no", _state(row))
        for row in rows
    ]  # fmt: skip
    table(("kind", "language", "extractor", "claims", "judged", "right", "lower bound", "may be on", "rule"), lines)
    say(f"A rule needs {NEEDS}; `waybill review rule on KIND LANGUAGE` switches one on")


def print_suspended(archive: Archive) -> None:
    """Say which rules are switched on and accept nothing."""
    from waybill.ruling import suspended

    for line in suspended(archive):
        note(f"{line}; its claims are unreviewed", "yellow")


def _state(row: Row) -> str:
    from waybill.ruling import lacks

    if row.switch is None:
        return "off"
    if row.state == "suspended":
        return f"suspended: {lacks(row.figures)}"
    why = f": {one_line(row.switch.why)}" if row.switch.why else ""
    return f"on, accepts {row.accepted:,}; by {row.switch.by} at {row.switch.at}{why}"
