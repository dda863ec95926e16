"""Load, resolve and build in one go, and the report of it, printed and kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.archive import Archive, now
from graph.durable import write_file
from graph.errors import WaybillError
from waybill.context import Context
from waybill.output import confirm, note
from waybill.progress import Progress

if TYPE_CHECKING:
    from graph.build import BuildReport
    from loaders.plan import LoadOptions, PlannedFile
    from loaders.report import LoadReport

ASK_FROM_FILES = 50
ASK_FROM_BYTES = 1 << 30


def agreed(lines: Iterable[PlannedFile]) -> bool:
    """Whether a load may go on: a person is asked before a large one; where nobody can answer it goes on.

    Args:
        lines: of the plan.
    """
    sizes = [line.file.size for line in lines if line.action == "load" and line.file is not None]
    if len(sizes) < ASK_FROM_FILES and sum(sizes) < ASK_FROM_BYTES:
        return True
    return confirm(f"Load {len(sizes):,} files with {sum(sizes) / 1e6:,.0f} MB?", otherwise=True)


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

    def tell(line: PlannedFile, rows: int, done: bool) -> None:
        progress(f"{line.path.name}: rows", rows) if rows and not done else progress(f"loading {line.path.name}")

    report = run.run(lines, Archive(context.settings.archive_dir), options, tell, context.settings.workers)
    try:
        with context.store(create=True, repair=False) as store:
            from graph.build import build

            loaded = [file.sha256 for file in report.files if file.state == "completed"]
            built = build(context.settings, store, progress, loaded)
    except WaybillError:
        progress.close()
        note("what was loaded is in the archive; `waybill build` brings it into the graph", "yellow")
        raise
    for file in report.files:
        counts = built.files.get(file.sha256, {})
        file.facts, file.parties_new = counts.get("facts", 0), counts.get("parties_new", 0)
    keep(context.settings.home / "loads", report)
    return report, built


def keep(folder: Path, report: LoadReport) -> Path:
    """Keep the report of a load beside the archive and return its path.

    Args:
        folder: of all reports.
        report: of this load.
    """
    stamp = now().replace(":", "").replace("+0000", "Z")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stamp}.json"
    number = 2
    while path.exists():
        path = folder / f"{stamp}-{number}.json"
        number += 1
    write_file(path, json.dumps(report.to_json(), ensure_ascii=False, indent=1).encode())
    return path
