"""Every canned query and every answer on the graph that was worked out by hand, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from graph.errors import InvalidParameter, QueryError, QueryRefused
from graph.settings import Settings
from graph.store import Store
from queries import analytics, catalogue, evidence, gate, overview, runner, search, show
from queries.chains import PathAnswer, PathQuery, supply_paths
from queries.known import known_names
from queries.result import Result
from tests.conftest import empty_store
from tests.support.examples import EXAMPLES, example
from tests.support.questions import ALDER, CEDAR, PARAMETERS
from tests.support.small_graph import TIES, elements, fact, fill, tie


@pytest.fixture(scope="module")
def filled(store_settings: Settings) -> Iterator[Store]:
    """The graph by hand, on each engine in turn; no test of this file changes it."""
    with empty_store(store_settings) as store:
        yield fill(store)


def ids(answer: PathAnswer) -> list[list[str]]:
    """Ties of each path by their short names."""
    short = {tie(f"t{number}"): f"t{number}" for number in range(1, 20)}
    return [[short[leg.id] for leg in path.legs] for path in answer.paths]


def ask(store: Store, **given: Any) -> PathAnswer:
    return supply_paths(store, PathQuery.make(**({"from_": "CN", "to": "RU", "goods": "drone parts"} | given)))


def test_paths_in_their_order_real_before_synthetic_and_never_mixed(filled: Store) -> None:
    answer = ask(filled, via="TR")
    assert ids(answer) == [["t1"], ["t2", "t3"], ["t15", "t3"], ["t5"], ["t11", "t12"]]
    assert [path.rank for path in answer.real] == [1, 2, 3, 4]
    assert [path.rank for path in answer.invented] == [1]
    assert [path.possible for path in answer.paths] == ["possible"] * 5
    assert [path.standing for path in answer.paths] == ["accepted", "accepted", "accepted", "unreviewed", "accepted"]
    assert [path.modality for path in answer.paths] == ["asserted", "reported", "alleged", "reported", "asserted"]
    assert not answer.searched.cut
    assert answer.searched.goods is not None and answer.searched.goods.concept == "drone-parts"
    assert answer.nearest == ()


def test_every_tie_back_and_dates_that_cannot_hold(filled: Store) -> None:
    answer = ask(filled, via="TR", impossible=True, synthetic=False)
    assert ids(answer) == [["t1"], ["t2", "t3"], ["t15", "t3"], ["t5"], ["t2", "t4"], ["t15", "t4"]]
    assert [path.possible for path in answer.paths][4:] == ["impossible", "impossible"]


def test_a_label_in_another_language_is_the_same_question(filled: Store) -> None:
    assert ids(ask(filled, goods="无人机零件")) == ids(ask(filled, goods="Drohnen-Bauteile")) == ids(ask(filled))


def test_a_narrower_concept_does_not_bring_the_broader_one(filled: Store) -> None:
    assert ids(ask(filled, goods="drone engines")) == []
    assert ids(ask(filled, from_="TR", goods="drone engines")) == [["t3"]]


def test_reviewed_hides_what_nobody_accepted(filled: Store) -> None:
    assert ids(ask(filled, via="TR", reviewed=True, synthetic=False)) == [["t1"], ["t2", "t3"], ["t15", "t3"]]


def test_china_does_not_include_hong_kong_and_the_answer_says_so(filled: Store) -> None:
    answer = ask(filled)
    assert ["t8"] not in ids(answer)
    assert "HK" in dict(answer.searched.not_included)["CN"]
    united = ask(filled, from_="CN,HK")
    assert ["t8"] in ids(united)
    assert "HK" not in dict(united.searched.not_included)["CN"]


def test_an_open_date_is_unknown_and_ranks_after_possible(filled: Store) -> None:
    answer = ask(filled, goods="microcontrollers")
    assert ids(answer) == [["t9", "t10"]]
    assert answer.paths[0].possible == "unknown"


def test_transit_countries_count_in_their_order(filled: Store) -> None:
    assert ids(ask(filled, goods=None, via=["KZ", "TR"], synthetic=False)) == [["t14"]]
    assert ["t14"] not in ids(ask(filled, goods=None, via=["TR", "KZ"], synthetic=False))


def test_window_hs_and_hops(filled: Store) -> None:
    assert ids(ask(filled, since="2022-07", synthetic=False)) == [["t1"], ["t5"]]
    assert ids(ask(filled, until="2021", synthetic=False)) == [["t5"]]
    assert ids(ask(filled, goods=None, hs="8807", synthetic=False)) == [["t1"]]
    assert ids(ask(filled, max_hops=1, synthetic=False)) == [["t1"], ["t5"]]


def test_country_and_group_stand_only_at_the_ends(filled: Store) -> None:
    answer = ask(filled, from_="TR", goods=None, synthetic=False)
    assert all(path.parties[1].label == "Company" for path in answer.paths if len(path.legs) > 1)
    assert all("t16" not in path for path in ids(ask(filled)))
    assert ["t16"] in ids(ask(filled, from_="RU"))


def test_a_person_and_a_public_body_may_stand_inside_a_path(filled: Store) -> None:
    answer = ask(filled, from_="HK", goods="assault rifles")
    assert ids(answer) == [["t17"], ["t17", "t18", "t19"]]
    rows = runner.run(filled, "supply_paths", {"from_country": "HK", "goods": "assault rifles"}).rows
    assert [row["ties"] for row in rows] == [[tie("t17")], [tie("t17"), tie("t18"), tie("t19")]]
    near = runner.run(filled, "parties_near_listed", {"party": "party-hemlock", "hops": 2}).rows
    assert "party-authority" in [row["party_id"] for row in near if row["hops"] == 2]


def test_a_leg_says_what_its_facts_say(filled: Store) -> None:
    leg = ask(filled, via="TR").paths[0].legs[0]
    data = leg.to_json()
    assert data["quantity"] == {"number": 12, "relation": "=", "unit": None}
    assert (data["declared_as"], data["start"], data["end"]) == ("toys", "2022-06-01", "2022-12-31")
    assert (data["via"], data["facts"], data["sources"]) == (["TR"], [fact("t1")], 2)
    assert data["from"] == {"id": ALDER, "label": "Company", "name": "Alder Rotor", "country": "CN"}
    assert data["to"]["listed"] is True


def test_no_path_says_what_was_searched_and_what_is_near(filled: Store) -> None:
    answer = ask(filled, via="BR")
    data = answer.to_json()
    assert data["paths"] == [] and data["missing"] == []
    assert data["searched"]["hops"] == 4 and data["searched"]["ties"] == 19 and data["searched"]["sources"] == 2
    assert data["searched"]["goods"]["name"] == "drone parts"
    near = {(one.kind, one.dropped) for one in answer.nearest}
    assert ("without", ("via",)) in near and ("statement", ()) in near
    statement = next(one for one in answer.nearest if one.kind == "statement")
    assert [one["id"] for one in statement.facts] == ["fact-wish"]


def test_only_impossible_chains_are_the_nearest_thing(filled: Store) -> None:
    answer = ask(filled, until="2022-02", via="TR", reviewed=True, synthetic=False)
    assert answer.paths == ()
    assert next(one for one in answer.nearest if one.kind == "dates").count == 2


def test_goods_that_nobody_knows_give_the_five_nearest(filled: Store) -> None:
    with pytest.raises(InvalidParameter, match=r"nearest: .*drone parts") as error:
        ask(filled, goods="dron partz")
    assert str(error.value).split("nearest: ")[1].count(",") == 4


def test_evidence_of_tie_fact_and_claim(filled: Store) -> None:
    of_tie = evidence.of(filled, None, tie("t1"))
    assert [item.claim for item in of_tie] == ["claim-t1-a", "claim-t1-b", "claim-denial"]
    assert {item.publisher for item in of_tie} == {"Paper a", "Paper b"}
    assert evidence.of(filled, None, fact("t1")) == of_tie
    assert [item.claim for item in evidence.of(filled, None, "claim-t1-b")] == ["claim-t1-b"]
    row = evidence.of(filled, None, tie("t3"))[0]
    assert (row.claim, row.row, row.document, row.quote) == (None, 4, "c" * 32, None)
    with pytest.raises(InvalidParameter, match="nothing-has-this"):
        evidence.of(filled, None, "nothing-has-this")


def test_evidence_stands_beside_each_leg(filled: Store) -> None:
    answer = evidence.attach(filled, None, ask(filled, via="TR"))
    assert [len(leg.evidence) for leg in answer.paths[1].legs] == [1, 1]
    assert answer.paths[1].legs[0].evidence[0].quote == "alder supplied drone-parts"


KEDR = "Кедр-Тест"


def chain(names: list[str], parties: list[str], possible: bool, accepted: bool, sources: int) -> tuple[Any, ...]:
    """A row of supply_paths."""
    goods = [next(one.goods for one in TIES if one.name == name).replace("-", " ") for name in names]
    synthetic = parties[0].startswith("Synthetic")
    return [tie(name) for name in names], parties, goods, len(names), possible, accepted, sources, synthetic


def in_order(*rows: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Rows that are equal in all but the ids of their ties, by these."""
    return sorted(rows, key=lambda row: row[0])


