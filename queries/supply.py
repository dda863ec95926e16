"""Legs and paths as an answer shows them (FORMATS: leg, path, standing, JSON)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from graph.identity import path_id
from graph.model import MODALITIES
from graph.store_values import primary
from queries.passage import EvidenceItem as EvidenceItem
from queries.rules import Criterion

Possible = Literal["possible", "unknown", "impossible"]
JointKind = Literal["same", "owner", "owned", "sister", "place"]
POSSIBLE: tuple[Possible, ...] = ("possible", "unknown", "impossible")  # the order of ranking


def to_day(text: str | None) -> date | None:
    """Return a day of a row; None where it is open."""
    return date.fromisoformat(text[:10]) if text else None


@dataclass(frozen=True, slots=True)
class End:
    """A party or country at an end of a leg."""

    id: str
    label: str
    name: str
    country: str | None = None
    listed: bool = False

    @classmethod
    def of_row(cls, row: Mapping[str, Any], side: str) -> End:
        """Read it from the columns SIDE_id, SIDE_labels, SIDE_name, SIDE_country and SIDE_listed of a row."""
        return cls(
            id=row[f"{side}_id"],
            label=primary(row[f"{side}_labels"]),
            name=row[f"{side}_name"],
            country=row[f"{side}_country"],
            listed=bool(row[f"{side}_listed"]),
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it, with the mark of a listing where there is one."""
        data: dict[str, Any] = {"id": self.id, "label": self.label, "name": self.name, "country": self.country}
        if self.listed:
            data["listed"] = True
        return data


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity or value of a leg; unit None means pieces."""

    number: float | int
    relation: str = "="
    unit: str | None = None
    currency: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it."""
        data: dict[str, Any] = {"number": self.number, "relation": self.relation}
        data.update({"currency": self.currency} if self.currency else {"unit": self.unit})
        return data


