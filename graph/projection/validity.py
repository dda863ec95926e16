"""Which facts can hold on a day, by the bounds of their dates: what happens must have begun, what lasts must last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from graph.dates import earliest
from graph.facts import Fact
from graph.projection.facts import editions_of

LASTING = frozenset({"ownership", "role", "listing", "link", "registration"})  # all others happen, and stay so


def valid_facts(facts: Iterable[Fact], day: date, complete: Mapping[str, list[str]]) -> list[Fact]:
    """Return the facts that can hold on a day, in their order.

    Args:
        facts: any.
        day: what happens (a transfer, a production, a finding ...) can have begun by then; what lasts (shares, an
            office, a listing ...) has not ended before, either, and stands in the editions of its source.
        complete: source key -> its complete editions, sorted.
    """
    found = [fact for fact in facts if is_valid(fact, day, complete)]
    kept = {fact.id for fact in found}
    for fact in found:
        fact.possibly_same = [other for other in fact.possibly_same if other in kept]
    return found


def is_valid(fact: Fact, day: date, complete: Mapping[str, list[str]]) -> bool:
    """Whether a fact can hold on a day; an open bound excludes nothing, save the first edition of a listing."""
    start, end = fact.best.bounds
    if fact.kind not in LASTING:
        return start is None or start <= day
    editions = editions_of(fact, complete)
    first = editions.get("first_seen") if fact.kind == "listing" and start is None else None
    if isinstance(first, str):
        start = earliest(first)
    gone = editions.get("gone_in")
    return (
        (start is None or start <= day)
        and (end is None or day <= end)
        and not (isinstance(gone, str) and day >= earliest(gone))
    )
