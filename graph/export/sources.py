"""Whose data an export holds, under which terms, and what these forbid: licences.yml, by its families."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from graph.model import Source
from graph.packaged import packaged_yaml
from graph.packages import Package


@dataclass(frozen=True, slots=True)
class Family:
    """Licences that say the same.

    Attributes:
        id: its name in licences.yml.
        name: as people write it.
        words: folded words by which a stated licence is known; all words of one entry must be there.
        forbids: sentences, empty where nothing is forbidden but what every licence asks, to name the source.
        asks: sentences.
        url: where it stands.
        checked: what was read to check this; begins with "not verified" where nothing was.
    """

    id: str
    name: str
    words: tuple[str, ...]
    forbids: tuple[str, ...]
    asks: tuple[str, ...]
    url: str
    checked: str


@dataclass(frozen=True, slots=True)
class Terms:
    """A source in an export.

    Attributes:
        publisher, title, edition, url, licence: as the source states them; None where it does not.
        licence_basis: "stated"; "publisher", when licences.yml knows what this publisher says of all its data; None.
        family: id of the family in licences.yml; None where the licence is none of them.
        checked: what was read to check what is said here of the licence, and of the publisher where it is the basis.
        forbids: what the licence forbids.
        asks: what it asks for.
        documents: how many files.
        rows: rows, entries and claims that were accepted of them.
        synthetic: whether it is invented.
    """

    publisher: str
    title: str | None
    edition: str | None
    url: str | None
    licence: str | None
    licence_basis: str | None
    family: str | None
    checked: str | None
    forbids: tuple[str, ...]
    asks: tuple[str, ...]
    documents: int
    rows: int
    synthetic: bool

    @property
    def name(self) -> str:
        """The source as people write it."""
        edition = f", edition {self.edition}" if self.edition else ""
        return f"{self.publisher} / {self.title}{edition}" if self.title else f"{self.publisher}{edition}"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self) | {"forbids": list(self.forbids), "asks": list(self.asks)}


@cache
def _table() -> tuple[dict[str, Family], dict[str, tuple[str, str]]]:
    data = packaged_yaml("graph.export", "licences.yml")
    families = {
        key: Family(
            key,
            one["name"],
            tuple(one["words"]),
            tuple(one.get("forbids", ())),
            tuple(one.get("asks", ())),
            one["url"],
            one["checked"],
        )
        for key, one in data["families"].items()
    }
    said = {name.casefold(): (one["family"], one["checked"]) for name, one in data["publishers"].items()}
    return families, said


def families() -> dict[str, Family]:
    """Return the families of licences.yml by id."""
    return _table()[0]


def family_of(licence: str) -> Family | None:
    """Return the strictest family whose words stand in a licence, in the order of licences.yml; None: it is unknown."""
    text = " ".join("".join(letter if letter.isalnum() else " " for letter in licence.casefold()).split())
    for family in families().values():
        for words in family.words:
            if f" {words} " in f" {text} ":
                return family
    return None


def terms(source: Source, documents: int, rows: int) -> Terms:
    """Return the terms of a source."""
    licence, basis = source.licence, "stated" if source.licence else None
    family = family_of(licence) if licence else None
    checked = family.checked if family else None
    if licence is None and (known := _table()[1].get(source.publisher.casefold())):
        family, basis = families()[known[0]], "publisher"
        licence, checked = family.name, f"that the publisher says so: {known[1]}; what it says: {family.checked}"
    return Terms(
        source.publisher,
        source.title,
        source.edition,
        source.url,
        licence,
        basis,
        family.id if family else None,
        checked,
        family.forbids if family else (),
        family.asks if family else (),
        documents,
        rows,
        source.synthetic,
    )


def terms_of(packages: Iterable[Package]) -> tuple[Terms, ...]:
    """Return the terms of the sources of some packages, one for each publisher, title, edition, address and licence."""
    found: dict[tuple[Any, ...], tuple[Source, set[str], int]] = {}
    for package in packages:
        source = package.document.source
        key = source.publisher, source.title, source.edition, source.url, source.licence, source.synthetic
        _, documents, rows = found.get(key, (source, set(), 0))
        accepted = int(package.report.get("accepted") or 0)
        found[key] = source, documents | {package.document.sha256}, rows + accepted
    listed = [terms(source, len(documents), rows) for source, documents, rows in found.values()]
    return tuple(sorted(listed, key=lambda one: tuple(str(part or "") for part in (one.name, one.url, one.licence))))


def warnings(sources: Iterable[Terms]) -> list[str]:
    """Say in one line each what licences forbid, and where nobody says what is allowed."""
    found: dict[str, list[str]] = {}
    for one in sources:
        for sentence in one.forbids:
            name = families()[one.family].name if one.family else one.licence
            found.setdefault(f"{name}: {sentence}", []).append(one.publisher)
        if one.licence is None and not one.synthetic:
            found.setdefault("no licence is stated: ask before you pass it on", []).append(one.publisher)
        elif one.family is None and not one.synthetic:
            found.setdefault(f"{one.licence}: not in the table of licences; read it", []).append(one.publisher)
    return [f"{words} ({', '.join(sorted(set(publishers)))})" for words, publishers in sorted(found.items())]
