"""Dates as the lists of the United States print them: month before day, and days of birth in all their forms."""

from __future__ import annotations

import re

from loaders.tables.dates import DateProblem, DateRule, read_date

MONTH_FIRST = DateRule(order="mdy")
TWO_DIGITS = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2})")
RANGE = re.compile(r"\s+(?:to|and|or)\s+|(?<=\d{4})\s*-\s*(?=\d{4})")
ABOUT = re.compile(r"^(?:circa|approximately|about|ca?\.|late|early|between)\s+", re.IGNORECASE)
YEAR = 4  # characters of a partial date that is a year


def us_date(text: str) -> str:
    """Return a partial ISO date; `11/2/2011` is the second of November.

    Raises:
        DateProblem: it is no date, an impossible one, or has a year of two digits, which nobody can tell.
    """
    if TWO_DIGITS.fullmatch(text.strip()):
        raise DateProblem("ambiguous_date", f"the century of {text!r} is not printed")
    return read_date(text, MONTH_FIRST)


def births(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read one printed date of birth.

    A range and a date that is only about right keep their years alone: a day out of them would be invented, and a full
    day joins persons.

    Args:
        text: such as "10 Dec 1948", "circa 1961", "1956 to 1958", "01 Jan 1961 to 31 Dec 1962", "Jan 1970".

    Returns:
        partial ISO dates in their order, and flags: birth:about:, birth:between:, birth:unread: with what is printed.
    """
    plain = " ".join(text.split())
    bare = ABOUT.sub("", plain)
    parts = RANGE.split(bare)
    try:
        dates = [us_date(part) for part in parts]
    except DateProblem:
        return (), (f"birth:unread:{plain}",)
    holding = (("birth:about", bare != plain), ("birth:between", len(dates) > 1))
    flags = [f"{name}:{plain}" for name, holds in holding if holds]
    if flags:
        dates = [day[:YEAR] for day in dates]
    return tuple(dict.fromkeys(dates)), tuple(flags)
