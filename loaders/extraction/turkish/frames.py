"""Transfers and offers in Turkish: who, to whom, from whom, through where, by the cases of the phrases of a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from graph.model import Party, replace
from graph.reference import countries
from graph.reference import goods as reference
from loaders.extraction.context import Context
from loaders.extraction.drafts import Draft
from loaders.extraction.items import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.sentences import Sentence
from loaders.extraction.turkish.clauses import PARTIES, Clause
from loaders.extraction.turkish.endings import lower, nominative
from loaders.extraction.turkish.phrases import Phrase, form_of, known

GIVING = frozenset({"supply", "offer"})
GETTING = frozenset({"acquire", "request", "order"})
MOVING = frozenset({"arrive", "move"})
WEAK = frozenset(
    {"ver", "al", "sun", "sağla", "iste", "bildir", "aktar", "gel", "git", "ulaş", "geç", "başvur", "öner"}
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
        found: the claims of the sentence so far.
    """

    sentence: Sentence
    context: Context
    clauses: list[Clause]
    subject: Party | None = None
    found: list[Draft] = field(default_factory=list)

    @property
    def pack(self) -> Pack:
        """The words of Turkish."""
        return self.context.pack

    def beside(self, phrase: Phrase) -> list[Phrase]:
        """The phrases of the clause of a phrase."""
        return next((one.phrases for one in self.clauses if phrase in one.phrases), [])

    def resolve(self, phrase: Phrase) -> Party | None:
        """ "şirket", "bu üretici": a firm named before in the sentence, else the subject before, else the last firm."""
        for clause in reversed(self.clauses):
            for other in reversed(clause.phrases):
                before = other.end <= phrase.start and other not in self.beside(phrase)
                if before and other.party is not None and self.firm(other.party):
                    return other.party
        if self.subject is not None and self.firm(self.subject):
            return self.subject
        beside = [one.party for one in self.beside(phrase) if one.case == "gen" and one.end <= phrase.start]
        known = [*self.context.parties, *(one for one in beside if one is not None)]
        return next((one for one in reversed(known) if self.firm(one)), None)

    def firm(self, party: Party) -> bool:
        """Whether "the company" can stand for a party: a named firm, no person and no public body."""
        if party.form != "named" or party.kind != "company":
            return False
        return lower(party.surface.split()[-1]) not in self.pack.words("firms_not")

    def party(self, phrase: Phrase) -> Party | None:
        """The party of a phrase; a noun that points back stands for the last one that fits."""
        if phrase.low == "o":
            moved = [*self.context.recent, *self.found]
            return moved[-1].recipient if moved else None
        if phrase.kind == "back":
            return self.resolve(phrase)
        return phrase.party


def transfers(reader: Reader, clause: Clause) -> list[Draft]:
    """Read the transfers and offers that a clause states, one for each supplier, recipient and kind of goods."""
    if clause.frame not in GIVING | GETTING | MOVING:
        return []
    frame = Frame()
    frame.things = _things(reader, clause)
    if not frame.things:
        _taken_over(reader, clause)
        return []
    if clause.frame in GETTING:
        _get(reader, clause, frame)
    else:
        _give(reader, clause, frame)
    frame.suppliers = [one for one in frame.suppliers if one.kind != "person"]
    frame.recipients = [one for one in frame.recipients if one.kind != "person"]
    frame.via = [one for one in _parties(reader, clause, "via") if one not in frame.recipients + frame.suppliers]
    if not _plausible(reader, clause, frame):
        return []
    return _spread(reader, clause, frame)


def _taken_over(reader: Reader, clause: Clause) -> None:
    """ "... gönderildi ve X tarafından teslim alındı": who got the goods of the clause before."""
    if clause.frame != "acquire" or not clause.passive or not reader.found:
        return
    last, agents = reader.found[-1], _parties(reader, clause, "agent")
    if agents and last.kind == "transfer" and (last.recipient is None or last.recipient.kind in ("place", "country")):
        last.recipient = agents[0]


def _parties(reader: Reader, clause: Clause, *cases: str) -> list[Party]:
    found = [reader.party(one) for one in clause.phrases if one.kind in PARTIES and one.case in cases]
    return list(dict.fromkeys(one for one in found if one is not None))


