"""Inflected forms of country words, by rule, so that texts can be searched for them.

The rules make more forms than the languages use; a form that no text holds does no harm, a form that is another word
does and is kept out by `countries.DROPPED`.
"""

from __future__ import annotations

from collections.abc import Iterator

_RU_ADJECTIVE = "ий ого ому им ом ая ой ую ое ие их ими".split()
_UK_ADJECTIVE = "ий ого ому им ім а ої ій у ою е і их ими".split()
_RU_PEOPLE = ["", *"а у ом ем е ы и ов ев ам ами ах".split()]
_UK_PEOPLE = ["", *"а у ом ем і ь и ів ам ами ах я ю ові еві".split()]
_SIBILANTS = "гкхжчшщ"


def german(word: str, role: str) -> Iterator[str]:
    """Yield the forms of a German name, adjective (given without ending), inhabitant or capital."""
    yield word
    if role == "adjective":
        yield from (word + ending for ending in ("e", "en", "er", "es", "em") if not word.endswith("er"))
    elif role == "inhabitants" and word.endswith("e"):
        yield from (word + "n", word[:-1] + "in", word[:-1] + "innen")
    elif role == "inhabitants":
        yield from (word + "n", word + "s", word + "in", word + "innen")
        if not word.endswith("er"):
            yield from (word + "en", word + "e")
    elif role == "capital":
        yield word + "s"
        if word[-1] not in "aeio":
            yield word + "er"
    elif role == "name" and word[-1] not in "szxß":
        yield word + "s"


def english(word: str, role: str) -> Iterator[str]:
    """Yield the forms of an English word: the plural of inhabitants; a genitive ends at its apostrophe."""
    yield word
    if role == "inhabitants" and not word.endswith(("ese", "men", "man")):
        yield word + "s"


def french(word: str, role: str) -> Iterator[str]:
    """Yield the forms of a French word; adjectives and inhabitants are given in the masculine singular."""
    yield word
    if role not in ("adjective", "inhabitants"):
        return
    feminine = word if word.endswith("e") else word + ("ne" if word.endswith("en") else "e")
    yield feminine
    yield feminine + "s"
    if not word.endswith("s"):
        yield word + "s"


def turkish(word: str, role: str) -> Iterator[str]:
    """Yield the forms of a Turkish word: adjectives with plural and case; a name ends at its apostrophe."""
    yield word
    if role != "adjective":
        return
    vowels = [char for char in word if char in "aıouAIOUeiöüEİÖÜ"]
    back = bool(vowels) and vowels[-1] in "aıouAIOU"
    plural = word + ("lar" if back else "ler")
    yield plural
    yield from (
        plural + ending for ending in (("ın", "ı", "a", "dan", "da") if back else ("in", "i", "e", "den", "de"))
    )


def _slavic_noun(word: str, endings: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for ending, replacements in endings.items():
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            yield from (stem + replacement for replacement in replacements)
            return
    if word[-1] in "оеєуюіиэ" or word.isupper():
        return
    yield from (word + ending for ending in ("а", "у", "ом", "е", "і", "ові"))


_RU_NOUNS = {
    "ия": ("ии", "ию", "ией"),
    "ка": ("ки", "ке", "ку", "кой"),
    "га": ("ги", "ге", "гу", "гой"),
    "ха": ("хи", "хе", "ху", "хой"),
    "ша": ("ши", "ше", "шу", "шей"),
    "а": ("ы", "е", "у", "ой"),
    "ья": ("ьи", "ье", "ью", "ьей"),
    "я": ("и", "е", "ю", "ей"),
    "ь": ("я", "ю", "ем", "е", "и", "ью"),
    "й": ("я", "ю", "ем", "е"),
    "ы": ("", "ов", "ам", "ами", "ах"),
}
_UK_NOUNS = {
    "ія": ("ії", "ію", "ією"),
    "ка": ("ки", "ці", "ку", "кою"),
    "га": ("ги", "зі", "гу", "гою"),
    "ква": ("кви", "кві", "кву", "квою"),
    "а": ("и", "і", "у", "ою"),
    "я": ("і", "ї", "ю", "ею", "єю"),
    "ь": ("я", "ю", "ем", "і", "ю"),
    "їв": ("єва", "єву", "євом", "єві"),
    "й": ("я", "ю", "єм", "ї"),
    "и": ("", "ів", "ам", "ами", "ах"),
}


def _slavic_phrase(
    phrase: str, nouns: dict[str, tuple[str, ...]], feminine: dict[str, tuple[str, str]]
) -> Iterator[str]:
    """Decline "adjective ... noun" together; words after the noun are genitives and stay."""
    words = phrase.split(" ")
    head = next((i for i, word in enumerate(words) if not word.endswith(tuple(feminine))), 0)
    first = words[0].endswith(tuple(feminine)) and head > 0
    if not first:
        if len(words) == 1 or words[1][:1].isupper() or words[1] in ("и", "та"):
            yield from (" ".join([form, *words[1:]]) for form in _slavic_noun(words[0], nouns))
        return
    for index in (0, 1):  # genitive, dative and prepositional; accusative
        ahead = [_feminine(word, feminine, index) for word in words[:head]]
        yield from (" ".join([*ahead, noun, *words[head + 1 :]]) for noun in _slavic_noun(words[head], nouns))


def _feminine(word: str, feminine: dict[str, tuple[str, str]], index: int) -> str:
    for ending, replacements in feminine.items():
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + replacements[index]
    return word


def russian(word: str, role: str) -> Iterator[str]:
    """Yield the forms of a Russian name or capital (from its nominative), adjective or inhabitant (from a stem)."""
    if role == "adjective":
        yield from (word + ending for ending in _RU_ADJECTIVE)
    elif role == "inhabitants":
        yield from (word + ending for ending in _RU_PEOPLE)
    else:
        yield word
        yield from _slavic_phrase(word, _RU_NOUNS, {"ая": ("ой", "ую"), "яя": ("ей", "юю")})


def ukrainian(word: str, role: str) -> Iterator[str]:
    """Yield the forms of a Ukrainian name or capital (from its nominative), adjective or inhabitant (from a stem)."""
    if role == "adjective":
        yield from (word + ending for ending in _UK_ADJECTIVE)
    elif role == "inhabitants":
        yield from (word + ending for ending in _UK_PEOPLE)
    else:
        yield word
        adjectives = {
            "ська": ("ської", "ську"),
            "вна": ("вної", "вну"),
            "ична": ("ичної", "ичну"),
            "лика": ("ликої", "лику"),
        }
        yield from _slavic_phrase(word, _UK_NOUNS, adjectives)


def chinese(word: str, role: str) -> Iterator[str]:
    """Yield the word: Chinese does not inflect."""
    yield word


FORMS = {
    "de": german,
    "en": english,
    "fr": french,
    "ru": russian,
    "tr": turkish,
    "uk": ukrainian,
    "zh": chinese,
}
