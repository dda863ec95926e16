"""The long path: maker, part found in a weapon, goods and code, shipments, recipient, its listed owners. One answer.

It is composed: each step has a proof of its own, and the step from the part to the shipments is one of kind, not of
things. A shipment under the same code, or of such goods, need not hold the part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import InvalidParameter
from graph.store import Store
from graph.store_values import primary
from queries import ids, runner
from queries.catalogue import PARTIES
from queries.chains import supply_paths
from queries.parts import part
from queries.question import PathQuery, country_codes
from queries.result import plain_rows
from queries.supply import End, Path

MOST_FINDINGS = 5_000
MOST_GOODS = 5  # kinds of goods whose shipments are looked for, those of most findings first
MOST_SHIPMENTS = 50
CAUTION = "the same code or kind of goods, not the same things: a shipment need not hold the part"


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part, where it was found, and who made it.

    Attributes:
        product_id, product: the part.
        maker: as the sources name it; None where they do not.
        weapons: names of what it was found in, by id.
        findings: ids of the findings, the proof.
        synthetic: whether it is invented.
    """

    product_id: str
    product: str
    maker: End | None
    weapons: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]
    synthetic: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "product": {"id": self.product_id, "model": self.product},
            "maker": None if self.maker is None else self.maker.to_json(),
            "weapons": [{"id": identifier, "name": name} for identifier, name in self.weapons],
            "findings": list(self.findings),
            "synthetic": self.synthetic,
        }


@dataclass(frozen=True, slots=True)
class Owner:
    """A listed owner of a recipient, along chains of shares."""

    party: str
    top: str
    top_id: str
    least: float | None
    ownerships: tuple[str, ...]
    synthetic: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "party": self.party, "owner": self.top, "owner_id": self.top_id, "least_percent": self.least,
            "ownerships": list(self.ownerships), "synthetic": self.synthetic,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trace:
    """What leads on from found parts of one kind of goods.

    Attributes:
        goods_id, goods: the kind; empty where no source tells it.
        codes: HS prefixes of it.
        priority: HS6:TIER of the Common High Priority List.
        parts: the found parts of the kind.
        exact: shipments whose source names one of the parts by its number.
        paths: supply paths of such goods to the countries asked for.
        owners: listed owners of the last recipients.
        cut: whether the search for paths was ended early.
    """

    goods_id: str
    goods: str
    codes: tuple[str, ...]
    priority: tuple[str, ...]
    parts: tuple[FoundPart, ...]
    exact: tuple[dict[str, Any], ...]
    paths: tuple[Path, ...]
    owners: tuple[Owner, ...]
    cut: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "goods": {
                "id": self.goods_id,
                "name": self.goods,
                "codes": list(self.codes),
                "priority": list(self.priority),
            },
            "caution": CAUTION,
            "parts": [one.to_json() for one in self.parts],
            "exact": [dict(one) for one in self.exact],
            "paths": [path.to_json() for path in self.paths],
            "owners": [owner.to_json() for owner in self.owners],
            "cut": self.cut,
        }


@dataclass(frozen=True, slots=True)
class Traced:
    """The answer: traces by kind of goods, those of most findings first, and how many kinds were not followed."""

    id: str
    label: str
    to_countries: tuple[str, ...]
    traces: tuple[Trace, ...]
    findings: int
    not_followed: int

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "id": self.id,
            "label": self.label,
            "to": list(self.to_countries),
            "findings": self.findings,
            "not_followed": self.not_followed,
            "traces": [trace.to_json() for trace in self.traces],
        }


