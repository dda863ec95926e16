"""Talks, visits, exercises, agreements: who with whom, what, where and when."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Party
from loaders.extraction.drafts import Draft
from loaders.extraction.relevance import FIELD
from loaders.extraction.slavic import roles
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.doers import parties, state
from loaders.extraction.slavic.modality import modality
from loaders.extraction.slavic.phrase import Phrase, named
from loaders.extraction.slavic.roles import Parts
from loaders.extraction.slavic.state import Reading

FRAMES = ("sign", "meet", "exercise", "agree")
TOPIC_WORDS = 12


def events(reading: Reading, moving: list[Clause]) -> list[Draft]:
    """The event of a sentence: two sides of different countries, one of them of our field.

    Args:
        reading: the sentence.
        moving: its clauses that tell of a transfer, and of no event.
    """
    memory = reading.memory
    for clause in reading.clauses:
        if any(clause is one or (clause.parent is one and clause.kind != "main") for one in moving):
            continue
        parts = roles.parts_of(clause, memory)
        noun = next(
            (one for one in parts.phrases if one.lemma in _nouns(reading) and one.kind in ("noun", "event")), None
        )
        verb = next((one for one in clause.predicates if one.verb.frame in FRAMES), None)
        if (noun is None and verb is None) or "stop" in clause.frames():
            continue
        sides = _sides(reading, clause, parts)
        if len(sides) < 2 and memory.pack.phrase("both_states").search(reading.sentence.text):
            sides = _both(reading)
        if len(sides) < 2:
            continue
        first, second = sides[:2]
        if first.country == second.country or not {first.country, second.country} & FIELD:
            continue
        topic = _topic(noun, reading) if noun is not None else verb.item.low if verb is not None else None
        judged = modality(reading, clause, verb.verb.frame if verb is not None else "meet")
        if judged == "reported" and not reading.said:
            judged = "asserted"
        if judged == "denied":
            continue
        draft = Draft("event", [reading.sentence], subject=first, object=second, topic=topic, modality=judged)
        draft.place = _place(parts, reading, (first, second))
        draft.start, draft.end = parts.start, parts.end
        if draft.start is None and draft.end is None:
            draft.start, draft.end, parts.relative = roles.dates_beside(reading.items)
        if parts.relative and (draft.start or draft.end):
            draft.flag("date_relative")
        return [draft]
    return []


def _nouns(reading: Reading) -> frozenset[str]:
    listed = reading.memory.pack.data["events"]
    return frozenset(word for words in listed.values() for word in words.split())


def _sides(reading: Reading, clause: Clause, parts: Parts) -> list[Party]:
    """Who acts and with whom: "A и B провели", "A провёл с B", "министры A и B обсудили"."""
    pack = reading.memory.pack
    able = [one for one in parts.phrases if _can_act(one)]
    nominative = [one for one in able if not one.prep and "nom" in one.cases and not _owned(one, parts)]
    partner = [one for one in able if one.prep in pack.words("with") and "ins" in one.cases]
    genitive = [one for one in able if not one.prep and one.cases & {"gen"} and one.kind in ("country", "side")]
    if not nominative and clause.coordinated and clause.parent is not None:
        nominative = [one for one in clause.parent.phrases if _can_act(one) and not one.prep and "nom" in one.cases]
    lead: list[Phrase] = []
    if nominative:
        lead = [nominative[0], *(one for one in nominative[1:] if one.joined)]
    chosen = [*lead[:2], *partner] if lead else [*genitive[:2], *partner]
    if len(chosen) == 1 and any(one.verb.frame == "meet" for one in clause.predicates):
        seen = [one for one in able if one.kind == "country" and not one.prep and "acc" in one.cases]
        chosen += [one for one in seen if not _owned(one, parts)][:1]  # visits
    if len(chosen) == 1 and any(one.verb.frame == "exercise" for one in clause.predicates):
        chosen += [one for one in able if not one.prep and "acc" in one.cases and one is not chosen[0]][:1]  # trains
    if len(chosen) == 1 and not partner:
        chosen += _by_pronoun(reading, parts, chosen[0])
    if len(chosen) == 1 and genitive:
        chosen = [*genitive[:2]] if len(genitive) > 1 else chosen
    found: list[Party] = []
    for phrase in chosen:
        colleague = phrase.kind == "adjective" or phrase.lemma in pack.words("colleague_nouns")
        if colleague and lead and lead[0].senses:
            modifiers = [word for word in lead[0].modifiers if word != lead[0].adjective]
            if lead[0].kind == "group":
                modifiers = [phrase.adjective, *modifiers[1:]]
            phrase = replace(
                lead[0], adjective=phrase.adjective, origin=phrase.origin, code=phrase.origin, modifiers=modifiers
            )
        elif colleague and phrase.origin:
            found.append(state(phrase.origin, phrase, reading))
            continue
        found += [party for party in parties([phrase], reading) if party.country]
    return found


def _both(reading: Reading) -> list[Party]:
    """ "військові обох країн": the two states that the sentence, or the claims before it, named last."""
    named = [item.party for item in reading.items if item.kind == "country" and item.party is not None]
    for draft in reversed(reading.memory.drafts):
        named += [one for one in (draft.supplier, draft.recipient, draft.subject, draft.object) if one is not None]
    states = {one.country: one for one in reversed(named) if one.form == "country" and one.country}
    ordered = [one.country for one in named if one.form == "country" and one.country]
    return [states[code] for code in dict.fromkeys(ordered)][:2]


def _by_pronoun(reading: Reading, parts: Parts, lead: Phrase) -> list[Phrase]:
    """ "подписало с ней соглашение": the firm that was named last before."""
    memory = reading.memory
    pronoun = next(
        (one for one in parts.phrases if one.kind == "pronoun" and one.prep in memory.pack.words("with")), None
    )
    if pronoun is None or lead.party is None:
        return []
    party = memory.resolve(replace(pronoun, lemma=""), frozenset({lead.party.surface}))
    return [replace(pronoun, kind="party", party=party)] if party is not None else []


def _can_act(phrase: Phrase) -> bool:
    person = phrase.kind == "person" and phrase.party is not None and bool(phrase.party.country)
    return (
        person
        or phrase.is_party
        or phrase.kind == "adjective"
        or (phrase.kind == "noun" and phrase.origin is not None and bool(phrase.senses))
    )


def _owned(phrase: Phrase, parts: Parts) -> bool:
    return any(one.owner is phrase for one in parts.phrases)


def _topic(noun: Phrase, reading: Reading) -> str:
    """The noun in the nominative with what hangs on it to the end of its part of the sentence."""
    name = named(noun, reading.memory.language, noun.cases)
    rest = reading.sentence.text[noun.end :]
    about = rest.split(",")[0].split(";")[0].rstrip(" .")
    words = about.split()
    if words and words[0] in reading.memory.pack.words("about"):
        return " ".join([name, *words][:TOPIC_WORDS])
    return name


def _place(parts: Parts, reading: Reading, sides: tuple[Party, Party]) -> Party | None:
    """Where it was: a city or country under "в" that is no side."""
    pack = reading.memory.pack
    for phrase in parts.phrases:
        if phrase.kind in ("place", "country") and phrase.prep in pack.words("in") and "loc" in phrase.cases:
            party = phrase.party
            if party is not None and phrase.kind == "country" and phrase.code in {one.country for one in sides}:
                start, end = reading.sentence.start + phrase.start, reading.sentence.start + phrase.end
                return Party(surface=phrase.head, form="named", kind="place", country=phrase.code, span=(start, end))
            return party
    return None
