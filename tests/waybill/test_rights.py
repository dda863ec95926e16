"""Whoever has no right to write cannot, by whatever function or command: checked for all there are."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

import dashboard
import graph
import loaders
import queries
import waybill
from graph.archive import Archive, Decision, now
from graph.errors import NotAllowed
from graph.holdings import holdings
from graph.reviews import reviewed
from graph.rights import NOBODY, WRITERS, Person, Role, acting_as
from graph.settings import Settings
from graph.store import Store
from loaders import run as run_module
from loaders.plan import LoadOptions, plan
from loaders.source import Meta
from tests.support.command import waybill_here
from tests.support.dashboard_home import make_home
from tests.support.writers import functions, functions_in, unguarded

READER = Person("reader@example.org", Role.READER, login=True)
# What writes and needs no right, each with its reason; a name without a function stands for its module.
FREE = {
    "graph.durable": "the tools that all others write with",
    "graph.archive_file.write": "an archive file that a person takes along",
    "graph.archive_reading._unpack": "a folder apart, in which an archive file is checked",
    "graph.comparison": "scratch of a build",
    "graph.increment.Increment.changes": "scratch of a build",
    "graph.stream": "scratch of a build",
    "graph.workers._start": "processes of a build",
    "graph.embedded": "the engine as a process, which every question starts",
    "graph.embedded_child": "that process",
    "graph.embedded_files": "its files",
    "graph.export": "files that a person takes along",
    "graph.embedded_cache.make": "what the engine has loaded, beside it, at the set-up",
    "graph.neo4j_local": "a Neo4j of one's own",
    "graph.reference.compile": "run by hand in a checkout",
    "graph.resolution.index_file": "the index of names, made again from the archive",
    "graph.resolution.tables._write": "a table for another engine that a person takes along",
    "graph.store_connection.Connection._connect": "asks the server who it is",
    "graph.store_connection.Connection._session": "a session that may only read",
    "graph.views._remove": "graphs of other days, made again when asked for; `forget` is marked",
    "loaders.extraction.model.kept.Answers.keep": "answers of a language model, so that none is asked twice",
    "loaders.pool._Child.__init__": "processes of a load, which act for whoever loads",
    "loaders.registers.ftm_statements._sorted": "scratch of a load",
    "loaders.tables.xls.XlsReader._asked": "a process that reads",
    "queries.answers.keep": "the last answers, so that a path can be looked up by its id",
    "queries.remembered._write": "what was read of a large graph, so that the next process need not",
    "dashboard.launch._started": "starts the dashboard",
    "dashboard.static.vendor": "run by hand in a checkout",
    "waybill.commands.claim._load": "a file in a folder apart, which is then loaded",
    "waybill.cypher_prompt.history_file": "what a person typed into the prompt",
    "waybill.docs.main": "run by hand in a checkout",
    "waybill.dossier.bundle._write": "a file that a person takes along",
    "waybill.dossier.pdf_letters.add_fonts": "scratch of a dossier",
    "waybill.judgement_files.export_judgements": "a file that a person takes along",
    "waybill.review_export.export": "files that a person takes along",
}


@pytest.fixture(scope="module")
def marked() -> dict[str, Any]:
    """All functions that are marked as writing, by module and name."""
    for package in (graph, loaders, queries, dashboard, waybill):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(("dashboard.views", "dashboard.app", "graph.resolution.spark")):
                importlib.import_module(found.name)
    return {name: _function(name) for name in WRITERS}


def _function(name: str) -> Any:
    module, _, rest = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), rest)
    except ModuleNotFoundError:
        module, _, owner = module.rpartition(".")
        return getattr(getattr(importlib.import_module(module), owner), rest)


def test_every_function_that_writes_asks_who_acts(marked: dict[str, Any]) -> None:
    found = {f"{module}.{name}".rstrip(".") for module, held in functions().items()
             for name in unguarded(module, held, set(marked))}  # fmt: skip

    def free(name: str) -> str | None:
        return next((one for one in FREE if f"{name}.".startswith(f"{one}.")), None)

    assert sorted(name for name in found if free(name) is None) == []
    assert set(FREE) == {free(name) for name in found}  # what does not write any more is not excused


def test_a_new_writer_is_found() -> None:
    """Also behind a helper, in a class, and beside one that is marked."""
    source = """
class Shelf:
    def put(self): _write(self.path)
def _write(path): path.write_text("x")
def kept(path): _helper(path)
def _helper(path): path.unlink()
def asks(path): require(1); write_file(path, b"")
def reads(path): open(path).read(); text.replace("a", "b")
"""
    held = functions_in(source)
    assert unguarded("graph.new", held, set()) == ["_helper", "_write"]
    assert unguarded("graph.new", held, {"graph.new.kept"}) == ["_write"]
    assert unguarded("graph.new", held, {"graph.new.kept", "graph.new.Shelf.put"}) == []


def test_a_reader_is_refused_by_every_writer(marked: dict[str, Any]) -> None:
    """Before it looks at what it was given."""
    assert len(marked) > 25
    for name, function in marked.items():
        for person in [NOBODY] if WRITERS[name] <= Role.READER else [READER, NOBODY]:
            with acting_as(person), pytest.raises(NotAllowed, match=f"{person.name} has the role {person.role.word}"):
                function()
        own = ("graph.cases.", "graph.saved.", "graph.logs.Log.write", "dashboard.jobs.export", "dashboard.jobs.stop")
        kept = name.startswith(own)  # a reader's own cases and exports
        assert WRITERS[name] > Role.READER or kept, name


def _content(folder: Path) -> dict[str, str]:
    """Checksums of what lies in a home, without the engine's own files, locks, and what SQLite lays beside a file."""
    beside = (".lock", ".sqlite-wal", ".sqlite-shm")
    kept = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in beside)
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in kept
        if not {"engine", "locks"} & set(path.relative_to(folder).parts)
    }


