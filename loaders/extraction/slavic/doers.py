"""Who acts in a clause: by case, by the clause above, by a pronoun, or as the speaker who says "мы"."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Party
from graph.model import replace as changed
from graph.reference import countries
from loaders.extraction.slavic import roles
from loaders.extraction.slavic.clauses import Clause, Predicate
from loaders.extraction.slavic.persons import nominative
from loaders.extraction.slavic.phrase import Phrase
from loaders.extraction.slavic.roles import Parts
from loaders.extraction.slavic.state import Reading

BARE = 4  # fewer cases than this tell that a phrase is an instrumental
OPENING = 2  # items before a verb that opens its clause
LIFTS = ("say", "deny", "doubt", "fear", "hope", "plan")


def passive(predicate: Predicate) -> bool:
    """Whether the goods are the subject."""
    verb = predicate.verb
    reflexive = verb.reflexive and verb.frame in ("supply", "acquire", "offer", "produce", "use")
    return verb.form in ("short", "full") or reflexive


def doers(reading: Reading, clause: Clause, parts: Parts, predicate: Predicate) -> list[Party]:
    """The instrumental of a passive verb, else the nominative, else the subject of the clause above."""
    if passive(predicate):
        agents = [
            one for one in parts.bare("ins") if one.cases == {"ins"} or "nom" not in one.cases or len(one.cases) < BARE
        ]
        agents += parts.under(frozenset({"agent"}))
        if not agents and clause.kind == "participle" and predicate.verb.frame == "acquire":
            return _above(reading, clause, predicate)  # "продал роботов, купленных у X"
        return parties(roles.and_joined(agents[0], parts), reading) if agents else []
    found = roles.subject(parts, predicate)
    if found is None and _pronoun_subject(clause, reading) and clause.kind == "sub":
        accused = _accused(clause, reading)
        if accused:
            return accused
    if found is not None and found.kind == "anaphor":
        named = [one.party.surface for one in parts.phrases if one.kind == "party" and one.party is not None]
        pronoun = _given_to(parts, reading, found.start)
        if pronoun is not None:
            named.append(pronoun.surface)
        return parties(roles.and_joined(found, parts), reading, frozenset(named))
    if found is not None and _goes_on(clause, found, predicate):
        shared = _above(reading, clause, predicate)
        if shared:
            return shared
    if found is not None:
        acting = [replace(one, cases=frozenset({"nom"})) for one in roles.and_joined(found, parts)]
        return parties(acting, reading)
    crowd = next((one for one in parts.phrases if not one.prep and roles.people(one, "nom", reading.memory)), None)
    if crowd is not None and _alone(crowd, predicate):
        return parties([crowd], reading)
    if clause.kind in ("main", "sub") and set(clause.words[:3]) & reading.memory.pack.words("latter_pronoun"):
        return _latter(reading, clause)
    return _accused(clause, reading) or own_words(reading, clause) or _above(reading, clause, predicate)


def _given_to(parts: Parts, reading: Reading, before: int | None = None) -> Party | None:
    """ "Йому компанія обіцяє доставити": whom a pronoun in the dative means, the firm that was named last."""
    dative = reading.memory.pack.words("dative_pronoun")
    pronouns = [one for one in parts.phrases if one.kind == "pronoun" and one.head in dative and not one.prep]
    pronoun = next((one for one in pronouns if before is None or one.start < before), None)
    return reading.memory.resolve(pronoun) if pronoun is not None else None


def _alone(crowd: Phrase, predicate: Predicate) -> bool:
    """Whether a noun with a country acts: it stands before a verb in the plural, or the verb right before it."""
    return crowd.end <= predicate.item.start and predicate.verb.plural == any(
        one.number == "pl" for one in crowd.senses
    )


def _goes_on(clause: Clause, found: Phrase, predicate: Predicate) -> bool:
    """ "... и перепродало ООО «X»", "сказала, что продала ООО «X» дроны": the subject before it goes on."""
    after = found.start > predicate.item.start and len(found.cases) > BARE
    given = any(one.kind == "noun" and not one.prep and one.start > found.end for one in clause.phrases)
    opens = clause.kind == "sub" and predicate.index <= OPENING and given
    return after and (clause.coordinated or opens)


def _above(reading: Reading, clause: Clause, predicate: Predicate) -> list[Party]:
    memory = reading.memory
    pronoun = _pronoun_subject(clause, reading)
    inherits = (
        clause.kind in ("main", "participle", "sub") or predicate.verb.form in ("infinitive", "gerund") or pronoun
    )
    above: Clause | None = clause
    for _ in range(3):
        above = above.parent if above is not None else None
        if above is None or not inherits:
            break
        parts = roles.parts_of(above, memory)
        higher = roles.subject(parts, above.predicates[0] if above.predicates else None)
        if higher is None and clause.kind == "sub":
            higher = silent_speaker(above, reading)
        said = any(one.verb.frame == "say" for one in above.predicates)
        if higher is not None and (not said or clause.kind == "sub"):
            return parties(roles.and_joined(higher, parts), reading)
    if pronoun and memory.subject is not None:
        return [_of_number(memory.subject, clause, reading)]
    return []


def _of_number(subject: Party, clause: Clause, reading: Reading) -> Party:
    """ "вона" after "китайські експортери": one firm, the last that a claim names as recipient, and not many."""
    single = {item.low for item in clause.items} & reading.memory.pack.words("single_pronoun")
    if subject.form != "group" or not single:
        return subject
    firms = [draft.recipient for draft in reading.memory.recent if draft.recipient and draft.recipient.form == "named"]
    return firms[-1] if firms else subject


def _latter(reading: Reading, clause: Clause) -> list[Party]:
    """ "..., а та передала": the party that was named last before."""
    before = [
        one
        for other in reading.clauses
        for one in other.phrases
        if one.is_party and one.end <= clause.items[0].start and one.kind != "place"
    ]
    return parties(before[-1:], reading)


def silent_speaker(above: Clause, reading: Reading) -> Phrase | None:
    """ "В компании X ответили, что ничего не поставляли": the firm in which one says so."""
    if not any(one.verb.frame in LIFTS and one.verb.plural for one in above.predicates):
        return None
    inside = [
        one
        for one in above.phrases
        if one.prep in reading.memory.pack.words("in") | reading.memory.pack.words("on")
        and (one.kind in ("party", "anaphor", "country") or (one.kind == "group" and one.code is None))
        and "loc" in one.cases
    ]
    if inside and inside[0].kind == "group":
        known = inside[0].lemma in reading.memory.pack.words("anaphora")
        return replace(inside[0], kind="anaphor") if known else None  # "На верфі заперечують"
    return inside[0] if inside else None


def _accused(clause: Clause, reading: Reading) -> list[Party]:
    """Who is accused or asked in the clause above acts in this one."""
    memory = reading.memory
    for above in (clause.parent, clause.parent.parent if clause.parent else None):
        if above is None:
            continue
        blame = next((one for one in above.predicates if one.verb.frame in ("accuse", "request")), None)
        if blame is not None and clause.kind == "sub":
            parts = roles.parts_of(above, memory)
            objects = [one for one in parts.bare("acc") + parts.bare("dat") if one.start > blame.item.start]
            people = [one for one in parts.phrases if one.kind == "person" and one.start > blame.item.start]
            if people and not objects and people[0].party is not None:
                name = nominative(people[0].party.surface, memory.language)
                return [changed(people[0].party, surface=name)]
            return parties(objects[:1], reading)
    return []


def own_words(reading: Reading, clause: Clause) -> list[Party]:
    """Whom "мы" means: the firm or the country for which the speaker of the sentence, or the last one, speaks."""
    memory = reading.memory
    ours = set(clause.words) & (memory.pack.words("we") | memory.pack.words("to_us"))
    if not ours and not (clause.quoted and clause.predicates and not roles.parts_of(clause, memory).bare("nom")):
        return []
    for other in reading.clauses:
        if other is clause or not other.frames() & {"say", "deny"}:
            continue
        for phrase in other.phrases:
            if phrase.kind in ("party", "anaphor"):
                return parties([phrase], reading)
        country = next((item for item in other.items if item.kind == "country"), None)
        if country is not None and country.party is not None:
            return [country.party]
        person = next((one for one in other.phrases if one.kind == "person"), None)
        if person is not None and (firm := _firm_of(person, reading)) is not None:
            return [firm]
        of_state = next((one for one in other.phrases if one.prep in memory.pack.words("in") and one.origin), None)
        if of_state is not None and of_state.origin is not None:
            return [state(of_state.origin, of_state, reading)]  # "запевнили в китайському МЗС"
    told = next((one for one in _before_quote(reading, clause)), None)
    if told is not None:
        return parties([told], reading)  # "В офісі X слухавку взяла Y: «Ми нічого не відправляли»"
    return [memory.subject] if memory.subject is not None else []


def _firm_of(person: Phrase, reading: Reading) -> Party | None:
    """The firm of a person whose office or share the text told before."""
    surface = person.party.surface if person.party is not None else ""
    known = [
        draft.object
        for draft in reading.memory.drafts
        if draft.kind in ("role", "ownership") and draft.subject is not None and draft.subject.surface == surface
    ]
    return known[-1] if known else None


def _before_quote(reading: Reading, clause: Clause) -> list[Phrase]:
    """The firms named in the clauses before a quotation."""
    earlier = [one for one in reading.clauses if not one.quoted and one.items[0].start < clause.items[0].start]
    return [one for other in earlier for one in other.phrases if one.kind == "party"] if clause.quoted else []


def _pronoun_subject(clause: Clause, reading: Reading) -> bool:
    words = reading.memory.pack.words("subject_pronoun")
    return any(item.kind == "word" and item.low in words for item in clause.items)


def parties(phrases: list[Phrase], reading: Reading, taken: frozenset[str] = frozenset()) -> list[Party]:
    """The parties of some phrases that say something, each once; `taken` have another role already."""
    found: list[Party] = []
    for one in phrases:
        party = roles.party_of(one, reading.memory, taken)
        if party is not None and roles.shown(party) and party not in found:
            if party.span is None:
                start = reading.sentence.start
                party = changed(party, span=(start + one.start, start + one.end))
            found.append(party)
    return found


def state(code: str, phrase: Phrase, reading: Reading) -> Party:
    """The country that an adjective or "китайская сторона" means."""
    start = reading.sentence.start
    name = countries.name(code, reading.memory.language)
    return Party(
        surface=name, form="country", kind="country", country=code, span=(start + phrase.start, start + phrase.end)
    )


def by_pronoun(reading: Reading, clause: Clause, parts: Parts, taken: frozenset[str]) -> list[Party]:
    """ "продать ей", "нам не отгружал", "туда": the subject above, whoever speaks, or the last recipient."""
    memory, pack = reading.memory, reading.memory.pack
    found: list[Party] = []
    if set(clause.words) & pack.words("to_us"):
        found = own_words(reading, clause)
    elif any(
        one.kind == "pronoun" and not one.prep and one.head in pack.words("dative_pronoun") for one in parts.phrases
    ):
        above = clause.parent
        lead = roles.subject(roles.parts_of(above, memory), None) if above is not None else None
        found = parties([lead], reading) if lead is not None else []
        if not found and above is not None:
            spot = clause.items[0].start
            earlier = [party for end, party in memory.here if end <= spot and party.surface not in taken]
            found = earlier[-1:]
        recent = [draft.recipient for draft in memory.recent if draft.recipient is not None]
        meant = _given_to(parts, reading) if above is None else None
        recent = [meant] if meant is not None and not recent else recent
        found = [party for party in found if party.surface not in taken] or recent[-1:]
    elif set(clause.words) & pack.words("back_to"):
        found = [draft.recipient for draft in memory.recent if draft.recipient is not None][-1:]
    return [party for party in found if party.surface not in taken]


def from_whom(reading: Reading, parts: Parts) -> list[Party]:
    """ "осциллографов от неё не получало": the firm that was named last before, and not in this clause."""
    memory = reading.memory
    preps = memory.pack.words("from") | memory.pack.words("at")
    pronoun = next((one for one in parts.phrases if one.kind == "pronoun" and one.prep in preps), None)
    here = frozenset(one.party.surface for one in parts.phrases if one.party is not None)
    party = (
        memory.resolve(pronoun, here) if pronoun is not None and pronoun.head in memory.pack.words("of_one") else None
    )
    return [party] if party is not None else []


def impersonal(clause: Clause, parts: Parts, predicate: Predicate, reading: Reading) -> bool:
    """ "из Китая в Россию станки не провозили": a plural without a subject, and nobody says "мы"."""
    told = clause.kind == "main" and not clause.coordinated and not set(clause.words) & reading.memory.pack.words("we")
    return predicate.verb.plural and told and roles.subject(parts, predicate) is None


def on_site(reading: Reading, parts: Parts) -> list[Party]:
    """ "на сайте X предлагаются", "в её каталоге": whose shop window it is."""
    memory = reading.memory
    windows = memory.pack.words("shop_windows")
    window = next((one for one in parts.phrases if one.lemma in windows and one.prep), None)
    if window is None:
        return []
    if window.owner is not None:
        return parties([window.owner], reading)
    theirs = any(item.low in memory.pack.words("possessive") for item in reading.items)
    here = [party for _, party in memory.here]
    last = here[-1] if here else memory.subject
    return [last] if theirs and last is not None and last.form == "named" else []
