"""What a picture of an answer shows: the nodes and relationships that its rows hold, as boxes and arrows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from dashboard.components.gathering import MOST_DRAWN, check, gathered
from dashboard.components.picture import (
    LABEL_CHARACTERS,
    NAME_CHARACTERS,
    Arrow,
    Box,
    Picture,
    box_size,
    placed,
    wrapped,
)
from dashboard.plain_text import plain
from dashboard.say import words
from dashboard.wording import country, standing_word
from graph.model import digest_id
from graph.schema import PARTY, SCHEMA

NAMES = ("name", "model", "text", "title", "entry", "topic")  # properties that say in words what a node is
KINDS = {"Group": "group", "Country": "country"}

_KINDS = {
    "node": {"labels", "properties"}, "relationship": {"type", "start", "end", "properties"},
    "path": {"nodes", "relationships"},
}  # fmt: skip
Element = Mapping[str, Any]


def answer_picture(rows: Iterable[Mapping[str, Any]], max_boxes: int = MOST_DRAWN) -> Picture:
    """Draw what an answer holds.

    A relationship whose ends are not in the answer, and one from a node to itself, is left out.

    Args:
        rows: of an answer; nodes, relationships and paths in the form of `cypher --json`, also within lists and maps.
        max_boxes: the most boxes; where there are more nodes, those that come later are gathered by country and kind.

    Raises:
        InvalidParameter: there are more nodes than any picture helps with.
    """
    nodes: dict[str, Element] = {}
    ties: dict[str, Element] = {}
    for element in _elements([list(row.values()) for row in rows]):
        if "labels" in element:
            nodes.setdefault(str(element["properties"].get("waybill_id")), element)
        else:
            ties.setdefault(_key(element), element)
    check(len(nodes))
    boxes = {name: _box(name, node) for name, node in nodes.items()}
    arrows = {
        name: _arrow(name, tie)
        for name, tie in ties.items()
        if tie["start"] in boxes and tie["end"] in boxes and tie["start"] != tie["end"]
    }
    boxes, arrows, many = gathered(boxes, arrows, max_boxes)
    return replace(placed(boxes, arrows, 0), gathered=many)


def called(node: Element) -> str:
    """Return what a node is called; empty where nothing says it."""
    return next((plain(node["properties"][key]) for key in NAMES if node["properties"].get(key)), "")


def kind_of(value: Any) -> str:
    """Return whether a value of an answer is a node, a relationship or a path; else empty."""
    keys = set(value) if isinstance(value, dict) else set()
    return next((name for name, wanted in _KINDS.items() if keys == wanted), "")


def _elements(value: Any) -> Iterator[Element]:
    """Yield nodes and relationships of an answer, in their order."""
    if isinstance(value, list):
        for item in value:
            yield from _elements(item)
    elif isinstance(value, dict):
        if kind_of(value) in ("node", "relationship"):
            yield value
        else:
            for item in value.values():
                yield from _elements(item)


def _key(tie: Element) -> str:
    rule = SCHEMA.relationships.get(tie["type"])
    told = [str(tie["properties"].get(name)) for name in (rule.key if rule else ())]
    return digest_id(tie["type"], str(tie["start"]), str(tie["end"]), *told)


def _box(name: str, node: Element) -> Box:
    properties, label = node["properties"], str((node["labels"] or [""])[0])
    named = called(node) or name
    lines = (*wrapped(named, NAME_CHARACTERS, 3), plain(label))
    if PARTY in node["labels"] and properties.get("country"):
        lines = (*lines[:-1], f"{lines[-1]}, {plain(properties['country'])}")
    synthetic = bool(properties.get("synthetic"))
    lines = (*lines, *((words("mark.synthetic"),) if synthetic else ()))
    lane = country(properties.get("country")) or plain(label)
    return Box(name, name, KINDS.get(label, "party"), lines, f"{label}: {named}", synthetic, box_size(lines), lane=lane)


def _arrow(name: str, tie: Element) -> Arrow:
    standing = tie["properties"].get("standing")
    weak = standing not in (None, "accepted")
    lines = (*wrapped(tie["type"], LABEL_CHARACTERS, 2), *((f"({standing_word(standing)})",) if weak else ()))
    return Arrow(name, name, str(tie["start"]), str(tie["end"]), weak, lines, plain(tie["type"]))
