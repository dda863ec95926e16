"""The language of a passage: what its letters allow, else what its words say."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

SEVEN = ("de", "en", "fr", "ru", "tr", "uk", "zh")
SHORT = 60  # characters below which a passage takes the language of the text


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(SEVEN))
    return identifier


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the most likely of the seven languages."""
    return str(_identifier().classify(text[:2000])[0])


def of_passage(text: str, default: str) -> str:
    """Return the language of a passage.

    Args:
        text: the passage.
        default: the language of the whole text, for passages that are too short to tell.
    """
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters)
    if letters and latin < len(letters) * 0.5:
        return detect(text)
    if len(text) < SHORT:
        return default
    return detect(text)
