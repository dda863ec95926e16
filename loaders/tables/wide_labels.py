"""Words around the figures of a sheet of Russian customs statistics: what a column or a row is of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.fold import fold
from graph.model import Direction, Reject
from loaders.places import country_of_text
from loaders.tables.dates import DateProblem, read_date
from loaders.tables.periods import Period

YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
QUARTER = re.compile(r"\b(iv|i{1,3}) квартал")
WORD = re.compile(r"[а-я]+")
# Of two periods, of a sum of both directions, or a share: not a figure of its own.
DERIVED = re.compile(r"темп|%|сальдо|оборот|предыдущ|доля|удельн|прирост")
MONEY = re.compile(r"(тыс|млн|миллион|млрд|миллиард)\w*\.? ?(?:долл|доллар)")
TONS = re.compile(r"(?<![а-я])(?:(тыс|млн)\w*\.? ?т(?:онн\w*)?(?![а-я])|тонн)")
FACTORS = {"тыс": 10**3, "млн": 10**6, "миллион": 10**6, "млрд": 10**9, "миллиард": 10**9}
# Behind the last comma of a name: the unit of its column of weights, where that is none of tons.
OWN_UNIT = re.compile(r",\s*(?:(тыс|млн|млрд|1000)\.?\s*)?(т|шт|пар|кв\.? ?м|куб\.? ?м|квт-?ч|л)\.?$")
UNITS = {"шт": None, "пар": "pairs", "кв.м": "m2", "куб.м": "m3", "квт-ч": "kWh", "л": "l"}
TOTAL = re.compile(r"(?:всего|итого)\W*")
CODE = re.compile(r"\d{2}(?:\d{2}){0,4}")
CODES = re.compile(r"\d{2,10}\s*[-–]\s*\d{2,10}|\d{2,10}\s*\(.+\)|\d{2,10}(?:\s*,\s*\d{2,10})+")
AREA = re.compile(r"страны\b.*|снг|еаэс|ес|атэс|дальнее зарубежье|прочие.*")


@dataclass(frozen=True, slots=True)
class Label:
    """What a text says of the figures beside or below it.

    Attributes:
        direction: export or import.
        year: where it names one.
        months: first and last month, where it names any.
        kind: value or weight.
        factor: what its numbers are printed with.
        derived: a rate, a share, a balance or a turnover.
    """

    direction: Direction | None = None
    year: str | None = None
    months: tuple[int, int] | None = None
    kind: str | None = None
    factor: int = 1
    derived: bool = False


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    """Read a heading or the name of a row."""
    plain = fold(text)
    money, tons = MONEY.search(plain), TONS.search(plain)
    years = YEAR.findall(plain)
    unit = money or tons
    return Label(
        direction="export" if "экспорт" in plain else "import" if "импорт" in plain else None,
        year=years[-1] if years else None,
        months=_months(plain),
        kind="value" if money else "weight" if tons else None,
        factor=FACTORS[unit.group(1)] if unit is not None and unit.group(1) else 1,
        derived=bool(DERIVED.search(plain)),
    )


def period_of(*labels: Label) -> Period | None:
    """Return the period that a row and its column name together; None where one of them is missing."""
    year = next((label.year for label in labels if label.year), None)
    months = next((label.months for label in labels if label.months), None)
    if year is None:
        return None
    if months is None or months == (1, 12):
        return year, year
    return f"{year}-{months[0]:02d}", f"{year}-{months[1]:02d}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is of: all goods, a code, several codes, or a country.

    Attributes:
        level: as in Claim.level.
        hs: its code.
        printed: what is printed, where it is no single code.
        country: code of the partner.
        area: name of a partner that is no country.
    """

    level: str = "total"
    hs: str | None = None
    printed: str | None = None
    country: str | None = None
    area: str | None = None


@lru_cache(maxsize=4096)
def read_subject(code: str, name: str) -> Subject | Reject:
    """Read the cells left of the figures of a row.

    Args:
        code: the first, where it holds a code; else "".
        name: what stands beside it, or alone.
    """
    plain = fold(name).strip(" *:")
    if code:
        digits = code.replace(" ", "")
        if CODE.fullmatch(digits):
            return Subject(f"hs{len(digits)}", digits)
        if CODES.fullmatch(code):
            return Subject("other", printed=f"HS {' '.join(code.split())}")
        return Reject("unknown_label", f"must be a code or a run of codes, got {code!r}")
    label = read_label(name)
    if not plain or TOTAL.fullmatch(plain) or label.months or (label.direction and len(plain) < 20):
        return Subject()
    country = country_of_text(name.strip(" *"))
    if country:
        return Subject(country=country)
    if AREA.fullmatch(plain):
        return Subject(area=" ".join(name.split()).strip(" *:"))
    return Reject("unknown_label", f"is neither a total, a period, a code nor a country: {name[:80]!r}")


@lru_cache(maxsize=4096)
def own_unit(name: str) -> tuple[str, str | None, int] | None:
    """Return what a name says of the unit of its weights: (weight or quantity, unit, factor); None: nothing."""
    found = OWN_UNIT.search(fold(name))
    if found is None:
        return None
    factor = 1000 if found.group(1) == "1000" else FACTORS.get(found.group(1) or "", 1)
    unit = found.group(2).replace(" ", "").replace("квм", "кв.м").replace("кубм", "куб.м").replace("квтч", "квт-ч")
    return ("weight", "t", factor) if unit == "т" else ("quantity", UNITS[unit], factor)


def _months(plain: str) -> tuple[int, int] | None:
    if found := QUARTER.search(plain):
        last = 3 * QUARTERS[found.group(1)]
        return last - 2, last
    months = [number for word in WORD.findall(plain) if (number := _month(word))]
    if not months:
        return None
    return (months[0], months[1]) if len(months) > 1 and months[0] <= months[1] else (months[0], months[0])


@lru_cache(maxsize=1024)
def _month(word: str) -> int | None:
    if len(word) < 3:
        return None
    try:
        return int(read_date(f"{word} 2000")[5:7])
    except DateProblem:
        return None
