"""What a picture of supply paths shows: boxes, arrows and their words, made from paths in the form of `paths --json`.

Every arrow belongs to a leg; a country on the way is a small box of that leg alone, so that nobody reads two legs
through one country as one stream. What a picture shows, `legs_table` says as a table.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.components.labels import Area, route, settle
from dashboard.components.lanes import PADDING as LANE_PADDING
from dashboard.components.lanes import Band, Lanes
from dashboard.components.layout import Line, Point, Size, place
from dashboard.plain_text import ELLIPSIS, plain
from dashboard.say import words
from dashboard.wording import amount, country, listed, party, period, standing_word
from graph.model import digest_id

MAX_BOXES = 150  # wider pictures are unreadable, whatever draws them
FONT_PX = 13.0
LINE_PX = 17.0
PADDING = 12.0
NAME_CHARACTERS = 24
LABEL_CHARACTERS = 22

Json = Mapping[str, Any]
_NO_ROOM = Size(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A party, a country at the end, or a country on the way.

    Attributes:
        id: id in the picture.
        node: waybill_id of the node, empty for a country on the way.
        kind: party, group, country, via or many; decides the shape.
        lines: the words, one line each.
        title: the full name.
        synthetic: whether it is invented.
        lane: name of the country whose lane it stands in, where there are lanes.
    """

    id: str
    node: str
    kind: str
    lines: tuple[str, ...]
    title: str
    synthetic: bool
    size: Size
    middle: Point = (0.0, 0.0)
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A part of a leg between two boxes.

    Attributes:
        id: id in the picture.
        leg: key of the leg it belongs to.
        weak: nobody has accepted the leg yet; drawn dashed and marked in words.
        lines: the words on it; empty on the second and later parts of a leg.
        way: from the side of one box to the side of the other.
        label: the middle of the words, and the room they take.
    """

    id: str
    leg: str
    source: str
    target: str
    weak: bool
    lines: tuple[str, ...]
    title: str
    way: tuple[Point, ...] = ()
    label: Point = (0.0, 0.0)
    label_size: Size = _NO_ROOM


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and arrows with their places.

    Attributes:
        left_out: paths that did not fit in.
        lanes: from left to right.
        gathered: nodes that stand in boxes of many.
    """

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: float
    height: float
    left_out: int
    lanes: tuple[Band, ...] = ()
    gathered: int = 0


def leg_key(leg: Json) -> str:
    """Return a short key of a leg: the same for every path that runs along it."""
    if leg.get("id"):
        return str(leg["id"])
    return digest_id(leg["from"]["id"], leg["to"]["id"], (leg.get("goods") or {}).get("id"))[:16]


def legs_of(paths: Iterable[Json]) -> dict[str, Json]:
    """Return every leg of the paths once, by key, in order of rank."""
    return {leg_key(leg): leg for path in paths for leg in path["legs"]}


def picture(paths: Sequence[Json], max_boxes: int = MAX_BOXES, *, lanes: bool = False) -> Picture:
    """Draw paths.

    Args:
        paths: in order of rank; those that no longer fit are left out and counted.
        max_boxes: the most boxes a picture holds.
        lanes: whether each country has a lane of its own.
    """
    boxes: dict[str, Box] = {}
    arrows: dict[str, Arrow] = {}
    left_out = 0
    for path in paths:
        new_boxes: dict[str, Box] = {}
        new_arrows: dict[str, Arrow] = {}
        for leg in path["legs"]:
            add_leg(leg, bool(path.get("synthetic")), new_boxes, new_arrows)
        if len(boxes.keys() | new_boxes.keys()) > max_boxes and boxes:
            left_out += 1
            continue
        boxes |= {name: box for name, box in new_boxes.items() if name not in boxes}
        arrows.update(new_arrows)
    return placed(boxes, arrows, left_out, lanes=lanes)


def add_leg(leg: Json, synthetic: bool, boxes: dict[str, Box], arrows: dict[str, Arrow]) -> None:
    """Add the boxes and arrows of a leg to those of a picture."""
    key = leg_key(leg)
    ways = [_via_box(key, step, via) for step, via in enumerate(leg.get("via") or (), 1)]
    stops = [end_box(leg["from"], synthetic), *ways, end_box(leg["to"], synthetic)]
    weak = leg.get("standing") != "accepted"
    goods = plain((leg.get("goods") or {}).get("name")) or words("picture.no_goods")
    label = (*wrapped(goods, LABEL_CHARACTERS, 2), *((f"({standing_word(leg.get('standing'))})",) if weak else ()))
    for box in stops:
        boxes.setdefault(box.id, box)
    for step, (source, target) in enumerate(itertools.pairwise(stops)):
        name = f"{key}/{step}"
        arrows[name] = Arrow(name, key, source.id, target.id, weak, label if step == 0 else (), leg_title(leg))


def end_box(end: Json, synthetic: bool) -> Box:
    """Return the box of a party or a country."""
    label = str(end.get("label") or "")
    kind = {"Country": "country", "Group": "group"}.get(label, "party")
    name = party(end) if kind == "country" else plain(end.get("name"))
    lines = wrapped(name or words("picture.no_name"), NAME_CHARACTERS, 3)
    invented = synthetic and kind != "country"
    if kind != "country":
        marks = [country(end.get("country")) or words("picture.no_country")]
        marks += [words("mark.unnamed")] * (kind == "group") + [words("mark.listed")] * bool(end.get("listed"))
        lines = (*lines, listed(marks), *((words("mark.synthetic"),) if invented else ()))
    code = str(end["id"]).removeprefix("country:") if kind == "country" else end.get("country")
    lane = country(code) or words("picture.no_country")
    return Box(str(end["id"]), str(end["id"]), kind, lines, party(end), invented, box_size(lines), lane=lane)


