"""What queries say in English, in the language of the page: reasons of a rank, what comes near, what was searched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import cast

from dashboard.say import LANGUAGES, Language, language
from dashboard.wording import MODALITIES, STANDINGS, modality_word, standing_word
from graph.packaged import packaged_yaml
from graph.reference import countries

LONGEST = 600  # names can be of any length; what is longer stays as it is
KEPT = 5000  # sentences that were put into other words: a table says the same ones at each run of its page
OR = " or "
_PLACE = re.compile(r"\{(\w+)\}")


def reworded(sentence: str) -> str:
    """Return a sentence in the language of the page; one that its file does not know stays in English.

    Args:
        sentence: of a closed set, with names and numbers in it; plain text.
    """
    spoken = language()
    return sentence if spoken == LANGUAGES[0] or len(sentence) > LONGEST else _reworded(sentence, spoken)


@lru_cache(maxsize=KEPT)
def _reworded(sentence: str, spoken: Language) -> str:
    for pattern, told in _patterns(spoken):
        found = pattern.fullmatch(sentence)
        if found:
            return told.format_map({name: _reworded(value, spoken) for name, value in found.groupdict().items()})
    return "".join(_word(part, spoken) for part in re.split(f"(, |{OR})", sentence))


@cache
def known(spoken: Language) -> Mapping[str, str]:
    """Return the sentences in English, with places in braces, and what they are in another language."""
    return cast("Mapping[str, str]", packaged_yaml("dashboard", "texts", f"reasons.{spoken}.yml"))


@cache
def _patterns(spoken: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the sentences as patterns, those with the most words of their own first."""
    ranked = sorted(known(spoken).items(), key=lambda pair: -len(_PLACE.sub("", pair[0])))
    return tuple((_pattern(sentence), told) for sentence, told in ranked)


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = _PLACE.split(sentence)
    numbers = ("n", "told")
    made = [
        f"(?P<{part}>{r'[0-9.,]+' if part in numbers else '.+?'})" if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    ]
    return re.compile("".join(made), re.DOTALL)


def _word(text: str, spoken: Language) -> str:
    """Return a standing, a modality or a country in words; anything else as it is."""
    if text == OR:
        return known(spoken)[OR]
    if text in STANDINGS:
        return standing_word(text)
    if text in MODALITIES:
        return modality_word(text)
    code = _codes().get(text)
    return text if code is None else countries.name(code, spoken)


@cache
def _codes() -> Mapping[str, str]:
    return {countries.name(code): code for code in countries.all_codes()}
