"""`waybill analyse` on a small graph in the embedded engine; all names in it are invented."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import Store
from tests.support.small_graph import fill, tie
from waybill.cli import run

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def home(engine: Settings) -> Path:
    with Store.open(engine, create=True) as store:
        fill(store)
    return engine.home


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a measure and return what it prints; its exit code must be the one that is expected."""

    def call(*arguments: str, code: int = 0) -> str:
        assert run(["--home", str(home), "analyse", *arguments]) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    return call


def test_brokers_name_whom_they_stand_between_and_the_proof(ask: Ask) -> None:
    printed = ask("brokers", "--from", "China", "--to", "Россия")
    assert "1. Birch Trading (TR)" in printed and "between 1.0 pairs, 33.3% of all" in printed
    assert f"waybill evidence {tie('t15')}" in printed and "It cannot show" in printed
    assert "Test Authority" in ask("brokers", "--plain")
    assert "nothing here is real" in ask("brokers", "--synthetic")


@pytest.mark.parametrize(
    "arguments",
    [["brokers"], ["communities"], ["similar", "party-birch"], ["growth", "--to", "RU", "--on", "2022-06"],
     ["mirror", "--from", "CN", "--to", "TR"]],
)  # fmt: skip
def test_every_measure_prints_words_json_and_csv(ask: Ask, arguments: list[str]) -> None:
    assert "It cannot show" in ask(*arguments)
    whole = json.loads(ask(*arguments, "--json"))
    assert whole["measure"] == arguments[0] and whole["cannot_show"].startswith("It cannot show")
    assert list(whole) == ["schema", "measure", "asked", "figures", "rows", "cannot_show", "notes"]
    rows = list(csv.DictReader(io.StringIO(ask(*arguments, "--csv"))))
    assert len(rows) == len(whole["rows"])
    assert all(list(row) == list(other) for row, other in zip(rows, whole["rows"], strict=True))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["growth", "--to", "RU"], "on, listing"), (["growth", "--on", "June"], "on: must be a date"),
     (["brokers", "--from", "Atlantis"], "from: must be a country"), (["brokers", "--goods", ""], "must not be blank"),
     (["similar", "nobody-here"], "is no id here"), (["mirror", "--from", "CN"], "one country each"),
     (["brokers", "--samples", "3"], "samples: must be a whole number from 500")],
)  # fmt: skip
def test_what_cannot_be_asked_is_one_line(ask: Ask, arguments: list[str], said: str) -> None:
    printed = ask(*arguments, code=2)
    assert said in printed and printed.count("\n") == 1
