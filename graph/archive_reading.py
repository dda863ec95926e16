"""Unpacks an archive file into a folder apart and checks all of it: names, links, sizes, checksums, every line.

Its form stands in graph/archive_file.py. Nothing that a file says of itself is believed before it was counted.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graph.admission import admitted, unfit_document
from graph.archive import Decision
from graph.decisions import parse
from graph.durable import translate
from graph.errors import ArchiveError
from graph.packages import Package, read_manifest

FORMAT = 1
FIRST, LOG = "waybill-archive.json", "decisions.jsonl"
MEMBER = re.compile(r"packages/([0-9a-f]{32})/((?:original/)?[^/\0]+)")
FIRST_LIMIT = 64 << 20  # bytes of the first member
MEMBERS_LIMIT = 2_000_000
OVERHEAD = 4096  # bytes that a member takes beside its content: headers and filling
DEFAULT_LIMIT = 50_000 << 20
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Staged:
    """A file, unpacked and checked."""

    packages: list[Package]
    decisions: list[Decision]
    size: int


class _Bounded(io.RawIOBase):
    """What comes out of the compression, up to what it may be: a few bytes in must not become a disk full out."""

    def __init__(self, packed: IO[bytes] | gzip.GzipFile, allowed: int, limit: int) -> None:
        self._packed = packed
        self.allowed = allowed
        self._limit = limit

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read at most so many bytes."""
        data = self._packed.read(min(size, BLOCK) if size >= 0 else BLOCK)
        self.allowed -= len(data)
        if self.allowed < 0:
            raise ArchiveError(
                f"unpacks to more than it says, or than the limit of {self._limit >> 20:,} MiB allows "
                "(WAYBILL_UNPACK_LIMIT_MB)"
            )
        return data


def stage(source: Path, folder: Path, limit: int) -> Staged:
    """Unpack a file into a folder and check all of it.

    Raises:
        ArchiveError: names the file and the member.
    """
    try:
        with open(source, "rb") as raw, gzip.GzipFile(fileobj=raw) as packed:
            stream = _Bounded(packed, FIRST_LIMIT + BLOCK, limit)
            with tarfile.open(fileobj=stream, mode="r|", bufsize=BLOCK) as tar:
                listing = _listing(tar, limit)
                needed = sum(size for size, _ in listing.values())
                stream.allowed = needed + OVERHEAD * (len(listing) + 2) + 2 * BLOCK
                if shutil.disk_usage(folder).free < needed:
                    raise ArchiveError(f"needs {needed:,} bytes, and the disk of {folder} has not so many free")
                _unpack(tar, listing, folder)
        return _checked(folder, listing)
    except ArchiveError as error:
        raise ArchiveError(f"{source}: {error}; nothing was taken") from error
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, UnicodeError) as error:
        raise ArchiveError(
            f"{source}: is no archive file of waybill, or damaged ({error}); nothing was taken"
        ) from error
    except OSError as error:
        raise translate(error, source, "reading the archive file; nothing was taken") from error


def _listing(tar: tarfile.TarFile, limit: int) -> dict[str, tuple[int, str]]:
    """Read the first member: name -> size and sha256 of every other."""
    first = tar.next()
    if first is None or first.name != FIRST or not first.isreg() or first.size > FIRST_LIMIT:
        raise ArchiveError(f"must begin with {FIRST}, which `waybill archive export` writes")
    content = tar.extractfile(first)
    assert content is not None
    try:
        data = json.loads(content.read())
        if data["format"] != FORMAT:
            raise ArchiveError(f"format {data['format']} is not one that this Waybill reads ({FORMAT}); update it")
        found = {str(name): (int(one["size"]), str(one["sha256"])) for name, one in data["members"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ArchiveError(f"{FIRST}: is damaged ({error})") from error
    if len(found) > MEMBERS_LIMIT:
        raise ArchiveError(f"holds {len(found):,} members; at most {MEMBERS_LIMIT:,} are taken")
    for name, (size, _) in found.items():
        inside = MEMBER.fullmatch(name)
        if name != LOG and (not inside or inside[2].split("/")[-1] in (".", "..") or "\\" in name):
            raise ArchiveError(f"{name!r}: is no name of a member; it might lead outside")
        if size < 0:
            raise ArchiveError(f"{name}: has a size of {size}")
    if (total := sum(size for size, _ in found.values())) > limit:
        raise ArchiveError(
            f"unpacks to {total >> 20:,} MiB, the limit is {limit >> 20:,} MiB; WAYBILL_UNPACK_LIMIT_MB sets another"
        )
    return found


def _unpack(tar: tarfile.TarFile, listing: dict[str, tuple[int, str]], folder: Path) -> None:
    left = dict(listing)
    while (member := tar.next()) is not None:
        name = member.name
        if name not in left:
            raise ArchiveError(f"{name!r}: {'stands there twice' if name in listing else 'is not named in ' + FIRST}")
        size, sha256 = left.pop(name)
        if not member.isreg():
            raise ArchiveError(f"{name}: is no plain file but a link, folder or device")
        if member.size != size:
            raise ArchiveError(f"{name}: has {member.size:,} bytes, must have {size:,}")
        content = tar.extractfile(member)
        assert content is not None
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with open(target, "wb") as copy:
            while block := content.read(BLOCK):
                digest.update(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest() != sha256:
            raise ArchiveError(f"{name}: is damaged (its sha256 is another than {FIRST} says)")
    if left:
        raise ArchiveError(f"{min(left)}: is missing; the file was cut off")


def _checked(folder: Path, listing: dict[str, tuple[int, str]]) -> Staged:
    """Hold what was unpacked against its own manifests, line by line."""
    decisions = parse((folder / LOG).read_bytes(), LOG) if LOG in listing else []
    names: dict[str, set[str]] = {}
    for name in listing:
        if found := MEMBER.fullmatch(name):
            names.setdefault(found[1], set()).add(found[2])
    packages = []
    for identifier in sorted(names):
        place = f"packages/{identifier}"
        if "manifest.json" not in names[identifier]:
            raise ArchiveError(f"{place}: has no manifest.json")
        package = read_manifest(folder / place / "manifest.json")
        if package.id != identifier or package.state != "completed":
            raise ArchiveError(f"{place}: its manifest is of package {package.id}, {package.state}")
        if set(package.files) != names[identifier] - {"manifest.json"}:
            odd = sorted(set(package.files) ^ (names[identifier] - {"manifest.json"}))
            raise ArchiveError(f"{place}: its manifest and its files differ: {odd[0]}")
        for damage in package.damage():
            raise ArchiveError(damage)
        if wrong := unfit_document(package.document):
            raise ArchiveError(f"{place}: its document cannot be kept: {wrong}")
        _check_entries(package, place)
        packages.append(package)
    return Staged(packages, decisions, sum(size for size, _ in listing.values()))


def _check_entries(package: Package, place: str) -> None:
    """Read each line once, so that none is found to be no entry, or to fit into no graph, after it was taken."""
    count = claims = 0
    for count, entry in enumerate(package.entries(), start=1):
        claims += len(entry.claims)
        reject = admitted(entry).reject
        if reject is not None and entry.reject is None:
            raise ArchiveError(f"{place}: entry {count} (row {entry.row}) cannot be kept: {reject.message}")
    for name, held in (("rows_in", count), ("claims", claims)):
        told = package.report.get(name, held)
        if told != held and not package.erased:
            raise ArchiveError(f"{place}: its manifest says {name} {told}, its parts hold {held:,}")
