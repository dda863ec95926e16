"""An engine that is killed or stopped while a command waits for its answer, on both engines."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph import embedded, neo4j_local
from graph.errors import QueryError
from graph.settings import Settings
from graph.store import Store
from graph.store_connection import Connection
from tests.support.command import waybill_here
from tests.support.small_graph import fill
from waybill.cypher_prompt import Conversation

MANY = "UNWIND range(1, 90000) AS n RETURN n, 'x' AS x"
COMMANDS = {
    "paths": ("paths", "--from", "CN", "--to", "RU", "--goods", "drone parts", "--json"),
    "query": ("query", "flows_by_month", "-p", "goods=drone parts", "--json"),
    "cypher": ("cypher", "MATCH (c:Company) RETURN c.name AS n ORDER BY n", "--json"),
}


@dataclass
class Engine:
    """An engine of this file's own, which can be killed and started again at the same address."""

    kind: str
    folder: Path
    server: neo4j_local.LocalNeo4j | None = None

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def environment(self) -> dict[str, str]:
        if self.server is None:
            return {}
        return {"WAYBILL_GRAPH": self.server.address, "WAYBILL_PASSWORD": self.server.password}

    @property
    def settings(self) -> Settings:
        if self.server is None:
            return Settings(home=self.home, engine_idle_s=1.0)
        return Settings(home=self.home, graph=self.server.address, password=self.server.password)

    def start(self) -> None:
        """Start it; Neo4j with its former port and password."""
        if self.kind == "embedded":
            embedded.start(self.settings, persistent=True)
            return
        old = self.server
        port, password = (None, None) if old is None else (int(old.address.rpartition(":")[2]), old.password)
        self.server = neo4j_local.start(self.folder / "server", password=password, port=port)

    def end(self, how: signal.Signals) -> None:
        """Kill it, or tell it to stop as its administrator does; the latter does not wait for the end."""
        if self.server is None:
            os.kill(embedded.status(self.settings)["pid"], how)
        elif how == signal.SIGKILL:
            os.killpg(self.server._process.pid, how)
            self.server.wait()
        else:
            assert self.server._process.stdin is not None
            self.server._process.stdin.close()

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command on it."""
        return waybill_here(*arguments, home=self.home, **self.environment)


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=[pytest.mark.neo4j, pytest.mark.long])])
def own(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = Engine(request.param, tmp_path_factory.mktemp(f"ends-{request.param}"))
    made.start()
    try:
        with Store.open(made.settings) as store:
            fill(store)
        yield made
    finally:
        if made.server is None:
            embedded.stop(made.settings)
        else:
            made.server.stop()


def when(monkeypatch: pytest.MonkeyPatch, wanted: Callable[[int, str], bool], act: Callable[[], None]) -> list[str]:
    """Act once, after the first row of the first question wanted by number and text; returns all that were asked."""
    asked: list[str] = []
    done: list[bool] = []
    real = Connection._stream

    def stream(self: Connection, cypher: str, *given: Any, **named: Any) -> Iterator[dict[str, Any]]:
        asked.append(cypher)
        hit = wanted(len(asked), cypher) and not done
        for row in real(self, cypher, *given, **named):
            if hit and not done:
                done.append(True)
                act()
            yield row

    monkeypatch.setattr(Connection, "_stream", stream)
    return asked


def the_line(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (2, ""), done
    assert done.stderr.startswith("waybill: error: ") and done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def left_in(home: Path) -> set[str]:
    """What lies in a home, without the engine's own files."""
    return {str(path.relative_to(home)) for path in home.rglob("*") if "engine" not in path.relative_to(home).parts[:1]}


@pytest.mark.parametrize(
    ("own", "command"),  # a start of Neo4j takes seconds: one kill is enough, after which it is down for all commands
    [
        *(("embedded", name) for name in COMMANDS),
        pytest.param("neo4j", "paths", marks=[pytest.mark.neo4j, pytest.mark.long]),
    ],
    indirect=["own"],
)
def test_killed_between_two_questions_of_a_command(own: Engine, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The embedded engine is started anew and the answer is the same; a server is somebody else's to start."""
    before = own.ask(*COMMANDS[command])
    assert before.returncode == 0, before.stderr
    lying = left_in(own.home)
    with monkeypatch.context() as patch:
        last = 2 if command == "paths" else 1
        asked = when(patch, lambda number, _: number == last, lambda: own.end(signal.SIGKILL))
        done = own.ask(*COMMANDS[command])
    assert len(asked) > last
    if own.kind == "embedded":
        assert (done.returncode, done.stdout, done.stderr) == (0, before.stdout, "")
        return
    assert own.server is not None
    line = rf"waybill: error: {own.server.address}: no Bolt server answers \([^():]+\); start it, or set WAYBILL_GRAPH"
    assert re.match(line, the_line(done))
    for one in COMMANDS.values():  # it is down
        assert "no Bolt server answers" in the_line(own.ask(*one))
    assert left_in(own.home) == lying
    own.start()
    for name, one in COMMANDS.items():
        assert own.ask(*one).returncode == 0, name
    assert own.ask(*COMMANDS[command]).stdout == before.stdout


@pytest.mark.parametrize("own", ["embedded"], indirect=True)  # a Neo4j is stopped in the middle of an answer below
def test_killed_in_the_middle_of_an_answer(own: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    lying = left_in(own.home)
    with monkeypatch.context() as patch:
        when(patch, lambda _, cypher: cypher == MANY, lambda: own.end(signal.SIGKILL))
        done = own.ask("cypher", MANY, "--max-rows", "100000", "--csv")
    assert "the engine ended in the middle of the answer; ask again" in the_line(done)
    assert left_in(own.home) == lying
    assert own.ask(*COMMANDS["cypher"]).returncode == 0


def test_stopped_while_the_prompt_reads(
    own: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The prompt stays, says one line, and the next question of the same prompt is answered."""
    with Store.open(own.settings, create=False) as store:
        talk = Conversation(store, 60.0, 100_000, {})
        with monkeypatch.context() as patch:
            when(patch, lambda _, cypher: cypher == MANY, lambda: own.end(signal.SIGTERM))
            talk.take(MANY + ";")
        printed = capsys.readouterr()
        assert printed.err.count("\n") == 1 and printed.err.startswith("waybill: error: ") and not printed.out
        assert "ask again" in printed.err and "limit" not in printed.err  # it was not slow, it was stopped
        if own.server is not None:
            own.server.wait()
            own.start()
        talk.take("MATCH (c:Country) RETURN count(c) AS n;")
        assert "6" in capsys.readouterr().out


def test_a_heap_that_is_too_small_is_said_and_the_next_question_is_answered(tmp_path: Path) -> None:
    with Store.open(Settings(home=tmp_path, heap="96m", engine_idle_s=1.0)) as store:
        with pytest.raises(QueryError, match=r"memory.* narrow it, or .*WAYBILL_HEAP"):
            store.read("UNWIND range(1, 400000) AS i RETURN collect(toString(i) + $text) AS all", {"text": "x" * 1000})
        assert store.read("RETURN 1 AS n") == [{"n": 1}]
