"""Measures the comparison of names on labelled pairs: precision, recall, F1, whether chances hold, and the time."""

from __future__ import annotations

import csv
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from graph.errors import ResolutionError
from graph.fold import script
from graph.resolution.comparison import compare
from graph.resolution.persons import compare_persons

COLUMNS = ("schema", "name1", "name2", "is_match")
TRUTHS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
HAN = ("Hani", "Hans", "Hant")
ORDER = ("Hani", "Jpan", "Kore", "Cyrl", "Arab", "Latn")
BINS = 10
WHOSE = ("own", "foreign")  # categories of scripts/name_pairs.py: whether the first script is at home with the party

Compare = Callable[[str, str, str], float]


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled pair of names, or of two parties by all their names.

    Attributes:
        schema: Person, or what else the file calls it.
        names1, names2: the names on either side.
        match: whether both are of one party.
        scripts: of both sides, such as "Cyrl-Latn".
        group: where the pair is from.
        category: what the file says of it.
        party, other: names of the parties, where the file has them.
        split: "tuning", "held back" or "".
        line: in the file.
    """

    schema: str
    names1: tuple[str, ...]
    names2: tuple[str, ...]
    match: bool
    scripts: str
    group: str = ""
    category: str = ""
    party: str = ""
    other: str = ""
    split: str = ""
    line: int = 0

    @property
    def name1(self) -> str:
        """The name on the one side, the first of several."""
        return self.names1[0]

    @property
    def name2(self) -> str:
        """The name on the other side, the first of several."""
        return self.names2[0]


def scripts_of(one: str, other: str) -> str:
    """Name the scripts of two names, such as "Hani-Latn"; all Chinese writing is Hani."""
    found = ["Hani" if code in HAN else code for code in (script(one), script(other))]
    return "-".join(sorted(found, key=lambda code: (ORDER.index(code) if code in ORDER else 9, code)))


def half(case: Case) -> str:
    """Return the half of a case: what its file says, else what `half_of` says."""
    return case.split or half_of(case.schema, case.name1, case.name2)


def half_of(schema: str, one: str, other: str) -> str:
    """Return "tuning" or "held back" by a hash of two names; persons in any order, as their model was always tuned."""
    if schema == "Person":
        text, at, tuned = "\t".join(sorted((one, other))), -1, 0
    else:
        text, at, tuned = f"{one} {other}", 0, 1
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return "tuning" if digest[at] % 2 == tuned else "held back"


def read_cases(path: Path) -> list[Case]:
    """Read labelled pairs.

    Args:
        path: a table as the peer's cases.csv (case_group, schema, name1, name2, is_match ...), a list of pairs that
            match as in cross_script_pairs.csv (query, expected match, score, description), or lines of JSON with all
            names of two parties (names1, names2, is_match).

    Raises:
        ResolutionError: it cannot be read as any of these; the message names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ResolutionError(f"{path}: cannot be read as text in UTF-8 ({error})") from error
    lines = text.splitlines()
    if path.suffix == ".jsonl":
        cases = [_of_json(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    else:
        cases = list(_of_table(path, lines))
    if not cases:
        raise ResolutionError(f"{path}: holds no pair of names")
    return cases


def _of_table(path: Path, lines: list[str]) -> Iterator[Case]:
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    reader = csv.reader(line for _, line in kept)
    rows = list(reader)
    if not rows:
        return
    head = rows[0]
    if not set(COLUMNS) <= set(head):
        if len(head) == 4 and _is_score(head[2]):
            yield from (_expected(path, kept[place][0], row) for place, row in enumerate(rows))
            return
        missing = ", ".join(column for column in COLUMNS if column not in head)
        raise ResolutionError(f"{path}, line {kept[0][0]}: the header lacks {missing}; expected {', '.join(COLUMNS)}")
    for place, row in enumerate(rows[1:], 1):
        number = kept[min(place, len(kept) - 1)][0]
        if len(row) != len(head):
            raise ResolutionError(f"{path}, line {number}: {len(row)} cells where the header has {len(head)}")
        cell = dict(zip(head, row, strict=True))
        yield _case(path, number, cell, (cell["name1"],), (cell["name2"],), TRUTHS.get(cell["is_match"].lower()))


def _is_score(cell: str) -> bool:
    try:
        return 0 <= float(cell) <= 1
    except ValueError:
        return False


def _expected(path: Path, number: int, row: list[str]) -> Case:
    if len(row) < 2:
        raise ResolutionError(f"{path}, line {number}: a query and its expected match are needed, got {row}")
    of_firm = "compan" in row[-1].lower() or "organi" in row[-1].lower()
    return Case("Company" if of_firm else "Person", (row[0],), (row[1],), True, scripts_of(row[0], row[1]), line=number)


def _of_json(path: Path, number: int, line: str) -> Case:
    try:
        cell = json.loads(line)
        one, other = (tuple(map(str, cell[key])) for key in ("names1", "names2"))
        return _case(path, number, cell, one, other, cell["is_match"] if isinstance(cell["is_match"], bool) else None)
    except (ValueError, KeyError, TypeError) as error:
        raise ResolutionError(f"{path}, line {number}: needs names1, names2 and is_match as JSON ({error})") from error


def _case(
    path: Path, number: int, cell: dict[str, str], one: tuple[str, ...], other: tuple[str, ...], match: bool | None
) -> Case:
    if match is None:
        raise ResolutionError(f"{path}, line {number}: is_match is {cell['is_match']!r}; expected true or false")
    if not one or not other:
        raise ResolutionError(f"{path}, line {number}: a side without a name")
    scripts = cell.get("scripts") or scripts_of(one[0], other[0])
    known = {key: cell.get(key) or "" for key in ("category", "party", "other", "split")}
    return Case(cell["schema"], one, other, match, scripts, group=cell.get("case_group") or "", line=number, **known)


def chance_of(schema: str, one: str, other: str) -> float:
    """Return the chance that two names mean the same party.

    Args:
        schema: Person compares names of persons, anything else those of organisations.
        one, other: names as printed.
    """
    return compare_persons(one, other).chance if schema == "Person" else compare(one, other).chance


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with the chance that it got, and the seconds that took."""

    case: Case
    chance: float
    seconds: float


def score(cases: Iterable[Case], compare: Compare = chance_of) -> list[Scored]:
    """Compare every case; of parties the best pair of names counts."""
    out = []
    for case in cases:
        start = time.perf_counter()
        chance = max(compare(case.schema, one, other) for one in case.names1 for other in case.names2)
        pairs = len(case.names1) * len(case.names2)
        out.append(Scored(case, chance, (time.perf_counter() - start) / pairs))
    return out


@dataclass(frozen=True, slots=True)
class Tally:
    """How well chances from a threshold on tell which pairs match.

    Attributes:
        name: of the group.
        threshold: chance from which on a pair is taken for one party.
        right, wrong, missed, passed: matches found, others taken for matches, matches not found, others left.
        microseconds: a pair of names, the median.
    """

    name: str
    threshold: float
    right: int
    wrong: int
    missed: int
    passed: int
    microseconds: float

    @property
    def count(self) -> int:
        """Number of pairs."""
        return self.right + self.wrong + self.missed + self.passed

    @property
    def precision(self) -> float:
        """Share of right ones among those found; 1 where none is."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the matches that is found; 1 where there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def tally(name: str, scored: Sequence[Scored], threshold: float) -> Tally:
    """Count what a threshold gets right."""
    found = [(one.case.match, one.chance >= threshold) for one in scored]
    time_us = 1e6 * median(one.seconds for one in scored) if scored else 0.0
    return Tally(
        name, threshold, found.count((True, True)), found.count((False, True)), found.count((True, False)),
        found.count((False, False)), time_us,
    )  # fmt: skip


def best(name: str, scored: Sequence[Scored], precision: float = 0.0) -> Tally:
    """Return the tally of the best F1 over all thresholds, or of the best recall at a precision.

    Args:
        name: of the group.
        scored: in any order.
        precision: that must be reached; 0 asks for the best F1.
    """
    ordered = sorted(scored, key=lambda one: -one.chance)
    total = sum(one.case.match for one in ordered)
    right, top, threshold = 0, -1.0, 1.01
    for place, one in enumerate(ordered):
        right += one.case.match
        if place + 1 < len(ordered) and ordered[place + 1].chance == one.chance:
            continue
        value = 2 * right / (place + 1 + total)
        if precision:
            value = right / max(1, total) if right / (place + 1) >= precision else -1.0
        if value > top:
            top, threshold = value, one.chance
    return tally(name, scored, threshold)


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs whose chances lie in [low, high): how many, the mean chance, and the share that matches."""

    low: float
    high: float
    count: int
    said: float
    true: float


def reliability(scored: Sequence[Scored]) -> list[Bin]:
    """Return whether chances are what they say, by tenths; empty tenths are left out."""
    bins: list[list[Scored]] = [[] for _ in range(BINS)]
    for one in scored:
        bins[min(BINS - 1, int(one.chance * BINS))].append(one)
    return [
        Bin(
            place / BINS, (place + 1) / BINS, len(held), sum(one.chance for one in held) / len(held),
            sum(one.case.match for one in held) / len(held),
        )
        for place, held in enumerate(bins)
        if held
    ]  # fmt: skip


def groups(scored: Sequence[Scored]) -> list[tuple[str, list[Scored]]]:
    """Return the groups that are told apart: all, halves, scripts, kinds with scripts and whose names they are."""
    out: dict[str, list[Scored]] = {"all": list(scored)}
    halves = sorted({half(one.case) for one in scored}, reverse=True)
    for name in halves:
        out[name] = [one for one in scored if half(one.case) == name]
    labels: dict[str, set[str]] = {}
    members: dict[str, list[Scored]] = {}
    for one in scored:
        kind = "persons" if one.case.schema == "Person" else "organisations"
        named = [one.case.scripts, f"{kind} {one.case.scripts}"]
        if one.case.category in WHOSE:
            named.append(f"{kind} {one.case.scripts}, {one.case.category}")
        for label in named:
            members.setdefault(f"{label}, {half(one.case)}", []).append(one)
            labels.setdefault(label, set()).add(half(one.case))
    for label in sorted(labels):
        out |= {f"{label}, {name}": members[f"{label}, {name}"] for name in sorted(labels[label], reverse=True)}
    return list(out.items())
