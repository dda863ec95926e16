"""The language of a passage: by its letters, its small words, and a trained identifier where these leave a doubt."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

SEVEN = ("de", "en", "fr", "ru", "tr", "uk", "zh")
SHORT = 60  # characters below which a passage takes the language of the text
SAMPLE = 600
ENOUGH = 4  # small words of one language, and twice as many as of the next

# The commonest words of the languages in Latin letters; those that two of them share are left out.
_SMALL = {
    "de": "der und das ist nicht mit von dem den ein eine auf für sich nach wurde werden haben hat auch im zum zur",
    "en": "the of and to that is was for with by from has have it which were been are this its on at",
    "fr": "le la les des et une du dans que qui est pour par sur au aux avec ses cette ont sont",
    "tr": "ve bir bu için ile olarak da göre daha gibi ancak sonra kadar olan değil çok ise",
}
SMALL = {language: frozenset(words.split()) for language, words in _SMALL.items()}


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(SEVEN))
    return identifier


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the most likely of the seven languages."""
    return _plain(text[:SAMPLE]) or str(_identifier().classify(text[:2000])[0])


def _plain(text: str) -> str | None:
    """A language whose small words abound; loading the identifier costs more than reading most texts."""
    words = re.findall(r"\w+", text.lower())
    counts = sorted(((sum(word in small for word in words), code) for code, small in SMALL.items()), reverse=True)
    (first, code), (second, _) = counts[0], counts[1]
    return code if first >= ENOUGH and first >= 2 * second else None


def of_passage(text: str, default: str, said: bool = False) -> str:
    """Return the language of a passage.

    Args:
        text: the passage.
        default: the language of the whole text, for passages that are too short to tell.
        said: whether somebody says the default; then only clear words speak against it.
    """
    letters = [letter for letter in text[:SAMPLE] if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters)
    other_script = bool(letters) and latin < len(letters) * 0.5
    if said and (other_script == (default in ("ru", "uk", "zh"))):
        return _plain(text[:SAMPLE]) or default
    if len(text) < SHORT and not other_script:
        return default
    return detect(text)
