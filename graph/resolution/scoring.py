"""Weighs all that two records say (names, countries, dates, addresses) to a chance that they are one party.

The weights are in scoring_model.json: set by hand beside a logistic fit, then stretched and shifted by
scripts/calibrate_scoring.py on half of the pairs that `python -m benchmarks.names clusters` judges. A score is a
function of the two records and of which addresses many share.
"""

from __future__ import annotations

import json
import math
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, product
from pathlib import Path

from rapidfuzz import fuzz

from graph.legal_forms import fold_name, split_legal_form
from graph.resolution.addresses import towns
from graph.resolution.births import compare_births
from graph.resolution.comparison import Comparison, compare
from graph.resolution.exact import (
    FAMILIES,
    FULL_DATE,
    PartyRecord,
    contradicting,
    family,
    identifiers,
    name_key,
)
from graph.resolution.keys import address_keys, all_names, as_printed, is_telling, likeness, outlines
from graph.resolution.names import organisation
from graph.resolution.persons import compare_persons
from graph.resolution.several import STANDS_FOR_SEVERAL, apart, known_to_stand_for
from graph.resolution.telling import ENOUGH_TOLD, ONE_LIST, TELLS_LITTLE, entered_apart, equal_names, told_by

MODEL = Path(__file__).with_name("scoring_model.json")
QUEUE = 0.5  # chance from which on a pair is kept, for a person to look at
MOST_PAIRS = 4  # of names that are compared in full; a glance picks them
CERTAIN = 0.9999
EQUAL_NAME, EQUAL_ALIAS = 0.97, 0.9  # of one country: where both are entered under it, and where one of them is not
NEVER = 0.0001
SAME_NAME = 0.9  # that two things of one name are one, when nothing else is known
ENOUGH = 0.99  # chance by names from which on no better pair is looked for
EXACT = 0.95  # likeness of two words that are one
MOST_JOINED = 3  # words that stand for one on the other side
MOST_TOLD = 1.9  # what a name tells beyond this makes no difference
SHORTEST_SECOND = 4  # letters from which on another equal name says something
SPELLING = 85  # likeness of two names of a person, of 100, from which on they are one spelled twice
AGAINST = frozenset({"apart", "one_list"})  # what keeps alike names from joining
ROUGHLY = frozenset({"month", "year", "near"})  # dates of birth that join two persons who share two names
BESIDE = frozenset({"address_same", "phone_same", "second_same"})  # what lets a name join that others may go by
SHORTENED = frozenset({"acronym", "initial", "initials"})
CLOSE = 0.8  # likeness of two words of which one may be mistyped
EMPTY = frozenset({"company"})  # parts that say no more than a legal form
AT_FIRST = "of pairs that look alike most are two parties"
FLOOR = 0.005  # a chance by names is taken no nearer to 0 or 1 than this

Seen = tuple[str, str, str, float]  # what, the feature, what was seen, and how much of it


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against two records being one party.

    Attributes:
        what: identifier, name, country, birth, address, phone, site, list, kind, or start: what is taken to be so
            before anything is seen.
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
    """The best pair of names: a whole one before all others, then by chance."""

    chance: float
    pair: tuple[str, str]
    strong: bool
    whole: bool
    near: bool
    told: float
    comparison: Comparison | None

    @property
    def rank(self) -> tuple[bool, bool, float]:
        return self.whole and self.told >= ENOUGH_TOLD, self.whole, self.chance


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(MODEL.read_text(encoding="utf-8"))
    return found


