"""Turns chains of ties into paths: ends, goods, dates, quantities and facts of each leg, and the reasons of a rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.model import MODALITIES
from graph.store import Store
from queries.explaining import criteria_of, meetings_of, reasons
from queries.legs import broader_of
from queries.parts import part
from queries.ranking import Chain
from queries.rules import Rules
from queries.supply import End, Leg, Measure, Path, to_day

MOST_FACTS = 50  # facts that a leg lists; it says how many there are


def paths_of(store: Store, chains: Sequence[Chain], rules: Rules, by_code: frozenset[str] = frozenset()) -> list[Path]:
    """Return the paths of some chains, ranked in their order; real and synthetic ones are counted apart.

    Args:
        store: an open store.
        chains: best first.
        rules: that they were judged by.
        by_code: goods ids that match the goods asked for only by their HS code.
    """
    legs = legs_of(store, {leg.id for chain in chains for leg in chain.legs}, by_code)
    owners = names_of(store, {joint.through for chain in chains for joint in chain.joints if joint.kind == "sister"})
    broader = broader_of(store, [leg.goods for chain in chains if len(chain.legs) > 1 for leg in chain.legs])
    ranks = {False: 0, True: 0}
    paths: list[Path] = []
    for chain in chains:
        if any(leg.id not in legs for leg in chain.legs):
            continue  # a build took a tie away between the two questions
        synthetic = chain.legs[0].synthetic
        ranks[synthetic] += 1
        held = tuple(legs[leg.id] for leg in chain.legs)
        meetings = meetings_of(held, chain, owners)
        criteria = criteria_of(chain, meetings, broader, rules)
        path = Path(held, chain.possible, ranks[synthetic], meetings=meetings, criteria=criteria)
        paths.append(replace(path, reasons=reasons(path)))
    return paths


def legs_of(store: Store, ids: Iterable[str], by_code: frozenset[str] = frozenset()) -> dict[str, Leg]:
    """Return legs by the ids of their ties; what is not in the store is left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = store.read(part("ties"), {"ids": wanted})
    listed = {row["tie"]["waybill_id"]: _fact_ids(store, row) for row in rows}
    found = store.read(part("facts"), {"ids": sorted({fact for facts in listed.values() for fact in facts})})
    facts = {row["id"]: row for row in found}
    return {
        name: _leg(row, names, [facts[fact] for fact in names if fact in facts], by_code)
        for row in rows
        for name, names in [(row["tie"]["waybill_id"], listed[row["tie"]["waybill_id"]])]
    }


def _fact_ids(store: Store, row: Mapping[str, Any]) -> list[str]:
    """The facts of a tie, its best ones first."""
    best = list(row["tie"]["best_facts"])
    if row["tie"]["facts"] <= len(best):
        return best
    more = store.read(part("facts_of_tie"), {"id": row["tie"]["waybill_id"], "limit": MOST_FACTS})
    return (best + [item["id"] for item in more if item["id"] not in best])[:MOST_FACTS]


def _leg(row: Mapping[str, Any], ids: list[str], facts: list[Mapping[str, Any]], by_code: frozenset[str]) -> Leg:
    tie = row["tie"]
    codes = tie["hs6s"]
    return Leg(
        id=tie["waybill_id"],
        supplier=End.of_row(row, "from"),
        recipient=End.of_row(row, "to"),
        goods_id=tie["goods_id"],
        goods=tie["goods_name"],
        hs6=row["hs6"] or (codes[0] if len(codes) == 1 else None),
        via=_via(tie, facts),
        start=to_day(tie.get("start")),
        end=to_day(tie.get("end")),
        from_countries=tuple(tie["from_countries"]),
        from_basis=tie.get("from_basis"),
        to_countries=tuple(tie["to_countries"]),
        origins=tuple(tie["origins"]),
        standing=tie["standing"],
        modality=tie["modality"],
        modality_counts=tuple((str(name), tie[name]) for name in MODALITIES if tie[name]),
        sources=tie["sources"],
        claims=tie["claims"],
        facts_count=tie["facts"],
        facts=tuple(ids),
        disputed=bool(tie.get("disputed")),
        synthetic=bool(tie.get("synthetic")),
        by_code=tie["goods_id"] in by_code,
        quantity=measure(tie, "quantity", "unit"),
        value=measure(tie, "value", "currency"),
        weight_kg=tie.get("weight_kg"),
        declared_as=next((fact["declared_as"] for fact in facts if fact["declared_as"]), None),
        dispatched=tuple(tie.get("dispatched") or ()),
        destined=tuple(tie.get("destined") or ()),
    )


def _via(tie: Mapping[str, Any], facts: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The countries on the way, in the order of the facts, each once."""
    ordered = [code for fact in facts for _, code in sorted(fact["via"])]
    return tuple(dict.fromkeys([code for code in ordered if code in tie["via_countries"]] + list(tie["via_countries"])))


def measure(tie: Mapping[str, Any], slot: str, unit: str) -> Measure | None:
    """Return the quantity or value of a tie; None when nobody tells it.

    Args:
        tie: its properties.
        slot: quantity or value.
        unit: unit or currency.
    """
    number = tie.get(slot)
    if number is None:
        return None
    plain = int(number) if float(number).is_integer() else number
    return Measure(plain, tie[f"{slot}_relation"], **{unit: tie.get(unit)})


def names_of(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of parties by their ids."""
    wanted = sorted(set(ids))
    rows = store.read(part("parties_by_id"), {"ids": wanted}) if wanted else []
    return {row["id"]: row["name"] for row in rows}