def _subjects(reader: Reader, clause: Clause) -> list[Party]:
    """Who does it: the nominative, or the genitive where the verb is a noun; else whoever the clause before names."""
    case = "gen" if clause.form in ("noun", "before") else "nom"
    if clause.form == "before" and clause.verb is not None and clause.verb.form == "before":
        head = clause.head
        party = reader.party(head) if head is not None and head.kind in PARTIES else None
        return [party] if party else []
    group: list[Party] = []
    for phrase in clause.phrases:
        if phrase.kind in PARTIES and phrase.case == case and not phrase.low.startswith("ülkesi"):
            if group and not phrase.joined:
                break
            party = reader.party(phrase)
            if party is not None:
                group.append(party)
    if not group and clause.form in ("noun", "finite"):
        group = _shared_subject(reader, clause)
    if not group and clause.form == "noun" and any(_charge(one, reader.pack) for one in clause.cue[:1]):
        return _charged(reader, clause)
    if not group and clause.form == "noun" and any(one.frame == "accuse" for one in clause.governors):
        accused = [reader.party(one) for one in clause.phrases if one.kind in PARTIES and one.case == "acc"]
        return [one for one in accused if one is not None][:1]
    if not group and clause.form == "noun" and clause.verb is None:
        return group
    if not group and clause.subject is not None:
        party = reader.party(clause.subject)
        group = [party] if party and not (clause.form == "noun" and party.kind == "person") else []
    return group


def _charge(phrase: Phrase, pack: Pack) -> bool:
    return form_of(phrase.low, "charges", pack) is not None and phrase.case == "ins"


def _charged(reader: Reader, clause: Clause) -> list[Party]:
    """ "sattığı gerekçesiyle X'i listeye aldı", "X, sattığı iddiasıyla yargılanıyor": who is charged."""
    for governor in clause.governors:
        for cases in (("acc", "dat", "about"), ("nom",)):
            for phrase in governor.phrases:
                late = phrase.start >= clause.end or phrase.case in ("nom", "about")
                if phrase.kind in PARTIES and phrase.case in cases and late:
                    party = reader.party(phrase)
                    return [party] if party is not None else []
    party = reader.party(clause.subject) if clause.subject is not None else None
    return [party] if party is not None else []


def _shared_subject(reader: Reader, clause: Clause) -> list[Party]:
    """ "X'in aldığı malı Rusya'ya gönderdiğini": who bought is who sent, where nobody else is named."""
    for inner in reader.clauses:
        if inner.form == "before" and inner.head in clause.phrases and inner.frame in GETTING:
            owner = [reader.party(one) for one in inner.phrases if one.kind in PARTIES and one.case == "gen"]
            return [one for one in owner if one is not None]
    return []


def _give(reader: Reader, clause: Clause, frame: Frame) -> None:
    frame.recipients = _recipients(reader, clause)
    sources = _parties(reader, clause, "abl")
    if clause.passive or clause.frame in MOVING:
        frame.suppliers = _parties(reader, clause, "agent") or sources
        if not frame.suppliers and any(one.back for one in frame.things):
            frame.suppliers = _holder(reader, frame)
        if not frame.suppliers and any(one.frame == "deny" for one in clause.governors):
            frame.suppliers = [one for one in _governing(reader, clause) if one not in frame.recipients]
        return
    frame.suppliers = _subjects(reader, clause) or _parties(reader, clause, "agent")
    if not frame.suppliers and sources:
        frame.suppliers = sources
    if not frame.suppliers and clause.form == "noun" and clause.verb is not None:
        frame.suppliers = _governing(reader, clause)
    if not frame.suppliers and clause.form in ("finite", "link") and reader.subject is not None:
        frame.suppliers = [reader.subject]
    frame.suppliers = [one for one in frame.suppliers if one not in frame.recipients]


