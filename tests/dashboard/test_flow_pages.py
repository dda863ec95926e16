"""The pages of flows, the map and the numbers of the first page, on a small home. All names are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import freshness
from dashboard.components.freshness import rows_of
from dashboard.states.flows import FlowsState
from graph.archive import Archive
from graph.holdings import holdings
from graph.settings import Settings
from tests.dashboard.test_pages import HOSTILE, address, cells, sound, tables, words
from tests.support.dashboard_home import INVENTED, ROTOR, VOLNA

Opener = Callable[..., AppTest]


@pytest.mark.parametrize("name", ["flows", "map"])
class TestBoth:
    def test_real_routes_into_russia_come_by_themselves(self, open_page: Opener, home: Settings, name: str):
        page = sound(open_page(name, home))
        assert [box.value for box in page.multiselect] == [[], ["RU"], []]
        assert "3 transfers from country to country are counted" in words(page)
        routes = cells(page.dataframe[0])
        assert "Türkiye" in routes and "China" in routes
        assert "SYNTHETIC" not in words(page)

    def test_the_form_writes_the_address(self, open_page: Opener, home: Settings, name: str):
        page = open_page(name, home)
        page.multiselect[0].set_value(["TR"])
        page.text_input[0].set_value("drone parts")
        sound(page.button[0].click().run())
        assert address(page) == {"from": "TR", "to": "RU", "goods": "drone parts", "most": "60"}
        assert "2 transfers" in words(page)

    def test_the_route_in_the_address_leads_on_and_is_proven(self, open_page: Opener, home: Settings, name: str):
        page = sound(open_page(name, home, to="RU", most="60", route="CN-TR-RU"))
        assert "Route: China \u2192 Türkiye \u2192 Russia" in words(page)
        assert "Chinese companies sent assault rifles" in tables(page)
        page = sound(open_page(name, home, to="RU", most="60", route="BR-RU"))
        assert "No route BR-RU is among these" in words(page)

    def test_invented_transfers_stand_alone_and_are_marked(self, open_page: Opener, home: Settings, name: str):
        page = sound(open_page(name, home, most="60", invented="1"))
        assert "SYNTHETIC" in words(page)
        assert "2 transfers" in words(page)
        page = sound(open_page(name, home, most="60", invented="1", route="CN-TR"))
        assert INVENTED[0] in tables(page) and ROTOR not in tables(page)

    def test_nothing_says_what_was_searched_and_what_to_do(self, open_page: Opener, home: Settings, name: str):
        page = sound(open_page(name, home, to="BR", most="60"))
        assert "Nothing that is loaded went this way" in words(page)

    def test_it_speaks_german(self, open_page: Opener, home: Settings, name: str):
        page = sound(open_page(name, home, lang="de"))
        assert "3 Lieferungen von Land zu Land sind gezählt" in words(page)

    def test_print_shows_tables_and_no_form(self, open_page: Opener, home: Settings, name: str):
        page = sound(open_page(name, home, print="1"))
        assert not page.multiselect
        assert page.table

    @pytest.mark.parametrize("text", HOSTILE)
    def test_garbage_in_the_address_ends_in_words(self, open_page: Opener, home: Settings, name: str, text: str):
        page = open_page(name, home, **dict.fromkeys(FlowsState.names(), text))
        assert not page.exception
        assert text == "\x00" or "most: must be a whole number from 1 to 200" in words(page)

    def test_an_empty_home_and_an_engine_that_is_down(self, open_page: Opener, tmp_path: Path, name: str):
        page = open_page(name, Settings(home=tmp_path, graph="bolt://127.0.0.1:1"))
        assert not page.exception
        assert "127.0.0.1" in words(page)


class TestFlows:
    def test_a_time_counts_what_lies_wholly_within_and_says_what_may(self, open_page: Opener, home: Settings):
        page = sound(open_page("flows", home, to="RU", most="60", since="2023-06", until="2023-06"))
        assert "2 transfers" in words(page)
        page = sound(open_page("flows", home, to="RU", most="60", since="2022-03", until="2022-04"))
        assert "1 that may lie in this time or not" in words(page)

    def test_goods_and_tiers_have_their_tables(self, open_page: Opener, home: Settings):
        page = sound(open_page("flows", home))
        assert "By Common High Priority tier" in [element.value for element in page.header]
        told = tables(page)
        assert "no HS code told" in told and "drone parts" in told

    def test_a_step_narrows_the_table(self, open_page: Opener, home: Settings):
        page = sound(open_page("flows", home, to="RU", most="60", step="CN-TR"))
        assert "China \u2192 Türkiye: 1 route" in words(page).replace("*", "")
        assert len(page.dataframe[0].value) == 1

    def test_mirror_asks_for_one_country_on_each_side(self, open_page: Opener, home: Settings):
        assert "Choose one country under From" in words(sound(open_page("flows", home)))
        page = sound(open_page("flows", home, **{"from": "CN", "to": "RU", "most": "60", "mirror": "1"}))
        assert "Neither of the two reports anything" in words(page)
        assert "It cannot show that goods were diverted" in words(page)

    def test_growth_after_a_day(self, open_page: Opener, home: Settings):
        given = {"from": "TR", "to": "RU", "most": "60", "on": "2023-06", "days": "90"}
        page = sound(open_page("flows", home, **given))
        assert "It cannot show that the one day is the cause" in words(page)
        assert "asked" in tables(page)

    def test_a_day_and_a_listing_at_once_end_in_words(self, open_page: Opener, home: Settings):
        page = open_page("flows", home, to="RU", most="60", on="2023-06", listing="nobody")
        assert not page.exception
        assert "give the day, or the id of a listing" in words(page)


class TestMap:
    def test_the_slider_offers_the_months_that_are_told(self, open_page: Opener, home: Settings):
        page = open_page("map", home, most="60")
        (slider,) = page.select_slider
        assert (slider.options[0], slider.options[-1]) == ("2023-05", "2023-06")
        sound(slider.set_value(("2023-06", "2023-06")).run())
        assert {name: address(page)[name] for name in ("since", "until")} == {"since": "2023-06", "until": "2023-06"}
        assert "2 transfers" in words(page)

    def test_a_disputed_border_is_said_to_be_on_both_maps(self, open_page: Opener, home: Settings):
        for drawn in ("arcs", "flat"):
            assert "some are disputed" in words(sound(open_page("map", home, to="RU", most="60", drawn=drawn)))


class TestOverview:
    def test_flows_into_russia_lead_on(self, open_page: Opener, home: Settings):
        page = sound(open_page("overview", home))
        assert "What went into Russia" in [element.value for element in page.header]
        labels = [element.proto.label.replace("\\", "").replace("\u2060", "") for element in page.get("page_link")]
        assert "Türkiye \u2192 Russia: 2 transfers" in labels
        assert "China \u2192 Türkiye \u2192 Russia: 1 transfer" in labels

    def test_newest_paths_stand_beside_the_strongest(self, open_page: Opener, home: Settings):
        page = sound(open_page("overview", home))
        assert "Newest paths from China to Russia" in [element.value for element in page.header]
        assert VOLNA in tables(page)

    def test_what_changed_since_a_day_before_anything_was_loaded(self, open_page: Opener, home: Settings):
        page = sound(open_page("overview", home, since="2000"))
        assert "paths opened" in words(page)
        assert "opened" in tables(page)

    def test_days_in_the_wrong_order_end_in_words(self, open_page: Opener, home: Settings):
        page = open_page("overview", home, since="2024", until="2023")
        assert not page.exception
        assert "since must lie before until" in words(page)

    def test_sources_are_told_with_edition_and_age_the_oldest_first(self, home: Settings):
        rows = rows_of(holdings(Archive(home.archive_dir), date(2023, 7, 31)), {"The Gazette": "The Gazette"})
        assert [row["source"] for row in rows][:2] == ["The Gazette", "The Herald"]
        assert (rows[0]["edition"], rows[0]["age_days"], rows[0]["documents"], rows[0]["origin"]) == (
            "2023-07", 30, 1, "The Gazette",
        )  # fmt: skip
        assert [row["age_days"] for row in rows[2:]] == [None, None]
        assert [bool(row["synthetic"]) for row in rows] == [False, False, False, True]

    def test_a_load_that_failed_is_told(self, open_page: Opener, home: Settings, monkeypatch: pytest.MonkeyPatch):
        held = holdings(Archive(home.archive_dir))
        assert "was not finished" not in words(sound(open_page("overview", home)))
        monkeypatch.setattr(freshness, "_held", lambda _: [*held, replace(held[0], state="failed", document="bad.csv")])
        page = sound(open_page("overview", home))
        assert "1 load failed or was not finished: bad.csv" in words(page)

    def test_the_search_keeps_the_days(self, open_page: Opener, home: Settings):
        page = open_page("overview", home, since="2000")
        page.text_input[0].set_value("Qingfeng")
        sound(page.button[0].click().run())
        assert address(page) == {"search": "Qingfeng", "since": "2000"}
