"""Compares two names of persons by features that a person can read, and weighs them with what is known of their births.

A name alone, however alike, is not enough to take two persons for one: whoever joins them asks for dates of birth too.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from graph.resolution.births import Agreement, compare_births
from graph.resolution.comparison import Alignment, Comparison, Pair
from graph.resolution.parts import Unit
from graph.resolution.person_alignment import Match, Words, align
from graph.resolution.person_names import PersonName, person
from graph.resolution.person_transcription import is_chinese
from graph.resolution.person_words import Word

MODEL = Path(__file__).with_name("person_model.json")

LABELS = {
    "agreed": "how much the words that agree say",
    "covered": "share of both names that agrees",
    "least_alike": "one pair of words is less alike than the others",
    "clash": "each side has a word that the other lacks",
    "both_left": "how much the words say that each side has for itself",
    "one_left": "one side has more words",
    "short": "a short word differs in one vowel",
    "first_left": "one side has a word more before all that agree, as a child of the other would",
    "family_left": "a family name that the other side lacks",
    "crossed": "a given name here is a family name there",
    "fathers_differ": "other patronymics, or initials of the name between",
    "lone": "only one word agrees",
    "consonants": "compared by consonants across scripts",
    "born_same": "the same date of birth, as far as the names agree",
    "born_year": "the same year of birth, as far as the names agree",
    "born_near": "dates of birth that a slip may part",
    "born_differs": "other dates of birth",
}
BIRTHS: dict[Agreement, dict[str, float]] = {
    "unknown": {},
    "day": {"born_same": 1.0},
    "month": {"born_same": 0.7},
    "year": {"born_year": 1.0},
    "near": {"born_near": 1.0},
    "differs": {"born_differs": 1.0},
}
CLASHING = 0.25  # weight from which on a word that is left says something


class PersonComparison(Comparison):
    """How two names of persons compare."""

    __slots__ = ()

    @property
    def reasons(self) -> list[tuple[str, float]]:
        """What speaks for and against one person, in words, with what it adds (in logits), weightiest first."""
        weights = _model()
        effects = [(LABELS[name], round(weights[name] * value, 3)) for name, value in self.features.items()]
        return sorted((effect for effect in effects if effect[1]), key=lambda effect: (-abs(effect[1]), effect[0]))


def features(one: Words, other: Words, found: Sequence[Match]) -> dict[str, float]:
    """Return what two names of persons agree and differ in; each 0 to 1."""
    matched = agreeing = 0.0
    least = 1.0
    by_consonants = False
    taken: set[int] = set()
    used: set[int] = set()
    for places, others, likeness, by, weight in found:
        taken.update(places)
        used.update(others)
        matched += weight
        if by == "initial":
            continue
        agreeing += max(len(places), len(others))
        if by == "consonants":
            by_consonants = True
            likeness = (1.0 + likeness) / 2  # a far script never writes all of a sound
        least = min(least, likeness)
    mine, father = _left_over(one, taken)
    theirs, other_father = _left_over(other, used)
    whole = matched + mine + theirs
    return {
        "agreed": min(matched, 3.0) / 3,
        "covered": matched / whole if whole else 0.0,
        "least_alike": min((1.0 - least) * 2.5, 1.0),
        "clash": float(min(mine, theirs) >= CLASHING),
        "both_left": min(mine, theirs, 1.0),
        "one_left": min(abs(mine - theirs), 2.0) / 2,
        "short": float(any(match.by == "short" for match in found)),
        "first_left": float(_first_left(one, other, found) or _first_left(other, one, found, turned=True)),
        "family_left": float(_family_left(one, taken) or _family_left(other, used)),
        "crossed": _crossed(one, other, found),
        "fathers_differ": float((father and other_father) or _sons(one, other, found)),
        "lone": float(agreeing < 2),
        "consonants": float(by_consonants),
    }


def _left_over(words: Words, taken: set[int]) -> tuple[float, bool]:
    """Return how much the words that are left say, and whether a patronymic or an initial is among them."""
    weight, father = 0.0, False
    for at, word in enumerate(words):
        if at not in taken:
            if word.role != "patronymic":
                weight += word.weight
            father = father or word.role in ("patronymic", "initial")
    return weight, father


def _first_left(longer: Words, shorter: Words, found: Sequence[Match], *, turned: bool = False) -> bool:
    """Whether a name is a word before another name of two words or more, whose words follow in their order."""
    pairs = sorted((m.theirs[0], m.mine[0]) if turned else (m.mine[0], m.theirs[0]) for m in found)
    first = next((at for at, word in enumerate(longer) if word.role in ("word", "given")), -1)
    if len(pairs) < 2 or first < 0 or pairs[0][0] <= first or longer[first].optional:
        return False
    told = {at for at, word in enumerate(shorter) if word.role in ("word", "given", "family")}
    agreed = {to for match in found for to in (match.mine if turned else match.theirs)}
    order = [to for _, to in pairs]
    return order == sorted(order) and told <= agreed


def _family_left(words: Words, taken: set[int]) -> bool:
    """Whether a name has a family name, no word of which agrees."""
    family = [at for at, word in enumerate(words) if word.role == "family" and not word.optional]
    return bool(family) and not any(at in taken for at in family)


def _crossed(one: Words, other: Words, found: Sequence[Match]) -> float:
    """How many words are surely the family name on one side, or the name of the father, and surely not on the other."""
    sure = _has(one, "family") and _has(other, "family")
    chains = _has(one, "given") and _has(other, "given")
    crossing = 0
    for match in found:
        roles = {one[match.mine[0]].role, other[match.theirs[0]].role}
        if len(roles) == 2 and ((sure and "family" in roles) or (chains and roles == {"given", "word"})):
            crossing += 1
    return min(crossing, 2) / 2


def _sons(one: Words, other: Words, found: Sequence[Match]) -> bool:
    """Whether each given name is that of the other's father: "Ahmad bin Hasan" and "Hasan bin Ahmad"."""
    places = [(match.mine[0], match.theirs[0]) for match in found]
    given = [(at, to) for at, to in places if one[at].role == "given" and other[to].role != "given"]
    fathers = [(at, to) for at, to in places if other[to].role == "given" and one[at].role != "given"]
    return any(to < there and here < at for at, to in given for here, there in fathers)


