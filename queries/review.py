"""What a decision on a claim would change: paths opened or closed, contradictions, parties. It orders the queue.

A path is opened when accepting the claim makes the last of its legs accepted, and closed when a decision takes away
the tie of one of its legs. Where other facts carry the same tie, its dates are taken to stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from graph.identity import tie_id
from graph.model import MODALITIES, STANDINGS
from graph.schema import SCHEMA
from graph.store import Store
from graph.store_values import primary
from queries.goods import read
from queries.legsearch import everything
from queries.parts import part
from queries.question import PathQuery

TIE = "SUPPLIED"
DENIED = "denied"
BATCH = 500
VERDICTS = ("accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Effect:
    """What deciding on a claim would change.

    Attributes:
        paths: paths of the question that accepting or rejecting it opens or closes.
        opened, closed: how many of them are opened and closed.
        conflicts: claims that contradict it, and whether its own words cast doubt on it.
        parties: companies, persons and public bodies that nothing else tells of.
    """

    paths: int = 0
    opened: int = 0
    closed: int = 0
    conflicts: int = 0
    parties: int = 0

    @property
    def order(self) -> tuple[int, int, int]:
        """Sort key, what changes most first."""
        return -self.paths, -self.conflicts, -self.parties

    def to_json(self) -> dict[str, int]:
        """Return it as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact with its claims: id -> (standing, modality)."""

    id: str
    claims: Mapping[str, tuple[str, str]]
    rows: bool  # rows of tables state it as well
    standing: str
    modality: str
    superseded: bool
    tie: str | None

    def after(self, claim: str, verdict: str) -> tuple[str, bool]:
        """Return how it would stand with a claim decided, and whether it would carry its tie."""
        if self.rows:
            return self.standing, _carries(self.standing, self.modality, self.superseded)
        held = {**self.claims, claim: (verdict, self.claims[claim][1])}
        said = [one for one in held.values() if one[1] != DENIED] or list(held.values())
        standing = min((one[0] for one in said), key=STANDINGS.index)
        modality = min((one[1] for one in said if one[0] == standing), key=MODALITIES.index)
        return standing, _carries(standing, modality, self.superseded)

    def against(self, claim: str) -> int:
        """How many claims that nobody rejected say the contrary."""
        denies = self.claims[claim][1] == DENIED
        standing = (one[1] for one in self.claims.values() if one[0] != "rejected")
        return sum((modality == DENIED) != denies for modality in standing)


@dataclass(slots=True)
class _Paths:
    """Numbers of the paths through each tie, and of those in which no other leg is unreviewed."""

    through: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    waiting: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def effects(
    store: Store, query: PathQuery, claims: Collection[str], *, doubtful: Collection[str] = (), timeout_s: float = 30.0
) -> tuple[dict[str, Effect], bool]:
    """Say what deciding on each of some claims would change.

    Args:
        store: an open store.
        query: whose paths count; legs that nobody accepted are never hidden.
        claims: ids of unreviewed claims.
        doubtful: ids of claims whose own words cast doubt on them.
        timeout_s: time limit of the search for paths.

    Returns:
        Claim -> effect; and whether the search for paths was cut, so that some are not counted.

    Raises:
        InvalidParameter: nobody knows the goods of the question.
    """
    goods = read(store, query.goods) if query.goods else None
    found = everything(store, query, goods, timeout_s)
    paths = _Paths()
    for number, chain in enumerate(found.chains):
        unreviewed = [leg.id for leg in chain.legs if leg.unreviewed]
        for leg in chain.legs:
            paths.through[leg.id].add(number)
        if len(unreviewed) == 1:
            paths.waiting[unreviewed[0]].add(number)
    result = {}
    for some in _batches(sorted(claims)):
        facts = _facts(store, some)
        ties = _ties(store, {fact.tie for several in facts.values() for fact in several if fact.tie})
        parties = _parties(store, {fact.id for several in facts.values() for fact in several if len(fact.claims) == 1})
        for claim in some:
            result[claim] = _effect(claim, facts.get(claim, ()), ties, parties, paths, claim in doubtful)
    return result, found.cut


def _effect(
    claim: str,
    facts: Sequence[_Fact],
    ties: Mapping[str, tuple[int, str]],
    parties: Mapping[str, int],
    paths: _Paths,
    doubtful: bool,
) -> Effect:
    opened: set[int] = set()
    closed: set[int] = set()
    for fact in facts:
        count, standing = ties.get(fact.tie or "", (0, ""))
        if not count or fact.tie is None:
            continue
        others = count - _carries(fact.standing, fact.modality, fact.superseded)
        for verdict in VERDICTS:
            then, carries = fact.after(claim, verdict)
            if not others and not carries:
                closed |= paths.through[fact.tie]
            elif standing != "accepted" and carries and then == "accepted":
                opened |= paths.waiting[fact.tie]
    return Effect(
        paths=len(opened | closed),
        opened=len(opened),
        closed=len(closed),
        conflicts=sum(fact.against(claim) for fact in facts) + doubtful,
        parties=sum(parties.get(fact.id, 0) for fact in facts if len(fact.claims) == 1),
    )


def _carries(standing: str, modality: str, superseded: bool) -> bool:
    return standing != "rejected" and not superseded and modality not in SCHEMA.ties[TIE].forbids


def _facts(store: Store, claims: Sequence[str]) -> dict[str, list[_Fact]]:
    found: dict[str, list[_Fact]] = defaultdict(list)
    for row in store.read(part("claims_at_stake"), {"ids": list(claims)}):
        fact = _fact(row)
        for claim in fact.claims.keys() & set(claims):
            found[claim].append(fact)
    return found


def _fact(row: Mapping[str, Any]) -> _Fact:
    claims = {name: (standing, modality) for name, standing, modality in (one.split("|") for one in row["claims"])}
    ends = primary(row["labels"]) == "Transfer" and row["start"] and row["end"]
    return _Fact(
        id=row["fact"],
        claims=claims,
        rows=row["count"] > len(claims),
        standing=row["standing"],
        modality=row["modality"],
        superseded=row["superseded"],
        tie=tie_id(TIE, row["start"], row["end"], row["goods"]) if ends else None,
    )


def _ties(store: Store, ties: Iterable[str]) -> dict[str, tuple[int, str]]:
    rows = store.read(part("supplies"), {"ids": sorted(ties)})
    return {row["tie"]: (row["facts"], row["standing"]) for row in rows}


def _parties(store: Store, facts: Iterable[str]) -> dict[str, int]:
    return {row["fact"]: row["parties"] for row in store.read(part("parties_of_facts"), {"ids": sorted(facts)})}


def _batches(items: Sequence[str]) -> Iterable[list[str]]:
    waiting = iter(items)
    while some := list(islice(waiting, BATCH)):
        yield some
