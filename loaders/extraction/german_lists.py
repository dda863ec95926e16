"""Who put whom on a list in a German sentence: "Kanada führt X auf seiner Sanktionsliste"."""

from __future__ import annotations

import re

from graph.model import Modality, Party
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.german_tokens import Segment, Token, segments

CUE = re.compile(
    r"[\w-]*liste[n]?$|list$|[\w-]*sanktion(?:en|iert|ierte|ierten|ieren|s\w+)?$|gelistete?[nrsm]?$|listete[n]?$|strafmaßnahmen$"
    r"|[\w-]*embargoliste$"
)
ACTS = frozenset(
    "setzt setzte setzten gesetzt nahm nahmen nimmt aufgenommen führt führte führen geführt steht stehen stand standen "
    "stellte gestellt kam kamen gekommen landete landeten gelandet findet finden fand fanden listete listeten gelistet "
    "listet sanktionierte sanktionierten sanktioniert sanktionieren verhängte verhängten verhängt erließ erließen "
    "erlassen belegte belegten belegt gelten gilt galten unterliegt unterliegen unterlag steht auftaucht brachte "
    "gelistete gelisteten sanktionierte sanktionierten geraten geriet trug eingetragen hinzugefügt ergänzt".split()
)
NEGATED = frozenset("nicht kein keine keinen keiner keinem nie nirgends weder".split())
UNION = re.compile(
    r"(?:EU|UN|UNO|Europäische[rn]? Union|Vereinten? Nationen|EU-Kommission|EU-Rat"
    r"|US-(?:Finanz|Handels|Außen)ministeriums?"
    r"|US-Regierung|US-Behörden|OFAC)"
)
COMPOUND = re.compile(r"(EU|US|UN)-(?:\w+)")


def listings(reading: Reading) -> list[Draft]:
    """Read the lists that a sentence speaks of."""
    if re.search(r"[Ll]iste|[Ss]anktion|Strafmaßnahmen| List\b", reading.sentence.text) is None:
        return []
    drafts: list[Draft] = []
    parts = segments(reading)
    for place, segment in enumerate(parts):
        cue = next((one for one in segment.tokens if one.kind == "word" and CUE.match(one.low)), None)
        if cue is None or NEGATED & set(segment.words):
            continue
        lister, firms = _lister(segment, reading), _firms(segment)
        apposed = segment.sign == "," and not ACTS & set(segment.words)
        if not firms and (segment.relative or apposed):
            firms = _before(parts, place)
        if lister is None or not firms or not (ACTS & set(segment.words) or apposed):
            continue
        drafts += [_draft(reading, segment, lister, firm, cue) for firm in firms if firm.surface != lister.surface]
    return drafts


def _draft(reading: Reading, segment: Segment, lister: Party, firm: Party, cue: Token) -> Draft:
    judged: Modality = "reported" if reading.attribution.inside else "asserted"
    draft = Draft("listing", [reading.sentence], subject=lister, object=firm, modality=judged, confidence=0.75)
    draft.topic = cue.text if cue.text[0].isupper() else None
    for token in segment.tokens:
        if token.date is None:
            continue
        first, last = token.date.first, token.date.last
        if not (first or last) and token.date.day and not reading.attribution.said:
            first = last = token.date.day
        if first or last:
            draft.start, draft.end = first, None if "seit" in token.low.split()[:1] else last
            if token.date.relative:
                draft.flag("date_relative")
            break
    return draft


def _lister(segment: Segment, reading: Reading) -> Party | None:
    """The state or union: the subject, under "von", or in the genitive after the list."""
    states = [
        one.party
        for one in segment.parties
        if one.party is not None and one.party.form == "country" and one.prep in ("", "von", "durch")
    ]
    if states:
        return states[0]
    text = reading.sentence.text
    for token in segment.tokens:
        printed = UNION.fullmatch(token.text) or COMPOUND.match(token.text)
        if printed is None:
            continue
        name = token.text if UNION.fullmatch(token.text) else printed[1]
        start = text.find(name)
        if start >= 0:
            begin = reading.sentence.start + start
            return Party(surface=name, form="named", kind="public_body", span=(begin, begin + len(name)))
    return None


def _firms(segment: Segment) -> list[Party]:
    """The firms that are bare or under "gegen"."""
    found = [one for one in segment.parties if one.prep in ("", "gegen") and (not one.noun or one.prep == "gegen")]
    named = [one.party for one in found if one.party is not None and one.party.form == "named"]
    return [one for one in named if one.kind not in ("place", "public_body") and not UNION.fullmatch(one.surface)]


def _before(parts: list[Segment], place: int) -> list[Party]:
    """The firm right before the comma."""
    named = parts[place - 1].parties if place else []
    party = named[-1].party if named else None
    return [party] if party is not None and party.form == "named" and party.kind != "place" else []
