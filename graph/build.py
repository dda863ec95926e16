"""Brings a graph to what the archive stands for: from nothing, or by writing only what differs.

The store itself is what the projection is compared with, so a build that was stopped anywhere, or a graph that somebody
damaged, is made right by the next one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from graph.archive import Archive
from graph.digest import Digest, digest_of
from graph.durable import locked
from graph.model import Node, Relationship, digest_id
from graph.projection import Projection, project
from graph.projection.elements import NodeKey, RelationshipKey, relationship_key
from graph.settings import Settings
from graph.store import Store

Progress = Callable[[str], None]
BULK_FROM = 20_000  # elements; below this an empty embedded store is filled by transactions, which is quicker


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        nodes: nodes of the graph afterwards.
        relationships: relationships afterwards.
        facts: facts afterwards.
        claims: claims and rows that they rest on.
        parties: parties afterwards.
        unverified: claims that failed verification and stay in the archive.
        written: elements written.
        removed: elements removed.
        unfit: claims' roles that the model does not hold, by rule.
        seconds: wall clock.
        bulk: whether the engine's bulk path was used.
        files: sha256 of each file that was just loaded -> the facts that it states, and the parties that it brings.
    """

    nodes: int
    relationships: int
    facts: int
    claims: int
    parties: int
    unverified: int
    written: int
    removed: int
    unfit: dict[str, int]
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


def build(settings: Settings, store: Store, progress: Progress = _quiet, loaded: Collection[str] = ()) -> BuildReport:
    """Make the graph what the archive stands for, writing only what differs.

    Args:
        settings: where the archive is.
        store: the open store.
        progress: called with a line at each step.
        loaded: sha256 of the files that were just loaded, to be accounted for one by one.

    Raises:
        ArchiveError: a package is damaged; the graph is left as it is.
        StoreError: the store refuses.
    """
    with locked(settings.home / "build.lock"):
        started = time.monotonic()
        progress("reading the archive")
        projection = project(Archive(settings.archive_dir))
        files = _account(projection, frozenset(loaded))
        if store.unsound:
            progress(f"the store is not sound ({store.unsound}); making it anew")
            return _bulk(store, projection, started, progress, files)
        store.ensure_schema()
        elements = projection.elements
        size = len(elements.nodes) + len(elements.relationships)
        if store.engine == "embedded" and size >= BULK_FROM and store.is_empty():
            return _bulk(store, projection, started, progress, files)
        progress("comparing with the graph")
        difference = _compare(projection, store)
        store.set_meta(build="writing")
        progress(f"writing {difference.written} and removing {difference.removed} elements")
        store.delete_nodes(difference.moved)
        store.write_nodes(difference.nodes)
        store.write_relationships(difference.relationships)
        store.delete_relationships(difference.stale_relationships)
        store.delete_nodes(difference.stale_nodes)
        store.set_meta(build=build_mark(projection))
        report = _report(projection, difference.written, difference.removed, started, bulk=False)
        return replace(report, files=files)


def rebuild(settings: Settings, store: Store, progress: Progress = _quiet) -> BuildReport:
    """Make the graph from nothing: by the bulk path on the embedded engine, else by transactions.

    Raises:
        ArchiveError: a package is damaged; the graph is left as it is.
        StoreError: the store refuses.
    """
    with locked(settings.home / "build.lock"):
        started = time.monotonic()
        progress("reading the archive")
        projection = project(Archive(settings.archive_dir))
        if store.engine == "embedded":
            return _bulk(store, projection, started, progress)
        progress("clearing the graph")
        store.ensure_schema()
        store.clear()
        store.set_meta(build="writing")
        elements = projection.elements
        progress(f"writing {len(elements.nodes)} nodes and {len(elements.relationships)} relationships")
        store.write_nodes(elements.nodes.values())
        store.write_relationships(elements.relationships.values())
        store.set_meta(build=build_mark(projection))
        return _report(projection, len(elements.nodes) + len(elements.relationships), 0, started, bulk=False)


def digest(store: Store) -> Digest:
    """Digest what a store holds."""
    return digest_of(store.nodes(), store.relationships())


def build_mark(projection: Projection) -> str:
    """What a finished build leaves in the store: a hash of the packages that it was made from."""
    return digest_id("build", sorted(package.id for package in projection.source.documents))


def _bulk(
    store: Store,
    projection: Projection,
    started: float,
    progress: Progress,
    files: dict[str, dict[str, int]] | None = None,
) -> BuildReport:
    elements = projection.elements
    progress(f"bulk loading {len(elements.nodes)} nodes and {len(elements.relationships)} relationships")
    store.bulk_rebuild(elements.nodes.values(), elements.relationships.values(), build=build_mark(projection))
    report = _report(projection, len(elements.nodes) + len(elements.relationships), 0, started, bulk=True)
    return replace(report, files=files or {})


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


def _report(projection: Projection, written: int, removed: int, started: float, *, bulk: bool) -> BuildReport:
    elements = projection.elements
    return BuildReport(
        nodes=len(elements.nodes),
        relationships=len(elements.relationships),
        facts=len(projection.facts),
        claims=len(projection.source.statements),
        parties=len(projection.source.parties),
        unverified=projection.source.unverified,
        written=written,
        removed=removed,
        unfit=dict(sorted(elements.unfit.items())),
        seconds=round(time.monotonic() - started, 3),
        bulk=bulk,
        files={},
    )


def _account(projection: Projection, loaded: frozenset[str]) -> dict[str, dict[str, int]]:
    """Facts that each loaded file states, and parties that nobody but the loaded files names."""
    counts = {sha256: {"facts": 0, "parties_new": 0} for sha256 in loaded}
    if not loaded:
        return counts
    for fact in projection.facts:
        for sha256 in {one.document.sha256 for one in [*fact.statements, *fact.denials]} & loaded:
            counts[sha256]["facts"] += 1
    for party in projection.source.parties.values():
        homes = [document.sha256 for _, document in party.records.values()]
        if loaded.issuperset(homes):
            counts[homes[0]]["parties_new"] += 1
    return counts
