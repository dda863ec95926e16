"""A home with one text on which nobody has decided, and the command in it, as the tests of reviews ask for them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.settings import Settings
from waybill.cli import run

Call = Callable[..., tuple[int, str, str]]


def emptied(engine: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Empty the archive, and return what runs a command there: its exit code, what it prints, and its errors."""
    monkeypatch.setenv("WAYBILL_REVIEWER", "tester")
    shutil.rmtree(engine.archive_dir, ignore_errors=True)

    def do(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["--home", str(engine.home), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return do


@pytest.fixture
def call(
    request: pytest.FixtureRequest,
    engine: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Call:
    """Run a command in a home where TEXT of the test's module was just loaded and on which nobody has decided."""
    text = tmp_path / "report.txt"
    text.write_text(request.module.TEXT, encoding="utf-8")
    do = emptied(engine, monkeypatch, capsys)
    assert do("load", text, "--publisher", "Test Gazette", "--published", "2023-06")[0] == 0
    return do
