"""The benchmark of names beside the peers: what it reads, and what it counts."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from benchmarks import name_peers
from benchmarks.name_pair_files import HELD_BACK, TUNING, cases

PAIRS = """case_group,schema,name1,name2,is_match,quality,category,notes
made,Company,Lanhe Electronics,蓝禾电子,true,,,
made,Person,Ivan Lanhev,"LANHEV, Ivan",true,,,
made,Company,Lanhe Electronics,Beike Trading,false,,,
"""


def test_precision_recall_and_f1_count_what_was_said():
    got = name_peers.figures([(0.9, True), (0.8, False), (0.7, True), (0.2, True), (0.1, False)], 0.7)
    assert (got.right, got.wrong, got.missed, got.others) == (2, 1, 1, 2)
    assert got.precision == pytest.approx(2 / 3)
    assert got.recall == pytest.approx(2 / 3)
    assert got.f1 == pytest.approx(2 / 3)
    assert got.alarms == 0.5


def test_nothing_said_has_no_precision_and_nothing_to_find_no_recall():
    assert name_peers.figures([(0.1, True)], 0.5).precision is None
    got = name_peers.figures([(0.9, False)], 0.5)
    assert (got.recall, got.f1, got.alarms) == (None, None, 1.0)


def test_the_best_threshold_is_that_of_the_best_f1():
    scored = [(0.9, True), (0.8, True), (0.8, False), (0.6, True), (0.4, False), (0.3, False)]
    assert name_peers.best(scored) == 0.6
    assert name_peers.precise(scored, 0.75) == 0.6
    assert name_peers.precise(scored, 0.9) == 0.9
    assert name_peers.precise([(0.9, False)], 0.5) is None


def test_equal_scores_are_decided_together():
    assert [threshold for threshold, _ in name_peers.thresholds([(0.5, True), (0.5, False), (0.0, True)])] == [0.5]


def test_all_forms_of_pairs_are_read(tmp_path):
    (tmp_path / "cases.csv").write_text(PAIRS, encoding="utf-8")
    found = cases(tmp_path / "cases.csv")
    assert [(case.schema, case.scripts, case.match) for case in found] == [
        ("Company", "Hani-Latn", True),
        ("Person", "Latn-Latn", True),
        ("Company", "Latn-Latn", False),
    ]
    line = {"schema": "Company", "names1": ["Lanhe", "Lan He"], "names2": ["Ланьхэ"], "is_match": True, "split": TUNING}
    (tmp_path / "parties.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (party,) = cases(tmp_path / "parties.jsonl")
    assert (party.one["name"], party.half, party.scripts) == (["Lanhe", "Lan He"], TUNING, "Cyrl-Latn")
    line |= {"scripts": "Jpan-Latn", "category": "foreign"}
    (tmp_path / "parties.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert [case.scripts for case in cases(tmp_path / "parties.jsonl")] == ["Jpan-Latn foreign"]
    (tmp_path / "checks.yml").write_text(
        "checks:\n- {match: false, schema: Person, query: {firstName: Ivan, lastName: Lan}, candidate: {name: An}}\n"
    )
    (check,) = cases(tmp_path / "checks.yml")
    assert (check.one["name"], check.one["firstName"], check.match) == (["Ivan Lan"], ["Ivan"], False)
    (tmp_path / "cross_script_pairs.csv").write_text("# a comment\n\nЛаньхев,Lanhev,0.9,invented\n", encoding="utf-8")
    (pair,) = cases(tmp_path / "cross_script_pairs.csv")
    assert (pair.one["name"], pair.other["name"], pair.match) == (["Ланьхев"], ["Lanhev"], True)


def test_a_name_with_slips_meets_its_own_and_the_most_similar_others(tmp_path):
    head = "full_name,date_of_birth\n"
    (tmp_path / "positives_un_untreated.csv").write_text(head + "Ivan Lanhev,1970\nIvan Lanhin,1980\nVera Zim,1990\n")
    (tmp_path / "positives_un_treated.csv").write_text(head + "Ivan Lnahev,1970\nIvan Lanhin,1980\nVera Zim,1990\n")
    found = cases(tmp_path / "positives_un_treated.csv")
    assert [(case.one["name"][0], case.other["name"][0]) for case in found if case.match] == [
        ("Ivan Lnahev", "Ivan Lanhev")
    ]
    assert ("Ivan Lnahev", "Ivan Lanhin", False) in [
        (case.one["name"][0], case.other["name"][0], case.match) for case in found
    ]


def test_a_pair_is_in_one_half_whatever_stands_around_it(tmp_path):
    (tmp_path / "all.csv").write_text(PAIRS, encoding="utf-8")
    lines = PAIRS.splitlines(keepends=True)
    (tmp_path / "last.csv").write_text(lines[0] + lines[-1], encoding="utf-8")
    assert cases(tmp_path / "last.csv") == cases(tmp_path / "all.csv")[-1:]
    assert {case.half for case in cases(tmp_path / "all.csv")} <= {TUNING, HELD_BACK}


def test_tables_and_scores_are_written_without_a_peer(tmp_path, monkeypatch, capsys):
    (tmp_path / "cases.csv").write_text(PAIRS, encoding="utf-8")
    page, scores = tmp_path / "page.md", tmp_path / "scores.csv"
    page.write_text("# Ours\n\n<!-- tables -->\nof before\n")
    words = ["name_peers", str(tmp_path / "cases.csv"), "--markdown", str(page), "--scores", str(scores)]
    monkeypatch.setattr(sys, "argv", words)
    name_peers.main()
    assert "| ours | 0.500 | its own, whole file |" in capsys.readouterr().out
    assert page.read_text().startswith("# Ours\n\n<!-- tables -->\n### cases.csv: 3 pairs, 2 the same")
    assert "of before" not in page.read_text()
    with scores.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["is_match"] for row in rows] == ["true", "true", "false"]
    assert float(rows[2]["ours"]) < 0.5 < float(rows[1]["ours"])


def test_a_python_without_the_peer_is_said_to_have_none(tmp_path):
    (tmp_path / "cases.csv").write_text(PAIRS, encoding="utf-8")
    found = name_peers.Measured(tmp_path / "cases.csv", cases(tmp_path / "cases.csv"))
    for python in (Path(sys.executable), tmp_path / "python"):
        with pytest.raises(SystemExit, match="nomenklatura gave no scores"):
            name_peers.score_there(found, python)
