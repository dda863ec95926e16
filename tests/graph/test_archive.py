from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import packages
from graph.archive import AlreadyLoaded, Archive, Decision, now, reviews_of
from graph.durable import locked
from graph.errors import ArchiveError
from graph.model import Entry, Reject
from tests.support.samples import document, firm, new_archive, put_table, put_text, transfer

ROOT = Path(__file__).parents[2]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return new_archive(tmp_path)


def rows(count: int) -> list[Entry]:
    return [
        Entry(row=n + 2, record=f"r{n}", cells=(str(n), "x"), claims=(transfer(firm(f"F{n}"), None),))
        for n in range(count)
    ]


def test_a_package_gives_back_what_was_put_in(archive: Archive) -> None:
    given = document("t.csv", "table")
    with archive.new_package(given, extractor="tables", version="1") as writer:
        writer.header(("a", "b"))
        for entry in rows(3):
            writer.add(entry)
        writer.add(Entry(row=9, cells=("only one",), reject=Reject("ragged_row", "1 cell, must be 2", "b")))
        writer.report = {"rows_in": 4}
    (package,) = archive.active()
    found = list(package.entries())
    assert [entry.row for entry in found] == [2, 3, 4, 9]
    assert found[0].claims[0].quote == "0\tx"
    assert package.document == given
    assert archive.row(given.sha256, 3) == (("a", "b"), ("1", "x"))
    rejects = (package.path / "rejects.csv").read_text(encoding="utf-8").splitlines()
    assert rejects == [
        "file,sheet,row,column,rule,message,raw",
        't.csv,,9,b,ragged_row,"1 cell, must be 2","[""only one""]"',
    ]


def test_an_error_in_the_middle_leaves_a_failed_package_that_does_not_count(archive: Archive) -> None:
    def load() -> None:
        with archive.new_package(document("t.csv", "table"), extractor="tables", version="1") as writer:
            writer.add(rows(1)[0])
            raise ValueError("unreadable")

    with pytest.raises(ValueError, match="unreadable"):
        load()
    (package,) = archive.packages()
    assert (package.state, package.error) == ("failed", "ValueError: unreadable")
    assert archive.active() == []


def test_a_stopped_load_goes_on_at_the_first_missing_part(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "PART_ROWS", 10)
    given = document("t.csv", "table")

    def load(stop: int | None) -> int:
        with archive.new_package(given, extractor="tables", version="1") as writer:
            for number, entry in enumerate(rows(35)):
                if number == stop:
                    raise KeyboardInterrupt
                writer.add(entry)
            return writer.resumed

    with pytest.raises(KeyboardInterrupt):
        load(27)
    assert [package.state for package in archive.packages()] == ["started"]
    assert load(None) == 20
    (package,) = archive.active()
    assert [entry.row for entry in package.entries()] == list(range(2, 37))


def test_a_complete_package_is_not_written_again(archive: Archive) -> None:
    put_text(archive, "a.txt", [transfer(firm("A"), None)])
    with pytest.raises(AlreadyLoaded):
        put_text(archive, "a.txt", [])


def test_a_later_version_supersedes_whatever_the_order(archive: Archive) -> None:
    given = document("a.txt")
    for version in ("1.10", "1.9"):
        with archive.new_package(given, extractor="rules", version=version) as writer:
            writer.text(version)
    assert [package.version for package in archive.active()] == ["1.10"]


def test_a_withdrawn_source_or_package_does_not_count_until_restored(archive: Archive) -> None:
    given = put_text(archive, "a.txt", [transfer(firm("A"), None)])
    (package,) = archive.active()
    for subject in (package.id, given.source.key):
        archive.decide(Decision("withdrawal", subject, "withdrawn", "tester", now(), "wrong"))
        assert archive.active() == []
        archive.decide(Decision("withdrawal", subject, "restored", "tester", now()))
        assert len(archive.active()) == 1


def test_a_damaged_part_is_named_and_nothing_is_read_from_it(archive: Archive) -> None:
    put_table(archive, "t.csv", [transfer(firm("A"), None)])
    part = next((archive.folder / "packages").glob("*/part-00001.jsonl"))
    part.write_bytes(part.read_bytes().replace(b"drone", b"prone"))
    (package,) = archive.active()
    assert "part-00001.jsonl is damaged" in package.damage()[0]
    with pytest.raises(ArchiveError, match="damaged"):
        list(package.entries())


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00\xff"])
def test_a_damaged_manifest_is_named(archive: Archive, damage: bytes) -> None:
    put_text(archive, "a.txt", [])
    manifest = next((archive.folder / "packages").glob("*/manifest.json"))
    manifest.write_bytes(damage)
    with pytest.raises(ArchiveError, match=r"manifest\.json.*damaged"):
        archive.packages()


