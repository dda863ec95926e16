"""One transfer of a clause spread out: one claim for each supplier, recipient and kind of goods."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from graph.model import Amount, Party
from loaders.extraction import french, french_dates, german, german_denials, german_numbers
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context, Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.nominative import nominative
from loaders.extraction.phrases import Phrase, amount_of
from loaders.extraction.predicates import Predicate

MOST_BETWEEN = 36  # characters between goods and their sum


FORCES = re.compile(r"(?:[Mm]arine|[Aa]rmee|[Ff]lotte|[Ll]uftwaffe|navy|army|air force|fleet)$")


@dataclass(slots=True)
class Frame:
    """One transfer as a clause states it, before it is spread over parties and goods."""

    suppliers: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    via: list[Party] = field(default_factory=list)
    goods: list[Phrase] = field(default_factory=list)
    back: bool = False


def spread(reading: Reading, clause: Clause, frame: Frame, predicate: Predicate, hoper: Party | None) -> list[Draft]:
    """Make one claim per supplier, recipient and goods.

    Args:
        reading, clause, frame, predicate: what the clause states.
        hoper: who hopes for it in the clause above; the recipient where nobody else is named.
    """
    context = reading.context
    frame.suppliers = [one for one in frame.suppliers if parts.shown(one)]
    frame.recipients = [one for one in frame.recipients if parts.shown(one)]
    judged = modality(
        clause,
        reading.clauses,
        reading.sentence,
        reading.attribution,
        context.chain,
        context.pack,
        predicate.verb.frame,
    )
    sure = all(
        parts.known(phrase, context)
        or phrase.quantity
        or phrase.origin
        or phrase.bare_unit
        or (phrase.negated and bool(context.drafts))
        or parts.anaphoric(phrase, context)
        for phrase in frame.goods
    )
    blamed = any(one.verb.frame == "accuse" and one.passive for one in clause.predicates)
    if blamed and not frame.suppliers and context.pack.language == "en":
        return []  # "Two men were charged with exporting X"
    ends = [*frame.suppliers, *frame.recipients]
    passive = predicate.passive and any(party.form == "named" and party.kind == "company" for party in ends)
    if not sure and not passive and not (frame.suppliers and frame.recipients):
        return []  # a word that nobody knows as goods needs both parties beside it
    goods = _goods_names(reading, clause, frame)
    if goods is None and context.pack.language == "de" and judged == "denied":
        goods = german_denials.told_before(frame.suppliers, frame.recipients, context)
    if goods is None:
        return []
    if context.pack.language == "fr" and len(ends) > 1 and all(party.kind == "place" for party in ends):
        return []  # "a quitté Dalian pour Vladivostok"
    kind: Literal["offer", "transfer"] = "offer" if predicate.verb.frame == "offer" else "transfer"
    if any(item.low in context.pack.words("stopped") for item in clause.items):
        return []
    if kind == "transfer" and not frame.suppliers and not frame.recipients:
        return []
    if predicate.verb.frame == "need" and not frame.suppliers:
        return []
    vague = any(one.prep == "an" and one.kind == "goods" for one in clause.phrases or [])
    if context.pack.language == "de" and judged == "denied" and vague and not frame.recipients:
        return []  # "Wir liefern nichts an Konfliktparteien": to nobody in particular
    own_force = any(one.form == "group" and FORCES.search(one.surface) for one in frame.suppliers)
    if predicate.verb.lemma in context.pack.words("deploying") and (own_force or not frame.recipients):
        return []  # "Russia sent a submarine"
    if judged == "sought" and not frame.recipients and predicate.verb.frame == "supply" and hoper is not None:
        frame.recipients = [hoper]
    drafts = []
    own = _each_its_own(frame, goods, reading)
    for number, (name, phrase) in enumerate(goods):
        pairs = [own[number]] if own else _pairs(frame, phrase, context)
        for supplier, recipient in pairs:
            draft = Draft(kind, [reading.sentence], supplier=supplier, recipient=recipient, goods=name, modality=judged)
            _fill(draft, phrase, frame, context)
            drafts.append(draft)
    if context.pack.language == "de":
        drafts = german_numbers.shared_out(drafts, clause, reading)
    _loose_number(drafts, goods, clause)
    _counted(drafts, goods, clause)
    values(drafts, goods, clause, kind)
    dates(drafts, reading, clause)
    return drafts


def handed_on(frame: Frame, reading: Reading, predicate: Predicate) -> None:
    """ "The firm resold them to Y", "Die gesamte Partie gab das Unternehmen an Y weiter": whoever got them before."""
    context = reading.context
    on = predicate.verb.lemma.startswith(("weiter", "resell", "re-", "reexport", "forward", "redistribute"))
    on |= predicate.verb.lemma in ("pass", "hand", "move") and "on" in (item.low for item in reading.items)
    words = {word.lower() for phrase in frame.goods for word in phrase.words}
    lot = frame.back and bool(words & (context.pack.words("whole") | context.pack.words("anaphoric_goods")))
    if not (on or lot) or len(frame.suppliers) != 1:
        return
    goals = {party.surface for party in frame.recipients}
    for draft in reversed(context.recent):
        seller, buyer = draft.supplier, draft.recipient
        if draft.kind != "transfer" or seller is None or buyer is None or draft.modality == "denied":
            continue
        if seller.surface == frame.suppliers[0].surface and buyer.form == "named" and buyer.surface not in goals:
            frame.suppliers = [buyer]
            return


def _counted(drafts: list[Draft], goods: list[tuple[str, Phrase | None]], clause: Clause) -> None:
    """ "pumps reached X, at least 60 consignments of them": the count that stands apart from the goods."""
    counts = [item.amount.amount for item in clause.items if item.amount and item.amount.kind == "count"]
    if len(goods) == len(counts) == 1 and counts[0].unit:
        for draft in drafts:
            draft.quantity = draft.quantity or counts[0]


def _loose_number(drafts: list[Draft], goods: list[tuple[str, Phrase | None]], clause: Clause) -> None:
    """ "lui en a vendu 12 000": the number that stands for goods named before."""
    verb = max((one.index for one in clause.predicates), default=0)
    numbers = [item.amount for item in clause.items if item.amount and item.amount.kind == "number"]
    if len(numbers) > 1:
        numbers = [item.amount for item in clause.items[verb:] if item.amount and item.amount.kind == "number"]
    if len(goods) == len(numbers) == 1 and goods[0][1] is None:
        for draft in drafts:
            draft.quantity = draft.quantity or numbers[0].amount


def _each_its_own(
    frame: Frame, goods: list[tuple[str, Phrase | None]], reading: Reading
) -> list[tuple[Party | None, Party | None]]:
    """ "buys drones from A and fuel from B": goods and parties that take turns belong together, pair by pair."""
    starts = [phrase.start for _, phrase in goods if phrase is not None]
    for many, one, first in ((frame.suppliers, frame.recipients, True), (frame.recipients, frame.suppliers, False)):
        if not 1 < len(many) == len(starts) == len(goods) or len(one) > 1:
            continue
        places = [party.span[0] - reading.sentence.start for party in many if party.span]
        turns = sorted([*((start, "g") for start in starts), *((start, "p") for start in places)])
        if len(places) == len(many) and [kind for _, kind in turns] == ["g", "p"] * len(many):
            other = one[0] if one else None
            return [
                (party, other) if first else (other, party) for party in sorted(many, key=lambda p: p.span or (0, 0))
            ]
    return []


def _pairs(frame: Frame, phrase: Phrase | None, context: Context) -> list[tuple[Party | None, Party | None]]:
    """Suppliers and recipients of one kind of goods; "Bauteile chinesischer Firmen" has a supplier of its own."""
    suppliers: list[Party | None] = [*frame.suppliers]
    if not suppliers and phrase is not None and phrase.owner is not None:
        owner = phrase.owner
        suppliers = [context.resolve(owner) if owner.kind == "anaphor" else owner.party]
    recipients: list[Party | None] = [*frame.recipients]
    return [
        (supplier, recipient)
        for supplier in suppliers or [None]
        for recipient in recipients or [None]
        if supplier is None or recipient is None or supplier.surface != recipient.surface
    ]


def _goods_names(reading: Reading, clause: Clause, frame: Frame) -> list[tuple[str, Phrase | None]] | None:
    """The goods by name; those that point back get the name that they stand for."""
    context = reading.context
    names: list[tuple[str, Phrase | None]] = []
    for phrase in frame.goods:
        if phrase.bare_unit:
            if not context.goods:
                continue
            names.append((context.goods[-1], phrase))
        elif parts.anaphoric(phrase, context) and not phrase.quantity:
            names += [(name, phrase) for name in _taken_up(phrase, context)]
        elif context.pack.language == "en" and len(phrase.words) == 1 and phrase.definite:
            names.append((_longer(phrase, context), phrase))  # "The other 1,300 lenses"
        else:
            names.append((_in_full(nominative(phrase, context.pack), context, phrase.definite), phrase))
    offered = any(one.verb.frame == "offer" and one.passive for one in clause.predicates)
    if not names and context.pack.language == "fr" and _object_pronoun(clause, offered, context):
        names = [(nominative(one, context.pack), None) for one in _named_before(reading, clause)]
    about = [phrase for phrase in clause.phrases or [] if phrase.kind == "goods" and phrase.prep == "quant"]
    if not names and about and _object_pronoun(clause, offered, context):
        return [(nominative(phrase, context.pack), None) for phrase in about]
    if not names and (
        context.goods and _object_pronoun(clause, offered, context) and (frame.suppliers or frame.recipients or offered)
    ):
        names = [(name, None) for name in context.goods[-1:]]
    return names or None


def _named_before(reading: Reading, clause: Clause) -> list[Phrase]:
    """Goods that the same sentence named before: "des brise-glaces : la Russie en a demandé quatre"."""
    verb = min((one.index for one in clause.predicates), default=0)
    among = [one for one in clause.phrases or [] if one.kind == "goods" and one.prep in ("sur", "parmi")]
    if among and among[0].index < verb:
        return among[:1]  # "sur les 3 000 drones promis, X n'en a livré que 1 200"
    for earlier in reversed(reading.clauses[: reading.clauses.index(clause)]):
        around = parts.roles_of(earlier, None, reading.context).phrases
        phrases = [one for one in around if one.kind == "goods" and one.prep in ("", "de")]
        sure = [one for one in phrases if parts.known(one, reading.context) and not one.definite]
        if any(one.verb.frame in ("supply", "acquire", "offer") for one in earlier.predicates):
            return []
        if sure:
            return sure[-1:]
    return []


def _longer(phrase: Phrase, context: Context) -> str:
    """The name that the paragraph gave goods before, if it ends with the noun."""
    named = [draft.goods for draft in (*context.earlier, *context.recent) if draft.goods]
    plain = nominative(phrase, context.pack)
    return next((one for one in reversed(named) if one.lower().endswith(f" {phrase.head}")), plain)


def _in_full(name: str, context: Context, definite: bool) -> str:
    """German: "Spindeln" after "Hochfrequenzspindeln", French "les 64 têtes" after "têtes de fraisage": the same."""
    if " " in name or context.pack.language not in ("de", "fr"):
        return name
    if context.pack.language == "fr":
        known = (one for one in reversed(context.goods) if definite and one.split(" ")[0].lower() == name.lower())
        return next(known, name)
    earlier = [draft.goods for draft in (*context.earlier, *context.recent) if draft.goods]
    return next((one for one in reversed(earlier) if " " not in one and one.endswith(name.lower())), name)


def _object_pronoun(clause: Clause, offered: bool, context: Context) -> bool:
    """Whether "it", "them", "sie" is what is supplied and not who supplies."""
    verb = min((one.index for one in clause.predicates), default=0)
    if context.pack.language != "fr" and parts.goes_itself(clause, context):
        return True
    if context.pack.language == "fr":
        return french.takes_object(clause.items, {one.index for one in clause.predicates}, context.pack)
    handled = any(one.passive and one.verb.frame in ("supply", "acquire") for one in clause.predicates)
    pronouns = ("they", "them", "it", "these", "all", "both")
    if context.pack.language == "en" and handled and any(item.low in pronouns for item in clause.items[:verb]):
        return True  # "All of them had been bought from X by Y"
    for index, item in enumerate(clause.items):
        if item.kind != "word" or item.low not in ("sie", "diese", "es", "them", "it"):
            continue
        if offered or context.pack.language == "en":
            return offered or index > verb
        if parts.object_pronoun(clause, index) or (index == 2 and parts.passive_after_preposition(clause)):
            return True
        if item.low == "es" or not clause.items[:index]:
            continue
        if verb == 0 and index == 1:
            return True  # "und schickte sie weiter"
        return any(
            other.kind in ("country", "group", "party", "anaphor")
            or other.low == "es"
            or other.low in context.pack.words("latter")
            for other in clause.items[:index]
        )
    return False


def _taken_up(phrase: Phrase, context: Context) -> list[str]:
    same = [name for name in context.goods if parts.head_of(name, context) == phrase.head]
    return same or context.goods[-1:]


def _fill(draft: Draft, phrase: Phrase | None, frame: Frame, context: Context) -> None:
    draft.via = [party for party in frame.via if party not in (draft.supplier, draft.recipient)]
    if phrase is None:
        draft.flag("goods_resolved")
        return
    offered = context.pack.language == "en" and draft.kind == "offer"  # "was offering a spindle": as many as wanted
    draft.quantity = amount_of(phrase.quantity) or (None if offered else _single(draft, phrase))
    if phrase.head in context.pack.words("partitive"):
        draft.quantity = None  # "ein Teil davon"
    if draft.modality == "denied" and draft.quantity is not None and draft.quantity.number == "1":
        draft.quantity = None  # "not one drone"
    draft.model = phrase.model
    draft.origin = phrase.origin
    if not phrase.bare_unit and parts.known(phrase, context):
        draft.confidence = 0.75
    if frame.back:
        draft.flag("goods_resolved")


def _beside(
    sums: list[tuple[Amount, bool]], draft: Draft, goods: list[tuple[str, Phrase | None]], clause: Clause
) -> tuple[Amount, bool] | None:
    """The sum that stands right after goods in a list: "bearings for 2 million dollars and some lasers"."""
    phrase = next((one for name, one in goods if name == draft.goods), None)
    money = [item for item in clause.items if item.amount and item.amount.kind == "money"]
    if phrase is None or len(sums) >= len(goods):
        return None
    for item, found in zip(money, sums, strict=True):
        if 0 < item.start - phrase.end <= MOST_BETWEEN and not any(
            one and phrase.end < one.start < item.start for _, one in goods
        ):
            return found
    return None


def _single(draft: Draft, phrase: Phrase) -> Amount | None:
    """ "a test range", "un prototype": one."""
    before = draft.sentences[0].text[: phrase.start].rstrip().split()[-1:]
    one = before and before[0].lower() in ("a", "an", "ein", "eine", "einen", "un", "une")
    return Amount("1") if one and draft.modality != "denied" else None


def values(drafts: list[Draft], goods: list[tuple[str, Phrase | None]], clause: Clause, kind: str) -> None:
    """Give the sums of money of a clause to its claims, in order where there are as many."""
    sums = parts.values(clause.items)
    if not sums:
        return
    names = [name for name, _ in goods]
    for draft in drafts:
        if len(sums) == len(goods):
            amount, each = sums[names.index(draft.goods or "")]
        elif len(goods) == 1:
            amount, each = sums[0]
        elif (beside := _beside(sums, draft, goods, clause)) is not None:
            amount, each = beside
        else:
            continue
        draft.value = amount
        if each or kind == "offer":
            draft.flag("unit_price")


def _parenthetic(clause: Clause) -> bool:
    """ ", the charge sheet alleges,": who says it, and nothing else."""
    return len(clause.items) <= 7 and any(one.verb.frame in ("say", "accuse") for one in clause.predicates)


def moving(clause: Clause, reading: Reading) -> list[Item]:
    """The items of a clause without dates that are not those of the goods."""
    pack = reading.context.pack
    return french_dates.moving(clause.items, pack) if pack.language == "fr" else clause.items


def dates(drafts: list[Draft], reading: Reading, clause: Clause) -> None:
    """Give the dates of a clause, else of one beside it, to its claims; never those of speech or of a request."""
    speech = {"say", "deny", "fear", "accuse", "request"}
    said = any(one.verb.frame in speech for one in clause.predicates) or reading.attribution.said
    first, last, relative = parts.dates(moving(clause, reading), not said)
    coming = reading.context.pack.language == "fr" and bool(drafts) and all(one.modality == "planned" for one in drafts)
    if first is None and last is None and not coming:
        place = reading.clauses.index(clause)
        near, pack = (place - 1, place + 1), reading.context.pack
        inserted = {"fr": french_dates.inserted, "en": _parenthetic}.get(pack.language)
        if inserted is not None and place > 1 and inserted(reading.clauses[place - 1]):
            near = (place - 2, place + 1)  # "In May, the charge sheet alleges, X bought ..."
        around = [reading.clauses[index] for index in near if 0 <= index < len(reading.clauses)]
        moved = {"supply", "acquire", "offer", "move"}
        for other in around:
            if any(one.verb.frame in moved for one in other.predicates) or french_dates.of_its_own(other, pack):
                continue
            if pack.language == "de" and german.founded(other.items):
                continue
            told = any(one.verb.frame in speech for one in other.predicates)
            if other.quoted == clause.quoted and not told:
                first, last, relative = parts.dates(moving(other, reading), not said)
            elif told and pack.language == "fr" and (led := french_dates.leading(other)):
                first, last, relative = parts.dates(led)
            if first or last:
                break
    if any(one.verb.frame in ("request", "order") for one in clause.predicates):
        return
    for draft in drafts:
        draft.start, draft.end = first, last
        if relative and (first or last):
            draft.flag("date_relative")
