"""Transfers and offers: verbs of supply, of getting and of asking, and the nouns that stand for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graph.model import Party
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause, Predicate
from loaders.extraction.context import Context, Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.items import Item
from loaders.extraction.phrases import Phrase, amount_of, nominative
from loaders.extraction.roles import Roles

SUPPLY = frozenset({"supply", "offer"})
GETTING = frozenset({"acquire", "request", "order", "need"})
FIELD = frozenset({"CN", "RU", "HK", "MO", "BY"})
WITH_GOODS = frozenset({"versorgen", "beliefern", "ausrüsten", "supply", "provide", "furnish"})
ASK_FOR = frozenset({"bitten", "ersuchen", "anfragen", "ask"})


@dataclass(slots=True)
class Frame:
    """One transfer as a clause states it, before it is spread over parties and goods."""

    suppliers: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    via: list[Party] = field(default_factory=list)
    goods: list[Phrase] = field(default_factory=list)
    back: bool = False


def transfers(reading: Reading, clause: Clause) -> list[Draft]:
    """Read the transfers and offers of a clause; completes earlier claims where it only takes them up."""
    out: list[Draft] = []
    for predicate in clause.predicates:
        frame_name = predicate.verb.frame
        if frame_name not in SUPPLY and frame_name not in GETTING and not _arrival(predicate):
            continue
        if _speech_only(clause, predicate):
            continue
        frame = _frame(reading, clause, predicate)
        if frame is None:
            continue
        out += _spread(reading, clause, frame, predicate)
        if out:
            break
    return out


ARRIVING = frozenset({"gelangen", "kommen", "gehen", "fließen", "come", "go", "arrive", "cross", "travel", "reach"})


def _arrival(predicate: Predicate) -> bool:
    """ "300 Servomotoren gelangten nach X": goods that arrive were sent by somebody."""
    return predicate.verb.frame == "move" and predicate.verb.lemma in ARRIVING


def _arrived(reading: Reading, clause: Clause, roles: Roles, frame: Frame) -> None:
    """Only new goods with a recipient count; goods that were named before only have their way told."""
    pack = reading.context.pack
    frame.recipients = _parties(roles.by(pack.words("to")), reading, clause)
    frame.suppliers = [
        one
        for one in _parties(roles.by(pack.words("from")), reading, clause)
        if one.form != "named" or one.kind != "place"
    ]
    frame.goods = [
        phrase
        for phrase in frame.goods
        if (phrase.quantity or parts.known(phrase, reading.context))
        and not phrase.definite
        and phrase.head not in pack.words("anaphoric_goods")
    ]
    if not frame.recipients:
        frame.goods = []
    if pack.phrase("same_way").search(reading.sentence.text):
        frame.via = [party for draft in reading.context.recent[:1] for party in draft.via]


def _speech_only(clause: Clause, predicate: Predicate) -> bool:
    """ "offer" and "ask" before an infinitive ("offered to help") say nothing of goods."""
    following = clause.items[predicate.index + 1 : predicate.index + 2]
    return (
        predicate.verb.lemma in ("offer", "ask", "move", "get")
        and bool(following)
        and following[0].low in ("to", "questions", "whether")
    )


def _frame(reading: Reading, clause: Clause, predicate: Predicate) -> Frame | None:
    context = reading.context
    roles = parts.roles_of(clause, predicate, context)
    frame = Frame()
    lemma = predicate.verb.lemma
    preps: tuple[str, ...] = ("",)
    if lemma in WITH_GOODS and not predicate.passive:
        preps = ("mit", "with", "")
        if any(phrase.kind == "goods" and phrase.prep in ("mit", "with") for phrase in roles.phrases):
            preps = ("mit", "with")
    if lemma in ASK_FOR:
        preps = ("um", "for", "nach")
    if predicate.verb.frame == "request" and lemma not in ASK_FOR:
        preps = ("",)
    parts.choose_goods(roles, preps, context)
    frame.goods, frame.back = roles.goods, roles.back
    if predicate.verb.frame == "move":
        _arrived(reading, clause, roles, frame)
    elif predicate.verb.frame in SUPPLY:
        _supply(reading, clause, predicate, roles, frame)
    else:
        _get(reading, clause, predicate, roles, frame)
    _way(reading, clause, roles, frame, predicate)
    return frame


def _party(phrase: Phrase, reading: Reading, clause: Clause) -> Party | None:
    return parts.party(phrase, reading.context, clause.items)


def _parties(phrases: list[Phrase], reading: Reading, clause: Clause) -> list[Party]:
    found = [_party(phrase, reading, clause) for phrase in phrases]
    return [one for one in found if one is not None]


def _supply(reading: Reading, clause: Clause, predicate: Predicate, roles: Roles, frame: Frame) -> None:
    pack = reading.context.pack
    to = roles.by(pack.words("to"))
    frame.recipients = _parties(
        [phrase for phrase in to if phrase.item and phrase.item.kind != "place"] or to, reading, clause
    )
    sources = roles.by(pack.words("from"))
    if predicate.passive:
        agents = roles.by(pack.words("by")) or sources
        frame.suppliers = _parties(agents, reading, clause)
        if not frame.goods and not roles.bare:
            _antecedent_goods(reading, clause, frame)
        if roles.bare and not frame.recipients:  # "Russland wurden Waffen geliefert"
            frame.recipients = _parties(roles.bare, reading, clause)
        return
    subjects, objects = _bare(clause, predicate, roles, pack.language)
    frame.suppliers = _parties(subjects, reading, clause)
    if objects and not frame.recipients:
        frame.recipients = _parties(objects, reading, clause)
    if not frame.suppliers:
        subject = _subject(reading, clause, roles)
        frame.suppliers = [subject] if subject else []
    if not frame.suppliers and sources:
        frame.suppliers = _parties(sources, reading, clause)
    if not frame.goods and clause.kind == "relative":
        _antecedent_goods(reading, clause, frame)


def _get(reading: Reading, clause: Clause, predicate: Predicate, roles: Roles, frame: Frame) -> None:
    pack = reading.context.pack
    sources = roles.by(pack.words("from") | {"bei"})
    frame.suppliers = _parties(sources, reading, clause)
    if predicate.passive:
        frame.recipients = _parties(roles.by(pack.words("by")), reading, clause)
        if pack.language == "de" and not frame.recipients:
            agents = [phrase for phrase in sources if phrase.prep in ("von", "vom")]
            frame.recipients = _parties(agents, reading, clause)
            frame.suppliers = _parties([phrase for phrase in sources if phrase not in agents], reading, clause)
        return
    subjects, objects = _bare(clause, predicate, roles, pack.language)
    frame.recipients = _parties(subjects, reading, clause)
    if objects and not frame.suppliers:
        frame.suppliers = _parties(objects, reading, clause)
    if not frame.recipients:
        subject = _subject(reading, clause, roles)
        frame.recipients = [subject] if subject else []
    if not frame.goods and clause.kind == "relative":
        _antecedent_goods(reading, clause, frame)


def _bare(clause: Clause, predicate: Predicate, roles: Roles, language: str) -> tuple[list[Phrase], list[Phrase]]:
    """Split the parties without preposition into subject and indirect object, each with what is joined to it."""
    clusters: list[list[Phrase]] = []
    for phrase in roles.bare:
        if clusters and phrase.joined:
            clusters[-1].append(phrase)
        else:
            clusters.append([phrase])
    if language == "en":
        before = [cluster for cluster in clusters if cluster[0].index < predicate.index]
        after = [cluster for cluster in clusters if cluster[0].index > predicate.index]
        return (before[-1] if before else []), (after[0] if after else [])
    if roles.pronoun:
        return [], clusters[0] if clusters else []
    datives = [cluster for cluster in clusters if cluster[0].item and cluster[0].item.case == "dat"]
    others = [cluster for cluster in clusters if cluster not in datives]
    if (
        clause.kind == "relative"
        and clause.opener in ("die", "der", "das")
        and others
        and not datives
        and len(others) == 1
        and roles.goods
    ):
        return [], others[0]
    subject = others[0] if others else []
    indirect = datives[0] if datives else (others[1] if len(others) > 1 else [])
    return subject, indirect


def _subject(reading: Reading, clause: Clause, roles: Roles) -> Party | None:
    """The subject that a clause leaves out or names by a pronoun: of its parent, else the last party."""
    context = reading.context
    place = reading.clauses.index(clause)
    if clause.kind == "relative" or not roles.pronoun or _within(clause, reading):
        before = _before(reading, clause)
        if clause.kind == "relative":
            return before[-1].party if before and _adjacent(before[-1], clause) else None
        for earlier in range(place - 1, -1, -1):
            found = _clause_subject(reading, reading.clauses[earlier])
            if found is not None:
                return found
    if roles.pronoun:
        own = [item for item in _before(reading, clause) if item.kind == "party"]
        if own:
            return own[0].party
        quoted = _speaker_party(reading)
        return quoted or (context.parties[-1] if context.parties else None)
    return None


def _within(clause: Clause, reading: Reading) -> bool:
    return clause.quoted is False and reading.clauses.index(clause) > 0


def _speaker_party(reading: Reading) -> Party | None:
    """ "We have never ...", said by the lawyer of a firm that the sentence before names."""
    parties = reading.context.parties
    return parties[-1] if parties else None


def _before(reading: Reading, clause: Clause) -> list[Item]:
    start = clause.items[0].start
    kinds = ("party", "country", "group")
    return [item for item in reading.items if item.kind in kinds and item.end <= start]


def _adjacent(item: Item, clause: Clause) -> bool:
    return clause.items[0].start - item.end <= 3


def _clause_subject(reading: Reading, clause: Clause) -> Party | None:
    roles = parts.roles_of(clause, None, reading.context)
    for phrase in roles.bare:
        if phrase.item and phrase.item.case != "dat":
            return parts.party(phrase, reading.context, clause.items)
    return None


def _antecedent_goods(reading: Reading, clause: Clause, frame: Frame) -> None:
    """Goods before a relative clause or a participle: the list of nouns that ends right before it."""
    place = reading.clauses.index(clause)
    if place == 0:
        return
    parent = reading.clauses[place - 1]
    phrases = [phrase for phrase in parts.roles_of(parent, None, reading.context).phrases if phrase.kind == "goods"]
    if not phrases or clause.items[0].start - phrases[-1].end > 3:
        return
    chosen = [phrases[-1]]
    while phrases[-len(chosen)].joined and len(chosen) < len(phrases):
        chosen.insert(0, phrases[-len(chosen) - 1])
    frame.goods = [phrase for phrase in chosen if parts.acceptable(phrase, reading.context)]
    frame.back = bool(frame.goods) and all(parts.anaphoric(phrase, reading.context) for phrase in frame.goods)


def _way(reading: Reading, clause: Clause, roles: Roles, frame: Frame, predicate: Predicate) -> None:
    pack = reading.context.pack
    words = pack.words("via") | (frozenset() if predicate.passive and pack.language == "de" else pack.words("through"))
    for found in _parties(roles.by(words), reading, clause):
        if found not in frame.recipients and (found.form != "group" or found.country):
            frame.via.append(found)


def _spread(reading: Reading, clause: Clause, frame: Frame, predicate: Predicate) -> list[Draft]:
    """One claim per supplier, recipient and goods."""
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
    goods = _goods_names(reading, clause, frame)
    if goods is None:
        return []
    kind: Literal["offer", "transfer"] = "offer" if predicate.verb.frame == "offer" else "transfer"
    if any(item.low in context.pack.words("stopped") for item in clause.items):
        return []
    if kind == "transfer" and not frame.suppliers and not frame.recipients:
        return []
    if predicate.verb.frame == "need" and not frame.suppliers:
        return []
    if (
        judged == "sought"
        and not frame.recipients
        and predicate.verb.frame == "supply"
        and (hoper := _hoper(reading, clause))
    ):
        frame.recipients = [hoper]
    drafts = []
    for name, phrase in goods:
        for supplier, recipient in _pairs(frame, phrase):
            draft = Draft(kind, [reading.sentence], supplier=supplier, recipient=recipient, goods=name, modality=judged)
            _fill(draft, phrase, frame, context)
            drafts.append(draft)
    _values(drafts, goods, clause, kind)
    _dates(drafts, reading, clause)
    return drafts


def _hoper(reading: Reading, clause: Clause) -> Party | None:
    """ "Moskau hofft, dass China sie liefert": who hopes is who shall receive."""
    if clause.parent is None:
        return None
    parent = reading.clauses[clause.parent]
    if not any(one.verb.frame in ("hope", "request") for one in parent.predicates):
        return None
    return _clause_subject(reading, parent)


def _pairs(frame: Frame, phrase: Phrase | None) -> list[tuple[Party | None, Party | None]]:
    """Suppliers and recipients of one kind of goods; "Bauteile chinesischer Firmen" has a supplier of its own."""
    suppliers: list[Party | None] = [*frame.suppliers]
    if not suppliers and phrase is not None and phrase.owner is not None and phrase.owner.kind != "anaphor":
        suppliers = [phrase.owner.party]
    recipients: list[Party | None] = [*frame.recipients]
    return [(supplier, recipient) for supplier in suppliers or [None] for recipient in recipients or [None]]


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
        else:
            names.append((nominative(phrase, context.pack), phrase))
    offered = any(one.verb.frame == "offer" and one.passive for one in clause.predicates)
    if not names:
        if (
            context.goods
            and _object_pronoun(clause, offered, context)
            and (frame.suppliers or frame.recipients or offered)
        ):
            names = [(name, None) for name in context.goods[-1:]]
    return names or None


def _object_pronoun(clause: Clause, offered: bool, context: Context) -> bool:
    """Whether "it", "them", "sie" is what is supplied and not who supplies."""
    verb = min((one.index for one in clause.predicates), default=0)
    for index, item in enumerate(clause.items):
        if item.kind != "word" or item.low not in ("sie", "diese", "es", "them", "it"):
            continue
        if offered or context.pack.language == "en":
            return offered or index > verb
        return any(
            other.kind in ("country", "group", "party", "anaphor") or other.low == "es"
            for other in clause.items[:index]
        )
    return False


def _taken_up(phrase: Phrase, context: Context) -> list[str]:
    same = [name for name in context.goods if name.lower().split()[-1] == phrase.head]
    return same or context.goods[-1:]


def _fill(draft: Draft, phrase: Phrase | None, frame: Frame, context: Context) -> None:
    draft.via = [party for party in frame.via if party not in (draft.supplier, draft.recipient)]
    if phrase is None:
        draft.flag("goods_resolved")
        return
    draft.quantity = amount_of(phrase.quantity)
    draft.model = phrase.model
    draft.origin = phrase.origin
    if not phrase.bare_unit and parts.known(phrase, context):
        draft.confidence = 0.75
    if frame.back:
        draft.flag("goods_resolved")


def _values(drafts: list[Draft], goods: list[tuple[str, Phrase | None]], clause: Clause, kind: str) -> None:
    sums = parts.values(clause.items)
    if not sums:
        return
    names = [name for name, _ in goods]
    for draft in drafts:
        if len(sums) == len(goods):
            amount, each = sums[names.index(draft.goods or "")]
        elif len(goods) == 1:
            amount, each = sums[0]
        else:
            continue
        draft.value = amount
        if each or kind == "offer":
            draft.flag("unit_price")


def _dates(drafts: list[Draft], reading: Reading, clause: Clause) -> None:
    first, last, relative = parts.dates(clause.items)
    if first is None and last is None:
        place = reading.clauses.index(clause)
        speech = {"say", "deny", "fear", "accuse", "request"}
        around = [reading.clauses[index] for index in (place - 1, place + 1) if 0 <= index < len(reading.clauses)]
        for other in around:
            if other.quoted == clause.quoted and not any(one.verb.frame in speech for one in other.predicates):
                first, last, relative = parts.dates(other.items)
            if first or last:
                break
    if any(one.verb.frame in ("request", "order") for one in clause.predicates):
        return
    for draft in drafts:
        draft.start, draft.end = first, last
        if relative and (first or last):
            draft.flag("date_relative")


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
            item.low in pack.words("nominal_supply")
            and not verb_here
            and (pack.language == "en" or item.text[0].isupper())
        ):
            if drafts := _exports(reading, clause, index):
                return drafts
    for index, item in enumerate(items):
        if item.low.split(" ")[-1] in pack.words("nominal_supplier") or (
            item.kind in ("group", "anaphor") and item.low.split(" ")[-1] in pack.words("nominal_supplier")
        ):
            if drafts := _supplier(reading, clause, index):
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
        if phrase.kind == "goods" and phrase.prep in ("of", "von", "mit") and phrase.index <= 2
    ]
    run: list[Phrase] = []
    for phrase in objects or []:
        run.append(phrase)
    frame.goods = [phrase for phrase in run if parts.acceptable(phrase, context)]
    frame.suppliers = _parties(roles.by(frozenset({"from", "aus"})), reading, tail)[:1]
    frame.recipients = _parties(roles.by(pack.words("to")), reading, tail)[:1]
    before = clause.items[index - 1] if index else None
    if before is not None and before.kind == "adjective" and not frame.suppliers and before.code:
        frame.suppliers = []
    if not frame.goods or not frame.suppliers or not frame.recipients:
        return []
    judged = modality(clause, reading.clauses, reading.sentence, reading.attribution, context.chain, pack, "supply")
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
    _values(drafts, [(draft.goods or "", None) for draft in drafts], clause, "transfer")
    _dates(drafts, reading, clause)
    return drafts


def _supplier(reading: Reading, clause: Clause, index: int) -> list[Draft]:
    """ "Russland ist ein Lieferant von X für China": supplier is the subject, the goods follow the noun."""
    context = reading.context
    pack = context.pack
    if not any(
        item.low in ("ist", "sind", "bleibt", "war", "is", "are", "remains", "was") for item in clause.items[:index]
    ):
        return []
    head = parts.roles_of(Clause(clause.items[:index]), None, context)
    tail_items = clause.items[index + 1 :]
    tail = parts.roles_of(Clause(tail_items), None, context)
    goods = [
        phrase
        for phrase in tail.phrases
        if phrase.kind == "goods" and phrase.prep in ("", "of", "von") and parts.acceptable(phrase, context)
    ]
    to = tail.by(frozenset({"to", "für", "for", "an"}))
    if not head.bare or not goods or not to:
        return []
    suppliers, recipients = _parties(head.bare[:1], reading, clause), _parties(to[:1], reading, clause)
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


def prohibited(reading: Reading) -> bool:
    """A prohibition or a licence rule is no delivery."""
    return reading.context.pack.phrase("prohibited").search(reading.sentence.text) is not None


def relevant(draft: Draft, others: list[Draft]) -> bool:
    """China, Russia or an intermediary between them must take part (CLAIMS.md, rule 9)."""
    if draft.countries() & FIELD:
        return True
    if draft.kind == "offer" and not draft.countries():
        return bool(draft.around & FIELD)  # "on Chinese platforms it is on sale"
    names = {party.surface for party in (draft.supplier, draft.recipient) if party and party.form == "named"}
    for other in others:
        if other is not draft and other.kind == "transfer" and other.countries() & FIELD:
            if names & {party.surface for party in (other.supplier, other.recipient) if party}:
                return True
    return False
