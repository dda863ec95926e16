"""The Harmonized System and the Common High Priority List.

Source: datasets/harmonized-system (ODC-PDDL); the list of 23 February 2024 as published by the US Bureau of Industry
and Security together with the EU, the United Kingdom and Japan. Codes are strings: leading zeros count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from importlib import resources

EDITION = "HS 2022"
SOURCE = "datasets/harmonized-system of 2024-10-25 (ODC-PDDL)"
TIER_EDITION = "2024-02-23"
TIER_SOURCE = "Common High Priority List, US Bureau of Industry and Security"

_PRINTED = re.compile(r"(?:hs\s*(?:code)?[\s:.-]*)?(\d{2}(?:[\s.-]?\d{2}){0,2})(?:[\s.-]?\d{2}){0,2}", re.IGNORECASE)


@lru_cache(maxsize=2)
def _pairs(name: str) -> dict[str, str]:
    text = resources.files("graph.reference").joinpath("data", name).read_text("utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


@lru_cache(maxsize=1)
def _sorted_codes() -> tuple[str, ...]:
    return tuple(sorted(_pairs("hs2022.tsv")))


def description(code: str) -> str | None:
    """Return the English description of a code of two, four or six digits, or None when HS 2022 has no such code."""
    return _pairs("hs2022.tsv").get(code)


def exists(code: str) -> bool:
    """Tell whether HS 2022 has this code of two, four or six digits."""
    return code in _pairs("hs2022.tsv")


def tier(hs6: str) -> str | None:
    """Return the tier of a six-digit code on the Common High Priority List ("1", "2", "3.A" ... "4.B"), or None."""
    return _pairs("chpl.tsv").get(hs6)


def priority_codes() -> tuple[str, ...]:
    """Return the six-digit codes of the Common High Priority List in ascending order."""
    return tuple(sorted(_pairs("chpl.tsv")))


def with_prefix(prefix: str, digits: int | None = None) -> tuple[str, ...]:
    """Return the codes that begin with a prefix, ascending.

    Args:
        prefix: digits.
        digits: 2, 4 or 6 to get only codes of that length.
    """
    codes = _sorted_codes()
    start = bisect_left(codes, prefix)
    found: list[str] = []
    for code in codes[start:]:
        if not code.startswith(prefix):
            break
        if digits is None or len(code) == digits:
            found.append(code)
    return tuple(found)


def parse(text: str) -> str | None:
    """Read a printed code: "HS 8542", "8542.31", "8542 31 90 10" (national digits are cut off after the sixth).

    Returns:
        A code of two, four or six digits that HS 2022 has, or None.
    """
    match = _PRINTED.fullmatch(text.strip())
    if match is None:
        return None
    code = re.sub(r"\D", "", match[1])
    return code if exists(code) else None
