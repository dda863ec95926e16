"""Shows on stderr how far a long work is: moving lines and bars for a person, some plain lines for a file."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from waybill.output import shorten

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

MOVING_S = 0.1
PLAIN_S = 5.0
WIDTH = 100
NAME_WIDTH = 40
Steps = Annotated[bool, typer.Option("--progress", help="Say with --json too how far it is, on stderr.")]


class Progress:
    """A callable that is told the step, and how much of it is done.

    Args:
        quiet: print nothing.
        stream: where to; stderr by default.
    """

    def __init__(self, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.quiet = quiet
        self.moving = self.stream.isatty()
        self.step = ""
        self.shown_at = 0.0
        self.dirty = False

    def __call__(self, step: str, done: int = 0, total: int | None = None) -> None:
        """Tell the step and the state of it; many calls cost little.

        Args:
            step: what is being done, in words.
            done: how much of it is done.
            total: how much there is, where that is known.
        """
        if self.quiet:
            return
        now = time.monotonic()
        new = step != self.step
        if not new and now - self.shown_at < (MOVING_S if self.moving else PLAIN_S):
            return
        self.step, self.shown_at = step, now
        count = "" if not done and not total else f" {done:,}" if not total else f" {done:,} of {total:,}"
        self._show(shorten(step + count, WIDTH))

    def _show(self, line: str) -> None:
        if self.moving:
            self.stream.write(f"\r{line:<{WIDTH}}")
            self.dirty = True
        else:
            self.stream.write(line + "\n")
        self.stream.flush()

    def close(self) -> None:
        """Take the moving line away."""
        if self.dirty:
            self.stream.write("\r" + " " * WIDTH + "\r")
            self.stream.flush()
            self.dirty = False

    def __enter__(self) -> Progress:
        """Use it as a context manager, so that the line goes whatever happens."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the moving line away."""
        self.close()


class Bars:
    """One bar for each file that is being read, and one for all of them; plain lines where nobody looks on.

    Args:
        progress: says whether and where to print.
        files: how many there are.
    """

    def __init__(self, progress: Progress, files: int) -> None:
        self._progress = progress
        self._files = files
        self._done = 0
        self._tasks: dict[str, TaskID] = {}
        self._rows: dict[str, int] = {}
        self._rich: RichProgress | None = None

    def __enter__(self) -> Bars:
        """Begin to draw."""
        self._progress.close()
        if self._progress.moving and not self._progress.quiet:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            console = Console(file=self._progress.stream, markup=False, emoji=False, highlight=False)
            self._rich = Progress(*columns, console=console, transient=True)
            self._rich.start()
            self._tasks[""] = self._rich.add_task("all files", total=self._files)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bars away."""
        if self._rich is not None:
            self._rich.stop()
            self._rich = None

    def tell(self, key: str, name: str, rows: int, total: int | None) -> None:
        """Tell how many rows of a file are read.

        Args:
            key: of the file.
            name: of the file, as shown.
            rows: so far.
            total: expected; None where it is not known.
        """
        self._rows[key] = rows
        if self._rich is None:
            self._progress(f"{name}: rows" if rows else f"loading {name}", rows)
            return
        if key not in self._tasks:
            self._tasks[key] = self._rich.add_task(shorten(name, NAME_WIDTH), total=total)
        self._rich.update(self._tasks[key], completed=rows, total=max(total, rows) if total else None)

    def done(self, key: str, name: str) -> None:
        """Tell that a file is done."""
        self.passed()
        if self._rich is None:
            self._progress(f"loading {name}")
        elif key in self._tasks:
            self._rich.remove_task(self._tasks.pop(key))

    def passed(self) -> None:
        """Tell that one more file is done, or was not to be loaded."""
        self._done += 1
        if self._rich is not None:
            self._rich.update(self._tasks[""], completed=self._done)
