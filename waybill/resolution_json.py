"""What a resolution found, complete, as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from queries.records import first_name
from waybill.judging import between_json
from waybill.who_view import links_json

if TYPE_CHECKING:
    from queries.records import Records
    from waybill.resolving import Outcome

NAMES = 5  # of a cluster


def outcome_json(outcome: Outcome, records: Records) -> dict[str, Any]:
    """Return what `resolve --json` prints.

    Args:
        outcome: of the resolution.
        records: of the archive.
    """
    resolution, found = outcome.resolution, outcome.found
    clusters = _clusters(records)
    return {
        "new": outcome.new,
        "records": outcome.records,
        "parties": len(clusters),
        "changes": None if outcome.changes is None else asdict(outcome.changes),
        "rules": [asdict(rule) for rule in outcome.rules],
        "candidates": 0 if found is None else found.candidates,
        "compared": 0 if found is None else found.compared,
        "joined_by": dict(Counter(link.rule for link in resolution.joined)),
        "joined_now": links_json(outcome.joined, records),
        "joined": links_json(resolution.joined, records),
        "queued": [{**between_json(one), "edges": one.edges} for one in resolution.queued],
        "forbidden": [between_json(one) for one in resolution.forbidden],
        "contradictions": [asdict(one) for one in resolution.contradictions],
        "clusters": clusters,
        "graph": None if outcome.built is None else outcome.built.to_json(),
        "seconds": outcome.seconds,
    }


def _clusters(records: Records) -> list[dict[str, Any]]:
    """The parties with their records, those of most records first."""
    found: dict[str, dict[str, Any]] = {}
    for record in records.index.records():
        cluster = records.cluster(record.record)
        one = found.setdefault(
            cluster, {"id": cluster, "kind": record.kind, "country": None, "records": [], "names": []}
        )
        one["records"].append(record.record)
        one["country"] = one["country"] or record.country
        name = first_name(record)
        if name not in one["names"] and len(one["names"]) < NAMES:
            one["names"].append(name)
    return sorted(found.values(), key=lambda one: (-len(one["records"]), one["id"]))
