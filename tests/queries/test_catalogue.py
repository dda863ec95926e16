"""The headers of canned queries: what is read, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import InvalidParameter, QueryError, UnknownQuery
from graph.schema import SCHEMA
from queries import catalogue, headers, runner

QUERIES = Path(catalogue.__file__).parent
GOOD = """// question: Who?
// id: who-is-it
// maturity: trial
// hop cap: 2
// row key: name
// looked at: Company
// parameter country: country, default "CN"; where
// parameter limit: integer, unit rows, from 1 to 10, default 5; most rows
// column name: string; the name
// :param {country: 'CN', limit: 5}
MATCH (n:Company {country: $country})
RETURN n.name AS name
ORDER BY name
LIMIT $limit
"""


def write(folder: Path, text: str, name: str = "who", group: str = "paths") -> Path:
    path = folder / group / f"{name}.cypher"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_is_read_whole(tmp_path: Path) -> None:
    query = catalogue.read(write(tmp_path, GOOD))
    assert (query.name, query.id, query.hop_cap, query.group, query.maturity) == (
        "who",
        "who-is-it",
        2,
        "paths",
        "trial",
    )
    limit = query.parameters[1]
    assert (limit.type, limit.unit, limit.minimum, limit.maximum, limit.default) == ("integer", "rows", 1, 10, 5)
    assert query.cypher.startswith("MATCH") and query.param_line == ":param {country: 'CN', limit: 5}"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("// id: who-is-it\n", "", "lacks id"),
        ("who-is-it", "Who Is", "id must be"),
        ("maturity: trial", "maturity: new", "maturity must be"),
        ("hop cap: 2", "hop cap: many", "hop cap must be"),
        ("row key: name", "row key: other", "row key must be"),
        ("looked at: Company", "looked at: Firm", "looked at must name"),
        ("looked at: Company", "looked at: Company`) DETACH DELETE (n", "looked at must name"),
        ("row key: name", "row key: name) DETACH DELETE (n", "row key must be"),
        ("parameter country:", "parameter country`:", "must read: parameter"),
        ("// looked at: Company\n", "", "lacks looked at"),
        ("country, default", "land, default", "type must be one of"),
        ('default "CN"', "default CN", "must be JSON"),
        ('country, default "CN"', "country", "say one of"),
        ("from 1 to 10, ", "", "needs bounds"),
        ("$country}", "$land}", "differ"),
        ("ORDER BY name\n", "", "ORDER BY"),
        ("column name: string", "column name: word", "with a type of"),
        ("// :param {country: 'CN', limit: 5}\n", "", ":param"),
        ("// :param {country: 'CN', limit: 5}", "// :param {limit: 5}", "name every parameter"),
        ("// question", "// Question", "no line of a header"),
        ("// id: who-is-it\n", "// id: who-is-it\n// id: who-is-it\n", "stands there twice"),
        ("hop cap: 2", f"hop cap: {'9' * 5000}", "hop cap must be"),
        ('default "CN"', f"default {'[' * 5000}", "must be JSON"),
        ("MATCH (n:Company", "MATCH (n:\x00Company", "has no place in Cypher"),
        ("ORDER BY name\n", "ORDER BY name, apoc.x.y(name)\n", "only one engine"),
    ],
)
def test_a_broken_header_is_refused_by_its_rule(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryError, match=r"paths/who\.cypher, line \d+: ") as error:
        catalogue.read(write(tmp_path, GOOD.replace(old, new)))
    assert rule in str(error.value)


def test_all_faults_are_told_by_their_lines(tmp_path: Path) -> None:
    text = GOOD.replace("trial", "new").replace("row key: name", "row key: other").replace("ORDER BY name\n", "")
    _, faults = headers.look(write(tmp_path, text))
    assert [(fault.line, fault.rule.split(",")[0]) for fault in faults] == [
        (3, "maturity must be one of stable"),
        (5, "the row key must be made of columns"),
        (11, "ORDER BY must give a total order"),
    ]
    _, faults = headers.look(write(tmp_path, text.replace("1 to 10, ", "one to ten, ").replace(": string;", ": word;")))
    assert [fault.line for fault in faults] == [8, 9]


@pytest.mark.parametrize(
    ("data", "line", "rule"),
    [
        (b"", 1, "lacks question, id"),
        (b"// id: x\n// question: \xff?\n", 2, "must be UTF-8"),
        (b"//" * 40_000, 1, "at most 65536 bytes"),
        (GOOD.partition("MATCH")[0].encode(), 10, "the Cypher is missing"),
    ],
)
def test_what_is_no_query_is_named_with_its_line(tmp_path: Path, data: bytes, line: int, rule: str) -> None:
    path = tmp_path / "who.cypher"
    path.write_bytes(data)
    _, faults = headers.look(path)
    assert any(fault.line == line and rule in fault.rule for fault in faults), faults
    assert "who" in catalogue.joined(tmp_path).refused


def test_own_folders_join_and_may_not_take_a_name(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("who-is-it", "who-else"), "who_else", ".")
    write(tmp_path, GOOD.replace("who-is-it", "other"), "party_profile", "exposure")
    write(tmp_path, GOOD.replace("who-is-it", "party-profile"), "my_profile", ".")
    write(tmp_path, GOOD.replace("who-is-it", "third"), "who", "audit")
    write(tmp_path, GOOD.replace("who-is-it", "fourth"), "Who Is", ".")
    found = catalogue.joined(tmp_path)
    assert {name: query.group for name, query in found.queries.items() if query.own} == {
        "who": "paths", "who_else": "own",
    }  # fmt: skip
    assert {name: why.split(": ")[1] for name, why in found.refused.items()} == {
        "party_profile": "Waybill has the name party_profile already; choose another",
        "my_profile": "Waybill has the id party-profile already; choose another",
        "who": "another file of yours has the name who already; choose another",
        "Who Is": "the name of a file must be words joined by _, got 'Who Is'",
    }
    assert found.find("who-else").own and not found.find("party_profile").own
    with pytest.raises(QueryError, match=r"my_profile\.cypher, line 1: "):
        found.find("my_profile")
    assert catalogue.joined(tmp_path / "missing").queries == catalogue.canned()


def test_there_are_the_questions_of_every_group() -> None:
    queries = catalogue.canned()
    assert len(queries) >= 12
    assert {query.group for query in queries.values()} == set(catalogue.GROUPS)


@pytest.mark.parametrize("query", catalogue.canned().values(), ids=lambda query: query.name)
def test_hop_limits_are_literal_and_inner_nodes_are_stepping_stones(query: catalogue.Query) -> None:
    text = query.cypher
    bounds = [
        int(part.split("]")[0].split("..")[1].split()[0].rstrip("])"))
        for part in text.split("*")[1:]
        if ".." in part[:6]
    ]
    assert max(bounds, default=0) == query.hop_cap
    if query.name == "supply_paths":
        for stop in ("p1", "p2", "p3"):
            assert f"any(label IN labels({stop}) WHERE label IN {list(SCHEMA.stepping_stones)})" in text


@pytest.mark.parametrize("path", sorted(QUERIES.glob("*/*.cypher")), ids=lambda path: path.stem)
def test_no_condition_joins_label_tests_by_or(path: Path) -> None:
    """The embedded engine reads `a:Company OR x` in a WHERE as `a:Company`."""
    for condition in re.split(r"\bWHERE\b", path.read_text(encoding="utf-8"))[1:]:
        clause = re.split(r"\b(?:MATCH|WITH|RETURN|CALL|UNION)\b", condition)[0]
        assert not re.search(r"\w:[A-Z]\w+ OR", clause), clause


def test_parameters_are_bound_by_type() -> None:
    query = runner.find("through-country")
    bound = runner.bind(query, {"country": "Türkei", "since": "2022", "until": "2022-02", "limit": "7"})
    assert bound["country"] == "TR" and bound["limit"] == 7
    assert (str(bound["since"]), str(bound["until"])) == ("2022-01-01", "2022-02-28")
    assert bound["from_country"] is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "country: must be given"),
        ({"country": "Atlantis"}, "must be a country"),
        ({"country": "CN,RU"}, "must be one country"),
        ({"country": 1}, "must be a country"),
        ({"country": [1]}, "must be a country"),
        ({"country": "TR", "limit": 0}, "from 1 to"),
        ({"country": "TR", "limit": "many"}, "from 1 to"),
        ({"country": "TR", "limit": True}, "from 1 to"),
        ({"country": "TR", "since": "last year"}, "must be a date"),
        ({"country": "TR", "since": "2022-13"}, "must be a date"),
        ({"country": "TR", "nothing": 1}, "no parameter 'nothing'"),
        ({"country": "Tukrey"}, r"near: Türkiye \(TR\)"),
        ({"country": "Росия"}, r"near: Russia \(RU\)"),
        (
            {"country": "TR", "since": "2023", "until": "2022"},
            "since must not lie after until, got 2023-01-01",
        ),
        ({"country": "TR", "since": 20220101}, "must be a date"),
        ({"country": "TR", "limit": 10**30}, "from 1 to"),
        ({"country": "TR", "limit": 1.5}, "from 1 to"),
    ],
)
def test_wrong_values_are_refused_with_the_rule(given: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidParameter, match=message):
        runner.bind(runner.find("through_country"), given)


def test_goods_become_ids_of_all_that_is_narrower() -> None:
    bound = runner.bind(runner.find("suppliers_of_goods"), {"goods": "Drohnen-Bauteile"})
    assert {"goods:drone-parts", "goods:drone-engines", "goods:hs:880730"} <= set(bound["goods"])
    with pytest.raises(InvalidParameter, match="nearest"):
        runner.bind(runner.find("suppliers_of_goods"), {"goods": "flying carpets"})


def test_unknown_query_names_the_nearest() -> None:
    with pytest.raises(UnknownQuery, match="suppliers_of_goods"):
        runner.find("supplier_of_good")
