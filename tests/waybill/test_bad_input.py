"""Garbage on the command line and in the home: one line that names it, exit code 2, and nothing changed."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph import embedded
from graph.archive import Archive
from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store import Store
from tests.support.command import waybill_here
from tests.support.samples import firm, put_table, transfer
from waybill.cli import run

GARBAGE = [
    "x" * 100_000,
    "\x00\x1b[31m\n",
    "\u202e\u200f",
    "' OR 1=1 --",
    '"}) DETACH DELETE n //',
    "../../etc/passwd",
    "*",
]
Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def home(engine: Settings) -> Path:
    """A home with a small graph for all tests of this file."""
    put_table(Archive(engine.archive_dir), "rows.csv", [transfer(firm("Paper Kite Co", "CN"), firm("Vymysel", "RU"))])
    assert run(["--home", str(engine.home), "build"]) == 0
    return engine.home


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command on the home; returns exit code, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--home", str(home), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture(scope="module")
def before(home: Path) -> str:
    """The digest of archive and graph, to which every test comes back."""
    return waybill_here("digest", "--json", home=home).stdout


@pytest.fixture
def unchanged(ask: Ask, before: str) -> Iterator[None]:
    """Look that archive and graph are the same after the test, and sound."""
    yield
    assert ask("digest", "--json")[1] == before
    assert ask("check")[0] == 0


def the_error(code: int, errors: str) -> str:
    """The one line of an error that somebody foresaw."""
    lines = [line for line in errors.splitlines() if line.startswith("waybill: error: ")]
    assert code == 2
    assert len(lines) == 1
    assert "internal" not in lines[0]
    assert len(lines[0]) < 3000
    assert lines[0].isprintable()
    return lines[0]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "command",
    [["show"], ["evidence"], ["query"], ["cypher"], ["paths", "--from"], ["paths", "--via"], ["paths", "--goods"],
     ["paths", "--hs"], ["paths", "--origin"], ["paths", "--since"], ["paths", "--until"]],
)  # fmt: skip
def test_garbage_in_an_option_is_one_line(ask: Ask, command: list[str]) -> None:
    for text in GARBAGE:
        last = [f"{command[1]}={text}"] if len(command) > 1 else ["--", text]
        code, _, errors = ask(command[0], *last)
        the_error(code, errors)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["load", ""], "argument 4: must not be blank"),
        (["paths", "--goods", " "], "argument 5: must not be blank"),
        (["paths", "--from="], "--from: must not be blank"),
        (["show", "a\udcff"], "argument 4: must be UTF-8"),
        (["load", "a.txt", "--published", "soon"], "--published: must be a date"),
        (["load", "a.txt", "--published", "2023-02-31"], "--published: must be a date"),
        (["load", "a.txt", "--data-origin", "a\x1bb"], "--data_origin: must be one line".replace("_", "-")),
        (["load", "a.txt", "--coverage", "some"], "--coverage: must be one of"),
        (["extract", "a.txt", "--language", "german"], "--language: must be a code of two letters"),
        (["load", "x" * 5000], "there is no such file"),
        (["cypher", "@/dev/zero"], "/dev/zero: must be a file"),
        (["cypher", "@/nothing/there"], "/nothing/there: cannot be read"),
        (["status", "--graph", "bolt://[::1"], "WAYBILL_GRAPH: must be"),
        (["status", "--graph", "bolt://127.0.0.1:abc"], "WAYBILL_GRAPH: must be"),
        (["status", "--graph", "bolt://127.0.0.1:99999"], "WAYBILL_GRAPH: must be"),
        (["status", "--graph", "http://127.0.0.1"], "WAYBILL_GRAPH: must be"),
        (["status", "--graph", "bolt://127.0.0.1:1"], "no Bolt server answers"),
        (["status", "--graph", "bolt://user:word@127.0.0.1"], "must not hold user or password"),
        (["dashboard", "--host", "no.such.host.invalid"], "--host: must be an address of this machine"),
        (["dashboard", "--port", "99999"], "port: must lie between 0 and 65535"),
        (["query", "documents", "--max-rows", "0"], "--max-rows"),
        (["query", "document"], "query 'document' is not in the catalogue; near: documents"),
        (["query", "documents", "-p", "limit=many"], "limit: must be a whole number from 1 to 10000"),
        (["query", "documents", "-p", "limit=0"], "limit: must be a whole number from 1 to 10000"),
        (["query", "documents", "-p", "limit"], "--param: must be NAME=VALUE"),
        (["query", "documents", "-p", "`) DETACH DELETE (n=1"], "--param: must be NAME=VALUE"),
        (["query", "documents", "-p", "lim\u200bit=1"], "lim"),
        (["query", "through_country", "-p", "country=Turkay"], "near: "),
        (
            ["query", "through_country", "-p", "country=TR", "-p", "since=2023", "-p", "until=2022"],
            "since must not lie",
        ),
        (["query", "suppliers_of_goods", "-p", "goods=dron partz"], "nearest: "),
        (
            ["query", "supply_paths", "-p", "goods=drone parts", "-p", "reviewed=perhaps"],
            "reviewed: must be true or false",
        ),
        (["query", "supply_paths", "-p", "goods=drone parts", "-p", "max_hops=9"], "max_hops: must be a whole number"),
        (["query", "party_profile", "-p", "party=Paper Kite Co"], "waybill find 'Paper Kite Co'"),
        (["nothing"], "nothing"),
    ],
)
def test_what_cannot_be_asked_is_named(ask: Ask, arguments: list[str], words: str) -> None:
    code, _, errors = ask(*arguments)
    assert words in the_error(code, errors)


def test_an_engine_that_dies_before_the_first_row_is_started_anew(ask: Ask, home: Path) -> None:
    settings, asked = Settings(home=home), ("query", "party_profile", "-p", "party=", "--json")
    party = json.loads(ask("find", "Paper Kite Co", "--json")[1])["hits"][0]["id"]
    before = ask(*asked[:3], asked[3] + party, "--json")
    os.kill(embedded.status(settings)["pid"], signal.SIGKILL)
    assert ask(*asked[:3], asked[3] + party, "--json")[:2] == before[:2]


def test_an_engine_that_dies_in_the_middle_of_an_answer_is_named_and_answers_again(home: Path) -> None:
    with Store.open(Settings(home=home), create=False) as store:
        rows = store._stream("UNWIND range(1, 300000) AS n RETURN n, 'x' AS x", {}, 30.0)
        assert next(rows)["n"] == 1
        os.kill(embedded.status(Settings(home=home))["pid"], signal.SIGKILL)
        with pytest.raises(StoreUnavailable):
            list(rows)
        assert store.read("MATCH (c:Company) RETURN count(c) AS n")[0]["n"] == 2


def test_a_server_that_speaks_no_bolt_is_named(ask: Ask) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{server.getsockname()[1]}"  # bound, and nobody listens
        code, _, errors = ask("status", "--graph", address)
    assert address in the_error(code, errors)


def test_a_home_that_is_a_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "home"
    path.write_text("x", encoding="utf-8")
    for command in ("status", "check", "build"):
        code = run(["--home", str(path), command])
        assert "WAYBILL_HOME: must be a folder" in the_error(code, capsys.readouterr().err)
    assert path.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("command", [["status"], ["digest"], ["check"], ["paths"], ["query"], ["query", "documents"],
                                     ["cypher", "RETURN 0.0/0.0 AS nan, 1.0/0.0 AS inf"], ["resolve"], ["build"],
                                     ["engine", "status"]])  # fmt: skip
def test_json_is_one_strict_object_with_its_schema(ask: Ask, command: list[str]) -> None:
    def strict(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    code, printed, _ = ask(*command, "--json")
    assert (code, json.loads(printed, parse_constant=strict)["schema"]) == (0, 1)


@pytest.mark.parametrize("value", ["[" * 100_000, "1e999", "9" * 5000, "[1"])
def test_a_parameter_that_json_cannot_hold_is_a_text(ask: Ask, value: str) -> None:
    code, printed, _ = ask("cypher", "RETURN $x AS x", "-p", f"x={value}", "--json")
    assert (code, json.loads(printed)["rows"]) == (0, [{"x": value}])


def summed(text: str) -> str:
    """The checksum that a manifest or a decision carries."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def forged(text: str) -> bytes:
    return f"{text}\n{summed(text)}\n".encode()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a bit": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "binary": lambda data: b"\xff\x00" * 40,
    "another object": lambda data: forged("[]"),
    "another state": lambda data: forged(data.decode().rsplit("\n", 2)[0].replace('"completed"', '"odd"')),
    "a later format": lambda data: forged(data.decode().rsplit("\n", 2)[0].replace('"format": 1', '"format": 2')),
    "a file outside": lambda data: forged(data.decode().rsplit("\n", 2)[0].replace('"part-00001', '"../part-00001')),
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_manifest_is_named_and_the_graph_stays(ask: Ask, home: Path, damage: str) -> None:
    (path,) = (home / "archive" / "packages").glob("*/manifest.json")
    before, digest = path.read_bytes(), ask("digest", "--json")[1]
    try:
        path.write_bytes(DAMAGES[damage](before))
        assert path.read_bytes() != before
        code, printed, _ = ask("check", "--json")
        assert (code, json.loads(printed)["findings"][0]["rule"]) == (1, "manifest")
        for command in ("build", "rebuild", "status"):
            code, _, errors = ask(command)
            assert str(path) in the_error(code, errors)
        assert ask("digest", "--json")[1] == digest
    finally:
        path.write_bytes(before)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("entry", ['{"claims": [{"nope": 1}]}', "[]", "{", '{"claims": 5}'])
