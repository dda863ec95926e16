"""The reader of Turkish: sentence by sentence from items to phrases, clauses and claims."""

from __future__ import annotations

import re

from graph.model import Party, replace
from graph.reference import countries
from loaders.extraction.context import Context
from loaders.extraction.drafts import Draft
from loaders.extraction.follow import merge
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.relevance import wanted
from loaders.extraction.sentences import Sentence
from loaders.extraction.turkish.clause_reader import Reader
from loaders.extraction.turkish.clauses import PARTIES, Clause, clauses_of
from loaders.extraction.turkish.cutting import phrases_of
from loaders.extraction.turkish.endings import lower, nominative
from loaders.extraction.turkish.events import events
from loaders.extraction.turkish.finds import finds
from loaders.extraction.turkish.follow import complete
from loaders.extraction.turkish.frames import made, transfers
from loaders.extraction.turkish.holdings import holdings
from loaders.extraction.turkish.names import read_names
from loaders.extraction.turkish.phrases import Phrase, form_of, known
from loaders.extraction.turkish.speech import Source, headline, modality, source_of, speaker_of
from loaders.extraction.turkish.standing import standing, turned_down
from loaders.extraction.turkish.tokens import itemise

ENDINGS = (".", "!", "…", ")", "“", "”", '"', "»", "’", ";", ":")
KEPT = 12
SEASON = re.compile(r"(?<!\w)(?:(?:ilk|son)bahar|güz|yaz|kış)(?:da|[ıi]n)?(?!\w)")


def drafts_of(text: str, sentences: list[Sentence], pack: Pack, published: str | None) -> list[Draft]:
    """Read all Turkish sentences of a text; the call is that of loaders.extraction.rules."""
    context = Context(text, pack, published, read_names(sentences, pack))
    state = _State(context)
    for sentence in sentences:
        state.read(sentence, alone=len(sentences) == 1)
    kept = [draft for draft in context.drafts if wanted(draft, context.drafts)]
    return [draft for draft in kept if not _announced(draft, kept)]


def _ahead(draft: Draft, published: str | None) -> None:
    """ "ağustosta gönderecek": what is planned for a month that is past comes in the next year."""
    for slot in ("start", "end"):
        value = getattr(draft, slot)
        if not value or not published or len(published) < 7:
            continue
        season = len(value) == 4 and SEASON.search(lower(draft.sentences[-1].text)) is not None
        if (len(value) >= 7 or season) and value < published[: len(value)]:
            setattr(draft, slot, f"{int(value[:4]) + 1}{value[4:]}")


def _announced(draft: Draft, others: list[Draft]) -> bool:
    """A lead says in one word what the paragraph then spells out: "teknoloji aktarıyor", then "radar teknolojisi"."""
    goods = lower(draft.goods or "")
    if draft.kind != "transfer" or not goods or draft.quantity or draft.value or draft.start or draft.via:
        return False
    head, several = goods.split()[-1], " " in goods
    return any(
        other.goods is not None
        and other.sentences[-1].paragraph == draft.sentences[0].paragraph
        and other.sentences[-1].start > draft.sentences[0].start
        and lower(other.goods).split()[-1].startswith(head)
        and (bool(other.quantity or other.value) if several else " " in other.goods)
        and (other.supplier, other.recipient) != (None, None)
        and _country(other.supplier) == _country(draft.supplier)
        and _country(other.recipient) == _country(draft.recipient)
        for other in others
        if other.kind == "transfer"
    )


def _country(party: Party | None) -> str | None:
    return party.country if party is not None else None


