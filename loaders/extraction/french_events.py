"""Events between firms in French: "X et Y ont signé un accord", "les deux entreprises ont conclu un partenariat"."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.events import date_of, topic_of
from loaders.extraction.item import Item
from loaders.extraction.phrases import Phrase

TAUGHT = re.compile(
    r"\b(?:à l['’]|à la |au |aux |sur les? |sur la |en )(?P<t>[a-zà-ÿ][^,;.]{3,60}?)(?=,|;|\.| par | à | en )"
)
PAIRED = re.compile(
    r"\b(?P<n>[^\W\d_]+(?:-[^\W\d_]+)*) (?P<a>russes?|chinois(?:es?)?) et (?P<b>russes?|chinois(?:es?)?)(?!\w)"
)
FAMILIES = ("agreement", "talks", "cooperation", "exercise")
BOTH = re.compile(
    r"\b(?:[Ll]es|[Cc]es) deux (?:sociétés|entreprises|firmes|groupes|partenaires|maisons|parties|industriels|"
    r"fabricants|constructeurs)\b"
)


def read(reading: Reading) -> list[Draft]:
    """Read the event of a sentence that French grammar tells: training, two sides under one noun, or two firms."""
    return trained(reading) or paired(reading) or between_firms(reading)


def paired(reading: Reading) -> list[Draft]:
    """ "les marines russe et chinoise ont mené des exercices": one noun with the adjectives of both sides."""
    context = reading.context
    both = PAIRED.search(reading.sentence.text)
    noun = context.pack.groups.get(both["n"].lower()) if both else None
    if both is None or noun is None or both["a"][:1] == both["b"][:1]:
        return []
    name = both["n"].lower()
    if (name in noun.plural and both["a"] == "russe") or both["b"] == "russe":  # one of each
        name = noun.singular[0]
    begin = reading.sentence.start
    sides = [
        Party(
            surface=f"{name} {both[key]}",
            form="group",
            country="RU" if both[key].startswith("russe") else "CN",
            country_basis="printed",
            span=(begin + both.start("n"), begin + both.end(key)),
        )
        for key in ("a", "b")
    ]
    frames = ("sign", "meet", "exercise", "link", "train")
    for clause in reading.clauses:
        held = next((one for one in clause.predicates if one.verb.frame in frames), None)
        if held is None:
            continue
        event = _noun(clause, reading)
        taught = TAUGHT.search(reading.sentence.text, held.item.end)
        topic = topic_of(reading, event) if event is not None else taught["t"] if taught else held.verb.lemma
        return _judged(reading, clause, (sides[0], sides[1]), topic)
    return []


def between_firms(reading: Reading) -> list[Draft]:
    """Read an agreement or talks of two parties of which one has a name."""
    pack = reading.context.pack
    for clause in reading.clauses:
        held = [one for one in clause.predicates if one.verb.frame in ("sign", "meet", "exercise", "link")]
        noun = _noun(clause, reading)
        sides = _sides(reading, clause) if held and noun is not None else None
        if sides is None or noun is None:
            continue
        draft = Draft("event", [reading.sentence], subject=sides[0], object=sides[1], confidence=0.5)
        draft.topic = topic_of(reading, noun)
        draft.modality = modality(clause, reading.clauses, reading.sentence, reading.attribution, False, pack, "event")
        if draft.modality in ("feared", "sought", "denied"):
            continue
        date_of(draft, reading, clause)
        return [draft]
    return []


def trained(reading: Reading) -> list[Draft]:
    """ "Y a formé des équipages de X à Z", "la formation de X par Y": who trains whom, in what."""
    pack = reading.context.pack
    for clause in reading.clauses:
        roles = parts.roles_of(clause, None, reading.context)
        agents = roles.by(pack.words("by"))[:1]
        pair: tuple[list[Phrase], list[Phrase]]
        verb = next((one for one in clause.predicates if one.verb.frame == "train"), None)
        noun = next((item for item in clause.items if item.low in pack.words("training")), None)
        if verb is not None and verb.passive:
            pair = (agents, [one for one in roles.bare if one.index < verb.index][-1:])
        elif verb is not None:
            pair = (
                [one for one in roles.bare if one.index < verb.index][-1:],
                [one for one in roles.bare if one.index > verb.index][:1],
            )
        elif noun is not None:
            phrases = [one for one in roles.by(frozenset({"de"})) if one.start > noun.start]
            pair = (agents, phrases[:1] or [one for one in roles.bare if one.start < noun.start][:1])
        else:
            continue
        sides = [parts.party(one[0], reading.context, clause.items) for one in pair if one]
        if len(sides) == 2 and sides[0] and sides[1] and {sides[0].country, sides[1].country} == {"CN", "RU"}:
            subject = verb.item.end if verb is not None else 0
            taught = TAUGHT.search(reading.sentence.text, subject)
            topic = taught["t"] if taught and verb is not None else (noun.text if noun else "formation")
            return _judged(reading, clause, (sides[0], sides[1]), topic)
    return []


def _judged(reading: Reading, clause: Clause, sides: tuple[Party, Party], topic: str) -> list[Draft]:
    draft = Draft("event", [reading.sentence], subject=sides[0], object=sides[1], topic=topic, confidence=0.5)
    chain, pack = reading.context.chain, reading.context.pack
    draft.modality = modality(clause, reading.clauses, reading.sentence, reading.attribution, chain, pack, "event")
    if draft.modality in ("feared", "sought", "denied"):
        return []
    date_of(draft, reading, clause)
    return [draft]


def _noun(clause: Clause, reading: Reading) -> Item | None:
    events = reading.context.pack.data["events"]
    listed = frozenset(word for family in FAMILIES for word in events[family].split())
    return next((item for item in clause.items if item.low in listed and item.kind == "word"), None)


def _sides(reading: Reading, clause: Clause) -> tuple[Party, Party] | None:
    """The subject and who stands under "avec" or is joined to it; "les deux entreprises": those of before."""
    context = reading.context
    if BOTH.search(reading.sentence.text):
        return _pair(reading)
    roles = parts.roles_of(clause, None, context)
    between = [one for one in roles.phrases if one.kind == "party" and one.prep == "entre"]
    if len(between) > 1:
        first, second = (parts.party(one, context, clause.items) for one in between[:2])
        named = first is not None and second is not None and "named" in (first.form, second.form)
        return (first, second) if named and first and second else None
    verb = min(one.index for one in clause.predicates)
    subjects = [one for one in roles.bare if one.index < verb]
    others = roles.by(context.pack.words("with")) or [one for one in subjects[1:] if one.joined]
    if not subjects or not others:
        return None
    first, second = (parts.party(one, context, clause.items) for one in (subjects[0], others[0]))
    if first is None or second is None or first.surface == second.surface:
        return None
    return (first, second) if "named" in (first.form, second.form) else None


def _pair(reading: Reading) -> tuple[Party, Party] | None:
    """Supplier and recipient of the claim before, in the order in which the text names them."""
    for draft in reversed(reading.context.recent):
        ends = [one for one in (draft.supplier, draft.recipient) if one is not None and one.form == "named"]
        if len(ends) == 2:
            first, second = sorted(ends, key=lambda party: party.span or (0, 0))
            return first, second
    return None
