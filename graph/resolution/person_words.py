"""What is known of words in names of persons, read from person_names.yml, and a word as it is compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from graph.letters import fold
from graph.packaged import packaged_yaml
from graph.resolution.characters import is_han, other_pinyin, pinyin, simplified, southern
from graph.resolution.han_spellings import spellings, taiwanese
from graph.resolution.person_sounds import ALPHABETIC, CONSONANTAL, SYLLABIC, consonants, latin, sound
from graph.resolution.person_transcription import shell, shell_of_pinyin
from graph.short_names import PATRONYMIC

Role = Literal["family", "given", "patronymic", "initial", "particle", "tail", "word"]
FATHER = re.compile(
    r"(?:[aeio]?v[iy]?c|[oei]?vna|icna|inicna|[ei]c)$"
)  # in a sound key, where c is the sound of church
SERVANT = re.compile(r"abd[aeiu]?(.{3,})")
MOST_WAYS = 24  # of writing a given name in one system
OF_FAITH = re.compile(r"(.{3,})[aeou]l?d[ie]ne?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a person's name.

    Attributes:
        printed: folded.
        sounds: keys of its sound, the likeliest first.
        role: what it does in the name.
        weight: how much its absence on the other side says, 0 to 1.
        known: names that it is a form of.
        bones: consonants of the likeliest sound, as Arabic tells them apart.
        shell: those that are left of it in syllabic scripts.
        far: how far its script is from Latin.
        han: characters that stand for syllables and are compared as they are, the Chinese ones simplified; else "".
        optional: in brackets or after a stroke.
    """

    printed: str
    sounds: tuple[str, ...]
    role: Role
    weight: float
    known: frozenset[str]
    bones: str
    shell: str
    far: int = ALPHABETIC
    han: str = ""
    optional: bool = False

    def as_role(self, role: Role, *, optional: bool = False) -> Word:
        """Return the word in another role."""
        if role == "patronymic" and self.role != "patronymic":
            return replace(self, role=role, known=_of_fathers(self.sounds[0]), weight=0.5, optional=optional)
        known, weight = self.known, self.weight
        if self.role == "patronymic" and role != "patronymic":
            known, weight = frozenset(), _weight(self.sounds[0])
        weight = 0.0 if role == "particle" or optional else weight
        return replace(self, role=role, known=known, weight=weight, optional=optional)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Forms of given and family names, and words that tell nobody apart; by sound where nothing else is said."""

    known: dict[str, frozenset[str]]
    transcribed: dict[str, frozenset[str]]
    arabic: dict[str, frozenset[str]]
    hangul: dict[str, tuple[str, ...]]
    double: frozenset[str]
    readings: dict[str, str]
    titles: frozenset[str]
    particles: frozenset[str]
    chains: frozenset[str]
    maiden: frozenset[str]
    tails: frozenset[str]
    honours: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the vocabulary that lies beside this module."""
    data: dict[str, Any] = packaged_yaml("graph.resolution", "person_names.yml")
    known: dict[str, set[str]] = {}
    for kind in ("given", "family"):
        for line in data[kind].splitlines():
            forms = line.split()
            for form in forms:
                known.setdefault(key_of(form), set()).add(f"{kind} {forms[0]}")

    def known_forms(name: str) -> dict[str, frozenset[str]]:
        pairs = (pair.split(":") for pair in data[name].split())
        return {fold(text): frozenset(known.get(key_of(form), ())) for text, form in pairs}

    def words(name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in data[name].split())

    return Vocabulary(
        {key: frozenset(names) for key, names in known.items()},
        known_forms("transcribed"),
        known_forms("arabic"),
        {family: tuple(key_of(form) for form in forms.split()) for family, forms in data["hangul"].items()},
        frozenset(data["double"].split()),
        data["sounds"],
        *(words(name) for name in ("titles", "particles", "chains", "maiden", "tails", "honours")),
    )


def key_of(word: str) -> str:
    """Return the sound key of a word of a name, compounds of Arabic names in one form: Abd al-Rahman, Abdurrahman."""
    key = sound(latin(fold(word))[0])
    return _compound(key)


def _compound(key: str) -> str:
    if found := SERVANT.fullmatch(key):
        rest = found[1]
        if rest[0] == "l" and rest[1] not in "aeiou":
            rest = rest[1:]
        return "abd" + rest
    if found := OF_FAITH.fullmatch(key):
        return found[1] + "udin"
    return key


def _weight(key: str) -> float:
    """How much a word says: long ones more."""
    return min(0.3 + 0.1 * len(key), 1.0)


def _of_fathers(key: str) -> frozenset[str]:
    """Return the given names that a patronymic can be made of."""
    stem = FATHER.sub("", key)
    known = vocabulary().known
    found: set[str] = set()
    for father in (stem, stem + "i", stem + "ei", stem + "a", stem + "o"):
        found |= known.get(father, frozenset())
    return frozenset(f"father {name}" for name in found if name.startswith("given"))


