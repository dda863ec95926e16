"""Turkish sentences that complete the claims before them: the way, what was declared, the source."""

from __future__ import annotations

import re
from itertools import pairwise

from loaders.extraction.drafts import Draft
from loaders.extraction.lexicon import Pack
from loaders.extraction.turkish.clause_reader import Reader
from loaders.extraction.turkish.endings import lower
from loaders.extraction.turkish.phrases import Phrase, form_of
from loaders.extraction.turkish.speech import Source

LABEL = r"[“\"„«](?P<quoted>[^”\"“„«»]{2,60})[”\"“»]"


def complete(reader: Reader, phrases: list[Phrase], source: Source) -> None:
    """Let a sentence complete the claims of its paragraph, and its own."""
    _declared(reader, phrases)
    _paid(reader)
    _end_named(reader, phrases, source)
    if not reader.found:
        _routed(reader, phrases)
        _priced(reader, phrases, source)
        _attributed(reader, phrases, source)


def _moved(reader: Reader) -> list[Draft]:
    """The last transfer, with those of its sentence that have the same parties."""
    drafts = [
        one for one in reader.found or reader.context.recent if one.kind == "transfer" and one.modality != "denied"
    ]
    last = drafts[-1:]
    return (
        [one for one in drafts if one.supplier == last[0].supplier and one.recipient == last[0].recipient]
        if last
        else []
    )


def _declared(reader: Reader, phrases: list[Phrase]) -> None:
    text, pack = reader.sentence.text, reader.pack
    declared = None
    low = lower(text)
    cue = pack.phrase("declared_words").search(low)
    if cue is None or (cue.group() in ("olarak", "şeklinde", "diye") and not _declaring(low, cue.end(), pack)):
        return
    if found := re.search(LABEL, text):
        declared = found["quoted"]
    else:
        for phrase in phrases:
            if phrase.case == "about" and phrase.kind == "goods" and phrase.words and _as(text, phrase):
                declared = " ".join(phrase.words)
    if declared is None:
        return
    for draft in _moved(reader):
        if draft.declared_as is None and draft.modality not in ("feared", "sought", "planned"):
            draft.declared_as = declared
            draft.also(reader.sentence)


def _declaring(low: str, after: int, pack: Pack) -> bool:
    return re.match(rf"\s+(?:{pack.data['declared_verbs']})", low[after:]) is not None


def _as(text: str, phrase: Phrase) -> bool:
    return re.match(r"\s*olarak", text[phrase.end :]) is not None


def _end_named(reader: Reader, phrases: list[Phrase], source: Source) -> None:
    """ "Merceklerin alıcısının X olduğu görüldü": an end that the transfer before left open, or the next leg."""
    if reader.found or not reader.context.recent:
        return
    last = next((one for one in reversed(reader.context.recent) if one.kind == "transfer"), None)
    for noun, named in pairwise(phrases):
        side = next((key for key in ("buyers", "suppliers") if form_of(noun.low, key, reader.pack)), None)
        if last is None or side is None or named.party is None or not reader.firm(named.party):
            continue
        found = form_of(noun.low, side, reader.pack)
        if found is None or not found[1].owned or found[1].case not in ("nom", "gen") or named.case != "nom":
            continue
        slot = "recipient" if side == "buyers" else "supplier"
        held = getattr(last, slot)
        if held is None or held.form == "country":
            setattr(last, slot, named.party)
            last.also(reader.sentence)
        elif side == "buyers" and held.surface != named.party.surface and last.modality != "denied":
            leg = Draft("transfer", [*last.sentences[:1], reader.sentence], supplier=held, recipient=named.party)
            said = source.said or any(one.frame in ("say", "find") for one in reader.clauses)
            leg.goods, leg.modality, leg.confidence = last.goods, "reported" if said else "asserted", 0.6
            reader.found.append(leg)
        return


def _routed(reader: Reader, phrases: list[Phrase]) -> None:
    """ "Ürünlerin tamamı Kazakistan üzerinden gönderildi": the way of the claims before."""
    done = any(clause.verb_lemma in ("yap", "gerçekleştir") for clause in reader.clauses)
    supplied = done and any(form_of(item.low, "nominal_supply", reader.pack) for one in phrases for item in one.items)
    if not supplied and not any(clause.frame in ("supply", "arrive", "move") for clause in reader.clauses):
        return
    way = [one.party for one in phrases if one.kind == "party" and one.case == "via" and one.party is not None]
    if any(clause.verb_lemma in ("geçir", "geç", "dolaştır") for clause in reader.clauses):
        way += [one.party for one in phrases if one.kind == "party" and one.case == "abl" and one.party is not None]
    back = any(
        one.kind == "goods" and one.words and (_points_back(reader, one) or len(one.words) == 1) for one in phrases
    )
    if not way or not (back or not any(one.kind == "goods" and one.words for one in phrases)):
        return
    for draft in reader.context.recent:
        if draft.kind != "transfer" or draft.modality == "denied":
            continue
        ends = {party.surface for party in (draft.supplier, draft.recipient) if party is not None}
        new = [one for one in way if one.surface not in ends and all(one.surface != two.surface for two in draft.via)]
        if new:
            draft.via += new
            draft.also(reader.sentence)


