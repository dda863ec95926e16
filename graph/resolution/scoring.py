"""Weighs all that two records say (names, countries, dates, addresses) to a chance that they are one party.

The weights are in scoring_model.json, fitted as `python -m benchmarks.names clusters` tells. A score is a function of
the two records and of which addresses many share.
"""

from __future__ import annotations

import json
import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from itertools import chain, product
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
    trusted_identifiers,
)
from graph.resolution.persons import MODEL as PERSON_MODEL
from graph.resolution.persons import compare_persons

MODEL = Path(__file__).with_name("scoring_model.json")
QUEUE = 0.5  # chance from which on a pair is kept, for a person to look at
MOST_PAIRS = 6  # of names that are compared in full; a glance picks them
CERTAIN = 0.9999
NEVER = 0.0001
SAME_NAME = 0.9  # that two things of one name are one, when nothing else is known
ENOUGH = 0.99  # chance by names from which on no better pair is looked for
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
    parts = [MODEL.read_bytes(), NAME_MODEL.read_bytes(), PERSON_MODEL.read_bytes(), str(KEYS_VERSION).encode()]
    return sha256(b"\0".join(parts)).hexdigest()[:16]


def score(one: PartyRecord, other: PartyRecord, mass: Container[int] = ()) -> Score:
    """Score two records.

    Args:
        one, other: in any order.
        mass: numbers of address keys that so many records share that they say nothing.
    """
    if other.record < one.record:
        one, other = other, one
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
    strong = _best_of(one, other, product(one.names, other.names), strong=True)
    if strong is not None and strong.chance >= ENOUGH:
        return strong
    mine, theirs = (*one.weak, *one.former), (*other.weak, *other.former)
    with_weak = chain(product(mine, (*other.names, *theirs)), product(one.names, theirs))
    weak = _best_of(one, other, with_weak, strong=False)
    return max(filter(None, (strong, weak)), key=lambda best: best.chance, default=None)


def _told(record: PartyRecord) -> PartyRecord:
    """Return a record without the names that say nothing."""
    if all(map(is_telling, all_names(record))):
        return record
    names, weak, former = (tuple(filter(is_telling, some)) for some in (record.names, record.weak, record.former))
    return replace(record, names=names, weak=weak, former=former)


def _best_of(one: PartyRecord, other: PartyRecord, pairs: Iterable[tuple[str, str]], *, strong: bool) -> _Names | None:
    """Return the best of some pairs of names; of many, those that look alike are compared."""
    chosen = list(pairs)
    if len(chosen) > MOST_PAIRS:
        chosen = sorted(chosen, key=lambda pair: (-_glance(one.kind, *pair), pair))[:MOST_PAIRS]
    best: _Names | None = None
    for pair in chosen:
        found = _compared(one, other, pair)
        if best is None or found[0] > best.chance:
            best = _Names(found[0], pair, strong, found[1])
            if best.chance >= ENOUGH:
                break
    return best


def _glance(kind: str, one: str, other: str) -> float:
    """How alike two names look at first sight, 0 to 100."""
    pairs = product(outlines(kind, one), outlines(kind, other))
    return max(fuzz.token_set_ratio(mine, theirs) if mine and theirs else 100.0 for mine, theirs in pairs)


def _compared(one: PartyRecord, other: PartyRecord, pair: tuple[str, str]) -> tuple[float, Comparison | None]:
    if one.kind == "person":
        comparison = compare_persons(*pair, (one.birth_dates, other.birth_dates))
    elif one.kind in FAMILIES:
        comparison = compare(*pair)
    else:
        return (SAME_NAME if name_key(pair[0]) == name_key(pair[1]) else FLOOR), None
    return comparison.chance, comparison


# --- what stands beside the names


def _evidence(one: PartyRecord, other: PartyRecord, mass: Container[int]) -> list[tuple[str, str, str]]:
    """Return (what, feature, detail) of what else is equal or different; dates of birth are weighed with the name."""
    found = []
    if one.country and other.country:
        same = one.country == other.country
        detail = one.country if same else f"{one.country}, {other.country}"
        found.append(("country", "country_same" if same else "country_differs", detail))
    both = {key.number: key.text for key in address_keys(one)}
    shared = [both[key.number] for key in address_keys(other) if key.number in both and key.number not in mass]
    if shared:
        found.append(("address", "address_same", shared[0]))
    return found


def _may_join(one: PartyRecord, other: PartyRecord) -> bool:
    """Whether what stands beside the names allows a join: never a name alone."""
    if one.kind == "person":
        return any(len(day) == FULL_DATE for day in set(one.birth_dates) & set(other.birth_dates))
    return one.kind in FAMILIES and one.country is not None and one.country == other.country


def weights_of(group: str) -> Mapping[str, float]:
    """Return the weights for persons, organisations or things."""
    return _weights()[group]
