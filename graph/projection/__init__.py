"""The graph that an archive stands for: a pure function of its active packages and decisions."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from graph.archive import Archive
from graph.canonical import Canonical, canonical
from graph.facts import Fact, make_facts
from graph.projection.elements import Elements
from graph.projection.facts import FACT_LABELS, add_fact, fact_ends
from graph.projection.things import add_documents, add_party
from graph.projection.ties import add_ties
from graph.restated import apart

__all__ = ["Elements", "Projection", "project"]


@dataclass(slots=True)
class Projection:
    """The whole graph in memory.

    Attributes:
        elements: its nodes and relationships.
        source: the canonical claims that it was made from.
        facts: the facts, sorted by id.
    """

    elements: Elements
    source: Canonical
    facts: list[Fact]


def project(archive: Archive) -> Projection:
    """Make the graph of an archive.

    Raises:
        ArchiveError: a package is damaged.
        SchemaError: an element does not fit schema.yml.
    """
    collecting = gc.isenabled()
    gc.disable()  # millions of small objects and no cycles: the collector would only look at them again and again
    try:
        return _project(canonical(archive))
    finally:
        if collecting:
            gc.enable()


def _project(source: Canonical) -> Projection:
    facts = make_facts(apart(source.statements))
    elements = Elements()
    add_documents(elements, (package.document for package in source.documents))
    listed = _listed(facts)
    for identifier in sorted(source.parties):
        add_party(elements, source.parties[identifier], identifier in listed)
    complete = source.complete_editions()
    for fact in facts:
        add_fact(elements, fact, source, complete)
    for fact in facts:
        for other in fact.possibly_same:
            label = FACT_LABELS[fact.kind]
            elements.relate((label, fact.id), "POSSIBLY_SAME", (label, other))
    add_ties(elements, facts, source)
    return Projection(elements, source, facts)


def _listed(facts: list[Fact]) -> set[str]:
    return {
        end.id
        for fact in facts
        if fact.kind == "listing" and fact.modality != "denied" and fact.standing != "rejected"
        for role, end in fact_ends(fact).items()
        if role == "object"
    }
