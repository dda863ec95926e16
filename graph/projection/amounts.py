"""What the facts of a tie say of quantity, value and weight, added up, and from where to where the goods went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.facts import Fact
from graph.model import Value
from graph.projection.facts import amounts_of


def carried(facts: Sequence[Fact]) -> dict[str, Value | None]:
    """Return the properties of a supply tie that add up what its facts say.

    Args:
        facts: those that carry it.

    Returns:
        Quantity and value, each with its relation and its unit or currency, weight in kilograms, and the countries
        that the goods were dispatched from and destined for. What nobody says, or what cannot be added up, is None.
    """
    told = [amounts_of(fact) for fact in facts]
    found: dict[str, Any] = {
        **summed(told, "quantity", "unit"),
        **summed([one for one in told if not one.get("unit_price")], "value", "currency"),
        "weight_kg": _weight(told),
    }
    for name, slot in (("dispatched", "dispatch"), ("destined", "destination")):
        found[name] = sorted({code for fact in facts if (code := fact.pick(slot))}) or None
    return found


def summed(told: Sequence[Mapping[str, Any]], slot: str, unit: str) -> dict[str, Any]:
    """Add up a quantity or value; nothing when nobody says it or the units differ."""
    known = [one for one in told if one.get(slot) is not None]
    if not known or len({one[unit] for one in known}) > 1:
        return {}
    relations = {one[f"{slot}_relation"] or "=" for one in known}
    if len(told) == 1:
        relation = relations.pop()
    elif "~" in relations or (relations & {"<", "<="} and relations & {">", ">="}):
        relation = "~"
    elif relations == {"="}:
        relation = "=" if len(known) == len(told) else ">="
    else:
        relation = ">=" if relations & {">", ">="} or len(known) < len(told) else "<="
    number = round(sum(one[slot] for one in known), 6)
    return {slot: number, f"{slot}_relation": relation, unit: known[0][unit]}


def _weight(told: Sequence[Mapping[str, Any]]) -> float | None:
    """Add up the weights; None when a fact has none."""
    known = [one["weight_kg"] for one in told if one["weight_kg"] is not None]
    return round(sum(known), 3) if known and len(known) == len(told) else None
