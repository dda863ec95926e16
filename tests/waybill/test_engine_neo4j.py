"""`waybill engine start --neo4j`: a real Neo4j in the foreground, whose data and password stay."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graph import neo4j_local
from graph.archive import Archive
from graph.build import build
from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store import Store
from tests.support.command import waybill_here
from tests.support.samples import firm, put_table, transfer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_password_is_kept_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = neo4j_local.kept_password(tmp_path / "neo4j")
    first = path.read_text()
    assert len(first) >= 24
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert neo4j_local.kept_password(tmp_path / "neo4j").read_text() == first


@pytest.mark.parametrize(("server", "closes"), [("raise SystemExit(7)", False), ("import time; time.sleep(600)", True)])
def test_a_server_that_ends_by_itself_ends_its_supervisor_and_a_closed_input_ends_both(
    server: str, closes: bool
) -> None:
    command = [sys.executable, "-m", "graph.neo4j_local", "supervise", sys.executable, "-c", server]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        if closes:
            process.stdin.close()
        ended = process.wait(timeout=60)
    assert (ended == 7) != closes


def test_a_server_that_ends_by_itself_is_an_error_that_names_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended:
        address, user = "bolt://127.0.0.1:1", "neo4j"

        def wait(self) -> int:
            return 137

    monkeypatch.setattr(neo4j_local, "start", lambda *_: Ended())
    done = waybill_here("engine", "start", "--neo4j", "--browser", "7475", home=tmp_path)
    assert done.returncode == 2 and "Neo4j Browser: http://127.0.0.1:7475/browser/" in done.stdout
    assert "has ended by itself (exit code 137)" in done.stderr and "console.log tells why" in done.stderr


@pytest.mark.neo4j
def test_a_server_until_ctrl_c_takes_the_graph(tmp_path: Path) -> None:
    home, port = tmp_path / "home", free_port()
    command = [sys.executable, "-m", "waybill", "--home", str(home), "engine", "start", "--neo4j", "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line.strip())
            if line.strip() == "waybill build":
                break
        password = (home / f"neo4j-{neo4j_local.DEFAULT_VERSION}" / "password").read_text()
        settings = Settings(home=home, graph=f"bolt://127.0.0.1:{port}", password=password)
        put_table(Archive(settings.archive_dir), "rows.csv", [transfer(firm("Alder", "CN"), firm("Fir", "RU"))])
        with Store.open(settings) as store:
            build(settings, store)
            assert store.read("MATCH ()-[t:SUPPLIED]->() RETURN count(t) AS n")[0]["n"] == 1
        with pytest.raises(StoreUnavailable, match="another Bolt server answers there"):
            neo4j_local.start(tmp_path / "other", port=port)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(timeout=90) == 0
    assert any(f"runs at bolt://127.0.0.1:{port}, user neo4j" in line for line in said)
    assert "Neo4j has stopped; its data stay." in rest
