"""Which words of two names of persons stand for each other: equal, forms of one name, initials, joined or close."""

from __future__ import annotations

from itertools import permutations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from graph.resolution.characters import pinyin
from graph.resolution.han_transcription import chinese_beats, foreign_beats
from graph.resolution.han_transcription import heard_alike as beats_alike
from graph.resolution.person_sounds import ALPHABETIC, CONSONANTAL, latin
from graph.resolution.person_transcription import heard_alike
from graph.resolution.person_words import Word

CLOSE = 0.599  # a little less than 3 of 5: likeness from which on two words may be one
JOINED = 0.85  # likeness from which on words run together are one word
FORM, INITIAL = 0.95, 0.85  # likeness of forms of one name; of an initial
TWO_NAMES = 0.2  # what it takes off a likeness that each word is known and they are two names
TYPED, SHUFFLED = 4, 0.7  # letters from which on a word may hold a slip of the keys; likeness of one in another order
VOWELS = frozenset("aeiou")
WITHOUT_SERVANT = 0.8  # likeness of "Abd al-Hamid" and "Hamid"
SERVANT = "bd"  # the consonants of "abd"
OTHER_CONSONANTS, OTHER_COMPOUND = 0.3, 0.3  # what other consonants take off a likeness; "servant of" on one side only
CONSONANTS, ONE_CONSONANT = 0.95, 0.65  # at most, where only consonants are compared; where there is only one
FEW = 0.5  # likeness of whole words that is asked for where there is one consonant
HEARD = 0.65  # likeness from which on a transcription may be of a word
LONG = 3  # letters of a word from which on it may be several of the other side
SLACK = 3  # letters by which those may be longer
INITIAL_WEIGHT = 0.3

NOTHING, EQUAL = (0.0, ""), (1.0, "sound")

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
    """How alike two words are, and by what; 0 where they are less alike than two words that may be one."""
    if mine.role == "initial" or theirs.role == "initial":
        return (INITIAL, "initial") if _begins(mine, theirs) else NOTHING
    if mine.han and theirs.han:
        return (1.0, "characters") if mine.han == theirs.han else NOTHING
    if mine.sounds[0] in theirs.sounds or theirs.sounds[0] in mine.sounds:
        return EQUAL
    if mine.known and theirs.known and not mine.known.isdisjoint(theirs.known):
        return FORM, "form"
    if mine.far != theirs.far and ALPHABETIC in (mine.far, theirs.far):
        return _by_consonants(mine, theirs)
    best = spelled_alike(mine.sounds, theirs.sounds, JOINED if mine.han or theirs.han else CLOSE)
    best = _by_bones(best, mine, theirs) if CLOSE <= best < 1.0 else best
    best = max(best, _mistyped(mine.printed, theirs.printed))
    if CLOSE <= best < 1.0 and mine.known and theirs.known and "family" not in (mine.role, theirs.role):
        best -= TWO_NAMES
    if best < CLOSE:
        if _is_servant(mine, theirs):
            return WITHOUT_SERVANT, "servant"
        return (CLOSE, "short") if _one_vowel(mine, theirs) else NOTHING
    return best, "sound"


def _mistyped(mine: str, theirs: str) -> float:
    """How alike two printed words are that one slip of the keys tells apart, or the order of their letters; else 0."""
    longest = max(len(mine), len(theirs))
    if longest < TYPED or abs(len(mine) - len(theirs)) > 1 or not mine.isascii() or not theirs.isascii():
        return 0.0
    return _slipped(mine, theirs) or (SHUFFLED if longest > TYPED and sorted(mine) == sorted(theirs) else 0.0)


def _slipped(mine: str, theirs: str) -> float:
    return 1.0 - 1.0 / max(len(mine), len(theirs)) if OSA.distance(mine, theirs, score_cutoff=1) <= 1 else 0.0


def _is_servant(mine: Word, theirs: Word) -> bool:
    """Whether one of two words is the other with "servant of" before it: "Abd al-Hamid" and "Hamid"."""
    a, b = mine.sounds[0], theirs.sounds[0]
    return a.startswith("abd") != b.startswith("abd") and a.removeprefix("abd") == b.removeprefix("abd")


def _one_vowel(mine: Word, theirs: Word) -> bool:
    """Whether two short words differ in one vowel: "Un" and "On"."""
    a, b = mine.sounds[0], theirs.sounds[0]
    if len(a) != len(b) or not 1 < len(a) < TYPED or mine.han or theirs.han:
        return False
    other = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(other) == 1 and set(other[0]) <= VOWELS and set(a) - VOWELS != set()


def _by_bones(value: float, mine: Word, theirs: Word) -> float:
    """Weigh a likeness by the consonants: other vowels are ways of writing, other consonants more often other names."""
    a, b = mine.bones, theirs.bones
    if a == b:
        return (1.0 + value) / 2 if len(a) > 1 else value
    if a.startswith(SERVANT) != b.startswith(SERVANT):  # "servant of" stands on one side only
        value -= OTHER_COMPOUND
    return value - OTHER_CONSONANTS * OSA.distance(a, b) / max(len(a), len(b))


