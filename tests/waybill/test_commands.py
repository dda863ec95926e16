"""The commands on a small graph in the embedded engine; all names in it are invented."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.schema import SCHEMA
from graph.settings import Settings
from tests.support.dashboard_home import FIRST, INVENTED, ROTOR, THIRD, VOLNA, make_home
from waybill.cli import run

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def home(engine: Settings) -> Path:
    """A home with a graph for all tests of this file."""
    return make_home(engine.home).home


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command and return what it prints; its exit code must be the one that is expected."""

    def call(*arguments: str, code: int = 0, errors: bool = False) -> str:
        assert run(["--home", str(home), *arguments]) == code
        printed = capsys.readouterr()
        return printed.err if errors else printed.out

    return call


def test_paths_print_real_ones_first_and_invented_ones_apart(ask: Ask) -> None:
    printed = ask("paths", "--from", "CN", "--to", "RU", "--evidence")
    real, block, invented = printed.partition("INVENTED DATA")
    assert block
    assert ROTOR in real
    assert FIRST in real
    assert THIRD in real
    assert not any(name in real for name in INVENTED)
    assert all(name in invented for name in INVENTED)
    assert ROTOR not in invented


def test_paths_json_is_what_the_formats_say(ask: Ask) -> None:
    answer = json.loads(ask("paths", "--from", "China", "--to", "Россия", "--goods", "无人机零件", "--json"))
    assert answer["schema"] == 1
    assert answer["query"]["from"] == ["CN"]
    assert answer["searched"]["hops"] == 4
    path = answer["paths"][0]
    assert path["legs"][0]["from"]["name"] == ROTOR
    assert path["legs"][-1]["to"]["name"] == VOLNA
    assert {"id", "rank", "possible", "standing", "modality", "modality_counts", "from_basis", "disputed"} <= set(path)


def test_no_path_is_an_answer(ask: Ask) -> None:
    printed = ask("paths", "--from", "CN", "--to", "RU", "--via", "BR")
    assert "searched: up to 4 legs" in printed
    assert "No path." in printed
    assert "nearest" in printed


def test_the_evidence_of_a_path_of_the_last_answer(ask: Ask) -> None:
    path = json.loads(ask("paths", "--from", "CN", "--to", "RU", "--goods", "drone parts", "--json"))["paths"][0]
    printed = ask("evidence", path["id"])
    assert "leg 1" in printed
    assert "leg 2" in printed
    assert FIRST in printed
    leg = json.loads(ask("evidence", path["legs"][0]["id"], "--json"))
    assert FIRST in [item["quote"] for item in leg["evidence"]]
    assert leg["notes"] == [f"what SUPPLIED does not prove: {SCHEMA.relationships['SUPPLIED'].unproven}"]
    assert ask("evidence", "0" * 32, code=2, errors=True).count("\n") == 1


def test_show_finds_a_node_by_the_beginning_of_its_id(ask: Ask) -> None:
    path = json.loads(ask("paths", "--from", "CN", "--goods", "drone parts", "--json"))["paths"][0]
    identifier = path["legs"][0]["from"]["id"]
    printed = ask("show", identifier[:12])
    assert identifier in printed
    assert "SUPPLIED" in printed
    assert json.loads(ask("show", identifier, "--json"))["name"] == ROTOR


def test_find_leads_from_a_name_to_an_id(ask: Ask) -> None:
    [hit] = json.loads(ask("find", "волна", "--json"))["hits"]
    assert (hit["label"], hit["name"], hit["country"], hit["lists"]) == ("Company", VOLNA, "RU", [])
    assert hit["ties"] >= 1
    assert hit["id"] in ask("find", VOLNA)
    assert hit["id"] in ask("show", hit["id"])
    assert "Nothing is called 'no such name'" in ask("find", "no", "such", "name")
    assert json.loads(ask("find", "nosuchname", "--json")) == {
        "schema": 1, "words": "nosuchname", "hits": [], "cut": False,
    }  # fmt: skip
    assert json.loads(ask("find", "synthetic", "--limit", "1", "--json"))["cut"] is True
    for command in (("show", VOLNA), ("query", "party_profile", "-p", f"party={VOLNA}")):
        assert f"waybill find '{VOLNA}'" in ask(*command, code=2, errors=True)


