"""The life of the embedded engine: shared, found again, ended, killed, damaged, and given another store."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from graph import embedded, embedded_bulk
from graph.embedded_files import DATABASE, EngineFiles, is_locked, open_lock, reader_name, try_lock, write_atomically
from graph.errors import SchemaError, StoreError, StoreUnavailable
from graph.model import Node, Relationship
from graph.settings import Settings
from graph.store import Store

ROOT = Path(__file__).resolve().parents[2]
FIRM = Node(("Company", "Party"), "c1", {"name": "Firm 😀", "folded": "firm", "records": ["a"]})
FACT: dict[str, Any] = {"standing": "accepted", "modality": "asserted", "claims": 1, "sources": 1}
TRANSFER = Node(("Transfer", "Fact"), "t1", {**FACT, "start": "2022-03-04", "quantity": 2.0})
TURKEY = Node(("Country",), "country:TR", {"code": "TR", "name": "Türkiye"})
SUPPLIES = Relationship("SUPPLIES", ("Company", "c1"), ("Transfer", "t1"))
VIA = Relationship("VIA", ("Transfer", "t1"), ("Country", "country:TR"), {"order": 1})
CLIENT = """
import sys, time
from pathlib import Path
from graph.settings import Settings
from graph.store import Store
store = Store.open(Settings(home=Path(sys.argv[1]), engine_idle_s=1.0))
print(store._attachment.endpoint.pid, flush=True)
time.sleep(float(sys.argv[2]))
store.close()
"""


@pytest.fixture
def files(settings: Settings) -> Iterator[EngineFiles]:
    """The files of the test's own engine, which is gone afterwards."""
    files = EngineFiles(settings.engine_dir)
    yield files
    embedded.stop(settings)


