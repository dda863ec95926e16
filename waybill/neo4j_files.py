"""Files for Neo4j Browser: a style with a colour per label, and the canned queries as it imports them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.schema import Schema
from queries.catalogue import Query

STYLE = "neo4j/waybill.grass"
FOLDER = "neo4j/queries"
# Fill, border and words: firms and people blue, authorities violet, places green, goods yellow, facts red.
FAMILIES: tuple[tuple[tuple[str, ...], tuple[str, str, str]], ...] = (
    (("Company", "Person", "Group"), ("#4C8BF5", "#2A66CC", "#FFFFFF")),
    (("PublicBody",), ("#8E63CE", "#6B43A8", "#FFFFFF")),
    (("Vessel", "Aircraft", "Asset"), ("#2BA8A0", "#1B7F79", "#FFFFFF")),
    (("Country", "Place", "Address"), ("#57A64A", "#3E8033", "#FFFFFF")),
    (("Goods", "Product"), ("#F2C94C", "#C79F22", "#1F2937")),
    (("Weapon",), ("#F2994A", "#C4721F", "#1F2937")),
)
FACTS = ("#E06666", "#B84343", "#FFFFFF")
EVIDENCE = ("#B0B7C3", "#858E9C", "#1F2937")
CAPTIONS = ("name", "model", "text", "title", "topic", "reason", "quote", "value")
TOLD = {
    "Ownership": "share",
    **dict.fromkeys(("Role", "Link", "Registration", "Listing", "Event"), "topic"),
}  # of a fact
TIES, OTHER = ("#1F2937", "3px"), ("#A5ABB6", "1px")


def style(schema: Schema) -> str:
    """Return the style sheet (.grass): a colour and a caption per label, ties thicker than all else.

    Args:
        schema: of graph/schema.yml.
    """
    facts = set(schema.labelled("Fact"))
    blocks = [
        _block("node", {"diameter": "50px", "font-size": "10px", "border-width": "2px"}),
        _block("relationship", {"color": OTHER[0], "shaft-width": OTHER[1], "font-size": "8px", "caption": '"<type>"'}),
    ]
    for label, node in schema.nodes.items():
        family = next((colours for labels, colours in FAMILIES if label in labels), None)
        fill, border, words = family or (FACTS if label in facts else EVIDENCE)
        caption = next((f'"{{{name}}}"' for name in CAPTIONS if name in node.properties), f'"{label}"')
        if label in facts:
            caption = f'"{label} {{{TOLD.get(label, "goods_printed")}}}"'
        rules = {"color": fill, "border-color": border, "text-color-internal": words, "caption": caption}
        blocks.append(_block(f"node.{label}", rules))
    for name in schema.ties:
        rules = {"color": TIES[0], "shaft-width": TIES[1], "text-color-external": TIES[0], "caption": '"<type>"'}
        blocks.append(_block(f"relationship.{name}", rules))
    return "\n".join(blocks)


def _block(selector: str, rules: dict[str, str]) -> str:
    return "\n".join((f"{selector} {{", *(f"  {name}: {value};" for name, value in rules.items()), "}", ""))


def saved(queries: Iterable[Query]) -> dict[str, str]:
    """Return the canned queries as files to import: a comment as the title, a line for each parameter, the query.

    Neo4j Browser takes the numbers of a map as fractions, which LIMIT refuses; behind an arrow they are Cypher.

    Returns:
        Path below docs/ -> text.
    """
    return {f"{FOLDER}/{query.name}.cypher": _saved(query) for query in queries}


def _saved(query: Query) -> str:
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("//")).strip().rstrip(";")
    inner = query.param_line.removeprefix(":param {").removesuffix("}")
    given = [pair.split(": ", 1) for pair in re.split(r", (?=[a-z_]+: )", inner) if pair]
    lines = (f":param {name} => {value};" for name, value in given)
    return "\n".join((f"// {query.question}", *lines, f"{body};", ""))
