"""Transfers and offers in Turkish: one claim for each supplier, recipient and kind of goods of a clause."""

from __future__ import annotations

import re
from typing import Literal

from graph.model import Amount, Party, replace
from loaders.extraction.drafts import Draft
from loaders.extraction.turkish.clause_reader import GETTING, GIVING, MOVING, PAYING, Frame, Reader, Thing
from loaders.extraction.turkish.clauses import PARTIES, Clause
from loaders.extraction.turkish.endings import lower
from loaders.extraction.turkish.legs import legs_of, only_way
from loaders.extraction.turkish.parties import get, give, parties
from loaders.extraction.turkish.phrases import Phrase, form_of, known
from loaders.extraction.turkish.things import paid_for, things_of

ASKED = re.compile(r"(?<!\w)(?:nasıl|hangi|kimin|kimden|kime|nereye|nereden|neden|niçin|kaç|ne (?:kadar|zaman))(?!\w)")
ENDED = ("bırak", "durdur", "kes", "son ver", "askıya al")  # "satmayı bıraktı"
ENDS = (
    ("alıcısı", "müşterisi", "alıcıları", "ithalatçısı"),
    ("satıcısı", "tedarikçisi", "göndericisi", "ihracatçısı", "göndereni"),
)


def transfers(reader: Reader, clause: Clause) -> list[Draft]:
    """Read the transfers and offers that a clause states, one for each supplier, recipient and kind of goods."""
    if clause.frame not in GIVING | GETTING | MOVING and clause.frame != PAYING:
        return []
    if clause.form == "noun" and any(one.verb_lemma in ENDED or _declined(clause, one) for one in clause.governors[:1]):
        return []
    if clause.form == "noun" and ASKED.search(lower(reader.sentence.text[clause.start : clause.end])):
        return []  # "Rusya'ya nasıl ulaştığı anlatılıyor"
    if clause.verb_lemma == "ver" and clause.head is not None and form_of(clause.head.low, "orders", reader.pack):
        clause.frame = "order"  # "X'in Y'ye verdiği mercek siparişi"
    frame = Frame()
    frame.things = paid_for(reader, clause) if clause.frame == PAYING else things_of(reader, clause)
    if not frame.things:
        _taken_over(reader, clause)
        return []
    if _arrived(reader, clause, frame):
        return []
    if clause.frame in GETTING or clause.frame == PAYING or _procures(reader, clause):
        get(reader, clause, frame)
    else:
        give(reader, clause, frame)
    _named_ends(reader, clause, frame)
    _shares(reader, clause, frame)
    if not any(one.frame == "accuse" for one in clause.governors):  # a person may be charged
        frame.suppliers = [one for one in frame.suppliers if one.kind != "person"]
    frame.recipients = [one for one in frame.recipients if one.kind != "person"]
    passed = [one for other in reader.clauses if other.verb_lemma == "geçir" for one in parties(reader, other, "abl")]
    way = [*parties(reader, clause, "via"), *passed]
    frame.via = [one for one in dict.fromkeys(way) if one not in frame.recipients + frame.suppliers]
    if not _plausible(reader, clause, frame):
        return []
    legs = legs_of(reader, clause, frame)
    if only_way(reader, frame, legs):
        return []
    drafts = [draft for leg in legs for draft in _spread(reader, clause, leg)]
    return [one for one in drafts if not (clause.frame in MOVING and _come_home(reader, one))]


def _come_home(reader: Reader, draft: Draft) -> bool:
    """ "X için Çin'den alınan tezgâh Moskova'ya vardı": what the sentence told has come to the country of X."""
    for one in reader.found:
        ends = (one.recipient, draft.recipient)
        if one.goods != draft.goods or one.supplier != draft.supplier or None in ends or one.kind != "transfer":
            continue
        if ends[0] and ends[1] and ends[1].kind in ("country", "place") and ends[0].country == ends[1].country:
            one.start, one.end = one.start or draft.start, one.end or draft.end
            one.quantity = one.quantity or draft.quantity
            return True
    return False


def _declined(clause: Clause, governor: Clause) -> bool:
    """ "satmayı reddetti": what somebody would not do."""
    return clause.verb is not None and clause.verb.tense == "wish" and governor.verb_lemma in ("reddet", "geri çevir")


def _named_ends(reader: Reader, clause: Clause, frame: Frame) -> None:
    """ "sevk edilen jeneratörlerin alıcısı X'ti": the sentence names the end of what a clause before it tells."""
    thing = clause.head or clause.phrase
    if thing is None or thing.case != "gen" or thing not in reader.phrases:
        return
    place = reader.phrases.index(thing) + 1
    after = reader.phrases[place : place + 2]
    word = after[0].items[0].low if after and after[0].items else ""
    party = next((one.party for one in after if one.party is not None), None)
    if party is not None and word in ENDS[0]:
        frame.recipients = [party]
    elif party is not None and word in ENDS[1]:
        frame.suppliers = [party]


