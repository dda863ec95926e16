"""Names prepared for lining up: a Chinese one as characters with all that they may be, another one as words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from graph.fold import fold, split_legal_form, strip_marks
from graph.resolution.characters import is_han, pinyin, simplified
from graph.resolution.han import segments
from graph.resolution.han_spellings import spellings
from graph.resolution.han_words import LONGEST_MEANING, Kind, english_stem, english_stems, han_words
from graph.resolution.kana import is_kana
from graph.resolution.kana import syllables as kana_syllables
from graph.resolution.parts import vocabulary
from graph.resolution.romanise import sound

WORD = re.compile(r"[^\W_]+")
RUN = re.compile(r"[\u3400-\u9fff]+|[\u3041-\u30fc]+|[^\W_\u3041-\u30fc\u3400-\u9fff]+")
BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
STOP = frozenset("the of for and und et de des du la le les i ve with on in at und der die das y spol".split())
WEIGHTS: dict[Kind, float] = {"form": 0.0, "common": 0.25, "part": 0.5, "meaning": 1.0, "city": 0.35, "country": 0.3}
NUMERAL = re.compile(r"第([一二三四五六七八九十百零〇]{2,})|([一二三四五六七八九零〇]{3,})")
DIGITS = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True))
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
CORE = 0.5  # weight of a character that no known part explains
KANA = 0.25  # of a Japanese syllable, of which a word has more
CORE_WORD = 1.0  # weight of a word that no known part explains


class Word(NamedTuple):
    """A word of the name in Latin or Cyrillic letters.

    Attributes:
        text: folded.
        stem: without its English ending.
        kind: of the part that it is, or None.
        optional: in brackets.
    """

    text: str
    stem: str
    kind: Kind | None
    optional: bool


class Span(NamedTuple):
    """A piece of the Chinese name: characters [start, end)."""

    start: int
    end: int


class Match(NamedTuple):
    """Characters [start, end) that stand for words [first, last).

    Attributes:
        by: reading, japanese (reading), meaning, transcription, letters, initials, part or place.
        likeness: 0 to 1.
        bits: what the agreement is worth.
    """

    start: int
    end: int
    first: int
    last: int
    by: str
    likeness: float
    bits: float


@dataclass(frozen=True, slots=True)
class Characters:
    """A Chinese name prepared for lining up.

    Attributes:
        text: its characters, simplified, and Japanese syllables; Latin runs are one place each and stand in `letters`.
        syllables: pinyin of each place, Latin letters of a Japanese syllable.
        weights: what each place tells, by its segment.
        meanings: places of the words that an English stem may stand for.
        places: segments of places by their spellings in Latin letters.
        letters: Latin runs by their place.
        core: places that no known part explains.
        sites: places of the names of cities and countries.
        kana: whether Japanese syllables are among them.
        edges: where a segment begins, and the end.
        written: spellings by place, looked up when first needed.
        starts: places by the first letters of their spellings, likewise.
    """

    text: tuple[str, ...]
    syllables: tuple[str, ...]
    weights: tuple[float, ...]
    meanings: dict[str, list[Span]]
    places: dict[str, Span]
    letters: dict[int, str]
    core: frozenset[int]
    sites: frozenset[int]
    kana: bool
    edges: frozenset[int]
    written: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    starts: dict[str, list[int]] = field(default_factory=dict)

    def printed(self, start: int, end: int) -> str:
        """Return the characters and letters of places [start, end)."""
        return "".join(self.letters.get(place, self.text[place]) for place in range(start, end))


@lru_cache(maxsize=4096)
def characters(name: str) -> Characters:
    """Prepare a Chinese name.

    Args:
        name: as printed.
    """
    text: list[str] = []
    syllables: list[str] = []
    weights: list[float] = []
    meanings: dict[str, list[Span]] = {}
    places: dict[str, Span] = {}
    letters: dict[int, str] = {}
    core: set[int] = set()
    sites: set[int] = set()
    alone: set[int] = set()
    edges: set[int] = set()
    whole = NUMERAL.sub(_digits, simplified(name))
    plain = split_legal_form(BRACKETS.sub(_bracket, whole)).core
    for run in RUN.findall(plain) or RUN.findall(whole):
        if is_kana(run[0]):
            for printed, latin in kana_syllables(run):
                core.add(len(text))
                text.append(printed)
                syllables.append(latin)
                weights.append(KANA)
            continue
        if not is_han(run[0]):
            letters[len(text)] = strip_marks(fold(run))
            core.add(len(text))
            text.append("\0")
            syllables.append("")
            weights.append(1.0)
            continue
        begin = len(text)
        for piece, word in segments(run):
            span = Span(len(text), len(text) + len(piece))
            edges.update(span)
            if len(piece) == 1:
                alone.add(span.start)
            syllables += pinyin(piece)
            text += piece
            weights += [WEIGHTS[word.kind] / len(piece) if word else CORE] * len(piece)
            if word is None:
                core.update(range(*span))
            elif word.spellings:
                sites.update(range(*span))
                places.update(dict.fromkeys(word.spellings, span))
        _look_up("".join(text[begin:]), begin, core | alone, meanings, places)
    sets = frozenset(core), frozenset(sites)
    kana = any(is_kana(char[0]) for char in text)
    return Characters(
        tuple(text), tuple(syllables), tuple(weights), meanings, places, letters, *sets, kana, frozenset(edges)
    )


def _bracket(found: re.Match[str]) -> str:
    """Keep what brackets hold where it is a place; a short form or a note says nothing new."""
    pieces = segments(found.group(1).strip())
    return (
        f" {found.group(1)} "
        if pieces and all(word and word.kind in ("city", "country") for _, word in pieces)
        else " "
    )


def _digits(found: re.Match[str]) -> str:
    """Write a number of several Chinese numerals in digits: 第五十四 as 54, 二零零八 as 2008."""
    text = found[1] or found[2]
    if "十" not in text and "百" not in text:
        return "".join(DIGITS[char] for char in text)
    total = last = 0
    for char in text:
        if char in "十百":
            total, last = total + (last or 1) * (10 if char == "十" else 100), 0
        else:
            last = int(DIGITS[char])
    return str(total + last)


def _look_up(run: str, begin: int, alone: set[int], meanings: dict[str, list[Span]], places: dict[str, Span]) -> None:
    """Enter all words that stand anywhere in a run; of single characters those that may stand alone."""
    known = han_words().words
    for start in range(len(run)):
        for end in range(start + 1, min(start + LONGEST_MEANING, len(run)) + 1):
            word = known.get(run[start:end])
            if word is not None and (end - start > 1 or begin + start in alone):
                span = Span(begin + start, begin + end)
                for stem in word.meanings:
                    meanings.setdefault(stem, []).append(span)
                for spelling in word.spellings:
                    places.setdefault(spelling, span)


def written(name: Characters, place: int) -> tuple[tuple[str, str], ...]:
    """Return the spellings of the character at a place."""
    found = name.written.get(place)
    if found is None:
        char, syllable = name.text[place], name.syllables[place]
        found = ((syllable, "Japanese"),) if is_kana(char[0]) else spellings(char, syllable)
        name.written[place] = found
    return found


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[Word, ...]:
    """Prepare a name in Latin or Cyrillic letters.

    Args:
        name: as printed.
    """
    plain = BRACKETS.sub(" ", name)
    optional = BRACKETS.findall(name)
    if not WORD.search(plain):
        plain, optional = name, []
    out = _words(split_legal_form(plain).core, False) or _words(plain, False)
    for inner in optional:
        out += _words(inner, True)
    return tuple(word for at, word in enumerate(out) if not _said(out, at))


def _said(said: list[Word], at: int) -> bool:
    """Whether a word says nothing new: it stood before, or only announces a number."""
    word = said[at].text
    if word in ("no", "nr", "number"):
        return at + 1 < len(said) and said[at + 1].text.isdigit()
    return len(word) > 3 and any(before.text == word for before in said[: max(at - 1, 0)])


def _words(text: str, optional: bool) -> list[Word]:
    found = WORD.findall(strip_marks(fold(re.sub(r"['’.]", "", text))))
    return [as_word(ORDINAL.sub(r"\1", word), optional) for word in found if word not in STOP]


def as_word(text: str, optional: bool) -> Word:
    """Return a folded word; "Vektor" has the stem of "vector", "электроникс" that of "electronics"."""
    stem = english_stem(text)
    if "а" <= text[0] <= "я":
        known = vocabulary().sounds.get(sound(text))
        stem = english_stem(known[1]) if known and known[0] == "part" else stem
    if "k" in text and stem not in english_stems():
        latin = english_stem(text.replace("k", "c"))
        stem = latin if latin in english_stems() else stem
    return Word(text, stem, han_words().english.get(stem), optional)
