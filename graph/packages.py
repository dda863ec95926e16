"""One package of the archive: a file as one extractor read it, written whole or not at all.

    packages/ID/manifest.json           state, document, extractor, counts, checksums of all files
                part-00001.jsonl, ...   entries, 50,000 a part
                text.txt, places.json (pages or elements of its pieces), rejects.csv, original/NAME

A package counts once its manifest says completed. Parts are written whole and in order, so that a load that was
stopped goes on at the first missing part.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from graph.durable import sync_folder, translate, write_file
from graph.errors import ArchiveError, SourceError
from graph.model import Document, Entry, digest_id, replace
from graph.rights import Role, needs

PART_ROWS = 50_000
_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(Entry)
State = Literal["started", "completed", "failed"]
REJECT_COLUMNS = ("file", "sheet", "row", "column", "rule", "message", "raw")


@dataclass(frozen=True, slots=True)
class Package:
    """One file, read by one extractor in one version.

    Attributes:
        id: hash of the file, the extractor, its version and its settings.
        path: folder of the package.
        state: started, completed or failed.
        document: the file as it was read.
        extractor: name of the loader or extractor.
        version: its version, digits and dots; a later one supersedes.
        report: counts of the load, as printed.
        headers: sheet name ("" for none) -> printed column names.
        files: name -> sha256 of every file of a completed package.
        captured: when it was first completed (UTC, ISO).
        error: why a failed one failed.
        erased: whether persons were erased from it.
        by: who loaded it first, where that is known.
    """

    id: str
    path: Path
    state: State
    document: Document
    extractor: str
    version: str
    report: Mapping[str, Any]
    headers: Mapping[str, tuple[str, ...]]
    files: Mapping[str, str]
    captured: str | None
    error: str | None
    erased: bool = False
    by: str | None = None

    def entries(self) -> Iterator[Entry]:
        """Yield the entries in the order of the file, each part checked against the manifest.

        Raises:
            ArchiveError: a part is missing or damaged.
        """
        for name in self.parts():
            yield from self.entries_of(name)

    def parts(self) -> list[str]:
        """Return the names of the parts, in the order of the file."""
        return sorted(name for name in self.files if name.startswith("part-"))

    def entries_of(self, part: str) -> Iterator[Entry]:
        """Yield the entries of one part.

        Raises:
            ArchiveError: it is missing or damaged.
        """
        for number, line in enumerate(self._checked(part).split(b"\n")[:-1], start=1):
            yield self._read(part, number, line)

    def _read(self, name: str, number: int, line: bytes) -> Entry:
        try:
            return entry_of(line)
        except msgspec.MsgspecError as error:
            raise ArchiveError(
                f"package {self.id}: {name}, line {number}: is no entry that this Waybill reads ({error}); "
                f"remove {self.path} and load {self.document.name} again"
            ) from error

    def text(self) -> str:
        """Return the document's text; empty for tables and lists."""
        name = self.named("text")
        return self.read(name).decode("utf-8") if name else ""

    def places(self, offsets: Iterable[int]) -> dict[int, str]:
        """Return the pages or elements that places of the text come from; nothing for plain text."""
        name = self.named("places")
        pieces: list[list[Any]] = json.loads(self.read(name)) if name else []
        found: dict[int, str] = {}
        for offset in offsets if pieces else ():
            index = bisect_right(pieces, offset, key=lambda piece: int(piece[0])) - 1
            if index >= 0 and offset < pieces[index][1]:
                found[offset] = str(pieces[index][2])
        return found

    def named(self, stem: str) -> str | None:
        """Return the name of a file by what it begins with: an erasure writes it under another ending."""
        return next((name for name in sorted(self.files) if name.startswith(f"{stem}.")), None)

    def read(self, name: str) -> bytes:
        """Return the bytes of one file, checked against the manifest.

        Raises:
            ArchiveError: it is missing or damaged.
        """
        return self._checked(name)

    def damage(self) -> list[str]:
        """List the files that are missing or differ from the manifest, each in words."""
        found = []
        for name in sorted(self.files):
            try:
                self._checked(name)
            except ArchiveError as error:
                found.append(str(error))
        return found

    def _checked(self, name: str) -> bytes:
        try:
            data = (self.path / name).read_bytes()
        except OSError as error:
            raise ArchiveError(
                f"package {self.id}: {name} cannot be read ({error.strerror}); load {self.document.name} again"
            ) from error
        if hashlib.sha256(data).hexdigest() != self.files[name]:
            raise ArchiveError(
                f"package {self.id}: {name} is damaged (its sha256 is not the one in the manifest); "
                f"remove {self.path} and load {self.document.name} again"
            )
        return data


