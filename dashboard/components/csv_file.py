"""Tables as CSV files that a spreadsheet opens without running what a document smuggled in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.say import say

# A spreadsheet takes a cell that begins like this for a formula.
# Source: OWASP, CSV Injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_file(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark, so that spreadsheets read every script.

    Args:
        columns: names of the columns, in order.
        rows: a cell by column name; lists are joined by "; ", None is an empty cell.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(column) for column in columns])
    for row in rows:
        writer.writerow([harmless(row.get(column)) for column in columns])
    return out.getvalue().encode("utf-8-sig", "replace")


def harmless(cell: object) -> str:
    """Return a cell as text that no spreadsheet takes for a formula; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return str(cell)
    text = "; ".join(str(item) for item in cell) if isinstance(cell, (list, tuple)) else str(cell)
    return "'" + text if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def download(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], file: str, *, key: str) -> None:
    """Show the button that saves a table.

    Args:
        rows: a cell by column name.
        columns: names of the columns, in order.
        file: name of the file.
        key: tells two buttons of one page apart.
    """
    st.download_button(say("tools.csv"), csv_file(columns, rows), file, "text/csv", key=key, on_click="ignore")
