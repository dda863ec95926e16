"""Keeps the last answers, so that a path that was shown is found by its id, with the question it was found by."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from queries.supply import Path as Shown

FILE = "paths.json"
MOST = 5000  # path ids that are remembered; the oldest go first


def keep(folder: Path, paths: Sequence[Shown], asked: Mapping[str, Any] | None = None) -> None:
    """Remember the paths that were shown, with their ties.

    Args:
        folder: settings.answers_dir; made when missing. A folder that cannot be written loses only this memory.
        paths: of an answer, its nearest ones included.
        asked: what the question has of its own, as JSON; None or empty where it was asked as usual.
    """
    if not paths:
        return
    known = _read(folder)
    for path in paths:
        known.pop(path.id, None)
        known[path.id] = {"ties": list(path.ties), "asked": dict(asked)} if asked else list(path.ties)
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
    kept = _read(folder).get(path_id)
    ties = kept.get("ties") if isinstance(kept, dict) else kept
    return tuple(map(str, ties)) if isinstance(ties, list) else None


def asked_of(folder: Path, path_id: str) -> dict[str, Any]:
    """Return what the question of a path that was shown had of its own; empty where it was asked as usual."""
    kept = _read(folder).get(path_id)
    asked = kept.get("asked") if isinstance(kept, dict) else None
    return asked if isinstance(asked, dict) else {}


def _read(folder: Path) -> dict[str, Any]:
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
