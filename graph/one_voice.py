"""One sentence that several sources print: it is one voice, whoever else they are.

`graph.reprints` looks at whole texts. A report that takes over a long sentence of another one word for word, or a list
that is printed alone and within a longer document, says nothing of its own in that sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

HAN = r"\u3400-\u9fff"
TOKEN = re.compile(rf"[{HAN}]|[^\W{HAN}]+")
FEWEST = 15.0  # words of a sentence that two people do not write alike; a Chinese sign is half a word


def printed(quote: str) -> str:
    """Return the words of a quote by which it is known again; empty where they are too few to tell."""
    words = TOKEN.findall(unicodedata.normalize("NFKC", quote).casefold())
    length = sum(0.5 if "\u3400" <= word <= "\u9fff" else 1.0 for word in words)
    return " ".join(words) if length >= FEWEST else ""


def voices(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Tell which sources are one voice.

    Args:
        said: of each claim of one fact: whose word it is, and its quote (empty for a row of a table).

    Returns:
        Each source -> the one that stands for it: the first by name of those that print a long sentence of it.
    """
    pairs = sorted(set(said))
    stands = {source: source for source, _ in pairs}
    if len(stands) < 2:
        return stands
    first: dict[str, str] = {}
    for source, quote in pairs:
        words = printed(quote)
        if words:
            one, other = stands[first.setdefault(words, source)], stands[source]
            low, high = min(one, other), max(one, other)
            stands = {name: low if root == high else root for name, root in stands.items()}
    return stands
