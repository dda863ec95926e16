"""What a printed name says, taken apart: words that tell parties apart, parts many share, places, numbers, the form.

A word is compared by its concept ("电子", "electronics", "электроника" are one part) or by its sound ("Lanhe", "蓝禾").
Nothing is decided here: `comparison` weighs what agrees and what does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.fold import fold, split_legal_form, strip_marks
from graph.resolution.characters import is_han
from graph.resolution.han import han_units
from graph.resolution.parts import LONG, Unit, stem, vocabulary
from graph.resolution.romanise import sound

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
BRACKETS = re.compile(r"\(([^()]*)\)|（([^（）]*)）")
NAMED_AFTER = re.compile(r"\b(?:named after|имени|им\.)\s.*", re.IGNORECASE)
STOP = frozenset(
    "the of for and und et de des du la le les в и на по с при di da del van von der für für the ve i".split()
)


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """The name of an organisation, taken apart.

    Attributes:
        printed: as it stands.
        folded: without legal form, case, marks and punctuation.
        form: canonical legal form, or None.
        units: its words in their order.
    """

    printed: str
    folded: str
    form: str | None
    units: tuple[Unit, ...]


def organisation(text: str) -> OrganisationName:
    """Take the name of an organisation apart.

    Args:
        text: as printed, in any script.
    """
    return _organisation(text[:1000])


@lru_cache(maxsize=200_000)
def _organisation(text: str) -> OrganisationName:
    plain = text
    optional: list[Unit] = []
    for found in BRACKETS.finditer(text):
        inner = found.group(1) or found.group(2) or ""
        optional.extend(_optional(unit) for unit in _units(split_legal_form(inner).core) if unit.role != "place")
        keep = [unit for unit in _units(inner) if unit.role == "place"]
        plain = plain.replace(found.group(), f" {inner} " if keep and len(keep) == len(_units(inner)) else " ", 1)
    if not WORD.search(plain):
        plain, optional = text, []
    if found_after := NAMED_AFTER.search(plain):
        optional.extend(map(_optional, _units(found_after.group())))
        plain = plain[: found_after.start()]
    split = split_legal_form(plain)
    units = tuple(_units(split.core) or _units(text))
    folded = " ".join(WORD.findall(strip_marks(fold(split.core))))
    return OrganisationName(text, folded, split.form, (*units, *optional))


def _optional(unit: Unit) -> Unit:
    return Unit(unit.role, unit.sound, unit.concept, True, unit.han)


def _units(text: str) -> list[Unit]:
    units: list[Unit] = []
    for match in WORD.finditer(text):
        word = match.group()
        for run in _runs(word):
            units.extend(han_units(run) if is_han(run[0]) else _word_units(run))
    return _compounds(units)


def _runs(word: str) -> Iterator[str]:
    """Cut a word where Han meets other letters, and where digits meet letters of a long word."""
    for match in re.finditer(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+", word):
        yield match.group()


def _word_units(word: str) -> list[Unit]:
    folded = strip_marks(fold(word))
    if folded in STOP:
        return []
    if folded.isdigit():
        return [Unit("number", folded.lstrip("0") or "0")]
    key = sound(word)
    if not key:
        return []
    words = vocabulary()
    known = words.sounds.get(key) or (words.stems.get(stem(key)) if len(key) > LONG else None)
    if known:
        return [Unit(known[0], key, known[1])]
    return [Unit("core", key)]


def _compounds(units: list[Unit]) -> list[Unit]:
    """Join neighbours that are one place or part together: "Hong Kong", "Inner Mongolia"."""
    out: list[Unit] = []
    for unit in units:
        if out and not unit.han and not out[-1].han:
            known = vocabulary().sounds.get(out[-1].sound + unit.sound)
            if known and known[0] == "place":
                out[-1] = Unit(known[0], out[-1].sound + unit.sound, known[1])
                continue
        out.append(unit)
    return out
