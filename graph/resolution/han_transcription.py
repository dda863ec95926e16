"""Foreign words written in Chinese characters by their sound: how alike "思凯沃克" and "Skywalker" are.

Both sides become rows of beats, a consonant with the vowel after it. Chinese has no groups of consonants and few
finals: it puts a vowel after each consonant (s-k: si ke), leaves r at the end of a syllable out, and has one sound for
several foreign ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

VOWELS = "aeiou"


class Beat(NamedTuple):
    """A consonant ("" for none) and the vowel after it ("" for none)."""

    consonant: str
    vowel: str


class Foreign(NamedTuple):
    """A foreign word.

    Attributes:
        beats: in their order.
        unheard: what it costs that each is not written.
        start: costs of leaving out the first ones.
    """

    beats: tuple[Beat, ...]
    unheard: tuple[float, ...]
    start: tuple[float, ...]


INITIAL = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)$")
# The consonants of foreign words that a Chinese initial stands for, and how far off each is; what is not named is 1.
STANDS_FOR = {
    "b": "b0 p3 v4 w5", "p": "p0 b3 f6", "m": "m0 n5", "f": "f0 v2 h4 p6 w6", "d": "d0 t2 th3 j5",
    "t": "t0 d3 th2 ch6", "n": "n0 m5 l6", "l": "l0 r0 n6", "g": "g0 k2 j4 h5", "k": "k0 g3 ch3 h5",
    "h": "h0 k5 f5 g4 0:4", "j": "j0 g1 k3 z4 ch3 d4 y4 ts4", "q": "ch1 k3 t5 j3 ts4 sh5",
    "x": "s1 sh1 h2 ch4 z3 k6 th3 ts4", "zh": "j0 z3 ch3 g4 d5 y5", "ch": "ch0 t5 ts3 j3", "sh": "sh0 s1 ch3 z4",
    "r": "r0 l2 j4 y5 zh3 z5", "z": "z0 s2 ts1 j3", "c": "ts0 s3 z3 ch3 t6", "s": "s0 z1 th1 sh3 ts4",
    "w": "w0 v0 h4 f5 b5 0:1", "y": "y0 j3 0:1 h5", "": "0:0 h2 w3 y3", "n.": "n0 m1", "er": "l0 r0",
}  # fmt: skip
# Japanese syllables that begin as no Chinese one does, or are heard otherwise.
JAPANESE = {
    f"{written}{vowel}": Beat(heard, vowel)
    for written, heard, vowels in (("r", "l", "aiueo"), ("v", "w", "aiueo"), ("ts", "c", "aiueo"), ("ky", "k", "aue"))
    for vowel in vowels
} | {f"ry{vowel}": Beat("l", vowel) for vowel in "aue"}
COSTS = {
    (initial, "" if item[0] == "0" else item.rstrip("0123456789")): int(item[-1]) / 10
    for initial, items in STANDS_FOR.items()
    for item in items.split()
}
NEAR = {frozenset(pair): 0.12 for pair in ("ae", "ei", "ou", "ao", "ui")}
UNHEARD_ALONE = {"r": 0.1, "h": 0.1, "l": 0.35, "n": 0.45, "m": 0.45, "t": 0.4, "d": 0.4, "w": 0.2}
UNHEARD = {"": 0.3, "h": 0.5, "w": 0.5, "y": 0.4, "r": 0.7}
FOREIGN = re.compile(
    r"(?P<sh>sch|sh)|(?P<ch>tch|ch)|(?P<th>th)|(?P<f>ph)|(?P<g>gh(?=[aeiou])|gu(?=[ei]))|(?P<skip>gh|(?<=[aeiou])h(?![aeiou]))|(?P<k>ck|kh|"
    r"c(?![eiy])|q(?!u))|(?P<kw>qu)|(?P<ks>x)|(?P<s>c)|(?P<j>dg|j|g(?=[eiy]))|(?P<ts>ts|tz|zz)|(?P<w>wh|w)|(?P<v>v)|(?P<n>kn(?=[aeiou])|n)|"
    r"(?P<letter>[bdfgklmprstz])|(?P<y>(?:^|(?<=[aeiou]))y(?=[aeiou]))|(?P<vowel>[aeiouy]+)|(?P<other>.)"
)


@lru_cache(maxsize=65536)
def chinese_beats(syllables: tuple[str, ...]) -> tuple[Beat, ...]:
    """Return the beats of syllables in pinyin."""
    out: list[Beat] = []
    for syllable in syllables:
        if syllable in ("er", "n"):  # n: a Japanese syllable of its own
            out.append(Beat("er" if syllable == "er" else "n.", ""))
            continue
        if syllable in JAPANESE:
            out.append(JAPANESE[syllable])
            continue
        found = INITIAL.match(syllable)
        initial, final = (found.group(1), found.group(2)) if found else ("", syllable)
        nasal = final.endswith(("n", "ng"))
        vowels = [letter for letter in final.replace("v", "u") if letter in VOWELS]
        if initial in ("y", "w") and vowels == [{"y": "i", "w": "u"}[initial]]:
            initial = ""  # yi and wu are mere vowels
        out.append(Beat(initial, (vowels[1] if len(vowels) > 1 and vowels[0] in "iu" else vowels[0]) if vowels else ""))
        if nasal:
            out.append(Beat("n.", ""))
    return tuple(out)


@lru_cache(maxsize=65536)
def foreign_beats(word: str) -> Foreign:
    """Return the beats of a folded word in Latin letters."""
    plain = re.sub(r"([^aeiou])\1", r"\1", word)
    out: list[Beat] = []
    for match in FOREIGN.finditer(plain):
        kind, text = match.lastgroup or "", match.group()
        if kind in ("other", "skip"):
            continue
        if kind == "vowel":
            if text == "e" and match.end() == len(plain) and len(out) > 1:
                continue  # mute at the end
            vowel = "i" if text[0] == "y" else text[0]
            if out and not out[-1].vowel and out[-1].consonant:
                out[-1] = Beat(out[-1].consonant, vowel)
            else:
                out.append(Beat("", vowel))
            if len(text) > 2 or text in ("ia", "io", "eo", "ua", "iu"):
                out.append(Beat("", text[-1]))
        elif kind in ("ks", "kw"):
            out += [Beat(kind[0], ""), Beat(kind[1], "")]
        else:
            out.append(Beat(text if kind == "letter" else kind, ""))
    unheard = tuple(map(_unheard, out))
    return Foreign(tuple(out), unheard, tuple(accumulate(unheard, initial=0.0)))


def _match(mine: Beat, theirs: Beat) -> float:
    cost = COSTS.get((mine.consonant, theirs.consonant), 1.0)
    if cost >= 1.0 or mine.consonant in ("n.", "er"):
        return cost
    if mine.vowel == theirs.vowel:
        return cost
    if not theirs.vowel:
        return cost + (0.0 if mine.vowel in "eiu" else 0.2)
    return cost + NEAR.get(frozenset((mine.vowel, theirs.vowel)), 0.25)


@lru_cache(maxsize=4096)
def _mute(mine: Beat) -> float:
    """What it costs that a Chinese beat stands for nothing."""
    if mine.consonant in ("n.", "er"):
        return 0.3
    return 0.4 if mine.consonant in ("", "y", "w") else 0.9


@lru_cache(maxsize=4096)
def _unheard(theirs: Beat) -> float:
    """What it costs that a foreign beat is not written."""
    if not theirs.vowel:
        return UNHEARD_ALONE.get(theirs.consonant, 0.6)
    return UNHEARD.get(theirs.consonant, 0.95)


class _Costs(dict[Beat, float]):
    """What each foreign beat costs against one Chinese beat, each worked out once."""

    def __init__(self, mine: Beat) -> None:
        super().__init__()
        self.mine = mine

    def __missing__(self, theirs: Beat) -> float:
        cost = self[theirs] = _match(self.mine, theirs)
        return cost


_costs = lru_cache(maxsize=None)(_Costs)


def heard_alike(mine: tuple[Beat, ...], theirs: Foreign, least: float = 0.0) -> float:
    """Return how well Chinese beats write foreign ones.

    Args:
        mine: of the Chinese name.
        theirs: of the foreign word.
        least: likeness below which 0 will do.

    Returns:
        0 to 1.
    """
    beats, unheard, start = theirs
    mine_size, size = len(mine), len(beats)
    longer = max(mine_size, size)
    if not mine or not beats or longer > 2.2 * min(mine_size, size):
        return 0.0
    if mine[0].consonant and beats[0].consonant and _costs(mine[0])[beats[0]] > 0.6:
        return 0.0  # the beginning of a word is what its writer hears best
    allowed = (1.0 - least) * longer
    row = list(start)
    for beat in mine:
        mute, costs = _mute(beat), _costs(beat)
        before = row[0]
        least_cost = left = row[0] = before + mute
        for place, other in enumerate(beats):
            best = before + costs[other]
            before = row[place + 1]
            if before + mute < best:
                best = before + mute
            if left + unheard[place] < best:
                best = left + unheard[place]
            left = row[place + 1] = best
            if best < least_cost:
                least_cost = best
        if least_cost > allowed:
            return 0.0
    likeness = 1.0 - row[-1] / longer
    return likeness if likeness >= least else 0.0