def _shares(reader: Reader, clause: Clause, frame: Frame) -> None:
    """ "Çin'in silah ithalatının yüzde 77'si Rusya'dan yapıldı": the other end stands after a share of the whole."""
    noun = clause.phrase
    if noun is None or noun.case != "gen" or noun not in reader.phrases:
        return
    place = reader.phrases.index(noun) + 1
    after = reader.phrases[place : place + 3]
    if not after or not any(item.amount and item.amount.kind == "percent" for item in after[0].items):
        return
    getting = clause.frame in GETTING
    ends = [reader.party(one) for one in after if one.kind in PARTIES and one.case == ("abl" if getting else "dat")]
    named = [one for one in ends if one is not None]
    if getting:
        frame.suppliers = frame.suppliers or named
    else:
        frame.recipients = frame.recipients or named


def _procures(reader: Reader, clause: Clause) -> bool:
    """ "Çinlilerden çip temin etti": with a source and no recipient such a verb is one of getting."""
    if clause.passive or clause.verb_lemma not in reader.pack.data["two_sided"].split("|"):
        return False
    cases = {one.case for one in clause.phrases if one.kind in PARTIES}
    return "abl" in cases and not cases & {"dat", "for"}


def _taken_over(reader: Reader, clause: Clause) -> None:
    """ "... gönderildi ve X tarafından teslim alındı": who got the goods of the clause before."""
    agents = parties(reader, clause, "agent")
    if clause.frame != "acquire" or not reader.found:
        return
    last = reader.found[-1]
    if clause.verb_lemma == "teslim al" and last.modality == "sought":
        last.modality = "reported" if last.speaker else "asserted"
    if not clause.passive or not agents:
        return
    if last.kind == "transfer" and (last.recipient is None or last.recipient.kind in ("place", "country")):
        last.recipient = agents[0]


def _arrived(reader: Reader, clause: Clause, frame: Frame) -> bool:
    """ "Motorlar nisanda teslim alındı": what was ordered in the sentence before has come."""
    ordered = [
        one for one in (*reader.context.recent, *reader.found) if one.modality == "sought" and one.recipient is not None
    ]
    come = clause.frame == "arrive" and clause.verb_lemma in ("gel", "ulaş", "var", "gir", "eline geç")
    home = {party.country for party in parties(reader, clause, "dat")}
    come = come and all(one.recipient is not None and home <= {one.recipient.country} for one in ordered)
    back = (come or (clause.verb_lemma == "teslim al" and clause.passive)) and all(one.back for one in frame.things)
    if not back or not ordered or parties(reader, clause, "agent", "abl"):
        return False
    for draft in ordered:
        draft.modality = "reported" if draft.speaker else "asserted"
        draft.start, draft.end, _ = dates(clause, reader.clauses)
        draft.also(reader.sentence)
    return True


def _plausible(reader: Reader, clause: Clause, frame: Frame) -> bool:
    """Words that nobody knows as goods need both parties; a short verb needs a party on each side or a number."""
    pack = reader.pack
    sure = all(
        one.back or (one.phrase is not None and (one.phrase.amount is not None or known(one.phrase, one.name, pack)))
        for one in frame.things
    )
    home = any(form_of(one.low, "home_market", pack) for one in clause.phrases if one.kind == "goods" and one.items)
    if home and not frame.recipients:
        return False
    if any(
        one.verb_lemma in ("bil", "haberdar ol") and one.verb is not None and one.verb.negative
        for one in clause.governors
    ):
        return False  # "did not know that it went there"
    if not frame.suppliers and not frame.recipients:
        return clause.frame == "offer" and sure
    if clause.frame == PAYING and not (frame.suppliers and frame.recipients and sure):
        return False
    if clause.verb_lemma == "getir" and not clause.passive and not frame.suppliers:
        return False  # "brought them to Turkey first"
    if clause.verb is None:
        made_there = any(one.phrase is not None and one.phrase.origin for one in frame.things)
        done = any(one.frame in ("hold", "supply") and one.passive for one in clause.governors)
        return bool(frame.recipients) and (bool(frame.suppliers) or (sure and made_there and done))
    counted = any(one.kind in ("value", "date") or one.amount is not None for one in clause.phrases)
    first = frame.things[0].phrase
    if clause.form == "before" and not counted and first is not None and form_of(first.low, "generic_goods", pack):
        return False  # "the goods that Russia gets from China" only announces
    back = all(one.back for one in frame.things)
    if not frame.recipients and frame.via and back:
        return False  # only the way of what was said before
    got = [one.recipient for one in (*reader.context.recent, *reader.found)]
    if clause.frame == "acquire" and back and not frame.suppliers and all(one in got for one in frame.recipients):
        return False  # "teslim aldı": what was bought before has come
    if clause.frame in MOVING:
        told = frame.suppliers or frame.via or any(one.phrase and one.phrase.origin for one in frame.things)
        return bool(frame.recipients) and sure and (bool(told) or clause.form != "before")
    routed = frame.recipients and frame.via and first is not None and first.amount is not None
    if clause.form == "before" and not routed and not (frame.suppliers and frame.recipients):
        return False
    return sure or bool(frame.suppliers and frame.recipients)


