"""`waybill sources` and `waybill unload` from outside. All firms are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.settings import Settings
from tests.support.homes import empty
from tests.waybill.test_load import GOOD, MAPPING
from waybill.cli import run

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(running: Settings, capsys: pytest.CaptureFixture[str]) -> Call:
    home = empty(running)

    def do(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["--home", str(home.home), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return do


def write(folder: Path, name: str, title: str, rows: str = GOOD) -> Path:
    path = folder / name
    path.write_text(rows, encoding="utf-8")
    path.with_name(f"{name}.mapping.yml").write_text(MAPPING.replace("Example rows", title), encoding="utf-8")
    return path


def digest(call: Call) -> str:
    found: str = json.loads(call("digest", "--json")[1])["digest"]
    return found


def test_a_source_goes_and_comes_back_with_its_digest(call: Call, tmp_path: Path) -> None:
    call("load", write(tmp_path, "one.csv", "First"))
    before = digest(call)
    other = write(tmp_path, "two.csv", "Second", GOOD.replace("Paper Kite", "Tin Kite"))
    call("load", other)
    after = digest(call)
    assert before != after
    code, printed, _ = call("unload", "Example Customs / Second", "--why", "loaded by mistake", "--json")
    assert code == 0
    assert [one["document"] for one in json.loads(printed)["withdrawn"]] == ["two.csv"]
    assert digest(call) == before
    assert call("check")[0] == 0
    states = {one["document"]: one["state"] for one in json.loads(call("sources", "--json")[1])["sources"]}
    assert states == {"one.csv": "active", "two.csv": "withdrawn"}

    again = json.loads(call("load", other, "--json")[1])["files"][0]
    assert again["state"] == "repeated" and "--undo" in again["warnings"][0]
    assert digest(call) == before
    assert call("unload", "--undo", "two.csv")[0] == 2
    assert call("unload", "--undo", "Second")[0] == 0
    assert digest(call) == after


def test_sources_are_listed_for_people(call: Call, tmp_path: Path) -> None:
    assert "Nothing is loaded yet" in call("sources")[1]
    call("load", write(tmp_path, "one.csv", "First"), "--edition", "2025-02-03", "--licence", "CC0")
    code, printed, _ = call("sources")
    assert code == 0
    assert "Example Customs / First" in printed and "2025-02-03" in printed and "CC0" in printed
    assert "1 packages, 1 of them in the graph, 2 rows" in printed


def test_unknown_words_are_one_line(call: Call) -> None:
    code, _, errors = call("unload", "nobody")
    assert code == 2
    assert errors.startswith("waybill: error: ") and "waybill" in errors
