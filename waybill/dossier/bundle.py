"""Packs a dossier with the original files behind it into one ZIP, the same bytes for the same content."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from dashboard.components.picture import picture
from dashboard.components.svg import svg
from graph.errors import ArchiveError
from graph.export.sources import warnings
from queries.supply import Path as SupplyPath
from waybill import __version__
from waybill.dossier.book import Book
from waybill.dossier.forms import WRITERS
from waybill.dossier.model import SYNTHETIC, Dossier, readable
from waybill.dossier.names import file_name

TIME = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can hold
BLOCK = 1 << 20
SUMS, README, NOT_KEPT = "SHA256SUMS", "README.txt", "not-kept.tsv"


@dataclass(slots=True)
class Packed:
    """What a bundle holds.

    Attributes:
        files: how many, the checksums included.
        originals: how many original files.
        not_kept: names of documents whose originals the archive does not keep.
        warned: what the licences forbid, a line each.
    """

    files: int = 0
    originals: int = 0
    not_kept: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)


def pack(target: IO[bytes], dossier: Dossier, book: Book, path: SupplyPath) -> Packed:
    """Write a bundle.

    Args:
        target: an open file.
        dossier: of the path.
        book: the documents behind it.
        path: the answer.

    Raises:
        ArchiveError: an original is missing or damaged.
    """
    done = Packed(warned=warnings(book.terms))
    members: dict[str, bytes | Path] = dict(_own(dossier, path))
    kept, missing = _originals(book)
    members |= kept
    done.originals, done.not_kept = len(kept), [line.split("\t")[0] for line in missing]
    if missing:
        members[NOT_KEPT] = ("file\tsha256\tpublisher\taddress\n" + "".join(f"{line}\n" for line in missing)).encode()
    members[README] = _readme(dossier, done).encode()
    sums = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(members):
            sums.append(f"{_write(packed, name, members[name])}  {name}\n")
        _write(packed, SUMS, "".join(sums).encode())
    done.files = len(members) + 1
    return done


def _own(dossier: Dossier, path: SupplyPath) -> Iterator[tuple[str, bytes]]:
    """Yield what is made here: the dossier in each form, the answer, the picture."""
    for form, write in WRITERS.items():
        yield f"dossier.{form}", write(dossier)
    answer = {"schema": 1, "known_on": dossier.known_on, "path": path.to_json()}
    yield "answer.json", (json.dumps(answer, ensure_ascii=True, indent=2) + "\n").encode()
    yield "picture.svg", svg(picture([path.to_json()]), readable(dossier.title)).encode()


def _originals(book: Book) -> tuple[dict[str, bytes | Path], list[str]]:
    """Return the original files by their names in the bundle, and lines for those that are not kept."""
    found: dict[str, bytes | Path] = {}
    missing = []
    for number, document in enumerate(book.documents, start=1):
        kept, package = book.kept(document), book.package(document)
        if kept is not None:
            held, name = kept
            found[f"originals/{number:03d}-{file_name(held.document.name)}"] = held.path / name
        elif package is not None:
            source = package.document.source
            cells = (package.document.name, package.document.sha256, source.publisher, source.url or "")
            missing.append("\t".join(readable(cell) for cell in cells))
        else:
            missing.append(f"document\t{document}\t\t")
    return found, missing


def _write(packed: zipfile.ZipFile, name: str, content: bytes | Path) -> str:
    """Write one member and return its sha256; an original is read in blocks."""
    info = zipfile.ZipInfo(name, TIME)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    digest = hashlib.sha256()
    source = _open(content) if isinstance(content, Path) else io.BytesIO(content)
    with source, packed.open(info, "w", force_zip64=True) as member:
        while block := source.read(BLOCK):
            digest.update(block)
            member.write(block)
    return digest.hexdigest()


def _open(original: Path) -> IO[bytes]:
    try:
        return open(original, "rb")
    except OSError as error:
        raise ArchiveError(
            f"{original}: the original cannot be read ({error.strerror}); load its file again"
        ) from error


def _readme(dossier: Dossier, done: Packed) -> str:
    """Say what lies in a bundle and how to verify it."""
    lines = [
        f"Waybill bundle of path {dossier.id}, as known on {dossier.known_on} UTC.",
        *([SYNTHETIC] if dossier.synthetic else []),
        "",
        "A path says who states what, not that it is true.",
        "",
        "dossier.pdf, dossier.html, dossier.md   the dossier, three forms of one content",
        "answer.json, picture.svg                the path as data and as a picture",
        f"originals/                              files as they were loaded, byte for byte: {done.originals}",
        "SHA256SUMS                              checksums of all of these",
        "",
        "To verify, unpack it and run in its folder:",
        "",
        "    sha256sum -c SHA256SUMS",
        "",
        "The checksums of the originals are those that the dossier names beside each quote, so nobody has to trust the",
        "programme that made this: open the file, find the passage.",
        "A text that was read out of another file, such as the reasons within a list, is here beside that file.",
    ]
    if done.not_kept:
        lines += [
            "",
            f"{NOT_KEPT}: {len(done.not_kept)} originals are not kept here; it says which, and where they came from.",
        ]
    if done.warned:
        lines += ["", "Mind the licences before you pass this on:", *(f"- {readable(line)}" for line in done.warned)]
    return "\n".join([*lines, "", f"Made by Waybill {__version__}."]) + "\n"
