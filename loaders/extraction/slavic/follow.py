"""Clauses that complete claims: the way, the declaration, the date of arrival, the lot that is passed on."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction.drafts import Draft, with_country
from loaders.extraction.slavic import roles, verbs
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.doers import parties
from loaders.extraction.slavic.phrase import Phrase
from loaders.extraction.slavic.state import Reading

ACTS = {"supply", "acquire", "say", "offer"}
MOVED = ("transfer", "offer")


def complete(reading: Reading, found: list[Draft]) -> None:
    """Let the clauses of a sentence complete its own claims and those of the sentence before."""
    for place, draft in enumerate(found):
        _same_lot(draft, [*reading.memory.drafts, *found[:place]], reading)
    for draft in found:
        _answered(draft, reading.memory.drafts)
    _attributed(reading, found)
    _received(reading, found)
    for clause in reading.clauses:
        _made(clause, found, reading)
    for draft in found:
        _onward(draft, reading, found)
    for clause in reading.clauses:
        _named_role(clause, found, reading)
    for clause in reading.clauses:
        own = [draft for draft in found if draft.kind in MOVED]
        targets = own or reading.memory.recent
        if not targets or not _same_paragraph(targets, reading):
            continue
        _priced(clause, targets, reading)
        declared = declared_in(clause, reading)
        if declared:
            _declare(targets if own else _meant(clause, targets, reading), declared, reading)
        if "move" in clause.frames() or _passing(clause, reading):
            _route(clause, targets, reading)


def _answered(draft: Draft, before: list[Draft]) -> None:
    """A denial names its goods as fully as what it answers: "гироскопы" are "гироскопические блоки"."""
    if draft.kind != "transfer" or draft.modality != "denied" or not draft.goods:
        return
    for earlier in reversed(before):
        if earlier.kind != "transfer" or earlier.modality == "denied" or not earlier.goods:
            continue
        sides = _side(earlier.supplier) == _side(draft.supplier) and _side(earlier.recipient) == _side(draft.recipient)
        if sides and _stems(draft.goods) & _stems(earlier.goods) and len(earlier.goods) > len(draft.goods):
            draft.goods = earlier.goods
            return
    fuller = (one.goods for one in reversed(before) if one.goods and one.goods.endswith(f" {draft.goods}"))
    draft.goods = next(fuller, draft.goods)


def _side(party: Party | None) -> str | None:
    if party is None:
        return None
    return party.country if party.form == "country" else party.surface


def _stems(goods: str) -> set[str]:
    return {word[:5].lower().replace("ё", "е") for word in goods.split() if len(word) > 3}


def _attributed(reading: Reading, found: list[Draft]) -> None:
    """ "Об этом сообщила полиция": the source of the claims of the sentence before."""
    memory = reading.memory
    if found or not re.match(memory.pack.data["about_that"], reading.sentence.text) or not reading.said:
        return
    last = memory.drafts[-1].sentences[-1] if memory.drafts else None
    for draft in memory.drafts:
        if draft.sentences[-1] != last or last is None or last.paragraph != reading.sentence.paragraph:
            continue
        if draft.modality == "asserted":
            draft.modality = "reported"
        if draft.speaker is None and reading.speaker:
            draft.speaker = reading.speaker


def _made(clause: Clause, found: list[Draft], reading: Reading) -> None:
    """ "выпущенные X", "которые были изготовлены в Китае": the maker or the origin of the goods of the sentence."""
    pack = reading.memory.pack
    for index, item in enumerate(clause.items):
        forms = {verb.form for verb in verbs.read(item.text, pack.language) if verb.frame == "produce"}
        if not forms & {"full", "short"}:
            continue
        after = [one for one in clause.phrases if one.last > index and one.first - index <= 4]
        maker = next((one for one in after if one.kind == "party" and not one.prep), None)
        place = next((one for one in after if one.kind == "country" and one.prep in pack.words("in")), None)
        for draft in found:
            if draft.kind not in ("transfer", "offer", "end_use"):
                continue
            if maker is not None and draft.maker is None:
                draft.maker = next(iter(parties([maker], reading)), None)
                if (
                    draft.maker is not None
                    and draft.supplier is not None
                    and draft.supplier.surface == draft.maker.surface
                ):
                    draft.maker = None
            if place is not None and draft.origin is None:
                draft.origin = place.code


def _received(reading: Reading, found: list[Draft]) -> None:
    """ "отправила их в Алматы, где груз приняло X": the firm stands for the place."""
    for draft in list(found):
        earlier = [one for one in reading.memory.recent if one.sentences[-1].paragraph == reading.sentence.paragraph]
        before = [
            one
            for one in (*earlier, *found[: found.index(draft)])
            if one.kind == "transfer" and one.goods == draft.goods
        ]
        if draft.kind != "transfer" or draft.supplier is not None or draft.recipient is None or not before:
            continue
        place = before[-1].recipient
        if place is not None and place.kind == "place" and draft.recipient.country in (place.country, None):
            before[-1].recipient = with_country(draft.recipient, place.country)
            before[-1].also(reading.sentence)
            found.remove(draft)


def _onward(draft: Draft, reading: Reading, found: list[Draft]) -> None:
    """ "которые затем перепродали в Россию": who received them before passes them on."""
    if draft.kind != "transfer" or draft.supplier is not None or draft.recipient is None or draft.modality == "denied":
        return
    text = reading.sentence.text.lower()
    passed_on = any(cue in text for cue in reading.memory.pack.words("onward"))
    if not passed_on and ("goods_resolved" not in draft.flags or reading.memory.pack.phrase("also").search(text)):
        return
    earlier = found[: found.index(draft)] or reading.memory.recent
    last = next((one for one in reversed(earlier) if one.kind == "transfer" and one.goods == draft.goods), None)
    if last is None or last.recipient is None:
        return
    here = last.sentences[-1].paragraph == reading.sentence.paragraph and last.recipient.kind == "company"
    if (passed_on or here) and last.recipient.surface != draft.recipient.surface:
        draft.supplier = last.recipient
        draft.flag("supplier_from_context")


def _named_role(clause: Clause, found: list[Draft], reading: Reading) -> None:
    """ "Покупателем выступило X", "получатель — X", "поставщиком значится X": a party of the claims before."""
    memory, pack = reading.memory, reading.memory.pack
    left = [memory.open] if memory.open is not None else []
    targets = [draft for draft in found if draft.kind == "transfer"] or left or memory.recent
    if not targets or not _same_paragraph(targets, reading):
        return
    for phrase in clause.phrases:
        if phrase.kind not in ("group", "anaphor") or phrase.prep or not phrase.cases & {"nom", "ins"} or phrase.code:
            continue
        named = [one for one in clause.phrases if one.kind == "party" and one.start > phrase.end and not one.prep]
        party = next(iter(parties(named[:1], reading)), None)
        within = any(one.verb.frame in ACTS and one.index > phrase.first for one in clause.predicates)
        if party is None or within or (clause.frames() & ACTS and not named[0].dashed):
            continue
        for draft in targets:
            if phrase.lemma in pack.words("buyer_nouns") and _open(draft.recipient, party):
                draft.recipient = with_country(party, draft.recipient.country if draft.recipient else None)
            elif phrase.lemma in pack.words("seller_nouns") and _open(draft.supplier, party):
                draft.supplier = party
            elif phrase.lemma in pack.words("agent_nouns"):
                _through(draft, party, reading)
            else:
                continue
            draft.also(reading.sentence)
            if draft is memory.open:
                found.append(draft)
                memory.open = None


def _open(known: Party | None, party: Party) -> bool:
    """Whether a role is still open: nobody, a place or a country that holds the party."""
    if known is None:
        return True
    return known.form != "named" or known.kind == "place"


def _same_paragraph(targets: list[Draft], reading: Reading) -> bool:
    return all(draft.sentences[-1].paragraph == reading.sentence.paragraph for draft in targets)


def declared_in(clause: Clause, reading: Reading) -> str | None:
    """What goods are declared as: "под видом «...»", "указало «...»", "задекларировали как ..."."""
    pack = reading.memory.pack
    text = reading.sentence.text
    begin, end = clause.items[0].start, clause.items[-1].end
    disguise = re.compile(pack.data["disguised"]).search(text, begin, min(len(text), end + 80))
    if disguise:
        return disguise["q"] or disguise["w"]
    if "declare" not in clause.frames():
        return None
    quoted = next((item.text for item in clause.items if item.kind == "quote"), None)
    if quoted:
        return quoted
    plain = re.compile(pack.data["declared_plainly"]).search(text, begin, min(len(text), end + 1))
    return plain["w"] if plain else None


def _priced(clause: Clause, targets: list[Draft], reading: Reading) -> None:
    """ "Цена преобразователей — 318 тысяч", "сумма контракта — ...": the value of a claim before."""
    memory = reading.memory
    money = [item.amount for item in clause.items if item.amount is not None and item.amount.kind == "money"]
    priced = [one for one in clause.phrases if one.priced]
    nouns = [one for one in clause.phrases if one.lemma in memory.pack.words("price_nouns") and "nom" in one.cases]
    costs = bool(set(clause.words) & memory.pack.words("cost_verbs"))
    if len(money) != 1 or not (priced or nouns or costs) or clause.frames() & {"supply", "acquire", "offer"}:
        return
    lemmas = {one.lemma[:5] for one in priced}
    named = [
        draft
        for draft in targets
        if draft.goods and any(word.lower().startswith(lemma) for word in draft.goods.split() for lemma in lemmas)
    ]
    for draft in named or (targets if len({one.goods for one in targets}) == 1 else []):
        if draft.value is None and (not costs or draft.kind == "offer"):
            draft.value = money[0].amount
            if draft.kind == "offer":
                draft.flag("unit_price")
            draft.also(reading.sentence)


def _declare(targets: list[Draft], declared: str, reading: Reading) -> None:
    for draft in targets:
        if draft.declared_as is None and draft.modality not in ("denied", "feared", "sought"):
            draft.declared_as = declared
            draft.also(reading.sentence)


def _meant(clause: Clause, targets: list[Draft], reading: Reading) -> list[Draft]:
    """The claims whose goods or parties a clause takes up."""
    named = {party.surface for one in clause.phrases if one.is_party and (party := roles.party_of(one, reading.memory))}
    by_party = [draft for draft in targets if draft.recipient is not None and draft.recipient.surface in named]
    return by_party or targets


def _passing(clause: Clause, reading: Reading) -> bool:
    """ "транзитом через", "через склад которого": a way without a verb of movement."""
    return "транзит" in " ".join(clause.words)


def _route(clause: Clause, targets: list[Draft], reading: Reading) -> None:
    memory = reading.memory
    parts = roles.parts_of(clause, memory)
    goods = [one for one in parts.phrases if one.kind == "noun" and not one.prep and "nom" in one.cases]
    back = [
        one
        for one in goods
        if one.lemma in memory.pack.words("anaphoric_goods") | memory.pack.words("way_nouns")
        or any(known.lemma == one.lemma for known in memory.goods)
    ]
    pronoun = any(one.kind == "pronoun" and one.cases & {"nom"} for one in parts.phrases)
    if goods and not back and not pronoun:
        return
    if not goods and not pronoun and clause.kind == "main" and targets and reading.sentence not in targets[0].sentences:
        return
    way = parties(parts.under(memory.pack.words("via")), reading) + _warehouse(clause, reading)
    way += _crossed(clause, reading)
    if targets is memory.recent and targets[-1].supplier is not None:
        targets = [one for one in targets if one.supplier == targets[-1].supplier]  # the way of the last leg
    for draft in _by_goods(back, targets):
        for party in way:
            _through(draft, party, reading)
        if (
            draft.start is None
            and draft.end is None
            and parts.start
            and draft.modality not in ("denied", "feared", "sought")
        ):
            draft.start, draft.end = parts.start, parts.end
            draft.also(reading.sentence)


def _crossed(clause: Clause, reading: Reading) -> list[Party]:
    """ "вантаж перетнув Монголію": a country in the accusative after a verb of crossing."""
    stems = tuple(reading.memory.pack.words("crossing"))
    verb = next((one for one in clause.predicates if one.item.low.startswith(stems)), None)
    crossed = [one for one in clause.phrases if one.kind == "country" and not one.prep and "acc" in one.cases]
    return parties([one for one in crossed if one.start > verb.item.start][:1], reading) if verb is not None else []


def _warehouse(clause: Clause, reading: Reading) -> list[Party]:
    """ "через склад которого шёл товар": the party of the clause above."""
    if clause.opener_prep or clause.parent is None:
        return []
    opened = re.search(
        r"(?:через|сквозь)\s+\w+\s+(?:которого|которой|которых|якого|якої|яких)\b", " ".join(clause.words[:4])
    )
    if opened is None:
        return []
    before = [one for one in clause.parent.phrases if one.is_party and one.end <= clause.items[0].start]
    return parties(before[-1:], reading)


def _by_goods(back: list[Phrase], targets: list[Draft]) -> list[Draft]:
    lemmas = {one.lemma for one in back}
    same = [
        draft
        for draft in targets
        if draft.goods
        and any(word.lower().startswith(lemma[:5]) for word in draft.goods.split()[:2] for lemma in lemmas)
    ]
    return same or targets


def _through(draft: Draft, party: Party, reading: Reading) -> None:
    others = [one for one in (draft.supplier, draft.recipient, *draft.via) if one is not None]
    if any(
        one.surface == party.surface or (one.form == party.form == "country" and one.country == party.country)
        for one in others
    ):
        return
    draft.via.append(party)
    draft.also(reading.sentence)


def _same_lot(draft: Draft, before: list[Draft], reading: Reading) -> None:
    """ "перепродала эти микросхемы": quantity and model of the lot go with it; the quote holds both sentences."""
    if "lot" not in draft.flags:
        return
    draft.flags.remove("lot")
    if draft.kind != "transfer" or draft.modality == "denied":
        return
    for earlier in reversed(before):
        if earlier.goods == draft.goods and earlier.kind == "transfer" and earlier.modality != "denied":
            if earlier.sentences[0].paragraph != reading.sentence.paragraph:
                return
            draft.quantity = draft.quantity or earlier.quantity
            draft.model = draft.model or earlier.model
            draft.sentences = [
                *earlier.sentences[:1],
                *(one for one in draft.sentences if one not in earlier.sentences[:1]),
            ]
            return
