"""Where each box and arrow of a picture of paths stands: from left to right, the same for the same paths.

The steps are those of a layered drawing: columns by the longest way from the left, an order within each column by the
mean of the neighbours, heights by the closest fit that keeps that order. Everything is measured in pixels here, so
that the picture in the browser and the SVG are one picture.

Source: Sugiyama, Tagawa, Toda: Methods for visual understanding of hierarchical system structures (1981).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

ROW_GAP = 44.0
COLUMN_GAP = 60.0
LANE = 48.0
SWEEPS = 6

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a box in pixels."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow to be placed.

    Attributes:
        id: its id in the picture.
        source: id of the box it leaves.
        target: id of the box it reaches.
        label_width: room that its label needs, in pixels.
    """

    id: str
    source: str
    target: str
    label_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A layout: the middle of each box, the bends of each line, and the room that all takes."""

    boxes: dict[str, Point]
    bends: dict[str, tuple[Point, ...]]
    width: float
    height: float


def place(sizes: Mapping[str, Size], lines: Sequence[Line]) -> Placed:
    """Place boxes and lines.

    Args:
        sizes: size of each box by id; their order breaks ties, so it must be the order of rank.
        lines: the arrows, in order of rank; both ends are in `sizes`.
    """
    if not sizes:
        return Placed({}, {}, 0.0, 0.0)
    forward, turned = _without_cycles(lines)
    columns = _columns(sizes, forward)
    parallel = _parallel(lines)
    heights = _heights(sizes, parallel)
    chains, ranks, links = _with_ways(columns, forward, heights)
    for name in turned:
        chains[name].reverse()
    rows = _rows(ranks, links)
    ys = _ys(rows, links, heights)
    xs, width = _xs(rows, sizes, lines, columns)
    top = min(y - heights[box] / 2 for box, y in ys.items())
    height = max(y + heights[box] / 2 for box, y in ys.items()) - top
    places = {box: (xs[columns[box]], ys[box] - top) for box in sizes}
    bends: dict[str, tuple[Point, ...]] = {}
    for line in lines:
        way = [(xs[int(dummy.rpartition("\0")[2])], ys[dummy] - top) for dummy in chains.get(line.id, ())]
        lane = _lane(line, parallel)
        if not way and lane:
            (x1, y1), (x2, y2) = places[line.source], places[line.target]
            way = [((x1 + x2) / 2, (y1 + y2) / 2 + lane)]
        bends[line.id] = tuple(way)
    return Placed(places, bends, width, height)


def _without_cycles(lines: Sequence[Line]) -> tuple[list[Line], set[str]]:
    """Turn round the lines that would close a circle, leave out those that lead to themselves.

    Returns:
        The lines that order the columns, and the ids of those that were turned.
    """
    onward: dict[str, set[str]] = defaultdict(set)

    def reaches(start: str, goal: str) -> bool:
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            if here == goal:
                return True
            new = onward[here] - seen
            seen |= new
            todo.extend(new)
        return False

    forward: list[Line] = []
    turned: set[str] = set()
    for line in lines:
        if line.source == line.target:
            continue
        if reaches(line.target, line.source):
            turned.add(line.id)
            line = Line(line.id, line.target, line.source, line.label_width)
        onward[line.source].add(line.target)
        forward.append(line)
    return forward, turned


def _columns(sizes: Mapping[str, Size], lines: Sequence[Line]) -> dict[str, int]:
    before: dict[str, set[str]] = {box: set() for box in sizes}
    for line in lines:
        before[line.target].add(line.source)
    columns: dict[str, int] = {}
    while len(columns) < len(sizes):
        ready = [box for box in sizes if box not in columns and before[box] <= columns.keys()]
        for box in ready:
            columns[box] = 1 + max((columns[other] for other in before[box]), default=-1)
    return columns


def _parallel(lines: Sequence[Line]) -> dict[tuple[str, ...], list[str]]:
    """Group lines that join the same two boxes, in either direction."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for line in lines:
        groups[tuple(sorted((line.source, line.target)))].append(line.id)
    return groups


