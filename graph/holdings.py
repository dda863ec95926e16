"""What the archive holds, one line per package: whose it is, which edition, and whether the graph rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from graph.archive import Archive, Decision, now
from graph.errors import ArchiveError
from graph.model import Source
from graph.packages import Package
from graph.reprints import Reprint, reprints
from graph.rights import Role, needs

Standing = Literal["active", "superseded", "withdrawn", "failed", "unfinished"]
HEX = re.compile(r"[0-9a-f]{8,64}")
LISTED = 8  # of many that words could mean


@dataclass(frozen=True, slots=True)
class Holding:
    """One package.

    Attributes:
        package: its id.
        state: active (the graph rests on it), superseded, withdrawn, failed or unfinished.
        document: name of the file.
        sha256: of the file.
        publisher, owner, title, edition, licence, url, coverage, synthetic: of its source.
        published: date of a text.
        extractor, version: what read it.
        rows, accepted, rejected, repeated: counts of its load.
        captured, by: when it was completed, and by whom it was loaded.
        age_days: days since the edition, else since the publication; None where neither is known to the day, month
            or year.
        original: whether the original bytes are kept.
        reprint_of: sha256 of the text that it repeats nearly word for word; both count as one source.
        error: why a failed one failed.
        derived_from: id of the package whose content it was read from, such as a list whose reasons it holds.
    """

    package: str
    state: Standing
    document: str
    sha256: str
    publisher: str
    owner: str | None
    title: str | None
    edition: str | None
    licence: str | None
    url: str | None
    coverage: str
    synthetic: bool
    published: str | None
    extractor: str
    version: str
    rows: int
    accepted: int
    rejected: int
    repeated: int
    captured: str | None
    age_days: int | None
    original: bool
    derived_from: str | None = None
    reprint_of: str | None = None
    by: str | None = None
    error: str | None = None

    @property
    def source(self) -> str:
        """The source as people write it: publisher, and title where there is one."""
        return f"{self.publisher} / {self.title}" if self.title else self.publisher

    @property
    def key(self) -> str:
        """Key of the source, as decisions name it."""
        return Source(publisher=self.publisher, title=self.title, synthetic=self.synthetic).key

    @property
    def marked(self) -> str:
        """The source as people write it, invented ones marked as such."""
        return f"{self.source} (invented)" if self.synthetic else self.source

    @property
    def exact(self) -> str:
        """Words that mean this source to `find`, also where the publisher has others with a title."""
        return self.marked if self.title or self.synthetic else f"{self.publisher} /"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


def holdings(archive: Archive, today: date | None = None) -> list[Holding]:
    """List what the archive holds.

    Args:
        archive: the archive.
        today: what ages are counted to; None: this day.

    Returns:
        One line per package in any state, by source, edition and document.

    Raises:
        ArchiveError: a manifest or the decision log is damaged.
    """
    counted = archive.active()
    active, repeated = {package.id for package in counted}, reprints(counted)
    gone = archive.withdrawn()
    day = today or date.today()
    found = [_holding(package, active, gone, day, repeated) for package in archive.packages()]
    return sorted(found, key=lambda one: (one.source, one.edition or "", one.document, one.version, one.package))


def find(archive: Archive, words: str) -> list[Holding]:
    """Find what words mean: a package, a file (checksum or name) or a source (publisher, or publisher / title).

    What was read from a package, such as the reasons of a list or the claims of a file, goes with it.

    Args:
        archive: the archive.
        words: an id may be cut to eight digits.

    Raises:
        ArchiveError: nothing fits, or several sources do.
    """
    held = holdings(archive)
    wanted = " ".join(words.split()).casefold()
    digits = wanted.removeprefix("document:")
    found = []
    if HEX.fullmatch(digits):
        found = [one for one in held if one.package.startswith(digits) or one.sha256.startswith(digits)]
    found = found or [one for one in held if one.document.casefold() == wanted]
    if found:
        return found + _derived(found, held)
    sources = [one for one in held if wanted in _spellings(one)]
    if not sources:
        known = _listed({one.marked for one in held}) or "nothing yet"
        raise ArchiveError(f"{words!r}: is no package, file or source of the archive; it holds {known}")
    if len({one.key for one in sources}) > 1:
        raise ArchiveError(
            f"{words!r}: stands for several sources; name one: {_listed({one.marked for one in sources})}"
        )
    return sources + _derived(sources, held)


def told_by(archive: Archive, words: str) -> list[Holding]:
    """Do as `find`; the name of a publisher stands for all of their sources.

    Raises:
        ArchiveError: nothing fits.
    """
    held = holdings(archive)
    wanted = " ".join(words.split()).casefold()
    theirs = [one for one in held if one.publisher.casefold() == wanted]
    return theirs + _derived(theirs, held) if theirs else find(archive, words)


def _derived(found: list[Holding], held: list[Holding]) -> list[Holding]:
    ids = {one.package for one in found}
    return [one for one in held if one.derived_from in ids and one.package not in ids]


@needs(Role.ADMIN, "unloading")
def withdraw(archive: Archive, words: str, *, by: str, why: str = "") -> list[Holding]:
    """Take a package, all packages of a file, or a whole source out of the graph; the next build does it.

    Returns:
        What is taken out now, without what was out before.

    Raises:
        ArchiveError: nothing fits, several sources do, or it is out already.
    """
    found = [one for one in find(archive, words) if one.state in ("active", "superseded")]
    if not found:
        raise ArchiveError(f"{words!r}: nothing of it counts now, so nothing can be taken out; see `waybill sources`")
    for subject in _subjects(found, words):
        archive.decide(Decision("withdrawal", subject, "withdrawn", by, now(), why))
    return found


@needs(Role.ADMIN, "bringing back what was unloaded")
def restore(archive: Archive, words: str, *, by: str, why: str = "") -> list[Holding]:
    """Bring back what was taken out.

    Raises:
        ArchiveError: nothing fits, it is not out, or it is out with its whole source only.
    """
    found = [one for one in find(archive, words) if one.state == "withdrawn"]
    gone = archive.withdrawn()
    if not found:
        raise ArchiveError(f"{words!r}: is not taken out, so nothing is to be brought back; see `waybill sources`")
    subjects = [subject for subject in _subjects(found, words) if subject in gone]
    subjects += [one.package for one in found if one.package in gone and one.package not in subjects]
    if any(one.key in gone and one.key not in subjects for one in found):
        raise ArchiveError(
            f"{words!r}: was taken out with its whole source; bring that back: "
            f"waybill unload --undo {found[0].source!r}"
        )
    for subject in subjects:
        archive.decide(Decision("withdrawal", subject, "restored", by, now(), why))
    return found


def withdrawn_with(archive: Archive, package: Package) -> bool:
    """Whether a package is taken out, alone or with its source."""
    return bool({package.id, package.document.source.key} & archive.withdrawn())


def _subjects(found: list[Holding], words: str) -> list[str]:
    """What a withdrawal names: the source where the words did, with what was read from it elsewhere; else packages."""
    wanted = " ".join(words.split()).casefold()
    ids = {one.package for one in found}
    own = [one for one in found if one.derived_from not in ids]
    if own and all(wanted in _spellings(one) for one in own):
        return [own[0].key, *(one.package for one in found if one.key != own[0].key)]
    return [one.package for one in found]


def _spellings(one: Holding) -> set[str]:
    names = {one.publisher, one.source, one.marked, f"{one.publisher}: {one.title}"}
    names |= {one.title} if one.title else {one.exact}
    return {" ".join(name.split()).casefold() for name in names}


def _listed(names: Iterable[str]) -> str:
    held = sorted(names)
    more = f" and {len(held) - LISTED} more" if len(held) > LISTED else ""
    return "; ".join(repr(name) for name in held[:LISTED]) + more


def _holding(
    package: Package, active: set[str], gone: set[str], today: date, repeated: Mapping[str, Reprint]
) -> Holding:
    document, report = package.document, package.report
    source = document.source
    if package.state != "completed":
        state: Standing = "failed" if package.state == "failed" else "unfinished"
    elif {package.id, source.key} & gone:
        state = "withdrawn"
    else:
        state = "active" if package.id in active else "superseded"
    told = repeated.get(document.sha256) if state == "active" else None
    return Holding(
        package=package.id,
        state=state,
        document=document.name,
        sha256=document.sha256,
        publisher=source.publisher,
        owner=source.owner,
        title=source.title,
        edition=source.edition,
        licence=source.licence,
        url=source.url,
        coverage=source.coverage,
        synthetic=source.synthetic,
        published=document.published,
        extractor=package.extractor,
        version=package.version,
        rows=_count(report.get("rows_in")),
        accepted=_count(report.get("accepted")),
        rejected=_count(report.get("rejected")),
        repeated=_count(report.get("repeated")),
        captured=package.captured,
        age_days=_age(source.edition or document.published, today),
        original=any(name.startswith("original/") for name in package.files),
        derived_from=report.get("derived_from"),
        reprint_of=told.first if told is not None and told.first != document.sha256 else None,
        by=package.by,
        error=package.error,
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _age(day: str | None, today: date) -> int | None:
    """Days since a partial date; a month or a year counts from its first day."""
    if not day:
        return None
    try:
        return (today - date.fromisoformat(day + "-01-01"[len(day) - 4 :])).days
    except ValueError:
        return None
