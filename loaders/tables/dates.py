"""Dates as tables and lists print them, as partial ISO dates, never guessed.

`03/04/2024` is March or April: a format in the mapping settles it, or the rest of the column does.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Literal

from graph.model import Reject
from loaders.tables.layout import DateCell, NumberCell
from loaders.tables.serials import day_of

Order = Literal["dmy", "mdy"]
EXCEL, EXCEL_1904 = "excel", "excel-1904"  # formats of days counted as spreadsheets do
SERIAL = re.compile(r"\d{1,7}(?:\.\d+)?")
YEARS = range(1900, 2101)
TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[AaPp][Mm]|[+-]\d{2}:?\d{2})?$")
ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
HAN = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?[ -])?([^\W\d_]+)\.?[ -](\d{4})")
WORDED_US = re.compile(r"([^\W\d_]+)\.? (\d{1,2}),? (\d{4})")


class DateProblem(ValueError):
    """A cell is not a date that can be read; carries rule and reason."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.reject = Reject(rule, message)


@dataclass(frozen=True, slots=True)
class DateRule:
    """How a column writes its dates.

    Attributes:
        formats: strptime formats of the mapping, tried in order; none: the forms that mean one day only.
        order: of day and month between slashes, where the column settles it.
        epoch_1904: whether the workbook counts its days from 1904; for the format `excel`.
    """

    formats: tuple[str, ...] = ()
    order: Order | None = None
    epoch_1904: bool = False


def read_typed_date(cell: str, rule: DateRule) -> str:
    """Return a partial ISO date of a cell that its file types as a date or as a number.

    Args:
        cell: a DateCell is a day, whatever the mapping says of text; a NumberCell a year, a day such as 20240809, or
            the serial number of a day, where the format `excel` says so.
        rule: of the column.

    Raises:
        DateProblem: as read_date; rule date_serial where only a format could tell.
    """
    if not isinstance(cell, NumberCell):
        return read_date(str(cell))
    counted = EXCEL in rule.formats or EXCEL_1904 in rule.formats
    if len(cell) in (4, 8) and cell.isdigit() and not counted:
        return read_date(str(cell))
    if counted:
        return _serial(cell, rule.epoch_1904 or EXCEL_1904 in rule.formats)
    raise DateProblem(
        "date_serial",
        f"must be a date, got the number {cell}; where it counts days as spreadsheets do, set format: excel",
    )


def _serial(text: str, epoch_1904: bool) -> str:
    day = day_of(text, epoch_1904)
    if not isinstance(day, DateCell):
        raise DateProblem("impossible_date", f"there is no day with the number {text}")
    return read_date(str(day))


@lru_cache(maxsize=1 << 13)  # the days of some twenty years
def read_date(text: str, rule: DateRule | None = None) -> str:
    """Return a partial ISO date.

    Args:
        text: the cell; a time of day after the date is dropped.
        rule: what mapping or column settle; None: nothing does.

    Raises:
        DateProblem: rules not_a_date, impossible_date, ambiguous_date.
    """
    plain = _plain(text)
    if rule is not None and rule.formats:
        return _by_format(text, plain, rule)
    if found := ISO.fullmatch(plain) or HAN.fullmatch(plain) or COMPACT.fullmatch(plain):
        return _iso(text, *(int(part) if part else None for part in found.groups()))
    if found := DOTTED.fullmatch(plain):
        day, month, year = map(int, found.groups())
        return _iso(text, year, month, day)
    if found := SLASHED.fullmatch(plain):
        return _slashed(text, int(found[1]), int(found[3]), int(found[4]), rule.order if rule else None)
    if found := MONTH_YEAR.fullmatch(plain):
        return _iso(text, int(found[2]), int(found[1]))
    if found := WORDED.fullmatch(plain):
        return _iso(text, int(found[3]), _month(text, found[2]), int(found[1]) if found[1] else None)
    if found := WORDED_US.fullmatch(plain):
        return _iso(text, int(found[3]), _month(text, found[1]), int(found[2]))
    raise DateProblem("not_a_date", f"must be a date; set a format in the mapping, got {text!r}")


def _by_format(text: str, plain: str, rule: DateRule) -> str:
    for form in rule.formats:
        if form in (EXCEL, EXCEL_1904):
            if SERIAL.fullmatch(plain):
                return _serial(plain, rule.epoch_1904 or form == EXCEL_1904)
            continue
        try:
            moment = datetime.strptime(plain, form)
        except ValueError:
            continue
        day = moment.day if any(sign in form for sign in ("%d", "%j", "%x", "%c")) else None
        month = moment.month if day or any(sign in form for sign in ("%m", "%b", "%B")) else None
        return _iso(text, moment.year, month, day)
    for form in rule.formats:
        _impossible(text, plain, form)
    raise DateProblem("not_a_date", f"must have the form {' or '.join(rule.formats)}, got {text!r}")


