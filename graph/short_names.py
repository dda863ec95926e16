"""Shorter and otherwise spelled forms of a person's name: what a text on them calls them, and who may be the same.

Words are compared by `spelling`, a key in Latin letters that the usual ways of writing a name in them share, so that
"Сергей", "Sergey" and "Sergei" are one. Whose given and family name cannot be told apart is read in both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from graph.blotting import BLOT
from graph.legal_forms import split_legal_form
from graph.letters import fold, strip_marks

Words = list[re.Match[str]]

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]{2,})*")
LONGEST, BARE_LENGTH, BETWEEN = 6, 4, 2  # words of a name; letters of a family name alone; words between the two
GAP = re.compile(r"\s{1,3}|\s?,\s{0,2}|[-‐‑]")  # between the words of one name
POINT = re.compile(r"\.\s{0,2}")  # after an initial
NEAR = re.compile(r"[\s,\"'‐‑-]{1,6}")  # between cells too
PATRONYMIC = re.compile(
    r"\w{2,}(?:[oe]v[iy]t?ch|[oei]vna|inichna|[ly]yi?ch|l[iy]ich|[оеёй]ович|[оеё]вич|[оеёі]вна|ична|ильич)"
)
PARTICLES = frozenset("al el de del della der den di da du la le van von zu bin bint ben ibn abu ould".split())
TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady general colonel major captain lieutenant admiral sergeant "
    "marshal president minister director chairman deputy governor mayor senator judge oligarch businessman "
    "businesswoman herr herrn frau doktor oberst hauptmann präsident direktor monsieur madame mme господин господина "
    "госпожа генерал полковник директор министр президент".split()
)
ORGANISATIONS = frozenset(
    "foundation fund trust group holding holdings trading company companies corporation enterprise enterprises bank "
    "university institute academy plant factory works shipyard brothers sons partners associates industries systems "
    "technologies technology logistics shipping airlines center centre museum school brigade battalion regiment "
    "stiftung werke werk gruppe handel фонд группа завод институт академия университет бригада".split()
)
AFTER_WHOM = frozenset("after foundation fund plant factory institute university имени завод фонд".split())
OF_ONE_PERSON = frozenset({"IP", "e.K."})  # legal forms of a sole trader, whose name is the person's
CALENDAR = frozenset("january march april june july august september october november december".split())
LETTERS = dict(
    pair.split(":")
    for pair in "а:a б:b в:v г:g ґ:g д:d е:e є:e ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:u "
    "ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:i ь: э:e ю:iu я:ia ':".split(" ")
)
SPELLINGS = tuple(
    (sign, re.compile(found), written)  # where the sign is not in a word, there is nothing to find
    for sign, found, written in (
        ("h", "shch|sch|zh", "sh"), ("t", "tsch|tsh|tch", "ch"), ("kh", "kh", "h"), ("ph", "ph", "f"), ("x", "x", "ks"),
        ("c", "ck|c(?!h)", "k"), ("q", "q", "k"), ("w", "w", "v"), ("z", "z", "s"), ("ou", "ou", "u"), ("y", "y", "i"),
        ("j", "j", "i"), ("i", "i[eo]", "e"), ("er", r"(?<=[^aeiou])er$", "r"), ("", r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """Return the key of a word of a name, whatever the alphabet and the way of writing it in Latin letters."""
    folded = strip_marks(fold(word))
    key = folded.replace("'", "") if folded.isascii() else "".join(LETTERS.get(letter, letter) for letter in folded)
    for sign, found, written in SPELLINGS:
        if sign in key:
            key = found.sub(written, key)
    return key


class Reading(NamedTuple):
    """One way to read a name: its words by their spelling.

    Attributes:
        family: without particles.
        given: the given name.
        others: patronymic, middle names and particles.
        sure: whether the family name stands where it is usually printed.
    """

    family: tuple[str, ...]
    given: str
    others: frozenset[str]
    sure: bool


def readings(name: str) -> list[Reading]:
    """Read a printed name; a name of one word, or of more than a person has, is not read."""
    words = WORD.findall(name)
    if not 2 <= len(words) <= LONGEST:
        return []
    cut = _family(name, words)
    if cut is not None:
        return _reading(words, *cut, sure=True)
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    found = _reading(words, start, len(words), sure=True)
    return found + (_reading(words, 0, 1, sure=False) if len(words) <= 3 else [])


def _family(name: str, words: list[str]) -> tuple[int, int] | None:
    """Return [start, end) of the family name where a comma, capitals or a patronymic tell it."""
    before = len(WORD.findall(name.split(",")[0]))
    if name.count(",") == 1 and 0 < before < len(words):
        return 0, before
    capitals = [len(word) > 1 and word.isupper() for word in words]
    if capitals[0] != capitals[-1]:
        run = (capitals if capitals[0] else capitals[::-1]).index(False)
        return (0, run) if capitals[0] else (len(words) - run, len(words))
    if len(words) == 3:
        for place, family in ((2, 0), (1, 2)):
            if PATRONYMIC.fullmatch(words[place].casefold()):
                return family, family + 1
    return None


def _reading(words: list[str], start: int, end: int, *, sure: bool) -> list[Reading]:
    held = [word for word in words[start:end] if word.casefold() not in PARTICLES]
    rest = [spelling(word) for word in (*words[:start], *words[end:])]
    if not held or not rest:
        return []
    particles = {spelling(word) for word in words[start:end] if word.casefold() in PARTICLES}
    return [Reading(tuple(map(spelling, held)), rest[0], frozenset({*rest[1:], *particles}), sure)]


@dataclass(frozen=True, slots=True)
class ShortNames:
    """The shorter forms of the names of persons.

    Attributes:
        families: words of family names, by spelling.
        bare: those that may stand alone in a passage on the person.
        own: given names, patronymics and middle names.
        pieces: all words that may stand beside a family name.
        pairs: words of a family name with a given name.
    """

    families: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> ShortNames:
        """Read printed names."""
        known = [reading for name in sorted(set(names)) for reading in readings(name)]
        particles = {spelling(word) for word in PARTICLES}
        own = {word for one in known for word in (one.given, *one.others)} - particles
        families = {word for one in known for word in one.family}
        return cls(
            frozenset(families),
            frozenset(word for one in known if one.sure for word in one.family if len(word) >= BARE_LENGTH),
            frozenset(own),
            frozenset(families | own | {word for one in known for word in one.others}),
            frozenset((word, one.given) for one in known for word in one.family if len(one.given) > 1),
        )

    def blotted(self, text: str, scope: str | None = None) -> str:
        """Blot out the shorter forms in a passage that speaks of the person.

        Args:
            text: the passage.
            scope: a text that shows which words are common; None leaves family names that stand alone.
        """
        for start, end in self._places(text, scope):
            text = text[:start] + BLOT * (end - start) + text[end:]
        return text

    def pairs_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield [start, end) wherever a given name stands beside its family name, in any order and spelling."""
        words = list(WORD.finditer(text))
        end = 0
        for at, word in enumerate(words):
            if (key := spelling(word.group())) not in self.families:
                continue
            for other in range(max(0, at - BETWEEN - 1), min(len(words), at + BETWEEN + 2)):
                first, last = min(at, other), max(at, other)
                if (
                    (key, spelling(words[other].group())) in self.pairs
                    and first != last
                    and words[first].start() >= end
                    and _is_one_name(text, words, first, last)
                ):
                    end = words[last].end()
                    yield words[first].start(), end
                    break

    def _places(self, text: str, scope: str | None) -> Iterator[tuple[int, int]]:
        words = list(WORD.finditer(text))
        for at, word in enumerate(words):
            if spelling(word.group()) not in self.families or not _is_capital(word.group()):
                continue
            first = last = at
            while first and _joined(text, words, first - 1) and self._is_piece(words[first - 1].group()):
                first -= 1
            while last + 1 < len(words) and _joined(text, words, last) and self._is_piece(words[last + 1].group()):
                last += 1
            beside = [words[place].group() for place in range(first, last + 1) if place != at]
            named = any(len(one) == 1 or self._is_own(one) for one in beside)
            if (named or _titled(text, words, first) or self._stands_bare(text, words, first, last, scope)) and not (
                _of_organisation(text, words, first, last)
            ):
                yield words[first].start(), words[last].end()

    def _is_own(self, word: str) -> bool:
        return spelling(word) in self.own or PATRONYMIC.fullmatch(word.casefold()) is not None

    def _is_piece(self, word: str) -> bool:
        if len(word) == 1:
            return word.isupper() and any(one.startswith(spelling(word)[:1]) for one in self.own)
        key = spelling(word)
        return word.casefold() in PARTICLES & self.pieces or (
            _is_capital(word) and (key in self.pieces or self._is_own(word))
        )

    def _stands_bare(self, text: str, words: Words, first: int, last: int, scope: str | None) -> bool:
        """Whether words are a family name alone, no common word and no part of another name."""
        if scope is None or not any(spelling(word.group()) in self.bare for word in words[first : last + 1]):
            return False
        before = first > 0 and _goes_on(text, words, first - 1) and _is_capital(words[first - 1].group())
        after = last + 1 < len(words) and _goes_on(text, words, last) and _is_capital(words[last + 1].group())
        common = {word.group().casefold() for word in words[first : last + 1]}
        return not (
            before
            or after
            or common & CALENDAR
            or any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", scope) for word in common)
        )


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or its script has none."""
    return not word[0].islower()


def _between(text: str, words: Words, at: int) -> str:
    return text[words[at].end() : words[at + 1].start()]


def _joined(text: str, words: Words, at: int) -> bool:
    """Whether a word and the next can be of one name."""
    gap = _between(text, words, at)
    return GAP.fullmatch(gap) is not None or (len(words[at].group()) == 1 and POINT.fullmatch(gap) is not None)


def _goes_on(text: str, words: Words, at: int) -> bool:
    """Whether a name goes on from a word to the next: white space, or the point after an initial."""
    gap = _between(text, words, at)
    return gap.isspace() or (len(words[at].group()) == 1 and POINT.fullmatch(gap) is not None)


def _is_one_name(text: str, words: Words, first: int, last: int) -> bool:
    """Whether words stand together as those of a name do, in a sentence or in cells side by side."""
    return (
        all(NEAR.fullmatch(_between(text, words, at)) or _goes_on(text, words, at) for at in range(first, last))
        and all(_is_capital(word.group()) for word in words[first : last + 1])
        and not any(word.group().casefold() in ORGANISATIONS for word in words[first : last + 1])
        and not _of_organisation(text, words, first, last)
    )


def _titled(text: str, words: Words, first: int) -> bool:
    if not first or words[first - 1].group().casefold() not in TITLES:
        return False
    return re.fullmatch(r"\.?\s{1,3}", _between(text, words, first - 1)) is not None


def _of_organisation(text: str, words: Words, first: int, last: int) -> bool:
    """Whether a name stands in that of an organisation named after the person."""
    if last + 1 < len(words) and re.fullmatch(r"\s|[-‐‑&]|\s&\s", _between(text, words, last)):
        after = words[last + 1].group()
        if _is_capital(after) and (after.casefold() in ORGANISATIONS or _form(f"Name {after}")):
            return True
    if not first or not re.fullmatch(r"\s[\"'“„«]?", _between(text, words, first - 1)):
        return False
    before = words[first - 1].group()
    return before.casefold() in AFTER_WHOM or (before.isupper() and _form(f"{before} Name"))


def _form(name: str) -> bool:
    form = split_legal_form(name).form
    return form is not None and form not in OF_ONE_PERSON
