"""`waybill load` from outside: the report, the exit codes, what is kept, and bad input. All firms are invented."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.settings import Settings
from graph.store import Store
from tests.support.command import ROOT, clean_environment, waybill_here
from tests.support.papers import pdf
from waybill.cli import run

MAPPING = """\
version: 1
name: example
kind: trade
source: {publisher: Example Customs, title: Example rows}
record: {id: No}
fields:
  consignor.name: {column: Exporter}
  consignor.country: {column: From}
  consignee.name: {column: Importer}
  consignee.country: {column: To}
  goods: {column: Goods}
  date: {column: Date, format: "%Y-%m-%d"}
"""
HEAD = "No,Exporter,From,Importer,To,Goods,Date\n"
GOOD = (
    HEAD
    + "1,Paper Kite Co,CN,Boş Sandık Ltd,TR,drone parts,2023-01-02\n"
    + "2,Boş Sandık Ltd,TR,OOO Vymysel,RU,drone parts,2023-02-02\n"
)
RAGGED = HEAD + "7,Paper Kite Co,CN\n8,Paper Kite Co,CN,Boş Sandık Ltd,TR,drone parts,2023-03-02\n"

Load = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def settings(engine: Settings) -> Settings:
    """The home of all tests of this file."""
    return engine


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with its mapping beside it."""
    path = tmp_path / "rows.csv"
    path.write_text(GOOD, encoding="utf-8")
    (tmp_path / "rows.csv.mapping.yml").write_text(MAPPING, encoding="utf-8")
    return path


@pytest.fixture
def load(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Load:
    """Load into the home; returns exit code, stdout and stderr."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["--home", str(settings.home), "load", *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def report_of(printed: str) -> dict[str, Any]:
    """The totals of `load --json`, after a look that each file's rows add up."""
    report: dict[str, Any] = json.loads(printed)
    assert report["schema"] == 1
    for file in report["files"]:
        assert file["rows_in"] == file["accepted"] + file["rejected"] + file["repeated"]
    return report


def test_a_load_reports_and_keeps_its_report(load: Load, table: Path, settings: Settings) -> None:
    code, printed, _ = load(table, "--json")
    assert code == 0
    report = report_of(printed)
    assert report["totals"]["accepted"] == 2
    assert report["files"][0]["facts"] == 2
    assert report["files"][0]["parties_new"] == 3
    kept = sorted((settings.home / "loads").glob("*.json"))
    assert json.loads(kept[-1].read_text(encoding="utf-8"))["files"][0]["sha256"] == report["files"][0]["sha256"]

    code, printed, _ = load(table, "--json")
    assert code == 0
    again = report_of(printed)
    assert again["totals"]["repeated"] == 2
    assert again["totals"]["parties_touched"] == 0

    other = table.with_name("more.csv")
    other.write_text(GOOD.replace("OOO Vymysel", "OOO Drugoj"), encoding="utf-8")
    other.with_name("more.csv.mapping.yml").write_text(MAPPING.replace("Example rows", "More"), encoding="utf-8")
    more = report_of(load(other, "--json")[1])["files"][0]
    assert (more["parties_new"], more["parties_touched"]) == (1, 2)

    same = table.with_name("same_source.csv")
    same.write_text(GOOD.replace("OOO Vymysel", "OOO Tretij"), encoding="utf-8")
    same.with_name("same_source.csv.mapping.yml").write_text(MAPPING, encoding="utf-8")
    more = report_of(load(same, "--json")[1])["files"][0]
    assert (more["parties_new"], more["parties_touched"]) == (1, 2)
    assert again["totals"]["accepted"] == again["totals"]["facts"] == again["totals"]["parties_new"] == 0


def test_words_for_people_name_rows_and_graph(load: Load, table: Path) -> None:
    code, printed, errors = load(table)
    assert code == 0
    assert "rows in = " in printed
    assert "relationships" in printed
    assert "waybill: error" not in errors


def test_rejects_give_exit_code_three_and_are_named(load: Load, table: Path) -> None:
    table.write_text(RAGGED, encoding="utf-8")
    code, printed, errors = load(table)
    assert code == 3
    assert "1 rejected" in printed
    assert "ragged" in errors


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"\x7fELF\x00\x00\x01\x02" * 50, "rows.csv"), (HEAD.encode() + b"\xff\xfe\xfd\n", "rows.csv")],
)
def test_a_file_that_cannot_be_read_is_one_line(load: Load, table: Path, content: bytes, words: str) -> None:
    table.write_bytes(content)
    code, _, errors = load(table)
    assert code in (2, 3)
    lines = [line for line in errors.splitlines() if line.startswith("waybill: error: ")]
    assert code == 3 or (len(lines) == 1 and words in lines[0])


def test_a_missing_file_is_named(load: Load, tmp_path: Path) -> None:
    code, _, errors = load(tmp_path / "nothing.csv")
    assert code == 2
    assert "nothing.csv" in errors


