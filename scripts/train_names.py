"""Makes name_model.json and common_words.json, which the comparison of names of organisations reads.

Usage: python scripts/train_names.py FOLDER CASES.csv

FOLDER holds what scripts/name_pairs.py writes; CASES.csv is in the peer's format. Only what their halves give for
tuning is read: pairs whose split is "tuning", cases whose hash is odd (`graph.resolution.evaluation.half`). The words
are counted first, by party. Then the weights are fitted: a logistic regression by Newton steps, with a pull towards
zero, in which no feature may speak against its sign in FEATURES (a weight that would is held at zero). Names between
Chinese or Japanese and Latin letters have a model of their own and are left out.

Lists seldom hold a branch or a namesake in another city beside its likeness, so such pairs are made of their names by
rule (`altered`): another city, another number, a branch, a subsidiary, another kind of legal form.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import mul
from pathlib import Path

from graph.legal_forms import split_legal_form
from graph.resolution import comparison, parts
from graph.resolution.comparison import FEATURES, MODEL, compare
from graph.resolution.evaluation import Case, half, read_cases
from graph.resolution.names import clear, organisation

CLASSES = (
    0.0008,
    0.0025,
    0.008,
    0.02,
)  # share of the parties that have a word, from which on it is of class 1, 2, 3, 4
PULL = 2.0  # of each weight towards zero
STEPS, STEP, FAR = 30, 0.3, 30.0  # at most; the longest one of a stretch; logits beyond which nothing changes
SHARES = {"Latn-Latn": 0.5, "Cyrl-Latn": 1.0}  # what a pair counts, by its scripts
OF_CASES, OF_PAIRS = 15.0, 0.3  # what a case counts, and a pair of names beside a pair of parties
LEAST = 0.15  # share of the words that must agree for a pair to be fitted: others are never one party by their names
AGREED = list(FEATURES).index("agreed")
OF_MADE, OF_NAMES = 0.04, 24  # what a pair made by rule counts; of 256 names so many are altered
MOST, ROUNDS = 60, 3  # pairs of names of two parties; rounds in which the best pair of each is chosen anew
SCRIPTS = {"Hani", "Jpan"}

Row = tuple[list[float], float, float]  # measured, 1 for the same party, weight


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
            yield [1.0, *(best.features[name] for name in FEATURES)], float(case.match), counts


def fit(rows: list[Row]) -> list[float]:
    """Return the weights, the constant first."""
    signs = [0, *(sign for _, sign in FEATURES.values())]
    weights = [0.0] * len(signs)
    for _ in range(STEPS):
        gradient, curve = _slopes(rows, weights)
        free = [
            place
            for place, sign in enumerate(signs)
            if not sign or sign * weights[place] > 0 or sign * gradient[place] > 0
        ]
        step = _solved([[curve[i][j] for j in free] for i in free], [gradient[i] for i in free])
        for place, change in zip(free, step, strict=True):
            weights[place] += change
            if signs[place] and signs[place] * weights[place] < 0:
                weights[place] = 0.0
        if max(map(abs, step)) < 1e-6:
            break
    return weights


def calibrated(rows: list[Row], weights: list[float]) -> list[float]:
    """Return the weights stretched and shifted so that chances are the shares of pairs that match."""
    totals = [sum(map(mul, weights, values)) for values, _, _ in rows]
    stretch, shift = 1.0, 0.0
    for _ in range(STEPS):
        first = second = one_one = one_two = two_two = 0.0
        for total, (_, match, share) in zip(totals, rows, strict=True):
            chance = chance_of(stretch * total + shift)
            error, bend = share * (match - chance), share * chance * (1 - chance)
            first, second = first + error * total, second + error
            one_one, one_two, two_two = one_one + bend * total * total, one_two + bend * total, two_two + bend
        change = _solved([[one_one, one_two], [one_two, two_two]], [first, second])
        stretch, shift = stretch + max(-STEP, min(STEP, change[0])), shift + max(-STEP, min(STEP, change[1]))
    return [stretch * weights[0] + shift, *(stretch * weight for weight in weights[1:])]


def chance_of(total: float) -> float:
    """Return the chance of a sum of weights."""
    return 1 / (1 + math.exp(-max(-FAR, min(FAR, total))))


def _slopes(rows: list[Row], weights: list[float]) -> tuple[list[float], list[list[float]]]:
    """Return the gradient of the likelihood and its negative curvature, with the pull."""
    size = len(weights)
    gradient = [-PULL * weight for weight in weights]
    curve = [[PULL * (i == j) for j in range(size)] for i in range(size)]
    gradient[0] = curve[0][0] = 0.0
    for values, match, share in rows:
        held = [(place, value) for place, value in enumerate(values) if value]
        chance = chance_of(sum(weights[place] * value for place, value in held))
        bend = share * chance * (1 - chance)
        for i, one in held:
            gradient[i] += share * (match - chance) * one
            row = curve[i]
            for j, other in held:
                row[j] += bend * one * other
    return gradient, curve


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a system of linear equations by elimination."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for place in range(size):
        best = max(range(place, size), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        for row in range(size):
            if row != place:
                share = rows[row][place] / rows[place][place]
                rows[row] = [one - share * two for one, two in zip(rows[row], rows[place], strict=True)]
    return [rows[place][size] / rows[place][place] for place in range(size)]


def chosen(path: Path) -> list[Case]:
    """Return the pairs of organisations of a file that are for tuning and for this model."""
    return [
        case
        for case in read_cases(path)
        if half(case) == "tuning" and case.schema != "Person" and not SCRIPTS & set(case.scripts.split("-"))
    ]


def save(weights: list[float]) -> None:
    """Write the weights into the model, and let the next comparison read it."""
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    model["organisation"] = {
        "bias": round(weights[0], 3),
        **{name: round(weight, 3) for name, weight in zip(FEATURES, weights[1:], strict=True)},
    }
    MODEL.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    comparison.weights.cache_clear()


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("cases", type=Path)
    options = parser.parse_args()
    pairs = chosen(options.folder / "pairs.csv")
    classes = count_words(pairs)
    parts.COMMON.write_text(json.dumps(classes, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    parts.common_words.cache_clear()
    clear()
    cases = [case for case in read_cases(options.cases) if case.schema != "Person" and half(case) == "tuning"]
    parties = [case for case in chosen(options.folder / "parties.jsonl") if len(case.names1) * len(case.names2) <= MOST]
    invented = made(pairs)
    weights: list[float] = []
    for _ in range(ROUNDS):
        of_pairs = {scripts: OF_PAIRS * share for scripts, share in SHARES.items()}
        rows = [*measured(cases, OF_CASES), *measured(pairs, of_pairs), *measured(parties, SHARES)]
        rows = [row for row in rows if row[0][1 + AGREED] >= LEAST]
        weights = fit([*rows, *measured(invented, OF_MADE)])
        save(weights)
    save(calibrated(rows, weights))
    print(f"{len(pairs)} pairs of names, {len(parties)} of parties, {len(cases)} cases")
    print(MODEL.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
