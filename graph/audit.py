"""The audit: archive and graph hold together, and every fact can be traced to what a source says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.archive import Archive
from graph.build import build_mark
from graph.durable import locked
from graph.errors import ArchiveError
from graph.joins import FILE, read_joins
from graph.model import Node, Relationship
from graph.packages import Package
from graph.projection import project
from graph.projection.elements import relationship_key
from graph.schema import FACT, SCHEMA
from graph.settings import Settings
from graph.store import Store

UNREADABLE = ("manifest", "package_damaged", "decision_log", "joins")  # no graph can be made from such an archive
SHOWN = 20  # findings of one rule that are listed one by one


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold.

    Attributes:
        rule: stable code of the rule.
        subject: what breaks it: an id, a file, a place.
        message: in words, with the way out.
    """

    rule: str
    subject: str
    message: str


def check(settings: Settings, store: Store) -> list[Finding]:
    """Audit archive and graph.

    Returns:
        All findings, those of the archive first; empty when everything holds. Past twenty of a rule they are counted.
    """
    with locked(settings.home / "build.lock"):
        archive = Archive(settings.archive_dir)
        findings = list(_archive(archive))
        if settings.unfinished_erasure.exists():
            message = "an erasure was stopped: names may still lie in the engine's files; run `waybill purge` again"
            findings.append(Finding("erasure_unfinished", str(settings.home), message))
        if not any(finding.rule in UNREADABLE for finding in findings):
            try:
                findings += _graph(archive, store)
            except ArchiveError as error:
                findings.append(Finding("package_damaged", str(archive.folder), str(error)))
    return _shorten(findings)


def _shorten(findings: list[Finding]) -> list[Finding]:
    counts = Counter(finding.rule for finding in findings)
    shown: Counter[str] = Counter()
    short = []
    for finding in findings:
        shown[finding.rule] += 1
        if shown[finding.rule] <= SHOWN:
            short.append(finding)
        elif shown[finding.rule] == SHOWN + 1:
            rest = counts[finding.rule] - SHOWN
            short.append(Finding(finding.rule, f"{rest} more", f"{rest} more of the same rule are not listed"))
    return short


def check_archive(archive: Archive) -> list[Finding]:
    """Audit the archive alone: every checksum, quote and account, without a graph."""
    return list(_archive(archive))


def _archive(archive: Archive) -> Iterator[Finding]:
    try:
        archive.decisions()
    except ArchiveError as error:
        yield Finding("decision_log", str(archive.log), str(error))
    try:
        read_joins(archive)
    except ArchiveError as error:
        yield Finding("joins", str(archive.folder / FILE), str(error))
    try:
        packages = archive.packages()
    except ArchiveError as error:
        yield Finding("manifest", str(archive.folder), str(error))
        return
    loaded = {package.document.name for package in packages if package.state == "completed"}
    for package in packages:
        if package.document.name in loaded and package.state != "completed":
            continue  # the file was mended and loaded since; what failed holds nothing that counts
        if package.state == "failed":
            yield Finding("package_failed", package.id, f"{package.document.name}: {package.error}; load it again")
        elif package.state == "started":
            message = f"{package.document.name}: its load was stopped; run the load again to finish it"
            yield Finding("package_unfinished", package.id, message)
        damage = package.damage()
        for message in damage:
            yield Finding("package_damaged", package.id, message)
        if not damage and package.state == "completed":
            try:
                yield from _quotes(package)
            except ArchiveError as error:
                yield Finding("package_damaged", package.id, str(error))
            yield from _account(package)


def _quotes(package: Package) -> Iterator[Finding]:
    """Every quote of a text that counts still stands at its spans."""
    if package.document.kind != "text":
        return
    text = package.text()
    for entry in package.entries():
        for claim in entry.claims:
            if any(flag.startswith("rejected:") for flag in claim.flags):
                continue
            passage = " ".join(text[start:end] for start, end in claim.spans)
            if not claim.spans or passage != claim.quote:
                message = (
                    f"{package.document.name}: a quote does not stand at its place in the text: {claim.quote[:60]!r}"
                )
                yield Finding("quote_lost", package.id, message)


