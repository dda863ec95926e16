"""Editions of one list, and what differs between two of them: added, changed, removed, entry by entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from graph.archive import Archive
from graph.errors import ArchiveError
from graph.holdings import find
from graph.model import Claim, Party
from graph.packages import Package

Properties = dict[str, list[str]]
LISTING = ("topic", "programme", "annex", "entry", "measure", "reason", "start", "end")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a list, as one package holds it.

    Attributes:
        package: its id.
        source: publisher and title.
        document: name of the file.
        edition: ISO date, where it is known.
        coverage: complete, excerpt or amendment.
        captured: when it was known here: the completion time of its package.
        entries: rows and entries that were accepted.
        synthetic: whether it is invented.
    """

    package: str
    source: str
    document: str
    edition: str | None
    coverage: str
    captured: str | None
    entries: int
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs.

    Attributes:
        record: its raw key within the source.
        name: whom it names, as the later edition prints it that holds it.
        entry: its printed number.
        properties: property -> what it was and what it is; only those that differ.
    """

    record: str
    name: str
    entry: str | None
    properties: dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two editions.

    Attributes:
        older, newer: the editions.
        added: in the newer one alone; first seen there.
        changed: in both, and not the same.
        removed: in the older one alone, where the newer one is complete; last seen there.
        same: entries that are the same in both.
        unreadable: keys that one of the two could not read, so that nothing is said of them.
    """

    older: Edition
    newer: Edition
    added: list[Change]
    changed: list[Change]
    removed: list[Change]
    same: int
    unreadable: list[str]

    def to_json(self) -> dict[str, Any]:
        """Return the difference as `waybill editions --json` prints it."""
        data = asdict(self)
        for kind, seen in (("added", "first_seen"), ("removed", "last_seen")):
            edition = self.newer if kind == "added" else self.older
            for change in data[kind]:
                del change["properties"]
                change[seen] = edition.edition
        for change in data["removed"]:
            change["gone_in"] = self.newer.edition
        data["counts"] = {
            "added": len(self.added),
            "changed": len(self.changed),
            "removed": len(self.removed),
            "same": self.same,
            "unreadable": len(self.unreadable),
        }
        return data


def editions(archive: Archive, words: str | None = None) -> list[Edition]:
    """List the editions of all lists, or of those that words mean, by source and day.

    Args:
        archive: the archive.
        words: a package, file or source, as `waybill sources` names them.

    Raises:
        ArchiveError: nothing fits, or several sources do.
    """
    wanted = None if words is None else {one.key for one in find(archive, words)}
    found = [
        edition_of(package)
        for package in archive.active()
        if package.document.kind == "list" and (wanted is None or package.document.source.key in wanted)
    ]
    return sorted(found, key=lambda one: (one.source, one.edition or "", one.captured or "", one.package))


def edition_of(package: Package) -> Edition:
    """Return what is known of the edition that a package holds."""
    source = package.document.source
    return Edition(
        package=package.id,
        source=f"{source.publisher} / {source.title}" if source.title else source.publisher,
        document=package.document.name,
        edition=source.edition,
        coverage=source.coverage,
        captured=package.captured,
        entries=int(package.report.get("accepted") or 0),
        synthetic=source.synthetic,
    )


def choose(found: list[Edition], words: str) -> Edition:
    """Return the one edition that words mean: its day, or its package, which may be cut to eight digits.

    Raises:
        ArchiveError: none or several do.
    """
    wanted = words.strip().casefold()
    hits = [one for one in found if wanted in (one.edition, one.document.casefold()) or _begins(one.package, wanted)]
    if len(hits) == 1:
        return hits[0]
    known = "; ".join(f"{one.edition or 'no day'} (package {one.package[:12]})" for one in hits or found)
    what = "stands for several editions; name a package" if hits else "is no edition of this list; it has"
    raise ArchiveError(f"{words!r}: {what}: {known or 'none'}")


def _begins(package: str, wanted: str) -> bool:
    return len(wanted) >= 8 and package.startswith(wanted)


def difference(archive: Archive, older: Edition, newer: Edition) -> Difference:
    """Compare two editions entry by entry.

    What only an excerpt or an amendment does not hold is not removed: it says nothing of what it leaves out.

    Raises:
        ArchiveError: a package is damaged or gone.
    """
    packages = {package.id: package for package in archive.active()}
    for one in (older, newer):
        if one.package not in packages:
            raise ArchiveError(f"package {one.package}: is no package that counts; see `waybill sources`")
    before, unread_before = _entries(packages[older.package])
    after, unread_after = _entries(packages[newer.package])
    unreadable = {
        *(unread_before - before.keys()) & after.keys(),
        *(unread_after - after.keys()) & before.keys(),
    }
    found = Difference(older, newer, [], [], [], 0, sorted(unreadable))
    same = 0
    for record in sorted((before.keys() | after.keys()) - unreadable):
        old, new = before.get(record), after.get(record)
        if old is None and new is not None:
            found.added.append(_change(record, new, {}))
        elif new is None and old is not None:
            if newer.coverage == "complete":
                found.removed.append(_change(record, old, {}))
        elif old is not None and new is not None:
            if differing := _differing(old, new):
                found.changed.append(_change(record, new, differing))
            else:
                same += 1
    return Difference(older, newer, found.added, found.changed, found.removed, same, found.unreadable)


def _change(record: str, properties: Properties, differing: dict[str, dict[str, list[str]]]) -> Change:
    entry = properties.get("entry")
    return Change(record, properties.get("name", [record])[0], entry[0] if entry else None, differing)


def _differing(old: Properties, new: Properties) -> dict[str, dict[str, list[str]]]:
    names = sorted(old.keys() | new.keys())
    pairs = ((name, old.get(name, []), new.get(name, [])) for name in names)
    return {name: {"before": was, "after": becomes} for name, was, becomes in pairs if was != becomes}


def _entries(package: Package) -> tuple[dict[str, Properties], set[str]]:
    """What each entry says, by its key, and the keys of those that could not be read."""
    found: dict[str, Properties] = {}
    unread: set[str] = set()
    for entry in package.entries():
        if entry.record is None:
            continue
        if entry.reject is not None:
            unread.add(entry.record)
        elif entry.claims:
            found[entry.record] = properties_of(entry.claims)
    return found, unread


def properties_of(claims: Iterable[Claim]) -> Properties:
    """Return what the claims of one entry say, each property with its sorted values."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.kind != "listing":
            values["relations"].add(_relation(claim))
            continue
        for slot in LISTING:
            if (value := getattr(claim, slot)) is not None:
                values[slot].add(value)
        if claim.subject is not None:
            values["authority"].add(claim.subject.surface)
        if claim.object is not None:
            for name, value in _party(claim.object):
                values[name].add(value)
    return {name: sorted(found) for name, found in values.items()}


def _party(party: Party) -> Iterator[tuple[str, str]]:
    yield "name", party.surface
    yield "kind", party.kind
    if party.country:
        yield "country", party.country
    for name in party.names:
        if name.text != party.surface:
            yield "names", f"{name.text} ({name.quality})"
    for kind, value in party.ids:
        yield "identifiers", f"{kind}:{value}"
    for address in party.addresses:
        yield "addresses", address
    for day in party.birth_dates:
        yield "birth_dates", day


def _relation(claim: Claim) -> str:
    ends = [party.surface if party is not None else "?" for party in (claim.subject, claim.object)]
    share = f" {claim.share.relation} {claim.share.number}" if claim.share is not None else ""
    return f"{claim.kind}{share}: {ends[0]} -> {ends[1]}" + (f" ({claim.topic})" if claim.topic else "")
