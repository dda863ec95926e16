"""Fixtures that all tests share: a home of their own, and the store on both engines.

WAYBILL_TEST_NEO4J names a server to use instead of a started one (WAYBILL_TEST_NEO4J_PASSWORD its password): only what
carries a waybill_id is deleted there. Without it a real Neo4j is started, see graph/neo4j_local.py.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from graph import neo4j_local
from graph.settings import Settings
from graph.store import Store

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NEXT_NEO4J = "2026.08.1"
ENGINES = [
    pytest.param("embedded"),
    pytest.param("neo4j", marks=pytest.mark.neo4j),
    pytest.param(f"neo4j-{NEXT_NEO4J}", marks=[pytest.mark.neo4j, pytest.mark.long]),
]
# For what takes long and asks the engine little that other tests do not ask of both.
NEO4J_LATER = [ENGINES[0], pytest.param("neo4j", marks=[pytest.mark.neo4j, pytest.mark.long])]

# How fast a machine is, is nothing that a property says.
hypothesis_settings.register_profile("waybill", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("waybill")


def pytest_configure(config: pytest.Config) -> None:
    """Let Ctrl+C reach what the tests start, also where a shell started the tests in the background.

    The Java runtimes of both engines translate for a quick start, not for a long run: these tests have small graphs.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if "not long" in config.getoption("markexpr"):
        os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder ../shared/data beside the checkout."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"needs ../shared/data, which is not at {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a home of the test's own."""
    return Settings(home=tmp_path / "home", engine_idle_s=1.0)


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of an embedded engine that runs for all tests."""
    settings = Settings(home=tmp_path_factory.mktemp("embedded"), engine_idle_s=1.0)
    with Store.open(settings):  # keeps the engine from ending itself between two tests
        yield settings


def _neo4j(version: str, factory: pytest.TempPathFactory) -> Iterator[Settings]:
    folder = factory.mktemp(f"neo4j-{version}")
    given = os.environ.get("WAYBILL_TEST_NEO4J")
    if given and version == neo4j_local.DEFAULT_VERSION:
        yield Settings(home=folder, graph=given, password=os.environ.get("WAYBILL_TEST_NEO4J_PASSWORD"))
        return
    server = neo4j_local.start(folder / "server", version)
    try:
        yield Settings(home=folder, graph=server.address, password=server.password)
    finally:
        server.stop()


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a Neo4j 5.26 that runs for all tests."""
    yield from _neo4j(neo4j_local.DEFAULT_VERSION, tmp_path_factory)


@pytest.fixture(scope="session")
def next_neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a Neo4j of the newer line that runs for all tests."""
    yield from _neo4j(NEXT_NEO4J, tmp_path_factory)


@pytest.fixture(scope="module", params=ENGINES)
def store_settings(request: pytest.FixtureRequest) -> Settings:
    """Settings of each engine in turn; its store may hold what another test left."""
    name = {"embedded": "embedded_settings", "neo4j": "neo4j_settings"}.get(request.param, "next_neo4j_settings")
    settings: Settings = request.getfixturevalue(name)
    return settings


@contextmanager
def empty_store(settings: Settings) -> Iterator[Store]:
    """Open a store and take out what another test left."""
    with Store.open(settings) as store:
        store.clear()
        if not os.environ.get("WAYBILL_TEST_NEO4J"):
            store._execute("MATCH (n) WHERE n.waybill_id IS NULL AND NOT n:WaybillMeta DETACH DELETE n", {})
        yield store


@pytest.fixture
def store(store_settings: Settings) -> Iterator[Store]:
    """An empty store, on each engine in turn."""
    with empty_store(store_settings) as store:
        yield store
