"""Rows of a canned query that were not in its answer as known on an earlier day, told apart by its row key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graph.errors import InvalidParameter
from graph.store import Store
from queries.query import Query
from queries.result import Result
from queries.runner import run

MOST_ROWS = 100_000  # of the earlier answer


def only_new(
    result: Result, query: Query, before: Store, day: date, parameters: Mapping[str, Any], timeout_s: float
) -> Result:
    """Return an answer with those rows alone that the earlier answer does not have.

    Args:
        result: the answer.
        query: that it answers.
        before: the graph as known on the earlier day.
        day: that day.
        parameters: as typed.
        timeout_s: time limit of the earlier answer.

    Raises:
        QueryTimeout: the time limit was reached.
    """
    try:
        earlier = run(before, query, parameters, max_rows=MOST_ROWS, timeout_s=timeout_s)
        rows, cut = earlier.rows, earlier.cut
    except InvalidParameter:  # a party, goods or a list that nobody knew then
        rows, cut = [], False

    def key(row: Mapping[str, Any]) -> str:
        return repr([row[name] for name in query.row_key])

    known = {key(row) for row in rows}
    fresh = [row for row in result.rows if key(row) not in known]
    told = f"{len(fresh):,} of {len(result.rows):,} rows are new since {day}, by {', '.join(query.row_key)}"
    notes = [*result.notes, told]
    if cut:
        notes.append(f"the earlier answer was cut at {MOST_ROWS:,} rows: some of these may not be new")
    return replace(result, rows=fresh, notes=tuple(notes))
