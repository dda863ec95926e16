"""What takes long to read of a large graph, kept in a file until the next build: the next process need not wait for it.

The file lies beside the last answers, and goes with them when a person is erased.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from graph.durable import whole_file
from graph.errors import ArchiveError
from graph.store import Store

T = TypeVar("T")
LARGE = 20_000  # ties; what fewer hold is read again in less than a second
UNFINISHED = "writing"  # the mark of a graph while a build writes it


def remembered(store: Store, name: str, asked: str, read: Callable[[], T], large: Callable[[T], bool]) -> T:
    """Return what was read of this build of the graph, from a file where it was read before.

    Args:
        store: an open store.
        name: of the file.
        asked: the question as text; another text makes the file worthless.
        read: asks the engine; returns what JSON can hold.
        large: whether an answer is worth a file.
    """
    build = store.meta().get("build")
    if not build or build == UNFINISHED:
        return read()
    head = json.dumps({"build": build, "asked": sha256(asked.encode()).hexdigest()})
    path = store.settings.answers_dir / f"{name}.json"
    known: tuple[T] | None = _read(path, head)
    if known is not None:
        return known[0]
    answer = read()
    if large(answer) and store.meta().get("build") == build:
        _write(path, head, answer)
    return answer


def _read(path: Path, head: str) -> tuple[Any] | None:
    """Return what a file holds; None where there is none, or one of another build or question, or a damaged one."""
    try:
        with path.open(encoding="utf-8") as file:
            return (json.loads(file.read()),) if file.readline().rstrip("\n") == head else None
    except (OSError, ValueError):
        return None


def _write(path: Path, head: str, answer: Any) -> None:
    """Write a file; a folder that cannot be written loses only this memory."""
    text = f"{head}\n{json.dumps(answer, ensure_ascii=False, separators=(',', ':'))}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path, mode=0o600) as file:
            file.write(text.encode())
    except (OSError, ArchiveError):
        return
