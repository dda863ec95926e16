"""The page "Goods and products": codes, kinds, weapons, parts and the long path. All names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.settings import Settings
from graph.store import Store
from tests.dashboard.test_pages import HOSTILE, address, cells, sound, tables, words
from tests.support.dashboard_home import VOLNA
from tests.support.goods_home import ODD, goods_home, node

Opener = Callable[..., AppTest]
Links = list[tuple[str, dict[str, str]]]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with parts found in weapons."""
    return goods_home(tmp_path_factory.mktemp("parts"))


def called(settings: Settings, label: str, name: str) -> str:
    with Store.open(settings, create=False) as store:
        return node(store, label, name)


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> Links:
    """The links of the page: file, and parameters of the address."""
    seen: Links = []
    monkeypatch.setattr(st, "page_link", lambda file, **given: seen.append((file, given["query_params"])))
    return seen


class TestCodes:
    def test_chapters_stand_with_their_tiers_and_counts(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts))
        tree, tiers = page.dataframe[0].value, page.dataframe[1].value
        row = tree[tree["hs_code"] == "85"].iloc[0]
        assert (row["tiers"], row["printed"], row["inferred"]) == ("1, 2, 3.A, 4.A", 2, 1)
        assert tiers["tier"].tolist()[0] == "Tier 1"
        assert "US Bureau of Industry and Security, 2024-02-23" in words(page)
        assert len(tree) < 97
        page = sound(open_page("goods", parts, all="1"))
        assert len(page.dataframe[0].value) == 97

    def test_an_open_code_tells_what_it_is_who_says_so_and_what_implies_it(
        self, open_page: Opener, parts: Settings, links: Links
    ):
        page = sound(open_page("goods", parts, goods="8542.31"))
        assert page.header[-1].value.replace("\\", "").startswith("8542.31 Electronic integrated circuits; processors")
        shown = words(page)
        assert "Description of HS 2022, in English: datasets/harmonized-system" in shown
        assert "On the Common High Priority List: **Tier 1**" in shown
        assert "microcontrollers" in tables(page)
        assert "QF 9" in tables(page)
        assert [code.strip() for code in page.dataframe[0].value["hs_code"]] == [
            "85", "8542", "8542.31", "8542.32", "8542.33", "8542.39",
        ]  # fmt: skip
        for file in ("paths", "flows", "map"):
            assert any(one == f"views/{file}.py" and given.get("hs") == "854231" for one, given in links), file
        assert any(
            given.get("query") == "found_parts_on_priority_list" and given["p.tier"] == "1" for _, given in links
        )

    def test_a_code_of_an_earlier_edition_says_so_and_one_of_none_is_refused(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts, goods="goods:hs:852580"))
        assert "it is of an earlier edition, or a misprint" in words(page)
        page = open_page("goods", parts, goods="goods:hs:852599")
        assert [one.value for one in page.error] != []
        assert "HS codes" in words(page)  # the tree still stands

    def test_a_kind_tells_its_names_codes_and_wider_kinds(self, open_page: Opener, parts: Settings, links: Links):
        page = sound(open_page("goods", parts, goods="微控制器"))
        assert page.header[0].value == "microcontrollers"
        assert "Waybill goods lexicon" in words(page)
        assert "8542.31" in tables(page)
        assert "planned" in tables(page)
        assert ("views/paths.py", {"from": "CN", "to": "RU", "goods": "microcontrollers", "hops": "4"}) in links

    def test_goods_as_printed_have_no_kind_and_no_code(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts, goods=ODD))
        assert "These are goods as a source prints them" in words(page)
        assert "shipment" in tables(page)

    def test_a_tier_keeps_to_its_codes(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts, tier="1"))
        assert page.dataframe[0].value["hs_code"].tolist() == ["85"]
        assert page.checkbox[0].disabled

    def test_the_box_shows_all_codes_in_the_address(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts))
        sound(page.checkbox[0].check().run())
        assert address(page) == {"all": "1"}

    def test_the_graph_as_of_another_day_tells_nothing(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts, goods="854231", known="2001-01-01"))
        assert "No loaded source tells of it" in words(page)


