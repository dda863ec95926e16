"""How many rows a file has, and how long reading it will take: quick counts and measured speeds, for the plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.plan import PlannedFile

COUNTED_BYTES = 64 << 20  # what is counted; the rest of a larger file is taken to be like it
BLOCK = 1 << 20
BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1")
# Bytes a second of one process, measured on two cores of 2.5 GHz (benchmarks/); only for the plan.
SPEEDS = {"text": 40_000, "table": 2_200_000, "list": 4_000_000, "register": 4_000_000, "components": 3_000_000}
SPEED = 2_000_000
# Bytes of a list a second while its statements of reasons are read as a text: most of one list, little of another.
REASONS = {"eu_journal": 150_000, "un_consolidated": 400_000, "us_1260h": 150_000, "eu_fsf": 1_000_000}

# Writing the graph, on the same machine: the engine's start; filling a store in one go; claims and rows a second.
START_S, FILL_S, FILL_FROM = 10.0, 50.0, 2_000
WRITTEN, READ = 1_700, 5_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a plan says of a file that is to be loaded.

    Attributes:
        rows: rows or entries; None where only reading would tell.
        exact: whether every line was counted and is a row.
        seconds: to read it, by one process.
    """

    rows: int | None
    exact: bool
    seconds: float


def estimate(line: PlannedFile, reasons: bool = True) -> Estimate:
    """Estimate one line of a plan; nothing is expected of what is not loaded.

    Args:
        line: of the plan.
        reasons: whether the statements of reasons of a list are read too.
    """
    if line.file is None or line.action != "load":
        return Estimate(None, False, 0.0)
    rows, exact = (None, False) if line.kind == "text" else _rows(line.path)
    seconds = seconds_of(line) + (_seconds_of_reasons(line) if reasons else 0.0)
    return Estimate(rows, exact, round(seconds, 1))


def _seconds_of_reasons(line: PlannedFile) -> float:
    speed = REASONS.get(line.loader.name) if line.loader is not None else None
    return line.file.size / speed if speed is not None and line.file is not None else 0.0


def seconds_of(line: PlannedFile) -> float:
    """Seconds that one process is expected to need."""
    return line.file.size / SPEEDS.get(line.kind, SPEED) if line.file is not None and line.action == "load" else 0.0


def graph_seconds(held: int, new: int) -> float:
    """Seconds that bringing the graph up to date is expected to need after a load.

    Args:
        held: claims and rows that the archive holds already; all of them are read.
        new: those that the load brings.
    """
    filling = FILL_S if new and held + new >= FILL_FROM else 0.0
    return round(START_S + filling + new / WRITTEN + held / READ, 1)


@cache
def _rows(path: Path) -> tuple[int | None, bool]:
    """Count the lines below the first; None for what has no lines, such as workbooks and XML."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(BLOCK)
            start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
            if head.startswith(BINARY) or start == b"<" or (start in b"[{" and head.count(b"\n") < 2) or not start:
                return None, False
            lines, counted, block, last, quoted = 0, 0, head, b"", False
            while block and counted < COUNTED_BYTES:
                lines += block.count(b"\n") or block.count(b"\r")
                counted += len(block)
                quoted = quoted or b'"' in block  # a quoted cell may hold several lines
                last = block[-1:]
                block = stream.read(BLOCK)
    except OSError:
        return None, False
    if counted >= size:
        return max(0, lines - 1 + (last not in b"\r\n")), not quoted
    return round(lines * size / counted), False
