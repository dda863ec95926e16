"""What makes two records certainly the same party: equal identifiers, and equal folded names in the same known country.

A person needs an identifier or a full date of birth besides the name, which may stand last name first. Names of before
and weak ones are no names here. Two identifiers of one kind of which a party has one contradict each other, whatever
the names say; a record that prints several of one kind contradicts those who have none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.fold import fold
from graph.legal_forms import says_only_the_form
from graph.resolution.identifiers import NOT_LETTERS, identifier_key, kind_of, trusted

FAMILIES = {"company": "organisation", "public_body": "organisation"}
INVERTED = re.compile(r"([^,]+), ([^,]+)")  # LAST, First: as lists print a person that others print First LAST
SHORTEST_NAME = 2  # letters and digits; one alone names nobody
FULL_DATE = 10  # characters of YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """One party as one source prints it.

    Attributes:
        record: record id.
        kind: company, person, public_body, vessel, aircraft or asset.
        names: printed names that may join.
        country: ISO code, or None when unknown.
        ids: pairs of identifier kind and value.
        birth_dates: partial ISO dates.
        synthetic: invented; never joins a real one.
        weak: names that never join by themselves, but speak for a pair that a person looks at.
        former: names of before, likewise.
        addresses: as printed.
        main: the name under which it is entered, one of its names; empty where that is not known.
        listed: the list of which it is an entry, by a key; empty where it is none of a list.
    """

    record: str
    kind: str
    names: tuple[str, ...]
    country: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    birth_dates: tuple[str, ...] = ()
    synthetic: bool = False
    weak: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    main: str = ""
    listed: str = ""


def name_key(text: str) -> str:
    """Fold a name for equality: letters and digits only, legal form included."""
    return NOT_LETTERS.sub(" ", fold(text)).strip()


def family(record: PartyRecord) -> str:
    """Return what a record can join: its like, real or invented."""
    return FAMILIES.get(record.kind, record.kind) + (" synthetic" if record.synthetic else "")


def identifiers(record: PartyRecord) -> dict[str, set[str]]:
    """Return the identifiers of a record that are trusted: kind with its country -> values."""
    found: dict[str, set[str]] = {}
    for printed, number in record.ids:
        kind, value = identifier_key(printed, number, record.country)
        if trusted(kind, value):
            found.setdefault(kind, set()).add(value)
    return found


def distinguishing(held: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return those identifiers of a record that keep it apart from others: of kinds of which a party has one."""
    return {kind: values for kind, values in held.items() if kind_of(kind).one}


def contradicting(one: PartyRecord, other: PartyRecord) -> str | None:
    """Return the kind of identifier by which two records are two parties, or None."""
    return differing(distinguishing(identifiers(one)), distinguishing(identifiers(other)))


def differing(mine: dict[str, set[str]], theirs: dict[str, set[str]]) -> str | None:
    """Return the first kind that both hold without a value in common, or None."""
    return min((kind for kind, values in mine.items() if kind in theirs and not values & theirs[kind]), default=None)


def name_keys(record: PartyRecord) -> set[tuple[str, str]]:
    """Return the keys under which a record joins by its names: a folded name with the country, or the day of birth."""
    names = {key for key in map(name_key, record.names) if len(key) >= SHORTEST_NAME}
    if record.kind == "person":
        names |= {name_key(f"{found[2]} {found[1]}") for name in record.names if (found := INVERTED.fullmatch(name))}
        born = [day for day in record.birth_dates if len(day) == FULL_DATE]
        return {(name, day) for name in names for day in born}
    if record.country is None:
        return set()
    return {(name, record.country) for name in names if not says_only_the_form(name.split())}