def _via_box(key: str, step: int, via: object) -> Box:
    name = country(via)
    lines = wrapped(words("picture.via", country=name), NAME_CHARACTERS, 2)
    told = words("picture.on_the_way", country=name)
    return Box(f"{key}/via{step}", "", "via", lines, told, False, box_size(lines), lane=name)


def box_size(lines: Sequence[str]) -> Size:
    """Return the room that a box with these lines takes, in pixels."""
    width = max(text_width(line) for line in lines)
    return Size(max(70.0, width + 2 * PADDING), len(lines) * LINE_PX + 2 * PADDING)


def placed(boxes: Mapping[str, Box], arrows: Mapping[str, Arrow], left_out: int, *, lanes: bool = False) -> Picture:
    """Give boxes and arrows their places, from left to right.

    Args:
        boxes: by id, in order of rank.
        arrows: by id; their ends are among the boxes.
        left_out: what did not fit in, for the picture to tell.
        lanes: whether each lane that a box names is drawn; one alone is not.
    """
    labels = {name: _label_size(arrow.lines) for name, arrow in arrows.items()}
    lines = [Line(arrow.id, arrow.source, arrow.target, labels[arrow.id].width) for arrow in arrows.values()]
    layout = place({box.id: box.size for box in boxes.values()}, lines, _lanes(boxes.values()) if lanes else None)
    standing = {box.id: replace(box, middle=layout.boxes[box.id]) for box in boxes.values()}
    areas = {box.id: Area(box.middle, box.size) for box in standing.values()}
    taken = list(areas.values())
    drawn = []
    for arrow in arrows.values():
        way = route(areas[arrow.source], areas[arrow.target], layout.bends[arrow.id])
        size = labels[arrow.id]
        label = settle(way, size, taken) if arrow.lines else way[0]
        if arrow.lines:
            taken.append(Area(label, size))
        drawn.append(replace(arrow, way=tuple(way), label=label, label_size=size))
    return Picture(tuple(standing.values()), tuple(drawn), layout.width, layout.height, left_out, layout.lanes)


def _lanes(boxes: Iterable[Box]) -> Lanes | None:
    of = {box.id: box.lane for box in boxes}
    names = set(of.values())
    return Lanes(of, {name: text_width(name) + 2 * LANE_PADDING for name in names}) if len(names) > 1 else None


def _label_size(lines: Sequence[str]) -> Size:
    return Size(max((text_width(line) for line in lines), default=0.0) + 8, len(lines) * LINE_PX + 6)


def text_width(text: str) -> float:
    """Estimate the width of a line in pixels: wide signs (Han, Kana) take twice the room of narrow ones."""
    wide = sum(1 for sign in text if unicodedata.east_asian_width(sign) in "WF")
    capitals = sum(1 for sign in text if sign.isupper())
    return FONT_PX * (1.02 * wide + 0.5 * (len(text) - wide) + 0.1 * capitals)


def wrapped(text: str, characters: int, lines: int) -> tuple[str, ...]:
    """Break a text into lines of about so many narrow characters; what does not fit ends in an ellipsis.

    Args:
        text: one line.
        characters: how many narrow characters a line holds; a wide one counts as two.
        lines: the most lines.
    """
    rows: list[str] = [""]
    for word in _words(text, characters):
        if _cells(rows[-1] + word.rstrip()) <= characters:
            rows[-1] += word
        else:
            rows.append(word)
    rows = [row.strip() for row in rows if row.strip()] or [""]
    if len(rows) > lines:
        last = rows[lines - 1]
        while _cells(last) > characters - 1:
            last = last[:-1]
        rows = [*rows[: lines - 1], last.rstrip() + ELLIPSIS]
    return tuple(rows)


def _words(text: str, characters: int) -> list[str]:
    """Split a text where a line may break: after spaces, beside wide signs, and within a word that is too long."""
    words: list[str] = [""]
    for sign in text:
        wide = unicodedata.east_asian_width(sign) in "WF"
        if wide or words[-1].endswith(" ") or _cells(words[-1]) >= characters:
            words.append("")
        words[-1] += sign
    return words


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def via_names(leg: Json) -> list[str]:
    """Return the names of the countries on the way of a leg."""
    return [country(via) for via in leg.get("via") or ()]


def leg_title(leg: Json) -> str:
    """Return a leg as one line: who, what, to whom, via where."""
    goods = plain((leg.get("goods") or {}).get("name"))
    via = via_names(leg)
    way = f", {words('picture.via', country=listed(via))}" if via else ""
    return f"{party(leg['from'])} \u2192 {party(leg['to'])}: {goods}{way}"


def legs_table(paths: Iterable[Json]) -> list[dict[str, Any]]:
    """Return what a picture shows as rows, one for each leg: the twin of the picture."""
    return [
        {
            "supplier": party(leg["from"]),
            "goods": plain((leg.get("goods") or {}).get("name")),
            "via": listed(via_names(leg)),
            "recipient": party(leg["to"]),
            "dates": period(leg.get("start"), leg.get("end")),
            "quantity": amount(leg.get("quantity")),
            "value": amount(leg.get("value")),
            "declared_as": plain(leg.get("declared_as")),
            "standing": plain(leg.get("standing")),
            "modality": plain(leg.get("modality")),
            "sources": leg.get("sources"),
        }
        for leg in legs_of(paths).values()
    ]


def described(shown: Picture) -> str:
    """Return a sentence that tells a reader of the screen what the picture holds."""
    legs = {arrow.leg for arrow in shown.arrows}
    parties = [box for box in shown.boxes if box.kind != "via"]
    return words(
        "picture.described", parties=words("count.parties", n=len(parties)), legs=words("count.legs", n=len(legs))
    )
