"""Nouns that stand for a transfer: "Exports of X from A to B", "A is a supplier of X to B"."""

from __future__ import annotations

from graph.model import Party
from graph.reference import countries
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.frames import parties
from loaders.extraction.nominative import nominative
from loaders.extraction.phrases import amount_of
from loaders.extraction.spread import Frame, dates, values

OBJECT = {"fr": ("de", "")}


def nominal(reading: Reading, clause: Clause) -> list[Draft]:
    """ "Exports of X from A to B", "A is a supplier of X to B"."""
    context = reading.context
    pack = context.pack
    items = clause.items
    for index, item in enumerate(items):
        if item.kind != "word":
            continue
        verb_here = any(one.index == index for one in clause.predicates)
        if (
            item.low in pack.words("nominal_supply") | pack.words("nominal_acquire")
            and not verb_here
            and (pack.language != "de" or item.text[0].isupper())
        ) and (drafts := _exports(reading, clause, index)):
            return drafts
    for index, item in enumerate(items):
        if (
            item.low.split(" ")[-1] in pack.words("nominal_supplier")
            or (item.kind in ("group", "anaphor") and item.low.split(" ")[-1] in pack.words("nominal_supplier"))
        ) and (drafts := _supplier(reading, clause, index)):
            return drafts
    return []


def _exports(reading: Reading, clause: Clause, index: int) -> list[Draft]:
    context = reading.context
    pack = context.pack
    tail = Clause(clause.items[index + 1 :], clause.kind)
    roles = parts.roles_of(tail, None, context)
    frame = Frame()
    objects = [
        phrase
        for phrase in roles.phrases
        if phrase.kind == "goods"
        and phrase.prep in OBJECT.get(pack.language, ("of", "von", "mit"))
        and (phrase.index <= 2 or phrase.prep == "de")
    ]
    grown = [
        one for one in roles.phrases if one.kind == "goods" and one.quantity and one.prep in ("to", "auf", "à", "")
    ]
    frame.goods = [phrase for phrase in objects or grown if parts.acceptable(phrase, context)]
    if clause.items[index].low in pack.words("nominal_acquire"):
        sources = roles.by(pack.words("from") | pack.words("source") | {"aus", "de"})
        frame.suppliers = parties(sources, reading, tail)[:1]
        frame.recipients = (
            parties(roles.by(pack.words("by")), reading, tail)[:1]
            or _nation(reading, clause, index)
            or _buyer(reading, clause, index)
        )
    else:
        sources = roles.by(frozenset({"from", "aus", "par", "depuis", "by", "durch"}))
        frame.suppliers = parties(sources, reading, tail)[:1] or _nation(reading, clause, index)
        frame.recipients = parties(roles.by(pack.words("to")), reading, tail)[:1]
    if not objects and not frame.suppliers and reading.attribution.said and context.parties:
        frame.suppliers = [one for one in context.parties[-1:] if one.kind == "company" and one not in frame.recipients]
    if not frame.goods or not frame.suppliers or not frame.recipients:
        return []
    judged = modality(clause, reading.clauses, reading.sentence, reading.attribution, context.chain, pack, "supply")
    if clause.items[index].low in pack.words("nominal_acquire") and judged in ("asserted", "reported"):
        judged = "sought" if _negotiated(clause) else judged
    drafts = []
    for phrase in frame.goods:
        draft = Draft(
            "transfer",
            [reading.sentence],
            frame.suppliers[0],
            frame.recipients[0],
            goods=nominative(phrase, pack),
            modality=judged,
        )
        draft.origin = phrase.origin
        draft.quantity = amount_of(phrase.quantity)
        drafts.append(draft)
    counts = [
        item.amount.amount
        for clause_ in reading.clauses
        for item in clause_.items
        if item.amount and item.amount.kind == "count" and item.amount.amount.unit
    ]
    if len(drafts) == 1 and drafts[0].quantity is None and counts:
        drafts[0].quantity = counts[0]
    values(drafts, [(draft.goods or "", None) for draft in drafts], clause, "transfer")
    dates(drafts, reading, clause)
    return drafts


def _negotiated(clause: Clause) -> bool:
    return any(one.verb.frame in ("meet", "hope", "plan", "request", "say") for one in clause.predicates)


def _buyer(reading: Reading, clause: Clause, index: int) -> list[Party]:
    """ "Moscou négocie l'achat de ...": the subject buys."""
    head = parts.roles_of(Clause(clause.items[:index]), None, reading.context)
    return parties(head.bare[:1], reading, clause)


def _nation(reading: Reading, clause: Clause, index: int) -> list[Party]:
    """ "Chinese exports", "exportations chinoises": the adjective says whose."""
    language = reading.context.pack.language
    owned = clause.items[index - 2] if index > 1 and clause.items[index - 1].low in ("'s", "’s") else None
    before = clause.items[index - 1] if index else None
    if language == "de" and before is not None and before.kind == "country" and before.text.endswith("s"):
        owned = before  # "Chinas Ausfuhren"
    if owned is not None and owned.party is not None:
        return [owned.party]
    beside = clause.items[index + 1 : index + 2] if language == "fr" else clause.items[max(0, index - 1) : index]
    for item in beside:
        if item.kind == "adjective" and item.code:
            span = (reading.sentence.start + item.start, reading.sentence.start + item.end)
            name = countries.name(item.code, language)
            return [Party(surface=name, form="country", kind="country", country=item.code, span=span)]
    return []


def _supplier(reading: Reading, clause: Clause, index: int) -> list[Draft]:
    """ "Russland ist ein Lieferant von X für China": supplier is the subject, the goods follow the noun."""
    context = reading.context
    pack = context.pack
    if not any(item.low in pack.words("copula") for item in clause.items[:index]):
        return []
    head = parts.roles_of(Clause(clause.items[:index]), None, context)
    tail_items = clause.items[index + 1 :]
    tail = parts.roles_of(Clause(tail_items), None, context)
    goods = [
        phrase
        for phrase in tail.phrases
        if phrase.kind == "goods" and phrase.prep in ("", "of", "von", "de") and parts.acceptable(phrase, context)
    ]
    to = tail.by(frozenset({"to", "für", "for", "an", "pour", "à"}))
    if not head.bare or not goods or not to:
        return []
    suppliers, recipients = parties(head.bare[:1], reading, clause), parties(to[:1], reading, clause)
    if not suppliers or not recipients:
        return []
    judged = modality(clause, reading.clauses, reading.sentence, reading.attribution, context.chain, pack, "supply")
    return [
        Draft(
            "transfer",
            [reading.sentence],
            suppliers[0],
            recipients[0],
            goods=nominative(phrase, pack),
            modality=judged,
            confidence=0.7,
        )
        for phrase in goods[:2]
    ]
