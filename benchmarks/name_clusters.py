"""Parties that several lists name, found again by what stands beside their identifiers, and judged by these.

    python -m benchmarks.names clusters [--home HOME] [--all-numbers]

HOME holds ../shared/data. Identifiers of registers (INN, OGRN, USCC, LEI, IMO, passports and so on) are masked and
judge: two records that share one are the same party, two with different ones of a kind of which a party has one are
not. Nothing is said of two records whose identifiers say both, of a kind of which a record prints several though a
party has one, and of two entries of one list with the same number: one of both is then a slip, or a party is entered
twice, and parties of several lists are what is looked for. A number that a list gives its own entries (OFAC, OFSI, UN,
EU) stays where it is, as it would in use; with --all-numbers these are masked too, and judge. Parties are split in two
halves by a hash: thresholds and weights are chosen on the first, and the wrong pairs of this one alone are printed.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from graph.acceptance import interval
from graph.resolution import PartyRecord, resolve
from graph.resolution.edges import in_order
from graph.resolution.exact import differing, distinguishing, family, identifiers
from graph.resolution.identifiers import CONTACTS, kind_of
from graph.resolution.index import Index
from graph.resolution.pairs import find_edges
from graph.workers import Workers, cores

OWN_NUMBERS = frozenset({"OFAC", "OFSI", "UN", "EU", "OFAC-UID"})
Pair = tuple[str, str]


def line(name: str, right: int, total: int) -> str:
    low, high = interval(right, total)
    return f"  {name:<44}{right:>6} of {total:<6} {right / total if total else 0:.3f}  ({low:.3f} to {high:.3f})"


class Gold:
    """Records whose identifiers judge, and what they say."""

    def __init__(self, records: Iterable[PartyRecord], kept: frozenset[str]) -> None:
        self.kept = kept
        self.held: dict[str, dict[str, set[str]]] = {}
        self.records: dict[str, PartyRecord] = {}
        for record in records:
            told = {
                kind: values
                for kind, values in identifiers(record).items()
                if kind not in kept and not (kind_of(kind).one and len(values) > 1)
            }
            if told and (record.names or record.weak or record.former):
                self.held[record.record] = told
                self.records[record.record] = record
        self.shared = self._shared()
        self.same = {pair for pair in self.shared if not (self._differ(*pair) or self._of_one_list(*pair))}
        self.half = self._halves()

    def masked(self) -> list[PartyRecord]:
        return [
            replace(record, ids=tuple(one for one in record.ids if one[0].upper() in self.kept | CONTACTS))
            for record in self.records.values()
        ]

    def differ(self, one: str, other: str) -> bool:
        """Whether identifiers say that two records are two parties, and none that they are one."""
        return self._differ(one, other) and in_order(one, other) not in self.shared

    def _differ(self, one: str, other: str) -> bool:
        return differing(distinguishing(self.held[one]), distinguishing(self.held[other])) is not None

    def _of_one_list(self, one: str, other: str) -> bool:
        listed = self.records[one].listed
        return bool(listed) and listed == self.records[other].listed

    def _shared(self) -> set[Pair]:
        holders: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for record in sorted(self.records):
            for kind, values in self.held[record].items():
                for value in values:
                    holders[family(self.records[record]), kind, value].append(record)
        return {pair for held in holders.values() for pair in combinations(held, 2)}

    def _halves(self) -> dict[str, int]:
        """Put all records of a party into one half."""
        root = {record: record for record in self.records}
        for one, other in sorted(pair for pair in self.shared if not self._differ(*pair)):
            while root[one] != one:
                one = root[one]
            while root[other] != other:
                other = root[other]
            root[max(one, other)] = min(one, other)
        found = {}
        for record in self.records:
            top = record
            while root[top] != top:
                top = root[top]
            found[record] = sha256(top.encode()).digest()[0] % 2
        return found


def allowed(one: PartyRecord, other: PartyRecord) -> bool:
    """Whether the rules let names join two records at all: same known country, or dates of birth on both sides."""
    if one.kind == "person":
        return bool(one.birth_dates and other.birth_dates)
    return one.country is not None and one.country == other.country


def judged(gold: Gold, found: Iterable[Pair], half: int, kinds: Sequence[str]) -> list[str]:
    """Return the lines of a table on pairs that were joined."""
    records = gold.records
    pairs = [pair for pair in found if records[pair[0]].kind in kinds and gold.half[pair[0]] == half]
    right = sum(pair in gold.same for pair in pairs)
    wrong = [pair for pair in pairs if pair not in gold.same and gold.differ(*pair)]
    wanted = [pair for pair in gold.same if records[pair[0]].kind in kinds and gold.half[pair[0]] == half]
    may = [pair for pair in wanted if allowed(records[pair[0]], records[pair[1]])]
    got = set(pairs)
    return [
        line("precision of pairs", right, right + len(wrong)),
        line("recall, of all pairs", sum(pair in got for pair in wanted), len(wanted)),
        line("recall, where country or birth is known to both", sum(pair in got for pair in may), len(may)),
        *(f"    wrong: {records[a].names[:1]} and {records[b].names[:1]}" for a, b in wrong[: 0 if half else 6]),
    ]


def measure(records: Iterable[PartyRecord], *, all_numbers: bool = False) -> None:
    """Print the tables."""
    gold = Gold(records, frozenset() if all_numbers else OWN_NUMBERS)
    print(f"{len(gold.records):,} records with identifiers that judge, {len(gold.same):,} pairs of one party")
    with (
        tempfile.TemporaryDirectory() as folder,
        Index(Path(folder) / "names.sqlite") as index,
        Workers(cores()) as workers,
    ):
        masked = gold.masked()
        index.update(masked, workers.map)
        edges = find_edges(index, workers.map).edges
    clusters = resolve(masked, (), edges).clusters
    members: dict[str, list[str]] = defaultdict(list)
    for record, cluster in sorted(clusters.items()):
        members[cluster].append(record)
    joined = [pair for held in members.values() for pair in combinations(held, 2)]
    seen = {(edge.one, edge.other): edge.chance for edge in edges}
    for kinds in (("company", "public_body"), ("person",)):
        for half, title in ((0, "tuned on"), (1, "held back")):
            print(f"{' and '.join(kinds)}, {title}: joined without a person")
            print("\n".join(judged(gold, joined, half, kinds)))
            print("  joined or waiting in the queue")
            print("\n".join(judged(gold, {*joined, *seen}, half, kinds)[1:2]))
            _calibration(gold, seen, kinds, half)


def _calibration(gold: Gold, seen: dict[Pair, float], kinds: Sequence[str], half: int) -> None:
    print("  of pairs that identifiers judge, how many are the same, by chance")
    for low, high in ((0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)):
        pairs = [
            pair
            for pair, chance in seen.items()
            if low <= chance < high
            and gold.records[pair[0]].kind in kinds
            and gold.half[pair[0]] == half
            and (pair in gold.same or gold.differ(*pair))
        ]
        print(line(f"{low:.2f} to {min(high, 1):.2f}", sum(pair in gold.same for pair in pairs), len(pairs)))
