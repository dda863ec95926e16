"""Cuts a long document into passages that overlap, at the ends of paragraphs or sentences where there are any."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Span

OVERLAP = 0.1  # of a passage
ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n|[.!?…][\"”»’)]*\s+|[。！？][”」』]?"), re.compile(r"\s+"))


def passages(text: str, size: int) -> Iterator[Span]:
    """Yield [start, end) of passages that together hold the whole text.

    Args:
        text: of a document.
        size: most characters of a passage.
    """
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= size else _last(text, start + size // 2, start + size)
        if text[start:end].strip():
            yield start, end
        if end == len(text):
            return
        start = _first(text, end - int(size * OVERLAP), end)


def _last(text: str, least: int, most: int) -> int:
    """The last good end between two places; the second where there is none."""
    for pattern in ENDS:
        found = [match.end() for match in pattern.finditer(text, least, most)]
        if found:
            return found[-1]
    return most


def _first(text: str, least: int, most: int) -> int:
    """The first good beginning between two places; the first where there is none."""
    for pattern in ENDS:
        match = pattern.search(text, least, most)
        if match and match.end() < most:
            return match.end()
    return least
