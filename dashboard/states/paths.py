"""What the form of the page "Supply paths" holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from dashboard.address import State, countries, switch, text, texts, whole
from queries.chains import PathQuery
from queries.question import DEFAULT_HOPS, MOST_HOPS


@dataclass(frozen=True, slots=True)
class PathForm(State):
    """The question, and what of its answer is shown.

    Attributes:
        sources: codes of the countries that goods come from.
        targets: codes of the countries that they go to.
        via: codes of the countries on the way, in that order.
        goods: a label of the goods lexicon in any of its languages.
        hs: digits that an HS code begins with.
        since: partial ISO date.
        until: partial ISO date.
        hops: most legs of a path; an address always names it, for one without any parameter asks from China to Russia.
        reviewed: hide what nobody has accepted.
        shown: beginnings of the ids of the paths in the picture; empty is the page's own choice.
        leg: beginning of the id of the leg whose proof is open.
        through: id of a party that stands in all paths; empty wants any.
    """

    sources: tuple[str, ...] = countries(name="from")
    targets: tuple[str, ...] = countries(name="to")
    via: tuple[str, ...] = countries()
    goods: str = text()
    hs: str = text()
    since: str = text()
    until: str = text()
    hops: int = whole(DEFAULT_HOPS, least=1, most=MOST_HOPS, always=True)
    reviewed: bool = switch()
    shown: tuple[str, ...] = texts(name="show")
    leg: str = text()
    through: str = text()

    @classmethod
    def unasked(cls) -> Self:
        """Return the question from China to Russia."""
        return cls(sources=("CN",), targets=("RU",))

    def query(self) -> PathQuery:
        """Return the question that the form asks.

        Raises:
            InvalidParameter: a date, a code or the goods have the wrong form.
        """
        return PathQuery.make(
            from_=self.sources, to=self.targets, via=self.via, goods=self.goods or None, hs=self.hs or None,
            since=self.since or None, until=self.until or None, max_hops=self.hops, reviewed=self.reviewed,
        )  # fmt: skip
