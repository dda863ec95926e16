"""Brings a graph to what the archive stands for: from nothing, or by writing only what differs.

The store itself is what the projection is compared with, so a build that was stopped anywhere, or a graph that somebody
damaged, is made right by the next one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from graph.archive import Archive, Decision
from graph.canonical import Canonical
from graph.digest import Digest, digest_of
from graph.durable import locked, write_file
from graph.errors import ArchiveError
from graph.increment import Increment, addable
from graph.joins import Joins, read_file, read_joins
from graph.left_out import LeftOut
from graph.model import Node, Relationship, digest_id
from graph.packages import Package, line_sum
from graph.projection import Projection, facts_of_files, project
from graph.projection.elements import NodeKey, RelationshipKey, relationship_key
from graph.resolution.index_file import version
from graph.rights import Role, needs
from graph.schema import FACT, SCHEMA
from graph.settings import Settings
from graph.store import Store
from graph.stream import Counts, streamed

Progress = Callable[[str], None]
IMPORTED = "imported "  # before the mark of a store that neo4j-admin filled, until its first build
BUILT = "built.json"  # packages and decisions that the last finished build was made from
JOINED = "built-joins.jsonl"  # and a copy of its joins
PARTIES = frozenset(SCHEMA.labelled("Party"))
COMPARE_TO = 100_000  # claims and rows; with more the embedded engine is filled anew sooner than compared
BULK_FROM = 20_000  # new claims and rows; with fewer, transactions take less time than a copy of the store
ANEW_FROM = 2_000  # claims and rows; below this an empty store is filled like any other, which is quicker


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        nodes: nodes of the graph afterwards.
        relationships: relationships afterwards.
        facts: facts afterwards.
        claims: claims and rows that they rest on.
        parties: companies, persons, public bodies and unnamed groups afterwards.
        things: vessels, aircraft and assets afterwards.
        unverified: claims that failed verification and stay in the archive.
        written: elements written.
        removed: elements removed.
        left_out: claims that say what the model does not hold, by rule.
        seconds: wall clock.
        bulk: whether the engine's bulk path was used.
        files: sha256 of each file that was just loaded -> the facts that it states, the parties that it brings, and
            those that others name too.
    """

    nodes: int
    relationships: int
    facts: int
    claims: int
    parties: int
    things: int
    unverified: int
    written: int
    removed: int
    left_out: dict[str, LeftOut]
    seconds: float
    bulk: bool
    files: dict[str, dict[str, int]]

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON."""
        return {"schema": 1, **asdict(self)}


@dataclass(slots=True)
class _Difference:
    nodes: list[Node]
    relationships: list[Relationship]
    moved: list[NodeKey]  # nodes whose primary label changes: out of the way before their id is written anew
    stale_nodes: list[NodeKey]
    stale_relationships: list[Relationship]

    @property
    def written(self) -> int:
        return len(self.nodes) + len(self.relationships)

    @property
    def removed(self) -> int:
        return len(self.moved) + len(self.stale_nodes) + len(self.stale_relationships)


def _quiet(_: str) -> None:
    """No progress wanted."""


@needs(Role.REVIEWER, "building the graph")
def build(
    settings: Settings,
    store: Store,
    progress: Progress = _quiet,
    loaded: Collection[str] = (),
    *,
    trust: bool = False,
) -> BuildReport:
    """Make the graph what the archive stands for, writing only what differs.

    Args:
        settings: where the archive is.
        store: the open store.
        progress: called with a line at each step.
        loaded: sha256 of the files that were just loaded, to be accounted for one by one.
        trust: where the store bears the mark of a finished build, take it for what that build made and write what
            packages and reviews have come since; else it is compared with the archive element by element.

    Raises:
        ArchiveError: a package is damaged; the graph is left as it is.
        StoreError: the store refuses.
    """
    with locked(settings.home / "build.lock"):
        started = time.monotonic()
        if store.unsound:
            progress(f"the store is not sound ({store.unsound}); making it anew")
            return _anew(settings, store, started, progress, loaded)
        store.ensure_schema()
        if store.is_empty() and Archive(settings.archive_dir).size() >= ANEW_FROM:
            return _anew(settings, store, started, progress, loaded)
        imported = str(store.meta().get("build", "")).startswith(IMPORTED)
        if imported:
            _finish_import(settings, store, progress)
        before = _built(settings, store) if trust or imported else None
        if before is not None:
            return _add(settings, store, *before, started, progress, loaded)
        if store.engine == "embedded" and Archive(settings.archive_dir).size() >= COMPARE_TO:
            return _anew(settings, store, started, progress, loaded)  # quicker than to read all of the store
        progress("reading the archive")
        projection = project(Archive(settings.archive_dir), loaded)
        progress("comparing with the graph")
        difference = _compare(projection, store)
        store.set_meta(build="writing")
        progress(f"writing {difference.written} and removing {difference.removed} elements")
        store.delete_nodes(difference.moved)
        store.write_nodes(difference.nodes)
        store.write_relationships(difference.relationships)
        store.delete_relationships(difference.stale_relationships)
        store.delete_nodes(difference.stale_nodes)
        _finish(settings, store, projection.source.documents, projection.decisions, projection.joins)
        counts = Counts(
            len(projection.elements.nodes),
            len(projection.elements.relationships),
            len(projection.facts),
            facts_of_files(projection.facts, loaded),
            projection.elements.left_out,
        )
        return _report(projection.source, counts, difference.written, difference.removed, started, loaded, bulk=False)


@needs(Role.REVIEWER, "building the graph")
def rebuild(settings: Settings, store: Store, progress: Progress = _quiet) -> BuildReport:
    """Make the graph from nothing: by the bulk path on the embedded engine, else by transactions.

    Raises:
        ArchiveError: a package is damaged; the graph is left as it is.
        StoreError: the store refuses.
    """
    with locked(settings.home / "build.lock"):
        return _anew(settings, store, time.monotonic(), progress)


def _add(
    settings: Settings,
    store: Store,
    before: Collection[str],
    decided: Sequence[Decision],
    joined: Joins,
    started: float,
    progress: Progress,
    loaded: Collection[str],
) -> BuildReport:
    """Write what the packages, decisions and joins change that have come since a finished build."""
    progress("reading the archive")
    archive = Archive(settings.archive_dir)
    with streamed(archive, settings.scratch_dir, loaded, before, decided, joined) as stream:
        increment = Increment(stream, loaded)
        store.set_meta(build="writing")
        progress("writing what is new")
        store.delete_nodes(increment.moved)
        bulk = store.engine == "embedded" and stream.new >= BULK_FROM
        written = store.write_changes(increment.changes(), bulk)
        store.delete_relationships(increment.stale_relationships)
        store.delete_nodes(increment.stale_nodes)
        unused = store.delete_unused(increment.perhaps_unused)
        _finish(settings, store, stream.source.documents, stream.decisions, stream.joins)
        nodes, relationships = store.count()
        facts = sum(store.read(f"MATCH (n:`{label}`) RETURN count(n) AS n")[0]["n"] for label in SCHEMA.labelled(FACT))
        removed = len(increment.moved) + len(increment.stale_nodes) + len(increment.stale_relationships) + unused
        counts = Counts(nodes, relationships, facts, increment.facts, increment.left_out)
        return _report(stream.source, counts, written, removed, started, loaded, bulk=bulk)


@dataclass(frozen=True, slots=True)
class Built:
    """What the last finished build was made from: ids of packages, checksums of the lines of decisions."""

    packages: frozenset[str]
    decisions: frozenset[str]


def built_of(settings: Settings) -> Built | None:
    """Return what the last finished build of a home was made from; None where nobody can say."""
    try:
        known = json.loads((settings.home / BUILT).read_text(encoding="utf-8"))
        return Built(frozenset(known["packages"]), frozenset(known["decisions"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _built(settings: Settings, store: Store) -> tuple[list[str], list[Decision], Joins] | None:
    """Ids of the packages, the decisions and the joins that the store stands for.

    Returns:
        None where nobody can say, where one of the packages is active no more, or where what was decided since cannot
        be added.
    """
    known = built_of(settings)
    try:
        joined = read_file(settings.home / JOINED)
    except (OSError, ArchiveError):
        return None
    if known is None:
        return None
    packages, sums = known.packages, known.decisions
    archive = Archive(settings.archive_dir)
    before = [package for package in archive.active() if package.id in packages]
    decisions = archive.decisions()
    decided = [one for one in decisions if line_sum(one.line) in sums]
    same = len(before) == len(packages) and store.meta().get("build") == build_mark(decided, before, joined)
    return ([package.id for package in before], decided, joined) if same and addable(decided, decisions) else None


def _finish(
    settings: Settings, store: Store, documents: Sequence[Package], decisions: Iterable[Decision], joins: Joins
) -> None:
    """Leave the mark of a finished build in the store, and beside it what the mark was made of."""
    made = list(decisions)
    known = {"packages": [package.id for package in documents], "decisions": [line_sum(one.line) for one in made]}
    write_file(settings.home / BUILT, json.dumps(known).encode())
    if joins.data:
        write_file(settings.home / JOINED, joins.data)
    else:
        (settings.home / JOINED).unlink(missing_ok=True)
    store.set_meta(build=build_mark(made, documents, joins))


def _finish_import(settings: Settings, store: Store, progress: Progress) -> None:
    """Add what the import tool cannot write; where the archive is still the same, that is all."""
    progress("finishing the import")
    store.add_empty_lists()
    archive = Archive(settings.archive_dir)
    decisions, joins, documents = archive.decisions(), read_joins(archive), archive.active()
    if store.meta()["build"] == f"{IMPORTED}{build_mark(decisions, documents, joins)}":
        _finish(settings, store, documents, decisions, joins)
    else:
        store.set_meta(build="writing")


def _anew(
    settings: Settings, store: Store, started: float, progress: Progress, loaded: Collection[str] = ()
) -> BuildReport:
    """Write the whole graph, part by part."""
    progress("reading the archive")
    archive = Archive(settings.archive_dir)
    with streamed(archive, settings.scratch_dir, loaded) as stream:
        mark = build_mark(stream.decisions, stream.source.documents, stream.joins)
        progress(f"writing the graph of {stream.source.census.claims:,} claims and rows")
        if store.engine == "embedded":
            written = store.bulk_stream(stream.chunks(), build=mark)
        else:
            store.ensure_schema()
            store.clear()
            store.set_meta(build="writing")
            written = store.write_fresh(stream.chunks())
        _finish(settings, store, stream.source.documents, stream.decisions, stream.joins)
        bulk = store.engine == "embedded"
        return _report(stream.source, stream.counts, written, 0, started, loaded, bulk=bulk)


def left_out(settings: Settings) -> dict[str, LeftOut]:
    """Read the whole archive for what its claims say and the model does not hold, by rule.

    Raises:
        ArchiveError: a package is damaged.
    """
    with (
        locked(settings.home / "build.lock"),
        streamed(Archive(settings.archive_dir), settings.scratch_dir) as stream,
    ):
        for _ in stream.chunks():
            pass
        return dict(sorted(stream.counts.left_out.items()))


def digest(store: Store) -> Digest:
    """Digest what a store holds."""
    return digest_of(store.nodes(), store.relationships())


def build_mark(decisions: Iterable[Decision], documents: Iterable[Package], joins: Joins) -> str:
    """What a finished build leaves in the store: a hash of what it was made from, and of the rules of who is who.

    Other rules may join other records, so what other rules built is built anew, not added to.
    """
    held = sorted((package.id, sorted(package.files.items())) for package in documents)
    told = [decision.to_json() for decision in decisions]
    return digest_id("build", SCHEMA.version, version(), held, told, *filter(None, [joins.sha256]))


def _compare(projection: Projection, store: Store) -> _Difference:
    """What must be written and removed."""
    elements = projection.elements
    there = {(node.labels[0], node.id): node for node in store.nodes()}
    nodes = [node for key, node in elements.nodes.items() if there.get(key) != node]
    stale_nodes = [key for key in there if key not in elements.nodes]
    ids = {identifier for _, identifier in elements.nodes}
    moved = [key for key in stale_nodes if key[1] in ids]
    same: set[RelationshipKey] = set()
    stale = []
    for one in store.relationships():
        key = relationship_key(one)
        if key not in elements.relationships:
            stale.append(one)
        elif elements.relationships[key] == one:
            same.add(key)
    gone = set(stale_nodes)
    return _Difference(
        nodes=nodes,
        relationships=[one for key, one in elements.relationships.items() if key not in same],
        moved=moved,
        stale_nodes=[key for key in stale_nodes if key[1] not in ids],
        stale_relationships=[one for one in stale if one.start not in gone and one.end not in gone],
    )


def _report(
    source: Canonical,
    counts: Counts,
    written: int,
    removed: int,
    started: float,
    loaded: Collection[str],
    *,
    bulk: bool,
) -> BuildReport:
    nobody = {"parties_new": 0, "parties_touched": 0}
    files = {sha256: {"facts": counts.files.get(sha256, 0), **nobody} for sha256 in loaded}
    parties = [party for party in source.parties.values() if party.label in PARTIES]
    for party in parties if loaded else ():
        homes = {sha256 for record in party.records for sha256 in source.census.namers.get(record, ())}
        if homes and source.census.named.isdisjoint(party.records):
            files[min(homes)]["parties_new"] += 1
            continue
        for sha256 in homes:
            files[sha256]["parties_touched"] += 1
    return BuildReport(
        nodes=counts.nodes,
        relationships=counts.relationships,
        facts=counts.facts,
        claims=source.census.claims,
        parties=len(parties),
        things=len(source.parties) - len(parties),
        unverified=source.census.unverified,
        written=written,
        removed=removed,
        left_out=dict(sorted(counts.left_out.items())),
        seconds=round(time.monotonic() - started, 3),
        bulk=bulk,
        files=files,
    )
