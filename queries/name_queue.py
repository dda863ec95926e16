"""The pairs of parties that wait for a person, first those whose decision opens or closes most paths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.joining import JoinEffect, effects
from queries.parties import Told, told

if TYPE_CHECKING:
    from graph.resolution.edges import Edge
    from graph.resolution.links import Link, Queued
    from graph.resolution.scoring import Score
    from graph.store import Store
    from queries.question import PathQuery
    from queries.records import Records

UNSURE = "unsure"  # a person has looked, and could not tell


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair of parties that waits.

    Attributes:
        parties: their ids.
        queued: the edge between them, and why it waits.
        effect: the paths that it would open or close to take them for one.
        told: what the graph knows of each; None where it is not there.
        score: of the two records of the edge.
    """

    parties: tuple[str, str]
    queued: Queued
    effect: JoinEffect
    told: tuple[Told | None, Told | None]
    score: Score | None

    def to_json(self) -> dict[str, Any]:
        """Return it as `resolve queue --json` prints it."""
        edge = self.queued.edge
        return {
            "parties": [
                {"id": party} if known is None else known.to_json()
                for party, known in zip(self.parties, self.told, strict=True)
            ],
            "records": [edge.one, edge.other],
            "chance": edge.chance,
            "reason": self.queued.reason,
            "edges": self.queued.edges,
            "effect": self.effect.to_json(),
            "reasons": [] if self.score is None else reasons_json(self.score),
        }


def queue(
    store: Store, records: Records, query: PathQuery, limit: int, timeout_s: float
) -> tuple[list[Waiting], int, bool]:
    """Return the pairs that wait, in the order in which a person should look at them.

    Args:
        store: an open store.
        records: of the archive.
        query: whose paths count.
        limit: most pairs.
        timeout_s: time limit of the search for paths.

    Returns:
        The first pairs, how many there are in all, and whether not all paths were counted.

    Raises:
        InvalidParameter: nobody knows the goods of the question.
    """
    pairs = {_parties(records, one): one for one in records.resolution.queued}
    found, cut = effects(store, query, pairs.keys(), timeout_s=timeout_s)

    def order(pair: tuple[str, str]) -> tuple[Any, ...]:
        queued = pairs[pair]
        return queued.reason == UNSURE, -found[pair].paths, -queued.edge.chance, pair

    first = sorted(pairs, key=order)[:limit]
    known = told(store, (party for pair in first for party in pair))
    waiting = [
        Waiting(
            pair,
            pairs[pair],
            found[pair],
            (known.get(pair[0]), known.get(pair[1])),
            scored(records, pairs[pair].edge),
        )
        for pair in first
    ]
    return waiting, len(pairs), cut


def _parties(records: Records, one: Queued) -> tuple[str, str]:
    """Return the parties of the two records of an edge, in the order of the records."""
    return records.cluster(one.edge.one), records.cluster(one.edge.other)


def scored(records: Records, pair: Link | Edge) -> Score | None:
    """Return what two records say of each other; None where one of them is gone."""
    from graph.resolution.scoring import score

    held = records.index.several((pair.one, pair.other))
    if len(held) < 2:
        return None
    return score(held[pair.one], held[pair.other], records.index.crowded)


def reasons_json(score: Score) -> list[dict[str, Any]]:
    """Return the reasons of a score as JSON; what settles the matter has no weight but a word."""
    return [{"what": one.what, "detail": one.detail, "weight": weight(one.weight)} for one in score.reasons]


def weight(value: float) -> float | str:
    """Return the weight of a reason, in words where it settles the matter."""
    if value == float("inf"):
        return "certain"
    return "forbids" if value == float("-inf") else round(value, 2)
