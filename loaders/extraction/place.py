"""A country or a place, as it is found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A country or a place in a sentence.

    Attributes:
        start, end: [start, end) in the sentence.
        code: ISO 3166-1 alpha-2.
        role: name, adjective, capital or place.
        surface: nominative without article.
    """

    start: int
    end: int
    code: str
    role: str
    surface: str
