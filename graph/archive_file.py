"""Packages and decisions as one file, for colleagues and as the backup.

A tar, compressed by gzip, the same bytes for the same content:

    waybill-archive.json       first: the format, and size and sha256 of every other member
    decisions.jsonl            as in the archive, in the order in which decisions count
    packages/ID/...            the files of each completed package, its manifest first

What names say of who is who (graph.joins) stays behind: it follows from the packages, and `waybill resolve` finds it
again, for those of both archives together.

Taking it over checks everything in a folder apart before anything is taken: members that the first one does not name,
links, sizes, checksums, every line. Where both archives hold a package, the better one stays, by a rule that does not
ask who took over whom (`_better`).
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from graph.archive import Archive, Decision
from graph.archive_reading import DEFAULT_LIMIT, FIRST, FORMAT, LOG, Staged, stage
from graph.decisions import written
from graph.durable import locked, sync_folder, whole_file
from graph.erasure import Erased, Erasure, erase_everywhere, erase_package, erasure_of_records
from graph.errors import ArchiveError
from graph.holdings import find
from graph.identity import claim_id
from graph.joins import Who, who_of
from graph.packages import Package, manifest_data, write_manifest
from graph.people import persons
from graph.rights import Role, needs


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds: packages, decisions, and the bytes of its members."""

    packages: int
    decisions: int
    size: int


@dataclass(slots=True)
class Imported:
    """What an import took.

    Attributes:
        new, replaced, known: ids of packages that came, that took the place of one of the same id, that were there.
        decisions: decisions that came.
        erased: what had to be erased in the own packages, for the other archive had erased it; None where nothing.
        erasure: whom, for the rest of the home.
    """

    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    decisions: int = 0
    erased: Erased | None = None
    erasure: Erasure | None = None