def score(one: PartyRecord, other: PartyRecord, mass: Container[int] = (), least: float = 0.0) -> Score:
    """Score two records.

    Args:
        one, other: in any order.
        mass: numbers of keys of addresses, telephones and sites that so many records share that they say nothing.
        least: chance from which on it matters; one that is lower is NEVER, without reasons, where that is seen early.
    """
    if other.record < one.record:
        one, other = other, one
    if family(one) != family(other):
        return Score(NEVER, False, (Reason("kind", f"{one.kind}, {other.kind}", -math.inf),))
    kind = contradicting(one, other)
    if kind is not None:
        return Score(NEVER, False, (Reason("identifier", _identifier_pair(one, other, kind), -math.inf),), True)
    shared = _shared_identifiers(one, other)
    if shared:
        return Score(CERTAIN, True, tuple(Reason("identifier", text, math.inf) for text in shared))
    alike = one.kind == "person" or one.country == other.country
    equal = equal_names(one, other)[0] if alike else set()
    if equal and not entered_apart(one, other):
        return _equal(one, other, equal)
    best = _best_names(one, other)
    if best is None:
        return Score(NEVER, False)
    weights = _weights()[_group(one.kind)]
    reasons = [
        Reason("name", " = ".join(best.pair), weights["name"] * _log_odds(best.chance)),
        Reason("start", AT_FIRST, weights["bias"]),
    ]
    seen = list(_about_names(one, other, best))
    if least and _chance(_sum(reasons, weights, seen) + _most_beside(weights)) < least:
        return Score(NEVER, False)
    seen += _near_by(one, other, mass)
    if least and _chance(_sum(reasons, weights, seen)) < least:
        return Score(NEVER, False)  # what is left to look at only speaks against
    seen += _against_names(one, other, best)
    reasons += [Reason(what, detail, weights[feature] * value) for what, feature, detail, value in seen]
    chance = _chance(sum(reason.weight for reason in reasons))
    against = {feature for _, feature, _, _ in seen} & AGAINST
    joins = best.strong and not against and chance >= weights["join"] and _may_join(one, other, seen)
    ranked = sorted(reasons, key=lambda reason: -abs(reason.weight))
    return Score(chance, joins, tuple(ranked), False, best.pair, best.comparison)


def features(one: PartyRecord, other: PartyRecord, mass: Container[int] = ()) -> dict[str, float] | None:
    """Return what the weights of two records are multiplied with; None where a name is missing.

    Args:
        one, other, mass: as of score.
    """
    one, other = sorted((one, other), key=lambda record: record.record)
    best = _best_names(one, other)
    if best is None:
        return None
    seen = (*_about_names(one, other, best), *_near_by(one, other, mass), *_against_names(one, other, best))
    return {"name": _log_odds(best.chance), **{feature: value for _, feature, _, value in seen}}


def _equal(one: PartyRecord, other: PartyRecord, shared: set[tuple[str, str]]) -> Score:
    """Score two records with an equal name that joins: under which both are entered, if there is one."""
    mains = {name_key(one.main), name_key(other.main)}
    both = {key for key in shared if mains <= {key[0], ""}}
    name, beside = min(both or shared)
    chance = CERTAIN if one.kind == "person" else EQUAL_NAME if both else EQUAL_ALIAS
    return Score(chance, True, (Reason("name", f"{name}, {beside}", math.inf),), False, (name, name))


def _sum(reasons: Sequence[Reason], weights: dict[str, float], seen: Iterable[Seen]) -> float:
    return sum(reason.weight for reason in reasons) + sum(weights[feature] * value for _, feature, _, value in seen)


def _near_by(one: PartyRecord, other: PartyRecord, mass: Container[int]) -> Iterator[Seen]:
    """Yield what stands beside the names: countries, addresses, telephones, sites, towns."""
    beside = _beside(one, other, mass)
    for what, feature, detail in beside:
        yield what, feature, detail, 1.0
    if one.kind in FAMILIES and all(feature != "address_same" for _, feature, _ in beside):
        yield from _towns(one, other)


def _towns(one: PartyRecord, other: PartyRecord) -> Iterator[Seen]:
    """Yield whether two records have addresses in one town, where both have one that can be read."""
    mine, theirs = ({town for text in record.addresses for town in towns(text)} for record in (one, other))
    if shared := mine & theirs:
        yield "address", "town_same", f"in one town: {min(shared)}", 1.0
    elif mine and theirs:
        yield "address", "town_differs", f"in two towns: {min(mine)}, {min(theirs)}", 1.0