def _account(package: Package) -> Iterator[Finding]:
    """Rows in are rows accepted, rejected and repeated."""
    report = package.report
    parts = [report.get(name) for name in ("rows_in", "accepted", "rejected", "repeated")]
    if all(isinstance(part, int) for part in parts) and parts[0] != sum(part or 0 for part in parts[1:]):
        message = f"{package.document.name}: {parts[0]} rows in, but {parts[1]} + {parts[2]} + {parts[3]} accounted for"
        yield Finding("rows_unaccounted", package.id, message)


def _graph(archive: Archive, store: Store) -> Iterator[Finding]:
    projection = project(archive)
    mark = store.meta().get("build")
    if mark != build_mark(projection.decisions, projection.source.documents, projection.joins):
        words = "a build was stopped" if mark == "writing" else "it was not built from the packages that are active now"
        yield Finding("build_mark", "graph", f"the graph is not up to date: {words}; run `waybill build`")
    nodes = {(node.labels[0], node.id): node for node in store.nodes()}
    wanted = projection.elements.nodes
    for key in sorted(wanted.keys() - nodes.keys()):
        yield Finding("node_missing", key[1], f"{key[0]} {key[1]} is not in the graph; run `waybill build`")
    for key in sorted(nodes.keys() - wanted.keys()):
        yield Finding("node_unknown", key[1], f"{key[0]} {key[1]} rests on nothing in the archive; run `waybill build`")
    for key in sorted(nodes.keys() & wanted.keys()):
        if nodes[key] != wanted[key]:
            yield Finding("node_differs", key[1], f"{key[0]} {key[1]}: {_difference(wanted[key], nodes[key])}")
    there = {relationship_key(one): one for one in store.relationships()}
    yield from _relationships(projection.elements.relationships, there)
    yield from _evidence(nodes, there)


def _relationships(
    wanted: dict[tuple[object, ...], Relationship], there: dict[tuple[object, ...], Relationship]
) -> Iterator[Finding]:
    for rule, keys in (
        ("relationship_missing", wanted.keys() - there.keys()),
        ("relationship_unknown", there.keys() - wanted.keys()),
    ):
        for key in sorted(keys, key=str):
            one = wanted.get(key) or there[key]
            words = "is not in the graph" if rule == "relationship_missing" else "rests on nothing in the archive"
            yield Finding(
                rule, f"{one.start[1]} -{one.type}-> {one.end[1]}", f"{one.type} {words}; run `waybill build`"
            )
    for key in sorted(wanted.keys() & there.keys(), key=str):
        if wanted[key] != there[key]:
            one = wanted[key]
            message = f"{one.type}: {_difference(one, there[key])}"
            yield Finding("relationship_differs", f"{one.start[1]} -{one.type}-> {one.end[1]}", message)


def _difference(wanted: Node | Relationship, there: Node | Relationship) -> str:
    names = sorted(wanted.properties.keys() | there.properties.keys())
    changed = [name for name in names if wanted.properties.get(name) != there.properties.get(name)]
    parts = [f"{name} is {there.properties.get(name)!r}, must be {wanted.properties.get(name)!r}" for name in changed]
    return "; ".join(parts[:3] or ["labels differ"]) + "; run `waybill build`"


def _evidence(nodes: dict[tuple[str, str], Node], there: dict[tuple[object, ...], Relationship]) -> Iterator[Finding]:
    """No fact without evidence, no claim without a document, no tie without its facts."""
    proven = {one.end for one in there.values() if one.type == "ABOUT"}
    proven |= {one.start for one in there.values() if one.type == "STATED_IN"}
    placed = {one.start for one in there.values() if one.type == "IN"}
    ids = {identifier for (_, identifier), node in nodes.items() if FACT in node.labels}
    for key, node in sorted(nodes.items()):
        if FACT in node.labels and key not in proven:
            yield Finding("fact_without_evidence", key[1], f"{key[0]} {key[1]} has neither claim nor row")
        if key[0] == "Claim" and key not in placed:
            yield Finding("claim_without_document", key[1], f"claim {key[1]} stands in no document")
    for one in there.values():
        if one.type in SCHEMA.ties:
            best = one.properties.get("best_facts")
            lost = [fact for fact in best if fact not in ids] if isinstance(best, list) else ["best_facts"]
            if lost:
                tie = str(one.properties.get("waybill_id"))
                yield Finding(
                    "tie_dangling", tie, f"{one.type} {tie} rests on facts that are not there: {', '.join(lost)}"
                )
