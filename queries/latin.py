"""Names of other scripts as a reader of Latin letters can say them; for showing alone, nothing is compared by it."""

from __future__ import annotations

import re

from graph.resolution.characters import is_han, pinyin

# BGN/PCGN as newspapers write it, with the letters of Ukrainian, Belarusian and Kazakh.
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўқғұүңөһә",
        (
            "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g w q gh u u ng o h a"
        ).split(),
        strict=True,
    )
) | {"ъ": "", "ь": ""}
RUN = re.compile(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+")


def latin(text: str) -> str | None:
    """Return a name in Latin letters; None where it has no Han or Cyrillic letter."""
    if not any(is_han(char) or char.lower() in CYRILLIC for char in text):
        return None
    pieces = [" ".join(pinyin(run)) if is_han(run[0]) else "".join(map(_letter, run)) for run in RUN.findall(text)]
    return re.sub(r"\s+", " ", " ".join(pieces)).strip()


def with_latin(text: str) -> str:
    """Return a name with what it sounds like behind it, where that helps."""
    said = latin(text)
    return text if said is None else f"{text} ({said})"


def _letter(char: str) -> str:
    said = CYRILLIC.get(char.lower())
    if said is None:
        return char
    return said[:1].upper() + said[1:] if char.isupper() else said
