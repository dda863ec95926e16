"""Nouns that stand for a transfer: "поставка X Китаем в Россию", "обвиняет фирму в продаже X"."""

from __future__ import annotations

from graph.model import Amount, Party
from loaders.extraction.drafts import Draft
from loaders.extraction.slavic import morphology, roles
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.doers import parties, silent_speaker, state
from loaders.extraction.slavic.frames import Frame, goal, spread
from loaders.extraction.slavic.phrase import Phrase
from loaders.extraction.slavic.roles import Parts
from loaders.extraction.slavic.state import Reading


def nominal(reading: Reading, clause: Clause) -> list[Draft]:
    """The transfers that the nouns of a clause state; both ends must be named, or the accused."""
    if "stop" in clause.frames():
        return []
    parts = roles.parts_of(clause, reading.memory)
    for event in parts.phrases:
        if event.kind != "event":
            continue
        after = Parts(
            [one for one in parts.phrases if one.start > event.start],
            parts.money,
            parts.start,
            parts.end,
            parts.relative,
        )
        bargain = _bargain(reading, clause, parts, event, after)
        frame = bargain or _frame(reading, clause, event, after)
        if frame is None:
            continue
        drafts = spread(reading, clause, after, frame, None)
        if bargain is not None:
            _ahead(drafts, clause, reading)
        if drafts:
            _counted(drafts, clause)
            return drafts
    return named_seller(reading, clause)


def _bargain(reading: Reading, clause: Clause, parts: Parts, event: Phrase, after: Parts) -> Frame | None:
    """ "X уклала з Y контракт на постачання кабелю", "переговори X з Y про закупівлю": who gives what to whom."""
    pack, memory = reading.memory.pack, reading.memory
    kinds = pack.data["events"]
    nouns = {*kinds["agreement"].split(), *kinds["talks"].split()}
    deal = next((one for one in parts.phrases if one.lemma in nouns and 0 < event.start - one.end <= 90), None)
    if deal is None or not event.prep or "deny" in clause.frames():
        return None
    outer = [one for one in parts.phrases if one.kind in ("party", "country", "group") and not one.owner]
    lead = next((one for one in outer if not one.prep and "nom" in one.cases and one.lemma not in nouns), None)
    partner = [one for one in outer if one.prep in pack.words("with") | pack.words("between") and "ins" in one.cases]
    pair = [*(roles.and_joined(lead, parts) if lead is not None else []), *partner]
    if len(partner) == 1 and partner[0].prep in pack.words("between"):
        pair = roles.and_joined(partner[0], parts)
    sides = parties(pair, reading)
    goods = [
        one for one in after.phrases if roles.acceptable(one, memory) and roles.known(one, memory) and not one.prep
    ]
    if len(sides) != 2 or not goods:
        return None
    buying = event.lemma in pack.words("nominal_acquire")
    first, second = sides
    if not buying and first.country == pack.data["weapon_country"] != second.country:
        first, second = second, first
    supplier, recipient = (second, first) if buying else (first, second)
    return Frame("supply", suppliers=[supplier], recipients=[recipient], goods=goods)


def _ahead(drafts: list[Draft], clause: Clause, reading: Reading) -> None:
    """A bargain is planned, one that is talked about is sought; the date is that of the bargain."""
    talks = reading.memory.pack.data["events"]["talks"].split()
    sought = any(one.lemma in talks for one in clause.phrases)
    for draft in drafts:
        draft.start = draft.end = None
        if draft.modality in ("asserted", "reported"):
            draft.modality = "sought" if sought else "planned"


def _frame(reading: Reading, clause: Clause, event: Phrase, after: Parts) -> Frame | None:
    memory = reading.memory
    pack = memory.pack
    buying = event.lemma in pack.words("nominal_acquire")
    frame = Frame("acquire" if buying else "supply")
    frame.via = parties(after.under(pack.words("via")), reading)
    genitive = [one for one in after.phrases if one.kind == "noun" and not one.prep and "gen" in one.cases]
    goods = [one for one in genitive if roles.acceptable(one, memory)]
    sure = [one for one in goods if roles.known(one, memory) or one.quantity or roles.anaphoric(one, memory)]
    frame.goods = sure or [one for one in goods[:1] if one is genitive[0]]
    if not frame.goods:
        return None
    doers = _doers(reading, clause, event, after)
    sources = parties(after.under(pack.words("from") | pack.words("at"), frozenset({"gen"})), reading)
    if buying:
        frame.recipients, frame.suppliers = doers or goal(reading, clause, after, sources), sources
    else:
        frame.suppliers = doers or sources
        frame.recipients = goal(reading, clause, after, frame.suppliers)
    disputed = "deny" in clause.frames() or pack.phrase("calls_false").search(reading.sentence.text) is not None
    receives = event.owner is not None and "dat" in event.owner.cases and disputed
    accused = _accused(reading, clause, event)
    if not accused and not buying and (receives or not doers):  # "опроверг передачу России снарядов"
        accused = _blamed(reading, clause, event)
    if accused:
        if buying:
            frame.recipients = accused
        else:
            frame.suppliers = accused
            frame.recipients = goal(reading, clause, after, accused)
        return frame
    if clause.frames() & {"request", "hope"} and not buying and not doers:
        lead = roles.subject(roles.parts_of(clause, memory), None)
        frame.recipients = parties([lead], reading) if lead is not None else []
    if frame.suppliers and frame.recipients:
        return frame
    named = any(party.form == "named" for party in frame.recipients)
    groups = morphology.group_nouns(memory.language)
    named = named or any(
        party.country and any(morphology.lemma(word, memory.language) in groups for word in party.surface.split())
        for party in frame.recipients
    )
    if sure and named and sure[0].origin and clause.predicates and clause.kind == "main":
        return frame
    counted = any(item.amount is not None and item.amount.kind != "percent" for item in clause.items)
    return frame if sure and counted and (frame.suppliers or frame.recipients) else None


