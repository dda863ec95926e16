"""English sentences about owners and offices: who says it, since when, and whom "he" means."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.name_shapes import is_person

SEATED = re.compile(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+(?= of [A-Z])")  # "Walter Pruszek of Cuyahoga Falls"
TITLED = re.compile(r"\bM(?:r|rs|s)\.? ([A-Z][\w’-]+)")
FULL_NAME = re.compile(r"(?<!\w)[A-Z][\w’-]+ [A-Z][\w’-]+(?!\w)")


def reported(kind: str, subject: Party, reading: Reading) -> bool:
    """Whether a source says it; who speaks of himself or herself in the sentence is no source of the office."""
    said = reading.attribution
    if said.inside or kind == "listing" or reading.context.pack.language != "en":
        return said.inside
    own = subject.surface.split()[-1] in (said.speaker or ("" if said.said else subject.surface))
    return not own and (said.said or (reading.context.chain and kind == "ownership"))


def bounds(draft: Draft, reading: Reading) -> None:
    """ "has held a 90% stake since June 2023", "was its director until 2020": a bound of the office or the share."""
    begin, text = reading.sentence.start, reading.sentence.text
    spans = [party.span for party in (draft.subject, draft.object) if party is not None and party.span]
    places = [start - begin for start, _ in spans if begin <= start < reading.sentence.end]
    for item in reading.items:
        if item.date is None or not item.text.lower().startswith(("since ", "until ")) or not places:
            continue
        between = text[max(places) : item.start] if item.start > max(places) else text[item.end : min(places)]
        others = [one for one in reading.items if one.kind == "party" and max(places) < one.start < item.start]
        if others or re.search(r"[.;:]\s|, who\b", between):
            continue
        if item.date.first and not item.date.last:
            draft.start = item.date.first
        elif item.date.last and not item.date.first:
            draft.end = item.date.last


def he(reading: Reading, match: re.Match[str]) -> Party | None:
    """Whom "he" or "she" means: the person of the last office or share, or who was named in full since."""
    text, until = reading.context.text, reading.sentence.start
    called = TITLED.search(reading.sentence.text[: match.end()])
    if called and (party := titled(called[1], reading)) is not None:
        return party
    held = [one.subject for one in reading.context.drafts if one.kind in ("role", "ownership") and one.subject]
    last = next((one for one in reversed(held) if one.kind == "person" or is_person(one.surface)), None)
    start = last.span[1] if last is not None and last.span else 0
    named = [match for match in FULL_NAME.finditer(text, start, until) if is_person(match.group())]
    if not named:
        return last
    return Party(surface=named[-1].group(), form="named", kind="person", span=named[-1].span())


def titled(name: str, reading: Reading) -> Party | None:
    """ "Mr Zorin": who was named in full before."""
    found = list(FULL_NAME.finditer(reading.context.text, 0, reading.sentence.start))
    found = [one for one in found if one.group().split()[-1] == name and not one.group().startswith("M")]
    return Party(surface=found[-1].group(), form="named", kind="person", span=found[-1].span()) if found else None
