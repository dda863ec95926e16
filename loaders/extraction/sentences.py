"""Paragraphs and sentences with their place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.extraction.lexicon import Pack
from loaders.extraction.name_shapes import is_legal_form

PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
STOP = re.compile(r"[.!?…]+(?:[\"”“»’')\]]|[ \u00a0\u202f]»)*(?=\s|$)|:(?=\s*\n)|\n")
HAN_STOP = re.compile(r"[。！？!?…]+[”’」』）)]*|\n")  # no blank follows there
INITIAL = re.compile(r"(?:^|[\s(.])[A-ZÄÖÜÇŞİА-ЯЁЄІЇҐ]\.$")
ORDINAL = re.compile(r"(?:^|\D)\d{1,2}\.$")
BULLET = re.compile(r"\s*(?:[-–—*•]|\(?\d{1,2}[.)]|\([a-z]\))\s")
ORDERED = frozenset(
    "quartal halbjahr jahrhundert armee brigade division regiment bataillon jahrestag lieferung".split()
)
OFFICES = re.compile(r"(?:chief|chair|director|president|ceo|head|manag|found|owner|deputy|general|vice|spokes|co)")
WRAPPED = 60  # a shorter line that ends without a full stop is a line of its own, not a wrapped one


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: [start, end) in the text, and the number of its paragraph."""

    start: int
    end: int
    text: str
    paragraph: int


def paragraphs(text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the paragraphs, which blank lines part."""
    start = begin
    for gap in PARAGRAPH.finditer(text, begin):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def split(text: str, start: int, end: int, pack: Pack, paragraph: int = 0) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph."""
    abbreviations = pack.words("abbreviations")
    begin = start
    for stop in (HAN_STOP if pack.language == "zh" else STOP).finditer(text, start, end):
        if stop.group() == "\n":
            if not _line_ends(text, begin, stop.start(), end):
                continue
        elif stop.group().startswith(".") and not _full_stop(text, begin, stop, end, abbreviations, pack):
            continue
        sentence = _cut(text, begin, stop.end(), paragraph)
        if sentence:
            yield sentence
        begin = stop.end()
    sentence = _cut(text, begin, end, paragraph)
    if sentence:
        yield sentence


def _cut(text: str, start: int, end: int, paragraph: int) -> Sentence | None:
    piece = text[start:end]
    inner = piece.strip()
    if not any(letter.isalnum() for letter in inner):
        return None
    first = start + len(piece) - len(piece.lstrip())
    return Sentence(first, first + len(inner), inner, paragraph)


def _line_ends(text: str, begin: int, newline: int, end: int) -> bool:
    """A line break ends a sentence before a bullet and after a short line (a heading), not within wrapped text."""
    if BULLET.match(text[newline + 1 : end]):
        return True
    line_start = text.rfind("\n", 0, newline) + 1
    following = text[newline + 1 : newline + 2]
    short = newline - max(begin, line_start) < WRAPPED
    return (short and following.isupper()) or (following in '"“„(' and short)


def _full_stop(text: str, begin: int, stop: re.Match[str], end: int, abbreviations: frozenset[str], pack: Pack) -> bool:
    after = text[stop.end() : min(end, stop.end() + 60)].lstrip()
    if not after:
        return True
    if len(stop.group()) > 1:
        return not after[0].islower()
    before = text[begin : stop.start() + 1]
    if after[0].islower() or after[0] in ",;)":
        return False
    word = before.rsplit(None, 1)[-1].lstrip("(„“\"'")
    months = pack.numbered("months")
    follower = re.match(r"\w+", after)
    next_word = follower.group().lower() if follower else ""
    if ORDINAL.search(before) and pack.language == "de" and (next_word in months or next_word in ORDERED):
        return False
    if ORDINAL.search(before) and pack.language == "tr" and not before.rstrip(".")[-4:].isdigit():
        return False  # "22. Alay", "3. Tugay"
    if word.lower() in abbreviations:
        return _after_name(word.lower(), after, pack)
    return not (INITIAL.search(before) and not next_word.isdigit())


def _begins(word: str, pack: Pack) -> bool:
    """After a firm in Latin letters a capital word begins a sentence, unless it is a legal form or an oblique name."""
    from loaders.extraction.countries import is_country_word, nominatives
    from loaders.extraction.slavic.persons import given_name

    if given_name(word, pack.language):
        return False  # "глава X Ltd. Чжао Вэй"
    if word in pack.data["legal_forms"].split() or not word[0].isalpha() or word[0] < "Ѐ":
        return False
    return not is_country_word(word) or word in nominatives(pack.language)


def _after_name(word: str, after: str, pack: Pack) -> bool:
    """After "Co., Ltd." a sentence may end: it does where the next word is one that begins sentences."""
    names = ("ltd.", "inc.", "corp.", "co.", "şti.", "a.ş.", "a.s.", "d.c.", "u.s.", "etc.", "usw.")
    if word not in names and word not in pack.words("closing"):
        return False
    follower = re.match(r"\w+", after)
    if not follower or not follower.group()[0].isupper():
        return False
    low = follower.group().lower()
    if pack.language in ("ru", "uk"):
        return _begins(follower.group(), pack)
    if pack.language == "en" and word not in ("d.c.", "u.s.", "etc."):
        return not (is_legal_form(follower.group()) or OFFICES.match(low))
    keys = ("article", "pronoun", "preposition", "subordinator", "adverb", "possessive", "auxiliary", "anaphoric_party")
    return any(low in pack.words(key) for key in keys) or low in ("nobody", "wie", "niemand", "applications")
