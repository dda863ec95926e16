"""The Cypher that answers are made with, one statement per file in queries/parts/, the same on both engines."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def part(name: str) -> str:
    """Return a statement by the stem of its file, without the comment above it."""
    lines = (Path(__file__).parent / "parts" / f"{name}.cypher").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))