def test_a_mapping_that_names_no_column_says_which(load: Load, table: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yml"
    other.write_text(MAPPING.replace("column: Exporter", "column: Shipper"), encoding="utf-8")
    code, _, errors = load(table, "-m", other)
    assert code == 2
    assert "Shipper" in errors


def test_invented_data_needs_leave(load: Load, table: Path) -> None:
    mapping = table.with_name("rows.csv.mapping.yml")
    mapping.write_text(MAPPING.replace("title:", "synthetic: true, title:"), encoding="utf-8")
    table.write_text(GOOD.replace("Paper Kite Co", "Synthetic Kite"), encoding="utf-8")
    code, _, errors = load(table)
    assert code == 2
    assert "--synthetic" in errors
    assert load(table, "--synthetic")[0] == 0


def test_two_loads_at_once_lose_nothing(settings: Settings, tmp_path: Path) -> None:
    children = []
    for number in range(2):
        path = tmp_path / f"part{number}.csv"
        path.write_text(
            GOOD.replace("1,Paper", f"1{number},Paper").replace("2,Boş", f"2{number},Boş"), encoding="utf-8"
        )
        path.with_name(path.name + ".mapping.yml").write_text(
            MAPPING.replace("Example rows", f"Part {number}"), encoding="utf-8"
        )
        command = [sys.executable, "-m", "waybill", "--home", str(settings.home), "load", str(path), "--json"]
        children.append(
            subprocess.Popen(
                command, cwd=ROOT, env=clean_environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        )
    for child in children:
        printed, errors = child.communicate(timeout=120)
        assert child.returncode == 0, errors
        assert report_of(printed)["totals"]["accepted"] == 2
    assert run(["--home", str(settings.home), "check"]) == 0


def test_a_wrong_graph_leaves_the_claims_in_the_archive(table: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    done = waybill_here("load", table, "--graph", "bolt://127.0.0.1:1", home=other, WAYBILL_PASSWORD="x")
    assert done.returncode == 2
    assert "waybill build" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("waybill: error: ")
    assert list((other / "archive" / "packages").glob("*/manifest.json"))


def test_evidence_out_of_a_pdf_names_its_page(
    load: Load, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["Nowhere Kites Ltd of China delivered 40 drone", "engines to Vydumka OOO in Russia in May 2023."]
    (tmp_path / "report.pdf").write_bytes(pdf([["An invented report.", "It says nothing here."], told]))
    code, printed, _ = load(tmp_path / "report.pdf", "--json", "--publisher", "Example Daily", "--language", "en")
    assert code == 0
    assert report_of(printed)["totals"]["claims"] >= 1
    with Store.open(settings) as store:
        query = "MATCH (c:Claim) WHERE c.quote CONTAINS 'Vydumka OOO' RETURN c.waybill_id AS id LIMIT 1"
        claim = store.read(query)[0]["id"]
    assert run(["--home", str(settings.home), "evidence", claim]) == 0
    assert ", page 2" in capsys.readouterr().out
    assert run(["--home", str(settings.home), "evidence", claim, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["evidence"][0]["place"] == "page 2"


def test_a_dry_run_reads_all_and_keeps_nothing(settings: Settings, tmp_path: Path, load: Load) -> None:
    table = tmp_path / "tried.csv"
    table.write_text(RAGGED, encoding="utf-8")
    (tmp_path / "tried.csv.mapping.yml").write_text(MAPPING, encoding="utf-8")
    story = tmp_path / "tried.txt"
    story.write_text("Paper Kite Co of China sold drone engines to Russia in May 2023.", encoding="utf-8")
    before = sorted(settings.home.rglob("*"))
    code, out, err = load(table, story, "--try", "--json", "--progress")
    assert code == 3
    rows, text = json.loads(out)["files"]
    assert (rows["state"], rows["rows_in"], rows["accepted"], rows["rejects_by_rule"]) == (
        "completed", 2, 1, {"ragged_row": 1},
    )  # fmt: skip
    assert [(one["file"], one["row"], one["rule"]) for one in rows["first_rejects"]] == [
        ("tried.csv", "2", "ragged_row")
    ]
    assert rows["first"][0]["cells"]["Importer"] == "Bo\u015f Sand\u0131k Ltd"
    assert rows["first"][0]["claims"][0]["goods"] == "drone parts"
    assert text["first"][0]["quote"].startswith("Paper Kite Co of China sold")
    assert "loading tried.csv" in err
    code, out, err = load(table, "--try")
    assert (code, "Nothing was kept" in out, "ragged_row" in out) == (3, True, True)
    assert [path for path in sorted(settings.home.rglob("*")) if path.name != "scratch"] == [
        path for path in before if path.name != "scratch"
    ]
    code, _, err = load(table, "--try", "--plan")
    assert code == 2 and "goes with neither" in err
