"""Bring printed text to one form, so that what reads the same compares equal.

`fold` keeps words as they are printed (nothing is translated or transliterated), so two folded texts are equal only
when a reader would call them the same. It is not offset-preserving; `fold_map` tells where each folded character came
from.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Punctuation that typesetters vary without meaning anything by it.
_SAME = {
    **dict.fromkeys("‘’‚‛′ʼʹ`´‹›", "'"),
    **dict.fromkeys("“”„‟″«»〝〞＂「」『』", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "ı": "i",  # Turkish: "IŞIK" in capitals does not tell which i it stands for
    "ё": "е",  # Russian print leaves the dots out
}
_DOTTED_I = "i̇"  # what casefold makes of a capital I with a dot

# Cyrillic, Greek and Latin letters that share a shape in capitals or in small letters.
_CYRILLIC_LATIN = dict(zip("авекмнорстухіјѕһԛԝ", "abekmhopctyxijshqw", strict=True))
_GREEK_LATIN = dict(zip("αβεηικμνορτυχ", "abehikmvoptyx", strict=True))
_GREEK_CAPITALS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_TO_LATIN = {**_CYRILLIC_LATIN, **_GREEK_LATIN}
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in reversed(_CYRILLIC_LATIN.items())}
_MODEL_LATIN = {
    **{letter.upper(): latin.upper() for letter, latin in _CYRILLIC_LATIN.items()},
    **_GREEK_CAPITALS,
    "İ": "I",
}
_WORD = re.compile(r"\w+")
_LETTERS = "!-~А-яЁё«»“”‘’\u4e00-\u9fa5"  # letters and marks that fold to one character each
_MIXED = re.compile(r"[a-z]\w*[\u0370-\u052f]|[\u0370-\u052f]\w*[a-z]")
_PLAIN = re.compile(f"(?:[{_LETTERS}]+(?: [{_LETTERS}]+)*)?")

INVISIBLE, CONTINUES, BEGINS = range(3)

# pairs of a simplified and a traditional character that are frequent in names of firms and in trade papers
_PAIRS = (
    "国國东東车車业業电電门門书書长長马馬风風龙龍们們这這个個来來时時为為无無机機钱錢铁鐵银銀钢鋼经經济濟贸貿计計设設备備运運输輸动動产產导導弹彈"
    "军軍战戰开開关關区區县縣广廣华華对對发發实實验驗进進远遠联聯络絡团團责責质質购購销銷员員资資办辦飞飛"
)
_SIMPLIFIED = frozenset(_PAIRS[::2])
_TRADITIONAL = frozenset(_PAIRS[1::2])
_SCRIPT_NAMES = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "CJK": "Hani",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "HANGUL": "Kore",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "THAI": "Thai",
    "DEVANAGARI": "Deva",
}


@lru_cache(maxsize=8192)
def _kind(char: str) -> int:
    """Whether a character is invisible, can merge with the one before it under normalisation, or begins anew."""
    if char < "\x80":
        return BEGINS
    if unicodedata.category(char) == "Cf":
        return INVISIBLE
    if char < "\u0300":
        return BEGINS
    first = unicodedata.normalize("NFKD", char)[0]
    return CONTINUES if unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff" else BEGINS


def _segments(text: str) -> list[tuple[int, str]]:
    """Cut text into (offset, characters that normalise together), without invisible format characters."""
    out: list[tuple[int, str]] = []
    for index, char in enumerate(text):
        kind = _kind(char)
        if kind == BEGINS or (kind == CONTINUES and not out):
            out.append((index, char))
        elif kind == CONTINUES:
            start, held = out[-1]
            out[-1] = start, held + char
    return out


@lru_cache(maxsize=8192)
def _fold_segment(segment: str) -> str:
    seen = ""
    while segment != seen:  # casefold can undo a normalisation and the other way round
        seen = segment
        segment = "".join(_SAME.get(char, char) for char in segment)  # first: NFKC makes an accent of ´
        segment = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", segment).casefold())
        segment = segment.replace(_DOTTED_I, "i")
        segment = "".join(_SAME.get(char, char) for char in segment)
    return segment


def _unmix(word: str) -> str:
    """Write a word of mixed scripts in the script it can be written in, letter by letter; else leave it."""
    latin = [char for char in word if "a" <= char <= "z"]
    other = [char for char in word if "\u0370" <= char <= "\u052f"]
    if not latin or not other:
        return word
    to_latin = all(char in _TO_LATIN for char in other)
    to_cyrillic = all(char >= "\u0400" for char in other) and all(char in _TO_CYRILLIC for char in latin)
    if to_cyrillic and not (to_latin and len(latin) > len(other)):
        return "".join(_TO_CYRILLIC.get(char, char) for char in word)
    if to_latin:
        return "".join(_TO_LATIN.get(char, char) for char in word)
    return word


def _fold_once(text: str) -> tuple[str, list[int]]:
    chars: list[str] = []
    offsets: list[int] = []
    for offset, segment in _segments(text):
        for char in _fold_segment(segment):
            if char.isspace():
                if not chars or chars[-1] == " ":
                    continue
                char = " "
            chars.append(char)
            offsets.append(offset)
    while chars and chars[-1] == " ":
        chars.pop()
        offsets.pop()
    return _WORD.sub(lambda match: _unmix(match[0]), "".join(chars)), offsets


def _fold_plain(text: str) -> str:
    """Fold text whose letters each fold to one, with single spaces between words: what nearly all names are."""
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = text.translate(_plain_letters())
    return _WORD.sub(lambda match: _unmix(match[0]), folded) if _MIXED.search(folded) else folded


@lru_cache(maxsize=1)
def _plain_letters() -> dict[int, str]:
    """What plain letters fold to, but for Chinese ones, which stay."""
    some = (chr(code) for code in (*range(0x20, 0x7F), *range(0x400, 0x460), *map(ord, "«»“”‘’")))
    return {ord(char): _fold_segment(char) for char in some}


def is_plain(text: str) -> bool:
    """Whether text holds no marks above letters, no format characters and the like."""
    return text.isascii() or _PLAIN.fullmatch(text) is not None


def fold_map(text: str) -> tuple[str, list[int]]:
    """Fold text and tell where each character of the result came from.

    Args:
        text: any text.

    Returns:
        The folded text, and for each of its characters the index in `text`, rising.
    """
    if _PLAIN.fullmatch(text):
        return _fold_plain(text), list(range(len(text)))
    folded, offsets = _fold_once(text)
    while True:
        again, inner = _fold_once(folded)
        if again == folded:
            return folded, offsets
        folded, offsets = again, [offsets[index] for index in inner]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold text: NFKC, case, quotation marks, dashes, white space; look-alike letters in words of mixed script."""
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    return _fold_plain(text) if _PLAIN.fullmatch(text) else fold_map(text)[0]


