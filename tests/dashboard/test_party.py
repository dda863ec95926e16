"""The page of a party: what it shows, where it leads, what is kept and taken back. All names are invented."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.archive import Archive
from graph.build import build
from graph.cases import Cases
from graph.model import Amount, Claim, Party, replace
from graph.rights import Person, Role, acting_as
from graph.saved import SavedViews
from graph.settings import Settings
from graph.store import Store
from tests.dashboard.test_pages import HOSTILE, address, sound, tables, words
from tests.support.command import waybill_here
from tests.support.dashboard_home import INVENTED, ROTOR, VOLNA
from tests.support.samples import firm, put_table, put_text, transfer

Opener = Callable[..., AppTest]
ALDER, BIRCH, FIR = firm("Alder Works", "CN"), firm("Birch Trade", "TR"), firm("Fir Ridge Optics", "RU")
GORSE = firm("Gorse Holding", "RU", ids=(("REG", "GORSE-1"),))
OFFICE = Party(surface="Office of Testing", kind="public_body", country="US")
READER = Person("reader@example.org", Role.READER, login=True)


def percent(number: str) -> Amount:
    return Amount(number, unit="%")


CLAIMS = [
    transfer(ALDER, BIRCH, "drone parts", start="2023-03-05"),
    transfer(BIRCH, FIR, "drone parts", start="2023-04-05"),
    transfer(ALDER, FIR, "drone engines", start="2023-01-05"),
    Claim(kind="ownership", subject=GORSE, object=FIR, share=percent("60"), start="2020-01-01"),
    Claim(kind="ownership", subject=FIR, object=firm("Elm Works", "RU"), share=Amount("25", ">=", "%")),
    Claim(kind="listing", subject=OFFICE, object=GORSE, topic="List of Tests", record="r 1", start="2022-05-01"),
]


def node(settings: Settings, name: str) -> str:
    with Store.open(settings, create=False) as store:
        (row,) = store.read("MATCH (n:Party {name: $name}) RETURN n.waybill_id AS id", {"name": name})
        return str(row["id"])


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with owners, a listing, a denial, and a firm that two sources name."""
    settings = Settings(home=tmp_path_factory.mktemp("firms"), engine_idle_s=2.0)
    archive = Archive(settings.archive_dir)
    put_table(archive, "rows.csv", CLAIMS)
    put_text(archive, "first.txt", [CLAIMS[0], transfer(ALDER, FIR, "drone engines", start="2023-01-05")])
    put_text(archive, "denial.txt", [replace(CLAIMS[2], modality="denied")], publisher="Second Gazette")
    with Store.open(settings) as store:
        build(settings, store)
    assert waybill_here("resolve", home=settings.home).returncode == 0
    return settings


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, str]]]:
    """The links of the page: file, and parameters of the address."""
    seen: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(st, "page_link", lambda file, **given: seen.append((file, given["query_params"])))
    return seen