def _spread(reader: Reader, clause: Clause, frame: Frame) -> list[Draft]:
    offered = (
        clause.frame == "offer" or _on_sale(reader, clause) or any(one.frame == "offer" for one in clause.governors[:1])
    )
    kind: Literal["offer", "transfer"] = "offer" if offered else "transfer"
    first, last, relative = dates(clause, reader.clauses, weekdays=offered)
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
                if len(frame.things) > 1 and (sum_ := _sum_before(clause, thing)) is not None:
                    draft.value = sum_
                if len(frame.things) == 1:
                    if draft.quantity is None and len(alone) == 1 and not thing.back:
                        draft.quantity = alone[0].amount
                    if len(values) == 1 and values[0] is not None:
                        draft.value = values[0].amount
                        if values[0].unit_price or kind == "offer":
                            draft.flag("unit_price")
                out.append(draft)
    measured = clause.head is not None and (
        clause.head.case == "gen" or form_of(clause.head.low, "measures", reader.pack) is not None
    )
    if len(out) == 1 and clause.form == "before" and clause.head is not None and measured:
        _measure(reader, out[0], clause.head)
    if len(out) == 1 and clause.phrase is not None:
        _reached(reader, out[0], clause.phrase)
    return out


def _sum_before(clause: Clause, thing: Thing) -> Amount | None:
    """ "2 milyon dolarlık motor" in a list of things: the sum right before it."""
    place = next((index for index, one in enumerate(clause.phrases) if one is thing.phrase), 0)
    before = clause.phrases[place - 1] if place else None
    if before is None or before.kind != "value" or before.items[0].amount is None or thing.phrase is None:
        return None
    return before.items[0].amount.amount if thing.phrase.start - before.end <= 1 else None


def _on_sale(reader: Reader, clause: Clause) -> bool:
    """ "bir pazar yerinde ... satılıyor": goods on sale to whoever wants them."""
    verb = clause.verb
    if verb is not None and verb.lemma in ("sun", "sat", "ver"):
        priced = [one for one in clause.phrases if one.kind == "goods" and one.low.startswith("fiyat")]
        if priced and any(one.kind == "value" for one in clause.phrases):
            return True
    if verb is None or verb.tense != "present" or verb.lemma not in ("sat", "pazarla"):
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
        rest = clause.phrases[clause.phrases.index(head) + (head.case == "gen") :]
        if not rest or not any(form_of(item.low, "measures", reader.pack) for item in rest[0].items):
            return
        days = [one.items[0].date for one in rest if one.kind == "date" and one.items[0].date is not None]
        if len(days) == 1 and draft.start is None and draft.end is None:
            draft.start, draft.end = days[0].first, days[0].last
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
        counts = [one.amount for one in rest if one.kind == "goods" and not one.words and one.amount is not None]
        counted = len(counts) == 1 and counts[0].kind in ("count", "number")
        if not sums and counted and draft.quantity is None:
            draft.quantity = counts[0].amount
            if clause.verb.lemma in ("aş", "geç"):
                draft.quantity = replace(draft.quantity, relation=">")
        days = [one.items[0].date for one in rest if one.kind == "date" and one.items[0].date is not None]
        first = next((one.items[0].text for one in rest if one.kind == "value"), "")
        risen = len(sums) == 2 and re.search(r"[dt][ae]n$", lower(first)) is not None
        if len(sums) == 1 or risen:
            draft.value = draft.value or sums[-1].amount
        if days and (draft.start is None or risen) and (len(days) == 1 or risen):
            draft.start, draft.end = days[-1].first, days[-1].last


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
            made_by = one.party is not None and one.party.kind not in ("place", "country")
            if one.kind == "party" and one.case in ("agent", "gen") and made_by:
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


def dates(clause: Clause, clauses: list[Clause], weekdays: bool = False) -> tuple[str | None, str | None, bool]:
    """The date of a clause, else of what describes its place ("geçen ay yapılan incelemede"); a request has none."""
    if clause.frame in ("request", "order"):
        return None, None, False
    beside = [one for one in clauses if one.form == "before" and one.head in clause.phrases and one is not clause]
    for one in (clause, *(other for other in beside if other.head is not None and other.head.case == "loc")):
        for phrase in one.phrases:
            date = phrase.items[0].date if phrase.kind == "date" else None
            if date is not None and (date.first or date.last):
                return date.first, date.last, date.relative
            if date is not None and date.day and weekdays:
                return date.day, date.day, True
    return None, None, False
