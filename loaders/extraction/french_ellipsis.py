"""French clauses that leave out their verb or say it in money: "et Y 40 pompes", "a payé Y pour des vannes"."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction import french
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.lexicon import Pack
from loaders.extraction.phrases import Phrase, amount_of
from loaders.extraction.spread import dates
from loaders.extraction.subjects import subject_of

FOR = frozenset({"pour", "contre", "lors-de"})
RECEIVED = frozenset({"encaisser", "toucher", "percevoir"})


def elliptic(reading: Reading, clause: Clause, found: list[Draft]) -> list[Draft]:
    """Read such a clause by the transfers of the clause before it."""
    models = [draft for draft in found if draft.kind == "transfer"]
    if not models or clause.predicates or not french.gapped(clause.items, reading.context.pack):
        return []
    roles = parts.roles_of(clause, None, reading.context)
    goods = [one for one in roles.phrases if one.kind == "goods" and one.prep in ("", "de")][:1]
    to = roles.by(frozenset({"à", "vers"}))
    new = [parts.party(one, reading.context, clause.items) for one in roles.bare[:1]]
    if not goods or not (to or new):
        return []
    last = models[-1]
    recipient = parts.party(to[0], reading.context, clause.items) if to else last.recipient
    got = any(one.verb.frame == "acquire" for other in reading.clauses for one in other.predicates)
    if new and got and not to:  # "X a acheté 10 tours et Y 40 pompes"
        supplier, recipient = last.supplier, new[0]
    else:
        supplier = new[0] if new else last.supplier
    draft = Draft("transfer", [reading.sentence], supplier, recipient, goods=goods[0].text, modality=last.modality)
    draft.quantity, draft.origin, draft.model = amount_of(goods[0].quantity), goods[0].origin, goods[0].model
    draft.start, draft.end = last.start, last.end
    own = parts.dates(clause.items)
    if own[0] or own[1]:
        draft.start, draft.end = own[:2]
    return [draft]


def payments(reading: Reading, clause: Clause) -> list[Draft]:
    """ "X a réglé 300 000 euros à Y pour des vannes": who was paid for goods supplies them."""
    context, pack = reading.context, reading.context.pack
    for predicate in clause.predicates:
        billed = predicate.verb.lemma == "facturer"
        if not (predicate.verb.frame == "pay" or billed) or predicate.passive:
            continue
        roles = parts.roles_of(clause, predicate, context)
        goods = [one for one in roles.phrases if one.index > predicate.index and _paid_for(one, clause, pack)]
        goods = [one for one in goods if parts.acceptable(one, context) and (one.quantity or parts.known(one, context))]
        subjects = [one for one in roles.bare if one.index < predicate.index][-1:]
        taken = predicate.verb.lemma in RECEIVED or billed
        others = [
            one for one in roles.by(frozenset({"de"} if taken and not billed else {"à"})) if one.index > predicate.index
        ][:1]
        subject = parts.party(subjects[0], context, clause.items) if subjects else subject_of(reading, clause, roles)
        other = parts.party(others[0], context, clause.items) if others else None
        if not goods or subject is None or other is None or subject.surface == other.surface:
            continue
        pair = (subject, other) if taken else (other, subject)
        return [_sold(reading, clause, one, pair) for one in goods]
    return []


def _paid_for(phrase: Phrase, clause: Clause, pack: Pack) -> bool:
    """Goods under "pour", "contre", "en règlement de"."""
    if phrase.kind != "goods":
        return False
    before = [item.low for item in clause.items[max(0, phrase.index - 5) : phrase.index]]
    return phrase.prep in FOR or (phrase.prep == "de" and any(word in pack.words("settling") for word in before))


def _sold(reading: Reading, clause: Clause, phrase: Phrase, pair: tuple[Party, Party]) -> Draft:
    context = reading.context
    judged = modality(
        clause, reading.clauses, reading.sentence, reading.attribution, context.chain, context.pack, "supply"
    )
    draft = Draft("transfer", [reading.sentence], pair[0], pair[1], goods=phrase.text, modality=judged)
    draft.quantity, draft.origin, draft.model = amount_of(phrase.quantity), phrase.origin, phrase.model
    sums = parts.values(clause.items)
    draft.value = sums[0][0] if len(sums) == 1 else None
    dates([draft], reading, clause)
    return draft
