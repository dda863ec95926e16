"""The archive: packages of claims and the log of decisions. It is the record; every graph is made from it.

archive/packages/ID/        one package per file and extraction (graph/packages.py)
archive/decisions.jsonl     reviews, rules, judgements, withdrawals, erasures; append only (graph/decisions.py)
archive/joins.jsonl         what names say of who is who; made anew by each resolve (graph/joins.py)
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from graph.decisions import Decision, DecisionLog
from graph.durable import locked, sync_folder, translate
from graph.errors import ArchiveError
from graph.model import Document
from graph.packages import (
    Package,
    PackageWriter,
    manifest_of,
    package_id,
    read_manifest,
    write_failed,
    write_manifest,
)
from graph.rights import Role, acting, needs

__all__ = ["AlreadyLoaded", "Archive", "Decision", "now"]


class AlreadyLoaded(ArchiveError):
    """Another load has completed the same package meanwhile; nothing is lost and nothing is to be done."""


@dataclass(slots=True)
class Archive:
    """The archive in one folder.

    Args:
        folder: made when missing, at the first write.
    """

    folder: Path
    _texts: dict[str, Package] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        """The decision log."""
        return self.folder / "decisions.jsonl"

    def packages(self) -> list[Package]:
        """All packages in any state, sorted by id.

        Raises:
            ArchiveError: a manifest is damaged.
        """
        manifests = sorted((self.folder / "packages").glob("*/manifest.json"))
        return [read_manifest(path) for path in manifests]

    def active(self) -> list[Package]:
        """Completed packages that nothing supersedes and nobody withdrew, sorted by id, handed-in claims last.

        One edition in two formats counts once: where the rows are the same, the package of the smaller id. A package of
        several extractors side by side ("rules+model") holds what each of them says, and stands for their own packages.
        Of two packages with the same claim the first speaks, so that nothing handed in changes a claim that stands.
        """
        gone = self.withdrawn()
        best: dict[tuple[str, str], Package] = {}
        for package in self.packages():
            if package.state != "completed" or {package.id, package.document.source.key} & gone:
                continue
            key = (str(package.report.get("content") or package.document.sha256), package.extractor)
            if key not in best or _version(best[key].version) < _version(package.version):
                best[key] = package
        held = {(document, part) for document, names in best if "+" in names for part in names.split("+")}
        counted = (package for key, package in best.items() if key not in held)
        return sorted(counted, key=lambda package: ("author" in package.report, package.id))

    def size(self) -> int:
        """How many claims and rows the packages hold that count, about."""
        reports = (package.report for package in self.active())
        return sum(max(int(report.get("rows_in") or 0), int(report.get("claims") or 0)) for report in reports)

    def find(self, sha256: str, extractor: str, version: str, settings: str = "") -> Package | None:
        """Return the completed package of a file read by this extractor, version and settings, if there is one."""
        path = self._path(package_id(sha256, extractor, version, settings)) / "manifest.json"
        package = read_manifest(path) if path.exists() else None
        return package if package is not None and package.state == "completed" else None

    def package(self, identifier: str) -> Package:
        """Return one package by its whole id.

        Raises:
            ArchiveError: there is none, or its manifest is damaged.
        """
        return read_manifest(self._path(identifier) / "manifest.json")

    def of_document(self, sha256: str) -> Package:
        """Return the package that holds a document, by its sha256, whole or the beginning of it.

        Raises:
            ArchiveError: no package holds it.
        """
        key = sha256.removeprefix("document:")
        if key not in self._texts:
            found = [package for package in self.active() if package.document.sha256.startswith(key)]
            if not found or len(key) < 8:
                raise ArchiveError(f"document {sha256}: is not in the archive; load its file first")
            self._texts[key] = found[0]
        return self._texts[key]

    def locked(self, identifier: str) -> AbstractContextManager[None]:
        """Hold the lock of a package; whoever writes it meanwhile is waited for."""
        return locked(self.folder / "locks" / identifier)

    @needs(Role.ADMIN, "loading")
    @contextmanager
    def new_package(
        self,
        document: Document,
        *,
        extractor: str,
        version: str,
        settings: str = "",
        original: Path | None = None,
    ) -> Iterator[PackageWriter]:
        """Write a package; completed at the end of the block, failed when the block raises.

        A stopped load of the same file is resumed. Another process that writes the same package is waited for.

        Args:
            document: the file as it was read.
            extractor: name of the loader.
            version: its version.
            settings: hash of what else changes its output (mapping, gazetteer).
            original: the file whose bytes are kept; None keeps none.
        """
        identifier = package_id(document.sha256, extractor, version, settings)
        path = self._path(identifier)
        with self.locked(identifier):
            try:
                path.mkdir(parents=True, exist_ok=True)
                sync_folder(path.parent)
            except OSError as error:
                raise translate(error, path, "making the package") from error
            if self.find(document.sha256, extractor, version, settings) is not None:
                raise AlreadyLoaded(f"{document.name}: is in the archive already (package {identifier})")
            manifest = manifest_of(identifier, document, extractor, version)
            earlier = path / "manifest.json"
            if earlier.exists() and read_manifest(earlier).document != document:
                shutil.rmtree(path)  # the words about the file changed: its parts do not fit any more
                path.mkdir()
            write_manifest(path, manifest | {"state": "started"})
            writer = PackageWriter(path, document)
            try:
                yield writer
                if original is not None:
                    writer.keep(original)
                writer.finish()
            except BaseException as error:
                write_failed(path, manifest, error)
                raise
            manifest |= {"report": writer.report, "headers": writer.headers, "files": writer.files}
            manifest |= {"captured": now(), "by": acting().name, "state": "completed"}
            write_manifest(path, manifest)

    def text(self, sha256: str) -> str:
        """Return the stored text of a document.

        Raises:
            ArchiveError: no package holds it.
        """
        return self.of_document(sha256).text()

    def row(self, sha256: str, row: int, sheet: str | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the printed column names and the cells of a row.

        Args:
            sha256: of the document, whole or its first 32 digits.
            row: first physical line, from 1.
            sheet: sheet name, where there is one.

        Raises:
            ArchiveError: no package holds the row.
        """
        found = self.rows(sha256, [(row, sheet)])
        if not found:
            raise ArchiveError(f"document {self.document(sha256).name}: row {row} is not in the archive")
        return found[row, sheet]

    def rows(
        self, sha256: str, wanted: Iterable[tuple[int, str | None]]
    ) -> dict[tuple[int, str | None], tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return the printed column names and the cells of some rows, in one pass; missing rows are left out.

        Args:
            sha256: of the document, whole or its first 32 digits.
            wanted: pairs of row and sheet; a sheet of None means the first that has such a row.

        Raises:
            ArchiveError: no package holds the document.
        """
        package = self.of_document(sha256)
        missing = set(wanted)
        found: dict[tuple[int, str | None], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for entry in package.entries():
            if entry.row is None or not missing:
                break
            for key in ((entry.row, entry.sheet), (entry.row, None)):
                if key in missing:
                    missing.discard(key)
                    found[key] = (package.headers.get(entry.sheet or "", ()), entry.cells)
        return found

    def places(self, sha256: str, offsets: Iterable[int]) -> dict[int, str]:
        """Return the pages or elements that places of a document's text come from; nothing for plain text.

        Raises:
            ArchiveError: no package holds the document.
        """
        return self.of_document(sha256).places(offsets)

    def document(self, sha256: str) -> Document:
        """Return what is known of a document by its sha256, whole or its first 32 digits."""
        return self.of_document(sha256).document

    @property
    def decision_log(self) -> DecisionLog:
        """The decision log, to read and to append to."""
        return DecisionLog(self.log, self.folder / "locks" / "decisions")

    def decide(self, decision: Decision) -> None:
        """Append a decision to the log."""
        self.decision_log.append(decision)

    def decisions(self) -> list[Decision]:
        """Return the log in the order in which its decisions count.

        Raises:
            ArchiveError: a line is damaged.
        """
        return self.decision_log.read()

    def withdrawn(self) -> set[str]:
        """Ids of packages and keys of sources that are taken out."""
        return {subject for subject, last in self._last("withdrawal").items() if last.verdict == "withdrawn"}

    def erased(self) -> frozenset[str]:
        """Record ids of natural persons whose data was erased and does not come back."""
        return frozenset(self._last("erasure"))

    def _last(self, kind: str) -> dict[str, Decision]:
        return _last(self.decisions(), kind)

    def _path(self, identifier: str) -> Path:
        return self.folder / "packages" / identifier


def reviews_of(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the reviews of a log that stand: claim id -> the last one that was not undone."""
    return {claim: last for claim, last in _last(decisions, "review").items() if last.verdict != "undone"}


def rules_of(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Return the rules that a log has switched on: kind of claim and language -> the decision."""
    on = (last for last in _last(decisions, "rule").values() if last.verdict == "on")
    return {(kind, language): one for one in on for kind, _, language in [one.subject.partition(" ")]}


def _last(decisions: Iterable[Decision], kind: str) -> dict[str, Decision]:
    return {decision.subject: decision for decision in decisions if decision.kind == kind}


def now() -> str:
    """The time, UTC, to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text))