def client(settings: Settings, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CLIENT, str(settings.home), str(seconds)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def eventually(holds: Callable[[], bool], seconds: float = 60.0) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


def pid_of(store: Store) -> int:
    assert store._attachment is not None
    return store._attachment.endpoint.pid


def fill(store: Store) -> None:
    store.write_nodes([FIRM, TRANSFER, TURKEY])
    store.write_relationships([SUPPLIES, VIA])


def content(store: Store) -> tuple[dict[str, Node], set[str]]:
    return {node.id: node for node in store.nodes()}, {str(one) for one in store.relationships()}


WHOLE = ({node.id: node for node in (FIRM, TRANSFER, TURKEY)}, {str(SUPPLIES), str(VIA)})


def test_clients_share_one_engine_and_it_ends_after_them(settings: Settings, files: EngineFiles) -> None:
    """Two that start at once start one engine; one that is killed leaves no process and no lock behind."""
    first, second = client(settings, 60), client(settings, 60)
    assert first.stdout is not None
    assert second.stdout is not None
    pids = {first.stdout.readline(), second.stdout.readline()}
    assert len(pids) == 1
    pid = int(pids.pop())
    for path in (files.endpoint_file, files.server / "config" / "server-users.jsonl", files.log_file):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700
    endpoint = files.endpoint()
    assert endpoint is not None
    assert endpoint.password not in repr(endpoint)
    assert endpoint.password not in " ".join(psutil.Process(pid).cmdline())
    for process in (first, second):
        process.kill()
        process.wait()
    assert eventually(lambda: not psutil.pid_exists(pid))
    assert not is_locked(files.engine_lock)
    assert not files.running_marker.exists()  # it ended in order


def test_it_listens_on_loopback_only(embedded_settings: Settings) -> None:
    with Store.open(embedded_settings) as store:
        listening = [one.laddr.ip for one in psutil.Process(pid_of(store)).net_connections() if one.status == "LISTEN"]
    assert listening
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


def test_a_persistent_engine_stays_until_it_is_stopped(settings: Settings, files: EngineFiles) -> None:
    quick = replace(settings, engine_idle_s=0.2)
    assert embedded.status(quick) == {
        "engine": "embedded", "running": False, "folder": str(files.folder), "store": False, "unsound": None,
    }  # fmt: skip
    state = embedded.start(quick, persistent=True)
    assert state["running"]
    assert state["persistent"]
    assert "password" not in str(state)
    time.sleep(1.5)
    assert embedded.status(quick)["pid"] == state["pid"]
    assert embedded.stop(quick) is True
    assert embedded.stop(quick) is False
    assert embedded.status(quick)["running"] is False


def test_a_killed_engine_is_started_anew_checked_and_has_lost_nothing(settings: Settings, files: EngineFiles) -> None:
    with Store.open(settings) as store:
        fill(store)
        store.set_meta(build="mark")
        os.kill(pid_of(store), signal.SIGKILL)
        assert content(store) == WHOLE  # connected anew by itself
        assert store._attachment is not None
        assert store._attachment.endpoint.unclean is True
        assert store.unsound is None
        assert store.meta()["build"] == "mark"
        embedded.stop(settings)
        store.write_nodes([replace(FIRM, id="c2")])  # writing finds the new engine too
        assert store._attachment.endpoint.unclean is False


@pytest.mark.long
def test_a_damaged_store_is_named_until_it_is_rebuilt(settings: Settings, files: EngineFiles) -> None:
    with Store.open(settings) as store:
        fill(store)
    embedded.stop(settings)
    database = files.store_path(files.current()) / DATABASE
    for path in database.glob("Country*.bucket"):
        path.write_bytes(os.urandom(path.stat().st_size))
    (database / "schema.json").write_text("{ torn")
    (database / "schema.prev.json").unlink(missing_ok=True)
    files.running_marker.touch()
    with Store.open(settings) as store:
        assert store.unsound
    with Store.open(settings) as store:
        assert store.unsound, "the mark stays until the store has been rebuilt"
        store.bulk_rebuild([FIRM, TRANSFER, TURKEY], [SUPPLIES, VIA])
        assert store.unsound is None
        assert content(store) == WHOLE
    assert embedded.status(settings)["unsound"] is None


def test_the_bulk_path_writes_what_transactions_write(settings: Settings, files: EngineFiles) -> None:
    with Store.open(settings) as store, Store.open(settings) as other:
        fill(store)
        before = content(store)
        written = store.bulk_rebuild(iter([FIRM, TRANSFER, TURKEY]), iter([SUPPLIES, VIA]), build="mark")
        assert written == 5
        assert content(store) == before == content(other)  # the other client has connected anew by itself
        assert store.meta()["build"] == "mark"
        for label in ("Company", "Party"):
            query = f"MATCH (n:{label} {{waybill_id: 'c1'}}) RETURN n.name AS name"
            assert store.read(query) == [{"name": FIRM.properties["name"]}]
            assert "IndexSeek" in store.explain(query).operators[0][1]
        day = "MATCH (t:Fact) WHERE t.start = date('2022-03-04') AND t.quantity = 2 RETURN count(t) AS n"
        assert store.read(day) == [{"n": 1}]
        fill(store)  # transactions go on in it
        assert content(store) == before
        assert [path.name for path in files.stores.iterdir()] == [files.current()]


@pytest.mark.parametrize(
    ("nodes", "relationships", "error", "message"),
    [
        ([FIRM, FIRM], [], StoreError, "given twice"),
        ([FIRM], [SUPPLIES], StoreError, "an end that does not exist: Transfer:t1"),
        ([FIRM, Node(("Company", "Party"), "x", {"name": "\ud800"})], [], SchemaError, "cannot be stored"),
        ([FIRM, Node(("Company", "Party"), "x", {})], [], SchemaError, "name is required"),
    ],
)
def test_a_bulk_load_that_fails_leaves_the_store_as_it_was(
    embedded_settings: Settings, nodes: list[Node], relationships: list[Relationship], error: type, message: str
) -> None:
    files = EngineFiles(embedded_settings.engine_dir)
    with Store.open(embedded_settings) as store:
        store.clear()
        fill(store)
        with pytest.raises(error, match=message):
            store.bulk_rebuild(nodes, relationships)
        assert content(store) == WHOLE
        assert [path.name for path in files.stores.iterdir()] == [files.current()]


def test_what_a_killed_bulk_load_left_is_swept_away(settings: Settings, files: EngineFiles) -> None:
    with Store.open(settings) as store:
        fill(store)
    embedded.stop(settings)
    torn = files.store_path("store-7")
    (torn / DATABASE).mkdir(parents=True)
    with Store.open(settings) as store:
        assert content(store) == WHOLE
    assert not torn.exists()


def test_killed_between_writing_and_swapping_the_old_store_stays(
    settings: Settings, files: EngineFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    with Store.open(settings) as store:
        fill(store)
        with monkeypatch.context() as patch:
            patch.setattr(embedded_bulk, "stop_locked", die)
            with pytest.raises(Killed):
                store.bulk_rebuild([FIRM], [])
        assert content(store) == WHOLE


def test_an_engine_that_cannot_start_says_why(settings: Settings) -> None:
    with pytest.raises(StoreUnavailable, match="WAYBILL_HEAP"):
        Store.open(replace(settings, heap="1m"))


def test_a_home_that_is_a_file_is_named(settings: Settings) -> None:
    settings.home.write_text("no folder")
    with pytest.raises(StoreUnavailable, match="WAYBILL_HOME"):
        Store.open(settings)


def test_without_a_graph_there_is_nothing_to_read(settings: Settings) -> None:
    with pytest.raises(StoreUnavailable, match="waybill load"):
        Store.open(settings, create=False)
    assert not settings.engine_dir.exists()


def test_locks_are_shared_or_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with open_lock(path) as one, open_lock(path) as two, open_lock(path) as three:
        assert try_lock(one, shared=True)
        assert try_lock(two, shared=True)
        assert not try_lock(three)
        one.close()
        two.close()
        assert try_lock(three)
        assert is_locked(path)


def test_a_small_file_is_whole_or_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_atomically(path, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, "new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
    assert path.read_text() == "old"


@pytest.mark.parametrize(("seconds", "user"), [(0.1, "reader_250"), (30, "reader_30000"), (31, "reader_45000")])
def test_the_reader_with_the_next_higher_limit_is_taken(seconds: float, user: str) -> None:
    assert reader_name(seconds) == user
