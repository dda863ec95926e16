"""Is a file a table? Which mapping reads it is the plan's question."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence

from loaders.head import Detected, Head
from loaders.tables.opening import container_format

OBJECTS = 2  # lines that must be objects, where the file has so many
CALLED_TABLES = frozenset({".csv", ".tsv", ".tab"})
SENTENCE_END = re.compile(r"""[.!?…][)\]"'»”’]*\s*$""")
SENTENCE_WORDS = 8
CALLED_LINES = frozenset({".jsonl", ".ndjson"})


def recognise_container(head: Head) -> Detected | None:
    """Return what a zip container, an old Office file or a Parquet file is: a table, or in words what else."""
    kind, what = container_format(head.path, head.data)
    if kind is not None:
        return Detected("table", what)
    return Detected("unknown", what) if what else None


def recognise_json_lines(head: Head) -> Detected | None:
    """Return what a file is when each of its first lines is a JSON object."""
    lines = [line for line in head.text.split("\n") if line.strip()]
    if not head.whole:
        lines = lines[:-1] or lines
    try:
        objects = [isinstance(json.loads(line), dict) for line in lines[:OBJECTS]]
    except (ValueError, RecursionError):
        return None
    few = len(lines) < OBJECTS and head.suffix not in CALLED_LINES
    return None if few or not all(objects) else Detected("table", "a table (JSON Lines)", head.encoding)


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is a table."""
    if head.text and (head.suffix in CALLED_TABLES or _tabular(head)):
        return Detected("table", "a table", head.encoding)
    return None


def _prose(lines: Sequence[str]) -> bool:
    """Whether lines are sentences with commas: the first, and most of the others."""
    sentences = [bool(SENTENCE_END.search(line)) and len(line.split()) > SENTENCE_WORDS for line in lines]
    return sentences[0] and sum(sentences) * 2 > len(sentences)


def _tabular(head: Head) -> bool:
    """Whether the first lines have the same number of cells, with some delimiter, and none reads like prose."""
    lines = [line for line in head.text.splitlines()[:21] if line.strip()]
    if not head.whole:
        lines = lines[:-1]
    if len(lines) < 2 or _prose(lines):
        return False
    for delimiter in ",;\t|":
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        widths = [len(row) for row in rows]
        same = sum(width == widths[0] for width in widths)
        if widths[0] >= 3 and same * 10 >= len(widths) * 7 and all(len(cell) <= 120 for cell in rows[0]):
            return True
    return False
