"""What a load did: one line per file and totals, as printed, kept and handed out as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from graph.left_out import LeftOut

State = Literal["completed", "repeated", "duplicate", "reference", "companion", "refused", "failed"]
COUNTS = ("rows_in", "accepted", "rejected", "repeated", "claims", "facts", "parties_new", "parties_touched")


@dataclass(slots=True)
class FileReport:
    """One file of a load.

    Attributes:
        path: as given.
        sha256: of its bytes; "" where it was not opened.
        kind: as of loaders.head.Detected.
        state: completed, repeated (was in already), duplicate (in this load), reference, companion (read with the file
            that it belongs to), refused or failed.
        rows_in, accepted, rejected, repeated: rows in = accepted + rejected + repeated, always.
        claims: claims in the package.
        facts, parties_new, parties_touched: facts that it states, parties that nobody else names, parties that others
            name too; known once the graph is built, and filled in by who builds it.
        rejects_by_rule: rule -> rows.
        seconds: time it took.
        package: id of its package.
        reason: why it was refused or failed, or what it is.
        warnings: sentences.
        new_columns: columns that are neither read nor ignored.
        notes: further counts.
    """

    path: str
    sha256: str = ""
    kind: str = "unknown"
    state: State = "completed"
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    repeated: int = 0
    claims: int = 0
    facts: int = 0
    parties_new: int = 0
    parties_touched: int = 0
    rejects_by_rule: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    package: str | None = None
    reason: str = ""
    warnings: list[str] = field(default_factory=list)
    new_columns: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class LoadReport:
    """All files of a load.

    Attributes:
        files: one a planned file, in the order of the plan.
        started: when it began (UTC, ISO).
        by: who loaded.
        seconds: until the graph was built.
        left_out: claims that the graph does not hold, by rule; filled in by who builds it.
        model: what a language model was asked and what it cost; None where none was to be asked.
    """

    files: list[FileReport] = field(default_factory=list)
    started: str = ""
    by: str = ""
    seconds: float = 0.0
    left_out: dict[str, LeftOut] = field(default_factory=dict)
    model: dict[str, Any] | None = None

    @property
    def totals(self) -> dict[str, Any]:
        """Sums over all files, and the number of files by state."""
        sums: dict[str, Any] = {name: sum(getattr(file, name) for file in self.files) for name in COUNTS}
        rules: dict[str, int] = {}
        states: dict[str, int] = {}
        for file in self.files:
            states[file.state] = states.get(file.state, 0) + 1
            for rule, count in file.rejects_by_rule.items():
                rules[rule] = rules.get(rule, 0) + count
        return {
            "files": len(self.files),
            "states": dict(sorted(states.items())),
            **sums,
            "rejects_by_rule": dict(sorted(rules.items())),
            "seconds": round(sum(file.seconds for file in self.files), 3),
        }

    @property
    def exit_code(self) -> int:
        """2 when a file failed, 3 when rows were rejected, else 0; what was refused on purpose is no error."""
        if any(file.state == "failed" for file in self.files):
            return 2
        return 3 if any(file.rejected for file in self.files) else 0

    def to_json(self) -> dict[str, Any]:
        """Return the object that `load --json` prints."""
        files = [asdict(file) | {"rejects": rejects_command(file)} for file in self.files]
        said = {"started": self.started, "by": self.by, "seconds": self.seconds, "exit_code": self.exit_code}
        left = {rule: asdict(one) for rule, one in self.left_out.items()}
        asked = {} if self.model is None else {"model": self.model}
        return {"schema": 1, **said, "files": files, "totals": self.totals, **asked, "left_out": left}


def rejects_command(file: FileReport) -> str | None:
    """The command that shows the rejected rows of a file."""
    return f"waybill rejects {file.package}" if file.rejected and file.package else None
