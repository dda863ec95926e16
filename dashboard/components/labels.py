"""Where the words on an arrow stand: on its way, clear of boxes and of other words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.layout import Point, Size

_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
_CLEARANCE = 3.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle around its middle."""

    middle: Point
    size: Size

    def overlap(self, other: Area) -> float:
        """Return the area in square pixels that two rectangles share, a small clearance included."""
        width = (self.size.width + other.size.width) / 2 + _CLEARANCE - abs(self.middle[0] - other.middle[0])
        height = (self.size.height + other.size.height) / 2 + _CLEARANCE - abs(self.middle[1] - other.middle[1])
        return max(0.0, width) * max(0.0, height)


def route(source: Area, target: Area, bends: Sequence[Point]) -> list[Point]:
    """Return the points of an arrow from the side of one box to the side of the other."""
    side = 1.0 if source.middle[0] <= target.middle[0] else -1.0
    start = (source.middle[0] + side * source.size.width / 2, source.middle[1])
    end = (target.middle[0] - side * target.size.width / 2, target.middle[1])
    return [start, *bends, end]


def along(points: Sequence[Point], share: float) -> Point:
    """Return the point at a share of the length of a line of several parts."""
    lengths = [((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 for (x1, y1), (x2, y2) in itertools.pairwise(points)]
    left = sum(lengths) * share
    for (x1, y1), (x2, y2), length in zip(points, points[1:], lengths, strict=False):
        if length and left <= length:
            part = left / length
            return (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part)
        left -= length
    return points[-1]


def settle(points: Sequence[Point], size: Size, taken: Sequence[Area]) -> Point:
    """Return the place on the way of an arrow where its words cover least of what already stands.

    Args:
        points: the way of the arrow.
        size: room that the words need.
        taken: boxes and words that stand already.
    """
    best, least = along(points, 0.5), float("inf")
    for share in _SHARES:
        here = along(points, share)
        covered = sum(Area(here, size).overlap(other) for other in taken)
        if covered < least:
            best, least = here, covered
        if covered == 0:
            break
    return best
