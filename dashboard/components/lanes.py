"""Countries as lanes of a picture: from left to right as goods run, each box in the lane of its country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HEADER = 34.0  # height of the row of names, in pixels
PADDING = 18.0  # between a box and the side of its lane


@dataclass(frozen=True, slots=True)
class Lanes:
    """Which lane each box stands in.

    Attributes:
        of: name of the lane by box.
        widths: room that the name of a lane needs, in pixels.
    """

    of: Mapping[str, str]
    widths: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Band:
    """A lane with its place: name, left and right side in pixels."""

    name: str
    left: float
    right: float


def ordered(lanes: Iterable[str], ties: Iterable[tuple[str, str]]) -> list[str]:
    """Return lanes so that few ties run back: who only sends stands left, who only gets stands right.

    Args:
        lanes: their names; their order breaks ties.
        ties: from lane to lane, one for each line.

    Source: Eades, Lin, Smyth: A fast and effective heuristic for the feedback arc set problem (1993).
    """
    left = list(dict.fromkeys(lanes))
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for source, target in ties:
        if source != target:
            counts[source, target] += 1
    start: list[str] = []
    end: list[str] = []
    while left:
        here = set(left)
        sent = {lane: sum(n for (a, b), n in counts.items() if a == lane and b in here) for lane in left}
        got = {lane: sum(n for (a, b), n in counts.items() if b == lane and a in here) for lane in left}
        only_gets = [lane for lane in left if not sent[lane] and got[lane]]
        only_sends = [lane for lane in left if not got[lane]]
        if only_gets:
            end.insert(0, only_gets[-1])
            left.remove(only_gets[-1])
        else:
            first = only_sends[0] if only_sends else max(left, key=lambda lane: sent[lane] - got[lane])
            start.append(first)
            left.remove(first)
    return start + end


def bands(names: Sequence[str], sides: Mapping[str, tuple[float, float]]) -> tuple[Band, ...]:
    """Return the lanes with their sides: each reaches half of the way to the next, so that none is between two.

    Args:
        names: from left to right.
        sides: left and right side of what stands in each.
    """
    found = []
    for place, name in enumerate(names):
        left, right = sides[name]
        before = sides[names[place - 1]][1] if place else left - 2 * PADDING
        after = sides[names[place + 1]][0] if place + 1 < len(names) else right + 2 * PADDING
        found.append(Band(name, (before + left) / 2, (right + after) / 2))
    return tuple(found)