@dataclass(frozen=True, slots=True)
class Leg:
    """One SUPPLIED tie: from whom, to whom, which goods, and how well it stands.

    Attributes:
        id: waybill_id of the tie.
        supplier, recipient: its ends.
        goods_id, goods, hs6: what was supplied.
        via: ISO codes of the countries on the way.
        start, end: bounds of its facts; None is open.
        from_countries, from_basis: what --from was matched with.
        to_countries: what --to was matched with.
        origins: printed countries of make.
        facts: ids of its facts, best first.
        facts_count, claims: how many there are.
        sources: number of independent sources.
        modality_counts: claims by modality.
        by_code: whether the goods asked for match only by the HS code.
        dispatched, destined: countries of dispatch and destination that its facts print.
        evidence: filled by `queries.evidence.attach`.
    """

    id: str
    supplier: End
    recipient: End
    goods_id: str
    goods: str
    hs6: str | None
    via: tuple[str, ...]
    start: date | None
    end: date | None
    from_countries: tuple[str, ...]
    from_basis: str | None
    to_countries: tuple[str, ...]
    origins: tuple[str, ...]
    standing: str
    modality: str
    modality_counts: tuple[tuple[str, int], ...]
    sources: int
    claims: int
    facts_count: int
    facts: tuple[str, ...]
    disputed: bool = False
    synthetic: bool = False
    by_code: bool = False
    quantity: Measure | None = None
    value: Measure | None = None
    weight_kg: float | None = None
    declared_as: str | None = None
    dispatched: tuple[str, ...] = ()
    destined: tuple[str, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it, with a few keys more."""
        return {
            "id": self.id,
            "from": self.supplier.to_json(),
            "to": self.recipient.to_json(),
            "goods": {"id": self.goods_id, "name": self.goods, "hs6": self.hs6},
            "via": list(self.via),
            "start": None if self.start is None else self.start.isoformat(),
            "end": None if self.end is None else self.end.isoformat(),
            "quantity": None if self.quantity is None else self.quantity.to_json(),
            "value": None if self.value is None else self.value.to_json(),
            "weight_kg": self.weight_kg,
            "declared_as": self.declared_as,
            "origins": list(self.origins),
            "dispatched": list(self.dispatched),
            "destined": list(self.destined),
            "standing": self.standing,
            "modality": self.modality,
            "modality_counts": dict(self.modality_counts),
            "disputed": self.disputed,
            "sources": self.sources,
            "claims": self.claims,
            "facts_count": self.facts_count,
            "facts": list(self.facts),
            "evidence": [item.to_json() for item in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Meeting:
    """What two legs of a path meet at, where it is not one and the same party.

    Attributes:
        after: number of the leg before it, from 1.
        kind: owner, owned, sister or place.
        text: in words.
        ties: ids of the OWNS ties between the two parties, in order.
    """

    after: int
    kind: JointKind
    text: str
    ties: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {"after": self.after, "kind": self.kind, "text": self.text, "ties": list(self.ties)}


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of legs, with its rank and the reasons for it.

    Attributes:
        legs: in order.
        possible: whether it can hold, by the criteria that were asked for.
        rank: from 1, of its block.
        reasons: of its rank, in words.
        meetings: where legs meet otherwise than at one party.
        criteria: how it stands by each criterion; empty for a single leg.
    """

    legs: tuple[Leg, ...]
    possible: Possible
    rank: int = 0
    reasons: tuple[str, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    @property
    def ties(self) -> tuple[str, ...]:
        """Ids of all its ties in order, those of ownership where legs meet at related firms included."""
        between = {meeting.after: meeting.ties for meeting in self.meetings}
        return tuple(tie for number, leg in enumerate(self.legs, start=1) for tie in (leg.id, *between.get(number, ())))

    @property
    def id(self) -> str:
        """A hash of the tie ids, in order."""
        return path_id(self.ties)

    @property
    def standing(self) -> str:
        """The standing of its worst leg."""
        return "accepted" if all(leg.standing == "accepted" for leg in self.legs) else "unreviewed"

    @property
    def modality(self) -> str:
        """The modality of its worst leg."""
        return max((leg.modality for leg in self.legs), key=lambda item: [str(m) for m in MODALITIES].index(item))

    @property
    def modality_counts(self) -> dict[str, int]:
        """Claims of all its legs by modality; modalities without any are left out."""
        counts: dict[str, int] = {}
        for leg in self.legs:
            for name, number in leg.modality_counts:
                counts[name] = counts.get(name, 0) + number
        return {str(name): counts[name] for name in MODALITIES if counts.get(name)}

    @property
    def sources(self) -> int:
        """Independent sources of its weakest leg."""
        return min(leg.sources for leg in self.legs)

    @property
    def from_basis(self) -> str | None:
        """What the country of the first supplier was taken from: supplier, dispatch or origin."""
        return self.legs[0].from_basis

    @property
    def disputed(self) -> bool:
        """Whether somebody denies a leg."""
        return any(leg.disputed for leg in self.legs)

    @property
    def synthetic(self) -> bool:
        """Whether it is invented; no path mixes invented and real legs."""
        return any(leg.synthetic for leg in self.legs)

    def in_words(self, name: Callable[[End], str], arrow: str = " -> ") -> str:
        """Return its parties in order; three dots where nobody says that the goods went on.

        Args:
            name: what a party is called.
            arrow: between supplier and recipient of a leg.
        """
        words = name(self.legs[0].supplier)
        for before, leg in zip((None, *self.legs), self.legs, strict=False):
            if before is not None and before.recipient.id != leg.supplier.id:
                words += f" ... {name(leg.supplier)}"
            words += f"{arrow}{name(leg.recipient)}"
        return words

    @property
    def parties(self) -> tuple[End, ...]:
        """Its parties in order, from the first supplier to the last recipient."""
        return (self.legs[0].supplier, *(leg.recipient for leg in self.legs))

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it."""
        return {
            "id": self.id,
            "rank": self.rank,
            "possible": self.possible,
            "standing": self.standing,
            "modality": self.modality,
            "modality_counts": self.modality_counts,
            "sources": self.sources,
            "from_basis": self.from_basis,
            "disputed": self.disputed,
            "synthetic": self.synthetic,
            "reasons": list(self.reasons),
            "criteria": [criterion.to_json() for criterion in self.criteria],
            "meetings": [meeting.to_json() for meeting in self.meetings],
            "legs": [leg.to_json() for leg in self.legs],
        }
