"""The store on both engines: what is written is read, twice is once, and nothing else is touched."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from graph.errors import (
    AuthenticationFailed,
    ConstraintViolated,
    QueryError,
    QueryRefused,
    QueryTimeout,
    SchemaError,
    StoreError,
    StoreUnavailable,
)
from graph.model import Node, Relationship
from graph.schema import SCHEMA
from graph.settings import Settings
from graph.store import Store

FACT: dict[str, Any] = {"standing": "accepted", "modality": "asserted", "claims": 1, "sources": 1}
ROTOR_PROPERTIES: dict[str, Any] = {"name": "Rotor 😀 Ltd", "folded": "rotor", "records": ["a", "b"], "listed": True}
ROTOR = Node(("Company", "Party"), "c1", ROTOR_PROPERTIES)
VOLNA = Node(("Company", "Party"), "c2", {"name": "Волна", "folded": "волна", "country": "RU"})
TURKEY = Node(("Country",), "country:TR", {"code": "TR", "name": "Türkiye"})
TRANSFER = Node(("Transfer", "Fact"), "t1", {**FACT, "start": "2022-03-04", "quantity": 2.0, "hs6": "880730"})
NODES = [ROTOR, VOLNA, TURKEY, TRANSFER]
SUPPLIES = Relationship("SUPPLIES", ("Company", "c1"), ("Transfer", "t1"))
VIA = Relationship("VIA", ("Transfer", "t1"), ("Country", "country:TR"), {"order": 1})
VIA_AGAIN = Relationship("VIA", ("Transfer", "t1"), ("Country", "country:TR"), {"order": 2})
COUNTS = dict.fromkeys(("asserted", "reported", "alleged", "planned", "sought", "feared", "denied"), 0)
OWNS = Relationship(
    "OWNS",
    ("Company", "c1"),
    ("Company", "c2"),
    {**COUNTS, "waybill_id": "o1", "start": "2020-01-01", "facts": 1, "claims": 1, "sources": 1,
     "standing": "accepted", "modality": "asserted", "best_facts": ["f1"]},
)  # fmt: skip
RELATIONSHIPS = [SUPPLIES, VIA, VIA_AGAIN, OWNS]


def _order(one: Relationship) -> str:
    return str((one.type, one.start, one.end, sorted(one.properties.items(), key=str)))


def fill(store: Store) -> None:
    store.write_nodes(NODES)
    store.write_relationships(RELATIONSHIPS)


def same(store: Store, nodes: list[Node], relationships: list[Relationship]) -> bool:
    got = {node.id: node for node in store.nodes()}
    return got == {node.id: node for node in nodes} and sorted(store.relationships(), key=_order) == sorted(
        relationships, key=_order
    )


def test_what_is_written_comes_back(store: Store) -> None:
    fill(store)
    assert same(store, NODES, RELATIONSHIPS)
    assert not store.is_empty()


def test_writing_twice_is_writing_once(store: Store) -> None:
    fill(store)
    fill(store)
    assert same(store, NODES, RELATIONSHIPS)


def test_changed_properties_replace_all_that_were_there(store: Store) -> None:
    fill(store)
    smaller = replace(ROTOR, properties={"name": "Rotor"})
    tie = replace(OWNS, properties={key: value for key, value in OWNS.properties.items() if key != "start"})
    store.write_nodes([smaller])
    store.write_relationships([tie])
    assert same(store, [smaller, VOLNA, TURKEY, TRANSFER], [SUPPLIES, VIA, VIA_AGAIN, tie])


def test_batches_of_old_and_new_elements_mix(store: Store) -> None:
    firms = [Node(("Company", "Party"), f"n{number}", {"name": f"Firm {number}"}) for number in range(60)]
    store.write_nodes(firms[:30])
    store.write_nodes(firms[20:])
    names = [Node(("Name",), "name", {"text": "x", "folded": "x", "quality": "primary"})]
    store.write_nodes(names)
    ties = [Relationship("NAMED", ("Company", one.id), ("Name", "name"), {"source": s}) for one in firms for s in "ab"]
    store.write_relationships(ties[:50])
    store.write_relationships(ties[30:])
    assert same(store, firms + names, ties)


def test_a_country_is_found_from_the_other_end(store: Store) -> None:
    """Countries have many relationships: written from them and to them, twice."""
    transfers = [Node(("Transfer", "Fact"), f"t{number}", dict(FACT)) for number in range(40)]
    store.write_nodes([TURKEY, *transfers])
    country = ("Country", TURKEY.id)
    out = [Relationship("SUPPLIES", country, ("Transfer", one.id)) for one in transfers]
    into = [Relationship("TO", ("Transfer", one.id), country) for one in transfers]
    for _ in range(2):
        store.write_relationships(out + into)
    assert same(store, [TURKEY, *transfers], out + into)


def test_labels_and_indexed_lookups_are_the_same_by_any_label(store: Store) -> None:
    fill(store)
    for label in ("Company", "Party"):
        rows = store.read(f"MATCH (n:{label} {{waybill_id: $id}}) RETURN n.name AS name", {"id": "c1"})
        assert rows == [{"name": "Rotor 😀 Ltd"}]
    assert store.read("MATCH (n:Party) RETURN count(n) AS n") == [{"n": 2}]


def test_lookups_use_an_index(store: Store) -> None:
    fill(store)
    for query in ("MATCH (n:Company {waybill_id: 'c1'}) RETURN n", "MATCH (n:Party {folded: 'rotor'}) RETURN n"):
        plan = " ".join(f"{name} {details}" for name, details in store.explain(query).operators)
        assert "IndexSeek" in plan, plan


def test_dates_are_real_dates_inside_and_text_outside(store: Store) -> None:
    fill(store)
    rows = store.read("MATCH (t:Transfer) WHERE t.start < date('2022-03-05') RETURN t.start AS start, t.quantity AS q")
    assert rows == [{"start": "2022-03-04", "q": 2.0}]
    assert isinstance(rows[0]["q"], float)


def test_elements_in_answers_are_plain(store: Store) -> None:
    fill(store)
    row = store.read("MATCH p = (c:Company)-[r:SUPPLIES]->(t:Transfer) RETURN c, r, p")[0]
    assert row["c"]["labels"] == ["Company", "Party"]
    assert row["c"]["properties"]["records"] == ["a", "b"]
    assert (row["r"]["type"], row["r"]["start"], row["r"]["end"]) == ("SUPPLIES", "c1", "t1")
    assert [node["properties"]["waybill_id"] for node in row["p"]["nodes"]] == ["c1", "t1"]
    assert row["p"]["nodes"][1]["properties"]["start"] == "2022-03-04"


def test_deleting_takes_exactly_what_is_named(store: Store) -> None:
    fill(store)
    store.delete_relationships([VIA])
    assert same(store, NODES, [SUPPLIES, VIA_AGAIN, OWNS])
    store.delete_nodes([("Company", "c1"), ("Company", "nobody")])
    assert same(store, [VOLNA, TURKEY, TRANSFER], [VIA_AGAIN])
    store.delete_nodes([("Company", "c1")])
    store.delete_relationships([VIA])


def test_a_relationship_without_an_end_is_refused_with_its_whole_batch(store: Store) -> None:
    fill(store)
    lost = Relationship("SUPPLIES", ("Company", "nobody"), ("Transfer", "t1"))
    fine = Relationship("SUPPLIES", ("Company", "c2"), ("Transfer", "t1"))
    with pytest.raises(ConstraintViolated, match=r"1 of 2 relationships \(Company\)-\[SUPPLIES\]->\(Transfer\)"):
        store.write_relationships([fine, lost])
    assert same(store, NODES, RELATIONSHIPS)


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (Node(("Company", "Party"), "", {"name": "x"}), "waybill_id must not be empty"),
        (Node(("Company",), "x", {"name": "x"}), "labels"),
        (Node(("Company", "Party"), "x", {"name": "x", "nonsense": 1}), "nonsense"),
        (Node(("Transfer", "Fact"), "x", {**FACT, "start": "2022-03"}), "start must be of type date"),
    ],
)
def test_what_does_not_fit_the_schema_is_refused(store: Store, node: Node, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        store.write_nodes([TURKEY, node])
    assert store.is_empty()


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Company {waybill_id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Company) SET n.name = 'x' RETURN n",
        "MERGE (n:Country {waybill_id: 'x'}) RETURN n",
        "CREATE INDEX foreign_index FOR (n:Company) ON (n.name)",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    ],
)
def test_reading_cannot_write(store: Store, query: str) -> None:
    fill(store)
    with pytest.raises(QueryRefused):
        store.read(query)
    assert same(store, NODES, RELATIONSHIPS)


def test_a_question_that_is_no_cypher_is_named(store: Store) -> None:
    with pytest.raises(QueryError, match="does not take the query"):
        store.read("MATCH (n RETURN n")


def test_a_question_stops_at_its_time_limit(store: Store) -> None:
    endless = "UNWIND range(1, 99999) AS a UNWIND range(1, 99999) AS b WITH a, b WHERE a + b = -1 RETURN count(a) AS n"
    with pytest.raises(QueryTimeout, match=r"limit of 0\.5 s"):
        store.read(endless, timeout_s=0.5)


def test_rows_are_cut_where_asked(store: Store) -> None:
    assert len(store.read("UNWIND range(1, 5000) AS n RETURN n", max_rows=7)) == 7
    assert len(store.read("UNWIND range(1, 5000) AS n RETURN n")) == 5000


def test_the_store_remembers_and_forgets(store: Store) -> None:
    store.set_meta(build="mark", count=3)
    assert store.meta() == {"schema_version": SCHEMA.version, "build": "mark", "count": 3}
    store.set_meta(count=None)
    assert store.meta() == {"schema_version": SCHEMA.version, "build": "mark"}
    store.clear()
    assert store.meta() == {"schema_version": SCHEMA.version}


def test_a_store_of_a_newer_version_is_refused(store: Store, store_settings: Settings) -> None:
    store.set_meta(schema_version=SCHEMA.version + 1)
    try:
        for create in (True, False):
            with pytest.raises(SchemaError, match="use a newer waybill"):
                Store.open(store_settings, create=create)
    finally:
        store.set_meta(schema_version=SCHEMA.version)


def test_clearing_leaves_what_is_not_ours(store: Store) -> None:
    fill(store)
    store._execute("CREATE (:Mine {name: 'kept'})", {})
    store.clear()
    assert store.is_empty()
    assert store.read("MATCH (n:Mine) RETURN n.name AS name") == [{"name": "kept"}]


def test_writers_at_the_same_time_lose_nothing(store: Store, store_settings: Settings) -> None:
    """All upsert the same new firms, so that each comes in another's way."""
    firms = [Node(("Company", "Party"), f"n{number}", {"name": f"Firm {number}"}) for number in range(300)]
    failures: list[BaseException] = []

    def write() -> None:
        try:
            with Store.open(store_settings) as own:
                for start in range(0, 300, 50):
                    own.write_nodes(firms[start : start + 50])
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert same(store, firms, [])


