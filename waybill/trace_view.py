"""Prints the long path from parts that were found to shipments and listed owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waybill.output import one_line, say, shorten
from waybill.paths_view import INVENTED, end_of, print_path

if TYPE_CHECKING:
    from queries.tracing import Trace, Traced

PARTS = 8


def print_traced(answer: Traced) -> None:
    """Print an answer kind by kind of goods, each step with the ids of its proof."""
    say(f"{answer.findings:,} {'finding' if answer.findings == 1 else 'findings'} of parts", "bold")
    for trace in answer.traces:
        _print_trace(trace, ", ".join(answer.to_countries))
    if answer.not_followed:
        say()
        say(f"{answer.not_followed} more kinds of goods were not followed; ask by the id of a part", "yellow")


def _print_trace(trace: Trace, to: str) -> None:
    from queries.tracing import CAUTION

    say()
    say(f"goods: {one_line(trace.goods) or 'not told'}", "bold")
    for one in trace.parts[:PARTS]:
        mark = "[synthetic] " if one.synthetic else ""
        maker = f", made by {end_of(one.maker)}" if one.maker else ", maker not told"
        weapons = ", ".join(shorten(name, 60) for _, name in one.weapons[:PARTS]) or "a place"
        say(f"  {mark}{one_line(one.product)}{maker}: found in {weapons}")
        say(f"    proof: waybill evidence {one.findings[0]}" + _more(len(one.findings) - 1, "finding"), "dim")
    if len(trace.parts) > PARTS:
        say(f"  {len(trace.parts) - PARTS} more parts", "dim")
    if trace.codes:
        tiers = f"; Common High Priority List: {', '.join(trace.priority)}" if trace.priority else ""
        say(f"  declared under HS {', '.join(trace.codes)}{tiers}")
    for row in trace.exact:
        ends = f"{row['supplier'] or 'somebody'} to {row['recipient'] or row['country']}"
        mark = "[synthetic] " if row["synthetic"] else ""
        what = f"{one_line(row['product'])}, {one_line(ends)}, {row['start'] or 'undated'}"
        say(f"  {mark}shipped by this very number: {what}")
        say(f"    proof: waybill evidence {row['transfer']}", "dim")
    if not trace.paths:
        say(f"  no supply of such goods to {to} is told")
        return
    say(f"  supplies of such goods to {to} ({CAUTION}):", "yellow")
    for path in trace.paths:
        if path.synthetic:
            say(f"  {INVENTED}", "yellow")
        print_path(path, evidence=False)
    for owner in trace.owners:
        least = f", at least {owner.least:g} %" if owner.least is not None else ""
        mark = "[synthetic] " if owner.synthetic else ""
        say(f"  {mark}{one_line(owner.party)} is held by {one_line(owner.top)} [listed]{least}")
        say(f"    proof: waybill evidence {owner.ownerships[0]}" + _more(len(owner.ownerships) - 1, "holding"), "dim")


def _more(count: int, noun: str) -> str:
    return f" and {count} more {noun}{'' if count == 1 else 's'}" if count > 0 else ""
