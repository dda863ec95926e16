"""Identifiers that say who somebody is: their form for comparing, their check digits, and which ones are trusted."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from stdnum import imo, lei
from stdnum.cn import uscc
from stdnum.ru import inn, ogrn

CHECKS: dict[str, Callable[[str], bool]] = {
    "INN": inn.is_valid,
    "OGRN": ogrn.is_valid,
    "OGRNIP": ogrn.is_valid,
    "USCC": uscc.is_valid,
    "LEI": lei.is_valid,
    "IMO": imo.is_valid,
}
NOT_LETTERS = re.compile(r"[\W_]+")
SHORTEST = 4  # signs of one kind from which on they are a filler


def check_digits(kind: str, number: str) -> bool:
    """Whether the check digits are right; True for kinds that have none."""
    check = CHECKS.get(kind)
    return check is None or check(number)


def identifier_key(kind: str, value: str) -> tuple[str, str]:
    """Fold an identifier: kind in capitals, value without separators."""
    return kind.upper(), NOT_LETTERS.sub("", value).upper()


@lru_cache(maxsize=65536)  # each is asked for twice in a resolution, and again at the next
def trusted(kind: str, value: str) -> bool:
    """Whether a folded identifier may join or keep apart: right check digits, and no filler such as 0000000000."""
    filler = len(value) >= SHORTEST and len(set(value)) == 1
    return bool(value) and not filler and check_digits(kind, value)
