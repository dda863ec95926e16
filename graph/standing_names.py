"""Where a name still stands that may be an erased person's: the same family and given name, otherwise written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from graph.model import Entry
from graph.packages import Package
from graph.people import names_of, parties_of, person_record
from graph.short_names import ShortNames


@dataclass(frozen=True, slots=True)
class Standing:
    """A place where such a name stands.

    Attributes:
        file: name of the document.
        package: its package.
        sheet, row: of the entry; None in a text.
        line: of the text, from 1; None in an entry.
        name: as printed there.
        person: whether it is the name of a person of the archive, who can be erased by it.
    """

    file: str
    package: str
    sheet: str | None
    row: int | None
    line: int | None
    name: str
    person: bool

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        sheet = f" sheet {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet} " + (f"line {self.line}" if self.row is None else f"row {self.row}")

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


def standing(packages: Iterable[Package], names: ShortNames) -> list[Standing]:
    """Find where a given name stands beside its family name, in any order and spelling; nothing is changed.

    Args:
        packages: completed ones.
        names: of the persons.

    Raises:
        ArchiveError: a package is damaged.
    """
    if not names.pairs:
        return []
    return [one for package in packages for one in dict.fromkeys(_in_package(package, names))]


def _in_package(package: Package, names: ShortNames) -> Iterator[Standing]:
    document = package.document
    people: set[str] = set()
    for entry in package.entries():
        printed = _people(package, entry)
        if entry.row is None:
            people |= printed
            continue
        named = sorted(name for name in printed if any(names.pairs_in(name)))
        for name in named:
            yield Standing(document.name, package.id, entry.sheet, entry.row, None, name, True)
        if not named:
            for name in sorted(_words(entry, names)):
                yield Standing(document.name, package.id, entry.sheet, entry.row, None, name, False)
    for number, line in enumerate(package.text().split("\n"), start=1):
        for start, end in names.pairs_in(line):
            name = line[start:end]
            yield Standing(document.name, package.id, None, None, number, name, name in people)


def _people(package: Package, entry: Entry) -> set[str]:
    parties = [(role, party) for claim in entry.claims for role, party in parties_of(claim)]
    return {
        name
        for role, party in parties
        if person_record(package.document, role, party) is not None
        for name in names_of(party)
    }


def _words(entry: Entry, names: ShortNames) -> set[str]:
    """Return what of the cells of a row is such a name; given and family name may have cells of their own."""
    row = ", ".join(entry.cells)
    return {row[start:end] for start, end in names.pairs_in(row)}
