"""Names that do not say which of several parties is meant, and words by which two parties of one name differ.

"Spektr" and "Spektr Group" are a firm and the group over it until an identifier says otherwise; so are a firm and its
branch, its trading house, plants with two numbers, namesakes in two cities. A short name that several parties go by,
in a list of known ones or in the records at hand, joins nobody: whom a source means by it is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations

from graph.fold import fold, fold_name, strip_marks
from graph.reference import ambiguous
from graph.resolution.characters import is_han, simplified
from graph.resolution.comparison import likeness
from graph.resolution.edges import in_order
from graph.resolution.exact import PartyRecord
from graph.resolution.names import organisation
from graph.resolution.parts import LEVELS, Unit

STANDS_FOR_SEVERAL = "the short name stands for several parties"
LONGEST_WORD, LONGEST_HAN = 10, 4  # letters of a short name of one word; characters of a Chinese one
ALIKE = 0.6  # share of the words of the shorter one from which on two longer names may be of one party
FEW = 6  # parties of one name that wait with one another; of more each waits with the first
MOST = 30  # holders of a short name that are compared; so many are several
PRINTED = 6  # longer names of a holder that are compared
SOUNDS_LIKE = 0.75  # likeness of two words from which on they may be one
KANA = re.compile(r"[\u3040-\u30ff]")  # Japanese transcriptions, whose sound is not read
NUMBER = re.compile(r"\d+")
SHARED_STEM = 3  # letters in which "Arzamas" and "Arzamassky" agree


def is_short(name: str) -> bool:
    """Whether a name is one short word or an acronym, whatever its legal form."""
    core = fold_name(name)
    return bool(core) and " " not in core and len(core) <= (LONGEST_HAN if any(map(is_han, core)) else LONGEST_WORD)


def known_to_stand_for(name: str) -> tuple[str, ...]:
    """Return the parties that a name is known to stand for, where they are several; else nothing."""
    entry = ambiguous.known(fold_name(name)) or ambiguous.known(simplified(fold_name(name)))
    return () if entry is None else entry.parties


def several(
    name: str, holders: Sequence[PartyRecord], same: Callable[[str, str], bool] | None = None
) -> list[set[str]] | None:
    """Find the parties that go by a short name.

    Args:
        name: short, in any spelling.
        holders: the records that have it among their names.
        same: whether two record ids are one party for a better reason than this name (an identifier, a judgement).

    Returns:
        The record ids of each of them, in the order of their smallest ids, where the name may stand for more than one:
        so many do the longer names of its holders show, or the list of known names. None where it stands for one.
    """
    if not is_short(name) and not known_to_stand_for(name):
        return None
    short = fold_name(name)
    definite = {one.record: found for one in holders if (found := _longer(one, short))}
    parties: list[set[str]] = []
    for record in sorted(definite):
        met = (
            [party for party in parties if any(_one_party(record, other, definite, same) for other in party)]
            if len(definite) <= MOST
            else []
        )
        parties = [party for party in parties if party not in met] + [set().union({record}, *met)]
    parties.sort(key=min)
    return parties if len(parties) > 1 or known_to_stand_for(name) else None


def waiting(name: str, holders: Sequence[PartyRecord], parties: Sequence[set[str]]) -> list[tuple[str, str]]:
    """Return the pairs that a person is to look at: who has no longer name, with each party of that name.

    The parties wait with one another too: that their longer names are unlike proves nothing. Where there is no party,
    those without a longer name wait with the first of them.

    Args:
        name: short.
        holders: the records that have it among their names.
        parties: what `several` found.

    Returns:
        Pairs of record ids, the smaller one first, sorted.
    """
    named = {record for party in parties for record in party}
    bare = sorted({one.record for one in holders} - named)
    pairs = {in_order(one, other) for one in bare for other in map(min, parties)}
    first = sorted(map(min, parties))
    pairs |= set(combinations(first, 2)) if len(first) <= FEW else {(first[0], other) for other in first[1:]}
    pairs |= set() if parties else {(bare[0], other) for other in bare[1:]}
    return sorted(pairs)


def _longer(record: PartyRecord, short: str) -> list[str]:
    """Return the names of a record that tell what a short one leaves open.

    A name that is merely the short one with a form, a word, or in another alphabet tells no more, unless that word is
    group, branch or the like.
    """
    names = (*record.names, *record.former, *record.weak)
    return [name for name in names if not KANA.search(name) and _tells_more(name, short)][:PRINTED]


def _tells_more(name: str, short: str) -> bool:
    words = [unit.sound for unit in organisation(name).units if not unit.optional]
    keys = {unit.sound for unit in organisation(short).units}
    others = [word for word in words if not any(likeness(word, key) >= SOUNDS_LIKE for key in keys)]
    return len(others) > 1 or bool(structure(name)[0])


def _one_party(one: str, other: str, definite: dict[str, list[str]], same: Callable[[str, str], bool] | None) -> bool:
    if same is not None and same(one, other):
        return True
    mine, theirs = definite[one], definite[other]
    if {fold_name(name) for name in mine} & {fold_name(name) for name in theirs}:
        return True
    return any(apart(a, b) is None and _alike(a, b) for a in mine for b in theirs)


def _alike(one: str, other: str) -> bool:
    """Whether the words of one longer name stand in the other: the telling ones all, of the others most.

    It is no calibrated chance on purpose: who is one must not change with the weights of a model.
    """
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    missing = [unit for unit in shorter if not any(_one_word(unit, there) for there in longer)]
    telling = any(unit.role == "core" for unit in missing)
    return bool(shorter) and not telling and len(missing) <= (1 - ALIKE) * len(shorter)


def _words(name: str) -> list[Unit]:
    return [unit for unit in organisation(name).units if not unit.optional and unit.role != "place"]


def _one_word(one: Unit, other: Unit) -> bool:
    if one.concept is not None and one.concept == other.concept:
        return True
    return likeness(one.sound, other.sound) >= SOUNDS_LIKE


@lru_cache(maxsize=16384)
def structure(name: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return what of a name tells parties of one family apart: its levels, its numbers, its places."""
    text = simplified(strip_marks(fold(name)))
    whole = organisation(name)
    units = [unit for one in (whole, *whole.others) for unit in one.units]
    levels = frozenset(LEVELS[unit.concept] for unit in units if unit.concept in LEVELS)
    numbers = frozenset(number.lstrip("0") or "0" for number in NUMBER.findall(text))
    places = frozenset(unit.concept for unit in whole.units if unit.role == "place" and unit.concept)
    return levels, numbers, places


def apart(one: str, other: str) -> str | None:
    """Return by what two names of organisations mean two parties, though all else may be alike; None where by nothing.

    Identifiers and judgements win over this; names alone never do.
    """
    (levels, numbers, places), (their_levels, their_numbers, their_places) = structure(one), structure(other)
    if different := sorted(levels ^ their_levels):
        return f"only one of both is called a {different[0]}"
    if numbers != their_numbers:
        return "their numbers differ" if numbers and their_numbers else "only one of both has a number"
    if places and their_places and not any(_one_place(a, b) for a in places for b in their_places):
        return "their places differ"
    return None


def _one_place(one: str, other: str) -> bool:
    size = max(SHARED_STEM, min(len(one), len(other)) - 1)
    return one == other or one[:size] == other[:size]
