"""The page "Cypher": what the address does, what the gate says, table and picture, a query that no link holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import own_cypher
from dashboard.components.editor import Asked
from dashboard.states.cypher import LONGEST_LINK, CypherState
from graph.settings import Settings
from tests.dashboard.test_pages import HOSTILE, address, sound, tables, words
from tests.support.dashboard_home import ROTOR, YELKEN

Opener = Callable[..., AppTest]
NAMES = "MATCH (c:Company {country: $country})\nRETURN c.name AS name // all of them\nORDER BY name"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the editor was given, and what a person asks with it: AppTest runs no component."""
    told: dict[str, Any] = {"asked": None}

    def editor(text: str, **given: Any) -> Asked | None:
        asked: Asked | None = told["asked"]
        told.update(text=text, asked=None, **given)
        return asked

    monkeypatch.setattr(own_cypher, "editor", editor)
    return told


def test_the_address_holds_the_query_and_its_values(open_page: Opener, home: Settings, typed: dict[str, Any]):
    page = sound(open_page("cypher", home, q=NAMES, given="{country: 'TR'}", act="run"))
    assert typed["text"] == NAMES and typed["parameters"] == ("country",)
    assert YELKEN in tables(page) and ROTOR not in tables(page)
    assert "2 rows in" in words(page)
    assert "at most 30 s" in words(page).replace("30.0", "30")


def test_what_is_asked_goes_into_the_address(open_page: Opener, home: Settings, typed: dict[str, Any]):
    page = sound(open_page("cypher", home))
    typed["asked"] = Asked("run", "MATCH (c:Company) RETURN c.name AS name")
    page.text_input[0].set_value("n => 5")
    sound(page.run())
    assert address(page) == {"q": "MATCH (c:Company) RETURN c.name AS name", "given": "n => 5", "act": "run"}
    assert ROTOR in tables(page)


def test_a_query_that_no_link_holds_stays_in_the_session(open_page: Opener, home: Settings, typed: dict[str, Any]):
    long = f"MATCH (c:Company) RETURN c.name AS name // {'x' * LONGEST_LINK}"
    page = sound(open_page("cypher", home))
    typed["asked"] = Asked("run", long)
    sound(page.run())
    assert address(page) == {"act": "run", "long": "1"}
    assert typed["text"] == long and ROTOR in tables(page)
    assert "too long for a link" in words(page)
    assert "this session does not have it" in words(sound(open_page("cypher", home, act="run", long="1")))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("MATCH (n) SET n.name = 'x' RETURN n", "'SET' at position 10 is refused"),
        ("MATCH (c:Company) RETURN nobody", "nobody"),
        ("RETURN $missing AS x", "missing"),
    ],
)
def test_what_is_refused_is_said_and_its_place_handed_to_the_editor(
    open_page: Opener, home: Settings, typed: dict[str, Any], query: str, told: str
):
    page = open_page("cypher", home, q=query, act="run")
    assert not page.exception
    assert told in words(page) and told in typed["error"]
    assert [element.value for element in page.dataframe] == []


def test_an_answer_is_drawn(open_page: Opener, home: Settings, typed: dict[str, Any]):
    path = "MATCH p = (:Company)-[:SUPPLIED]->(:Company) RETURN p LIMIT 5"
    page = sound(open_page("cypher", home, q=path, act="run", view="picture"))
    assert page.radio[0].value == "picture" and f"{ROTOR} \u2014SUPPLIED\u2192 {YELKEN}" in tables(page)
    page = sound(open_page("cypher", home, q="RETURN 1 AS n", act="run", view="picture"))
    assert "holds no node" in words(page)
    page.radio[0].set_value("table")
    assert "view" not in address(sound(page.run()))


def test_a_plan_is_told_and_nothing_is_asked(open_page: Opener, home: Settings, typed: dict[str, Any]):
    page = sound(open_page("cypher", home, q="MATCH (c:Company) RETURN c.name", act="explain"))
    assert "What the engine would do" in words(page)
    assert ROTOR not in tables(page)


def test_a_canned_query_is_opened_with_its_values(open_page: Opener, home: Settings, typed: dict[str, Any]):
    from dashboard import data

    given = {"from_country": "CN", "to_country": "RU", "goods": "drone parts"}
    canned = sound(
        open_page("catalogue", home, query="supply_paths", run="1", **{f"p.{k}": v for k, v in given.items()})
    )
    rows = canned.dataframe[0].value
    result = data.ask("supply_paths", given)
    from queries.given import write_parameters

    state = CypherState(canned="supply_paths", given=write_parameters(result.parameters or {}), act="run")
    page = sound(open_page("cypher", home, **state.params()))
    assert len(page.dataframe[0].value) == len(rows) > 0
    assert typed["text"] == data.catalogue().queries["supply_paths"].cypher
    assert state.length < LONGEST_LINK


@pytest.mark.parametrize("text", HOSTILE)
def test_garbage_in_the_address_ends_in_words(open_page: Opener, home: Settings, text: str):
    page = open_page("cypher", home, q=text, given=text, act="run", view=text, canned=text, long=text)
    assert not page.exception
    assert page.title[0].value == "Cypher"


def test_a_link_that_is_too_long_is_left_out_and_not_cut(open_page: Opener, home: Settings, typed: dict[str, Any]):
    page = open_page("cypher", home, q="RETURN 1 AS n // " + "x" * LONGEST_LINK, act="run")
    assert "must have at most" in words(page) and typed["text"] == ""
