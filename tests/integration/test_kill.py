"""kill -9, Ctrl+C and two commands at once, through the command line, as they happen to people."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from tests.support.command import ROOT, clean_environment, waybill_here

HEADER = "date,declaration,consignor,consignor country,consignee,consignee country,hs,goods,pieces,net kg\n"
MAPPING = """\
version: 1
name: kill-test
kind: trade
source: {publisher: Invented table for tests, owner: tests, title: Kill test, synthetic: true, coverage: excerpt}
file: {format: csv, encoding: utf-8, delimiter: ",", header_row: 1}
numbers: {decimal: ".", thousands: ","}
record: {id: declaration}
fields:
  date: {column: date, format: "%Y-%m-%d"}
  consignor: {column: consignor}
  consignor.country: {column: consignor country}
  consignee: {column: consignee}
  consignee.country: {column: consignee country}
  hs: {column: hs}
  goods: {column: goods}
  quantity: {column: pieces}
  net_kg: {column: net kg}
new_columns: reject
"""


def table(folder: Path, rows: int, name: str = "kill_test.csv") -> Path:
    """A table of invented firms, with its mapping beside it."""
    lines = [
        f"2023-01-{n % 28 + 1:02},D{name}{n},Nowhere Kites {n % 7} Ltd,CN,"
        f"Vydumka-{n % 5},RU,880730,drone parts,{n + 1},{n}.5\n"
        for n in range(rows)
    ]
    path = folder / name
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    path.with_name(f"{name}.mapping.yml").write_text(MAPPING, encoding="utf-8")
    return path


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "waybill", "--home", str(home), *arguments]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What is done before and after in peace; what is stopped is a process of its own."""
    done = waybill_here(*arguments, home=home, WAYBILL_ENGINE_IDLE_S="3")
    assert done.returncode in (0, 3), done.stderr
    return done


def environment() -> dict[str, str]:
    return {**clean_environment(), "WAYBILL_ENGINE_IDLE_S": "3", "PYTHONUNBUFFERED": "1"}


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(home, *arguments),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )


def digest_of(home: Path) -> str:
    found: str = json.loads(run(home, "digest", "--json").stdout)["digest"]
    return found


def stop_at(process: subprocess.Popen[str], words: str, number: int) -> None:
    """Send a signal when the progress on standard error says these words."""
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            process.send_signal(number)
            break
    else:
        pytest.fail(f"the command ended before it said {words!r}")
    process.communicate(timeout=60)


def orphans(home: Path) -> Sequence[str]:
    return [
        " ".join(_command_line(process))
        for process in psutil.process_iter()
        if str(home) in " ".join(_command_line(process))
    ]


def _command_line(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("calm")
    run(folder / "home", "load", str(table(folder, 400)), "--synthetic", "--yes")
    return digest_of(folder / "home")


@pytest.mark.parametrize(
    "words",
    [
        "loading",
        pytest.param("reading the archive", marks=pytest.mark.long),
        pytest.param("comparing with the graph", marks=pytest.mark.long),
        "writing",
    ],
)
def test_kill_9_anywhere_loses_nothing_and_leaves_nothing(tmp_path: Path, undisturbed: str, words: str) -> None:
    home, path = tmp_path / "home", table(tmp_path, 400)
    process = start(home, "load", str(path), "--synthetic", "--yes")
    stop_at(process, words, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    run(home, "load", str(path), "--synthetic", "--yes")
    run(home, "build")
    assert digest_of(home) == undisturbed
    assert run(home, "check").returncode == 0
    deadline = time.monotonic() + 30
    while orphans(home) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert orphans(home) == []


def test_ctrl_c_is_130_and_the_next_load_finishes(tmp_path: Path, undisturbed: str) -> None:
    home, path = tmp_path / "home", table(tmp_path, 400)
    process = start(home, "load", str(path), "--synthetic", "--yes")
    stop_at(process, "reading the archive", signal.SIGINT)
    assert process.returncode == 130
    run(home, "load", str(path), "--synthetic", "--yes")
    assert digest_of(home) == undisturbed


@pytest.mark.long
def test_two_loads_at_once_take_both_files(tmp_path: Path) -> None:
    home = tmp_path / "home"
    one, other = table(tmp_path, 300), table(tmp_path, 200, "second.csv")
    both = [start(home, "load", str(path), "--synthetic", "--yes") for path in (one, other, one)]
    for process in both:
        _, errors = process.communicate(timeout=240)
        assert process.returncode == 0, errors
    calm = tmp_path / "calm"
    run(calm, "load", str(one), str(other), "--synthetic", "--yes")
    assert digest_of(home) == digest_of(calm)
    assert run(home, "check").returncode == 0
