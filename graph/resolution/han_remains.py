"""How alike is what lining up has left of two names: too little for a match, enough to speak for one party.

Firms choose the word that stands for their brand in the other language freely, but seldom at random: each word begins
like a syllable ("Nova Wave" for 诺维), or the whole sounds a little like it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graph.resolution.characters import cantonese
from graph.resolution.han_alignment import Lined
from graph.resolution.han_names import Characters, written
from graph.resolution.han_spellings import hong_kong
from graph.resolution.han_transcription import chinese_beats, foreign_beats, heard_alike
from graph.resolution.kana import is_kana

AGREES, DIFFERS, BITS = 2.5, 1.5, 5.0  # bits of a further first sound that agrees, of one that does not; all
LEAST, MOST = 0.4, 0.66  # likeness of two sounds from which on it says something, and that of a match
BEATS = 4  # of a word whose likeness counts fully
ENDINGS = re.compile(r"(?<=..)(?:tech|teck|tek|tec|tronics?|tron|chip|net|soft|comm?|max|ex|co|way|well|star)$")
FIRST = re.compile(r"sch|zh|ch|sh|hs|ts|tz|th|ph|wh|kn|wr|ng|c(?=[eiy])|[a-z]")
CLASSES = {
    "sch": "s", "zh": "c", "ch": "c", "sh": "s", "hs": "s", "ts": "c", "tz": "c", "th": "s", "ph": "f", "wh": "w",
    "kn": "n", "wr": "l", "c": "k", "q": "c", "j": "c", "z": "c", "x": "s", "v": "w", "r": "l", "b": "p", "d": "t",
    "g": "k",
}  # fmt: skip


def remains(mine: Characters, found: Lined) -> tuple[float, float]:
    """Return how far what is left of both names begins alike, and how far it sounds alike, each 0 to 1.

    Args:
        mine: the Chinese name.
        found: it and the other one lined up.
    """
    places = [
        place
        for place in sorted(mine.core - found.here)
        if place not in mine.letters and not is_kana(mine.text[place][0])
    ]
    words = [
        (place, word.text)
        for place, word in enumerate(found.words)
        if place not in found.there and not word.optional and _is_latin(word.text)
    ]
    if not places or not words:
        return 0.0, 0.0
    return _begin_alike(mine, places, [text for _, text in words]), _sound_alike(mine, places, words)


def _is_latin(text: str) -> bool:
    return len(text) > 1 and text.isascii() and text.isalpha()


@lru_cache(maxsize=65536)
def _first(spelling: str) -> str:
    """Return the class of the first sound of a word or a syllable."""
    found = FIRST.match(spelling)
    if found is None:
        return ""
    letters = found[0]
    return "s" if letters == "c" and spelling[1:2] in ("e", "i", "y") else CLASSES.get(letters, letters)


def _begin_alike(mine: Characters, places: Sequence[int], words: Sequence[str]) -> float:
    """Pair words with characters in their order, by first sounds; one pair alone says nothing."""
    firsts = [{_first(spelling) for spelling, _ in written(mine, place)} for place in places]
    row = [0] * (len(words) + 1)
    for sounds in firsts:
        before = row[:]
        for at, word in enumerate(words):
            row[at + 1] = max(before[at + 1], row[at], before[at] + (_first(word) in sounds))
    agree = row[-1]
    bits = AGREES * (agree - 1) - DIFFERS * (max(len(places), len(words)) - agree)
    return min(max(bits, 0.0) / BITS, 1.0)


def _sound_alike(mine: Characters, places: Sequence[int], words: Sequence[tuple[int, str]]) -> float:
    """Compare all characters that are left with each row of words that are, in Mandarin and in Cantonese."""
    readings = {
        tuple(mine.syllables[place] for place in places),
        tuple(_in_hong_kong(mine.text[place], mine.syllables[place]) for place in places),
    }
    best = 0.0
    for text in _rows(words):
        other = foreign_beats(text)
        for syllables in readings:
            beats = chinese_beats(syllables)
            likeness = heard_alike(beats, other, LEAST)
            if likeness:
                fewest = min(len(beats), len(other.beats))
                best = max(best, (likeness - LEAST) / (MOST - LEAST) * min(fewest / BEATS, 1.0))
    return min(best, 1.0)


def _rows(words: Sequence[tuple[int, str]]) -> list[str]:
    """Return words, and up to three neighbours joined, each also without an ending that many brands have."""
    out = []
    for at in range(len(words)):
        joined, after = "", words[at][0]
        for place, text in words[at : at + 3]:
            if place != after:
                break
            joined, after = joined + text, place + 1
            out += [joined, ENDINGS.sub("", joined)]
    return list(dict.fromkeys(out))


def _in_hong_kong(char: str, syllable: str) -> str:
    readings = cantonese(char)
    return hong_kong(readings[0])[0].strip() or syllable if readings else syllable
