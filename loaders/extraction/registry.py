"""The parties that a text names: the fullest form of each, its short forms, its country."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.fold import fold_name, split_legal_form
from loaders.extraction import lexicon
from loaders.extraction.name_shapes import is_person

BARE_FORMS = (" Ltd", " Inc", " Corp", " Co")
PINYIN = re.compile(  # a Chinese word of two syllables or more in Latin letters
    r"(?=[A-Z])(?:(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?(?:[iu]?(?:ang|eng|ong|an|en|in|ai|ei|ao|ou|a|e|o)|ing|i|u|ui|ue|er)){2,4}",
    re.IGNORECASE,
)
IN_BRACKETS = {"HK": "HK", "USA": "US", "US": "US", "UK": "GB", "UAE": "AE", "PRC": "CN", "SG": "SG", "VAE": "AE"}


@dataclass(slots=True)
class Entity:
    """A party that the text names.

    Attributes:
        surface: its fullest form.
        country: ISO code where the text or the legal form says it.
        first: its first mention, [start, end) in the text.
        weak: only its capital letters speak for a party.
    """

    surface: str
    country: str | None
    first: tuple[int, int]
    weak: bool = False
    kind: str = "company"
    aliases: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Registry:
    """All parties that a text names, by the core of their name; `finished` keeps what finds them in a sentence.

    With `middle`, "Weitang" alone means "Ningbo Weitang Spindle".
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    finished: re.Pattern[str] | None = None
    middle: bool = False

    def add(self, surface: str, start: int, country: str | None, weak: bool = False) -> Entity:
        """Note a mention; the longest form of a name stands for all of them."""
        self.finished = None
        key = fold_name(surface) or surface
        entity = self.entities.get(key)
        if entity is None:
            entity = Entity(surface, country or country_of_name(surface), (start, start + len(surface)), weak)
            self.entities[key] = entity
        if surface + "." == entity.surface and surface.endswith(BARE_FORMS):
            entity.surface = surface  # the dot there ended a sentence
        elif len(surface) > len(entity.surface) and not (
            surface == entity.surface + "." and entity.surface.endswith(BARE_FORMS)
        ):
            entity.surface = surface
            entity.country = entity.country or country_of_name(surface)
        entity.country = entity.country or country
        entity.weak = entity.weak and weak
        entity.kind = "person" if entity.weak and is_person(entity.surface) else "company"
        entity.aliases.add(surface)
        return entity

    def finish(self) -> None:
        """Give every party its short forms: the name without legal form, and its first words."""
        self.finished = None
        generic = set(lexicon.names()["generic_first"].split())
        places = lexicon.places()
        taken: dict[str, Entity] = {}
        for entity in self.entities.values():
            core, _, _ = split_legal_form(entity.surface)
            words = core.replace(",", " ").split()
            shorts = {core} if core and (len(words) > 1 or len(core) > 3) else set()
            shorts |= {bare} if len(bare := re.sub(r"-\d+$", "", core)) > 5 and bare != core else set()
            shorts |= {" ".join(words[:count]) for count in range(2, len(words))}
            if words and _elsewhere(words[0], places, set()):
                shorts |= {" ".join(words[1:count]) for count in range(3, len(words) + 1)}
                if self.middle and places.get(words[0]) == "CN" and len(words) > 2 and PINYIN.fullmatch(words[1]):
                    shorts.add(words[1])  # "Weitang" of "Ningbo Weitang Spindle"
            if len(words) > 1 and len(words[0]) > 4 and words[0] not in generic and words[0] not in places:
                shorts.add(words[0])
            entity.aliases |= {short for short in shorts if not _elsewhere(short, places, generic)}
        for entity in sorted(self.entities.values(), key=lambda item: (item.weak, -len(item.surface))):
            entity.aliases = {alias for alias in entity.aliases if taken.setdefault(alias, entity) is entity}

    def join_families(self) -> None:
        """ "M. Loubenski" is the one person of whom the text gives the whole name."""
        full: dict[str, list[Entity]] = {}
        for entity in self.entities.values():
            if entity.weak and 1 < len(entity.surface.split()) < 4:
                full.setdefault(entity.surface.split()[-1], []).append(entity)
        for key, entity in list(self.entities.items()):
            bearers = full.get(entity.surface, [])
            if entity.weak and len(bearers) == 1:
                bearers[0].aliases |= entity.aliases
                bearers[0].first = min(bearers[0].first, entity.first)
                del self.entities[key]

    def pattern(self) -> re.Pattern[str] | None:
        """A pattern that finds every alias, the longest first."""
        if self.finished is not None:
            return self.finished
        aliases = {alias for entity in self.entities.values() for alias in entity.aliases if len(alias) > 1}
        if not aliases:
            return None
        ordered = sorted(aliases, key=lambda alias: (-len(alias), alias))
        self.finished = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w])(?!-\d)")
        return self.finished

    def by_alias(self, alias: str) -> Entity | None:
        """Return the party that a short form stands for."""
        for entity in self.entities.values():
            if alias in entity.aliases:
                return entity
        return None


def _elsewhere(short: str, places: dict[str, str], generic: set[str]) -> bool:
    """A short form that is a place, a country or a common word stands for nobody."""
    from loaders.extraction.countries import is_country_word

    return short in places or short in generic or is_country_word(short)


def country_of_name(surface: str) -> str | None:
    """A country by its name or a place that begins a name, by a bracket, or by a legal form that only one country has;
    abbreviations in the name are no countries.
    """
    core, _, hint = split_legal_form(surface)
    places = lexicon.places()
    words = core.replace(",", " ").split()
    for count in (2, 1):
        if code := places.get(" ".join(words[:count])):
            return code
    from graph.reference import countries

    for count in (2, 1):
        if words[:count] and (code := countries.code_of_name(" ".join(words[:count]))):
            return code
    bracket = re.search(r"\(([A-Z][\w ]+)\)", surface)
    if bracket and (code := countries.code_of_name(bracket.group(1)) or IN_BRACKETS.get(bracket.group(1))):
        return code
    return hint or next((places[word] for word in words if word in places), None)
