"""Numbers that a file stores as numbers, written as the plain digits that a person would see."""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from loaders.tables.layout import BadCell, NumberCell

EXACT = 15  # digits that a double keeps, and that a spreadsheet shows


@lru_cache(maxsize=1 << 14)
def stored_number(text: str) -> str:
    """Return the number that a spreadsheet wrote into its file, to the 15 digits that it keeps.

    Args:
        text: such as "42", "0.10000000000000001" or "8.54E+22".

    Returns:
        a NumberCell, or a BadCell where it is none.
    """
    if text.isascii() and text.isdigit():
        return NumberCell(text)
    try:
        number = Decimal(text)
        if not number.is_finite() or abs(number.adjusted()) > 300:
            return BadCell(text)
    except (InvalidOperation, ValueError):
        return BadCell(text)
    digits = len(number.as_tuple().digits)
    if digits > EXACT:
        number = Decimal(format(float(text), f".{EXACT}g"))
    return NumberCell(plain(number))


@lru_cache(maxsize=1 << 14)
def float_number(number: float) -> str:
    """Return a float as the shortest digits that mean it; a BadCell for infinity and what is no number."""
    if not math.isfinite(number):
        return BadCell(str(number))
    return NumberCell(plain(Decimal(repr(number))))


def plain(number: Decimal) -> str:
    """Write a number without exponent and without zeros at the end of its fraction."""
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
