"""What the gate lets pass and what it refuses, by the text alone."""

from __future__ import annotations

import pytest

from graph.errors import QueryRefused
from graph.store import Plan
from queries import catalogue
from queries.gate import MOST_CHARACTERS, _check_plan, check

FINE = [
    "MATCH (n) RETURN n LIMIT 1",
    "match (n) return n;",
    "// DELETE everything\nMATCH (n) /* SET n.x = 1 */ RETURN n",
    "MATCH (n) WHERE n.name = 'CREATE (x) DETACH DELETE x' RETURN n",
    'MATCH (n) WHERE n.name = "it\\"s; DROP" RETURN n',
    "MATCH (n:`DELETE`) RETURN n.set, n.`REMOVE`, {create: 1, drop: 2} AS m",
    "MATCH (n) WHERE n:Set RETURN n.delete",
    "CALL db.labels() YIELD label RETURN label",
    "MATCH (a) CALL (a) { MATCH (a)--(b) RETURN b } RETURN a, b",
    "MATCH (n) RETURN date.truncate('month', n.start), start, n.start AS load ORDER BY load",
    "UNWIND range(1, 3) AS x RETURN duration.between(date('2022-01-01'), date()) AS d, x",
    "MATCH (n) WHERE n.start = 1.5 RETURN n",
    "OPTIONAL MATCH (n {name: $`set`}) RETURN count(n)",
    "MATCH (n) RETURN n.name + '//' + n.id",
]
REFUSED = {
    "CREATE (n)": "must begin",
    "MATCH (n) SET n.x = 1": "SET",
    "MATCH (n) set n.x = 1 RETURN n": "set",
    "MATCH (n)/**/DELETE/**/n": "DELETE",
    "MATCH (n) REMOVE n.x": "REMOVE",
    "MATCH (n) FOREACH (x IN [1] | CREATE (:A))": "FOREACH",
    "MERGE (n:A)": "must begin",
    "MATCH (n) MERGE (m:A) RETURN m": "MERGE",
    "MATCH (n) CALL { WITH n DELETE n } RETURN 1": "DELETE",
    "MATCH (n) CALL { MATCH (m) RETURN m } IN TRANSACTIONS RETURN 1": "TRANSACTIONS",
    "MATCH (n) WHERE n.x = 1.SET n.y = 2": "SET",
    "LOAD CSV FROM 'file:///a' AS r RETURN r": "must begin",
    "WITH 1 AS x LOAD CSV FROM 'http://localhost' AS r RETURN r": "LOAD",
    "CALL dbms.listConfig()": "dbms.listConfig",
    "CALL `dbms`.`listConfig`()": "dbms.listConfig",
    "CALL apoc.load.json('http://localhost')": "apoc.load.json",
    "MATCH (n) RETURN apoc.convert.toJson(n)": "apoc.convert.toJson",
    "MATCH (n) RETURN `apoc`.`x`(n)": "apoc.x",
    "PROFILE MATCH (n) RETURN n": "must begin",
    "EXPLAIN MATCH (n) RETURN n": "must begin",
    "MATCH (n) RETURN n UNION PROFILE MATCH (m) RETURN m": "PROFILE",
    "SHOW SETTINGS": "must begin",
    "CALL { USE system SHOW USERS } RETURN 1": "USE",
    "MATCH (n) RETURN n; MATCH (m) DELETE m": "one statement",
    "CYPHER runtime=slotted MATCH (n) RETURN n": "must begin",
    "SELECT FROM Company": "must begin",
    "": "empty",
    " ; ": "empty",
    "// only a comment": "empty",
    "MATCH (n) WHERE n.name = 'a": "does not end",
    "MATCH (n) /* RETURN n": "does not end",
    "MATCH (n:`A) RETURN n": "does not end",
    "MATCH (n) \\u0044ELETE n": "escapes",
    "MATCH (n) WHERE n.x = 'a\\u0027 DELETE n RETURN n": "escapes",
    "MATCH (n) RETURN n\u200b": "no place",
    "MATCH (n) RETURN '" + "x" * MOST_CHARACTERS + "'": "at most",
}


@pytest.mark.parametrize("cypher", FINE)
@pytest.mark.parametrize("engine", ["embedded", "neo4j"])
def test_reading_passes(cypher: str, engine: str) -> None:
    check(cypher, engine)


@pytest.mark.parametrize(("cypher", "why"), REFUSED.items(), ids=[text[:40] for text in REFUSED])
@pytest.mark.parametrize("engine", ["embedded", "neo4j"])
def test_all_else_is_refused_and_says_why(cypher: str, why: str, engine: str) -> None:
    with pytest.raises(QueryRefused, match="query: ") as error:
        check(cypher, engine)
    assert why in str(error.value)


def test_a_regular_expression_is_refused_where_it_cannot_be_stopped() -> None:
    text = "MATCH (n) WHERE n.name =~ '(a+)+b' RETURN n"
    check(text, "neo4j")
    check("MATCH (n) WHERE n.name = '=~' RETURN n", "embedded")
    with pytest.raises(QueryRefused, match="regular expression"):
        check(text, "embedded")


@pytest.mark.parametrize("query", catalogue.canned().values(), ids=lambda query: query.name)
def test_every_canned_query_passes_the_gate(query: catalogue.Query) -> None:
    check(query.cypher, "embedded")


@pytest.mark.parametrize(
    "plan",
    [
        Plan("rw", ()),
        Plan("w", ()),
        Plan("s", ()),
        Plan(None, ()),
        Plan("r", (("ProduceResults", "n"), ("LoadCSV", "row"))),
        Plan("r", (("ProcedureCall", "dbms.listConfig() :: (name)"),)),
    ],
)
def test_a_plan_that_does_more_than_read_is_refused(plan: Plan) -> None:
    with pytest.raises(QueryRefused, match="its plan"):
        _check_plan(plan)


def test_a_reading_plan_passes() -> None:
    _check_plan(Plan("r", (("ProduceResults", "n"), ("ProcedureCall", "db.labels() :: (label)"))))
