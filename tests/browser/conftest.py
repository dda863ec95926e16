"""One dashboard on a small home, and one Chromium, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.launch import Server, serve
from tests.support.browser import Browser, browser
from tests.support.chromium import WAY_OUT, find
from tests.support.dashboard_home import make_home
from tests.support.demo_server import serve_demo


@pytest.fixture(scope="session")
def installed() -> None:
    """Chromium, without which a developer may run all other tests; in CI a skip for it is a failure."""
    if find() is None:
        pytest.skip(f"no Chromium: {WAY_OUT}")


@pytest.fixture(scope="session")
def server(installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard on the small home."""
    settings = make_home(tmp_path_factory.mktemp("home"))
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
