"""Starts the dashboard as a child process and ends it again.

The child watches its standard input: when whoever started it goes, by whatever way, the pipe closes and the child ends.
So no server outlives its command, and this module never ends a process that it did not start.
"""

from __future__ import annotations

import importlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from dashboard import login_file
from graph.errors import ConfigError, WaybillError
from graph.rights import Person, Roles, ask
from graph.settings import Settings

APP = Path(__file__).resolve().parent / "app.py"
DEFAULT_PORT = 8501
LOOPBACK = "127.0.0.1"
START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 5.0
UPLOAD_MB = 200  # MiB of one file that a page takes
OPTIONS = (
    "--server.headless=true",
    "--server.fileWatcherType=none",
    "--server.runOnSave=false",
    "--server.enableStaticServing=false",
    f"--server.maxUploadSize={UPLOAD_MB}",
    "--browser.gatherUsageStats=false",
    "--client.showErrorDetails=none",
    "--client.showErrorLinks=false",
    "--client.showSidebarNavigation=true",
    "--client.toolbarMode=minimal",
    "--theme.light.primaryColor=#1d4ed8",
    "--theme.dark.primaryColor=#2563eb",
    "--global.developmentMode=false",
    "--logger.level=warning",
)


class DashboardFailed(WaybillError):
    """The dashboard did not start, or ended by itself."""


class Server:
    """A running dashboard. Use it in a `with` block, or call `stop`.

    Attributes:
        address: where it answers, such as http://127.0.0.1:8501.
        port: its port.
        pid: id of the child process.
        log: file that holds what the child writes.
    """

    def __init__(self, process: subprocess.Popen[bytes], host: str, port: int, log: Path) -> None:
        self._process = process
        self.log = log
        self.port = port
        self.pid = process.pid
        self.address = f"http://{LOOPBACK if host == '0.0.0.0' else host}:{port}"

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether the child still runs."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Wait until Ctrl+C, then stop; an end by itself raises DashboardFailed."""
        try:
            code = self._process.wait()
        except KeyboardInterrupt:
            self.stop()
            return
        self.stop()
        raise DashboardFailed(f"dashboard at {self.address}: ended by itself with code {code}; {self.last_words()}")

    def stop(self) -> None:
        """End the child and wait until it has ended; twice does no harm."""
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
        if self.running:
            self._process.terminate()
            try:
                self._process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def last_words(self) -> str:
        """Return the last line that the child wrote."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.is_file() else ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return f"its last line was: {lines[-1][:300]}; more in {self.log}" if lines else "it wrote nothing"


def serve(settings: Settings, port: int = DEFAULT_PORT, host: str = LOOPBACK) -> Server:
    """Start the dashboard and wait until it answers.

    Args:
        settings: home and graph of the dashboard; passwords reach it by the environment alone.
        port: the port wanted; a free one is taken when it is in use, or when it is 0.
        host: the address to listen on; 0.0.0.0 is for a container whose port is published on loopback.

    Raises:
        ConfigError: the port is none, or login.toml or roles.yml is not usable.
        DashboardFailed: it does not start.
    """
    login_file.checked(settings.home)
    Roles.read(settings.home)
    if not 0 <= port <= 65535:
        raise ConfigError(f"port: must lie between 0 and 65535, got {port}")
    wanted = [port] if port and _free(host, port) else []
    last: DashboardFailed | None = None
    for number in [*wanted, 0, 0]:  # between the look and the start another may take the port
        chosen = number or _any_free(host)
        try:
            return _started(settings, host, chosen)
        except DashboardFailed as error:
            if _free(host, chosen):
                raise
            last = error
    raise last or DashboardFailed(f"dashboard: no free port on {host}")


def _started(settings: Settings, host: str, port: int) -> Server:
    log = settings.state_dir / f"dashboard-{port}.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as out:
            process = subprocess.Popen(
                _command(settings, host, port),
                cwd=APP.parent.parent,  # so that the packages are found, installed or not
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl+C is for whoever started it; the child is told by its pipe
            )
    except OSError as error:
        raise DashboardFailed(f"dashboard: cannot start with its log {log}: {error.strerror or error}") from error
    server = Server(process, host, port, log)
    try:
        _await_answer(server)
    except BaseException:
        server.stop()
        raise
    return server


def _command(settings: Settings, host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "dashboard.launch", "run", str(APP), *OPTIONS,
        f"--server.address={host}", f"--server.port={port}", f"--browser.serverAddress={LOOPBACK}",
        f"--secrets.files={settings.home / login_file.FILE}",
        "--", "--home", str(settings.home), "--graph", settings.graph,
    ]  # fmt: skip


def _await_answer(server: Server) -> None:
    until = time.monotonic() + START_TIMEOUT_S
    # A proxy of the environment has no business with an address of this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until:
        if not server.running:
            raise DashboardFailed(f"dashboard at {server.address}: did not start; {server.last_words()}")
        try:
            with opener.open(f"{server.address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200 and server.running:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise DashboardFailed(
        f"dashboard at {server.address}: must answer within {START_TIMEOUT_S:.0f} s, did not; {server.last_words()}"
    )


def _free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _any_free(host: str) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _person() -> Person:
    """Return who acts in a session; read late, for Streamlit takes a second to import."""
    from dashboard.login import person

    return person()


def _child(arguments: Sequence[str]) -> None:
    """Run Streamlit until it ends or standard input closes."""
    ask(_person)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from streamlit.web.cli import main

    # What the pages need is read while the server starts, so that the first visitor does not wait for it.
    threading.Thread(target=importlib.import_module, args=("dashboard.views.overview",), daemon=True).start()
    main(args=list(arguments), prog_name="waybill dashboard")


def _end_with_parent() -> None:
    while os.read(0, 4096):  # not through sys.stdin: its lock would trouble an interpreter that ends
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_TIMEOUT_S)
    os._exit(0)


if __name__ == "__main__":
    _child(sys.argv[1:])
