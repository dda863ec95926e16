"""The process of the embedded engine: `python -m graph.embedded_child FOLDER --heap 512m --idle 10`.

It serves Bolt on a free port of 127.0.0.1 and ends itself when nobody has used it for a while. Only graph.embedded
starts it. The engine flushes its write-ahead log to the disk at every commit (`txWalFlush`), so that a power cut costs
nothing that was committed; docs/decisions tells what that costs.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import sys
import sysconfig
import threading
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import IO, Any, NoReturn

from graph import embedded_schema
from graph.embedded_files import (
    DATABASE,
    TIMEOUT_TIERS_S,
    WRITER,
    Endpoint,
    EngineFiles,
    limit_of,
    open_lock,
    reader_name,
    try_lock,
    unlock,
    write_atomically,
)
from graph.schema import SCHEMA

PACKAGE = "arcadedb-embedded"
START_CACHE = Path(sysconfig.get_path("purelib")) / "arcadedb_embedded" / "waybill.aot"  # graph/embedded_cache.py
BOLT = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
WAL_FLUSH = 1  # flush the log at each commit without the file's metadata (fdatasync): see docs/decisions
TICK_S = 0.1
STOP_PATIENCE_S = 40.0
STUCK_PATIENCE_S = 2.0
OVERRUN_MS = 5000  # after its limit, for a question to obey
HASH_ROUNDS = 1000  # the passwords are random and 32 bytes long: rounds protect only passwords that people choose
EXIT_TAKEN = 3
# What CHECK DATABASE counts when something is wrong.
FAULTS = ("corrupted", "totalErrors", "totalCorrupted", "invalidLinks", "totalWarnings", "undecodable", "edgesMissing")

_stop = False


def main(arguments: list[str] | None = None) -> int:
    """Run the engine until it is idle or told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--heap", default="512m")
    parser.add_argument("--idle", type=float, default=10.0)
    options = parser.parse_args(arguments)
    files = EngineFiles(options.folder.absolute())
    lock = open_lock(files.engine_lock)
    if not try_lock(lock):
        print("another engine serves this folder")
        return EXIT_TAKEN
    files.endpoint_file.unlink(missing_ok=True)
    unclean = files.running_marker.exists()
    write_atomically(files.running_marker, str(os.getpid()))
    files.sweep()
    clients = open_lock(files.clients_lock)
    try:
        server = started(files, options.heap, unclean)
        _serve(files, clients, options.idle, server)
        files.endpoint_file.unlink(missing_ok=True)
        patience_s = STUCK_PATIENCE_S if _stop_queries(server) else STOP_PATIENCE_S
        late = threading.Timer(patience_s, _end, (1,))  # the marker stays, and the next engine checks the store
        late.daemon = True
        late.start()
        server.stop()
        files.running_marker.unlink(missing_ok=True)
    except BaseException as error:
        with suppress(OSError):  # the log may lie on the disk that is full
            print(f"the engine ends because of {type(error).__name__}: {error}", flush=True)
        _end(1)
    lock.close()
    _end(0)


def started(files: EngineFiles, heap: str, unclean: bool, recorded: Path | None = None) -> Any:
    """Start the server, open the store, check it where that is due, and publish the endpoint.

    Args:
        files: of the engine.
        heap: of the Java runtime, such as "512m".
        unclean: whether the engine before this one was killed.
        recorded: a file in which the runtime keeps what it has loaded, for graph/embedded_cache.py.
    """
    started_in = Path.cwd()
    passwords = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    _write_users(files.server / "config", *passwords)
    (files.server / "log").mkdir(parents=True, exist_ok=True)
    os.chdir(files.server)  # the engine writes its logs below the working directory
    for attempt in range(5):
        ports = _free_port(), _free_port()
        server = _server(files, jvm_options(heap, recorded), passwords[0], *ports)
        try:
            server.start()
            break
        except Exception as error:
            # Another process may take a free port between our looking and the engine's binding.
            if attempt == 4 or not any(sign in str(error).lower() for sign in ("bind", "in use")):
                raise
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _on_signal)
    store, database = _open(files, server)
    try:
        if unclean:
            _check(files, database)
        embedded_schema.apply(database)
    except Exception as error:
        if not unclean:
            raise
        print(f"the store {store} cannot be used after an unclean stop: {error}", flush=True)
        _set_aside(files, store, f"the store could not be used: {str(error).splitlines()[0]}")
        os.chdir(started_in)
        os.execv(sys.executable, [sys.executable, "-m", "graph.embedded_child", *sys.argv[1:]])  # with an empty store
    files.write_endpoint(
        Endpoint(
            pid=os.getpid(),
            bolt_port=ports[0],
            http_port=ports[1],
            password=passwords[0],
            reader_password=passwords[1],
            store=store,
            engine_version=version(PACKAGE),
            schema_version=SCHEMA.version,
            unclean=unclean,
            unsound=files.unsound_file.read_text(encoding="utf-8") if files.unsound_file.exists() else "",
        )
    )
    return server


def _server(files: EngineFiles, jvm: dict[str, Any], password: str, bolt_port: int, http_port: int) -> Any:
    import arcadedb_embedded

    config = {
        "host": "127.0.0.1",
        "mode": "development",  # "production" keeps the reason of an error from the client
        "http_port": http_port,
        "server_plugins": BOLT,
        "bolt_port": bolt_port,
        "bolt_defaultDatabase": DATABASE,
        "server_databaseDirectory": str(files.store_path(files.current())),
        "server_databaseLoadAtStartup": False,
        "txWalFlush": WAL_FLUSH,
        "opencypher_loadCsv_allowFileUrls": False,
        "opencypher_loadCsv_allowRemoteUrls": False,
    }
    return arcadedb_embedded.ArcadeDBServer(str(files.server), password, config, jvm)


