"""Blots names out of texts, sign by sign, so that places in the text still count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import permutations
from typing import Any

BLOT = "\u2588"
TOKEN = re.compile(r"[^\W_]+")
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")  # scripts that put no space between words
DENSE_LENGTH, SINGLE_LENGTH, ORDERED_TOKENS = 3, 5, 3
KEPT = frozenset({"id", "sha256", "files", "state", "extractor", "version", "captured", "format", "erased", "rule"})


def blotted(value: Any, pattern: re.Pattern[str] | None) -> Any:
    """Blot out what a pattern finds in all texts of a value, sign by sign; ids and checksums stay.

    Args:
        value: text, or what JSON holds.
        pattern: None finds nothing.
    """
    if pattern is None:
        return value
    return changed(value, lambda text: pattern.sub(lambda found: BLOT * len(found.group()), text))


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """Change all texts of a value but ids and checksums.

    Args:
        value: text, or what JSON holds.
        change: returns what a text becomes.
    """
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [changed(item, change) for item in value]
    if isinstance(value, dict):
        return {
            change(key): item if key in KEPT and not isinstance(item, list) else changed(item, change)
            for key, item in value.items()
        }
    return value


def is_clear(name: str) -> bool:
    """Whether a name is clear enough to be blotted out where nothing says who is meant."""
    tokens = TOKEN.findall(name)
    if len(tokens) > 1:
        return True
    only = tokens[0] if tokens else ""
    return len(only) >= (DENSE_LENGTH if DENSE.fullmatch(only) else SINGLE_LENGTH)


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for names in any case, order of words (up to three) and punctuation between them; longest first."""
    forms: dict[str, None] = {}
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        tokens = TOKEN.findall(name)
        orders: Iterable[tuple[str, ...]] = (
            permutations(tokens) if 1 < len(tokens) <= ORDERED_TOKENS else [tuple(tokens)] if tokens else []
        )
        for order in orders:
            forms[r"[\W_]{1,4}".join(_bounded(index, order) for index in range(len(order)))] = None
    return re.compile("|".join(forms), re.IGNORECASE) if forms else None


def _bounded(index: int, order: tuple[str, ...]) -> str:
    """A word of a name: alone it must stand alone; among others it may have an ending, as names in a case do."""
    word = order[index]
    if DENSE.search(word):
        return re.escape(word)
    if len(order) == 1:
        return rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"
    return re.escape(word) + (r"[^\W_]*" if index == len(order) - 1 else r"[^\W_]{0,3}")


def words_of(name: str) -> list[str]:
    """Return the words of a name."""
    return TOKEN.findall(name)


def is_blot(text: str) -> bool:
    """Whether nothing but blots is left of a name."""
    return BLOT in text and not TOKEN.search(text)
