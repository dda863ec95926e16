"""JSON Lines: a head, then one element a line, nodes before relationships."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from graph.export.extract import Extract
from graph.store_values import KEY

_ENCODE = msgspec.json.Encoder().encode


def write(extract: Extract, target: BinaryIO) -> dict[str, int]:
    """Write an extract.

    The head has `"element": "about"`; a node `labels` (the primary one first), `waybill_id` and `properties`; a
    relationship `type`, `start` and `end` (each with label and waybill_id) and `properties`.
    """
    target.write(_ENCODE({"element": "about", **extract.about.to_json()}) + b"\n")
    for node in extract.nodes():
        row = {"element": "node", "labels": node.labels, KEY: node.id, "properties": node.properties}
        target.write(_ENCODE(row) + b"\n")
    for one in extract.relationships():
        start, end = ({"label": label, KEY: identifier} for label, identifier in (one.start, one.end))
        row = {"element": "relationship", "type": one.type, "start": start, "end": end, "properties": one.properties}
        target.write(_ENCODE(row) + b"\n")
    return {}
