"""Measures how well and how quickly names are matched: ours, nomenklatura's logic-v2 and logic-v1, and Levenshtein.

    python -m benchmarks.name_peers --peer-python PYTHON FILE... [--markdown FILE] [--scores FILE] [--most 40000]

PYTHON is that of an environment where nomenklatura and rigour are installed; they are no dependency of ours. On Debian
or Ubuntu, as they need ICU: `apt-get install libicu-dev pkg-config g++`, `python3 -m venv PEER`,
`PEER/bin/pip install nomenklatura rigour`, and PYTHON is PEER/bin/python. Without --peer-python only ours and
Levenshtein are measured. FILE: pairs in a form that benchmarks/name_pair_files.py reads.

All of them see the same pairs, with names and nothing else, in one run. A file is cut into halves (by party where it
says which, else by a hash of the pair): the threshold named "best" is that of the best F1 on the tuning half, and the
figures are those of the half held back. Every method is also measured at its own threshold, on the whole file: 0.5
for ours (from there on a pair waits for a person), 0.7 for nomenklatura (as its own services set it). Time is that of
the processor, from the printed strings on, for a pair.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from benchmarks.name_pair_files import HELD_BACK, TUNING, Case, cases
from benchmarks.queries import machine

CHILD = Path(__file__).with_name("peer_matchers.py")
OURS, LEVENSHTEIN, PEERS = "ours", "Levenshtein", ("logic-v2", "logic-v1")
OWN = {OURS: 0.5, "logic-v2": 0.7, "logic-v1": 0.7}
WARM = ("Warm Up Trading 1 Ltd", "Разминка Торг ООО", "暖身贸易有限公司", "Ivan Razminkin", "Иван Разминкин")
WANTED = 0.97  # precision at which recall is told
FEW = 20  # pairs of a slice below which nothing is said about it


@dataclass(frozen=True, slots=True)
class Figures:
    """How decisions compare with labels."""

    right: int  # the same, and said so
    wrong: int  # not the same, but said so
    missed: int  # the same, and not said so
    others: int  # not the same

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if self.right + self.missed else None

    @property
    def alarms(self) -> float | None:
        """Of those that are not the same, how many it says are."""
        return self.wrong / self.others if self.others else None


@dataclass(slots=True)
class Measured:
    """Scores of all methods on the cases of a file.

    Attributes:
        path: the file.
        cases: in its order.
        scores: by method, one for each case.
        busy: processor time by method, in seconds.
        version: of the peer, or "".
    """

    path: Path
    cases: list[Case]
    scores: dict[str, list[float]] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)
    version: str = ""


def figures(scored: Iterable[tuple[float, bool]], threshold: float) -> Figures:
    """Count right, wrong and missed ones at a threshold."""
    right = wrong = missed = others = 0
    for score, match in scored:
        others += not match
        if score >= threshold:
            right, wrong = right + match, wrong + (not match)
        else:
            missed += match
    return Figures(right, wrong, missed, others)


def thresholds(scored: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, Figures]]:
    """Yield every threshold that decides otherwise than the one before, highest first, with what it gives."""
    whole = sum(match for _, match in scored)
    ordered = sorted(scored, reverse=True)
    right = wrong = 0
    for place, (score, match) in enumerate(ordered):
        right, wrong = right + match, wrong + (not match)
        if score > 0 and (place + 1 == len(ordered) or ordered[place + 1][0] != score):
            yield score, Figures(right, wrong, whole - right, len(scored) - whole)


def best(scored: Sequence[tuple[float, bool]]) -> float:
    """Return the threshold of the best F1; the highest of several."""
    return max(thresholds(scored), key=lambda found: found[1].f1 or 0.0, default=(1.0, None))[0]


def precise(scored: Sequence[tuple[float, bool]], wanted: float = WANTED) -> float | None:
    """Return the lowest threshold with the wanted precision, or None when there is none."""
    met = [threshold for threshold, found in thresholds(scored) if (found.precision or 0.0) >= wanted]
    return min(met, default=None)


def levenshtein(one: str, other: str) -> float:
    """How alike two casefolded texts are, 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one.casefold(), other.casefold())


def chance(schema: str) -> Callable[[str, str], float]:
    """Return how ours compares two names of a schema."""
    from graph.resolution.comparison import compare
    from graph.resolution.persons import compare_persons

    if schema == "Person":
        return lambda one, other: compare_persons(one, other).chance
    if schema == "LegalEntity":  # a person or an organisation: nobody says which
        return lambda one, other: max(compare(one, other).chance, compare_persons(one, other).chance)
    return lambda one, other: compare(one, other).chance


def score_here(found: Measured) -> None:
    """Score all cases with ours and with Levenshtein."""
    by_schema = {schema: chance(schema) for schema in {case.schema for case in found.cases}}
    for compared, one, other in product(by_schema.values(), WARM, WARM):  # tables are read once
        compared(one, other)
    for method in (OURS, LEVENSHTEIN):
        scores, before = [], time.process_time()
        for case in found.cases:
            of = by_schema[case.schema] if method == OURS else levenshtein
            scores.append(max(of(*pair) for pair in product(case.one["name"], case.other["name"])))
        found.busy[method] = time.process_time() - before
        found.scores[method] = scores


def score_there(found: Measured, python: Path) -> None:
    """Score all cases with the peer, in a process of its own Python.

    Raises:
        SystemExit: it has no nomenklatura, or failed.
    """
    lines = (json.dumps({"schema": case.schema, "one": case.one, "other": case.other}) for case in found.cases)
    command = [str(python), str(CHILD), *PEERS]
    try:
        done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise SystemExit(f"{python}: nomenklatura gave no scores: {said.strip()[-500:]}") from None
    answer = json.loads(done.stdout)
    found.scores |= answer["scores"]
    found.busy |= answer["busy"]
    found.version = answer["version"]