class TestSearch:
    def test_goods_parts_and_weapons_lead_to_the_page(self, open_page: Opener, parts: Settings, links: Links):
        sound(open_page("goods", parts, search="микроконтроллеры"))
        assert any(given.get("goods") == "goods:microcontrollers" for file, given in links if file == "views/goods.py")
        for page, text, name, label in (
            ("goods", "qf9", "part", "Product"), ("overview", "QF-9", "part", "Product"),
            ("overview", "Test Drone 1", "weapon", "Weapon"), ("party", "QF-9", "part", "Product"),
        ):  # fmt: skip
            links.clear()
            sound(open_page(page, parts, search=text))
            wanted = {name: called(parts, label, "QF-9" if name == "part" else text)}
            assert ("views/goods.py", wanted) in links, (page, text)
        links.clear()
        sound(open_page("overview", parts, search="drone parts"))
        sound(open_page("overview", parts, search="microcontrollers"))
        assert ("views/goods.py", {"goods": "goods:microcontrollers"}) in links

    def test_a_name_that_nobody_knows_tells_the_nearest(self, open_page: Opener, parts: Settings, links: Links):
        page = sound(open_page("goods", parts, search="microcontrolers"))
        assert "Nearest names" in words(page)
        assert ("views/goods.py", {"goods": "goods:microcontrollers"}) in links
        page = sound(open_page("goods", parts, search="zzzz unheard"))
        assert "Nothing is called zzzz unheard" in words(page)


class TestWeapons:
    def test_weapons_stand_with_their_parts_and_the_countries_of_makers(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts, view="weapons"))
        rows = page.dataframe[0].value
        first = rows[rows["weapon"] == "Test Drone 1"].iloc[0]
        assert (first["findings"], first["parts"], first["makers_in"]) == (3, 2, "China, Türkiye")
        assert rows[rows["weapon"] == "Synthetic Drone"].iloc[0]["synthetic"] == "SYNTHETIC"
        page = sound(open_page("goods", parts, view="weapons", makers="TR"))
        assert page.dataframe[0].value["weapon"].tolist() == ["Test Drone 1"]
        page = sound(open_page("goods", parts, view="weapons", makers="BR"))
        assert "No loaded source tells of parts" in words(page)

    def test_an_open_weapon_tells_each_part_with_maker_code_and_who_prints_it(
        self, open_page: Opener, parts: Settings, links: Links
    ):
        weapon = called(parts, "Weapon", "Test Drone 1")
        page = sound(open_page("goods", parts, weapon=weapon))
        assert page.header[0].value == "Test Drone 1"
        shown = cells(page.dataframe[0])
        assert "Alder Chips (China)" in shown
        assert "8542.31 (by kind)" in shown
        assert "1" in page.dataframe[0].value["tiers"].tolist()
        assert "Customs of Tests, Test Herald" in shown
        from dashboard.components.goods_found import findings

        one = next(one for one in findings(weapon, "Weapon").found if one.part == "QF-9")
        page = sound(open_page("goods", parts, weapon=weapon, fact=one.id[:12]))
        assert "Who says so" in words(page)
        assert ("views/goods.py", {"part": one.part_id}) in links
        assert any(file == "views/evidence.py" for file, _ in links)
        page = sound(open_page("goods", parts, weapon=weapon, fact="0" * 12))
        assert "No finding 000000000000 stands here" in words(page)


