"""Whether more went a way, or more firms joined in, after a day than before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from graph.errors import InvalidParameter
from graph.store import Store
from queries import ids
from queries.analytics.answer import Analysis, asked_of
from queries.analytics.rates import rate_ratio
from queries.analytics.shipments import Shipment, shipments_of
from queries.parts import part
from queries.question import PathQuery, within
from queries.result import plain_rows

Counted = Literal["shipments", "firms"]
COUNTED: tuple[Counted, ...] = ("shipments", "firms")
WINDOW_DAYS, MOST_DAYS = 180, 3_650
PLACEBOS = 24  # other days that are tried, at most, the nearest to the day first
SHOWN = 20
CANNOT_SHOW = (
    "It cannot show that the one day is the cause, nor that more was moved: it counts what sources tell; the interval "
    "holds if shipments come independently, and they come in batches, so look at the other days."
)


@dataclass(frozen=True, slots=True)
class Window:
    """What was counted before and after a day.

    Attributes:
        what: the way that was asked for; all other ways; or the way on another day, a placebo.
        day: the first day of the time after.
        before, after: things whose bounds lie wholly within the one time or the other.
        unclear: things that touch these times and do not lie wholly within one.
        ratio: after by before; None where there were none before.
        low, high: its exact interval of 95 %; high is None where it has no end.
        ratio_least, ratio_most: the ratio if all that is unclear lay before, or after; None where it has no bound.
        ids: of some of the facts that count (or the parties), those after first.
    """

    what: Literal["asked", "elsewhere", "placebo"]
    day: date
    before: int
    after: int
    unclear: int
    ratio: float | None
    low: float
    high: float | None
    ratio_least: float | None
    ratio_most: float | None
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A thing that happened once, with its bounds; None where open."""

    id: str
    first: date | None
    last: date | None


def growth(
    store: Store,
    query: PathQuery,
    *,
    day: date | None = None,
    listing: str | None = None,
    counted: str = "shipments",
    days: int = WINDOW_DAYS,
    timeout_s: float = 300.0,
) -> Analysis[Window]:
    """Compare how many shipments went a way, or firms first appeared on it, in equal times before and after a day.

    Args:
        store: an open store.
        query: the way (countries of the first supplier and of the recipient, countries on the way), goods, code and
            standing; `since` and `until` bound the days that are tried as placebos.
        day: first day of the time after.
        listing: instead of a day the id of a listing, or of a party: its first listing whose day is told.
        counted: "shipments", or "firms": parties whose first shipment on the way it is.
        days: length of each time.
        timeout_s: time limit of the engine.

    Returns:
        A row of the way asked for, one of all other ways, and one for each placebo, by day.

    Raises:
        InvalidParameter: neither or both of day and listing are given, or a value is unknown or out of bounds.
        QueryTimeout: the engine takes longer than it may.
    """
    within("days", days, 1, MOST_DAYS)
    if counted not in COUNTED:
        raise InvalidParameter(f"count: must be one of {', '.join(COUNTED)}, got {counted!r}")
    on, event = _day(store, day, listing)
    every = shipments_of(store, query, timeout_s)
    there = [one for one in every if one.goes(query)]
    things, others = _things(there, counted), _things([one for one in every if not one.goes(query)], counted)
    told = [one.first for one in every if one.first] + [one.last for one in every if one.last]
    begins, ends = (min(told), max(told)) if told else (None, None)
    asked, elsewhere = window(things, on, days, "asked"), window(others, on, days, "elsewhere")
    placebos = [window(things, other, days, "placebo") for other in _other_days(on, days, query, begins, ends)]
    rows = (asked, elsewhere, *sorted(placebos, key=lambda row: row.day))
    figures = {
        "day": on, "days": days, "shipments": len(there), "counted": len(things),
        "open": sum(one.first is None or one.last is None for one in things),
        "dated_from": begins, "dated_until": ends, "placebos": len(placebos), **_placed(asked, placebos),
        **event,
    }  # fmt: skip
    question = asked_of(query, via=list(query.via), count=counted, days=days, on=day, listing=listing)
    notes = _notes(on, days, counted, things, begins, ends)
    return Analysis("growth", question, figures, rows, CANNOT_SHOW, tuple(notes))


