"""One dashboard on a small home, and one Chromium, for all tests of this folder; with the graph in either engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from dashboard.launch import Server, serve
from graph import neo4j_local
from tests.conftest import NEO4J_LATER
from tests.support.browser import Browser, browser
from tests.support.chromium import WAY_OUT, find
from tests.support.dashboard_home import make_home
from tests.support.demo_server import serve_demo


@pytest.fixture(scope="session")
def installed() -> None:
    """Chromium, without which a developer may run all other tests; in CI a skip for it is a failure."""
    if find() is None:
        pytest.skip(f"no Chromium: {WAY_OUT}")


PASSWORD = "of these tests alone"
Place = Callable[[], dict[str, Any]]


@pytest.fixture(scope="session", params=NEO4J_LATER)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Say where a home has its graph: in its embedded engine, or in a Neo4j of its own."""
    with ExitStack() as servers, pytest.MonkeyPatch.context() as patched:
        if request.param == "neo4j":  # a dashboard knows a password by the environment alone
            patched.setenv("WAYBILL_PASSWORD", PASSWORD)

        def found() -> dict[str, Any]:
            if request.param != "neo4j":
                return {}
            started = neo4j_local.start(tmp_path_factory.mktemp("neo4j"), password=PASSWORD)
            servers.callback(started.stop)
            return {"graph": started.address, "password": started.password}

        yield found


@pytest.fixture(scope="session")
def server(installed: None, place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard on the small home."""
    settings = make_home(tmp_path_factory.mktemp("home"), **place())
    with serve(settings, port=0) as started:
        yield started


@pytest.fixture(scope="session")
def chromium(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for that dashboard."""
    profile: Path = tmp_path_factory.mktemp("profile")
    with browser(server.address, profile) as made:
        yield made


@pytest.fixture(scope="session")
def demo(installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for the page of the widgets."""
    folder = tmp_path_factory.mktemp("demo")
    with serve_demo(folder / "log") as started, browser(started.address, folder / "profile") as made:
        yield made