def _group(kind: str) -> str:
    return "person" if kind == "person" else "organisation" if kind in FAMILIES else "thing"


def _log_odds(chance: float) -> float:
    inside = min(max(chance, FLOOR), 1 - FLOOR)
    return math.log(inside / (1 - inside))


def _chance(log_odds: float) -> float:
    return round(1 / (1 + math.exp(-log_odds)), 4)


# --- identifiers


def _shared_identifiers(one: PartyRecord, other: PartyRecord) -> list[str]:
    mine, theirs = (
        {f"{kind} {value}" for kind, values in identifiers(record).items() for value in values}
        for record in (one, other)
    )
    return sorted(mine & theirs)


def _identifier_pair(one: PartyRecord, other: PartyRecord, kind: str) -> str:
    return f"{kind} {' and '.join(min(identifiers(record)[kind]) for record in (one, other))}"


# --- names


def _best_names(one: PartyRecord, other: PartyRecord) -> _Names | None:
    """Return the best pair of names: of strong ones, unless one with a weak or former name says more."""
    if one.kind in FAMILIES:
        one, other = _told(one), _told(other)
    strong = _best_of(one, other, product(one.names, other.names), strong=True)
    mine, theirs = (*one.weak, *one.former), (*other.weak, *other.former)
    if (strong is not None and strong.whole) or not (mine or theirs):
        return strong
    with_weak = chain(product(mine, (*other.names, *theirs)), product(one.names, theirs))
    weak = _best_of(one, other, with_weak, strong=False)
    return max(filter(None, (strong, weak)), key=lambda best: best.rank, default=None)


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
        chance, comparison = _compared(one, other, pair)
        found = _Names(chance, pair, strong, *_shape(one.kind, pair, comparison), comparison)
        if best is None or found.rank > best.rank:
            best = found
            if best.whole and best.told >= ENOUGH_TOLD and chance >= ENOUGH:
                break
    return best


def _shape(kind: str, pair: tuple[str, str], comparison: Comparison | None) -> tuple[bool, bool, float]:
    """Whether names agree in each word, whether they do but for a typing error, and how much they tell."""
    if kind not in FAMILIES or comparison is None or not _is_met(comparison, pair):
        return False, False, 0.0
    least = min((found.likeness for found in comparison.alignment.pairs), default=0.0)
    return least >= EXACT, CLOSE <= least < EXACT, min(MOST_TOLD, *map(told_by, pair))


def _is_met(comparison: Comparison, pair: tuple[str, str]) -> bool:
    """Whether each word of both names has its like on the other side; those in brackets at least on one."""
    alignment = comparison.alignment
    sides = [[unit for unit in side if unit.concept not in EMPTY] for side in (alignment.left, alignment.right)]
    left = any(unit.weight for side in sides for unit in side) or all(sides)
    if left or any(found.by in SHORTENED for found in alignment.pairs):
        return False
    met = sum(MOST_JOINED if found.by == "joined" else 1 for found in alignment.pairs)
    return met >= max(map(_words, pair))


def _words(name: str) -> int:
    """Return how many words of a name of an organisation have to be met."""
    return sum(bool(unit.weight) and unit.concept not in EMPTY for unit in organisation(name).units)


def _about_names(one: PartyRecord, other: PartyRecord, best: _Names) -> Iterator[Seen]:
    """Yield what the names say beside the chance of their best pair."""
    if best.whole:
        yield "name", "whole", "each word of both names has its like", 1.0
    elif best.near:
        yield "name", "near", "each word of both names has its like, but for a letter", 1.0
    if best.told > ENOUGH_TOLD:
        yield "name", "told_same", "and these words are rare, or many", best.told - ENOUGH_TOLD
    if second := _second(one, other, best.pair):
        yield "name", "second_same", f"another equal name: {second}", 1.0
    if not best.strong:
        yield "name", "weak", "a weak or former name", 1.0


