"""A piece of a sentence, as all readers pass it on."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Party
from loaders.extraction.dates import DateFound
from loaders.extraction.values import Found

PARTIES = frozenset({"party", "country", "group", "anaphor", "place"})


@dataclass(slots=True)
class Item:
    """A piece of a sentence.

    Attributes:
        kind: party, country, adjective, place, group, anaphor, date, amount, quote, model, person, speech, dateline,
            aside, word or punct.
        start, end: [start, end) in the sentence.
        text, low: as printed, and in lower case.
        party: whom it means, for parties, countries, groups and resolved anaphors.
        code: ISO code of a country, place or adjective.
        date, amount: what was read.
        case: "dat", "gen", "nom" or "" where the article or ending tells.
        definite: whether a definite article stands before it.
        weak: a name by its capital letters alone.
    """

    kind: str
    start: int
    end: int
    text: str
    low: str
    party: Party | None = None
    code: str | None = None
    date: DateFound | None = None
    amount: Found | None = None
    case: str = ""
    definite: bool = False
    weak: bool = False


def add(found: list[Item], item: Item) -> None:
    """Add an item to those of a sentence where none of them stands yet."""
    if not any(item.start < other.end and other.start < item.end for other in found):
        found.append(item)