def spelled_alike(mine: tuple[str, ...], theirs: tuple[str, ...], least: float = CLOSE) -> float:
    """How alike the nearest of two sets of sounds are, by the letters to change; 0 where it is less than the least."""
    if len(mine) == len(theirs) == 1:
        return OSA.normalized_similarity(mine[0], theirs[0], score_cutoff=least)
    return max([OSA.normalized_similarity(a, b, score_cutoff=least) for a in mine for b in theirs])


def _begins(mine: Word, theirs: Word) -> bool:
    if mine.printed[0] == theirs.printed[0]:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in mine.sounds for b in theirs.sounds)


def _by_consonants(mine: Word, theirs: Word) -> tuple[float, str]:
    if mine.known and theirs.known:
        return NOTHING  # each is known, and they are two names
    if max(mine.far, theirs.far) != CONSONANTAL:
        value = heard_alike(mine.shell, theirs.shell)
        if value and mine.han != theirs.han:
            value = (value + (_beats(mine.han, theirs) if mine.han else _beats(theirs.han, mine))) / 2
        value *= CONSONANTS
        return (value, "consonants") if value >= HEARD else NOTHING
    a, b = mine.bones.replace("v", ""), theirs.bones.replace("v", "")  # where it is written, it may be a vowel
    if min(len(a), len(b)) < 2:
        alone = a == b and a and spelled_alike(mine.sounds, theirs.sounds, FEW)
        return (ONE_CONSONANT, "consonants") if alone else NOTHING
    value = CONSONANTS * OSA.normalized_similarity(a, b)
    return (value, "consonants") if value >= CLOSE else NOTHING


def _beats(han: str, word: Word) -> float:
    return beats_alike(chinese_beats(pinyin(han)), foreign_beats(latin(word.printed)[0]))


def align(one: Words, other: Words) -> list[Match]:
    """Pair the words of two names, each at most once: what is nearly equal, then what is joined, then what is close."""
    found = []
    for at, mine in enumerate(one):
        if mine.role != "particle":
            for to, theirs in enumerate(other):
                if theirs.role != "particle":
                    value, by = alike(mine, theirs)
                    if value:
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
                matches.append(Match((at,), (to,), value, by, _weight(one[at], other[to], by)))
    return _without_doubtful(one, other, matches)


def _without_doubtful(one: Words, other: Words, matches: list[Match]) -> list[Match]:
    """Leave out a word that an initial stands for, or that is less than the other's, where its own side has one more.

    "Timur S. Orlov" and "Timur Savin" agree in one word, not in two; so "Abd al-Hamid Orlov" and
    "Hamid Timur Orlov".
    """
    doubtful = [match for match in matches if match.by in ("initial", "servant")]
    if not doubtful:
        return matches
    taken = {at for match in matches for at in match.mine}
    used = {to for match in matches for to in match.theirs}
    more = _whole_left(one, taken), _whole_left(other, used)
    lesser = {match: _lesser(one, other, match) for match in doubtful}
    crossing = {
        match
        for match, other_match in permutations(doubtful, 2)
        if lesser[match] == lesser[other_match][::-1] != (False, False)
        and (match.mine < other_match.mine) != (match.theirs < other_match.theirs)
    }
    return [
        match
        for match in matches
        if match not in lesser
        or not (match in crossing or any(left and less for left, less in zip(more, lesser[match], strict=True)))
    ]


def _lesser(one: Words, other: Words, match: Match) -> tuple[bool, bool]:
    """Return which of two words says less than the other: the initial, or the one without "servant of"."""
    mine, theirs = one[match.mine[0]], other[match.theirs[0]]
    if match.by == "servant":
        return not mine.sounds[0].startswith("abd"), not theirs.sounds[0].startswith("abd")
    initials = mine.role == "initial", theirs.role == "initial"
    return (False, False) if all(initials) else initials


def _whole_left(words: Words, taken: set[int]) -> bool:
    return any(
        at not in taken and word.role in ("word", "given", "family") and not word.optional
        for at, word in enumerate(words)
    )


def _weight(mine: Word, theirs: Word, by: str) -> float:
    if by == "initial":
        return INITIAL_WEIGHT
    weight = max(mine.weight, theirs.weight)
    if by == "consonants":  # few of them say little
        fewest = min(len(mine.bones or mine.shell), len(theirs.bones or theirs.shell))
        return weight * min(0.4 + 0.2 * fewest, 1.0)
    return weight


def _joined(one: Words, other: Words, taken: set[int], used: set[int]) -> list[Match]:
    """Find words that are written as several on the other side, and take them out of those that are free."""
    out: list[Match] = []
    for words, others, here, there, turned in ((one, other, taken, used, False), (other, one, used, taken, True)):
        for at, word in enumerate(words):
            if at in here or max(map(len, word.sounds)) < LONG or word.role in ("initial", "particle"):
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
    longest = max(map(len, word.sounds)) + SLACK
    for start in range(len(words) - 1):
        joined = printed = ""
        for end in range(start, min(start + 4, len(words))):
            joined += words[end].sounds[0]
            printed += words[end].printed
            if end in used or len(joined) > longest:
                break
            if end > start:
                value = max(spelled_alike((joined,), word.sounds, JOINED), _slipped(printed, word.printed))
                if value > best[1]:
                    best = tuple(range(start, end + 1)), value
    return best
