"""How far a party is from listed ones: the shortest ways along ties, each with the ties that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.schema import SCHEMA
from graph.store import Store
from queries import ids
from queries.headers import ID_TYPES
from queries.parts import part
from queries.supply import End

MOST_HOPS = 3
MOST_TIES = 5_000  # of one step
MOST_STONES = 500  # parties that one step begins at


@dataclass(frozen=True, slots=True)
class Step:
    """One tie of a way.

    Attributes:
        tie: its id.
        type: of the tie.
        forward: whether the way goes along the tie, or against it.
        to: where it leads.
        standing: of the tie.
    """

    tie: str
    type: str
    forward: bool
    to: End
    standing: str


@dataclass(frozen=True, slots=True)
class Way:
    """A shortest way to a listed party, vessel, aircraft or asset.

    Attributes:
        steps: from the party asked for to the listed one.
        synthetic: whether it is invented.
    """

    steps: tuple[Step, ...]
    synthetic: bool

    @property
    def end(self) -> End:
        """The listed one."""
        return self.steps[-1].to

    @property
    def weak(self) -> bool:
        """Whether a tie of it rests on what nobody accepted."""
        return any(step.standing != "accepted" for step in self.steps)


@dataclass(frozen=True, slots=True)
class Nearness:
    """The ways to listed ones.

    Attributes:
        ways: one for each listed one within reach, the shortest first; of equal ones those that stand better.
        looked_at: how many parties and things were looked at.
        cut: whether a limit ended it, so that there may be others.
    """

    ways: tuple[Way, ...]
    looked_at: int
    cut: bool


def near_listed(store: Store, identifier: str, hops: int = MOST_HOPS, timeout_s: float | None = None) -> Nearness:
    """Find the listed ones near a party, each with a shortest way.

    Countries and unnamed groups are no stepping stones, and neither is what is no firm, person or body.

    Args:
        store: an open store.
        identifier: of a party, vessel, aircraft or asset.
        hops: most ties of a way.
        timeout_s: time limit of each step.

    Raises:
        InvalidParameter: nothing has this id, or several things do.
    """
    label, start = ids.node(store, identifier, ID_TYPES["entity"])
    known: dict[str, Way | None] = {start: None}
    step, cut = {label: [start]}, False
    for _ in range(hops):
        rows = [row for name, some in step.items() for row in _beside(store, name, some, timeout_s)]
        cut = cut or len(rows) >= MOST_TIES
        fresh = _fresh(rows, known)
        known |= fresh
        stones = [one for one, way in fresh.items() if way is not None and way.end.label in SCHEMA.stepping_stones]
        cut = cut or len(stones) > MOST_STONES
        step = {"Party": stones[:MOST_STONES]} if stones else {}
    ways = [way for way in known.values() if way is not None and way.end.listed]
    ways.sort(key=lambda way: (way.synthetic, len(way.steps), way.weak, way.end.name, way.end.id))
    return Nearness(tuple(ways), len(known) - 1, cut)


def _beside(store: Store, label: str, some: list[str], timeout_s: float | None) -> list[dict[str, Any]]:
    asked = {"ids": some, "limit": MOST_TIES}
    return store.read(part("ties_beside").replace("{label}", label), asked, timeout_s=timeout_s)


def _fresh(rows: Iterable[dict[str, Any]], known: dict[str, Way | None]) -> dict[str, Way | None]:
    """Return what is reached for the first time, each by the best of its ways."""
    found: dict[str, Way | None] = {}
    for row in rows:
        to = End.of_row(row, "other")
        if to.id in known:
            continue
        before = known[row["beside"]]
        one = Step(row["tie"], row["type"], row["direction"] == "out", to, row["standing"])
        way = Way((*(before.steps if before else ()), one), row["synthetic"])
        other = found.get(to.id)
        if other is None or (way.weak, _ties(way)) < (other.weak, _ties(other)):
            found[to.id] = way
    return found


def _ties(way: Way) -> tuple[str, ...]:
    return tuple(step.tie for step in way.steps)
