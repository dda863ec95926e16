"""The elements of an extract as RDF.

Nodes are things with an IRI of their own, facts too. A relationship is a triple; where it carries properties, and
where it is a tie, a node beside it says of that triple what the properties say (rdf:Statement). What one source says
stands in the graph of that source; what several say, or none, in one graph; ties, which Waybill derived, in another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from graph.export.extract import Extract
from graph.export.rdf_about import about
from graph.export.rdf_terms import LITERALS, PREFIXES, ROOT, STATEMENT, Said, term, text, thing
from graph.identity import document_node
from graph.model import Node, Relationship, digest_id
from graph.projection.elements import relationship_key
from graph.schema import FACT, SCHEMA, Property

SHARED = thing("shared", PREFIXES["graph"])
TIES = thing("ties", PREFIXES["graph"])
TYPE, DERIVED = term("rdf:type"), term("prov:wasDerivedFrom")
FACTS = frozenset(SCHEMA.labelled(FACT))
# What labels are in other people's words, where the meaning is equal.
ALSO = {
    "Claim": ("prov:Entity",),
    "Document": ("prov:Entity",),
    "Source": ("prov:Agent",),
    "Goods": ("skos:Concept",),
    **dict.fromkeys(FACTS, ("prov:Entity",)),
}
TYPES = {
    label: tuple(term(name) for name in (*(f"wb:{one}" for one in kind.labels), *ALSO.get(label, ())))
    for label, kind in SCHEMA.nodes.items()
}
# What relationships are in other people's words: the predicate, and whether it leads from end to start.
ALIKE = {
    "IN": ("prov:wasDerivedFrom", False),
    "ABOUT": ("prov:wasDerivedFrom", True),
    "STATED_IN": ("prov:wasDerivedFrom", False),
    "PUBLISHED_BY": ("prov:wasAttributedTo", False),
    "BROADER": ("skos:broader", False),
}


def source_graph(source: str) -> str:
    """Return the IRI in brackets of the graph of a source, by the id of its node."""
    return thing(source, PREFIXES["graph"])


class Homes:
    """In which graph an element stands: that of its source, or the shared one.

    Keys are hashes of ids, so that a million of them take little memory.
    """

    def __init__(self, extract: Extract) -> None:
        self._homes: dict[int, str] = {}
        for one in extract.relationships("PUBLISHED_BY"):
            self._settle(one.start[1], source_graph(one.end[1]))
            self._settle(one.end[1], source_graph(one.end[1]))
        for one in extract.relationships("IN"):
            self._settle(one.start[1], self.of(one.end[1]))
        for one in extract.relationships("ABOUT"):
            self._settle(one.end[1], self.of(one.start[1]))
        for one in extract.relationships("STATED_IN"):
            self._settle(one.start[1], self.of(one.end[1]))
        for one in extract.relationships("NAMED"):
            graph = source_graph(str(one.properties["source"]))
            self._settle(one.start[1], graph)
            self._settle(one.end[1], graph)
        for one in extract.relationships("LOCATED_AT"):
            self._settle(one.end[1], self.of(one.start[1]))

    def of(self, identifier: str) -> str:
        """Return the graph of a node by its id."""
        return self._homes.get(hash(identifier), SHARED)

    def of_relationship(self, one: Relationship) -> str:
        """Return the graph of a relationship."""
        if one.type in SCHEMA.ties:
            return TIES
        if one.type == "NAMED":
            return source_graph(str(one.properties["source"]))
        if one.type in ("POSSIBLY_SAME", "BROADER"):
            return SHARED
        fact_ends = one.end[0] in FACTS and one.type != "ABOUT"
        return self.of(one.end[1] if fact_ends or one.type == "STATED_IN" else one.start[1])

    def _settle(self, identifier: str, graph: str) -> None:
        known = self._homes.setdefault(hash(identifier), graph)
        if known != graph:
            self._homes[hash(identifier)] = SHARED


def descriptions(extract: Extract) -> Iterator[Said]:
    """Yield all that an extract says: what is to be known of it, nodes, relationships; no triple of a graph twice.

    Args:
        extract: the elements; read several times.
    """
    homes = Homes(extract)
    yield from about(extract, SHARED, TIES)
    for node in extract.nodes():
        yield homes.of(node.id), thing(node.id), _node(node)
    loads = _loads(extract)
    last = None
    for one in extract.relationships():
        graph = homes.of_relationship(one)
        start, end = thing(one.start[1]), thing(one.end[1])
        if (graph, one.type, start, end) != last:  # parallel ones stand side by side, and are one triple
            yield from _relationship(one, graph, start, end, loads)
        last = graph, one.type, start, end
        if one.properties or one.type in SCHEMA.ties:
            yield graph, *_statement(one, start, end)


def _relationship(one: Relationship, graph: str, start: str, end: str, loads: dict[str, str]) -> Iterator[Said]:
    pairs = [(term(f"wb:{one.type}"), end)]
    name, turned = ALIKE.get(one.type, ("", False))
    if name and not turned:
        pairs.append((term(name), end))
    if one.type == "IN" and (load := loads.get(one.end[1])):
        pairs.append((term("prov:wasGeneratedBy"), load))
    yield graph, start, pairs
    if turned:
        yield graph, end, [(term(name), start)]


def _loads(extract: Extract) -> dict[str, str]:
    """The load that read a document, by the document's id, where it is one alone."""
    found: dict[str, str] = {}
    for package in extract.packages:
        here = document_node(package.document.sha256)
        found[here] = "" if here in found else thing(package.id, f"{ROOT}package:")
    return found


