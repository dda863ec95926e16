"""Where a chain can go on from a leg: at the same party, at a related firm, or at a place where nobody is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.store import Store
from queries.leg_table import LegTable
from queries.legs import LegList, of_table
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


@dataclass(frozen=True, slots=True)
class Joints:
    """Knows where legs can meet.

    Args:
        related: number of a party in the table of ties -> (that of a related party, joint).
        places: whether legs also meet at a place where one of the two parties is not named.
    """

    related: Mapping[int, Sequence[tuple[int, Joint]]]
    places: bool = False


PLAIN = Joints({})


def joints_of(store: Store, rules: Rules, legs: LegList) -> Joints:
    """Return where some legs can meet by the rule on parties."""
    if rules.party == "strict":
        return PLAIN
    related = of_table(legs.table, "related", lambda: _related(_held(store, legs.table), legs.table.parties))
    return Joints(related, rules.party == "off")


def _held(store: Store, table: LegTable) -> list[tuple[str, str, str]]:
    rows = store.read(part("owners_of"), {"ids": sorted(table.parties)}) if table.parties else []
    return [(row["owner"], row["owned"], row["tie"]) for row in rows]


def _related(held: Sequence[tuple[str, str, str]], inner: Mapping[str, int]) -> dict[int, list[tuple[int, Joint]]]:
    """Return for each party those that are related to it, each by its surest joint; all by their numbers.

    Args:
        held: owner, owned, id of the tie.
        inner: the parties that legs begin or end at, each with its number.
    """
    best: dict[tuple[str, str], Joint] = {}

    def note(one: str, other: str, joint: Joint) -> None:
        if one == other or one not in inner or other not in inner:
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
    found: dict[int, list[tuple[int, Joint]]] = defaultdict(list)
    for (one, other), joint in sorted(best.items()):
        found[inner[one]].append((inner[other], joint))
    return dict(found)
