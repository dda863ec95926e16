"""What a load would bring, read whole and kept nowhere: counts, the first rows as understood, and the rejects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from graph.archive import Archive
from graph.loads import rejects_of
from graph.model import Claim, Entry, replace
from graph.rights import Role, needs
from waybill.output import note, say, shorten, shown, table

if TYPE_CHECKING:
    from graph.packages import Package
    from loaders.plan import LoadOptions, PlannedFile
    from loaders.report import FileReport
    from loaders.run import Progress
    from waybill.context import Context

FIRST_ROWS = 5
REJECTS = 200  # of one file; the counts by rule are of all
LOOKED_AT = 2_000  # entries among which the first accepted ones are looked for
QUOTE = 300  # characters
CELL = 120
HEADS = ("file", "state", "kind", "rows in", "accepted", "rejected", "repeated", "claims")
REJECT_HEADS = ("file", "sheet", "row", "column", "rule", "message")


@dataclass(slots=True)
class Tried:
    """One file of a dry run.

    Attributes:
        report: as a load would give it; facts and parties are not known before the graph is built.
        first: the first accepted rows or passages: `row`, `cells`, `claims` (field -> value in words) and `quote`.
        first_rejects: the first rejected rows, as `waybill rejects` lists them.
        suspicions: of a table, what looks wrong, as `waybill mapping check` says it.
    """

    report: FileReport
    first: list[dict[str, Any]] = field(default_factory=list)
    first_rejects: list[dict[str, str]] = field(default_factory=list)
    suspicions: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON; ids of packages that nobody keeps are left out."""
        told = asdict(self.report)
        told.pop("package")
        return {**told, "first": self.first, "first_rejects": self.first_rejects, "suspicions": self.suspicions}


@needs(Role.ADMIN, "loading")
def tried(context: Context, lines: Sequence[PlannedFile], options: LoadOptions, tell: Progress) -> list[Tried]:
    """Read the files of a plan whole, into an archive that is removed again.

    Args:
        context: of the command.
        lines: of the plan.
        options: those that the plan was made with.
        tell: is told the file, the rows so far, and whether it is done.

    Raises:
        ArchiveError: the scratch folder cannot be written.
    """
    from loaders import run

    scratch = context.settings.scratch_dir
    scratch.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="try-", dir=scratch) as folder:
        archive = Archive(Path(folder))
        report = run.run(lines, archive, replace(options, keep=False), tell, context.settings.workers)
        by_path = {str(line.path): line for line in lines}
        return [_looked_at(file, archive, by_path.get(file.path)) for file in report.files]


def _looked_at(report: FileReport, archive: Archive, line: PlannedFile | None) -> Tried:
    found = Tried(report)
    if report.package is None or report.state != "completed":
        return found
    package = archive.package(report.package)
    found.first = list(_first(package))
    found.first_rejects = list(islice(rejects_of(package), REJECTS))
    found.suspicions = _suspicions(line) if line is not None else []
    return found


def _first(package: Package) -> Iterator[dict[str, Any]]:
    accepted = (entry for entry in islice(package.entries(), LOOKED_AT) if entry.reject is None and entry.claims)
    for entry in islice(accepted, FIRST_ROWS):
        yield _told(entry, package.headers.get(entry.sheet or "", ()))


def _told(entry: Entry, header: Sequence[str]) -> dict[str, Any]:
    from loaders.tables.check import in_words

    cells = {name: cell for name, cell in zip(header, entry.cells, strict=False) if cell.strip()}
    quote = "" if entry.cells else shorten(_quote(entry.claims), QUOTE)
    return {"row": entry.row, "cells": cells, "claims": [in_words(claim) for claim in entry.claims], "quote": quote}


def _quote(claims: Sequence[Claim]) -> str:
    return next((claim.quote for claim in claims if claim.quote), "")


def _suspicions(line: PlannedFile) -> list[str]:
    from loaders.tables.check import check
    from loaders.tables.choose import Choice
    from loaders.tables.loader import TradeTable

    if not isinstance(line.loader, TradeTable):
        return []
    return check(line.path, Choice(line.loader.mapping, "")).suspicions


def print_tried(found: Sequence[Tried]) -> None:
    """Print what would come, for a person.

    Args:
        found: a line for each file.
    """
    reports = [one.report for one in found]
    table(HEADS, [(shown(Path(one.path).name), *(getattr(one, name.replace(" ", "_")) for name in HEADS[1:]))
                  for one in reports])  # fmt: skip
    for one in found:
        name = shown(Path(one.report.path).name)
        if one.report.reason and one.report.state != "completed":
            say(f"{name}: {one.report.state}: {shown(one.report.reason)}", "dim")
        for row in one.first:
            say(f"{name}: {'row ' + str(row['row']) if row['row'] else row['quote']}", "bold")
            for claim in row["claims"]:
                say("  " + "; ".join(f"{key}: {shorten(value, CELL)}" for key, value in claim.items()))
        if one.first_rejects:
            table(
                REJECT_HEADS, [[shorten(reject[head], CELL) for head in REJECT_HEADS] for reject in one.first_rejects]
            )
        for sentence in [*one.report.warnings, *one.suspicions]:
            note(f"{name}: {sentence}", "yellow")
    say("Nothing was kept; without --try it is loaded.")
