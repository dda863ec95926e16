"""Facts become nodes with their parties, goods, places and evidence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graph.canonical import Context
from graph.facts import End, Fact, Statement
from graph.fold import fold_model
from graph.identity import document_node
from graph.model import Amount, Value
from graph.projection.elements import Elements, NodeKey
from graph.projection.things import add_country, add_goods
from graph.reads import product_id
from graph.reference import hs, hs_editions, weapons

FACT_LABELS = {
    "transfer": "Transfer",
    "offer": "Offer",
    "production": "Production",
    "end_use": "Finding",
    "ownership": "Ownership",
    "role": "Role",
    "link": "Link",
    "registration": "Registration",
    "listing": "Listing",
    "event": "Event",
    "flow": "Flow",
}
# kind -> role -> (relationship type, whether it leaves the party)
ROLE_TYPES: dict[str, dict[str, tuple[str, bool]]] = {
    "transfer": {
        "supplier": ("SUPPLIES", True),
        "recipient": ("RECEIVED_BY", False),
        "maker": ("MADE_BY", False),
        "place": ("LADEN_AT", False),
    },
    "offer": {"supplier": ("OFFERS", True), "maker": ("MADE_BY", False)},
    "production": {"maker": ("MAKES", True), "object": ("WITH", False)},
    "end_use": {
        "weapon": ("INSIDE", False),
        "recipient": ("USED_BY", False),
        "place": ("FOUND_AT", False),
        "maker": ("MADE_BY", False),
    },
    "ownership": {"subject": ("HOLDS", True), "object": ("IN_PARTY", False)},
    "role": {"subject": ("HAS_ROLE", True), "object": ("AT", False)},
    "link": {"subject": ("LINKS", True), "object": ("LINKED_TO", False)},
    "registration": {"object": ("REGISTERS", False)},
    "listing": {"subject": ("ISSUED", True), "object": ("NAMES", False)},
    "event": {"subject": ("TAKES_PART", True), "object": ("CONCERNS", False), "place": ("HELD_AT", False)},
    "flow": {"subject": ("REPORTS", True)},
}
WITH_ORIGIN = ("transfer", "offer", "production", "end_use")
TEXT_SLOTS = (
    "declared_as",
    "declaration",
    "model",
    "topic",
    "outcome",
    "measure",
    "programme",
    "annex",
    "entry",
    "reason",
    "direction",
    "basis",
    "level",
    "regime",
    "scale",
    "url",
)


def add_fact(elements: Elements, fact: Fact, context: Context) -> NodeKey:
    """A fact with its parties, goods, places and evidence."""
    label = FACT_LABELS[fact.kind]
    here = elements.node(label, fact.id, **fact_properties(fact, context.complete))
    ends = fact.ends
    for role, end in sorted(ends.items()):
        _add_role(elements, fact, here, role, end, context)
    if fact.kind == "transfer":
        _add_route(elements, fact, here, context)
    elif fact.kind == "flow":
        _add_sides(elements, fact, here, ends, context)
    _add_goods_of(elements, fact, here, context)
    printed_origin = fact.pick("origin") if fact.pick("origin_basis") == "printed" else None
    if printed_origin and fact.kind in WITH_ORIGIN:
        elements.relate(here, "MADE_IN", add_country(elements, printed_origin))
    for statement in [*fact.statements, *fact.denials]:
        _add_evidence(elements, here, statement)
    return here


def fact_via(fact: Fact) -> tuple[End, ...]:
    """Stations on the way, from the claim that names most of them."""
    return max((statement.via for statement in fact.voices), key=len) if len(fact.voices) > 1 else fact.best.via


def end_node(elements: Elements, end: End, context: Context) -> NodeKey:
    """Make sure that the node of an end is there."""
    if end.label == "Country" and end.country:
        return add_country(elements, end.country)
    if end.id in context.things:
        thing = context.things[end.id]
        weapon: dict[str, Value] = {}
        if thing.label == "Weapon":
            weapon = {"names": sorted(thing.names), "keys": weapons.keys(thing.names, thing.known)}
        return elements.node(
            thing.label, end.id, name=thing.name, country=thing.country, synthetic=thing.synthetic or None, **weapon
        )
    return end.label, end.id  # parties are added with all their names


def _add_role(elements: Elements, fact: Fact, here: NodeKey, role: str, end: End, context: Context) -> None:
    if fact.kind == "flow" and role == "object":
        return  # the partner stands at FROM or TO
    there = end_node(elements, end, context)
    known = ROLE_TYPES[fact.kind].get(role)
    rule = f"{fact.kind}.{role}: {end.label}"
    if known is None:
        if fact.kind == "transfer" and elements.allows("TAKES_ROLE", there[0], here[0], rule, (fact,)):
            elements.relate(there, "TAKES_ROLE", here, role=role)
        return
    kind, leaves = known
    start, stop = (there, here) if leaves else (here, there)
    if elements.allows(kind, start[0], stop[0], rule, (fact,)):
        elements.relate(start, kind, stop)


def route_country(fact: Fact) -> tuple[str | None, str | None]:
    """The country that --from asks for, with its basis: the supplier's, else of dispatch, else of origin."""
    supplier = fact.ends.get("supplier")
    if supplier is not None and supplier.country:
        return supplier.country, "supplier"
    for basis in ("dispatch", "origin"):
        code = fact.pick(basis)
        if code:
            return code, basis
    return None, None


