"""Finds in weapons, use by armies, production and who makes it with whom."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.model import Amount, Modality, Party
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.slavic import morphology, roles
from loaders.extraction.slavic.clauses import Clause, Predicate
from loaders.extraction.slavic.doers import parties, passive
from loaders.extraction.slavic.frames import OBJECT, SUBJECT
from loaders.extraction.slavic.modality import modality
from loaders.extraction.slavic.phrase import Phrase, named
from loaders.extraction.slavic.phrase import named as named_phrase
from loaders.extraction.slavic.roles import Parts
from loaders.extraction.slavic.state import Reading

MADE_IN = re.compile(r"Made in (?:China|PRC|P\.R\.C)", re.IGNORECASE)


def finds(reading: Reading, clause: Clause) -> list[Draft]:
    """What a clause says of things found in weapons, used by somebody, or made by somebody."""
    parts = roles.parts_of(clause, reading.memory)
    for predicate in clause.predicates:
        frame = predicate.verb.frame
        taken_out = predicate.item.low.startswith(tuple(reading.memory.pack.words("taking_out")))
        if frame in ("find", "contain") or taken_out or _mounts(predicate, reading):
            found = _found(reading, clause, parts, predicate)
        elif frame in ("use", "wield"):
            found = _used(reading, clause, parts, predicate)
        elif frame == "produce" or _begins_making(predicate, clause, reading):
            found = _produced(reading, clause, parts, predicate)
        else:
            continue
        if found:
            return found
    return []


def _mounts(predicate: Predicate, reading: Reading) -> bool:
    """ "їх монтують на дрони «X»": what is built into a weapon that the sentence names."""
    stems = tuple(reading.memory.pack.words("mounting"))
    return predicate.item.low.startswith(stems) and weapon_in(reading) is not None


def _begins_making(predicate: Predicate, clause: Clause, reading: Reading) -> bool:
    """ "освоил выпуск роботов": a verb that only says that the making begins or grows."""
    pack = reading.memory.pack
    light = predicate.item.low.startswith(tuple(pack.words("light_verbs")))
    return light and any(
        one.kind == "word" and _lemma(one, pack.language) in pack.words("made_nouns") for one in clause.items
    )


def weapon_in(reading: Reading) -> Party | None:
    """The weapon that a sentence names: "в обломках ракеты «X»", "сбитый беспилотник X", "разобрали ракету «X»"."""
    pack, items = reading.memory.pack, reading.items
    for index, item in enumerate(items):
        latin_firm = item.kind == "party" and item.party is not None and item.party.country and item.text[0] not in "«„"
        if item.kind not in ("quote", "party", "model") or latin_firm:
            continue
        before = [one for one in items[max(0, index - 2) : index] if one.kind == "word"]
        design = item.kind == "model" and re.match(pack.data["weapon_designs"], item.text) is not None
        cues = pack.words("weapon_cues") | pack.words("debris")
        if not design and not any(_lemma(one, pack.language) in cues for one in before):
            continue
        codes = [one.code for one in items[max(0, index - 3) : index] if one.kind == "adjective"]
        surface = (
            item.party.surface if item.kind == "party" and item.party else reading.sentence.text[item.start : item.end]
        )
        start = reading.sentence.start + item.start
        country = next((code for code in codes if code), None) or pack.data["weapon_country"]
        span = (start, start + item.end - item.start)
        return Party(surface=surface, form="named", kind="weapon", country=country, span=span)
    return None


def _found_in(reading: Reading, clause: Clause) -> Party | None:
    """The weapon of a find: in the clause, in the sentence beside a wreck, or the last one after "внутри"."""
    memory, pack = reading.memory, reading.memory.pack
    named = weapon_in(reading)
    wreck = any(
        item.kind == "word" and _lemma(item, pack.language) in pack.words("wreck") for item in reading.items
    ) or bool(set(clause.words) & (pack.words("in") | pack.words("on") | pack.words("inside") | pack.words("from")))
    if named is not None and wreck:
        return named
    unnamed = _unnamed_weapon(reading, clause) if named is None else None
    if unnamed is not None:
        return unnamed
    taken_up = set(clause.words) & pack.words("inside") or any(
        phrase.kind == "noun" and phrase.lemma in pack.words("wreck") | pack.words("weapon_cues") and phrase.prep
        for phrase in clause.phrases
    )
    return memory.weapon if named is None and taken_up else None


def _unnamed_weapon(reading: Reading, clause: Clause) -> Party | None:
    """ "из сбитого российского беспилотника извлекли плату": a weapon of a country, without a name."""
    pack = reading.memory.pack
    inside = pack.words("in") | pack.words("from") | pack.words("on") | pack.words("inside")
    for phrase in clause.phrases:
        weapon = phrase.kind == "noun" and phrase.lemma in pack.words("weapon_cues") and phrase.origin is not None
        of_wreck = any(
            one.lemma in pack.words("wreck") and one.prep in inside and 0 < phrase.start - one.end <= 2
            for one in clause.phrases
        )
        if not weapon or not (phrase.prep in inside or (of_wreck and "gen" in phrase.cases)) or phrase.model:
            continue
        states = pack.words("weapon_states")
        kept = [word for word in phrase.modifiers if morphology.lemma(word, pack.language) not in states]
        full = replace(phrase, modifiers=[phrase.adjective, *kept] if phrase.adjective else kept)
        cases = phrase.cases & ({"gen", "loc"} if phrase.prep else {"gen"})
        span = (reading.sentence.start + phrase.start, reading.sentence.start + phrase.end)
        surface = named_phrase(full, pack.language, cases)
        return Party(surface=surface, form="group", kind="weapon", country=phrase.origin, span=span)
    return None


def _lemma(item: Item, language: str) -> str:
    from loaders.extraction.slavic import morphology

    return next((one.singular.lower().replace("ё", "е") for one in morphology.noun(item.text, language)), item.low)


def _found(reading: Reading, clause: Clause, parts: Parts, predicate: Predicate) -> list[Draft]:
    weapon = _found_in(reading, clause)
    if weapon is None:
        return []
    memory = reading.memory
    cases = SUBJECT | {"acc"} if passive(predicate) or predicate.verb.frame == "contain" else OBJECT | SUBJECT
    goods = [
        one
        for one in roles.goods_in(parts, cases, memory)
        if (one.model or "").strip("«»") != weapon.surface.strip("«»") and not _in_weapon(one, weapon, reading)
    ]
    if not goods:
        goods = [one for one in parts.phrases if one.kind == "noun" and one.prep in memory.pack.words("on")]
        spot = (weapon.span or (0, 0))[0] - reading.sentence.start
        goods = [one for one in goods if one.start > predicate.item.start and "acc" in one.cases]
        goods = [one for one in goods if not 0 <= spot - one.end <= 2]
    upon = predicate.item.low.startswith(tuple(memory.pack.words("upon")))  # "натрапили на блок і світлодіоди"
    met = [one for one in parts.phrases if one.prep in memory.pack.words("on") and "acc" in one.cases] if upon else []
    goods += [one for one in met if one.kind == "noun" and one not in goods and roles.known(one, memory)]
    if not goods:
        return _taken_up(reading, clause, parts, weapon)
    drafts = []
    for phrase in goods:
        told = any(one.lemma == phrase.lemma for one in memory.goods)
        if not (roles.known(phrase, memory) or phrase.model or phrase.quantity or told):
            continue
        draft = Draft(
            "end_use",
            [reading.sentence],
            weapon=weapon,
            goods=_name(phrase, cases, reading),
            modality=_judged(reading, clause),
        )
        _describe(draft, phrase, parts, reading, clause)
        if draft.quantity is None and _single(phrase, cases, reading):
            draft.quantity = Amount("1", "=")
        drafts.append(draft)
    return drafts


def _taken_up(reading: Reading, clause: Clause, parts: Parts, weapon: Party) -> list[Draft]:
    """ "У січні його вийняли з уламків «X»": the goods that the sentence before named."""
    memory = reading.memory
    here = [one.name for one in memory.goods if one.paragraph == memory.paragraph][-1:]
    moved = [one.goods for one in memory.recent if one.sentences[-1].paragraph == reading.sentence.paragraph]
    name = next(iter([*moved[-1:], *here]), None)
    if name is None or not parts.pronoun(frozenset({"acc"})):
        return []
    draft = Draft("end_use", [reading.sentence], weapon=weapon, goods=name, modality=_judged(reading, clause))
    draft.flag("goods_resolved")
    draft.start, draft.end = parts.start, parts.end
    if parts.relative and (draft.start or draft.end):
        draft.flag("date_relative")
    return [draft]


def _judged(reading: Reading, clause: Clause) -> Modality:
    judged = modality(reading, clause, "find")
    return "reported" if judged in ("sought", "planned") else judged


def _in_weapon(phrase: Phrase, weapon: Party, reading: Reading) -> bool:
    span = weapon.span or (0, 0)
    start = reading.sentence.start
    return (start + phrase.start <= span[0] and span[1] <= start + phrase.end) or (
        phrase.lemma in reading.memory.pack.words("wreck") and bool(phrase.prep)
    )


def _name(phrase: Phrase, cases: frozenset[str], reading: Reading) -> str:
    return named(phrase, reading.memory.language, _wanted(phrase, cases))


def _wanted(phrase: Phrase, cases: frozenset[str]) -> frozenset[str]:
    """The cases by which the form of goods is read."""
    wanted = (
        frozenset({"gen"})
        if phrase.measure or (phrase.quantity is not None and "gen" in {one.case for one in phrase.senses})
        else cases
    )
    if "acc" in wanted and not phrase.negated and any(one.case == "acc" for one in phrase.senses):
        wanted = frozenset({"acc"})
    return wanted


def _single(phrase: Phrase, cases: frozenset[str], reading: Reading) -> bool:
    """Whether one thing was found, and no mass ("електроніка")."""
    if phrase.measure or phrase.lemma in reading.memory.pack.words("mass"):
        return False
    wanted = _wanted(phrase, cases)
    read = [one.number for one in phrase.senses if one.case in wanted]
    return read[:1] == ["sg"]


def _describe(draft: Draft, phrase: Phrase, parts: Parts, reading: Reading, clause: Clause) -> None:
    draft.model, draft.origin = phrase.model, phrase.origin
    draft.quantity = phrase.quantity.amount if phrase.quantity else None
    draft.start, draft.end = parts.start, parts.end
    if parts.relative and (draft.start or draft.end):
        draft.flag("date_relative")
    draft.maker = maker_in(reading, clause, phrase)
    made = MADE_IN.search(reading.sentence.text, phrase.end)
    if made and draft.origin is None and len(reading.sentence.text[phrase.end : made.start()].split()) <= 2:
        draft.origin = "CN"


def maker_in(reading: Reading, clause: Clause, goods: Phrase) -> Party | None:
    """ "производства компании X", "изготовленный компанией X": who made the goods."""
    pack = reading.memory.pack
    for index, item in enumerate(clause.items):
        marked = _lemma(item, pack.language) in pack.words("marked_by")
        if not marked and item.low not in pack.words("made_by"):
            continue
        if marked and goods.start > item.start:
            continue  # "блок з маркуванням X і двадцять світлодіодів": of what stands before it
        for phrase in clause.phrases:
            if phrase.last in (index + 1, index + 2, index + 3) and phrase.kind == "party":
                return next(iter(parties([phrase], reading)), None)
    return None


def _used(reading: Reading, clause: Clause, parts: Parts, predicate: Predicate) -> list[Draft]:
    """ "китайские квадрокоптеры применяет 58-я бригада": goods in use, by whom."""
    memory = reading.memory
    if passive(predicate):
        users = parts.bare("ins")
        goods = roles.goods_in(parts, SUBJECT | {"acc"}, memory)
    else:
        lead = roles.subject(parts, predicate)
        users = [lead] if lead is not None else []
        cases = frozenset({"ins"}) if predicate.verb.frame == "wield" else OBJECT
        goods = roles.goods_in(parts, cases, memory)
        if not goods:
            goods = [
                one
                for one in parts.phrases
                if one.kind == "noun" and one.prep in memory.pack.words("on") and roles.known(one, memory)
            ]
    drafts = []
    for user in parties(users[:1], reading):
        for phrase in goods:
            if not roles.known(phrase, memory) or not (phrase.origin or phrase.model or phrase.definite):
                continue
            draft = Draft(
                "end_use",
                [reading.sentence],
                recipient=user,
                goods=_name(phrase, OBJECT | {"loc"}, reading),
                modality=modality(reading, clause, "use"),
            )
            _describe(draft, phrase, parts, reading, clause)
            drafts.append(draft)
    return drafts


def _before(reading: Reading) -> list[Phrase]:
    """The nouns of a sentence in order."""
    return [one for clause in reading.clauses for one in clause.phrases if one.kind == "noun"]


def _produced(reading: Reading, clause: Clause, parts: Parts, predicate: Predicate) -> list[Draft]:
    """ "X изготавливает Y вместе с Z"."""
    memory = reading.memory
    if predicate.verb.form in ("full", "active") or clause.kind in ("relative", "participle"):
        return []
    if passive(predicate):
        makers = [one for one in parts.bare("ins") if "nom" not in one.cases]
        goods = roles.goods_in(parts, SUBJECT, memory)
    else:
        lead = roles.subject(parts, predicate)
        makers = roles.and_joined(lead, parts) if lead is not None else []
        goods = roles.goods_in(parts, OBJECT, memory)
    whom = memory.pack.words("for") | {"адрес"}
    if (
        not goods
        and memory.goods
        and any(one.kind == "pronoun" and "acc" in one.cases and not one.prep for one in parts.phrases)
    ):
        goods = [one for one in _before(reading) if one.lemma == memory.goods[-1].lemma][-1:]
    partners = parts.under(memory.pack.words("together")) + parts.under(whom, frozenset({"gen"}))
    drafts = []
    for maker in parties(makers[:1], reading):
        for phrase in goods:
            if not (roles.known(phrase, memory) or phrase.quantity or partners):
                continue
            partner = next((one for one in parties(partners, reading) if one.surface != maker.surface), None)
            draft = Draft(
                "production",
                [reading.sentence],
                maker=maker,
                object=partner,
                goods=_name(phrase, OBJECT, reading),
                modality=modality(reading, clause, "produce"),
            )
            draft.model, draft.origin = phrase.model, phrase.origin
            draft.quantity = phrase.quantity.amount if phrase.quantity else None
            draft.start, draft.end = parts.start, parts.end
            drafts.append(draft)
    return drafts
