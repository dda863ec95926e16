"""A load by several processes is killed: no process stays, and the next load gives the same package. Invented firms."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from graph.archive import Archive
from graph.packages import Package
from tests.integration.test_kill import HEADER, MAPPING
from tests.support.command import ROOT

ROWS = 55_000  # more than one part
LOAD = (
    "import sys; from pathlib import Path; from graph.archive import Archive; from loaders.plan import *; "
    "from loaders.run import run; o = LoadOptions(synthetic=True); "
    "r = run(plan([Path(sys.argv[1])], o), Archive(Path(sys.argv[2])), o, workers=2); "
    "assert r.files[0].accepted == int(sys.argv[3]), r"
)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of more than 16 MiB."""
    path = tmp_path_factory.mktemp("large") / "large.csv"
    filling = "drone parts " * 22
    rows = (
        f"2023-01-{n % 28 + 1:02},D{n},Nowhere Kites {n % 7} Ltd,CN,Vydumka-{n % 5},RU,880730,{filling},{n + 1},{n}.5\n"
        for n in range(ROWS)
    )
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    path.with_name("large.csv.mapping.yml").write_text(MAPPING, encoding="utf-8")
    assert path.stat().st_size > 16 << 20
    return path


def start(table: Path, archive: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", LOAD, str(table), str(archive), str(ROWS)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )


def package_of(archive: Path) -> Package:
    (package,) = Archive(archive).active()
    assert package.damage() == []
    return package


@pytest.fixture(scope="module")
def undisturbed(table: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    archive = tmp_path_factory.mktemp("calm") / "archive"
    process = start(table, archive)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return dict(package_of(archive).files)


def workers_begun(archive: Path, process: subprocess.Popen[str]) -> bool:
    return len(psutil.Process(process.pid).children()) == 2


def one_part_whole(archive: Path, process: subprocess.Popen[str]) -> bool:
    return any((archive / "packages").glob("*/index-*.bin"))


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (one_part_whole, signal.SIGKILL),
        pytest.param(one_part_whole, signal.SIGINT, marks=pytest.mark.long),
        pytest.param(workers_begun, signal.SIGKILL, marks=pytest.mark.long),
        (workers_begun, signal.SIGINT),
    ],
)
def test_stopped_while_several_processes_read(
    table: Path, undisturbed: dict[str, str], tmp_path: Path, number: int,
    moment: Callable[[Path, subprocess.Popen[str]], bool],
) -> None:  # fmt: skip
    archive = tmp_path / "archive"
    process = start(table, archive)
    deadline = time.monotonic() + 200
    while not moment(archive, process) and time.monotonic() < deadline:
        time.sleep(0.02)
    readers = psutil.Process(process.pid).children()
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode != 0
    _, alive = psutil.wait_procs(readers, timeout=30)
    assert alive == []
    assert Archive(archive).active() == []
    kept = {path.name: path.stat().st_mtime_ns for path in archive.glob("packages/*/index-*.bin")}
    again = start(table, archive)
    if kept:  # what is whole is not written again; the indexes go once the package is complete
        assert moment is one_part_whole
    _, errors = again.communicate(timeout=300)
    assert again.returncode == 0, errors
    package = package_of(archive)
    assert dict(package.files) == undisturbed
    whole = [package.path / f"part-{name[6:11]}.jsonl" for name in kept]
    assert all(path.stat().st_mtime_ns <= min(kept.values()) for path in whole)
    assert package.captured is not None


def test_a_reader_that_is_killed_fails_the_file_and_the_next_load_makes_it_good(
    table: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    process = start(table, archive)
    while not workers_begun(archive, process):
        time.sleep(0.02)
    psutil.Process(process.pid).children()[0].kill()
    _, errors = process.communicate(timeout=120)
    assert process.returncode != 0 and "SIGKILL" in errors
    again = start(table, archive)
    again.communicate(timeout=300)
    assert dict(package_of(archive).files) == undisturbed
