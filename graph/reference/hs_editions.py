"""Codes of the Harmonized System by edition: what a code of 2012 or 2017 is in HS 2022, and the other way round.

Source: data/hs_editions.yml. It knows the codes of the Common High Priority List and of drones with their parts; of all
others nothing is said. A code that went to several others is not guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph.errors import SchemaError
from graph.packaged import packaged_yaml
from graph.reference import goods, hs

EDITIONS = ("2012", "2017", "2022")
LATEST = EDITIONS[-1]
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Code:
    """A code in one edition.

    Attributes:
        hs6: six digits.
        edition: 2012, 2017 or 2022.
        whole: whether it is the same goods as what was asked for, and not a part of them.
    """

    hs6: str
    edition: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """Both directions, for HS 2012 and 2017 alike; and the first day of each edition."""

    earlier: dict[str, tuple[tuple[str, ...], bool]]
    later: dict[str, tuple[str, ...]]
    first_days: dict[str, str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = packaged_yaml("graph.reference", "data", "hs_editions.yml")
    earlier: dict[str, tuple[tuple[str, ...], bool]] = {code: ((code,), True) for code in data["same"]}
    for code, line in data["moved"].items():
        if code in earlier:
            raise SchemaError(f"hs_editions.yml: {code} stands in two places; keep one")
        earlier[code] = tuple(line["from"]), line["as"] == "whole"
    for code in earlier:
        if not hs.exists(code):
            raise SchemaError(f"hs_editions.yml: {code} is no code of {hs.EDITION}")
    later: dict[str, list[str]] = {}
    for code, (before, _) in earlier.items():
        for one in before:
            later.setdefault(one, []).append(code)
    days = {edition: str(day) for edition, day in data["in_force"].items()}
    return _Table(earlier, {code: tuple(sorted(codes)) for code, codes in later.items()}, days)


def edition_on(day: str | None) -> str | None:
    """Return the edition that was in force on a day.

    Args:
        day: partial ISO date; a year is enough, for editions begin with one.

    Returns:
        None without a day, or before the first edition that is known here.
    """
    if day is None:
        return None
    return max((edition for edition in EDITIONS if _table().first_days[edition][: len(day)] <= day), default=None)


def in_latest(code: str, edition: str) -> tuple[Code, ...]:
    """Return what a code of an edition is in HS 2022, ascending.

    Args:
        code: six digits.
        edition: 2012, 2017 or 2022.

    Returns:
        One code where it stayed or moved as a whole; several where it was divided; none where nothing is known.
    """
    if edition == LATEST:
        return (Code(code, LATEST, True),) if len(code) == DIGITS and hs.exists(code) else ()
    if edition not in EDITIONS:
        return ()
    found = _table().later.get(code, ())
    return tuple(Code(one, LATEST, len(found) == 1 and _table().earlier[one][1]) for one in found)


def in_edition(code: str, edition: str) -> tuple[Code, ...]:
    """Return what a code of HS 2022 was in an edition, ascending; none where nothing is known.

    Args:
        code: six digits.
        edition: 2012, 2017 or 2022.
    """
    if edition == LATEST:
        return in_latest(code, LATEST)
    before, whole = _table().earlier.get(code, ((), False)) if edition in EDITIONS else ((), False)
    return tuple(Code(one, edition, whole) for one in sorted(before))


def codes_of(concept: str, edition: str) -> tuple[Code, ...]:
    """Return the six-digit codes under which goods are declared by an edition, ascending.

    Args:
        concept: id of a concept of the lexicon.
        edition: 2012, 2017 or 2022.
    """
    latest = sorted({code for prefix in goods.hs_prefixes(concept) for code in hs.with_prefix(prefix, DIGITS)})
    found: dict[str, Code] = {}
    for code in latest:
        for one in in_edition(code, edition):
            known = found.get(one.hs6)
            found[one.hs6] = one if known is None else Code(one.hs6, edition, one.whole and known.whole)
    return tuple(found[code] for code in sorted(found))


def meant(code: str, declared: str | None, day: str | None) -> str | None:
    """Return the one code of HS 2022 that a row means.

    Args:
        code: as printed, six digits or more.
        declared: edition that the source names, if any; it wins over the day.
        day: of the row, partial ISO.

    Returns:
        The code itself where HS 2022 has it. An older code where the row tells its edition and the code did not go to
        several others. Else None.
    """
    hs6 = code[:DIGITS]
    if len(hs6) < DIGITS:
        return None
    if hs.exists(hs6):
        return hs6
    edition = declared if declared in EDITIONS else None if declared else edition_on(day)
    if edition is None or edition == LATEST:
        return None
    found = in_latest(hs6, edition)
    return found[0].hs6 if len(found) == 1 and found[0].whole else None