def target_country(fact: Fact) -> str | None:
    """The country that --to asks for: the recipient's, else of destination."""
    recipient = fact.ends.get("recipient")
    code: str | None = recipient.country if recipient is not None and recipient.country else fact.pick("destination")
    return code


def _add_route(elements: Elements, fact: Fact, here: NodeKey, context: Context) -> None:
    code, basis = route_country(fact)
    if code:
        elements.relate(here, "FROM", add_country(elements, code), basis=basis)
    target = target_country(fact)
    if target:
        elements.relate(here, "TO", add_country(elements, target))
    for order, end in enumerate(fact_via(fact), start=1):
        there = end_node(elements, end, context)
        if elements.allows("VIA", here[0], there[0], f"{fact.kind}.via: {there[0]}", (fact,)):
            elements.relate(here, "VIA", there, order=order)


def _add_sides(elements: Elements, fact: Fact, here: NodeKey, ends: Mapping[str, End], context: Context) -> None:
    """From where to where a statistic counts: the reporter's own side, and its partner's."""
    sides = [ends.get("subject"), ends.get("object")]
    if (fact.pick("direction") or "").endswith("import"):
        sides.reverse()
    for kind, end in zip(("FROM", "TO"), sides, strict=True):
        if end is None:
            continue
        there = end_node(elements, end, context)
        if elements.allows(kind, here[0], there[0], f"flow.{kind}: {there[0]}", (fact,)):
            elements.relate(here, kind, there)


def _sides(fact: Fact) -> dict[str, Value | None]:
    """Reporter and partner of a statistic: the code of a country, else the printed name."""
    found: dict[str, Value | None] = {}
    for role, name in (("subject", "reporter"), ("object", "partner")):
        party = fact.pick(role)
        if party is not None:
            found[name] = party.country if party.form == "country" and party.country else party.surface
    return found


def fact_goods(fact: Fact) -> str | None:
    """Id of the goods node of a fact."""
    return next((statement.goods for statement in fact.voices if statement.goods), None)


def _add_goods_of(elements: Elements, fact: Fact, here: NodeKey, context: Context) -> None:
    goods = fact_goods(fact)
    there = add_goods(elements, context.goods[goods]) if goods else None
    model = fact.pick("model")
    product = _add_product(elements, model, fact, context) if model else None
    if there and elements.allows("OF", here[0], there[0], f"{fact.kind}.goods", (fact,)):
        elements.relate(here, "OF", there)
    if fact.kind == "end_use":
        seen = product or there
        if seen:
            elements.relate(seen, "SEEN_IN", here)
    elif product and elements.allows("OF_MODEL", here[0], "Product", f"{fact.kind}.model", (fact,)):
        elements.relate(here, "OF_MODEL", product)


def _add_product(elements: Elements, model: str, fact: Fact, context: Context) -> NodeKey:
    invented = synthetic(fact)
    key = product_id(model, invented)
    return elements.node(
        "Product", key, model=context.products[key], folded=fold_model(model), synthetic=invented or None
    )


def _add_evidence(elements: Elements, here: NodeKey, statement: Statement) -> None:
    document = ("Document", document_node(statement.document.sha256))
    if statement.document.kind == "table":
        elements.relate(here, "STATED_IN", document, row=statement.row, sheet=statement.sheet)
        return
    claim = statement.claim
    node = elements.node(
        "Claim",
        statement.claim_id,
        kind=claim.kind,
        modality=claim.modality,
        standing=statement.standing,
        quote=claim.quote,
        spans=json.dumps(claim.spans) if claim.spans else None,
        language=claim.language,
        speaker=claim.speaker,
        confidence=claim.confidence,
        extractor=claim.extractor,
        flags=sorted(claim.flags),
        row=statement.row,
        synthetic=statement.document.source.synthetic or None,
    )
    elements.relate(node, "IN", document)
    elements.relate(node, "ABOUT", here)


