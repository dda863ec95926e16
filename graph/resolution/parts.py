"""Words that many names share: concepts of parts and places in many languages, read from name_parts.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from graph.resolution.characters import is_han, pinyin, simplified
from graph.resolution.romanise import sound

Role = Literal["core", "part", "place", "number", "initial"]
VOCABULARY = Path(__file__).with_name("name_parts.yml")
WEIGHTS: dict[Role, float] = {"core": 1.0, "part": 0.3, "place": 0.35, "number": 1.0, "initial": 0.4}
LONG = 5  # letters of a sound key from which on an ending may be taken off
ENDING = re.compile(r"(?:ami|iami|ogo|omu|imi|aia|oie|ie|ih|oi|im|om|ov|ev|ah|iu|ei|i|a|o|e|u|s)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a name.

    Attributes:
        role: what it does in the name.
        sound: key of its sound in Latin letters.
        concept: of a part or place, else None.
        optional: in brackets, or in "named after ...": its absence says nothing.
        han: its simplified characters, or "".
        readings: other sounds that its characters may have been written with (Cantonese, Wade-Giles).
        meanings: sound keys of the words that it may have been translated with.
    """

    role: Role
    sound: str
    concept: str | None = None
    optional: bool = False
    han: str = ""
    readings: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """How much its absence on the other side says."""
        if self.optional:
            return 0.0
        return WEIGHTS[self.role] * (0.5 if self.role == "core" and len(self.sound) <= 2 else 1.0)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Concepts of parts and places, by sound and by characters."""

    sounds: dict[str, tuple[Role, str]]
    stems: dict[str, tuple[Role, str]]
    han: dict[str, tuple[Role, str]]
    longest: int


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the vocabulary that lies beside this module."""
    data = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    sounds: dict[str, tuple[Role, str]] = {}
    han: dict[str, tuple[Role, str]] = {}
    for concept, words in data["parts"].items():
        for word in words.split():
            if is_han(word[0]):
                han.setdefault(simplified(word), ("part", concept))
            else:
                sounds.setdefault(sound(word), ("part", concept))
    exceptions: dict[str, str] = data["places"]["other"]
    for place in data["places"]["han"].split():
        latin = exceptions.get(place) or "".join(pinyin(place))
        han[place] = ("place", sound(latin.replace(" ", "")))
        sounds[sound(latin.replace(" ", ""))] = han[place]
    for place, latin in exceptions.items():
        han[place] = ("place", sound(latin.replace(" ", "")))
        sounds[sound(latin.replace(" ", ""))] = han[place]
    for word in data["places"]["cyrillic"].split():
        key = sound(word)
        sounds.setdefault(key, ("place", _place(key)))
    stems: dict[str, tuple[Role, str]] = {}
    for key, known in sounds.items():
        if len(key) > LONG:
            stems.setdefault(stem(key), known)
    return Vocabulary(sounds, stems, han, max(map(len, han)))


def stem(key: str) -> str:
    """Return a word without its ending of case, gender or number."""
    return ENDING.sub("", ENDING.sub("", key))


def _place(key: str) -> str:
    return re.sub(r"(?:sk[a-z]*|k)$", "", key)[:7] or key
