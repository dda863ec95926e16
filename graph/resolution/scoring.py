"""Weighs all that two records say (names, countries, dates, addresses) to a chance that they are one party.

The weights are in scoring_model.json, fitted as `python -m benchmarks.names clusters` tells. A score is a function of
the two records and of which addresses many share.
"""

from __future__ import annotations

import json
import math
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from itertools import product
from pathlib import Path

from rapidfuzz import fuzz

from graph.resolution.comparison import MODEL as NAME_MODEL
from graph.resolution.comparison import Comparison, compare
from graph.resolution.exact import FAMILIES, FULL_DATE, PartyRecord, name_key
from graph.resolution.keys import (
    KEYS_VERSION,
    address_keys,
    all_names,
    family,
    is_telling,
    outlines,
    person_words,
    trusted_identifiers,
)

MODEL = Path(__file__).with_name("scoring_model.json")
QUEUE = 0.5  # chance from which on a pair is kept, for a person to look at
MOST_PAIRS = 6  # of names that are compared in full; a glance picks them
CERTAIN = 0.9999
NEVER = 0.0001
FLOOR = 0.01  # a chance by names is taken no nearer to 0 or 1 than this


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against two records being one party.

    Attributes:
        what: identifier, name, country, birth, address or kind.
        detail: what was seen, as printed.
        weight: its share in log-odds, above zero for; infinite where it settles the matter.
    """

    what: str
    detail: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """What two records together say.

    Attributes:
        chance: that they are one party.
        joins: whether they may be joined without a person.
        reasons: the most weighty first.
        forbids: identifiers of one kind contradict, so that only a person may join them.
        names: the two printed names that decided, or None.
        comparison: of these names, None where none was needed.
    """

    chance: float
    joins: bool
    reasons: tuple[Reason, ...] = ()
    forbids: bool = False
    names: tuple[str, str] | None = None
    comparison: Comparison | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Names:
    """The best pair of names."""

    chance: float
    pair: tuple[str, str]
    strong: bool
    comparison: Comparison | None


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(MODEL.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def scoring_version() -> str:
    """Return a mark of all that scores depend on beside the records; scores of another one are made anew."""
    parts = [MODEL.read_bytes(), NAME_MODEL.read_bytes(), str(KEYS_VERSION).encode()]
    return sha256(b"\0".join(parts)).hexdigest()[:16]


def score(one: PartyRecord, other: PartyRecord, mass: Container[int] = ()) -> Score:
    """Score two records.

    Args:
        one, other: in any order.
        mass: numbers of address keys that so many records share that they say nothing.
    """
    if family(one) != family(other):
        return Score(NEVER, False, (Reason("kind", f"{one.kind}, {other.kind}", -math.inf),))
    shared, contradicting = _identifiers(one, other)
    if contradicting:
        return Score(NEVER, False, tuple(Reason("identifier", text, -math.inf) for text in contradicting), True)
    if shared:
        return Score(CERTAIN, True, tuple(Reason("identifier", text, math.inf) for text in shared))
    best = _best_names(one, other)
    if best is None:
        return Score(NEVER, False)
    group = "person" if one.kind == "person" else "organisation" if one.kind in FAMILIES else "thing"
    weights = _weights()[group]
    reasons = [Reason("name", " = ".join(best.pair), weights["name"] * _log_odds(best.chance) + weights["bias"])]
    for what, feature, detail in _evidence(one, other, mass):
        reasons.append(Reason(what, detail, weights.get(feature, 0.0)))
    if not best.strong:
        reasons.append(Reason("name", "a weak or former name", weights["weak"]))
    chance = _chance(sum(reason.weight for reason in reasons))
    joins = best.strong and chance >= weights["join"] and _may_join(one, other)
    ranked = sorted(reasons, key=lambda reason: -abs(reason.weight))
    return Score(chance, joins, tuple(ranked), False, best.pair, best.comparison)


def _log_odds(chance: float) -> float:
    inside = min(max(chance, FLOOR), 1 - FLOOR)
    return math.log(inside / (1 - inside))


def _chance(log_odds: float) -> float:
    return round(1 / (1 + math.exp(-log_odds)), 4)


# --- identifiers


def _identifiers(one: PartyRecord, other: PartyRecord) -> tuple[list[str], list[str]]:
    """Return the identifiers that two records share, and the kinds in which they contradict."""
    mine, theirs = _by_kind(one), _by_kind(other)
    shared, contradicting = [], []
    for kind in sorted(mine.keys() & theirs.keys()):
        both = mine[kind] & theirs[kind]
        if both:
            shared += [f"{kind} {value}" for value in sorted(both)]
        else:
            contradicting.append(f"{kind} {'/'.join(sorted(mine[kind]))} and {'/'.join(sorted(theirs[kind]))}")
    return shared, contradicting


def _by_kind(record: PartyRecord) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, value in trusted_identifiers(record):
        found.setdefault(kind, set()).add(value)
    return found


# --- names


def _best_names(one: PartyRecord, other: PartyRecord) -> _Names | None:
    """Return the best pair of names: of strong ones, unless one with a weak or former name says more."""
    if one.kind in FAMILIES:
        one, other = _told(one), _told(other)
    strong = _best_of(one.kind, one.names, other.names)
    weak = [
        _best_of(one.kind, mine, theirs)
        for mine, theirs in (
            ((*one.weak, *one.former), (*other.names, *other.weak, *other.former)),
            (one.names, (*other.weak, *other.former)),
        )
        if mine and theirs
    ]
    best = max((found for found in weak if found), key=lambda found: found[0], default=None)
    if strong and (best is None or strong[0] >= best[0]):
        return _Names(strong[0], strong[1], True, strong[2])
    return _Names(best[0], best[1], False, best[2]) if best else None


def _told(record: PartyRecord) -> PartyRecord:
    """Return a record without the names that say nothing."""
    if all(map(is_telling, all_names(record))):
        return record
    names, weak, former = (tuple(filter(is_telling, some)) for some in (record.names, record.weak, record.former))
    return replace(record, names=names, weak=weak, former=former)


Best = tuple[float, tuple[str, str], Comparison | None]


def _best_of(kind: str, mine: tuple[str, ...], theirs: tuple[str, ...]) -> Best | None:
    if not mine or not theirs:
        return None
    pairs: list[tuple[str, str]] = list(product(mine, theirs))
    if len(pairs) > MOST_PAIRS:
        pairs.sort(key=lambda pair: (-glance(kind, *pair), pair))
    found = [_compared(kind, *pair) for pair in pairs[:MOST_PAIRS]]
    return max(found, key=lambda one: one[0])


def glance(kind: str, one: str, other: str) -> float:
    """How alike two names look at first sight, 0 to 100; cheap, and rather too much than too little."""
    return max(fuzz.token_set_ratio(a, b) for a in outlines(kind, one) for b in outlines(kind, other))


def _compared(kind: str, one: str, other: str) -> Best:
    if kind in FAMILIES:
        first, second = sorted((one, other))
        found = compare(first, second)
        return found.chance, (one, other), found
    if kind == "person":
        return _persons_alike(one, other), (one, other), None
    return (0.9 if name_key(one) == name_key(other) else FLOOR), (one, other), None


def _persons_alike(one: str, other: str) -> float:
    """How likely two names mean one person by the words they share."""
    mine, theirs = person_words(one), person_words(other)
    if not mine or not theirs:
        return FLOOR
    left, right = " ".join(sorted(mine - theirs)), " ".join(sorted(theirs - mine))
    fewest = min(len(mine), len(theirs))
    alike = len(mine & theirs) + (fuzz.ratio(left, right) / 100 if left and right else 0.0)
    return min(0.9, alike / fewest * (0.9 if fewest > 1 else 0.4))


# --- what stands beside the names


def _evidence(one: PartyRecord, other: PartyRecord, mass: Container[int]) -> list[tuple[str, str, str]]:
    """Return (what, feature, detail) of what else is equal or different."""
    found = []
    if one.country and other.country:
        same = one.country == other.country
        detail = one.country if same else f"{one.country}, {other.country}"
        found.append(("country", "country_same" if same else "country_differs", detail))
    births = _births(one, other)
    if births is not None:
        found.append(births)
    both = {key.number: key.text for key in address_keys(one)}
    shared = [both[key.number] for key in address_keys(other) if key.number in both and key.number not in mass]
    if shared:
        found.append(("address", "address_same", shared[0]))
    return found


def _births(one: PartyRecord, other: PartyRecord) -> tuple[str, str, str] | None:
    """Say how dates of birth agree; a year against a day of that year agrees by the year only."""
    if not one.birth_dates or not other.birth_dates:
        return None
    pairs = list(product(sorted(one.birth_dates), sorted(other.birth_dates)))
    for mine, theirs in pairs:
        if mine == theirs and len(mine) == FULL_DATE:
            return "birth", "birth_same", mine
    for mine, theirs in pairs:
        shortest = min(len(mine), len(theirs))
        if shortest < FULL_DATE and mine[:shortest] == theirs[:shortest]:
            return "birth", "birth_fits", f"{mine}, {theirs}"
    for mine, theirs in pairs:
        if sum(a != b for a, b in zip(mine, theirs, strict=False)) <= 1 or sorted(mine) == sorted(theirs):
            return "birth", "birth_near", f"{mine}, {theirs}"
    return "birth", "birth_differs", f"{pairs[0][0]}, {pairs[0][1]}"


def _may_join(one: PartyRecord, other: PartyRecord) -> bool:
    """Whether what stands beside the names allows a join: never a name alone."""
    if one.kind == "person":
        return any(len(day) == FULL_DATE for day in set(one.birth_dates) & set(other.birth_dates))
    return one.kind in FAMILIES and one.country is not None and one.country == other.country


def weights_of(group: str) -> Mapping[str, float]:
    """Return the weights for persons, organisations or things."""
    return _weights()[group]
