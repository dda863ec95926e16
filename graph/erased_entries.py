"""What may stay of an entry when a natural person is erased; the rules stand in graph/erasure.py."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.blotting import blotted, changed, is_blot, is_clear, pattern_of, words_of
from graph.model import Document, Entry, Party, Reject
from graph.packages import entry_line, entry_of
from graph.people import Person, names_of, parties_of, person_record
from graph.resolution.exact import name_key
from graph.short_names import ShortNames

IDENTIFIER_LENGTH = 6  # of identifiers that are blotted out wherever they stand
TOMBSTONE = Reject("erased", "spoke of a natural person whose data was erased")


@dataclass(slots=True)
class Erasure:
    """Whom to erase.

    Attributes:
        records: record ids of the persons.
        own: names, identifiers, telephones, mailboxes and pages, for the entries and texts that speak of them.
        elsewhere: names and identifiers that are clear enough to be blotted wherever they stand.
        homonyms: folded names that other persons carry too; entries about those are left alone.
        hints: a word of each name; a line that holds none need not be looked at.
        short: shorter forms of the names, for the rows and statements of reasons on the persons.
        passages: headings of those statements, each with the length of the statement.
        left: documents in which a name stayed, for it is another person's there; filled on the way.
    """

    records: frozenset[str]
    own: re.Pattern[str] | None = None
    elsewhere: re.Pattern[str] | None = None
    homonyms: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()
    short: ShortNames = field(default_factory=ShortNames)
    passages: frozenset[tuple[str, int]] = frozenset()
    left: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, records: Iterable[str], people: Iterable[Person] = (), others: Iterable[Person] = ()) -> Erasure:
        """Make it.

        Args:
            records: record ids to erase, those of the persons included or not.
            people: the persons, as far as their names are still known.
            others: persons who stay.
        """
        known = list(people)
        names = {name for one in known for name in one.names}
        ids = {value for one in known for value in one.ids if len(value) >= IDENTIFIER_LENGTH}
        keys = {name_key(name) for name in names}
        shared = {key for one in others for name in one.names if (key := name_key(name)) in keys}
        return cls(
            frozenset(records).union(*(one.records for one in known)),
            pattern_of(names | ids | {value for one in known for value in one.contacts}),
            pattern_of({name for name in names if is_clear(name)} | ids),
            frozenset(shared),
            frozenset(max(words_of(name), key=len, default=name).casefold() for name in names | ids),
            ShortNames.of(names),
            frozenset().union(*(one.passages for one in known)),
        )

    def claims(self, document: Document, entry: Entry) -> list[int]:
        """Return the numbers of the claims of an entry that speak of an erased person."""
        return [
            number
            for number, claim in enumerate(entry.claims)
            if any(person_record(document, role, party) in self.records for role, party in parties_of(claim))
        ]

    def names(self, document: Document, entry: Entry) -> set[str]:
        """Return the names of the erased persons in an entry."""
        parties = (party for claim in entry.claims for _, party in parties_of(claim))
        return {name for one in parties if self._is_erased(document, one) for name in names_of(one)}

    def entry(self, document: Document, entry: Entry) -> Entry:
        """Return an entry as it may stay: itself, without some claims and names, or a tombstone."""
        line = entry_line(entry)
        kept = self.line(document, line, entry)
        return entry if kept == line else entry_of(kept)

    def line(self, document: Document, line: bytes, entry: Entry) -> bytes:
        """Return the line of an entry as it may stay."""
        if self._part_of_erased(document, entry):
            return entry_line(Entry(row=entry.row, sheet=entry.sheet, reject=TOMBSTONE))
        gone = set(self.claims(document, entry))
        if gone:
            if len(gone) == len(entry.claims):
                return entry_line(Entry(row=entry.row, sheet=entry.sheet, reject=TOMBSTONE))
            named = self.names(document, entry)
            data = json.loads(line)
            data["claims"] = [one for number, one in enumerate(data["claims"]) if number not in gone]
            data = changed(data, self.short.blotted)
            return _left(blotted(blotted(data, pattern_of(named)), self.own), entry)
        folded = line.decode("utf-8").casefold()
        if not any(hint in folded for hint in self.hints):
            return line
        data = json.loads(line)
        cleared = blotted(data, self.elsewhere)
        if cleared == data:
            return line
        if self.homonym(entry):
            self.left.add(document.name)
            return line
        return _left(cleared, entry)

    def passages_in(self, text: str) -> list[tuple[int, int]]:
        """Return [start, end) of the statements of reasons on the persons, headings included, in a text of reasons."""
        found = []
        for heading, length in sorted(self.passages):
            for match in re.finditer(rf"(?:\A|(?<=\n)){re.escape(heading)}\n", text):
                end = match.end() + length
                if text[end : end + 2] == "\n\n":
                    found.append((match.start(), end))
        return found

    def passage(self, value: Any, scope: str) -> Any:
        """Blot the names and their shorter forms out of a statement of reasons on a person.

        Args:
            value: its text, or the JSON of an entry that rests on it.
            scope: the text that it stands in.
        """
        return blotted(changed(value, lambda text: self.short.blotted(text, scope)), self.own)

    def passage_line(self, line: bytes, entry: Entry, scope: str) -> bytes:
        """Return the line of an entry that rests on a statement of reasons on a person."""
        return _left(self.passage(json.loads(line), scope), entry)

    def _part_of_erased(self, document: Document, entry: Entry) -> bool:
        """Whether an entry without claims, such as a row of addresses, tells of an erased person."""
        if entry.tells_of is None or entry.claims:
            return False
        return self._is_erased(document, Party(surface="", kind="person", key=entry.tells_of))

    def _is_erased(self, document: Document, party: Any) -> bool:
        return person_record(document, "", party) in self.records

    def homonym(self, entry: Entry) -> bool:
        """Whether an entry speaks of another person of the same name."""
        if not self.homonyms:
            return False
        named = (party for claim in entry.claims for _, party in parties_of(claim) if party.kind == "person")
        return any(name_key(name) in self.homonyms for party in named for name in names_of(party))


def _left(data: dict[str, Any], entry: Entry) -> bytes:
    """Return the line of a blotted entry; a party of whose name nothing is left was the person, whatever it was
    taken for, and its claims go.
    """
    had = data.get("claims", [])
    data["claims"] = [claim for claim in had if not any(is_blot(party["surface"]) for party in _parties(claim))]
    if had and not data["claims"]:
        return entry_line(Entry(row=entry.row, sheet=entry.sheet, reject=TOMBSTONE))
    for claim in data["claims"]:
        for party in _parties(claim):
            if "names" in party:
                party["names"] = [name for name in party["names"] if not is_blot(name["text"])]
    return line_of(data)


def _parties(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the parties in the JSON of a claim."""
    if isinstance(value, list):
        for item in value:
            yield from _parties(item)
    elif isinstance(value, dict):
        if "surface" in value:
            yield value
        else:
            yield from _parties(list(value.values()))


def line_of(data: Any) -> bytes:
    """Return the line of an entry from its JSON, as any package has it."""
    return entry_line(entry_of(json.dumps(data, ensure_ascii=False).encode()))
