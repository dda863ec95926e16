"""Finds which words of two names stand for each other: equal ones first, then likely ones, then several for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from graph.resolution.parts import BETWEEN, TELLING, Unit, vocabulary

CLOSE = 0.72  # likeness of two sounds from which on they may be one word
SPELLED = 0.9  # likeness of an acronym and the words that it stands for
DERIVED = 0.95  # likeness of a place and its adjective
INFLECTED = 0.96  # likeness of two forms of one word
CAPITALS = 5  # letters up to which words in capitals, often acronyms, are only one when equal
NEAR = 0.9  # likeness of two concepts that translations take for one another
SHORT = 3  # letters up to which only an equal sound is one
TOGETHER = 0.85  # likeness of a word and several put together


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that stand for each other.

    Attributes:
        one, other: their keys.
        likeness: 0 to 1.
        by: concept, sound, form, characters, meaning, number, joined or acronym.
        weight: how much they say.
        role: of the word that says more.
    """

    one: str
    other: str
    likeness: float
    by: str
    weight: float
    role: str = "core"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of two names stand for each other, and which are left over."""

    pairs: tuple[Pair, ...]
    left: tuple[Unit, ...]
    right: tuple[Unit, ...]


def likeness(one: str, other: str) -> float:
    """How alike two sounds are, 0 to 1; short ones only when equal."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) <= SHORT:
        return 0.0
    return OSA.normalized_similarity(one, other, score_cutoff=CLOSE)


def align(one: Sequence[Unit], other: Sequence[Unit], *, acronyms: bool = True) -> Alignment:
    """Pair the words of two names: equal ones, close ones, then what is left joined together, and acronyms.

    Args:
        one, other: words of either name in their order.
        acronyms: whether a word may be the acronym of several.
    """
    pairs: list[Pair] = []
    left, right = _equal(one, list(other), pairs)
    if left and right:
        left, right = _close(left, right, pairs)
    if left and right:
        _joined(left, right, pairs)
    if (left or right) and any(unit.pieces for unit in (*left, *right)):
        left, right = _in_pieces(left, right, one, other, pairs)
    if acronyms and (left or right) and any(unit.letters for unit in (*left, *right)):
        left, right = _acronyms(left, right, one, other, pairs)
    return Alignment(tuple(pairs), tuple(left), tuple(right))


def _pair(mine: Unit, theirs: Unit, value: float, by: str) -> Pair:
    said = mine if mine.weight >= theirs.weight else theirs
    return Pair(mine.sound, theirs.sound, value, by, said.weight, role_of(said))


def role_of(unit: Unit) -> str:
    """Return the role that a word has for comparing: a rare word for a trade tells parties apart as any rare word."""
    return "core" if unit.role == "part" and unit.weight >= TELLING else unit.role


def _equal(one: Sequence[Unit], right: list[Unit], pairs: list[Pair]) -> tuple[list[Unit], list[Unit]]:
    """Pair what is equal in concept, sound, characters or stem."""
    left = []
    for mine in one:
        for place, theirs in enumerate(right):
            by = _same(mine, theirs)
            if by:
                pairs.append(_pair(mine, theirs, INFLECTED if by == "form" else 1.0, by))
                del right[place]
                break
        else:
            left.append(mine)
    return left, right


def _same(mine: Unit, theirs: Unit) -> str:
    if mine.role == "number" or theirs.role == "number":
        return "number" if mine.sound == theirs.sound and mine.role == theirs.role else ""
    if mine.han and theirs.han:
        return "characters" if mine.han == theirs.han else ""
    if mine.sound == theirs.sound or (mine.letters and mine.letters == theirs.letters):
        return "sound"
    if mine.concept is not None and mine.concept == theirs.concept:
        return "concept"
    return "form" if mine.stem == theirs.stem else ""


def _close(one: list[Unit], other: list[Unit], pairs: list[Pair]) -> tuple[list[Unit], list[Unit]]:
    """Pair words of like sound, the most alike first, and words that mean the same."""
    candidates = []
    near = vocabulary().near
    for i, mine in enumerate(one):
        if mine.role == "number":
            continue
        for j, theirs in enumerate(other):
            if theirs.role == "number" or (mine.han and theirs.han):
                continue
            value = _heard(mine, theirs)
            if (mine.letters or theirs.letters) and min(len(mine.sound), len(theirs.sound)) <= CAPITALS and not value:
                continue
            if mine.concept is not None and theirs.concept in near.get(mine.concept, ()):
                value = NEAR
            value = max(value, likeness(mine.sound, theirs.sound))
            if value < DERIVED and (mine.base or theirs.base) and (_derived(mine, theirs) or _derived(theirs, mine)):
                value = DERIVED
            if value:
                candidates.append((-value, abs(i - j), i, j))
    if not candidates:
        return one, other
    candidates.sort()
    mine_taken: set[int] = set()
    theirs_taken: set[int] = set()
    for value, _, i, j in candidates:
        if i not in mine_taken and j not in theirs_taken:
            mine_taken.add(i)
            theirs_taken.add(j)
            pairs.append(_pair(one[i], other[j], -value, "sound"))
    return (
        [unit for i, unit in enumerate(one) if i not in mine_taken],
        [unit for j, unit in enumerate(other) if j not in theirs_taken],
    )


