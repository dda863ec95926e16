"""What states do together: talks, visits, agreements and exercises of China and Russia."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.model import Party
from loaders.extraction import german_events
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.name_shapes import is_public

AHEAD = frozenset({"will", "shall", "would", "plan", "plans", "planned", "intend", "intends", "expected", "due"})
PAIR = ("CN", "RU")
TOPIC_WORDS = 14


def events(reading: Reading) -> list[Draft]:
    """Read the event that a sentence states, if any; both sides must be named in it or right before it."""
    sides = _sides(reading)
    trigger = _trigger(reading, sides[2]) if sides is not None else None
    if sides is None or trigger is None:
        return _between_firms(reading)
    subject, other, resolved = sides
    family, topic, clause = trigger
    pack = reading.context.pack
    draft = Draft("event", [reading.sentence], subject=subject, object=other, topic=topic, confidence=0.55)
    if resolved:
        draft.flag("parties_from_context")
        draft.confidence = 0.4
    draft.modality = modality(clause, reading.clauses, reading.sentence, reading.attribution, False, pack, "event")
    if draft.modality in ("feared", "sought") or (draft.modality == "denied" and family != "cooperation"):
        return []
    _settled(draft, clause, reading)
    date_of(draft, reading, clause)
    return [draft]


def _settled(draft: Draft, clause: Clause, reading: Reading) -> None:
    """ "X and Y agreed to train crews": the crews are yet to be trained, the agreement is there."""
    if reading.context.pack.language != "en" or draft.modality != "planned":
        return
    done = any(one.verb.frame == "sign" and one.item.low.endswith("ed") for one in clause.predicates)
    if done and not any(word in AHEAD for word in clause.words):
        draft.modality = "reported" if reading.attribution.said else "asserted"


def _sides(reading: Reading) -> tuple[Party, Party, bool] | None:
    """The two sides, in the order of mention; one of them may come from the sentences before."""
    found: dict[str, Party] = {}
    for item in sorted(reading.items, key=lambda one: (one.kind == "country", one.weak)):
        party = (
            item.party
            if item.kind in ("country", "person", "group") or (item.kind == "party" and is_public(item.text))
            else None
        )
        if party is not None and party.country in PAIR:
            found.setdefault(party.country or "", party)
    known = dict(reading.context.countries)
    if any(item.low in ("er", "he") for item in reading.items):
        known |= reading.context.people
    if len(found) == 2:
        first, second = sorted(found.values(), key=lambda party: party.span or (0, 0))
        return first, second, False
    missing = next((code for code in PAIR if code not in found), None)
    if len(found) == 1 and missing and missing in known:
        only = next(iter(found.values()))
        return (only, known[missing], True) if only.country == "CN" else (known[missing], only, True)
    others = [
        item for item in reading.items if item.kind == "country" and item.party and item.party.country not in PAIR
    ]
    if not found and not others and set(PAIR) <= set(known) and set(PAIR) & reading.context.around:
        first, second = sorted((known[code] for code in PAIR), key=lambda party: party.span or (0, 0))
        return first, second, True
    return None


def _between_firms(reading: Reading) -> list[Draft]:
    """ "X and Y signed a memorandum on Z", "Mit ihr schloss die X ein Abkommen": who signs with whom."""
    pack = reading.context.pack
    if pack.language == "fr":
        return []
    for clause in reading.clauses:
        if pack.language == "de" and (talk := german_events.talks(reading, clause)) is not None:
            return [talk]
        if not any(one.verb.frame == "sign" for one in clause.predicates):
            continue
        noun = next((item for item in clause.items if _is_pact(item, pack)), None)
        firms = _signers(reading, clause)
        agreed = next(
            (one.item for one in clause.predicates if one.verb.lemma in ("agree", "vereinbaren", "einigen")), None
        )
        noun = noun or agreed
        if noun is None or len(firms) != 2 or firms[0].surface == firms[1].surface:
            continue
        draft = Draft("event", [reading.sentence], subject=firms[0], object=firms[1], topic=topic_of(reading, noun))
        draft.confidence = 0.55
        draft.modality = modality(clause, reading.clauses, reading.sentence, reading.attribution, False, pack, "event")
        draft.start, draft.end, relative = parts.dates(clause.items, weekdays=True)
        if relative and (draft.start or draft.end):
            draft.flag("date_relative")
        _settled(draft, clause, reading)
        return [] if draft.modality in ("feared", "denied") else [draft]
    return []


def _is_pact(item: Item, pack: Pack) -> bool:
    listed = {word for family in ("agreement", "cooperation") for word in pack.data["events"][family].split()}
    if item.kind != "word" or (pack.language == "de" and not item.text[0].isupper()):
        return False
    return item.low in listed or (
        pack.language == "de" and any(len(one) > 6 and item.low.endswith(one) for one in listed)
    )


def _signers(reading: Reading, clause: Clause) -> list[Party]:
    """The two firms of a clause, who signs first; "with it" stands for the firm of the sentence before."""
    pack = reading.context.pack
    found: list[tuple[bool, int, Party]] = []
    for phrase in parts.roles_of(clause, None, reading.context).phrases:
        item = phrase.owner if phrase.kind == "goods" else phrase.item
        if item is None or item.kind not in ("party", "anaphor"):
            continue
        party = parts.party(phrase, reading.context, clause.items) if phrase.kind == "party" else item.party
        if party is not None and party.form == "named":
            found.append((phrase.prep in pack.words("with"), phrase.index, party))
    words = clause.words
    pronoun = any(a in pack.words("with") and b in ("ihm", "ihr", "it", "them") for a, b in pairwise(words))
    if len(found) == 1 and pronoun:
        before = [one for one in reading.context.parties if one.surface != found[0][2].surface]
        found += [(True, 0, before[-1])] if before else []
    return [party for _, _, party in sorted(found, key=lambda one: one[:2])]


def _trigger(reading: Reading, resolved: bool) -> tuple[str, str, Clause] | None:
    """The noun of an event with a verb or phrase that says it takes place; a mere mention of relations is none."""
    pack = reading.context.pack
    frames = {predicate.verb.frame for clause in reading.clauses for predicate in clause.predicates}
    text = reading.sentence.text
    agenda = pack.phrase("agenda").search(text) is not None
    for family, words in pack.data["events"].items():
        listed = frozenset(words.split())
        noun = next((item for item in reading.items if item.kind == "word" and _listed(item.low, listed, pack)), None)
        if noun is None or (pack.language == "de" and not noun.text[0].isupper()):
            continue
        signed = "sign" in frames or pack.phrase("signing").search(text) is not None
        happens = {
            "agreement": signed,
            "cooperation": signed or agenda,
            "talks": agenda
            or bool(frames & {"meet", "exercise", "sign", "train"})
            or (not resolved and "move" in frames),
            "exercise": (not resolved or _both(reading)) and bool(frames),
            "visit": not resolved and ("meet" in frames or any(item.date is not None for item in reading.items)),
        }[family]
        clause = next((clause for clause in reading.clauses if noun in clause.items), None)
        if happens and clause is not None:
            return family, topic_of(reading, noun), clause
    if resolved:
        return None
    forces = {item.code for item in reading.items if item.kind == "group"}
    if {"CN", "RU"} <= forces and any(item.low in pack.words("jointly") for item in reading.items):
        for clause in reading.clauses:
            if any(one.verb.frame == "produce" for one in clause.predicates) and pack.language == "de":
                continue
            if clause.predicates:  # "Chinese and Russian bombers flew together"
                return "exercise", clause.predicates[0].verb.lemma, clause
    families = {"meet": "visit", "train": "exercise", "exercise": "exercise"}
    for clause in reading.clauses:
        for predicate in clause.predicates:
            if predicate.verb.frame in families and (
                predicate.verb.frame == "meet" or predicate.verb.lemma in pack.words("event_verbs")
            ):
                return families[predicate.verb.frame], predicate.verb.lemma, clause
    return None


def _listed(low: str, listed: frozenset[str], pack: Pack) -> bool:
    """A noun for an event; German ones also at the end of a compound."""
    return low in listed or (pack.language == "de" and any(len(one) > 5 and low.endswith(one) for one in listed))


def _both(reading: Reading) -> bool:
    """French: "les deux pays ont mené ..."."""
    pack = reading.context.pack
    return pack.language == "fr" and pack.phrase("both").search(reading.sentence.text) is not None


def topic_of(reading: Reading, noun: Item) -> str:
    """Return the noun with what belongs to it, to the end of its part of the sentence."""
    text = reading.sentence.text
    start = noun.start
    before = re.search(r"(?:(?:Unterzeichnung|Fragen|signing)\s(?:\w+\s){0,3})$", text[:start])
    if before:
        start = before.start()
    cut = re.split(
        r"[,;.]|\s(?:unterzeichnet\w*|geschlossen|vereinbart|abgehalten|auf (?:dem|der)|stehen|"
        r"on \d|am \d|in \d{4}|am \w+tag)\b",
        text[start:],
    )[0]
    return " ".join(cut.split()[:TOPIC_WORDS])


def date_of(draft: Draft, reading: Reading, clause: Clause) -> None:
    """Give an event its date: of its clause, else the month of publication where a day is named."""
    weekdays = reading.context.pack.language == "de" and not reading.attribution.said
    draft.start, draft.end, relative = parts.dates(clause.items, weekdays=weekdays)
    if not (draft.start or draft.end):
        published = reading.context.published
        named_day = any(item.date is not None for item in reading.items)
        if published and (named_day or "parties_from_context" in draft.flags):
            draft.start = draft.end = published[:7]
            relative = True
    if relative and (draft.start or draft.end):
        draft.flag("date_relative")
