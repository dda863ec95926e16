"""Waits for files that appear in a folder, until each of them stands still."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

State = tuple[tuple[int, int], ...]  # size and time of change of a file, and of what describes it beside it


class Watch:
    """Tells which files of folders are new or changed, and have stood still between two looks.

    Args:
        folders: looked at with all below them.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = list(folders)
        self._last: dict[Path, State] = {}
        self._told: dict[Path, State] = {}

    def look(self) -> list[Path]:
        """Look once; return the files that stand still and were not told in this state, sorted."""
        now = dict(self._states())
        still = sorted(
            path for path, state in now.items() if self._last.get(path) == state and self._told.get(path) != state
        )
        self._last = now
        self._told = {path: state for path, state in self._told.items() if path in now}
        self._told.update({path: now[path] for path in still})
        return still

    def waiting(self) -> bool:
        """Whether some file was seen that was not told yet, because it may still grow."""
        return any(self._told.get(path) != state for path, state in self._last.items())

    def _states(self) -> Iterable[tuple[Path, State]]:
        from loaders.plan import walk
        from loaders.source import META_SUFFIX
        from loaders.tables.mapping import SUFFIX

        for folder in self.folders:
            for path, refusal in walk(folder):
                if refusal is None:
                    beside = [path.with_name(path.name + suffix) for suffix in (META_SUFFIX, SUFFIX)]
                    states = [state for one in (path, *beside) if (state := _state(one)) is not None]
                    if states:
                        yield path, tuple(states)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None  # it is not there, or went away between two looks
    return found.st_size, found.st_mtime_ns