def _governing(reader: Reader, clause: Clause) -> list[Party]:
    """ "sattığını kabul etti": who says it did it itself, where nobody else is named."""
    own = [one for one in clause.phrases if one.kind == "party" and one.case == "gen" and one.low.startswith("ülkesi")]
    for governor in clause.governors:
        if governor.frame in ("request", "fear"):
            return []
        found = _subjects(reader, governor)
        if found and governor.frame == "deny" and clause.passive and found[0].country is None:
            return []
        if found and found[0].kind == "company" and not reader.firm(found[0]) and found[0].country in ("CN", "RU"):
            return [_state(reader, found[0])]
        if found and found[0].kind == "person" and found[0].country and (own or _of_state(reader, found[0])):
            return [_state(reader, found[0])]
        if found and found[0].kind == "person":
            owner = _employer(reader, governor)
            return [owner] if owner is not None else []
        if found:
            return found
    return []


def _of_state(reader: Reader, person: Party) -> bool:
    words = [lower(word) for word in person.surface.split()]
    return any(word in reader.pack.words("heads_of_state") for word in words)


def _state(reader: Reader, body: Party) -> Party:
    """A public body that speaks of "us" speaks for its state."""
    surface = countries.name(body.country or "", "tr")
    return replace(body, surface=surface, form="country", kind="country", country_basis=None)


def _employer(reader: Reader, clause: Clause) -> Party | None:
    """ "Şirketin başkanı X, satmadıklarını söyledi": the firm of a person who speaks for it."""
    for phrase in clause.phrases:
        if phrase.kind in PARTIES and phrase.case == "gen":
            return reader.party(phrase)
    return next((one for one in reversed(reader.context.parties) if reader.firm(one)), None)


def _holder(reader: Reader, frame: Frame) -> list[Party]:
    """Who got the goods before sends them on where the passive names nobody."""
    for draft in reversed([*reader.context.recent, *reader.found]):
        if draft.recipient is not None and draft.recipient not in frame.recipients:
            return [draft.recipient]
    return []


def _recipients(reader: Reader, clause: Clause) -> list[Party]:
    found: list[Party] = []
    for index, phrase in enumerate(clause.phrases):
        if phrase.kind in PARTIES and phrase.case in ("dat", "for") and (party := reader.party(phrase)):
            found.append(party)
        elif phrase.kind == "goods" and phrase.case == "dat" and index and _site(phrase, reader.pack):
            owner = clause.phrases[index - 1]
            if owner.kind in PARTIES and owner.case == "gen" and (party := reader.party(owner)):
                found.append(party)
    for kind in (("named", "group"), ("country",)):
        chosen = [one for one in found if one.form in kind and one.kind != "place"]
        if chosen:
            return list(dict.fromkeys(chosen))
    return found[-1:]


def _site(phrase: Phrase, pack: Pack) -> bool:
    return form_of(phrase.low, "sites", pack) is not None


def _get(reader: Reader, clause: Clause, frame: Frame) -> None:
    frame.suppliers = _parties(reader, clause, "abl")
    if clause.passive:
        frame.recipients = _parties(reader, clause, "agent", "dat")
        return
    frame.recipients = _subjects(reader, clause)
    if not frame.recipients and clause.form == "noun" and clause.verb is not None:
        frame.recipients = _governing(reader, clause)
    if not frame.recipients and clause.form in ("finite", "link") and reader.subject is not None:
        frame.recipients = [reader.subject]
    frame.recipients = [one for one in frame.recipients if one not in frame.suppliers]


def _things(reader: Reader, clause: Clause) -> list[Thing]:
    """The goods of a clause: what it describes, else the object nearest to the verb with what is listed beside it."""
    if clause.form == "before" and clause.head is not None and clause.head.kind == "goods":
        one = _thing(reader, clause, clause.head)
        return [one] if one is not None and not one.back else []
    phrases = clause.phrases
    cases = ["nom", "acc"]
    if clause.form == "noun" and (clause.passive or clause.verb is None or clause.frame in MOVING):
        cases.append("gen")
    if clause.verb is None and clause.phrase is not None:
        return _nominal_things(reader, clause)
    index = len(phrases) - 1
    while index >= 0 and not (
        phrases[index].kind == "goods" and phrases[index].case in cases and _named(phrases[index])
    ):
        index -= 1
    if index < 0:
        return _shared(reader, clause)
    out: list[Thing] = []
    while index >= 0:
        phrase = phrases[index]
        if phrase.kind != "goods" or phrase.case not in ("nom", *cases):
            break
        one = _thing(reader, clause, phrase)
        if one is None:
            return out
        out.insert(0, one)
        if not phrase.joined:
            break
        index -= 1
    return out


