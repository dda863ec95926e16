"""Loads files into the archive: one package per file, each accounted for row by row, by one process or by several."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.rights import Role, acting, needs
from graph.settings import Settings
from loaders.estimate import seconds_of
from loaders.handed import FILES as CLAIMS_FILE
from loaders.lists.reasons import planned_reasons
from loaders.plan import LoadOptions, PlannedFile, plan, refuse_withdrawn
from loaders.pool import Pool
from loaders.protocol import Notes
from loaders.report import FileReport, LoadReport
from loaders.writing import divided, load_file

Progress = Callable[[PlannedFile, int, bool], None]
WORTH_S = 4.0  # seconds of work from which starting processes is worth while


@needs(Role.ADMIN, "loading")
def load(
    paths: Iterable[Path],
    settings: Settings,
    options: LoadOptions | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Load files and folders into the archive.

    Args:
        paths: files and folders.
        settings: where the archive lies, and how many processes may read.
        options: what is permitted, and metadata.
        progress: called with the file, the rows so far, and whether it is done.

    Returns:
        a report with one line per planned file, in the order of the plan; facts and new parties are left to who builds.

    Raises:
        SourceError: a path does not exist, or a folder holds no data.
        ArchiveError: the archive cannot be written; what was completed before stays.
    """
    asked, archive = options or LoadOptions(), Archive(settings.archive_dir)
    return run(refuse_withdrawn(plan(paths, asked), archive), archive, asked, progress, settings.workers)


@needs(Role.ADMIN, "loading")
def run(
    lines: Iterable[PlannedFile],
    archive: Archive,
    options: LoadOptions,
    progress: Progress | None = None,
    workers: int = 1,
) -> LoadReport:
    """Do what a plan says.

    Args:
        lines: of the plan.
        archive: where to.
        options: those that the plan was made with.
        progress: called with the file, the rows so far, and whether it is done.
        workers: processes that may read at the same time; few small files are read by this one.

    Raises:
        ArchiveError: the archive cannot be written; what was completed before stays.
    """
    planned = list(lines)
    tell: Progress = progress or (lambda line, rows, done: None)
    found = _load(
        {number: line for number, line in enumerate(planned) if line.action == "load"}, archive, options, tell, workers
    )
    told = _reasons(planned, found, archive, tell, workers) if options.reasons else {}
    bound, waiting = _bound(archive, tell)
    report = LoadReport(by=acting().name, model=None if options.model is None else options.model.meter.to_json())
    for number, line in enumerate(planned):
        done = found[number] if number in found else _passed_over(line)
        if number not in found:
            tell(line, 0, True)
        report.files.append(done)
        if number in told:
            report.files.append(told[number])
    for done in report.files:
        done.warnings += waiting.get(done.package or "", [])
    report.files += bound
    return report


def _bound(archive: Archive, tell: Progress) -> tuple[list[FileReport], dict[str, list[str]]]:
    """Bind handed-in claims to the texts that are there now; also what is to be said of those that wait, by package."""
    if not any(package.extractor == CLAIMS_FILE for package in archive.packages()):
        return [], {}
    from loaders.handed.bound import binding

    found = binding(archive)
    done = _load(dict(enumerate(found.lines)), archive, LoadOptions(keep=False), tell, workers=1)
    waiting = {
        package: [
            f"{count:,} of its claims wait for the text {name!r}, which is not loaded; they come in with it"
            for name, count in sorted(texts.items())
        ]
        for package, texts in found.waiting.items()
    }
    return list(done.values()), waiting


def _load(
    lines: Mapping[int, PlannedFile], archive: Archive, options: LoadOptions, tell: Progress, workers: int
) -> dict[int, FileReport]:
    """Load planned files by this process or by several; number -> report."""
    asking = [number for number, line in lines.items() if line.kind == "text"] if options.model is not None else []
    found = {number: _one(lines[number], archive, options, tell, None) for number in asking}  # one purse, one process
    lines = {number: line for number, line in lines.items() if number not in found}
    large = [number for number, line in lines.items() if _divided(line)]
    small = [number for number in lines if number not in large]
    if workers > 1 and (large or len(small) > 1) and sum(map(seconds_of, lines.values())) > WORTH_S:
        with Pool(archive, options, min(workers, max(len(small), workers if large else 1))) as pool:
            found |= _shared(pool, lines, small, tell)
            for number in large:
                found[number] = _one(lines[number], archive, options, tell, pool)
    else:
        for number, line in lines.items():
            found[number] = _one(line, archive, options, tell, None)
    return found


def _reasons(
    planned: Sequence[PlannedFile], found: Mapping[int, FileReport], archive: Archive, tell: Progress, workers: int
) -> dict[int, FileReport]:
    """Load the statements of reasons of the lists that are in now, each as a text of its own."""
    lines: dict[int, PlannedFile] = {}
    lists = {
        number: done.package
        for number, done in found.items()
        if done.kind == "list" and done.package is not None and done.state in ("completed", "repeated")
    }
    told = _told(archive) if lists else set()
    for number, package in lists.items():
        line = planned_reasons(archive.package(package), planned[number].path)
        if line is not None and line.loader is not None and (package, line.loader.version) not in told:
            lines[number] = line
    return _load(lines, archive, LoadOptions(keep=False), tell, workers)


def _told(archive: Archive) -> set[tuple[str, str]]:
    """Lists, with the version of the reader, whose reasons were read and then blotted: their text differs for ever."""
    return {
        (str(package.report["derived_from"]), package.version)
        for package in archive.packages()
        if package.state == "completed" and "derived_from" in package.report and package.erased
    }


def _divided(line: PlannedFile) -> bool:
    return line.loader is not None and line.file is not None and divided(line.loader, line.file)


def _one(line: PlannedFile, archive: Archive, options: LoadOptions, tell: Progress, pool: Pool | None) -> FileReport:
    """Load one file; a large one is shared by all processes of the pool."""
    started = time.monotonic()

    def share(given: PlannedFile, folder: Path, rows: Callable[[int], None]) -> Notes:
        assert pool is not None
        return pool.fill(given, folder, rows)

    done = load_file(line, archive, options, lambda rows: tell(line, rows, False), share if pool is not None else None)
    done.seconds = round(time.monotonic() - started, 3)
    tell(line, done.rows_in, True)
    return done


def _shared(
    pool: Pool, planned: Mapping[int, PlannedFile], numbers: Sequence[int], tell: Progress
) -> dict[int, FileReport]:
    """Let the processes of the pool load whole files, the longest first."""

    def heard(number: int, message: dict[str, Any]) -> None:
        line = planned[number]
        if "rows" in message:
            tell(line, int(message["rows"]), False)
        elif "report" in message:
            tell(line, int(message["report"]["rows_in"]), True)

    order = sorted(numbers, key=lambda number: (-seconds_of(planned[number]), number))
    return pool.load({number: planned[number] for number in order}, heard)


def _passed_over(line: PlannedFile) -> FileReport:
    """Report a file that is not loaded; one that a person named and that is refused counts as failed."""
    state = "failed" if line.action == "refused" and line.named else line.action
    assert state != "load"
    sha256 = line.file.sha256 if line.file else ""
    reason = f"{line.path}: {line.reason}" if state == "failed" and line.action == "refused" else line.reason
    return FileReport(str(line.path), sha256, line.kind, state, reason=reason)