def trace(store: Store, identifier: str, *, to: str = "RU", limit: int = 5, timeout_s: float = 30.0) -> Traced:
    """Follow a part, a maker's parts, or the parts in a weapon to shipments and to listed owners.

    Args:
        store: an open store.
        identifier: id of a product, a party or a weapon, or its beginning.
        to: countries that shipments reach.
        limit: most paths of a kind of goods, and most parts of it that are listed.
        timeout_s: time limit of each kind of goods.

    Raises:
        InvalidParameter: the id is unknown or of something else, a country is unknown, or nothing was found there.
    """
    label, whole = ids.node(store, identifier, ("Product", "Weapon", *PARTIES))
    countries = tuple(dict.fromkeys(country_codes("to", to)))
    rows = store.read(part("findings_about"), {"id": whole, "limit": MOST_FINDINGS})
    if not rows:
        raise InvalidParameter(
            f"id: nothing is told of parts found that belong to {identifier!r} ({label}); `waybill query "
            "parts_in_most_weapons` lists parts that were found"
        )
    by_goods: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_goods[row["goods_id"] or ""].append(row)
    ranked = sorted(by_goods, key=lambda goods: (not goods, -len(_ids(by_goods[goods], "finding")), goods))
    traces = tuple(_traced(store, by_goods[goods], countries, limit, timeout_s) for goods in ranked[:MOST_GOODS])
    return Traced(whole, label, countries, traces, len(_ids(rows, "finding")), max(0, len(ranked) - MOST_GOODS))


def _ids(rows: Iterable[dict[str, Any]], name: str) -> list[str]:
    return sorted({row[name] for row in rows if row[name]})


def _traced(store: Store, rows: Sequence[dict[str, Any]], to: tuple[str, ...], limit: int, timeout_s: float) -> Trace:
    first = rows[0]
    paths: tuple[Path, ...] = ()
    cut = False
    if first["goods_id"]:
        asked = PathQuery.make(goods=first["goods_id"], to=to, limit=limit)
        answer = supply_paths(store, asked, timeout_s=timeout_s)
        paths, cut = answer.paths, answer.searched.cut
    exact = store.read(
        part("shipments_of_models"),
        {"products": _ids(rows, "product_id"), "to_countries": list(to), "limit": MOST_SHIPMENTS},
    )
    receivers = {path.parties[-1].id: path.parties[-1].name for path in paths if path.parties[-1].label in PARTIES}
    receivers |= {row["recipient_id"]: row["recipient"] for row in exact if row["recipient_id"]}
    return Trace(
        goods_id=first["goods_id"] or "",
        goods=first["goods"] or "",
        codes=tuple(first["codes"] or ([first["hs6"]] if first["hs6"] else [])),
        priority=tuple(first["priority"] or ()),
        parts=_parts(rows),
        exact=tuple(plain_rows(exact)),
        paths=paths,
        owners=tuple(owner for one, name in sorted(receivers.items()) for owner in _owners(store, one, name)),
        cut=cut,
    )


def _parts(rows: Sequence[dict[str, Any]]) -> tuple[FoundPart, ...]:
    """Return the parts of some findings, those of most findings first; by number and maker."""
    held: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        held[row["product_id"], row["maker_id"] or ""].append(row)
    found = []
    for (product, maker), those in held.items():
        one = those[0]
        weapons = {row["weapon_id"]: row["weapon"] for row in those if row["weapon_id"]}
        found.append(
            FoundPart(
                product,
                one["product"],
                _maker(one) if maker else None,
                tuple(sorted(weapons.items(), key=lambda weapon: (weapon[1], weapon[0]))),
                tuple(_ids(those, "finding")),
                bool(one["synthetic"]),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.synthetic, -len(one.findings), one.product, one.product_id)))


def _maker(row: dict[str, Any]) -> End:
    label = primary(row["maker_labels"])
    return End(row["maker_id"], label, row["maker"], row["maker_country"], row["maker_listed"])


def _owners(store: Store, party: str, name: str) -> list[Owner]:
    rows = runner.run(store, "chains_of_ownership", {"party": party, "limit": 200}).rows
    return [
        Owner(name, row["top"], row["top_id"], row["least"], tuple(row["ownerships"]), row["synthetic"])
        for row in rows
        if row["top_listed"]
    ]
