"""The dashboard as a child: it answers, gives way to a taken port, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from dashboard import launch
from dashboard.launch import DashboardFailed, serve
from graph.errors import ConfigError
from graph.settings import Settings

PARENT = """
import sys, time
from pathlib import Path
from dashboard.launch import serve
from graph.settings import Settings
server = serve(Settings(home=Path(sys.argv[1])), port=0)
print(server.pid, server.address, flush=True)
server.wait()
print("stopped", server.running, flush=True)
"""


def get(address: str) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{address}/_stcore/health", timeout=5) as answer:
        return str(answer.read().decode())


def gone(pid: int, within_s: float = 10.0) -> bool:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_it_answers_on_loopback_and_stops(tmp_path: Path):
    with serve(Settings(home=tmp_path), port=0) as server:
        assert server.address == f"http://127.0.0.1:{server.port}"
        assert get(server.address) == "ok"
        listening = [c.laddr for c in psutil.Process(server.pid).net_connections() if c.status == psutil.CONN_LISTEN]
        assert {address.ip for address in listening} == {"127.0.0.1"}
    assert gone(server.pid)
    server.stop()  # twice does no harm


def test_a_taken_port_gives_way_and_its_owner_is_left_alone(tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with serve(Settings(home=tmp_path), port=taken) as server:
            assert server.port != taken
            assert get(server.address) == "ok"
        assert other.getsockname()[1] == taken


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGKILL])
def test_no_child_outlives_its_command(tmp_path: Path, signal_: int):
    root = Path(launch.__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        pid, address = parent.stdout.readline().split()
        assert get(address) == "ok"
        os.kill(parent.pid, signal_)
        rest = parent.stdout.read()
        parent.wait(20)
    assert gone(int(pid))
    if signal_ == signal.SIGINT:
        assert rest == "stopped False\n"


def test_a_child_that_does_not_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(launch, "OPTIONS", ("--no.such.option=1",))
    with pytest.raises(DashboardFailed, match=r"did not start; its last line was: .*no\.such\.option"):
        serve(Settings(home=tmp_path), port=0)


def test_a_home_that_is_a_file_is_named(tmp_path: Path):
    (tmp_path / "home").write_text("", encoding="utf-8")
    with pytest.raises(DashboardFailed, match="cannot start with its log"):
        serve(Settings(home=tmp_path / "home"), port=0)


def test_a_port_out_of_bounds_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match="between 0 and 65535, got 70000"):
        serve(Settings(home=tmp_path), port=70000)
