"""Reads files of labelled pairs of names: may two names, or two parties with all their names, be the same?

Forms, told apart by the name of the file:

    *.jsonl                  a pair of parties a line: schema, names1, names2, is_match, and what else is known
    *.yml                    checks of the peer: schema, query, candidate, match
    positives_un_*.csv       names with slips: the line of the `treated` file is that of the `untreated` one; the
                             others are other persons, of whom the most similar ones are taken
    positives_us_*.csv       names of different persons, the most similar ones of whom are taken
    cross_script_pairs.csv   name, the same name in another script; the reader skips its comments
    *.csv                    the peer's cases: case_group, schema, name1, name2, is_match, and perhaps split
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graph.fold import script
from graph.resolution.evaluation import half_of

HAN = ("Hani", "Hans", "Hant", "Jpan")
SIMILAR = 5  # other persons beside each name
PARTS = ("firstName", "fatherName", "middleName", "lastName")
TUNING, HELD_BACK = "tuning", "held back"


@dataclass(frozen=True, slots=True)
class Case:
    """Two parties, or two names, and whether they are the same.

    Attributes:
        schema: Person, Company, Organization, LegalEntity or Vessel.
        one, other: the names of either side, by property; `name` is always there.
        match: the label.
        scripts: of both, as in "Cyrl-Latn", and what the file calls the pair ("own", "foreign"), if it does.
        half: "tuning" or "held back".
    """

    schema: str
    one: dict[str, list[str]]
    other: dict[str, list[str]]
    match: bool
    scripts: str
    half: str


def cases(path: Path) -> list[Case]:
    """Read a file of any of the forms.

    Args:
        path: the file.
    """
    if path.suffix == ".jsonl":
        return list(_parties(path))
    if path.suffix in (".yml", ".yaml"):
        return list(_checks(path))
    if path.name.startswith("positives_"):
        return list(_positives(path))
    if path.name.startswith("cross_script"):
        return list(_cross_script(path))
    return list(_pairs(path))


Names = dict[str, list[str]]


def _case(schema: str, one: Names, other: Names, match: bool, half: str = "", scripts: str = "") -> Case:
    scripts = scripts or "-".join(sorted((_script(one), _script(other))))
    if not half:
        text = f"peers {schema} {sorted(one['name'])} {sorted(other['name'])}"
        half = TUNING if hashlib.sha256(text.encode()).digest()[0] % 2 else HELD_BACK
    return Case(schema, one, other, match, scripts, half)


def _named(row: dict[str, Any]) -> str:
    """Return what a file that knows scripts calls a pair."""
    return f"{row['scripts']} {row.get('category') or ''}".strip() if row.get("scripts") else ""


def _script(names: Names) -> str:
    found = script(names["name"][0])
    return "Hani" if found in HAN else found or "none"


def _pairs(path: Path) -> Iterator[Case]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = {"name": [row["name1"]]}, {"name": [row["name2"]]}
            half = row.get("split") or half_of(row["schema"], row["name1"], row["name2"])
            yield _case(row["schema"], *names, row["is_match"] == "true", half, _named(row))


def _parties(path: Path) -> Iterator[Case]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            one, other = {"name": row["names1"]}, {"name": row["names2"]}
            yield _case(row["schema"], one, other, row["is_match"], row["split"], _named(row))


def _checks(path: Path) -> Iterator[Case]:
    for check in yaml.safe_load(path.read_text(encoding="utf-8"))["checks"]:
        yield _case(check["schema"], _side(check["query"]), _side(check["candidate"]), check["match"])


def _side(printed: dict[str, Any]) -> Names:
    found = {
        key: [str(text) for text in (value if isinstance(value, list) else [value])] for key, value in printed.items()
    }
    if "name" not in found:
        found["name"] = [" ".join(text for part in PARTS for text in found.get(part, ()))]
    return found


def _cross_script(path: Path) -> Iterator[Case]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(line for line in file if line.strip() and not line.startswith("#")):
            yield _case("Person", {"name": [row[0]]}, {"name": [row[1]]}, True)


def _names(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["full_name"], row["date_of_birth"]) for row in csv.DictReader(file)]


def _positives(path: Path) -> Iterator[Case]:
    """Yield each name with its own, if there is one, and with the most similar names of others."""
    printed = _names(path)
    base = path.with_name(path.name.replace("_treated", "_untreated"))
    known = printed if base == path or not base.exists() else _names(base)
    same = known is not printed
    for place, (name, _) in enumerate(printed):
        if same and name != known[place][0]:
            yield _case("Person", {"name": [name]}, {"name": [known[place][0]]}, True)
        for other in _similar(known, place):
            yield _case("Person", {"name": [name]}, {"name": [other]}, False)


def _similar(known: list[tuple[str, str]], place: int) -> list[str]:
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    name, born = known[place]
    choices = {index: other for index, (other, day) in enumerate(known) if other != name and day[:4] != born[:4]}
    best = extract(name, choices, scorer=Levenshtein.normalized_similarity, limit=SIMILAR)
    return [other for other, _, _ in best]
