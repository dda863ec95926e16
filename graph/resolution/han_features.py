"""What lining up a Chinese name with another one has shown, in numbers that a person can read."""

from __future__ import annotations

from functools import lru_cache

from graph.resolution.han_alignment import Lined
from graph.resolution.han_names import CORE_WORD, WEIGHTS, Characters, Word
from graph.resolution.han_remains import remains
from graph.resolution.han_words import han_words


def measure(mine: Characters, found: Lined) -> dict[str, float]:
    """Return what lining up has explained and what it has left over, each feature 0 to 1.

    Parts weigh less beside a core that is read or means the same: firms translate their trade as they like.
    """
    theirs = found.words
    told = [0.0 if word.optional else _weight(word) for word in theirs]
    here_left, there_left = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]  # of core, parts and places
    explained = 0.0
    for place, weight in enumerate(mine.weights):
        kind = 0 if place in mine.core else 2 if place in mine.sites else 1
        if place not in found.here:
            here_left[kind] += weight
        elif kind == 1:
            explained += weight
    for place, word in enumerate(theirs):
        if place not in found.there:
            there_left[1 if word.kind else 2 if told[place] == WEIGHTS["city"] else 0] += told[place]
    bits = dict.fromkeys(
        ("reading", "japanese", "meaning", "transcription", "letters", "initials", "part", "place"), 0.0
    )
    for match in found.matches:
        bits[match.by] += match.bits
    core = sum(bits.values()) - bits["part"] - bits["place"]
    # A Chinese firm has few namesakes; a foreign one, which is only heard, often has subsidiaries.
    open_to_parts = 1 - min(bits["reading"] + bits["meaning"], 20.0) / 20
    parts = (min(here_left[1], 1.0), min(there_left[1], 1.0), min(here_left[1], there_left[1], 0.5) * 2)
    numbers = (
        {run for run in mine.letters.values() if run.isdigit()},
        {word.text for word in theirs if word.text.isdigit()},
    )
    begins, sounds = remains(mine, found)
    return {
        "han_kana": float(mine.kana),
        "han_agrees": min(core, 8.0) / 8,
        "han_agrees_more": min(max(core - 8.0, 0.0), 12.0) / 12,
        "han_by_sound_alone": bits["transcription"] / core if core else 0.0,
        "han_parts_agree": min(explained, 1.5) / 1.5,
        "han_place_agrees": float(bits["place"] > 0),
        "han_core_left": min(here_left[0], 2.0) / 2,
        "han_words_left": min(there_left[0], 2.0) / 2,
        "han_both_left": min(here_left[0], there_left[0], 1.0),
        "han_core_complete": float(core > 0 and here_left[0] + there_left[0] == 0),
        "han_nothing_left": float(sum(here_left) + sum(there_left) < 0.3),
        "han_no_core": float(not core),
        "han_parts_left": parts[0] * open_to_parts,
        "han_other_parts_left": parts[1] * open_to_parts,
        "han_parts_both_left": parts[2] * open_to_parts,
        "han_place_left": float(here_left[2] > 0 or there_left[2] > 0),
        "han_place_differs": float(here_left[2] > 0 and there_left[2] > 0),
        "han_left_begins": begins,
        "han_left_sounds": sounds,
        "han_number_differs": float(bool(numbers[0] and numbers[1] and numbers[0].isdisjoint(numbers[1]))),
    }


def _weight(word: Word) -> float:
    if word.kind:
        return WEIGHTS[word.kind]
    if word.text in latin_places():
        return WEIGHTS["city"]
    return CORE_WORD if len(word.text) > 2 else CORE_WORD / 2


@lru_cache(maxsize=1)
def latin_places() -> frozenset[str]:
    """Return the names of all known places in Latin letters."""
    return frozenset(spelling for word in han_words().words.values() for spelling in word.spellings)
