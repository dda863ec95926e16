"""A user's own queries on the command line: to begin one, to check one, to ask one. Names are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.settings import Settings
from tests.support.dashboard_home import make_home
from waybill.cli import run

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def home(engine: Settings) -> Path:
    return make_home(engine.home).home


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command; returns exit code, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--home", str(home), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def own(ask: Ask, tmp_path: Path) -> Path:
    """A file as --new prints it."""
    path = tmp_path / "firms_of.cypher"
    path.write_text(ask("query", "--new", "firms-of")[1], encoding="utf-8")
    return path


def test_what_new_prints_is_sound_and_answers(ask: Ask, own: Path) -> None:
    code, printed, _ = ask("query", "--check", str(own))
    assert (code, printed.splitlines()[0]) == (
        0,
        f"{own}: nothing is wrong with it; only a Neo4j server tells where its plan looks at all of something",
    )
    folder = ["--queries", str(own.parent)]
    code, printed, _ = ask("query", "firms_of", *folder, "-p", "country=Turkey", "--json")
    assert code == 0 and [row["party"] for row in json.loads(printed)["rows"]]
    assert json.loads(ask("query", *folder, "--json")[1])["queries"][-1]["own"] is True
    listed = ask("query", *folder)[1]
    assert listed.index("weapons_with_part") < listed.index("Your own") < listed.index("firms_of")
    assert "'country': must" not in ask("query", "firms_of", *folder)[1]
    assert "near:" in ask("query", "firms_of")[2]


def test_the_folder_of_the_home_and_the_one_of_the_environment_join(
    ask: Ask, own: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYBILL_QUERIES", str(own.parent))
    assert ask("query", "firms_of")[0] == 0
    monkeypatch.setenv("WAYBILL_QUERIES", str(own))
    assert "WAYBILL_QUERIES: must be a folder" in ask("query", "firms_of")[2]
    monkeypatch.delenv("WAYBILL_QUERIES")
    (home / "queries").mkdir()
    (home / "queries" / own.name).write_bytes(own.read_bytes())
    assert ask("query", "firms_of")[0] == 0
    assert "--queries: must be a folder" in ask("query", "--queries", str(own))[2]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("maturity: trial", "maturity: new", "line 3: maturity must be"),
        ("'CN', limit", "'CN', limits", "line 12: the :param line must name every"),
        ("{country: 'CN'", "{country: oops'", "line 12: "),
        ("RETURN c.waybill_id", "CREATE (x:Company) RETURN c.waybill_id", "line 13: query: 'CREATE' at position"),
        ("RETURN c.waybill_id", "RETRUN c.waybill_id", "line 13: "),
        ("id: firms-of", "id: party-profile", "line 1: Waybill has the id party-profile"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(ask: Ask, own: Path, old: str, new: str, words: str) -> None:
    text = own.read_text("utf-8")
    assert old in text
    own.write_text(text.replace(old, new), encoding="utf-8")
    code, printed, _ = ask("query", "--check", str(own))
    assert code == 1 and f"{own}, {words}" in printed
    faults = json.loads(ask("query", "--check", str(own), "--json")[1])["faults"]
    assert [fault["line"] for fault in faults] == [int(words.split(":")[0].removeprefix("line "))]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("RETURN c.waybill_id", "SET c.name = 'x' RETURN c.waybill_id", "only reading is allowed"),
        (
            "MATCH (c:Company",
            "CALL dbms.killConnection('x') YIELD message MATCH (c:Company",
            "is not among the allowed",
        ),
        ("MATCH (c:Company", "LOAD CSV FROM 'file:///etc/hostname' AS x MATCH (c:Company", "must begin with one of"),
        (", c.name AS party", ", c.name AS firm, c.name AS party", "the header declares the columns party_id, party"),
    ],
)
def test_own_queries_go_through_the_gate(ask: Ask, own: Path, old: str, new: str, words: str) -> None:
    own.write_text(own.read_text("utf-8").replace(old, new), encoding="utf-8")
    code, _, errors = ask("query", "firms_of", "--queries", str(own.parent))
    assert code == 2 and words in errors


def test_a_broken_file_is_told_and_does_not_keep_the_others_out(ask: Ask, own: Path) -> None:
    own.write_text(own.read_text("utf-8").replace("maturity: trial", "maturity: new"), encoding="utf-8")
    folder = ["--queries", str(own.parent)]
    code, _, errors = ask("query", *folder)
    assert code == 0 and f"left out: {own}, line 3: maturity" in errors
    assert ask("query", "documents", *folder)[0] == 0
    code, _, errors = ask("query", "firms_of", *folder)
    assert code == 2 and f"{own}, line 3: maturity" in errors


@pytest.mark.parametrize("name", ["", "../x", "Firms Of", "a" * 5000 + "!", "party_profile", "1x"])
def test_a_name_that_cannot_be_is_refused(ask: Ask, name: str) -> None:
    code, _, errors = ask("query", "--new", name)
    assert code == 2 and errors.count("\n") == 1
    assert ask("query", "--check", f"/nothing/{name}x")[0] == 1
