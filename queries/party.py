"""A party as people look at it: what it is, its names with who prints each, and its facts with what it is in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.schema import SCHEMA
from graph.store import Store
from queries import ids
from queries.headers import ID_TYPES
from queries.latin import latin
from queries.parts import part
from queries.show import Shown, show
from queries.told import Fact, facts_of

MOST = 1000  # names, ties and neighbours that are looked at
SHIPPED = {"SUPPLIES": "out", "RECEIVED_BY": "in"}


@dataclass(frozen=True, slots=True, order=True)
class PrintedName:
    """A name as printed.

    Attributes:
        script: such as Latn or Hans; empty where it is not known.
        text: the name.
        quality: primary, alias, weak or former.
        language: code, or empty.
        latin: how it sounds in Latin letters; empty where it is written in them, or nobody here can say.
        by: names of the publishers that print it, sorted.
    """

    script: str
    text: str
    quality: str
    language: str
    latin: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A party, vessel, aircraft or asset with what is told of it.

    Attributes:
        shown: the node with its ties and neighbours.
        names: sorted by script and text.
        facts: in the order of their dates, those without a date last.
        places: id of a fact -> the relationships that lead from it to the party, sorted.
    """

    shown: Shown
    names: tuple[PrintedName, ...]
    facts: tuple[Fact, ...]
    places: Mapping[str, tuple[str, ...]]

    @property
    def synthetic(self) -> bool:
        """Whether it is invented."""
        return bool(self.shown.properties.get("synthetic"))

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the records of sources that it is made of."""
        return tuple(self.shown.properties.get("records") or (self.shown.id,))

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Identifiers as kind and value, and addresses, as printed."""
        found = [(kind, value) for kind, _, value in
                 (str(one).partition(":") for one in self.shown.properties.get("identifiers") or ())]  # fmt: skip
        return found + [("address", one["name"]) for one in self.shown.facts if one["type"] == "LOCATED_AT"]

    @property
    def denied(self) -> list[str]:
        """Ids of the facts that somebody denies."""
        return [
            one.id for one in self.facts if one.properties.get("disputed") or one.properties["modality"] == "denied"
        ]


def profile(store: Store, identifier: str, most: int = MOST) -> Profile:
    """Return what is told of a party, vessel, aircraft or asset.

    Args:
        store: an open store.
        identifier: its id, that of one of its records, or the beginning of its id.
        most: names, ties and neighbours that are looked at; `shown.cut` says that there are more.

    Raises:
        InvalidParameter: nothing of the kind has this id, or several things do.
    """
    _, whole = ids.node(store, identifier, ID_TYPES["entity"])
    found = show(store, whole, most)
    kinds = set(SCHEMA.labelled("Fact"))
    places: dict[str, set[str]] = {}
    for one in found.facts:
        if one["label"] in kinds:
            places.setdefault(one["id"], set()).add(one["type"])
    facts = facts_of(store, {one["id"]: one["label"] for one in found.facts if one["label"] in kinds})
    return Profile(found, names(store, found), tuple(facts), {one: tuple(sorted(places[one])) for one in places})


def names(store: Store, shown: Shown) -> tuple[PrintedName, ...]:
    """Return the printed names of a node, each once with who prints it.

    Args:
        store: an open store.
        shown: the node.
    """
    ids_ = sorted({one["source"] for one in shown.names if one["source"]})
    publishers = {row["id"]: row["name"] for row in store.read(part("sources_named"), {"ids": ids_})} if ids_ else {}
    found: dict[tuple[str, str, str, str], set[str]] = {}
    for one in shown.names:
        key = one["script"] or "", one["text"], one["quality"] or "", one["language"] or ""
        found.setdefault(key, set()).add(publishers.get(one["source"], one["source"]))
    return tuple(
        PrintedName(script, text, quality, language, latin(text) or "", tuple(sorted(by)))
        for (script, text, quality, language), by in sorted(found.items())
    )
