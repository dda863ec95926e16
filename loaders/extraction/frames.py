"""Transfers and offers: verbs of supply, of getting and of asking, and the nouns that stand for them."""

from __future__ import annotations

from itertools import pairwise

from graph.model import Party
from loaders.extraction import english_frames, french_frames, german
from loaders.extraction import roles as parts
from loaders.extraction.arrivals import arrival, arrived, progressive, without_seats
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context, Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.finds import in_weapon
from loaders.extraction.lexicon import Pack
from loaders.extraction.phrases import Phrase
from loaders.extraction.predicates import Predicate
from loaders.extraction.roles import Roles
from loaders.extraction.spread import Frame, handed_on, spread
from loaders.extraction.subjects import (
    bare,
    clause_subject,
    for_whom,
    led_antecedent,
    own_country,
    parties,
    subject_of,
    with_joined,
)

GOVERNING = frozenset({"deny", "plan", "say", "start", "fear"})  # "denied supplying", "considers sending"
NOBODY = frozenset({"nobody", "someone", "somebody", "anyone", "anybody", "everyone", "everybody"})
SUPPLY = frozenset({"supply", "offer"})
GETTING = frozenset({"acquire", "request", "order", "need"})
WITH_GOODS = frozenset(
    {
        "versorgen",
        "beliefern",
        "ausrüsten",
        "ausstatten",
        "aushelfen",
        "eindecken",
        "supply",
        "provide",
        "furnish",
        "equip",
        "arm",
        "present",
    }
)
ASK_FOR = frozenset({"turn", "appeal", "wenden", "bitten", "ersuchen", "anfragen", "ask", "bemühen"})


def transfers(reading: Reading, clause: Clause) -> list[Draft]:
    """Read the transfers and offers of a clause; completes earlier claims where it only takes them up."""
    out: list[Draft] = []
    for predicate in clause.predicates:
        frame_name = predicate.verb.frame
        if english_frames.pays(reading.context.pack, predicate):
            out += _paid_for(reading, clause, predicate)
            continue
        if (
            frame_name not in SUPPLY
            and frame_name not in GETTING
            and not arrival(clause, predicate, reading.context.pack)
        ):
            continue
        if (
            _speech_only(clause, predicate)
            or NOBODY & set(clause.words[: predicate.index])
            or (frame_name == "acquire" and french_frames.from_wreck(reading, predicate))
        ):
            continue
        if reading.context.pack.language == "fr" and (
            french_frames.other_wish(clause, predicate) or in_weapon(reading, clause, predicate)
        ):
            continue
        frame = _frame(reading, clause, predicate)
        if frame is None or _lacks(frame, clause, predicate, reading.context.pack):
            continue
        out += spread(reading, clause, frame, predicate, _hoper(reading, clause))
        if out:
            break
    return out


def _paid_for(reading: Reading, clause: Clause, predicate: Predicate) -> list[Draft]:
    """ "X paid Y $3 million for 40 lathes", "Y invoiced X ... for 40 lathes": Y has delivered them to X."""
    context = reading.context
    roles = parts.roles_of(clause, predicate, context)
    parts.choose_goods(roles, ("for",), context, predicate)
    subjects, objects = bare(clause, predicate, roles, context.pack.language)
    payers, payees = (
        parties(subjects, reading, clause),
        parties(objects or roles.by(frozenset({"to"})), reading, clause),
    )
    sure = [one for one in roles.goods if one.quantity or parts.known(one, context)]
    if not sure or not payers or not payees:
        return []
    frame = Frame(suppliers=payees, recipients=payers, goods=sure)
    if predicate.verb.frame != "pay":
        frame.suppliers, frame.recipients = payers, payees
    return spread(reading, clause, frame, predicate, None)


def _lacks(frame: Frame, clause: Clause, predicate: Predicate, pack: Pack) -> bool:
    """ "took 200 pumps from X" has a source, "listed robots at 500 yuan" a price; without them the words mean else."""
    lemma = predicate.verb.lemma
    if predicate.verb.frame == "acquire" and lemma in pack.words("needs_source"):
        return not frame.suppliers
    if predicate.verb.frame == "supply" and lemma in pack.words("needs_goal"):  # "took 15 cameras to Russia"
        return not frame.recipients or not any(
            one.quantity or one.head in pack.words("goods_heads") for one in frame.goods
        )
    return predicate.verb.frame == "offer" and lemma in pack.words("needs_price") and not parts.values(clause.items)


