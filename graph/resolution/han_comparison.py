"""Compares a Chinese or Japanese name of an organisation with one in Latin or Cyrillic letters."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graph.resolution.han_alignment import Lined, line_up
from graph.resolution.han_features import measure
from graph.resolution.han_names import Characters, characters, words

MODEL = Path(__file__).with_name("han_model.json")
EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# what is measured: what it says in words, and whether it speaks for (+1) or against (-1) one party; 0: either
HAN_FEATURES: dict[str, tuple[str, int]] = {
    "han_agrees": ("characters that stand for rare words", 1),
    "han_agrees_more": ("more of them than chance explains", 1),
    "han_by_sound_alone": ("only by the sound of a foreign word", -1),
    "han_parts_agree": ("words for trade that agree", 1),
    "han_place_agrees": ("a place that agrees", 1),
    "han_core_left": ("characters that stand for nothing", -1),
    "han_words_left": ("rare words without characters", -1),
    "han_both_left": ("rare words and characters that do not agree", -1),
    "han_core_complete": ("all rare words and all characters agree", 1),
    "han_nothing_left": ("nothing on either side is left over", 1),
    "han_left_begins": ("what is left begins alike", 1),
    "han_left_sounds": ("what is left sounds a little alike", 1),
    "han_no_core": ("no rare word agrees", 0),
    "han_parts_left": ("Chinese words for trade that the other has not", -1),
    "han_other_parts_left": ("words for trade that the Chinese name has not", -1),
    "han_parts_both_left": ("words for trade that differ", -1),
    "han_place_left": ("a place that only one has", -1),
    "han_place_differs": ("places that differ", -1),
    "han_number_differs": ("numbers that differ", -1),
}


class Agreement(NamedTuple):
    """Pieces of two names that stand for each other.

    Attributes:
        han: characters.
        words: words of the other name.
        by: part, place, reading, meaning, transcription, letters or initials.
        likeness: 0 to 1.
        core: whether it tells parties apart.
    """

    han: str
    words: str
    by: str
    likeness: float
    core: bool


class HanComparison(NamedTuple):
    """How a Chinese or Japanese name compares with another one.

    Attributes:
        chance: that both mean the same party, by the names alone.
        features: what was measured, by the names in HAN_FEATURES.
        agreements: what stands for what.
        left_here: characters that tell parties apart and stand for nothing.
        left_there: words that do and have no characters.
        turned: whether the Chinese name was the second one.
    """

    chance: float
    features: dict[str, float]
    agreements: tuple[Agreement, ...]
    left_here: tuple[str, ...]
    left_there: tuple[str, ...]
    turned: bool


@lru_cache(maxsize=1)
def models() -> dict[str, dict[str, float]]:
    """Return the weights of the features, and the constant as "bias", of Chinese names and of those with kana."""
    found: dict[str, dict[str, float]] = json.loads(MODEL.read_text(encoding="utf-8"))
    return found


def han_weights(measured: Mapping[str, float]) -> dict[str, float]:
    """Return the weights for what was measured, which says itself whether there were kana."""
    return models()["japanese" if measured.get("han_kana") else "chinese"]


def compare_han(one: str, other: str) -> HanComparison | None:
    """Compare two names of which one is written in Chinese characters or Japanese syllables.

    Args:
        one, other: as printed; their order does not matter.

    Returns:
        None where both or neither are.
    """
    eastern = bool(EASTERN.search(one))
    if eastern == bool(EASTERN.search(other)):
        return None
    mine, theirs = (
        (characters(one[:1000]), words(other[:1000])) if eastern else (characters(other[:1000]), words(one[:1000]))
    )
    found = line_up(mine, theirs)
    measured = measure(mine, found)
    weights = han_weights(measured)
    total = weights["bias"] + sum(weights[name] * measured[name] for name in HAN_FEATURES)
    agreements, here, there = _told(mine, found)
    return HanComparison(1 / (1 + math.exp(-total)), measured, agreements, here, there, not eastern)


def _told(mine: Characters, found: Lined) -> tuple[tuple[Agreement, ...], tuple[str, ...], tuple[str, ...]]:
    agreements = tuple(
        Agreement(
            mine.printed(match.start, match.end),
            " ".join(word.text for word in found.words[match.first : match.last]),
            match.by,
            match.likeness,
            match.by not in ("part", "place"),
        )
        for match in found.matches
    )
    here = tuple(mine.printed(place, place + 1) for place in sorted(mine.core - found.here))
    there = tuple(word.text for place, word in enumerate(found.words) if place not in found.there and not word.kind)
    return agreements, here, there
