"""The names that the graph knows: parties with all their names, weapons, and goods beside those of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass

from graph.reference import weapons
from graph.store import Store
from queries.parts import part

TIMEOUT_S = 600.0  # all parties of the graph


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name with its kind (company, public_body, person, goods, weapon), its country and other names of the same."""

    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]


def known_names(store: Store, synthetic: bool = False) -> list[KnownName]:
    """Return all known names, sorted; the same graph gives the same.

    Args:
        store: the graph.
        synthetic: those of invented sources instead of real ones.
    """
    said = {"synthetic": synthetic}
    found = set()
    for row in store.read(part("known_parties"), said, TIMEOUT_S):
        aliases = tuple(sorted(set(row["names"]) - {row["name"]}))
        found.add(KnownName(row["name"], row["kind"], row["country"], aliases))
    for row in store.read(part("known_things"), said, TIMEOUT_S):
        names = set(row["names"] or ())
        known = weapons.weapon(row["id"].split(":")[1]) if row["kind"] == "weapon" and ":" in row["id"] else None
        name = known.designations[0] if known else row["name"]  # the table's own name stands in no text
        names.update(known.designations if known else ())
        found.add(KnownName(name, row["kind"], row["country"], tuple(sorted(names - {name}))))
    return sorted(found, key=lambda one: (one.name, one.kind, one.country or "", one.aliases))
