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
from dataclasses import dataclass, replace

from dashboard.components.lanes import HEADER, PADDING, Band, Lanes, bands, ordered

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
    """A layout: the middle of each box, the bends of each line, the room that all takes, and the lanes."""

    boxes: dict[str, Point]
    bends: dict[str, tuple[Point, ...]]
    width: float
    height: float
    lanes: tuple[Band, ...] = ()


def place(sizes: Mapping[str, Size], lines: Sequence[Line], lanes: Lanes | None = None) -> Placed:
    """Place boxes and lines.

    Args:
        sizes: size of each box by id; their order breaks ties, so it must be the order of rank.
        lines: the arrows, in order of rank; both ends are in `sizes`.
        lanes: keeps the boxes of a lane together, and leaves room for its name above them.
    """
    if not sizes:
        return Placed({}, {}, 0.0, 0.0)
    if lanes is None:
        forward, turned = _without_cycles(lines)
        columns = _columns(sizes, forward)
    else:
        names = ordered((lanes.of[box] for box in sizes), ((lanes.of[a.source], lanes.of[a.target]) for a in lines))
        columns = _columns_by_lane(sizes, lines, lanes, names)
        forward, turned = _as_columns_run(lines, columns)
    parallel = _parallel(lines)
    heights = _heights(sizes, parallel)
    chains, ranks, links = _with_ways(columns, forward, heights)
    for name in turned:
        chains[name].reverse()
    rows = _rows(ranks, links)
    ys = _ys(rows, links, heights)
    xs = _xs(rows, sizes, lines, columns)
    width, found = xs[-1] + _width(rows[-1], sizes) / 2, tuple[Band, ...]()
    if lanes is not None:
        xs, found = _widened(xs, rows, sizes, columns, lanes, names)
        width = found[-1].right
    top = min(y - heights[box] / 2 for box, y in ys.items()) - (HEADER + PADDING if lanes else 0.0)
    height = max(y + heights[box] / 2 for box, y in ys.items()) - top
    places = {box: (xs[columns[box]], ys[box] - top) for box in sizes}
    bends: dict[str, tuple[Point, ...]] = {}
    for line in lines:
        way = [
            (xs[column] + side * _width(rows[column], sizes) / 2, ys[dummy] - top)
            for dummy in chains.get(line.id, ())
            for column in (int(dummy.rpartition("\0")[2]),)
            for side in ((1, -1) if line.id in turned else (-1, 1))  # level past the boxes of the column
        ]
        lane = _lane(line, parallel)
        if not way and lane:
            (x1, y1), (x2, y2) = places[line.source], places[line.target]
            way = [((x1 + x2) / 2, (y1 + y2) / 2 + lane)]
        bends[line.id] = tuple(way)
    return Placed(places, bends, width, height + (PADDING if lanes else 0.0), found)


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
            line = replace(line, source=line.target, target=line.source)
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


def _columns_by_lane(
    sizes: Mapping[str, Size], lines: Sequence[Line], lanes: Lanes, names: Sequence[str]
) -> dict[str, int]:
    """Give each lane its columns, from left to right, and each box one of them."""
    columns: dict[str, int] = {}
    for name in names:
        inside = {box: size for box, size in sizes.items() if lanes.of[box] == name}
        forward, _ = _without_cycles([line for line in lines if line.source in inside and line.target in inside])
        first = 1 + max(columns.values(), default=-1)
        columns |= {box: first + column for box, column in _columns(inside, forward).items()}
    return columns


def _as_columns_run(lines: Sequence[Line], columns: Mapping[str, int]) -> tuple[list[Line], set[str]]:
    """Turn round the lines that run back to the left, leave out those that lead to themselves."""
    turned = {line.id for line in lines if columns[line.source] > columns[line.target]}
    forward = [
        replace(line, source=line.target, target=line.source) if line.id in turned else line
        for line in lines
        if line.source != line.target
    ]
    return forward, turned


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
) -> list[float]:
    gaps = [COLUMN_GAP] * len(rows)
    for line in lines:
        column = min(columns[line.source], columns[line.target])
        gaps[column] = max(gaps[column], line.label_width + COLUMN_GAP)
    xs: list[float] = []
    x = 0.0
    for row, gap in zip(rows, gaps, strict=True):
        width = _width(row, sizes)
        xs.append(x + width / 2)
        x += width + gap
    return xs


def _width(row: Sequence[str], sizes: Mapping[str, Size]) -> float:
    return max((sizes[box].width for box in row if box in sizes), default=0.0)


def _widened(
    xs: Sequence[float], rows: Sequence[list[str]], sizes: Mapping[str, Size], columns: Mapping[str, int],
    lanes: Lanes, names: Sequence[str],
) -> tuple[list[float], tuple[Band, ...]]:  # fmt: skip
    """Move columns apart until the name of each lane has room, and return them with the lanes."""
    moved = list(xs)
    sides: dict[str, tuple[float, float]] = {}
    shift = 2 * PADDING
    for name in names:
        own = sorted({columns[box] for box in sizes if lanes.of[box] == name})
        left, right = xs[own[0]] - _width(rows[own[0]], sizes) / 2, xs[own[-1]] + _width(rows[own[-1]], sizes) / 2
        spare = max(0.0, lanes.widths[name] - (right - left))
        for column in own:
            moved[column] = xs[column] + shift + spare / 2
        sides[name] = (left + shift, right + shift + spare)
        shift += spare
    found = bands(names, sides)
    return [x - found[0].left for x in moved], tuple(
        Band(band.name, band.left - found[0].left, band.right - found[0].left) for band in found
    )