class TestParty:
    def test_names_stand_by_script_with_transliteration_and_who_prints_them(self, open_page: Opener, home: Settings):
        page = sound(open_page("party", home, id=node(home, VOLNA)))
        assert page.header[0].value.replace("\\", "") == VOLNA
        assert "Volna-Test" in words(page)
        names = page.dataframe[0].value
        assert names["latin"].tolist() == ["Volna-Test"]
        assert "The Gazette" in names["printed_by"][0]
        assert "Customs of rows.csv" in names["printed_by"][0]

    def test_lists_owners_holdings_and_the_way_to_a_listed_one(self, open_page: Opener, firms: Settings):
        page = sound(open_page("party", firms, id=node(firms, "Fir Ridge Optics")))
        assert "On no list of the loaded sources" in words(page)
        assert "The nearest listed: Gorse Holding, 1 step away" in words(page)
        shown = tables(page)
        assert "Fir Ridge Optics → is held by → Gorse Holding (Russia)" in shown
        assert "60 %" in shown
        assert "at least 25 %" in shown
        assert "List of Tests" in shown

    def test_a_listed_party_shows_its_entry(self, open_page: Opener, firms: Settings):
        page = sound(open_page("party", firms, id=node(firms, "Gorse Holding")))
        assert "On a list now or once" in words(page)
        assert "not before 2022-05-01" in tables(page)
        assert "GORSE-1" in tables(page)

    def test_owners_are_those_of_the_day_in_the_address(self, open_page: Opener, firms: Settings):
        page = sound(open_page("party", firms, id=node(firms, "Fir Ridge Optics"), on="2019"))
        assert "No source tells of an owner on that day" in words(page)
        assert "2019-12-31" in words(page)

    def test_shipments_and_their_proof_for_and_against(self, open_page: Opener, firms: Settings):
        party = node(firms, "Alder Works")
        page = sound(open_page("party", firms, id=party))
        assert "Shipments out" in tables(page)
        assert "recipient: Birch Trade" in tables(page)
        assert "Denied" in words(page)
        assert "Second Gazette" in words(page)
        from dashboard.components.parties import profile

        fact = profile(party).denied[0]
        page = sound(open_page("party", firms, id=party, fact=fact[:12]))
        assert "Said for it" in words(page)
        page = sound(open_page("party", firms, id=party, fact="0" * 12))
        assert "No fact 000000000000 stands beside this party" in words(page)

    def test_the_german_page_has_german_words(self, open_page: Opener, firms: Settings):
        page = sound(open_page("party", firms, id=node(firms, "Fir Ridge Optics"), lang="de"))
        assert "Am nächsten gelistet: Gorse Holding, 1 Schritt entfernt" in words(page)
        assert "gehört anteilig" in tables(page)
        assert "mindestens 25 %" in tables(page)
        assert "Lieferungen hierher" in tables(page)

    def test_an_id_of_a_record_opens_its_party(self, open_page: Opener, firms: Settings):
        from dashboard.components.parties import profile

        whole = node(firms, "Alder Works")
        sound(open_page("party", firms, id=whole))
        records = profile(whole).records
        assert len(records) > 1
        for one in records:
            page = sound(open_page("party", firms, id=one))
            assert page.header[0].value == "Alder Works"

    def test_invented_ones_are_marked(self, open_page: Opener, home: Settings):
        page = sound(open_page("party", home, id=node(home, INVENTED[0])))
        assert "invented for demonstration" in words(page)

    def test_the_print_view_has_the_tables_and_nothing_to_click(self, open_page: Opener, firms: Settings):
        page = sound(open_page("party", firms, id=node(firms, "Fir Ridge Optics"), print="1"))
        assert not page.dataframe
        assert not page.button
        assert len(page.table) > 5

    def test_steps_in_the_address_grow_the_picture(self, open_page: Opener, firms: Settings):
        party = node(firms, "Fir Ridge Optics")
        page = sound(open_page("party", firms, id=party, steps=f"{party}!SUPPLIED,OWNS!20"))
        shown = page.dataframe[-3:]
        assert any(
            {"from", "relationship", "to"} <= set(frame.value.columns) and len(frame.value) == 4 for frame in shown
        )
        page = sound(open_page("party", firms, id=party, steps=f"{party}!SUPPLIED!1"))

    @pytest.mark.parametrize("text", HOSTILE)
    def test_garbage_in_the_address_ends_in_words(self, open_page: Opener, home: Settings, text: str):
        names = ("id", "on", "fact", "steps", "search")
        assert not open_page("party", home, **dict.fromkeys(names, text)).exception
        rest = dict.fromkeys(names[1:], text)
        assert not open_page("party", home, id=node(home, ROTOR), **rest).exception
        page = open_page("party", home, id="f" * 32)
        assert "waybill find" in words(page)

    def test_without_an_id_it_searches(
        self, open_page: Opener, home: Settings, links: list[tuple[str, dict[str, str]]]
    ):
        sound(open_page("party", home, search="Volna-Test"))
        sound(open_page("party", home, search=VOLNA))
        assert ("views/party.py", {"id": node(home, VOLNA)}) in links