def _speech_only(clause: Clause, predicate: Predicate) -> bool:
    """ "offer" and "ask" before an infinitive ("offered to help") say nothing of goods."""
    following = clause.items[predicate.index + 1 : predicate.index + 2]
    return (
        predicate.verb.lemma in ("offer", "ask", "move", "get", "want")
        and bool(following)
        and following[0].low in ("to", "questions", "whether")
    )


def _frame(reading: Reading, clause: Clause, predicate: Predicate) -> Frame | None:
    context = reading.context
    roles = parts.roles_of(clause, predicate, context)
    roles.phrases += led_antecedent(reading, clause)
    frame = Frame()
    lemma = predicate.verb.lemma
    preps: tuple[str, ...] = ("",)
    if lemma in WITH_GOODS and (not predicate.passive or _equipped(predicate, roles)):
        preps = ("mit", "with", "")
        if any(phrase.kind == "goods" and phrase.prep in ("mit", "with") for phrase in roles.phrases):
            preps = ("mit", "with")
    if lemma in context.pack.words("equip") and (under := french_frames.equipped_with(predicate, roles)):
        preps = under
    if lemma in context.pack.words("equip_en") and any(
        phrase.kind == "goods" and phrase.prep == "en" for phrase in roles.phrases
    ):
        preps = ("en",)
    if lemma in ASK_FOR:
        preps = ("um", "for", "nach", "wegen")
    pitched = ("for", "für", "pour", "with")
    if lemma in context.pack.words("goods_for") and any(
        one.kind == "goods" and one.prep in pitched and parts.acceptable(one, context) for one in roles.phrases
    ):
        preps = pitched
    elif predicate.verb.frame == "request" and lemma not in ASK_FOR:
        preps = ("",)
    parts.choose_goods(roles, preps, context, predicate)
    if predicate.passive and not roles.goods and context.pack.language == "en" and roles.bare:
        parts.choose_goods(roles, preps, context)  # "buyers were offered X"
    if not roles.goods and context.pack.language == "en" and not predicate.passive:
        roles.goods = english_frames.set_before(clause, roles, predicate, context)
        roles.back = bool(roles.goods) and all(parts.anaphoric(phrase, context) for phrase in roles.goods)
    if _abstract_object(clause, predicate, roles, context):
        return None
    frame.goods, frame.back = roles.goods, roles.back
    if predicate.verb.frame == "move":
        arrived(reading, clause, predicate, roles, frame)
    elif predicate.verb.frame in SUPPLY and not (
        context.pack.language == "de" and german.had_done(clause.words, lemma)
    ):
        _supply(reading, clause, predicate, roles, frame)
    else:
        _get(reading, clause, predicate, roles, frame)
    _way(reading, clause, roles, frame, predicate)
    return frame


def _abstract_object(clause: Clause, predicate: Predicate, roles: Roles, context: Context) -> bool:
    """ "provides support to X": what stands right after the verb is no goods, so nothing further on is."""
    moved = context.pack.language == "fr" and predicate.verb.frame == "move"  # "ont fini leur course chez X"
    if context.pack.language == "de" or predicate.passive or moved:
        return False
    first = next(
        (
            phrase
            for phrase in roles.phrases
            if phrase.index > predicate.index and phrase.prep == "" and phrase.kind == "goods"
        ),
        None,
    )
    return first is not None and not parts.acceptable(first, context) and first.index - predicate.index <= 4


