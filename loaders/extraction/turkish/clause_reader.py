"""What the frames of a Turkish sentence share: its clauses, and whom a noun such as "şirket" means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.model import Party
from loaders.extraction.context import Context
from loaders.extraction.drafts import Draft
from loaders.extraction.items import entity_party
from loaders.extraction.lexicon import Pack
from loaders.extraction.sentences import Sentence
from loaders.extraction.turkish.clauses import Clause
from loaders.extraction.turkish.endings import lower
from loaders.extraction.turkish.phrases import Phrase, form_of

GIVING = frozenset({"supply", "offer"})
GETTING = frozenset({"acquire", "request", "order"})
MOVING = frozenset({"arrive", "move"})
PAYING = "pay"
NAMED_SO = {  # what the name of a firm has that such a noun means
    "grup": r"Grou?p|Grubu|Gruppa",
    "holding": r"[Hh]olding",
    "tersane": r"Tersane|Shipyard|Shipbuild|Verf|Sudo|Wharf",
    "fabrika": r"Fabrika|Factory|Works|[Zz]avod|Plant",
}
ROLES = ("role", "ownership")
TELLING = frozenset({"say", "accuse", "deny", "confirm", "fear"})
WEAK = frozenset(
    {"ver", "al", "çek", "sun", "sağla", "iste", "bildir", "aktar", "gel", "git", "ulaş", "geç", "başvur", "öner"}
)


@dataclass(slots=True)
class Thing:
    """Goods of a clause by name; back: the text named them before."""

    name: str
    phrase: Phrase | None
    back: bool = False


@dataclass(slots=True)
class Frame:
    """One transfer as a clause states it."""

    suppliers: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    via: list[Party] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """What the frames of a sentence need.

    Attributes:
        sentence, context: of the text.
        clauses: of the sentence.
        subject: the subject of the sentence before.
        phrases: of the sentence.
        found: the claims of the sentence so far.
        land: the country of which the sentence before spoke.
    """

    sentence: Sentence
    context: Context
    clauses: list[Clause]
    subject: Party | None = None
    phrases: list[Phrase] = field(default_factory=list)
    found: list[Draft] = field(default_factory=list)
    land: Party | None = None

    @property
    def pack(self) -> Pack:
        """The words of Turkish."""
        return self.context.pack

    def beside(self, phrase: Phrase) -> list[Phrase]:
        """The phrases of the clause of a phrase."""
        return next((one.phrases for one in self.clauses if phrase in one.phrases), [])

    def resolve(self, phrase: Phrase) -> Party | None:
        """ "şirket", "bu üretici": a firm named before in the sentence, else the subject before, else the last firm.

        "Trabzonlu şirket" is the last firm of that country.
        """
        if (several := form_of(phrase.low, "plural_anaphors", self.pack)) is not None and several[1].plural:
            return self._group_before(several[0])
        if (own := self._firm_of_somebody(phrase)) is not None:
            return own
        if (called := self._called(phrase)) is not None:
            return called
        again = any(one.low == "aynı" for one in phrase.items)
        if again and form_of(phrase.low, "makers", self.pack) and (maker := self._maker_before()) is not None:
            return maker
        if phrase.described:
            here = [one.party for one in self.phrases if one.end <= phrase.start and one.party is not None]
            fits = [one for one in (*self.context.parties, *here) if self.firm(one) and one.country == phrase.code]
            return fits[-1] if fits else self.firm_of(phrase.code)
        for clause in reversed(self.clauses):
            for other in reversed(clause.phrases):
                before = other.end <= phrase.start and other not in self.beside(phrase)
                before = before and not (phrase.case in ("dat", "abl") and other.case == "nom")
                if before and other.party is not None and self.firm(other.party):
                    return other.party
        acting = [one for one in self.beside(phrase) if one.end <= phrase.start and one.case in ("nom", "gen")]
        if phrase.case in ("dat", "abl"):  # "X bu firmaya sattı": a firm other than X
            acting += [one for one in self.phrases if one.end <= phrase.start and one.case == "nom" and one.party]
            taken = [one.party or self.party(one) for one in acting if one.kind in ("party", "back")]
            names = {one.surface for one in taken if one is not None}
            known = [one for one in self.context.parties if one.surface not in names]
            return next((one for one in reversed(known) if self.firm(one)), None)
        if self.subject is not None and self.firm(self.subject):
            return self.subject
        known = [*self.context.parties, *(one.party for one in acting if one.case == "gen" and one.party is not None)]
        known += [one.party for one in self.phrases if one.end <= phrase.start and one.party and one.case == "gen"]
        return next((one for one in reversed(known) if self.firm(one)), None)

    def firm_of(self, code: str | None) -> Party | None:
        """ "Kırgız şirket": the last firm of a country that the text named, also by capital letters alone."""
        known = [
            one for one in self.context.registry.entities.values() if one.country == code and one.kind == "company"
        ]
        before = [one for one in known if one.first[0] < self.sentence.start]
        parties = [entity_party(one, one.first) for one in sorted(before, key=lambda one: one.first)]
        return next((one for one in reversed(parties) if self.firm(one)), None)

    def _called(self, phrase: Phrase) -> Party | None:
        """ "Grubun başkanı", "tersane": a firm whose name has that noun."""
        found = form_of(phrase.low, "anaphors", self.pack)
        shape = NAMED_SO.get(found[0]) if found is not None else None
        here = [one.party for one in self.phrases if one.end <= phrase.start and one.party is not None]
        known = [one for one in (*self.context.parties, *here) if shape and re.search(shape, one.surface)]
        return known[-1] if known else None

    def _maker_before(self) -> Party | None:
        """ "aynı üreticiden": who made what the text spoke of last."""
        moved = [*self.context.earlier, *self.context.drafts, *self.context.recent, *self.found]
        return next((one.maker for one in reversed(moved) if one.maker is not None), None)

    def _group_before(self, noun: str) -> Party | None:
        """ "Alıcılar", "şirketler": the group that got or gave something before, by that noun where it has one."""
        moved = [*self.context.earlier, *self.context.recent, *self.found]
        groups = [one for draft in moved for one in (draft.supplier, draft.recipient) if one and one.form == "group"]
        same = [one for one in groups if lower(one.surface).split()[-1].startswith(noun)]
        return same[-1] if same else None

    def _client(self) -> Party | None:
        """ "X'in avukatı, “müvekkilim satmadı” dedi": for whom the lawyer speaks."""
        owners = [one.party for one in self.phrases if one.kind == "party" and one.case == "gen"]
        known = [*self.context.parties, *(one for one in owners if one is not None)]
        return next((one for one in reversed(known) if self.firm(one)), None)

    def _same(self, phrase: Phrase) -> Party | None:
        """ "Yekaterinburg'daki aynı alıcı": who got or gave something before, by the country."""
        for draft in reversed(self.context.drafts):
            for party in (draft.recipient, draft.supplier):
                if party is not None and party.form == "named" and party.country == phrase.code:
                    return party
        return None

    def _firm_of_somebody(self, phrase: Phrase) -> Party | None:
        """ "X, şirketinin satmadığını söyledi": the firm that X owns or leads, by what the text said before."""
        led = {one.subject.surface: one.object for one in self.context.drafts if one.kind in ROLES and one.subject}
        for clause in self.clauses:
            for other in clause.phrases:
                if other.party is not None and other.start < phrase.start and other.party.surface in led:
                    return led[other.party.surface]
        return None

    def firm(self, party: Party) -> bool:
        """Whether "the company" can stand for a party: a named firm, no person and no public body."""
        if party.form != "named" or party.kind != "company":
            return False
        if any(
            one.kind == "role" and one.subject and one.subject.surface == party.surface for one in self.context.drafts
        ):
            return False
        return lower(party.surface.split()[-1]) not in self.pack.words("firms_not")

    def party(self, phrase: Phrase) -> Party | None:
        """The party of a phrase; a noun that points back stands for the last one that fits."""
        if phrase.low.startswith("ülke"):
            return self.land
        if phrase.low == "o":
            moved = [*self.context.recent, *self.found]
            return moved[-1].recipient if moved else None
        if phrase.low.startswith("müvekkil"):
            return self._client()
        if phrase.kind == "back":
            return self.resolve(phrase)
        unnamed = phrase.kind == "party" and phrase.party is not None and phrase.party.form != "named"
        if unnamed and any(one.low == "aynı" for one in phrase.items) and (same := self._same(phrase)):
            return same
        if phrase.described and (known_firm := self.resolve(phrase)) is not None:
            return known_firm
        return phrase.party