class TestWaysToIt:
    def test_search_and_legs_lead_to_the_party(
        self, open_page: Opener, home: Settings, links: list[tuple[str, dict[str, str]]]
    ):
        rotor = node(home, ROTOR)
        sound(open_page("overview", home, search="Qingfeng"))
        assert ("views/party.py", {"id": rotor}) in links
        from dashboard import data
        from dashboard.states.paths import PathForm

        leg = data.paths(PathForm(("CN",), ("RU",)).query()).real[0].legs[0]
        links.clear()
        sound(open_page("paths", home, **{"from": "CN", "to": "RU", "hops": "4", "leg": leg.id[:12]}))
        assert ("views/party.py", {"id": leg.supplier.id}) in links

    def test_paths_through_a_party_leave_out_all_others(
        self, open_page: Opener, firms: Settings, links: list[tuple[str, dict[str, str]]]
    ):
        birch = node(firms, "Birch Trade")
        sound(open_page("party", firms, id=birch))
        (given,) = [params for file, params in links if file == "views/paths.py" and "through" in params]
        page = sound(open_page("paths", firms, **given))
        assert "Only paths that pass Birch Trade are shown" in words(page)
        assert len(page.dataframe[0].value) == 1
        page.number_input[0].set_value(3)
        sound(page.button[0].click().run())
        assert address(page)["through"] == birch
        page = sound(open_page("paths", firms, **{"from": "CN", "to": "RU", "hops": "4"}))
        assert len(page.dataframe[0].value) == 2


class TestKeeping:
    def test_it_is_watched_in_a_case_and_saved_as_a_view(self, open_page: Opener, firms: Settings, tmp_path: Path):
        party = node(firms, "Alder Works")
        page = sound(open_page("party", firms, id=party))
        next(box for box in page.text_input if box.label == "Or the name of a new case").set_value("Rotors")
        next(button for button in page.button if button.label == "Watch").click()
        page = sound(page.run())
        assert "Rotors watches it from now on" in "\n".join(one.value for one in page.success)
        (item,) = Cases(firms.home).find("Rotors").items
        assert (item.kind, item.what["id"], item.what["name"]) == ("party", party, "Alder Works")
        page = open_page("party", firms, id=party, on="2022")
        next(button for button in page.button if button.label == "Save this view").click()
        sound(page.run())
        (view,) = SavedViews(firms.home).all()
        assert (view.name, view.page, view.parameters) == ("Alder Works", "party", {"id": (party,), "on": ("2022",)})


class TestMerges:
    def test_why_records_are_one_party_is_told(self, open_page: Opener, firms: Settings):
        page = sound(open_page("party", firms, id=node(firms, "Alder Works")))
        assert "equal name" in tables(page)
        assert "records of sources are taken for one party" in words(page)

    def test_without_an_index_of_names_it_says_so(self, open_page: Opener, home: Settings):
        page = sound(open_page("party", home, id=node(home, ROTOR)))
        assert "waybill resolve" in words(page)

    def test_a_reader_is_not_offered_to_take_it_back_and_refused(self, open_page: Opener, firms: Settings):
        from dashboard import children
        from graph import rights
        from graph.errors import NotAllowed

        try:
            rights.ask(lambda: READER)
            page = sound(open_page("party", firms, id=node(firms, "Alder Works")))
        finally:
            rights.ask(lambda: rights.LOCAL)
        assert "needs the role of a reviewer" in words(page)
        assert "Take it back" not in {button.label for button in page.button}
        with acting_as(READER), pytest.raises(NotAllowed):
            children.unmerge("x", "", "y")

    def test_it_is_taken_back_with_a_reason_and_by_name(
        self, open_page: Opener, firms: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        copy = replaced(firms, tmp_path)
        party = node(copy, "Alder Works")
        page = sound(open_page("party", copy, id=party))
        do = next(button for button in page.button if button.label == "Take it back")
        page = sound(do.click().run())
        assert "Give the reason" in words(page)
        next(box for box in page.text_input if box.label == "The reason").set_value("two firms of one name")
        next(button for button in page.button if button.label == "Take it back").click()
        page = sound(page.run(timeout=120))
        assert any("parties now" in one.value for one in page.success)
        said = [one for one in Archive(copy.archive_dir).decisions() if one.kind == "judgement"]
        assert {(one.verdict, one.by, one.why) for one in said} == {("different", "local", "two firms of one name")}


def replaced(settings: Settings, folder: Path) -> Settings:
    """A copy of a home."""
    made = Settings(home=folder / "home", engine_idle_s=2.0)
    shutil.copytree(settings.home, made.home, ignore=shutil.ignore_patterns("engine", "*.lock", "locks"))
    with Store.open(made) as store:
        build(made, store)
    return made