def test_evidence_of_a_party_says_what_it_shows(ask: Ask) -> None:
    [hit] = json.loads(ask("find", ROTOR, "--json"))["hits"]
    assert FIRST in ask("evidence", hit["id"])
    found = json.loads(ask("evidence", hit["id"][:8], "--json"))
    assert FIRST in [item["quote"] for item in found["evidence"]]
    assert "this is a Company" in found["notes"][0]


def test_status_of_an_empty_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "empty"
    assert run(["--home", str(home), "status"]) == 0
    printed = capsys.readouterr().out
    assert "nothing is loaded" in printed
    assert not home.exists()
    assert run(["--home", str(home), "status", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["engine"], found["version"], found["packages"]) == ("embedded", None, {})
    assert found["overview"]["documents"] == 0


def test_status_of_an_archive_without_a_graph(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(home / "archive", tmp_path / "home" / "archive")
    assert run(["--home", str(tmp_path / "home"), "status"]) == 0
    assert "`waybill build` makes it" in capsys.readouterr().out


def test_numbers_stay_as_typed_for_canned_queries(ask: Ask) -> None:
    asked = json.loads(ask("query", "weapons_with_part", "-p", "part=1660", "-p", "limit=5", "--json"))
    assert asked["parameters"] == {"part": "1660", "limit": 5}
    assert "'12345678' is no id" in ask("query", "party_profile", "-p", "party=12345678", code=2, errors=True)


def test_queries_are_listed_and_asked(ask: Ask) -> None:
    listed = {query["name"] for query in json.loads(ask("query", "--json"))["queries"]}
    assert len(listed) >= 10
    printed = ask("query", "suppliers_of_goods", "-p", "goods=drone parts", "--csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert ROTOR in {row["supplier"] for row in rows}
    assert "rows in" in ask("query", "suppliers_of_goods", "-p", "goods=drone parts")
    for arguments, words in (
        (("query", "suppliers_of_good"), "suppliers_of_goods"),
        (("query", "suppliers_of_goods", "-p", "colour=red"), "colour"),
        (("query", "suppliers_of_goods", "-p", "goods=drone parts", "-p", "limit=0"), "limit"),
    ):
        assert words in ask(*arguments, code=2, errors=True)


def test_own_cypher_reads_and_never_writes(ask: Ask) -> None:
    answer = json.loads(ask("cypher", "MATCH (c:Company) RETURN count(c) AS n", "--json"))
    before = answer["rows"][0]["n"]
    assert before >= 6
    for text in ("CREATE (n:Company {waybill_id: 'x'})", "MATCH (n) DETACH DELETE n", "MATCH (n) SET n.name = 'x'"):
        assert "refused" in ask("cypher", text, code=2, errors=True)
    assert json.loads(ask("cypher", "MATCH (c:Company) RETURN count(c) AS n", "--json"))["rows"][0]["n"] == before


def test_status_digest_and_check(ask: Ask) -> None:
    status: dict[str, Any] = json.loads(ask("status", "--json"))
    assert status["engine"] == "embedded"
    assert status["packages"] == {"completed": 4}
    assert status["overview"]["synthetic"]["Company"] == 3
    assert "invented" in ask("status")
    assert json.loads(ask("digest", "--json"))["digest"] in ask("digest")
    assert json.loads(ask("check", "--json")) == {"schema": 1, "ok": True, "findings": []}


def test_building_again_writes_nothing(ask: Ask) -> None:
    digest = json.loads(ask("digest", "--json"))
    report = json.loads(ask("build", "--json"))
    assert (report["written"], report["removed"]) == (0, 0)
    assert json.loads(ask("digest", "--json")) == digest


def test_resolve_tells_parties_from_records(ask: Ask) -> None:
    found = json.loads(ask("resolve", "--json"))
    assert found["records"] > found["parties"] >= 6
    assert "records of parties are" in ask("resolve")


def test_engine_status_names_no_password(ask: Ask) -> None:
    found = json.loads(ask("engine", "status", "--json"))
    assert found["running"] is True
    assert "password" not in json.dumps(found)
