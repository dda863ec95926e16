"""Loads files into the archive: one package per file, each accounted for row by row."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from graph.archive import AlreadyLoaded, Archive
from graph.erasure import Erasure, erase_package
from graph.errors import SourceError
from graph.holdings import withdrawn_with
from graph.model import Document, Entry, Reject, replace
from graph.packages import Package, PackageWriter
from graph.people import Person
from graph.settings import Settings
from loaders.plan import LoadOptions, PlannedFile, plan
from loaders.protocol import ByContent, Loader, Notes
from loaders.repeats import Repeats
from loaders.report import FileReport, LoadReport
from loaders.source import SourceFile
from loaders.tables.loader import TradeTable, check_bounds

Progress = Callable[[PlannedFile, int, bool], None]
STEP = 1000  # rows between two calls of a progress callback


def load(
    paths: Iterable[Path],
    settings: Settings,
    options: LoadOptions | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Load files and folders into the archive.

    Args:
        paths: files and folders.
        settings: where the archive lies.
        options: what is permitted, and metadata.
        progress: called with the file, the rows so far, and whether it is done.

    Returns:
        a report with one line per planned file, in the order of the plan; facts and new parties are left to who builds.

    Raises:
        SourceError: a path does not exist, or a folder holds no data.
        ArchiveError: the archive cannot be written; what was completed before stays.
    """
    asked = options or LoadOptions()
    return run(plan(paths, asked), Archive(settings.archive_dir), asked, progress)


def run(
    lines: Iterable[PlannedFile], archive: Archive, options: LoadOptions, progress: Progress | None = None
) -> LoadReport:
    """Do what a plan says."""
    report = LoadReport()
    for line in lines:
        started = time.monotonic()
        if line.action == "load" and line.file is not None and line.loader is not None:
            done = _load_one(line, line.file, line.loader, archive, options, progress)
        else:
            done = _passed_over(line)
        done.seconds = round(time.monotonic() - started, 3)
        report.files.append(done)
        if progress is not None:
            progress(line, done.rows_in, True)
    return report


def _passed_over(line: PlannedFile) -> FileReport:
    """Report a file that is not loaded; one that a person named and that is refused counts as failed."""
    state = "failed" if line.action == "refused" and line.named else line.action
    assert state != "load"
    sha256 = line.file.sha256 if line.file else ""
    reason = f"{line.path}: {line.reason}" if state == "failed" and line.action == "refused" else line.reason
    return FileReport(str(line.path), sha256, line.kind, state, reason=reason)


def _load_one(
    line: PlannedFile,
    file: SourceFile,
    loader: Loader,
    archive: Archive,
    options: LoadOptions,
    progress: Progress | None,
) -> FileReport:
    report = FileReport(str(line.path), file.sha256, line.kind, reason=line.reason)

    def tell(rows: int) -> None:
        if progress is not None:
            progress(line, rows, False)

    try:
        document = loader.document(file)
        known = _known(archive, file, loader)
        if known is None:
            try:
                _write(
                    archive,
                    file,
                    loader,
                    document,
                    options,
                    report,
                    lambda rows: progress and progress(line, rows, False),
                )
                return report
            except AlreadyLoaded:
                known = archive.find(file.sha256, loader.name, loader.version, loader.settings)
        if known is not None:
            _repeat(report, known, document)
            if withdrawn_with(archive, known):
                report.warnings.append(f"is taken out of the graph; waybill unload --undo {known.id} brings it back")
    except SourceError as error:
        return FileReport(str(line.path), file.sha256, line.kind, "failed", reason=str(error))
    return report


def _known(archive: Archive, file: SourceFile, loader: Loader) -> Package | None:
    """Find the package of the same bytes, or of the same rows in another format.

    Raises:
        SourceError: they were read with another mapping of the same version, so nothing says which counts.
    """
    found = archive.find(file.sha256, loader.name, loader.version, loader.settings)
    if found is not None:
        return found
    if isinstance(loader, ByContent):
        content = loader.content(file)
        wanted = (content, loader.name, loader.version)
        for package in archive.active():
            if (package.report.get("content"), package.extractor, package.version) == wanted:
                return package
        return None
    if not isinstance(loader, TradeTable):
        return None
    for package in archive.packages():
        same = (package.document.sha256, package.extractor, package.version)
        if package.state == "completed" and same == (file.sha256, loader.name, loader.version):
            raise SourceError(
                f"was loaded with another text of the mapping {loader.mapping.name}, version {loader.mapping.version}; "
                "raise its version so that the new one supersedes",
                file.path,
            )
    return None