def _has(words: Words, role: str) -> bool:
    return any(word.role == role for word in words)


@lru_cache(maxsize=1)
def _model() -> dict[str, float]:
    model: dict[str, float] = json.loads(MODEL.read_text(encoding="utf-8"))["person"]
    return model


def _total(measured: Mapping[str, float]) -> float:
    weights = _model()
    return weights["bias"] + sum(weights[name] * value for name, value in measured.items() if value)


def measure(one: PersonName, other: PersonName) -> tuple[dict[str, float], Alignment]:
    """Return the features of two names, and which words agree.

    Characters that can be read in two ways are read in the one that agrees better.
    """
    found = align(one.words, other.words)
    best = features(one.words, other.words, found), one.words, other.words, found
    if _foreign(one, other) or _foreign(other, one):
        mine, theirs = one.otherwise or one.words, other.otherwise or other.words
        found = align(mine, theirs)
        measured = features(mine, theirs, found)
        if _total(measured) > _total(best[0]):
            best = measured, mine, theirs, found
    return best[0], _table(*best[1:])


def _foreign(one: PersonName, other: PersonName) -> bool:
    """Whether characters may write the foreign name on the other side; one that is no Chinese name by its syllables."""
    return bool(one.otherwise) and not other.otherwise and not all(is_chinese(word.printed) for word in other.words)


def _table(one: Words, other: Words, found: Sequence[Match]) -> Alignment:
    taken = {at for match in found for at in match.mine}
    used = {to for match in found for to in match.theirs}
    return Alignment(
        tuple([
            Pair(_printed(one, match.mine), _printed(other, match.theirs), match.likeness, match.by, match.weight)
            for match in found
        ]),
        tuple([_unit(word) for at, word in enumerate(one) if at not in taken]),
        tuple([_unit(word) for to, word in enumerate(other) if to not in used]),
    )  # fmt: skip


def _printed(words: Words, places: Sequence[int]) -> str:
    return words[places[0]].printed if len(places) == 1 else " ".join([words[at].printed for at in places])


def _unit(word: Word) -> Unit:
    return _left(word.role == "initial", word.sounds[0], not word.weight, word.han)


@lru_cache(maxsize=65536)
def _left(initial: bool, sound: str, optional: bool, han: str) -> Unit:
    return Unit("initial" if initial else "core", sound, optional=optional, han=han)


def compare_persons(one: str, other: str, births: tuple[Sequence[str], Sequence[str]] = ((), ())) -> PersonComparison:
    """Compare two names of persons, with their dates of birth where they are known.

    Args:
        one, other: names as printed.
        births: partial ISO dates of each, all that are possible.

    Returns:
        The chance that both are one person, what was measured (`reasons` says it in words), and which words stand for
        each other.
    """
    measured, table = measure(person(one), person(other))
    for name, value in BIRTHS[compare_births(*births)].items():
        speaks_for = name in ("born_same", "born_year")
        measured[name] = value * measured["covered"] if speaks_for else value  # a birthday is shared by many strangers
    return PersonComparison(1 / (1 + math.exp(-_total(measured))), measured, table)


@lru_cache(maxsize=65536)
def blocking_words(text: str) -> tuple[str, ...]:
    """Return keys of the words of a name that other spellings, forms and scripts of it share, for candidate pairs.

    Returns:
        For each word: the names that it is a form of, its sounds, and its consonants where there are three or more.
    """
    name = person(text)
    found: set[str] = set()
    for word in (*name.words, *name.otherwise):
        if word.role not in ("particle", "initial", "tail"):
            found.update(known for known in word.known)
            found.update(sound for sound in word.sounds if len(sound) > 1)
            if len(word.bones) > 2:
                found.add(f"consonants {word.bones}")
            if len(word.shell) > 2:
                found.add(f"heard {word.shell}")
    return tuple(sorted(found))


__all__ = [
    "LABELS",
    "PersonComparison",
    "PersonName",
    "blocking_words",
    "compare_persons",
    "features",
    "measure",
    "person",
]
