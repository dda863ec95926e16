"""What an answer about supply paths holds (FORMATS: leg, path, standing, JSON)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from graph.identity import path_id
from graph.model import MODALITIES
from graph.reference import hs
from queries.passage import EvidenceItem as EvidenceItem
from queries.question import PathQuery

Possible = Literal["possible", "unknown", "impossible"]
POSSIBLE: tuple[Possible, ...] = ("possible", "unknown", "impossible")  # the order of ranking


@dataclass(frozen=True, slots=True)
class End:
    """A party or country at an end of a leg."""

    id: str
    label: str
    name: str
    country: str | None = None
    listed: bool = False

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
class Path:
    """A chain of legs, with its rank and the reasons for it."""

    legs: tuple[Leg, ...]
    possible: Possible
    rank: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A hash of the tie ids, in order."""
        return path_id([leg.id for leg in self.legs])

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
            "legs": [leg.to_json() for leg in self.legs],
        }


@dataclass(frozen=True, slots=True)
class Near:
    """Something close to what was asked, shown when the answer is thin.

    Attributes:
        kind: "dates" (a chain whose dates cannot hold), "without" (paths once a condition is dropped),
            "reaches_via" (goods that reach the transit country), "statement" (a transfer that is no supply: planned,
            sought, feared or denied).
        text: one sentence for people, made of our words and names of the graph.
        dropped: names of the conditions that were dropped.
        paths: the paths found then.
        facts: ids of the facts, for statements.
        count: how many there are (at least, when `more`).
        more: whether there may be more than `count`.
    """

    kind: str
    text: str
    dropped: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    facts: tuple[dict[str, Any], ...] = ()
    count: int = 0
    more: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "kind": self.kind,
            "text": self.text,
            "dropped": list(self.dropped),
            "count": self.count,
            "more": self.more,
            "paths": [path.to_json() for path in self.paths],
            "facts": [dict(fact) for fact in self.facts],
        }


@dataclass(frozen=True, slots=True)
class GoodsAsked:
    """What --goods was read as: the first line of an answer prints it.

    Attributes:
        asked: as typed.
        concept: id of the concept; None for an HS code alone.
        label: English label.
        labels: labels by language.
        narrower: ids of the narrower concepts, without itself.
        codes: prefixes of HS 2022 of it and what is narrower.
        earlier: codes of HS 2017 and 2012 for the same where they are others; "part of" those that hold more goods.
        ids: waybill_id of the Goods nodes it stands for.
    """

    asked: str
    concept: str | None
    label: str
    labels: dict[str, tuple[str, ...]]
    narrower: tuple[str, ...]
    codes: tuple[str, ...]
    ids: tuple[str, ...]
    earlier: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "asked": self.asked,
            "concept": self.concept,
            "name": self.label,
            "labels": {language: list(labels) for language, labels in sorted(self.labels.items())},
            "narrower": list(self.narrower),
            "codes": list(self.codes),
            "codes_edition": hs.EDITION,
            "codes_earlier": list(self.earlier),
        }


@dataclass(frozen=True, slots=True)
class Searched:
    """The bounds of an answer: what was looked at, so that "none" means something.

    Attributes:
        hops: most legs.
        start, end: the window of dates asked for.
        goods: what --goods was read as.
        not_included: countries that a code does not include, such as HK for CN.
        sources: number of sources in the graph.
        documents: number of documents in the graph.
        claims: number of claims and rows behind the ties in the graph.
        ties: number of SUPPLIED ties in the graph.
        standing: "accepted" or "accepted and unreviewed".
        cut: whether a limit of time or rows ended the search early.
        seconds: how long it took.
    """

    hops: int
    start: date | None
    end: date | None
    goods: GoodsAsked | None
    not_included: tuple[tuple[str, tuple[str, ...]], ...]
    sources: int
    documents: int
    claims: int
    ties: int
    standing: str
    cut: bool
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it, with a few keys more."""
        return {
            "hops": self.hops,
            "start": None if self.start is None else self.start.isoformat(),
            "end": None if self.end is None else self.end.isoformat(),
            "goods": None if self.goods is None else self.goods.to_json(),
            "sources": self.sources,
            "documents": self.documents,
            "standing": self.standing,
            "claims": self.claims,
            "ties": self.ties,
            "not_included": {code: list(others) for code, others in self.not_included},
            "cut": self.cut,
        }


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The answer to a PathQuery. `paths` holds the real ones first, then the synthetic ones, each block ranked."""

    query: PathQuery
    searched: Searched
    paths: tuple[Path, ...] = ()
    nearest: tuple[Near, ...] = ()
    missing: tuple[dict[str, Any], ...] = field(default=())

    @property
    def real(self) -> tuple[Path, ...]:
        """Paths from sources that are not invented."""
        return tuple(path for path in self.paths if not path.synthetic)

    @property
    def invented(self) -> tuple[Path, ...]:
        """Paths from synthetic sources; views show them in a block of their own."""
        return tuple(path for path in self.paths if path.synthetic)

    def to_json(self) -> dict[str, Any]:
        """Return the object of `paths --json`."""
        return {
            "schema": 1,
            "query": self.query.to_json(),
            "searched": self.searched.to_json(),
            "paths": [path.to_json() for path in self.paths],
            "nearest": [near.to_json() for near in self.nearest],
            "missing": [dict(item) for item in self.missing],
        }
