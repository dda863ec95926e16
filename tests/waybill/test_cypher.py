"""`waybill cypher`: a prompt that remembers and completes, pictures, and an engine that dies in the middle."""

from __future__ import annotations

import os
import signal
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from dashboard.components.answer_picture import answer_picture
from graph.settings import Settings
from graph.store import Store
from queries.completing import completions
from tests.support.command import waybill_here
from tests.support.small_graph import fill
from waybill.cypher_prompt import Conversation, finished, history_file, offered, session_of


@pytest.fixture(scope="module")
def filled(engine: Settings) -> Iterator[Store]:
    with Store.open(engine) as store:
        yield fill(store)


@pytest.fixture
def talk(filled: Store) -> Conversation:
    return Conversation(filled, 10.0, 100, {})


def test_a_conversation_keeps_parameters_and_form(talk: Conversation, capsys: pytest.CaptureFixture[str]) -> None:
    talk.take(":param country => TR")
    talk.take("MATCH (c:Company {country: $country})\nWHERE c.synthetic IS NULL RETURN c.name AS n ORDER BY n;")
    talk.take(":use csv")
    talk.take("RETURN 1 AS one;")
    out = capsys.readouterr().out
    assert "$country = 'TR'" in out and "Birch Trading" in out and "Alder Rotor" not in out
    assert out.endswith("one\n1\n")
    talk.take(":quit")
    assert talk.over


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("MATCH (n) SET n.x = 1;", "only reading is allowed"),
        (":nonsense", "is no command here"),
        (":use xml", "must be one of table, json, csv"),
        (":param country", "must be NAME => VALUE"),
        (":svg x.svg", "needs an answer to draw"),
        ("MATCH (n RETURN n;", "does not take the query"),
    ],
)
def test_what_is_wrong_is_one_line_and_the_conversation_goes_on(
    talk: Conversation, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    talk.take(text)
    said = capsys.readouterr().err
    assert why in said and said.count("\n") == 1
    assert not talk.over


@pytest.mark.parametrize(
    ("before", "some", "never"),
    [
        ("MATCH (c:Comp", "Company", "COMPOSES"),
        ("MATCH (a)-[:SUPP", "SUPPLIED", "Supplier"),
        ("MATCH (a)-[s:SUPPLIED|LIST", "LISTED_BY", "Listing"),
        ("MATCH (c) WHERE c.coun", "country", "count("),
        ("mat", "MATCH", "Material"),
        ("RETURN coun", "count(", "country"),
        ("RETURN $co", "$country", "count("),
        ("CALL db.l", "", "db.create"),
        ("CALL ", "db.labels", "dbms.listConfig"),
    ],
)
def test_completion_knows_the_place(before: str, some: str, never: str) -> None:
    found = completions(before, ["country"])
    assert some in found or not some
    assert never not in found


@pytest.mark.parametrize("before", ["RETURN 'MAT", "// MAT", "MATCH (`MAT", "/* MAT", "MATCH (n) "])
def test_nothing_completes_within_words_of_the_person(before: str) -> None:
    assert completions(before) == []


def test_commands_complete_too() -> None:
    assert offered(":pa", []) == ["param", "params"]


@pytest.mark.parametrize("text", ["RETURN 1;", "RETURN 1; ", ":help", ""])
def test_a_finished_text_is_taken(text: str) -> None:
    assert finished(text)
    assert not finished("MATCH (n)\n")


def test_the_line_editor_takes_several_lines_and_remembers(talk: Conversation, tmp_path: Path) -> None:
    history = history_file(tmp_path / "home")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    with create_pipe_input() as keys:
        session = session_of(talk, history, input=keys, output=DummyOutput())
        keys.send_text("MATCH (c:Company)\rRETURN c;\r")
        # a thread of its own: a browser test may have left a loop of events in this one
        assert session.prompt(in_thread=True) == "MATCH (c:Company)\nRETURN c;"
        keys.send_text("RETURN 1\x03")
        with pytest.raises(KeyboardInterrupt):
            session.prompt(in_thread=True)
        keys.send_text("\x04")
        with pytest.raises(EOFError):
            session.prompt(in_thread=True)
    assert "+RETURN c;" in history.read_text()


def test_a_query_comes_from_a_file_and_its_picture_goes_into_one(
    filled: Store, engine: Settings, tmp_path: Path
) -> None:
    file, picture = tmp_path / "a.cypher", tmp_path / "a.svg"
    file.write_text("MATCH p = (:Company {country: 'CN'})-[:SUPPLIED]->(b) RETURN p ORDER BY b.name", encoding="utf-8")
    done = waybill_here("cypher", f"@{file}", "--svg", picture, "--json", home=engine.home)
    assert done.returncode == 0, done.stderr
    drawn = picture.read_text(encoding="utf-8")
    assert "Alder Rotor" in drawn and "SUPPLIED" in drawn and "SYNTHETIC" in drawn
    again = waybill_here("cypher", f"@{file}", "--svg", picture, home=engine.home)
    assert again.returncode == 2 and "is there already" in again.stderr
    none = waybill_here("cypher", "RETURN 1 AS x", "--svg", tmp_path / "b.svg", home=engine.home)
    assert none.returncode == 2 and "holds no node" in none.stderr


def test_a_picture_holds_each_element_once_and_counts_what_is_gathered() -> None:
    node = {name: {"labels": ["Company", "Party"], "properties": {"waybill_id": name, "name": f"<{name}>"}}
            for name in "abc"}  # fmt: skip
    tie = {"type": "SUPPLIED", "start": "a", "end": "b", "properties": {"standing": "unreviewed", "waybill_id": "t"}}
    shown = answer_picture([{"x": [node["a"], {"y": node["b"]}], "t": tie}, {"x": node["a"], "t": tie}])
    assert ([box.id for box in shown.boxes], len(shown.arrows)) == (["a", "b"], 1)
    assert shown.arrows[0].weak and shown.arrows[0].lines == ("SUPPLIED", "(unreviewed)")
    assert answer_picture([{"x": list(node.values())}], max_boxes=2).gathered == 2
    loose = answer_picture([{"t": tie, "a": node["a"], "s": {**tie, "end": "a"}}])
    assert (len(loose.boxes), len(loose.arrows)) == (1, 0)


def test_an_engine_that_is_killed_in_the_middle_is_started_anew(filled: Store, engine: Settings) -> None:
    slow = "UNWIND range(1, 2000000) AS i UNWIND range(1, 1000) AS j WITH i, j WHERE i + j < 0 RETURN count(*) AS n"
    assert filled._attachment is not None
    pid = filled._attachment.endpoint.pid

    def kill() -> None:
        time.sleep(0.3)
        os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    done = waybill_here("cypher", slow, home=engine.home, WAYBILL_QUERY_TIMEOUT_S="0.5")
    killer.join()
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("waybill: error: ")
    assert waybill_here("cypher", "RETURN 1 AS x", "--json", home=engine.home).returncode == 0
    assert filled.read("MATCH (c:Country) RETURN count(c) AS n") == [{"n": 6}]
