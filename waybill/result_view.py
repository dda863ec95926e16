"""Shows the answer to a query: as a table, CSV, JSON or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InvalidParameter
from waybill.output import cell, emit_csv, emit_json, note, say, shown, table

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


def draw(result: Result, path: Path, force: bool = False) -> None:
    """Write the nodes and relationships of an answer as a picture.

    Args:
        result: the answer.
        path: an SVG file.
        force: replace one that is there.

    Raises:
        InvalidParameter: the answer holds no node.
        ExportError: the file is there already, or its folder is not.
    """
    from dashboard.components.answer_picture import answer_picture
    from dashboard.components.svg import svg
    from graph.export.target import new_file
    from queries.result import jsonable

    picture = answer_picture([jsonable(row) for row in result.rows])
    if not picture.boxes:
        raise InvalidParameter("picture: the answer holds no node; return nodes and relationships, or a path")
    words = f"{len(picture.boxes)} nodes and {len(picture.arrows)} relationships of an answer"
    with new_file(path, force) as stream:
        stream.write(svg(picture, words).encode())
    note(f"{shown(path)}: {words}")
    if picture.gathered:
        note(f"{picture.gathered:,} nodes more than anybody can read are gathered by country and kind", "yellow")