@pytest.fixture(scope="module")
def home(engine: Settings) -> Path:
    made = make_home(engine.home).home
    assert waybill_here("resolve", home=made).returncode == 0
    (made / "roles.yml").write_text("local: reader\npeople: {rev: reviewer}\n", encoding="utf-8")
    return made


@pytest.fixture
def as_before(home: Path, engine: Settings) -> Iterator[None]:
    """Whatever a test does, nothing is written."""
    with Store.open(engine, create=False) as store:
        before, meta, counts = _content(home), store.meta(), store.count()
        yield
        after = _content(home)
        assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()
        assert (store.meta(), store.count()) == (meta, counts)


COMMANDS = [
    "load {file}", "claim add --document herald.txt --quote delivered --kind transfer --recipient Russia --goods parts",
    "unload {source}", "review accept {claim}", "review reject {claim}", "review correct {claim} goods=rotors",
    "judge {party} {other} same", "judge {party} {other} different", "build", "rebuild",
    "archive import {archive}",
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("as_before")
def test_a_reader_writes_by_no_command(command: str, home: Path, engine: Settings, tmp_path: Path) -> None:
    file, archive = tmp_path / "new.txt", tmp_path / "archive.tar.gz"
    file.write_text("Qingfeng Rotor Works of China sold drone engines to Russia in May 2023.", encoding="utf-8")
    if "{archive}" in command:
        assert waybill_here("archive", "export", archive, home=home).returncode == 0
    ids = _ids(home, engine)
    words = [part.format(file=file, archive=archive, **ids) for part in command.split()]
    done = waybill_here(*words, home=home, WAYBILL_REVIEWER="anna")
    assert (done.returncode, done.stdout) == (2, ""), (done.stdout, done.stderr)
    assert "anna has the role reader" in done.stderr, done.stderr


def _ids(home: Path, engine: Settings) -> dict[str, str]:
    """Ids of what is in the home, for the commands."""
    archive = Archive(home / "archive")
    with Store.open(engine, create=False) as store:
        rows = store.read("MATCH (c:Company) WHERE c.synthetic IS NULL RETURN c.waybill_id AS id ORDER BY id")
    claim = next(one for one in reviewed(archive) if one.state == "open")
    party, other = (row["id"] for row in rows[:2])
    return {"claim": claim.id, "source": holdings(archive)[0].package, "party": party, "other": other}


def test_a_reviewer_judges_and_does_not_load(home: Path, engine: Settings, tmp_path: Path) -> None:
    claim = _ids(home, engine)["claim"]
    done = waybill_here("review", "accept", claim, home=home, WAYBILL_REVIEWER="rev")
    assert done.returncode == 0, done.stderr
    assert Archive(home / "archive").decisions()[-1].by == "rev"
    refused = waybill_here("unload", _ids(home, engine)["source"], home=home, WAYBILL_REVIEWER="rev")
    assert refused.returncode == 2 and "unloading: needs the role admin" in refused.stderr


def test_a_reader_asks_of_another_day(home: Path) -> None:
    """The graph of another day is made for whoever asks."""
    asked = ("paths", "--from", "CN", "--to", "RU", "--without", "source:The Gazette")
    done = waybill_here(*asked, home=home, WAYBILL_REVIEWER="anna")
    assert done.returncode == 0, done.stderr
    assert "as if The Gazette had said nothing" in done.stdout


def test_who_logged_in_signs_as_nobody_else(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    person = Person("rev@example.org", Role.REVIEWER, login=True)
    said = Decision("review", "claim:1", "accepted", "somebody@example.org", now())
    with acting_as(person), pytest.raises(NotAllowed, match="signs as themselves"):
        archive.decide(said)
    with acting_as(person), pytest.raises(NotAllowed, match="withdrawal of x: needs the role admin"):
        archive.decide(Decision("withdrawal", "x", "withdrawn", person.name, now()))
    assert not archive.folder.exists()
    with acting_as(person):
        archive.decide(Decision("review", "claim:1", "accepted", person.name, now()))
    assert [one.by for one in archive.decisions()] == [person.name]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_load_is_signed(workers: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(2)]
    for number, file in enumerate(files):
        file.write_text(f"Qingfeng Rotor Works sold {number} drone engines to Russia in May 2023.", encoding="utf-8")
    archive = Archive(tmp_path / "archive")
    options = LoadOptions(meta=Meta(publisher="Example Daily"))
    with acting_as(Person("anna", Role.ADMIN)), patch.object(run_module, "WORTH_S", -1.0):
        report = run_module.run(plan(files, options), archive, options, workers=int(workers))
    assert report.by == report.to_json()["by"] == "anna"
    assert [package.by for package in archive.packages()] == ["anna", "anna"]
    assert {one.to_json()["by"] for one in holdings(archive)} == {"anna"}
