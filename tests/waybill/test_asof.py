"""Questions as of another day, or without a source, on the command line; all names are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.settings import Settings
from tests.support.dashboard_home import AGAIN, ROTOR, VOLNA, YELKEN, make_home
from waybill.cli import run

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def home(engine: Settings) -> Path:
    return make_home(engine.home).home


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def call(*arguments: str, code: int = 0, errors: bool = False) -> str:
        assert run(["--home", str(home), *arguments]) == code
        printed = capsys.readouterr()
        return printed.err if errors else printed.out

    return call


def real(answer: dict[str, Any]) -> list[list[str]]:
    """The parties of the real paths."""
    paths = [path["legs"] for path in answer["paths"] if not path["synthetic"]]
    return [[legs[0]["from"]["name"], *(leg["to"]["name"] for leg in legs)] for legs in paths]


WHOLE = [ROTOR, YELKEN, VOLNA]


def test_without_a_source_legs_are_made_of_what_the_others_say(ask: Ask) -> None:
    answer = json.loads(ask("paths", "--goods", "drone parts", "--from", "CN", "--to", "RU", "--json"))
    assert WHOLE in real(answer)
    assert answer["view"] is None
    told = {leg["to"]["name"]: leg for path in answer["paths"] for leg in path["legs"] if not path["synthetic"]}
    assert (told[YELKEN]["sources"], told[VOLNA]["claims"]) == (2, 2)
    question = ("paths", "--goods", "drone parts", "--from", "CN", "--to", "RU", "--json", "--evidence")
    answer = json.loads(ask(*question, "--without", "source:The Gazette"))
    assert real(answer) == [WHOLE]
    assert answer["view"]["without"] == ["The Gazette"]
    told = {leg["to"]["name"]: leg for path in answer["paths"] for leg in path["legs"] if not path["synthetic"]}
    assert (told[YELKEN]["sources"], told[VOLNA]["claims"]) == (1, 1)
    assert told[VOLNA]["standing"] == "accepted"  # the row alone
    assert [item["quote"] for item in told[YELKEN]["evidence"]] == [AGAIN]
    assert answer["searched"]["documents"] == 3
    printed = ask("paths", "--from", "CN", "--to", "RU", "--without", "source:The Gazette")
    assert "searched as if The Gazette had said nothing" in printed
    assert "artillery" not in ask("query", "denied_or_contradicted", "--without", "source:The Gazette")


def test_a_dossier_is_told_as_the_path_was_asked_for(ask: Ask, tmp_path: Path) -> None:
    """And so is its evidence; asked as usual again, all sources are back."""
    question = ("paths", "--goods", "drone parts", "--from", "CN", "--to", "RU", "--json")

    def told(*options: str) -> tuple[str, list[str]]:
        paths = json.loads(ask(*question, *options))["paths"]
        (wanted,) = (one["id"] for one in paths if real({"paths": [one]}) == [WHOLE])
        file = tmp_path / "path.md"
        ask("dossier", wanted, "-o", str(file), "--force")
        items = json.loads(ask("evidence", wanted, "--json"))["evidence"]
        return file.read_text("utf-8"), sorted({item["publisher"] for item in items})

    without, publishers = told("--without", "source:The Gazette", "--rule", "quantity=lenient")
    assert "as if The Gazette had said nothing" in without and "The Gazette" not in publishers
    assert "party strict, goods strict, time lenient, quantity lenient, transit off" in without
    plain, publishers = told("--without", "KZ")
    assert "asked without" in plain and "Kazakhstan" in plain and "told of the graph" not in plain
    assert "The Gazette" in publishers
    usual, again = told()
    assert "asked" not in usual.partition("## Picture")[0] and again == publishers


def test_as_valid_and_as_known(ask: Ask) -> None:
    question = (
        "paths",
        "--from",
        "CN",
        "--to",
        "RU",
        "--goods",
        "drone parts",
        "--json",
        "--as-valid-on",
        "2023-06-19",
    )
    answer = json.loads(ask(*question))
    assert real(answer) == [WHOLE]
    assert [leg["facts_count"] for leg in answer["paths"][0]["legs"]] == [1, 1]  # the row of the next day is not there
    printed = ask("paths", "--from", "CN", "--to", "RU", "--as-known-on", "2023-07-30", "--by", "published")
    assert "No path." in printed
    assert "searched as published by the end of 2023-07-30" in printed
    told = ask(
        "paths", "--from", "CN", "--to", "RU", "--as-known-on", "2023-07-31", "--by", "published", "--choke-points",
        errors=True,
    )  # fmt: skip
    assert "left out, for nobody says when they were published: rows.csv, synthetic.csv" in told


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--as-known-on", "soon"), "as-known-on: must be a date such as 2022, 2022-06 or 2022-06-17, got 'soon'"),
        (("--as-valid-on", "2023-13"), "as-valid-on: must be a date"),
        (("--as-known-on", "2023", "--by", "rumour"), "by: must be one of loaded, published, got 'rumour'"),
        (("--without", "source:Nobody"), "'Nobody': is no package, file or source of the archive"),
    ],
)
def test_what_is_wrong_is_refused(ask: Ask, options: tuple[str, ...], message: str) -> None:
    assert message in ask("paths", "--from", "CN", *options, code=2, errors=True)


def test_a_query_goes_without_sources_only(ask: Ask) -> None:
    told = ask("query", "documents", "--without", "TR", code=2, errors=True)
    assert "without: a query goes without sources only, source:NAME, got 'TR'" in told


def test_what_changed_and_what_is_new(ask: Ask) -> None:
    clock = ("--since", "2023-06-30", "--until", "2023-07-31", "--by", "published")
    printed = ask("changes", "--from", "CN", "--to", "RU", *clock)
    assert "known from 2023-06-30 to 2023-07-31: 2 opened, 0 closed, 0 strengthened, 0 weakened, 0 same" in printed
    assert f"opened: {ROTOR} (CN) -> {YELKEN} (TR) -> {VOLNA} (RU): drone parts" in printed
    assert "of The Herald, What The Herald wrote, published since 2023-07-31" in printed
    answer = json.loads(ask("changes", "--from", "CN", "--to", "RU", *clock, "--json"))
    assert answer["counts"]["opened"] == len(answer["changes"]) == 2
    printed = ask("paths", "--from", "CN", "--to", "RU", "--new-since", "2023-06-30", "--by", "published")
    assert "only paths that were not there as known on 2023-06-30" in printed and ROTOR in printed
    told = json.loads(ask("query", "documents", "--new-since", "2023-06-30", "--by", "published", "--json"))
    assert told["notes"][-1] == "4 of 4 rows are new since 2023-06-30, by document"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--since", "2024", "--until", "2023"), "since must lie before until, got 2024-12-31 and 2023-12-31"),
        (("--since", "2023", "--clock", "sun"), "clock: must be one of known, valid, got 'sun'"),
        (("--since", "2023", "--as-known-on", "2023"), "the clock known runs from --since to --until"),
    ],
)
def test_wrong_days_of_changes_are_refused(ask: Ask, options: tuple[str, ...], message: str) -> None:
    assert message in ask("changes", *options, code=2, errors=True)
