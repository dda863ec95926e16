"""Prints the answer to a query: as a table, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waybill.output import cell, emit_csv, emit_json, note, say, table

if TYPE_CHECKING:
    from queries.result import Result


def print_result(result: Result, json_: bool, as_csv: bool) -> None:
    """Print an answer.

    Args:
        result: rows and what there is to say beside them.
        json_: as one JSON object.
        as_csv: as CSV, safe for spreadsheets.
    """
    if json_:
        emit_json(result.to_json())
        return
    if as_csv:
        from graph.export.sheets import safe_for_sheets

        rows = ([safe_for_sheets(cell(row[column])) for column in result.columns] for row in result.rows)
        emit_csv(result.columns, rows)
    else:
        table(result.columns, ([row[column] for column in result.columns] for row in result.rows))
        say(f"{len(result.rows):,} {'row' if len(result.rows) == 1 else 'rows'} in {result.seconds * 1000:.0f} ms")
    if result.looked_at and not as_csv:
        say(f"looked through: {', '.join(f'{count:,} {name}' for name, count in result.looked_at.items())}", "dim")
    for line in result.notes:
        note(line, "yellow")
    if result.cut:
        note("there are more rows; --max-rows shows more", "yellow")
