"""What a party holds on a day, directly and along chains of holdings, with bounds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from queries.holdings import Holding, Picture
from queries.shares import Span, flow
from queries.supply import End

MOST = 200  # of those held that are told, the nearest first


@dataclass(frozen=True, slots=True)
class Held:
    """What is held.

    Attributes:
        owned: the party, vessel, aircraft or asset.
        direct: the direct holding, if any.
        indirect: what a source says is held through others, if any.
        chains: what is held directly and along all chains, shares multiplied.
        hops: holdings in the shortest chain.
    """

    owned: End
    direct: Holding | None
    indirect: Holding | None
    chains: Span
    hops: int

    @property
    def holding(self) -> Holding | None:
        """The one that a source tells of: the direct one before the other."""
        return self.direct or self.indirect


def held(picture: Picture, party: str, below: Collection[str]) -> tuple[tuple[Held, ...], int]:
    """Return what a party holds, and how many those are.

    Args:
        picture: the holdings of a day.
        party: its id.
        below: ids of what it holds along chains, as they were read on any day.

    Returns:
        At most MOST: the nearest first, of those the largest share; and how many there are.
    """
    hops = _hops(picture, party, below)
    spans = flow(picture.firms, [party]).spans
    found = []
    for one in sorted(hops, key=lambda one: (hops[one], one))[:MOST]:
        direct = picture.holdings.get(one, {}).get(party)
        told = picture.indirect.get(one, {}).get(party)
        found.append(Held(picture.ends[one], direct, told, spans.get(one, Span(high=Span().low)), hops[one]))
    found.sort(key=lambda one: (one.hops, -one.chains.low, -one.chains.high, one.owned.name, one.owned.id))
    return tuple(found), len(hops)


def _hops(picture: Picture, party: str, below: Collection[str]) -> dict[str, int]:
    """Return what is held, with the number of holdings in the shortest chain."""
    found: dict[str, int] = {}
    step = {party}
    while step:
        step = {
            one for one in below if one not in found and one != party
            and not step.isdisjoint(picture.holdings.get(one, {}))
        }  # fmt: skip
        found |= dict.fromkeys(step, (max(found.values()) if found else 0) + 1)
    told = {one for one in below if party in picture.indirect.get(one, {})}
    return found | dict.fromkeys(told - found.keys() - {party}, 1)
