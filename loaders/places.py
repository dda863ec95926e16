"""The country of an address as printed: a name at its end, or a part of its own."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph.fold import fold
from graph.reference import countries

# Names of countries that are names of other places too: alone they prove nothing at the end of a longer phrase.
DOUBTFUL = frozenset({"georgia", "jersey", "mexico", "guinea", "man", "mali", "chad", "jordan", "niger", "congo"})
# Two capital letters at the end of an address are a federal state more often than a country.
SHORT = {"uk": "GB", "us": "US", "uae": "AE", "usa": "US", "prc": "CN", "dprk": "KP", "rok": "KR", "roc": "TW"}
APART = frozenset({"HK", "MO", "TW"})  # printed before "China" at times, with codes of their own
DIGITS = re.compile(r"[\d\-–—/]+")
NOTE = re.compile(r"\([^()]*\)\s*$")
LONGEST = 6  # words of a country's name
LONG_CODE = 3  # letters of the longest code


@lru_cache(maxsize=1 << 15)
def country_of_address(address: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the country that an address names as its last part, else as another.

    Args:
        address: as printed, in one line or several.
    """
    text = NOTE.sub("", address.strip()).strip(" .,;\"'")
    parts = [" ".join(DIGITS.sub(" ", part).split()).strip(" .\"'") for part in re.split(r"[,;\n]", text)]
    found = (_name(parts[-1]) or _tail(parts[-1].split())) if parts[-1] else None
    if found == "CN" and len(parts) > 1:  # "Hong Kong, China" is Hong Kong: the codes are apart
        within = _name(parts[-2]) or _tail(parts[-2].split())
        found = within if within in APART else found
    if found is None:  # a house number after it, or the country first
        whole = (part for part in reversed(parts[:-1]) if len(part) > LONG_CODE and part.casefold() not in DOUBTFUL)
        found = next((code for part in whole if (code := _name(part))), None)
    return found


@lru_cache(maxsize=1 << 15)
def country_of_text(text: str) -> str | None:
    """Return the code of a country that a cell names: a name, an adjective or a code; else None."""
    plain = text.strip().strip(".").strip()
    found = countries.code(plain) if plain else None
    if found is None and NOTE.search(plain):
        found = countries.code(NOTE.sub("", plain).strip())
    return found


def nationality(text: str) -> str | None:
    """Return the code of a country that a cell names by name, adjective or inhabitants ("Russian"); else None."""
    return country_of_text(text) or _adjectives().get(fold(text))


@cache
def _adjectives() -> dict[str, str]:
    found = {
        fold(word.form): word.code for word in countries.mentions("en") if word.role in ("adjective", "inhabitants")
    }
    return found | {"belarussian": "BY", "uzbekistani": "UZ"}


def _name(phrase: str) -> str | None:
    letters = phrase.replace(".", "").casefold()
    if len(letters) <= 3:
        return SHORT.get(letters)
    return countries.code(phrase.removeprefix("the "))


def _tail(words: list[str]) -> str | None:
    """Look at the last words, the longest run first: `Moscow Russian Federation`, `Dubai UAE`."""
    for count in range(min(LONGEST, len(words) - 1), 0, -1):
        phrase = " ".join(words[-count:]).strip(" .")
        if count == 1 and phrase.casefold() in DOUBTFUL:
            return None
        if found := _name(phrase):
            return found
    return None
