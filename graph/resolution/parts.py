"""Words that many names share: concepts of parts and places in many languages, read from name_parts.yml."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Literal

from graph.fold import fold
from graph.packaged import packaged_yaml
from graph.reference import countries
from graph.resolution.characters import is_han, pinyin, simplified
from graph.resolution.han_spellings import palladius
from graph.resolution.heard import heard
from graph.resolution.romanise import sound

Role = Literal["core", "part", "place", "number", "initial"]
COMMON = Path(__file__).with_name("common_words.json")
WEIGHTS: dict[Role, float] = {"core": 1.0, "part": 0.7, "place": 0.6, "number": 1.0, "initial": 0.4}
RARITY = (1.0, 0.8, 0.6, 0.45, 0.3)  # what a word weighs by its class: in no class, rare ... in very many names
LIGHTEST = 0.1
SHORTEST, PHRASE, STARTS = (
    3,
    3,
    2,
)  # letters up to which a country's word is left out; words of a phrase; its first letters
TELLING = 0.5  # weight from which on a word tells parties apart
LIGHT = frozenset("company limited corporation and enterprise group".split())  # concepts that say next to nothing
# concepts by which parties of one family differ: how they are called
LEVELS = {
    "branch": "branch",
    "representative": "representative office",
    "subsidiary": "subsidiary",
    "trading_house": "trading house",
    "group": "group",
    "holding": "group",
}
KIN = frozenset(LEVELS)
OF_ADJECTIVE = "n(?:aia|oe|ogo|oi|omu|i[eihm]?|imi|ia)"  # endings of Russian adjectives in -ny
SUFFIX = re.compile(
    rf"(?<=[a-z]{{4}})(?:{OF_ADJECTIVE}|ichesk\w*|ikal\w*|isti\w*|ism\w*|ist\w*|[ai]?tsi\w*|[ai]?tsen\w*|[ai]?ten\w*|ivn\w*|iv|al[in]\w*|al|nost\w*|iti|"
    r"sk\w{0,4}|ik[aiou]?s?|s)$"
)  # endings that languages add to one international word
ADJECTIVE = re.compile(r"([a-z]{3,}?)sk(?:i|ii|aia|aya|oe|ogo|oi|om|omu|ih|im|ie|e|ui|y|ei)?")
BETWEEN = frozenset(
    ("", "in", "an", "en", "ov", "ev", "n", "l", "ian")
)  # between a place and the ending of its adjective
CASE = re.compile(r"(?<=[a-z]{3}[^aeiou])[aeiou]+$")  # what Russian cases add to a short word
ADJECTIVE_ENDING = re.compile(rf"{OF_ADJECTIVE}$")
WRITTEN = {"ts": "s", "th": "t", "kua": "kva", "kue": "kve", "kui": "kvi", "kuo": "kvo"}  # English and Russian ways
INTERNATIONAL = re.compile("|".join(WRITTEN))
LONG = 5  # letters of a sound key from which on an ending may be taken off
ENDING = re.compile(r"(?:ami|iami|ogo|omu|imi|aia|oie|ie|ih|oi|im|om|ov|ev|ah|iu|ei|i|a|o|e|u|s)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a name.

    Attributes:
        role: what it does in the name.
        sound: key of its sound in Latin letters.
        concept: of a part or place, or of a word that is often translated, else None.
        optional: in brackets, or in "named after ...": its absence says nothing.
        han: its simplified characters, or "".
        readings: other sounds that it may have been written with: of characters (Cantonese, Wade-Giles), of capitals by
            the English names of their letters.
        meanings: sound keys of the words that it may have been translated with.
        letters: of a word that may be an acronym, each as the key of a word with this initial begins; else "".
        heard: its sound as a Russian ear hears an English word, where that is another; else "".
        pieces: known words that it is put together of, such as those of "авиаремонтный".
        weight: how much its absence on the other side says.
        base: what its ending makes an adjective of, or "".
        stem: its sound without what languages add to one word.
    """

    role: Role
    sound: str
    concept: str | None = None
    optional: bool = False
    han: str = ""
    readings: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    letters: str = ""
    heard: str = ""
    pieces: tuple[Unit, ...] = field(default=(), compare=False, repr=False)
    weight: float = field(init=False, compare=False)
    stem: str = field(init=False, compare=False)
    base: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Fill in what follows from the rest."""
        words = common_words()
        weight = 0.0
        if not self.optional:
            rarity = words.concepts.get(self.concept, 0) if self.concept else words.sounds.get(self.sound, 0)
            weight = WEIGHTS[self.role] * RARITY[rarity]
            if self.concept in LIGHT:
                weight = LIGHTEST
            elif self.role == "core" and len(self.sound) <= 2:
                weight /= 2
        object.__setattr__(self, "weight", weight)
        adjective = ADJECTIVE.fullmatch(self.sound)
        object.__setattr__(self, "base", adjective.group(1) if adjective else "")
        object.__setattr__(self, "stem", root(self.sound))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Concepts of parts and places.

    Attributes:
        sounds, stems, roots: role and concept of a word, by its sound, its stem, and what other languages keep of it.
        short_stems: the same of short Russian words without the ending of their case.
        heard: the same of English words, by their sound to a Russian ear.
        near: concepts that translations take for a concept.
        phrases: the same of several words, by their sounds put together.
        starts: beginnings of phrases.
        combining: the same of the forms that begin a compound, such as "электро".
        short: concepts that an abbreviation stands for, by the folded abbreviation.
        numbers: digits of a folded word that says a number.
        han: role and concept of Chinese words.
        longest: characters of the longest Chinese word.
        initials: letters that the English and the Russian words for a concept begin with.
    """

    sounds: dict[str, tuple[Role, str]]
    stems: dict[str, tuple[Role, str]]
    roots: dict[str, tuple[Role, str]]
    short_stems: dict[str, tuple[Role, str]]
    heard: dict[str, tuple[Role, str]]
    near: dict[str, frozenset[str]]
    phrases: dict[str, tuple[Role, str]]
    starts: frozenset[str]
    combining: dict[str, tuple[Role, str]]
    short: dict[str, tuple[str, ...]]
    numbers: dict[str, str]
    han: dict[str, tuple[Role, str]]
    longest: int
    initials: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class CommonWords:
    """Classes of frequent words, 1 (in some names) to 4 (in very many): by sound, and of concepts by their name."""

    sounds: dict[str, int]
    concepts: dict[str, int]