class PackageWriter:
    """Writes one package; made by `Archive.new_package`.

    Attributes:
        resumed: entries that an earlier, stopped load had already stored; `add` passes over them.
    """

    @needs(Role.ADMIN, "writing a package")
    def __init__(self, path: Path, document: Document) -> None:
        self.path = path
        self.document = document
        self.files: dict[str, str] = {}
        self.headers: dict[str, tuple[str, ...]] = {}
        self.report: dict[str, Any] = {}
        self._lines: list[bytes] = []
        self._rejects: list[tuple[Any, ...]] = []
        self._seen = 0
        self._parts = sorted(path.glob("part-*.jsonl"))
        self.resumed = PART_ROWS * len(self._parts)
        for part in self._parts:
            self.files[part.name] = hashlib.sha256(part.read_bytes()).hexdigest()

    def add(self, entry: Entry) -> None:
        """Take one entry; every 50,000 are written as one part."""
        self._seen += 1
        if entry.reject is not None:
            self._rejects.append(reject_row(self.document, entry))
        if self._seen <= self.resumed:
            return
        self._lines.append(entry_line(entry))
        if len(self._lines) == PART_ROWS:
            self._flush()

    def text(self, text: str, places: Sequence[tuple[int, int, str]] = ()) -> None:
        """Store the document's text, in which spans count, and from which pages or elements its pieces come."""
        self._store("text.txt", text.encode("utf-8"))
        if places:
            self._store("places.json", json.dumps(places, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))

    def header(self, cells: Sequence[str], sheet: str = "") -> None:
        """Keep the printed column names of a sheet."""
        self.headers[sheet] = tuple(cells)

    def keep(self, original: Path) -> None:
        """Keep the original bytes beside the claims."""
        if not os.access(original, os.R_OK):
            raise SourceError("is gone, or may not be read any more; load it again", original)
        folder = self.path / "original"
        folder.mkdir(exist_ok=True)
        name = re.sub(r"[^\w.\-]", "_", original.name) or "file"
        target = folder / name
        digest = hashlib.sha256()
        try:
            with open(original, "rb") as source, open(target, "wb") as copy:
                while block := source.read(1 << 20):
                    digest.update(block)
                    copy.write(block)
                copy.flush()
                os.fsync(copy.fileno())
            sync_folder(folder)
        except OSError as error:
            raise translate(error, target, "keeping the original") from error
        self.files[f"original/{name}"] = digest.hexdigest()

    def restart(self) -> None:
        """Remove the parts that an earlier load left, because they were written in another way."""
        for part in self._parts:
            part.unlink()
        self._parts, self.files, self.resumed = [], {}, 0

    def adopt(self, parts: Mapping[str, str]) -> None:
        """Take parts that were written beside this writer: name -> sha256."""
        self.files.update(parts)

    def adopt_rejects(self, pieces: Iterable[Path]) -> None:
        """Put pieces of `rejects.csv`, which were written beside this writer, together in their order."""
        digest, size = hashlib.sha256(), 0
        target = self.path / "rejects.csv"
        try:
            with open(target, "wb") as table:
                for data in chain([reject_table([])], (piece.read_bytes() for piece in pieces)):
                    digest.update(data)
                    size += len(data)
                    table.write(data)
                table.flush()
                os.fsync(table.fileno())
            if size == len(reject_table([])):
                target.unlink()
            else:
                self.files[target.name] = digest.hexdigest()
        except OSError as error:
            raise translate(error, target, "writing it") from error

    def finish(self) -> None:
        """Write what is left, the rejects included."""
        self._flush()
        if self._rejects:
            self._store("rejects.csv", reject_table(self._rejects))

    def _flush(self) -> None:
        if self._lines:
            name = f"part-{len(self._parts) + 1:05d}.jsonl"
            self._store(name, b"\n".join(self._lines) + b"\n")
            self._parts.append(self.path / name)
            self._lines = []

    def _store(self, name: str, data: bytes) -> None:
        write_file(self.path / name, data)
        self.files[name] = hashlib.sha256(data).hexdigest()