def fact_properties(fact: Fact, complete: Mapping[str, list[str]]) -> dict[str, Value | None]:
    """Properties of a fact's node; `complete` are the complete editions by source key."""
    start, end = fact.best.bounds if fact.best.width < 10**7 else _open_bounds(fact)
    code = fact.pick("hs")
    hs6 = code[:6] if code and len(code) >= 6 else None
    properties: dict[str, Value | None] = {
        "standing": fact.standing,
        "modality": fact.modality,
        "disputed": fact.disputed or None,
        "superseded": fact.superseded or None,
        "claims": len(fact.statements) + len(fact.denials),
        "sources": len(fact.origins),
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "start_printed": fact.pick("start"),
        "end_printed": fact.pick("end"),
        "synthetic": synthetic(fact) or None,
        "hs": code,
        "hs6": hs6,
        "hs_basis": fact.pick("hs_basis"),
        "hs_revision": fact.pick("hs_revision"),
        "tier": hs.tier(_latest(fact, hs6)) if hs6 else None,
        "goods_id": fact_goods(fact),
        "goods_printed": fact.pick("goods"),
    }
    for slot in TEXT_SLOTS:
        properties[slot] = fact.pick(slot)
    properties |= amounts_of(fact) | editions_of(fact, complete)
    if fact.kind == "transfer":
        properties |= _route(fact)
    elif fact.kind == "flow":
        properties |= _sides(fact)
    return properties


def _latest(fact: Fact, hs6: str) -> str:
    """Return the code of HS 2022 that a printed one means; itself where nobody can say."""
    return hs_editions.meant(hs6, fact.pick("hs_revision"), fact.pick("start")) or hs6


def _open_bounds(fact: Fact) -> tuple[Any, Any]:
    return min((one.bounds for one in fact.voices), key=lambda pair: (pair[0] is None, pair[1] is None, str(pair)))


def _route(fact: Fact) -> dict[str, Value | None]:
    ends = fact.ends
    return {
        "supplier_country": ends["supplier"].country if "supplier" in ends else None,
        "recipient_country": ends["recipient"].country if "recipient" in ends else None,
        "from_basis": route_country(fact)[1],
        "origin": fact.pick("origin"),
        "origin_basis": fact.pick("origin_basis"),
        "dispatch": fact.pick("dispatch"),
        "destination": fact.pick("destination"),
    }


def amounts_of(fact: Fact) -> dict[str, Value | None]:
    """Return what a fact says of quantity, value, share and weight."""
    found: dict[str, Value | None] = {}
    for slot in ("quantity", "value"):
        amount: Amount | None = fact.pick(slot)
        if amount is not None:
            found[slot] = float(amount.number)
            found[f"{slot}_relation"] = amount.relation
            if slot == "quantity":
                found["unit"] = amount.unit
            else:
                found["currency"] = amount.currency
    found |= _share(fact)
    if any("unit_price" in statement.claim.flags for statement in fact.voices):
        found["unit_price"] = True
    weight = fact.pick("weight_kg")
    found["weight_kg"] = float(weight) if weight is not None else None
    return found


def _share(fact: Fact) -> dict[str, Value | None]:
    """The share as printed, and the bounds between which it lies; both bounds come from one claim."""
    claim = next((one.claim for one in fact.voices if one.claim.share is not None), None)
    if claim is None or claim.share is None:
        return {}
    lower, upper = claim.share, claim.share_max
    number = float(lower.number)
    found: dict[str, Value | None] = {"share": number, "share_relation": lower.relation}
    if lower.relation in ("=", ">=", ">"):
        found["share_min"] = number
    if lower.relation in ("=", "<=", "<"):
        found["share_max"] = number
    if upper is not None:
        found |= {"share_max": float(upper.number), "share_max_relation": upper.relation}
    return found


def editions_of(fact: Fact, complete: Mapping[str, list[str]]) -> dict[str, Value | None]:
    """First edition that holds it, and the last one where a later edition is complete without it or deletes it."""
    dated = [one for one in fact.voices if one.document.source.edition]
    if not dated:
        return {}
    held = [one.document.source for one in dated]
    first = min(source.edition or "" for source in held)
    last = max(held, key=lambda source: source.edition or "")
    later = [edition for edition in complete.get(last.key, ()) if edition > (last.edition or "")]
    deleted = [one.deleted for one in dated if one.deleted]
    if len(deleted) == len(dated):
        later = sorted([*later, max(deleted)])
    gone = {"last_seen": last.edition, "gone_in": later[0]} if later else {}
    return {"first_seen": first, **gone}


def synthetic(fact: Fact) -> bool:
    """Whether a fact is invented."""
    return fact.best.document.source.synthetic
