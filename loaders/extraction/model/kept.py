"""Keeps whole answers in the home, by a hash of what was asked, so that a second run asks nothing twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.durable import write_file
from graph.settings import ModelSettings
from loaders.extraction.model import prompt

PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers in a folder, one file each.

    Args:
        folder: made at the first write; None keeps nothing.
    """

    folder: Path | None

    def find(self, key: str) -> list[Any] | None:
        """Return the claims of an answer; None where there is none, or its file is damaged."""
        if self.folder is None:
            return None
        try:
            told = json.loads(self._path(key).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        items = told.get("claims") if isinstance(told, dict) else None
        return items if isinstance(items, list) else None

    def keep(self, key: str, items: list[Any]) -> None:
        """Keep an answer.

        Raises:
            ArchiveError: the disk is full or refuses.
        """
        if self.folder is None:
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(self._path(key), json.dumps({"claims": items}).encode(), PRIVATE)

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{key}.json"


def key_of(settings: ModelSettings, question: str) -> str:
    """Hash of the version of the prompt, the model and the question, which holds the passage."""
    parts = json.dumps([prompt.VERSION, settings.api, settings.model, question])
    return hashlib.sha256(parts.encode()).hexdigest()
