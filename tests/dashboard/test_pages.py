"""Each page on a small home: what it shows, what the address does, and what happens with garbage in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.say import words as text_of
from graph.settings import Settings
from tests.support.dashboard_home import INVENTED, ROTOR, VOLNA, YELKEN

Opener = Callable[..., AppTest]
HOSTILE = ("'; DROP", "<script>alert(1)</script>", "x" * 10_000, "\u202egnp", "\x00", "9" * 400, "[a](javascript:1)")


def words(page: AppTest) -> str:
    """All words of a page that are not in a table."""
    kinds = (page.title, page.header, page.subheader, page.markdown, page.caption, page.info, page.success,
             page.warning, page.error, page.text)  # fmt: skip
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "")


def tables(page: AppTest) -> str:
    return "\n".join(cells(frame) for frame in page.dataframe)


def cells(frame: Any) -> str:
    return "\n".join(str(cell) for row in frame.value.to_numpy().tolist() for cell in row)


def address(page: AppTest) -> dict[str, str]:
    """The address of a page; after a run Streamlit gives texts where a test gave lists."""
    return {name: value if isinstance(value, str) else value[0] for name, value in page.query_params.items()}


def sound(page: AppTest) -> AppTest:
    assert not page.exception
    assert [element.value for element in page.error] == []
    return page


class TestPaths:
    def test_real_paths_come_first_and_synthetic_ones_apart(self, open_page: Opener, home: Settings):
        page = sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4"}))
        first = cells(page.dataframe[0])
        assert ROTOR in first
        assert "Chinese companies" in first
        assert not any(name in first for name in INVENTED)
        assert any("Synthetic" in element.value for element in page.header)
        assert any("invented data" in element.value for element in page.warning)
        later = "\n".join(cells(frame) for frame in page.dataframe[1:])
        assert all(name in later for name in INVENTED)

    def test_an_address_that_says_nothing_asks_from_china_to_russia(self, open_page: Opener, home: Settings):
        page = sound(open_page("paths", home))
        assert [box.value for box in page.multiselect] == [["CN"], ["RU"], []]

    def test_the_form_writes_the_address(self, open_page: Opener, home: Settings):
        page = open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4"})
        page.multiselect[2].set_value(["TR"])
        page.text_input[0].set_value("drone parts")
        page.number_input[0].set_value(3)
        sound(page.button[0].click().run())
        assert address(page) == {
            "from": "CN", "to": "RU", "via": "TR", "goods": "drone parts", "hops": "3",
        }  # fmt: skip

    def test_the_leg_in_the_address_opens_its_proof(
        self, open_page: Opener, home: Settings, monkeypatch: pytest.MonkeyPatch
    ):
        page = sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4"}))
        assert "Proof of the leg" not in words(page)
        from dashboard import data
        from dashboard.states.paths import PathForm

        leg = data.paths(PathForm(("CN",), ("RU",)).query()).real[0].legs[0].id
        page = sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4", "leg": leg[:12]}))
        assert "Proof of the leg" in words(page)
        assert "The Gazette" in words(page)
        assert text_of("standing.by_rule") not in words(page)
        proven = [replace(item, standing="accepted", by_rule=True) for item in data.proof(leg)]
        monkeypatch.setattr(data, "proof", lambda _: proven)
        page = sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4", "leg": leg[:12]}))
        assert text_of("standing.by_rule") in words(page)
        assert "The Herald" in words(page)
        assert f"{ROTOR} delivered 40 drone parts" in tables(page)
        assert "unreviewed: nobody has checked it yet" in words(page)

    def test_accepted_only_hides_what_nobody_accepted(self, open_page: Opener, home: Settings):
        page = sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4", "reviewed": "1"}))
        assert ROTOR not in tables(page)

    def test_no_path_says_what_was_searched(self, open_page: Opener, home: Settings):
        page = sound(open_page("paths", home, **{"from": "BR", "to": "RU", "hops": "2"}))
        assert "No supply path from real sources" in words(page)
        assert "Searched:" in words(page)
        assert "up to 2 legs" in words(page)

    def test_unknown_goods_end_in_words(self, open_page: Opener, home: Settings):
        page = open_page("paths", home, **{"from": "CN", "goods": "flying carpets", "hops": "4"})
        assert not page.exception
        assert len(page.error) == 1
        assert "flying carpets" in words(page)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_garbage_in_the_address_ends_in_words(self, open_page: Opener, home: Settings, text: str):
        names = ("from", "to", "via", "goods", "hs", "since", "until", "hops", "reviewed", "show", "leg")
        page = open_page("paths", home, **dict.fromkeys(names, text))
        assert not page.exception
        assert text == "\x00" or "hops: must be a whole number from 1 to 6" in words(page)
        assert page.title[0].value == "Supply paths"


class TestCatalogue:
    def test_every_question_has_a_link(self, open_page: Opener, home: Settings):
        from queries import catalogue

        page = sound(open_page("catalogue", home))
        assert len(page.selectbox[0].options) == len(catalogue.canned())

    def test_every_question_has_a_form_made_from_its_header(self, open_page: Opener, home: Settings):
        from queries import catalogue

        for query in catalogue.canned().values():
            page = sound(open_page("catalogue", home, query=query.name))
            made = len(page.text_input) + len(page.number_input) + len(page.checkbox) + len(page.multiselect)
            assert made + len(page.selectbox) - 1 == len(query.parameters), query.name
            assert query.cypher in [code.value for code in page.code], query.name

    def test_queries_of_ones_own_stand_apart(
        self, open_page: Opener, home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        from waybill.own_queries import template

        monkeypatch.setenv("WAYBILL_QUERIES", str(tmp_path))
        (tmp_path / "firms_of.cypher").write_text(template("firms_of"), "utf-8")
        (tmp_path / "broken.cypher").write_text("// nothing\nRETURN 1", "utf-8")
        page = sound(open_page("catalogue", home))
        assert page.header[-1].value == "Your own"
        assert page.selectbox[0].options[-1].startswith("Your own: Which firms")
        assert "Left out" in words(page) and "line 1" in words(page)
        page = sound(open_page("catalogue", home, query="firms_of", run="1", **{"p.country": "TR"}))
        assert len(page.dataframe[0].value)

    def test_an_answer_is_a_table(self, open_page: Opener, home: Settings):
        page = sound(open_page("catalogue", home, query="documents", run="1"))
        assert set(page.dataframe[0].value["name"]) == {"gazette.txt", "herald.txt", "rows.csv", "synthetic.csv"}

    def test_the_form_asks(self, open_page: Opener, home: Settings):
        page = open_page("catalogue", home, query="documents")
        assert not page.dataframe or "Fill in the form" in words(page)
        page.number_input[0].set_value(2)
        sound(page.button[0].click().run())
        assert address(page)["p.limit"] == "2"
        assert len(page.dataframe[0].value) == 2

    def test_a_missing_parameter_ends_in_words(self, open_page: Opener, home: Settings):
        page = open_page("catalogue", home, query="claims_of_document", run="1")
        assert not page.exception
        assert "document: must be given" in words(page)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_garbage_in_the_address_ends_in_words(self, open_page: Opener, home: Settings, text: str):
        page = open_page("catalogue", home, query=text)
        assert not page.exception
        page = open_page("catalogue", home, query="documents", run="1", **{"p.limit": text})
        assert not page.exception


class TestEvidence:
    def test_all_documents_are_listed(self, open_page: Opener, home: Settings):
        page = sound(open_page("evidence", home))
        assert "What The Gazette wrote" in tables(page)
        assert "SYNTHETIC" in tables(page)

    def test_a_document_shows_its_claims(self, open_page: Opener, home: Settings):
        identifier = document(home, "gazette.txt")
        page = sound(open_page("evidence", home, document=identifier))
        assert page.header[0].value.replace("\\", "") == "What The Gazette wrote"
        assert "4 claims" in words(page)
        assert f"{YELKEN} passed drone parts on to {VOLNA}" in tables(page)

    def test_a_claim_in_the_address_stands_out(self, open_page: Opener, home: Settings):
        from dashboard import data

        sound(open_page("evidence", home))
        identifier = document(home, "gazette.txt")
        claims = data.ask("claims_of_document", {"document": f"document:{identifier[:32]}"}).rows
        sought = next(item for item in claims if item["modality"] == "sought")
        page = sound(open_page("evidence", home, document=identifier, claim=sought["claim"]))
        assert "somebody wants it; not done" in words(page)
        assert "artillery ammunition" in tables(page)

    def test_a_claim_that_a_rule_accepted_says_so(
        self, open_page: Opener, home: Settings, monkeypatch: pytest.MonkeyPatch
    ):
        from dashboard import data

        sound(open_page("evidence", home))
        identifier, ask = document(home, "gazette.txt"), data.ask

        def by_rule(name: str, parameters: dict[str, Any], most: int = 500) -> Any:
            found = ask(name, parameters, most)
            for row in found.rows if name == "claims_of_document" else ():
                row |= {"standing": "accepted", "by_rule": True}
            return found

        monkeypatch.setattr(data, "ask", by_rule)
        claim = by_rule("claims_of_document", {"document": f"document:{identifier[:32]}"}).rows[0]["claim"]
        page = sound(open_page("evidence", home, document=identifier, claim=claim))
        assert text_of("standing.by_rule") in words(page)

    def test_a_row_of_a_table_shows_its_cells(self, open_page: Opener, home: Settings):
        from dashboard.components.document_data import cells

        identifier = document(home, "rows.csv")
        page = sound(open_page("evidence", home, document=identifier, row="2"))
        assert "Row 2, as printed" in words(page)
        assert [cell for _, cell in cells(identifier[:32], 2, "")] == [YELKEN, VOLNA, "drone parts", "2023-06-20"]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_garbage_in_the_address_ends_in_words(self, open_page: Opener, home: Settings, text: str):
        assert not open_page("evidence", home, document=text, claim=text, row=text).exception
        for name in ("gazette.txt", "rows.csv"):
            assert not open_page("evidence", home, document=document(home, name), claim=text, row=text).exception


class TestOverview:
    def test_it_says_what_is_loaded_and_what_is_invented(self, open_page: Opener, home: Settings):
        page = sound(open_page("overview", home))
        assert {metric.label: metric.value for metric in page.metric}["Documents"] == "4"
        assert "SYNTHETIC" in words(page)
        assert ROTOR in tables(page)

    @pytest.mark.parametrize("text", ["Qingfeng", "QINGFENG ROTOR", "Волна-Тест", "无人机零件", "drone parts"])
    def test_search_finds_parties_and_goods_in_any_script(self, open_page: Opener, home: Settings, text: str):
        page = sound(open_page("overview", home, search=text))
        assert "Nothing" not in words(page)

    def test_a_search_without_a_find_says_what_it_searched(self, open_page: Opener, home: Settings):
        page = sound(open_page("overview", home, search="zzzz unheard of"))
        assert "Nothing is called zzzz unheard of" in words(page)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_garbage_in_the_address_ends_in_words(self, open_page: Opener, home: Settings, text: str):
        assert not open_page("overview", home, search=text).exception


@pytest.mark.parametrize("name", ["overview", "paths", "catalogue", "evidence"])
def test_an_empty_home_says_what_to_do(open_page: Opener, tmp_path: Path, name: str):
    page = open_page(name, Settings(home=tmp_path))
    assert not page.exception
    assert name == "catalogue" or "waybill load" in words(page)


@pytest.mark.parametrize("name", ["overview", "paths", "evidence"])
def test_an_engine_that_is_down_is_told_in_words(open_page: Opener, tmp_path: Path, name: str):
    page = open_page(name, Settings(home=tmp_path, graph="bolt://127.0.0.1:1"))
    assert not page.exception
    assert "127.0.0.1" in words(page)


def document(home: Settings, name: str) -> str:
    from graph.archive import Archive

    return next(item.document.sha256 for item in Archive(home.archive_dir).packages() if item.document.name == name)
