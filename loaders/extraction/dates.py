"""Dates in text as bounds: exact to what is printed, relative ones counted from the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.extraction.lexicon import Pack


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a sentence: [start, end), the bounds it says, and whether it was counted from the publication.

    The name of a day often dates what was said and not what was done: it gives no bounds, only a `day`.
    """

    start: int
    end: int
    first: str | None
    last: str | None
    relative: bool = False
    day: str | None = None


ANCHORED = frozenset(
    {"later", "same_year", "month_before", "year_later", "year_before", "years_later", "years_before"}
) | {
    "same_day",
    "months_before",
    "month_after",
}
AROUND_NOW = frozenset({"since_this_year", "until_this_year", "since_years", "next_month", "next_season"})
FOLLOWING = frozenset("season_next full_after month_next month_of_next_year next_day days_after".split())
DIGITS_AND_RUNS = frozenset({"numeric", "years_ago", "months_ago", "first_months", "last_months", "months_to"})
OPEN = frozenset({"day_name", "days_later", "same_span"})  # without bounds of their own
YEAR = r"(?:19|20)\d\d"
YEARS_AWAY = {"last": -1, "this": 0, "next": 1}  # groups of a pattern: "last year" and so on, counted from today


@cache
def _patterns(language: str, pack: Pack) -> list[tuple[str, re.Pattern[str]]]:
    end = "" if pack.data.get("suffix_after_apostrophe") else r"\b(?:\.(?=\s*\d))?"
    month = "(?:" + "|".join(sorted(pack.numbered("months"), key=len, reverse=True)) + ")" + end
    season = "(?:" + "|".join(pack.data["seasons"]) + ")"
    out = []
    for name, text in pack.data["dates"]:
        filled = text.replace("{month}", month).replace("{season}", season).replace("{year}", YEAR)
        out.append((name, re.compile(filled, re.IGNORECASE)))
    return out


@cache
def _hint(language: str, pack: Pack) -> re.Pattern[str]:
    """What every date has: a year, the name of a month, or one of the words for relative dates."""
    words = "|".join([*pack.numbered("months"), *pack.data["date_hints"]])
    end = "" if pack.data.get("suffix_after_apostrophe") else r"\b"
    return re.compile(rf"\d{{4}}|\b(?:{words}){end}", re.IGNORECASE)


def find_dates(text: str, pack: Pack, published: str | None, anchor: str | None = None) -> list[DateFound]:
    """Find the dates of a sentence.

    Args:
        text: the sentence.
        pack: its language.
        published: partial ISO date from which relative dates are counted; None: they stay open.
        anchor: the last date that the text gave, for "two months later" and "the same year".
    """
    if not _hint(pack.language, pack).search(text):
        return []
    out: list[DateFound] = []
    for name, match in matches(text, pack):
        item = _read(name, match, pack, published, anchor)
        anchor = item.first or anchor  # "in 2022 ...; the year after, ..."
        out.append(item)
    return out


@lru_cache(maxsize=2048)
def matches(text: str, pack: Pack) -> tuple[tuple[str, re.Match[str]], ...]:
    """Where a sentence has dates, by the first pattern that fits; it is read twice, for names and for claims."""
    found: list[tuple[str, re.Match[str]]] = []
    for name, pattern in _patterns(pack.language, pack):
        for match in pattern.finditer(text):
            if any(other.start() < match.end() and match.start() < other.end() for _, other in found):
                continue
            if not match.start() or not (text[match.start() - 1].isalnum() or text[match.start() - 1] in "/-"):
                found.append((name, match))
    return tuple(sorted(found, key=lambda one: one[1].start()))