class _State:
    """What a paragraph carries from sentence to sentence."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.subject: Party | None = None
        self.document = False
        self.clauses: list[Clause] = []
        self.before: list[Phrase] = []
        self.lot: Draft | None = None
        self.land: Party | None = None

    def read(self, sentence: Sentence, alone: bool) -> None:
        context, pack = self.context, self.context.pack
        if sentence.paragraph != context.paragraph:
            context.earlier = [*context.earlier, *context.recent][-KEPT:]
            context.paragraph, context.chain, context.recent = sentence.paragraph, False, []
            self.subject, self.document = None, False
            context.anchor = None
            self.before, self.land = [], None
            context.earlier = [one for one in context.earlier if one is not self.lot]
        items, verbs = itemise(sentence, pack, context.registry, context.published, context.anchor)
        if sentence.text.endswith("?") or (not sentence.text.endswith(ENDINGS) and not alone):
            self._see(items)
            return
        phrases = phrases_of(sentence, items, verbs, pack)
        self.sentence, self.clauses = sentence, (clauses := clauses_of(phrases, pack))
        source = source_of(sentence, phrases, pack)
        found = self._claims(sentence, items, phrases, clauses, source)
        if source.said:
            context.chain = True
            self.document = source.document
            context.speaker = source.speaker or context.speaker
        found = merge(found)
        context.drafts += found
        self._remember(items, clauses, found)
        if not found:
            self._named_things(phrases)
        self.before = [] if found else phrases
        self.land = _land(items) or self.land

    def _claims(
        self, sentence: Sentence, items: list[Item], phrases: list[Phrase], clauses: list[Clause], source: Source
    ) -> list[Draft]:
        context, pack = self.context, self.context.pack
        small = lower(sentence.text)
        if pack.phrase("prohibited").search(small) or pack.phrase("compared").search(small):
            return []
        headed = headline(phrases)
        reader = Reader(sentence, context, clauses, headed.party if headed else self.subject, phrases, land=self.land)
        if headed is not None and headed.party is not None and not source.said:
            source = Source(headed.party.surface, True)
        out = reader.found
        whole = Clause(None, "noun", "supply", [], len(sentence.text))
        for clause in [*clauses, whole]:
            if clause is whole:
                drafts = [] if out else standing(reader)
            else:
                drafts = events(reader, clause) or transfers(reader, clause) or finds(reader, clause, phrases)
            chain = context.chain and (self.document or any("goods_resolved" in one.flags for one in drafts))
            for draft in drafts:
                draft.goods = self._in_full(draft.goods)
                draft.modality = modality(clause, sentence, source, chain, pack)
                if draft.modality in ("planned", "feared") and "date_relative" in draft.flags:
                    _ahead(draft, context.published)
                if draft.modality == "denied" and "goods_resolved" in draft.flags:
                    draft.quantity, draft.model, draft.maker, draft.sentences = None, None, None, [sentence]
                if draft.modality != "asserted":
                    draft.speaker = (
                        speaker_of(clause, sentence, pack, clauses)
                        or source.speaker
                        or (context.speaker if chain or source.said else None)
                    )
            sides = [(one.subject, one.object) for one in out if one.kind == "event"]
            drafts = [one for one in drafts if one.kind != "event" or (one.subject, one.object) not in sides]
            out += drafts
            if drafts:
                context.goods = list(dict.fromkeys(draft.goods for draft in drafts if draft.goods))
        sought = {(one.recipient, one.goods) for one in out if one.modality == "sought"}
        out[:] = [one for one in out if one.modality != "denied" or (one.recipient, one.goods) not in sought]
        out += [] if out else turned_down(reader)
        out += holdings(reader, items, source.said or (context.chain and self.document))
        complete(reader, phrases, source)
        return out

    def _in_full(self, goods: str | None) -> str | None:
        """ "Fiber optik kablo ayrı bir kalem. ... 420 ton kablo": the name as the sentence before printed it."""
        if goods is None or " " in goods:
            return goods
        for phrase in self.before:
            words = [lower(word) for word in phrase.words] if phrase.kind == "goods" else []
            if goods in words[1:] and not any(word in self.context.pack.words("adverbs") for word in words):
                name = " ".join(phrase.words[: words.index(goods) + 1])
                return name if phrase.start or phrase.words[0].isupper() else lower(name[:1]) + name[1:]
        return goods

    def _named_things(self, phrases: list[Phrase]) -> None:
        """Goods that a sentence without claims names are what the next one means by "bunlar"."""
        pack = self.context.pack
        if (counted := self._counted_things(phrases)) is not None:
            self.context.goods = [counted.goods or ""]
            self.context.earlier.append(counted)
            self.lot = counted
            return
        for phrase in reversed(phrases):
            if phrase.kind != "goods" or phrase.case != "nom" or not phrase.words or phrase.maker is not None:
                continue
            name = " ".join(phrase.words)
            back = any(
                form_of(phrase.low, key, pack) for key in ("anaphoric_goods", "parts_of", "not_goods", "measures")
            )
            last = phrase is phrases[-1] or (phrases[-1].verb is not None and phrase is phrases[-2])
            if not back and last and known(phrase, name, pack):
                self.context.goods = [name]
            return

    def _counted_things(self, phrases: list[Phrase]) -> Draft | None:
        """ "X'in ürettiği 210 vanaya el konuldu": a lot that the next sentence takes up, with its number and maker."""
        for phrase in reversed(phrases):
            number = phrase.amount if phrase.kind == "goods" and phrase.words else None
            if number is None or number.kind not in ("count", "number"):
                continue
            name = nominative(phrase.words, self.context.pack, phrase.case != "nom")
            if not known(phrase, name, self.context.pack):
                continue
            lot = Draft("transfer", [self.sentence], goods=name, quantity=number.amount, model=phrase.model)
            made(Reader(self.sentence, self.context, self.clauses, None, phrases), lot, phrase)
            lot.maker = lot.maker or phrase.maker
            return lot
        return None

    def _see(self, items: list[Item]) -> None:
        self.context.see(items)
        for item in items:
            if item.date and item.date.first:
                self.context.anchor = item.date.first
            if item.kind == "country" and item.party is not None and item.code:
                self.context.countries.setdefault(item.code, item.party)

    def _remember(self, items: list[Item], clauses: list[Clause], found: list[Draft]) -> None:
        context = self.context
        self._see(items)
        moved = [draft for draft in found if draft.kind in ("transfer", "offer")]
        if moved:
            context.earlier += context.recent
            context.recent = moved
        for clause in clauses:
            if clause.form == "finite":
                named = [one for one in clause.phrases if one.kind in PARTIES and one.case == "nom" and one.party]
                if named:
                    self.subject = named[0].party


def _land(items: list[Item]) -> Party | None:
    """The country that begins a sentence, or whose body does: "Kırgızistan Ulusal İstatistik Komitesi"."""
    for item in items[:4]:
        if item.kind == "country" and item.party is not None:
            return item.party
        if item.kind == "party" and item.party is not None and item.code:
            name = countries.name(item.code, "tr")
            if item.text.startswith(name):
                return replace(item.party, surface=name, form="country", kind="country")
    return None
