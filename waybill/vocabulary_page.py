"""The page of docs/ on the vocabulary of RDF exports, made from the model."""

from __future__ import annotations

from collections.abc import Iterator

from graph.export.rdf_terms import PREFIXES, STATEMENT
from graph.export.rdf_vocabulary import (
    CLASSES_ALIKE,
    GROUPS,
    OF_EXPORTS,
    PROPERTIES_ALIKE,
    datatype,
    groups,
    shared_properties,
)
from graph.schema import Schema

HEAD = f"""# The vocabulary of RDF exports

`waybill export nquads`, `trig`, `turtle` and `jsonld` (docs/rdf.md) write classes and properties of this vocabulary.
Their names are those of the model (docs/model.md), in one spelling everywhere: `wb:Company`, `wb:SUPPLIES`,
`wb:start_printed`. As files: [vocabulary.ttl](vocabulary.ttl) (OWL) and [shapes.ttl](shapes.ttl) (SHACL).

| Prefix | IRI |
|---|---|
| `wb` | `{PREFIXES["wb"]}` |
| `id` | `{PREFIXES["id"]}` |
| `graph` | `{PREFIXES["graph"]}` |

The IRIs are names and no addresses: a URN needs no server, and claims no domain that the project does not own.
`waybill` is no registered namespace of URNs; whoever publishes an export under an address of their own replaces
`urn:waybill:` at the beginning of every IRI.
"""
STATEMENTS = f"""
`{STATEMENT[1:]}` ends the class of a node that says more of one relationship: `SUPPLIED{STATEMENT}` is a tie, narrower
than `wb:Tie` and `rdf:Statement`; `VIA{STATEMENT}` holds the order of a station. `rdf:subject`, `rdf:predicate` and
`rdf:object` name the triple of which it speaks."""


def vocabulary_page(schema: Schema) -> str:
    """Return the page.

    Args:
        schema: of graph/schema.yml.
    """
    return "\n".join([HEAD, *_classes(schema), *_relationships(schema), *_properties(schema)]) + "\n"


def _classes(schema: Schema) -> Iterator[str]:
    yield from ("## Classes", "", "| Class | Narrower than | What it is |", "|---|---|---|")
    for group, words in GROUPS.items():
        yield f"| `{group}` | {_code(CLASSES_ALIKE.get(group, ()))} | {words} |"
    for label, kind in schema.nodes.items():
        above = (*(f"wb:{one}" for one in kind.also), *CLASSES_ALIKE.get(label, ()))
        yield f"| `{label}` | {_code(above)} | {kind.help} |"
    yield STATEMENTS


def _relationships(schema: Schema) -> Iterator[str]:
    yield from ("", "## Relationships", "", "| Property | From | To | Narrower than |", "|---|---|---|---|")
    for name, one in schema.relationships.items():
        ends = [", ".join(groups(schema, side)) for side in (one.start, one.end)]
        above = _code([PROPERTIES_ALIKE[name]]) if name in PROPERTIES_ALIKE else ""
        yield f"| `{name}` | {ends[0]} | {ends[1]} | {above} |"
    yield ""
    yield "`ABOUT` is `prov:wasDerivedFrom` the other way round: the fact was derived from the claim."


def _properties(schema: Schema) -> Iterator[str]:
    yield from ("", "## Properties", "", "| Property | Of | Type |", "|---|---|---|")
    for name, one in shared_properties(schema).items():
        labels = [owner for owner in one.owners if owner in schema.nodes]
        owners = groups(schema, labels) + [owner for owner in one.owners if owner not in schema.nodes]
        above = f", narrower than `{PROPERTIES_ALIKE[name]}`" if name in PROPERTIES_ALIKE else ""
        yield f"| `{name}` | {', '.join(owners)} | `{datatype(name, one.type)}`{above} |"
    yield from ("", "Of an export and of licences, in the default graph:", "")
    for name, (_, words) in OF_EXPORTS.items():
        yield f"- `{name}`: {words}"


def _code(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{one}`" for one in names)
