"""What people say of two records: the same party, different ones, or unsure. The last word on a pair counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from graph.errors import ResolutionError
from graph.resolution.edges import in_order
from graph.resolution.exact import PartyRecord, family

KIND = "judgement"  # of a decision
VERDICTS = ("same", "different", "unsure", "undone")


class _Decision(Protocol):
    """A line of a log, as far as it is looked at."""

    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> str: ...
    @property
    def why(self) -> str: ...


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """What a person says of two records.

    Attributes:
        one, other: record ids, the smaller one first.
        verdict: same, different, unsure (it waits, whatever else would join them), or undone (as if nobody had judged).
        by: who.
        at: when, UTC ISO.
        why: reason in words.
    """

    one: str
    other: str
    verdict: str
    by: str
    at: str
    why: str = ""

    @property
    def subject(self) -> str:
        """The pair, as a decision names it."""
        return f"{self.one} {self.other}"

    @property
    def words(self) -> str:
        """It in words."""
        verdict = {"same": "judged the same", "different": "judged different", "unsure": "judged unsure"}
        reason = f": {self.why}" if self.why else ""
        return f"{verdict.get(self.verdict, self.verdict)} by {self.by}{reason}"


def judgement(one: str, other: str, verdict: str, *, by: str, at: str, why: str = "") -> Judgement:
    """Make a judgement on two records, in whichever order they are named.

    Raises:
        ResolutionError: the two are one record, an id holds a blank, or the verdict is none.
    """
    if verdict not in VERDICTS:
        raise ResolutionError(f"verdict {verdict!r}: is none of {', '.join(VERDICTS)}")
    if one == other:
        raise ResolutionError(f"record {one}: is one record; a judgement is on two")
    for record in (one, other):
        if not record or record.split() != [record]:
            raise ResolutionError(f"record {record!r}: is no id of a record")
    return Judgement(*in_order(one, other), verdict, by, at, why)


def judgements_of(decisions: Iterable[_Decision]) -> list[Judgement]:
    """Return the judgements of a log that stand: of each pair the last one, unless it was undone; sorted by pair.

    Args:
        decisions: in the order in which they count.
    """
    last = {one.subject: one for one in all_said(decisions)}
    return sorted(found for found in last.values() if found.verdict != "undone")


def all_said(decisions: Iterable[_Decision]) -> Iterator[Judgement]:
    """Yield all judgements of a log in its order, those that are undone or said anew since included."""
    for one in decisions:
        first, _, second = one.subject.partition(" ")
        if one.kind == KIND and one.verdict in VERDICTS and first and second and first != second:
            yield Judgement(*in_order(first, second), one.verdict, one.by, one.at, one.why)


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the last judgement on each pair, by its time, unless it was undone; sorted by pair."""
    last: dict[tuple[str, str], Judgement] = {}
    for one in sorted(judgements, key=lambda one: (one.at, one)):
        last[one.one, one.other] = one
    return sorted(found for found in last.values() if found.verdict != "undone")


def unfit(one: PartyRecord, other: PartyRecord) -> str | None:
    """Say why two records can never be the same party, whoever judges them so; None where they can."""
    if one.synthetic != other.synthetic:
        return "one is invented and the other is real; they never join"
    if family(one) != family(other):
        kinds = sorted(record.kind.replace("_", " ") for record in (one, other))
        return f"one is a {kinds[0]} and the other a {kinds[1]}; they never join"
    return None
