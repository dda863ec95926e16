"""What the reader of Russian and Ukrainian knows while it goes through a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Party
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.sentences import Sentence
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods that were named: their name, the lemma of its head, and the paragraph."""

    name: str
    lemma: str
    paragraph: int = -1


@dataclass(slots=True)
class Memory:
    """The state of reading one text.

    Attributes:
        text, pack, published: of the text.
        drafts: all claims so far; recent: those of the last sentence that gave any.
        parties: named parties in the order of mention.
        goods: goods that were named, the last one last.
        speaker: the last source; chain: whether the paragraph hangs on it; suspected: whether it only suspects.
        anchor: the last date, partial ISO.
        countries: code -> last mention.
        subject: of the last sentence.
        here: named parties of the sentence that is being read, with the end of each.
        open: a movement of goods whose sender and recipient nobody named yet.
        weapon: the last weapon in which something was found or that was taken apart.
        person: who was named last.
        people: family name -> the person whom the text named in full.
        cues: surface of a party -> the nouns that stood before it ("завод").
    """

    text: str
    pack: Pack
    published: str | None
    drafts: list[Draft] = field(default_factory=list)
    recent: list[Draft] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    goods: list[Goods] = field(default_factory=list)
    speaker: str | None = None
    chain: bool = False
    suspected: bool = False
    anchor: str | None = None
    paragraph: int = -1
    countries: dict[str, Party] = field(default_factory=dict)
    subject: Party | None = None
    person: Party | None = None
    here: list[tuple[int, Party]] = field(default_factory=list)
    weapon: Party | None = None
    cues: dict[str, set[str]] = field(default_factory=dict)
    open: Draft | None = None
    people: dict[str, Party] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Of the text."""
        return self.pack.language

    def name_goods(self, goods: Goods) -> None:
        """Remember goods; the fuller name of the same thing stays."""
        if all(one.name != goods.name for one in self.goods):
            self.goods.append(goods)

    def resolve(self, phrase: Phrase, taken: frozenset[str] = frozenset()) -> Party | None:
        """Whom "компания" or "казахстанская фирма" means: the last named party that fits, called so before if any is.

        Args:
            phrase: that points back.
            taken: surfaces of parties that have another role already.
        """
        before = [party for end, party in self.here if end <= phrase.start]
        fitting = [
            party
            for party in (*reversed(before), *reversed(self.parties))
            if party.surface not in taken and (phrase.code is None or party.country == phrase.code)
        ]
        home = [party for party in fitting if self._at_home(phrase.lemma, party)]
        exact = [party for party in fitting if phrase.code is not None and party.country == phrase.code]
        near = [party for end, party in self.here if end <= phrase.start and party in fitting]
        close = [party for party in reversed(near) if self._at_home(phrase.lemma, party)]
        called = [party for party in fitting if self._called(phrase.lemma, party)]
        if not called and phrase.lemma in self.pack.words("plaintiff_nouns") | self.pack.words("defendant_nouns"):
            return None
        found = next(iter(exact or [one for one in close if one in called] or close or called or home or fitting), None)
        if found is not None and phrase.lemma:
            self.cues.setdefault(found.surface, set()).add(phrase.lemma)
        return found

    def _at_home(self, noun: str, party: Party) -> bool:
        """ "общество", "предприятие": rather a party whose name is printed in Cyrillic."""
        return noun in self.pack.words("home_nouns") and party.surface[:1] > "z" and party.country in ("RU", None)

    def _called(self, noun: str, party: Party) -> bool:
        """Whether a party was called by a noun before, or its name says what it is ("завод" is an enterprise, too)."""
        works = self.pack.words("works")
        name = party.surface.lower()
        return noun in self.cues.get(party.surface, ()) or (
            noun in works and any(word[:5] in name for word in self.pack.words("works_in_names"))
        )


@dataclass(slots=True)
class Reading:
    """One sentence with everything that the frames need.

    Attributes:
        sentence, items, clauses, memory: what is read.
        speaker: its source.
        said: whether a source says it; new_source: whether this sentence names the source.
        cited: whether the source stands beside it ("за даними реєстру").
    """

    sentence: Sentence
    items: list[Item]
    clauses: list[Clause]
    memory: Memory
    speaker: str | None = None
    said: bool = False
    new_source: bool = False
    cited: bool = False