def write(archive: Archive, target: Path, words: Sequence[str] = ()) -> Exported:
    """Write completed packages and decisions into one file.

    Args:
        archive: the archive.
        target: the file; it must not be there.
        words: sources, files or packages (graph.holdings.find); none means everything.

    Raises:
        ArchiveError: the file is there, a package is damaged, words fit nothing, or the disk refuses.
    """
    if os.path.lexists(target):
        raise ArchiveError(f"{target}: is there already; name another file, or remove it first")
    packages = [package for package in archive.packages() if package.state == "completed"]
    decisions = archive.decisions()
    if words:
        chosen = {one.package for text in words for one in find(archive, text)}
        packages = [package for package in packages if package.id in chosen]
        decisions = _decisions_of(packages, decisions)
    for package in packages:
        if damage := package.damage():
            raise ArchiveError(f"nothing was written: {damage[0]}")
    log = written(decisions)
    members = dict(_members(packages))
    listing: dict[str, dict[str, Any]] = {
        name: {"size": path.stat().st_size, "sha256": sha256} for name, (path, sha256) in members.items()
    }
    listing[LOG] = {"size": len(log), "sha256": hashlib.sha256(log).hexdigest()}
    first = json.dumps({"format": FORMAT, "members": listing}, ensure_ascii=False, sort_keys=True, indent=1).encode()
    with (
        whole_file(target, "writing the archive file") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        _add(tar, FIRST, io.BytesIO(first), len(first))
        _add(tar, LOG, io.BytesIO(log), len(log))
        for name, (path, _) in members.items():
            with open(path, "rb") as content:
                _add(tar, name, content, path.stat().st_size)
    return Exported(len(packages), len(decisions), sum(one["size"] for one in listing.values()))


def verify(source: Path, limit: int = DEFAULT_LIMIT) -> Exported:
    """Check a file without taking anything.

    Raises:
        ArchiveError: what is wrong, by the name of the member.
    """
    with tempfile.TemporaryDirectory(prefix="waybill-") as folder:
        staged = stage(source, Path(folder), limit)
        return Exported(len(staged.packages), len(staged.decisions), staged.size)


@needs(Role.ADMIN, "taking over an archive")
def take(archive: Archive, source: Path, limit: int = DEFAULT_LIMIT) -> Imported:
    """Take over packages and decisions; everything is checked before anything is taken.

    Args:
        archive: the own archive; made when there is none.
        source: the file.
        limit: bytes that its members may have together.

    Raises:
        ArchiveError: what is wrong, by the name of the member; the archive is as before.
    """
    archive.folder.mkdir(parents=True, exist_ok=True)
    with _staging(archive) as folder:
        staged = stage(source, folder, limit)
        before = archive.erased()
        records = before | {one.subject for one in staged.decisions if one.kind == "erasure"}
        if records:
            staged = _without_erased(staged, records, who_of(archive, staged.decisions))
        mine = {package.id: package for package in archive.packages()}
        erasure = None
        if records > before:  # while the names are known
            erasure = erasure_of_records(archive, records, staged.decisions)
        done = Imported(decisions=archive.decision_log.merge(staged.decisions))
        for package in staged.packages:
            _place(archive, package, mine.get(package.id), folder, done)
        if erasure is not None:
            done.erasure, done.erased = erasure, erase_everywhere(archive, erasure)
        sync_folder(archive.folder)
    return done


# Writing


def _members(packages: Iterable[Package]) -> Iterator[tuple[str, tuple[Path, str]]]:
    for package in packages:
        manifest = package.path / "manifest.json"
        yield f"packages/{package.id}/manifest.json", (manifest, hashlib.sha256(manifest.read_bytes()).hexdigest())
        for name in sorted(package.files):
            yield f"packages/{package.id}/{name}", (package.path / name, package.files[name])


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o644, 0
    tar.addfile(member, content)


def _decisions_of(packages: Sequence[Package], decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions that concern some packages; erasures always go along, and judgements, which name only records."""
    subjects = {package.id for package in packages} | {package.document.source.key for package in packages}
    claims: set[str] = set()
    rules: set[str] = set()
    for package in packages:
        said = [claim for entry in package.entries() for claim in entry.claims]
        claims.update(claim_id(package.document.sha256, claim) for claim in said)
        rules.update(f"{claim.kind} {claim.language}" for claim in said)
    named = {"review": claims, "rule": rules}
    return [
        one for one in decisions if one.kind in ("erasure", "judgement") or one.subject in named.get(one.kind, subjects)
    ]


# Taking


@contextmanager
def _staging(archive: Archive) -> Iterator[Path]:
    """Give a folder on the same disk; what a kill left of an earlier one is removed."""
    with locked(archive.folder / "locks" / "import"):
        for old in archive.folder.glob("incoming-*"):
            shutil.rmtree(old, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix="incoming-", dir=archive.folder))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _without_erased(staged: Staged, records: frozenset[str], who: Who) -> Staged:
    """Erase whoever either side has erased, before the packages are taken."""
    known = persons(staged.packages, who)
    gone = [one for one in known if one.records & records]
    if not gone:
        return staged
    what = Erasure.of(records, gone, [one for one in known if not one.records & records])
    return Staged([erase_package(package, what) for package in staged.packages], staged.decisions, staged.size)


def _place(archive: Archive, theirs: Package, mine: Package | None, folder: Path, done: Imported) -> None:
    target = archive.folder / "packages" / theirs.id
    with archive.locked(theirs.id):
        if mine is not None and mine.state == "completed":
            first = min((one for one in (mine, theirs) if one.captured), key=_loaded, default=None)
            better = _better(mine, theirs)
            if first is not None and _loaded(first) != _loaded(better):  # note the first time that either had it
                write_manifest(better.path, _raw(better) | {"captured": first.captured, "by": first.by})
            if better is mine:
                done.known.append(mine.id)
                return
            done.replaced.append(mine.id)
        else:
            done.new.append(theirs.id)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            os.rename(target, folder / f"before-{theirs.id}")
        os.rename(theirs.path, target)
        sync_folder(target.parent)


def _better(mine: Package, theirs: Package) -> Package:
    """Choose one of two packages of the same id, whoever takes over from whom.

    What was erased stays erased; the same content is better with the original bytes; else the words about the file
    that came first stay, as they do in one archive.
    """
    erased = [_raw(one).get("erased", 0) for one in (mine, theirs)]
    if erased[0] != erased[1]:
        return mine if erased[0] > erased[1] else theirs
    if mine.document == theirs.document and _content(mine) == _content(theirs):
        return theirs if _has_original(theirs) and not _has_original(mine) else mine
    return min((mine, theirs), key=lambda one: (one.captured or "~", json.dumps(_raw(one), sort_keys=True)))


def _content(package: Package) -> dict[str, str]:
    return {name: sha256 for name, sha256 in package.files.items() if not name.startswith("original/")}


def _has_original(package: Package) -> bool:
    return len(_content(package)) < len(package.files)


def _raw(package: Package) -> dict[str, Any]:
    return manifest_data((package.path / "manifest.json").read_text(encoding="utf-8"))


def _loaded(package: Package) -> tuple[str, str]:
    return package.captured or "", package.by or ""