def measure(path: Path, python: Path | None, most: int) -> Measured:
    """Score the cases of a file with every method, at most so many, evenly out of the file."""
    read = cases(path)
    step = max(1, -(-len(read) // most))
    found = Measured(path, read[::step])
    score_here(found)
    if python is not None:
        score_there(found, python)
    return found


def _part(found: Measured, method: str, half: str | None, keep: Callable[[Case], bool]) -> list[tuple[float, bool]]:
    return [
        (score, case.match)
        for case, score in zip(found.cases, found.scores[method], strict=True)
        if half in (None, case.half) and keep(case)
    ]


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def methods(found: Measured) -> list[str]:
    """Return the methods of a table, in its order."""
    return [name for name in (OURS, *PEERS, LEVENSHTEIN) if name in found.scores]


def whole_table(found: Measured) -> Iterator[str]:
    """Yield the lines of the table of a file."""

    def everything(_: Case) -> bool:
        return True

    same = sum(case.match for case in found.cases)
    held = [case.match for case in found.cases if case.half == HELD_BACK]
    name = found.path.name
    yield f"### {name}: {len(found.cases):,} pairs, {same:,} the same; held back {len(held):,}, {sum(held):,} the same"
    yield ""
    yield "| method | threshold | of | precision | recall | F1 | of others, said to be the same | microseconds a pair |"
    yield "|---|---|---|---|---|---|---|---|"
    for method in methods(found):
        each = found.busy[method] / max(len(found.cases), 1) * 1e6
        rows: list[tuple[str, float, str | None]] = []
        if method in OWN:
            rows.append(("its own, whole file", OWN[method], None))
        tuning = _part(found, method, TUNING, everything)
        if any(match for _, match in tuning) and not all(match for _, match in tuning):
            rows.append(("best, half held back", best(tuning), HELD_BACK))
        for label, threshold, half in rows:
            got = figures(_part(found, method, half, everything), threshold)
            yield (
                f"| {method} | {threshold:.3f} | {label} | {_cell(got.precision)} | {_cell(got.recall)} | "
                f"{_cell(got.f1)} | {_cell(got.alarms)} | {each:,.0f} |"
            )
    yield ""


def slice_table(found: Measured) -> Iterator[str]:
    """Yield the lines of the table of the half held back by schema and pair of scripts."""
    slices = sorted({(case.schema, case.scripts) for case in found.cases})
    names = methods(found)
    lines = []
    for schema, scripts in slices:

        def kept(case: Case, of: tuple[str, str] = (schema, scripts)) -> bool:
            return (case.schema, case.scripts) == of

        held = [case for case in found.cases if kept(case) and case.half == HELD_BACK]
        same = sum(case.match for case in held)
        if len(held) < FEW or not same:
            continue
        cells = []
        for method in names:
            tuning, rest = _part(found, method, TUNING, kept), _part(found, method, HELD_BACK, kept)
            overall = best(_part(found, method, TUNING, lambda _: True))
            cells.append(_cell(figures(rest, overall).f1))
            threshold = precise(tuning) if len(tuning) >= FEW else None
            got = figures(rest, threshold) if threshold is not None else None
            cells.append("-" if got is None else f"{_cell(got.recall)} at {_cell(got.precision)}")
        lines.append(f"| {schema} | {scripts} | {len(held):,} | {same:,} | {' | '.join(cells)} |")
    if lines:
        heads = " | ".join(f"{name}: F1 | recall at precision" for name in names)
        yield f"| schema | scripts | pairs | the same | {heads} |"
        yield "|---" * (4 + 2 * len(names)) + "|"
        yield from lines
        yield ""


def write_scores(path: Path, all_found: Sequence[Measured]) -> None:
    """Write what every method gave each pair, to look for classes of pairs that one of them gets wrong."""
    names = methods(all_found[0])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "half", "schema", "scripts", "is_match", *names, "one", "other"])
        for found in all_found:
            for place, case in enumerate(found.cases):
                scores = [f"{found.scores[name][place]:.4f}" for name in names]
                sides = [" | ".join(side["name"]) for side in (case.one, case.other)]
                row = [found.path.name, case.half, case.schema, case.scripts, str(case.match).lower()]
                writer.writerow([*row, *scores, *sides])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How well and how quickly names are matched, beside the peers.")
    parser.add_argument("files", type=Path, nargs="+", help="labelled pairs")
    parser.add_argument("--peer-python", type=Path, help="of an environment with nomenklatura")
    parser.add_argument(
        "--most", type=int, default=40_000, help="pairs of a file; of a larger one every second or third"
    )
    parser.add_argument("--markdown", type=Path, help="write the tables there too")
    parser.add_argument("--scores", type=Path, help="write the score of each pair there, as CSV")
    options = parser.parse_args()
    all_found, lines = [], []
    for path in options.files:
        all_found.append(measure(path, options.peer_python, options.most))
        for line in (*whole_table(all_found[-1]), *slice_table(all_found[-1])):
            lines.append(line)
            print(line, flush=True)
    version = all_found[-1].version
    peer = f"nomenklatura {version}" if version else "no peer"
    last = f"{machine()}; {peer}."
    print(last)
    if options.markdown:
        text = options.markdown.read_text(encoding="utf-8") if options.markdown.exists() else ""
        head, mark, _ = text.partition("<!-- tables -->\n")
        body = "\n".join([*lines, last])
        options.markdown.write_text(f"{head if mark else ''}<!-- tables -->\n{body}\n", encoding="utf-8")
    if options.scores:
        write_scores(options.scores, all_found)


if __name__ == "__main__":
    main()