def jvm_options(heap: str, recorded: Path | None = None) -> dict[str, Any]:
    """Return the options of the Java runtime; for its arguments see `started`."""
    # -Xrs leaves signals to Python, so that SIGTERM stops the engine in order.
    # The parallel collector does the same work with less than the default one on few cores and small heaps.
    # An engine whose heap was too small once answers nobody after that; the next question starts another.
    arguments = ["-Xrs", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError"]
    if recorded is not None:
        arguments += [f"-XX:AOTCacheOutput={recorded}", "-Xlog:disable"]
    elif START_CACHE.is_file():
        arguments.append(f"-XX:AOTCache={START_CACHE}")
    return {"heap_size": heap, "jvm_args": arguments}


def _open(files: EngineFiles, server: Any) -> tuple[str, Any]:
    """Open the current store; one that cannot be opened is set aside, and an empty one opened in its place."""
    name = files.current()
    try:
        files.store_path(name).mkdir(parents=True, exist_ok=True)
        return name, server.create_database(DATABASE)
    except Exception as error:
        print(f"the store {name} cannot be opened: {error}", flush=True)
        _set_aside(files, name, f"the store could not be opened: {str(error).splitlines()[0]}")
    return name, server.create_database(DATABASE)


def _set_aside(files: EngineFiles, name: str, reason: str) -> None:
    """Move a damaged store out of the way, and say so until the store has been rebuilt."""
    aside = files.folder / "damaged"
    shutil.rmtree(aside, ignore_errors=True)
    (files.store_path(name) / DATABASE).rename(aside)
    write_atomically(files.unsound_file, reason)


def _check(files: EngineFiles, database: Any) -> None:
    """Ask the engine whether the store is whole, and keep the answer until the store has been rebuilt."""
    problems = problems_of(database)
    if problems:
        write_atomically(files.unsound_file, f"the engine's check found: {problems}")


def problems_of(database: Any) -> str:
    """Return what the engine's own check finds wrong with a store; empty when it is sound."""
    report = next(iter(database.command("sql", "CHECK DATABASE"))).to_dict()
    found = {name: report[name] for name in sorted(report) if name.startswith(FAULTS) and report[name]}
    return ", ".join(f"{name}: {str(value)[:200]}" for name, value in found.items())


def _end(code: int) -> NoReturn:
    """End the process, also while threads of the Java runtime still run."""
    with suppress(OSError):
        sys.stdout.flush()
    os._exit(code)


def _serve(files: EngineFiles, clients: IO[str], idle_s: float, server: Any) -> None:
    """Return when told to stop, when no client has held its lock for so long, when the folder was taken away, or when a
    question cannot be stopped.

    The clients' lock stays taken in the second case: a client that comes now waits until this process is gone.
    """
    idle_since = time.time()
    while not _stop and files.clients_lock.exists():
        time.sleep(TICK_S)
        if _stop_queries(server, only_late=True):
            print("a question runs on long after its limit: the engine ends, and starts anew with the next", flush=True)
            return
        if files.persistent_marker.exists() or not try_lock(clients):
            idle_since = time.time()
            continue
        # A client that came and went between two ticks has touched the file.
        idle_since = max(idle_since, files.clients_lock.stat().st_mtime)
        if time.time() - idle_since >= idle_s:
            return
        unlock(clients)


def _stop_queries(server: Any, only_late: bool = False) -> bool:
    """Stop questions that have passed the limit of their user, or all; returns whether one runs on in spite of that.

    The limit of a user's group is only looked at where a query reads records: one that counts to a billion runs on. To
    be told to end is only looked at between rows: one that reckons within an expression runs on even then.
    """
    stuck = False
    for query in server._java_server.getRunningQueries().getRunning():
        limit_ms = limit_of(str(query.getUser()))
        if not only_late or (limit_ms is not None and query.getElapsedMillis() > limit_ms):
            query.terminate("time limit")
            stuck |= limit_ms is not None and query.getElapsedMillis() > limit_ms + OVERRUN_MS
    return stuck


def _on_signal(number: int, frame: FrameType | None) -> None:
    global _stop
    _stop = True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_users(folder: Path, password: str, reader_password: str) -> None:
    """Write users and groups: one that may do all, and one that may only read for each time limit."""
    folder.mkdir(parents=True, exist_ok=True)
    reading = {
        reader_name(tier): {
            "resultSetLimit": -1,
            "readTimeout": round(tier * 1000),
            "access": [],
            "types": {"*": {"access": ["readRecord"]}},
        }
        for tier in TIMEOUT_TIERS_S
    }
    everything = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
    admin = {
        "resultSetLimit": -1,
        "readTimeout": -1,
        "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        "types": {"*": {"access": everything}},
    }
    nothing = {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}}
    groups = {"databases": {"*": {"groups": {"admin": admin, "*": nothing, **reading}}}, "version": 2}
    write_atomically(folder / "server-groups.json", json.dumps(groups))
    hashed = _hash(reader_password)
    users = [{"name": WRITER, "databases": {"*": ["admin"]}, "password": _hash(password)}]
    users += [{"name": name, "databases": {DATABASE: [name]}, "password": hashed} for name in reading]
    write_atomically(folder / "server-users.jsonl", "".join(json.dumps(user) + "\n" for user in users))


def _hash(password: str) -> str:
    salt = secrets.token_bytes(32)
    encoded = base64.b64encode(salt).decode()
    # The engine takes the salt's text, not its bytes.
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), encoded.encode(), HASH_ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${HASH_ROUNDS}${encoded}${base64.b64encode(key).decode()}"


if __name__ == "__main__":
    sys.exit(main())
