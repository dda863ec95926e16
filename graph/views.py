"""Other graphs of the same archive: as it was known on a day, as it can hold on a day, without some packages.

A view is built as every graph is, from fewer claims, so standing, dates, quantities and independent sources are those
of the claims that remain. It lies in an embedded engine of its own under WAYBILL_HOME/views, under a name that says
what it was made of: a later question takes it as it is, and what the archive has made stale is never asked.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from graph import embedded
from graph.archive import Archive, Decision
from graph.build import ANEW_FROM, build_mark, built_of
from graph.dates import latest
from graph.durable import locked
from graph.joins import read_joins
from graph.model import digest_id
from graph.packages import Package, line_sum
from graph.rights import KEEPER, Role, acting_as, needs
from graph.schema import SCHEMA
from graph.settings import Settings
from graph.store import STREAM_TIMEOUT_S, Store
from graph.stream import streamed

By = Literal["loaded", "published"]
BY: tuple[By, ...] = ("loaded", "published")
KEPT = 6  # views that are kept, those that were asked last
IN_TIME = ("review", "rule", "withdrawal")  # decisions that count from their time on; who is who is known as of today


@dataclass(frozen=True, slots=True)
class Made:
    """What a graph is made of.

    Attributes:
        packages: their ids.
        decided: marks of the decisions that count in time.
    """

    packages: frozenset[str]
    decided: frozenset[str]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"packages": sorted(self.packages), "decided": sorted(self.decided)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Made:
        """Read what `to_json` wrote; of anything else, what nothing is made of."""
        return cls(frozenset(data.get("packages", ())), frozenset(data.get("decided", ())))


def made_now(settings: Settings) -> Made:
    """Return what the graph is made of: by its last finished build, else all that counts.

    Raises:
        ArchiveError: a package or the log is damaged.
    """
    archive = Archive(settings.archive_dir)
    decisions = [one for one in archive.decisions() if one.kind in IN_TIME]
    packages = {package.id for package in archive.active()}
    known = built_of(settings)
    if known is not None:
        packages &= known.packages
        decisions = [one for one in decisions if line_sum(one.line) in known.decisions]
    return Made(frozenset(packages), frozenset(map(_decided, decisions)))


def _decided(decision: Decision) -> str:
    """A mark of a decision that stays when a name is blotted out of its reason."""
    return line_sum(f"{decision.kind} {decision.subject} {decision.verdict} {decision.by} {decision.at}")


@dataclass(frozen=True, slots=True)
class View:
    """Which part of an archive a graph is made of.

    Attributes:
        known: last day (UTC) on which a package can have come in; None: any.
        by: what "came in" means: its first completed load, or its publication (else its edition).
        valid: the day on which facts must be able to hold; None: any.
        without: ids of packages that are taken not to be there, sorted.
        named: those as a person named them.
        made: what a graph was made of that somebody saw; None: any.
    """

    known: date | None = None
    by: By = "loaded"
    valid: date | None = None
    without: tuple[str, ...] = ()
    named: tuple[str, ...] = field(default=(), compare=False)
    made: Made | None = None

    @property
    def text(self) -> str:
        """In words; empty for the graph itself."""
        said = []
        if self.known is not None:
            said.append(f"as {'known here' if self.by == 'loaded' else 'published'} by the end of {self.known}")
        if self.valid is not None:
            said.append(f"as it can hold on {self.valid}: begun by then, and what can end lasts")
        if self.made is not None:
            said.append("as the graph was when it was last seen")
        if self.without:
            said.append(f"as if {' and '.join(self.named) or f'{len(self.without)} packages'} had said nothing")
        return "; ".join(said)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "known_on": None if self.known is None else self.known.isoformat(),
            "by": self.by,
            "valid_on": None if self.valid is None else self.valid.isoformat(),
            "without": list(self.named),
        }

    @property
    def plain(self) -> bool:
        """Whether it is the graph itself."""
        return self == View(by=self.by)

    def holds(self, package: Package) -> bool:
        """Whether a package is part of it."""
        if package.id in self.without or (self.made is not None and package.id not in self.made.packages):
            return False
        day = known_since(package, self.by)
        return self.known is None or (day is not None and day <= self.known)

    def counts(self, decision: Decision) -> bool:
        """Whether a decision is part of it; by publication all are, for their time is that of this archive."""
        if decision.kind not in IN_TIME:
            return True
        if self.made is not None and _decided(decision) not in self.made.decided:
            return False
        if self.known is None or self.by != "loaded":
            return True
        return decision.at[:10] <= self.known.isoformat()


def known_since(package: Package, by: By) -> date | None:
    """Return the day since which a package was known; None where nobody can say."""
    if by == "loaded":
        return date.fromisoformat(package.captured[:10]) if package.captured else None
    printed = package.document.published or package.document.source.edition
    return latest(printed) if printed else None


@dataclass(slots=True)
class ViewArchive(Archive):
    """What of an archive a view is made of; to be read only."""

    view: View = field(default_factory=View)

    def packages(self) -> list[Package]:
        """Those that are part of the view, sorted by id."""
        return [package for package in Archive.packages(self) if self.view.holds(package)]

    def decisions(self) -> list[Decision]:
        """Those that are part of the view, in the order in which they count."""
        return [decision for decision in Archive.decisions(self) if self.view.counts(decision)]


def undated(archive: Archive, by: By) -> list[str]:
    """Return the names of the documents of which nobody can say since when they were known, sorted."""
    return sorted(package.document.name for package in archive.active() if known_since(package, by) is None)


@contextmanager
def opened(
    settings: Settings, store: Store, view: View, progress: Callable[[str], object]
) -> Iterator[tuple[Store, Archive]]:
    """Open the graph of a view, and make it where it is not there yet.

    Args:
        settings: of the home.
        store: the graph itself; it says who is who.
        view: what the graph is made of.
        progress: called with a line at each step.

    Returns:
        The graph and what of the archive it is made of; the graph itself where the view leaves nothing out.

    Raises:
        ArchiveError: a package is damaged.
        StoreUnavailable: the embedded engine does not start.
    """
    whole, archive = Archive(settings.archive_dir), ViewArchive(settings.archive_dir, view=view)
    mark = _mark(archive)
    if view.valid is None and mark in (store.meta().get("build"), _mark(whole)):
        yield store, whole
        return
    name = digest_id("view", mark, str(view.valid))
    own = replace(settings, home=settings.views_dir / name, graph="embedded")
    own.home.mkdir(parents=True, exist_ok=True)
    os.utime(own.home)
    with acting_as(KEEPER):  # a view is an answer that is kept, so whoever asks may have it made
        seen = Store.open(own)
    with seen:
        if seen.unsound or seen.meta().get("build") != name:
            with acting_as(KEEPER), locked(own.home / "build.lock"):
                _make(own, seen, archive, _told(store), name, progress)
            with acting_as(KEEPER):
                _prune(settings)
        yield seen, archive


def _mark(archive: Archive) -> str:
    return build_mark(archive.decisions(), archive.active(), read_joins(archive))


def _told(store: Store) -> dict[str, str]:
    """Record id -> id of its party or thing, as the graph has it."""
    found: dict[str, str] = {}
    for label in (label for label, rule in SCHEMA.nodes.items() if "records" in rule.properties):
        rows = store.read(
            f"MATCH (n:`{label}`) RETURN n.waybill_id AS id, n.records AS records", None, STREAM_TIMEOUT_S
        )
        for row in rows:
            found.update(dict.fromkeys(row["records"] or (), row["id"]))
    return found


def _make(
    own: Settings,
    seen: Store,
    archive: ViewArchive,
    told: dict[str, str],
    name: str,
    progress: Callable[[str], object],
) -> None:
    if not seen.unsound and seen.meta().get("build") == name:
        return  # another command has made it meanwhile
    progress("making the graph as asked; it is kept for later questions")
    with streamed(archive, own.home / "scratch", told=told, valid_on=archive.view.valid) as stream:
        if seen.unsound or archive.size() >= ANEW_FROM:
            seen.bulk_stream(stream.chunks())
        else:
            seen.clear()
            seen.write_fresh(stream.chunks())
    if archive.view.valid is not None:
        seen.unlist()
    seen.set_meta(build=name)


def _prune(settings: Settings) -> None:
    """Remove the views that were not asked for longest; one that is in use comes back with the next question."""
    folders = sorted(settings.views_dir.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in folders[KEPT:]:
        _remove(settings, folder)


@needs(Role.ADMIN, "removing the graphs of other days")
def forget(settings: Settings) -> None:
    """Remove all views, with whatever their engines have written."""
    for folder in sorted(settings.views_dir.iterdir()) if settings.views_dir.is_dir() else ():
        _remove(settings, folder)


def _remove(settings: Settings, folder: Path) -> None:
    embedded.forget(replace(settings, home=folder, graph="embedded"))
    shutil.rmtree(folder, ignore_errors=True)