def _supply(reading: Reading, clause: Clause, predicate: Predicate, roles: Roles, frame: Frame) -> None:
    pack = reading.context.pack
    goal = pack.words("to") | (pack.words("for") if predicate.verb.lemma in pack.words("meant_for") else frozenset())
    goal |= pack.words("to_arrive") if predicate.verb.lemma in pack.words("carrying") else frozenset()
    goal |= pack.words("offer_to") if predicate.verb.frame == "offer" else frozenset()
    to = without_seats(roles.by(goal))
    named = [phrase for phrase in to if phrase.item and not (phrase.item.kind == "place" or phrase.item.weak)]
    frame.recipients = parties(named or to, reading, clause)
    if frame.recipients and all(one.kind == "place" for one in frame.recipients):
        frame.recipients = _received_there(reading, clause) or frame.recipients
    frame.recipients = frame.recipients or french_frames.antecedent(reading, clause, pack.words("to"))
    sources = roles.by(pack.words("from"))
    if predicate.passive and _equipped(predicate, roles):  # "X was supplied with radars by Y"
        frame.recipients = frame.recipients or parties(roles.bare, reading, clause)
        frame.suppliers = parties(roles.by(pack.words("by")), reading, clause)
        return
    if predicate.passive:
        agents = roles.by(pack.words("by")) or sources
        if pack.language == "de" and sources:
            agents = [one for one in agents if not german.passed_through(one)] or sources
        if pack.language != "de":
            agents = [phrase for phrase in agents if phrase.index > predicate.index]
        frame.suppliers = parties(agents, reading, clause)
        if pack.language == "fr" and (agent := french_frames.agent(reading, clause, predicate)) is not None:
            frame.suppliers = [agent]
        if not frame.goods and (not roles.bare or pack.language == "de"):
            _antecedent_goods(reading, clause, frame)
        if pack.language == "fr" and not frame.suppliers:
            frame.suppliers = french_frames.ours(reading, clause)
        if pack.language == "fr" and predicate.index == 0 and frame.suppliers and not frame.recipients:
            french_frames.held(reading, clause, roles, frame)
        if pack.language == "fr" and not frame.recipients and french_frames.reached(reading, clause, frame):
            return
        if roles.bare and not frame.recipients:  # "Russland wurden Waffen geliefert"
            frame.recipients = parties(roles.bare, reading, clause)
        return
    if pack.language == "fr" and french_frames.fitted(reading, clause, predicate, roles, frame):
        return
    subjects, objects = bare(clause, predicate, roles, pack.language)
    if french_frames.inverted(clause, predicate, subjects, pack):  # "que lui avait vendus X"
        subjects, objects = objects, []
    if own := own_country(reading, clause):
        frame.suppliers, frame.recipients = [own], frame.recipients or parties(subjects or objects, reading, clause)
        return
    if pack.language == "en" and predicate.verb.form == "gerund" and not progressive(clause, predicate, pack):
        governed = any(one.index < predicate.index and _governs(one) for one in clause.predicates)
        blamed = [one for one in clause.predicates if one.verb.frame == "accuse" and one.index < predicate.index]
        subjects = subjects if governed else _gerund_subject(clause, predicate, roles)
        if not subjects and english_frames.accused(clause):  # "X is under investigation for supplying ..."
            subjects = roles.bare[:1]
        if blamed and not blamed[0].passive:  # "suspects X of taking ..."
            subjects = [one for one in roles.bare if blamed[0].index < one.index < predicate.index][:1]
        if blamed and not subjects:
            frame.goods = []
            return
        if not subjects and _after_noun(clause, predicate, pack):
            return
    frame.suppliers = parties(for_whom(clause, predicate, roles) or subjects, reading, clause)
    urged = [one for one in clause.predicates if one.verb.frame == "request" and one.index < predicate.index]
    if pack.language == "en" and urged and predicate.verb.form == "infinitive" and not urged[0].passive:
        asked = [one for one in roles.bare if urged[0].index < one.index < predicate.index]
        asking = [one for one in roles.bare if one.index < urged[0].index]
        if asked and asking:  # "X is urging Y to sell"
            frame.suppliers, objects = parties(asked[:1], reading, clause), objects or asking[-1:]
    if objects and not frame.recipients:
        frame.recipients = parties(objects, reading, clause)
    if not frame.suppliers:
        frame.suppliers = with_joined(subject_of(reading, clause, roles), reading, clause)
    if pack.language == "fr":
        sources = [one for one in french_frames.after(sources, predicate) if one.item and one.item.kind != "place"]
    if not frame.suppliers and sources:
        frame.suppliers = parties(sources, reading, clause)
    if roles.pronoun or (subjects and subjects[0].item and subjects[0].item.kind == "anaphor"):
        handed_on(frame, reading, predicate)
    if not frame.recipients and french_frames.to_pronoun(clause, pack):
        frame.recipients = french_frames.other(reading, clause, frame)
    if not frame.goods and (clause.kind == "relative" or clause.opener in ("que", "qu'", "that")):
        _antecedent_goods(reading, clause, frame)


