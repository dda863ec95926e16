"""Days as spreadsheets count them, and number formats that show a number as a date or with leading zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from loaders.tables.layout import BadCell, DateCell

BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
BUILT_IN_TIMES = frozenset([18, 19, 20, 21, 45, 46, 47, 32, 33])
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
FIRST_SERIAL, LAST_SERIAL = 1, 2_958_465  # 1900-01-01 and 9999-12-31
SHIFT_1904 = 1462
LEAP_BUG = 60  # 29 February 1900, which the calendar does not have

UNIT = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|([€£₽₺₸₴₹₩₫])')


@dataclass(frozen=True, slots=True)
class Beside:
    """A number format that shows a unit or currency beside the number."""

    unit: str


# What a number format shows: None a number, "date", "time", digits filled up with zeros to a width, or a unit beside.
Shown = str | int | Beside | None


@lru_cache(maxsize=1 << 12)
def shown_as(number: int, code: str | None) -> Shown:
    """Return what a number format shows.

    Args:
        number: of the format.
        code: of a format of the file's own, such as "dd/mm/yyyy" or "0000000000"; None for a built-in one.
    """
    if code is None:
        if number in BUILT_IN_TIMES:
            return "time"
        return "date" if number in BUILT_IN_DATES else None
    bare = LITERAL.sub("", code.split(";")[0]).strip()
    if re.fullmatch("0{2,}", bare):
        return len(bare)
    low = bare.casefold()
    beside = " ".join("".join(found.groups("")) for found in UNIT.finditer(code.split(";")[0])).strip()
    if beside and any(sign in low for sign in "0#"):
        return Beside(beside)
    if low == "general" or any(sign in low for sign in "0#?@"):  # 0.00E+00 holds an e, and is no date
        seconds = re.fullmatch(r"[^#?@]*s{1,2}[.,]0+.*", low)
        if not seconds:
            return None
    if "y" in low or "d" in low or "е" in low or "г" in low or "年" in code:
        return "date"
    if "h" in low or "s" in low:
        return "time"
    return "date" if "m" in low else None


@lru_cache(maxsize=1 << 14)
def day_of(serial: str, epoch_1904: bool = False, time_only: bool = False) -> str:
    """Return the day that a serial number of a spreadsheet means.

    Args:
        serial: digits; the fraction is the time of day.
        epoch_1904: whether days count from 1904.
        time_only: whether the cell shows a time of day alone.

    Returns:
        a DateCell, such as "2024-08-09" or "2024-08-09 13:45:00"; a BadCell where the calendar has no such day.
    """
    try:
        number = float(serial)
    except ValueError:
        return BadCell(serial)
    if time_only and 0 <= number < 1:
        return DateCell(str(timedelta(seconds=round(number * 86400))).zfill(8))
    whole = int(number // 1)
    seconds = round((number - whole) * 86400)
    if epoch_1904:
        whole += SHIFT_1904
    if not FIRST_SERIAL <= whole <= LAST_SERIAL or whole == LEAP_BUG:
        return BadCell(serial)
    moment = datetime(1899, 12, 30 if whole > LEAP_BUG else 31) + timedelta(days=whole, seconds=seconds)
    return DateCell(moment.date().isoformat() if not seconds else moment.isoformat(" "))