def _impossible(text: str, plain: str, form: str) -> None:
    """Refuse a day that has the form and that no calendar has, such as 31.06.2023.

    Raises:
        DateProblem: rule impossible_date.
    """
    found = _shape(form).fullmatch(plain)
    parts = {name: int(part) for name, part in found.groupdict().items()} if found else {}
    if "Y" in parts:
        _iso(text, parts["Y"], parts.get("m"), parts.get("d"))


@lru_cache(maxsize=1 << 8)
def _shape(form: str) -> re.Pattern[str]:
    """Return what fits a format of day, month and year in digits, whatever their size; nothing fits another one."""
    pattern, named = "", set()
    for sign in re.findall("%.|[^%]", form, re.DOTALL):
        known = {"%d": "(?P<d>\\d{1,2})", "%m": "(?P<m>\\d{1,2})", "%Y": "(?P<Y>\\d{4})"}.get(sign)
        if sign in named or (known is None and sign.startswith("%")):
            return re.compile("(?!)")
        if known is not None:
            named.add(sign)
        pattern += known or re.escape(sign)
    return re.compile(pattern)


def _slashed(text: str, first: int, second: int, year: int, order: Order | None) -> str:
    if order is None:
        order = "dmy" if first > 12 or first == second else "mdy" if second > 12 else None
    if order is None:
        raise DateProblem(
            "ambiguous_date", f"{text!r} may be day and month or month and day; set a format in the mapping"
        )
    day, month = (first, second) if order == "dmy" else (second, first)
    return _iso(text, year, month, day)


FORMS = (
    ("%d.%m.%Y", DOTTED), ("%Y-%m-%d", re.compile(r"\d{4}-\d{1,2}-\d{1,2}")),
    ("%Y/%m/%d", re.compile(r"\d{4}/\d{1,2}/\d{1,2}")), ("%Y%m%d", re.compile(r"\d{8}")),
    ("%Y年%m月%d日", re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")),
)  # fmt: skip


def form_of(text: str) -> str | None:
    """Return the format of a date that means one day in any case; None for any other text."""
    plain = _plain(text)
    return next((form for form, pattern in FORMS if pattern.fullmatch(plain)), None)


def slashed(text: str) -> tuple[int, int, str] | None:
    """Return the two numbers of a date such as 03/04/2024, and the sign between them; None for any other text."""
    found = SLASHED.fullmatch(_plain(text))
    return (int(found[1]), int(found[3]), found[2]) if found else None


class ColumnOrder:
    """Learns from all cells of a column whether day or month comes first between slashes."""

    def __init__(self) -> None:
        self._seen: set[Order] = set()

    def feed(self, text: str) -> None:
        """Look at one cell."""
        found = SLASHED.fullmatch(_plain(text))
        if found and int(found[1]) > 12:
            self._seen.add("dmy")
        elif found and int(found[3]) > 12:
            self._seen.add("mdy")

    def order(self) -> Order | None:
        """Return what the column settles: nothing, when its cells contradict each other."""
        return next(iter(self._seen)) if len(self._seen) == 1 else None


def _iso(text: str, year: int | None, month: int | None = None, day: int | None = None) -> str:
    if year not in YEARS or year is None:
        raise DateProblem("impossible_date", f"the year must lie between 1900 and 2100, got {text!r}")
    if month is not None and not 1 <= month <= 12:
        raise DateProblem("impossible_date", f"there is no month {month}, got {text!r}")
    if day is not None and (month is None or not 1 <= day <= calendar.monthrange(year, month)[1]):
        raise DateProblem("impossible_date", f"there is no such day, got {text!r}")
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])


def _month(text: str, word: str) -> int:
    month = _months().get(word.casefold())
    if month is None:
        raise DateProblem("not_a_date", f"must be a date, got {text!r}")
    return month


@cache
def _months() -> dict[str, int]:
    """Names and short names of the months in the languages that we read."""
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for language in ("en", "de", "fr", "ru", "uk", "tr"):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(name.casefold().rstrip("."), number)
    found["sept"] = 9
    return found


def _plain(text: str) -> str:
    folded = " ".join(unicodedata.normalize("NFKC", text).split())
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in folded)
    return TIME.sub("", digits).removesuffix("г.").removesuffix("г").strip()
