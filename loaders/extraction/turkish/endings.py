"""Letters and endings of Turkish words: small letters at the same offsets, cases, and names of goods without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from graph.reference import goods as reference
from loaders.extraction.lexicon import Pack

Case = Literal["nom", "acc", "dat", "abl", "loc", "gen", "ins", "attr", "with"]

_LOWER = str.maketrans({"İ": "i", "I": "ı"})
VOWELS = "aeıioöuü"
SUFFIX = re.compile(r"['’](?P<s>[a-zçğıöşüâî]{1,10})(?!\w)")
_CASES: tuple[tuple[Case, str], ...] = (
    ("attr", r"n?[dt][ae]ki(?:n[ie]n?|ler\w*)?"),
    ("abl", r"(?:l[ae]r)?(?:[ıiuü]?n)?[dt][ae]n"),
    ("loc", r"(?:l[ae]r)?(?:[ıiuü]?n)?[dt][ae]"),
    ("gen", r"(?:l[ae]r)?(?:[sy]?[ıiuü])?n?[ıiuü]n"),
    ("ins", r"(?:l[ae]r)?(?:s?[ıiuü])?y?l[ae]"),
    ("with", r"l[ıiuü]"),
    ("dat", r"(?:l[ae]r)?(?:[sy]?[ıiuü])?[yn]?[ae]"),
    ("acc", r"(?:l[ae]r)?(?:[sy]?[ıiuü])?[yn]?[ıiuü]"),
    ("nom", r"l[ae]r|y?[dt][ıiuü]r?|y?m[ıiuü]ş"),
)
CASES = tuple((case, re.compile(pattern)) for case, pattern in _CASES)

# Endings of common nouns that tell their case by themselves; a bare -a or -ı does not.
_NOUN_CASES: tuple[tuple[Case, str], ...] = (
    ("attr", r".{2,}[dt][ae]ki"),
    ("abl", r".{3,}(?:[dt][ae]n)"),
    ("loc", r".{3,}[dt][ae]"),
    ("gen", r".{3,}(?:l[ae]r[ıi]n|n[ıiuü]n|s[ıiuü]n[ıiuü]n)"),
    ("dat", r".{2,}(?:l[ae]r[ae]|s[ıiuü]n[ae]|l[ae]r[ıi]n[ae]|[ıiuü]n[ae]|[aeıiuüoö]y[ae])"),
    ("acc", r".{2,}(?:s[ıiuü]n[ıiuü]|[ıiuü]n[ıiuü]|[aeıiuüoö]y[ıiuü])"),
    ("ins", r".{2,}(?:[ıiuü]yl[ae]|l[ae]rl[ae])"),
)
NOUN_CASES = tuple((case, re.compile(pattern)) for case, pattern in _NOUN_CASES)


@lru_cache(maxsize=16384)
def lower(text: str) -> str:
    """Small letters by the rules of Turkish, character for character."""
    return text.translate(_LOWER).lower()


@lru_cache(maxsize=4096)
def case_of(suffix: str) -> Case | None:
    """Tell the case of what stands after an apostrophe, or None where it is no ending."""
    for case, pattern in CASES:
        if pattern.fullmatch(suffix):
            return case
    return None


@lru_cache(maxsize=8192)
def noun_case(word: str, pack: Pack) -> Case:
    """Tell the case of a common noun (small letters) by endings that leave no doubt, else nom."""
    if word in pack.words("plain_nouns"):
        return "nom"
    for case, pattern in NOUN_CASES:
        if pattern.fullmatch(word):
            return case
    return "nom"


def townsman(place: str) -> str:
    """The ending of somebody from a place: Şanghay -> lı, Pekin -> li."""
    last = next((letter for letter in reversed(lower(place)) if letter in VOWELS), "e")
    return "l" + {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}[last]


def soften(stem: str) -> str:
    """The form of a stem before a vowel: kitap -> kitab, uçak -> uçağ."""
    return stem[:-1] + {"p": "b", "ç": "c", "t": "d", "k": "ğ"}.get(stem[-1], stem[-1])


@dataclass(frozen=True, slots=True)
class Declined:
    """A form of a noun: plural or not, with the ending of possession or not, its case, the length of its nominative."""

    plural: bool
    owned: bool
    case: Case
    length: int


_BARE: tuple[tuple[Case, str, str], ...] = (
    ("nom", r"", r""),
    ("attr", r"[dt][ae]ki(?:l[ae]r\w*)?", r"[dt][ae]ki(?:l[ae]r\w*)?"),
    ("abl", r"[dt][ae]n", r"[dt][ae]n"),
    ("loc", r"[dt][ae]", r"[dt][ae]"),
    ("gen", r"[ıiuü]n", r"n[ıiuü]n"),
    ("ins", r"l[ae]", r"yl[ae]"),
    ("dat", r"[ae]", r"y[ae]"),
    ("acc", r"(?!)", r"y[ıiuü]"),
)
_OWNED: tuple[tuple[Case, str], ...] = (
    ("nom", r""),
    ("attr", r"n[dt][ae]ki(?:l[ae]r\w*)?"),
    ("abl", r"n[dt][ae]n"),
    ("loc", r"n[dt][ae]"),
    ("gen", r"n[ıiuü]n"),
    ("ins", r"yl[ae]"),
    ("dat", r"n[ae]"),
    ("acc", r"n[ıiuü]"),
)


def declined(word: str, stem: str) -> Declined | None:
    """Read a word (small letters) as a form of a noun; None where it is no form of it."""
    size = len(stem)
    soft = word.startswith(soften(stem)) and word[size : size + 1] in tuple("ıiuüae")
    if not word.startswith(stem) and not soft:
        return None
    found = _ends(word[size:], stem[-1] in VOWELS)
    if found is None:
        return None
    plural, owned, case, more = found
    return Declined(plural, owned, case, size + more)


@lru_cache(maxsize=4096)
def _ends(rest: str, vowel: bool) -> tuple[bool, bool, Case, int] | None:
    size = 0
    plural = re.match(r"l[ae]r", rest)
    if plural:
        rest, vowel, size = rest[3:], False, 3
    for case, consonant, after_vowel in _BARE:
        if re.fullmatch(after_vowel if vowel else consonant, rest):
            return bool(plural), False, case, size
    if vowel and not plural:  # "sanayiine": the stem has the ending of possession
        for case, pattern in _OWNED[1:]:
            if re.fullmatch(pattern, rest):
                return False, True, case, size
    owned = re.match(r"s[ıiuü]" if vowel else r"[ıiuü]", rest)
    if not owned:
        return None
    for case, pattern in _OWNED:
        if re.fullmatch(pattern, rest[owned.end() :]):
            return bool(plural), True, case, size + owned.end()
    return None


def nominative(words: list[str], pack: Pack, object_: bool, definite: bool = False) -> str:
    """Bring a name of goods to the nominative, the number as printed.

    Args:
        words: as printed.
        pack: the words of the language.
        object_: whether it may stand in the accusative.
        definite: whether it must, by its place in the sentence.
    """
    head, before = words[-1], words[:-1]
    low = lower(head)
    possessed = bool(before) and re.search(r"[ıiuü]n[ıiuü]$", low) is not None
    definite = definite and not possessed and re.search(r"(?:^|[^n])[ıiuü]$|[aeıioöuü]n[ıiuü]$", low) is not None
    compound = bool(before) and not definite and not _qualifies(lower(before[-1]), pack)
    if (known := known_head(low, pack)) is not None:
        stem, found = known
        if low == stem:
            return " ".join(words)
        if definite and found.owned and found.case == "nom":
            return " ".join([*before, head[: len(stem) + 3 * found.plural] if found.plural else head[:1] + stem[1:]])
        if found.case != "nom" and not (found.case == "gen" and found.owned):
            bare = found.length == len(stem)
            return " ".join([*before, head[:1] + stem[1:] if bare else head[: found.length]])
        if compound and found.owned and found.case == "nom":
            return " ".join(words)
    forms = [head, *(head[:end] for end in _cuts(low, compound, object_))]
    if len(forms) == 1:
        return " ".join(words)
    for form in forms:
        if reference.lookup(" ".join([*before, form])):
            return " ".join([*before, form])
    if re.search(r"[aeıioöuü]s[ıiuü]$", low):
        return " ".join(words)  # "makarası": the ending of possession
    chosen = forms[-1]
    if re.search(r"[bcdğ]$", chosen) and chosen != head and not compound:
        chosen = chosen[:-1] + {"b": "p", "c": "ç", "d": "t", "ğ": "k"}[chosen[-1]]
    return " ".join([*before, chosen])


def office(printed: str) -> str:
    """An office without the ending of possession: "genel müdürü" -> "genel müdür"."""
    text = re.sub(r"l([ıiuü])ğ[ıiuü]n[ıiuü]$", r"l\1k", printed)
    text = re.sub(r"(?<=[aeıioöuü])s[ıiuü]$", "", text) if text == printed else text
    text = re.sub(r"(?<=[^aeıioöuü'’ ])[ıiuü]$", "", text) if text == printed else text
    return re.sub(r"ortağ$", "ortak", text)


@lru_cache(maxsize=8192)
def known_head(low: str, pack: Pack) -> tuple[str, Declined] | None:
    """The noun for things of which a word is a form: "türbini" is "türbin" with the ending of possession."""
    for stem in sorted(pack.words("goods_heads"), key=len, reverse=True):
        if low.startswith(stem[:3]) and (found := declined(low, stem)) is not None:
            return stem, found
    return None


def _cuts(low: str, compound: bool, object_: bool) -> list[int]:
    """Where the ending of a case can begin in the head of a noun phrase."""
    size = len(low)
    for pattern, cut in (
        (r"[ıiuü]n[dt][ae]n$", 4),
        (r"l[ae]r[dt][ae]n$", 3),
        (r"s[ıiuü]n[ıiuü]$", 2),
        (r"l[ae]r[ıi]n[ıi]$", 2),
    ):
        if re.search(pattern, low):
            return [size - cut]
    if re.search(r"(?:y[ıiuü]|[ae]|l[ae]|[ıiuü])c[ıiuü]$", low):
        return []  # "denetleyici": who or what does it
    if re.search(r"[ıiuü]n[ıiuü]n$", low):
        return [size - 3]
    if re.search(r"[ıiuü]n[ıiuüae]$", low) and compound:
        return [size - 2]
    if re.search(r"l[ae]r[ıi]n$", low):
        return [size - 2] if not compound else [size - 1]
    if re.search(r"l[ae]r[ae]$", low):
        return [size - 1]
    if re.search(r"[aeıioöuü]y[ıiuü]$", low) and object_:
        return [size - 2]
    if object_ and not compound and re.search(r"(?:l[ae]r|[bcçdfgğhjklmnprsştvyz])[ıiuü]$", low):
        return [size - 1]
    return []


def _qualifies(word: str, pack: Pack) -> bool:
    """An adjective leaves the noun after it without the ending of possession."""
    return word in pack.words("adjectives") or (
        len(word) > 4
        and re.search(r"(?:l[ıiuü]|s[ıiuü]z|s[ae]l|m[ıiuü]ş|d[ıiuü]ğ[ıiuü]|[ae]bilir|ik|ki|(?<=.{3})î)$", word)
        is not None
        and word not in pack.words("nouns_like_adjectives")
    )
