"""The words of Chinese names of organisations and what they mean in English: han_words.tsv and han_places.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from graph.resolution.characters import pinyin, simplified
from graph.resolution.parts import vocabulary

Kind = Literal["form", "common", "part", "meaning", "city", "country"]
KINDS: dict[str, Kind] = {"f": "form", "c": "common", "p": "part", "m": "meaning", "city": "city", "country": "country"}
ORDER: tuple[Kind, ...] = (
    "meaning",
    "part",
    "common",
    "form",
    "city",
    "country",
)  # of two kinds of a word the later one counts
TABLES = Path(__file__).parent
SUFFIXES = "市省区县州镇"
LONGEST_MEANING = 4  # characters that are looked up together inside of a rare word
ENDING = re.compile(
    r"(?:izations?|isations?|ications?|ations?|itions?|ments?|ings?|ically|icals?|ics?|ials?|als?|ers?|ors?|ies|ions?|ives?|ary|"
    r"ed|es|s|e|y)$"
)


@dataclass(frozen=True, slots=True)
class HanWord:
    """A word of Chinese names.

    Attributes:
        kind: how much it tells: forms nothing, common parts little.
        meanings: stems of the English words that stand for it.
        english: those words, the usual ones first.
        spellings: for a place, its names in Latin letters without spaces.
    """

    kind: Kind
    meanings: frozenset[str]
    english: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HanWords:
    """All words, by their simplified characters, and the stems of English words that stand for parts."""

    words: dict[str, HanWord]
    longest: int
    english: dict[str, Kind]


@lru_cache(maxsize=65536)
def english_stem(word: str) -> str:
    """Return a folded English word without its ending: one stem for "technological" and "technologies"."""
    if len(word) < 5:
        return word[:-1] if len(word) == 4 and word.endswith("s") else word
    cut = ENDING.sub("", word)
    return cut if len(cut) >= 4 else word.removesuffix("s")


@lru_cache(maxsize=1)
def han_words() -> HanWords:
    """Read the tables that lie beside this module, and the Han words of name_parts.yml."""
    found: dict[str, tuple[Kind, list[str], list[str]]] = {}
    english: dict[str, Kind] = {}

    def add(word: str, kind: Kind, meanings: list[str], spellings: list[str]) -> None:
        old = found.get(word, (kind, [], []))
        found[word] = (max(kind, old[0], key=ORDER.index), [*old[1], *meanings], [*old[2], *spellings])

    for kind, latin, han in _rows("han_words.tsv"):
        meanings = latin.replace("+", "").split()
        for word in han.split():
            add(word, kind, meanings, [])
        if kind in ("form", "common", "part"):
            for stem in map(english_stem, meanings):
                english[stem] = max(kind, english.get(stem, kind), key=ORDER.index)
    for kind, latin, han in _rows("han_places.tsv"):
        for word in han.split():
            names = ["".join(pinyin(word))] if kind == "city" else []
            names += [] if latin == "-" else latin.replace("+", "").split()
            add(word, kind, [], names)
    for word, (role, concept) in vocabulary().han.items():
        if word not in found and len(word) > 1:
            kind = "part" if role == "part" else "city"
            add(word, kind, [concept] if role == "part" else [], [] if role == "part" else [concept])
    words = {word: _word(*entry) for word, entry in found.items()}
    return HanWords(words, max(map(len, words)), english)


def _word(kind: Kind, meanings: list[str], spellings: list[str]) -> HanWord:
    stems = frozenset(map(english_stem, meanings))
    return HanWord(kind, stems, tuple(dict.fromkeys(meanings)), tuple(dict.fromkeys(spellings)))


@lru_cache(maxsize=1)
def english_stems() -> frozenset[str]:
    """Return the stems of all English words that stand for a Chinese one."""
    return frozenset(stem for word in han_words().words.values() for stem in word.meanings)


def _rows(name: str) -> list[tuple[Kind, str, str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(KINDS[kind], latin, simplified(han)) for kind, latin, han in rows]
