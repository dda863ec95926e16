"""Dates in text as bounds: exact to what is printed, relative ones counted from the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.extraction.lexicon import Pack


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a sentence: [start, end), the bounds it says, and whether it was counted from the publication."""

    start: int
    end: int
    first: str | None
    last: str | None
    relative: bool = False


YEAR = r"(?:19|20)\d\d"


@lru_cache(maxsize=4)
def _patterns(language: str, pack: Pack) -> list[tuple[str, re.Pattern[str]]]:
    month = "(?:" + "|".join(sorted(pack.numbered("months"), key=len, reverse=True)) + r")\b(?:\.(?=\s*\d))?"
    season = "(?:" + "|".join(pack.data["seasons"]) + ")"
    if language == "de":
        return [(name, re.compile(text, re.IGNORECASE)) for name, text in _german(month, season)]
    return [(name, re.compile(text, re.IGNORECASE)) for name, text in _english(month, season)]


def _german(month: str, season: str) -> list[tuple[str, str]]:
    day = r"\d{1,2}\."
    return [
        ("range", rf"(?:zwischen|von|vom)\s+(?P<m1>{month})(?:\s+(?P<y1>{YEAR}))?\s+(?:und|bis)\s+(?P<m2>{month})(?:\s+(?P<y2>{YEAR}))?"),
        ("days", rf"(?:vom|zwischen dem)\s+(?P<d1>{day})(?:\s*(?P<m1>{month}))?\s+(?:bis(?:\s+zum)?|und dem)\s+(?P<d2>{day})\s*(?P<m2>{month})(?:\s+(?P<y2>{YEAR}))?"),
        ("years", rf"(?:(?:zwischen|von)\s+)(?P<y1>{YEAR})\s+(?:und|bis)\s+(?P<y2>{YEAR})"),
        ("since", rf"seit\s+(?:dem\s+)?(?:(?P<d1>{day})\s*)?(?:(?:Anfang|Mitte|Ende)\s+)?(?:(?P<m1>{month})\s*)?(?P<y1>{YEAR})"),
        ("since_month", rf"seit\s+(?:(?P<d1>{day})\s*)?(?P<m1>{month})"),
        ("until", rf"bis\s+(?:(?:spätestens|zum|Anfang|Mitte|Ende)\s+)*(?:(?P<d1>{day})\s*)?(?:(?P<m1>{month})\s*)?(?P<y1>{YEAR})"),
        ("same_month", rf"(?:im\s+(?P<m1>{month})\s+(?:desselben|des gleichen)\s+Jahres)"),
        ("same_year", r"(?:im|für|in)\s*(?:selben|dasselbe|demselben|gleichen)\s+Jahr"),
        ("half", rf"im\s+(?P<half>ersten|zweiten)\s+Halbjahr\s+(?P<y1>{YEAR})"),
        ("full", rf"(?:(?:am|vom|in der Nacht zum)\s+)?(?P<d1>{day})\s*(?P<m1>{month})(?:\s+(?P<y1>{YEAR}))?"),
        ("months", rf"(?:im\s+)?(?P<m1>{month})\s+und\s+(?P<m2>{month})\s+(?P<y2>{YEAR})"),
        ("month", rf"(?:(?:allein|noch)\s+)?(?:im|Anfang|Mitte|Ende)\s+(?P<m1>{month})(?:\s+(?P<y1>{YEAR}))?|(?P<m2>{month})\s+(?P<y2>{YEAR})"),
        ("season", rf"(?:im|Im)\s+(?:{season})\s+(?P<y1>{YEAR})"),
        ("last_year", r"im\s+(?:vergangenen|letzten|vorigen)\s+Jahr|voriges Jahr|letztes Jahr"),
        ("next_year", r"im\s+(?:kommenden|nächsten)\s+Jahr|nächstes Jahr"),
        ("this_year", r"in diesem Jahr|im laufenden Jahr|dieses Jahr"),
        ("last_month", r"im\s+(?:vergangenen|letzten|vorigen)\s+Monat"),
        ("yesterday", r"\bgestern\b"),
        ("later", r"(?P<n>zwei|drei|vier|fünf|sechs|einen)\s+Monate?\s+(?:später|danach)"),
        ("days_later", r"(?:\w+\s+)?(?:Tage|Wochen)\s+(?:später|danach)"),
        ("year", rf"(?:(?:im Jahr|im Jahre|Anfang|Mitte|Ende|Spätjahr|allein|in den Jahren|des Jahres|von|um)\s+)*(?P<y1>{YEAR})(?![\d.,]*\d)(?!\s*(?:Stück|Tonnen))"),
        ("day_name", r"\bam\s+(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)\b"),
    ]  # fmt: skip


