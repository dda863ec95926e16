"""What a large graph is read for once is read from a file by the next process, until the graph changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from graph.archive import Archive
from graph.build import build
from graph.settings import Settings
from graph.store import Store
from queries import legs, overview, routes
from queries.chains import supply_paths
from queries.question import PathQuery
from queries.remembered import remembered
from tests.support.samples import firm, put_table, transfer

SENDER, TRADER, BUYER = firm("Qingfeng Rotor Works", "CN"), firm("Yelkovan Lojistik", "TR"), firm("Vydumka", "RU")


class Asked:
    """A store that has a mark, and a question that counts how often it is asked."""

    def __init__(self, home: Path, build_mark: str | None = "b1") -> None:
        self.mark, self.times = build_mark, 0
        self.store = cast(Store, SimpleNamespace(meta=lambda: {"build": self.mark}, settings=Settings(home=home)))

    def read(self) -> list[str]:
        self.times += 1
        return [f"line {self.times}", "Zhōngguó|中国"]

    def answer(self, asked: str = "MATCH", large: bool = True) -> list[str]:
        return remembered(self.store, "legs", asked, self.read, lambda _: large)


def test_the_next_process_reads_the_file(tmp_path: Path):
    first, second = Asked(tmp_path), Asked(tmp_path)
    assert first.answer() == second.answer() == ["line 1", "Zhōngguó|中国"]
    assert (first.times, second.times) == (1, 0)
    assert (tmp_path / "answers" / "legs.json").stat().st_mode & 0o777 == 0o600


def test_another_build_or_another_question_is_asked_anew(tmp_path: Path):
    one = Asked(tmp_path)
    one.answer()
    one.mark = "b2"
    assert one.answer()[0] == "line 2"
    assert one.answer("MATCH otherwise")[0] == "line 3"
    assert one.answer("MATCH otherwise")[0] == "line 3"


@pytest.mark.parametrize("mark", [None, "", "writing"])
def test_a_graph_that_is_not_whole_leaves_no_file(tmp_path: Path, mark: str | None):
    Asked(tmp_path, mark).answer()
    assert not (tmp_path / "answers").exists()


def test_a_build_that_comes_in_between_leaves_no_file(tmp_path: Path):
    one = Asked(tmp_path)

    def changed() -> list[str]:
        one.mark = "b2"
        return ["of which build?"]

    assert remembered(one.store, "legs", "MATCH", changed, lambda _: True) == ["of which build?"]
    assert one.answer() == ["line 1", "Zhōngguó|中国"]


def test_little_is_not_worth_a_file(tmp_path: Path):
    one = Asked(tmp_path)
    one.answer(large=False)
    assert not (tmp_path / "answers").exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"{}\n[]"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes):
    one = Asked(tmp_path)
    one.answer()
    file = tmp_path / "answers" / "legs.json"
    file.write_bytes(damage)
    assert one.answer()[0] == "line 2"
    file.write_bytes(file.read_bytes()[:-3])
    assert one.answer()[0] == "line 3"


def test_a_folder_that_cannot_be_written_loses_only_the_memory(tmp_path: Path):
    (tmp_path / "answers").write_text("a file where the folder should be")
    one = Asked(tmp_path)
    assert [one.answer()[0], one.answer()[0]] == ["line 1", "line 2"]


def _load(archive: Archive, number: int) -> None:
    held = [transfer(SENDER, TRADER, start=date(2023, 1, number)), transfer(TRADER, BUYER, start=date(2023, 2, number))]
    put_table(archive, f"table {number}", held[:number])


def test_paths_flows_and_counts_are_the_same_from_the_file(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (legs, routes, overview):
        monkeypatch.setattr(module, "LARGE", 1)
    archive, query = Archive(settings.archive_dir), PathQuery.make(from_="CN", to="RU")
    found = []
    for number in (1, 2):  # a second load makes a path
        _load(archive, number)
        build(settings, store)
        answers = []
        for _ in range(2):
            with Store.open(store.settings) as anew:  # nothing is kept of another store
                held: list[Any] = [
                    supply_paths(anew, query).paths,
                    routes.flows(anew, query),
                    overview.remembered_of(anew),
                ]
                assert held[2] == overview.of(anew)
                answers.append(held)
        assert answers[0] == answers[1]
        found.append(len(answers[0][0]))
        files = {file.name: file.read_text() for file in store.settings.answers_dir.glob("*.json")}
        assert {"legs.json", "flows.json", "overview.json"} <= files.keys()
        assert json.loads(files["legs.json"].splitlines()[0])["build"] == store.meta()["build"]
    assert found == [0, 1]
