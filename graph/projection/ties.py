"""Ties: what one walks along, derived from facts as schema.yml declares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph.canonical import Context
from graph.facts import Fact
from graph.fold import fold_model
from graph.identity import tie_id
from graph.model import MODALITIES, STANDINGS, Value
from graph.projection.amounts import carried
from graph.projection.elements import Elements, NodeKey
from graph.projection.facts import (
    end_node,
    fact_goods,
    fact_via,
    route_country,
    synthetic,
    target_country,
)
from graph.projection.things import add_country, broader_ids, goods_name
from graph.reads import GoodsNode, product_id
from graph.schema import SCHEMA

BEST_FACTS = 5
BASES = ("supplier", "dispatch", "origin")  # strongest first
NOT_STATED = GoodsNode("goods:not-stated")
TIE_OF_KIND = {
    "transfer": "SUPPLIED",
    "ownership": "OWNS",
    "role": "DIRECTS",
    "production": "MANUFACTURES",
    "end_use": "FOUND_IN",
    "listing": "LISTED_BY",
}


TieKey = tuple[str, NodeKey, NodeKey, str | None]  # type, ends, goods


@dataclass(slots=True)
class Tie:
    """The facts of one tie, those that carry it and those that only count."""

    start: NodeKey
    end: NodeKey
    carrying: list[Fact] = field(default_factory=list)
    others: list[Fact] = field(default_factory=list)


def add_ties(elements: Elements, facts: Iterable[Fact], context: Context) -> None:
    """Add the ties of all facts."""
    for key, tie in sorted(gather_ties(elements, facts, context).items(), key=lambda item: _order(item[0])):
        add_tie(elements, key, tie, context)


def gather_ties(elements: Elements, facts: Iterable[Fact], context: Context) -> dict[TieKey, Tie]:
    """Put facts together by the tie that they are of, and add the ends of the ties to the elements."""
    ties: dict[TieKey, Tie] = {}
    for fact in facts:
        kind = TIE_OF_KIND.get(fact.kind)
        ends = _ends(elements, fact, context) if kind else None
        if kind is None or ends is None or ends[0] == ends[1]:
            continue
        key = (kind, *ends, (fact_goods(fact) or NOT_STATED.id) if kind == "SUPPLIED" else None)
        tie = ties.get(key)
        if tie is None:
            tie = ties[key] = Tie(*ends)
        carries = fact.standing != "rejected" and not fact.superseded and fact.modality not in SCHEMA.ties[kind].forbids
        (tie.carrying if carries else tie.others).append(fact)
    return ties


def add_tie(elements: Elements, key: TieKey, tie: Tie, context: Context) -> None:
    """Add a tie; it needs at least one fact that is neither rejected nor of a forbidden modality."""
    if stands(elements, key, tie):
        kind, start, end, goods = key
        properties = _common(kind, tie, goods)
        if kind == "SUPPLIED":
            properties |= _supplied(tie, context.goods.get(goods or "", NOT_STATED))
        elements.relate(start, kind, end, **properties)


def stands(elements: Elements, key: TieKey, tie: Tie) -> bool:
    """Whether there is such a tie; claims that the model does not hold are counted."""
    kind, start, end, _ = key
    rule = f"{kind}: {start[0]} to {end[0]}"
    return bool(tie.carrying) and elements.allows(kind, start[0], end[0], rule, tie.carrying)


def _order(key: TieKey) -> tuple[str, NodeKey, NodeKey, str]:
    return *key[:3], key[3] or ""


def _ends(elements: Elements, fact: Fact, context: Context) -> tuple[NodeKey, NodeKey] | None:
    ends = fact.ends

    def node(role: str) -> NodeKey | None:
        return end_node(elements, ends[role], context) if role in ends else None

    start: NodeKey | None
    stop: NodeKey | None
    match fact.kind:
        case "transfer":
            start = node("supplier") or _country(elements, route_country(fact)[0])
            stop = node("recipient") or _country(elements, target_country(fact))
        case "production":
            start, stop = node("maker"), _thing(fact)
        case "end_use":
            start, stop = _thing(fact), node("weapon")
        case "listing":
            start, stop = node("object"), node("subject")
        case _:
            start, stop = node("subject"), node("object")
    return None if start is None or stop is None else (start, stop)


def _country(elements: Elements, code: str | None) -> NodeKey | None:
    return add_country(elements, code) if code else None


def _thing(fact: Fact) -> NodeKey | None:
    """The product where the source names a model, else the goods."""
    model = fact.pick("model")
    if model:
        return "Product", product_id(model, synthetic(fact))
    goods = fact_goods(fact)
    return ("Goods", goods) if goods else None


def rank(fact: Fact) -> tuple[int, int, int, str]:
    """Sort key of the facts of a tie, best first: standing, modality, independent sources, id."""
    return STANDINGS.index(fact.standing), MODALITIES.index(fact.modality), -len(fact.origins), fact.id


def _common(kind: str, tie: Tie, goods: str | None) -> dict[str, Value | None]:
    carrying = sorted(tie.carrying, key=rank)
    everything = [*carrying, *tie.others]
    counts: Counter[str] = Counter()
    for fact in everything:
        fact.count_modalities(counts)
    starts = [fact.best.bounds[0] for fact in carrying]
    stops = [fact.best.bounds[1] for fact in carrying]
    first = min((day for day in starts if day), default=None) if None not in starts else None
    last = max((day for day in stops if day), default=None) if None not in stops else None
    properties: dict[str, Any] = {
        "waybill_id": tie_id(kind, tie.start[1], tie.end[1], goods),
        "start": first.isoformat() if first else None,
        "end": last.isoformat() if last else None,
        "facts": len(carrying),
        "claims": sum(len(fact.statements) + len(fact.denials) for fact in everything),
        "sources": len(frozenset().union(*(fact.origins for fact in carrying))),
        "standing": carrying[0].standing,
        "modality": carrying[0].modality,
        "disputed": True if any(fact.disputed or fact.modality == "denied" for fact in everything) else None,
        "best_facts": [fact.id for fact in carrying[:BEST_FACTS]],
        "synthetic": True if synthetic(carrying[0]) else None,
    }
    return properties | {modality: counts[modality] for modality in MODALITIES}


@lru_cache(maxsize=1 << 14)
def _broader(identifier: str, concept: str | None, hs6: str | None) -> tuple[str, ...]:
    return tuple(broader_ids(GoodsNode(identifier, concept, hs6)))


def _supplied(tie: Tie, goods: GoodsNode) -> dict[str, Value | None]:
    routes = [route_country(fact) for fact in tie.carrying]
    bases = [basis for _, basis in routes if basis]
    vias = {end.country for fact in tie.carrying for end in fact_via(fact) if end.country}
    codes = {code[:6] for fact in tie.carrying if (code := fact.pick("hs")) and len(code) >= 6}
    models = {fold_model(model) for fact in tie.carrying if (model := fact.pick("model"))} - {""}
    origins = {fact.pick("origin") for fact in tie.carrying if fact.pick("origin_basis") == "printed"}
    properties: dict[str, Any] = {
        "goods_id": goods.id,
        "goods_broader": list(_broader(goods.id, goods.concept, goods.hs6)),
        "goods_name": goods_name(goods),
        "hs6s": sorted(codes),
        "models": sorted(models) or None,
        "from_countries": sorted({code for code, _ in routes if code}),
        "from_basis": max(bases, key=BASES.index) if bases else None,
        "to_countries": sorted({code for fact in tie.carrying if (code := target_country(fact))}),
        "origins": sorted(origins - {None}),
        "via_countries": sorted(vias),
    }
    return properties | carried(tie.carrying)
