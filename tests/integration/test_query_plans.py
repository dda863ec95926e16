"""What Neo4j would do with each canned query, and that each runs as it stands in Neo4j Browser and cypher-shell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph.embedded_files import WRITER
from graph.settings import Settings
from graph.store import Store
from graph.store_plan import scans
from queries import catalogue
from queries.catalogue import Query
from queries.headers import look
from tests.conftest import empty_store
from tests.support.small_graph import fill
from waybill.own_queries import explained, template

QUERIES = list(catalogue.canned().values())


def operator(name: str, rows: float = 1.0, *children: dict[str, Any]) -> dict[str, Any]:
    return {
        "operatorType": f"{name}@neo4j",
        "args": {"Details": name.lower(), "EstimatedRows": rows},
        "children": children,
    }


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (operator("ProduceResults", 9, operator("NodeUniqueIndexSeek")), []),
        (operator("ProduceResults", 9, operator("AllNodesScan", 9)), ["AllNodesScan"]),
        (operator("Expand(All)", 9, operator("NodeByLabelScan", 0)), ["NodeByLabelScan"]),
        (operator("Sort", 9, operator("DirectedRelationshipTypeScan", 9)), ["DirectedRelationshipTypeScan"]),
        (operator("CartesianProduct", 1, operator("NodeUniqueIndexSeek"), operator("NodeIndexSeek")), []),
        (
            operator("CartesianProduct", 9, operator("NodeIndexSeek"), operator("NodeIndexSeek", 9)),
            ["CartesianProduct"],
        ),
    ],
)
def test_a_plan_tells_where_it_looks_at_all_of_something(plan: dict[str, Any], found: list[str]) -> None:
    assert [name for name, _ in scans(plan)] == found


@pytest.fixture(scope="module")
def planned(neo4j_settings: Settings) -> Iterator[Store]:
    """The graph by hand on Neo4j, its indexes complete and counted anew: what other tests left decides no plan."""
    with empty_store(neo4j_settings) as store:
        fill(store).read("CALL db.awaitIndexes(120)")
        store._execute("CALL db.prepareForReplanning(120)", {})
        yield store


@pytest.mark.neo4j
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_plan_looks_at_all_of_something_only_where_the_header_says_why(planned: Store, query: Query) -> None:
    plan = planned.explain(query.text, dict.fromkeys(parameter.name for parameter in query.parameters))
    sometimes = query.scan.startswith("on a small graph")  # what the server has counted so far decides
    assert sometimes or bool(plan.scans) == bool(query.scan), plan.scans
    assert "AllNodesScan" not in dict(plan.scans) and "CartesianProduct" not in dict(plan.scans)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("match", "scan", "faults", "scans"),
    [
        ("(c:Company {country: $country})", "", [], []),
        ("(c:Company {name: $country})", "", ["its plan has NodeByLabelScan"], ["NodeByLabelScan"]),
        ("(c:Company {name: $country})", "// scan: names are in no index\n", [], ["NodeByLabelScan"]),
        ("(c:Company {country: $country})", "// scan: none\n", ["its plan looks at all of nothing"], []),
        ("(c:Company {country: $country)", "", ["Invalid input"], None),
    ],
)
def test_the_check_of_ones_own_query_tells_its_scans(
    planned: Store, tmp_path: Path, match: str, scan: str, faults: list[str], scans: list[str] | None
) -> None:
    text = template("firms_of").replace("(c:Company {country: $country})", match)
    (tmp_path / "firms_of.cypher").write_text(
        text.replace("// parameter country", f"{scan}// parameter country"), "utf-8"
    )
    query, wrong = look(tmp_path / "firms_of.cypher")
    assert query is not None and wrong == []
    found = explained(planned, query)
    assert all(words in fault.rule for words, fault in zip(faults, found.faults, strict=True)), found.faults
    assert (None if found.scans is None else [name for name, _ in found.scans]) == scans


@pytest.fixture(scope="module")
def driver(store_settings: Settings) -> Iterator[tuple[neo4j.Driver, str | None]]:
    """A driver as any other tool opens one, and the database of the store."""
    with empty_store(store_settings) as store:
        fill(store)
        with neo4j.GraphDatabase.driver(store.address, auth=store._auth(WRITER)) as driver:
            yield driver, store._database


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_runs_as_it_stands_with_the_values_of_its_param_line(
    driver: tuple[neo4j.Driver, str | None], query: Query
) -> None:
    opened, database = driver
    pasted = query.param_line.removeprefix(":param ")
    [[given]], _, _ = opened.execute_query(f"RETURN {pasted} AS given", database_=database)  # as Neo4j Browser reads it
    assert sorted(given) == sorted(parameter.name for parameter in query.parameters)
    records, _, keys = opened.execute_query(query.text, given, database_=database)
    assert keys == [column.name for column in query.columns] or not (records or keys)  # embedded: no rows, no keys
