"""Compares dates of birth as exactly as they are known: a day, a month, a year, or several that are possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

Agreement = Literal["unknown", "day", "month", "year", "near", "differs"]
RANK: dict[Agreement, int] = {"differs": 0, "near": 1, "year": 2, "month": 3, "day": 4, "unknown": -1}
PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def compare_births(one: Sequence[str], other: Sequence[str]) -> Agreement:
    """Tell how two sets of dates of birth agree; within a set each date is one that is possible.

    Args:
        one, other: partial ISO dates; what is none is passed over.

    Returns:
        The best agreement of any two: "day", "month" or "year" where one is as exact as that and the other says nothing
        else; "near" where one may be the other mistyped (day and month changed over, one digit) or a year beside it;
        "differs"; "unknown" where a side has no date.
    """
    best: Agreement = "unknown"
    for mine in one:
        for theirs in other:
            found = _agreement(mine, theirs)
            if RANK[found] > RANK[best]:
                best = found
    return best


@lru_cache(maxsize=65536)
def _agreement(one: str, other: str) -> Agreement:
    mine, theirs = PARTIAL.fullmatch(one), PARTIAL.fullmatch(other)
    if mine is None or theirs is None:
        return "unknown"
    left, right = mine.groups(), theirs.groups()
    shared = [(a, b) for a, b in zip(left, right, strict=True) if a is not None and b is not None]
    if all(a == b for a, b in shared):
        return ("year", "month", "day")[len(shared) - 1]
    if len(shared) == 3 and left[0] == right[0] and left[1:] == right[:0:-1]:
        return "near"
    digits = [(x, y) for a, b in shared for x, y in zip(a or "", b or "", strict=True)]
    wrong = sum(x != y for x, y in digits)
    if len(shared) == 3:
        return "near" if wrong == 1 else "differs"
    if abs(int(left[0]) - int(right[0])) == 1 and len(shared) == 1:
        return "near"  # who knows no more than the year often knows it roughly
    return "differs"
