"""Writes the files of docs/ that are made from the code: model, vocabulary for RDF, canned queries, Neo4j Browser.

Usage: python -m waybill.docs     (`make docs`); a test keeps the pages true.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graph.export.rdf_shapes import shapes
from graph.export.rdf_vocabulary import vocabulary
from graph.schema import Property, RelationshipType, Schema, load_schema
from queries.catalogue import Query, canned
from waybill import neo4j_files
from waybill.output import cell
from waybill.rules_page import rules_page
from waybill.vocabulary_page import vocabulary_page

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "<!-- Made by `make docs`; edit {source} instead. -->\n\n"
GROUPS = {
    "paths": "Paths",
    "exposure": "Lists, owners, parts found in weapons",
    "flows": "Flows of goods",
    "evidence": "Evidence",
    "audit": "Audits",
}


def pages() -> dict[str, str]:
    """Return every generated page: its path below docs/ -> its text."""
    queries, examples = canned(), json.loads((DOCS / "queries" / "examples.json").read_text(encoding="utf-8"))
    schema = load_schema()
    found = {"model.md": model_page(schema), "queries/README.md": query_index(queries.values())}
    found |= {"vocabulary.ttl": vocabulary(schema), "shapes.ttl": shapes(schema)}
    found["vocabulary.md"] = MADE.format(source="graph/schema.yml") + vocabulary_page(schema)
    found |= {neo4j_files.STYLE: neo4j_files.style(schema), **neo4j_files.saved(queries.values())}
    found |= {f"queries/{name}.md": query_page(query, examples[name]) for name, query in queries.items()}
    found["ownership_rules.md"] = MADE.format(source="queries/ownership_rules.yml") + rules_page()
    return found


def model_page(schema: Schema) -> str:
    """Return the page of labels, relationship types and ties.

    Args:
        schema: of graph/schema.yml.
    """
    lines = [
        f"# The model, version {schema.version}",
        "",
        "Every node carries `waybill_id`, unique per primary label. Dates are real dates in the store. `Party`",
        f"stands for {_words(schema.labelled('Party'))}; `Fact` for {_words(schema.labelled('Fact'))}.",
        f"Inner nodes of a path: {_words(schema.stepping_stones)}.",
        "",
        "## Nodes",
    ]
    shown: dict[tuple[Property, ...], str] = {}
    for label, node in schema.nodes.items():
        also = f" (also {_words(node.also)})" if node.also else ""
        lines += ["", f"### {label}{also}", "", node.help or "", ""]
        lines += _properties(label, node.properties, shown)
    lines += ["", "## Relationships", "", "| Type | From | To | Told apart by | Walked by paths | What it says |"]
    lines += ["|---|---|---|---|---|---|"]
    lines += [_relationship(schema, one) for one in schema.relationships.values()]
    ties = [schema.relationships[name] for name in schema.ties]
    lines += [
        "",
        "## What they do not prove, and how they are derived",
        "",
        "| Type | It does not prove | Derived from |",
    ]
    lines += ["|---|---|---|"]
    lines += [f"| `{one.type}` | {one.unproven} | {one.derived} |" for one in schema.relationships.values()]
    lines += ["", "## Properties of ties and other relationships"]
    carried: dict[tuple[Property, ...], str] = {}
    for one in schema.relationships.values():
        if one.properties:
            lines += ["", f"### {one.type}", "", *_properties(one.type, one.properties, carried)]
    lines += ["", "## How a fact becomes a tie", ""]
    for tie in ties:
        rule = schema.ties[tie.type]
        lines.append(f"- `{tie.type}` comes from `{rule.fact}`; never when it is {_words(sorted(rule.forbids), 'or')}.")
    return MADE.format(source="graph/schema.yml") + "\n".join(lines) + "\n"


def _relationship(schema: Schema, one: RelationshipType) -> str:
    ends = [_ends(schema, side) for side in (one.start, one.end)]
    walked = "yes" if one.walk else ""
    return f"| `{one.type}` | {ends[0]} | {ends[1]} | {_words(one.key)} | {walked} | {one.help} |"


def _ends(schema: Schema, labels: frozenset[str]) -> str:
    left = set(labels)
    named = []
    for group in ("Party", "Fact"):
        members = set(schema.labelled(group))
        if members and members <= left:
            named.append(group)
            left -= members
    return ", ".join(named + [label for label in schema.nodes if label in left])


def _properties(owner: str, rules: Mapping[str, Property], shown: dict[tuple[Property, ...], str]) -> list[str]:
    key = tuple(rules.values())
    if not key:
        return ["No properties of its own."]
    if key in shown:
        return [f"The same properties as {shown[key]}."]
    shown[key] = f"`{owner}`"
    lines = ["| Property | Type | Always there | Indexed | What it says |", "|---|---|---|---|---|"]
    for rule in key:
        marks = f"{'yes' if rule.required else ''} | {'yes' if rule.index else ''}"
        lines.append(f"| `{rule.name}` | {rule.type} | {marks} | {rule.help} |")
    return lines


def query_index(queries: Iterable[Query]) -> str:
    """Return the page that lists all canned queries by group."""
    held = sorted(queries, key=lambda query: query.name)
    how = "Ask one with `waybill query NAME -p PARAMETER=VALUE`, or in the dashboard's catalogue."
    lines = ["# Canned queries", "", f"{how} [Your own](../own_queries.md) join them."]
    for group, title in GROUPS.items():
        members = [query for query in held if query.group == group]
        if members:
            lines += ["", f"## {title}", "", "| Query | Question |", "|---|---|"]
            lines += [f"| [{query.name}]({query.name}.md) | {query.question} |" for query in members]
    return MADE.format(source="the headers of queries/*/*.cypher") + "\n".join(lines) + "\n"


def query_page(query: Query, example: Mapping[str, Any]) -> str:
    """Return the page of one canned query: what it asks, takes and gives, an answer, and its Cypher.

    Args:
        query: the query.
        example: of docs/queries/examples.json.
    """
    cap = f"It walks at most {query.hop_cap} relationships in one pattern. " if query.hop_cap else ""
    lines = [f"# {query.name}", "", query.question, "", f"{cap}Maturity: {query.maturity}. Id: `{query.id}`."]
    lines += ["", "## Parameters", ""]
    if query.parameters:
        lines += ["| Name | Type | Bounds | Default | What it says |", "|---|---|---|---|---|"]
    for one in query.parameters:
        bounds = " to ".join(str(limit) for limit in (one.minimum, one.maximum) if limit is not None)
        default = "required" if one.required else "any" if one.default is None else f"`{one.default}`"
        kind = f"{one.type}, {one.unit}" if one.unit else one.type
        lines.append(f"| `{one.name}` | {kind} | {bounds} | {default} | {one.help} |")
    lines += ["" if query.parameters else "None.\n", "## Columns", ""]
    lines += ["| Name | Type | What it says |", "|---|---|---|"]
    lines += [f"| `{one.name}` | {one.type} | {one.help} |" for one in query.columns]
    body = query.text.rstrip()
    key, through = ([f"`{name}`" for name in names] for names in (query.row_key, query.looked_at))
    lines += ["", f"A row is identified by {_words(key)}."]
    lines += ["", f"It looks through {_words(through)}; an empty answer counts them."]
    if query.scan:
        lines += ["", f"Its plan looks at all of something: {query.scan}."]
    lines += ["", "## An answer", "", *_example(query, example), "", "## Cypher", ""]
    lines += ["```cypher", body, "```"]
    return MADE.format(source=f"queries/{query.group}/{query.name}.cypher") + "\n".join(lines) + "\n"


def _example(query: Query, example: Mapping[str, Any]) -> list[str]:
    """Lines of an answer, a column of the answer to a line; empty ones are left out."""
    given = [f"-p {name}={shlex.quote(_typed(value))}" for name, value in example["parameters"].items()]
    rows, count = example["rows"], example["count"]
    shown = f"{len(rows)} of {count} rows" if count > len(rows) else f"{count} row{'s' if count != 1 else ''}"
    lines = [f"    {' '.join(['waybill query', query.name, *given])}", ""]
    lines += [f"On a graph made for the tests, whose names are all invented: {shown}.", ""]
    numbers = [str(number) for number in range(1, len(rows) + 1)]
    lines += [f"| Column | {' | '.join(numbers)} |", f"|---{'|---' * len(rows)}|"]
    for one in query.columns:
        cells = [cell(row[one.name]).replace("|", "\\|") for row in rows]
        if any(cells):
            lines.append(f"| `{one.name}` | {' | '.join(cells)} |")
    return [*lines, *(line for note in example["notes"] for line in ("", note[0].upper() + note[1:] + "."))]


def _typed(value: object) -> str:
    return ",".join(value) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)


def _words(items: Iterable[str], last: str = "and") -> str:
    held = list(items)
    return held[0] if len(held) == 1 else f"{', '.join(held[:-1])} {last} {held[-1]}" if held else ""


def main() -> None:
    """Write all pages, and take away those whose query has gone."""
    made = pages()
    for name, text in made.items():
        target = DOCS / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for stale in (*(DOCS / "queries").glob("*.md"), *(DOCS / neo4j_files.FOLDER).glob("*.cypher")):
        if str(stale.relative_to(DOCS)) not in made:
            stale.unlink()
    print(f"wrote {len(made)} pages to {DOCS}")


if __name__ == "__main__":
    main()