def _governs(one: Predicate) -> bool:
    """ "denies supplying", "was accused of supplying": both verbs have one subject."""
    return one.verb.frame in GOVERNING or (one.verb.frame == "accuse" and one.passive)


def _equipped(predicate: Predicate, roles: Roles) -> bool:
    """ "supplied with", "mit ... beliefert": the goods stand under "with", and the subject gets them."""
    return predicate.verb.lemma in WITH_GOODS and any(
        phrase.kind == "goods" and phrase.prep in ("mit", "with") for phrase in roles.phrases
    )


def _received_there(reading: Reading, clause: Clause) -> list[Party]:
    """ "sold them to Perm, where X took them over": X is who got them."""
    following = reading.clauses.index(clause) + 1
    if following >= len(reading.clauses) or reading.clauses[following].opener not in ("wo", "where", "où"):
        return []
    found = clause_subject(reading, reading.clauses[following])
    return [found] if found is not None and found.kind == "company" else []


def _gerund_subject(clause: Clause, predicate: Predicate, roles: Roles) -> list[Phrase]:
    """ "the DPRK providing ammunition": the party right before the -ing form; "denies supplying": that of the verb."""
    if any(one.index == predicate.index - 1 for one in clause.predicates):
        return [phrase for phrase in roles.bare if phrase.index < predicate.index - 1][-1:]
    return [phrase for phrase in roles.phrases if phrase.kind == "party" and phrase.index == predicate.index - 1]


def _after_noun(clause: Clause, predicate: Predicate, pack: Pack) -> bool:
    """ "vessels shipping arms": the noun right before is the subject, and it is no party."""
    before = clause.items[predicate.index - 1] if predicate.index else None
    if any(one.index == predicate.index - 1 for one in clause.predicates):
        return False  # "denies supplying"
    if before is None or before.kind != "word" or not before.text[0].isalpha():
        return False
    return before.low not in pack.words("before_gerund")


def _get(reading: Reading, clause: Clause, predicate: Predicate, roles: Roles, frame: Frame) -> None:
    pack = reading.context.pack
    sources = roles.by(pack.words("from") | pack.words("source") | {"bei"})
    sources = [one for one in sources if not (one.prep == "à" and one.item and french_frames.town(one.item))]
    if pack.language == "fr":
        sources = french_frames.after(sources, predicate)
    if predicate.verb.frame == "order":
        sources = sources or roles.by(pack.words("with"))
    if predicate.verb.frame == "request":
        sources = sources or [one for one in roles.by(frozenset({"to"})) if predicate.verb.lemma in ASK_FOR]
    if pack.language == "de" and predicate.verb.lemma in pack.words("bought_in") and not sources:
        sources = [one for one in roles.by(frozenset({"in"})) if one.item and one.item.kind == "country"][:1]
    if predicate.verb.frame == "request" and pack.language == "de":  # "fragte in Peking wegen 25 Radaren an"
        sources = sources or [one for one in roles.by(frozenset({"in"})) if one.item and one.item.weak]
    if predicate.verb.lemma == "se faire":
        sources = sources or roles.by(pack.words("by"))
    frame.suppliers = parties(sources, reading, clause)
    if not sources:
        frame.suppliers = french_frames.antecedent(reading, clause, pack.words("from") | pack.words("source"))
    if predicate.passive:
        frame.recipients = parties(roles.by(pack.words("by")), reading, clause)
        if pack.language == "fr" and not frame.recipients:
            frame.recipients = parties(french_frames.waiting(clause, predicate, roles), reading, clause)
        if predicate.verb.frame == "request" and pack.language == "en":  # "X has been asked by Y for Z"
            frame.suppliers = frame.suppliers or parties(roles.bare[:1], reading, clause)
        if pack.language == "de" and not frame.recipients:
            agents = [phrase for phrase in sources if phrase.prep in ("von", "vom")]
            frame.recipients = parties(agents, reading, clause)
            frame.suppliers = parties([phrase for phrase in sources if phrase not in agents], reading, clause)
        if not frame.goods and (place := reading.clauses.index(clause)):
            _antecedent_goods(reading, clause, frame)
            earlier = (clause_subject(reading, reading.clauses[number]) for number in range(place - 1, -1, -1))
            buyer = next((one for one in earlier if one is not None), None)
            frame.recipients = frame.recipients or ([buyer] if buyer and frame.goods and frame.suppliers else [])
            if pack.language == "fr" and not frame.suppliers:  # "fournit un tiers des composants importés par X"
                sent = any(one.verb.frame == "supply" for one in reading.clauses[place - 1].predicates)
                frame.suppliers = [buyer] if sent and buyer is not None else []
                frame.goods = frame.goods if frame.suppliers else []
        if pack.language == "fr" and frame.suppliers and not frame.recipients:
            french_frames.reached(reading, clause, frame)
        return
    subjects, objects = bare(clause, predicate, roles, pack.language)
    frame.recipients = parties(subjects, reading, clause)
    if objects and not frame.suppliers:
        frame.suppliers = parties(objects, reading, clause)
    if not frame.recipients:
        frame.recipients = with_joined(subject_of(reading, clause, roles), reading, clause)
    if not frame.suppliers and frame.recipients and any(word in pack.words("to_pronoun") for word in clause.words):
        frame.suppliers = french_frames.other(reading, clause, Frame(suppliers=frame.recipients))
    if not frame.goods and (clause.kind == "relative" or clause.opener in ("que", "qu'", "that")):
        _antecedent_goods(reading, clause, frame)