def _lane(line: Line, parallel: Mapping[tuple[str, ...], Sequence[str]]) -> float:
    group = parallel[tuple(sorted((line.source, line.target)))]
    return (group.index(line.id) - (len(group) - 1) / 2) * LANE


def _heights(sizes: Mapping[str, Size], parallel: Mapping[tuple[str, ...], Sequence[str]]) -> dict[str, float]:
    heights = {box: size.height for box, size in sizes.items()}
    for ends, group in parallel.items():
        for box in ends:
            heights[box] = max(heights[box], LANE * len(group))
    return heights


def _with_ways(
    columns: Mapping[str, int], lines: Sequence[Line], heights: dict[str, float]
) -> tuple[dict[str, list[str]], dict[int, list[str]], list[tuple[str, str]]]:
    """Give each line a place in every column that it crosses, so that it runs beside boxes and not through them."""
    ranks: dict[int, list[str]] = defaultdict(list)
    for box, column in columns.items():
        ranks[column].append(box)
    chains: dict[str, list[str]] = {}
    links: list[tuple[str, str]] = []
    for line in lines:
        chain = []
        for column in range(columns[line.source] + 1, columns[line.target]):
            dummy = f"\0{line.id}\0{column}"
            heights[dummy] = 10.0
            ranks[column].append(dummy)
            chain.append(dummy)
        chains[line.id] = chain
        stations = [line.source, *chain, line.target]
        links.extend(itertools.pairwise(stations))
    return chains, ranks, links


def _rows(ranks: Mapping[int, list[str]], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    rows = [list(ranks[column]) for column in sorted(ranks)]
    before, after = _neighbours(links)
    for sweep in range(SWEEPS):
        rightward = sweep % 2 == 0
        for row in rows if rightward else reversed(rows):
            position = {box: index for other in rows for index, box in enumerate(other)}
            row.sort(key=_mean(before if rightward else after, position))
    return rows


def _neighbours(links: Sequence[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        after[source].append(target)
        before[target].append(source)
    return before, after


def _mean(neighbours: Mapping[str, list[str]], position: Mapping[str, float]) -> Callable[[str], float]:
    def key(box: str) -> float:
        others = neighbours.get(box)
        return sum(position[other] for other in others) / len(others) if others else position[box]

    return key


def _ys(rows: Sequence[list[str]], links: Sequence[tuple[str, str]], heights: Mapping[str, float]) -> dict[str, float]:
    before, after = _neighbours(links)
    ys: dict[str, float] = {}
    for row in rows:
        total = sum(heights[box] for box in row) + ROW_GAP * (len(row) - 1)
        y = -total / 2
        for box in row:
            ys[box] = y + heights[box] / 2
            y += heights[box] + ROW_GAP
    both = {box: before.get(box, []) + after.get(box, []) for row in rows for box in row}
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 else reversed(rows):
            wanted = [_mean(both, ys)(box) for box in row]
            for box, y in zip(row, _fitted(row, wanted, heights), strict=True):
                ys[box] = y
    return ys


def _fitted(row: Sequence[str], wanted: Sequence[float], heights: Mapping[str, float]) -> list[float]:
    """Return the heights nearest to the wanted ones that keep order and distance (pool adjacent violators)."""
    offsets = [0.0]
    for upper, lower in itertools.pairwise(row):
        offsets.append(offsets[-1] + (heights[upper] + heights[lower]) / 2 + ROW_GAP)
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, others = blocks.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        blocks.append((mean, count))
    levels = [mean for mean, count in blocks for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


def _xs(
    rows: Sequence[list[str]], sizes: Mapping[str, Size], lines: Sequence[Line], columns: Mapping[str, int]
) -> tuple[list[float], float]:
    widths = [max((sizes[box].width for box in row if box in sizes), default=0.0) for row in rows]
    gaps = [COLUMN_GAP] * len(rows)
    for line in lines:
        column = min(columns[line.source], columns[line.target])
        gaps[column] = max(gaps[column], line.label_width + COLUMN_GAP)
    xs: list[float] = []
    x = 0.0
    for width, gap in zip(widths, gaps, strict=True):
        xs.append(x + width / 2)
        x += width + gap
    return xs, x - gaps[-1]