class TestLongPath:
    def test_each_hop_stands_in_the_table_and_opens_its_proof(self, open_page: Opener, parts: Settings, links: Links):
        part = called(parts, "Product", "QF-9")
        page = sound(open_page("goods", parts, part=part))
        rows = page.dataframe[0].value
        assert rows["hop_kind"].tolist() == [
            "maker of the part", "found in a weapon", "kind of goods", "HS code and tier", "shipment by its number",
            "supply of such goods", "supply of such goods", "listed owner",
        ]  # fmt: skip
        assert rows["hop_from"].tolist()[0] == "Alder Chips (China)"
        assert rows["hop_to"].tolist()[-1] == "Gorse Holding"
        assert "tier 1 of the Common High Priority List, 2024-02-23" in rows["rests_on"].tolist()[3]
        assert f"waybill trace {part} --to RU" in [one.value for one in page.code]
        from dashboard.components.goods_trace import traced
        from queries.hops import alone, hops

        for hop in hops(alone(traced(part, "RU").traces[0])):
            page = sound(open_page("goods", parts, part=part, hop=hop.key[:12]))
            shown = words(page)
            assert "Proof: " in shown, hop.stage
            wanted = {"kind": "looked up whole in the lexicon", "code": "such goods are declared"}.get(hop.stage)
            assert (wanted or "Customs of Tests") in shown, hop.stage
        assert ("views/paths.py", {"to": "RU", "goods": "microcontrollers", "hops": "4"}) in links

    def test_what_is_not_told_is_said(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts, part=called(parts, "Product", "QF-7"), to="KZ"))
        shown = tables(page)
        for said in (
            "No source names the maker.", "No shipment to these countries names this part by its number.",
            "No supply of such goods to these countries is told.",
        ):  # fmt: skip
            assert said in shown

    def test_a_part_that_was_never_found_tells_its_shipments(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts, part=called(parts, "Product", "NEVER-1")))
        assert "No loaded source tells that this part was found in a weapon" in words(page)
        assert "Fir Plant" in tables(page)

    def test_invented_ones_are_marked_and_alone(self, open_page: Opener, parts: Settings):
        page = sound(open_page("goods", parts, part=called(parts, "Product", "SY-1")))
        assert "invented for demonstration" in words(page)
        assert "Birch Trade" not in cells(page.dataframe[0])


class TestEveryView:
    def views(self, parts: Settings) -> list[dict[str, str]]:
        return [
            {}, {"goods": "854231"}, {"goods": "microcontrollers"}, {"view": "weapons"},
            {"weapon": called(parts, "Weapon", "Test Drone 1")}, {"part": called(parts, "Product", "QF-9")},
        ]  # fmt: skip

    def test_print_has_tables_and_nothing_to_click(self, open_page: Opener, parts: Settings):
        for view in self.views(parts):
            page = sound(open_page("goods", parts, print="1", **view))
            assert page.table, view
            assert not page.dataframe and not page.button and not page.multiselect, view

    def test_german(self, open_page: Opener, parts: Settings):
        said = (
            "Prioritätsstufen", "Warenarten, die darunter", "Weitere und engere Arten", "Waffen, die mit",
            "Darin gefundene", "Vom Teil zu den",
        )  # fmt: skip
        for view, wanted in zip(self.views(parts), said, strict=True):
            page = sound(open_page("goods", parts, lang="de", **view))
            assert wanted in words(page), view
        assert "Mikrocontroller" in tables(page)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_garbage_in_the_address_ends_in_words(self, open_page: Opener, parts: Settings, text: str):
        names = ("search", "view", "goods", "tier", "all", "makers", "weapon", "part", "to", "fact", "hop")
        assert not open_page("goods", parts, **dict.fromkeys(names, text)).exception
        for name in ("weapon", "part", "goods"):
            page = open_page("goods", parts, **{name: text})
            assert not page.exception
            assert page.error or page.dataframe, name
        rest = {name: text for name in names if name not in ("weapon", "part")}
        assert not open_page("goods", parts, part=called(parts, "Product", "QF-9"), **rest).exception
        assert not open_page("goods", parts, weapon=called(parts, "Weapon", "Test Drone 1"), **rest).exception

    def test_a_home_without_weapons_says_what_to_do(self, open_page: Opener, home: Settings):
        page = sound(open_page("goods", home, view="weapons"))
        assert "docs/components.md" in words(page)
        sound(open_page("goods", home, goods="drone parts"))
        sound(open_page("goods", home, search=VOLNA))


class TestWaysToIt:
    def test_paths_and_answers_of_the_catalogue_lead_to_goods(self, open_page: Opener, parts: Settings, links: Links):
        sound(open_page("paths", parts, **{"from": "CN", "to": "RU", "hops": "4", "goods": "microcontrollers"}))
        assert ("views/goods.py", {"goods": "goods:microcontrollers"}) in links