def _read(name: str, match: re.Match[str], pack: Pack, published: str | None, anchor: str | None) -> DateFound:
    parts = {key: value for key, value in match.groupdict().items() if value}
    months = pack.numbered("months")
    m1 = months.get((parts.get("m1") or parts.get("m3") or "").lower().rstrip("."))
    m2 = months.get(parts.get("m2", "").lower().rstrip("."))
    for key in ("n2", "n3", "last2"):
        if key in parts:
            parts[key[:-1]] = parts[key]
    if parts.get("y3"):
        parts["y1"] = parts["y3"]
    shift = next((YEARS_AWAY[key] for key in YEARS_AWAY if key in parts), None)
    if shift is not None and published:
        parts["y2" if name == "range" else "y1"] = str(int(published[:4]) + shift)
    for key, words in (("half", "halves"), ("quarter", "quarters"), ("n", "small_numbers"), ("s", "season_starts")):
        if key in parts:
            parts[key] = str(pack.numbered(words).get(parts[key].lower(), ""))
    if name in ("last_season", "since_last_season"):
        parts["season"] = match.group().lower()
    bounds, relative = _bounds(name, parts, m1, m2, published, anchor)
    relative = relative or shift is not None
    if bounds is None:
        bounds = (None, None)  # "31 February 2023" is no date; its month alone would be a guess
    day = _weekday(match.group(), pack, published) if name == "day_name" else None
    return DateFound(match.start(), match.end(), bounds[0], bounds[1], relative, day)


Bounds = tuple[str | None, str | None]


def _weekday(printed: str, pack: Pack, published: str | None) -> str | None:
    """The last such day up to the publication; "next Monday" is left open."""
    words = re.findall(r"\w+", printed.lower())
    days = pack.data.get("weekdays", "").split()
    day = next((days.index(word) for word in words if word in days), None)
    if day is None or published is None or len(published) < 10 or words[-1] in ("prochain", "next"):
        return None
    from datetime import date, timedelta

    end = date.fromisoformat(published)
    return (end - timedelta(days=(end.weekday() - day) % 7)).isoformat()


def _bounds(
    name: str, parts: dict[str, str], m1: int | None, m2: int | None, published: str | None, anchor: str | None
) -> tuple[Bounds | None, bool]:
    if name in OPEN:
        return (None, None), True
    if name == "year_end" and published is not None:
        return (None, str(int(published[:4]) + ("next" in parts) - ("back" in parts))), True
    if name == "last_week":
        return _week_before(published), True
    if name in COUNTED:
        return _counted(name, published), True
    if name == "coming_month":
        return _same(_iso(month_year(m1, published, past=False), m1)), True
    if name == "coming_season":
        return _same(coming_season(parts["season"].lower(), published)), True
    if name == "last_season":
        return _season(parts["season"], published, anchor), True
    if name in DIGITS_AND_RUNS:
        return _digits_or_run(name, parts, m1, published), name != "numeric" and "y1" not in parts
    if name in ANCHORED:
        return _anchored(name, parts, anchor), True
    if name in AROUND_NOW:
        return _around_now(name, parts, published, anchor), True
    if name in FOLLOWING:
        return _same(_following(name, parts, m1, anchor)), True
    if name == "same_month":
        year = anchor[:4] if anchor else None
        return (_same(_iso(year, m1)) if year else (None, None)), True
    if name == "same_month_again":
        return (_same(anchor[:7]) if anchor and len(anchor) > 4 else (None, None)), True
    if name == "months_same_year":
        return ((_iso(anchor[:4], m1), _iso(anchor[:4], m2)) if anchor else (None, None)), True
    if name in ("since_last_year", "since_this_year", "until_this_year", "until_next_year"):
        year = _counted(name.partition("_")[2], published)[0]
        return ((year, None) if name.startswith("since") else (None, year)), True
    if name == "since_last_season":
        return (_season(parts["season"], published, None)[0], None), True
    if name == "since_season":
        return (_season_year(int(parts["s"]), published), None), True
    if name == "season_bare":
        return _same(_season_year(int(parts["s"]), published)), True
    y1, y2 = parts.get("y1"), parts.get("y2")
    if "rel" in parts:
        y1 = _counted("this_year" if parts["rel"].lower() == "bu" else "last_year", published)[0]
    if name in ("half", "quarter"):
        size, number = (6, parts["half"]) if name == "half" else (3, parts["quarter"])
        if not number or int(number) * size > 12:
            return (None, None), False
        return _part_of_year(int(number), size, y1, published), y1 is None
    if name in ("range", "months", "months_open", "days", "years"):
        return _span(name, parts, m1, m2, y1, y2, published)
    open_year = y1 is None and y2 is None
    year = y1 or y2 or month_year(m1 or m2, published, past=name not in ("until", "coming"))
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


