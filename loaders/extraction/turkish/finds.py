"""Goods found in weapons, goods that troops use, and who makes what, in Turkish."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.model import Amount, Party
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.turkish.clause_reader import Reader
from loaders.extraction.turkish.clauses import PARTIES, Clause
from loaders.extraction.turkish.endings import known_head, lower, nominative
from loaders.extraction.turkish.frames import dates, made
from loaders.extraction.turkish.phrases import Phrase, form_of, known

TAKEN_APART = ("sök", "incele", "düşür", "ele geçir", "araştır", "aç", "parçala", "tara", "bul", "topla", "analiz et")


def finds(reader: Reader, clause: Clause, phrases: list[Phrase]) -> list[Draft]:
    """Read finds in weapons, use by troops, and production; phrases are those of the whole sentence."""
    if clause.frame in ("find", "contain"):
        return _find(reader, clause, phrases)
    draft: Draft | None = None
    if clause.frame == "use":
        draft = _use(reader, clause)
    elif clause.frame == "produce" and clause.form in ("finite", "noun", "link"):
        draft = _production(reader, clause)
    return [draft] if draft is not None else []


def _weapon(reader: Reader, phrases: list[Phrase]) -> tuple[Item, Phrase] | None:
    """A designation with a word for weapons beside it: "Bozkır-5 insansız hava aracının enkazında"."""
    for phrase in phrases:
        for item in phrase.items:
            if item.kind not in ("model", "quote", "party", "word") or not _designation(item):
                continue
            words = [other.low for other in phrase.items if other.kind == "word" and other is not item]
            if any(form_of(word, "weapon_nouns", reader.pack) for word in words) or (
                item.kind == "model" and phrase.case in ("gen", "loc", "abl") and not _coded(words)
            ):
                return item, phrase
    return None


def _unnamed_weapon(reader: Reader, phrases: list[Phrase]) -> tuple[Item, Phrase] | None:
    """ "bir Rus keşif dronunun enkazında": a weapon by its country alone."""
    for phrase in phrases:
        adjectives = [one for one in phrase.items if one.kind == "adjective" and one.code]
        if (
            phrase.kind != "goods"
            or phrase.case not in ("gen", "loc", "acc", "abl")
            or not adjectives
            or not phrase.words
        ):
            continue
        if not form_of(phrase.low, "weapon_nouns", reader.pack) or phrase.maker is not None:
            continue
        name = f"{adjectives[-1].text} {nominative(phrase.words, reader.pack, True)}"
        owned = known_head(phrase.low, reader.pack)
        if owned is not None and owned[1].owned and len(phrase.words) > 1:
            words = [*phrase.words[:-1], phrase.words[-1][: owned[1].length]]
            name = " ".join([adjectives[-1].text, *words])
        item = Item("group", adjectives[-1].start, phrase.end, name, lower(name), code=adjectives[-1].code)
        return item, phrase
    return None


def _designation(item: Item) -> bool:
    return item.kind in ("model", "quote") or (item.text[:1].isupper() and item.party is None and "-" in item.text)


def _coded(words: list[str]) -> bool:
    return any(re.match(r"(?:kod|seri|numara|ibare|yazı|parça|model|tip)", word) for word in words)


def _find(reader: Reader, clause: Clause, phrases: list[Phrase]) -> list[Draft]:
    weapon = _weapon(reader, phrases) or _unnamed_weapon(reader, phrases)
    if weapon is None:
        return []
    item, place = weapon
    out: list[Draft] = []
    goods = _found(reader, clause, place)
    while goods is not None:
        out.insert(0, _found_draft(reader, clause, phrases, item, goods))
        index = clause.phrases.index(goods) if goods in clause.phrases else 0
        before = clause.phrases[index - 1] if index and goods.joined else None
        listed = before is not None and before.kind == "goods" and before.case in ("nom", "acc") and before is not place
        goods = before if listed and before is not None and before.words else None
    for draft in out[1:]:
        draft.origin = draft.origin or out[0].origin
    return out


def _found_draft(reader: Reader, clause: Clause, phrases: list[Phrase], item: Item, goods: Phrase) -> Draft:
    sentence, pack = reader.sentence, reader.pack
    surface = item.text.strip("\"“”„«»'’")
    begin = sentence.start + item.start + max(sentence.text[item.start : item.end].find(surface), 0)
    unnamed = item.kind == "group"
    party = Party(
        surface=surface,
        form="group" if unnamed else "named",
        kind="weapon",
        country=item.code if unnamed else _user(reader, phrases),
        span=(begin, begin + len(surface)),
    )
    name = nominative(goods.words, pack, goods.case in ("nom", "acc"))
    draft = Draft("end_use", [sentence], weapon=party, goods=name, confidence=0.7)
    draft.quantity = goods.amount.amount if goods.amount else Amount("1") if _single(reader, goods) else None
    draft.origin, draft.model, draft.maker = goods.origin, goods.model, goods.maker
    made(reader, draft, goods)
    if draft.model is None:
        others = [other.text for one in phrases for other in one.items if other.kind == "model" and other is not item]
        draft.model = others[0] if len(set(others)) == 1 else None
    draft.start, draft.end, relative = dates(clause, reader.clauses, weekdays=True)
    for other in reader.clauses:
        if draft.start is None and other.form == "before" and other.verb_lemma in TAKEN_APART:
            draft.start, draft.end, relative = dates(other, reader.clauses)
    if relative and draft.start:
        draft.flag("date_relative")
    return draft


def _found(reader: Reader, clause: Clause, place: Phrase) -> Phrase | None:
    cases = ("nom", "acc", "dat") if clause.verb and clause.verb.lemma == "rastla" else ("nom", "acc")
    if clause.form == "noun":
        cases = (*cases, "gen")
    for phrase in reversed(clause.phrases):
        if phrase.kind != "goods" or phrase.start == place.start or not phrase.words or phrase.case not in cases:
            continue
        name = nominative(phrase.words, reader.pack, True)
        if form_of(phrase.low, "wreck", reader.pack):
            continue
        if known(phrase, name, reader.pack) or phrase.origin or phrase.amount or _single(reader, phrase):
            return phrase
    head = clause.head
    if clause.form == "before" and head is not None and head.kind == "goods" and head.words and head is not place:
        people = any(form_of(head.low, key, reader.pack) for key in ("group_nouns", "not_goods", "wreck"))
        return None if people else head  # "dronu söken uzmanlar"
    return None


def _single(reader: Reader, phrase: Phrase) -> bool:
    return (
        re.search(r"(?<!\w)bir(?!\w)", lower(reader.sentence.text[max(0, phrase.start - 5) : phrase.end])) is not None
    )


def _user(reader: Reader, phrases: list[Phrase]) -> str | None:
    """A weapon that was found in Ukraine or by Ukrainians is Russia's, unless the sentence says whose it is."""
    codes = {item.code or (item.party.country if item.party else None) for one in phrases for item in one.items}
    if "RU" in codes or "UA" in codes:
        return "RU"
    return "RU" if re.search(r"Ukrayna|Rus ", reader.context.text) else None


