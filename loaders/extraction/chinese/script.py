"""Traditional signs and full-width letters read as simplified and plain ones, sign by sign, so that offsets stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from loaders.extraction import lexicon

QUOTES = {"「": "“", "」": "”", "『": "“", "』": "”", "《": "“", "》": "”", "«": "“", "»": "”", "〈": "“", "〉": "”"}
FULL_WIDTH = {chr(0xFF10 + digit): str(digit) for digit in range(10)}
FULL_WIDTH |= {chr(0xFF21 + place): chr(65 + place) for place in range(26)}
FULL_WIDTH |= {chr(0xFF41 + place): chr(97 + place) for place in range(26)}
SIGNS = {
    "％": "%",
    "－": "-",
    "〜": "至",
    "～": "至",
    "・": "·",
    "•": "·",
    "‧": "·",
    "．": ".",
    "\u3000": " ",
    "\u00a0": " ",
}


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    pairs = "".join(lexicon.load("zh").data["traditional"].split())
    table = {ord(one): other for one, other in zip(pairs[::2], pairs[1::2], strict=True) if one != other}
    for signs in (QUOTES, FULL_WIDTH, SIGNS):
        table |= {ord(one): other for one, other in signs.items()}
    return table


def simplify(text: str) -> str:
    """Return a text of the same length in simplified signs; straight quotation marks become pairs."""
    text = text.translate(_table())
    if '"' not in text:
        return text
    first, *others = text.split('"')
    return first + "".join("“”"[number % 2] + piece for number, piece in enumerate(others))


def either(words: Iterable[str]) -> str:
    """Return the alternatives of a pattern, the longest first."""
    items = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, items))