SEASON_ENDS = {  # month in which the season is over
    5: "spring frühjahr frühling printemps ilkbahar весни весн",
    8: "summer sommer été yaz літа лет",
    11: "autumn fall herbst automne sonbahar güz осені осен",
    2: "winter hiver kış зими зим",
}


def _season(printed: str, published: str | None, anchor: str | None) -> Bounds:
    """The year of "last summer" and, of what the text tells, of "that summer"."""
    if re.match(r"that\b|(?:noch )?im (?!verg|letz|vori)", printed) and anchor:
        return _same(anchor[:4])
    if published is None or len(published) < 7:
        return None, None
    end = next(month for month, words in SEASON_ENDS.items() if any(word in printed for word in words.split()))
    return _same(str(int(published[:4]) - (int(published[5:7]) <= end)))


def coming_season(season: str, published: str | None) -> str | None:
    """The year of "im kommenden Herbst": the next one that is not over when the text comes out."""
    if published is None or len(published) < 7:
        return None
    end = next(month for month, words in SEASON_ENDS.items() if any(word in season for word in words.split()))
    return str(int(published[:4]) + (int(published[5:7]) > end))


def _digits_or_run(name: str, parts: dict[str, str], month: int | None, published: str | None) -> Bounds | None:
    if name == "numeric":
        return _numeric(parts)
    if name in ("years_ago", "months_ago"):
        return _ago(name, parts["n"], published)
    return _run_of_months(name, parts, month, published)


def _numeric(parts: dict[str, str]) -> Bounds | None:
    """ "05.03.2024", "2024-03-05"."""
    value = _iso(parts["y1"], int(parts["mm"]), parts["d1"]) if 1 <= int(parts["mm"]) <= 12 else None
    return _same(value) if value else None


def _ago(name: str, count: str, published: str | None) -> Bounds:
    """ "two years ago", "vor drei Monaten"."""
    if not count or published is None:
        return None, None
    if name == "years_ago":
        return _same(str(int(published[:4]) - int(count)))
    if len(published) < 7:
        return None, None
    months = int(published[:4]) * 12 + int(published[5:7]) - 1 - int(count)
    return _same(f"{months // 12:04}-{months % 12 + 1:02}")


def _run_of_months(name: str, parts: dict[str, str], month: int | None, published: str | None) -> Bounds:
    """ "the first nine months of 2024", "the last three months of 2024", "in the nine months to September"."""
    count = int(parts["n"] or 0)
    if not 1 < count <= 12:
        return None, None
    last = count if name == "first_months" else 12 if name == "last_months" else month
    year = parts.get("y1") or month_year(last, published, past=True)
    if last is None or year is None:
        return None, None
    first = int(year) * 12 + last - count
    return f"{first // 12:04}-{first % 12 + 1:02}", f"{year}-{last:02}"


def _week_before(published: str | None) -> Bounds:
    from datetime import date, timedelta

    if published is None or len(published) < 10:
        return None, None
    day = date.fromisoformat(published)
    monday = day - timedelta(days=day.weekday() + 7)
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _season_year(first: int, published: str | None) -> str | None:
    """The year of a season without one: the last that had begun when the text came out."""
    if published is None or len(published) < 7:
        return None
    return str(int(published[:4]) - (int(published[5:7]) < first))


