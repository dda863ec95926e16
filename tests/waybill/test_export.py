"""`waybill export`: what it writes, what it says, and what it refuses. All names are invented."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.export import formats
from tests.support.command import waybill_here as waybill
from tests.support.samples import firm, put_table, source, transfer


@pytest.fixture
def home(tmp_path: Path) -> Path:
    archive = Archive(tmp_path / "home" / "archive")
    for name, licence, synthetic in (
        ("Invented Papers", "CC BY-NC 4.0", False),
        ("Invented Office", None, False),
        ("Unreal", None, True),
    ):
        rows = [transfer(firm(f"{name} Firm", "CN"), firm("Vydumka", "RU"), start="2023")]
        given = source(name, title="Rows", licence=licence, synthetic=synthetic)
        put_table(archive, f"{name}.csv", rows, source=given)
    return tmp_path / "home"


def test_formats_are_listed(home: Path) -> None:
    done = waybill("export", home=home)
    assert done.returncode == 0
    assert all(name in done.stdout for name in formats.FORMATS)
    listed = json.loads(waybill("export", "--json", home=home).stdout)["formats"]
    assert [one["name"] for one in listed] == list(formats.FORMATS)


def test_an_export_says_what_it_holds_and_warns_of_licences(home: Path, tmp_path: Path) -> None:
    done = waybill("export", "graphml", tmp_path / "g.graphml", home=home)
    assert done.returncode == 0, done.stderr
    assert "digest" in done.stdout
    assert "licence: CC BY-NC: no commercial use (Invented Papers)" in done.stderr
    assert "licence: no licence is stated: ask before you pass it on (Invented Office)" in done.stderr
    assert "Unreal" not in (tmp_path / "g.graphml").read_text("utf-8")
    told = json.loads(waybill("export", "csv", tmp_path / "c", "--synthetic", "--json", home=home).stdout)
    assert told["synthetic"] is True
    assert [one["publisher"] for one in told["sources"]] == ["Unreal"]
    assert told["bytes"] == sum(file.stat().st_size for file in (tmp_path / "c").iterdir())


def test_one_source(home: Path, tmp_path: Path) -> None:
    done = waybill("export", "jsonl", tmp_path / "x", "--source", "Invented Office", home=home)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "x").read_text("utf-8")
    assert json.loads(text.partition("\n")[0])["of"] == "Invented Office / Rows"
    assert "Invented Papers" not in text


def test_what_is_there_stays_until_forced(home: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", "utf-8")
    done = waybill("export", "jsonl", tmp_path / "x", home=home)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--force" in done.stderr
    assert (tmp_path / "x").read_text("utf-8") == "mine"
    assert waybill("export", "jsonl", tmp_path / "x", "--force", home=home).returncode == 0
    assert (tmp_path / "x").stat().st_size > 100


def test_a_full_disk_is_one_line_and_leaves_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("graph.export.target.os.fsync", full)
    for form in ("jsonl", "graphml", "csv"):
        done = waybill("export", form, tmp_path / "x", home=home)
        assert done.returncode == 2
        assert done.stderr.splitlines()[-1].endswith(
            "x: the disk is full (writing the export); free some space and run the command again"
        )
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert not list((home / "scratch").iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["exel", "x"], "must be one of jsonl, csv"),
        (["csv"], "name a folder"),
        (["jsonl"], "name a file"),
        (["neo4j-admin", "x", "--synthetic"], "always of the whole graph"),
        (["csv", "x", "--party", "abc", "--source", "Unreal"], "go with neither"),
        (["csv", "x", "--path", "0123456789abcdef"], "not among the last answers"),
        (["csv", "x", "--source", "nobody"], "nobody"),
        (["csv", "nowhere/x"], "its folder does not exist"),
    ],
)
def test_what_cannot_be_is_one_line(
    home: Path, tmp_path: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = waybill("export", *words, home=home)
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_an_empty_archive_makes_an_empty_export(tmp_path: Path) -> None:
    done = waybill("export", "jsonl", tmp_path / "x", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    (head,) = (tmp_path / "x").read_text("utf-8").splitlines()
    assert json.loads(head)["known"] is None