def _priced(reader: Reader, phrases: list[Phrase], source: Source) -> None:
    """ "Faturaya birim fiyat olarak 21,40 avro yazılmıştı": the price of the goods of the claim before."""
    sums = [one.items[0].amount for one in phrases if one.kind == "value" and one.items[0].amount is not None]
    drafts = [one for one in _moved(reader) if one.value is None]
    named = [one for one in drafts if any(_same_head(one, phrase) for phrase in phrases)]
    drafts = named or drafts
    cue = reader.pack.phrase("price_words").search(lower(reader.sentence.text))
    if len(sums) != 1 or len(drafts) != 1 or cue is None:
        return
    drafts[0].value = sums[0].amount
    if source.said and drafts[0].modality == "asserted":
        drafts[0].modality = "reported"
    if sums[0].unit_price or reader.pack.phrase("unit_price").search(lower(reader.sentence.text)):
        drafts[0].flag("unit_price")
    drafts[0].also(reader.sentence)


def _same_head(draft: Draft, phrase: Phrase) -> bool:
    """ "Rulmanların bedeli" after "seramik rulman"."""
    head = lower(draft.goods or "").split()[-1:]
    return bool(head) and phrase.kind == "goods" and any(lower(word).startswith(head[0]) for word in phrase.words)


def _paid(reader: Reader) -> None:
    """ "... ithal etti ve bunun karşılığında 184.900 avro ödedi": the sum belongs to the claim of the sentence."""
    cue = reader.pack.phrase("price_words")
    each = [one.items[0].amount for one in reader.phrases if one.kind == "value" and one.items[0].amount is not None]
    each = [one for one in each if one is not None and one.unit_price]
    open_ = [one for one in reader.found if one.kind in ("transfer", "offer") and one.modality != "denied"]
    if len(each) == len(open_) == 1 and open_[0].value is None:
        open_[0].value = each[0].amount
        open_[0].flag("unit_price")  # "çip teklif etti; tanesi en çok 185 dolar"
    _summed(reader, open_, cue)
    for clause in reader.clauses:
        sums = [
            one.items[0].amount for one in clause.phrases if one.kind == "value" and one.items[0].amount is not None
        ]
        moved = [one for one in reader.found if one.kind == "transfer" and one.value is None]
        told = clause.verb_lemma in ("bul", "ulaş", "aş", "geç", "tut") and any(
            one.kind == "goods" and cue.search(one.low) for one in clause.phrases
        )
        if (clause.frame == "pay" or told) and len(sums) == len(moved) == 1:
            moved[0].value = sums[0].amount


def _summed(reader: Reader, drafts: list[Draft], cue: re.Pattern[str]) -> None:
    """ "çip sattı; tutar 2 milyon dolar": a sum after a word for a price, without a verb of its own."""
    for noun, value in pairwise(reader.phrases):
        amount = value.items[0].amount if value.kind == "value" and value.items else None
        priced = noun.kind == "goods" and bool(noun.items) and cue.search(noun.low) is not None
        parted = any(one.kind == "stop" or one.comma for one in reader.phrases if one.end <= noun.start)
        owner = next((one for one in reversed(reader.phrases) if one.end <= noun.start), None)
        if owner is not None and owner.case == "gen" and len(drafts) == 1:
            parted = parted or _same_head(drafts[0], owner)  # "ithal ettiği kartların bedeli 5 milyon avro"
        if amount is not None and priced and parted and len(drafts) == 1 and drafts[0].value is None:
            drafts[0].value = amount.amount


def _points_back(reader: Reader, phrase: Phrase) -> bool:
    return any(form_of(phrase.low, key, reader.pack) for key in ("anaphoric_goods", "parts_of"))


def _attributed(reader: Reader, phrases: list[Phrase], source: Source) -> None:
    """ "Veriler gümrük idaresinin bültenlerinden derlendi": the source of the claims of the sentence before."""
    if not source.said or not phrases or not reader.context.recent:
        return
    first = next((one for one in phrases if one.kind == "goods" and one.words), None)
    if first is None or first.case != "nom" or not form_of(first.low, "figures", reader.pack):
        return
    for draft in reader.context.recent:
        if draft.modality == "asserted":
            draft.modality = "reported"
        if draft.speaker is None and source.speaker:
            draft.speaker = source.speaker
            draft.also(reader.sentence)
