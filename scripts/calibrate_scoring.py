"""Stretches and shifts the weights of organisations so that their chances are shares of pairs that are one party.

    python scripts/calibrate_scoring.py HOME [--write]

HOME holds ../shared/data. The pairs are those of the half for tuning whose names look alike and which identifiers of
registers judge, masked as in `python -m benchmarks.names clusters`; those with an equal name that joins by itself are
left out. Printed are the chances beside the shares, before and after.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import mul
from pathlib import Path

import numpy as np

from benchmarks.name_clusters import OWN_NUMBERS, Gold
from graph.archive import Archive
from graph.party_records import party_records
from graph.resolution import PartyRecord
from graph.resolution.edges import in_order
from graph.resolution.exact import FAMILIES, family
from graph.resolution.index import Index
from graph.resolution.pairs import Look
from graph.resolution.scoring import MODEL, features
from graph.resolution.telling import equal_names
from graph.stream import streamed
from graph.workers import Workers, cores
from scripts.logistic import calibrated, chances_of

Row = tuple[list[float], float]  # values of the features, the constant first, and 1 for one party

TUNING = 0  # of the two halves
BOUNDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.97, 1.01)


def judged(records: Sequence[PartyRecord], names: Sequence[str]) -> Iterator[Row]:
    """Yield pairs of the half for tuning that identifiers judge, with the values of some features."""
    gold = Gold(records, OWN_NUMBERS)
    masked = [one for one in gold.masked() if one.kind in FAMILIES and gold.half[one.record] == TUNING]
    with tempfile.TemporaryDirectory() as folder, Index(Path(folder) / "names.sqlite") as index:
        with Workers(cores()) as workers:
            index.update(masked, workers.map)
        for one, other in _alike(index):
            pair = in_order(one.record, other.record)
            if (pair not in gold.same and not gold.differ(*pair)) or equal_names(one, other)[0]:
                continue
            found = features(one, other, index.crowded)
            if found is not None:
                yield [1.0, *(found.get(name, 0.0) for name in names)], float(pair in gold.same)


def _alike(index: Index) -> Iterator[tuple[PartyRecord, PartyRecord]]:
    _, chosen = Look(index, everything=True).likely(index.waiting())
    bodies = index.bodies({number for pair in chosen for number in pair})
    for one, other in chosen:
        if family(bodies[one]) == family(bodies[other]):
            yield bodies[one], bodies[other]


def table(rows: Sequence[Row], weights: Sequence[float]) -> Iterator[str]:
    """Yield of how many pairs of each chance both are the same."""
    totals = np.array([sum(map(mul, weights, values)) for values, _ in rows])
    chances = list(zip(chances_of(totals), (match for _, match in rows), strict=True))
    for low, high in pairwise(BOUNDS):
        some = [match for chance, match in chances if low <= chance < high]
        if some:
            same, n = int(sum(some)), len(some)
            yield f"  {low:.2f} to {min(high, 1):.2f}  {same:>4} of {n:>4}  {same / n:.3f}"


def main() -> None:
    """Print the chances and the weights, and write these where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, streamed(Archive(options.home / "archive"), Path(folder)) as stream:
        records = list(party_records(stream.source.census.records))
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    before = dict(model["organisation"])
    bias, join = before.pop("bias"), before.pop("join")
    rows = list(judged(records, list(before)))
    totals = np.array([sum(map(mul, [bias, *before.values()], values)) for values, _ in rows])
    stretch, shift = calibrated(totals, np.array([match for _, match in rows]), np.ones(len(rows)))
    after = [stretch * bias + shift, *(stretch * weight for weight in before.values())]
    for title, weights in (("before", [bias, *before.values()]), ("after", after)):
        print("\n".join((title, *table(rows, weights))))
    found = dict(zip(("bias", *before), (round(weight, 1) for weight in after), strict=True))
    print(json.dumps(found))
    if options.write:
        model["organisation"] = {**found, "join": join}
        MODEL.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
