"""A claim in the making: slots are filled sentence by sentence and frozen at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Amount, Claim, Kind, Modality, Party, Span, replace
from loaders.extraction import known
from loaders.extraction.item import Item
from loaders.extraction.sentences import Sentence


@dataclass(slots=True)
class Draft:
    """A claim that later sentences may still complete; the slots are those of graph.model.Claim."""

    kind: Kind
    sentences: list[Sentence]
    supplier: Party | None = None
    recipient: Party | None = None
    maker: Party | None = None
    weapon: Party | None = None
    subject: Party | None = None
    object: Party | None = None
    place: Party | None = None
    via: list[Party] = field(default_factory=list)
    goods: str | None = None
    model: str | None = None
    declared_as: str | None = None
    quantity: Amount | None = None
    value: Amount | None = None
    share: Amount | None = None
    origin: str | None = None
    start: str | None = None
    end: str | None = None
    topic: str | None = None
    outcome: str | None = None
    modality: Modality = "asserted"
    speaker: str | None = None
    flags: list[str] = field(default_factory=list)
    confidence: float = 0.6
    around: set[str] = field(default_factory=set)

    def flag(self, text: str) -> None:
        """Note something once."""
        if text not in self.flags:
            self.flags.append(text)

    def also(self, sentence: Sentence) -> None:
        """Add a sentence to the quote."""
        if sentence not in self.sentences:
            self.sentences.append(sentence)

    def countries(self) -> set[str]:
        """The countries of its parties, of the way and of make."""
        parties = [self.supplier, self.recipient, self.maker, self.subject, self.object, *self.via]
        codes = {code for party in parties if party and (code := party.country or known.country_of(party.surface))}
        return codes | ({self.origin} if self.origin else set())

    def claim(self, text: str, language: str, extractor: str) -> Claim:
        """Freeze it: the quote is what stands at the spans, neighbouring sentences in one span."""
        spans = _spans(self.sentences, text)
        printed = self.origin
        supplier_country = self.supplier.country if self.supplier and self.kind in ("transfer", "offer") else None
        origin = printed or supplier_country
        return Claim(
            kind=self.kind,
            modality=self.modality,
            quote=" ".join(text[start:end] for start, end in spans),
            spans=spans,
            supplier=self.supplier,
            recipient=self.recipient,
            maker=self.maker,
            weapon=self.weapon,
            subject=self.subject,
            object=self.object,
            place=self.place,
            via=tuple(self.via),
            goods=self.goods,
            goods_concept=concept_of(self.goods),
            model=self.model,
            declared_as=self.declared_as,
            quantity=self.quantity,
            value=self.value,
            share=self.share,
            origin=origin,
            origin_basis=None if origin is None else "printed" if printed else "supplier",
            destination=self.recipient.country if self.recipient and self.kind in ("transfer", "offer") else None,
            start=self.start,
            end=self.end,
            topic=self.topic,
            outcome=self.outcome,
            speaker=self.speaker,
            language=language,
            confidence=round(self.confidence, 2),
            extractor=extractor,
            flags=tuple(self.flags),
        )


def concept_of(goods: str | None) -> str | None:
    """The id of the concept that a printed name of goods means, by the lexicon."""
    if not goods:
        return None
    from graph.reference import goods as reference

    concept = reference.lookup(goods)
    return concept.id if concept else None


def party_of(item: Item | None) -> Party | None:
    """The party of an item; a place that acts stands under its own name."""
    return None if item is None else item.party


def with_country(party: Party | None, country: str | None) -> Party | None:
    """Give a party a country where it has none."""
    if party is None or party.country or not country:
        return party
    return replace(party, country=country, country_basis="printed")


def _spans(sentences: list[Sentence], text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for sentence in sorted(sentences, key=lambda one: one.start):
        if spans and text[spans[-1][1] : sentence.start] == " ":
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
    return tuple(spans)
