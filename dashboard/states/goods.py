"""What the address of the page "Goods and products" says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.address import State, choice, countries, switch, text
from dashboard.states.flows import ANY_TIER

VIEWS = ("codes", "weapons")


@dataclass(frozen=True, slots=True)
class GoodsState(State):
    """What is looked at: the tree of codes with one branch or kind open, the weapons, one weapon, or one part.

    Attributes:
        search: goods, a code, a part or a weapon that is searched for, in any script.
        view: the tree of codes or the list of weapons, where neither a weapon nor a part is open.
        goods: the open code or kind: an id of goods, digits, or a label in any of seven languages.
        tier: only codes of this tier of the Common High Priority List.
        all: also codes of which nothing is told.
        makers: only parts whose maker is of this country.
        weapon: id of the open weapon.
        part: id of the open part.
        to: countries that its shipments reach.
        fact: beginning of the id of the finding whose proof is open.
        hop: beginning of the key of the open hop of the long path.
    """

    search: str = text()
    view: str = choice(VIEWS, default=VIEWS[0])
    goods: str = text()
    tier: str = choice(ANY_TIER)
    all: bool = switch()
    makers: tuple[str, ...] = countries(most=5)
    weapon: str = text()
    part: str = text()
    to: tuple[str, ...] = countries(default=("RU",))
    fact: str = text()
    hop: str = text()
