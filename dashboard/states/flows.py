"""What the addresses of the pages "Flows and trends" and "Map" say: the same, so that one leads to the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from dashboard.address import State, choice, countries, day, switch, text, whole
from queries.analytics.growth import COUNTED, MOST_DAYS, WINDOW_DAYS
from queries.analytics.mirrored import LEVELS
from queries.question import PathQuery
from queries.routes import TIERS

MEASURES = ("transfers", "weight")
DRAWINGS = ("arcs", "flat")
ANY_TIER = tuple(sorted({one.partition(".")[0] for one in TIERS} | set(TIERS)))
MOST_ROUTES, ROUTES = 200, 60
BETWEEN = "-"  # between two countries of a route


@dataclass(frozen=True, slots=True)
class FlowsState(State):
    """The question, and what of its answer is open.

    Attributes:
        sources: codes of the countries that goods come from.
        targets: codes of the countries that they go to.
        via: codes of the countries on the way, in any order.
        goods: a label of the goods lexicon in any of its languages, or goods as printed.
        hs: digits that an HS code begins with.
        tier: of the Common High Priority List.
        since, until: partial ISO dates; what lies wholly between them is counted.
        reviewed: hide what nobody has accepted.
        invented: show the invented transfers instead of the real ones.
        measure: what a band is as wide as.
        most: routes that are drawn; an address always names it, for one without any parameter asks for all into Russia.
        route: the route that is open.
        step: two countries: routes that go from the one straight to the other.
        drawn: of the map: arcs on a globe, or flat, to print.
        mirror: whether the figures of both sides are shown.
        level: of those figures.
        on: first day of the time after, of growth.
        listing: instead of a day the id of a listing or of a party.
        days: length of the two times.
        count: what growth counts.
    """

    sources: tuple[str, ...] = countries(name="from")
    targets: tuple[str, ...] = countries(name="to")
    via: tuple[str, ...] = countries()
    goods: str = text()
    hs: str = text()
    tier: str = choice(ANY_TIER)
    since: str = day()
    until: str = day()
    reviewed: bool = switch()
    invented: bool = switch()
    measure: str = choice(MEASURES, default=MEASURES[0])
    most: int = whole(ROUTES, least=1, most=MOST_ROUTES, always=True)
    route: str = text()
    step: str = text()
    drawn: str = choice(DRAWINGS, default=DRAWINGS[0])
    mirror: bool = switch()
    level: str = choice(LEVELS)
    on: str = day()
    listing: str = text()
    days: int = whole(WINDOW_DAYS, least=1, most=MOST_DAYS)
    count: str = choice(COUNTED, default=COUNTED[0])

    @classmethod
    def unasked(cls) -> Self:
        """Return the question for all that went into Russia."""
        return cls(targets=("RU",))

    def query(self) -> PathQuery:
        """Return the question.

        Raises:
            InvalidParameter: a date, a code or the goods have the wrong form.
        """
        return PathQuery.make(
            from_=self.sources, to=self.targets, via=self.via, goods=self.goods or None, hs=self.hs or None,
            since=self.since or None, until=self.until or None, reviewed=self.reviewed, synthetic=self.invented,
        )  # fmt: skip

    def any_time(self) -> Self:
        """Return the same without bounds of time."""
        return replace(self, since="", until="")
