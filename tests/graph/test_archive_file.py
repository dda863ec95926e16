"""The archive as one file: the same bytes, everything checked, nothing half taken. All names are invented."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import archive_file, archive_reading
from graph.archive import Archive, Decision, now
from graph.digest import digest_of
from graph.erasure import erase, erasure_of
from graph.errors import ArchiveError
from graph.identity import claim_id
from graph.packages import line_sum, manifest_data
from graph.people import choose
from graph.projection import project
from tests.support.samples import firm, put_table, put_text, quoted, source, transfer

PERSON = "Proba Vydumannov"
CLAIMS = [
    transfer(firm("Qingfeng Rotor Works", "CN"), firm("Volna-Test", "RU"), start="2023-05"),
    transfer(firm("Yelken Deneme", "TR"), firm("Volna-Test", "RU"), start="2023-06"),
    transfer(firm(PERSON, "RU", kind="person"), firm("Volna-Test", "RU"), start="2023-07"),
]


def home(folder: Path, name: str, texts: str = "ab") -> Archive:
    made = Archive(folder / name / "archive")
    for text in texts:
        put_text(made, f"{text}.txt", CLAIMS["abc".index(text) :], publisher=f"Paper {text}")
    return made


def state(archive: Archive) -> str:
    elements = project(archive).elements
    return digest_of(elements.nodes.values(), elements.relationships.values()).total


def files(archive: Archive) -> dict[str, str]:
    return {
        path.relative_to(archive.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in archive.folder.rglob("*")
        if path.is_file() and "locks" not in path.parts
    }


def exported(archive: Archive, folder: Path, *words: str, name: str = "x.tar.gz") -> Path:
    path = folder / name
    archive_file.write(archive, path, words)
    return path


def test_it_is_a_backup(tmp_path: Path) -> None:
    mine = home(tmp_path, "mine")
    mine.decide(Decision("review", claim_id("x", CLAIMS[0]), "accepted", "tester", now(), "seen"))
    path = exported(mine, tmp_path)
    other = Archive(tmp_path / "other" / "archive")
    done = archive_file.take(other, path)
    assert (len(done.new), done.replaced, done.known, done.decisions) == (2, [], [], 1)
    assert files(other) == files(mine)
    assert state(other) == state(mine)
    again = archive_file.take(other, path)
    assert (again.new, len(again.known), again.decisions) == ([], 2, 0)
    assert files(other) == files(mine)


def test_the_same_content_is_the_same_bytes(tmp_path: Path) -> None:
    mine = home(tmp_path, "mine")
    first = exported(mine, tmp_path, name="1.tar.gz").read_bytes()
    for path in mine.folder.rglob("*"):
        os.utime(path, (1, 1))
    assert exported(mine, tmp_path, name="2.tar.gz").read_bytes() == first
    with pytest.raises(ArchiveError, match="is there already"):
        exported(mine, tmp_path, name="2.tar.gz")


def test_chosen_sources_take_their_decisions_along(tmp_path: Path) -> None:
    mine = home(tmp_path, "mine", "ab")
    document = next(one.document for one in mine.active() if one.document.name == "a.txt")
    mine_claim = claim_id(document.sha256, quoted(CLAIMS[0]))
    for subject in (mine_claim, "another claim"):
        mine.decide(Decision("review", subject, "accepted", "tester", now()))
    for key in ("Paper a\n", "Paper b\n"):
        mine.decide(Decision("withdrawal", key, "restored", "tester", now()))
    other = Archive(tmp_path / "other" / "archive")
    archive_file.take(other, exported(mine, tmp_path, "Paper a"))
    assert [one.document.name for one in other.active()] == ["a.txt"]
    assert {one.subject for one in other.decisions()} == {mine_claim, "Paper a\n"}


step = st.tuples(st.sampled_from(["text", "review", "withdraw", "restore"]), st.sampled_from("abc"))


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(mine=st.lists(step, max_size=4), theirs=st.lists(step, max_size=4))
def test_two_homes_that_take_each_other_over_are_the_same(
    mine: list[tuple[str, str]], theirs: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("two")
    homes = [Archive(folder / name / "archive") for name in ("one", "two")]
    for archive, steps in zip(homes, (mine, theirs), strict=True):
        for number, (what, name) in enumerate(steps):
            at = f"2026-01-0{number + 1}T00:00:00+00:00"
            if what == "text" and not any(one.document.name == f"{name}.txt" for one in archive.packages()):
                put_text(archive, f"{name}.txt", CLAIMS["abc".index(name) :], publisher=f"Paper {name}")
            elif what == "review":
                archive.decide(Decision("review", f"claim {name}", "accepted", "tester", at))
            elif what != "text":
                archive.decide(
                    Decision("withdrawal", f"Paper {name}\n", f"{what}n".replace("restoren", "restored"), "t", at)
                )
    sent = [exported(archive, folder, name=f"{number}.tar.gz") for number, archive in enumerate(homes)]
    for archive, path in zip(homes, reversed(sent), strict=True):
        archive_file.take(archive, path)
    assert state(homes[0]) == state(homes[1])
    assert homes[0].decisions() == homes[1].decisions()


def test_other_words_about_the_same_file_are_settled_whoever_took_over_whom(tmp_path: Path) -> None:
    homes = [Archive(tmp_path / name / "archive") for name in ("one", "two")]
    for archive, publisher in zip(homes, ("Paper X", "Paper Y"), strict=True):
        put_text(archive, "a.txt", CLAIMS[:1], publisher=publisher)
    sent = [exported(archive, tmp_path, name=f"{number}.tar.gz") for number, archive in enumerate(homes)]
    done = [archive_file.take(archive, path) for archive, path in zip(homes, reversed(sent), strict=True)]
    assert sorted(len(one.replaced) for one in done) == [0, 1]
    assert state(homes[0]) == state(homes[1])


def test_who_was_erased_there_is_erased_here_and_never_comes_back(tmp_path: Path) -> None:
    mine, theirs = home(tmp_path, "mine", "abc"), home(tmp_path, "theirs", "ab")
    before = exported(mine, tmp_path, name="before.tar.gz")
    erase(theirs, erasure_of(theirs, choose(theirs, PERSON, every=True)), by="tester")
    done = archive_file.take(mine, exported(theirs, tmp_path, name="theirs.tar.gz"))
    assert done.erasure is not None
    assert [one.sources for one in choose(mine, PERSON)] == [{"Paper c"}]  # a text of its own is another record
    archive_file.take(theirs, before)
    assert state(mine) == state(theirs)
    a_text = next(one for one in theirs.active() if one.document.name == "a.txt")
    assert PERSON not in a_text.text() + "".join(map(repr, a_text.entries()))


# What is wrong is refused by name, and nothing is taken


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None], whole: bool = True) -> None:
    """Change the members of a file; the first member is made to fit again."""
    with tarfile.open(path) as tar:
        members = {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]
    change(members)
    if whole:
        listing = {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in members.items()
            if name != archive_reading.FIRST
        }
        members[archive_reading.FIRST] = json.dumps({"format": 1, "members": listing}).encode()
    pack(path, [(tarfile.TarInfo(name), data) for name, data in members.items()])


def pack(path: Path, members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    with gzip.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for member, data in members:
            member.size = len(data) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(data))


def part_of(members: dict[str, bytes]) -> str:
    return next(name for name in members if "part-" in name)


def flip(members: dict[str, bytes]) -> None:
    members[part_of(members)] = members[part_of(members)][:-5] + b"xxxx\n"


def outside(members: dict[str, bytes]) -> None:
    members["packages/../../evil"] = b"x"


def absolute(members: dict[str, bytes]) -> None:
    members["/tmp/evil"] = b"x"


def extra(members: dict[str, bytes]) -> None:
    members[f"packages/{'0' * 32}/part-00001.jsonl"] = b"{}\n"


def sealed(members: dict[str, bytes], part: bytes, change: Callable[[dict[str, Any]], None] = lambda _: None) -> None:
    """Put another part in, and change the manifest, with checksums that fit."""
    name = part_of(members)
    members[name] = part
    manifest = f"{name.rsplit('/', 1)[0]}/manifest.json"
    data = manifest_data(members[manifest].decode())
    data["files"]["part-00001.jsonl"] = hashlib.sha256(part).hexdigest()
    change(data)
    text = json.dumps(data)
    members[manifest] = f"{text}\n{line_sum(text)}\n".encode()


def no_entry(members: dict[str, bytes]) -> None:
    sealed(members, b"{]\n")


def emptied(members: dict[str, bytes]) -> None:
    sealed(members, b"")


def replaced(old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        part = members[part_of(members)]
        assert old in part
        sealed(members, part.replace(old, new, 1))

    return change


def told(**slots: Any) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        def spoil(manifest: dict[str, Any]) -> None:
            manifest["document"]["source"].update(slots)

        sealed(members, members[part_of(members)], spoil)

    return change


def torn_log(members: dict[str, bytes]) -> None:
    members["decisions.jsonl"] = b"0000 {}\n"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (flip, r"part-00001\.jsonl is damaged"),
        (outside, r"'packages/\.\./\.\./evil'.*lead outside"),
        (absolute, r"'/tmp/evil'.*lead outside"),
        (extra, r"packages/0{32}: has no manifest"),
        (no_entry, r"part-00001\.jsonl, line 1: is no entry"),
        (emptied, r"its manifest says rows_in 2, its parts hold 0"),
        (replaced(b'"Volna-Test"', b'""'), r"entry 1 \(row None\) cannot be kept: the name of the recipient"),
        (replaced(b'"2023-06"', b'"9999-99-99"'), r"entry 1 .*cannot be kept: date"),
        (told(publisher=" "), "its publisher has no name"),
        (told(publisher=5), "manifest is damaged"),
        (told(licence={}), "manifest is damaged"),
        (torn_log, r"decisions\.jsonl, line 1: is damaged"),
    ],
)
def test_a_made_up_member_is_refused_by_name(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None], words: str
) -> None:
    refused(tmp_path, lambda path: rewrite(path, change), words)


def refused(tmp_path: Path, spoil: Callable[[Path], object], words: str, limit: int = 1 << 30) -> None:
    mine, theirs = home(tmp_path, "mine", "a"), home(tmp_path, "theirs", "b")
    theirs.decide(Decision("review", "claim", "accepted", "tester", now()))
    path = exported(theirs, tmp_path)
    spoil(path)
    before = files(mine)
    with pytest.raises(ArchiveError, match=rf"(?s)x\.tar\.gz: .*{words}.*nothing was taken"):
        archive_file.take(mine, path, limit)
    assert files(mine) == before
    assert not list(mine.folder.glob("incoming-*"))
    assert not Path("/tmp/evil").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    def spoil(path: Path) -> None:
        with tarfile.open(path) as tar:
            held = [(one, tar.extractfile(one).read()) for one in tar]  # type: ignore[union-attr]
        name = held[-1][0].name
        held[-1][0].type, held[-1][0].linkname = tarfile.SYMTYPE, "/etc/passwd"
        assert name.startswith("packages/")
        pack(path, held)

    refused(tmp_path, spoil, "is no plain file but a link")


def test_a_damaged_or_foreign_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, lambda path: path.write_bytes(path.read_bytes()[:-200]), "")


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", gzip.compress(b"x" * 2000), gzip.compress(b"\0" * 10240)],
    ids=[
        "empty",
        "words",
        "packed words",
        "packed zeros",
    ],  # gzip writes the time: no name of a test
)
def test_what_is_no_archive_file_is_refused(tmp_path: Path, data: bytes) -> None:
    refused(tmp_path, lambda path: path.write_bytes(data), "")


def test_a_bomb_meets_a_limit_that_is_named(tmp_path: Path) -> None:
    refused(tmp_path, lambda path: None, "WAYBILL_UNPACK_LIMIT_MB", limit=100)


def test_a_bomb_in_the_headers_meets_a_limit(tmp_path: Path) -> None:
    def spoil(path: Path) -> None:
        with (
            gzip.open(path, "wb", 1) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            member = tarfile.TarInfo("waybill-archive.json")
            member.pax_headers = {"comment": "x" * (80 << 20)}
            tar.addfile(member)

    refused(tmp_path, spoil, "WAYBILL_UNPACK_LIMIT_MB")


def test_verify_takes_nothing(tmp_path: Path) -> None:
    path = exported(home(tmp_path, "mine", "ab"), tmp_path)
    done = archive_file.verify(path)
    assert (done.packages, done.decisions) == (2, 0)
    rewrite(path, flip)
    with pytest.raises(ArchiveError, match="damaged"):
        archive_file.verify(path)


def test_a_damaged_package_is_not_passed_on(tmp_path: Path) -> None:
    mine = home(tmp_path, "mine", "a")
    part = next(mine.folder.rglob("part-*.jsonl"))
    part.write_bytes(part.read_bytes() + b"\n")
    with pytest.raises(ArchiveError, match=r"nothing was written: .*is damaged"):
        exported(mine, tmp_path)
    assert not list(tmp_path.glob("*.tar.gz")) and not list(tmp_path.glob(".x*"))


def test_tables_keep_their_original(tmp_path: Path) -> None:
    mine, theirs = (Archive(tmp_path / name / "archive") for name in ("mine", "theirs"))
    given = source("Office", title="List")
    put_table(theirs, "t.csv", CLAIMS[:1], source=given)
    document = theirs.active()[0].document
    original = tmp_path / "t.csv"
    original.write_text("as it was", encoding="utf-8")
    with mine.new_package(document, extractor="tables", version="1", original=original) as writer:
        for entry in theirs.active()[0].entries():
            writer.add(entry)
        writer.header(("claim",))
        writer.report = dict(theirs.active()[0].report)
    sent = [exported(one, tmp_path, name=f"{number}.tar.gz") for number, one in enumerate((mine, theirs))]
    done = archive_file.take(theirs, sent[0])
    assert len(done.replaced) == 1 and "original/t.csv" in theirs.active()[0].files
    assert archive_file.take(mine, sent[1]).replaced == []
    assert state(mine) == state(theirs)