@lru_cache(maxsize=65536)
def word_of(folded: str) -> Word | None:
    """Return a folded word by itself; None when it has no letter that can be read."""
    words = vocabulary()
    written, far = latin(folded)
    key = _compound(sound(written))
    if not key:
        return None
    if folded in words.particles:
        return Word(folded, (key,), "particle", 0.0, frozenset(), "", "", far)
    bones, rest = consonants(key), shell(written)
    if folded in words.tails:
        return Word(folded, (key,), "tail", 0.25, frozenset(), bones, rest, far)
    if PATRONYMIC.fullmatch(folded) or (len(key) > 6 and re.search(r"[oe]vic$|[oe]vna$", key)):
        return Word(folded, (key,), "patronymic", 0.5, _of_fathers(key), bones, rest, far)
    known = words.arabic.get(folded, frozenset()) if far == CONSONANTAL else words.known.get(key, frozenset())
    weight = _weight(key) * (0.7 if known else 1.0)
    sounds = (key, _compound(sound(written.replace("g", "h")))) if "г" in folded else (key,)
    if written[0] == "j":  # said as in Jamal and Jong too, not only as in Juri
        sounds = (key, "c" + sound(written)[1:])
    return Word(folded, sounds, "word", weight, known, bones, rest, far)


@lru_cache(maxsize=16384)
def han_word(text: str, role: Role) -> Word:
    """Return Chinese characters of a Chinese name, with the ways in which they are written in Latin letters."""
    words = vocabulary()
    plain = list(pinyin(text)) if role == "given" else [words.readings.get(char) or pinyin(char)[0] for char in text]
    ways = {"pinyin": [""], "Taiwan": [""], "Cantonese": [""], "southern": [""]}
    for char, syllable in zip(text, plain, strict=False):
        for way, begun in ways.items():
            written = [spelling for spelling, system in spellings(char, syllable) if system == way]
            if way == "Taiwan":
                written += [one for other in other_pinyin(char)[:2] for one in (other, *taiwanese(other))]
            if way == "southern":
                written = [*southern(char), syllable]  # one name may mix them
            written = written or [syllable]
            ways[way] = [start + end for start in begun for end in written][:MOST_WAYS]
    sounds = tuple(
        dict.fromkeys(sound(one) for one in ("".join(plain), *(one for way in ways.values() for one in way)))
    )
    known = frozenset(name for key in sounds for name in words.known.get(key, ()) if name.startswith("family"))
    weight = 0.5 if role == "family" else _weight(sounds[0])
    return Word(text, sounds, role, weight, known if role == "family" else frozenset(), "", "", ALPHABETIC, text)


@lru_cache(maxsize=16384)
def transcribed(text: str) -> Word:
    """Return Chinese characters that write a foreign word by its sound."""
    syllables = pinyin(text)
    rest = shell_of_pinyin(syllables)
    key = sound("".join(syllables))
    known = vocabulary().transcribed.get(text, frozenset())
    return Word(text, (key,), "word", _weight(key), known, "", rest, SYLLABIC, text)


@lru_cache(maxsize=16384)
def hangul_words(text: str) -> tuple[Word, Word]:
    """Return family and given name of a Korean name in Hangul."""
    words = vocabulary()
    cut = 2 if text[:2] in words.hangul and len(text) > 2 else 1
    family, given = text[:cut], text[cut:]
    plain = latin(family)[0]
    sounds = words.hangul.get(family) or (sound(plain),)
    known = frozenset(name for key in sounds for name in words.known.get(key, ()) if name.startswith("family"))
    spoken = latin(given)[0]
    loose = spoken.replace("eo", "o").replace("eu", "u")
    hard = "".join(_hard(latin(char)[0]) for char in given)
    keys = tuple(dict.fromkeys(map(sound, (spoken, loose, hard))))
    weight = _weight(keys[0])
    return (
        Word(family, sounds, "family", 0.5, known, "", "", ALPHABETIC, family),
        Word(given, keys, "given", weight, frozenset(), consonants(keys[0]), "", ALPHABETIC, given),
    )


def _hard(syllable: str) -> str:
    """Return a Korean syllable as McCune and Reischauer write it, roughly."""
    start = {"g": "k", "d": "t", "b": "p", "j": "ch"}.get(syllable[:1], syllable[:1])
    return start + syllable[1:].replace("eo", "o").replace("eu", "u")


def is_hangul(char: str) -> bool:
    """Whether a character is a Korean syllable."""
    return "\uac00" <= char <= "\ud7a3"


def all_han(text: str) -> bool:
    """Whether a text is of Chinese characters only."""
    return all(map(is_han, text))


__all__ = ["Role", "Word", "all_han", "han_word", "hangul_words", "is_hangul", "key_of", "simplified", "transcribed",
           "vocabulary", "word_of"]  # fmt: skip
