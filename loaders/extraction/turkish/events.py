"""What sides from China and Russia do together, in Turkish: talks, agreements, exercises, visits, training."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction.drafts import Draft
from loaders.extraction.turkish.clause_reader import Reader
from loaders.extraction.turkish.clauses import PARTIES, Clause
from loaders.extraction.turkish.endings import lower, nominative
from loaders.extraction.turkish.frames import dates
from loaders.extraction.turkish.phrases import Phrase, form_of

FRAMES = frozenset({"meet", "sign", "hold", "supply", "agree"})


def events(reader: Reader, clause: Clause) -> list[Draft]:
    """Read the event that a clause states; both sides must be named in it."""
    if clause.frame not in FRAMES or clause.form == "before" or clause.verb is None:
        return []
    topic = _topic(reader, clause)
    if topic is None:
        return []
    sides = _sides(reader, clause)
    if sides is None:
        return []
    draft = Draft("event", [reader.sentence], subject=sides[0], object=sides[1], topic=topic, confidence=0.55)
    draft.place = _place(clause)
    draft.start, draft.end, relative = dates(clause, reader.clauses, weekdays=True)
    if relative and (draft.start or draft.end):
        draft.flag("date_relative")
    return [draft]


def _topic(reader: Reader, clause: Clause) -> str | None:
    """The noun of the event with what stands before it; a meeting needs none."""
    pack = reader.pack
    for phrase in reversed(clause.phrases):
        if phrase.kind != "goods" or not phrase.words or not form_of(phrase.low, "event_nouns", pack):
            continue
        if clause.frame == "supply" and not form_of(phrase.low, "training_nouns", pack):
            continue
        words = [nominative(phrase.words, pack, True)]
        return " ".join(words)
    if clause.frame != "meet" or clause.verb is None:
        return None
    told = [one for one in clause.phrases if one.kind == "goods" and one.words and one.case in ("acc", "about")]
    return nominative(told[-1].words, pack, True) if told else clause.verb.lemma


def _sides(reader: Reader, clause: Clause) -> tuple[Party, Party] | None:
    """One side from each of the two states, the first that is named first."""
    cases = {"between", "nom", "with", "gen", "acc", "dat", "agent", "abl", "ins"}
    found: dict[str, Party] = {}
    doers = [one.phrases for one in clause.governors[:1] if clause.verb and clause.verb.tense == "wish"]
    for phrase in [*clause.phrases, *(one for row in doers for one in row if one.case in ("nom", "with"))]:
        party = reader.party(phrase) if phrase.kind in PARTIES and phrase.case in cases else None
        if party is not None and party.kind != "place" and party.country in ("CN", "RU"):
            found.setdefault(party.country or "", party)
    if not found and any(_both(reader, one) for one in clause.phrases):
        found = {code: party for code, party in reader.context.countries.items() if code in ("CN", "RU")}
    contract = any(form_of(one.low, "contracts", reader.pack) for one in clause.phrases if one.items)
    if len(found) == 1 and clause.frame == "sign" and not contract:
        return _signing(reader, clause)
    if len(found) != 2:
        return None
    first, second = found.values()
    return first, second


def _signing(reader: Reader, clause: Clause) -> tuple[Party, Party] | None:
    """Who signs, and with whom, where one of them is from China or Russia."""
    pairs = [(one.case, reader.party(one)) for one in clause.phrases if one.kind in PARTIES]
    who = next((party for case, party in pairs if case == "nom" and party is not None), None)
    other = next((party for case, party in pairs if case == "with" and party is not None), None)
    return (who, other) if who is not None and other is not None else None


def _both(reader: Reader, phrase: Phrase) -> bool:
    """ "iki ülke", "iki taraf", "tarafların": China and Russia where the text speaks of both."""
    text = lower(reader.sentence.text[max(0, phrase.start - 4) : phrase.end])
    return re.search(r"(?:iki|her iki) (?:ülke|taraf|devlet|ordu|donanma)|^taraflar|ülkeler", text) is not None


def _place(clause: Clause) -> Party | None:
    """Where it is held: a place or a capital in the locative."""
    for phrase in clause.phrases:
        if phrase.kind == "party" and phrase.case == "loc" and phrase.items[-1].kind in ("place", "country"):
            return _as_place(phrase)
    return None


def _as_place(phrase: Phrase) -> Party:
    item, party = phrase.items[-1], phrase.party
    assert party is not None
    if item.kind == "country" and item.weak:
        return Party(surface=item.text, form="named", kind="place", country=item.code, span=party.span)
    return party
