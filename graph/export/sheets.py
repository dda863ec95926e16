"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+")


def safe_for_sheets(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a leading =, +, - or @ gets an apostrophe before it."""
    return "'" + text if text[:1] in FORMULA and not NUMBER.fullmatch(text) else text


def guarded(text: str) -> str:
    """Do as `safe_for_sheets`, so that it can be undone: text that begins with an apostrophe gets another one, too.

    To undo it, drop one apostrophe from the front of every text that begins with one.
    """
    return "'" + text if text[:1] == "'" else safe_for_sheets(text)
