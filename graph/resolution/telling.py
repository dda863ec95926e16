"""Whether an equal name says enough to join two organisations by itself, and whether one list enters them as two.

"OMP" and "Military Industrial Company" may be many firms of a country; "Technodinamika" is one. What a name tells is
the sum of what its words weigh by their rarity (graph.resolution.parts), a short word counting by its letters. And a
list enters a party under one name: its aliases may be the names of others, such as of the plant behind a trading house.
"""

from __future__ import annotations

from functools import lru_cache

from graph.fold import fold_name
from graph.resolution.exact import FAMILIES, PartyRecord, name_keys
from graph.resolution.names import organisation

TELLS_LITTLE = "an equal name, but one that others may go by"
ONE_LIST = "one list enters them as two"
ENOUGH_TOLD = 0.9  # what the words of a name tell together, from which on it joins by itself
LETTERS = 5  # of a word that weighs in full


@lru_cache(maxsize=65536)
def told_by(name: str) -> float:
    """Return what a name of an organisation tells; 1 is a rare word of five letters."""
    units = organisation(name).units
    return sum(unit.weight * min(1.0, len(unit.sound) / LETTERS) for unit in units)


def tells(name: str) -> bool:
    """Whether an equal name of this kind, in one country, is enough to take two organisations for one."""
    return told_by(name) >= ENOUGH_TOLD


def one_of_its_name(*records: PartyRecord) -> bool:
    """Whether records are all public bodies: of a country there is one State Department, however common its words."""
    return all(record.kind == "public_body" for record in records)


def equal_names(one: PartyRecord, other: PartyRecord) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the keys of names that two records share: those that tell enough to join, and those that do not."""
    shared = name_keys(one) & name_keys(other)
    if one.kind not in FAMILIES or one_of_its_name(one, other):
        return shared, set()
    joining = {key for key in shared if tells(key[0])}
    return joining, shared - joining


@lru_cache(maxsize=65536)
def entered_as(main: str) -> str:
    """Return a form of the name of an entry by which one list's entries are told apart, whatever the legal form."""
    return fold_name(main).replace(" ", "")


def entered_apart(one: PartyRecord, other: PartyRecord) -> bool:
    """Whether one list enters two organisations under two names."""
    if one.kind not in FAMILIES or not one.listed or one.listed != other.listed or one.record == other.record:
        return False
    return entered_as(one.main) != entered_as(other.main)
