"""The files by which clients and the embedded engine find each other: locks, endpoint, markers, and the current store.

engine/
  clients.lock     every client holds it shared; the engine ends itself once it can have it alone for long enough
  start.lock       held while an engine is being started, stopped or given another store
  engine.lock      held by the engine as long as its process lives, so that a dead one leaves no trace that misleads
  endpoint.json    address and passwords of the running engine, mode 600
  running          there while an engine runs; found at a start, it tells of an unclean stop
  unsound          why the store must be rebuilt, until it has been
  persistent       there when the engine is to run until it is told to stop
  current          name of the folder below stores/ that holds the store; replaced atomically
  stores/NAME/     a store
  server/          users, groups and logs of the engine
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from graph.durable import sync_folder
from graph.errors import StoreUnavailable

DATABASE = "waybill"
WRITER = "root"
READER = "reader"
FIRST_STORE = "store-1"
TIMEOUT_TIERS_S = (0.25, 0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 300, 600, 1800, 3600, 86400)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How to reach the running engine, and what it found when it started.

    Attributes:
        pid: its process.
        bolt_port: on 127.0.0.1.
        http_port: on 127.0.0.1; nothing of ours uses it.
        password: of the user that writes.
        reader_password: of the users that only read, one for each time limit (`reader_name`).
        store: name of the folder that it serves.
        engine_version: of the installed package.
        schema_version: of the schema.yml that it prepared the store for.
        unclean: whether the engine before it did not stop in order.
        unsound: why the store must be rebuilt; empty when it is sound.
    """

    pid: int
    bolt_port: int
    http_port: int
    password: str = field(repr=False)
    reader_password: str = field(repr=False)
    store: str
    engine_version: str
    schema_version: int
    unclean: bool
    unsound: str

    @property
    def address(self) -> str:
        """The Bolt address."""
        return f"bolt://127.0.0.1:{self.bolt_port}"


def reader_name(timeout_s: float) -> str:
    """Return the read-only user whose time limit is the smallest that is not below the one asked for.

    The engine ignores the limit that a driver sends and obeys the limit of a user's group (docs/decisions).
    """
    tier = next((tier for tier in TIMEOUT_TIERS_S if tier >= timeout_s), TIMEOUT_TIERS_S[-1])
    return f"{READER}_{round(tier * 1000)}"


def limit_of(user: str) -> int | None:
    """Return the time limit of a user in milliseconds; None for one that has none."""
    name, _, number = user.partition("_")
    return int(number) if name == READER and number.isdecimal() else None


class EngineFiles:
    """The files of one engine folder.

    Args:
        folder: settings.engine_dir.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clients_lock = folder / "clients.lock"
        self.start_lock = folder / "start.lock"
        self.engine_lock = folder / "engine.lock"
        self.endpoint_file = folder / "endpoint.json"
        self.running_marker = folder / "running"
        self.unsound_file = folder / "unsound"
        self.persistent_marker = folder / "persistent"
        self.current_file = folder / "current"
        self.stores = folder / "stores"
        self.server = folder / "server"
        self.log_file = folder / "engine.log"

    def prepare(self) -> None:
        """Make the folder, readable by its owner only.

        Raises:
            StoreUnavailable: it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.folder.chmod(0o700)
            self.stores.mkdir(exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(
                f"{self.folder}: the folder of the embedded engine cannot be made ({error.strerror}); "
                "point WAYBILL_HOME to a folder that you may write to"
            ) from error

    def endpoint(self) -> Endpoint | None:
        """Return the endpoint of an engine that is alive, or None."""
        if not is_locked(self.engine_lock):
            return None
        try:
            return Endpoint(**json.loads(self.endpoint_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None  # still starting, already stopping, or written by another version

    def write_endpoint(self, endpoint: Endpoint) -> None:
        """Publish the endpoint: whole or not at all, readable by its owner only."""
        write_atomically(self.endpoint_file, json.dumps(asdict(endpoint)), mode=0o600)

    def current(self) -> str:
        """Return the name of the folder that holds the store."""
        try:
            return self.current_file.read_text(encoding="ascii").strip() or FIRST_STORE
        except FileNotFoundError:
            return FIRST_STORE

    def store_path(self, name: str) -> Path:
        """Return the folder of a store."""
        return self.stores / name

    def has_store(self) -> bool:
        """Whether a store has ever been written here."""
        return (self.store_path(self.current()) / DATABASE).is_dir()

    def switch_to(self, name: str) -> None:
        """Make a store the current one, atomically; it counts as sound."""
        sync_tree(self.store_path(name))
        write_atomically(self.current_file, name)
        self.unsound_file.unlink(missing_ok=True)

    def sweep(self, keep: tuple[str, ...] = ()) -> None:
        """Remove stores that are not the current one (what an interrupted rebuild left).

        Args:
            keep: names to leave alone.
        """
        kept = {self.current(), *keep}
        for folder in self.stores.iterdir() if self.stores.is_dir() else ():
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def new_name(self) -> str:
        """Return a name for a store that does not exist yet."""
        numbers = [int(name.rpartition("-")[2]) for name in (self.current(), *os.listdir(self.stores)) if "-" in name]
        return f"store-{max(numbers, default=0) + 1}"

    def log_tail(self, lines: int = 12) -> str:
        """Return the last lines of the engine's log, for an error message."""
        try:
            text = self.log_file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return "(no log)"
        return " | ".join(line.strip() for line in text.splitlines()[-lines:] if line.strip())


def open_lock(path: Path) -> IO[str]:
    """Open a lock file; the lock goes with the file object."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    return os.fdopen(descriptor, "r+")


def try_lock(file: IO[str], shared: bool = False) -> bool:
    """Take a lock when it is free.

    Args:
        file: from `open_lock`.
        shared: together with others, or alone.
    """
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unlock(file: IO[str]) -> None:
    """Give a lock back."""
    fcntl.flock(file, fcntl.LOCK_UN)


def wait_lock(file: IO[str], timeout_s: float, shared: bool = False) -> bool:
    """Wait for a lock, at most so long."""
    until = time.monotonic() + timeout_s
    while not try_lock(file, shared):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def is_locked(path: Path) -> bool:
    """Whether somebody holds a lock alone."""
    if not path.exists():
        return False
    with open_lock(path) as file:
        return not try_lock(file, shared=True)


@contextmanager
def held(path: Path, timeout_s: float, what: str) -> Iterator[None]:
    """Hold a lock alone while the body runs.

    Args:
        path: the lock file.
        timeout_s: how long to wait for it.
        what: named in the error.

    Raises:
        StoreUnavailable: another process holds it for longer.
    """
    with open_lock(path) as file:
        if not wait_lock(file, timeout_s):
            raise StoreUnavailable(
                f"{path}: {what} waits for another waybill process since {timeout_s:.0f} s; "
                "let it end, or end it, and try again"
            )
        yield


def write_atomically(path: Path, text: str, mode: int = 0o600) -> None:
    """Write a small file whole or not at all, also across a power cut."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_tree(path: Path) -> None:
    """Make every file below a folder durable."""
    for folder, _, names in os.walk(path):
        for name in names:
            descriptor = os.open(Path(folder) / name, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        sync_folder(Path(folder))
    sync_folder(path.parent)
