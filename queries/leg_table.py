"""All supply ties of a graph as columns: a question looks at each different text once, not at each tie."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

import numpy as np

from queries.columns import Column, Ints, Marks, columns_of
from queries.question import PathQuery

PARTS = 24  # of a line; the last one is a unit as printed, so it may hold the sign between parts


@dataclass(frozen=True, slots=True)
class Asked:
    """The ties that a question admits.

    Attributes:
        at: their places in the table.
        begins, finishes: whether a path may begin, or end, with each; of all ties.
        made: whether each was made in the country that was asked for; of all ties.
    """

    at: Ints
    begins: Marks
    finishes: Marks
    made: Marks


@dataclass(slots=True)
class LegTable:
    """Ties as columns.

    Args:
        lines: each as queries/parts/legs_of_all.cypher makes it.

    Attributes:
        beside: what else is read of a graph for its ties, by name (queries/legs.py `of_table`).
        lock: for whoever reads that.
    """

    lines: Sequence[str]
    beside: dict[str, Any] = field(default_factory=dict, init=False)
    lock: RLock = field(default_factory=RLock, init=False)
    ids: list[str] = field(init=False)
    parties: dict[str, int] = field(init=False)
    start: Column = field(init=False)
    end: Column = field(init=False)
    start_country: Column = field(init=False)
    end_country: Column = field(init=False)
    flags: Column = field(init=False)
    goods: Column = field(init=False)
    first: Column = field(init=False)
    last: Column = field(init=False)
    standing: Column = field(init=False)
    modality: Column = field(init=False)
    sources: Column = field(init=False)
    via: Column = field(init=False)
    codes: Column = field(init=False)
    came_from: Column = field(init=False)
    went_to: Column = field(init=False)
    made_in: Column = field(init=False)
    kinds: Column = field(init=False)
    untold: Marks = field(init=False)

    def __post_init__(self) -> None:
        (
            ids, start, end, start_country, end_country, flags, goods, first, last,
            standing, modality, sources, via, codes, came_from, went_to, made_in, models,
            _, _, quantity, _, weight, _,
        ) = columns_of(self.lines, PARTS)  # fmt: skip
        self.ids, self.parties = ids.texts(), {}
        lands: dict[str, int] = {}
        self.end, self.start = end.renumbered(self.parties), start.renumbered(self.parties)
        self.end.values = self.start.values  # which knows the parties of both
        self.end_country, self.start_country = end_country.renumbered(lands), start_country.renumbered(lands)
        self.end_country.values = self.start_country.values
        self.flags, self.goods, self.first, self.last = flags, goods, first, last
        self.standing, self.modality, self.sources = standing, modality, sources
        self.via, self.codes, self.made_in, self.came_from, self.went_to = via, codes, made_in, came_from, went_to
        self.untold = ~(quantity.where(bool) | weight.where(bool))
        self.kinds = Column(map("|".join, zip(goods.texts(), codes.texts(), models.texts(), strict=True)))

    def flag(self, place: int) -> Marks:
        """Return one of the flags: 0 whether the supplier, 1 whether the recipient is a party, 2 invented."""
        return self.flags.where(lambda flags: flags[place] == "1")

    def unreviewed(self) -> Marks:
        """Return whether nobody has accepted each."""
        return self.standing.where(lambda standing: standing != "accepted")

    def asked(self, query: PathQuery, hs: str = "", goods: Collection[str] | None = None) -> Asked:
        """Return the ties that a question admits.

        Args:
            query: the question: its countries, dates, standing, and whom it leaves out.
            hs: digits that a code begins with; empty for any.
            goods: ids of goods; None for any.
        """
        begins = self.came_from.having(query.from_countries) if query.from_countries else self._all()
        finishes = self.went_to.having(query.to_countries) if query.to_countries else self._all()
        kept = self._all()
        if query.rules.party != "off":  # an end that is no stepping stone is the first or the last of a path
            kept &= (self.flag(0) | begins) & (self.flag(1) | finishes)
        if query.reviewed:
            kept &= ~self.unreviewed()
        if not query.synthetic:
            kept &= ~self.flag(2)
        if query.since:
            since = query.since.isoformat()
            kept &= self.last.where(lambda day: not day or day >= since)
        if query.until:
            until = query.until.isoformat()
            kept &= self.first.where(lambda day: not day or day <= until)
        if hs:
            kept &= self.codes.where(lambda codes: any(code.startswith(hs) for code in codes.split()))
        if goods is not None:
            kept &= self.goods.where(lambda one: one in goods)
        if query.without:
            gone = set(query.without)
            for column in (self.start, self.end, self.start_country, self.end_country):
                kept &= ~column.where(lambda name: name in gone)
            kept &= ~self.via.having(gone)
        made = self.made_in.having({query.origin}) if query.origin else self._all()
        return Asked(np.flatnonzero(kept), begins, finishes, made)

    def _all(self) -> Marks:
        return np.ones(len(self.lines), dtype=bool)
