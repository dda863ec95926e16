"""Transfers told by nouns for their ends: "The buyer of the lathes was X, the seller Y", "a request for shells"."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.nominative import nominative
from loaders.extraction.phrases import Phrase, amount_of

ENDS = (("recipient", "buyer_nouns"), ("supplier", "seller_nouns"))
OF = {"de": ("", "von"), "en": ("of", "for")}
ASKED = {"de": ("um", "nach", "auf", "von", ""), "en": ("for",)}


def copular(reading: Reading, clause: Clause) -> list[Draft]:
    """ "Käufer der 14 Drehbänke war X": the goods hang on the noun, and the party is what it is."""
    pack = reading.context.pack
    if pack.language not in OF or not any(item.low in pack.words("copula") for item in clause.items):
        return []
    roles = parts.roles_of(clause, None, reading.context)
    goods: list[Phrase] = []
    ends: dict[str, Party] = {}
    for slot, key in ENDS:
        place = next((one for one, item in enumerate(clause.items) if _names(item, pack.words(key))), None)
        if place is None:
            continue
        named = _named(clause, place)
        if named is None or named.party is None:
            continue
        ends[slot] = named.party
        goods = goods or [
            one
            for one in roles.phrases
            if one.kind == "goods"
            and place < one.index <= place + 4
            and one.prep in OF[pack.language]
            and not _names(clause.items[one.index], pack.words(key))
            and parts.acceptable(one, reading.context)
            and (one.quantity or parts.known(one, reading.context))
        ]
    if not goods or not ends or (len(ends) == 2 and ends["recipient"].surface == ends["supplier"].surface):
        return []
    return [_draft(reading, clause, one, ends.get("supplier"), ends.get("recipient")) for one in goods[:1]]


def _names(item: Item, words: frozenset[str]) -> bool:
    return item.kind in ("word", "anaphor", "group") and item.low.rsplit(" ", 1)[-1] in words


def _named(clause: Clause, place: int) -> Item | None:
    """The first named party after the noun, with no other noun for an end between."""
    for item in clause.items[place + 1 :]:
        if item.kind == "party" and not item.weak:
            return item
    return None


def _draft(reading: Reading, clause: Clause, goods: Phrase, supplier: Party | None, recipient: Party | None) -> Draft:
    context = reading.context
    draft = Draft("transfer", [reading.sentence], supplier, recipient, goods=nominative(goods, context.pack))
    draft.modality = modality(
        clause, reading.clauses, reading.sentence, reading.attribution, context.chain, context.pack, "supply"
    )
    draft.quantity, draft.model, draft.origin = amount_of(goods.quantity), goods.model, goods.origin
    draft.start, draft.end, _ = parts.dates(clause.items)
    return draft


def asked_for(reading: Reading, clause: Clause) -> list[Draft]:
    """ "Moscow's request for shells", "der Antrag Moskaus auf Lieferung von Granaten": who asks, of whom, for what."""
    context, pack = reading.context, reading.context.pack
    if pack.language not in ASKED:
        return []
    for place, item in enumerate(clause.items):
        if item.kind != "word" or item.low not in pack.words("request_nouns"):
            continue
        asker = _asker(clause, place)
        tail = Clause(clause.items[place + 1 :], clause.kind)
        phrases = parts.roles_of(tail, None, context).phrases
        goods = [
            one
            for one in phrases
            if one.kind == "goods"
            and one.prep in ASKED[pack.language]
            and one.head not in pack.words("nominal_supply")
            and parts.acceptable(one, context)
            and (one.quantity or parts.known(one, context))
        ]
        if asker is None or asker.party is None or not goods:
            continue
        others = [one for one in reading.items if one.kind == "country" and one.party and one.party != asker.party]
        sellers = [one.party for one in others if one.party and one.party.country != asker.party.country]
        if not sellers:
            return []
        draft = _draft(reading, clause, goods[0], sellers[0], asker.party)
        draft.modality, draft.start, draft.end = "sought", None, None
        return [draft]
    return []


def _asker(clause: Clause, place: int) -> Item | None:
    """The country right before the noun ("Moscow's request") or in the genitive after it ("die Bitte Moskaus")."""
    near = [one for one in clause.items[max(0, place - 2) : place] if one.kind == "country"]
    after = clause.items[place + 1 : place + 2]
    if near:
        return near[-1]
    return after[0] if after and after[0].kind == "country" and after[0].text.endswith("s") else None
