"""Facts as they are told, whatever their kind: who and what stands round each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.schema import SCHEMA
from graph.store import Store
from queries.parts import part

# How each relationship of a fact is called, in the order in which they are told.
AROUND = {
    "ISSUED": "by", "NAMES": "lists", "SUPPLIES": "supplier", "RECEIVED_BY": "recipient", "HOLDS": "holder",
    "IN_PARTY": "holds shares of", "HAS_ROLE": "holder of the office", "AT": "at", "MAKES": "maker", "WITH": "with",
    "OFFERS": "seller", "OF": "goods", "OF_MODEL": "model", "SEEN_IN": "part", "MADE_BY": "maker", "INSIDE": "found in",
    "FOUND_AT": "found at", "USED_BY": "user", "FROM": "from", "VIA": "via", "TO": "to", "LADEN_AT": "laden at",
    "MADE_IN": "made in", "TAKES_ROLE": "also named", "TAKES_PART": "takes part", "CONCERNS": "concerns",
    "HELD_AT": "held at", "LINKS": "who", "LINKED_TO": "with whom", "REGISTERS": "entry of",
}  # fmt: skip


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

    def ends(self, name: Callable[[str], str]) -> str:
        """Return who and what stands round it, in words.

        Args:
            name: how a name is written.
        """
        told: dict[str, dict[str, None]] = {}
        for kind, found in self.around:
            if kind in AROUND:
                told.setdefault(kind, {})[name(found)] = None
        words = [f"{word}: {', '.join(told[kind])}" for kind, word in AROUND.items() if kind in told]
        return "; ".join(words) or str(self.properties.get("goods_printed") or self.label)


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
