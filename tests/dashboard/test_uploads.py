"""Uploaded files: names are data, limits, private, and removed. All names are invented."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from dashboard import data, uploads
from dashboard.uploads import LONGEST_NAME, MOST_FILES, UploadRefused
from graph.errors import NotAllowed
from graph.rights import Person, Role, acting_as
from graph.settings import Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = Settings(home=tmp_path / "home")
    monkeypatch.setattr(data, "settings", lambda: settings)
    return settings.home


def held(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()] if home.exists() else []


def test_files_are_kept_under_their_names_for_their_owner_alone(home: Path):
    upload = uploads.keep([("über 船.csv", b"a,b"), ("rows.csv", b"1,2")])
    assert upload.names() == {"rows.csv": 3, "über 船.csv": 3}
    for path in [upload.path, *upload.path.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert uploads.find(upload.id) == upload
    assert [one.id for one in uploads.all_of_them()] == [upload.id]
    uploads.drop(upload)
    assert uploads.find(upload.id) is None
    assert held(home) == []


@pytest.mark.parametrize(
    "name", ["../../rows.csv", "..\\..\\rows.csv", "/etc/rows.csv", "C:\\rows.csv", "a/../rows.csv"]
)
def test_a_folder_in_a_name_leads_nowhere(home: Path, name: str):
    upload = uploads.keep([(name, b"x")])
    assert {path.relative_to(upload.path).as_posix() for path in held(home)} == {"about.json", "files/rows.csv"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x" * 10_000 + ".csv", "has 10,004"), ("船" * 61, "at most 180 bytes"), ("a\nb.csv", "control characters"),
        ("a\x00.csv", "control characters"), ("..", "no name of a file"), ("", "no name"), ("../", "no name"),
        (".hidden.csv", "no name"), (" . ", "no name"), ("a\udc80.csv", "control characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_name_is_refused(home: Path, name: str, words: str):
    with pytest.raises(UploadRefused, match=words):
        uploads.keep([("good.csv", b"x"), (name, b"x")])
    assert held(home) == []


def test_too_many_too_large_and_twice_the_same_name_are_refused(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    with pytest.raises(UploadRefused, match="1 to 20 files, got 0"):
        uploads.keep([])
    with pytest.raises(UploadRefused, match=f"got {MOST_FILES + 1}"):
        uploads.keep([(f"{number}.csv", b"x") for number in range(MOST_FILES + 1)])
    with pytest.raises(UploadRefused, match="at most 10 bytes, got 11"):
        uploads.keep([("a.csv", b"x" * 5), ("b.csv", b"x" * 6)])
    with pytest.raises(UploadRefused, match=r"two files are called 'A\.csv'"):
        uploads.keep([("a.csv", b"x"), ("dir/A.csv", b"y")])
    assert held(home) == []
    assert len(("x" * LONGEST_NAME + uploads.MAPPING).encode()) < 255


def test_what_is_said_of_files_becomes_options_and_nothing_else(home: Path):
    upload = uploads.keep([("a.csv", b"x")])
    before = upload.mark()
    uploads.describe(upload, {"publisher": "--yes", "title": "a\nb", "data_origin": "x", "who": "me"}, True)
    found = uploads.find(upload.id)
    assert found is not None
    assert found.options() == ["--publisher=--yes", "--title=a b", "--data-origin=x", "--synthetic"]
    assert found.mark() != before


def test_a_mapping_lies_beside_its_table_and_nowhere_else(home: Path):
    upload = uploads.keep([("a.csv", b"x")])
    uploads.map_by(upload, "a.csv", "version: 1\n")
    assert upload.mapping("a.csv").read_text("utf-8") == "version: 1\n"
    assert list(upload.names()) == ["a.csv"]
    with pytest.raises(UploadRefused, match="there is no file"):
        uploads.map_by(upload, "../about.json", "x")
    with pytest.raises(UploadRefused, match="at most 1,048,576 characters"):
        uploads.map_by(upload, "a.csv", "x" * ((1 << 20) + 1))
    uploads.map_by(upload, "a.csv", " ")
    assert not upload.mapping("a.csv").exists()


@pytest.mark.parametrize("name", ["", "..", "../uploads", "x" * 10_000, "\x00", "0" * 16, "ABCDEF0123456789"])
def test_an_id_that_is_none_finds_nothing(name: str):
    assert uploads.find(name) is None


def test_what_waited_for_a_day_goes_and_what_is_read_stays(home: Path):
    old, read, fresh = (uploads.keep([("a.csv", b"x")]) for _ in range(3))
    for upload in (old, read):
        os.utime(upload.path, (0, 0))
    uploads.tidy([read.id])
    assert {one.id for one in uploads.all_of_them()} == {read.id, fresh.id}


def test_a_reader_keeps_no_file(home: Path):
    with acting_as(Person("chris", Role.READER)), pytest.raises(NotAllowed, match="loading"):
        uploads.keep([("a.csv", b"x")])
    assert held(home) == []
