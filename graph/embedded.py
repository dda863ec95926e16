"""Starts, shares and stops the embedded engine.

All commands of one WAYBILL_HOME share one engine, a child process (`graph.embedded_child`). Whoever comes first starts
it. Each client holds a lock for as long as it lives, and the operating system gives that lock back however the client
ends; so an engine without clients ends itself, and nothing has to be cleaned by hand.
"""

from __future__ import annotations

import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import graph
from graph.embedded_files import Endpoint, EngineFiles, held, is_locked, open_lock, wait_lock
from graph.errors import StoreUnavailable
from graph.rights import Role, needs
from graph.settings import Settings

START_TIMEOUT_S = 60.0
CHECK_TIMEOUT_S = 900.0  # a start after an unclean stop checks the whole store
STOP_TIMEOUT_S = 60.0
POLL_S = 0.02
STARVED_LOOKS = 5  # a tenth of a second each
FULL_BYTES = 1 << 20


class Attachment:
    """A client's hold on the engine: as long as it is not closed, the engine does not end itself.

    Args:
        settings: home, heap and idle time of the engine.

    Raises:
        StoreUnavailable: the engine cannot be started; the message says why.
    """

    def __init__(self, settings: Settings) -> None:
        _check_platform()
        self.settings = settings
        self.files = EngineFiles(settings.engine_dir)
        self.files.prepare()
        self._lock = open_lock(self.files.clients_lock)
        try:
            self.endpoint = self.reattach()
        except BaseException:
            self.close()
            raise

    def reattach(self) -> Endpoint:
        """Return the running engine's endpoint, and start the engine when none runs (any more)."""
        # An engine that is about to end itself holds this lock; it is gone within seconds.
        if not wait_lock(self._lock, STOP_TIMEOUT_S, shared=True):
            raise StoreUnavailable(
                f"{self.files.folder}: the embedded engine is ending since {STOP_TIMEOUT_S:.0f} s; "
                "run `waybill engine stop` and try again"
            )
        os.utime(self.files.clients_lock)
        self.endpoint = self.files.endpoint() or _launch(self.settings, self.files)
        return self.endpoint

    def logged(self) -> int:
        """Return how many bytes the engine has written into its log."""
        try:
            return self.files.log_file.stat().st_size
        except OSError:
            return 0

    def starved(self, since: int) -> bool:
        """Whether the engine says that its heap was too small, after so many bytes of its log."""
        for _ in range(STARVED_LOOKS):
            try:
                with self.files.log_file.open("rb") as log:
                    log.seek(since if since <= self.logged() else 0)  # an engine that starts begins its log anew
                    if b"OutOfMemoryError" in log.read():
                        return True
            except OSError:
                return False
            time.sleep(0.1)  # it writes this after it has let the connection go
        return False

    def close(self) -> None:
        """Let the engine go."""
        self._lock.close()


def start(settings: Settings, persistent: bool = False) -> dict[str, Any]:
    """Start the engine, or find it running.

    Args:
        settings: home, heap and idle time.
        persistent: keep it running until `stop`, also without clients.

    Returns:
        What `status` tells.
    """
    files = EngineFiles(settings.engine_dir)
    files.prepare()
    if persistent:
        files.persistent_marker.touch(mode=0o600)
    try:
        attachment = Attachment(settings)
    except StoreUnavailable:
        files.persistent_marker.unlink(missing_ok=True)
        raise
    attachment.close()
    return status(settings)


def stop(settings: Settings) -> bool:
    """End the engine, also while others use it (they start it anew with their next question).

    Returns:
        Whether one was running.
    """
    files = EngineFiles(settings.engine_dir)
    files.persistent_marker.unlink(missing_ok=True)
    if not files.folder.is_dir() or not is_locked(files.engine_lock):
        return False
    with held(files.start_lock, START_TIMEOUT_S, "stopping the engine"):
        return stop_locked(files)


@needs(Role.ADMIN, "removing the graph")
def forget(settings: Settings) -> None:
    """End the engine and remove all that it has written: stores, logs of transactions, its own logs."""
    files = EngineFiles(settings.engine_dir)
    if not files.folder.is_dir():
        return
    files.persistent_marker.unlink(missing_ok=True)
    with held(files.start_lock, START_TIMEOUT_S, "removing the store"):
        if is_locked(files.engine_lock):
            stop_locked(files)
        for folder in (files.stores, files.server):
            shutil.rmtree(folder, ignore_errors=True)
        for file in (files.current_file, files.unsound_file, files.running_marker, files.log_file, files.endpoint_file):
            file.unlink(missing_ok=True)


def stop_locked(files: EngineFiles) -> bool:
    """End the engine; the caller holds the start lock.

    Raises:
        StoreUnavailable: it is still there after being killed.
    """
    endpoint = _wait_endpoint(files, START_TIMEOUT_S)
    if endpoint is None:
        return False
    for number, patience_s in ((signal.SIGTERM, STOP_TIMEOUT_S), (signal.SIGKILL, 10.0)):
        try:
            os.kill(endpoint.pid, number)
        except ProcessLookupError:
            return True
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            if not is_locked(files.engine_lock):
                return True
            time.sleep(POLL_S)
    raise StoreUnavailable(f"{files.folder}: the embedded engine (process {endpoint.pid}) does not end; end it by hand")


