"""Fits the weights of graph/resolution/person_model.json to labelled pairs of names of persons.

    python scripts/train_persons.py PAIRS [CASES] [--write]

PAIRS is a folder with what scripts/name_pairs.py makes (rows of its tuning half are used, no other); CASES a CSV
file with the columns name1, name2, schema and is_match, of which the half that `half` names is used. Names of
different parties of one list that share a word are made into more pairs. Weights have the sign that their features
must have; those of births are not fitted, since both names of a pair come out of one record: they are logarithms of
ratios, derived below. What is printed: F1, precision, recall and calibration for each half.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from graph.acceptance import interval
from graph.resolution import persons
from graph.resolution.persons import person

POSITIVE = frozenset({"agreed", "covered"})
NAMES = [name for name in persons.LABELS if not name.startswith("born")]
LEAST = {"lone": 0.5, "consonants": 0.2}  # what a feature weighs at least: lists have too few strangers of one name
SOFT = 0.02  # how much large weights cost
STEPS, RATE, ROUNDS = 4000, 0.5, 3
THRESHOLDS = (0.5, 0.7, 0.9)
CASES_WEIGHT = 3.0  # of a row of CASES, of which there are few, against one of PAIRS

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


def half(one: str, other: str) -> bool:
    """Whether a pair of CASES is in the half that weights are fitted to."""
    return hashlib.sha256("\t".join(sorted((one, other))).encode()).digest()[-1] % 2 == 0


def rows(pairs: Path, cases: Path | None) -> Iterator[Row]:
    """Read the labelled pairs of persons."""
    with (pairs / "parties.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["schema"] == "Person":
                tuning = row["split"] == "tuning"
                yield Row(row["names1"], row["names2"], row["is_match"], row["scripts"], tuning, 1.0)
    if cases:
        with cases.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["schema"] == "Person":
                    names = row["name1"], row["name2"]
                    same = row["is_match"] == "true"
                    yield Row([names[0]], [names[1]], same, "cases", half(*names), CASES_WEIGHT)


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


def fit(features: np.ndarray, same: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Fit weights, the last one without a feature, by gradient descent that keeps to the signs."""
    table = np.hstack([features, np.ones((len(features), 1))])
    signs = np.array([1.0 if name in POSITIVE else -1.0 for name in NAMES])
    least = np.array([LEAST.get(name, 0.0) for name in NAMES])
    weights = np.zeros(table.shape[1])
    speed = np.zeros_like(weights)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (weight * (chance - same)) / weight.sum()
        slope[:-1] += SOFT * weights[:-1] / 100
        speed = 0.9 * speed - RATE * slope
        weights += speed
        wrong = weights[:-1] * signs < least
        weights[:-1][wrong] = (least * signs)[wrong]
        speed[:-1][wrong] = 0.0
    return weights


def report(title: str, chances: np.ndarray, same: np.ndarray, threshold: float) -> str:
    """Return a line with precision, recall and F1."""
    said = chances >= threshold
    right, claimed, there = int((said & same).sum()), int(said.sum()), int(same.sum())
    f1 = 2 * right / max(claimed + there, 1)
    measures = f"precision {share(right, claimed)}  recall {share(right, there)}  F1 {f1:.3f}"
    return f"{title:30} n {len(same):5} same {there:5}  {measures}"


def share(right: int, n: int) -> str:
    """Return a share with its Wilson interval of 95 %."""
    if not n:
        return "-"
    low, high = interval(right, n)
    return f"{right / n:.3f} ({low:.3f}-{high:.3f})"


def calibration(chances: np.ndarray, same: np.ndarray) -> Iterator[str]:
    """Yield, for each tenth of the chances, how many pairs were of one person."""
    for low in range(10):
        inside = (chances >= low / 10) & (chances < (low + 1) / 10 + (low == 9))
        if inside.any():
            means = f"said {chances[inside].mean():.3f}, are {same[inside].mean():.3f}"
            yield f"  {low / 10:.1f}-{(low + 1) / 10:.1f}: n {int(inside.sum()):5}, {means}"


def main() -> None:
    """Fit and print; with --write put the weights where `persons` reads them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", type=Path)
    arguments.add_argument("cases", type=Path, nargs="?")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    read = [*rows(given.pairs, given.cases), *namesakes(given.pairs)]
    same = np.array([row.same for row in read])
    tuning = np.array([row.tuning for row in read])
    weight = np.array([row.weight for row in read])
    weights = np.array([float(name in POSITIVE) - float(name not in POSITIVE) for name in NAMES] + [0.0])
    for _ in range(ROUNDS):  # which two names are most alike is told by the weights of the round before
        features = np.array([measured(row, weights) for row in read])
        used = tuning & (
            (features[:, NAMES.index("agreed")] > 0) | ~same
        )  # names without a word in common tell nothing
        weights = fit(features[used], same[used], weight[used])
    chances = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
    model = {name: round(float(value), 3) for name, value in zip(NAMES, weights, strict=False)}
    print(json.dumps({**model, "bias": round(float(weights[-1]), 3)}, indent=1))
    kinds: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(read):
        kinds[row.scripts].append(place)
    for kind, places in sorted(kinds.items()):
        for which, title in ((True, "tuning"), (False, "held back")):
            chosen = [place for place in places if tuning[place] is np.bool_(which)]
            if len(chosen) > 10:
                for threshold in THRESHOLDS:
                    print(report(f"{kind} {title} at {threshold}", chances[chosen], same[chosen], threshold))
    for which, title in ((True, "tuning"), (False, "held back")):
        print(title)
        print("\n".join(calibration(chances[tuning == which], same[tuning == which])))
    if given.write:
        text = json.dumps({"person": {**model, **BIRTHS, "bias": round(float(weights[-1]), 3)}}, indent=1)
        persons.MODEL.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
