"""The picture of a long path: maker and weapons, the part, its kind and code, supplies of such goods, listed owners.

Its first lanes are steps, the others countries. The hops before the supplies are of one part; the supplies are of the
same kind of goods, so what leads to them is dashed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard.components.goods_words import PRINTED, goods_name, printed_code
from dashboard.components.picture import (
    LABEL_CHARACTERS,
    NAME_CHARACTERS,
    Arrow,
    Box,
    Picture,
    add_leg,
    box_size,
    end_box,
    placed,
    wrapped,
)
from dashboard.plain_text import number, plain
from dashboard.say import words
from dashboard.wording import listed, party
from queries.hops import Hop
from queries.supply import End
from queries.tracing import Trace

MOST_WEAPONS, MOST_OWNERS, MOST_CODES = 4, 8, 6


def trace_picture(trace: Trace, hops: Iterable[Hop]) -> Picture:
    """Draw a long path.

    Args:
        trace: its parts, goods and paths.
        hops: of it; those that nobody tells are not drawn.
    """
    boxes: dict[str, Box] = {}
    arrows: dict[str, Arrow] = {}
    every = list(hops)
    told = [hop for hop in every if hop.told]
    for hop in told:
        _BEGIN.get(hop.stage, _nothing)(hop, boxes, arrows)
    goods = _goods(trace, told, boxes)
    for path in trace.paths:
        for leg in path.to_json()["legs"]:
            add_leg(leg, path.synthetic, boxes, arrows)
        first = path.parties[0].id
        key = next(hop.key for hop in every if hop.stage == "code")
        _join(arrows, key, goods, first, words("goods.hop.same_kind"), weak=True)
    owners = [hop for hop in told if hop.stage == "owner"]
    for hop in owners[:MOST_OWNERS]:
        _owner(hop, boxes, arrows)
    return placed(boxes, arrows, max(0, len(owners) - MOST_OWNERS), lanes=True)


def _box(identifier: str, name: str, lane: str, *marks: str, kind: str = "party", synthetic: bool = False) -> Box:
    lines = (*wrapped(name or words("picture.no_name"), NAME_CHARACTERS, 3), *marks)
    lines = (*lines, *((words("mark.synthetic"),) if synthetic else ()))
    return Box(identifier, identifier, kind, lines, name, synthetic, box_size(lines), lane=words(f"goods.lane.{lane}"))


def _join(arrows: dict[str, Arrow], key: str, source: str, target: str, label: str, *, weak: bool = False) -> None:
    name = f"{key}/{source}/{target}"
    lines = wrapped(label, LABEL_CHARACTERS, 3)
    arrows[name] = Arrow(name, key, source, target, weak, lines, label)


def _nothing(_: Hop, __: dict[str, Box], ___: dict[str, Arrow]) -> None:
    """Drawn elsewhere."""


def _part(end: End, synthetic: bool, boxes: dict[str, Box]) -> str:
    boxes.setdefault(end.id, _box(end.id, plain(end.name), "part", synthetic=synthetic))
    return end.id


def _made(hop: Hop, boxes: dict[str, Box], arrows: dict[str, Arrow]) -> None:
    assert hop.source is not None
    maker = replace(end_box(hop.source.to_json(), hop.synthetic), lane=words("goods.lane.first"))
    name = f"made/{maker.id}"  # it may supply such goods too, in the lane of its country
    boxes.setdefault(name, replace(maker, id=name))
    _join(arrows, hop.key, name, _part(hop.targets[0], hop.synthetic, boxes), words("goods.hop.made"))


def _found(hop: Hop, boxes: dict[str, Box], arrows: dict[str, Arrow]) -> None:
    assert hop.source is not None
    part = _part(hop.source, hop.synthetic, boxes)
    drawn = hop.targets if len(hop.targets) <= MOST_WEAPONS + 1 else hop.targets[:MOST_WEAPONS]
    for weapon in drawn:
        boxes.setdefault(weapon.id, _box(weapon.id, plain(weapon.name), "first", synthetic=hop.synthetic))
        _join(arrows, hop.key, weapon.id, part, words("goods.hop.found"))
    rest = len(hop.targets) - len(drawn)
    if rest:
        name = f"found/{hop.key}"
        boxes[name] = replace(_box(name, words("goods.more_weapons", n=rest), "first", kind="many"), node="")
        _join(arrows, hop.key, name, part, words("goods.hop.found"))


def _goods(trace: Trace, told: Iterable[Hop], boxes: dict[str, Box]) -> str:
    """Add the box of the goods with their codes; the hops to it are drawn already."""
    if not trace.goods_id:
        return ""
    every = [end.name for hop in told if hop.stage == "code" for end in hop.targets]
    shown = [printed_code(code) for code in every[:MOST_CODES]]
    more = [f"+ {number(len(every) - MOST_CODES)}"] if len(every) > MOST_CODES else []
    codes = wrapped(words("goods.hs", codes=listed(shown + more)), NAME_CHARACTERS, 3) if shown else ()
    tiers = sorted({one.partition(":")[2] for one in trace.priority})
    marks = (*codes, *((words("flows.tier", tier=listed(tiers)),) if tiers else ()))
    boxes[trace.goods_id] = _box(
        trace.goods_id, goods_name(trace.goods_id, trace.goods), "kind", *marks, kind="country"
    )
    return trace.goods_id


def _kind(hop: Hop, boxes: dict[str, Box], arrows: dict[str, Arrow]) -> None:
    assert hop.source is not None
    part = _part(hop.source, hop.synthetic, boxes)
    label = words("goods.hop.printed" if as_printed(hop) else "goods.hop.kind")
    _join(arrows, hop.key, part, hop.targets[0].id, label)


def _exact(hop: Hop, boxes: dict[str, Box], arrows: dict[str, Arrow]) -> None:
    assert hop.source is not None
    recipient = end_box(hop.targets[0].to_json(), hop.synthetic)
    boxes.setdefault(recipient.id, recipient)
    part = next((box.id for box in boxes.values() if box.lane == words("goods.lane.part")), "")
    if part:
        label = words("goods.hop.exact_from", name=plain(hop.source.name, 60) or words("goods.somebody"))
        _join(arrows, hop.key, part, recipient.id, label, weak=hop.standing != "accepted")


def _owner(hop: Hop, boxes: dict[str, Box], arrows: dict[str, Arrow]) -> None:
    assert hop.source is not None
    if hop.source.id not in boxes:
        return
    owner = hop.targets[0]
    name = f"owner/{owner.id}"
    boxes.setdefault(name, _box(name, plain(owner.name), "owner", words("mark.listed"), synthetic=hop.synthetic))
    _join(arrows, hop.key, hop.source.id, name, listed([words("goods.hop.owner"), share(hop)]))


def as_printed(hop: Hop) -> bool:
    """Whether the goods of a hop are words of a source that the lexicon knows no kind for."""
    return hop.stage == "kind" and any(end.id.startswith(PRINTED) for end in hop.targets)


def share(hop: Hop) -> str:
    """Return what an owner holds at least; empty where nobody knows."""
    return words("amount.at_least", amount=f"{number(round(hop.least, 2))} %") if hop.least else ""


_BEGIN = {"made": _made, "found": _found, "kind": _kind, "exact": _exact}


def described(hop: Hop) -> str:
    """Return a hop in one line of plain text."""
    source = party(hop.source.to_json()) if hop.source is not None else words("goods.not_told")
    return f"{source} \u2192 {listed(party(end.to_json()) for end in hop.targets)}"