def window(things: Iterable[Dated], day: date, days: int, what: Literal["asked", "elsewhere", "placebo"]) -> Window:
    """Count what lies before and after a day.

    What has an open date is in neither count, nor unclear: it may lie anywhere.

    Args:
        things: with their bounds.
        day: first day of the time after.
        days: length of each time.
        what: what the row is of.
    """
    begin, stop = day - timedelta(days), day + timedelta(days)
    before, after, unclear = [], [], 0
    for one in things:
        if one.first is None or one.last is None or one.last < begin or one.first >= stop:
            continue
        if begin <= one.first and one.last < day:
            before.append(one.id)
        elif day <= one.first and one.last < stop:
            after.append(one.id)
        else:
            unclear += 1
    found = rate_ratio(len(before), len(after))
    least = len(after) / (len(before) + unclear) if before or unclear else None
    most = (len(after) + unclear) / len(before) if before else None
    some = (*sorted(after), *sorted(before))[:SHOWN]
    return Window(what, day, len(before), len(after), unclear, found.ratio, found.low, found.high, least, most, some)


def _things(shipments: Sequence[Shipment], counted: str) -> list[Dated]:
    """Return what is counted: the shipments, or the parties with the bounds of their first one."""
    if counted == "shipments":
        return [Dated(one.id, one.first, one.last) for one in shipments]
    by_party: dict[str, list[Shipment]] = {}
    for one in shipments:
        for party in {one.supplier, one.recipient} - {""}:
            by_party.setdefault(party, []).append(one)
    return [_first(party, some) for party, some in sorted(by_party.items())]


def _first(party: str, shipments: Sequence[Shipment]) -> Dated:
    """Return when a party can have appeared: not before its earliest bound, not after the least last day."""
    firsts = [one.first for one in shipments]
    lasts = [one.last for one in shipments if one.last is not None]
    known = [one for one in firsts if one is not None]
    return Dated(party, min(known) if len(known) == len(firsts) else None, min(lasts) if lasts else None)


def _day(store: Store, day: date | None, listing: str | None) -> tuple[date, dict[str, Any]]:
    """Return the day, and of a listing, or of a party's first one, what an answer says of it."""
    if day is not None and listing is None:
        return day, {}
    if day is not None or listing is None:
        raise InvalidParameter("on, listing: give the day, or the id of a listing or a party, and not both")
    label, identifier = ids.node(store, listing, ("Listing", "Company", "Person", "PublicBody"), "listing")
    rows = plain_rows(store.read(part("listing_days"), {"id": identifier}))
    first = next((row for row in rows if row["start"] is not None), None)
    if first is None:
        raise InvalidParameter(
            f"listing: no day is told for {label} {identifier} ({len(rows)} listings); give the day with --on"
        )
    open_ = sum(row["start"] is None for row in rows)
    listed = {"listing": first["id"], "listed": first["name"], "list": first["topic"], "listings_without_day": open_}
    return date.fromisoformat(str(first["start"])), listed


def _other_days(on: date, days: int, query: PathQuery, begins: date | None, ends: date | None) -> list[date]:
    """Return days whose times before and after lie within what is dated, and on one side of the day asked for.

    They stand half such a time apart, so two next to each other share half of what they count.
    """
    if begins is None or ends is None:
        return []
    least = max(begins, query.since or begins) + timedelta(days)
    most = min(ends, query.until or ends) - timedelta(days - 1)
    step = max(1, days // 2)
    found = []
    for number in range(PLACEBOS):
        away = timedelta(days + number * step)
        found += [other for other in (on - away, on + away) if least <= other <= most]
    return found[:PLACEBOS]


def _placed(asked: Window, placebos: Sequence[Window]) -> dict[str, Any]:
    """Return how the share of what lies after stands among those placebos that count anything."""
    shares = [row.after / (row.before + row.after) for row in placebos if row.before + row.after]
    if not shares or not asked.before + asked.after:
        return {"placebos_counted": len(shares), "placebos_as_high": None}
    own = asked.after / (asked.before + asked.after)
    return {"placebos_counted": len(shares), "placebos_as_high": sum(share >= own for share in shares)}


def _notes(
    on: date, days: int, counted: str, things: Sequence[Dated], begins: date | None, ends: date | None
) -> list[str]:
    found = []
    open_ = sum(one.first is None or one.last is None for one in things)
    if open_:
        found.append(f"{open_:,} of {len(things):,} {counted} have an open date and are in no count")
    if begins is None or ends is None:
        return [*found, "no shipment of such goods is dated, so nothing can be compared"]
    if begins > on - timedelta(days) or ends < on + timedelta(days - 1):
        found.append(
            f"what is dated lies between {begins} and {ends}, which does not cover the times before and after: the "
            "ratio may tell of the sources alone"
        )
    if counted == "firms":
        found.append("a firm is new when it first appears here: who traded before the sources begin is new too")
    return found
