"""Names of persons in the nominative: "Тимуру Галимуллину" is "Тимур Галимуллин"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from loaders.extraction import lexicon

VOWELS = "аеёиоуыэюяєії"


@dataclass(frozen=True, slots=True)
class _Rule:
    """Endings of a case and what stands there in the nominative of a man's and of a woman's family name."""

    ending: str
    man: str
    woman: str


_RULES = {
    "ru": (
        _Rule("ому", "ый", ""), _Rule("ого", "ый", ""), _Rule("ским", "ский", ""), _Rule("ской", "", "ская"),
        _Rule("скую", "", "ская"), _Rule("овой", "", "ова"), _Rule("евой", "", "ева"), _Rule("иной", "", "ина"),
        _Rule("ову", "ов", "ова"), _Rule("еву", "ев", "ева"), _Rule("ину", "ин", "ина"), _Rule("овым", "ов", ""),
        _Rule("евым", "ев", ""), _Rule("иным", "ин", ""), _Rule("ом", "", ""), _Rule("у", "", ""), _Rule("а", "", ""),
    ),
    "uk": (
        _Rule("ому", "ий", ""), _Rule("ого", "ий", ""), _Rule("ським", "ський", ""), _Rule("ській", "", "ська"),
        _Rule("ської", "", "ська"), _Rule("ську", "", "ська"), _Rule("ової", "", "ова"), _Rule("овій", "", "ова"),
        _Rule("іної", "", "іна"), _Rule("їної", "", "їна"), _Rule("ову", "", "ова"), _Rule("цеві", "ець", ""),
        _Rule("ця", "ець", ""), _Rule("цю", "ець", ""), _Rule("ові", "", ""), _Rule("єву", "єв", ""),
        _Rule("іну", "ін", "іна"),
        _Rule("енка", "енко", ""), _Rule("енку", "енко", ""), _Rule("енком", "енко", ""), _Rule("ом", "", ""),
        _Rule("у", "", ""), _Rule("а", "", ""),
    ),
}  # fmt: skip


def given_name(word: str, language: str) -> tuple[str, bool] | None:
    """The nominative of a given name in any case, and whether it is a woman's; None for a word that is none."""
    return _given_names(language).get(word)


@lru_cache(maxsize=2)
def _given_names(language: str) -> dict[str, tuple[str, bool]]:
    table: dict[str, tuple[str, bool]] = {}
    for women, key in ((True, "women"), (False, "men")):
        for name in lexicon.load(language).data[key].split():
            table |= dict.fromkeys(_forms(name, language), (name, women))
    return table


def _forms(name: str, language: str) -> set[str]:
    stem = name[:-1] if name[-1] in "аяйьоіє" else name
    if name.endswith(("ия", "ія")):
        return {name, *(stem + one for one in ("и", "ю", "ей", "ї", "єю"))}
    if name.endswith(("а", "о")):
        return {name, *(stem + one for one in ("а", "ы", "и", "е", "і", "у", "ой", "ою", "ом", "ові"))}
    if name.endswith("я"):
        return {name, *(stem + one for one in ("и", "і", "е", "ю", "ей", "ею"))}
    if name.endswith(("й", "ь")):
        return {name, *(stem + one for one in ("я", "ю", "ем", "єм", "еві", "єві"))}
    return {name, *(stem + one for one in ("а", "у", "ом", "ові"))}


def nominative(name: str, language: str) -> str:
    """A person's name as it stands in the nominative, as far as its given name is known."""
    words = name.split()
    given = given_name(words[0], language) if words else None
    if given is None or (given[0] == words[0] and not _oblique(words[-1], given[1], language)):
        return name
    if given[0] == words[0]:
        return name
    return " ".join([given[0], *(_family(word, given[1], language) for word in words[1:])])


def _oblique(family: str, woman: bool, language: str) -> bool:
    return _family(family, woman, language) != family


def _family(word: str, woman: bool, language: str) -> str:
    for rule in _RULES[language]:
        if not word.endswith(rule.ending) or len(word) <= len(rule.ending) + 1:
            continue
        wanted = rule.woman if woman else rule.man
        if wanted:
            return word[: -len(rule.ending)] + wanted
        if not woman and not rule.woman and rule.ending in ("у", "а", "ом", "ові"):
            return word[: -len(rule.ending)]
    return word
