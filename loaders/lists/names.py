"""Names out of the cells of a list: labels off, further names apart, all of them as printed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from graph.fold import script
from graph.model import Name, Quality

ARTEFACTS = frozenset({"text of image"})  # what a web page prints where the original shows a name as a picture
LANGUAGES = {
    "arabic": "ar", "azerbaijani": "az", "belarusian": "be", "belarussian": "be", "chinese": "zh", "english": "en",
    "farsi": "fa", "georgian": "ka", "kazakh": "kk", "korean": "ko", "persian": "fa", "rusian": "ru", "russian": "ru",
    "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
_LABEL = "|".join(LANGUAGES)
LABEL_ONLY = re.compile(rf"({_LABEL})\s*:", re.IGNORECASE)
LABELLED = re.compile(rf"(?:in )?\b({_LABEL})\s*:\s*(.+)", re.IGNORECASE)
OTHER = re.compile(r"(?:other name|stage name|married name|maiden name)s?\s*:\s*(.+)", re.IGNORECASE)
AKA = re.compile(r"\b(a\.?k\.?a\.?|also known as)[\s:]+(.+)", re.IGNORECASE)
FORMER = re.compile(r"\b(f\.?k\.?a\.?|formerly(?: known as)?|former(?:ly)?:)\s+(.+)", re.IGNORECASE)
FORMER_NOTE = re.compile(r"\s*\((?:former name|formerly)\)\s*$", re.IGNORECASE)
BORN = re.compile(r"(?:born|née|nee)\s+(.+)", re.IGNORECASE)
BRACKETS = re.compile(r"^(.+?)\s*\(([^()]+)\)\s*$")
TRIM = " ,;-–"
SHORT = 4  # letters of an alias that many firms may share


def split_cell(cell: str) -> list[str]:
    """Split a cell of several values at its semicolons, quoted values whole.

    Returns:
        the values, trimmed, without empty ones and repetitions.
    """
    try:
        values = next(csv.reader([cell], delimiter=";", skipinitialspace=True, strict=True), [])
    except csv.Error:
        values = cell.split(";")
    return list(dict.fromkeys(value.strip() for value in values if value.strip()))


def names_of(name: str, aliases: str = "", weak: str = "", previous: str = "") -> tuple[Name, ...]:
    """Return all names of an entry, none twice, the best quality first.

    Args:
        name: the cell of the name; it stays whole, and what it names beside is added.
        aliases, weak, previous: cells of several values.
    """
    found: dict[str, Name] = {name: Name(name)}
    for part, quality, language in _parts(name, "alias"):
        if part != name:
            found.setdefault(part, Name(part, quality_of(part, quality), language))
    cells: tuple[tuple[str, Quality], ...] = ((aliases, "alias"), (previous, "former"), (weak, "weak"))
    for cell, quality in cells:
        for text, printed_quality, language in _values(cell, quality):
            found.setdefault(text, Name(text, quality_of(text, printed_quality), language))
    return tuple(found.values())


def aliases_of(text: str, quality: Quality) -> list[Name]:
    """Return the names that one printed alias holds, several of them apart."""
    return [Name(part, quality_of(part, kind), language) for part, kind, language in _values(text, quality)]


def language_code(name: str) -> str | None:
    """Return the ISO 639-1 code of a language that a list names in English; None for others."""
    return LANGUAGES.get(name.strip().casefold())


def _values(cell: str, quality: Quality) -> Iterator[tuple[str, Quality, str | None]]:
    """Yield the values of a cell; a value that is only a label tells the language of the next one."""
    pending: str | None = None
    for value in split_cell(cell):
        if label := LABEL_ONLY.fullmatch(value):
            pending = LANGUAGES[label.group(1).casefold()]
        elif value.casefold() not in ARTEFACTS:
            for part, kind, language in _parts(value, quality):
                yield part, kind, language or pending
            pending = None


def _parts(value: str, quality: Quality) -> Iterator[tuple[str, Quality, str | None]]:
    """Yield the names that one printed value holds: before and after a label, in and before brackets."""
    if FORMER_NOTE.search(value):
        yield FORMER_NOTE.sub("", value), "former", None
        return
    brackets = BRACKETS.match(value)
    inner = brackets.group(2) if brackets else ""
    if brackets and (_marked(inner) or _other_script(brackets.group(1), inner)):
        yield from _parts(brackets.group(1), quality)
        yield from _parts(inner, quality)
        return
    if brackets and _initials(brackets.group(1), inner):
        yield from _parts(brackets.group(1), quality)
        yield inner, "weak", None
        return
    marks: tuple[tuple[re.Pattern[str], Quality], ...] = ((AKA, quality), (FORMER, "former"))
    for pattern, kind in marks:
        if found := pattern.search(value):
            before = value[: found.start()].strip(TRIM + "(")
            if before:
                yield before, quality, None
            for name in re.split(r",\s+|\s+or\s+", _closed(found.group(2))):
                if name.strip(TRIM):
                    yield name.strip(TRIM), kind, None
            return
    if born := BORN.fullmatch(value):
        yield born.group(1), "former", None
        return
    if other := OTHER.fullmatch(value):
        value = other.group(1)
    if found := LABELLED.search(value):
        before = value[: found.start()].strip(TRIM + "(")
        if before:
            yield before, quality, None
        yield found.group(2).strip(TRIM), quality, LANGUAGES[found.group(1).casefold()]
        return
    yield value.strip(TRIM) or value, quality, None


def _closed(text: str) -> str:
    """Take off a closing bracket that nothing opened."""
    text = text.strip()
    return text[:-1] if text.endswith(")") and text.count(")") > text.count("(") else text


def _marked(text: str) -> bool:
    return any(pattern.match(text) for pattern in (AKA, FORMER, LABELLED))


def _other_script(outer: str, inner: str) -> bool:
    scripts = {script(outer), script(inner)}
    return len(inner) > SHORT and "Latn" in scripts and bool(scripts & {"Cyrl", "Hans", "Hant", "Hani", "Arab"})


def _initials(outer: str, inner: str) -> bool:
    """Whether the brackets hold the initials of the name before them, in its order, and not a place or a branch."""
    if not re.fullmatch(r"[A-Z][A-Z&-]{1,9}", inner):
        return False
    firsts = iter(word[0].upper() for word in re.findall(r"[^\W_]+", outer))
    return all(letter in firsts for letter in inner if letter.isalpha())


def quality_of(text: str, quality: Quality) -> Quality:
    """A short alias of one word, such as initials, joins nobody: many firms share it."""
    letters = sum(char.isalpha() for char in text)
    short = letters <= SHORT and " " not in text and script(text) in ("Latn", "Cyrl")
    return "weak" if quality == "alias" and short else quality