def _shared(reader: Reader, clause: Clause) -> list[Thing]:
    """ "Çin'den çip aldı ve Rusya'ya sattı": the second verb has the goods of the first."""
    onward = clause.frame in GIVING and any(one.kind in PARTIES and one.case == "dat" for one in clause.phrases)
    if not onward or not reader.found or clause.form == "before":
        return []
    last = [one for one in reader.found if one.kind == "transfer"][-1:]
    return [Thing(one.goods, None, True) for one in last if one.goods]


def _named(phrase: Phrase) -> bool:
    return bool(phrase.words)


def _nominal_things(reader: Reader, clause: Clause) -> list[Thing]:
    """ "çip satışı", "çiplerin satışı": what stands before the noun of supply."""
    phrase = clause.phrase
    assert phrase is not None
    words = phrase.words[:-1]
    if words:
        name = " ".join(words)
        if form_of(lower(words[-1]), "not_goods", reader.pack):
            return []
        return [Thing(name, phrase)] if _known_words(words, reader.pack) else []
    before = [one for one in clause.phrases[:-1] if one.kind == "goods" and one.case == "gen" and one.words]
    if before and (one := _thing(reader, clause, before[-1])) and _known_words(before[-1].words, reader.pack):
        return [one]
    return []


def _known_words(words: list[str], pack: Pack) -> bool:
    item = Item("word", 0, 0, words[-1], lower(words[-1]))
    return known(Phrase("goods", "nom", 0, 0, [item]), " ".join(words), pack)


def _thing(reader: Reader, clause: Clause, phrase: Phrase) -> Thing | None:
    pack, context = reader.pack, reader.context
    low = phrase.low
    if not phrase.words or (form_of(low, "not_goods", pack) and not _listed(phrase, pack)):
        return None
    if clause.verb is not None and clause.verb.case and phrase.items[-1].start > clause.end:
        return None
    if back := _taken_up(reader, clause, phrase):
        return Thing(back, phrase, True)
    if form_of(low, "anaphoric_goods", pack) and _bare(reader, clause, phrase):
        return Thing(context.goods[-1], phrase, True) if context.goods else None
    name = nominative(phrase.words, pack, phrase.case in ("nom", "acc"))
    unsure = len(phrase.words) < 2 and phrase.amount is None and not known(phrase, name, pack)
    if unsure and clause.verb is not None and clause.verb.lemma in WEAK:
        return None
    return Thing(name, phrase)


def _bare(reader: Reader, clause: Clause, phrase: Phrase) -> bool:
    """ "ürünleri", "bu malı" alone point back; "40 milyon dolarlık malzeme" is something new."""
    if any(one.head is phrase for one in reader.clauses if one is not clause):
        return False
    words = [
        one for one in phrase.items if one.kind == "word" and one.low not in ("bu", "söz", "konusu", "aynı", "bir")
    ]
    return (
        len(words) == 1
        and phrase.amount is None
        and not any(one.kind == "value" and 0 <= phrase.start - one.end <= 1 for one in clause.phrases)
    )


def _listed(phrase: Phrase, pack: Pack) -> bool:
    """ "askerî yardım": the lexicon knows the whole."""
    return len(phrase.words) > 1 and reference.lookup(nominative(phrase.words, pack, True)) is not None


def _taken_up(reader: Reader, clause: Clause, phrase: Phrase) -> str | None:
    """ "aynı transistörleri", "Diyotların tamamı", "vidalar": a thing that was named before, by its last word."""
    if not reader.context.goods or phrase.amount is not None or phrase.model:
        return None
    pack = reader.pack
    words = [lower(word) for word in phrase.words]
    if form_of(words[-1], "parts_of", pack):
        index = next((place for place, one in enumerate(clause.phrases) if one is phrase), 0)
        owner = clause.phrases[index - 1] if index else None
        if owner is not None and owner.case == "gen" and owner.kind == "goods" and owner.words:
            return _same_thing(reader, lower(owner.words[-1])) or reader.context.goods[-1]
        return reader.context.goods[-1]
    again = any(item.low in ("aynı", "söz", "bu", "anılan") for item in phrase.items[:-1])
    if len(words) == 1 or again:
        return _same_thing(reader, words[-1])
    return None