# What each answers, worked out by hand: its first columns.
EXPECTED: dict[str, list[Any]] = {
    "listings_of_party": [("fact-listing", "Test Authority", "Test list", "T-1")],
    "listed_on": [("fact-listing", CEDAR, "Кедр-Тест", "RU", "Test Authority", "Test list", "T-1")],
    "through_country": [("fact-t1",), ("fact-t14",), ("fact-t5",)],
    "evidence_of_fact": [("claim-t1-a",), ("claim-t1-b",), ("claim-denial",)],
    "goods_by_tier": [("1", "854231", 1, 1, 7.5, 0)],
    "supply_paths": [
        chain(["t1"], ["Alder Rotor", KEDR], True, True, 2),
        *in_order(
            chain(["t2", "t3"], ["Alder Rotor", "Birch Trading", KEDR], True, True, 1),
            chain(["t15", "t3"], ["Chinese companies", "Birch Trading", KEDR], True, True, 1),
        ),
        chain(["t5"], ["Chinese companies", "Russia"], True, False, 1),
        *in_order(
            chain(["t2", "t4"], ["Alder Rotor", "Birch Trading", KEDR], False, True, 1),
            chain(["t15", "t4"], ["Chinese companies", "Birch Trading", KEDR], False, True, 1),
        ),
        chain(["t11", "t12"], ["Synthetic One", "Synthetic Two", "Synthetic Three"], True, True, 1),
    ],
    "denied_or_contradicted": [("fact-t1", "Transfer", "asserted")],
    "facts_without_evidence": [],
    "parties_without_country": [],
    "documents_without_facts": [],
    "countries_on_the_way": [
        ("TR", "Turkey", 3, 2, "2022-06-01", "2023-05-31"),
        ("KZ", "Kazakhstan", 1, 1, "2023-05-01", "2023-05-31"),
    ],
    "goods_to_country": [
        ("goods:drone-parts", "drone parts", 6, 5, "2021-01-01", "2022-12-31"),
        ("goods:assault-rifles", "assault rifles", 2, 2, "2020-01-01", "2020-03-31"),
        ("goods:drone-engines", "drone engines", 1, 1, "2022-05-01", "2022-06-30"),
        ("goods:machine-tools", "machine tools", 1, 1, "2023-05-01", "2023-05-31"),
        ("goods:microcontrollers", "microcontrollers", 1, 1, "2023-01-01", "2023-02-28"),
        ("goods:drone-parts", "drone parts", 1, 1, "2022-02-01", "2022-02-28"),
    ],
    "supplies_after_listing": [
        (CEDAR, KEDR, "2022-03-15", "recipient", f"party-{other}", name, goods, start)
        for other, name, goods, start in (
            ("dogan", "Doğan Lojistik", "drone parts", "2022-04-01"),
            ("birch", "Birch Trading", "drone engines", "2022-05-01"),
            ("alder", "Alder Rotor", "drone parts", "2022-06-01"),
            ("hemlock", "Hemlock Parts", "drone parts", "2022-07-01"),
            ("karri", "Karri Import", "microcontrollers", "2023-01-01"),
            ("alder", "Alder Rotor", "machine tools", "2023-05-01"),
        )
    ],
    "offices_at_listed": [("party-pavel", "Pavel Nikto", [KEDR], [])],
    "goods_without_concept": [],
    "possibly_same_facts": [],
    "legs_of_path": [(1, tie("t2")), (2, tie("t3"))],
    "mirror": [
        ("2022", "2022", "hs2", "85", 40.0, "USD", None, None, None, None, None, "the importer reports nothing", None),
        *[
            ("2022", "2022", "total", None, 100.0, "USD", None, value, currency, None, basis, comparable, difference)
            for value, currency, basis, comparable, difference in (
                (120.0, "EUR", "consignment", "the currencies differ", None),
                (30.0, "USD", None, "one figure is of a part only", None),
                (130.0, "USD", "origin", "yes", 30.0),
            )
        ],
        ("2022-01", "2022-01", "total", None, 9.0, "USD", None, None, None, None, None, "the importer reports nothing"),
    ],
    "reported_trade": [
        ("fact-flow-cn-usd", "TR", "export", None, "2022", "2022"),
        ("fact-flow-cn-month", "TR", "export", None, "2022-01", "2022-01"),
    ],
    "parties_on_list": [(CEDAR, KEDR, "RU", None, "fact-listing", "Test list")],
    "parties_on_several_lists": [(CEDAR, KEDR, "RU", 1, ["Test Authority"], ["Test list"], ["Cyrl"], [KEDR])],
    "owners_of_party": [
        ("fact-held-karri", "party-karri", "Karri Import", "KZ", False, 50.0, 50.0, 75.0),
        ("fact-held-birch", "party-birch", "Birch Trading", "TR", False, 40.0, 40.0, 40.0),
        ("fact-held-dogan", "party-dogan", "Doğan Lojistik", "TR", False, 90.0, None, 90.0),
    ],
    "chains_of_ownership": [
        ("party-karri", "Karri Import", "KZ", False, 1, 50.0, ["Karri Import", KEDR], ["fact-held-karri"]),
        ("party-dogan", "Doğan Lojistik", "TR", False, 1, None, ["Doğan Lojistik", KEDR], ["fact-held-dogan"]),
        ("party-pavel", "Pavel Nikto", "RU", False, 2, 30.0, ["Pavel Nikto", "Karri Import", KEDR],
         ["fact-held-above", "fact-held-karri"]),
    ],
    "registers_on_party": [
        ("fact-entry", "Registration", "Test register", None, None, None, "7", "active"),
        ("fact-link", "Link", "is directly consolidated by", "from", "party-birch", "Birch Trading"),
    ],
    "owners_of_listed": [("fact-held-karri", "party-karri", "Karri Import", "KZ", False, CEDAR)],
    "weapons_with_part": [("fact-found-1", "AR-12", "controller"), ("fact-found-2", "AR-12", "controller")],
    "weapons_with_maker": [("weapon-one", "Unreal one", 1, ["AR-12"]), ("weapon-two", "Unreal two", 1, ["AR-12"])],
    "makers_found_in_weapons": [
        (ALDER, "Alder Rotor", "CN", 2, 2, 1), ("party-hemlock", "Hemlock Parts", "HK", 1, 1, 0),
    ],
    "parts_in_weapon": [
        ("fact-found-2", "AR-12", "controller", ALDER, "Alder Rotor", "CN", 1),
        ("fact-found-3", None, "controller", "party-hemlock", "Hemlock Parts", "HK", 1),
    ],
    "parts_in_most_weapons": [("product-ar", "AR-12", True, ["Alder Rotor"], 2, 2)],
    "found_parts_on_priority_list": [("1", "854231", "kind", "goods:microcontrollers", "microcontrollers", 3, 2, 2)],
    "between_countries": [
        ("fact-t1", "Transfer", "CN-RU", "2022-06-01"), ("fact-talks", "Event", "both", "2023-03-20"),
        ("fact-t14", "Transfer", "CN-RU", "2023-05-01"), ("fact-t5", "Transfer", "CN-RU", None),
        ("fact-wish", "Transfer", "CN-RU", None),
    ],
    "claims_of_document": [
        *[(f"claim-{name}",) for name in ("denial", "listing", "role", "t1-a", "t10-a", "t11-a", "t13-a", "t14-a")],
        *[(f"claim-{name}",) for name in ("t16-a", "t17-a", "t19-a", "t2-a", "t4-a", "t5-a", "t7-a", "t8-a")],
        ("claim-talks",), ("claim-wish",),
    ],
    "claims_waiting": [
        ("claim-denial", "transfer", "denied"), ("claim-t5-a", "transfer", "reported"),
        ("claim-talks", "event", "asserted"), ("claim-wish", "transfer", "sought"),
    ],
    "documents": [  # six ties of nineteen stand in rows, three holdings, the rest above them, three findings, six flows
        (f"document:{'c' * 32}", "c.csv", None, "table", "Paper b", None, None, None, "2023-02-01", None, 0, 21),
        (f"document:{'a' * 32}", "a.txt", None, "text", "Paper a", "2023-01", "en", None, None, None, 18, 0),
        (f"document:{'b' * 32}", "b.txt", None, "text", "Paper b", "2023-01", "en", None, None, None, 1, 0),
    ],
    "flows_by_month": [
        ("2022-06", ["TR"], 1, 0.0, 2), ("2023-05", ["KZ", "TR"], 1, 0.0, 1), ("open", ["TR"], 1, 0.0, 1),
    ],
    "one_source_only": [
        *in_order(*[(tie(f"t{number}"),) for number in (*range(2, 11), *range(14, 20))]),
        *in_order(*[(tie(f"t{number}"),) for number in (11, 12, 13)]),
    ],
    "party_profile": [
        ("tie-directs", "DIRECTS", "in", "party-pavel"), ("tie-listed", "LISTED_BY", "out", "party-authority"),
        *[(one, "SUPPLIED", "in", "party-alder", "Alder Rotor") for one in sorted((tie("t1"), tie("t14")))],
        *[(one, "SUPPLIED", "in", "party-birch", "Birch Trading") for one in sorted((tie("t3"), tie("t4")))],
        (tie("t7"), "SUPPLIED", "in", "party-dogan", "Doğan Lojistik"),
        (tie("t8"), "SUPPLIED", "in", "party-hemlock", "Hemlock Parts"),
        (tie("t10"), "SUPPLIED", "in", "party-karri", "Karri Import"),
        (tie("t16"), "SUPPLIED", "in", "country:RU", "Russia"),
        (tie("t19"), "SUPPLIED", "in", "party-authority", "Test Authority"),
    ],
    "rows_of_document": [
        *[(row, None, f"fact-t{row - 1}") for row in (4, 7, 10, 13, 16, 19)],
        (100, None, "fact-held-karri"), (101, None, "fact-held-birch"), (102, None, "fact-held-dogan"),
        (110, None, "fact-held-above"), (111, None, "fact-entry"), (112, None, "fact-link"),
        (201, None, "fact-found-1"), (202, None, "fact-found-2"), (203, None, "fact-found-3"),
        (300, None, "fact-flow-cn-usd"), (301, None, "fact-flow-tr-usd"), (302, None, "fact-flow-tr-part"),
        (303, None, "fact-flow-tr-eur"), (304, None, "fact-flow-cn-chapter"), (305, None, "fact-flow-cn-month"),
    ],
    "suppliers_of_goods": [
        (tie("t1"), "party-alder", "Alder Rotor", "CN", KEDR, "drone parts"),
        *in_order((tie("t2"), "party-alder", "Alder Rotor", "CN", "Birch Trading", "drone parts"),
                  (tie("t6"), "party-alder", "Alder Rotor", "CN", "Doğan Lojistik", "drone engines")),
        *in_order((tie("t3"), "party-birch", "Birch Trading", "TR", KEDR, "drone engines"),
                  (tie("t4"), "party-birch", "Birch Trading", "TR", KEDR, "drone parts")),
        (tie("t15"), "party-chinese", "Chinese companies", "CN", "Birch Trading", "drone parts"),
        (tie("t7"), "party-dogan", "Doğan Lojistik", "TR", KEDR, "drone parts"),
        (tie("t8"), "party-hemlock", "Hemlock Parts", "HK", KEDR, "drone parts"),
        (tie("t16"), "country:RU", "Russia", "RU", KEDR, "drone parts"),
        (tie("t5"), "party-chinese", "Chinese companies", "CN", "Russia", "drone parts"),
        *in_order((tie("t11"), "party-one", "Synthetic One", "CN", "Synthetic Two", "drone parts"),
                  (tie("t13"), "party-one", "Synthetic One", "CN", "Birch Trading", "drone parts")),
        (tie("t12"), "party-two", "Synthetic Two", "TR", "Synthetic Three", "drone parts"),
    ],
    "parties_near_listed": [
        ("party-alder",), ("party-birch",), ("party-dogan",), ("party-hemlock",), ("party-karri",), ("party-pavel",),
        ("party-authority",), ("party-chinese",), ("party-one",),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(catalogue.canned()))
def test_canned_query_runs_and_answers_as_worked_out(filled: Store, name: str) -> None:
    query = catalogue.canned()[name]
    gate.check(query.cypher)
    result = runner.run(filled, query, PARAMETERS.get(name, {}))
    assert not result.cut
    assert (result.looked_at is None) == bool(result.rows)
    assert [
        tuple(row.values())[: len(want)] for row, want in zip(result.rows, EXPECTED[name], strict=True)
    ] == EXPECTED[name]
    assert result.rows or query.group == "audit"
    assert example(result) == EXAMPLES[name] or query.group == "audit", "run `make docs`"
    for row in result.rows:
        assert tuple(row) == result.columns
    keys = [tuple(str(row[key]) for key in query.row_key) for row in result.rows]
    assert len(set(keys)) == len(keys)
    _check_types(query, result)


def _check_types(query: catalogue.Query, result: Result) -> None:
    types = {"string": str, "integer": int, "float": float, "boolean": bool, "date": str, "strings": list}
    for column in query.columns:
        for row in result.rows:
            value = row[column.name]
            assert value is None or isinstance(value, types.get(column.type, object)), (column.name, value)
            assert (column.type == "boolean") == isinstance(value, bool) or value is None, (column.name, value)


@pytest.mark.neo4j
def test_both_engines_give_equal_rows_for_every_canned_query(
    embedded_settings: Settings, neo4j_settings: Settings
) -> None:
    with Store.open(embedded_settings) as embedded, Store.open(neo4j_settings) as neo4j:
        for store in (embedded, neo4j):
            store.clear()
            fill(store)
        for name in catalogue.canned():
            one, other = (runner.run(store, name, PARAMETERS.get(name, {})).rows for store in (embedded, neo4j))
            assert one == other, name
        for goods in ("drone parts", "microcontrollers", None):
            query = PathQuery.make(from_="CN", to="RU", goods=goods, impossible=True)
            assert supply_paths(embedded, query).paths == supply_paths(neo4j, query).paths


INJECTED = (
    "' OR 1=1 //",
    '"}) DETACH DELETE n //', "x` SET n.name = 'x' //", "$party}) MATCH (n) RETURN n //", "\\u0027", "(?i).*",
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(catalogue.canned()))
def test_words_of_cypher_in_any_parameter_are_only_words(filled: Store, name: str) -> None:
    query = catalogue.canned()[name]
    for parameter in query.parameters:
        for text in INJECTED:
            rows: list[Any] = []
            with suppress(InvalidParameter):
                rows = runner.run(filled, query, PARAMETERS.get(name, {}) | {parameter.name: text}).rows
            assert rows == [], (parameter.name, text)
    assert filled.read("MATCH (n) RETURN count(n) AS n") == [{"n": len(elements()[0]) + 1}]  # and what the store notes


def test_search_in_any_script(filled: Store) -> None:
    assert search.find(filled, "КЕДР-тест")[0].id == CEDAR
    assert search.find(filled, "doğan")[0].name == "Doğan Lojistik"
    assert [hit.how for hit in search.find(filled, "lojistik")] == ["words"]
    assert search.find(filled, "Çin")[0].id == "country:CN"
    assert search.find(filled, "无人机零件")[0].id == "goods:drone-parts"
    assert search.find(filled, "no such thing") == []


def test_show_by_id_beginning_and_record(filled: Store) -> None:
    found = show.show(filled, CEDAR)
    assert (found.label, found.name) == ("Company", "Кедр-Тест")
    assert {one["type"] for one in found.ties} == {"SUPPLIED", "DIRECTS", "LISTED_BY"}
    assert found.names[0]["script"] == "Cyrl"
    assert show.show(filled, "party-ced") == found == show.show(filled, "record-cedar")
    with pytest.raises(InvalidParameter, match="stands for several nodes"):
        show.show(filled, "fact-held")


def test_overview_counts(filled: Store) -> None:
    found = overview.of(filled)
    assert (found.documents, found.parties, found.nodes["Transfer"]) == (3, 12, 20)
    assert found.synthetic == {"Company": 3, "Name": 3, "Transfer": 3, "Claim": 2}
    assert (found.from_, found.to) == ("2020-01-01", "2023-05-31")


def test_what_was_looked_at_is_counted(filled: Store) -> None:
    told = filled.counts(("SUPPLIED", "VIA", "Transfer", "FOUND_IN"))
    for name, pattern in (("SUPPLIED", "()-[n:SUPPLIED]->()"), ("VIA", "()-[n:VIA]->()"), ("Transfer", "(n:Transfer)")):
        assert told[name] == filled.read(f"MATCH {pattern} RETURN count(n) AS n")[0]["n"] > 0
    empty = runner.run(filled, "through_country", {"country": "BR"})
    assert (empty.rows, empty.looked_at) == ([], {"VIA": told["VIA"]})


def test_own_cypher_reads_and_is_cut(filled: Store) -> None:
    result = gate.run(filled, "MATCH (n:Company) RETURN n.name AS name ORDER BY name; ", max_rows=3)
    assert ([row["name"] for row in result.rows], result.cut) == (
        ["Alder Rotor", "Birch Trading", "Doğan Lojistik"],
        True,
    )


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n) SET n.x = 1",
        "MATCH (n) DETACH DELETE n RETURN 1",
        "CALL { CREATE (x:Company) RETURN x } RETURN x",
        "CALL dbms.killConnection('x') YIELD message RETURN message",
        "LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row",
        "MATCH (n) CALL apoc.load.json('http://localhost') YIELD value RETURN value",
    ],
)
def test_own_cypher_is_refused_and_nothing_changes(filled: Store, cypher: str) -> None:
    before = filled.read("MATCH (n) RETURN count(n) AS n")
    with pytest.raises(QueryRefused):
        gate.run(filled, cypher)
    with pytest.raises(QueryError):  # and without the gate the store refuses what would write
        filled.read("MATCH (n:Company) SET n.name = 'x' RETURN n")
    assert filled.read("MATCH (n) RETURN count(n) AS n") == before


def test_projection_keeps_real_and_invented_apart(filled: Store) -> None:
    real, invented = analytics.project(filled), analytics.project(filled, synthetic=True)
    assert real.number_of_edges() == 16 and invented.number_of_edges() == 3
    assert not set(real.edges(keys=True)) & set(invented.edges(keys=True))
    assert analytics.project(filled, limit=2).graph["cut"] is True


def test_known_names_are_parties_and_things_by_all_their_names(filled: Store) -> None:
    names = known_names(filled)
    assert [(one.name, one.kind, one.country) for one in names if one.country == "TR"] == [
        ("Birch Trading", "company", "TR"),
        ("Doğan Lojistik", "company", "TR"),
    ]
    assert {one.kind for one in names} == {"company", "person", "public_body", "weapon"}
    assert ("Unreal one", ("UAV Unreal one",)) in [(one.name, one.aliases) for one in names]
    assert not any(one.name in ("Chinese companies", "Synthetic One") for one in names)
    assert next(one.name for one in known_names(filled, synthetic=True)) == "Synthetic One"
