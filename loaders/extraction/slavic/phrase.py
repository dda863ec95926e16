"""A noun phrase: a party or goods with preposition, cases, number and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Party
from loaders.extraction.item import Item
from loaders.extraction.slavic import morphology
from loaders.extraction.slavic.morphology import ANY, Sense
from loaders.extraction.values import Found

PLACES = ("country", "place")


@dataclass(slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        kind: party, country, place, group, anaphor, person, pronoun or noun.
        start, end: [start, end) in the sentence.
        first, last: numbers of its items.
        prep: preposition in lower case, or "".
        cases: those that it can have.
        senses: readings of its head.
        modifiers: adjectives before the head, as printed.
        head, lemma: the head as printed, and its nominative singular in lower case.
        tail: what belongs to goods after the head, as printed.
        party: whom it means.
        quantity: the amount before it; origin: country of an adjective; owner: the party that hangs on it.
        model: type or part number.
        definite, same, negated: after "эти", "те же", "никаких".
        joined: whether a comma or "и" joins it to the phrase before.
        measure: after a noun such as "партия".
        whole: after "весь".
        priced: after "цена".
        adjective: the one that names the country of goods.
        dashed: after a dash or a colon.
    """

    kind: str
    start: int
    end: int
    first: int
    last: int
    prep: str
    cases: frozenset[str]
    senses: tuple[Sense, ...] = ()
    modifiers: list[str] = field(default_factory=list)
    head: str = ""
    lemma: str = ""
    tail: str = ""
    party: Party | None = None
    quantity: Found | None = None
    origin: str | None = None
    owner: Phrase | None = None
    model: str | None = None
    definite: bool = False
    same: bool = False
    negated: bool = False
    joined: bool = False
    measure: bool = False
    code: str | None = None
    plural: bool = False
    dashed: bool = False
    whole: bool = False
    priced: bool = False
    adjective: str = ""

    @property
    def is_party(self) -> bool:
        """Whether it can supply or receive."""
        return self.kind in ("party", "country", "place", "group", "anaphor", "side")


@dataclass(slots=True)
class State:
    """What stands before the phrase that is being read."""

    prep: str = ""
    quantity: Found | None = None
    definite: bool = False
    same: bool = False
    negated: bool = False
    joined: bool = False
    whole: bool = False
    priced: bool = False
    part: bool = False
    measure: Item | None = None


def named(phrase: Phrase, language: str, wanted: frozenset[str] = ANY) -> str:
    """The name of goods or of a group in the nominative, in the number as printed.

    Args:
        phrase: of goods or of a group.
        language: of the text.
        wanted: cases of the phrase in its clause, by which a doubtful form is read.
    """
    if not phrase.senses:
        return phrase.head
    fitting = [one for one in phrase.senses if one.case in wanted] or list(phrase.senses)
    amount = phrase.quantity.amount if phrase.quantity is not None else None
    many = amount is not None and amount.number != "1" and amount.unit is None and not phrase.measure
    sense = fitting[0]
    plural = many or sense.number == "pl"
    number, gender = ("pl", "m") if plural else ("sg", sense.gender)
    words = [morphology.agree(word, number, gender, language) for word in phrase.modifiers]
    noun = sense.plural if plural else sense.singular
    name = " ".join([*words, noun]) + phrase.tail
    return name if phrase.head.isupper() else name[:1].lower() + name[1:]
