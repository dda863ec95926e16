"""Files for neo4j-admin make the same graph as transactions do, in a real Neo4j. All names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import neo4j_local
from graph.archive import Archive
from graph.audit import check
from graph.build import build, digest
from graph.errors import SchemaError, StoreError
from graph.model import Name
from graph.neo4j_import import ARGUMENTS, write_import
from graph.settings import Settings
from graph.store import Store
from tests.conftest import NEXT_NEO4J
from tests.integration.test_build import tables, texts
from tests.support.samples import firm, put_table, transfer

ODD = 'Vydumka, "so"; said\nthe \\papers, \t'


def fill(archive: Archive) -> None:
    texts(archive)
    tables(archive)
    odd = firm(ODD, "CN", names=(Name("Выдумка", "alias", "ru"), Name('"', "alias")))
    put_table(archive, "odd.csv", [transfer(odd, firm("Nobody 'n'", "RU"), "thing; other\n", weight_kg="1e3")])


@pytest.mark.neo4j
@pytest.mark.parametrize("version", [neo4j_local.DEFAULT_VERSION, pytest.param(NEXT_NEO4J, marks=pytest.mark.long)])
def test_the_import_tool_makes_the_same_graph(tmp_path: Path, version: str) -> None:
    settings = Settings(home=tmp_path / "home", engine_idle_s=1.0)
    fill(Archive(settings.archive_dir))
    with Store.open(settings) as store:
        build(settings, store)
        wanted = digest(store)
    written = write_import(settings, tmp_path / "files")
    server = neo4j_local.imported(tmp_path / "server", tmp_path / "files" / ARGUMENTS, version)
    try:
        there = Settings(home=settings.home, graph=server.address, password=server.password)
        with Store.open(there) as store:
            assert store.count() == (written.nodes, written.relationships)
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


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="must be empty"):
        write_import(Settings(home=tmp_path / "home"), tmp_path / "files")
    assert [path.name for path in (tmp_path / "files").iterdir()] == ["mine.txt"]


def test_the_control_character_that_separates_lists_is_refused(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    odd = firm("Odd", "CN", ids=(("LEI", "a\x1fb"),))
    put_table(Archive(settings.archive_dir), "odd.csv", [transfer(odd, firm("B", "RU"))])
    with pytest.raises(SchemaError, match=r"U\+001F"):
        write_import(settings, tmp_path / "files")
