"""Foreign words as scripts of syllables write them: the consonants that are left, and how like two such rests are.

Chinese, Japanese, Korean and others hear a foreign name in syllables of their own: l and r fall together, an r before a
consonant is lost, "ti" becomes "ji". What is compared are consonants in few classes, with the usual losses cheap.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Classes: b p; f v; g (soft, as in gem); h; j; k c q; l; m; n; q (of pinyin); r (before a consonant or last); s and its
# likes; t d; w; x (of pinyin); z (th).
WRITTEN = {
    "schtsch": "s", "shch": "s", "tsch": "s", "tch": "s", "sch": "s", "sh": "s", "zh": "s", "ch": "s", "dzh": "j",
    "dj": "j", "kh": "h", "gh": "h", "ph": "f", "th": "z", "ck": "k", "qu": "k", "ce": "s", "ci": "s", "cy": "s",
    "ge": "g", "gi": "g", "gy": "g", "c": "k", "q": "k", "x": "ks", "tz": "s", "ts": "s", "ds": "s", "z": "s", "p": "b",
    "d": "t", "g": "k", "v": "f",
}  # fmt: skip
WAYS = re.compile("|".join(sorted(WRITTEN, key=lambda way: -len(way))))
SYLLABLES = re.compile(r"(?:(?:zh|ch|sh|hs|ts|tz|[bpmfdtnlgkhjqxrzcsyw])?[iuy]?[aeiou][aeiou]?(?:ng|n|h|r)?){1,3}")
SILENT = re.compile(r"(?<=[aeiouy])g?h(?![aeiouy])|(?<=n)g$|(?<=[aeiouy])w(?![aeiouy])")
BEFORE_VOWEL = re.compile(r"r(?=[aeiouy])")
NOT_CONSONANTS = re.compile(r"[^bfghjklmnqrstwxz]+")
TWICE = re.compile(r"(.)\1+")
INITIALS = {  # of syllables of pinyin
    **dict.fromkeys(("b", "p"), "b"), **dict.fromkeys(("d", "t"), "t"), **dict.fromkeys(("g", "k"), "k"),
    **dict.fromkeys(("zh", "ch", "sh", "z", "c", "s"), "s"), **dict.fromkeys(("l", "r"), "l"),
    "j": "j", "q": "q", "x": "x", "m": "m", "f": "f", "w": "w", "n": "n", "h": "h",
}  # fmt: skip
LOST = {  # what a consonant costs that the other side lacks; others 1
    "h": 0.3, "r": 0.2, "w": 0.4, "j": 0.5, "l": 0.5, "n": 0.6, "f": 0.6, "t": 0.6, "k": 0.8, "g": 0.8,
}  # fmt: skip
HEARD = {  # what it costs that one consonant is heard as another
    "rl": 0, "wf": 0, "xs": 0, "qs": 0.1, "js": 0.1, "zs": 0.1, "zt": 0.1, "gj": 0, "gk": 0.1, "gs": 0.3, "xh": 0.2,
    "jt": 0.3, "jq": 0.1, "jk": 0.2, "qt": 0.4, "qk": 0.4, "gq": 0.2, "jz": 0.3, "jx": 0.3, "hk": 0.4, "hs": 0.5,
    "fh": 0.4, "wh": 0.4, "gh": 0.4, "jh": 0.4, "mn": 0.4, "bf": 0.5, "bw": 0.5, "ln": 0.7, "sk": 0.6, "st": 0.6,
}  # fmt: skip
COSTS = {**HEARD, **{pair[::-1]: cost for pair, cost in HEARD.items()}}


def shell(written: str) -> str:
    """Return the consonants of a word in Latin letters, in the classes that a script of syllables tells apart."""
    read = BEFORE_VOWEL.sub("l", SILENT.sub("", written))
    return _plain(WAYS.sub(lambda way: WRITTEN[way[0]], read))


def shell_of_pinyin(syllables: tuple[str, ...]) -> str:
    """Return the consonants of syllables of pinyin in those classes."""
    return _plain("".join(map(_syllable, syllables)))


def is_chinese(written: str) -> bool:
    """Whether a word in Latin letters can be syllables of Chinese, in pinyin or as Wade and Giles write them."""
    return SYLLABLES.fullmatch(written) is not None


def _syllable(syllable: str) -> str:
    if syllable.startswith("hua"):  # "wa" is heard so
        syllable = "wa" + syllable[3:]
    start = syllable[:2] if syllable[:2] in INITIALS else syllable[:1]
    end = "n" if syllable[-1] == "n" or syllable.endswith("ng") else "r" if syllable == "er" else ""
    return INITIALS.get(start, "") + end


def _plain(text: str) -> str:
    return TWICE.sub(r"\1", NOT_CONSONANTS.sub("", text))


@lru_cache(maxsize=65536)
def heard_alike(one: str, other: str) -> float:
    """How like two shells are, 0 to 1: one less what changes cost, in parts of the longer one."""
    whole = max(sum(LOST.get(sound, 1.0) for sound in text) for text in (one, other))
    if not whole:
        return 0.0
    before = [0.0]
    for sound in other:
        before.append(before[-1] + LOST.get(sound, 1.0))
    for mine in one:
        row = [before[0] + LOST.get(mine, 1.0)]
        for place, theirs in enumerate(other):
            changed = before[place] + (0.0 if mine == theirs else COSTS.get(mine + theirs, 1.0))
            row.append(min(changed, before[place + 1] + LOST.get(mine, 1.0), row[-1] + LOST.get(theirs, 1.0)))
        before = row
    return max(1.0 - before[-1] / whole, 0.0)
