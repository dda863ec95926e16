"""Says who is who: reads the records of the archive, brings the index of names up to date, and scores what is new.

What was found stands in archive/joins.jsonl, of which the graph is made; the index beside the archive is derived, and
may be deleted at any time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph.durable import locked, write_file
from graph.errors import ArchiveError, ConfigError
from graph.joins import read_joins, write_joins
from graph.judging import judgements
from graph.resolution import Resolution, resolve
from graph.rights import KEEPER, Role, acting_as, needs
from queries.records import INDEX, RESOLVED, index_of, mark_of, resolved_mark
from waybill.context import Context

if TYPE_CHECKING:
    from graph.archive import Archive
    from graph.build import BuildReport
    from graph.resolution import Edge, PartyRecord
    from graph.resolution.index import Changes, Index, RuleCount, Spread
    from graph.resolution.links import Link
    from graph.resolution.pairs import Found
    from graph.settings import Settings

WORKERS_FROM = 3_000  # records; with fewer it takes longer to start workers than to score in this process
Progress = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What a resolution did, and what stands now.

    Attributes:
        new: whether anything had changed since the last one.
        resolution: who is who.
        records: how many records of parties there are.
        changes: what changed in the index; None where nothing was new.
        rules: what each rule of blocking gives.
        found: the pairs that were scored.
        joined: links by names that did not stand before.
        left_out: edges of another engine whose records are not loaded.
        built: what the graph was brought up to date with; None where it was so already.
        seconds: wall clock.
    """

    new: bool
    resolution: Resolution
    records: int
    changes: Changes | None = None
    rules: list[RuleCount] = field(default_factory=list)
    found: Found | None = None
    joined: list[Link] = field(default_factory=list)
    left_out: int = 0
    built: BuildReport | None = None
    seconds: float = 0.0


@needs(Role.REVIEWER, "joining names")
def resolve_all(context: Context, progress: Progress, edges: Sequence[Edge] | None = None) -> Outcome:
    """Find who is who in all that is loaded, and bring the graph up to date; what is known already is not done again.

    Args:
        context: of the command.
        progress: told what is being done.
        edges: what another engine found between all records, to be taken for what would be found here.

    Raises:
        ArchiveError: a package or the log is damaged.
        ResolutionError: another process holds the index.
    """
    started = time.monotonic()
    settings, archive = context.settings, context.archive
    with locked(settings.home / "resolve.lock"):
        mark = mark_of(archive)
        joins = _joins(archive)
        if edges is None and mark == resolved_mark(settings) and joins is not None:
            with index_of(settings) as index:
                outcome = Outcome(False, resolve(index.records(), judgements(archive), joins), len(index))
        else:
            outcome = _anew(context, joins or (), progress, edges)
            write_file(settings.resolution_dir / RESOLVED, json.dumps({"mark": mark_of(archive)}).encode())
    outcome.built = _build(context, progress)
    outcome.seconds = round(time.monotonic() - started, 3)
    return outcome


def current(context: Context, progress: Progress) -> bool:
    """Bring names, pairs and graph up to date where they are not.

    Returns:
        Whether anything was new.
    """
    if not context.archive.active():
        raise ConfigError("nothing is loaded yet; `waybill load FILE...` or `waybill demo`")
    if mark_of(context.archive) == resolved_mark(context.settings) and _joins(context.archive) is not None:
        return False
    told = changed_rules(context.settings)
    progress(f"{told or 'something was loaded'} since names were last resolved; doing so first")
    with acting_as(KEEPER):  # it follows from the archive, so whoever asks may have it done
        resolve_all(context, progress)
    return True


@contextmanager
def opened(context: Context, progress: Progress) -> Iterator[Index]:
    """Open the index of names, up to date."""
    current(context, progress)
    with index_of(context.settings) as index:
        yield index


def changed_rules(settings: Settings) -> str:
    """Say that names were last resolved by other rules than those of this Waybill; empty where they were not."""
    from graph.resolution.index_file import made_by, version

    known = made_by(settings.resolution_dir / INDEX)
    return "" if known in (None, version()) else "the rules for names changed"


def _anew(context: Context, before: Sequence[Edge], progress: Progress, edges: Sequence[Edge] | None = None) -> Outcome:
    settings, archive = context.settings, context.archive
    if told := changed_rules(settings):
        progress(f"{told}: all are indexed and compared anew")
    progress("reading the archive")
    records = _records(context)
    left_out = 0
    with index_of(settings) as index, _spread(settings, len(records)) as spread:
        from graph.resolution.index_file import version
        from graph.resolution.pairs import Found, find_edges

        progress("bringing the index of names up to date")
        changes = index.update(records, spread)
        progress("counting candidate pairs")
        rules = index.count_rules()
        if edges is None:
            progress("scoring pairs")
            found = find_edges(index, spread)
        else:
            left_out = index.take_edges(edges)
            found = Found(index.edges(), len(records), 0, 0)
    said = judgements(archive)
    earlier = {link for link in resolve(records, said, before).joined if link.rule == "edge"}
    resolution = resolve(records, said, write_joins(archive, found.edges, version()).edges)
    joined = [link for link in resolution.joined if link.rule == "edge" and link not in earlier]
    return Outcome(True, resolution, len(records), changes, rules, found, joined, left_out)


def write_table(context: Context, path: Path) -> int:
    """Write the parties of all packages as a table for another engine; returns how many there are.

    Raises:
        ResolutionError: the file cannot be written.
    """
    from graph.resolution.tables import write_records

    return write_records(path, _records(context))


def _records(context: Context) -> list[PartyRecord]:
    """The parties of all packages, as their sources print them."""
    from graph.party_records import party_records
    from graph.stream import streamed

    with streamed(context.archive, context.settings.scratch_dir) as stream:
        return list(party_records(stream.source.census.records))


@contextmanager
def _spread(settings: Settings, records: int) -> Iterator[Spread]:
    """Workers for many records, this process for few."""
    from graph.resolution.index import here

    if records < WORKERS_FROM:
        yield here
        return
    from graph.workers import Workers, cores

    with Workers(settings.workers or cores()) as workers:
        yield workers.map


def _build(context: Context, progress: Progress) -> BuildReport | None:
    """Bring the graph up to date; nothing is read where it bears the mark of all that stands."""
    archive = context.archive
    with context.store(create=True, repair=False) as store:
        from graph.build import build, build_mark

        mark = build_mark(archive.decisions(), archive.active(), read_joins(archive))
        if not store.unsound and store.meta().get("build") == mark:
            return None
        return build(context.settings, store, progress, trust=True)


def _joins(archive: Archive) -> Sequence[Edge] | None:
    """The edges that were found last; None where they must be found anew."""
    try:
        held = read_joins(archive)
    except ArchiveError:
        return None
    from graph.resolution.index_file import version

    return held.edges if held.model == version() else None
