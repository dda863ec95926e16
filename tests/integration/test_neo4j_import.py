"""Files for neo4j-admin make the same graph as transactions do, in a real Neo4j. All names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import neo4j_local
from graph.archive import Archive
from graph.audit import check
from graph.build import build, digest
from graph.errors import ExportError
from graph.export import formats
from graph.export.extract import About, extracted
from graph.export.neo4j_admin import ARGUMENTS
from graph.settings import Settings
from graph.store import Store
from tests.conftest import NEXT_NEO4J
from tests.integration.test_build import texts
from tests.support.odd_names import fill
from tests.support.samples import firm, put_table, source, transfer


def written(settings: Settings, folder: Path) -> About:
    """Write the files, of what is real and what is invented."""
    with extracted(Archive(settings.archive_dir), settings.scratch_dir, "0", synthetic=None) as extract:
        formats.write(extract, formats.FORMATS["neo4j-admin"], folder)
        return extract.about


@pytest.mark.neo4j
@pytest.mark.long  # a minute and a half for each
@pytest.mark.parametrize("version", [neo4j_local.DEFAULT_VERSION, NEXT_NEO4J])
def test_the_import_tool_makes_the_same_graph(tmp_path: Path, version: str) -> None:
    settings = Settings(home=tmp_path / "home", engine_idle_s=1.0)
    archive = Archive(settings.archive_dir)
    fill(archive, longest=2000)  # Neo4j has no index for more than some 8,000 bytes
    unreal = [transfer(firm("Unreal", "CN"), firm("Vydumka", "RU"))]
    put_table(archive, "unreal.csv", unreal, source=source("Nobody", synthetic=True))
    with Store.open(settings) as store:
        build(settings, store)
        wanted = digest(store)
    about = written(settings, tmp_path / "files")
    assert about.digest == wanted
    server = neo4j_local.imported(tmp_path / "server", tmp_path / "files" / ARGUMENTS, version)
    try:
        there = Settings(home=settings.home, graph=server.address, password=server.password)
        with Store.open(there) as store:
            assert store.count() == (about.nodes, about.relationships)
            report = build(there, store)
            assert (report.written, report.removed) == (0, 0)
            assert digest(store) == wanted
            assert check(there, store) == []
            put_table(Archive(there.archive_dir), "more.csv", [transfer(firm("A", "CN"), firm("B", "RU"))])
            assert build(there, store, trust=True).written > 0
            assert check(there, store) == []
    finally:
        server.stop()


def test_an_archive_that_has_grown_since_is_compared(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", engine_idle_s=1.0)
    archive = Archive(settings.archive_dir)
    texts(archive, "a")
    with Store.open(settings) as store:
        build(settings, store)
        store.set_meta(build="imported of another archive")
        texts(archive, "b")
        assert build(settings, store).written > 0
        assert check(settings, store) == []


def test_the_control_character_that_separates_lists_is_refused(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    odd = firm("Odd", "CN", ids=(("LEI", "a\x1fb"),))
    put_table(Archive(settings.archive_dir), "odd.csv", [transfer(odd, firm("B", "RU"))])
    with pytest.raises(ExportError, match=r"U\+001F"):
        written(settings, tmp_path / "files")
    assert not (tmp_path / "files").exists()
