"""Verbs of supply, purchase, transit, request and offer with their roles by case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graph.model import Amount, Party, replace
from loaders.extraction.drafts import Draft
from loaders.extraction.lexicon import Pack
from loaders.extraction.slavic import roles
from loaders.extraction.slavic.clauses import Clause, Predicate
from loaders.extraction.slavic.dating import date_drafts
from loaders.extraction.slavic.doers import by_pronoun, doers, from_whom, impersonal, on_site, parties, passive
from loaders.extraction.slavic.modality import modality
from loaders.extraction.slavic.morphology import ANY
from loaders.extraction.slavic.phrase import Phrase
from loaders.extraction.slavic.roles import Parts
from loaders.extraction.slavic.state import Goods, Memory, Reading

OBJECT = frozenset({"acc", "gen"})
SUBJECT = frozenset({"nom"})


@dataclass(slots=True)
class Frame:
    """One transfer as a clause states it, before it is spread over parties and goods."""

    name: str
    suppliers: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    via: list[Party] = field(default_factory=list)
    goods: list[Phrase] = field(default_factory=list)
    pronoun: bool = False
    counted: Amount | None = None


def transfers(reading: Reading, clause: Clause) -> list[Draft]:
    """The transfers and offers that the verbs of a clause state."""
    parts = roles.parts_of(clause, reading.memory)
    predicate = _leading(clause, reading.memory.pack)
    if predicate is None or _refused(clause, predicate, reading.memory.pack):
        return []
    frame = _frame(reading, clause, parts, predicate)
    if frame is None:
        return []
    return spread(reading, clause, parts, frame, predicate)


def _leading(clause: Clause, pack: Pack) -> Predicate | None:
    """The verb that says what happens: supply or purchase before request, request before movement."""
    for names in (("supply", "acquire", "share"), ("offer", "order", "request"), ("move",), ("plan",)):
        for one in clause.predicates:
            if names == ("plan",) and not one.item.low.startswith(tuple(pack.words("promising"))):
                continue
            if one.verb.frame in names and (
                one.verb.form != "full" or clause.kind == "participle" or _predicative(one, clause)
            ):
                return one
    return None


def _refused(clause: Clause, predicate: Predicate, pack: Pack) -> bool:
    """ "отказался продавать": nothing moves."""
    return predicate.verb.form == "infinitive" and any(
        one.item.low.startswith(tuple(pack.words("refusing"))) for one in clause.predicates
    )


def _predicative(predicate: Predicate, clause: Clause) -> bool:
    """Ukrainian "були передані": a participle with an auxiliary, not before a noun."""
    before = clause.words[max(0, predicate.index - 4) : predicate.index]
    return any(
        word in ("був", "була", "було", "були", "буде", "будуть", "был", "была", "было", "были") for word in before
    )


def _frame(reading: Reading, clause: Clause, parts: Parts, predicate: Predicate) -> Frame | None:
    memory = reading.memory
    name = "supply" if predicate.verb.frame == "plan" else predicate.verb.frame  # "пообіцяла технології"
    frame = Frame(name)
    frame.via = parties(parts.under(memory.pack.words("via")), reading)
    asker = next((one for one in clause.predicates if one.verb.frame == "request" and one is not predicate), None)
    if name == "move":
        return _movement(reading, clause, parts, predicate, frame)
    doer = doers(reading, clause, parts, predicate)
    if name == "share" or (name == "supply" and _equips(predicate, memory.pack)):
        frame.suppliers = doer
        frame.recipients = _equipped(reading, parts, predicate)
        frame.goods = roles.goods_in(parts, frozenset({"ins"}), memory)
        frame.pronoun = not frame.goods and any(
            one.kind == "pronoun" and not one.prep and one.cases == {"ins"} for one in parts.phrases
        )
        return frame
    request = _request(parts, memory.pack)
    if name == "supply" and request is not None:
        frame.name, frame.recipients = "request", doer
        frame.suppliers = goal(reading, clause, parts, doer)
        frame.goods = _asked_for(reading, parts)
        return frame
    cases = (SUBJECT if not predicate.verb.neuter else SUBJECT | OBJECT) if passive(predicate) else OBJECT
    frame.goods = roles.goods_in(parts, cases, memory)
    if not frame.goods and passive(predicate):
        frame.goods = roles.goods_in(parts, SUBJECT | OBJECT, memory)
    frame.pronoun = not frame.goods and parts.pronoun(cases)
    alone = next((one.quantity for one in parts.phrases if one.kind == "pronoun" and one.quantity), None)
    frame.counted = alone.amount if frame.pronoun and alone is not None else None
    if name in ("supply", "offer"):
        if asker is not None:
            frame.recipients, frame.suppliers = doer, _asked(reading, parts, doer)
            return frame
        frame.suppliers = doer or parties(_sources(parts, reading), reading)
        if impersonal(clause, parts, predicate, reading):
            frame.suppliers = parties(_sources(parts, reading), reading) or doer
        if name == "offer" and not frame.suppliers:
            frame.suppliers = on_site(reading, parts)
        frame.recipients = goal(reading, clause, parts, frame.suppliers)
        return frame
    if name == "acquire" and asker is not None and asker.item.start < predicate.item.start:
        frame.recipients, frame.suppliers = doer, _asked(reading, parts, doer)
        if frame.suppliers:
            return frame  # "просил X достать 30 дальномеров"
    return _acquired(reading, clause, parts, predicate, frame, doer)


def _acquired(
    reading: Reading, clause: Clause, parts: Parts, predicate: Predicate, frame: Frame, doer: list[Party]
) -> Frame:
    """ "X купил у Y", "ввёз в Россию", "заказал", "просит у Y": who receives acts."""
    pack = reading.memory.pack
    frame.recipients = doer or goal(reading, clause, parts, [])
    brings = _brings(predicate, pack)
    brought = goal(reading, clause, parts, doer) if doer and brings else []
    if brought and brought[0].country and doer[0].country and brought[0].country != doer[0].country:
        frame.suppliers, frame.recipients = doer, brought  # "гонконгская X ввезла в Россию"
        return frame
    if brought and brought[0].form == "country" and doer[0].form == "named" and doer[0].surface[:1] > "z":
        there = brought[0].country  # "в Россию их ввозило ООО «X»"
        frame.recipients = [replace(one, country=one.country or there) for one in doer]
    bought = _bought_in(parts, pack, bool(doer) and not brings)
    frame.suppliers = parties(_sources(parts, reading), reading) or parties(bought, reading)
    if not frame.suppliers and doer:
        frame.suppliers = from_whom(reading, parts)
    if frame.name == "request":
        frame.suppliers = frame.suppliers or _asked(reading, parts, doer)
        frame.goods = frame.goods or _asked_for(reading, parts)
    return frame


def _bought_in(parts: Parts, pack: Pack, abbreviated: bool) -> list[Phrase]:
    """ "купил в Китае": where one buys; a country without cases ("в КНР") only where somebody buys."""
    return [
        one
        for one in parts.under(pack.words("in"), frozenset({"loc"}))
        if (one.kind in ("country", "place") and "acc" not in one.cases)
        or (one.kind == "country" and abbreviated and one.cases == ANY)
    ]


def _brings(predicate: Predicate, pack: Pack) -> bool:
    """ "ввезла в Россию", "завезла": a verb of acquisition that says where the goods go."""
    return predicate.item.low.startswith(tuple(pack.words("bringing")))


def _equips(predicate: Predicate, pack: Pack) -> bool:
    """ "обеспечивает армию бронежилетами": the goods in the instrumental."""
    stem = predicate.item.low.replace("ё", "е")
    return stem.startswith(tuple(pack.words("instrumental_goods"))) and not passive(predicate)


def _equipped(reading: Reading, parts: Parts, predicate: Predicate) -> list[Party]:
    """The army in "забезпечує армію", the buyer in "поступилася турецькій X", "торгувала з X"."""
    beside = parts.under(reading.memory.pack.words("with"), frozenset({"ins"}))
    if predicate.verb.frame == "share":
        return parties(beside, reading)
    given = [one for one in parts.bare("dat") if "nom" not in one.cases and one.start > predicate.item.start]
    whom = [one for one in parts.bare("acc") if one.start > predicate.item.start]
    return parties(beside[:1] or given[:1] or whom, reading)


def _request(parts: Parts, pack: Pack) -> Phrase | None:
    """ "направила просьбу о ...": a request, and nothing that moves."""
    return next(
        (
            one
            for one in parts.phrases
            if one.lemma in pack.words("request_nouns") and not one.prep and "acc" in one.cases
        ),
        None,
    )


def _sources(parts: Parts, reading: Reading) -> list[Phrase]:
    pack = reading.memory.pack
    found = parts.under(pack.words("at"), frozenset({"gen", "loc"})) + parts.under(
        pack.words("from"), frozenset({"gen"})
    )
    firms = [one for one in found if one.kind == "party"]
    return [one for one in found if one.kind not in ("country", "place") or one.joined] if firms else found


def goal(reading: Reading, clause: Clause, parts: Parts, suppliers: list[Party]) -> list[Party]:
    """Who receives: the dative, else "в Россию", "для армии", "на завод", else a pronoun."""
    memory = reading.memory
    taken = frozenset(party.surface for party in suppliers)
    dative = [one for one in parts.bare("dat") if one.kind != "pronoun"]
    clear = [one for one in dative if "nom" not in one.cases and "ins" not in one.cases]
    crowd = [
        one for one in parts.phrases if not one.prep and "nom" not in one.cases and roles.people(one, "dat", memory)
    ]
    for one in clear or crowd or dative:
        found = parties(roles.and_joined(one, parts), reading, taken)
        found = [party for party in found if party.surface not in taken]
        if found and not _is_owner(one, parts):
            return found
    to = parts.under(memory.pack.words("to"), frozenset({"acc", "gen"}))
    to += [one for one in parts.phrases if one.prep in memory.pack.words("for") and roles.people(one, "gen", memory)]
    goals = [
        one
        for one in to
        if _goal_case(one, reading) and (party := roles.party_of(one, memory)) and party.surface not in taken
    ]
    named_goals = [one for one in goals if one.kind not in ("country", "place")] or goals
    if named_goals:
        return parties(roles.and_joined(named_goals[0], parts), reading)
    return by_pronoun(reading, clause, parts, taken)


def _goal_case(phrase: Phrase, reading: Reading) -> bool:
    wanted = reading.memory.pack.data["goal_cases"].get(phrase.prep, "acc gen").split()
    return bool(phrase.cases & set(wanted)) and not (
        phrase.prep in reading.memory.pack.words("in") and phrase.cases == {"loc"}
    )


def _is_owner(phrase: Phrase, parts: Parts) -> bool:
    return any(one.owner is phrase for one in parts.phrases) and "dat" not in phrase.cases


def _asked(reading: Reading, parts: Parts, askers: list[Party]) -> list[Party]:
    """Whom one asks: "попросила Китай", "запросила у Китая", "обратилась к Китаю"."""
    pack = reading.memory.pack
    names = {party.surface for party in askers}
    found = (
        parts.under(pack.words("at")) + parts.under(pack.words("toward"), frozenset({"dat", "gen"})) + parts.bare("acc")
    )
    return [party for party in parties(found, reading) if party.surface not in names][:1]


def _asked_for(reading: Reading, parts: Parts) -> list[Phrase]:
    """ "с просьбой о поставке дронов", "запрос на дроны": the goods."""
    found = [one for one in parts.phrases if roles.acceptable(one, reading.memory) and roles.known(one, reading.memory)]
    return found[:3]


def _movement(reading: Reading, clause: Clause, parts: Parts, predicate: Predicate, frame: Frame) -> Frame | None:
    """ "В Иран из Китая попали гироскопы": goods as subject, from and to by prepositions."""
    pack = reading.memory.pack
    frame.goods = roles.goods_in(parts, SUBJECT, reading.memory)
    frame.suppliers = parties(parts.under(pack.words("from"), frozenset({"gen"})), reading)[:1]
    recent = [draft for draft in reading.memory.recent if draft.recipient is not None]
    if not frame.suppliers and recent and set(clause.words) & pack.words("thence") and recent[-1].recipient is not None:
        frame.suppliers = [recent[-1].recipient]
    taken_up = [one for one in frame.goods if roles.anaphoric(one, reading.memory)]
    if not frame.suppliers and recent and taken_up and recent[-1].sentences[-1].paragraph == reading.sentence.paragraph:
        frame.suppliers = [
            one.recipient for one in recent[-1:] if one.recipient is not None
        ]  # "прилади поїхали до Росії"
    goals = [one for one in parts.under(pack.words("to"), frozenset({"acc", "gen"})) if _goal_case(one, reading)]
    goals.sort(key=lambda one: one.kind in ("country", "place"))  # "в Томск, в ООО «X»"
    frame.recipients = (
        parties(goals, reading)[:1] or parties([one for one in parts.bare("dat") if one.cases == {"dat"}], reading)[:1]
    )
    sure = [one for one in frame.goods if roles.known(one, reading.memory) or one.quantity or one in taken_up]
    counted = any(one.quantity is not None for one in sure)
    made = any(one.origin is not None for one in sure)
    if sure and counted and not frame.recipients:
        _leave_open(reading, clause, parts, frame, sure[0])
    if not sure or not frame.recipients or not (frame.suppliers or frame.via or counted or made):
        return None
    frame.goods = sure
    return frame


def _leave_open(reading: Reading, clause: Clause, parts: Parts, frame: Frame, goods: Phrase) -> None:
    """ "Через Достык прошло 40 тонн кабеля": the next sentence may name who sent and who received."""
    memory = reading.memory
    name = roles.fullest(goods, SUBJECT, memory).name
    judged = modality(reading, clause, frame.name)
    draft = Draft("transfer", [reading.sentence], goods=name, modality=judged)
    draft.supplier = next(iter(frame.suppliers), None)
    _fill(draft, goods, frame, memory.goods, False)
    _values([draft], parts, 1, "transfer", reading)
    date_drafts([draft], reading, clause, parts, frame.name)
    draft.speaker = reading.speaker or memory.speaker if judged != "asserted" else None
    memory.open = draft


def spread(reading: Reading, clause: Clause, parts: Parts, frame: Frame, predicate: Predicate | None) -> list[Draft]:
    """Make one claim per supplier, recipient and goods."""
    memory = reading.memory
    goods = _goods(reading, frame, predicate)
    if not goods or (not frame.suppliers and not frame.recipients):
        return []
    aimed = (
        predicate is not None
        and frame.name != "offer"
        and predicate.item.low.startswith(tuple(memory.pack.words("needs_goal")))
    )
    if aimed and not frame.recipients:
        return []  # "направил туда эсминец": nothing changes hands
    judged = modality(reading, clause, frame.name)
    if judged == "denied" and memory.pack.phrase("nobody").search(reading.sentence.text):
        return []  # "не постачає зброю жодній зі сторін"
    kind: Literal["offer", "transfer"] = "offer" if frame.name == "offer" else "transfer"
    drafts = []
    nobody: list[Party | None] = [None]
    for named_goods, phrase in goods:
        sure = (
            phrase is None or roles.known(phrase, memory) or phrase.quantity is not None or named_goods in memory.goods
        )
        if not sure and not (frame.suppliers and frame.recipients):
            continue
        suppliers: list[Party | None] = [*frame.suppliers]
        if not suppliers and phrase is not None and phrase.owner is not None:
            suppliers = [*parties([phrase.owner], reading)]
        if len(suppliers) == len(goods) > 1 and set(clause.words) & memory.pack.words("respectively"):
            suppliers = [suppliers[[name for name, _ in goods].index(named_goods)]]
        for supplier in suppliers or nobody:
            for recipient in frame.recipients or nobody:
                if supplier is not None and recipient is not None and supplier.surface == recipient.surface:
                    continue
                draft = Draft(
                    kind,
                    [reading.sentence],
                    supplier=supplier,
                    recipient=recipient,
                    goods=named_goods.name,
                    modality=judged,
                )
                _fill(draft, phrase, frame, memory.goods, predicate is not None and predicate.verb.form == "present")
                drafts.append(draft)
    _values(drafts, parts, len(goods), kind, reading)
    date_drafts(drafts, reading, clause, parts, frame.name)
    for draft in drafts:
        _answered(draft, memory)
    return drafts


def _answered(draft: Draft, memory: Memory) -> None:
    """A denial names its goods as the claim that it answers does, where there is only one such."""
    if draft.modality != "denied" or not draft.goods:
        return
    stem = draft.goods.split()[0].lower()[:5]
    told = {
        one.goods
        for one in memory.drafts
        if one.kind == "transfer"
        and one.modality != "denied"
        and one.goods
        and any(word.lower().startswith(stem) for word in one.goods.split())
    }
    if len(told) == 1 and len(stem) == 5:
        draft.goods = told.pop()
        draft.flag("goods_resolved")


def _goods(reading: Reading, frame: Frame, predicate: Predicate | None) -> list[tuple[Goods, Phrase | None]]:
    memory = reading.memory
    wanted = frozenset({"gen"})
    if predicate is not None:
        wanted = SUBJECT | {"acc"} if passive(predicate) else OBJECT
    out: list[tuple[Goods, Phrase | None]] = []
    for phrase in frame.goods:
        if out and roles.such(phrase, memory):
            out[-1] = (out[-1][0], phrase)  # "верстати з ЧПК: 1840 таких машин"
        elif roles.anaphoric(phrase, memory):
            out += [(one, phrase) for one in roles.resolved(phrase, memory)]
        elif phrase.lemma in memory.pack.words("always_anaphoric"):
            continue
        else:
            negated_one = phrase.negated and all(one.number == "sg" for one in phrase.senses)
            if negated_one and any(one.lemma == phrase.lemma for one in memory.goods):
                out += [(one, phrase) for one in roles.resolved(phrase, memory)]
            else:
                out.append((roles.fullest(phrase, wanted, memory), phrase))
    if not out and frame.pronoun and memory.goods:
        out = [(memory.goods[-1], None)]
    return out


def _fill(draft: Draft, phrase: Phrase | None, frame: Frame, before: list[Goods], general: bool) -> None:
    draft.via = [
        party
        for party in frame.via
        if all(party.surface != one.surface for one in (draft.supplier, draft.recipient) if one)
    ]
    resolved_ = any(one.name == draft.goods for one in before)
    if phrase is None or (resolved_ and phrase.quantity is None):
        draft.flag("goods_resolved")
    if phrase is None and frame.counted is not None:
        draft.quantity = frame.counted
    elif not general and (phrase is None or (resolved_ and (phrase.definite or phrase.same or phrase.whole))):
        draft.flag("lot")
    if phrase is None:
        return
    draft.quantity = phrase.quantity.amount if phrase.quantity else None
    draft.model = phrase.model
    draft.origin = phrase.origin


def _values(drafts: list[Draft], parts: Parts, count: int, kind: str, reading: Reading) -> None:
    if not parts.money:
        return
    names = list(dict.fromkeys(draft.goods for draft in drafts))
    for draft in drafts:
        if len(parts.money) == count and draft.goods in names:
            amount, each = parts.money[names.index(draft.goods)]
        elif count == 1 or draft.goods == _valued(parts, names, reading):
            amount, each = parts.money[0]
        else:
            continue
        draft.value = amount
        if each or kind == "offer":
            draft.flag("unit_price")


def _valued(parts: Parts, names: list[str | None], reading: Reading) -> str | None:
    """ "..., а также оптоволокно стоимостью 90 млн": the one of several goods right before a sum."""
    money = next((item for item in reading.items if item.amount is not None and item.amount.kind == "money"), None)
    if money is None or len(parts.money) != 1:
        return None
    before = [
        one
        for one in parts.phrases
        if one.kind == "noun" and one.end <= money.start and roles.known(one, reading.memory)
    ]
    if not before:
        return None
    between = reading.sentence.text[before[-1].end : money.start]
    if len(between.split()) > 3 or "," in between or reading.memory.pack.phrase("sum_of_all").search(between):
        return None
    return next((name for name in names if name and name.lower().startswith(before[-1].lemma[:4])), None)
