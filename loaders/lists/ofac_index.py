"""The entries of one of OFAC's lists by name, so that an entry which another one names is found."""

from __future__ import annotations

import re

from graph.legal_forms import split_legal_form
from graph.model import Party, PartyKind
from loaders.lists.kinds import party_kind
from loaders.lists.us_lists import UsList

TYPES = {"": "LegalEntity", "entity": "LegalEntity", "individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
INVERTED = re.compile(r"[^a-z,]+, [^,]*[a-z][^,]*")  # LAST, First
# Between an office and the body where it is held; an office that is over is no office.
OFFICE = re.compile(r" (?:of|at|for)(?: the)? |, (?:the )?", re.IGNORECASE)
OVER = re.compile(r"\b(?:former|formerly|ex|late|retired|previous|past)\b", re.IGNORECASE)
LONGEST = 80  # letters of an office
BODIES = frozenset({"company", "public_body"})


class Index:
    """The names of all entries of a list."""

    def __init__(self) -> None:
        self._of_name: dict[str, set[str]] = {}
        self._entries: dict[str, tuple[str, PartyKind]] = {}

    def add(self, uid: str, name: str, kind: str) -> None:
        """Take an entry with its primary name; its kind is a key of TYPES."""
        self._entries[uid] = name, party_kind(TYPES[kind], name)
        self._of_name.setdefault(_folded(name), set()).add(uid)

    def party(self, name: str) -> Party:
        """Return the entry of this primary name; where there is none, or several, a party of this name alone."""
        found = self._of_name.get(_folded(name), set())
        if len(found) == 1:
            return self._named(next(iter(found)))
        person = INVERTED.fullmatch(name) is not None and split_legal_form(name).form is None
        return Party(surface=name, kind="person" if person else party_kind("LegalEntity", name))

    def office(self, words: str) -> tuple[str, Party] | None:
        """Return an office and the entry where it is held ("Chairman of UNREAL BANK"); None where none ends the words.

        Only primary names of bodies count: short aliases such as "Justice" are words too.
        """
        if OVER.search(words) or len(words) > 4 * LONGEST:
            return None
        for found in OFFICE.finditer(words):
            office = words[: found.start()].strip(" ,;")
            if not 0 < len(office) <= LONGEST:
                continue
            held = self._of_name.get(_folded(words[found.end() :]), set())
            if len(held) == 1 and self._entries[next(iter(held))][1] in BODIES:
                return office, self._named(next(iter(held)))
        return None

    def _named(self, uid: str) -> Party:
        primary, kind = self._entries[uid]
        return Party(surface=primary, kind=kind, ids=(("OFAC", uid),), key=party_key(uid))


def _folded(name: str) -> str:
    """Fold a name; the full stop of "S.A." is the one that ends the remarks too."""
    return " ".join(name.casefold().split()).rstrip(".")


def party_key(uid: str) -> str:
    """Raw key of a party: OFAC's number, the same in each edition, form and list."""
    return f"OFAC|{uid}"


def entry_key(on: UsList, uid: str) -> str:
    """Raw key of an entry: one party may stand on two of OFAC's lists under the same number."""
    return f"{on.code}|{uid}"
