"""The graph that an archive stands for: a pure function of its active packages, decisions and joins.

What the facts are made of can be projected in parts, for a fact and its tie need nothing but the claims of their group;
`project` makes the whole in memory, graph.stream makes it part by part in several processes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.acceptance import decided_of
from graph.archive import Archive, Decision
from graph.canonical import Canonical, Context, canonical
from graph.collector import uncollected
from graph.fact_groups import Difference, difference, make_facts
from graph.facts import Fact, Statement
from graph.joins import Joins, Who, read_joins
from graph.projection.elements import Elements
from graph.projection.facts import add_fact
from graph.projection.things import add_documents, add_party
from graph.projection.ties import Tie, TieKey, add_tie, add_ties, gather_ties, stands
from graph.projection.validity import valid_facts
from graph.reads import Census, PackageReader, Read, sources_of_several
from graph.restated import apart

__all__ = [
    "Elements",
    "Projection",
    "Tie",
    "TieKey",
    "add_facts",
    "add_tie",
    "facts_of_both",
    "facts_of_files",
    "gather_ties",
    "project",
    "project_facts",
    "project_parties",
    "stands",
]


@dataclass(slots=True)
class Projection:
    """The whole graph in memory.

    Attributes:
        elements: its nodes and relationships.
        source: who is who.
        facts: the facts, sorted by id.
        decisions: the log as it was read.
        joins: likewise.
    """

    elements: Elements
    source: Canonical
    facts: list[Fact]
    decisions: list[Decision]
    joins: Joins


def project(archive: Archive, loaded: Collection[str] = ()) -> Projection:
    """Make the graph of an archive in memory.

    Args:
        archive: the archive.
        loaded: sha256 of files whose parties are to be counted.

    Raises:
        ArchiveError: a package is damaged.
        SchemaError: an element does not fit schema.yml.
    """
    with uncollected():
        decisions, joins = archive.decisions(), read_joins(archive)
        documents, census = archive.active(), Census()
        decided = decided_of(documents, decisions)
        reads: list[Read] = []
        several = sources_of_several(documents)
        for number, package in enumerate(documents):
            document = package.document
            reader = PackageReader(
                number, package, decided, census, document.source.key in several, document.sha256 in loaded
            )
            for place, name in enumerate(package.parts()):
                reads.extend(reader.part(place, name))
        source = canonical(documents, census, Who.of(decisions, joins))
        elements = Elements()
        project_parties(elements, source)
        context = source.context
        facts = project_facts(elements, context.statements(reads), context)
        return Projection(elements, source, facts, decisions, joins)


def project_parties(elements: Elements, source: Canonical) -> None:
    """Add what stands for itself: documents with their publishers, and parties with their names."""
    add_documents(elements, (package.document for package in source.documents), source.reprints)
    for identifier in sorted(source.parties):
        add_party(elements, source.parties[identifier], identifier in source.listed)


def project_facts(elements: Elements, statements: Iterable[Statement], context: Context) -> list[Fact]:
    """Add the facts of some claims with their ties, and return them sorted by id.

    Args:
        elements: filled.
        statements: claims; no other claim may be about a fact or tie of theirs.
        context: of the whole archive.
    """
    facts = facts_of(statements)
    if context.valid_on is not None:
        facts = valid_facts(facts, context.valid_on, context.complete)
    add_facts(elements, facts, context)
    add_ties(elements, facts, context)
    return facts


def facts_of(statements: Iterable[Statement]) -> list[Fact]:
    """Return the facts of some claims, sorted by id; no other claim may be about one of them."""
    return make_facts(apart(list(statements)))


def facts_of_both(now: Iterable[Statement], before: Iterable[Statement]) -> Difference:
    """Do as `facts_of` for two sets of claims; a claim that is in both is the same object."""
    return difference(apart(list(now)), apart(list(before)))


def add_facts(elements: Elements, facts: Iterable[Fact], context: Context) -> None:
    """Add facts without their ties."""
    for fact in facts:
        label, _ = add_fact(elements, fact, context)
        for other in fact.possibly_same:
            elements.relate((label, fact.id), "POSSIBLY_SAME", (label, other))


def facts_of_files(facts: Iterable[Fact], loaded: Collection[str]) -> dict[str, int]:
    """Return how many facts each of some files states, by sha256."""
    counts = dict.fromkeys(loaded, 0)
    for fact in facts if counts else ():
        for sha256 in {one.document.sha256 for one in [*fact.statements, *fact.denials]} & counts.keys():
            counts[sha256] += 1
    return counts
