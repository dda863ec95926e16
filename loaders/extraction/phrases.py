"""Phrases of a clause: parties and goods with the preposition and the case under which they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Amount
from loaders.extraction.item import Item
from loaders.extraction.values import Found


@dataclass(slots=True)
class Phrase:
    """A party or a noun phrase.

    Attributes:
        kind: party or goods.
        index: place of its first item in the clause.
        prep: preposition in lower case, or "".
        item: the item of a party.
        words: the words of goods, as printed.
        start, end: [start, end) in the sentence.
        quantity: number or count before the goods.
        origin: country of an adjective or of "in China produziert".
        owner: party in the genitive after it.
        definite: after a definite article or pronoun.
        negated: after "kein", "no" or "any".
        joined: whether "and" or a comma joins it to the phrase before.
        model: type or part number.
        bare_unit: a quantity with "Stück" and no noun.
        same: after "the same", "dieselben".
        head_word: its noun in lower case, where it is not the last word.
        measured: whether it hangs on another noun ("die Lieferung von Radaren").
        article: the article before it in lower case, or "".
    """

    kind: str
    index: int
    prep: str
    start: int
    end: int
    item: Item | None = None
    words: list[str] = field(default_factory=list)
    quantity: Found | None = None
    origin: str | None = None
    owner: Item | None = None
    definite: bool = False
    negated: bool = False
    joined: bool = False
    model: str | None = None
    bare_unit: bool = False
    same: bool = False
    head_word: str = ""
    measured: bool = False
    article: str = ""

    @property
    def text(self) -> str:
        """The words of goods as printed."""
        return " ".join(self.words)

    @property
    def head(self) -> str:
        """Its noun in lower case: the last one before "für ..." and "for ...", unless the reader says which."""
        if self.head_word:
            return self.head_word
        for index, word in enumerate(self.words):
            if index and word in ("für", "for", "of", "gegen", "eines", "einer", "des"):
                return self.words[index - 1].lower()
        return self.words[-1].lower() if self.words else ""


@dataclass(slots=True)
class State:
    """What stands before the phrase that is being read."""

    prep: str = ""
    quantity: Found | None = None
    origin: str | None = None
    definite: bool = False
    negated: bool = False
    joined: bool = False
    same: bool = False
    owner: Item | None = None
    measured: bool = False
    article: str = ""

    def clear(self) -> None:
        """Forget all of it."""
        self.prep, self.quantity, self.origin, self.owner = "", None, None, None
        self.article = ""
        self.definite = self.negated = self.joined = self.same = self.measured = False


def amount_of(found: Found | None) -> Amount | None:
    """Return the amount of a quantity; None where there is none."""
    return None if found is None else found.amount
