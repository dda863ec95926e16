"""Who holds which office at which firm: by a verb ("возглавляет") or by the noun of the office ("директор")."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction.item import Item
from loaders.extraction.slavic import morphology, roles
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.phrase import Phrase
from loaders.extraction.slavic.phrase import named as phrase_named
from loaders.extraction.slavic.state import Reading

Office = tuple[Party, Party, str]  # person, body and topic
FAR = 120  # letters between an office and its person
NEXT = 5  # items between a pronoun and the office
NEAR = 40  # letters between an office and its body


def office_in(reading: Reading, clause: Clause, last: Party | None) -> Office | None:
    """The office of which a clause tells.

    Args:
        reading: the sentence.
        clause: of it.
        last: the firm whose owner the sentence named, for "её директором значится Y".
    """
    pack = reading.memory.pack
    people = [item for item in clause.items if item.kind == "person" and item.party is not None]
    bodies = [item for item in clause.items if item.kind == "party" and item.party is not None]
    verb = next((item for item in clause.items if item.low in pack.words("heading_verbs")), None)
    if verb is not None:
        return _headed(reading, clause, verb, people, bodies, last)
    noun = _office(clause, reading)
    if noun is None:
        return _beside(clause, people, reading) if people and bodies else None
    topic = next(one.singular for one in morphology.noun(noun.text, pack.language)).lower()
    if not people:
        person = _who_also(reading, clause, noun)
        body = _body_of(reading, clause, noun, bodies, last) if person is not None else None
        return (person, body, topic) if person is not None and body is not None else None
    if not bodies:
        body = _body_of(reading, clause, noun, bodies, last)
        person = people[0].party
        return (person, body, topic) if body is not None and person is not None else None
    titled = _titled(clause, clause.items.index(noun), reading) and bodies[0].start < noun.start
    if titled and len(bodies) == 1 and people[0].party is not None and bodies[0].party is not None:
        return people[0].party, bodies[0].party, topic  # "занимал в X пост директора"
    return _in_row(clause, noun, people, bodies, topic)


def _headed(
    reading: Reading, clause: Clause, verb: Item, people: list[Item], bodies: list[Item], last: Party | None
) -> Office | None:
    """ "Y возглавляет X", "руководит ею Y", "он же управляет X"."""
    person = people[0].party if people else _last_person(reading)
    body = bodies[-1].party if bodies else None
    if body is None and people:
        led = next((one for one in clause.phrases if one.kind == "anaphor" and not one.prep), None)
        them = next((one for one in clause.phrases if one.kind == "pronoun" and _led_by(one)), None)
        body = (
            reading.memory.resolve(led) if led is not None else _firm_meant(reading, last, verb.start) if them else None
        )
    if person is None or body is None or person.surface == body.surface:
        return None
    return person, body, verb.low


def of_owner(reading: Reading, clause: Clause) -> str | None:
    """ "владелец X — Y, он же и директор": the office that the owner holds at the same firm."""
    pack = reading.memory.pack
    noun = _office(clause, reading)
    if noun is None:
        return None
    spot = clause.items.index(noun)
    he = next(
        (place for place, one in enumerate(clause.items[:spot]) if one.low in pack.words("subject_pronoun")), None
    )
    firms = [one for one in clause.phrases if one.kind == "party" and one.first > spot]
    if he is None or spot - he > NEXT or firms:
        return None
    return next(one.singular for one in morphology.noun(noun.text, pack.language)).lower()


def _led_by(phrase: Phrase) -> bool:
    return not phrase.prep and bool(phrase.cases & {"ins", "acc"}) and "nom" not in phrase.cases


def _firm_meant(reading: Reading, last: Party | None, spot: int) -> Party | None:
    """The firm of which the sentence, or the one before, told last."""
    memory = reading.memory
    here = [party for end, party in memory.here if party.kind == "company" and end <= spot]
    meant = last or next(iter(here[-1:]), None) or memory.subject
    if meant is None or meant.kind != "company" or meant.form != "named":
        meant = memory.parties[-1] if memory.parties else None
    return meant if meant is not None and meant.form == "named" and meant.kind == "company" else None


def _office(clause: Clause, reading: Reading) -> Item | None:
    pack = reading.memory.pack
    for item in clause.items:
        if item.kind != "word" or not item.text[:1].isalpha():
            continue
        senses = morphology.noun(item.text, pack.language)
        if any(one.singular.lower() in pack.words("office_nouns") for one in senses):
            return item
    return None


def _who_also(reading: Reading, clause: Clause, noun: Item) -> Party | None:
    """ "он же и директор фирмы", "она занимает пост директора X": the person who was named last."""
    pack = reading.memory.pack
    spot = clause.items.index(noun)
    pronouns = [place for place, item in enumerate(clause.items[:spot]) if item.low in pack.words("subject_pronoun")]
    relative = clause.kind == "relative" and clause.opener.endswith(("ый", "ая", "ий", "а"))
    if not relative and (not pronouns or spot - pronouns[-1] > NEXT):
        return None
    if clause.frames() - {"role", "other", "own"}:
        return None
    here = [item for item in reading.items if item.kind == "person" and item.end <= clause.items[0].start]
    return here[-1].party if here else None if relative else reading.memory.person


def _body_of(reading: Reading, clause: Clause, noun: Item, bodies: list[Item], last: Party | None) -> Party | None:
    """The firm of an office: named after it, "фирмы", "её директор", "директор в ней"."""
    pack = reading.memory.pack
    place = clause.items.index(noun)
    named = next((item for item in bodies if 0 < item.start - noun.end <= NEAR), None)
    named = named or (bodies[0] if len(bodies) == 1 and _titled(clause, place, reading) else None)
    if named is not None:
        return named.party
    if bodies:
        return None
    after = next((one for one in clause.phrases if one.first in (place + 1, place + 2)), None)
    if after is not None and after.kind in ("anaphor", "group") and not after.prep and "gen" in after.cases:
        if after.lemma not in pack.words("anaphora") or after.plural:
            return None
        return reading.memory.resolve(after)
    theirs = pack.words("possessive") & set(clause.words)
    inside = any(one.kind == "pronoun" and one.prep in pack.words("in") for one in clause.phrases)
    inside = inside or bool(set(clause.words) & pack.words("there"))
    told = {one.case for one in morphology.noun(noun.text, pack.language)} & {"nom", "ins"}
    return _firm_meant(reading, last, noun.start) if (theirs or inside) and told else None


def _titled(clause: Clause, place: int, reading: Reading) -> bool:
    """ "занимал на заводе X пост директора": the office under a noun for offices, after its body."""
    posts = reading.memory.pack.words("post_nouns")
    return any(
        morphology.lemma(item.text, reading.memory.language) in posts
        for item in clause.items[max(0, place - 2) : place]
    )


def _in_row(clause: Clause, noun: Item, people: list[Item], bodies: list[Item], topic: str) -> Office | None:
    """ "директор X Y", "директором X является Y"."""
    body = next((item for item in bodies if 0 < item.start - noun.end <= NEAR), None)
    if body is None or abs(people[0].start - noun.start) > FAR:
        return None
    close = 0 <= people[0].start - body.end <= 2 or 0 <= body.start - people[0].end <= 2
    close = close or 0 < noun.start - people[0].end <= 2  # "визнав винним Y, директора X"
    if not close and any(one.verb.frame in ("say", "meet", "deny") for one in clause.predicates):
        return None
    if people[0].party is None or body.party is None:
        return None
    return people[0].party, body.party, topic


def _beside(clause: Clause, people: list[Item], reading: Reading) -> Office | None:
    """ "юрисконсульт «X» Зоя Y": an office, its body and the person right after each other."""
    pack = reading.memory.pack
    for phrase in clause.phrases:
        body = phrase.owner
        if phrase.kind != "noun" or body is None or body.kind != "party" or phrase.lemma in pack.words("no_offices"):
            continue
        person = next((item for item in people if 0 <= item.start - body.end <= 2), None)
        if person is None or person.party is None or body.party is None or roles.known(phrase, reading.memory):
            continue
        return person.party, body.party, phrase_named(phrase, pack.language, frozenset({"nom"}))
    return None


def _last_person(reading: Reading) -> Party | None:
    """ "он же возглавляет": the person of the clause before."""
    people = [item.party for item in reading.items if item.kind == "person" and item.party is not None]
    return people[0] if people else reading.memory.person