NOT_ALNUM = re.compile(r"[^0-9A-Za-z]+")


def strip_punctuation(folded: str) -> str:
    """Replace whatever is neither letter, mark nor digit by a space, and collapse the spaces."""
    if folded.isascii():
        return " ".join(NOT_ALNUM.sub(" ", folded).split())
    kept = (char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in folded)
    return " ".join("".join(kept).split())


def strip_marks(folded: str) -> str:
    """Take accents off Latin letters, as people do who type without them; other scripts stay."""
    if folded.isascii():
        return folded
    out: list[str] = []
    for char in folded:
        base = unicodedata.normalize("NFD", char)
        out.append(base[0] if len(base) > 1 and base[0].isascii() else char)
    return "".join(out)


def goods_key(text: str) -> str:
    """Fold the name of goods to its letters and digits: "Drone-Parts", "drone parts" and "droneparts" are one key."""
    if text.isascii():
        return NOT_ALNUM.sub("", text.lower())
    key = ""
    while key != text:  # what is joined may normalise once more
        key = text
        text = strip_punctuation(fold(text)).replace(" ", "")
    return key


def fold_model(text: str) -> str:
    """Fold a model or part number: capitals, look-alike letters to Latin, separators out ("+" is part of a number).

    Numbers are compared exactly after this, never fuzzily.
    """
    folded = ""
    while folded != text:
        folded = text
        upper = unicodedata.normalize("NFKC", text).upper()
        upper = unicodedata.normalize("NFKC", "".join(_MODEL_LATIN.get(char, char) for char in upper))
        text = "".join(char for char in upper if char.isalnum() or char == "+")
    return text


def script(text: str) -> str:
    """Name the script of most letters by its ISO 15924 code; "Zyyy" when there are none.

    Chinese is Hans or Hant where a character tells, else Hani. Any kana makes it Jpan.
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            word = (
                unicodedata.name(char, "")
                .replace("FULLWIDTH ", "")
                .replace("HALFWIDTH ", "")
                .split(" ")[0]
                .split("-")[0]
            )
            code = _SCRIPT_NAMES.get(word, "Zzzz")
            counts[code] = counts.get(code, 0) + 1
    if not counts:
        return "Zyyy"
    best = min(counts, key=lambda code: (-counts[code], code))
    if best == "Hani":
        if "Jpan" in counts:
            return "Jpan"
        simplified = sum(char in _SIMPLIFIED for char in text)
        traditional = sum(char in _TRADITIONAL for char in text)
        if simplified != traditional:
            return "Hans" if simplified > traditional else "Hant"
    return best