def status(settings: Settings) -> dict[str, Any]:
    """Tell whether the engine runs, where, and in which state its store is; no password is among it."""
    files = EngineFiles(settings.engine_dir)
    endpoint = files.endpoint() if files.folder.is_dir() else None
    answer: dict[str, Any] = {"engine": "embedded", "running": endpoint is not None, "folder": str(files.folder)}
    if endpoint is not None:
        answer |= {
            "pid": endpoint.pid,
            "address": endpoint.address,
            "engine_version": endpoint.engine_version,
            "persistent": files.persistent_marker.exists(),
            "after_unclean_stop": endpoint.unclean,
        }
    answer["store"] = files.has_store()
    answer["unsound"] = files.unsound_file.read_text(encoding="utf-8") if files.unsound_file.exists() else None
    return answer


def _launch(settings: Settings, files: EngineFiles) -> Endpoint:
    """Start the engine unless another process does so at the same moment."""
    with held(files.start_lock, CHECK_TIMEOUT_S, "starting the engine"):
        endpoint = _wait_endpoint(files, START_TIMEOUT_S)
        return endpoint or spawn(files, settings.heap, settings.engine_idle_s)


def _wait_endpoint(files: EngineFiles, timeout_s: float) -> Endpoint | None:
    """Return the endpoint of an engine that runs or is starting; None once there is none."""
    until = time.monotonic() + timeout_s
    while is_locked(files.engine_lock):
        endpoint = files.endpoint()
        if endpoint is not None:
            return endpoint
        if time.monotonic() > until:
            raise StoreUnavailable(
                f"{files.folder}: an embedded engine neither starts nor ends since {timeout_s:.0f} s; "
                f"see {files.log_file}: {files.log_tail(3)}"
            )
        time.sleep(POLL_S)
    return None


def spawn(files: EngineFiles, heap: str, idle_s: float) -> Endpoint:
    """Start the engine's process and wait until it answers; the caller holds the start lock.

    Raises:
        StoreUnavailable: it ended at once, or does not answer in time.
    """
    unclean = files.running_marker.exists()
    files.endpoint_file.unlink(missing_ok=True)  # of an engine that was killed
    command = [str(files.folder), "--heap", heap, "--idle", str(idle_s)]
    with open(files.log_file, "wb", opener=_private) as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "graph.embedded_child", *command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=package_root(),
            start_new_session=True,  # Ctrl+C in the terminal of one command must not end the engine of all
        )
    until = time.monotonic() + (CHECK_TIMEOUT_S if unclean else START_TIMEOUT_S)
    while time.monotonic() < until:
        endpoint = files.endpoint()
        if endpoint is not None and endpoint.pid == process.pid:
            _reap_later(process)
            return endpoint
        if process.poll() is not None:
            raise StoreUnavailable(_why(files, f"ended at its start with code {process.returncode}"))
        time.sleep(POLL_S)
    process.kill()
    process.wait()
    raise StoreUnavailable(_why(files, "did not answer in time"))


_children: list[subprocess.Popen[bytes]] = []


def _reap_later(process: subprocess.Popen[bytes]) -> None:
    """Keep engines that this process started, so that each is waited for and none stays as a zombie."""
    _children[:] = [child for child in _children if child.poll() is None]
    _children.append(process)


def _why(files: EngineFiles, what: str) -> str:
    if shutil.disk_usage(files.folder).free < FULL_BYTES:  # the log cannot say it: it lies on the same disk
        return f"the embedded engine {what}: the disk of {files.folder} is full; free some space and try again"
    tail = files.log_tail()
    hints: Iterable[tuple[str, str]] = (
        ("GLIBC", "its wheel needs glibc 2.34 or newer; use a Neo4j server instead (WAYBILL_GRAPH=bolt://...)"),
        (
            "No module named",
            "make the environment anew (`make demo`), or use a Neo4j server instead (WAYBILL_GRAPH=bolt://...)",
        ),
        ("heap", "set WAYBILL_HEAP to what this machine can give, such as 512m"),
        ("Could not reserve", "set WAYBILL_HEAP to what this machine can give, such as 512m"),
        ("No space left", "free some room on the disk of WAYBILL_HOME"),
        ("Permission denied", "point WAYBILL_HOME to a folder that you may write to"),
    )
    way_out = next((hint for sign, hint in hints if sign in tail), f"see {files.log_file}")
    return f"the embedded engine {what}: {tail}; {way_out}"


def package_root() -> Path:
    """Return the folder that holds the package `graph`, from which a child process can import it."""
    return Path(next(iter(graph.__path__))).resolve().parent


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _check_platform() -> None:
    if os.name != "posix":
        raise StoreUnavailable(
            f"the embedded engine is not supported on {platform.system()}; use a Neo4j server (WAYBILL_GRAPH=bolt://...)"
        )
