"""Logs of lines that are only ever added: each with its checksum, read and written under a lock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from graph.durable import append_line, locked, write_file
from graph.errors import ArchiveError
from graph.packages import line_sum
from graph.rights import Role, needs

TICK = timedelta(microseconds=1)


class Line(Protocol):
    """What a log holds."""

    @property
    def at(self) -> str:
        """When, UTC ISO."""

    @property
    def line(self) -> str:
        """Itself as one line."""


L = TypeVar("L", bound=Line)


@dataclass(frozen=True, slots=True)
class Log(Generic[L]):
    """A log in one file. Lines count in the order of their time, then of their content, never of their place.

    Args:
        path: of the file; made at the first line.
        lock: of whoever writes.
        parse: reads a line; raises ValueError or TypeError where it is none.
        what: a line is called, in errors.
        allow: raises NotAllowed where whoever acts may not write a line.
    """

    path: Path
    lock: Path
    parse: Callable[[str], L]
    what: str
    allow: Callable[[L], object]

    @needs(Role.READER, "writing into a log")
    def write(self, make: Callable[[list[L]], Sequence[L]]) -> Sequence[L]:
        """Append lines that depend on what is there; nobody else writes meanwhile.

        Args:
            make: is given the lines that are there, in the order in which they count, and returns the new ones.

        Returns:
            The new ones.

        Raises:
            ArchiveError: a line is damaged, or the disk refuses; the log is as before.
            NotAllowed: whoever acts may not write one of them; nothing is written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self.lock):
            new = make(self.read())
            for one in new:
                self.allow(one)
            if new:
                append_line(self.path, b"\n".join(map(checked, new)))
        return new

    @needs(Role.ADMIN, "erasing in a log")
    def rewrite(self, change: Callable[[L], L]) -> None:
        """Change lines, for an erasure alone; the log is otherwise only appended to."""
        if not self.path.exists():
            return
        with locked(self.lock):
            before = self.read()
            after = [change(one) for one in before]
            if after != before:
                write_file(self.path, written(after))

    def read(self) -> list[L]:
        """Return all lines in the order in which they count; a last line that a kill tore off is none.

        Raises:
            ArchiveError: a line is damaged.
        """
        if not self.path.exists():
            return []
        return parsed(self.path.read_bytes(), str(self.path), self.parse, self.what)


def parsed(data: bytes, place: str, parse: Callable[[str], L], what: str) -> list[L]:
    """Read the lines of a log, in the order in which they count.

    Args:
        data: the log; what follows its last line end is not part of it.
        place: named in errors.
        parse: reads a line.
        what: a line is called, in errors.

    Raises:
        ArchiveError: a line is damaged.
    """
    found = []
    for number, raw in enumerate(data.split(b"\n")[:-1], start=1):
        total, _, line = raw.decode("utf-8", "replace").partition(" ")
        if total != line_sum(line):
            raise ArchiveError(f"{place}, line {number}: is damaged (its checksum does not fit); restore a copy")
        try:
            found.append(parse(line))
        except (ValueError, TypeError) as error:
            raise ArchiveError(
                f"{place}, line {number}: is no {what} that this Waybill reads ({error}); restore a copy"
            ) from error
    return sorted(found, key=order)


def checked(line: Line) -> bytes:
    """Return a line as it stands in the file, without its end."""
    return f"{line_sum(line.line)} {line.line}".encode()


def written(lines: Iterable[L]) -> bytes:
    """Return a log of these lines, each once, in the order in which they count."""
    return b"".join(checked(one) + b"\n" for one in in_order(lines))


def in_order(lines: Iterable[L]) -> list[L]:
    """Return lines, each once, in the order in which they count."""
    return sorted(set(lines), key=order)


def order(line: Line) -> tuple[str, str]:
    """Sort key of the lines of a log."""
    return line.at, line.line


def later(at: str, last: str) -> str:
    """Return a time that counts after another: itself, or the next moment after the other."""
    if at > last:
        return at
    try:
        return (datetime.fromisoformat(last).astimezone(UTC) + TICK).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return last + "+"  # no time at all: still later than it, in the order of texts
