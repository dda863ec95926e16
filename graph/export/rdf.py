"""N-Quads as a stream, and Turtle, TriG and JSON-LD of what fits into memory.

The writers of rdflib hold the whole graph, some 2.5 kB a triple: they take one source. N-Quads are written line by
line, so a million relationships take no more memory than ten.

Source: https://www.w3.org/TR/n-quads/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.errors import ExportError
from graph.export.extract import Extract
from graph.export.rdf_quads import descriptions
from graph.export.rdf_terms import PREFIXES, Said

if TYPE_CHECKING:
    from rdflib import Graph

AT_ONCE = 2_000
MOST_HELD = 200_000  # nodes and relationships of an extract that rdflib is given: some million triples
IN_FILES = {name: PREFIXES[name] for name in ("wb", "id", "graph", "rdf", "rdfs", "xsd", "prov", "dcterms", "skos")}


def write(extract: Extract, target: BinaryIO, form: str) -> dict[str, int]:
    """Write an extract; see graph.export.rdf_quads for what stands where.

    Args:
        extract: the elements.
        target: where to.
        form: nquads, turtle (which has no graphs), trig or jsonld.

    Raises:
        ExportError: there are more elements than a form but nquads takes.
    """
    if form != "nquads":
        count = extract.about.nodes + extract.about.relationships
        if count > MOST_HELD:
            raise ExportError(
                f"{form}: takes at most {MOST_HELD:,} nodes and relationships, got {count:,}; "
                "export one source with --source, or all of it as nquads"
            )
    for some in WRITERS[form](descriptions(extract)):
        target.write(some)
    return {}


def nquads(told: Iterable[Said]) -> Iterator[bytes]:
    """Yield lines of N-Quads, many at once."""
    lines = (
        f"{subject} {predicate} {value} {graph} .\n" if graph else f"{subject} {predicate} {value} .\n"
        for graph, subject, pairs in told
        for predicate, value in pairs
    )
    while some := list(islice(lines, AT_ONCE)):
        yield "".join(some).encode("utf-8")


def turtle(told: Iterable[Said]) -> Iterator[bytes]:
    """Yield Turtle: the triples without their graphs."""
    from rdflib import Graph  # half a second to import

    held = Graph(bind_namespaces="none")
    _fill(held, (("", subject, pairs) for _, subject, pairs in told))
    yield held.serialize(format="turtle", encoding="utf-8")


def trig(told: Iterable[Said]) -> Iterator[bytes]:
    """Yield TriG, its graphs sorted."""
    from rdflib import Dataset
    from rdflib.plugins.serializers.trig import TrigSerializer

    held = Dataset()
    _fill(held, told)
    writer, target = TrigSerializer(held), BytesIO()
    writer.contexts = sorted(writer.contexts, key=lambda graph: str(graph.identifier))
    writer.serialize(target)
    yield target.getvalue()


def jsonld(told: Iterable[Said]) -> Iterator[bytes]:
    """Yield expanded JSON-LD, sorted: rdflib leaves its order to chance, and RDF knows none.

    With a context rdflib loses an empty text or a zero where a property has a second value.
    """
    from rdflib import Dataset

    held = Dataset()
    _fill(held, told)
    found = json.loads(held.serialize(format="json-ld"))
    yield json.dumps(_sorted(found), ensure_ascii=False, indent=1).encode("utf-8")


WRITERS = {"nquads": nquads, "turtle": turtle, "trig": trig, "jsonld": jsonld}


def _fill(held: Graph, told: Iterable[Said]) -> None:
    for name, iri in IN_FILES.items():
        held.bind(name, iri)
    held.parse(data=b"".join(nquads(told)), format="nquads" if held.context_aware else "nt")


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda one: json.dumps(one, sort_keys=True))
    return value
