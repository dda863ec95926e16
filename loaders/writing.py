"""One file becomes one package: known already, written by this process, or in parts by several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from graph.admission import admitted, unfit_document
from graph.archive import AlreadyLoaded, Archive
from graph.erasure import Erasure, erase_package
from graph.errors import SourceError, WaybillError
from graph.holdings import withdrawn_with
from graph.model import Document
from graph.packages import Package, PackageWriter
from graph.people import Person
from graph.reprints import SHINGLES
from loaders import parts
from loaders.lists.parts import unsaid
from loaders.plan import LoadOptions, PlannedFile
from loaders.protocol import ByContent, Derived, Divisible, Loader, Notes
from loaders.repeats import CONFLICT, Repeats, contradicting
from loaders.report import FileReport
from loaders.source import SourceFile, open_source, with_companions
from loaders.tables.loader import TradeTable, check_bounds

KEPT_DETAILS = ("gazetteer", SHINGLES)  # of the notes of a text
STEP = 1000  # rows between two calls of a progress callback
DIVIDE_FROM = 16 << 20  # bytes; a file below this has hardly more than one part
Share = Callable[[PlannedFile, Path, Callable[[int], None]], Notes]
"""Lets several processes write the parts of a file into a folder, and returns the notes of one of them."""


def load_file(
    line: PlannedFile, archive: Archive, options: LoadOptions, tell: Callable[[int], None], share: Share | None = None
) -> FileReport:
    """Load one planned file.

    Args:
        line: of the plan, with action load.
        archive: where to.
        options: as asked for.
        tell: told the rows so far.
        share: lets several processes write the parts of a large file; None: this one writes all.

    Raises:
        ArchiveError: the archive cannot be written.
    """
    file, loader = line.file, line.loader
    assert file is not None and loader is not None
    report = FileReport(str(line.path), file.sha256, line.kind, reason=line.reason)
    try:
        document = loader.document(file)
        if wrong := unfit_document(document):
            raise SourceError(f"cannot be kept: {wrong}", file.path)
        known = _known(archive, file, loader)
        if known is None and options.model is not None and line.kind == "text":
            _refuse_second_model(archive, file, loader)
        if known is None:
            try:
                _write(archive, line, file, loader, document, options, report, tell, share)
                return report
            except AlreadyLoaded:
                known = archive.find(file.sha256, loader.name, loader.version, loader.settings)
        if known is not None:
            _repeat(report, known, document)
            if withdrawn_with(archive, known):
                report.warnings.append(f"is taken out of the graph; waybill unload --undo {known.id} brings it back")
    except SourceError as error:
        return FileReport(str(line.path), file.sha256, line.kind, "failed", reason=str(error))
    except WaybillError:
        raise
    except Exception as error:  # one file must not keep the others out
        reason = f"{line.path}: internal: {type(error).__name__}: {error}; please report it"
        return FileReport(str(line.path), file.sha256, line.kind, "failed", reason=reason)
    return report


def divided(loader: Loader, file: SourceFile) -> bool:
    """Whether a file is written in parts that several processes can share."""
    return file.size >= DIVIDE_FROM and isinstance(loader, Divisible) and loader.divides(file)


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
        wanted = ("completed", content, loader.name, loader.version)
        for package in archive.packages():
            if (package.state, package.report.get("content"), package.extractor, package.version) == wanted:
                return package
        return None
    if not isinstance(loader, TradeTable):
        return None
    for package in archive.packages():
        same = (package.document.sha256, package.extractor, package.version)
        if package.state == "completed" and same == (file.sha256, loader.name, loader.version):
            before = package.report.get("reason") or "by another text of its mapping"
            raise SourceError(
                f"was loaded before ({before}), and the mapping {loader.mapping.name} has the version "
                f"{loader.mapping.version} of that one; raise its version so that the new one supersedes",
                file.path,
            )
    return None


def _refuse_second_model(archive: Archive, file: SourceFile, loader: Loader) -> None:
    """Refuse a text that was read by another model: neither of the two is the later one, so nothing says which counts.

    Raises:
        SourceError: it was, and its claims stand.
    """
    for package in archive.packages():
        same = (package.document.sha256, package.extractor, package.version)
        if package.state == "completed" and same == (file.sha256, loader.name, loader.version):
            if withdrawn_with(archive, package):
                continue
            raise SourceError(
                "was read by another language model, in other passages or with other known names, and its claims "
                f"stand; take them out first: waybill unload {package.id}",
                file.path,
            )


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
    line: PlannedFile,
    file: SourceFile,
    loader: Loader,
    document: Document,
    options: LoadOptions,
    report: FileReport,
    tell: Callable[[int], None],
    share: Share | None,
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
        in_parts = divided(loader, file)
        if in_parts and share is not None:
            notes = share(line, writer.path, tell)
        elif in_parts and isinstance(loader, Divisible):
            parts.fill(loader, file, document, writer.path, notes, mine=lambda _: True, gone=gone, tell=tell, step=STEP)
        if in_parts:
            named = _assembled(writer, report)
        else:
            if parts.whole_parts(writer.path):
                writer.restart()
                parts.clean(writer.path)
            named = _entries(writer, loader, file, notes, report, tell, gone)
        if not isinstance(loader, Derived):  # it reads out of the archive
            _unchanged(writer, file)
        for companion in file.companions if options.keep else ():
            writer.keep(companion.path)
        if isinstance(loader, TradeTable) and "accepted" in loader.mapping.expect:
            check_bounds("accepted", report.accepted, loader.mapping.expect["accepted"], notes, file)
        if document.kind == "list":
            notes.warnings.extend(unsaid(document.source, file.meta, notes))
        _write_notes(writer, notes, report)
        if isinstance(loader, Derived):
            writer.report.update(loader.kept())
        if isinstance(loader, ByContent):
            writer.report["content"] = loader.content(file)
    parts.clean(writer.path)
    if named.names:
        with archive.locked(writer.path.name):
            erase_package(archive.package(writer.path.name), Erasure.of(gone.records, [named]))


def _unchanged(writer: PackageWriter, file: SourceFile) -> None:
    """Refuse what was read of a file that somebody wrote meanwhile; nothing of it stays to be resumed.

    Raises:
        SourceError: its bytes, or those of a companion, are others than planned.
    """
    again = with_companions(open_source(file.path), [one.path for one in file.companions])
    if again.sha256 != file.sha256:
        writer.restart()
        parts.clean(writer.path)
        raise SourceError("was changed while it was being loaded; load it again", file.path)


def _write_notes(writer: PackageWriter, notes: Notes, report: FileReport) -> None:
    """Keep what is known after the last row: headers, text, and the report itself without what changes by run."""
    for sheet, header in notes.headers.items():
        writer.header(header, sheet)
    if notes.text:
        writer.text(notes.text, notes.places)
    report.warnings = notes.warnings
    report.new_columns = notes.unread
    report.notes = dict(sorted(notes.counts.items()))
    kept = asdict(report)
    for name in ("path", "seconds", "state", "facts", "parties_new", "parties_touched"):
        kept.pop(name)
    writer.report.update(kept)
    writer.report.update({name: notes.details[name] for name in KEPT_DETAILS if name in notes.details})


def _assembled(writer: PackageWriter, report: FileReport) -> Person:
    """Put the parts together and take over their counts."""
    counts = parts.assemble(writer)
    for name in ("rows_in", "accepted", "rejected", "repeated", "claims"):
        setattr(report, name, getattr(counts, name))
    report.rejects_by_rule = dict(sorted(counts.rules.items()))
    return Person("", names=counts.names)


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
    for entry in map(admitted, loader.entries(file, notes)):
        looked_at = entry.reject is None and bool(entry.cells)
        if gone.records and gone.claims(writer.document, entry):
            named.names |= gone.names(writer.document, entry)
            entry = gone.entry(writer.document, entry)
        seen = repeats.look(entry) if looked_at and entry.reject is None else "new"
        if seen == CONFLICT:
            entry = contradicting(entry)
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
