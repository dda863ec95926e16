"""The vocabulary of RDF exports, made from schema.yml: classes, properties, their domains and ranges, in Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.export.rdf_terms import DATATYPES, PREFIXES, STATEMENT, text
from graph.schema import FACT, PARTY, Property, Schema

TIE = "Tie"
GROUPS = {
    PARTY: "Who acts: a company, a public body, a person, or a group that nobody names.",
    FACT: "What claims are about. One fact has one or more claims or rows that state it.",
    TIE: "A relationship that Waybill derived from facts, to walk along. No source states it in this form.",
}
# Where other vocabularies mean the same, or something wider; nothing that only comes near.
CLASSES_ALIKE = {
    "Person": ("foaf:Person",),
    "Company": ("org:Organization",),
    "PublicBody": ("org:Organization",),
    "Goods": ("skos:Concept",),
    "Document": ("foaf:Document", "prov:Entity"),
    "Source": ("prov:Agent",),
    "Claim": ("prov:Entity",),
    FACT: ("prov:Entity",),
    TIE: ("rdf:Statement", "prov:Entity"),
}
PROPERTIES_ALIKE = {
    "name": "rdfs:label",
    "title": "dcterms:title",
    "IN": "prov:wasDerivedFrom",
    "STATED_IN": "prov:wasDerivedFrom",
    "PUBLISHED_BY": "prov:wasAttributedTo",
    "BROADER": "skos:broader",
}
OF_EXPORTS = {
    "digest": ("string", "Of an export: the digest of its elements, as `waybill digest` prints it."),
    "model_version": ("integer", "Of an export: version of the model."),
    "waybill_version": ("string", "Of an export: version of Waybill."),
    "forbids": ("string", "Of a licence: what it forbids."),
    "asks": ("string", "Of a licence: what it asks for."),
}
WORDED = frozenset({"name", "text"})  # may carry a language


@dataclass(slots=True)
class Shared:
    """A property with all classes that carry it.

    Attributes:
        type: as in schema.yml.
        owners: classes.
        helps: what it says, by class.
    """

    type: str
    owners: list[str] = field(default_factory=list)
    helps: dict[str, list[str]] = field(default_factory=dict)

    def add(self, owner: str, rule: Property) -> None:
        """Add a class that carries it."""
        self.owners.append(owner)
        if rule.help:
            self.helps.setdefault(rule.help, []).append(owner)


def head(*prefixes: str) -> Iterator[str]:
    """Yield the lines of prefixes of a file in Turtle."""
    for name in prefixes:
        yield f"@prefix {name}: <{PREFIXES[name]}> ."


def shared_properties(schema: Schema) -> dict[str, Shared]:
    """Return all properties of nodes and relationships by name; those of relationships belong to their statements."""
    found: dict[str, Shared] = {}
    owners = [(label, kind.properties) for label, kind in schema.nodes.items()]
    owners += [(f"{name}{STATEMENT}", kind.properties) for name, kind in schema.relationships.items()]
    for owner, properties in owners:
        for name, rule in properties.items():
            if name != "waybill_id":  # it is the IRI
                found.setdefault(name, Shared(rule.type)).add(owner, rule)
    return dict(sorted(found.items()))


def datatype(name: str, kind: str) -> str:
    """Return the datatype of a property with its prefix; of names, which may carry a language, rdfs:Literal."""
    if name in WORDED or name.startswith("name_"):
        return "rdfs:Literal"
    return f"xsd:{DATATYPES['string' if kind == 'strings' else kind]}"


def groups(schema: Schema, labels: Iterable[str]) -> list[str]:
    """Return labels in the order of the schema, with Party and Fact for all that belong to them."""
    left, found = set(labels), []
    for group in (PARTY, FACT):
        members = set(schema.labelled(group))
        if members and members <= left:
            found.append(group)
            left -= members
    return found + [label for label in schema.nodes if label in left]


def vocabulary(schema: Schema) -> str:
    """Return the vocabulary in Turtle.

    Args:
        schema: of graph/schema.yml.
    """
    lines = [
        "# Made by `make docs`; edit graph/schema.yml instead.",
        *head("wb", "rdf", "rdfs", "owl", "xsd", "prov", "dcterms", "skos", "foaf", "org"),
        "",
        f"<{PREFIXES['wb']}> a owl:Ontology ;",
        '    rdfs:label "Vocabulary of Waybill"@en ;',
        f'    owl:versionInfo "{schema.version}" .',
    ]
    for group, words in GROUPS.items():
        lines += _class(group, words, CLASSES_ALIKE.get(group, ()))
    for label, kind in schema.nodes.items():
        lines += _class(label, kind.help, (*(f"wb:{one}" for one in kind.also), *CLASSES_ALIKE.get(label, ())))
    for name, relation in schema.relationships.items():
        derived = name in schema.ties
        if derived or relation.properties:
            above = "wb:Tie" if derived else "rdf:Statement"
            lines += _class(f"{name}{STATEMENT}", f"Says more of one {name}.", (above,))
        domain, reach = (groups(schema, ends) for ends in (relation.start, relation.end))
        lines += _property(name, "owl:ObjectProperty", [relation.help], domain, _union(reach))
    for name, one in shared_properties(schema).items():
        helps = [f"Of {', '.join(owners)}: {words}" for words, owners in one.helps.items()]
        if len(one.helps) == 1:
            helps = list(one.helps)
        lines += _property(name, "owl:DatatypeProperty", helps, _plain(schema, one.owners), datatype(name, one.type))
    for name, (type_, words) in OF_EXPORTS.items():
        lines += _property(name, "owl:DatatypeProperty", [words], [], datatype(name, type_))
    return "\n".join(lines) + "\n"


def _plain(schema: Schema, owners: list[str]) -> list[str]:
    labels = [one for one in owners if one in schema.nodes]
    return groups(schema, labels) + [one for one in owners if one not in schema.nodes]


def _class(name: str, words: str, above: Iterable[str]) -> Iterator[str]:
    yield from ("", f"wb:{name} a owl:Class ;", f"    rdfs:label {text(name, 'en')} ;")
    if words:
        yield f"    rdfs:comment {text(words, 'en')} ;"
    for one in above:
        yield f"    rdfs:subClassOf {one} ;"
    yield f"    rdfs:isDefinedBy <{PREFIXES['wb']}> ."


def _property(name: str, kind: str, helps: list[str], domain: list[str], reach: str) -> Iterator[str]:
    yield from ("", f"wb:{name} a {kind} ;", f"    rdfs:label {text(name, 'en')} ;")
    for words in helps:
        if words:
            yield f"    rdfs:comment {text(words, 'en')} ;"
    if name in PROPERTIES_ALIKE:
        yield f"    rdfs:subPropertyOf {PROPERTIES_ALIKE[name]} ;"
    if domain:
        yield f"    rdfs:domain {_union(domain)} ;"
    yield f"    rdfs:range {reach} ;"
    yield f"    rdfs:isDefinedBy <{PREFIXES['wb']}> ."


def _union(names: list[str]) -> str:
    """One class, or the union of several: two domains would mean that a subject is of both."""
    if len(names) == 1:
        return f"wb:{names[0]}"
    return f"[ a owl:Class ; owl:unionOf ( {' '.join(f'wb:{one}' for one in names)} ) ]"
