"""What the sentences before say in a Chinese text, and a clause of the sentence that is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Amount, Party
from loaders.extraction.chinese.dates import Bounds
from loaders.extraction.chinese.mentions import Marked, Mention
from loaders.extraction.chinese.names import Names
from loaders.extraction.drafts import Draft


@dataclass(slots=True)
class Clause:
    """A part of a marked sentence between commas: [start, end) in its code.

    Attributes:
        speech: whether it only says who speaks; its date is that of the statement.
        held: who speaks, in the parts that hang on a speech verb of the same clause.
    """

    start: int
    end: int
    text: str
    speech: bool = False
    held: Party | None = None


@dataclass(slots=True)
class State:
    """The state of reading one text.

    Attributes:
        names, published: of the text.
        parties: named parties and groups in the order of mention, the subject of a sentence last.
        recent: transfers of the last sentence that gave any; earlier: those of the paragraph before it.
        goods: names of the goods last spoken of.
        speaker, chain: the last source, and whether the paragraph still hangs on it.
        anchor: the last date.
    """

    text: str
    names: Names
    published: str | None
    drafts: list[Draft] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    recent: list[Draft] = field(default_factory=list)
    earlier: list[Draft] = field(default_factory=list)
    goods: list[str] = field(default_factory=list)
    models: dict[str, str] = field(default_factory=dict)
    speaker: str | None = None
    chain: bool = False
    anchor: Bounds = (None, None)
    paragraph: int = -1
    around: set[str] = field(default_factory=set)

    def resolve(self, mention: Mention, own: list[Party]) -> Party | None:
        """Whom 该公司, 后者, 其 or 该香港公司 means.

        Args:
            mention: what points back.
            own: parties of the sentence before the mention.
        """
        known = [*self.parties, *own]
        if mention.code is not None:
            return next((one for one in reversed(known) if one.country == mention.code and one.form != "country"), None)
        if mention.surface in ("后者", "对方"):
            return known[-1] if known else None
        if mention.surface in ("前者", "其"):
            if mention.surface == "其" and len(own) > 1:
                return own[-1]
            return next(iter(own or known), None) if mention.surface == "前者" else next(reversed(known), None)
        named = [one for one in known if one.form == "named" and one.kind == "company"]
        if "客户" in mention.surface or "买家" in mention.surface:
            named = [one for one in known if one.form != "country"]
        return named[-1] if named else next((one for one in reversed(known) if one.form == "group"), None)


@dataclass(slots=True)
class Reading:
    """A sentence with what its frames need."""

    marked: Marked
    clauses: list[Clause]
    state: State
    said: bool
    seen: list[Party] = field(default_factory=list)

    def parties(self, text: str) -> list[Party]:
        """The parties of a part of the code, with words that point back resolved."""
        found: list[Party] = []
        for mention in self.marked.kinds(text):
            party = mention.party()
            if party is None and mention.kind == "anaphor":
                party = self.state.resolve(mention, self.seen)
                if party is not None and (mention.start, mention.end):
                    found.append(party)
                    continue
            if party is not None:
                found.append(party)
        return found


@dataclass(slots=True)
class Money:
    """A sum with whether it is the price of one piece."""

    amount: Amount
    each: bool
