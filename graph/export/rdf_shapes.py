"""SHACL shapes of RDF exports, made from schema.yml, in Turtle: what a sound export looks like.

Source: https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.export.rdf_terms import STATEMENT, text
from graph.export.rdf_vocabulary import datatype, groups, head
from graph.model import MODALITIES, STANDINGS
from graph.schema import FACT, Property, RelationshipType, Schema

BESIDE = (
    "rdf:type", "prov:wasDerivedFrom", "prov:wasGeneratedBy", "prov:wasAttributedTo", "skos:broader", "skos:prefLabel",
    "skos:notation", "dcterms:license", "dcterms:rights",
)  # fmt: skip
OF_STATEMENTS = ("rdf:subject", "rdf:predicate", "rdf:object")
FROM_0_TO_100 = "sh:minInclusive 0.0e0 ; sh:maxInclusive 100.0e0"
# Rules that schema.yml cannot say: property -> more of its shape.
MORE = {
    "standing": f"sh:in ( {' '.join(map(text, STANDINGS))} )",
    "modality": f"sh:in ( {' '.join(map(text, MODALITIES))} )",
    "code": 'sh:pattern "^[A-Z]{2}$"',
    "share": FROM_0_TO_100,
    "share_min": f"{FROM_0_TO_100} ; sh:lessThanOrEquals wb:share_max",
    "share_max": FROM_0_TO_100,
    "confidence": "sh:minInclusive 0.0e0 ; sh:maxInclusive 1.0e0",
    "start": "sh:lessThanOrEquals wb:end",
}
# Relationships that a node must have: label -> type -> how many.
MUST = {
    "Claim": {"IN": "sh:minCount 1 ; sh:maxCount 1", "ABOUT": "sh:minCount 1"},
    "Document": {"PUBLISHED_BY": "sh:minCount 1"},
}
PROVEN = "No fact without a claim or a row that states it."


def shapes(schema: Schema) -> str:
    """Return the shapes in Turtle.

    Args:
        schema: of graph/schema.yml.
    """
    lines = [
        "# Made by `make docs`; edit graph/schema.yml or graph/export/rdf_shapes.py instead.",
        *head("wb", "shape", "rdf", "rdfs", "xsd", "prov", "dcterms", "skos", "sh"),
    ]
    for label, kind in schema.nodes.items():
        leaving = [one for one in schema.relationships.values() if label in one.start]
        more = [_relationship(schema, one, MUST.get(label, {}).get(one.type, "")) for one in leaving]
        lines += _shape(label, BESIDE, [*_properties(kind.properties), *more])
    for name, relation in schema.relationships.items():
        if relation.properties or name in schema.ties:
            lines += _shape(f"{name}{STATEMENT}", (*BESIDE, *OF_STATEMENTS), _statement(schema, relation))
    lines += [
        "",
        f"shape:{FACT} a sh:NodeShape ;",
        f"    sh:targetClass wb:{FACT} ;",
        f"    sh:message {text(PROVEN, 'en')} ;",
        "    sh:or ( [ sh:path wb:STATED_IN ; sh:minCount 1 ]",
        "            [ sh:path [ sh:inversePath wb:ABOUT ] ; sh:minCount 1 ] ) .",
    ]
    return "\n".join(lines) + "\n"


def _shape(name: str, beside: Iterable[str], properties: Iterable[str]) -> Iterator[str]:
    yield from ("", f"shape:{name} a sh:NodeShape ;", f"    sh:targetClass wb:{name} ;", "    sh:nodeKind sh:IRI ;")
    for one in properties:
        yield f"    sh:property [ {one} ] ;"
    yield f"    sh:closed true ; sh:ignoredProperties ( {' '.join(beside)} ) ."


def _properties(rules: Mapping[str, Property]) -> Iterator[str]:
    for name, rule in rules.items():
        if name == "waybill_id":
            continue
        kind = datatype(name, rule.type)
        parts = [f"sh:path wb:{name}", "sh:nodeKind sh:Literal" if kind == "rdfs:Literal" else f"sh:datatype {kind}"]
        if rule.required and rule.type != "strings":
            parts.append("sh:minCount 1")
        if rule.type != "strings":
            parts.append("sh:maxCount 1")
        if name in MORE:
            parts.append(MORE[name])
        yield " ; ".join(parts)


def _relationship(schema: Schema, one: RelationshipType, must: str) -> str:
    return " ; ".join(filter(None, (f"sh:path wb:{one.type}", _ends(schema, one.end), must)))


def _ends(schema: Schema, labels: Iterable[str]) -> str:
    named = groups(schema, labels)
    if len(named) == 1:
        return f"sh:class wb:{named[0]}"
    return f"sh:or ( {' '.join(f'[ sh:class wb:{one} ]' for one in named)} )"


def _statement(schema: Schema, relation: RelationshipType) -> Iterator[str]:
    once = "sh:minCount 1 ; sh:maxCount 1"
    yield f"sh:path rdf:subject ; {once} ; {_ends(schema, relation.start)}"
    yield f"sh:path rdf:predicate ; {once} ; sh:hasValue wb:{relation.type}"
    yield f"sh:path rdf:object ; {once} ; {_ends(schema, relation.end)}"
    if relation.type in schema.ties:
        rule = schema.ties[relation.type]
        yield f"sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:class wb:{rule.fact}"
    yield from _properties(relation.properties)