def test_no_server(settings: Settings) -> None:
    with pytest.raises(StoreUnavailable, match=r"bolt://127\.0\.0\.1:1: no Bolt server answers.*WAYBILL_GRAPH"):
        Store.open(replace(settings, graph="bolt://127.0.0.1:1", password="x"))


@pytest.mark.neo4j
def test_a_wrong_password(neo4j_settings: Settings) -> None:
    with pytest.raises(AuthenticationFailed, match="WAYBILL_PASSWORD_FILE"):
        Store.open(replace(neo4j_settings, password="not this one"))


@pytest.mark.neo4j
def test_a_database_that_does_not_exist(neo4j_settings: Settings) -> None:
    with pytest.raises(StoreUnavailable, match="WAYBILL_DATABASE"):
        Store.open(replace(neo4j_settings, database="nowhere"))


@pytest.mark.neo4j
def test_a_database_of_somebody_else_is_refused(neo4j_settings: Settings) -> None:
    with Store.open(neo4j_settings) as store:
        store.clear()
        store._execute("MATCH (m:WaybillMeta) DELETE m", {})
        store._execute("CREATE (:Theirs {name: 'theirs'})", {})
        try:
            with pytest.raises(StoreError, match=r"not Waybill's \(a node Theirs"):
                Store.open(neo4j_settings)
            with Store.open(neo4j_settings, create=False) as reader:
                assert reader.read("MATCH (n:Theirs) RETURN count(n) AS n") == [{"n": 1}]
                with pytest.raises(StoreError, match="not Waybill's"):
                    reader.write_nodes([TURKEY])
            with Store.open(neo4j_settings, allow_foreign=True) as sharing:
                sharing.write_nodes([TURKEY])
            with Store.open(neo4j_settings) as known:  # it is ours too by now
                assert same(known, [TURKEY], [])
        finally:
            store._execute("MATCH (n:Theirs) DELETE n", {})


