"""The names of `queries` and `waybill.notebook`, on the graph that was worked out by hand, on both engines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from py2neo import NodeMatcher
from py2neo.errors import Neo4jError

import queries
from graph import embedded
from graph.errors import InvalidParameter, QueryRefused, StoreUnavailable, UnknownQuery
from graph.settings import Settings
from queries import PathQuery, ask, connect, every_query, evidence_of, project, supply_paths
from tests.conftest import empty_store
from tests.support.questions import CEDAR
from tests.support.small_graph import fill, tie
from waybill import notebook
from waybill.own_queries import template


@pytest.fixture(scope="module")
def settings(store_settings: Settings) -> Iterator[Settings]:
    """The graph by hand, and the variables that lead to it."""
    variables = {"WAYBILL_HOME": str(store_settings.home), "WAYBILL_GRAPH": store_settings.graph}
    if store_settings.password is not None:
        variables["WAYBILL_PASSWORD"] = store_settings.password
    with pytest.MonkeyPatch.context() as patch, empty_store(store_settings) as store:
        for name in [name for name in os.environ if name.startswith("WAYBILL_") and name != "WAYBILL_TEST_NEO4J"]:
            patch.delenv(name)
        for name, value in variables.items():
            patch.setenv(name, value)
        fill(store)
        yield store_settings
        notebook.close()


def test_every_name_is_there_and_no_other() -> None:
    assert {name for name in queries.__all__ if getattr(queries, name) is not None} == set(queries.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = queries.nothing


def test_paths_have_their_proof(settings: Settings) -> None:
    with connect() as store:
        answer = supply_paths(store, PathQuery.make(from_="CN", to="RU", goods="drone parts", via="TR"))
        assert [leg.id for leg in answer.real[0].legs] == [tie("t1")]
        assert [item.claim for item in evidence_of(store, tie("t1"))] == ["claim-t1-a", "claim-t1-b", "claim-denial"]
        assert project(store).number_of_edges() == 16


def test_a_canned_query_and_ones_own_are_asked_by_name(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "firms_of.cypher").write_text(template("firms_of"), "utf-8")
    monkeypatch.setenv("WAYBILL_QUERIES", str(tmp_path))
    with connect() as store:
        found = ask(store, "listings-of-party", party=CEDAR)
        assert [(row["list"], row["start"]) for row in found.rows] == [("Test list", "2022-03-15")]
        assert [row["party_id"] for row in ask(store, "firms_of", country="Türkei").rows] == [
            "party-birch",
            "party-dogan",
            "party-two",
        ]
        assert ask(store, "firms_of", country="TR", max_rows=1).cut
        assert every_query(store)["firms_of"].own
        assert ask(store, "through_country", country="TR", until=date(2022, 1, 1)).rows[0]["transfer"] == "fact-t5"
        with pytest.raises(UnknownQuery, match="near: suppliers_of_goods"):
            ask(store, "suppliers_of_good")
        with pytest.raises(InvalidParameter, match="no parameter 'colour'"):
            ask(store, "documents", colour="red")


def test_a_table_keeps_whole_numbers_and_truth_values(settings: Settings) -> None:
    table = notebook.to_pandas("reported_trade", reporter="CN", level="total")
    assert (str(table["sources"].dtype), str(table["synthetic"].dtype)) == ("Int64", "boolean")
    assert list(table["value"]) == [100.0, 9.0]
    assert list(notebook.to_pandas("facts_without_evidence").columns) == ["fact", "kind", "synthetic"]
    own = notebook.to_pandas("MATCH (c:Country) WHERE c.code < $code RETURN c.code AS code ORDER BY code", code="L")
    assert list(own["code"]) == ["CN", "DE", "HK", "KZ"]
    with pytest.raises(QueryRefused):
        notebook.to_pandas("MATCH (n) DETACH DELETE n")
    with pytest.raises(UnknownQuery):
        notebook.to_pandas("no_such_query")


def test_py2neo_reads_and_on_the_embedded_engine_cannot_write(settings: Settings) -> None:
    graph = notebook.graph()
    assert NodeMatcher(graph).match("Company", waybill_id=CEDAR).first()["name"] == "Кедр-Тест"
    assert graph.run("MATCH (c:Country) RETURN c.code AS code ORDER BY code LIMIT 2").to_table() == [("CN",), ("DE",)]
    if settings.embedded:
        with pytest.raises(Neo4jError, match="not allowed"):
            graph.run("CREATE (x:Company {waybill_id: 'x'}) RETURN x").data()
    assert notebook.to_networkx(synthetic=True).number_of_edges() == 3


def test_a_store_is_opened_once_and_let_go_by_close(settings: Settings) -> None:
    opened = notebook.store()
    assert notebook.store() is opened
    if settings.embedded:
        assert embedded.status(settings)["running"]
    notebook.close()
    assert notebook.store() is not opened


def test_a_home_without_a_graph_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="waybill load"):
        connect(home=tmp_path, graph="embedded")
