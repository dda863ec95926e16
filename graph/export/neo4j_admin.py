"""Files for `neo4j-admin database import`: the quickest way into an empty Neo4j.

The import tool knows no empty list, so that a relationship that must have one lacks it afterwards. The store is marked
as imported: the next `waybill build` adds the empty lists, makes the indexes and takes the mark away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.build import IMPORTED
from graph.errors import ExportError
from graph.export.csv import write_rows
from graph.export.extract import Extract
from graph.model import Value
from graph.schema import META, SCHEMA, Property
from graph.store import SCHEMA_VERSION
from graph.store_values import KEY

SEPARATOR = "\x1f"  # between the items of a list
TYPES = {
    "string": "",
    "strings": ":string[]",
    "integer": ":long",
    "float": ":double",
    "boolean": ":boolean",
    "date": ":date",
}
ARGUMENTS = "import.args"  # names all other files
OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true")


def write(extract: Extract, target: Path) -> dict[str, int]:
    """Write a file for each kind of node, and of relationship between two kinds, and the arguments of the import tool.

    Raises:
        ExportError: an item of a list holds the character that separates items.
    """
    arguments = list(OPTIONS)
    for labels in extract.labels:
        rules = SCHEMA.nodes[labels[0]].properties
        rows: Iterable[list[object]] = (
            [node.id, *_cells(node.properties, rules, node.id)] for node in extract.nodes(labels[0])
        )
        name = f"nodes-{labels[0]}.csv"
        write_rows(target / name, [f"{KEY}:ID({labels[0]})", *_heads(rules)], rows)
        arguments.append(f"--nodes={':'.join(labels)}=./{name}")
    for ends in extract.kinds:
        rules = SCHEMA.relationships[ends[0]].properties
        rows = (
            [one.start[1], one.end[1], *_cells(one.properties, rules, one.start[1])] for one in extract.between(ends)
        )
        name = f"relationships-{'-'.join(ends)}.csv"
        write_rows(target / name, [f":START_ID({ends[1]})", f":END_ID({ends[2]})", *_heads(rules)], rows)
        arguments.append(f"--relationships={ends[0]}=./{name}")
    heads = ["key", f"{SCHEMA_VERSION}:long", "build"]
    write_rows(target / f"nodes-{META}.csv", heads, [["waybill", SCHEMA.version, f"{IMPORTED}{extract.mark}"]])
    arguments.append(f"--nodes={META}=./nodes-{META}.csv")
    (target / ARGUMENTS).write_text("\n".join(arguments) + "\n", encoding="utf-8")
    return {}


def _heads(rules: Mapping[str, Property]) -> list[str]:
    return [f"{name}{TYPES[rule.type]}" for name, rule in rules.items()]


def _cells(properties: Mapping[str, Value], rules: Mapping[str, Property], place: str) -> list[object]:
    return [_cell(properties.get(name), place) for name in rules]


def _cell(value: Value | None, place: str) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, (list, tuple)):
        return value
    if any(SEPARATOR in str(item) for item in value):
        raise ExportError(f"{place}: a list holds the control character U+001F, which separates lists in these files")
    return SEPARATOR.join(map(str, value))
