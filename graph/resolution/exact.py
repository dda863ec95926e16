"""Joins what is certainly the same: equal identifiers, and equal folded names in the same known country.

A person needs an identifier or a full date of birth besides the name, which may stand last name first. Contradicting
identifiers of one kind forbid, whatever the names say; one with wrong check digits, or of one digit repeated, neither
joins nor forbids. The result is a function of the set of records: no order of loading changes it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.fold import fold
from graph.resolution.identifiers import NOT_LETTERS, identifier_key, trusted

FAMILIES = {"company": "organisation", "public_body": "organisation"}
INVERTED = re.compile(r"([^,]+), ([^,]+)")  # LAST, First: as lists print a person that others print First LAST
FULL_DATE = 10  # characters of YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """One party as one source prints it.

    Attributes:
        record: record id.
        kind: company, person, public_body, vessel, aircraft or asset.
        names: printed names that may join.
        country: ISO code, or None when unknown.
        ids: pairs of identifier kind and value.
        birth_dates: partial ISO dates.
        synthetic: invented; never joins a real one.
        weak: names that never join by themselves, but speak for a pair that a person looks at.
        former: names of before, likewise.
        addresses: as printed.
    """

    record: str
    kind: str
    names: tuple[str, ...]
    country: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    birth_dates: tuple[str, ...] = ()
    synthetic: bool = False
    weak: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def name_key(text: str) -> str:
    """Fold a name for equality: letters and digits only, legal form included."""
    return NOT_LETTERS.sub(" ", fold(text)).strip()


class _Clusters:
    """Disjoint sets of records that refuse to join contradicting identifiers."""

    def __init__(self, records: Iterable[PartyRecord]) -> None:
        self.parent: dict[str, str] = {}
        self.ids: dict[str, dict[str, set[str]]] = {}
        for record in records:
            self.parent[record.record] = record.record
            kinds: dict[str, set[str]] = defaultdict(set)
            for kind, value in _identifiers(record):
                kinds[kind].add(value)
            self.ids[record.record] = dict(kinds)

    def find(self, record: str) -> str:
        root = record
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[record] != root:
            self.parent[record], record = root, self.parent[record]
        return root

    def contradict(self, one: str, other: str) -> bool:
        mine, theirs = self.ids[self.find(one)], self.ids[self.find(other)]
        return any(kind in theirs and not values & theirs[kind] for kind, values in mine.items())

    def join(self, one: str, other: str) -> None:
        keep, drop = sorted((self.find(one), self.find(other)))
        if keep != drop:
            self.parent[drop] = keep
            for kind, values in self.ids.pop(drop).items():
                self.ids[keep].setdefault(kind, set()).update(values)


def resolve(records: Iterable[PartyRecord]) -> dict[str, str]:
    """Cluster records.

    Args:
        records: each record id once; the order does not matter.

    Returns:
        Record id -> cluster id, the smallest record id of the cluster.
    """
    ordered = sorted(records, key=lambda record: record.record)
    clusters = _Clusters(ordered)
    for same in _buckets(ordered, _identifier_keys):
        for other in same[1:]:
            if not clusters.contradict(same[0].record, other.record):
                clusters.join(same[0].record, other.record)
    for same in _buckets(ordered, _name_keys):
        _join_names(clusters, [record.record for record in same])
    return {record.record: clusters.find(record.record) for record in ordered}


def _join_names(clusters: _Clusters, same: list[str]) -> None:
    """Join the holders of one name, unless they are known to be several: then nobody can say which one is meant."""
    roots = sorted({clusters.find(record) for record in same})
    known = [root for root in roots if clusters.ids[root]]
    several = any(clusters.contradict(one, other) for index, one in enumerate(known) for other in known[index + 1 :])
    if several:
        roots = [root for root in roots if not clusters.ids[root]]
    for root in roots[1:]:
        clusters.join(roots[0], root)


def _buckets(
    records: Iterable[PartyRecord], keys: Callable[[PartyRecord], set[tuple[str, ...]]]
) -> list[list[PartyRecord]]:
    found: dict[tuple[str, ...], list[PartyRecord]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            found[key].append(record)
    return [found[key] for key in sorted(found) if len(found[key]) > 1]


def _family(record: PartyRecord) -> str:
    return FAMILIES.get(record.kind, record.kind) + (" synthetic" if record.synthetic else "")


def _identifier_keys(record: PartyRecord) -> set[tuple[str, ...]]:
    return {(_family(record), *key) for key in _identifiers(record)}


def _identifiers(record: PartyRecord) -> set[tuple[str, str]]:
    keys = {identifier_key(kind, value) for kind, value in record.ids}
    return {key for key in keys if trusted(*key)}


def _name_keys(record: PartyRecord) -> set[tuple[str, ...]]:
    names = {name_key(name) for name in record.names} - {""}
    if record.kind == "person":
        names |= {name_key(f"{found[2]} {found[1]}") for name in record.names if (found := INVERTED.fullmatch(name))}
        born = [day for day in record.birth_dates if len(day) == FULL_DATE]
        return {(_family(record), name, day) for name in names for day in born}
    if record.country is None:
        return set()
    return {(_family(record), name, record.country) for name in names}
