"""What stands beside the verb of a claim: participles before the goods, sums paid, a lead that names the seller."""

from __future__ import annotations

from itertools import pairwise

from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.slavic import roles
from loaders.extraction.slavic.clauses import Clause, Predicate
from loaders.extraction.slavic.doers import parties
from loaders.extraction.slavic.frames import Frame, goal, spread
from loaders.extraction.slavic.phrase import Phrase
from loaders.extraction.slavic.roles import Parts
from loaders.extraction.slavic.state import Reading

GIVING = ("supply", "acquire")


def before_goods(reading: Reading, clause: Clause) -> list[Draft]:
    """ "поставлені компанією X лазери опинилися на заводі": a participle before its noun, with who between them."""
    memory = reading.memory
    for predicate in clause.predicates:
        if predicate.verb.frame not in GIVING or predicate.verb.form != "full":
            continue
        after = [one for one in clause.phrases if one.last >= predicate.index]
        goods = next((one for one in after if _goods_of(one, predicate, clause, reading)), None)
        if goods is None:
            continue
        between = Parts([one for one in after if one.end <= goods.start])
        agents = parties([one for one in between.bare("ins") if one.cases != {"nom"}][:1], reading)
        frame = Frame(predicate.verb.frame, goods=[goods])
        sources = between.under(memory.pack.words("from") | memory.pack.words("at"), frozenset({"gen"}))
        if predicate.verb.frame == "supply":
            frame.suppliers = agents or parties(sources, reading)
            frame.recipients = goal(reading, clause, between, agents)
        else:
            frame.recipients, frame.suppliers = agents, parties(sources, reading)
        if not frame.recipients and any(one.verb.frame == "move" for one in clause.predicates):
            rest = Parts([one for one in clause.phrases if one.start > goods.end])
            frame.recipients = goal(reading, clause, rest, frame.suppliers)
        drafts = spread(reading, clause, between, frame, None)
        if drafts:
            return drafts
    return []


def _goods_of(phrase: Phrase, predicate: Predicate, clause: Clause, reading: Reading) -> bool:
    fits = phrase.kind == "noun" and phrase.first > predicate.index + 1 and not phrase.owner
    inner = [one for one in clause.phrases if predicate.index <= one.last < phrase.first]
    return (
        fits
        and not phrase.prep
        and bool(inner)
        and all(one.is_party for one in inner)
        and roles.acceptable(phrase, reading.memory)
        and roles.known(phrase, reading.memory)
    )


def share_of(reading: Reading, clause: Clause) -> list[Draft]:
    """ "на Китай припало 58 % верстатів, увезених до Росії": whose share it is supplied, who brought in received."""
    memory, pack = reading.memory, reading.memory.pack
    if not set(clause.words) & pack.words("falls"):
        return []
    owners = [
        one for one in clause.phrases if one.kind in ("country", "party", "group") and one.prep in pack.words("on")
    ]
    owners += [one.owner for one in clause.phrases if one.prep in pack.words("on") and one.owner is not None]
    goods = [one for one in clause.phrases if one.kind == "noun" and not one.prep and one.quantity is not None]
    goods = [one for one in goods if roles.acceptable(one, memory) and roles.known(one, memory)]
    below = next((one for one in reading.clauses if one.parent is clause and one.frames() & set(GIVING)), None)
    if not owners or not goods or below is None:
        return []
    parts = roles.parts_of(below, memory)
    agents = [one for one in parts.bare("ins") if "nom" not in one.cases]
    frame = Frame("acquire", suppliers=parties(owners[:1], reading), goods=goods)
    frame.recipients = parties(agents[:1], reading) or goal(reading, below, parts, frame.suppliers)
    parts.phrases, parts.money = clause.phrases, []
    return spread(reading, below, parts, frame, None) if frame.recipients else []


def paid(clause: Clause, found: list[Draft], reading: Reading) -> None:
    """ "заплативши 11 млн", "отдав за них миллион": the sum is the value of the goods before it."""
    memory = reading.memory
    money = [item for item in clause.items if item.amount is not None and item.amount.kind == "money"]
    for_them = _for_them(clause.items, reading)
    if len(money) != 1 or not ("pay" in clause.frames() or (for_them and clause.frames() & {"supply", "other"})):
        return
    amount = money[0].amount
    assert amount is not None
    targets = [draft for draft in found if draft.kind == "transfer"]
    if not targets and for_them:
        targets = [draft for draft in memory.recent if draft.sentences[-1].paragraph == reading.sentence.paragraph]
    names = list(dict.fromkeys(draft.goods for draft in targets))
    if len(names) > 1 and clause.parent is not None:
        before = [one for one in clause.parent.phrases if one.kind == "noun" and one.end <= clause.items[0].start]
        names = [name for name in names if before and name and name.lower().find(before[-1].lemma[:5]) >= 0]
    for draft in targets:
        if draft.goods in names and len(names) == 1 and draft.value is None:
            draft.value = amount.amount
            draft.also(reading.sentence)


def _for_them(items: list[Item], reading: Reading) -> bool:
    """ "за них", "за неї", "за партію": what is paid for was named before."""
    pack = reading.memory.pack
    nouns = pack.words("always_anaphoric")
    return any(
        one.low in pack.words("for_which")
        and (two.low in pack.words("pronoun") or two.low[:4] in {n[:4] for n in nouns})
        for one, two in pairwise(items)
    )


def without_leads(found: list[Draft], reading: Reading) -> list[Draft]:
    """ "Відвантажив обладнання X: верстати придбало Y": the lead names who sold, the rest what and to whom."""
    general = reading.memory.pack.words("anaphoric_goods") | reading.memory.pack.words("always_anaphoric")
    leads = [
        one
        for one in found
        if one.kind == "transfer" and one.supplier and not one.recipient and (one.goods or "").lower() in general
    ]
    kept = list(found)
    for lead in leads:
        open_ones = [
            one
            for one in found[found.index(lead) + 1 :]
            if one.kind == "transfer" and one.recipient and not one.supplier
        ]
        for one in open_ones:
            one.supplier = lead.supplier
        if open_ones:
            kept.remove(lead)
    return kept
