"""Fits the weights of Chinese and Japanese against Latin names of organisations (han_model.json) to labelled pairs.

Weights are fitted to the pairs whose split is "tuning", party against party: of all names of both the two that are most
alike count. There are several times more hard negatives than positives: those of the folder ("given"); for each
Chinese party the MINED most alike of some others of the same half, drawn by chance; and its own Latin name with rare
words of other parties ("swapped"). Printed: precision and recall with Wilson intervals, by threshold and whose party.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np

from graph.resolution.han_alignment import line_up
from graph.resolution.han_comparison import EASTERN, HAN_FEATURES, MODEL
from graph.resolution.han_features import measure
from graph.resolution.han_names import as_word, characters, words
from scripts.logistic import chances_of, fit, share

SCRIPTS = {"Hani-Latn": 150, "Jpan-Latn": 60}  # and of how many others the most alike are taken
MINED, SWAPPED, ALIASES = 5, 2, 3
PULL = 0.3  # of each weight towards zero
ROUNDS = 4
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
WEIGHTS = {"own": 1.5, "foreign": 1.0}  # of a positive
START = {
    "han_agrees": 2.0,
    "han_agrees_more": 2.0,
    "han_parts_agree": 1.0,
    "han_core_left": -1.5,
    "han_words_left": -1.5,
}


class Row(NamedTuple):
    """A labelled pair of parties, by what is measured of each pair of their names."""

    kind: str
    kana: bool
    same: bool
    measured: np.ndarray


def rows(folder: Path, split: str) -> list[Row]:
    """Return the labelled pairs of one half."""
    read = []
    latin: dict[str, set[str]] = defaultdict(set)
    with (folder / "parties.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["schema"] == "Company" and row["split"] == split:
                for names, party in ((row["names1"], row["party"]), (row["names2"], row["other"])):
                    latin[party].update(
                        name for name in names if re.search("[a-z]", name, re.I) and not EASTERN.search(name)
                    )
                if row["scripts"] in SCRIPTS:
                    read.append(row)
    out = []
    pool = sorted({word.text for names in latin.values() for name in names for word in words(name) if not word.kind})
    parties = sorted(party for party, names in latin.items() if names)
    chance = random.Random(6)
    for row in read:
        for kana in (False, True):
            mine = [name for name in row["names1"] if characters(name).kana == kana]
            if not mine:
                continue
            whose = row.get("category") or "own"
            kind = f"{row['scripts'][:4]} {whose}" if row["is_match"] else f"given {whose}"
            out.append(Row(kind, kana, row["is_match"], measured(mine, row["names2"])))
            if row["is_match"]:
                some = chance.sample(parties, min(SCRIPTS[row["scripts"]], len(parties)))
                others = [sorted(latin[party])[:ALIASES] for party in some if party != row["party"]]
                found = [Row("mined", kana, False, measured(mine[:2], names)) for names in others]
                found.sort(key=lambda other: -float((other.measured @ start()).max()))
                out += found[:MINED]
                out += swapped(mine, row["names2"], pool, chance)
    return out


def swapped(mine: list[str], theirs: list[str], pool: list[str], chance: random.Random) -> list[Row]:
    """Make hard negatives: the Latin name that is the most alike, its rare words changed for those of other parties."""
    pairs = [(one, line_up(one, other)) for one in map(characters, mine) for other in map(words, theirs)]
    one, found = max(pairs, key=lambda pair: sum(match.bits for match in pair[1].matches))
    places = {
        place
        for match in found.matches
        if match.by not in ("part", "place")
        for place in range(match.first, match.last)
    }
    if not places:
        return []
    out = []
    for _ in range(SWAPPED):
        other = [
            as_word(chance.choice(pool), False) if place in places else word for place, word in enumerate(found.words)
        ]
        values = measure(one, line_up(one, other))
        out.append(Row("swapped", one.kana, False, np.array([[*(values[name] for name in HAN_FEATURES), 1.0]])))
    return out


def start() -> np.ndarray:
    """Return weights to begin with."""
    return np.array([*(START.get(name, 0.0) for name in HAN_FEATURES), 0.0])


def measured(mine: list[str], theirs: list[str]) -> np.ndarray:
    """Return what is measured of each pair of names, and a one for the constant."""
    out = []
    for one in map(characters, mine):
        for other in map(words, theirs):
            values = measure(one, line_up(one, other))
            out.append([*(values[name] for name in HAN_FEATURES), 1.0])
    return np.array(out)


def report(read: list[Row], weights: np.ndarray) -> None:
    """Print precision and recall by threshold."""
    chances = chances_of(np.array([(row.measured @ weights).max() for row in read]))
    kinds = sorted({row.kind for row in read if row.same})
    for threshold in THRESHOLDS:
        said = [(row, chance >= threshold) for row, chance in zip(read, chances, strict=True)]
        right = sum(row.same and yes for row, yes in said)
        for against in ("given own", "given foreign", "swapped", "mined"):
            wrong = sum(yes for row, yes in said if row.kind == against)
            held = sum(row.kind == against for row in read)
            print(f"{threshold} against {held} {against}: {wrong} wrong, precision {share(right, right + wrong)}")
        for kind in kinds:
            found = [yes for row, yes in said if row.same and row.kind == kind]
            print(f"{threshold} recall {kind:14} {share(sum(found), len(found))} of {len(found)}")


def train(folder: Path) -> None:
    """Write the model, and print how well it does on the half that it was fitted to.

    Args:
        folder: what scripts/name_pairs.py makes.
    """
    tuning = rows(folder, "tuning")
    models = {}
    for title, kana in (("chinese", False), ("japanese", True)):
        read = [row for row in tuning if row.kana == kana]
        weights = fitted(read)
        models[title] = {
            name: round(float(weight), 3) for name, weight in zip([*HAN_FEATURES, "bias"], weights, strict=True)
        }
        print(title)
        report(read, weights)
    MODEL.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


def fitted(read: list[Row]) -> np.ndarray:
    """Return weights; which two names are the most alike is told by the weights of the round before."""
    same = np.array([float(row.same) for row in read])
    counts = np.array([WEIGHTS.get(row.kind[5:], 1.0) if row.same else 1.0 for row in read])
    weights = start()
    for _ in range(ROUNDS):
        table = np.array([row.measured[int((row.measured @ weights).argmax())] for row in read])
        weights = fit(table, same, counts, [sign for _, sign in HAN_FEATURES.values()], pull=PULL)
    return weights
