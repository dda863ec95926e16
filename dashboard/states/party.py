"""What the address of the page "Party" says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.address import State, day, text


@dataclass(frozen=True, slots=True)
class PartyState(State):
    """A party, and what of it is open.

    Attributes:
        id: of a party, vessel, aircraft or asset, or of one of its records; empty searches.
        search: what is searched for, in any script.
        on: partial ISO date: the day whose owners are shown, a partial one its last day; empty is today.
        fact: beginning of the id of the fact whose proof is open.
        steps: of the picture of its neighbours, as components.explorer writes them.
    """

    id: str = text()
    search: str = text()
    on: str = day()
    fact: str = text()
    steps: str = text(longest=4000)
