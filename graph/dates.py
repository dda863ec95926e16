"""Dates as sources print them: partial ISO dates, and the bounds that they set. Never an invented day."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from graph.errors import SchemaError

DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")


@lru_cache(maxsize=1 << 16)
def earliest(partial: str) -> date:
    """First day that a partial ISO date ("2022", "2022-06", "2022-06-17") can mean.

    Raises:
        SchemaError: it is not a partial ISO date.
    """
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


@lru_cache(maxsize=1 << 16)
def latest(partial: str) -> date:
    """Last day that a partial ISO date can mean.

    Raises:
        SchemaError: it is not a partial ISO date.
    """
    year, month, day = _parts(partial)
    last_month = month or 12
    return date(year, last_month, day or calendar.monthrange(year, last_month)[1])


def bounds(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    """Earliest beginning and latest end of what is dated so; None where nothing bounds it."""
    return (earliest(start) if start else None, latest(end) if end else None)


def version_order(version: str) -> tuple[tuple[int, str], ...]:
    """Return a key that puts the versions of a record in their order: numbers by size, days by the calendar.

    Args:
        version: as printed, such as "10", "v2.1", "2024-05-09 10:00" or "09.05.2024".
    """
    plain = DOTTED.sub(lambda found: f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}", version.strip())
    parts = re.split(r"(\d+)", plain.casefold())
    return tuple((int(part), "") if index % 2 else (0, part) for index, part in enumerate(parts))


def _parts(partial: str) -> tuple[int, int | None, int | None]:
    try:
        numbers = [int(part) for part in partial.split("-")]
        if not 1 <= len(numbers) <= 3 or [len(part) for part in partial.split("-")] != [4, 2, 2][: len(numbers)]:
            raise ValueError
        filled = [*numbers, 1, 1][:3] if len(numbers) < 3 else numbers
        date(*filled)
    except ValueError as error:
        raise SchemaError(f"date: must be YYYY, YYYY-MM or YYYY-MM-DD, got {partial!r}") from error
    padded: list[int | None] = [*numbers, None, None]
    return numbers[0], padded[1], padded[2]
