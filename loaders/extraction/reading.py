"""A text as the rules see it: its sentences, its names with their countries, and the items of every sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.extraction import known as known_names
from loaders.extraction.countries import find_places
from loaders.extraction.dates import find_dates
from loaders.extraction.groups import find_groups
from loaders.extraction.lexicon import Pack
from loaders.extraction.name_shapes import is_public
from loaders.extraction.names import BUSINESS, corporate, find_names, guess_names
from loaders.extraction.registry import Registry
from loaders.extraction.sentences import Sentence

BEFORE = 60  # characters before a name in which its adjective can stand
AFTER = 70
LED = re.compile(r"\b(?:über|an|nach|von|bei|mit|für|durch|gegen)\b")
APPOSITION = re.compile(
    r"[\"”“]?(?: \([^)]*\))?"
    r"(?:, (?:which|die|das|der|einer?|einem|ein|a|an|the)\b"
    r"|,? (?:is|ist|war|was) (?:an?|the|eine?|die|der|das)\b"
    r"| (?:in|aus|from|of|based in|mit Sitz in)\b(?: der Hafenstadt)?"
    r"|, (?:based|registered|headquartered) in\b"
    r"|,? (?:(?:basée?|établie?|installée?|sise?|enregistrée?|domiciliée?|immatriculée?) (?:à|en|au|aux)"
    r"|dont le siège est (?:à|en))\b"
    r"|, (?:à|en|une?|la|le)\b|,? (?:de|d['’](?=[A-Z]))"
    r"| \((?=[A-Z]))"
)


def read_names(sentences: Iterable[Sentence], pack: Pack) -> Registry:
    """Collect every party that the text names, with what it says of its country."""
    sentences = list(sentences)
    registry = Registry(middle=pack.language == "de")
    for sentence in sentences:
        known_names.note(sentence, registry.add)
        for start, end in find_names(sentence.text, pack, []):
            registry.add(
                sentence.text[start:end], sentence.start + start, country_beside(sentence.text, start, end, pack)
            )
    registry.finish()
    pattern = registry.pattern()
    for sentence in sentences:
        text = sentence.text
        known = [match.span() for match in pattern.finditer(text)] if pattern else []
        for start, end in known:
            entity = registry.by_alias(text[start:end])
            if entity is not None and (country := country_beside(text, start, end, pack)):
                entity.country = entity.country or country
        masked = known + [
            (place.start, place.end)
            for place in find_places(text, pack)
            if place.role != "adjective" or pack.language == "de"
        ]
        if pack.language == "fr":  # "la Flotte russe du Pacifique": its capital words are no names of their own
            masked += [(one.start, one.end) for one in find_groups(text, pack, find_places(text, pack), known)]
        masked += [(date.start, date.end) for date in find_dates(text, pack, None)]
        masked += [(weapon.start, weapon.end) for weapon in known_names.weapons(text)]
        for start, end in guess_names(text, pack, masked):
            country = country_beside(text, start, end, pack)
            country = country or _country_within(text[start:end], pack)
            registry.add(
                text[start:end],
                sentence.start + start,
                country,
                weak=not (
                    corporate(text[start:end], pack)
                    or is_public(text[start:end])
                    or _in_business(text, start, end, pack)
                ),
            )
    if pack.language == "fr":
        registry.join_families()
    registry.finish()
    return registry


def _in_business(text: str, start: int, end: int, pack: Pack) -> bool:
    """French: "Bachmotor, à Oufa, fabrique ...": who makes and sells is a firm; a person has two names."""
    name = text[start:end]
    plain = " " not in name and len(name) > 4 and not name.isupper()
    return pack.language == "fr" and plain and BUSINESS.match(text, end) is not None


def _country_within(name: str, pack: Pack) -> str | None:
    """Return the country that is written out in a name; capital letters there are part of it."""
    for place in find_places(name, pack):
        if (place.role != "adjective" or is_public(name)) and not name[place.start : place.end].isupper():
            return place.code
    return None


def country_beside(text: str, start: int, end: int, pack: Pack) -> str | None:
    """Read the country of a name from the words around it: an adjective before, a place or an apposition after."""
    window = max(0, start - BEFORE)
    for place in reversed(find_places(text[window:start], pack)):
        between = text[window + place.end : start].strip()
        if (
            place.role == "adjective"
            and re.fullmatch(r"(?:(?:-based|[\w-]+) ){0,4}[\w-]*[„\"“'‘]?", between + " " if between else "")
            and not re.search(r"[,;:.]", between)
            and not _broken(between, pack)
        ):
            return place.code
        break
    after = text[end : end + AFTER]
    apposition = APPOSITION.match(after)
    if not apposition:
        return None
    rest = after[apposition.end() :]
    places = find_places(rest, pack)
    if not places:
        return None
    lead = rest[: places[0].start]
    if re.search(r"[.;:]", lead) or len(lead.split()) > 4:
        return None
    if places[0].role == "adjective" and LED.search(lead):
        return None  # "X, die ihre Ware über das Taschkenter Unternehmen Y verschickte"
    inner = apposition.group().strip().split()[-1] in ("in", "aus", "from", "of", "de", "d'", "en", "à")
    if inner and lead.strip() not in ("", "the", "der"):
        return None
    based = rest.startswith("-based", places[0].end)  # "is a China-based company"
    if places[0].role == "adjective" or inner or based or re.search(r"registered in|based in|Sitz in|aus ", lead):
        return places[0].code
    return None


def _broken(between: str, pack: Pack) -> bool:
    """A preposition or a verb between adjective and name parts them."""
    words = between.lower().split()
    keys = ("preposition", "auxiliary", "coordinator", "subordinator")
    return any(word in pack.verbs or any(word in pack.words(key) for key in keys) for word in words)
