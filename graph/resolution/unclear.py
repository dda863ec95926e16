"""Names that leave open who is meant: what of an equal name may join, and which pairs wait for a person, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from graph.resolution.edges import in_order
from graph.resolution.exact import FAMILIES, PartyRecord, name_key
from graph.resolution.links import Reason
from graph.resolution.several import FEW, is_short, known_to_stand_for, several, waiting
from graph.resolution.telling import one_of_its_name, tells

Key = tuple[str, ...]
Bucket = tuple[Key, Sequence[PartyRecord]]


def longer_first(bucket: Bucket) -> tuple[bool, Key]:
    """Sort key of names: those that stand for several parties only when what longer ones join is known."""
    name = bucket[0][1]
    return is_short(name) or bool(known_to_stand_for(name)), bucket[0]


def entered_under(name: str, same: Sequence[PartyRecord]) -> list[str]:
    """Return those records of which a name is the main one; one whose main name nobody says has only such."""
    return [one.record for one in same if one.kind not in FAMILIES or not one.main or name_key(one.main) == name]


class Unclear:
    """What is known of names that may not join, while the others do."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[str, str], Reason] = {}  # that wait for a person
        self.held: dict[str, dict[str, int]] = defaultdict(dict)  # record -> short name -> which of the parties it is
        self.little: dict[str, set[str]] = defaultdict(set)  # record -> names that tell too little

    def open(self, name: str, same: Sequence[PartyRecord], one_party: Callable[[str, str], bool]) -> bool:
        """Whether a name leaves open who is meant: it stands for several parties, or many may go by it.

        Args:
            name: folded.
            same: the records that have it.
            one_party: whether two are one for a better reason.
        """
        if same[0].kind not in FAMILIES:
            return False
        parties = several(name, same, one_party)
        if parties is not None:
            self._wait(waiting(name, same, parties), "several")
            numbers = {record: number for number, party in enumerate(parties) for record in party}
            for record in same:
                self.held[record.record][name] = numbers.get(record.record, -1)
            return True
        if tells(name) or one_of_its_name(*same):
            return False
        self._wait(waiting(name, same, []), "common_name")
        for record in same:
            self.little[record.record].add(name)
        return True

    def entered_apart(self, pairs: Sequence[tuple[str, str]], holders: Sequence[str]) -> None:
        """Let the holders of a name wait of whom some are entered as two by one list.

        Args:
            pairs: those that are.
            holders: all of them.
        """
        named = sorted({record for pair in pairs for record in pair})
        self._wait(list(combinations(named[:FEW], 2)), "one_list")
        self._wait([in_order(named[0], other) for other in holders if other not in named[:FEW]], "one_list")

    def between(self, one: str, other: str) -> bool:
        """Whether two records share a name that stands for several parties, and may not be the same one of these."""
        mine, theirs = self.held.get(one), self.held.get(other)
        if not mine or not theirs:
            return False
        return any(name in theirs and (number < 0 or number != theirs[name]) for name, number in mine.items())

    def reason(self, one: str, other: str) -> Reason:
        """Why alike names of two records, which join nobody, wait."""
        shared = one in self.little and other in self.little and self.little[one] & self.little[other]
        return "common_name" if shared else "names"

    def __iter__(self) -> Iterator[tuple[str, str, Reason]]:
        """Yield the pairs that wait, and why."""
        for (one, other), reason in self.pairs.items():
            yield one, other, reason

    def _wait(self, pairs: Sequence[tuple[str, str]], reason: Reason) -> None:
        for pair in pairs:
            self.pairs.setdefault(pair, reason)
