"""Periods of statistics as tables print them: a month, a quarter, a year, or a run of them, never guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.tables.dates import DateProblem, read_date

WHOLE_YEAR = frozenset({"year", "total", "annual", "all", "jahr", "année", "год", "всего", "yıl", "рік", "全年", "年"})
ANNUAL = "52"  # the month that Eurostat's bulk files print for a whole year
YEAR = re.compile(r"[YyАA]?((?:19|20)\d\d)(?:\s*(?:г\.?|год|年))?")
COMPACT = re.compile(r"((?:19|20)\d\d)[Mm]?(\d\d)")
QUARTER = re.compile(r"((?:19|20)\d\d)[-\s]?[Qq]([1-4])|[Qq]([1-4])[-/\s]?((?:19|20)\d\d)")
RUN = re.compile(r"([^\W\d_]+)\.?\s*[-–—]\s*([^\W\d_]+)\.?\s*((?:19|20)\d\d)(?:\s*(?:г\.?|года?|year))?")
DAY = 10  # characters of YYYY-MM-DD

Period = tuple[str, str]


@lru_cache(maxsize=1 << 12)
def read_period(text: str) -> Period:
    """Return the first and last month of a period, or its year twice, as partial ISO dates.

    Args:
        text: such as `2019`, `Y2019`, `201908`, `2019M08`, `Aug. 2024`, `08/2024`, `2024-Q3`, `Jan.-Mar. 2024`.

    Raises:
        DateProblem: not_a_period, impossible_date, not_a_date.
    """
    plain = " ".join(text.split())
    if found := YEAR.fullmatch(plain):
        return found[1], found[1]
    if found := COMPACT.fullmatch(plain):
        year, month = found.groups()
        if month == ANNUAL:
            return year, year
        return (month_of := read_date(f"{year}-{month}")), month_of
    if found := QUARTER.fullmatch(plain):
        year, quarter = (found[1], found[2]) if found[1] else (found[4], found[3])
        last = 3 * int(quarter)
        return f"{year}-{last - 2:02d}", f"{year}-{last:02d}"
    if found := RUN.fullmatch(plain):
        first, last_month = (read_date(f"{month} {found[3]}") for month in (found[1], found[2]))
        return _run(text, first, last_month)
    day = read_date(plain)
    if len(day) == DAY:
        raise DateProblem("not_a_period", f"must be a month, a quarter or a year; a day is none, got {text!r}")
    return day, day


@lru_cache(maxsize=1 << 12)
def period_of(year: str, month: str) -> Period:
    """Return the period of a column of years and one of months.

    Args:
        year: as printed.
        month: a number, a name, or a word for the whole year.

    Raises:
        DateProblem: as `read_period`.
    """
    first, last = read_period(year)
    if first != last or len(first) > len("2019"):
        raise DateProblem("not_a_period", f"must be a year, got {year!r}")
    word = month.strip().casefold().rstrip(".")
    if word in WHOLE_YEAR:
        return first, last
    found = read_date(f"{first}-{word}" if word.isdecimal() else f"{word} {first}")
    if len(found) == len(first):
        raise DateProblem("not_a_period", f"must be a month, got {month!r}")
    return found, found


def _run(text: str, first: str, last: str) -> Period:
    if first > last:
        raise DateProblem("impossible_date", f"ends before it begins, got {text!r}")
    if first.endswith("-01") and last.endswith("-12"):
        return first[:4], first[:4]
    return first, last