@lru_cache(maxsize=1)
def common_words() -> CommonWords:
    """Read the table of frequent words that lies beside this module."""
    table: dict[str, dict[str, str]] = json.loads(COMMON.read_text(encoding="utf-8"))
    return CommonWords(
        *(
            {word: int(number) for number, words in table[kind].items() for word in words.split()}
            for kind in ("sounds", "concepts")
        )
    )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the vocabulary that lies beside this module."""
    data = packaged_yaml("graph.resolution", "name_parts.yml")
    sounds: dict[str, tuple[Role, str]] = {}
    phrases: dict[str, tuple[Role, str]] = {}
    han: dict[str, tuple[Role, str]] = {}
    initials: dict[str, set[str]] = {}
    cases: dict[str, tuple[Role, str]] = {}
    ears: dict[str, tuple[Role, str]] = {}
    roles: tuple[tuple[Role, str], ...] = (("part", "parts"), ("core", "words"))
    for role, section in roles:
        for concept, words in data[section].items():
            for word in words.split():
                if is_han(word[0]):
                    han.setdefault(simplified(word), (role, concept))
                    continue
                key = "".join(map(sound, word.split("_")))
                (phrases if "_" in word else sounds).setdefault(key, (role, concept))
                if by_ear := heard(word, key):
                    ears.setdefault(by_ear, (role, concept))
                if word[0] >= "а" and "_" not in word and len(key) <= LONG:
                    cases.setdefault(CASE.sub("", key), (role, concept))
                if word[0] >= "а" or word == words.split()[0]:
                    initials.setdefault(concept, set()).add(key[:1])
    _add_places(data["places"], sounds, phrases, han)
    stems: dict[str, tuple[Role, str]] = {}
    roots: dict[str, tuple[Role, str]] = {}
    for key, known in sounds.items():
        if len(key) > LONG:
            stems.setdefault(stem(key), known)
            roots.setdefault(root(key), known)
    short = {fold(word): tuple(said.split()) for words, said in data["short"].items() for word in words.split()}
    numbers = {fold(word): str(number) for number, words in data["numbers"].items() for word in words.split()}
    found = {concept: frozenset(letters) for concept, letters in initials.items()}
    combining = {key.rstrip("oe"): known for key, known in sounds.items() if key[-1:] in "oe" and len(key) > LONG}
    starts = frozenset(key[:STARTS] for key in phrases)
    near: dict[str, set[str]] = {}
    for line in data["near"]:
        for one, other in permutations(line.split(), 2):
            near.setdefault(one, set()).add(other)
    close = {concept: frozenset(others) for concept, others in near.items()}
    return Vocabulary(
        sounds,
        stems,
        roots,
        cases,
        ears,
        close,
        phrases,
        starts,
        combining,
        short,
        numbers,
        han,
        max(map(len, han)),
        found,
    )


def _add_places(
    places: dict[str, object],
    sounds: dict[str, tuple[Role, str]],
    phrases: dict[str, tuple[Role, str]],
    han: dict[str, tuple[Role, str]],
) -> None:
    exceptions = places["other"]
    assert isinstance(exceptions, dict)
    for place in (*str(places["han"]).split(), *exceptions):
        latin = str(exceptions.get(place) or "".join(pinyin(place)))
        known: tuple[Role, str] = ("place", "".join(map(sound, latin.split())))
        han[place] = known
        (phrases if " " in latin else sounds)[known[1]] = known
        sounds.setdefault(sound("".join(map(palladius, pinyin(place)))), known)
    for form, code in _country_words():
        keys = [sound(word) for word in re.split(r"[\s-]+", form)]
        if len("".join(keys)) > SHORTEST and len(keys) <= PHRASE:
            concept = "".join(map(sound, countries.name(code).split()))
            (phrases if len(keys) > 1 else sounds).setdefault("".join(keys), ("place", concept))
    groups = places["groups"]
    assert isinstance(groups, list)
    for line in groups:
        names = str(line).split()
        for word in names:
            key = "".join(map(sound, word.split("_")))
            (phrases if "_" in word else sounds)[key] = ("place", "".join(map(sound, names[0].split("_"))))


@lru_cache(maxsize=65536)
def root(key: str) -> str:
    """Return what of a word other languages keep: "технологический" and "technological" are "tehnolog"."""
    if len(key) <= LONG:
        return key
    found = SUFFIX.sub("", SUFFIX.sub("", key))
    if len(found) < LONG - 1:
        found = SUFFIX.sub("", key)
    if len(found) < LONG - 1:
        found = key
    return INTERNATIONAL.sub(lambda way: WRITTEN[way[0]], stem(found) if found == key else found.rstrip("aeiou"))


def _country_words() -> Iterator[tuple[str, str]]:
    """Yield names of countries in alphabets, and English and Russian adjectives of them, with their code."""
    for code in countries.all_codes():
        yield from ((form, code) for form in countries.names(code).values() if not is_han(form[0]))
    for language in ("en", "ru"):
        for mention in countries.mentions(language):
            if mention.role == "adjective" and (language == "en" or mention.form.endswith("ий")):
                yield mention.form, mention.code


def stem(key: str) -> str:
    """Return a word without its ending of case, gender or number."""
    return ENDING.sub("", ENDING.sub("", key)) if len(key) > LONG else key
