"""What a resolution found: who is one, what holds them together, what waits, what was refused, what does not fit."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from graph.resolution.edges import Edge

Rule = Literal["identifier", "judgement", "name", "edge"]
Reason = Literal["names", "weak_bridge", "unsure", "several", "common_name", "one_list"]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Why two records are taken, or could be taken, for the same party.

    Attributes:
        one, other: record ids.
        rule: identifier, judgement, name (an equal name and the same country or day of birth) or edge (alike names).
        detail: the identifier, the words of the judgement, the name with the country; of an edge nothing.
        chance: of an edge.
    """

    one: str
    other: str
    rule: Rule
    detail: str = ""
    chance: float | None = None

    @property
    def why(self) -> str:
        """It in words."""
        match self.rule:
            case "identifier":
                return f"identifier {self.detail}"
            case "judgement":
                return self.detail
            case "name":
                return f"equal name {self.detail}"
            case _:
                return f"names {self.chance:.2f}"


@dataclass(frozen=True, slots=True)
class Queued:
    """What waits for a person: the likeliest edge between two clusters.

    Attributes:
        edge: the edge.
        reason: names (too little for a join), weak_bridge (a lone edge between two clusters of three or more records
            each), unsure (a person could not tell), several (the short name stands for several parties), common_name
            (an equal name that others may go by) or one_list (one list enters them under two names).
        edges: how many there are between the two clusters.
    """

    edge: Edge
    reason: Reason
    edges: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Forbidden:
    """A link that joined nobody.

    Attributes:
        link: the link.
        because: what forbids it, in words.
    """

    link: Link
    because: str


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """What does not fit together, for a person to look at.

    Attributes:
        rule: matches_both (a record matches two that are judged different), same_against_different (a judgement "same"
            that others contradict), record_gone, kinds_differ (a judgement on two that can never be the same),
            identifiers_joined (a judgement joined contradicting identifiers), identifiers_in_record (one record has
            several numbers of a kind of which a party has one).
        records: record ids.
        message: in words.
    """

    rule: str
    records: tuple[str, ...]
    message: str


@dataclass(slots=True)
class Resolution:
    """Who is who.

    Attributes:
        clusters: record id -> cluster id, the smallest record id of the cluster.
        joined: what holds the clusters together: between any two records of one there is one chain of these.
        queued: what waits for a person, the likeliest first.
        forbidden: what joined nobody, and why.
        contradictions: what does not fit together.
    """

    clusters: dict[str, str]
    joined: list[Link] = field(default_factory=list)
    queued: list[Queued] = field(default_factory=list)
    forbidden: list[Forbidden] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)

    def members(self, cluster: str) -> list[str]:
        """Return the records of a cluster, sorted."""
        return sorted(record for record, held in self.clusters.items() if held == cluster)

    def between(self, one: str, other: str) -> list[Queued | Forbidden]:
        """Return what waits or was refused between the clusters of two records."""
        wanted = {self.clusters.get(one), self.clusters.get(other)}
        queued = [item for item in self.queued if self._ends(item.edge) == wanted]
        return [*queued, *(item for item in self.forbidden if self._ends(item.link) == wanted)]

    def _ends(self, pair: Edge | Link) -> set[str | None]:
        return {self.clusters.get(pair.one), self.clusters.get(pair.other)}


def explain(resolution: Resolution, one: str, other: str) -> list[Link] | None:
    """Say what holds two records together.

    Returns:
        The chain of links from the first to the second; empty for a record with itself, None where they are apart.
    """
    cluster = resolution.clusters.get(one)
    if cluster is None or resolution.clusters.get(other) != cluster:
        return None
    near: dict[str, list[tuple[str, Link]]] = {}
    for link in resolution.joined:
        if resolution.clusters[link.one] == cluster:
            near.setdefault(link.one, []).append((link.other, link))
            near.setdefault(link.other, []).append((link.one, link))
    came: dict[str, tuple[str, Link] | None] = {one: None}
    waiting = deque([one])
    while waiting and other not in came:
        here = waiting.popleft()
        for there, link in near.get(here, ()):
            if there not in came:
                came[there] = (here, link)
                waiting.append(there)
    chain, step = [], came.get(other)
    while step is not None:
        chain.append(step[1])
        step = came[step[0]]
    return chain[::-1]
