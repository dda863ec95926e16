"""What the page "Evidence" asks of graph and archive: the document, its claims as read, what people decided on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import data
from graph.archive import Archive
from graph.reviews import Reviewed, reviewed
from graph.store import Store
from queries import document as documents
from queries import fact_view as views
from queries.document import Kept, Told
from queries.fact_view import FactView
from queries.told import Fact

Row = dict[str, Any]
MOST = 10_000  # claims of one text
EACH = 500  # entries of a list, or rows of a table, on a page


@data.kept("wait.query")
def told(store: Store, _: Archive, identifier: str) -> Told:
    """Return what the graph knows of a document."""
    return documents.told(store, identifier)


@data.kept("wait.query")
def kept(_: Store, archive: Archive, sha256: str) -> Kept | None:
    """Return what the archive keeps of a document."""
    return documents.kept(archive, sha256)


@data.kept("wait.query")
def entries(store: Store, _: Archive, document: Told, part: int) -> list[Row]:
    """Return the entries or rows of a part of a list or table, from 1, and one more where there are more."""
    return documents.entries(store, document, (part - 1) * EACH, EACH + 1)


@data.kept("wait.query")
def of_entry(store: Store, _: Archive, document: Told, row: int, sheet: str) -> list[Row]:
    """Return the claims or facts of one entry or row."""
    return documents.of_entry(store, document, row, sheet or None)


@data.kept("wait.query")
def cells(_: Store, archive: Archive, sha256: str, row: int, sheet: str) -> list[tuple[str, str]]:
    """Return the cells of an entry or row as printed, each with the name of its column, empty where it has none."""
    headers, found = archive.row(sha256, row, sheet or None)
    names = [*headers, *[""] * max(0, len(found) - len(headers))]
    return list(zip(names, found, strict=False))


@data.kept("wait.query")
def place(_: Store, archive: Archive, sha256: str, at: int) -> str:
    """Return the page or element that a place of a text comes from; empty for plain text."""
    return archive.places(sha256, [at]).get(at, "")


def claims(document: Told) -> list[Row]:
    """Return the claims of a text, in the order of their passages."""
    found = data.ask("claims_of_document", {"document": document.id, "limit": MOST}, MOST).rows
    return sorted(found, key=lambda item: (spans(item["spans"]), item["claim"]))


def readings(sha256: str) -> Mapping[str, Reviewed]:
    """Return the claims of a text as they were read and judged, by the ids of their nodes."""
    return _readings(sha256, len(data.archive().decisions()))


@data.kept("wait.query", most=20)
def _readings(_: Store, archive: Archive, sha256: str, _decisions: int) -> dict[str, Reviewed]:
    return {one.node: one for one in reviewed(archive, sha256)}


@data.kept("wait.query")
def fact_view(store: Store, archive: Archive, identifier: str) -> FactView:
    """Return what is said of a fact."""
    return views.fact_view(store, archive, identifier)


@data.kept("wait.query")
def facts(store: Store, _: Archive, wanted: Sequence[str]) -> list[Fact]:
    """Return facts of any kind in the order of their dates."""
    return views.facts_by_id(store, wanted)


@data.kept("wait.query")
def claim_node(store: Store, _: Archive, document: str, beginning: str) -> tuple[str, int | None] | None:
    """Return the whole id of a claim of a document, and its row; None where the document has none that begins so."""
    return documents.claim(store, document, beginning)


def spans(value: object) -> list[tuple[int, int]]:
    """Read the spans of a claim as the store keeps them; what is no pair of numbers is left out."""
    try:
        pairs = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return []
    if not isinstance(pairs, list):
        return []
    right = [pair for pair in pairs if isinstance(pair, (list, tuple)) and len(pair) == 2]
    return [(pair[0], pair[1]) for pair in right if all(isinstance(end, int) for end in pair)]
