"""Compares two names by features that a person can read, and weighs them to a chance that both mean the same party."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from graph.resolution.names import OrganisationName, organisation
from graph.resolution.parts import Unit

MODEL = Path(__file__).with_name("name_model.json")
CLOSE = 0.72  # likeness of two sounds from which on they may be one word
SHORT = 3  # letters up to which only an equal sound is one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that stand for each other.

    Attributes:
        one, other: their keys.
        likeness: 0 to 1.
        by: concept, sound, characters or joined.
        weight: how much they say.
    """

    one: str
    other: str
    likeness: float
    by: str
    weight: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of two names stand for each other, and which are left over."""

    pairs: tuple[Pair, ...]
    left: tuple[Unit, ...]
    right: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names compare.

    Attributes:
        chance: that both mean the same party, by the names alone.
        features: what was measured, by name.
        alignment: word by word.
    """

    chance: float
    features: Mapping[str, float]
    alignment: Alignment = field(repr=False)


def likeness(one: str, other: str) -> float:
    """How alike two sounds are, 0 to 1; short ones only when equal."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) <= SHORT:
        return 0.0
    return 1.0 - OSA.distance(one, other) / max(len(one), len(other))


def align(one: Sequence[Unit], other: Sequence[Unit]) -> Alignment:
    """Pair the words of two names: by concept, by sound, then what is left joined together."""
    candidates = []
    for i, mine in enumerate(one):
        for j, theirs in enumerate(other):
            value, by = _alike(mine, theirs)
            if value >= CLOSE:
                candidates.append((-value, abs(i - j), i, j, by))
    candidates.sort()
    taken: dict[int, int] = {}
    used: set[int] = set()
    pairs = []
    for value, _, i, j, by in candidates:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
            weight = max(one[i].weight, other[j].weight)
            pairs.append(Pair(one[i].sound, other[j].sound, -value, by, weight))
    left = [unit for i, unit in enumerate(one) if i not in taken]
    right = [unit for j, unit in enumerate(other) if j not in used]
    pairs += _joined(left, right)
    return Alignment(tuple(pairs), tuple(left), tuple(right))


def _alike(mine: Unit, theirs: Unit) -> tuple[float, str]:
    if mine.concept is not None and mine.concept == theirs.concept:
        return 1.0, "concept"
    if "number" in (mine.role, theirs.role):
        return (1.0, "number") if mine.sound == theirs.sound else (0.0, "")
    if mine.han and theirs.han:
        return (1.0, "characters") if mine.han == theirs.han else (0.0, "")
    return likeness(mine.sound, theirs.sound), "sound"


def _joined(left: list[Unit], right: list[Unit]) -> list[Pair]:
    """Take words that are one word on the other side out of both lists: "Lan He" and "Lanhe"."""
    pairs = []
    for few, many, turned in ((left, right, False), (right, left, True)):
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
    return pairs


def _run(unit: Unit, many: Sequence[Unit]) -> list[Unit]:
    """Return neighbours whose joined sound is that of one word."""
    if len(unit.sound) <= SHORT or unit.role == "number":
        return []
    for start in range(len(many)):
        joined = ""
        for end in range(start, len(many)):
            joined += many[end].sound
            if end > start and likeness(unit.sound, joined) >= 0.85:
                return list(many[start : end + 1])
    return []


def features(one: OrganisationName, other: OrganisationName, found: Alignment) -> dict[str, float]:
    """Return what two names of organisations agree and differ in; each 0 to 1."""
    core = [pair for pair in found.pairs if pair.weight >= 0.5]
    matched = sum(pair.weight for pair in core)
    parts = sum(pair.weight for pair in found.pairs) - matched

    def rest(units: Sequence[Unit], role: str) -> float:
        return sum(unit.weight for unit in units if unit.role == role)

    mine, theirs = rest(found.left, "core"), rest(found.right, "core")
    shares = [rest(units, "part") + rest(units, "place") for units in (found.left, found.right)]
    whole = matched + mine + theirs
    return {
        "core_alike": sum(pair.weight * pair.likeness for pair in core) / matched if matched else 0.0,
        "core_covered": matched / whole if whole else 0.5,
        "core_both_left": min(mine, theirs, 1.0),
        "core_one_left": min(max(mine, theirs) - min(mine, theirs), 2.0) / 2,
        "no_core": float(not matched),
        "parts_shared": min(parts, 1.0),
        "parts_both_left": min(min(shares), 1.0),
        "parts_one_left": min(abs(shares[0] - shares[1]), 1.0),
        "place_differs": float(bool(rest(found.left, "place") and rest(found.right, "place"))),
        "number_left": float(bool(rest(found.left, "number") or rest(found.right, "number"))),
        "number_differs": float(bool(rest(found.left, "number") and rest(found.right, "number"))),
        "equal": float(one.folded == other.folded),
        "inexact": sum(pair.likeness < 1.0 for pair in core) / len(core) if core else 0.0,
    }


@lru_cache(maxsize=1)
def _model() -> dict[str, float]:
    model: dict[str, float] = json.loads(MODEL.read_text(encoding="utf-8"))["organisation"]
    return model


def compare(one: str, other: str) -> Comparison:
    """Compare two names of organisations."""
    mine, theirs = organisation(one), organisation(other)
    found = align(mine.units, theirs.units)
    measured = features(mine, theirs, found)
    weights = _model()
    total = weights["bias"] + sum(weights[name] * value for name, value in measured.items())
    return Comparison(1 / (1 + math.exp(-total)), measured, found)
