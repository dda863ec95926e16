"""What a printed name says, taken apart: words that tell parties apart, parts many share, places, numbers, the form.

A word is compared by its concept ("电子", "electronics", "электроника" are one part) or by its sound ("Lanhe", "蓝禾").
Nothing is decided here: `comparison` weighs what agrees and what does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from graph.fold import fold, strip_marks
from graph.legal_forms import form_span, glued_form
from graph.resolution.han import han_units
from graph.resolution.heard import by_letters, heard
from graph.resolution.parts import (
    ADJECTIVE_ENDING,
    BETWEEN,
    CASE,
    ENDING,
    KIN,
    LONG,
    PHRASE,
    STARTS,
    Role,
    Unit,
    root,
    stem,
    vocabulary,
)
from graph.resolution.romanise import sound

LONGEST, WORDS, VARIANTS, ACRONYM = 1000, 60, 4, 7  # characters, words, names of a cell, letters that are looked at
TOKEN = re.compile(
    r"(?P<dotted>(?:[^\W\d_]\.){1,5}[^\W\d_](?![^\W_])\.?)|[^\W_]+(?:['’ʼ][^\W_]+)*|[(（)）]|,\s|/|;|#|№|&"
)
INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]+|[^\u3400-\u9fff\uf900-\ufaff々]+")
ROMAN = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})")
ORDINAL = re.compile(r"0*(\d+)(?:st|nd|rd|th|ый|ой|ий|ая|ое|й|я|го)?")
AFTER = frozenset("имени им imeni im named".split())
STOP = frozenset(
    "after the of for and und et de des du la le les в и на по с при di da del van von der für ve i a an g co no nr "
    "dba aka y e та і й із во для от fka zur el al dell to his".split()
)
LOOK_ALIKE = str.maketrans("ABEKMHOPCTX", "АВЕКМНОРСТХ")
SHORTEST = 4  # letters of a word that may be written in look-alike letters as a whole
VAGUE = frozenset(("Co.", "Corp.", "公司"))  # forms that many names hold as a word
PIECE = 3  # letters of the shortest piece of a word
MARKS = str.maketrans("", "", "'’ʼ`´ʹ.")


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """The name of an organisation, taken apart.

    Attributes:
        printed: as it stands.
        folded: without legal form, case, marks and punctuation.
        form: canonical legal form, or None.
        units: its words in their order.
        others: further names that the same cell holds: in brackets, or after a comma with a legal form of their own.
    """

    printed: str
    folded: str
    form: str | None
    units: tuple[Unit, ...]
    others: tuple[OrganisationName, ...] = field(default=(), repr=False)


def organisation(text: str) -> OrganisationName:
    """Take the name of an organisation apart.

    Args:
        text: as printed, in any script; what is beyond a thousand characters is left out.
    """
    return _organisation(text[:LONGEST])


@lru_cache(maxsize=30_000)
def _organisation(text: str) -> OrganisationName:
    plain = text if text.isascii() else INVISIBLE.sub("", text)
    tokens = _tokens(plain)
    if not any(token[0] in "(（,/;" for token in tokens):
        return _name(text, [token for token in tokens if token not in "#№&"])
    main, brackets, segments = _cut(tokens)
    optional: list[Unit] = []
    others: list[OrganisationName] = []
    for place, inner in reversed(brackets):
        name = _name(text, inner)
        if all(unit.role == "place" or unit.concept in KIN for unit in name.units):
            main[place:place] = inner
        elif name.form is not None:
            others.append(name)
        else:
            optional.extend(map(_optional, name.units))
    named = [_name(text, words) for words in segments]
    if len(named) > 1 and all(name.units and name.form and name.form not in VAGUE for name in named):
        others += named
    return _name(text, main or (brackets[0][1] if brackets else []), optional, tuple(others[:VARIANTS]))


def _tokens(text: str) -> list[str]:
    """Cut a name into words, and the marks that cut it into parts."""
    out = []
    for found in TOKEN.finditer(text):
        word = found.group()
        out.append(word.replace(".", "") if found.lastgroup else word)
        if len(out) >= WORDS:
            break
    return out


def _cut(tokens: list[str]) -> tuple[list[str], list[tuple[int, list[str]]], list[list[str]]]:
    """Return the words outside of brackets, those of each bracket with its place, and what commas and slashes part."""
    main: list[str] = []
    brackets: list[tuple[int, list[str]]] = []
    segments: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        if token in "(（":
            depth += 1
            brackets.append((len(main), []))
        elif token in ")）":
            depth = max(0, depth - 1)
        elif token[0] in ",/;":
            segments.append([])
        elif token not in "#№&":
            if depth:
                brackets[-1][1].append(token)
            else:
                main.append(token)
                segments[-1].append(token)
    return main, [found for found in brackets if found[1]], segments if len(segments) > 1 else []


def _name(
    text: str, words: Sequence[str], optional: Iterable[Unit] = (), others: tuple[OrganisationName, ...] = ()
) -> OrganisationName:
    """Take apart words that are one name."""
    runs: list[tuple[str, str]] = []  # as printed, folded
    form: str | None = None
    cyrillic = any("\u0400" <= word[-1] <= "\u052f" and len(word) > 2 for word in words)
    for word in words:
        if cyrillic and len(word) <= SHORTEST and word.isupper() and word.isascii():
            word = word.translate(LOOK_ALIKE)  # "AO" and "C" in Latin letters amid Cyrillic
        if word.isascii():
            runs.append((word, word.lower().translate(MARKS)))
            continue
        for run in HAN_RUN.findall(word):
            folded = _folded(run)
            if _is_han(run):
                rest, glued = glued_form(folded)
                form = form or glued
                folded = rest
            runs.append((run, folded))
    keys = [folded for _, folded in runs]
    start, end, outer = form_span(keys)
    form = outer or form
    inner = runs[start:end]
    units: list[Unit] = list(optional)
    place = len(inner)
    for number, (_, folded) in enumerate(inner):
        if folded in AFTER and number:
            place = number
            break
    told = _phrases(list(_told(inner[:place]))) or list(_told(runs))
    if place < len(inner):
        after = [unit for unit in _told(inner[place + 1 :]) if unit.role == "core"]
        has_core = any(unit.role == "core" for unit in told)
        told += map(_optional, after) if has_core else after
    units = [*told, *units]
    return OrganisationName(text, " ".join(keys[start:end]), form, tuple(_once(units)), others)


def _told(runs: Sequence[tuple[str, str]]) -> Iterator[Unit]:
    for number, (printed, folded) in enumerate(runs):
        if _is_han(printed):
            yield from _han(folded)
        elif folded in INNER_FORMS:
            continue
        elif number and ROMAN.fullmatch(printed):
            yield Unit("number", str(_roman(printed)))
        else:
            yield from _word(folded, printed.isupper())


INNER_FORMS = frozenset("ао ao llc jsc pjsc ojsc cjsc ooo oao zao pao ооо оао зао пао фгуп fgup fsue ltd gmbh".split())


def _roman(printed: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in printed]
    after = [*values[1:], 0]
    return sum(-one if one < other else one for one, other in zip(values, after, strict=True))


def _is_han(text: str) -> bool:
    return "\u3400" <= text[:1] <= "\u9fff" or "\uf900" <= text[:1] <= "\ufaff"


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return strip_marks(fold(unicodedata.normalize("NFKC", word))).translate(MARKS)


@lru_cache(maxsize=8192)
def _han(run: str) -> tuple[Unit, ...]:
    return tuple(han_units(run))


@lru_cache(maxsize=32768)
def _word(folded: str, capitals: bool) -> tuple[Unit, ...]:
    """Return what a word says; an abbreviation may say several."""
    if folded in STOP or not folded:
        return ()
    words = vocabulary()
    if number := ORDINAL.fullmatch(folded):
        return (Unit("number", number.group(1)),)
    if folded in words.numbers:
        return (Unit("number", words.numbers[folded]),)
    if folded in words.short:
        return tuple(
            Unit("part", sound(concept), concept.strip("?"), concept.endswith("?")) for concept in words.short[folded]
        )
    key = sound(folded)
    if not key:
        return ()
    if len(folded) == 1:
        return (Unit("initial", key),)
    known = words.sounds.get(key) or (words.stems.get(stem(key)) if len(key) > LONG else None)
    if not known and not folded.isascii():
        known = _russian(key)
    by_ear = heard(folded, key)
    if known:
        return (Unit(known[0], key, known[1], heard=by_ear),)
    letters = "".join(sound(letter)[:1] for letter in folded) if capitals and 2 < len(folded) <= ACRONYM else ""
    pieces = tuple(_pieces(key))
    concept = "+".join(str(piece.concept) for piece in pieces) or None
    spelled = (by_letters(folded),) if capitals and folded.isascii() and len(folded) < ACRONYM else ()
    return (Unit("core", key, concept, False, "", spelled, (), letters, by_ear, pieces),)


def _russian(key: str) -> tuple[Role, str] | None:
    """Return what a word in Cyrillic letters says: a case of a short one, an adjective, an English word by ear."""
    words = vocabulary()
    known = words.heard.get(key) or (words.short_stems.get(CASE.sub("", key)) if len(key) <= LONG + 1 else None)
    base = ADJECTIVE_ENDING.sub("", key)
    if not known and base != key and len(base) > PIECE:
        known = words.sounds.get(base) or words.short_stems.get(base)
        known = known or (words.roots.get(root(key)) if len(key) > LONG else None)
    return known if known and known[0] != "place" else None


def _pieces(key: str) -> list[Unit]:
    """Cut a word into known ones that it is put together of; [] where it is not."""
    words = vocabulary()
    for cut in range(len(key) - PIECE, PIECE - 1, -1):
        head, tail = key[:cut], key[cut:]
        first = words.sounds.get(head) or words.combining.get(head) or words.sounds.get(head.rstrip("oe"))
        if first is None:
            continue
        last = words.sounds.get(tail)
        if not last and len(tail) > LONG:
            bare = ENDING.sub("", stem(tail))  # "газовое" of "газ"
            last = words.stems.get(stem(tail)) or words.roots.get(root(tail)) or words.sounds.get(bare)
        rest = [Unit(last[0], tail, last[1])] if last else _pieces(tail)
        if rest:
            return [Unit(first[0], head, first[1]), *rest]
    return []


def _optional(unit: Unit) -> Unit:
    return Unit(unit.role, unit.sound, unit.concept, True, unit.han, unit.readings, unit.meanings)


def _phrases(units: list[Unit]) -> list[Unit]:
    """Join neighbours that are one place, part or number: "Hong Kong", "machine building", "forty-four"."""
    words = vocabulary()
    out: list[Unit] = []
    place = 0
    while place < len(units):
        if place + 1 < len(units) and (number := _tens(units[place], units[place + 1])):
            out.append(number)
            place += 2
            continue
        starts = units[place].sound[:STARTS] in words.starts
        for size in range(PHRASE, 1, -1) if starts else ():
            some = units[place : place + size]
            if len(some) == size and not any(unit.han for unit in some):
                joined = "".join(unit.sound for unit in some)
                known = words.phrases.get(joined) or _adjective_of("".join(unit.sound for unit in some[:-1]), some[-1])
                if known:
                    out.append(Unit(known[0], joined, known[1]))
                    place += size
                    break
        else:
            out.append(units[place])
            place += 1
    return out


def _adjective_of(before: str, last: Unit) -> tuple[Role, str] | None:
    """Return the place of several words that an adjective is made of: "Улан-Удэнский"."""
    for ending in BETWEEN if last.base else ():
        if last.base.endswith(ending):
            known = vocabulary().phrases.get(before + last.base[: len(last.base) - len(ending)])
            if known and known[0] == "place":
                return known
    return None


def _tens(one: Unit, other: Unit) -> Unit | None:
    if one.role == other.role == "number" and len(one.sound) == 2 and one.sound[1] == "0" and len(other.sound) == 1:
        return Unit("number", one.sound[0] + other.sound)
    return None


def _once(units: Iterable[Unit]) -> Iterator[Unit]:
    """Leave out parts that are said a second time."""
    seen = set()
    for unit in units:
        if unit.role not in ("part", "place"):
            yield unit
        elif unit.concept not in seen:
            seen.add(unit.concept)
            yield unit


def clear() -> None:
    """Forget all names and words that were read, after the tables of words have changed."""
    for cached in (_organisation, _han, _word):
        cached.cache_clear()