def _same_thing(reader: Reader, word: str) -> str | None:
    for name in reversed(reader.context.goods):
        head = lower(name).split()[-1]
        stem = head[: max(3, len(head) - 2)]
        if word.startswith(stem) or head.startswith(word[: max(4, len(word) - 4)]):
            return name
    return None


def _plausible(reader: Reader, clause: Clause, frame: Frame) -> bool:
    """Words that nobody knows as goods need both parties; a short verb needs a party on each side or a number."""
    pack = reader.pack
    sure = all(
        one.back or (one.phrase is not None and (one.phrase.amount is not None or known(one.phrase, one.name, pack)))
        for one in frame.things
    )
    if not frame.suppliers and not frame.recipients:
        return clause.frame == "offer" and sure
    if clause.verb is None:
        return bool(frame.suppliers and frame.recipients)
    if not frame.recipients and frame.via and all(one.back for one in frame.things):
        return False  # only the way of what was said before
    if clause.frame in MOVING:
        told = frame.suppliers or frame.via or any(one.phrase and one.phrase.origin for one in frame.things)
        return bool(frame.recipients) and sure and (bool(told) or clause.form != "before")
    if clause.form == "before" and not (frame.suppliers and frame.recipients):
        return False
    return sure or bool(frame.suppliers and frame.recipients)


def _spread(reader: Reader, clause: Clause, frame: Frame) -> list[Draft]:
    offered = (
        clause.frame == "offer" or _on_sale(reader, clause) or any(one.frame == "offer" for one in clause.governors[:1])
    )
    kind: Literal["offer", "transfer"] = "offer" if offered else "transfer"
    first, last, relative = dates(clause, reader.clauses)
    values = [one.items[0].amount for one in clause.phrases if one.kind == "value" and one.items[0].amount]
    alone = [one.amount for one in clause.phrases if one.kind == "goods" and not one.words and one.amount is not None]
    suppliers: list[Party | None] = [*frame.suppliers] or [None]
    recipients: list[Party | None] = [*frame.recipients] or [None]
    out: list[Draft] = []
    for thing in frame.things:
        for supplier in suppliers:
            for recipient in recipients:
                if supplier is not None and recipient is not None and supplier.surface == recipient.surface:
                    continue
                draft = Draft(kind, [reader.sentence], supplier=supplier, recipient=recipient, goods=thing.name)
                draft.via = list(frame.via)
                draft.start, draft.end = first, last
                if relative and (first or last):
                    draft.flag("date_relative")
                _fill(reader, draft, thing)
                if thing.back and draft.kind == "transfer":
                    lot(reader, draft, thing)
                if len(frame.things) == 1:
                    if draft.quantity is None and len(alone) == 1 and not thing.back:
                        draft.quantity = alone[0].amount
                    if len(values) == 1 and values[0] is not None:
                        draft.value = values[0].amount
                        if values[0].unit_price or kind == "offer":
                            draft.flag("unit_price")
                out.append(draft)
    if len(out) == 1 and clause.form == "before" and clause.head is not None and clause.head.case == "gen":
        _measure(reader, out[0], clause.head)
    if len(out) == 1 and clause.phrase is not None:
        _reached(reader, out[0], clause.phrase)
    return out


def _on_sale(reader: Reader, clause: Clause) -> bool:
    """ "bir pazar yerinde ... satılıyor": goods on sale to whoever wants them."""
    verb = clause.verb
    if verb is None or not verb.passive or verb.tense != "present" or verb.lemma != "sat":
        return False
    return any(
        one.case == "loc" and any(form_of(item.low, "platforms", reader.pack) for item in one.items)
        for one in clause.phrases
    )


