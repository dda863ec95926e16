"""Fits the weights of names of persons (person_model.json) to labelled pairs.

Of pairs of lists and cases the halves for tuning are used. Names of different parties of one list that share a word are
made into more pairs. Weights have the sign that their features must have; those of births are not fitted, since both
names of a pair come out of one record: they are logarithms of ratios, derived below. What is printed: F1, precision,
recall and calibration for each half.
"""

from __future__ import annotations

import csv
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.name_pair_files import cases as read_more
from graph.resolution import persons
from graph.resolution.evaluation import half, read_cases
from graph.resolution.persons import person
from scripts.logistic import chances_of, fit, share

POSITIVE = frozenset({"agreed", "covered"})
NAMES = [name for name in persons.LABELS if not name.startswith("born")]
LEAST = {
    "lone": 0.5,
    "consonants": 0.2,
    "fathers_differ": 4.0,
    "short": 1.5,
}  # what a feature weighs at least: lists have too few strangers of one name
PULL, ROUNDS = 3.0, 3  # of each weight towards zero; rounds in which the best pair of each is chosen anew
THRESHOLDS = (0.5, 0.7, 0.9)
FEW = 10  # pairs that are too few to report
OF_CASES, OF_MORE = 5.0, 0.3  # what a case counts, of which there are few, and a pair of the other files

# How dates of birth agree, counted by `compare_births`: of persons whose three words or more are equal on two lists
# (OFAC of 2021 with the annexes of Regulation 269/2014 and with the list of the United Nations), and of pairs drawn
# from them.
SAME = {"day": 223, "year": 72, "near": 5, "differs": 4}  # of 304
STRANGERS = {"day": 97, "year": 6517, "near": 11_840, "differs": 573_116}  # of 600,000; 8,430 have no date


def birth_weight(agreement: str) -> float:
    """Return the logarithm of how much likelier an agreement is between two records of one person."""
    ours = SAME[agreement] / sum(SAME.values())
    theirs = STRANGERS[agreement] / sum(STRANGERS.values())
    return round(math.log(ours / theirs), 3)


BIRTHS = {
    "born_same": birth_weight("day"),
    "born_year": birth_weight("year"),
    "born_near": max(birth_weight("near"), 0.0),  # counted a little below 0, on five pairs: it says nothing
    "born_differs": birth_weight("differs"),
}


class Row(NamedTuple):
    """A labelled pair of parties: the names of each, of which the two that are most alike count."""

    one: list[str]
    other: list[str]
    same: bool
    scripts: str
    tuning: bool
    weight: float


