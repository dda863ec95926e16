"""What is found between two parties, as the steps of a resolution hand it on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Two records that may be the same party, by what their names and what stands beside them say.

    Attributes:
        one, other: record ids, the smaller one first.
        chance: that both are the same party, 0 to 1, calibrated.
        joins: whether it may join them without a person; else it waits for one.
    """

    one: str
    other: str
    chance: float
    joins: bool = False


def in_order(one: str, other: str) -> tuple[str, str]:
    """Return two record ids, the smaller one first."""
    return (one, other) if one <= other else (other, one)