def _measure(reader: Reader, draft: Draft, head: Phrase) -> None:
    """ "Çin'den aldığı kondansatörlerin miktarı 310 tona ulaştı": the number stands in the main clause."""
    for clause in reader.clauses:
        if head not in clause.phrases or clause.form == "before":
            continue
        rest = clause.phrases[clause.phrases.index(head) + 1 :]
        if not rest or not form_of(rest[0].low, "measures", reader.pack):
            return
        for phrase in rest:
            if phrase.kind == "value" and phrase.items[0].amount is not None:
                draft.value = draft.value or phrase.items[0].amount.amount
            elif phrase.amount is not None and phrase.amount.kind in ("count", "number"):
                draft.quantity = draft.quantity or phrase.amount.amount


def _reached(reader: Reader, draft: Draft, noun: Phrase) -> None:
    """ "Çin'e motor satışı 2023'te 120 milyon doları buldu": sum and date of the noun of supply."""
    for clause in reader.clauses:
        if (
            noun not in clause.phrases
            or clause.verb is None
            or clause.verb.lemma not in ("bul", "ulaş", "aş", "geç", "çık")
        ):
            continue
        rest = clause.phrases[clause.phrases.index(noun) + 1 :]
        sums = [one.items[0].amount for one in rest if one.kind == "value" and one.items[0].amount is not None]
        days = [one.items[0].date for one in rest if one.kind == "date" and one.items[0].date is not None]
        risen = len(sums) == 2 and re.search(r"[dt][ae]n$", lower(_first_sum(rest))) is not None
        if len(sums) == 1 or risen:
            draft.value = draft.value or sums[-1].amount
        if days and (draft.start is None or risen) and (len(days) == 1 or risen):
            draft.start, draft.end = days[-1].first, days[-1].last


def _first_sum(phrases: list[Phrase]) -> str:
    return next((one.items[0].text for one in phrases if one.kind == "value"), "")


def _fill(reader: Reader, draft: Draft, thing: Thing) -> None:
    phrase = thing.phrase
    draft.confidence = 0.7
    if phrase is None or thing.back:
        draft.flag("goods_resolved")
        return
    if phrase.amount is not None and phrase.amount.kind in ("count", "number"):
        draft.quantity = phrase.amount.amount
    draft.model, draft.origin = phrase.model, phrase.origin
    if phrase.maker is not None and phrase.maker != draft.supplier:
        draft.maker = phrase.maker
    made(reader, draft, phrase)


def made(reader: Reader, draft: Draft, phrase: Phrase) -> None:
    """ "X tarafından üretilen", "Çin'de üretilen" before the goods: who makes them, and where."""
    for clause in reader.clauses:
        if clause.frame != "produce" or clause.head is not phrase:
            continue
        for one in clause.phrases:
            if one.kind == "party" and one.case in ("agent", "gen") and one.party is not None:
                draft.maker = draft.maker or one.party
            elif one.kind == "party" and one.case == "loc":
                draft.origin = draft.origin or one.code


def lot(reader: Reader, draft: Draft, thing: Thing) -> None:
    """The whole lot goes on: its number, model and maker go with it, and the quote holds both sentences."""
    phrase = thing.phrase
    part = phrase is not None and form_of(phrase.low, "some_of", reader.pack) is not None
    for earlier in reversed([*reader.context.earlier, *reader.context.recent, *reader.found]):
        if earlier.goods != draft.goods or earlier.modality == "denied" or earlier.kind != "transfer":
            continue
        if not part:
            draft.quantity = draft.quantity or earlier.quantity
            draft.model = draft.model or earlier.model
            draft.maker = draft.maker or earlier.maker
            if draft.maker == draft.supplier:
                draft.maker = None
        new = [one for one in earlier.sentences if one not in draft.sentences]
        draft.sentences = [*new, *draft.sentences]
        return


def dates(clause: Clause, clauses: list[Clause]) -> tuple[str | None, str | None, bool]:
    """The date of a clause, else of what describes its place ("geçen ay yapılan incelemede"); a request has none."""
    if clause.frame in ("request", "order"):
        return None, None, False
    beside = [one for one in clauses if one.form == "before" and one.head in clause.phrases and one is not clause]
    for one in (clause, *(other for other in beside if other.head is not None and other.head.case == "loc")):
        for phrase in one.phrases:
            date = phrase.items[0].date if phrase.kind == "date" else None
            if date is not None and (date.first or date.last):
                return date.first, date.last, date.relative
    return None, None, False
