"""CSV: a file per label and per relationship type, heads with types, cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from graph.export.extract import Extract
from graph.export.sheets import guarded
from graph.model import Value
from graph.schema import SCHEMA, Property
from graph.store_values import KEY

ENDS = ("from_label", "from_id", "to_label", "to_id")  # no property has such a name


def write(extract: Extract, target: Path) -> dict[str, int]:
    """Write an extract as UTF-8, after RFC 4180; lists are JSON arrays, what is absent is an empty cell."""
    for label, nodes in groupby(extract.nodes(), key=lambda node: node.labels[0]):
        rules = SCHEMA.nodes[label].properties
        rows = ((guarded(node.id), *_cells(node.properties, rules)) for node in nodes)
        write_rows(target / f"{label}.csv", _heads((KEY,), rules), rows)
    for kind, relationships in groupby(extract.relationships(), key=lambda one: one.type):
        rules = SCHEMA.relationships[kind].properties
        between = (
            (one.start[0], guarded(one.start[1]), one.end[0], guarded(one.end[1]), *_cells(one.properties, rules))
            for one in relationships
        )
        write_rows(target / f"{kind}.csv", _heads(ENDS, rules), between)
    return {}


def write_rows(path: Path, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write one file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)  # its line end of two characters makes it quote a lone carriage return, too
        writer.writerow(heads)
        writer.writerows(rows)


def _heads(first: Iterable[str], rules: Mapping[str, Property]) -> list[str]:
    return [*(f"{name}:string" for name in first), *(f"{name}:{rule.type}" for name, rule in rules.items())]


def _cells(properties: Mapping[str, Value], rules: Mapping[str, Property]) -> list[object]:
    return [_cell(properties[name]) if name in properties else None for name in rules]


def _cell(value: Any) -> object:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return msgspec.json.encode(value).decode() if isinstance(value, list) else value
