"""Where in the file a place of the text comes from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

INLINE = frozenset("a abbr b bdi bdo cite code del em font i ins mark q s small span strong sub sup time u".split())


class Segment(NamedTuple):
    """A piece of the text: [start, end) in characters, and the element of a page that holds it."""

    start: int
    end: int
    element: str


@dataclass(frozen=True, slots=True)
class Offsets:
    """Leads from a place in the text back to the file.

    Attributes:
        line_starts: offset of the first character of every line of the text.
        segments: pieces with their element, in order; empty for plain text.
    """

    line_starts: tuple[int, ...]
    segments: tuple[Segment, ...] = ()

    @classmethod
    def of(cls, text: str, segments: tuple[Segment, ...] = ()) -> Offsets:
        """Make the map of a text."""
        starts = [0]
        while (found := text.find("\n", starts[-1])) >= 0:
            starts.append(found + 1)
        return cls(tuple(starts), segments)

    @property
    def places(self) -> tuple[tuple[int, int, str], ...]:
        """Pieces of the text with the page or block that they come from; neighbours of one place are one."""
        found: list[tuple[int, int, str]] = []
        for start, end, element in self.segments:
            place = _block(element)
            if found and found[-1][2] == place:
                found[-1] = (found[-1][0], end, place)
            else:
                found.append((start, end, place))
        return tuple(found)

    def line(self, offset: int) -> int:
        """Return the line of the text, from 1, that holds an offset."""
        return bisect_right(self.line_starts, offset)

    def element(self, offset: int) -> str | None:
        """Return the path of the element that an offset comes from; None for plain text and for gaps between pieces."""
        index = bisect_right(self.segments, offset, key=lambda segment: segment.start) - 1
        if index < 0 or offset >= self.segments[index].end:
            return None
        return self.segments[index].element


def _block(element: str) -> str:
    """Return an element without what only marks words within it, such as `b` and `a`."""
    steps = element.split(">")
    while len(steps) > 1 and steps[-1].partition("[")[0] in INLINE:
        steps.pop()
    return ">".join(steps)
