"""A chain of ties: how it stands by each criterion, whether it can hold, and what its rank is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from queries.criteria import goods_verdict, quantity_verdict, time_verdict, transit_verdict
from queries.joints import KINDS, SAME, Joint
from queries.legs import Candidate
from queries.rules import Rules, Verdict, worst
from queries.supply import POSSIBLE, Possible

DEFAULT = Rules()
ChainKey = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of ties with what its rank is made of; sorts best first by its key.

    Attributes:
        key: what it is ranked by.
        legs: in order.
        possible: by all criteria that were asked for, and by the parties whether asked for or not.
        joints: what each two legs meet at; one less than legs.
        verdicts: criterion -> how it stands, of those that were judged.
    """

    key: tuple[Any, ...]
    legs: tuple[Candidate, ...]
    possible: Possible
    joints: tuple[Joint, ...]
    verdicts: Mapping[str, Verdict]

    @property
    def identity(self) -> ChainKey:
        """What it is the same chain by, in whatever graph: its ties, those of ownership included."""
        return tuple(leg.id for leg in self.legs), tuple(joint.ties for joint in self.joints)

    @property
    def strength(self) -> tuple[Any, ...]:
        """The first places of its key: what can change while it stays the same chain; less is stronger."""
        return self.key[: DOUBTS + 3]

    def admitted(self, rules: Rules) -> bool:
        """Whether it stands by some rules."""
        return all(rules.admits(name, verdict) for name, verdict in self.verdicts.items())


DOUBTS = 3  # first places of a key, made of the verdicts


def judged(
    legs: tuple[Candidate, ...],
    broader: Mapping[str, frozenset[str]],
    joints: tuple[Joint, ...] = (),
    rules: Rules = DEFAULT,
) -> Chain:
    """Return a chain with its rank, judged by parties, goods and time, and by what else is asked for.

    Args:
        legs: in order.
        broader: goods of a leg -> itself and all that is broader.
        joints: what each two legs meet at; the same party where none are given.
        rules: what was asked for.
    """
    joints = joints or (SAME,) * (len(legs) - 1)
    pairs = list(pairwise(legs))
    verdicts: dict[str, Verdict] = {
        "party": worst([joint.verdict for joint in joints]),
        "goods": "held",  # the search joins no others by the strict rule
        "time": time_verdict(legs)[0],
    }
    if rules.goods != "strict":
        verdicts["goods"] = worst([goods_verdict(one, after, broader)[0] for one, after in pairs])
    if rules.quantity != "off":
        verdicts["quantity"] = worst([quantity_verdict(one, after, rules.excess_percent)[0] for one, after in pairs])
    if rules.transit != "off":
        verdicts["transit"] = worst([transit_verdict(one, after)[0] for one, after in pairs])
    possible = possible_by(verdicts, rules)
    unnamed = (not legs[0].starts_inner) + (not legs[-1].ends_inner)
    latest = max(leg.last for leg in legs)
    key = (
        *_doubts(possible, verdicts, joints),
        any(leg.unreviewed for leg in legs),
        max(leg.modality for leg in legs),
        -min(leg.sources for leg in legs),
        len(legs),
        unnamed,
        -min(len(broader[leg.goods]) for leg in legs),
        -int(latest.replace("-", "") or 0),
        tuple(leg.id for leg in legs),
        tuple(joint.ties for joint in joints),
    )
    return Chain(key, legs, possible, joints, verdicts)


def possible_by(verdicts: Mapping[str, Verdict], rules: Rules) -> Possible:
    """Return whether a chain can hold by what was asked for; a party that is not known is always a doubt."""
    asked: Sequence[Verdict] = [
        verdict for name, verdict in verdicts.items() if name == "party" or rules.of(name) != "off"
    ]
    return {"held": "possible", "unknown": "unknown", "failed": "impossible"}[worst(list(asked))]  # type: ignore[return-value]


def _doubts(possible: Possible, verdicts: Mapping[str, Verdict], joints: Sequence[Joint]) -> tuple[int, int, int]:
    """Return the first places of a key: whether it can hold, its weakest joint, how many criteria failed."""
    weakest = max((KINDS.index(joint.kind) for joint in joints), default=0)
    return POSSIBLE.index(possible), weakest, sum(verdict == "failed" for verdict in verdicts.values())
