"""Who stood on a list on a day, as it was known here on a day: two times that are kept apart.

The first is the time of the list: start and end of an entry, and the editions that hold it. The second is the time of
this archive: an edition is known from the completion of its package on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from graph.archive import Archive
from graph.dates import earliest, latest
from graph.model import Claim, Source
from graph.packages import Package
from graph.resolution.exact import name_key


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry that stood on a list.

    Attributes:
        source: publisher and title of the list.
        record: raw key of the entry.
        name, country: of the listed party.
        authority, topic, programme, measure, entry: as the latest edition known by then prints them.
        start: first day, as printed; None where the list tells none.
        since: what the first day is taken from: start, first_seen (an edition), or unknown.
        end: last day, as printed.
        first_seen, last_seen: first and last edition that hold it.
        gone_in: the complete edition that first no longer holds it.
        known: when it was first known here.
        state: listed; possibly after the last edition that holds it and before the one that does not; ended before.
        synthetic: whether it is invented.
    """

    source: str
    record: str
    name: str
    country: str | None
    authority: str | None
    topic: str | None
    programme: str | None
    measure: str | None
    entry: str | None
    start: str | None
    since: str
    end: str | None
    first_seen: str | None
    last_seen: str | None
    gone_in: str | None
    known: str | None
    synthetic: bool
    state: str = "listed"


@dataclass(slots=True)
class _Held:
    """All that the packages known by then say of one entry."""

    claims: list[tuple[str, str, Claim]] = field(default_factory=list)  # edition, capture, claim

    @property
    def latest(self) -> Claim:
        return max(self.claims, key=lambda one: one[:2])[2]

    @property
    def seen(self) -> list[str]:
        return sorted({edition for edition, _, _ in self.claims if edition})


def listed_on(
    archive: Archive,
    day: date,
    known: date | None = None,
    *,
    name: str | None = None,
    source: str | None = None,
    ended: bool = False,
) -> list[Listed]:
    """Return the entries that stood on their list on a day, as known here at the end of another day.

    Args:
        archive: the archive.
        day: of the list.
        known: of this archive (UTC); None: now.
        name: any name of the party, or words or parts of words of one; case, marks and blanks do not matter.
        source: key of a source; None: all lists.
        ended: whether those that ended before that day come too, with this state.

    Returns:
        Entries by source, name and key. One whose list tells no first day counts from the first edition that holds it,
        or, where no edition is dated, always.

    Raises:
        ArchiveError: a package is damaged.
    """
    packages = [one for one in known_packages(archive, known) if source in (None, one.document.source.key)]
    complete: defaultdict[str, set[str]] = defaultdict(set)
    for package in packages:
        told = package.document.source
        if told.edition and told.coverage == "complete":
            complete[told.key].add(told.edition)
    wanted = name_key(name).split() if name else []
    found = []
    for (teller, record), held in _gather(packages).items():
        one = _listed(teller, record, held, complete[teller.key])
        if wanted and not any(all(word in key for word in wanted) for key in _names(held)):
            continue
        if ended and _ended(one, day):
            found.append(replace(one, state="ended"))
        elif _stands(one, day):
            between = one.gone_in is not None and day > latest(one.last_seen or one.gone_in)
            found.append(replace(one, state="possibly" if between else "listed"))
    return sorted(found, key=lambda one: (one.synthetic, one.source, one.name, one.record))


def known_packages(archive: Archive, known: date | None) -> list[Package]:
    """Return the packages of lists that counted at the end of a day: completed by then, the best version of each file.

    What is withdrawn now is left out: nobody may rest on it any more.
    """
    gone = archive.withdrawn()
    best: dict[tuple[str, str], Package] = {}
    for package in archive.packages():
        if package.state != "completed" or package.document.kind != "list":
            continue
        if {package.id, package.document.source.key} & gone or not _by(package.captured, known):
            continue
        key = (package.document.sha256, package.extractor)
        if key not in best or _version(best[key]) < _version(package):
            best[key] = package
    return sorted(best.values(), key=lambda package: package.id)


def _by(captured: str | None, known: date | None) -> bool:
    return known is None or (captured is not None and captured[:10] <= known.isoformat())


def _version(package: Package) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", package.version))


def _gather(packages: Iterable[Package]) -> dict[tuple[_Told, str], _Held]:
    found: dict[tuple[_Told, str], _Held] = {}
    for package in packages:
        source = package.document.source
        told = _Told(source.key, _title(source), source.synthetic)
        for entry in package.entries():
            for number, claim in enumerate(one for one in entry.claims if one.kind == "listing"):
                record = claim.record or entry.record or "\t".join(entry.cells)
                key = (told, record if number == 0 or claim.record != entry.record else f"{record}#{number + 1}")
                edition = (source.edition or "", package.captured or "", claim)
                found.setdefault(key, _Held()).claims.append(edition)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    key: str
    title: str
    synthetic: bool


def _title(source: Source) -> str:
    return f"{source.publisher} / {source.title}" if source.title else source.publisher


def _listed(told: _Told, record: str, held: _Held, complete: set[str]) -> Listed:
    claim, seen = held.latest, held.seen
    later = sorted(edition for edition in complete if seen and edition > seen[-1])
    starts = [one.start for _, _, one in held.claims if one.start]
    start = claim.start or (min(starts) if starts else None)
    party = claim.object
    return Listed(
        source=told.title,
        record=record,
        name=party.surface if party is not None else "?",
        country=party.country if party is not None else None,
        authority=claim.subject.surface if claim.subject is not None else None,
        topic=claim.topic,
        programme=claim.programme,
        measure=claim.measure,
        entry=claim.entry,
        start=start,
        since="start" if start else "first_seen" if seen else "unknown",
        end=claim.end,
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        gone_in=later[0] if later else None,
        known=min(captured for _, captured, _ in held.claims) or None,
        synthetic=told.synthetic,
    )


def _stands(one: Listed, day: date) -> bool:
    """Whether an entry stands on a day: begun by then, not ended, and not gone from a later complete edition."""
    since = one.start or one.first_seen
    return (since is None or earliest(since) <= day) and not _ended(one, day)


def _ended(one: Listed, day: date) -> bool:
    """Whether an entry ended before a day, or a complete edition by then no longer holds it."""
    if one.end is not None and latest(one.end) < day:
        return True
    return one.gone_in is not None and day >= earliest(one.gone_in)


def _names(held: _Held) -> Iterator[str]:
    """All names that any edition prints of the party."""
    for _, _, claim in held.claims:
        if claim.object is not None:
            for name in (claim.object.surface, *(one.text for one in claim.object.names)):
                yield name_key(name)
