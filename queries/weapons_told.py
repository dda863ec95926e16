"""Weapons with the parts found in them, and parts with the weapons they were found in: who made them, who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.reference import hs
from graph.store import Store
from graph.store_values import primary
from queries import ids
from queries.parts import part
from queries.supply import End

MOST_WEAPONS, MOST_FINDINGS, MOST_SHIPMENTS = 1_000, 2_000, 200


@dataclass(frozen=True, slots=True)
class Found:
    """A part, or goods without a number, that was found.

    Attributes:
        id: of the finding.
        part, part_id: the number as printed, and its product; empty where the source prints none.
        printed: the part in the words of the source.
        goods, goods_id: the kind that the lexicon reads there; empty where it knows none.
        weapon, weapon_id: what it was found in; empty where only a place is told.
        makers: as the sources name them, sorted by name.
        place: where it was found; empty where nobody says.
        code: six digits that the source prints; empty where it prints none.
        codes: prefixes under which goods of this kind are declared, where no code is printed.
        priority: HS6:TIER of the Common High Priority List, of the code or else of the kind.
        start, end: first and last day that is told; empty where none is.
        standing, modality, sources: how well it stands.
        url: page on which the source says it.
        documents: id, title and publisher of each document that it stands in.
        synthetic: whether it is invented.
    """

    id: str
    part: str
    part_id: str
    printed: str
    goods: str
    goods_id: str
    weapon: str
    weapon_id: str
    makers: tuple[End, ...]
    place: str
    code: str
    codes: tuple[str, ...]
    priority: tuple[str, ...]
    start: str
    end: str
    standing: str
    modality: str
    sources: int
    url: str
    documents: tuple[tuple[str, str, str], ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in a weapon, or where a part was found.

    Attributes:
        id, label, name: of the weapon or the product.
        names: designations of a weapon, as printed.
        found: by part; invented ones last.
        cut: whether there are more than are looked at.
    """

    id: str
    label: str
    name: str
    names: tuple[str, ...]
    found: tuple[Found, ...]
    cut: bool

    @property
    def synthetic(self) -> bool:
        """Whether all of it is invented."""
        return bool(self.found) and all(one.synthetic for one in self.found)


def weapons(store: Store, countries: Sequence[str] = (), *, timeout_s: float = 30.0) -> list[dict[str, Any]]:
    """Return weapons with the number of parts found in them, those of most findings first.

    Args:
        store: an open store.
        countries: only parts whose maker is of one of these; empty for any.
        timeout_s: time limit of the engine.

    Returns:
        Rows with id, name, findings, parts (with a number), makers_in (codes of countries), sources and synthetic; one
        more than MOST_WEAPONS says that there are more.
    """
    asked = {"countries": list(countries), "limit": MOST_WEAPONS + 1}
    return store.read(part("weapons_found"), asked, timeout_s=timeout_s)


def findings(store: Store, identifier: str, label: str, *, timeout_s: float = 30.0) -> Findings:
    """Return what was found in a weapon, or where a part was found.

    Args:
        store: an open store.
        identifier: its id, or the beginning of it.
        label: Weapon or Product.
        timeout_s: time limit of each of two questions.

    Raises:
        InvalidParameter: no weapon or product has this id, or several do.
    """
    _, whole = ids.node(store, identifier, (label,))
    (own,) = store.read(f"MATCH (n:`{label}` {{waybill_id: $id}}) RETURN properties(n) AS held", {"id": whole})
    asked = {"id": whole, "limit": MOST_FINDINGS + 1}
    rows = store.read(part("findings_told"), asked, timeout_s=timeout_s)
    held: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows[:MOST_FINDINGS]:
        held[row["finding"]].append(row)
    documents = _documents(store, list(held), timeout_s)
    name = own["held"].get("name") or own["held"].get("model") or whole
    found = tuple(_found(some, documents.get(one, ())) for one, some in held.items())
    return Findings(whole, label, str(name), tuple(own["held"].get("names") or ()), found, len(rows) > MOST_FINDINGS)


def _documents(store: Store, found: Sequence[str], timeout_s: float) -> dict[str, tuple[tuple[str, str, str], ...]]:
    rows = store.read(part("documents_of_findings"), {"ids": list(found)}, timeout_s=timeout_s) if found else []
    told: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows:
        told[row["finding"]].append((row["document"], row["title"], row["publisher"] or ""))
    return {one: tuple(documents) for one, documents in told.items()}


def _found(rows: Sequence[dict[str, Any]], documents: tuple[tuple[str, str, str], ...]) -> Found:
    one = rows[0]
    code = one["hs6"] or ""
    tier = one["tier"] or hs.tier(code)
    priority = ([f"{code}:{tier}"] if tier else []) if code else one["priority"] or []
    by_kind = one["prefixes"] or [own for own in [one["goods_hs6"]] if own] or [pair[:6] for pair in priority]
    makers = {
        row["maker_id"]: End(
            row["maker_id"], primary(row["maker_labels"]), row["maker"], row["maker_country"], row["maker_listed"]
        )
        for row in rows
        if row["maker_id"]
    }
    words = ("part", "part_id", "printed", "goods", "goods_id", "weapon", "weapon_id", "place", "start", "end", "url")
    return Found(
        id=one["finding"], makers=tuple(makers.values()), code=code,
        codes=() if code else tuple(by_kind), priority=tuple(priority),
        standing=one["standing"], modality=one["modality"], sources=one["sources"], documents=documents,
        synthetic=bool(one["synthetic"]), **{name: one[name] or "" for name in words},
    )  # fmt: skip


def shipments(store: Store, product: str, to: Sequence[str], *, timeout_s: float = 30.0) -> list[dict[str, Any]]:
    """Return shipments to some countries whose source names a part by its number.

    Args:
        store: an open store.
        product: id of the part.
        to: codes of the countries.
        timeout_s: time limit of the engine.
    """
    asked = {"products": [product], "to_countries": list(to), "limit": MOST_SHIPMENTS}
    return store.read(part("shipments_of_models"), asked, timeout_s=timeout_s)
