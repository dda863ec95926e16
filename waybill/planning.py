"""The plan of a load, as printed before anything is done, and the question before a large one."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.archive import Archive
from graph.errors import ConfigError
from graph.holdings import withdrawn_with
from waybill.output import confirm, say, shown, table

if TYPE_CHECKING:
    from loaders.estimate import Estimate
    from loaders.plan import PlannedFile

ASK_FROM_ROWS = 200_000
BYTES_A_ROW = 250  # where rows cannot be counted without reading
HEADS = ("file", "action", "kind", "read by", "rows", "s", "why")
LISTED = 40  # lines of a printed plan; --plan prints all


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with what is expected of it.

    Attributes:
        lines: of the plan.
        estimates: one a line.
        known: that the archive holds the file already, in words, one a line; "" where it does not.
        workers: processes that will read.
        held: claims and rows that the archive holds already.
    """

    lines: Sequence[PlannedFile]
    estimates: Sequence[Estimate]
    known: Sequence[str]
    workers: int
    held: int = 0

    @property
    def new_rows(self) -> int:
        """Rows that a first load would bring, as far as they can be told before."""
        return sum(
            one.rows if one.rows is not None else _guess(line)
            for line, one, known in zip(self.lines, self.estimates, self.known, strict=True)
            if line.action == "load" and not known and line.kind != "text"
        )

    @property
    def seconds(self) -> float:
        """Seconds expected for reading, with all processes."""
        new = [one.seconds for one, known in zip(self.estimates, self.known, strict=True) if not known]
        return round(max(sum(new) / max(1, self.workers), 0.0), 1)

    @property
    def graph_seconds(self) -> float:
        """Seconds expected for writing the graph afterwards."""
        from loaders.estimate import graph_seconds

        return graph_seconds(self.held, self.new_rows)

    def to_json(self) -> dict[str, Any]:
        """Return the object that `load --plan --json` prints."""
        files = [
            {
                "path": str(line.path),
                "action": line.action,
                "kind": line.kind,
                "loader": reader_of(line),
                "sha256": line.file.sha256 if line.file else None,
                "known": bool(known),
                "rows": one.rows,
                "rows_exact": one.exact,
                "seconds": one.seconds,
                "reason": known or line.reason,
            }
            for line, one, known in zip(self.lines, self.estimates, self.known, strict=True)
        ]
        actions = dict(sorted(Counter(line.action for line in self.lines).items()))
        seconds = {"seconds": self.seconds, "graph_seconds": self.graph_seconds}
        return {"files": files, "totals": {"actions": actions, "new_rows": self.new_rows, **seconds}}


def make(lines: Sequence[PlannedFile], archive: Archive, workers: int, reasons: bool = True) -> Plan:
    """Estimate a plan.

    Args:
        lines: of the plan.
        archive: what is in it already takes no time.
        workers: processes that will read.
        reasons: whether the statements of reasons of lists are read too.
    """
    from loaders.estimate import estimate

    estimates = [estimate(line, reasons) for line in lines]
    return Plan(lines, estimates, [_known(line, archive) for line in lines], workers, archive.size())


def reader_of(line: PlannedFile) -> str | None:
    """Name what reads a file: the mapping of a table, else the loader."""
    if line.loader is None:
        return None
    mapping = getattr(line.loader, "mapping", None)
    return f"mapping {mapping.name}" if mapping is not None else line.loader.name


def print_plan(plan: Plan, everything: bool = False) -> None:
    """Print what a load will do, file by file.

    Args:
        plan: the plan.
        everything: print all lines, instead of the first and a count.
    """
    held = list(zip(plan.lines, plan.estimates, plan.known, strict=True))
    shown = held if everything else [one for one in held if one[0].action in ("load", "failed")][:LISTED]
    if shown:
        table(HEADS, [_row(*one) for one in shown])
    if len(shown) < len(held):
        left = Counter(line.action for line, _, _ in held if not any(line is one[0] for one in shown))
        words = ", ".join(f"{count:,} {action}" for action, count in sorted(left.items()))
        say(f"... and {words}; waybill load --plan prints every file with its reason", "dim")
    actions = Counter(line.action for line in plan.lines)
    counted = ", ".join(f"{count:,} {action}" for action, count in sorted(actions.items()))
    say(
        f"plan: {len(plan.lines):,} files ({counted}), about {plan.new_rows:,} new rows, about {plan.seconds:,.0f} s "
        f"to read with {plan.workers} processes, then about {plan.graph_seconds:,.0f} s to write the graph"
    )


def agreed(plan: Plan) -> bool:
    """Whether a load may go on: a person is asked before a first load of many rows.

    Raises:
        ConfigError: there is nobody to ask.
    """
    rows = plan.new_rows
    if rows <= ASK_FROM_ROWS:
        return True
    if not sys.stdin.isatty():
        raise ConfigError(
            f"load: about {rows:,} rows are new, more than {ASK_FROM_ROWS:,}, and there is no terminal to ask; go on "
            "with --yes, or look first with --plan"
        )
    return confirm(f"Load about {rows:,} new rows, in about {plan.seconds + plan.graph_seconds:,.0f} s?")


def _known(line: PlannedFile, archive: Archive) -> str:
    if line.action != "load" or line.file is None or line.loader is None:
        return ""
    loader = line.loader
    package = archive.find(line.file.sha256, loader.name, loader.version, loader.settings)
    if package is None:
        return ""
    return "is in the archive already" + (", and withdrawn" if withdrawn_with(archive, package) else "")


def _guess(line: PlannedFile) -> int:
    return line.file.size // BYTES_A_ROW if line.file is not None else 0


def _row(line: PlannedFile, one: Estimate, known: str) -> tuple[object, ...]:
    rows = None if one.rows is None else one.rows if one.exact else f"~{one.rows:,}"
    seconds = None if line.action != "load" else 0.0 if known else one.seconds
    why = known or shown(line.reason)
    return shown(line.path.name), line.action, line.kind, reader_of(line), rows, seconds, why