def _use(reader: Reader, clause: Clause) -> Draft | None:
    pack = reader.pack
    case = "gen" if clause.form == "noun" else "nom"
    users = [one for one in clause.phrases if one.kind == "party" and one.case == case and one.party]
    goods = [one for one in clause.phrases if one.kind == "goods" and one.words and one.case in ("nom", "acc")]
    if clause.passive:
        users = [one for one in clause.phrases if one.kind == "party" and one.case == "agent"]
        goods = [one for one in clause.phrases if one.kind == "goods" and one.words and one.case in ("nom", "gen")]
    if not users or not goods or not goods[-1].origin or clause.form == "before":
        return None
    user = users[0].party
    if user is None or user.form == "country" or user.country == "CN":
        return None
    name = nominative(goods[-1].words, pack, True)
    draft = Draft("end_use", [reader.sentence], recipient=user, goods=name, confidence=0.65)
    draft.origin = goods[-1].origin
    draft.quantity = goods[-1].amount.amount if goods[-1].amount else None
    return draft


def _production(reader: Reader, clause: Clause) -> Draft | None:
    """A clause that says who makes it; "X'in ürettiği" as an aside gives no claim of its own."""
    pack = reader.pack
    goods = [
        one
        for one in clause.phrases
        if one.kind == "goods" and one.words and one.case in ("nom", "acc", *(("gen",) if clause.passive else ()))
    ]
    case = "agent" if clause.passive else "gen" if clause.form == "noun" else "nom"
    makers = [
        party
        for one in clause.phrases
        if one.kind in PARTIES and one.case == case and (party := reader.party(one)) is not None
    ]
    if not makers and clause.form == "noun" and clause.subject is not None and not clause.passive:
        acting = [
            one for other in clause.governors[-1:] for one in other.phrases if one.kind in PARTIES and one.case == "nom"
        ]
        doers = [reader.party(one) for one in acting or [clause.subject]]  # "X mermi üretmeye başladı"
        makers = [one for one in doers if one is not None]
    if not makers and not clause.passive and clause.form == "finite" and reader.subject is not None:
        makers = [reader.subject]
    if not makers or not goods or makers[0].form == "country" or makers[0].kind in ("place", "person"):
        return None
    name = nominative(goods[-1].words, pack, True)
    named = makers[0].form == "named" and len(goods[-1].words) > 1 and not form_of(goods[-1].low, "not_goods", pack)
    if not known(goods[-1], name, pack) and not named:
        return None
    others = [one.party for one in clause.phrases if one.kind == "party" and one.case in ("with", "for") and one.party]
    beside = next((one for one in clause.phrases if one.kind == "party" and one.case == "with" and not one.comma), None)
    if beside is not None and beside.party and beside is clause.phrases[0] and clause.form == "finite":
        makers, others = [beside.party], makers  # "X ile Y üretiyor": X is named first
    draft = Draft("production", [reader.sentence], maker=makers[0], goods=name, confidence=0.65)
    draft.object = next((one for one in others if one.kind != "place"), None)
    if draft.object is None and len(makers) > 1:
        draft.object = makers[1]
    if draft.object is None:
        draft.object = _who_ordered(reader, clause)
    if draft.object is not None and draft.object == draft.maker:
        return None
    draft.model, draft.origin = goods[-1].model, goods[-1].origin
    draft.quantity = goods[-1].amount.amount if goods[-1].amount and goods[-1].amount.kind != "percent" else None
    return draft


def _who_ordered(reader: Reader, clause: Clause) -> Party | None:
    """ "X'in siparişi üzerine üretti": for whom it is made."""
    for owner, order in pairwise(clause.phrases):
        if order.kind == "goods" and order.case in ("about", "for") and form_of(order.low, "orders", reader.pack):
            return reader.party(owner) if owner.kind in PARTIES and owner.case == "gen" else None
    return None