def _repeat(report: FileReport, package: Package, document: Document) -> None:
    """Count the rows of a file that is in already as repeated."""
    report.state = "repeated"
    report.package = package.id
    report.rows_in = report.repeated = int(package.report.get("rows_in", 0))
    report.reason = "is in the archive already; nothing new"
    if package.document.sha256 != document.sha256:
        report.reason = f"its rows are in the archive already, from {package.document.name}; nothing new"
    elif package.document != document:
        report.warnings.append("stands in the archive with other metadata, which stays; take it out to load it anew")


def _write(
    archive: Archive,
    file: SourceFile,
    loader: Loader,
    document: Document,
    options: LoadOptions,
    report: FileReport,
    tell: Callable[[int], None],
) -> None:
    notes = Notes()
    with archive.new_package(
        document,
        extractor=loader.name,
        version=loader.version,
        settings=loader.settings,
        original=file.path if options.keep else None,
    ) as writer:
        report.package = writer.path.name
        gone = Erasure.of(archive.erased())
        named = _entries(writer, loader, file, notes, report, tell, gone)
        for companion in file.companions if options.keep else ():
            writer.keep(companion.path)
        if isinstance(loader, TradeTable) and "accepted" in loader.mapping.expect:
            check_bounds("accepted", report.accepted, loader.mapping.expect["accepted"], notes, file)
        _write_notes(writer, notes, report)
        if isinstance(loader, ByContent):
            writer.report["content"] = loader.content(file)
    if named.names:
        with archive.locked(writer.path.name):
            erase_package(archive.package(writer.path.name), Erasure.of(gone.records, [named]))


def _write_notes(writer: PackageWriter, notes: Notes, report: FileReport) -> None:
    """Keep what is known after the last row: headers, text, and the report itself without what changes by run."""
    for sheet, header in notes.headers.items():
        writer.header(header, sheet)
    if notes.text:
        writer.text(notes.text)
    report.warnings = notes.warnings
    report.new_columns = notes.unread
    report.notes = dict(sorted(notes.counts.items()))
    kept = asdict(report)
    for name in ("path", "seconds", "state", "facts", "parties_new"):
        kept.pop(name)
    writer.report.update(kept)


def _entries(
    writer: PackageWriter,
    loader: Loader,
    file: SourceFile,
    notes: Notes,
    report: FileReport,
    tell: Callable[[int], None],
    gone: Erasure,
) -> Person:
    """Write all entries and count each once; what speaks of somebody who was erased is written without content.

    Returns:
        The names of the erased persons whom the file names, to be blotted out in the rest of it.
    """
    repeats = Repeats()
    named = Person("")
    rules: Counter[str] = Counter()
    for entry in loader.entries(file, notes):
        seen = "new" if entry.reject is not None or not entry.cells else repeats.look(entry)
        if seen == "conflict":
            entry = _conflict(entry)
        if gone.records and gone.claims(writer.document, entry):
            named.names |= gone.names(writer.document, entry)
            entry = gone.entry(writer.document, entry)
        report.rows_in += 1
        if entry.reject is not None:
            report.rejected += 1
            rules[entry.reject.rule] += 1
        elif seen == "repeated":
            report.repeated += 1
        else:
            report.accepted += 1
        report.claims += len(entry.claims)
        writer.add(entry)
        if report.rows_in % STEP == 0:
            tell(report.rows_in)
    report.rejects_by_rule = dict(sorted(rules.items()))
    return named


def _conflict(entry: Entry) -> Entry:
    message = f"the record {entry.record} stands there before with other cells, and nothing says which is newer"
    return replace(entry, claims=(), reject=Reject("conflict", message))
