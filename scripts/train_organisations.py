"""Fits the weights of names of organisations (name_model.json) and counts their frequent words (common_words.json).

Only what the halves give for tuning is read: pairs whose split is "tuning", cases of that half
(`graph.resolution.evaluation.half`). The words are counted first, by party, then the weights are fitted. Names between
Chinese or Japanese and Latin letters have a model of their own and are left out.

Lists seldom hold a branch or a namesake in another city beside its likeness, so such pairs are made of their names by
rule (`altered`): another city, another number, a branch, a subsidiary, another kind of legal form.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from graph.legal_forms import split_legal_form
from graph.resolution import comparison, parts
from graph.resolution.comparison import FEATURES, MODEL, compare
from graph.resolution.evaluation import Case, half, read_cases
from graph.resolution.names import clear, organisation
from scripts.logistic import calibrated, fit

CLASSES = (
    0.0008,
    0.0025,
    0.008,
    0.02,
)  # share of the parties that have a word, from which on it is of class 1, 2, 3, 4
PULL = 2.0  # of each weight towards zero
SHARES = {"Latn-Latn": 0.5, "Cyrl-Latn": 1.0}  # what a pair counts, by its scripts
OF_CASES, OF_PAIRS = 15.0, 0.3  # what a case counts, and a pair of names beside a pair of parties
LEAST = 0.15  # share of the words that must agree for a pair to be fitted: others are never one party by their names
AGREED = list(FEATURES).index("agreed")
OF_MADE, OF_NAMES = 0.04, 24  # what a pair made by rule counts; of 256 names so many are altered
MOST, ROUNDS = 60, 3  # pairs of names of two parties; rounds in which the best pair of each is chosen anew
SCRIPTS = {"Hani", "Jpan"}

Row = tuple[list[float], float, float]  # measured, with a 1 for the constant; 1 for the same party; what it counts


def count_words(cases: list[Case]) -> dict[str, dict[str, str]]:
    """Return the words of each class, apart by spaces: by sound, and concepts by name."""
    names: dict[str, set[str]] = {}
    for case in cases:
        names.setdefault(case.party, set()).add(case.name1)
        names.setdefault(case.other, set()).add(case.name2)
    held: Counter[tuple[str, str]] = Counter()
    for said in names.values():
        units = [unit for name in said for unit in organisation(name).units if unit.role != "number"]
        held.update({("concepts", unit.concept) if unit.concept else ("sounds", unit.sound) for unit in units})
    classes: dict[str, dict[int, list[str]]] = {"sounds": {}, "concepts": {}}
    for (kind, word), count in held.items():
        number = sum(count / len(names) >= share for share in CLASSES)
        if number:
            classes[kind].setdefault(number, []).append(word)
    return {
        kind: {str(number): " ".join(sorted(words[number])) for number in sorted(words)}
        for kind, words in classes.items()
    }


def altered(name: str) -> list[tuple[str, str]]:
    """Return pairs of names of two parties that are one word apart, made of a name in Latin letters."""
    core = split_legal_form(name).core
    out = [(name, f"{core} {word} LLC") for word in ("Trading House", "Holding", "Shanghai Branch")]
    out += [(name, f"Representative Office of {core}"), (f"{core} No. 5", f"{core} No. 7"), (name, f"{core} No. 7")]
    out += [
        (f"Minsk {name}", f"Shenzhen {name}"),
        (f"{core} LLC", f"{core} JSC"),
        (f"{core} Co., Ltd.", f"FSUE {core}"),
    ]
    return out


def made(pairs: list[Case]) -> list[Case]:
    """Return the pairs that are made of one name in so many."""
    names = sorted({case.name1 for case in pairs if case.scripts == "Latn-Latn"} | {case.name2 for case in pairs})
    return [
        Case("Company", (one,), (other,), False, "Latn-Latn")
        for name in names
        if hashlib.sha256(name.encode()).digest()[0] < OF_NAMES
        and any(u.role == "core" for u in organisation(name).units)
        for one, other in altered(name)
    ]


def measured(cases: Iterable[Case], share: float | dict[str, float]) -> Iterator[Row]:
    """Yield what is measured of each case; of several names the pair that the model so far finds the most alike.

    Args:
        cases: one whose names another model compares, since one of them is Chinese, is left out.
        share: what a case counts, or by its scripts.
    """
    for case in cases:
        pairs = ((one, other) for one in case.names1 for other in case.names2)
        best = max((compare(*pair) for pair in pairs), key=lambda found: found.chance)
        if best.features.keys() >= FEATURES.keys():
            counts = share if isinstance(share, float) else share.get(case.scripts, 1.0)
            yield [*(best.features[name] for name in FEATURES), 1.0], float(case.match), counts


def fitted(rows: list[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the weights, the constant last, and what they were fitted to."""
    table, same, counts = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    signs = [sign for _, sign in FEATURES.values()]
    return fit(table, same, counts, signs, pull=PULL), table, same, counts


def chosen(path: Path) -> list[Case]:
    """Return the pairs of organisations of a file that are for tuning and for this model."""
    return [
        case
        for case in read_cases(path)
        if half(case) == "tuning" and case.schema != "Person" and not SCRIPTS & set(case.scripts.split("-"))
    ]


def save(weights: np.ndarray) -> None:
    """Write the weights into the model, and let the next comparison read it."""
    rounded = [round(float(weight), 3) for weight in weights]
    model = {"organisation": {"bias": rounded[-1], **dict(zip(FEATURES, rounded[:-1], strict=True))}}
    MODEL.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    comparison.weights.cache_clear()


def train(folder: Path, cases: Path) -> None:
    """Write both files.

    Args:
        folder: what scripts/name_pairs.py writes.
        cases: in the peer's format.
    """
    pairs = chosen(folder / "pairs.csv")
    classes = count_words(pairs)
    parts.COMMON.write_text(json.dumps(classes, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    parts.common_words.cache_clear()
    clear()
    others = [case for case in read_cases(cases) if case.schema != "Person" and half(case) == "tuning"]
    parties = [case for case in chosen(folder / "parties.jsonl") if len(case.names1) * len(case.names2) <= MOST]
    invented = made(pairs)
    for _ in range(ROUNDS):
        of_pairs = {scripts: OF_PAIRS * share for scripts, share in SHARES.items()}
        rows = [*measured(others, OF_CASES), *measured(pairs, of_pairs), *measured(parties, SHARES)]
        rows = [row for row in rows if row[0][AGREED] >= LEAST]
        weights, table, same, counts = fitted([*rows, *measured(invented, OF_MADE)])
        save(weights)
    real = slice(0, len(rows))
    stretch, shift = calibrated(table[real] @ weights, same[real], counts[real])
    weights = weights * stretch
    weights[-1] += shift
    save(weights)
    print(f"organisations: {len(pairs)} pairs of names, {len(parties)} of parties, {len(others)} cases")
