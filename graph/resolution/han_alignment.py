"""Lines up a Chinese name of an organisation with one in Latin letters: by meaning, reading, and foreign sounds.

The characters of the Chinese name and the words of the other are explained by each other. First known parts and
places by what they mean; then what is left, the words that tell organisations apart, longest agreement first:

    reading         蓝禾 = "Lanhe": pinyin, and the spellings of Taiwan, Hong Kong and Japan
    meaning         蓝禾 = "Blue ...": characters translated one by one or together
    transcription   思凯沃克 = "Skywalker": a foreign word that Chinese characters write by its sound
    letters         Latin letters inside of the Chinese name
    initials        first letters of the readings

What each agreement is worth is counted in bits, roughly how rarely it happens by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from graph.fold import fold, strip_marks
from graph.resolution.han_initials import initials
from graph.resolution.han_names import Characters, Match, Span, Word, as_word, written
from graph.resolution.han_spellings import palladius
from graph.resolution.han_transcription import chinese_beats, foreign_beats, heard_alike
from graph.resolution.han_words import english_stem, english_stems

BITS = {"pinyin": 6.0, "Taiwan": 4.5, "Cantonese": 4.5, "Japanese": 5.0, "palladius": 6.0}  # of a syllable
BITS_MEANT = (0.0, 4.5, 9.0, 11.0)  # of a translation, by the number of its characters
FUZZY = 0.75  # likeness of two readings from which on one may be a misspelling of the other
HEARD = 0.66  # likeness of a transcription
BRAND_ENDINGS = frozenset("max ex ley ton son tec tek tech co com way well link ic on in al".split())


Joined = tuple[str, int, int]  # letters of words [first, last)


@dataclass(slots=True)
class Lined:
    """A Chinese name and another one lined up.

    Attributes:
        words: the other name; a word that begins or ends with Latin letters of the Chinese name is cut there.
        matches: what stands for what.
        here: places of the Chinese name that are explained.
        there: words of the other name that are explained.
    """

    words: Sequence[Word]
    matches: list[Match]
    here: set[int]
    there: set[int]


def line_up(mine: Characters, theirs: Sequence[Word]) -> Lined:
    """Line up the characters of one name with the words of another."""
    found = _line_up(mine, theirs)
    if len(found.there) < len(theirs):
        cut = _cut(mine, theirs, found)
        if len(cut) > len(theirs):
            again = _line_up(mine, cut)
            if _worth(again) > _worth(found):
                return again
    return found


def _worth(found: Lined) -> float:
    return sum(match.bits for match in found.matches) - 3.0 * (len(found.words) - len(found.there))


def _line_up(mine: Characters, theirs: Sequence[Word]) -> Lined:
    found = Lined(theirs, [], set(), set())
    _parts(mine, theirs, found)
    candidates = _read(mine, theirs, found) + _meant(mine, theirs, found) + _letters(mine, theirs, found)
    _take(candidates, found)
    runs, free = _core_runs(mine, found), _free_words(theirs, found, everything=mine.kana)
    if runs and free:
        _take(_fuzzy(mine, runs, free) + _heard(mine, runs, free), found)
    _take(initials(mine, theirs, found.here, found.there), found)
    return found


def _cut(mine: Characters, theirs: Sequence[Word], found: Lined) -> list[Word]:
    """Cut unexplained words at letters of the Chinese name ("L3Harris") or at what it means ("Skytan")."""
    runs = [run for run in mine.letters.values() if len(run) > 1]
    out: list[Word] = []
    for place, word in enumerate(theirs):
        text, cut = word.text, 0
        if word.kind is None and place not in found.there and len(text) >= 5:
            for at, stem in _pieces(text):
                if stem in mine.meanings:
                    cut = at
                    break
            for run in runs:
                if len(text) >= len(run) + 3:
                    cut = len(run) if text.startswith(run) else len(text) - len(run) if text.endswith(run) else cut
        pieces = (text[:cut], text[cut:]) if cut else (text,)
        out += [as_word(piece, word.optional or (cut > 0 and piece in BRAND_ENDINGS)) for piece in pieces]
    return out


@lru_cache(maxsize=65536)
def _pieces(text: str) -> tuple[tuple[int, str], ...]:
    """Return where a word may be cut so that one piece is a known English word, long ones first, with their stems."""
    known = english_stems()
    found = []
    for cut in range(2, len(text) - 1):
        for piece in (text[:cut], text[cut:]):
            if len(piece) >= 3 and (stem := english_stem(piece)) in known:
                found.append((-len(piece), cut, stem))
    return tuple((cut, stem) for _, cut, stem in sorted(found))


def _take(candidates: list[Match], found: Lined) -> None:
    """Take candidates that do not overlap, what is worth most first."""
    candidates.sort(key=lambda match: (-match.bits, match))
    for match in candidates:
        here, there = range(match.start, match.end), range(match.first, match.last)
        if found.here.isdisjoint(here) and found.there.isdisjoint(there):
            found.matches.append(match)
            found.here.update(here)
            found.there.update(there)


def _parts(mine: Characters, theirs: Sequence[Word], found: Lined) -> None:
    """Explain known parts and places; several words may stand for one part and one word for several parts."""
    core = mine.core
    for place, word in enumerate(theirs):
        for last in (place + 1, place + 2):
            spelling = (
                word.text if last == place + 1 else word.text + theirs[place + 1].text if last <= len(theirs) else ""
            )
            site = mine.places.get(spelling)
            if site is not None and site.start not in core:
                found.matches.append(Match(*site, place, last, "place", 1.0, 4.0))
                found.here.update(range(*site))
                found.there.update(range(place, last))
        for span in mine.meanings.get(word.stem, ()):
            places = range(*span)
            if core.isdisjoint(places):
                if place not in found.there or not found.here.issuperset(places):
                    bits = 1.5 if word.kind == "common" else 3.5
                    found.matches.append(Match(*span, place, place + 1, "part", 1.0, bits))
                found.here.update(places)
                found.there.add(place)


def _read(mine: Characters, theirs: Sequence[Word], found: Lined) -> list[Match]:
    """Find words, or neighbours taken together, that spell characters out; a known ending may follow ("Lanhetech")."""
    out = []
    starts = _starts(mine)
    for first in range(len(theirs)):
        joined = ""
        for last in range(first + 1, min(first + 4, len(theirs)) + 1):
            if last - 1 in found.there:
                break
            joined += theirs[last - 1].text
            if len(joined) < 2:
                continue
            for start in starts.get(joined[:2], ()):
                if start not in found.here:
                    several = last > first + 1  # neighbours are one word only inside of one piece of the name
                    out += [
                        match
                        for match in _spelled(mine, joined, start, first, last)
                        if _whole(mine, match)
                        and (not several or len({place in mine.core for place in range(match.start, match.end)}) == 1)
                    ]
    return out


def _whole(mine: Characters, match: Match) -> bool:
    """Whether a reading of nothing but known parts is of whole ones: "Tongda" is nothing in 交通大学."""
    return {match.start, match.end} <= mine.edges or not mine.core.isdisjoint(range(match.start, match.end))


def _starts(mine: Characters) -> dict[str, list[int]]:
    """Return the places of a name by the first two letters that a word may have which begins with them."""
    if not mine.starts:
        for place in range(len(mine.text)):
            if place in mine.letters:
                continue
            heads = {spelling[:2] for spelling, _ in written(mine, place)} | {palladius(mine.syllables[place])[:2]}
            if any(len(head) == 1 for head in heads):  # the next character gives the second letter
                after = "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя"
                heads |= {head + letter for head in heads if len(head) == 1 for letter in after}
            for head in heads:
                mine.starts.setdefault(head, []).append(place)
    return mine.starts


def _spelled(mine: Characters, joined: str, start: int, first: int, last: int) -> list[Match]:
    """Return the readings of a joined word that begin at a character."""
    if "а" <= joined[0] <= "я":
        return _cyrillic(mine, joined, start, first, last)
    out = []
    stack: list[tuple[int, int, float, str]] = [(0, start, 0.0, "")]
    seen = set()
    while stack:
        done, place, bits, system = stack.pop()
        if done == len(joined):
            by = "japanese" if system == "Japanese" else "reading"
            out.append(Match(start, place, first, last, by, 1.0, bits))
            continue
        rest = len(joined) - done
        if done and last == first + 1 and rest >= 3 and place > start:
            stem = english_stem(joined[done:])
            if stem in mine.meanings or (stem in ("tech", "chip", "tek", "tronic", "tron") and done >= 4):
                out.append(Match(start, place, first, last, "reading", 0.95, bits * 0.9 + 2))
        if place >= len(mine.text) or place in mine.letters:
            continue
        for spelling, used in written(mine, place):
            if joined.startswith(spelling, done) and (
                not system or system == used or used == "pinyin" or system == "pinyin"
            ):
                state = (done + len(spelling), place + 1)
                if state not in seen:
                    seen.add(state)
                    worth = BITS[used] * (1.0 if len(spelling) > 1 else 0.5)
                    stack.append((*state, bits + worth, used if used != "pinyin" else system or used))
    return out


def _cyrillic(mine: Characters, joined: str, start: int, first: int, last: int) -> list[Match]:
    done, place, bits = 0, start, 0.0
    while place < len(mine.text) and place not in mine.letters and done < len(joined):
        spelling = strip_marks(fold(palladius(mine.syllables[place])))
        if not joined.startswith(spelling, done):
            return []
        done, place, bits = done + len(spelling), place + 1, bits + BITS["palladius"]
    return [Match(start, place, first, last, "reading", 1.0, bits)] if done == len(joined) else []


def _meant(mine: Characters, theirs: Sequence[Word], found: Lined) -> list[Match]:
    """Find words that core characters may have been translated with: one, two taken together, or a compound."""
    out = []
    for place, word in enumerate(theirs):
        if place in found.there:
            continue
        out += _translated(mine, word.stem, place, place + 1)
        if place + 1 < len(theirs) and place + 1 not in found.there:
            out += _translated(mine, english_stem(word.text + theirs[place + 1].text), place, place + 2)
        site = mine.places.get(word.text)
        if site is not None:
            out.append(Match(*site, place, place + 1, "meaning", 1.0, 3.0 + 2.0 * (site.end - site.start)))
        if word.kind is None and len(word.text) >= 6:
            out += _compound(mine, word.text, place, found)
    return out


def _translated(mine: Characters, stem: str, first: int, last: int) -> list[Match]:
    return [
        Match(*span, first, last, "meaning", 1.0, BITS_MEANT[min(span.end - span.start, 3)])
        for span in mine.meanings.get(stem, ())
        if not mine.core.isdisjoint(range(*span))
    ]


def _compound(mine: Characters, text: str, place: int, found: Lined) -> list[Match]:
    """Read a word as two that stand for characters ("Skyeyes") or for known parts of the name ("Techsystems")."""
    out = []
    for first, second in _halves(text):
        for before in mine.meanings.get(first, ()):
            for after in mine.meanings.get(second, ()):
                if mine.core.isdisjoint(range(*before)) and mine.core.isdisjoint(range(*after)):
                    found.matches.append(Match(*before, place, place + 1, "part", 1.0, 3.5))
                    found.here.update(range(*before), range(*after))
                    found.there.add(place)
                elif before.end == after.start:
                    out.append(Match(before.start, after.end, place, place + 1, "meaning", 1.0, 9.0))
    return out


@lru_cache(maxsize=65536)
def _halves(text: str) -> tuple[tuple[str, str], ...]:
    """Return the stems of two known English words that a word may be made of."""
    known = english_stems()
    cuts = ((english_stem(text[:cut]), english_stem(text[cut:])) for cut in range(3, len(text) - 2))
    return tuple((first, second) for first, second in cuts if first in known and second in known)


def _letters(mine: Characters, theirs: Sequence[Word], found: Lined) -> list[Match]:
    """Find Latin runs of the Chinese name in the other name, in one word or spelled over several."""
    out = []
    for start, run in mine.letters.items():
        for first in range(len(theirs)):
            joined = ""
            for last in range(first + 1, min(first + 3, len(theirs)) + 1):
                joined += theirs[last - 1].text
                if joined == run:
                    out.append(Match(start, start + 1, first, last, "letters", 1.0, 4.0 + 2.5 * len(run)))
    return out


def _core_runs(mine: Characters, found: Lined) -> list[Span]:
    """Return runs of core characters that nothing explains yet."""
    out = []
    start = None
    for place in range(len(mine.text) + 1):
        free = place < len(mine.text) and place in mine.core and place not in found.here and place not in mine.letters
        if free and start is None:
            start = place
        elif not free and start is not None:
            out.append(Span(start, place))
            start = None
    return out


def _free_words(theirs: Sequence[Word], found: Lined, *, everything: bool) -> list[Joined]:
    """Return words that nothing explains yet, common ones only on demand, and neighbours taken together."""
    out = []
    for first in range(len(theirs)):
        joined = ""
        for last in range(first + 1, min(first + 3, len(theirs)) + 1):
            word = theirs[last - 1]
            if last - 1 in found.there or word.text.isdigit():
                break
            joined += word.text
            if len(joined) >= 3 and (everything or last > first + 1 or word.kind != "common"):
                out.append((joined, first, last))
    return out


def _fuzzy(mine: Characters, runs: list[Span], free: list[Joined]) -> list[Match]:
    """Find words that nearly spell characters out in pinyin."""
    out = []
    for run in runs:
        size = run.end - run.start
        if size < 2:
            continue
        for start in range(run.start, run.end - 1):
            for end in range(start + 2, run.end + 1):
                spelled = "".join(mine.syllables[start:end])
                for joined, first, last in free:
                    if joined[0] != spelled[0] or abs(len(joined) - len(spelled)) > 2 or len(joined) < 5:
                        continue
                    likeness = 1.0 - OSA.distance(joined, spelled) / max(len(joined), len(spelled))
                    if likeness >= FUZZY:
                        bits = 6.0 * (end - start) * (likeness - 0.4)
                        out.append(Match(start, end, first, last, "reading", likeness, bits))
    return out


def _heard(mine: Characters, runs: list[Span], free: list[Joined]) -> list[Match]:
    """Find foreign words that characters write by their sound."""
    out = []
    heard = [(foreign_beats(joined), first, last) for joined, first, last in free]
    for run in runs:
        size = run.end - run.start
        spans = {(run.start, end) for end in range(run.start + 1, run.end + 1)}
        spans |= {(start, run.end) for start in range(run.start, run.end)}
        for start, end in sorted(spans):
            if end - start < 2 and size > 1:
                continue
            beats = chinese_beats(mine.syllables[start:end])
            for other, first, last in heard:
                likeness = heard_alike(beats, other, HEARD)
                if likeness:
                    bits = _bits_heard(likeness, min(len(beats), len(other.beats)), (start, end) == run)
                    out.append(Match(start, end, first, last, "transcription", likeness, bits))
    return out


def _bits_heard(likeness: float, beats: int, whole: bool) -> float:
    """Return what a transcription is worth: how rarely words that are not the same sound as alike, measured."""
    return 3.0 + 24.0 * (likeness - 0.65) + 0.8 * (min(beats, 7) - 4) - (0.0 if whole else 2.0)