def reject_row(document: Document, entry: Entry) -> tuple[Any, ...]:
    """The line of `rejects.csv` for an entry that was not taken."""
    assert entry.reject is not None
    place = (document.name, entry.sheet or "", entry.row or "", entry.reject.column or "")
    return (*place, entry.reject.rule, entry.reject.message, json.dumps(entry.cells, ensure_ascii=False))


def reject_table(rows: Iterable[tuple[Any, ...]]) -> bytes:
    """The bytes of `rejects.csv`."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(REJECT_COLUMNS)
    writer.writerows(rows)
    return table.getvalue().encode("utf-8", "backslashreplace")


def package_id(sha256: str, extractor: str, version: str, settings: str = "") -> str:
    """Id of a package: the file, and all that decides what is read from it."""
    return digest_id("package", sha256, extractor, version, settings)


def line_sum(line: str) -> str:
    """Checksum of a line or a manifest: the first 16 digits of its sha256."""
    return hashlib.sha256(line.encode("utf-8")).hexdigest()[:16]


def manifest_of(identifier: str, document: Document, extractor: str, version: str) -> dict[str, Any]:
    """The part of a manifest that is known before the first row."""
    return {"format": 1, "id": identifier, "document": asdict(document), "extractor": extractor, "version": version}


@needs(Role.ADMIN, "writing a package")
def write_manifest(path: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest whole, with its checksum in the last line."""
    data = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    write_file(path / "manifest.json", (data + "\n" + line_sum(data) + "\n").encode("utf-8"))


def write_failed(path: Path, manifest: dict[str, Any], error: BaseException) -> None:
    """Keep the error beside the package; one that a person stopped stays started, to be resumed."""
    stopped = isinstance(error, KeyboardInterrupt)
    state = "started" if stopped else "failed"
    try:
        write_manifest(path, manifest | {"state": state, "error": f"{type(error).__name__}: {error}"})
    except ArchiveError:
        return  # the disk is full: the package stays started, which counts as little as failed


def manifest_data(text: str) -> dict[str, Any]:
    """Check the text of a manifest against the checksum in its last line, and return what it holds.

    Raises:
        ValueError: it is damaged.
    """
    data, total = text.rstrip("\n").rsplit("\n", 1)
    if total != line_sum(data):
        raise ValueError("its checksum does not fit")
    found: dict[str, Any] = json.loads(data)
    return found


def read_manifest(path: Path) -> Package:
    """Read a manifest.

    Raises:
        ArchiveError: it is damaged or of another format.
    """
    try:
        manifest = manifest_data(path.read_text(encoding="utf-8"))
        if manifest["format"] != 1:
            raise ArchiveError(f"{path}: format {manifest['format']} is not one that this Waybill reads (1); update it")
        if manifest["state"] not in get_args(State):
            raise ValueError(f"its state is {manifest['state']!r}")
        if odd := [name for name in manifest.get("files", {}) if name.startswith("/") or ".." in name.split("/")]:
            raise ValueError(f"it names a file outside the package, {odd[0]!r}")
        document = manifest["document"]
        return Package(
            id=manifest["id"],
            path=path.parent,
            state=manifest["state"],
            document=msgspec.convert(document, Document),
            extractor=manifest["extractor"],
            version=manifest["version"],
            report=manifest.get("report", {}),
            headers={sheet: tuple(cells) for sheet, cells in manifest.get("headers", {}).items()},
            files=manifest.get("files", {}),
            captured=manifest.get("captured"),
            error=manifest.get("error"),
            erased="erased" in manifest,
            by=manifest.get("by"),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, msgspec.ValidationError) as error:
        raise ArchiveError(
            f"{path}: the manifest is damaged ({error}); remove {path.parent} and load its file again"
        ) from error


def entry_line(entry: Entry) -> bytes:
    """One line of a part; a row's quote is its cells joined by TAB, which the line holds already."""
    if entry.cells and entry.claims:
        entry = replace(entry, claims=tuple(replace(claim, quote="") for claim in entry.claims))
    return _ENCODER.encode(entry)


def entry_of(line: bytes) -> Entry:
    """Read a line of a part.

    Raises:
        msgspec.MsgspecError: it is no entry.
    """
    entry = _DECODER.decode(line)
    if entry.cells:
        quote = "\t".join(entry.cells)
        for claim in entry.claims:
            msgspec.structs.force_setattr(claim, "quote", quote)  # nobody else has seen it yet
    return entry