def test_decisions_are_kept_in_order_and_a_torn_line_is_no_decision(archive: Archive) -> None:
    first = Decision("review", "claim", "accepted", "tester", now())
    archive.decide(first)
    with open(archive.log, "ab") as log:
        log.write(b'0000 {"kind": "rev')
    assert archive.decisions() == [first]
    second = Decision("review", "claim", "rejected", "tester", now())
    archive.decide(second)
    assert [one.verdict for one in archive.decisions()] == ["accepted", "rejected"]
    assert reviews_of(archive.decisions())["claim"].verdict == "rejected"
    archive.decide(Decision("review", "claim", "undone", "tester", now()))
    assert reviews_of(archive.decisions()) == {}


def test_a_changed_decision_is_named(archive: Archive) -> None:
    archive.decide(Decision("review", "claim", "accepted", "tester", now()))
    archive.log.write_bytes(archive.log.read_bytes().replace(b"accepted", b"rejected"))
    with pytest.raises(ArchiveError, match="line 1"):
        archive.decisions()


def full_disk(call: int) -> Callable[[int], None]:
    """An os.fsync that says at its nth call that the disk is full."""
    left = [call]
    real = os.fsync

    def fsync(handle: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    return fsync


@pytest.mark.parametrize("call", range(1, 14))
def test_a_full_disk_at_any_write_leaves_a_whole_package_or_none(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    put_text(archive, "before.txt", [transfer(firm("A"), None)])
    before = [package.id for package in archive.active()]
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk(call))
        message = None
        try:
            put_table(archive, "t.csv", [transfer(firm("B"), None)])
        except ArchiveError as error:
            message = str(error)
    full = message is not None
    assert message is None or "disk is full" in message
    whole = [package.id for package in archive.active()]
    assert whole == before or len(whole) == 2
    leftovers = list((archive.folder / "packages").glob("*/.*.tmp"))
    assert leftovers == []
    if full and whole == before:
        put_table(archive, "t.csv", [transfer(firm("B"), None)])
    assert [package.damage() for package in archive.active()] == [[], []]


def test_a_full_disk_keeps_the_decision_log_as_it_was(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.decide(Decision("review", "one", "accepted", "tester", now()))
    before = archive.log.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk(1))
        with pytest.raises(ArchiveError, match="disk is full"):
            archive.decide(Decision("review", "two", "accepted", "tester", now()))
    assert archive.log.read_bytes() == before


KILLED = """
import sys, time
from pathlib import Path
from graph import packages
packages.PART_ROWS = 5
from graph.archive import Archive
from tests.graph.test_archive_rows import rows
from tests.support.samples import document
archive = Archive(Path(sys.argv[1]))
with archive.new_package(document("t.csv", "table"), extractor="tables", version="1") as writer:
    for entry in rows(40):
        writer.add(entry)
        print(entry.row, flush=True)
        time.sleep(0.01)
"""


def test_kill_9_in_the_middle_leaves_no_half_package_and_no_lock(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = KILLED.replace("from tests.graph.test_archive_rows import rows", ROWS)
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(archive.folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    while int(child.stdout.readline()) < 20:
        pass
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert archive.active() == []
    monkeypatch.setattr(packages, "PART_ROWS", 5)
    with archive.new_package(document("t.csv", "table"), extractor="tables", version="1") as writer:
        assert writer.resumed >= 15
        for entry in rows(40):
            writer.add(entry)
    (package,) = archive.active()
    assert [entry.row for entry in package.entries()] == list(range(2, 42))


ROWS = """
from graph.model import Entry
from tests.support.samples import firm, transfer
def rows(count):
    return [Entry(row=n + 2, record=f"r{n}", cells=(str(n), "x"), claims=(transfer(firm(f"F{n}"), None),))
            for n in range(count)]
"""


def _hold(path: str, started: Any) -> None:
    with locked(Path(path)):
        started.set()
        time.sleep(30)


def test_a_lock_that_another_process_holds_is_said_and_freed_by_its_death(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    holder = context.Process(target=_hold, args=(str(tmp_path / "lock"), started))
    holder.start()
    assert started.wait(20)

    def take() -> str:
        with locked(tmp_path / "lock", busy="another load is running"):
            return "taken"

    with pytest.raises(ArchiveError, match="another load is running"):
        take()
    holder.kill()
    holder.join()
    assert take() == "taken"


def test_the_original_is_kept_on_wish(archive: Archive, tmp_path: Path) -> None:
    original = tmp_path / "news übersicht.txt"
    original.write_bytes(b"\xff\x00 raw")
    with archive.new_package(document("n.txt"), extractor="rules", version="1", original=original) as writer:
        writer.text("")
    (package,) = archive.active()
    (name,) = [name for name in package.files if name.startswith("original/")]
    assert (package.path / name).read_bytes() == b"\xff\x00 raw"


def test_a_manifest_of_a_newer_format_is_refused(archive: Archive) -> None:
    put_text(archive, "a.txt", [])
    manifest = next((archive.folder / "packages").glob("*/manifest.json"))
    data = json.loads(manifest.read_text(encoding="utf-8").rsplit("\n", 2)[0])
    packages.write_manifest(manifest.parent, data | {"format": 2})
    with pytest.raises(ArchiveError, match="format 2"):
        archive.packages()
