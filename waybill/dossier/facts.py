"""Facts in words, whatever their kind: who and what stands round each, and what the sources add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.wording import amount, period
from graph.schema import SCHEMA
from graph.store import Store
from queries.parts import part
from waybill.dossier.model import Table
from waybill.dossier.words import NAME, day
from waybill.latin import with_latin
from waybill.output import shorten

COLUMNS = ("who and what", "dates", "what the source adds", "standing, modality", "sources")
WIDTHS = (2.6, 1.4, 4, 1.6, 1.1)
# How each relationship of a fact is called, in the order in which they are told.
AROUND = {
    "ISSUED": "by", "NAMES": "lists", "SUPPLIES": "supplier", "RECEIVED_BY": "recipient", "HOLDS": "holder",
    "IN_PARTY": "holds shares of", "HAS_ROLE": "holder of the office", "AT": "at", "MAKES": "maker", "WITH": "with",
    "OFFERS": "seller", "OF": "goods", "OF_MODEL": "model", "SEEN_IN": "part", "MADE_BY": "maker", "INSIDE": "found in",
    "FOUND_AT": "found at", "USED_BY": "user", "FROM": "from", "VIA": "via", "TO": "to", "LADEN_AT": "laden at",
    "MADE_IN": "made in", "TAKES_ROLE": "also named", "TAKES_PART": "takes "
        "part", "CONCERNS": "concerns", "HELD_AT": "held at",
    "LINKS": "who", "LINKED_TO": "with whom", "REGISTERS": "entry of",
}  # fmt: skip
ADDED = (
    "topic", "entry", "programme", "measure", "annex", "outcome", "declared_as", "declaration", "hs", "model", "reason",
    "first_seen", "last_seen", "gone_in",
)  # fmt: skip
LONGEST = 600  # characters of what a source adds


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with what stands round it.

    Attributes:
        id: its waybill_id.
        label: its kind.
        properties: of its node.
        around: type of relationship, name.
    """

    id: str
    label: str
    properties: Mapping[str, Any]
    around: tuple[tuple[str, str], ...]

    @property
    def order(self) -> tuple[str, str]:
        """Sort key: the earliest first, open ones last."""
        return str(self.properties.get("start") or "9999"), self.id


def facts_of(store: Store, ids: Mapping[str, str]) -> list[Fact]:
    """Return facts in the order of their dates; rejected ones are left out.

    Args:
        store: an open store.
        ids: of facts, with the label of each.
    """
    found = []
    for label in sorted(set(ids.values()) & set(SCHEMA.labelled("Fact"))):
        own = [one for one, held in ids.items() if held == label]
        rows = store.read(part("facts_told").replace("{label}", label), {"ids": own})
        found += [Fact(row["fact"], label, row["properties"], _around(row["around"])) for row in rows]
    return sorted(found, key=lambda one: one.order)


def _around(pairs: Iterable[Sequence[str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, name or "without a name") for kind, name in pairs if kind is not None)


def table(facts: Iterable[Fact]) -> Table:
    """Return facts as a table."""
    return Table(COLUMNS, tuple(_row(one) for one in facts), WIDTHS)


def _row(fact: Fact) -> tuple[str, ...]:
    held = fact.properties
    stands = f"{held['standing']}, {held['modality']}" + (", disputed" if held.get("disputed") else "")
    stands += ", superseded" if held.get("superseded") else ""
    dates = period(day(held.get("start")), day(held.get("end")))
    return _ends(fact), dates, _added(fact), stands, str(held["sources"])


def _ends(fact: Fact) -> str:
    told: dict[str, dict[str, None]] = {}
    for kind, name in fact.around:
        if kind in AROUND:
            told.setdefault(kind, {})[with_latin(shorten(name, NAME))] = None
    words = [f"{word}: {', '.join(told[kind])}" for kind, word in AROUND.items() if kind in told]
    return "; ".join(words) or str(fact.properties.get("goods_printed") or fact.label)


def _added(fact: Fact) -> str:
    held = fact.properties
    said = [f"share: {share}"] if (share := _share(held)) else []
    said += [f"quantity: {_measure(held, 'quantity', 'unit')}"] if held.get("quantity") is not None else []
    said += [f"value: {_measure(held, 'value', 'currency')}"] if held.get("value") is not None else []
    said += [f"weight: {held['weight_kg']:,.3f} kg"] if held.get("weight_kg") is not None else []
    said += [f"{name.replace('_', ' ')}: {shorten(str(held[name]), LONGEST)}" for name in ADDED if held.get(name)]
    return "; ".join([*said, f"fact {fact.id}"])


def _measure(held: Mapping[str, Any], slot: str, unit: str) -> str:
    number = held[slot]
    plain = int(number) if float(number).is_integer() else number
    return amount({"number": plain, "relation": held.get(f"{slot}_relation"), unit: held.get(unit)})


def _share(held: Mapping[str, Any]) -> str:
    least, most = held.get("share_min"), held.get("share_max")
    if least is not None and least == most:
        return f"{least:g} %"
    bounds = [f"at least {least:g} %"] if least is not None else []
    return " and ".join([*bounds, *([f"at most {most:g} %"] if most is not None else [])])
