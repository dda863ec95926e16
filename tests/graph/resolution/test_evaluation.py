"""Labelled pairs of names: how they are read, counted and printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.errors import ResolutionError
from graph.resolution.evaluation import Case, Scored, best, half, read_cases, reliability, score, tally
from tests.conftest import SHARED_DATA
from waybill.cli import app

HEAD = "case_group,schema,name1,name2,is_match,quality,category,notes"
TABLE = f"""{HEAD}
made,Company,ООО Ланхе,Lanhe LLC,true,,,
made,Company,Lanhe LLC,Spektr LLC,false,,,
made,Person,Ivan Testov,Иван Тестов,true,,,
"""


def written(folder: Path, text: str, name: str = "cases.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def scored(*pairs: tuple[float, bool]) -> list[Scored]:
    return [Scored(Case("Company", ("a",), ("b",), match, "Latn-Latn"), chance, 0.0) for chance, match in pairs]


def test_a_table_is_read_with_scripts_and_lines(tmp_path: Path) -> None:
    cases = read_cases(written(tmp_path, TABLE))
    assert [(case.scripts, case.match, case.line) for case in cases] == [
        ("Cyrl-Latn", True, 2),
        ("Latn-Latn", False, 3),
        ("Cyrl-Latn", True, 4),
    ]
    assert {half(case) for case in cases} <= {"tuning", "held back"}


def test_of_parties_the_best_pair_of_names_counts(tmp_path: Path) -> None:
    line = {"schema": "Company", "names1": ["ООО Ланхе"], "names2": ["Spektr", "Lanhe LLC"], "is_match": True}
    (case,) = read_cases(written(tmp_path, json.dumps(line) + "\n", "parties.jsonl"))
    (found,) = score([case])
    (alone,) = score([Case("Company", ("ООО Ланхе",), ("Lanhe LLC",), True, "Cyrl-Latn")])
    assert found.chance == alone.chance > 0.7


def test_a_list_of_expected_matches_is_read(tmp_path: Path) -> None:
    text = "# pairs\n\nИван Тестов,Ivan Testov,0.95,Russian name\n蓝禾,Lanhe,0.6,Chinese company\n"
    assert [(case.schema, case.match) for case in read_cases(written(tmp_path, text))] == [
        ("Person", True),
        ("Company", True),
    ]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("", "cases.csv", "holds no pair"),
        ("a,b\n1,2\n", "cases.csv", "line 1: the header lacks schema, name1, name2, is_match"),
        (f"{HEAD}\nmade,Company,A,B\n", "cases.csv", "line 2: 4 cells where the header has 8"),
        (f"{HEAD}\nmade,Company,A,B,perhaps,,,\n", "cases.csv", "line 2: is_match is 'perhaps'"),
        ("{", "pairs.jsonl", "line 1: needs names1"),
        ('{"schema": "Company", "names1": [], "names2": ["B"], "is_match": true}', "pairs.jsonl", "without a name"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, text: str, name: str, words: str) -> None:
    with pytest.raises(ResolutionError, match=words) as error:
        read_cases(written(tmp_path, text, name))
    assert name in str(error.value)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ResolutionError, match="cannot be read"):
        read_cases(tmp_path / "none.csv")


def test_counts_and_thresholds() -> None:
    found = scored((0.9, True), (0.8, False), (0.7, True), (0.1, False))
    at = tally("all", found, 0.75)
    assert (at.right, at.wrong, at.missed, at.passed) == (1, 1, 1, 1)
    assert (at.precision, at.recall, at.f1) == (0.5, 0.5, 0.5)
    assert best("all", found).threshold == 0.7
    assert best("all", found, precision=0.97).recall == 0.5
    assert best("all", scored((0.9, False), (0.5, True)), precision=0.97).right == 0


def test_equal_chances_fall_on_one_side_of_a_threshold() -> None:
    assert best("all", scored((0.9, True), (0.9, False), (0.9, False)), precision=0.97).right == 0


def test_reliability_by_tenths() -> None:
    (low, high) = reliability(scored((0.05, False), (1.0, True), (0.95, False)))
    assert (low.count, low.true, high.count, high.true) == (1, 0.0, 2, 0.5)


def test_the_command_prints_tables_errors_and_json(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE)
    printed = CliRunner().invoke(app, ["evaluate-names", str(path), "--errors"])
    assert printed.exit_code == 0
    assert "organisations Cyrl-Latn" in printed.stdout and "recall at precision 0.97" in printed.stdout
    told = json.loads(CliRunner().invoke(app, ["evaluate-names", str(path), "--json", "--threshold", "0.5"]).stdout)
    assert told["threshold"] == 0.5
    assert told["groups"][0] | {"microseconds": 0} == {
        "group": "all",
        "pairs": 3,
        "matches": 2,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "recall_at_precision": 1.0,
        "threshold_at_precision": told["groups"][0]["threshold_at_precision"],
        "microseconds": 0,
    }


@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason="needs ../shared/data (absent)")
def test_organisations_of_the_peers_benchmark_do_not_fall_back() -> None:
    cases = read_cases(SHARED_DATA / "name_matching" / "cases.csv")
    found = score(case for case in cases if case.schema != "Person")
    assert best("organisations", found).f1 > 0.85
