"""A small home for the pages, and a way to open a page as Streamlit does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.navigation.page import Page as StreamlitPage
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import data
from graph.settings import Settings
from tests.support.dashboard_home import make_home

APP = Path(dashboard.__file__).parent / "app.py"
Opener = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once() -> Iterator[None]:
    """For each page that a test opens Streamlit looks for components in all packages that are installed: a second."""
    with pytest.MonkeyPatch.context() as context:
        context.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with two texts, a table and a synthetic table."""
    return make_home(tmp_path_factory.mktemp("home"))


def _forget() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Open a page on a home, with parameters of the address."""
    opened: list[Settings] = []

    def opener(name: str, settings: Settings, **params: str) -> AppTest:
        monkeypatch.setattr("sys.argv", ["app.py"])
        monkeypatch.setenv("WAYBILL_HOME", str(settings.home))
        monkeypatch.setenv("WAYBILL_GRAPH", settings.graph)
        if not opened:
            _forget()
        opened.append(settings)
        page = AppTest.from_file(str(APP), default_timeout=30)
        with monkeypatch.context() as context:  # the router registers its pages; the page itself comes next
            context.setattr(StreamlitPage, "run", lambda _: None)
            page.run()
        page.switch_page(f"views/{name}.py")
        for key, value in params.items():
            page.query_params[key] = value
        return page.run()

    yield opener
    if opened:
        data.close()
    _forget()
