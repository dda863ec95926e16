"""Takes clusters apart: the judgements that take a merge back, so that the graph is that of before.

Nothing is removed: claims keep their names, and a log only grows. What a person had judged the same is undone; what
else joined two records is judged different. What alike names would now join to a part of the cluster waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from graph.errors import ResolutionError
from graph.resolution.clusters import resolve
from graph.resolution.edges import Edge, in_order
from graph.resolution.exact import PartyRecord, family, identifiers, name_keys
from graph.resolution.judgements import Judgement, judgement, standing
from graph.resolution.links import Resolution

ROUNDS = 100  # of taking back what joins; each takes back one more link of every chain


def taking_apart(
    records: Iterable[PartyRecord],
    judgements: Iterable[Judgement],
    edges: Iterable[Edge],
    cluster: str,
    *,
    record: str | None = None,
    by: str,
    at: str,
    why: str = "",
) -> list[Judgement]:
    """Return the judgements that take a cluster apart; they are to be written, in any order.

    Args:
        records: all of them.
        judgements: that stand.
        edges: all of them.
        cluster: its id, or any of its records.
        record: takes this one out of it, whatever holds it; None takes back what people and alike names joined, and
            where neither joined anything, what equal names joined. Equal identifiers stay.
        by, at, why: of the judgements.

    Returns:
        Sorted; none where nothing can be taken back.

    Raises:
        ResolutionError: no such cluster, the record is not of it, or identifiers and names that others share hold
            it together in ways that judgements on pairs do not undo.
    """
    case = _Case(records, judgements, edges, cluster)
    if record is not None and record not in case.members:
        raise ResolutionError(f"record {record}: is not of the cluster {case.cluster}")
    wanted = case.without(record) if record is not None else case.before()
    if record is not None:
        case.apart([(record, other) for other in case.neighbours(record)], wanted)
    elif case.names_alone:
        case.apart(list(combinations(sorted(case.members), 2)), wanted)
    else:
        case.unsay()
    case.until(wanted)
    changed = sorted(case.verdicts.items())
    return [judgement(*pair, verdict, by=by, at=at, why=why) for pair, verdict in changed]


class _Case:
    """A cluster with all that could join it, and what is to be judged of it."""

    def __init__(
        self,
        records: Iterable[PartyRecord],
        judgements: Iterable[Judgement],
        edges: Iterable[Edge],
        cluster: str,
    ) -> None:
        known = {one.record: one for one in records}
        if cluster not in known:
            raise ResolutionError(f"cluster {cluster}: there is no such party")
        said, alike = standing(judgements), list(edges)
        near = _around(known, said, alike, cluster)
        self.records = [known[one] for one in sorted(near)]
        self.edges = [edge for edge in alike if edge.one in near and edge.other in near]
        self.judgements = [one for one in said if one.one in near and one.other in near]
        self.verdicts: dict[tuple[str, str], str] = {}
        self.now = resolve(self.records, self.judgements, self.edges)
        self.cluster = self.now.clusters[cluster]
        self.members = set(self.now.members(self.cluster))
        own = [link for link in self.now.joined if link.one in self.members]
        self.names_alone = not any(link.rule in ("judgement", "edge") for link in own)

    def before(self) -> dict[str, str]:
        """Who is who without what is to be taken back, and without what alike names say of the cluster at all."""
        mine = self.members
        edges = [edge for edge in self.edges if mine.isdisjoint((edge.one, edge.other))]
        if self.names_alone:
            records = [_nameless(one) if one.record in mine else one for one in self.records]
            return resolve(records, self.judgements, edges).clusters
        said = [one for one in self.judgements if one.verdict != "same" or not mine.issuperset((one.one, one.other))]
        return resolve(self.records, said, edges).clusters

    def without(self, record: str) -> dict[str, str]:
        """Who is who when one record is out; what it alone held together falls apart."""
        others = [one for one in self.records if one.record != record]
        said = [one for one in self.judgements if record not in (one.one, one.other)]
        return resolve(others, said, self.edges).clusters | {record: record}

    def neighbours(self, record: str) -> list[str]:
        """Return the records of the cluster that an identifier, a name, an edge or a judgement links with one."""
        mine = [one for one in self.records if one.record in self.members]
        found = {other for pair in _pairs(mine, self.judgements, self.edges) if record in pair for other in pair}
        return sorted(found - {record})

    def apart(self, pairs: Iterable[tuple[str, str]], wanted: dict[str, str]) -> None:
        """Judge pairs different that are not to be one; a judgement "same" on one is undone by that."""
        for one, other in pairs:
            if wanted[one] != wanted[other]:
                self.verdicts[in_order(one, other)] = "different"

    def unsay(self) -> None:
        """Undo what people judged the same within the cluster, names or not."""
        for one in self.judgements:
            if one.verdict == "same" and self.members.issuperset((one.one, one.other)):
                self.verdicts[one.one, one.other] = "undone"

    def until(self, wanted: dict[str, str]) -> None:
        """Take back what still joins, until everybody is who they are wanted to be."""
        for _ in range(ROUNDS):
            found = self._resolved()
            if _same(found.clusters, wanted):
                return
            wrong = [link for link in found.joined if wanted[link.one] != wanted[link.other]]
            if not wrong:
                break
            for link in wrong:
                pair = min(link.one, link.other), max(link.one, link.other)
                if link.rule == "judgement":
                    self.verdicts[pair] = "undone"
                else:
                    inside = self.members.issuperset(pair)
                    self.verdicts[pair] = "different" if inside else "unsure"
        raise ResolutionError(
            f"cluster {self.cluster}: names or identifiers that several share hold it together; judge its records one "
            "by one"
        )

    def _resolved(self) -> Resolution:
        late = [judgement(*pair, verdict, by="", at="~") for pair, verdict in self.verdicts.items()]
        return resolve(self.records, [*self.judgements, *late], self.edges)


def _nameless(record: PartyRecord) -> PartyRecord:
    return PartyRecord(record.record, record.kind, (), record.country, record.ids, (), record.synthetic)


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two ways to say who is who have the same clusters, whatever their ids."""
    return (
        len(set(zip((one[key] for key in one), (other[key] for key in one), strict=True)))
        == len(set(one.values()))
        == len(set(other.values()))
    )


def _pairs(
    records: Sequence[PartyRecord], judgements: Iterable[Judgement], edges: Iterable[Edge]
) -> Iterator[tuple[str, ...]]:
    """Yield what could join some records: pairs, and all holders of an identifier or name."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for record in records:
        for kind, values in identifiers(record).items():
            for value in values:
                holders[family(record), "identifier", kind, value].append(record.record)
        for key in name_keys(record):
            holders[family(record), "name", *key].append(record.record)
    known = {record.record for record in records}
    yield from (tuple(same) for same in holders.values() if len(same) > 1)
    yield from ((one.one, one.other) for one in judgements if one.one in known and one.other in known)
    yield from ((one.one, one.other) for one in edges if one.one in known and one.other in known)


def _around(
    known: dict[str, PartyRecord], judgements: Sequence[Judgement], edges: Sequence[Edge], cluster: str
) -> set[str]:
    """Return all records that what could join leads to, step by step, from one record."""
    pairs = list(_pairs(list(known.values()), judgements, edges))
    near: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        for record in pair:
            near[record].append(number)
    found, waiting, done = {cluster}, [cluster], set[int]()
    while waiting:
        for number in near[waiting.pop()]:
            if number not in done:
                done.add(number)
                fresh = set(pairs[number]) - found
                found |= fresh
                waiting.extend(fresh)
    return found
