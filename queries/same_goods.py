"""Which ties can follow which for sure as far as party and goods go: at one party, with goods that are the same.

All of a table at once, by what the goods of a tie are and what those after it must be (queries/kinds.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from queries.columns import Ints, Marks
from queries.kinds import Kinds, Token
from queries.leg_table import LegTable

FAR = 1 << 40  # more than any number of legs, and worse than any strength


class SameGoods:
    """The places where ties meet: a party and what goods can be there.

    Args:
        table: of ties.
        kinds: what their goods are.
    """

    def __init__(self, table: LegTable, kinds: Kinds) -> None:
        self._count = len(table.lines)
        tokens: dict[Token, int] = {}
        numbers = range(len(table.kinds.values))
        gives = _spread([[tokens.setdefault(one, len(tokens)) for one in kinds.gives(kind)] for kind in numbers], table)
        takes = _spread([[tokens.setdefault(one, len(tokens)) for one in kinds.takes(kind)] for kind in numbers], table)
        giving, given = _kept(gives, table.flag(1))
        taking, taken = _kept(takes, table.flag(0))
        ends, starts = (column.codes.astype(np.int64) * len(tokens) for column in (table.end, table.start))
        places = starts[taking] + taken
        order = np.argsort(places, kind="stable")
        self._takers, places = taking[order], places[order]
        self._heads = np.flatnonzero(np.diff(places, prepend=-1))
        wanted = ends[giving] + given
        found = np.searchsorted(places[self._heads], wanted)
        met = np.flatnonzero(found < len(self._heads))
        met = met[places[self._heads][found[met]] == wanted[met]]
        self._at = found[met]
        self._givers = np.flatnonzero(np.diff(giving[met], prepend=-1))
        self._ties = giving[met][self._givers]

    def after(self, values: Ints) -> Ints:
        """Return for each tie of the table the least value of those that can follow it for sure; FAR where none can."""
        found = np.full(self._count, FAR, dtype=np.int64)
        if len(self._ties):
            least = np.minimum.reduceat(values[self._takers], self._heads)
            found[self._ties] = np.minimum.reduceat(least[self._at], self._givers)
        return found


def _spread(each: Sequence[Sequence[int]], table: LegTable) -> tuple[Ints, Ints]:
    """Return ties, in order, and the tokens of their kinds, one by one."""
    sizes = np.fromiter(map(len, each), dtype=np.int64, count=len(each))
    flat = np.fromiter((token for some in each for token in some), dtype=np.int64, count=int(sizes.sum()))
    begins = np.cumsum(sizes) - sizes
    kinds = table.kinds.codes
    counts = sizes[kinds]
    ties = np.repeat(np.arange(len(kinds)), counts)
    within = np.arange(len(ties)) - np.repeat(np.cumsum(counts) - counts, counts)
    return ties, flat[begins[kinds][ties] + within]


def _kept(spread: tuple[Ints, Ints], which: Marks) -> tuple[Ints, Ints]:
    """Return those of the ties that are marked."""
    ties, tokens = spread
    kept = which[ties]
    return ties[kept], tokens[kept]
