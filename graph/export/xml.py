"""What GraphML and GEXF share: text that XML can hold, types, and what a node is called in a picture.

Elements are written as text, a line each: made with lxml they took three times as long.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from graph.export.extract import About, Extract
from graph.model import Node
from graph.schema import SCHEMA
from graph.store_values import KEY

# What XML 1.0 has no character for, not even escaped.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A line end or a tab that is not escaped would come back as a blank.
ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)
SPECIAL = re.compile('[&<>"\r\n\t]')
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
TYPES = {"integer": "long", "float": "double", "boolean": "boolean", "string": "string", "date": "string"}
NAMED_BY = ("name", "text", "title", "model", "goods_printed", "quote")
LONGEST_LABEL = 80
REPLACED = "characters that XML has no place for, replaced by U+FFFD"


class Texts:
    """Turns values into text that stands in XML, as content or between double quotes.

    Attributes:
        replaced: number of characters that it cannot hold, each replaced by U+FFFD.
    """

    def __init__(self) -> None:
        self.replaced = 0

    def of(self, value: Any) -> str:
        """Return a value as text: lists as JSON arrays, booleans as true and false."""
        if isinstance(value, str):
            text = value
        elif isinstance(value, bool):
            return "true" if value else "false"
        elif isinstance(value, list):
            text = msgspec.json.encode(value).decode()
        else:
            return str(value)
        if not text.isprintable():
            text, count = FORBIDDEN.subn("\ufffd", text)
            self.replaced += count
        return text.translate(ESCAPED) if SPECIAL.search(text) else text

    def about(self, about: About) -> str:
        """Return what stands beside the elements as one JSON object."""
        return self.of(json.dumps(about.to_json(), ensure_ascii=False))

    @property
    def notes(self) -> dict[str, int]:
        """What could not be held as it stands."""
        return {REPLACED: self.replaced} if self.replaced else {}


def node_id(end: tuple[str, str]) -> str:
    """Return what a node is known by in a file: waybill_id is unique among nodes of one primary label."""
    return f"{end[0]}:{end[1]}"


def caption(node: Node) -> str:
    """Return what a node is called in a picture, cut to one short line."""
    text = next((str(node.properties[name]) for name in NAMED_BY if name in node.properties), node.id)
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1] + "\u2026"


def attributes(extract: Extract) -> tuple[dict[str, str], dict[str, str]]:
    """Return the attributes that nodes and relationships of an extract may have, each with its type in XML."""
    nodes = {KEY: "string", "labels": "string"}
    for labels in extract.labels:
        nodes.update(
            (name, TYPES.get(rule.type, "string")) for name, rule in SCHEMA.nodes[labels[0]].properties.items()
        )
    edges = {"type": "string"}
    for kind in extract.kinds:
        rules = SCHEMA.relationships[kind[0]].properties
        edges.update((name, TYPES.get(rule.type, "string")) for name, rule in rules.items())
    return nodes, edges
