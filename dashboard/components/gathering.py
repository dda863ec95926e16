"""What a picture does with more boxes than anybody can read: the first are drawn one by one, the rest by country."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from dashboard.components.picture import Arrow, Box, box_size
from dashboard.plain_text import ELLIPSIS, number
from dashboard.say import words
from dashboard.wording import standing_word
from graph.errors import InvalidParameter

MOST_DRAWN = 300
MOST_TAKEN = 5_000
ONE_BY_ONE = 40  # of those that are more than MOST_DRAWN
MANY = "many"


def check(count: int) -> None:
    """Refuse more nodes than any picture helps with, before time is spent on them.

    Raises:
        InvalidParameter: there are too many.
    """
    if count > MOST_TAKEN:
        raise InvalidParameter(
            f"picture: must be of at most {number(MOST_TAKEN)} nodes, got {number(count)}; ask for less, or read the "
            "table and take it along as CSV"
        )


def gathered(
    boxes: Mapping[str, Box], arrows: Mapping[str, Arrow], most: int = MOST_DRAWN
) -> tuple[dict[str, Box], dict[str, Arrow], int]:
    """Gather boxes that are too many into one for each country and kind, and their arrows into one with a number.

    Args:
        boxes: by id, in order of rank.
        arrows: by id.
        most: the most boxes that are drawn one by one.

    Returns:
        Boxes and arrows to be drawn, and how many boxes were gathered.
    """
    if len(boxes) <= most:
        return dict(boxes), dict(arrows), 0
    kept = dict(list(boxes.items())[: min(ONE_BY_ONE, most // 2)])
    room = most - len(kept)
    groups = _groups([box for name, box in boxes.items() if name not in kept], room)
    home = {name: name for name in kept} | {box.id: group for group, some in groups.items() for box in some}
    crowds = {group: _crowd(group, some) for group, some in groups.items()}
    return kept | crowds, _joined(arrows, home), len(boxes) - len(kept)


def _groups(rest: list[Box], room: int) -> dict[str, list[Box]]:
    """Return boxes by country and kind, or by kind alone where that would still be too many."""
    for parts in (lambda box: (box.lane, box.kind), lambda box: ("", box.kind)):
        groups: dict[str, list[Box]] = defaultdict(list)
        for box in rest:
            groups["\0".join((MANY, *parts(box)))].append(box)
        if len(groups) <= room:
            break
    return dict(groups)


def _crowd(group: str, some: list[Box]) -> Box:
    lane = group.split("\0")[1]
    invented = all(box.synthetic for box in some)
    lines = (words("count.nodes", n=len(some)), *((lane,) if lane else ()))
    lines = (*lines, *((words("mark.synthetic"),) if invented else ()))
    named = [*(box.title for box in some[:5]), *([ELLIPSIS] if len(some) > 5 else [])]
    title = words("picture.gathered", what=lines[0], names=", ".join(named))
    return Box(group, "", MANY, lines, title, invented, box_size(lines), lane=lane or words("picture.no_country"))


def _joined(arrows: Mapping[str, Arrow], home: Mapping[str, str]) -> dict[str, Arrow]:
    """Return arrows between what is drawn: those of a crowd as one with their number, dashed when all are weak."""
    alone: dict[str, Arrow] = {}
    together: dict[tuple[str, str], list[Arrow]] = defaultdict(list)
    for name, arrow in arrows.items():
        source, target = home[arrow.source], home[arrow.target]
        if source == arrow.source and target == arrow.target:
            alone[name] = arrow
        elif source != target:
            together[source, target].append(arrow)
    for (source, target), some in together.items():
        kinds = Counter(arrow.lines[0] for arrow in some if arrow.lines)
        weak = all(arrow.weak for arrow in some)
        lines = tuple(f"{number(count)} \u00d7 {kind}" for kind, count in kinds.most_common(2))
        lines = (*lines, *((f"({standing_word('unreviewed')})",) if weak else ()))
        name = f"{source}\0{target}"
        title = words("picture.gathered", what=words("count.arrows", n=len(some)), names="; ".join(lines))
        alone[name] = replace(
            some[0], id=name, leg=name, source=source, target=target, weak=weak, lines=lines, title=title
        )
    return alone
