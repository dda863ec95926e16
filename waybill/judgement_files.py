"""Judgements out into a file and in from one: as Waybill's JSON lines, and as nomenklatura's resolver file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graph.archive import Archive, Decision
from graph.durable import write_file
from graph.errors import ConfigError, SourceError
from graph.resolution import judgement_lines, resolver_file
from graph.resolution.judgements import KIND, Judgement, all_said
from graph.resolution.resolver_file import KeptOut

if TYPE_CHECKING:
    from queries.records import Records

Form = Literal["waybill", "nomenklatura"]
FORMS: tuple[Form, ...] = ("waybill", "nomenklatura")
WHY = {
    "unknown": "an id is of no record here",
    "alone": "nobody else here belongs to the same cluster of theirs",
    "suggestion": "nobody has judged it, it is a suggestion",
    "withdrawn": "was taken back",
    "contradicts": "the same file joins the two",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file of judgements.

    Attributes:
        form: of the file.
        lines: how many it has.
        new: judgements that are in the log now and were not.
        known: judgements that the log had.
        kept_out: lines that give none here.
    """

    form: Form
    lines: int
    new: list[Judgement]
    known: int
    kept_out: list[KeptOut]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "form": self.form,
            "lines": self.lines,
            "new": [asdict(one) for one in self.new],
            "known": self.known,
            "kept_out": [{**asdict(one), "ids": list(one.ids), "reason": WHY[one.why]} for one in self.kept_out],
        }


def export_judgements(archive: Archive, path: Path, form: str) -> int:
    """Write the judgements of the log; nomenklatura's form takes the last one on each pair, and no reasons.

    Returns:
        How many.

    Raises:
        ConfigError: there is no such form.
    """
    if form not in FORMS:
        raise ConfigError(f"--form: must be one of {', '.join(FORMS)}, got {form!r}")
    said = list(all_said(archive.decisions()))
    if form == "nomenklatura":
        said = list({one.subject: one for one in said}.values())
    write = resolver_file.written if form == "nomenklatura" else judgement_lines.written
    write_file(path, "".join(f"{line}\n" for line in write(said)).encode())
    return len(said)


def import_judgements(archive: Archive, records: Records, path: Path) -> Imported:
    """Take over the judgements of a file; its first line tells the form.

    Raises:
        SourceError: the file cannot be read.
        ResolutionError: a line is of another form; nothing is taken over.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise SourceError(f"must be UTF-8 ({error.reason} at byte {error.start})", path) from error
    first = next((line.lstrip() for line in lines if line.strip()), "")
    form: Form = "nomenklatura" if first.startswith("[") else "waybill"
    clusters = records.resolution.clusters

    def known(identifier: str) -> str | None:
        return identifier if identifier in clusters else None

    read = resolver_file.read if form == "nomenklatura" else judgement_lines.read
    taken = read(lines, known, str(path))
    there = {_key(one) for one in all_said(archive.decisions())}
    new = [one for one in taken.judgements if _key(one) not in there]
    archive.decision_log.merge(Decision(KIND, one.subject, one.verdict, one.by, one.at, one.why) for one in new)
    return Imported(form, taken.lines, new, len(taken.judgements) - len(new), taken.kept_out)


def _key(one: Judgement) -> tuple[str, ...]:
    """What makes two judgements one: all but the reason, which not every form has a place for."""
    return one.subject, one.verdict, one.by, one.at
