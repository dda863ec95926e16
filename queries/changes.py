"""What changed between two days: paths that opened, closed, became stronger or weaker, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any, Literal

from graph.store import Store
from queries.legdetails import paths_of
from queries.legsearch import chains_of
from queries.question import PathQuery
from queries.ranking import Chain, ChainKey
from queries.supply import Path

Kind = Literal["opened", "closed", "strengthened", "weakened"]
KINDS: tuple[Kind, ...] = ("opened", "closed", "strengthened", "weakened")
MODAL = ("asserted", "reported", "alleged")


@dataclass(frozen=True, slots=True)
class Change:
    """One path that changed.

    Attributes:
        kind: of KINDS.
        path: as it stands after; a closed one as it stood before.
        was, now: how strong it was and is, in words; empty where it was or is not there.
        reasons: in words, made of our words, names of the graph, days and what people decided.
    """

    kind: Kind
    path: Path
    was: str = ""
    now: str = ""
    reasons: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        path = self.path.to_json()
        return {"kind": self.kind, "was": self.was, "now": self.now, "reasons": list(self.reasons), "path": path}


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two days.

    Attributes:
        query: the question.
        clock: known or valid.
        since, until: the two days; what stood at the end of each is compared.
        counts: how many of each kind, and how many paths are the same.
        changes: the best of each kind, at most `query.limit` real and as many invented ones.
        cut: whether a limit ended one of the two searches, so that some may have changed otherwise.
    """

    query: PathQuery
    clock: str
    since: date
    until: date
    counts: Mapping[str, int]
    changes: tuple[Change, ...]
    cut: bool

    def to_json(self) -> dict[str, Any]:
        """Return the object of `changes --json`."""
        return {
            "schema": 1,
            "query": self.query.to_json(),
            "clock": self.clock,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "counts": dict(self.counts),
            "changes": [change.to_json() for change in self.changes],
            "cut": self.cut,
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """Two answers, chain by chain.

    Attributes:
        before, after: the chains of both, by key.
        by_kind: keys of the chains that changed.
        same: how many did not.
        cut: whether a limit ended one of the searches.
    """

    before: Mapping[ChainKey, Chain]
    after: Mapping[ChainKey, Chain]
    by_kind: Mapping[Kind, Sequence[ChainKey]]
    same: int
    cut: bool


def compared(before: Store, after: Store, query: PathQuery, timeout_s: float) -> Compared:
    """Ask two graphs the same question, and tell the chains that differ.

    Args:
        before, after: the graphs.
        query: the question; its limit does not count.
        timeout_s: time limit of both searches; the first gets half of it.
    """
    ends_at = perf_counter() + timeout_s
    was, cut_before = chains_of(before, query, timeout_s / 2)
    now, cut_after = chains_of(after, query, max(timeout_s / 2, ends_at - perf_counter()))
    kinds: dict[Kind, list[ChainKey]] = {kind: [] for kind in KINDS}
    kinds["opened"] = list(now.keys() - was.keys())
    kinds["closed"] = list(was.keys() - now.keys())
    same = 0
    for key in was.keys() & now.keys():
        one, other = was[key].strength, now[key].strength
        if one == other:
            same += 1
        else:
            kinds["strengthened" if other < one else "weakened"].append(key)
    return Compared(was, now, kinds, same, cut_before or cut_after)


def changes(
    before: Store, after: Store, query: PathQuery, days: tuple[date, date], clock: str, timeout_s: float = 30.0
) -> Changes:
    """Say what changed between two graphs; without the reasons, see queries.change_reasons.

    Args:
        before, after: the graphs of both days.
        query: the question.
        days: both.
        clock: known or valid.
        timeout_s: time limit of both searches.
    """
    found = compared(before, after, query, timeout_s)
    told: list[Change] = []
    for kind, keys in found.by_kind.items():
        chains, store = (found.before, before) if kind == "closed" else (found.after, after)
        best = _best([chains[key] for key in keys], query.limit)
        for chain, path in zip(best, paths_of(store, best, query.rules), strict=False):
            key = chain.identity
            was = _strength(found.before[key]) if key in found.before else ""
            now = _strength(found.after[key]) if key in found.after else ""
            told.append(Change(kind, path, was, now))
    counts = {kind: len(keys) for kind, keys in found.by_kind.items()} | {"same": found.same}
    return Changes(query, clock, *days, counts, tuple(told), found.cut)


def _best(chains: Sequence[Chain], limit: int) -> list[Chain]:
    ranked = sorted(chains, key=lambda chain: chain.key)
    real = [chain for chain in ranked if not chain.legs[0].synthetic]
    invented = [chain for chain in ranked if chain.legs[0].synthetic]
    return real[:limit] + invented[:limit]


def _strength(chain: Chain) -> str:
    """Say in words what a chain's strength is made of."""
    sources = min(leg.sources for leg in chain.legs)
    said = [
        chain.possible,
        "unreviewed" if any(leg.unreviewed for leg in chain.legs) else "accepted",
        MODAL[max(leg.modality for leg in chain.legs)],
        f"{sources} independent source{'' if sources == 1 else 's'}",
    ]
    return ", ".join(said)
