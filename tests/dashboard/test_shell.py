"""What every page shares: language, the day that is asked, print view, and garbage in any of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import go, menu
from dashboard.say import texts
from graph.settings import Settings
from tests.dashboard.test_pages import HOSTILE, sound, tables, words
from tests.support.dashboard_home import ROTOR

Opener = Callable[..., AppTest]
BEFORE = (date.today() - timedelta(days=400)).isoformat()


@pytest.mark.parametrize("name", menu.PAGES)
def test_every_page_speaks_german(open_page: Opener, home: Settings, name: str):
    page = sound(open_page(name, home, lang="de"))
    assert page.title[0].value == texts("de")[f"pages.{name}.title"]
    assert "Waybill load" not in words(page)


def test_a_page_in_german_has_its_words_and_the_names_as_they_are(open_page: Opener, home: Settings):
    page = sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4", "lang": "de"}))
    assert "Durchsucht: " in words(page)
    assert "ungeprüft" in tables(page)
    assert f"{ROTOR} (China)" in tables(page)
    assert "(Türkei)" in tables(page)
    assert [box.label for box in page.multiselect] == ["Von", "Nach", "Über, in dieser Reihenfolge"]


@pytest.mark.parametrize("text", [*HOSTILE, "de_DE", ""])
@pytest.mark.parametrize("name", ["overview", "catalogue"])
def test_garbage_in_what_every_page_shares_ends_in_words(open_page: Opener, home: Settings, name: str, text: str):
    given = dict.fromkeys(("lang", "known", "by", "valid", "print"), text)
    page = sound(open_page(name, home, **given))
    assert page.title[0].value == texts("en")[f"pages.{name}.title"]
    kept = "".join(sign for sign in text if sign.isalnum())
    assert not kept or "known: must be a date" in words(page)


def test_a_source_that_is_none_is_told_and_the_way_back_stands(open_page: Opener, home: Settings):
    page = open_page("overview", home, without="Nobody")
    assert not page.exception
    assert len(page.error) == 1 and "Nobody" in page.error[0].value
    assert not page.metric


def test_another_day_is_said_and_asked(open_page: Opener, home: Settings):
    page = sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4", "known": BEFORE}))
    assert f"Not today's answer: as known here by the end of {BEFORE}." in words(page)
    assert "Searched: 0 supply ties" in words(page)
    page = sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4"}))
    assert "Not today" not in words(page)
    assert ROTOR in tables(page)


def test_without_a_source_what_it_alone_says_is_gone(open_page: Opener, home: Settings):
    asked = {"from": "CN", "to": "RU", "hops": "4"}
    page = sound(open_page("paths", home, **asked, without="The Gazette|The Herald"))
    assert "as if The Gazette and The Herald had said nothing" in words(page)
    assert ROTOR not in tables(page)


def test_the_print_view_has_whole_tables_and_nothing_to_click(open_page: Opener, home: Settings):
    page = sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4", "print": "1"}))
    assert not page.dataframe
    assert ROTOR in "".join(str(table.value) for table in page.table)
    assert "Waybill, " in words(page)


def test_links_keep_what_every_page_shares(open_page: Opener, home: Settings, monkeypatch: pytest.MonkeyPatch):
    seen: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(st, "page_link", lambda file, **given: seen.append((file, given["query_params"])))
    sound(open_page("overview", home, lang="de", valid="2023", search="Qingfeng"))
    seen = seen[next(place for place, (_, params) in enumerate(seen) if "valid" in params) :]  # the run of the page
    menu_links, others = seen[: len(menu.PAGES)], seen[len(menu.PAGES) :]
    assert menu_links == [(go.file(name), {"lang": "de", "valid": "2023"}) for name in menu.PAGES]
    assert all(params["valid"] == "2023" for _, params in others if "valid" in params) and len(others) > 4
    back = [params for file, params in others if "valid" not in params]
    assert back == [{"lang": "de", "search": "Qingfeng"}]
    assert {"lang": "en", "valid": "2023", "search": "Qingfeng"} in [params for _, params in others]