def test_entries_with_a_checksum_that_fits_and_words_that_do_not_are_named(ask: Ask, home: Path, entry: str) -> None:
    (manifest,) = (home / "archive" / "packages").glob("*/manifest.json")
    part = manifest.with_name("part-00001.jsonl")
    before = manifest.read_bytes(), part.read_bytes()
    try:
        part.write_text(entry + "\n", encoding="utf-8")
        data = json.loads(before[0].decode().rsplit("\n", 2)[0])
        data["files"][part.name] = hashlib.sha256(part.read_bytes()).hexdigest()
        manifest.write_bytes(forged(json.dumps(data)))
        code, printed, _ = ask("check", "--json")
        assert (code, json.loads(printed)["findings"][0]["rule"]) == (1, "package_damaged")
        code, _, errors = ask("build")
        assert "part-00001.jsonl, line 1" in the_error(code, errors)
    finally:
        manifest.write_bytes(before[0])
        part.write_bytes(before[1])


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("line", ["garbage", "[1]", '{"zzz": 1}', "{", "5"])
def test_a_damaged_decision_log_is_named(ask: Ask, home: Path, line: str) -> None:
    log = home / "archive" / "decisions.jsonl"
    try:
        log.write_text(f"{summed(line) if line != 'garbage' else ''} {line}\n", encoding="utf-8")
        code, printed, _ = ask("check", "--json")
        assert (code, json.loads(printed)["findings"][0]["rule"]) == (1, "decision_log")
        code, _, errors = ask("build")
        assert "decisions.jsonl, line 1" in the_error(code, errors)
    finally:
        log.unlink()


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("call", range(1, 9))
def test_a_full_disk_during_a_load_leaves_what_was_there(
    ask: Ask, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    path = tmp_path / "text.txt"
    path.write_text(f"Nothing is said here, {call} times.", encoding="utf-8")
    left, real = [call], os.fsync

    def fsync(handle: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    packages = {package.id for package in Archive(home / "archive").active()}
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        code, _, errors = ask("load", str(path), "--json")
    if left[0] <= 0 and code != 0:
        assert "disk is full" in the_error(code, errors)
    new = [package for package in Archive(home / "archive").packages() if package.id not in packages]
    assert not list((home / "archive").rglob("*.tmp"))
    for package in new:  # taken out again, so that the other tests find the home as it was
        assert package.state != "completed" or package.damage() == []
        for file in sorted(package.path.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        package.path.rmdir()
    assert ask("build")[0] == 0
