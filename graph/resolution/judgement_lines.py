"""Judgements as JSON lines, as Waybill writes and reads them: {one, other, verdict, by, at, why}, all that was said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from graph.errors import ResolutionError
from graph.resolution.judgements import Judgement, judgement
from graph.resolution.resolver_file import KeptOut, Taken

SLOTS = ("one", "other", "verdict", "by", "at", "why")


def written(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield a line for each judgement, by time."""
    for one in sorted(judgements, key=lambda one: (one.at, one)):
        yield json.dumps(asdict(one), ensure_ascii=False)


def read(lines: Iterable[str], known: Callable[[str], str | None], place: str) -> Taken:
    """Read judgements.

    Args:
        lines: of the file; empty ones are passed over.
        known: the record that an id stands for, or None where it is of nobody here.
        place: named in errors.

    Raises:
        ResolutionError: a line is none of this form.
    """
    taken = Taken()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        taken.lines += 1
        one = _judgement(number, line, place)
        records = known(one.one), known(one.other)
        if records[0] is None or records[1] is None:
            taken.kept_out.append(KeptOut(number, (one.one, one.other), "unknown"))
        else:
            taken.judgements.append(one)
    return taken


def _judgement(number: int, line: str, place: str) -> Judgement:
    where = f"{place}, line {number}"
    try:
        cells: Any = json.loads(line)
    except ValueError as error:
        raise ResolutionError(f"{where}: must be JSON, one object a line ({error})") from error
    if not isinstance(cells, dict) or not all(isinstance(value, str) for value in cells.values()):
        raise ResolutionError(f"{where}: must be an object of texts, got {line[:80]!r}")
    wrong = sorted(cells.keys() ^ set(SLOTS)) if "why" in cells else sorted({*cells, "why"} ^ set(SLOTS))
    if wrong:
        raise ResolutionError(f"{where}: must have {', '.join(SLOTS)}; what is missing or too much: {', '.join(wrong)}")
    try:
        if datetime.fromisoformat(cells["at"]).utcoffset() is None:
            raise ValueError("no zone")
        return judgement(
            cells["one"], cells["other"], cells["verdict"], by=cells["by"], at=cells["at"], why=cells.get("why", "")
        )
    except ValueError as error:
        raise ResolutionError(f"{where}: at must be a time with its zone, got {cells['at']!r}") from error
    except ResolutionError as error:
        raise ResolutionError(f"{where}: {error}") from error