def _doers(reading: Reading, clause: Clause, event: Phrase, after: Parts) -> list[Party]:
    """The instrumental ("Китаем"), a genitive ("экспорт КНР"), or an adjective ("китайский экспорт")."""
    agents = [one for one in after.bare("ins") if "dat" not in one.cases or one.kind == "country"]
    agents = [one for one in agents if len(one.cases) < 5]
    if agents:
        return parties(agents[:1], reading)
    light = next(
        (
            one
            for one in clause.predicates
            if one.item.low.startswith(tuple(reading.memory.pack.words("light_verbs")))
            and one.verb.form in ("past", "present", "infinitive", "future")
        ),
        None,
    )
    busy = light is not None and light.verb.reflexive and "ins" in event.cases and not event.prep
    if light is not None and (busy or (not light.verb.reflexive and "acc" in event.cases)):
        doer = roles.subject(roles.parts_of(clause, reading.memory), light)
        if doer is not None:
            return parties(roles.and_joined(doer, after), reading)
    if event.owner is not None:
        return parties([event.owner], reading)
    if event.origin:
        return [state(event.origin, event, reading)]
    return []


def _accused(reading: Reading, clause: Clause, event: Phrase) -> list[Party]:
    """ "обвиняет фирму X в продаже": who is accused of it."""
    blame = next((one for one in clause.predicates if one.verb.frame == "accuse"), None)
    if blame is None or event.prep not in reading.memory.pack.words("in"):
        return []
    between = [
        one for one in clause.phrases if blame.item.start < one.start < event.start and one.is_party and not one.prep
    ]
    return parties(between[:1], reading)


def _blamed(reading: Reading, clause: Clause, event: Phrase) -> list[Party]:
    """ "КНР опровергла поставку", "отвергает обвинения в поставках", "санкции против X за поставки": who supplied."""
    pack = reading.memory.pack
    if event.prep in pack.words("for_which"):
        before = [one for one in clause.phrases if one.kind == "party" and one.end <= event.start]
        return parties(before[-1:], reading)
    false = pack.phrase("calls_false").search(reading.sentence.text) is not None  # "назвало вымыслом"
    denial = next((one for one in clause.predicates if one.verb.frame == "deny" or false), None)
    if denial is None or not (event.prep in pack.words("about") | pack.words("in") or "acc" in event.cases):
        return []
    lead = roles.subject(roles.parts_of(clause, reading.memory), denial) or silent_speaker(clause, reading)
    return parties([lead], reading) if lead is not None else []


def named_seller(reading: Reading, clause: Clause) -> list[Draft]:
    """ "Поставщиком двигателей выступила X", "X — главный поставщик двигателей для Y"."""
    memory, pack = reading.memory, reading.memory.pack
    copula = bool(set(clause.words) & pack.words("copulas"))
    parts = roles.parts_of(clause, memory)
    for place, phrase in enumerate(clause.phrases[:-1]):
        goods = clause.phrases[place + 1]
        selling, buying = phrase.lemma in pack.words("seller_nouns"), phrase.lemma in pack.words("buyer_nouns")
        if phrase.prep or not (selling or buying) or goods.kind != "noun" or "gen" not in goods.cases or goods.prep:
            continue
        named_by_dash = (
            not clause.predicates and "nom" in phrase.cases and (_dashed(clause, phrase) or _dashed(clause, goods))
        )
        firms = [one for one in clause.phrases if one.kind == "party" and not one.prep and "nom" in one.cases]
        if not (copula or named_by_dash) or not firms or not roles.known(goods, memory):
            continue
        frame = Frame("supply" if selling else "acquire")
        named = parties(firms[:1], reading)
        frame.suppliers, frame.recipients = (named, []) if selling else ([], named)
        if selling:
            after = Parts([one for one in parts.phrases if one.start > goods.start and one is not firms[0]])
            frame.recipients = goal(reading, clause, after, named)
        else:
            sources = pack.words("at") | pack.words("from")
            frame.suppliers = parties(parts.under(sources, frozenset({"gen"})), reading)[:1]
        frame.goods = [goods]
        return spread(reading, clause, parts, frame, None)
    return []


def _dashed(clause: Clause, phrase: Phrase) -> bool:
    """Whether a dash stands before a phrase, or right after it and what belongs to it."""
    return any(item.definite for item in clause.items[max(0, phrase.first - 1) : phrase.last + 1])


def _counted(drafts: list[Draft], clause: Clause) -> None:
    """ "Экспорт X составил 40 тонн": the amount beside one kind of goods."""
    if len(drafts) != 1 or drafts[0].quantity is not None:
        return
    counts: list[Amount] = [
        item.amount.amount for item in clause.items if item.amount is not None and item.amount.kind == "count"
    ]
    if len(counts) == 1:
        drafts[0].quantity = counts[0]
