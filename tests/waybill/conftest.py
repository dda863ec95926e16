"""One home with a running engine for all tests of this folder, which each file finds empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph import embedded
from graph.settings import Settings
from tests.support.homes import empty


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home whose engine runs until the end; what lies in it is what the test before left."""
    made = Settings(home=tmp_path_factory.mktemp("running") / "home", reviewer="tester")
    embedded.start(made, persistent=True)
    yield made
    embedded.stop(made)


@pytest.fixture(scope="module")
def engine(running: Settings) -> Settings:
    """That home, empty at the first test of each file."""
    return empty(running)
