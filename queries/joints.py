"""Where a chain can go on from a leg: at the same party, at a related firm, or at a place where nobody is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.store import Store
from queries.legs import Candidate
from queries.parts import part
from queries.rules import Rules, Verdict
from queries.supply import JointKind

KINDS: tuple[JointKind, ...] = ("same", "owner", "owned", "sister", "place")  # from the surest on
MOST_OF_AN_OWNER = 200  # firms of one owner; a fund or a state that holds more ties nobody together


@dataclass(frozen=True, slots=True)
class Joint:
    """What two legs of a chain meet at.

    Attributes:
        kind: the same party, its owner, what it owns, a firm of the same owner, or a place.
        ties: ids of the OWNS ties that lead from the one party to the other, in order.
        through: id of the common owner, or code of the place; empty otherwise.
    """

    kind: JointKind = "same"
    ties: tuple[str, ...] = ()
    through: str = ""

    @property
    def verdict(self) -> Verdict:
        """How the criterion "party" stands here: goods may go on to a related firm, and nobody says that they do."""
        return "held" if self.kind == "same" else "unknown"


SAME = Joint()
Node = str  # the id of a party, or a word for a place


@dataclass(frozen=True, slots=True)
class Joints:
    """Knows where legs can meet.

    Args:
        related: party -> (related party, joint).
        places: whether legs also meet at a place where one of the two parties is not named.
    """

    related: Mapping[str, Sequence[tuple[str, Joint]]]
    places: bool = False

    def leaves(self, leg: Candidate) -> Iterator[Node]:
        """Yield the nodes that a leg can be found under, as one that goes on."""
        if leg.starts_inner:
            yield leg.start
        if self.places and leg.start_country:
            yield f"anybody in {leg.start_country}"
            if not leg.starts_inner:
                yield f"nobody named in {leg.start_country}"

    def arrives(self, leg: Candidate) -> Iterator[tuple[Node, Joint]]:
        """Yield the nodes whose legs can follow a leg, and what they meet at."""
        if leg.ends_inner:
            yield leg.end, SAME
            yield from self.related.get(leg.end, ())
        if self.places and leg.end_country:
            who = "nobody named" if leg.ends_inner else "anybody"
            yield f"{who} in {leg.end_country}", Joint("place", (), leg.end_country)

    def leaving(self, legs: Iterable[Candidate]) -> dict[Node, list[Candidate]]:
        """Return the legs that go on from each node."""
        found: dict[Node, list[Candidate]] = defaultdict(list)
        for leg in legs:
            for node in self.leaves(leg):
                found[node].append(leg)
        return dict(found)


PLAIN = Joints({})


def joints_of(store: Store, rules: Rules, legs: Sequence[Candidate]) -> Joints:
    """Return where some legs can meet by the rule on parties."""
    if rules.party == "strict":
        return PLAIN
    inner = {leg.start for leg in legs if leg.starts_inner} | {leg.end for leg in legs if leg.ends_inner}
    rows = store.read(part("owners_of"), {"ids": sorted(inner)}) if inner else []
    held = [(row["owner"], row["owned"], row["tie"]) for row in rows]
    return Joints(_related(held, inner), rules.party == "off")


def _related(held: Sequence[tuple[str, str, str]], inner: set[str]) -> dict[str, list[tuple[str, Joint]]]:
    """Return for each party those that are related to it, each by its surest joint.

    Args:
        held: owner, owned, id of the tie.
        inner: the parties that legs begin or end at.
    """
    best: dict[tuple[str, str], Joint] = {}

    def note(one: str, other: str, joint: Joint) -> None:
        if one == other or not {one, other} <= inner:
            return
        known = best.get((one, other))
        order = (KINDS.index(joint.kind), joint.ties)
        if known is None or order < (KINDS.index(known.kind), known.ties):
            best[one, other] = joint

    owned: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for owner, firm, tie in held:
        note(firm, owner, Joint("owner", (tie,)))
        note(owner, firm, Joint("owned", (tie,)))
        owned[owner].append((firm, tie))
    for owner, firms in owned.items():
        if len(firms) <= MOST_OF_AN_OWNER:
            for one, up in firms:
                for other, down in firms:
                    note(one, other, Joint("sister", (up, down), owner))
    found: dict[str, list[tuple[str, Joint]]] = defaultdict(list)
    for (one, other), joint in sorted(best.items()):
        found[one].append((other, joint))
    return dict(found)