def _against_names(one: PartyRecord, other: PartyRecord, best: _Names) -> Iterator[Seen]:
    """Yield what speaks against the best pair of names of organisations; no weight of these is above zero."""
    if one.kind not in FAMILIES:
        return
    if 0 < best.told < ENOUGH_TOLD:
        yield "name", "common_name", TELLS_LITTLE, ENOUGH_TOLD - best.told
    if any(map(known_to_stand_for, best.pair)):
        yield "name", "apart", STANDS_FOR_SEVERAL, 1.0
    elif why_apart := apart(*best.pair):
        yield "name", "apart", why_apart, 1.0
    if entered_apart(one, other):
        yield "list", "one_list", ONE_LIST, 1.0
    forms = [split_legal_form(name).form or "" for name in best.pair]
    kinds = [{kind for kind in ("LLC", "JSC", "FSUE") if kind in form} for form in forms]
    if kinds[0] and kinds[1] and kinds[0] != kinds[1]:
        yield "name", "form_differs", " and ".join(forms), 1.0


def _second(one: PartyRecord, other: PartyRecord, pair: tuple[str, str]) -> str | None:
    """Return an equal name of two records, whatever the legal form, beside the pair that decided."""
    form = _sound_of_person if one.kind == "person" else fold_name
    taken = set(map(form, pair))
    mine, theirs = ({form(name) for name in all_names(record)} - taken for record in (one, other))
    found = {name for name in mine & theirs if len(name) >= SHORTEST_SECOND}
    if one.kind == "person":  # not the same name in another spelling, or with a word less
        found = {name for name in found if all(fuzz.token_set_ratio(name, other) < SPELLING for other in taken)}
    return min(found, default=None)


def _sound_of_person(name: str) -> str:
    return outlines("person", name)[0]


def _glance(kind: str, one: str, other: str) -> float:
    """How alike two names look at first sight, 0 to 100."""
    pairs = product(outlines(kind, one), outlines(kind, other))
    return max(likeness(mine, theirs) if mine and theirs else 100.0 for mine, theirs in pairs)


def _compared(one: PartyRecord, other: PartyRecord, pair: tuple[str, str]) -> tuple[float, Comparison | None]:
    if one.kind == "person":
        person = compare_persons(*pair, (one.birth_dates, other.birth_dates))
        return person.chance, person
    if one.kind in FAMILIES:
        found = compare(*pair)
        return found.chance, found
    return (SAME_NAME if name_key(pair[0]) == name_key(pair[1]) else FLOOR), None


# --- what stands beside the names


def _most_beside(weights: dict[str, float]) -> float:
    """Return the most that `_beside` can add."""
    return sum(max(0.0, weight) for feature, weight in weights.items() if feature.endswith("_same"))


def _beside(one: PartyRecord, other: PartyRecord, mass: Container[int]) -> list[tuple[str, str, str]]:
    """Return (what, feature, detail) of what else is equal or different; dates of birth are weighed with the name."""
    found = []
    if one.country and other.country:
        same = one.country == other.country
        detail = one.country if same else f"{one.country}, {other.country}"
        found.append(("country", "country_same" if same else "country_differs", detail))
    mine = {key.number for key in address_keys(one)}
    theirs = address_keys(other) if mine else ()
    shared = {key.rule: key for key in theirs if key.number in mine and key.number not in mass}
    for what, key in shared.items():
        found.append((what, f"{what}_same", " = ".join(dict.fromkeys((as_printed(one, key), as_printed(other, key))))))
    return found


def _may_join(one: PartyRecord, other: PartyRecord, seen: Sequence[Seen]) -> bool:
    """Whether what stands beside the names allows a join: never a name alone."""
    found = {feature for _, feature, _, _ in seen}
    if one.kind == "person":
        if any(len(day) == FULL_DATE for day in set(one.birth_dates) & set(other.birth_dates)):
            return True
        roughly = compare_births(one.birth_dates, other.birth_dates) in ROUGHLY
        return roughly and "second_same" in found and "country_differs" not in found
    if one.kind not in FAMILIES or one.country is None or one.country != other.country:
        return False
    return "town_differs" not in found and ("common_name" not in found or not found.isdisjoint(BESIDE))
