"""What the graph holds: counts for `waybill status` and the first page of the dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from graph.schema import SCHEMA
from graph.store import Store
from queries.once import once
from queries.parts import part
from queries.remembered import LARGE, remembered

PARTS = ("overview_claims", "overview_days", "overview_languages", "overview_sources")


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of a graph.

    Attributes:
        nodes: by primary label; labels without any are left out.
        ties_by_type: ties to walk along, by type; types without any are left out.
        synthetic: invented nodes by primary label.
        standings: claims by standing.
        modalities: claims by modality.
        languages: documents by language; "none" for tables and lists.
        sources: publishers with the number of their documents and whether they are invented, most first.
        from_, to: first and last day of the transfers; None when none has one.
    """

    nodes: dict[str, int]
    ties_by_type: dict[str, int]
    synthetic: dict[str, int]
    standings: dict[str, int]
    modalities: dict[str, int]
    languages: dict[str, int]
    sources: tuple[dict[str, Any], ...]
    from_: str | None
    to: str | None

    @property
    def empty(self) -> bool:
        """Whether nothing is loaded."""
        return not self.nodes

    @property
    def documents(self) -> int:
        """Number of documents."""
        return self.nodes.get("Document", 0)

    @property
    def claims(self) -> int:
        """Number of claims out of texts and lists."""
        return self.nodes.get("Claim", 0)

    @property
    def facts(self) -> int:
        """Number of facts of all kinds."""
        return sum(self.nodes.get(label, 0) for label in SCHEMA.labelled("Fact"))

    @property
    def parties(self) -> int:
        """Number of companies, persons, public bodies and unnamed groups."""
        return sum(self.nodes.get(label, 0) for label in SCHEMA.labelled("Party"))

    @property
    def things(self) -> int:
        """Number of vessels, aircraft and assets."""
        return sum(self.nodes.get(label, 0) for label in ("Vessel", "Aircraft", "Asset"))

    @property
    def ties(self) -> int:
        """Number of ties of all types."""
        return sum(self.ties_by_type.values())

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "documents": self.documents,
            "claims": self.claims,
            "facts": self.facts,
            "parties": self.parties,
            "things": self.things,
            "ties": self.ties,
            "nodes": self.nodes,
            "ties_by_type": self.ties_by_type,
            "synthetic": self.synthetic,
            "standings": self.standings,
            "modalities": self.modalities,
            "languages": self.languages,
            "sources": [dict(source) for source in self.sources],
            "from": self.from_,
            "to": self.to,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Overview:
        """Return it from what `to_json` gave."""
        renamed = {"sources": tuple(told["sources"]), "from_": told["from"]}
        return cls(**{one.name: renamed[one.name] if one.name in renamed else told[one.name] for one in fields(cls)})


NOTHING = Overview({}, {}, {}, {}, {}, {}, (), None, None)


def of(store: Store) -> Overview:
    """Count what a store holds.

    Args:
        store: an open store.
    """
    nodes = _counted(store, {label: f"(n:`{label}`)" for label in SCHEMA.nodes})
    markable = [label for label in nodes if "synthetic" in SCHEMA.nodes[label].properties]
    synthetic = _counted(store, {label: f"(n:`{label}`) WHERE n.synthetic = true" for label in markable})
    ties = _counted(store, {name: f"()-[n:`{name}`]->()" for name in SCHEMA.ties})
    claims = store.read(part("overview_claims"))
    days = store.read(part("overview_days"))
    return Overview(
        nodes=nodes,
        ties_by_type=ties,
        synthetic=synthetic,
        standings=_added(claims, "standing"),
        modalities=_added(claims, "modality"),
        languages={row["language"]: row["n"] for row in store.read(part("overview_languages"))},
        sources=tuple(store.read(part("overview_sources"))),
        from_=days[0]["first"] if days else None,
        to=days[0]["last"] if days else None,
    )


def remembered_of(store: Store) -> Overview:
    """Count what a store holds; of a large graph once for each build of it, see `queries.remembered`."""
    asked = "".join(map(part, PARTS)) + repr((sorted(SCHEMA.nodes), sorted(SCHEMA.ties)))

    def told() -> dict[str, Any]:
        return remembered(store, "overview", asked, lambda: of(store).to_json(), lambda counts: counts["ties"] >= LARGE)

    return Overview.from_json(once(store, "overview", told))


def _counted(store: Store, patterns: Mapping[str, str]) -> dict[str, int]:
    """Count what fits each pattern, all in one question; what is not there at all is left out."""
    if not patterns:
        return {}
    counts = (f"MATCH {pattern} RETURN '{name}' AS name, count(n) AS n" for name, pattern in patterns.items())
    found = {row["name"]: row["n"] for row in store.read(" UNION ALL ".join(counts))}
    return {name: found[name] for name in patterns if found.get(name)}


def _added(rows: list[dict[str, Any]], name: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row[name]] = counts.get(row[name], 0) + row["n"]
    return dict(sorted(counts.items()))
