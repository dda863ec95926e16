"""The plugin that watches over skipped tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import skip_report

ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, body: str, ci: bool) -> tuple[int, str, str]:
    """Run pytest with the plugin over one file and return its exit code, output and closing line."""
    (folder / "test_it.py").write_text("import pytest\n" + body, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CI": "true" if ci else ""}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", str(folder), "-p", "no:cacheprovider",
         "-p", "tests.support.skip_report", "--closing-line", "line", str(folder)],
        cwd=folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, done.stdout, (folder / "line").read_text(encoding="utf-8").strip()


MIXED = """
def test_good(): pass
def test_bad(): assert 1 == 2
def test_away(): pytest.skip("no server here")
"""


def test_reasons_are_listed_and_counted(tmp_path: Path) -> None:
    code, output, line = run(tmp_path, MIXED, ci=False)
    assert code == 1
    assert "1  no server here" in output
    assert line == "1 passed, 1 failed, 1 skipped"


def test_ci_fails_for_a_skip_without_leave(tmp_path: Path) -> None:
    body = 'def test_good(): pass\ndef test_away(): pytest.skip("no server here")\n'
    code, output, line = run(tmp_path, body, ci=True)
    assert code == 1
    assert "CI=true: may skip only" in output
    assert line == "1 passed, 1 failed, 0 skipped"


def test_a_file_that_cannot_be_read_counts_as_failed(tmp_path: Path) -> None:
    code, _, line = run(tmp_path, "import no_such_module\n", ci=False)
    assert code != 0
    assert line == "0 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize(("present", "leave"), [(False, True), (True, False)])
def test_shared_data_may_be_missed_only_where_it_is_absent(tmp_path: Path, present: bool, leave: bool) -> None:
    data = tmp_path / "data"
    if present:
        data.mkdir()
    assert skip_report.may_skip("needs ../shared/data (absent)", data) is leave
    assert not skip_report.may_skip("no Java", data)
