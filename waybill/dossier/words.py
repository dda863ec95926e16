"""How a dossier names parties, dates and amounts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.wording import amount, counted, country, listed, period
from queries.latin import with_latin
from waybill.output import shorten

if TYPE_CHECKING:
    from queries.supply import End, Leg, Measure, Path

NAME = 160  # characters of a name in running text; the table of names holds more
NOT_TOLD = "not told"
POSSIBLE = {
    "possible": "yes: parties, goods and dates allow it",
    "unknown": "unknown: see where the legs meet",
    "impossible": "no: see where the legs meet",
}


def end_of(end: End) -> str:
    """Return a party with its reading in Latin letters and its country."""
    name = with_latin(shorten(end.name, NAME))
    if end.label == "Country":
        return name
    mark = ", on a list" if end.listed else ""
    return f"{name} ({country(end.country) or 'country not known'}{mark})"


def chain_of(path: Path) -> str:
    """Return the names of the parties of a path in order."""
    return path.in_words(lambda end: shorten(end.name, NAME), " \u2192 ")


def day(value: object) -> str | None:
    """Return a day of the store as ISO text."""
    return str(value)[:10] if value else None


def days(start: date | None, end: date | None) -> str:
    """Return bounds in words."""
    return period(*(None if day is None else day.isoformat() for day in (start, end)))


def measure(value: Measure | None) -> str:
    """Return a quantity or value in words."""
    return amount(value.to_json()) if value is not None else NOT_TOLD


def goods_of(leg: Leg) -> str:
    """Return the goods of a leg with their code."""
    return f"{leg.goods} (HS {leg.hs6})" if leg.hs6 and leg.hs6 not in leg.goods else leg.goods


def modalities(leg: Leg) -> str:
    """Return how many claims and rows say so, by modality."""
    return listed(f"{count} {name}" for name, count in leg.modality_counts)


def sources(count: int) -> str:
    """Return a number of independent sources."""
    return counted(count, "independent source")