def _heard(mine: Unit, theirs: Unit) -> float:
    """How alike an English word is to one that writes it by ear: "Uniservice" and "Юнисервис", "GFK" and "Джиэфкей"."""
    if mine.sound in theirs.readings or theirs.sound in mine.readings:
        return DERIVED
    value = max(
        likeness(mine.heard, theirs.sound) if mine.heard else 0.0,
        likeness(mine.sound, theirs.heard) if theirs.heard else 0.0,
    )
    return value * DERIVED if value >= TOGETHER else 0.0


def _derived(adjective: Unit, noun: Unit) -> bool:
    """Whether a word is an adjective made of another: "Сызранский" of "Сызрань", "Туапсинский" of "Туапсе"."""
    if not adjective.base:
        return False
    base = adjective.base
    for root in (noun.base or noun.sound, noun.sound.rstrip("aeiou")):
        if len(root) >= SHORT and base.startswith(root) and base[len(root) :] in BETWEEN:
            return len(root) > SHORT or base[len(root) :] != ""
    return False


def _joined(left: list[Unit], right: list[Unit], pairs: list[Pair]) -> None:
    """Take words that are one word on the other side out of both lists: "Lan He" and "Lanhe"."""
    for few, many, turned in ((left, right, False), (right, left, True)):
        if len(many) < 2:
            continue
        for unit in list(few):
            run = _run(unit, many)
            if run:
                few.remove(unit)
                for piece in run:
                    many.remove(piece)
                joined = "".join(piece.sound for piece in run)
                ends = (joined, unit.sound) if turned else (unit.sound, joined)
                weight = max(unit.weight, max(piece.weight for piece in run))
                pairs.append(Pair(*ends, likeness(*ends), "joined", weight))


def _run(unit: Unit, many: Sequence[Unit]) -> list[Unit]:
    """Return neighbours whose joined sound is that of one word."""
    if len(unit.sound) <= SHORT or unit.role == "number":
        return []
    for start in range(len(many) - 1):
        if many[start].sound[:1] != unit.sound[:1]:
            continue
        joined = ""
        for end in range(start, len(many)):
            if many[end].role == "number":
                break
            joined += many[end].sound
            if end > start and likeness(unit.sound, joined) >= TOGETHER:
                return list(many[start : end + 1])
    return []


def _in_pieces(
    left: list[Unit], right: list[Unit], one: Sequence[Unit], other: Sequence[Unit], pairs: list[Pair]
) -> tuple[list[Unit], list[Unit]]:
    """Take words apart that are put together of known ones, where the other name says one of these."""

    def apart(units: list[Unit], others: set[str | None]) -> list[Unit]:
        out: list[Unit] = []
        for unit in units:
            known = [piece for piece in unit.pieces if piece.concept in others]
            out.extend(unit.pieces if known else [unit])
        return out

    theirs = {unit.concept for unit in other} | {piece.concept for unit in right for piece in unit.pieces}
    mine = {unit.concept for unit in one} | {piece.concept for unit in left for piece in unit.pieces}
    left, right = _equal(apart(left, theirs), apart(right, mine), pairs)
    return left, right


def _acronyms(
    left: list[Unit], right: list[Unit], one: Sequence[Unit], other: Sequence[Unit], pairs: list[Pair]
) -> tuple[list[Unit], list[Unit]]:
    """Pair an acronym with the words whose initials it is."""
    for few, many, whole, turned in ((left, right, other, False), (right, left, one, True)):
        for unit in [unit for unit in few if unit.letters]:
            run = _spelled(unit.letters, whole)
            if run:
                few.remove(unit)
                for piece in run:
                    if piece in many:
                        many.remove(piece)
                joined = " ".join(piece.sound for piece in run)
                ends = (joined, unit.sound) if turned else (unit.sound, joined)
                telling = any(role_of(piece) in ("core", "place") for piece in run)
                pairs.append(
                    Pair(*ends, SPELLED, "acronym", max(0.5, unit.weight))
                    if telling
                    else Pair(*ends, SPELLED, "concept", sum(piece.weight for piece in run), "part")
                )
    return left, right


def _spelled(letters: str, units: Sequence[Unit]) -> list[Unit]:
    """Return the neighbours whose initials are the letters of an acronym, in any language that a concept has."""
    initials = vocabulary().initials
    words = [unit for unit in units if unit.role in ("core", "part", "place", "initial") and not unit.han]
    for start in range(len(words) - len(letters) + 1):
        run = words[start : start + len(letters)]
        if all(
            unit.sound[:1] == letter or letter in initials.get(unit.concept or "", "")
            for unit, letter in zip(run, letters, strict=True)
        ):
            return run
    return []