@pytest.mark.neo4j
def test_neo4j_has_no_bulk_path(neo4j_settings: Settings) -> None:
    with Store.open(neo4j_settings) as store, pytest.raises(StoreError, match="only the embedded engine"):
        store.bulk_rebuild([], [])


@pytest.mark.neo4j
def test_neo4j_tells_what_a_query_would_do(neo4j_settings: Settings) -> None:
    with Store.open(neo4j_settings) as store:
        assert store.explain("MATCH (n:Company) RETURN n").query_type == "r"
        assert store.explain("CREATE (n:Company) RETURN n").query_type == "rw"
        plan = store.explain("LOAD CSV FROM 'file:///x' AS line RETURN line")
        assert "LoadCSV" in {name for name, _ in plan.operators}


def test_an_engine_of_somebody_else_at_the_old_port_is_no_refusal(
    embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(embedded_settings) as store:
        own = store._auth
        wrong: list[tuple[str, str]] = []

        def auth(user: str) -> tuple[str, str] | None:
            return wrong.pop() if wrong else own(user)

        monkeypatch.setattr(store, "_auth", auth)
        for act in (
            lambda: store.read("RETURN 1 AS n") == [{"n": 1}],
            lambda: store._execute("MATCH (n:NoSuchLabel) RETURN count(n) AS n", {}) == 0,
        ):
            store._close_drivers()
            wrong.append(("root", "of another engine"))
            assert act() and not wrong