def _part_of_year(number: int, size: int, year: str | None, published: str | None) -> Bounds:
    """A quarter or half of a year; without a year the last one that was over when the text came out."""
    first, last = size * (number - 1) + 1, size * number
    if year is None and published is not None and len(published) >= 7:
        year = str(int(published[:4]) - (int(published[5:7]) < first))
    return (None, None) if year is None else (f"{year}-{first:02}", f"{year}-{last:02}")


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
    last_year = y2 or (str(int(y1) + (m2 < m1)) if y1 and m1 and m2 else None) or month_year(m2, published, past=True)
    if last_year is None:
        return (None, None), True
    first_month = m1 or m2
    first_year = y1 or (last_year if (first_month or 0) <= (m2 or 12) else str(int(last_year) - 1))
    first = _iso(first_year, first_month, parts.get("d1"))
    last = _iso(last_year, m2, parts.get("d2"))
    return (first, last), relative


COUNTED = frozenset(
    {"last_year", "next_year", "this_year", "year_before_last", "yesterday", "day_before_yesterday"}
) | {
    "last_month",
    "next_month",
    "this_month",
}


def _counted(name: str, published: str | None) -> Bounds:
    if published is None:
        return None, None
    year = int(published[:4])
    years = {"last_year": -1, "next_year": 1, "this_year": 0, "year_before_last": -2}
    if name in years:
        return _same(str(year + years[name]))
    months = {"last_month": -1, "next_month": 1, "this_month": 0}
    if name in months:
        if len(published) < 7:
            return None, None
        count = year * 12 + int(published[5:7]) - 1 + months[name]
        return _same(f"{count // 12}-{count % 12 + 1:02}")
    if len(published) < 10:
        return None, None
    from datetime import date, timedelta

    back = 2 if name == "day_before_yesterday" else 1
    return _same((date.fromisoformat(published) - timedelta(days=back)).isoformat())


def _anchored(name: str, parts: dict[str, str], anchor: str | None) -> Bounds:
    if anchor is None:
        return None, None
    if name == "same_day":
        return _same(anchor) if len(anchor) == 10 else (None, None)
    shifts = {"same_year": 0, "year_later": 1, "year_before": -1}
    if name in shifts:
        return _same(str(int(anchor[:4]) + shifts[name]))
    step = {"month_before": -1, "month_after": 1}.get(name) or int(parts.get("n") or 0)
    step = -step if name.endswith("s_before") else step
    if name in ("years_later", "years_before") and step:
        return _same(str(int(anchor[:4]) + step))
    if len(anchor) < 7 or not step:
        return None, None
    months = int(anchor[:4]) * 12 + int(anchor[5:7]) - 1 + step
    return _same(f"{months // 12:04}-{months % 12 + 1:02}")


def _around_now(name: str, parts: dict[str, str], published: str | None, anchor: str | None) -> Bounds:
    """ "since the beginning of the year", "next month"; "before the end of the year": of the year that is told of."""
    if published is None or (len(published) < 7 and name in ("next_month", "next_season")):
        return None, None
    year = int(published[:4])
    if name == "since_years":
        return str(year - int(parts["n"] or 0)), None
    if name in ("since_this_year", "until_this_year"):
        return (str(year), None) if name == "since_this_year" else (None, (anchor or published)[:4])
    month = int(published[5:7])
    if name == "next_month":
        return _same(f"{year + month // 12}-{month % 12 + 1:02}")
    return _same(str(year + (int(parts["s"] or 0) <= month)))


def _following(name: str, parts: dict[str, str], month: int | None, anchor: str | None) -> str | None:
    """ "le 14 mars suivant", "le lendemain": counted from the date before."""
    from datetime import date, timedelta

    if anchor is None:
        return None
    if name in ("next_day", "days_after"):
        step = 1 if name == "next_day" else int(parts.get("n") or 0)
        return (date.fromisoformat(anchor) + timedelta(days=step)).isoformat() if len(anchor) == 10 and step else None
    if name == "season_next":
        return str(int(anchor[:4]) + (len(anchor) == 4 or int(parts["s"] or 0) <= int(anchor[5:7])))
    late = name == "month_of_next_year" or (len(anchor) > 4 and month is not None and month < int(anchor[5:7]))
    return _iso(str(int(anchor[:4]) + late), month, parts.get("d1"))


def _same(value: str | None) -> Bounds:
    return value, value


def month_year(month: int | None, published: str | None, past: bool) -> str | None:
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
