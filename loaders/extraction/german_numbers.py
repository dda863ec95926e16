"""German numbers that are shared out: "von X 400 und von Y 150 Zylinder", "2023 300 und 2024 500 Motoren"."""

from __future__ import annotations

from itertools import pairwise

from graph.model import Party
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item

REST = frozenset({"übrigen", "übrige", "rest", "restlichen", "restliche"})


def shared_out(drafts: list[Draft], clause: Clause, reading: Reading) -> list[Draft]:
    """Give each party its own number where a clause has two for one kind of goods, and none to "the rest"."""
    _rest(drafts, clause, reading)
    numbers = [item for item in clause.items if item.amount is not None and item.amount.kind == "number"]
    if len(numbers) != 2 or len({draft.goods for draft in drafts}) != 1 or not _parted(numbers, clause):
        return drafts
    amounts = [item.amount.amount for item in numbers if item.amount is not None]
    if not all(draft.quantity == amounts[1] for draft in drafts):
        return drafts
    for slot in ("supplier", "recipient"):
        placed = sorted((_place(getattr(draft, slot)), index) for index, draft in enumerate(drafts))
        if len(drafts) == 2 and placed[0][0] != placed[1][0]:
            for (_, index), amount in zip(placed, amounts, strict=True):
                drafts[index].quantity = amount
            return drafts
    for draft in drafts:
        draft.quantity = None
    return drafts


def _place(party: Party | None) -> int:
    return party.span[0] if party is not None and party.span else -1


def _parted(numbers: list[Item], clause: Clause) -> bool:
    """Whether "und" stands between the numbers, and no noun right after the first."""
    first, last = (clause.items.index(item) for item in numbers)
    between = clause.items[first + 1 : last]
    return any(item.low in ("und", "sowie") for item in between[:2])


def _rest(drafts: list[Draft], clause: Clause, reading: Reading) -> None:
    """ "400 gingen an X, die übrigen an Y": nobody counted the others."""
    starts = [item.start for item in clause.items if item.kind == "word" and item.low in REST]
    if not starts or len(drafts) < 2:
        return
    for one, other in pairwise(drafts):
        for draft in (one, other):
            ends = [party for party in (draft.supplier, draft.recipient) if party is not None and party.span]
            if any(party.span and party.span[0] - reading.sentence.start > starts[0] for party in ends):
                draft.quantity = None
