"""docs/notebook.ipynb on the sample corpus: each cell prints what is stored there, on both engines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import embedded
from graph.build import build
from graph.settings import Settings
from graph.store import Store
from tests.support import notebook as cells
from tests.support.command import waybill_here
from waybill import notebook


@pytest.fixture(scope="module")
def corpus_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home with the sample corpus, its graph in the embedded engine."""
    settings = Settings(home=tmp_path_factory.mktemp("corpus") / "home", engine_idle_s=1.0)
    done = waybill_here("demo", "--no-serve", home=settings.home)
    assert done.returncode == 0, done.stderr
    yield settings
    embedded.stop(settings)


@pytest.fixture(params=[pytest.param("embedded"), pytest.param("neo4j", marks=pytest.mark.neo4j)])
def environment(
    request: pytest.FixtureRequest, corpus_home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The variables that a notebook reads, with the corpus in each engine in turn."""
    for name in [name for name in os.environ if name.startswith("WAYBILL_") and name != "WAYBILL_TEST_NEO4J"]:
        monkeypatch.delenv(name)
    home = corpus_home.home
    if request.param == "neo4j":
        server: Settings = request.getfixturevalue("neo4j_settings")
        home = tmp_path / "home"
        shutil.copytree(corpus_home.archive_dir, home / "archive")
        here = Settings(home=home, graph=server.graph, password=server.password)
        with Store.open(here) as store:
            store.clear()
            build(here, store)
        monkeypatch.setenv("WAYBILL_GRAPH", server.graph)
        if server.password is not None:
            monkeypatch.setenv("WAYBILL_PASSWORD", server.password)
    monkeypatch.setenv("WAYBILL_HOME", str(home))
    yield
    notebook.close()


@pytest.mark.usefixtures("environment")
def test_each_cell_prints_what_is_stored() -> None:
    namespace: dict[str, object] = {}
    held = cells.code_cells(cells.load())
    assert len(held) >= 10
    for cell in held:
        source = "".join(cell["source"])
        assert cells.run(source, namespace) == cells.stored(cell), (
            f"run `WAYBILL_HOME=FOLDER python -m tests.support.notebook` after `waybill demo` there\n{source}"
        )


def test_the_notebook_is_one() -> None:
    held = cells.load()
    assert (held["nbformat"], held["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in held["cells"]}) == len(held["cells"])
    for cell in held["cells"]:
        more = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | more
        assert "".join(cell["source"]).strip()
