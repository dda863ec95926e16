"""Files of the Global LEI Index as JSON: the golden copy, whose records are those of the XML key by key.

An object is an element: "$" its text, "@name" an attribute, a list several elements of one name. So each record is made
the element that it was, and read by loaders.registers.gleif.

Source: https://www.gleif.org/en/lei-data/gleif-golden-copy
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from graph.errors import SourceError
from graph.model import Document, Entry, Reject
from loaders.head import Head
from loaders.json_records import JsonRecords
from loaders.protocol import Notes
from loaders.registers.gleif import ROOTS, entry_of, tell
from loaders.registers.gleif_party import LICENCE, PUBLISHER, URL
from loaders.registers.parts import Columns
from loaders.source import Meta, SourceFile

# Key of the array -> root of the same file as XML.
KEYS = {"records": "LEIData", "relations": "RelationshipData", "exceptions": "ReportingExceptionData"}
BEGINNING = re.compile(
    r'\s*\{\s*"(records|relations|exceptions)"\s*:\s*\[\s*\{\s*"(?:LEI|RelationshipRecord)"\s*:\s*\{'
)
XML = "{http://www.w3.org/XML/1998/namespace}"
MOST_DEPTH = 30


def fits(head: Head) -> bool:
    """Whether a file is a golden copy."""
    return BEGINNING.match(head.text) is not None


@dataclass(frozen=True, slots=True)
class GleifJson:
    """Reads the three kinds of file."""

    name: str = "gleif_json"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say which of the three it is; of which day and whether it is whole the file does not say."""
        own = Meta(title=ROOTS[KEYS[_key(file)]][1], url=URL, licence=LICENCE, coverage="excerpt")
        meta = file.meta.over(own)
        return Document(
            sha256=file.sha256, name=file.path.name, kind="table", source=meta.source(PUBLISHER), title=meta.title
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per record; its row is the line on which it begins."""
        key = _key(file)
        name = ROOTS[KEYS[key]][0]
        columns = Columns()
        for row, record, reject in JsonRecords(file.path, within=key):
            if reject is not None:
                yield Entry(row=row, cells=(), reject=reject)
                continue
            inner = record.get(name, record) if isinstance(record, dict) else None
            try:
                node = element(name, inner)
            except ValueError as error:
                yield Entry(row=row, cells=(), reject=Reject("bad_record", f"is no record of the index: {error}"))
                continue
            yield entry_of(row, node, columns)
        tell(notes, columns)


def _key(file: SourceFile) -> str:
    with file.path.open("rb") as stream:
        found = BEGINNING.match(stream.read(1 << 16).decode("utf-8-sig", "replace"))
    if found is None:
        raise SourceError(f"must be an object with one of {', '.join(KEYS)} first", file.path, 1)
    return found.group(1)


def element(name: str, value: Any, depth: int = 0) -> etree._Element:
    """Make an element of an object.

    Raises:
        ValueError: it is no object of elements and texts, or one that XML cannot hold.
    """
    if not isinstance(value, dict):
        raise ValueError(f"{name} must be an object, got {type(value).__name__}")
    if depth > MOST_DEPTH:
        raise ValueError(f"its objects stand more than {MOST_DEPTH} deep in one another")
    node = etree.Element(name.rpartition(":")[2])
    for key, inner in value.items():
        if key == "$":
            node.text = _text(name, inner)
        elif key.startswith("@"):
            space, _, attribute = key[1:].rpartition(":")
            node.set(f"{XML if space == 'xml' else ''}{attribute}", _text(key, inner))
        else:
            for one in inner if isinstance(inner, list) else [inner]:
                node.append(element(key, one, depth + 1))
    return node


def _text(name: str, value: Any) -> str:
    if isinstance(value, (dict, list)) or value is None:
        raise ValueError(f"{name} must be a text, got {type(value).__name__}")
    return str(value)
