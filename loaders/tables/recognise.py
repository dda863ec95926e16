"""Is a file a table? Which mapping reads it is the plan's question."""

from __future__ import annotations

import csv

from loaders.head import Detected, Head

CALLED_TABLES = frozenset({".csv", ".tsv", ".tab"})


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is a table."""
    if head.text and (head.suffix in CALLED_TABLES or _tabular(head)):
        return Detected("table", "a table", head.encoding)
    return None


def _tabular(head: Head) -> bool:
    """Whether the first lines have the same number of cells, with some delimiter, and none reads like prose."""
    lines = [line for line in head.text.splitlines()[:21] if line.strip()]
    if not head.whole:
        lines = lines[:-1]
    if len(lines) < 2:
        return False
    for delimiter in ",;\t|":
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        widths = [len(row) for row in rows]
        same = sum(width == widths[0] for width in widths)
        if widths[0] >= 3 and same * 10 >= len(widths) * 7 and all(len(cell) <= 120 for cell in rows[0]):
            return True
    return False
