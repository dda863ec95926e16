"""What stands in the default graph of an RDF export: the export, its graphs with their licences, and the loads."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export.extract import Extract
from graph.export.rdf_terms import LITERALS, PREFIXES, ROOT, Said, address, moment, term, text, thing
from graph.export.sources import Terms, families, terms
from graph.identity import document_node
from graph.model import digest_id
from graph.packages import Package
from graph.projection.things import source_of
from graph.schema import SCHEMA

TYPE, LABEL = term("rdf:type"), term("rdfs:label")
NO_LICENCE = "no licence is stated"


def about(extract: Extract, shared: str, ties: str) -> Iterator[Said]:
    """Yield what is to be known of an export before its elements.

    Args:
        extract: the elements.
        shared: graph of what several sources say, or none.
        ties: graph of what Waybill derived.
    """
    sources = _by_source(extract)
    graphs = [thing(source, PREFIXES["graph"]) for source in sources]
    yield "", *_export(extract, [shared, ties, *graphs])
    for graph, words in ((shared, "What several sources say, or none"), (ties, "Ties, derived from facts by Waybill")):
        origins = [(term("dcterms:source"), one) for one in graphs]
        yield "", graph, [(TYPE, term("prov:Entity")), (term("dcterms:title"), text(words, "en")), *origins]
    for graph, (source, packages) in zip(graphs, sources.items(), strict=True):
        yield "", graph, _source(source, packages)
    documents: dict[str, list[Package]] = {}
    for package in extract.packages:
        documents.setdefault(thing(document_node(package.document.sha256)), []).append(package)
        yield "", _load(package), _loaded(package)
    for document, packages in documents.items():
        yield "", document, _licences(packages)
    for agent, words in sorted({(_extractor(one), f"{one.extractor} {one.version}") for one in extract.packages}):
        yield "", agent, [(TYPE, term("prov:SoftwareAgent")), (LABEL, text(words))]
    known = {_licence(one): one for one in (terms(package.document.source, 1, 0) for package in extract.packages)}
    for licence, one in sorted(known.items()):
        if one.licence is not None:
            yield "", licence, _sentences(one)


def _export(extract: Extract, graphs: list[str]) -> tuple[str, list[tuple[str, str]]]:
    about = extract.about
    pairs = [
        (TYPE, term("prov:Entity")),
        (term("wb:digest"), text(about.digest.total)),
        (term("wb:model_version"), LITERALS["integer"](SCHEMA.version)),
        (term("wb:waybill_version"), text(about.version)),
    ]
    if about.known:
        pairs.append((term("prov:generatedAtTime"), moment(about.known)))
    return thing(about.digest.total, f"{ROOT}export:"), pairs + [(term("dcterms:hasPart"), one) for one in graphs]


def _by_source(extract: Extract) -> dict[str, list[Package]]:
    found: dict[str, list[Package]] = {}
    for package in extract.packages:
        found.setdefault(source_of(package.document), []).append(package)
    return dict(sorted(found.items()))


def _source(source: str, packages: list[Package]) -> list[tuple[str, str]]:
    return [
        (TYPE, term("prov:Entity")),
        (term("prov:wasAttributedTo"), thing(source)),
        (term("dcterms:title"), text(packages[0].document.source.publisher)),
        *_licences(packages),
    ]


def _licences(packages: list[Package]) -> list[tuple[str, str]]:
    """The licences of some files; where one states none, that nobody says what is allowed."""
    found = {}
    for package in packages:
        known = terms(package.document.source, 1, 0)
        if known.licence is None:
            found[(term("dcterms:rights"), text(NO_LICENCE, "en"))] = True
        else:
            found[(term("dcterms:license"), _licence(known))] = True
    return list(found)


def _licence(known: Terms) -> str:
    """The IRI of a licence: its address, else a hash of its words."""
    url = families()[known.family].url if known.family else known.licence or ""
    return address(url) or thing(digest_id(known.licence), f"{ROOT}licence:")


def _sentences(known: Terms) -> list[tuple[str, str]]:
    words = families()[known.family].name if known.family else known.licence or ""
    return [
        (TYPE, term("dcterms:LicenseDocument")),
        (LABEL, text(words)),
        *((term("wb:forbids"), text(sentence, "en")) for sentence in known.forbids),
        *((term("wb:asks"), text(sentence, "en")) for sentence in known.asks),
    ]


def _load(package: Package) -> str:
    return thing(package.id, f"{ROOT}package:")


def _extractor(package: Package) -> str:
    return thing(f"{package.extractor}:{package.version}", f"{ROOT}extractor:")


def _loaded(package: Package) -> list[tuple[str, str]]:
    """The load of a file: an activity that used the document, by an extractor, at a time."""
    pairs = [
        (TYPE, term("prov:Activity")),
        (term("prov:used"), thing(document_node(package.document.sha256))),
        (term("prov:wasAssociatedWith"), _extractor(package)),
    ]
    return [*pairs, (term("prov:endedAtTime"), moment(package.captured))] if package.captured else pairs
