"""The loader as a service: plan, question, watch, rejects, past loads. All firms are invented."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.settings import Settings
from loaders.estimate import graph_seconds
from tests.support.command import ROOT, clean_environment, waybill
from tests.waybill.test_load import GOOD, MAPPING, RAGGED
from waybill import planning
from waybill.cli import run
from waybill.progress import Bars, Progress
from waybill.watching import Watch

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def home(engine: Settings) -> Path:
    """The home of all tests of this file."""
    return engine.home


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def do(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["--home", str(home), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return do


def write(folder: Path, name: str, rows: str = GOOD) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.with_name(f"{name}.mapping.yml").write_text(MAPPING.replace("Example rows", name), encoding="utf-8")
    path.write_text(rows, encoding="utf-8")
    return path


def test_a_plan_names_every_file_and_does_nothing(call: Call, tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "data"
    write(folder, "one.csv", GOOD.replace("Paper", "Plan"))
    write(folder, "two.csv", GOOD.replace("Paper", "Plan"))
    (folder / "prog.py").write_text("print()")
    (folder / "hs.csv").write_text("hs6,tier,hs2022_description\n880730,1,x\n")
    os.symlink("/etc/hostname", folder / "out.csv")
    before = sorted((home / "archive").rglob("manifest.json"))
    code, printed, _ = call("load", folder, "--plan", "--json")
    assert code == 0
    plan = json.loads(printed)
    assert [(Path(one["path"]).name, one["action"], one["rows"]) for one in plan["files"]] == [
        ("hs.csv", "reference", None),
        ("one.csv", "load", 2),
        ("out.csv", "refused", None),
        ("prog.py", "refused", None),
        ("two.csv", "duplicate", None),
    ]
    assert "leads out of the folder" in plan["files"][2]["reason"]
    assert plan["files"][1]["loader"] == "mapping example"
    assert plan["totals"]["new_rows"] == 2
    assert plan["totals"]["actions"] == {"duplicate": 1, "load": 1, "reference": 1, "refused": 2}
    code, printed, _ = call("load", folder, "--dry-run")
    assert code == 0 and "the same bytes as" in printed and "plan: 5 files" in printed
    assert sorted((home / "archive").rglob("manifest.json")) == before


def test_many_new_rows_are_asked_about(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "ASK_FROM_ROWS", 1)
    path = write(tmp_path, "many.csv", GOOD.replace("Paper", "Many"))
    for extra in ((), ("--json",)):
        code, _, errors = call("load", path, *extra)
        assert code == 2 and "--yes" in errors and "--plan" in errors and "about 2 rows" in errors
    assert call("load", path, "--yes")[0] == 0
    assert call("load", path)[0] == 0  # it is in already: no first load

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("waybill.planning.confirm", lambda question: False)
    assert call("load", write(tmp_path, "more.csv", GOOD.replace("Paper", "More")))[0] == 0
    states = json.loads(call("sources", "--json")[1])["sources"]
    assert "more.csv" not in {one["document"] for one in states}


def test_a_plan_expects_time_for_the_graph_too(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "both"
    files = [write(folder, name, GOOD.replace("Paper", name)) for name in ("one.csv", "two.csv")]
    totals = json.loads(call("load", "--plan", folder, "--json")[1])["totals"]
    assert totals["new_rows"] == 4 and totals["graph_seconds"] >= 10
    assert f"then about {totals['graph_seconds']:,.0f} s to write the graph" in call("load", "--plan", *files)[1]
    assert graph_seconds(0, 0) < graph_seconds(0, 500) < graph_seconds(1000, 500) < graph_seconds(1000, 10_000)
    assert graph_seconds(0, 10_000) > 50  # a large store is filled in one go


def test_load_and_status_count_the_same_parties_and_things(call: Call, tmp_path: Path) -> None:
    rows = [
        "Unique ID,OFSI Group ID,Name,Regime Name,Type,Designation source,Date Designated,Sanctions Imposed",
        "RUS9001,90001,Unreal Gears LLC,Russia,Entity,UK,01-02-2024,Asset freeze",
        "RUS9003,,NEVERSHIP,Russia,Ship,UK,24-10-2024,Shipping sanctions",
    ]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    code, printed, errors = call("load", path)
    assert code == 0, errors
    words = re.search(r"\d+ parties, 1 vessels, aircraft and assets", printed)
    assert words is not None
    assert words[0] in call("status")[1]
    assert json.loads(call("status", "--json")[1])["overview"]["things"] == 1
    totals = json.loads(call("loads", "--last", "--json")[1])["loads"][0]["totals"]
    assert totals["parties_new"] == 2  # the firm and the authority


def test_a_folder_of_refused_files_says_the_reasons_with_their_counts(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(61):
        (folder / f"t{n:02d}.csv").write_text(f"a,b,c\n{n},2,3\n", encoding="utf-8")
    code, printed, errors = call("load", folder)
    assert code == 0
    assert "loading" not in errors
    assert "1 refused: a table without a mapping" in printed
    assert "... and 51 more for other reasons; waybill loads --last shows all" in printed
    for n in range(61):
        (folder / f"t{n:02d}.csv").write_bytes(b"\x7fELF\x00\x01" + bytes([n]))
    code, printed, errors = call("load", folder)
    assert code == 0 and "loading" not in errors
    assert "61 refused: " in printed


def test_what_the_graph_does_not_hold_is_asked_of_the_whole_archive(call: Call, tmp_path: Path) -> None:
    report = json.loads(call("load", write(tmp_path, "one.csv"), "--json")[1])
    assert report["left_out"] == {}
    assert json.loads(call("rejects", "--left-out", "--json")[1])["left_out"] == {}
    assert "The graph holds what all claims say." in call("rejects", "--left-out")[1]
    code, _, errors = call("rejects", "one.csv", "--left-out")
    assert code == 2 and "--left-out tells of the whole graph" in errors


def test_rejects_are_shown_by_the_command_that_the_report_names(call: Call, tmp_path: Path) -> None:
    path = write(tmp_path, "bad.csv", RAGGED + '9,"Two, Kites",CN,Boş,Nowhereland,"line\nbreak",2023-04-01\n')
    report = json.loads(call("load", path, "--json")[1])
    command = report["files"][0]["rejects"]
    assert command == f"waybill rejects {report['files'][0]['package']}"
    code, printed, _ = call(*command.split()[1:], "--json")
    rows = json.loads(printed)["rejects"]
    assert code == 0 and [(one["row"], one["rule"]) for one in rows] == [("2", "ragged_row"), ("4", "unknown_country")]
    assert rows[1]["raw"][1] == "Two, Kites" and rows[1]["raw"][5] == "line\nbreak"
    printed = call("rejects", "bad.csv", "--csv", "--rule", "unknown_country")[1]
    (row,) = csv.DictReader(io.StringIO(printed))
    assert json.loads(row["raw"])[4] == "Nowhereland"
    code, printed, told = call("rejects", "bad.csv", "--rule", "nosuch")
    assert (code, printed.strip()) == (0, "0 rejected rows")
    assert "the rule 'nosuch' leaves nothing out here; rules that do: " in told
    assert "unknown_country (" in told
    printed = call("rejects", "bad.csv", "--limit", "1")[1]
    assert "2 rejected rows, 1 of them shown" in printed and "ragged" in printed
    assert call("rejects", "no such file")[0] == 2
    assert call("rejects", "--csv", "--json")[0] == 2


def test_past_loads_are_listed(call: Call, tmp_path: Path) -> None:
    call("load", write(tmp_path, "listed.csv", GOOD.replace("Paper", "Listed")))
    code, printed, _ = call("loads", "--json")
    last = json.loads(printed)["loads"][-1]
    assert code == 0 and last["totals"]["accepted"] == 2 and last["started"] and last["seconds"] > 0
    assert last["files"][0]["path"].endswith("listed.csv")
    printed = call("loads", "--last")[1]
    assert "listed.csv" in printed and "completed" in printed


def test_what_appears_is_loaded_once_it_stands_still(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "inbox"
    write(folder, "first.csv", GOOD.replace("Paper", "First"))
    done = waybill("load", folder, "--watch", "--once", "--json", home=home)
    assert done.returncode == 0, done.stderr
    assert [Path(one["path"]).name for one in json.loads(done.stdout)["files"]] == ["first.csv"]

    process = subprocess.Popen(
        [sys.executable, "-m", "waybill", "load", str(folder), "--watch", "--json"],
        cwd=ROOT, env={**clean_environment(), "WAYBILL_HOME": str(home)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["files"][0]["state"] == "repeated"
    write(folder, "second.csv", RAGGED.replace("Paper", "Second"))
    (folder / "note.py").write_text("no data")
    states: dict[str, str] = {}
    while len(states) < 2:
        for one in json.loads(process.stdout.readline())["files"]:
            states[Path(one["path"]).name] = one["state"]
    assert states == {"second.csv": "completed", "note.py": "refused"}
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and "interrupted" in errors


def test_a_file_counts_when_it_stands_still(tmp_path: Path) -> None:
    watch = Watch([tmp_path])
    path = tmp_path / "a.csv"
    assert watch.look() == [] and not watch.waiting()
    path.write_text("1")
    assert watch.look() == [] and watch.waiting()
    path.write_text("12")
    assert watch.look() == []
    assert watch.look() == [path]
    assert watch.look() == [] and not watch.waiting()
    path.with_name("a.csv.mapping.yml").write_text("x")
    assert watch.look() == [] and watch.look() == [path]
    path.unlink()
    assert watch.look() == []
    path.write_text("12")
    os.utime(path, (time.time() + 9, time.time() + 9))
    assert watch.look() == [] and watch.look() == [path]
    os.symlink("/etc/hostname", tmp_path / "out.csv")
    assert watch.look() == [] and watch.look() == []


def test_only_folders_are_watched(call: Call, tmp_path: Path) -> None:
    code, _, errors = call("load", write(tmp_path, "x.csv"), "--watch")
    assert code == 2 and "must be a folder" in errors
    assert call("load", tmp_path, "--once")[0] == 2


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def test_each_file_has_a_bar_on_a_terminal() -> None:
    stream = Terminal()
    with Bars(Progress(stream=stream), 2) as bars:
        for name in ("one.csv", "two.csv"):
            bars.tell(name, name, 500, 1000)
            bars.tell(name, name, 1500, 1000)
        assert bars._rich is not None
        bars._rich.refresh()
        assert len(bars._rich.tasks) == 3
        bars.done("one.csv", "one.csv")
        assert [task.completed for task in bars._rich.tasks] == [1, 1500]
    drawn = stream.getvalue()
    assert "one.csv" in drawn and "two.csv" in drawn and "1500/1500" in drawn