def _node(node: Node) -> list[tuple[str, str]]:
    label = node.labels[0]
    pairs = [(TYPE, kind) for kind in TYPES[label]]
    languages = _languages(node)
    for name, value in node.properties.items():
        predicate, write = NODE_PROPERTIES[label][name]
        if name in languages:
            pairs.append((predicate, text(str(value), languages[name])))
        elif isinstance(value, list):
            pairs += [(predicate, write(item)) for item in dict.fromkeys(value)]
        else:
            pairs.append((predicate, write(value)))
    if label == "Goods":
        language = None if node.properties.get("printed") else "en"
        pairs.append((term("skos:prefLabel"), text(str(node.properties["name"]), language)))
        if "hs6" in node.properties:
            pairs.append((term("skos:notation"), text(str(node.properties["hs6"]))))
    return pairs


def _languages(node: Node) -> dict[str, str]:
    """Property -> language, of names whose language is known."""
    if node.labels[0] == "Country":
        return {name: name.partition("_")[2] or "en" for name in node.properties if name.startswith("name")}
    if node.labels[0] == "Name" and "language" in node.properties:
        return {"text": str(node.properties["language"])}
    return {}


def _statement(one: Relationship, start: str, end: str) -> tuple[str, list[tuple[str, str]]]:
    """What a relationship says beside its ends: a node about its triple, and what it says."""
    key = one.properties.get("waybill_id")
    here = thing(str(key)) if key else thing(digest_id(*relationship_key(one)), f"{ROOT}statement:")
    pairs = [
        (TYPE, term("rdf:Statement")),
        (TYPE, term(f"wb:{one.type}{STATEMENT}")),
        (term("rdf:subject"), start),
        (term("rdf:predicate"), term(f"wb:{one.type}")),
        (term("rdf:object"), end),
    ]
    rules = RELATIONSHIP_PROPERTIES[one.type]
    for name, value in one.properties.items():
        if name != "waybill_id":  # it is the IRI
            predicate, write = rules[name]
            pairs += [
                (predicate, write(item)) for item in (dict.fromkeys(value) if isinstance(value, list) else (value,))
            ]
    if one.type in SCHEMA.ties:
        pairs += [(TYPE, term("wb:Tie")), (TYPE, term("prov:Entity"))]
        best = one.properties["best_facts"]
        pairs += [(DERIVED, thing(fact)) for fact in (best if isinstance(best, list) else ())]
    return here, pairs


def _writers(properties: Mapping[str, Property]) -> dict[str, tuple[str, Callable[..., str]]]:
    return {name: (term(f"wb:{name}"), LITERALS[rule.type]) for name, rule in properties.items()}


NODE_PROPERTIES = {label: _writers(kind.properties) for label, kind in SCHEMA.nodes.items()}
RELATIONSHIP_PROPERTIES = {name: _writers(kind.properties) for name, kind in SCHEMA.relationships.items()}
