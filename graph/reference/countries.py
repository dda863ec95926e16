"""Countries and territories: codes, names in seven languages, and the words by which texts mention them.

Source: ISO 3166-1 codes and names of the United Nations from datasets/country-codes (ODC-PDDL), display names from
Unicode CLDR by Babel, everything else by hand (data/countries_words.yml). XK (Kosovo) is a user-assigned code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, NamedTuple, cast

from graph.fold import fold, strip_punctuation

LANGUAGES = ("de", "en", "fr", "ru", "tr", "uk", "zh")
SOURCE = "datasets/country-codes (ODC-PDDL), Unicode CLDR, hand table"
EDITION = "2026-05"

Role = Literal["name", "adjective", "inhabitants", "capital", "abbreviation"]

# Words of a language that are so often something else that no text is searched for them (folded). Abbreviations stay:
# they match in capitals only ("US" is no pronoun).
DROPPED: dict[str, frozenset[str]] = {
    "de": frozenset({"réunion", "este", "jersey", "man", "us"}),
    "en": frozenset({"jersey", "man", "pole", "poles", "us"}),
    "fr": frozenset({"réunion", "jersey", "man"}),
    "ru": frozenset({"того", "мали", "чад", "чада", "чаду", "чаде", "чадом", "финн"}),
    "tr": frozenset({"mali", "fin", "çek", "leh", "tay", "man", "fas", "peru"}),
    "zh": frozenset(),
    "uk": frozenset({"того", "мали", "малі", "чад", "чаду", "чада", "фін", "фіни", "фіну", "фіна"}),
}

# Words that are in, and need a look at what stands around them (folded).
DOUBTFUL: dict[str, dict[str, str]] = {
    "en": {
        "georgia": "also a state of the United States",
        "georgian": "also an English period, or of the state of Georgia",
        "jordan": "also a given name and a family name",
        "chad": "also a given name",
        "guinea": "part of other names",
        "turkey": "a bird, where it is not capitalised",
        "washington": "also a state of the United States",
        "china": "porcelain, where it is not capitalised",
        "finn": "also a given name",
        "dane": "also a given name",
        "niger": "also a river",
        "america": "also the continent",
        "american": "also of the continent",
    },
    "de": {
        "volksrepublik": "also other people's republics",
        "emirate": "also any emirates",
        "emiraten": "also any emirates",
        "bundesrepublik": "also other federal republics",
        "amerika": "also the continent",
        "niger": "also a river",
        "berlin": "also part of names of firms",
    },
    "fr": {"niger": "also a river", "amérique": "also the continent", "émirats": "also any emirates"},
    "ru": {"америка": "also the continent", "эмираты": "also any emirates", "нигер": "also a river"},
    "tr": {"katar": "also a verb: adds", "rus": "also part of words", "kore": "South or North", "şam": "also a pine"},
    "uk": {"америка": "also the continent", "емірати": "also any emirates"},
}

_SEPARATE = {"CN": ("HK", "MO", "TW")}


class Mention(NamedTuple):
    """One way in which a text can mention a country.

    Attributes:
        form: as printed; names, inhabitants and capitals with a capital letter where the language writes one.
        code: ISO 3166-1 alpha-2.
        role: name, adjective, inhabitants, capital or abbreviation (matches only in the letter case given).
    """

    form: str
    code: str
    role: Role


def _load(name: str) -> Any:
    return json.loads(resources.files("graph.reference").joinpath("data", name).read_text("utf-8"))


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, Any]]:
    return cast("dict[str, dict[str, Any]]", _load("countries.json"))


@lru_cache(maxsize=1)
def _index() -> dict[str, str]:
    return cast("dict[str, str]", _load("countries_index.json"))


def country_key(text: str) -> str:
    """Fold the name of a country to the key under which it is looked up."""
    key = strip_punctuation(fold(text))
    return key[4:] if key.startswith("the ") else key


def code(text: str) -> str | None:
    """Find the country that a cell or a name means.

    Args:
        text: a name in one of seven languages, an official name, an ISO code of two or three letters, or a common
            abbreviation; adjectives and inhabitants are not names.

    Returns:
        The ISO 3166-1 alpha-2 code, or None. Never a guess: the folded text must be one known name.
    """
    return _index().get(country_key(text))


def near(text: str, most: int = 5) -> list[str]:
    """Return the codes of the countries whose names, in any of the seven languages, are most like a text.

    Args:
        text: what is no name of a country.
        most: most codes.
    """
    found = get_close_matches(country_key(text), _index(), n=4 * most, cutoff=0.6)
    return list(dict.fromkeys(_index()[key] for key in found))[:most]


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[str]:
    """Codes of two and three letters, and abbreviations in any language, as keys."""
    codes = (text for iso, entry in _table().items() for text in (iso, str(entry["iso3"])))
    written = (one.form for language in LANGUAGES for one in _mentions(language) if one.role == "abbreviation")
    return frozenset(country_key(text) for text in (*codes, *written))


def code_of_name(text: str) -> str | None:
    """Find the country whose name is written out: codes and abbreviations, which names of firms are made of too, are
    none.

    Args:
        text: a name in one of seven languages.

    Returns:
        The ISO 3166-1 alpha-2 code, or None.
    """
    return None if country_key(text) in _short_forms() else code(text)


def name(country: str, language: str = "en") -> str:
    """Return the name of a country in a language; English where the language has none.

    Args:
        country: ISO 3166-1 alpha-2 code.
        language: ISO 639-1 code, one of LANGUAGES.

    Returns:
        The name; the code itself when it is unknown.
    """
    entry = _table().get(country)
    if entry is None:
        return country
    return str(entry["names"].get(language) or entry["names"]["en"])


def names(country: str) -> dict[str, str]:
    """Return the names of a country by language; empty when the code is unknown."""
    entry = _table().get(country)
    return dict(entry["names"]) if entry else {}


def iso3(country: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of an alpha-2 code, or None."""
    entry = _table().get(country)
    return str(entry["iso3"]) if entry else None


def all_codes() -> tuple[str, ...]:
    """Return all codes in alphabetical order."""
    return tuple(sorted(_table()))


def not_included(country: str) -> tuple[str, ...]:
    """Return territories with a code of their own that people may expect under this one: CN has no HK, MO, TW."""
    return _SEPARATE.get(country, ())


@lru_cache(maxsize=len(LANGUAGES))
def _mentions(language: str) -> tuple[Mention, ...]:
    table = cast("dict[str, list[list[str]]]", _load("countries_mentions.json"))
    return tuple(Mention(form, iso, cast(Role, role)) for form, iso, role in table.get(language, []))


def mentions(language: str) -> Iterator[Mention]:
    """Yield the words by which texts of a language mention countries, with inflected forms.

    Args:
        language: ISO 639-1 code; an unknown one yields nothing.

    Returns:
        Mentions sorted by form. One folded form stands for one country only. Words that are often something else
        are left out; `doubtful` names those that are in and still need a look at their surroundings.
    """
    yield from _mentions(language)


def doubtful(form: str, language: str) -> str | None:
    """Tell why a word may mean something else than a country, or None."""
    return DOUBTFUL.get(language, {}).get(fold(form))
