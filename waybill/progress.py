"""Shows on stderr how far a long work is: one moving line for a person, some plain lines for a file."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TextIO

from waybill.output import shorten

MOVING_S = 0.1
PLAIN_S = 5.0
WIDTH = 100


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
