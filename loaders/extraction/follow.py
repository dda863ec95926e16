"""Sentences that complete the claims before them: the way, the declaration, a further supplier, a finer date."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.model import Party, replace
from loaders.extraction import german
from loaders.extraction import roles as parts
from loaders.extraction.attribution import clean
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context, Reading
from loaders.extraction.drafts import Draft, with_country
from loaders.extraction.routes import meant, own_route, route

ALL_OF_THEM = re.compile(r"(?:All|Every one) of (?:them|these|those)\b|They (?:had )?all\b")
PASSED_ON = re.compile(
    r"\b(?:resold|re-sold|re-exported|forwarded|(?:pass|sold|sent|mov|shipp|hand)(?:ed)? (?:them |it )?on(?:ward)?)\b"
    r"|\bof (?:them|these|those)\b"
)
PARTLY = re.compile(r"\b(?:part|some|half|most|rest|Teil|Hälfte|einige|Rest|mindestens|at least)\b")


def complete(reading: Reading, found: list[Draft]) -> None:
    """Let a sentence complete earlier claims of its paragraph, and its own."""
    context = reading.context
    _inherit(reading, found)
    _attributed(reading, found)
    _suspected(reading, found)
    _paid(reading, found)
    _maker_confirmed(reading)
    _named_end(reading, found)
    targets = [draft for draft in found if draft.kind == "transfer"] or context.recent
    for clause in reading.clauses:
        frames = {predicate.verb.frame for predicate in clause.predicates}
        aside = context.pack.language == "de" and german.declares(clause.items, context.pack)
        if ("declare" in frames or aside) and (declared := parts.quoted_or_as(clause, context)):
            _declare(reading, clause, targets, declared)
        if quoted := quoted_as(clause):
            own = {item.party.surface for item in clause.items if item.party is not None}
            ends = [d for d in found if any(p is not None and p.surface in own for p in (d.supplier, d.recipient))]
            _declare(reading, clause, [d for d in ends if d.kind == "transfer"], quoted)
        if "move" in frames and clause.kind == "relative" and context.pack.language != "fr":
            own_route(reading, clause, [draft for draft in found if draft.kind == "transfer"])
        if "move" in frames and not any(draft.kind == "transfer" for draft in found):
            route(reading, clause)


def _suspected(reading: Reading, found: list[Draft]) -> None:
    """What takes up a lot that somebody is only suspected of having sold is suspected, too, within a paragraph."""
    if reading.context.pack.language != "en" or reading.attribution.said:
        return
    suspected = {draft.goods for draft in reading.context.recent if draft.modality == "alleged"}
    for draft in found:
        if draft.kind == "transfer" and draft.goods in suspected and draft.modality in ("asserted", "reported"):
            draft.modality = "alleged"


def _named_end(reading: Reading, found: list[Draft]) -> None:
    """ "The exporter was X", "Käuferin war die X": the end of the transfer that was left open."""
    context = reading.context
    drafts = [one for one in (found or context.recent) if one.kind == "transfer" and one.modality != "denied"]
    for slot, other in (("supplier", "recipient"), ("recipient", "supplier")):
        pattern = context.pack.phrase(f"{slot}_is") if context.pack.data.get(f"{slot}_is") else None
        for match in pattern.finditer(reading.sentence.text) if pattern else ():
            named = next((one for one in reading.items if one.start >= match.end() and one.party is not None), None)
            if named is None or named.kind != "party" or named.start - match.end() > 30:
                continue
            for draft in drafts:
                held = getattr(draft, slot)
                unnamed = held is None or held.form != "named"
                if unnamed and getattr(draft, other) not in (None, named.party):
                    setattr(draft, slot, named.party)
                    draft.also(reading.sentence)


def _attributed(reading: Reading, found: list[Draft]) -> None:
    """ "Das geht aus Zolldaten hervor", "Das sagte X": the source of the claims of the sentence before."""
    text, context = reading.sentence.text, reading.context
    if found or not context.recent or not re.match(r"(?:Das|Dies|That|This)\b", text):
        return
    speaker = reading.attribution.speaker
    stands = re.match(
        r"(?:Das|Dies) geht aus (?P<d>[^,.]+?) hervor"
        r"(?:, (?:die|den|das) (?P<s>.+?) (?:ausgewertet|veröffentlicht|erhoben|gesammelt)\b)?",
        text,
    )
    if stands:
        parts_ = [clean(stands["s"], context.pack), clean(stands["d"], context.pack)]
        speaker = ", ".join(one for one in parts_ if one)
    elif not any(one.verb.frame == "say" for clause in reading.clauses for one in clause.predicates):
        return
    for draft in context.recent:
        if draft.modality == "asserted":
            draft.modality = "reported"
        if draft.speaker is None and speaker:
            draft.speaker = speaker
            draft.also(reading.sentence)
    context.speaker = speaker or context.speaker


def _paid(reading: Reading, found: list[Draft]) -> None:
    """ "..., for which it paid X 2,000 euros": who was paid has supplied."""
    context = reading.context
    for clause in reading.clauses:
        if context.pack.language == "de" and not clause.predicates and clause is not reading.clauses[0]:
            _priced(clause, found)  # "..., das Stück zu 640 Dollar"
        for predicate in clause.predicates:
            billed = predicate.verb.lemma in ("invoice", "bill", "value") and context.pack.language == "en"
            if predicate.verb.frame in ("pay", "price") or billed:
                _priced(clause, found)
            if predicate.verb.frame != "pay" or predicate.passive:
                continue
            roles = parts.roles_of(clause, predicate, context)
            goal = roles.by(context.pack.words("to"))
            payees = goal or [one for one in roles.bare if one.index > predicate.index]
            party = parts.party(payees[0], context, clause.items) if payees else None
            for draft in found or context.recent:
                if (
                    party is not None
                    and draft.kind == "transfer"
                    and draft.supplier is None
                    and draft.recipient != party
                ):
                    draft.supplier = party
                    draft.also(reading.sentence)


def _priced(clause: Clause, found: list[Draft]) -> None:
    """ "..., facturés 3 950 dollars l'exemplaire", "bezahlt wurden 211.000 Euro": the sum for what was just named."""
    sums = parts.values(clause.items)
    open_ = [draft for draft in found if draft.kind in ("transfer", "offer") and draft.value is None]
    if any(draft.value == amount for draft in found for amount, _ in sums):
        return
    if len(sums) != 1 or len({draft.goods for draft in open_}) != 1:
        return
    for draft in open_:
        draft.value = sums[0][0]
        if sums[0][1] or draft.kind == "offer":
            draft.flag("unit_price")


def _maker_confirmed(reading: Reading) -> None:
    """ "X confirmed that it was one of its own": the maker that the text left open."""
    text, context = reading.sentence.text, reading.context
    if not re.search(r"\b(?:bestätigt\w*|räumt\w* ein|confirmed|acknowledged)\b", text):
        return
    if not re.search(
        r"\b(?:ihr|ihre|ihres|ihrem|sein|seine|eigene|eigenen|eigener)\b|\b(?:its own|one of its|made it)\b", text
    ):
        return
    named = next((item.party for item in reading.items if item.kind == "party" and item.party is not None), None)
    for draft in reversed(context.drafts):
        if named is None or draft.kind != "production":
            continue
        if draft.maker is not None and draft.maker.form == "group":
            draft.maker = with_country(named, draft.maker.country)
            draft.also(reading.sentence)
        return


def _declare(reading: Reading, clause: Clause, targets: list[Draft], declared: str) -> None:
    phrases = [
        one
        for one in parts.roles_of(clause, None, reading.context).phrases
        if one.kind == "goods" and one.prep == "" and one.words
    ]
    chosen = meant(phrases, targets, reading.context)
    for draft in chosen:
        if draft.declared_as is None and draft.modality not in ("denied", "feared", "sought"):
            draft.declared_as = declared
            draft.also(reading.sentence)


def quoted_as(clause: Clause) -> str | None:
    """ "als „Messuhren“", "as "garden tools"": quoted words right after the word."""
    for before, item in pairwise(clause.items):
        if item.kind == "quote" and before.low in ("als", "as"):
            return item.text
    return None


def _inherit(reading: Reading, found: list[Draft]) -> None:
    """ "Die Waffen sollen zwischen ... auch von X geliefert worden sein": recipient and date of the sentence before."""
    context = reading.context
    _onward(found, context)
    _same_breath(found, reading)
    if reading.context.pack.language in ("de", "en"):
        _through(reading, found)
    if not context.recent:
        for draft in found if context.pack.language in ("en", "fr") else ():
            if draft.kind == "transfer" and "goods_resolved" in draft.flags:
                _same_lot(draft, reading)
        return
    model = next((one for one in context.recent if one.recipient is not None), None)
    for draft in found:
        if draft.kind != "transfer" or model is None or draft.modality == "denied":
            continue
        if (
            _takes_up(draft, reading)
            and model.recipient not in (None, draft.supplier)
            and _distinct_names(draft, model)
        ):
            if draft.recipient is None and draft.supplier is not None:
                draft.recipient = _elsewhere(model.recipient)
                draft.flag("recipient_from_context")
                draft.sentences = [*model.sentences, reading.sentence]
                draft.speaker = draft.speaker or model.speaker
                _refine(draft, context)
            elif draft.supplier is None and draft.recipient is None:
                continue
        if "goods_resolved" in draft.flags:
            _same_lot(draft, reading)


def _onward(found: list[Draft], context: Context) -> None:
    """ "The entire batch was resold to X": by whoever got it before."""
    for draft in found:
        if draft.kind != "transfer" or draft.supplier is not None or draft.recipient is None:
            continue
        passed = any(PASSED_ON.search(one.text) for one in draft.sentences) and context.pack.language == "en"
        if not (passed or "goods_resolved" in draft.flags) or draft.modality == "denied":
            continue
        before = found[: found.index(draft)] if context.pack.language == "fr" else []
        earlier = [one for one in (*context.earlier, *context.recent, *before) if one.kind == "transfer"]
        if any(one.supplier is not None and one.supplier.surface == draft.recipient.surface for one in earlier):
            continue  # who has passed them on already got them from somebody else
        holder = next((one.recipient for one in reversed(earlier) if one.goods == draft.goods and one.recipient), None)
        holder = holder if draft.modality != "sought" else None
        if holder is not None and holder.surface != draft.recipient.surface and holder != draft.recipient:
            draft.supplier = holder
            draft.flag("supplier_from_context")


def _through(reading: Reading, found: list[Draft]) -> None:
    """ "with X of Bishkek as the agent", "X trat als Vermittler auf": an intermediary on the way."""
    pattern = reading.context.pack.phrase("as_agent")
    for item in reading.items:
        if item.kind != "party" or item.party is None or item.weak:
            continue
        if not pattern.search(reading.sentence.text[item.end : item.end + 45]):
            continue
        for draft in found:
            known = {one.surface for one in (draft.supplier, draft.recipient, *draft.via) if one is not None}
            if draft.kind == "transfer" and item.party.surface not in known:
                draft.via.append(item.party)


def _same_breath(found: list[Draft], reading: Reading) -> None:
    """ "bought eleven grinders and sent them to X": the lot goes on with its number."""
    if PARTLY.search(reading.sentence.text) or reading.context.pack.language == "fr":
        return
    for place, draft in enumerate(found):
        if draft.kind != "transfer" or "goods_resolved" not in draft.flags or draft.modality == "denied":
            continue
        for earlier in found[:place]:
            if earlier.goods == draft.goods and earlier.modality != "denied":
                draft.quantity, draft.model = draft.quantity or earlier.quantity, draft.model or earlier.model


def _distinct_names(draft: Draft, model: Draft) -> bool:
    return draft.supplier is None or model.recipient is None or draft.supplier.surface != model.recipient.surface


def _takes_up(draft: Draft, reading: Reading) -> bool:
    phrases = [
        one
        for clause in reading.clauses
        for one in parts.roles_of(clause, None, reading.context).phrases
        if one.kind == "goods"
    ]
    head = parts.head_of(draft.goods, reading.context) if draft.goods else "-"
    own = [one for one in phrases if one.head and one.head[:5] == head[:5]]
    return any(one.definite for one in own) or (bool(own) and own[0].joined and any(one.definite for one in phrases))


def _elsewhere(party: Party | None) -> Party | None:
    return party


def _refine(draft: Draft, context: Context) -> None:
    """A finer date within the one before goes to the claims before, too."""
    if not draft.start or not draft.end:
        return
    for earlier in context.recent:
        if (
            earlier.start
            and draft.start.startswith(earlier.start)
            and draft.end.startswith(earlier.end or "-")
            and len(draft.start) > len(earlier.start)
        ):
            earlier.start, earlier.end = draft.start, draft.end
            earlier.also(draft.sentences[-1])


ENGLISH_PART = re.compile(r"\b(?:half|part|most|some|several|many|the rest|a (?:third|quarter|few)) (?:of|was|were)\b")
FRENCH_PART = re.compile(
    r"\b(?:une partie|(?:la|sa) moitié|le reste|le solde|quelques|certain\w+|un (?:tiers|quart)|l['’]essentiel"
    r"|la plupart|le gros|la majorité)\b",
    re.IGNORECASE,
)


def _same_lot(draft: Draft, reading: Reading) -> None:
    """ "shipped the same chips on": quantity and model of the lot go with it; the quote holds both sentences."""
    if draft.modality == "denied":
        return
    before = reading.context.recent
    if reading.context.pack.language == "en":  # "found 11 regulators ... All of them had been bought from X"
        taken = [one for one in reading.context.drafts[-3:] if one.kind == "end_use" and one.quantity is not None]
        before = [*before, *(taken if ALL_OF_THEM.match(reading.sentence.text) else ())]
    if reading.context.pack.language == "fr":
        before = [*before, *reversed(reading.context.earlier)]
    for earlier in before:
        if earlier.goods == draft.goods and earlier.modality != "denied":
            part = {"fr": FRENCH_PART, "en": ENGLISH_PART}.get(reading.context.pack.language)
            if part is None or not part.search(reading.sentence.text):
                draft.quantity = draft.quantity or earlier.quantity
            draft.model = draft.model or earlier.model
            draft.sentences = (
                [*earlier.sentences[:1], *draft.sentences]
                if earlier.sentences[0] not in draft.sentences
                else draft.sentences
            )
            return


def merge(found: list[Draft]) -> list[Draft]:
    """Two clauses that say the same transfer in parts are one claim."""
    out: list[Draft] = []
    for draft in found:
        twin = next((one for one in out if _fits(one, draft)), None)
        order = next((one for one in out if _fulfilled(one, draft)), None)
        if any(_fell_through(one, draft) for one in out):
            continue
        if order is not None:
            draft.supplier, draft.start, draft.end = order.supplier, None, None
            draft.quantity, draft.value = draft.quantity or order.quantity, draft.value or order.value
            out[out.index(order)] = draft
            continue
        if twin is None:
            out.append(draft)
            continue
        for slot in ("supplier", "recipient", "quantity", "value", "model", "start", "end", "speaker"):
            if getattr(twin, slot) is None:
                setattr(twin, slot, getattr(draft, slot))
        twin.via = twin.via or draft.via
    return out


def _fulfilled(order: Draft, draft: Draft) -> bool:
    """ "ordered the chips from A and received them later": what was ordered came."""
    parties = (order.supplier, order.recipient, draft.recipient)
    return (
        order.kind == draft.kind == "transfer"
        and order.modality == "sought"
        and draft.modality in ("asserted", "reported")
        and draft.supplier is None
        and order.goods == draft.goods
        and all(one is not None for one in parties)
        and order.recipient == draft.recipient
    )


def _fell_through(order: Draft, draft: Draft) -> bool:
    """ "ordered the chips from A but never received them": the order, and no denial beside it."""
    return (
        order.kind == draft.kind == "transfer"
        and order.modality == "sought"
        and draft.modality == "denied"
        and order.goods == draft.goods
        and (draft.supplier is None or draft.recipient is None)
        and (draft.supplier in (None, order.supplier) and draft.recipient in (None, order.recipient))
    )


def _fits(one: Draft, other: Draft) -> bool:
    if (
        one.kind != other.kind
        or one.kind not in ("transfer", "offer")
        or one.goods != other.goods
        or one.modality != other.modality
    ):
        return False
    if one.quantity and other.quantity and one.quantity != other.quantity:
        return False
    crossed = ((one.supplier, other.recipient), (other.supplier, one.recipient))
    if any(a is not None and b is not None and a.surface == b.surface for a, b in crossed):
        return False
    pairs = ((one.supplier, other.supplier), (one.recipient, other.recipient))
    return all(
        a is None or b is None or a.surface == b.surface or replace(a, span=None) == replace(b, span=None)
        for a, b in pairs
    )
