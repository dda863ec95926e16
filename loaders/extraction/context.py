"""What the sentences before say: the last parties and goods, the last source, the last date."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from graph.model import Party
from loaders.extraction.attribution import Attribution
from loaders.extraction.clauses import Clause
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.name_shapes import is_public
from loaders.extraction.registry import Registry
from loaders.extraction.sentences import Sentence


@dataclass(slots=True)
class Context:
    """The state of reading one text in one language.

    Attributes:
        text, pack, published, registry: of the text.
        drafts: all claims so far.
        recent: claims of the last sentence that gave any, within the paragraph.
        parties: named parties in the order of mention.
        goods: goods of the last sentence that named any.
        speaker: the last source; chain: whether the paragraph still hangs on it.
        anchor: the last date, partial ISO.
        around: countries of the sentence before.
        earlier: claims of the paragraph before `recent`.
        countries: code -> last mention of the country itself.
        people: code -> last head of state who was named.
        passage: the paragraph so far; sentence: that which is read.
        last: the party or group that was mentioned last; group: the last group.
        dated: the last month with its year that the paragraph gave.
        span: the last stretch of time that the text gave: first and last month or year.
        topic: the country that the last sentence began with, unless a firm was named since.
    """

    text: str
    pack: Pack
    published: str | None
    registry: Registry
    drafts: list[Draft] = field(default_factory=list)
    recent: list[Draft] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    goods: list[str] = field(default_factory=list)
    speaker: str | None = None
    chain: bool = False
    anchor: str | None = None
    around: set[str] = field(default_factory=set)
    earlier: list[Draft] = field(default_factory=list)
    countries: dict[str, Party] = field(default_factory=dict)
    people: dict[str, Party] = field(default_factory=dict)
    passage: str = ""
    sentence: str = ""
    last: Party | None = None
    group: Party | None = None
    topic: Party | None = None
    dated: str | None = None
    span: tuple[str, str] | None = None
    paragraph: int = -1

    def resolve(self, item: Item) -> Party | None:
        """Find whom "the company" or "das türkische Unternehmen" means: the last named party that fits."""
        if (called := self._called(item)) is not None:
            return called
        if item.code is None and (main := self._main()) is not None:
            return main
        for party in reversed(self.parties):
            if (item.code is None or party.country == item.code) and not is_public(party.surface):
                return party
        firms = (one for one in reversed(self.parties) if one.kind == "company" and one.country is None)
        return next(firms, None)  # "l'entreprise ouzbèke": a firm of which nobody said the country

    def _called(self, item: Item) -> Party | None:
        """ "the shipyard", "the buyer": a firm that the text gave that noun, or who bought in the claim before."""
        noun = item.low.rsplit(" ", 1)[-1]
        moved = next((one for one in reversed(self.recent or self.earlier) if one.kind == "transfer"), None)
        ends = (("buyer_nouns", moved.recipient), ("seller_nouns", moved.supplier)) if moved is not None else ()
        for key, end in ends:
            if noun in self.pack.words(key) and end is not None and end.form == "named":
                return end
        if noun not in self.pack.words("telling_nouns"):
            return None
        for party in reversed(self.parties):
            first = re.escape(party.surface.split()[0])
            introduced = rf"(?<!\w){re.escape(noun)}s?,? (?:der |die |the )?[„\"“]?{first}"
            if self.pack.language == "fr":
                whole = re.escape(party.surface)
                introduced = rf"(?<!\w){noun}(?: [\w-]+){{0,2}},? {whole}|{whole}, (?:une? |l[ea] |l['’])?{noun}\b"
            if re.search(introduced, self.text, re.IGNORECASE):
                return party
        return None

    def _main(self) -> Party | None:
        """The firm that a text is about, where the last one was named only once."""
        named = [party for party in self.parties if party.kind == "company" and not is_public(party.surface)]
        counts = Counter(party.surface for party in named)
        if len(named) < 4 or counts[named[-1].surface] > 1:
            return None
        surface, count = counts.most_common(1)[0]
        return next(party for party in named if party.surface == surface) if count > 2 else None

    def see(self, items: list[Item]) -> None:
        """Remember the named parties of a sentence, the subject last so that it is the first choice."""
        taken_up = [self.resolve(item) if item.kind == "anaphor" else item.party for item in items]
        named = [
            party
            for item, party in zip(items, taken_up, strict=True)
            if party is not None and not item.weak and (item.kind == "party" or item.kind == "anaphor")
        ]
        words = [item.low for item in items]
        beside = words[1:2] == ["with"] and any(word in self.pack.words("it_pronoun") for word in words)
        for party in reversed(named if not beside or len(named) > 1 else ()):  # "Together with X it builds ..."
            self.parties.append(party)
        first = next((item for item in items if item.kind in ("party", "country", "group")), None)
        if first is not None:
            place = items.index(first)
            led = any(item.low in self.pack.words("preposition") for item in items[max(0, place - 2) : place])
            self.topic = first.party if first.kind == "country" and not named and not led and place < 4 else None
        mentioned = [item for item in items if item.kind in ("party", "group") and not item.weak]
        if mentioned:
            self.last = mentioned[-1].party
        groups = [item.party for item in mentioned if item.kind == "group"]
        self.group = groups[0] if groups else None if named else self.group


@dataclass(slots=True)
class Reading:
    """One sentence with everything that the frames need."""

    sentence: Sentence
    items: list[Item]
    clauses: list[Clause]
    attribution: Attribution
    context: Context
