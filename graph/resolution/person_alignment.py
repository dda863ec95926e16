"""Which words of two names of persons stand for each other: equal, forms of one name, initials, joined or close."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import OSA

from graph.resolution.person_sounds import ALPHABETIC, CONSONANTAL
from graph.resolution.person_words import Word

CLOSE = 0.6  # likeness from which on two words may be one
JOINED = 0.85  # likeness from which on words run together are one word
FORM, INITIAL, TWO_NAMES = 0.95, 0.85, 0.55  # likeness of forms of one name; of an initial; at most, of two known names
CONSONANTS, ONE_CONSONANT = 0.95, 0.65  # at most, where only consonants are compared; where there is only one
LONG = 4  # letters of a word from which on it may be several of the other side
SLACK = 3  # letters by which those may be longer
INITIAL_WEIGHT = 0.3

Words = tuple[Word, ...]


class Match(NamedTuple):
    """Words that stand for each other.

    Attributes:
        mine, theirs: their places.
        likeness: 0 to 1.
        by: sound, form, initial, characters, consonants or joined.
        weight: how much they say.
    """

    mine: tuple[int, ...]
    theirs: tuple[int, ...]
    likeness: float
    by: str
    weight: float


def alike(mine: Word, theirs: Word) -> tuple[float, str]:
    """How alike two words are, 0 to 1, and by what."""
    if mine.han and theirs.han:
        return (1.0, "characters") if mine.han == theirs.han else (0.0, "")
    if mine.role == "initial" or theirs.role == "initial":
        return (INITIAL, "initial") if _begins(mine, theirs) else (0.0, "")
    if mine.sounds[0] == theirs.sounds[0]:
        return 1.0, "sound"
    if mine.known and theirs.known and mine.known & theirs.known:
        return FORM, "form"
    if mine.far != theirs.far and ALPHABETIC in (mine.far, theirs.far):
        return _by_consonants(mine, theirs)
    best = _spelled_alike(mine.sounds, theirs.sounds)
    if best >= CLOSE and mine.bones == theirs.bones and len(mine.bones) > 1:
        best = (1.0 + best) / 2
    if best < 1.0 and mine.known and theirs.known and "family" not in (mine.role, theirs.role):
        best = min(best, TWO_NAMES)
    return best, "sound"


def _spelled_alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    return max(1.0 - OSA.distance(a, b) / max(len(a), len(b)) for a in mine for b in theirs)


def _begins(mine: Word, theirs: Word) -> bool:
    if mine.printed[0] == theirs.printed[0]:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in mine.sounds for b in theirs.sounds)


def _by_consonants(mine: Word, theirs: Word) -> tuple[float, str]:
    consonantal = max(mine.far, theirs.far) == CONSONANTAL
    a, b = (mine.bones, theirs.bones) if consonantal else (mine.shell, theirs.shell)
    if min(len(a), len(b)) < 2:
        alone = a == b and a and mine.sounds[0][0] == theirs.sounds[0][0]
        return (ONE_CONSONANT, "consonants") if alone else (0.0, "")
    return CONSONANTS * (1.0 - OSA.distance(a, b) / max(len(a), len(b))), "consonants"


def align(one: Words, other: Words) -> list[Match]:
    """Pair the words of two names, each at most once: what is nearly equal, then what is joined, then what is close."""
    found = []
    for at, mine in enumerate(one):
        if mine.role != "particle":
            for to, theirs in enumerate(other):
                if theirs.role != "particle":
                    value, by = alike(mine, theirs)
                    if value >= CLOSE:
                        found.append((-value - 0.01 * (mine.role == theirs.role), abs(at - to), at, to, value, by))
    found.sort()
    taken: set[int] = set()
    used: set[int] = set()
    matches: list[Match] = []
    for first in (True, False):
        if not first and len(taken) < len(one) and len(used) < len(other):
            matches += _joined(one, other, taken, used)
        for _, _, at, to, value, by in found:
            if at not in taken and to not in used and (not first or value >= JOINED):
                taken.add(at)
                used.add(to)
                weight = INITIAL_WEIGHT if by == "initial" else max(one[at].weight, other[to].weight)
                matches.append(Match((at,), (to,), value, by, weight))
    return matches


def _joined(one: Words, other: Words, taken: set[int], used: set[int]) -> list[Match]:
    """Find words that are written as several on the other side, and take them out of those that are free."""
    out: list[Match] = []
    for words, others, here, there, turned in ((one, other, taken, used, False), (other, one, used, taken, True)):
        for at, word in enumerate(words):
            if at in here or len(word.sounds[0]) < LONG or word.role in ("initial", "particle"):
                continue
            run, likeness = _run(word, others, there)
            if run:
                weight = max(word.weight, sum(others[to].weight for to in run))
                mine, theirs = (run, (at,)) if turned else ((at,), run)
                out.append(Match(mine, theirs, likeness, "joined", weight))
                here.add(at)
                there.update(run)
    return out


def _run(word: Word, words: Words, used: set[int]) -> tuple[tuple[int, ...], float]:
    """Return neighbours whose joined sound is that of one word, particles between them included."""
    best: tuple[tuple[int, ...], float] = (), 0.0
    for start in range(len(words) - 1):
        joined = ""
        for end in range(start, min(start + 4, len(words))):
            joined += words[end].sounds[0]
            if end in used or len(joined) > len(word.sounds[0]) + SLACK:
                break
            if end > start:
                value = _spelled_alike((joined,), word.sounds)
                if value >= JOINED and value > best[1]:
                    best = tuple(range(start, end + 1)), value
    return best