def _antecedent_goods(reading: Reading, clause: Clause, frame: Frame) -> None:
    """Goods before a relative clause or a participle: the list of nouns that ends right before it."""
    place = reading.clauses.index(clause)
    if place == 0:
        return
    parent = reading.clauses[place - 1]
    start = clause.items[0].start
    phrases = parts.roles_of(parent, None, reading.context).phrases
    phrases = [phrase for phrase in phrases if phrase.kind == "goods" and phrase.start < start]
    if not phrases or clause.items[0].start - phrases[-1].end > 3:
        frame.goods = _shared_goods(phrases, reading, clause)
        taken_up = [parts.anaphoric(phrase, reading.context) for phrase in frame.goods]
        frame.back = reading.context.pack.language == "en" and bool(taken_up) and all(taken_up)
        return
    chosen = [phrases[-1]]
    while phrases[-len(chosen)].joined and len(chosen) < len(phrases):
        chosen.insert(0, phrases[-len(chosen) - 1])
    frame.goods = [phrase for phrase in chosen if parts.acceptable(phrase, reading.context)]
    frame.back = bool(frame.goods) and all(parts.anaphoric(phrase, reading.context) for phrase in frame.goods)


def _shared_goods(phrases: list[Phrase], reading: Reading, clause: Clause) -> list[Phrase]:
    """Goods further back: the subject of "X left the port and was handed to Y", the object of a late "which"."""
    known = [one for one in phrases if one.prep == "" and parts.known(one, reading.context)]
    sure = [one for one in known if one.head not in reading.context.pack.words("anaphoric_goods")]
    return sure[-1:] if clause.kind == "relative" else sure[:1]


def _way(reading: Reading, clause: Clause, roles: Roles, frame: Frame, predicate: Predicate) -> None:
    pack = reading.context.pack
    words = pack.words("via") | (pack.words("through") - (pack.words("by") if predicate.passive else frozenset()))
    for before, phrase in pairwise(roles.phrases):  # "by way of the rail hub of X"
        of = phrase.kind == "party" and phrase.prep in ("of", "de") and before.prep in words
        if of and (before.kind == "goods" or phrase.joined):
            phrase.prep = before.prep
    if pack.language == "de":
        words |= {"durch"} if any(german.passed_through(one) for one in roles.phrases) else frozenset()
    ways = [phrase for phrase in roles.by(words) if not french_frames.other_agent(phrase, clause, predicate, pack)]
    for found in parties(ways, reading, clause):
        if found not in frame.recipients and (found.form != "group" or found.country):
            frame.via.append(found)


def _hoper(reading: Reading, clause: Clause) -> Party | None:
    """ "Moskau hofft, dass China sie liefert": who hopes is who shall receive."""
    if clause.parent is None:
        return None
    parent = reading.clauses[clause.parent]
    if not any(one.verb.frame in ("hope", "request") for one in parent.predicates):
        return None
    return clause_subject(reading, parent)
