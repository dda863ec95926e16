"""Load, resolve and build in one go, and the report of it, printed and kept."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.archive import Archive, now
from graph.durable import write_file
from graph.errors import ConfigError, SourceError, WaybillError
from graph.rights import Role, needs
from waybill import planning
from waybill.context import Context
from waybill.output import complain, emit_json, emit_line, note, shown
from waybill.progress import Bars, Progress
from waybill.watching import Watch

if TYPE_CHECKING:
    from graph.build import BuildReport
    from loaders.plan import LoadOptions, PlannedFile
    from loaders.report import LoadReport

WATCH_S = 2.0


@dataclass(frozen=True, slots=True)
class Load:
    """What `waybill load` was asked.

    Args:
        context: of the command.
        options: for plan and run.
        yes: whether a large load needs no question.
        json: whether to print JSON.
        quiet: whether nothing is said of how far it is.
    """

    context: Context
    options: LoadOptions
    yes: bool
    json: bool
    quiet: bool = False

    def plan_only(self, paths: list[Path]) -> int:
        """Print what a load would do; 2 when a file could not be read."""
        made = self._plan(paths)
        if self.json:
            emit_json(made.to_json())
        else:
            planning.print_plan(made, everything=True)
        return 2 if any(line.action == "failed" for line in made.lines) else 0

    def attempt(self, paths: list[Path]) -> int:
        """Read everything and keep nothing; 2 when a file could not be read, 3 with rejects."""
        from waybill.trying import print_tried, tried

        made = self._plan(paths)
        with Progress(quiet=self.quiet) as progress, reading(progress, made.lines) as tell:
            found = tried(self.context, made.lines, self.options, tell)
        if self.json:
            emit_json({"files": [one.to_json() for one in found]})
        else:
            print_tried(found)
        states = {one.report.state for one in found}
        return 2 if "failed" in states else 3 if any(one.report.rejected for one in found) else 0

    def run(self, paths: list[Path], named: bool = True) -> int:
        """Plan, ask, load, build and report.

        Args:
            paths: files and folders.
            named: whether a person named them, so that a refused one is an error.

        Returns:
            The exit code.

        Raises:
            ConfigError: there is nobody to ask before a large load.
        """
        from waybill.reports import print_load

        made = self._plan(paths)
        lines = [line if named else replace(line, named=False) for line in made.lines]
        if not self.json and len(lines) > 1:
            planning.print_plan(made)
        if not (self.yes or planning.agreed(made)):
            return 0
        try:
            with Progress(quiet=self.quiet) as progress:
                report, built = load_and_build(self.context, lines, self.options, progress)
            if self.json:
                (emit_json if named else emit_line)(report.to_json())
            else:
                print_load(report, built)
        finally:
            if self.options.model is not None:  # whatever happened, it may have cost
                note(str(self.options.model.meter))
        for file in report.files:
            if file.state == "failed":
                complain(file.reason)
        return report.exit_code

    def _plan(self, paths: list[Path]) -> planning.Plan:
        from loaders.plan import plan, refuse_withdrawn

        with Progress(quiet=self.quiet) as progress:
            progress("looking at the files")
            settings = self.context.settings
            archive, reasons = Archive(settings.archive_dir), self.options.reasons
            lines = refuse_withdrawn(plan(paths, self.options), archive)
            return planning.make(lines, archive, settings.workers, reasons)


def watch_folders(load: Load, folders: list[Path], once: bool) -> int:
    """Load what appears in folders, until Ctrl+C.

    Args:
        load: what is asked.
        folders: to be looked at every two seconds.
        once: end once nothing is new and all files stand still.

    Returns:
        The worst exit code of all loads.

    Raises:
        SourceError: one is no folder.
    """
    for folder in folders:
        if not os.path.isdir(folder):
            raise SourceError("must be a folder to be watched; load a file without --watch", folder)
    watch, worst = Watch(folders), 0
    note(f"watching {', '.join(map(str, folders))}; Ctrl+C ends it")
    while True:
        ready = watch.look()
        if ready:
            try:
                worst = max(worst, load.run(ready, named=False))
            except (ConfigError, SourceError) as error:
                complain(str(error))
                worst = 2
        elif once and not watch.waiting():
            return worst
        time.sleep(WATCH_S)


@needs(Role.ADMIN, "loading")
def load_and_build(
    context: Context, lines: list[PlannedFile], options: LoadOptions, progress: Progress
) -> tuple[LoadReport, BuildReport]:
    """Do what a plan says, and bring the graph up to date.

    Args:
        context: of the command.
        lines: of the plan.
        options: those that the plan was made with.
        progress: told each step.

    Raises:
        WaybillError: the archive cannot be written, or the graph not built; what is in the archive by then stays.
    """
    from loaders import run

    begun, started = now(), time.monotonic()
    with reading(progress, lines) as tell:
        report = run.run(lines, Archive(context.settings.archive_dir), options, tell, context.settings.workers)
    try:
        with context.store(create=True, repair=False) as store:
            from graph.build import build

            loaded = [file.sha256 for file in report.files if file.state == "completed"]
            built = build(context.settings, store, progress, loaded, trust=True)
    except WaybillError:
        progress.close()
        note("what was loaded is in the archive; `waybill build` brings it into the graph", "yellow")
        raise
    told: set[str] = set()
    for file in report.files:
        counts = built.files.get(file.sha256, {}) if file.sha256 not in told else {}
        told.add(file.sha256)
        file.facts, file.parties_new = counts.get("facts", 0), counts.get("parties_new", 0)
        file.parties_touched = counts.get("parties_touched", 0)
    report.left_out = built.left_out
    report.started, report.seconds = begun, round(time.monotonic() - started, 3)
    keep(context.settings.home / "loads", report)
    return report, built


@contextmanager
def reading(progress: Progress, lines: Sequence[PlannedFile]) -> Iterator[Callable[[PlannedFile, int, bool], None]]:
    """Show how far the reading of a plan is.

    Args:
        progress: where to.
        lines: of the plan.

    Yields:
        What is to be told each file, the rows so far, and whether it is done.
    """
    from loaders.estimate import estimate

    with Bars(progress, len(lines)) as bars:

        def tell(line: PlannedFile, rows: int, done: bool) -> None:
            if line.action != "load":
                bars.passed()
            elif done:
                bars.done(str(line.path), shown(line.path.name))
            else:
                bars.tell(str(line.path), shown(line.path.name), rows, estimate(line).rows)

        first = next((line for line in lines if line.action == "load"), None)
        if first is not None:
            progress(f"loading {shown(first.path.name)}")
        yield tell


@needs(Role.ADMIN, "keeping the report of a load")
def keep(folder: Path, report: LoadReport) -> Path:
    """Keep the report of a load beside the archive and return its path.

    Args:
        folder: of all reports.
        report: of this load.
    """
    stamp = now().replace(":", "").replace("+0000", "Z")
    folder.mkdir(parents=True, exist_ok=True)
    number = 1  # several loads end in one second; the names sort in the order of the loads
    while (path := folder / f"{stamp}-{number:03d}.json").exists():
        number += 1
    write_file(path, json.dumps(report.to_json(), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))
    return path
