"""Natural persons of the archive: each with the records, names and places that speak of one and the same.

Persons never join anybody but persons, so they can be clustered without the rest of the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.archive import Archive
from graph.errors import ArchiveError
from graph.identity import party_record
from graph.joins import NOBODY, Who, who_of
from graph.model import Claim, Document, Party, roles_of
from graph.packages import Package
from graph.party_records import party_record_of
from graph.resolution import PartyRecord, resolve
from graph.resolution.exact import name_key
from graph.resolution.identifiers import CONTACTS

HEX = re.compile(r"[0-9a-f]{8,32}")
LISTED = 10
REASON_WORDS = 8  # a shorter reason is a note, no sentence


@dataclass(slots=True)
class Person:
    """One natural person, as the archive knows them.

    Attributes:
        id: cluster id.
        records: record ids.
        names: printed names.
        ids: values of identifiers.
        contacts: telephones, mailboxes and pages, which others may share.
        births: dates of birth as printed.
        countries: country codes.
        sources: publishers that name them.
        passages: headings of the statements of reasons on them, each with the length of the statement.
    """

    id: str
    records: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    contacts: set[str] = field(default_factory=set)
    births: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    passages: set[tuple[str, int]] = field(default_factory=set)

    @property
    def line(self) -> str:
        """The person on one line, for a choice."""
        parts = [", ".join(sorted(self.names)[:3])]
        parts += [f"born {', '.join(sorted(self.births))}"] if self.births else []
        parts += [", ".join(sorted(self.countries))] if self.countries else []
        return f"{self.id} ({'; '.join(parts)}; named by {', '.join(sorted(self.sources))})"


def parties_of(claim: Claim) -> Iterator[tuple[str, Party]]:
    """Yield every party of a claim with its role."""
    yield from roles_of(claim)
    for number, party in enumerate(claim.via):
        yield f"via{number}", party


def person_record(document: Document, role: str, party: Party) -> str | None:
    """Return the record id of a party that is a named natural person, else None."""
    if party.kind != "person" or party.form != "named":
        return None
    return party_record(document, "", role, party)


def names_of(party: Party) -> set[str]:
    """Return all printed names of a party."""
    return {party.surface, *(name.text for name in party.names)}


def persons(packages: Iterable[Package], who: Who = NOBODY) -> list[Person]:
    """Return all natural persons that packages name, joined as the graph joins them, by id.

    Args:
        packages: completed ones.
        who: what people and names say of who is who.

    Raises:
        ArchiveError: a package is damaged.
    """
    found: dict[str, Person] = {}
    records: dict[str, PartyRecord] = {}
    for package in packages:
        document = package.document
        for entry in package.entries():
            for claim in entry.claims:
                for role, party in parties_of(claim):
                    key = person_record(document, role, party)
                    if key is not None:
                        person = found.setdefault(key, Person(key, {key}))
                        _learn(person, party, document)
                        if role == "object" and (passage := passage_of(claim)) is not None:
                            person.passages.add((passage[0], len(passage[1])))
                        if key not in records or len(party.names) > len(records[key].names):
                            records[key] = party_record_of(key, party, document)
    clusters = resolve(records.values(), who.judgements, who.edges).clusters
    joined: dict[str, Person] = {}
    for key in sorted(found):
        _join(joined.setdefault(clusters[key], Person(clusters[key])), found[key])
    return [joined[key] for key in sorted(joined)]


def passage_of(claim: Claim) -> tuple[str, str] | None:
    """Return the heading and the sentences of the reason of a listing, as the text of reasons has them; else None."""
    reason = (claim.reason or "").strip()
    if claim.kind != "listing" or len(reason.split()) < REASON_WORDS:
        return None
    number = f" ({claim.entry})" if claim.entry else ""
    return " ".join(f"{claim.object.surface if claim.object else '?'}{number}".split()), reason


def choose(archive: Archive, words: str, *, every: bool = False) -> list[Person]:
    """Find the natural person that words mean: an id of them or of one of their records, or a name.

    Args:
        archive: all of its completed packages are looked at, those that are out or superseded too.
        words: an id may be cut to eight digits.
        every: whether all persons of a name are meant.

    Returns:
        The person; several only if every is true.

    Raises:
        ArchiveError: nobody fits, several do, or it is no natural person.
    """
    packages = [package for package in archive.packages() if package.state == "completed"]
    known = persons(packages, who_of(archive))
    digits, key = words.strip().casefold(), name_key(words)
    found = []
    if HEX.fullmatch(digits):
        found = [one for one in known if any(record.startswith(digits) for record in (one.id, *one.records))]
    found = found or [one for one in known if key and key in {name_key(name) for name in one.names}]
    if not found:
        raise ArchiveError(f"{words!r}: {_why_nobody(packages, digits, key)}")
    if len(found) > 1 and not every:
        listed = "; ".join(one.line for one in found[:LISTED])
        raise ArchiveError(f"{words!r}: {len(found)} persons are meant; name one by its id, or --all of them: {listed}")
    return found


def _why_nobody(packages: Iterable[Package], digits: str, key: str) -> str:
    """Say whether the words mean somebody who is no natural person."""
    for package in packages:
        for entry in package.entries():
            for claim in entry.claims:
                for role, party in parties_of(claim):
                    named = key in {name_key(name) for name in names_of(party)}
                    if named or (HEX.fullmatch(digits) and party_record(package.document, "", role, party) == digits):
                        return (
                            f"is a {party.kind.replace('_', ' ')}, no natural person; only persons are erased: "
                            "waybill unload takes a source out"
                        )
    return "is no person of the archive; name one as printed, or by the id that waybill show prints"


def _learn(person: Person, party: Party, document: Document) -> None:
    person.names |= names_of(party)
    for kind, value in party.ids:
        (person.contacts if kind.upper() in CONTACTS else person.ids).add(value)
    person.births |= set(party.birth_dates)
    person.sources.add(document.source.publisher)
    if party.country:
        person.countries.add(party.country)


def _join(whole: Person, part: Person) -> None:
    for slot in ("records", "names", "ids", "contacts", "births", "countries", "sources", "passages"):
        getattr(whole, slot).update(getattr(part, slot))
