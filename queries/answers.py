"""Keeps the last answers, so that `waybill evidence PATH_ID` finds the ties of a path that was shown."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from queries.supply import Path as Shown

FILE = "paths.json"
MOST = 5000  # path ids that are remembered; the oldest go first


def keep(folder: Path, paths: Sequence[Shown]) -> None:
    """Remember the paths that were shown, with their ties.

    Args:
        folder: settings.answers_dir; made when missing. A folder that cannot be written loses only this memory.
        paths: of an answer, its nearest ones included.
    """
    if not paths:
        return
    known = _read(folder)
    for path in paths:
        known.pop(path.id, None)
        known[path.id] = list(path.ties)
    latest = dict(list(known.items())[-MOST:])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(latest, file, separators=(",", ":"))
            os.replace(name, folder / FILE)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        return


def ties_of(folder: Path, path_id: str) -> tuple[str, ...] | None:
    """Return the ids of the ties of a path that was shown, in order; None when it is not remembered."""
    ties = _read(folder).get(path_id)
    return None if ties is None else tuple(ties)


def _read(folder: Path) -> dict[str, list[str]]:
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): [str(tie) for tie in ties] for key, ties in data.items()} if isinstance(data, dict) else {}
