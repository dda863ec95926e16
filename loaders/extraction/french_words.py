"""Endings of French words: participles, adjectives, adverbs; and the noun that heads a name of goods."""

from __future__ import annotations

import re

PAST = re.compile(r"(?:é|i|u|it|ert)e?s?$")
ADJECTIVE = re.compile(
    r"(?:ant|iqu|[eè]ll|al|el|iv|eus|é|air|abl|ibl|i[eè]r|ienn|in|u|oir|id|il|ent|estr|ern|èn|étr|on|ar|if|eux|ir"
    r"|ien|ier|igu|lourd|ourd|and|et|ill|rd)e?$"
)
ADVERB = re.compile(
    r"(?:ell|iqu|iv|eus|al|abl|ibl|air|ct|èt|èr|ul|orn|gèr|ill|ut|nt|rt|rg|ass|nch|nn)ement$|(?:am|em|usé|isé|olu)ment$"
)


def is_adverb(low: str) -> bool:
    """Tell "discrètement" from "armement"."""
    return ADVERB.search(low) is not None and low not in ("armement", "équipement")


def noun_of(words: list[str], heads: frozenset[str]) -> str:
    """The noun of a name of goods: the first word that is one, else the first."""
    flat = [part for word in words for part in word.lower().replace("'", "' ").replace("’", "' ").split()]
    return next((word for word in flat if word in heads), flat[0])
