"""Names of goods in the nominative."""

from __future__ import annotations

import re

from loaders.extraction.lexicon import Pack
from loaders.extraction.phrases import Phrase


def nominative(phrase: Phrase, pack: Pack) -> str:
    """Bring goods to the nominative, without number words."""
    if pack.language != "de":
        return phrase.text
    words = list(phrase.words)
    if not words:
        return ""  # "40 davon": a number without its noun
    stop = next(
        (i for i, word in enumerate(words) if i and word in ("für", "mit", "gegen", "eines", "einer", "des", "der")),
        len(words),
    )
    head, rest = words[:stop], words[stop:]
    return " ".join([*_german(head, phrase, pack), *rest])


def _german(words: list[str], phrase: Phrase, pack: Pack) -> list[str]:
    noun = words[-1]
    singular = phrase.quantity is None and not phrase.definite and False
    dative = phrase.prep in ("mit", "von", "aus", "bei", "zu", "nach", "um", "vom", "zum", "wegen") or (
        phrase.quantity is not None and phrase.quantity.kind == "count"
    )
    noun = _dative_plural(noun, pack) if phrase.measured or (dative and phrase.prep != "um") else noun
    adjectives = []
    for word in words[:-1]:
        if word[0].islower() and phrase.article in SINGULAR and phrase.quantity is None:
            adjectives.append(re.sub(r"(?:en|er|em|es|e)$", SINGULAR[phrase.article] or word[-2:], word))
        elif word[0].islower() and re.search(r"(en|er|em)$", word) and not singular:
            adjectives.append(re.sub(r"(en|er|em)$", "e", word))
        else:
            adjectives.append(word)
    return [*adjectives, noun]


SINGULAR = {"einen": "er", "eine": "e", "einer": "e"}  # article -> ending of the adjective in the nominative
FEMININE = tuple("kugeln fasern federn formeln spindeln nadeln kurbeln tafeln schaufeln trommeln leitern".split())
PLURAL_E = (
    "teil",
    "gerät",
    "system",
    "gewehr",
    "fahrzeug",
    "flugzeug",
    "schiff",
    "helm",
    "visier",
    "objektiv",
    "modul",
    "geschoss",
    "triebwerk",
    "chip",
    "laser",
    "sprengstoff",
    "bauelement",
    "bausatz",
    "trieb",
    "getrieb",
    "rohr",
    "gestell",
    "ventil",
    "boot",
    "werkzeug",
    "aggregat",
    "blech",
    "instrument",
    "element",
    "produkt",
    "apparat",
    "stoff",
    "ring",
    "köpf",
    "sätz",
    "stäb",
    "blöck",
    "profil",
    "gewind",
    "bauteil",
)


def _dative_plural(noun: str, pack: Pack) -> str:
    """Take the -n of the dative off where the plural has none."""
    low = noun.lower()
    if re.search(r"(er|el)n$", low) and not low.endswith(FEMININE):
        return noun[:-1]
    if low.endswith("en") and any(low[:-2].endswith(stem) for stem in PLURAL_E):
        return noun[:-1]
    return noun