def _english(month: str, season: str) -> list[tuple[str, str]]:
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    part = r"(?:early|mid|late|the end of|the beginning of|the)"
    return [
        ("range", rf"(?:between|from)\s+(?P<m1>{month})(?:\s+(?P<y1>{YEAR}))?\s+(?:and|to|until|through)\s+(?P<m2>{month})(?:,?\s+(?P<y2>{YEAR}))?"),
        ("days", rf"(?:from|between)\s+(?P<d1>{day})(?:\s+(?P<m1>{month}))?\s+(?:to|and|until)\s+(?P<d2>{day})\s+(?P<m2>{month})(?:,?\s+(?P<y2>{YEAR}))?"),
        ("years", rf"(?:between|from|in the years)\s+(?P<y1>{YEAR})\s+(?:and|to|until)\s+(?P<y2>{YEAR})"),
        ("since", rf"since\s+(?:(?:early|mid|late)[ -])?(?:(?P<d1>{day})\s+)?(?:(?P<m1>{month})\s+)?(?:(?P<d2>{day}),\s+)?(?P<y1>{YEAR})"),
        ("since_month", rf"since\s+(?:(?P<d1>{day})\s+)?(?P<m1>{month})"),
        ("until", rf"(?:by|until|before)\s+(?:{part}[ -])?(?:(?P<d1>{day})\s+)?(?:(?P<m1>{month})\s+)?(?P<y1>{YEAR})"),
        ("half", rf"(?:in\s+)?the\s+(?P<half>first|second)\s+half\s+of\s+(?P<y1>{YEAR})"),
        ("same_year", r"(?:in\s+)?the\s+same\s+year"),
        ("full", rf"(?:(?:on|during the night to|dated)\s+)?(?P<d1>{day})\s+(?P<m1>{month})(?:,?\s+(?P<y1>{YEAR}))?"),
        ("full_us", rf"(?:on\s+)?(?P<m1>{month})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,\s+(?P<y1>{YEAR}))?"),
        ("months", rf"(?:in\s+)?(?P<m1>{month})\s+and\s+(?P<m2>{month})\s+(?P<y2>{YEAR})"),
        ("month", rf"(?:in|during)\s+(?:(?:early|mid|late)[ -])?(?P<m1>{month})(?:,?\s+(?P<y1>{YEAR}))?|(?:(?:early|mid|late)[ -])?(?P<m2>{month})\s+(?P<y2>{YEAR})"),
        ("season", rf"(?:in\s+)?(?:the\s+)?{season}\s+(?:of\s+)?(?P<y1>{YEAR})"),
        ("last_year", r"\blast year\b"),
        ("next_year", r"\bnext year\b"),
        ("this_year", r"\bthis year\b"),
        ("last_month", r"\blast month\b"),
        ("yesterday", r"\byesterday\b"),
        ("later", r"\b(?P<n>a|one|two|three|four|five|six)\s+months?\s+later"),
        ("days_later", r"(?:\w+\s+)?(?:days|weeks)\s+later"),
        ("year", rf"(?:(?:in|late in|early in|mid|late|early|during|of|the year)[ -])*\b(?P<y1>{YEAR})\b(?![.,]\d)(?!-)"),
        ("day_name", r"\bon\s+(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"),
    ]  # fmt: skip


def find_dates(text: str, pack: Pack, published: str | None, anchor: str | None = None) -> list[DateFound]:
    """Find the dates of a sentence.

    Args:
        text: the sentence.
        pack: its language.
        published: partial ISO date from which relative dates are counted; None: they stay open.
        anchor: the last date that the text gave, for "two months later" and "the same year".
    """
    found: list[DateFound] = []
    for name, pattern in _patterns(pack.language, pack):
        for match in pattern.finditer(text):
            if any(item.start < match.end() and match.start() < item.end for item in found):
                continue
            if match.start() and text[match.start() - 1].isalnum():
                continue
            item = _read(name, match, pack, published, anchor)
            if item:
                found.append(item)
    return sorted(found, key=lambda item: item.start)


