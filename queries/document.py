"""A document as people read it: what it is, whose word it is, which others repeat it, its entries or rows in parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.archive import Archive
from graph.errors import ArchiveError
from graph.packages import Package
from graph.store import Store
from queries import ids, whose
from queries.ids import DOCUMENT
from queries.parts import part

MOST_COPIES = 200  # documents that repeat one text; they are few even where an agency is widely printed
MOST_OF_ENTRY = 200  # claims of one entry, or facts of one row
ORIGINALS = "original/"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that says the same in the same words as others.

    Attributes:
        id: of its node.
        title: as printed, else the name of its file.
        publisher: who printed it.
        published: partial ISO date.
    """

    id: str
    title: str
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the graph knows of a document.

    Attributes:
        id: of its node.
        name: of the file.
        title: as printed.
        kind: text, table or list.
        language: ISO 639-1 code.
        published: partial ISO date.
        url: address of the original, as the source gives it.
        edition, licence: of the source, as stated.
        publisher, owner: who prints it, and whose that is.
        origin: what independence is judged by; of reprints that of the text that they repeat.
        synthetic: whether it is invented.
        claims: claims of a text or list.
        rows: facts that its rows state.
        first: the text that it repeats nearly word for word; None where it repeats none.
        copies: the others of that text, or those that repeat this one, the earliest first, at most MOST_COPIES.
        more_copies: whether there are more.
        of_origin: documents that count as one source with it, itself included.
        publishers: of those.
    """

    id: str
    name: str
    title: str | None
    kind: str
    language: str | None
    published: str | None
    url: str | None
    edition: str | None
    licence: str | None
    publisher: str | None
    owner: str | None
    origin: str | None
    synthetic: bool
    claims: int
    rows: int
    first: Copy | None = None
    copies: tuple[Copy, ...] = ()
    more_copies: bool = False
    of_origin: int = 1
    publishers: int = 1

    @property
    def called(self) -> str:
        """Its title, else the name of its file."""
        return self.title or self.name

    @property
    def sha256(self) -> str:
        """The first 32 digits of its checksum."""
        return self.id.removeprefix(DOCUMENT)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the archive keeps of a document.

    Attributes:
        sha256: whole checksum of the file.
        package: id of the package that holds it.
        captured: when it was first loaded completely, UTC ISO.
        by: who loaded it, where that is known.
        originals: name and size in bytes of each original file.
        length: characters of its text.
        encoding: how the bytes were read.
        coverage: complete, excerpt or amendment.
        erased: whether persons were erased from it, and its original with them.
        parent: checksum and name of the document that it was read from, such as a list whose reasons it holds.
    """

    sha256: str
    package: str
    captured: str | None
    by: str | None
    originals: tuple[tuple[str, int], ...]
    length: int
    encoding: str
    coverage: str
    erased: bool
    parent: tuple[str, str] | None = None


def told(store: Store, identifier: str) -> Told:
    """Return what the graph knows of a document.

    Args:
        store: an open store.
        identifier: as `queries.ids.node` takes it.

    Raises:
        InvalidParameter: no document has this id, or several do.
    """
    _, whole = ids.node(store, identifier, ("Document",), "document")
    [row] = store.read(part("document_told"), {"id": whole})
    repeated = row.pop("reprint_of")
    first = _copy(store.read(part("document_told"), {"id": repeated})) if repeated else None
    found = store.read(part("document_copies"), {"first": repeated or whole, "limit": MOST_COPIES + 1})
    copies = [Copy(one["id"], one["title"] or one["name"], one["publisher"], one["published"]) for one in found]
    group = whose.members(store, [repeated or whole]).get(repeated or whole, []) if found else []
    row["origin"] = whose.word_of(group) if group else row["origin"]
    counted: Mapping[str, int] = {"documents": 0, "publishers": 0}
    if row["origin"]:
        [counted] = store.read(part("origin_counted"), {"origin": row["origin"], "synthetic": row["synthetic"]})
    others = [one for one in group if one["origin"] != row["origin"]]
    return Told(
        **row,
        first=first,
        copies=tuple(one for one in copies[:MOST_COPIES] if one.id != whole),
        more_copies=len(copies) > MOST_COPIES,
        of_origin=counted["documents"] + len(others),
        publishers=counted["publishers"] + len({one["publisher"] for one in others}),
    )


def _copy(rows: list[Row]) -> Copy | None:
    found = [Copy(one["id"], one["title"] or one["name"], one["publisher"], one["published"]) for one in rows]
    return found[0] if found else None


def kept(archive: Archive, sha256: str) -> Kept | None:
    """Return what the archive keeps of a document; None where it does not hold it.

    Args:
        archive: the archive.
        sha256: of the document, whole or its first 32 digits.
    """
    try:
        package = archive.of_document(sha256)
    except ArchiveError:
        return None
    document = package.document
    names = sorted(name for name in package.files if name.startswith(ORIGINALS))
    sizes = [(name.removeprefix(ORIGINALS), _size(package, name)) for name in names]
    return Kept(
        document.sha256, package.id, package.captured, package.by, tuple(sizes), document.length, document.encoding,
        document.source.coverage, package.erased, _parent(archive, package),
    )  # fmt: skip


def original(archive: Archive, sha256: str, name: str) -> bytes:
    """Return the bytes of an original file.

    Raises:
        ArchiveError: it is not there, or damaged.
    """
    return archive.of_document(sha256).read(f"{ORIGINALS}{name}")


def _size(package: Package, name: str) -> int:
    try:
        return (package.path / name).stat().st_size
    except OSError:
        return 0


def _parent(archive: Archive, package: Package) -> tuple[str, str] | None:
    derived = package.report.get("derived_from")
    if not isinstance(derived, str):
        return None
    try:
        above = archive.package(derived).document
    except ArchiveError:
        return None
    return (above.sha256, above.name) if above.sha256 != package.document.sha256 else None


def entries(store: Store, told: Told, skip: int, limit: int) -> list[Row]:
    """Return some claims of a list, or some rows of a table with the fact that each states, in the order of the file.

    Args:
        store: an open store.
        told: the document.
        skip: how many stand before.
        limit: most of them.
    """
    name = "rows_in_document" if told.kind == "table" else "entries_of_document"
    return store.read(part(name), {"document": told.id, "skip": skip, "limit": limit})


def of_entry(store: Store, told: Told, row: int, sheet: str | None = None) -> list[Row]:
    """Return the claims of an entry of a list with their facts, or the facts of a row of a table."""
    if told.kind != "table":
        return store.read(part("claims_of_entry"), {"document": told.id, "row": row, "limit": MOST_OF_ENTRY})
    found = store.read(
        part("facts_of_row"), {"document": told.id, "row": row, "sheet": sheet, "limit": MOST_OF_ENTRY}
    )  # fmt: skip
    return [{"claim": None, "row": row, "sheet": one["sheet"], "facts": [one["fact"]]} for one in found]


def claim(store: Store, document: str, beginning: str) -> tuple[str, int | None] | None:
    """Return the whole id of a claim of a document, and the row of its entry.

    Args:
        store: an open store.
        document: id of its node.
        beginning: of the id of the claim, eight characters at least.

    Returns:
        None where no claim of the document begins so, or several do.
    """
    if len(beginning) < ids.SHORTEST_BEGINNING:
        return None
    found = store.read(
        part("claim_of_document"), {"document": document, "from": beginning, "to": beginning + ids.HIGHEST}
    )
    return (found[0]["claim"], found[0]["row"]) if len(found) == 1 else None
