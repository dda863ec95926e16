"""What loads leave behind: their reports, and the rows that they did not take."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.packages import Package

LONGEST_CELL = 1 << 27  # bytes


def reports(home: Path, last: int = 0) -> Iterator[tuple[Path, dict[str, Any] | None]]:
    """Yield the reports of past loads, the oldest first.

    Args:
        home: WAYBILL_HOME; they lie in its folder `loads`.
        last: only so many, those of the last loads; 0 for all.

    Yields:
        The file and what `waybill load --json` printed; None for what is no report.
    """
    for path in sorted((home / "loads").glob("*.json"))[-last:]:
        try:
            report = json.loads(path.read_text(encoding="utf-8"))
            report["totals"]["rows_in"], report["files"]
        except (OSError, ValueError, KeyError, TypeError):
            yield path, None
        else:
            yield path, report


def rejects_of(package: Package) -> Iterator[dict[str, str]]:
    """Yield the rejected rows of a package by column: file, sheet, row, column, rule, message, raw (a JSON array).

    Raises:
        ArchiveError: the file is missing or damaged.
    """
    csv.field_size_limit(LONGEST_CELL)
    name = package.named("rejects")
    text = package.read(name).decode("utf-8", "replace") if name else ""
    yield from csv.DictReader(io.StringIO(text, newline=""))