def _read(name: str, match: re.Match[str], pack: Pack, published: str | None, anchor: str | None) -> DateFound | None:
    parts = {key: value for key, value in match.groupdict().items() if value}
    months = pack.numbered("months")
    m1 = months.get(parts.get("m1", "").lower().rstrip("."))
    m2 = months.get(parts.get("m2", "").lower().rstrip("."))
    bounds, relative = _bounds(name, parts, m1, m2, published, anchor)
    if bounds is None:
        return None
    return DateFound(match.start(), match.end(), bounds[0], bounds[1], relative)


Bounds = tuple[str | None, str | None]


def _bounds(
    name: str, parts: dict[str, str], m1: int | None, m2: int | None, published: str | None, anchor: str | None
) -> tuple[Bounds | None, bool]:
    if name == "day_name" or name == "days_later":
        return (None, None), True
    if name in ("last_year", "next_year", "this_year", "last_month", "yesterday"):
        return _counted(name, published), True
    if name in ("later", "same_year"):
        return _anchored(name, parts, anchor), True
    if name == "same_month":
        year = anchor[:4] if anchor else None
        return (_same(_iso(year, m1)) if year else (None, None)), True
    y1, y2 = parts.get("y1"), parts.get("y2")
    if name == "half" and y1:
        first = parts["half"].lower() in ("ersten", "first")
        return ((f"{y1}-01", f"{y1}-06") if first else (f"{y1}-07", f"{y1}-12")), False
    if name in ("range", "months", "days", "years"):
        return _span(name, parts, m1, m2, y1, y2, published)
    open_year = y1 is None and y2 is None
    year = y1 or y2 or _year_for(m1 or m2, published, past=name != "until")
    if year is None:
        return (None, None), True
    value = _iso(year, m1 or m2, parts.get("d1") or parts.get("d2"))
    if value is None:
        return None, False
    if name in ("since", "since_month"):
        return (value, None), open_year
    if name == "until":
        return (None, value), open_year
    return _same(value), open_year


def _span(
    name: str,
    parts: dict[str, str],
    m1: int | None,
    m2: int | None,
    y1: str | None,
    y2: str | None,
    published: str | None,
) -> tuple[Bounds | None, bool]:
    if name == "years":
        return (y1, y2), False
    relative = y1 is None and y2 is None
    last_year = y2 or (y1 if y1 and m1 and m2 and m2 >= m1 else None) or _year_for(m2, published, past=True)
    if last_year is None:
        return (None, None), True
    first_month = m1 or m2
    first_year = y1 or (last_year if (first_month or 0) <= (m2 or 12) else str(int(last_year) - 1))
    first = _iso(first_year, first_month, parts.get("d1"))
    last = _iso(last_year, m2, parts.get("d2"))
    return (first, last), relative


def _counted(name: str, published: str | None) -> Bounds:
    if published is None:
        return None, None
    year = int(published[:4])
    if name.endswith("_year"):
        shift = {"last_year": -1, "next_year": 1, "this_year": 0}[name]
        return _same(str(year + shift))
    if name == "last_month":
        if len(published) < 7:
            return None, None
        month = int(published[5:7])
        return _same(f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}")
    if len(published) < 10:
        return None, None
    from datetime import date, timedelta

    return _same((date.fromisoformat(published) - timedelta(days=1)).isoformat())


def _anchored(name: str, parts: dict[str, str], anchor: str | None) -> Bounds:
    if anchor is None:
        return None, None
    if name == "same_year":
        return _same(anchor[:4])
    if len(anchor) < 7:
        return None, None
    words = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "einen": 1, "zwei": 2, "drei": 3}
    words |= {"vier": 4, "fünf": 5, "sechs": 6}
    months = int(anchor[:4]) * 12 + int(anchor[5:7]) - 1 + words[parts["n"].lower()]
    return _same(f"{months // 12:04}-{months % 12 + 1:02}")


def _same(value: str | None) -> Bounds:
    return value, value


def _year_for(month: int | None, published: str | None, past: bool) -> str | None:
    """The year of a month without one: the last such month before the publication, or the next one after it."""
    if published is None or month is None:
        return None
    year = int(published[:4])
    if len(published) < 7:
        return None
    current = int(published[5:7])
    if past:
        return str(year if month <= current else year - 1)
    return str(year if month >= current else year + 1)


def _iso(year: str | None, month: int | None, day: str | None = None) -> str | None:
    if year is None:
        return None
    if month is None:
        return year
    if day is None:
        return f"{year}-{month:02}"
    from datetime import date

    try:
        return date(int(year), month, int(re.sub(r"\D", "", day))).isoformat()
    except ValueError:
        return None
