"""Words of names in one alphabet: the Latin letters that most ways of writing Cyrillic in them share.

In the key that `sound` gives, ISO 9, BGN/PCGN, ICAO, GOST 7.79-B and what newspapers write fall together: "Щукин",
"Shchukin" and "Schukin" are one.
"""

from __future__ import annotations

from graph.short_names import spelling


def sound(word: str) -> str:
    """Return the key of a word in Latin or Cyrillic letters, whatever the way of writing it."""
    return spelling(word)
