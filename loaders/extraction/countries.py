"""Countries in sentences: the words that graph.reference knows, looked up word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from graph.reference import countries as reference
from graph.reference.inflection import FORMS
from loaders.extraction import lexicon
from loaders.extraction.lexicon import Pack
from loaders.extraction.place import Place
from loaders.extraction.turkish.endings import townsman

TOKEN = re.compile(r"[\w.]+(?:['’](?!s\b)\w+)*")
PLAIN = re.compile(r"[\w.]+")  # where an apostrophe parts a name from its article or its ending
LONGEST = 7
PACKED = (
    ("places", "place", "capital"),
    ("place_adjectives", "adjective", "adjective"),
    ("country_forms", "name", "name"),
)  # key of a pack, role, rule of inflection
SLAVIC = ("ru", "uk")
INFLECTED = ("de", *SLAVIC)  # their adjectives are small letters, but at the beginning of a sentence


@cache
def _forms(language: str) -> tuple[dict[str, tuple[str, str]], frozenset[str]]:
    table: dict[str, tuple[str, str]] = {}
    for mention in reference.mentions(language):
        role = mention.role
        if role == "inhabitants" and language in ("en", "fr"):
            role = "adjective"
        if role == "abbreviation":
            role = "name"
        key = mention.form
        if key not in table or role == "name":
            table[key] = (mention.code, role)
    if language == "en":
        table.update(
            {"U.S.": ("US", "adjective"), "US": ("US", "adjective"), "UK": ("GB", "name"), "UAE": ("AE", "name")}
        )
    for word, code in lexicon.places().items():
        table.setdefault(word, (code, "place"))
    for word, code in lexicon.names()["place_adjectives"].items():
        table[word] = (code, "adjective")
    table.update(_of_pack(language))
    if language == "de":
        table = _german_towns(table)
    if language == "tr":
        towns = [(word, code) for word, (code, role) in table.items() if role in ("place", "capital", "name")]
        table = {word + townsman(word): (code, "adjective") for word, code in towns} | table
    for word, code in lexicon.names()["seats"].items():
        table[word] = (code, "capital")
    firsts = frozenset(re.split(r"[ '’-]", form)[0] for form in table if re.search(r"\W", form))
    return table, firsts


def _german_towns(table: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """ "Eriwaner", "Bremer", "Minsker": the adjective of a town, which is no name of its own."""
    made: dict[str, tuple[str, str]] = {}
    for word, (code, role) in table.items():
        if role not in ("place", "capital") or len(word) < 4 or " " in word or not word[-1].isalpha():
            continue
        for form in (word + "er", word[:-2] + "er" if word.endswith("en") else word + "er"):
            if table.get(form, (code, role))[1] in ("place", "capital"):
                made[form] = (code, "adjective")
    return table | made


def _of_pack(language: str) -> dict[str, tuple[str, str]]:
    """Cities and their adjectives that a pack names in its own letters, inflected."""
    pack = lexicon.load(language)
    inflect = FORMS[language] if language in SLAVIC else _as_printed
    return {
        form: (code, role)
        for key, role, rule in PACKED
        for code, words in (pack.data.get(key) or {}).items()
        for word in words.split()
        for form in inflect(word.replace("_", " "), rule)
    }


def _as_printed(word: str, role: str) -> Iterator[str]:
    yield word


@cache
def nominatives(language: str) -> frozenset[str]:
    """The names of countries, capitals and cities as they stand in the table before inflection."""
    pack = lexicon.load(language)
    by_code: dict[str, set[str]] = {}
    for mention in reference.mentions(language):
        if mention.role in ("name", "capital"):
            by_code.setdefault(mention.code, set()).add(mention.form)
    made = {
        (code, other)
        for code, forms in by_code.items()
        for form in forms
        for other in FORMS[language](form, "name")
        if other != form
    }
    cities = (word for words in (pack.data.get("places") or {}).values() for word in words.split())
    return frozenset(form for code, forms in by_code.items() for form in forms if (code, form) not in made) | frozenset(
        cities
    )


def adjective(word: str, pack: Pack) -> str | None:
    """Return the country of an adjective such as "Turkish" or "Istanbuler", else None."""
    found = _forms(pack.language)[0].get(word) or _forms(pack.language)[0].get(word.lower())
    if found and found[1] == "adjective":
        return found[0]
    return None


def is_country_word(word: str) -> bool:
    """Tell whether a word mentions a country or a place in any language that has a pack."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(word for language in lexicon.LANGUAGES for word in _forms(language)[0])


@lru_cache(maxsize=2048)
def find_places(text: str, pack: Pack) -> tuple[Place, ...]:
    """Find the countries, capitals, cities and adjectives of a sentence, the longest forms first."""
    if pack.language == "zh":
        from loaders.extraction.chinese import places, script

        return places.find(script.simplify(text))
    table, firsts = _forms(pack.language)
    tokens = list((PLAIN if pack.language in ("fr", "tr") else TOKEN).finditer(text))
    found: list[Place] = []
    index = 0
    while index < len(tokens):
        taken = _at(text, tokens, index, table, firsts, pack)
        if taken is None:
            index += 1
            continue
        place, used = taken
        inner = pack.language == "fr" and place.role != "adjective" and text[place.start - 1 : place.start] == "-"
        if not inner:  # "Transmach-Omsk" is a firm
            found.append(place)
        index += used
    return tuple(found)


def _at(
    text: str,
    tokens: list[re.Match[str]],
    index: int,
    table: dict[str, tuple[str, str]],
    firsts: frozenset[str],
    pack: Pack,
) -> tuple[Place, int] | None:
    first = tokens[index].group()
    if first[0].islower() and first.rstrip(".") not in table and first not in firsts:
        return None
    longest = min(LONGEST, len(tokens) - index) if first in firsts or first.rstrip(".") in firsts else 1
    for count in range(longest, 0, -1):
        start, end = tokens[index].start(), tokens[index + count - 1].end()
        for piece in dict.fromkeys((text[start:end], text[start:end].rstrip("."))):
            entry = table.get(piece.replace("’", "'"))
            begins = index == 0 or text[:start].rstrip()[-1:] in '–—:„“"»«'
            if entry is None and count == 1 and pack.language in INFLECTED and piece[:1].isupper() and begins:
                entry = table.get(piece.lower())  # an adjective that begins the sentence
            if entry is None:
                continue
            code, role = entry
            if role == "inhabitants":
                role = "people"
            return Place(start, start + len(piece), code, role, _surface(piece, code, role, pack)), count
    return None


def _surface(piece: str, code: str, role: str, pack: Pack) -> str:
    """The nominative: the ending of a German genitive goes where the form without it is known too."""
    if pack.language in SLAVIC:
        return piece if role == "place" else reference.name(code, pack.language)
    if role == "name":
        table = _forms(pack.language)[0]
        if piece.endswith("s") and piece[:-1] in table:
            return piece[:-1]
        if pack.language == "de" and piece.endswith("n") and piece[:-1] in table:
            return piece[:-1]
        if piece.isupper() and len(piece) <= 3:
            return reference.name(code, pack.language)
        return piece
    return reference.name(code, pack.language) if role == "capital" else piece