def rows(folder: Path, cases: Path, more: Iterable[Path]) -> Iterator[Row]:
    """Read the labelled pairs of persons."""
    with (folder / "parties.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["schema"] == "Person":
                tuning = row["split"] == "tuning"
                yield Row(row["names1"], row["names2"], row["is_match"], row["scripts"], tuning, 1.0)
    known = set()
    for case in read_cases(cases):
        known.add(frozenset((case.name1, case.name2)))
        if case.schema == "Person":
            yield Row([case.name1], [case.name2], case.match, "cases", half(case) == "tuning", OF_CASES)
    for path in more:
        for pair in read_more(path):
            names = pair.one["name"], pair.other["name"]
            if pair.schema == "Person" and frozenset((names[0][0], names[1][0])) not in known:
                yield Row(*names, pair.match, path.stem, pair.half == "tuning", OF_MORE)


def namesakes(pairs: Path, count: int = 12_000) -> Iterator[Row]:
    """Make pairs of parties of one list that share a word; a list names a party once, so they are not the same."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    tuning: dict[str, bool] = {}
    with (pairs / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["schema"] == "Person":
                names[row["case_group"], row["party"]].add(row["name1"])
                names[row["case_group"], row["other"]].add(row["name2"])
                tuning[row["party"]] = row["split"] == "tuning"
    holders: dict[tuple[str, str, bool], list[tuple[str, str]]] = defaultdict(list)
    for (source, party), printed in sorted(names.items()):
        if party in tuning:
            for name in sorted(printed):
                for word in person(name).words:
                    holders[source, word.sounds[0], tuning[party]].append((party, name))
    chance = random.Random(6)
    keys = sorted(key for key, held in holders.items() if len({party for party, _ in held}) > 1)
    for _ in range(count):
        key = chance.choice(keys)
        (one, mine), (other, theirs) = chance.choice(holders[key]), chance.choice(holders[key])
        if one != other:
            yield Row([mine], [theirs], False, "namesakes", key[2], 1.0)


def measured(row: Row, weights: np.ndarray) -> list[float]:
    """Return the features of the two names that are most alike, in the order of NAMES."""
    best: tuple[float, list[float]] | None = None
    for one in row.one:
        for other in row.other:
            found, _ = persons.measure(person(one), person(other))
            values = [found[name] for name in NAMES]
            total = float(np.dot(values, weights[:-1]))
            if best is None or total > best[0]:
                best = total, values
    assert best is not None
    return best[1]


def report(title: str, chances: np.ndarray, same: np.ndarray, threshold: float) -> str:
    """Return a line with precision, recall and F1."""
    said = chances >= threshold
    right, claimed, there = int((said & same).sum()), int(said.sum()), int(same.sum())
    f1 = 2 * right / max(claimed + there, 1)
    measures = f"precision {share(right, claimed)}  recall {share(right, there)}  F1 {f1:.3f}"
    return f"{title:30} n {len(same):5} same {there:5}  {measures}"


def calibration(chances: np.ndarray, same: np.ndarray) -> Iterator[str]:
    """Yield, for each tenth of the chances, how many pairs were of one person."""
    for low in range(10):
        inside = (chances >= low / 10) & (chances < (low + 1) / 10 + (low == 9))
        if inside.any():
            means = f"said {chances[inside].mean():.3f}, are {same[inside].mean():.3f}"
            yield f"  {low / 10:.1f}-{(low + 1) / 10:.1f}: n {int(inside.sum()):5}, {means}"


def train(folder: Path, cases: Path, more: Iterable[Path]) -> None:
    """Write the model, and print how well it does.

    Args:
        folder: what scripts/name_pairs.py writes.
        cases: in the peer's format.
        more: other files of the peer with names of persons.
    """
    read = [*rows(folder, cases, more), *namesakes(folder)]
    same = np.array([float(row.same) for row in read])
    tuning = np.array([row.tuning for row in read])
    counts = np.array([row.weight for row in read])
    signs = [1 if name in POSITIVE else -1 for name in NAMES]
    weights = np.array([*map(float, signs), 0.0])
    for _ in range(ROUNDS):  # which two names are most alike is told by the weights of the round before
        table = np.array([[*measured(row, weights), 1.0] for row in read])
        used = tuning & ((table[:, NAMES.index("agreed")] > 0) | (same == 0))  # without a common word nothing is told
        least = [LEAST.get(name, 0.0) for name in NAMES]
        weights = fit(table[used], same[used], counts[used], signs, pull=PULL, least=least)
    model = {name: round(float(value), 3) for name, value in zip(NAMES, weights, strict=False)}
    text = json.dumps({"person": {**model, **BIRTHS, "bias": round(float(weights[-1]), 3)}}, indent=1)
    persons.MODEL.write_text(text + "\n", encoding="utf-8")
    show(read, chances_of(table @ weights), same, tuning)


def show(read: list[Row], chances: np.ndarray, same: np.ndarray, tuning: np.ndarray) -> None:
    """Print precision, recall, F1 and calibration by kind and half."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(read):
        kinds[row.scripts].append(place)
    halves = ((True, "tuning"), (False, "held back"))
    for kind, places in sorted(kinds.items()):
        for which, title in halves:
            chosen = [place for place in places if tuning[place] == which]
            if len(chosen) > FEW:
                for threshold in THRESHOLDS:
                    print(report(f"{kind} {title} at {threshold}", chances[chosen], same[chosen] > 0, threshold))
    for which, title in halves:
        print(title)
        print("\n".join(calibration(chances[tuning == which], same[tuning == which])))
