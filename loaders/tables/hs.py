"""HS codes as tables print them: kept raw, never repaired."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.model import Reject
from graph.reference import hs as reference
from loaders.tables.numbers import folded_digits

NUMERIC = re.compile(r"\d+")
SHORTEST, LONGEST = 6, 12  # six digits are the same everywhere; national codes have up to twelve


class HsProblem(ValueError):
    """A cell is not an HS code that can be read; carries rule and reason."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.reject = Reject(rule, message)


@lru_cache(maxsize=1 << 14)
def read_hs(text: str, length: int | None = None, current: bool = True) -> tuple[str, tuple[str, ...]]:
    """Return the digits of an HS code, and what is to be said of it; blanks, dots and dashes between are dropped.

    Args:
        text: the cell.
        length: digits that the codes of the column have, where the mapping says so: one less has lost its first zero.
        current: whether the column follows the edition of 2022, the one that is compiled in.

    Returns:
        the code with all its digits; flags `hs:zero_restored`, `hs:not_in_2022`.

    Raises:
        HsProblem: rules hs_scientific, hs_not_digits, hs_length, hs_lost_zero, hs_chapter.
    """
    if re.fullmatch(r"\d+([.,]\d+)?[eE]\+?\d+", text.strip()):
        raise HsProblem("hs_scientific", f"{text!r} has lost its digits in a spreadsheet; export the column as text")
    digits = folded_digits(re.sub(r"[\s.\-]", "", text))
    if not NUMERIC.fullmatch(digits) or not digits.isascii():
        raise HsProblem("hs_not_digits", f"must be digits, got {text!r}")
    flags = []
    if length is not None and len(digits) == length - 1:
        digits = f"0{digits}"
        flags.append("hs:zero_restored")
    if len(digits) % 2 and _lost_zero(digits):
        raise HsProblem("hs_lost_zero", f"has an odd number of digits: a zero at its beginning is lost, got {text!r}")
    if not SHORTEST <= len(digits) <= LONGEST:
        raise HsProblem("hs_length", f"must have {SHORTEST} to {LONGEST} digits, got {text!r}")
    if digits[:2] in ("00", "77"):
        raise HsProblem("hs_chapter", f"there is no chapter {digits[:2]}, got {text!r}")
    if current and not reference.exists(digits[:6]):
        flags.append("hs:not_in_2022")
    return digits, tuple(flags)


def _lost_zero(digits: str) -> bool:
    """Whether an odd code is not one of the few national codes that have seven, nine or eleven digits."""
    as_printed = reference.exists(digits[:6]) and len(digits) > SHORTEST
    with_zero = reference.exists(f"0{digits}"[:6])
    return not as_printed or with_zero
