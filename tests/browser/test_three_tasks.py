"""Three tasks as a person does them who opens the dashboard for the first time, in at most six clicks each.

Keys that write into a field, and Enter, are no clicks. All names are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.launch import serve
from graph.archive import Archive
from graph.build import build
from graph.model import Claim, Party
from graph.settings import Settings
from graph.store import Store
from tests.browser.conftest import Place
from tests.support.browser import Browser, another, still
from tests.support.samples import firm, put_table, transfer

pytestmark = [pytest.mark.browser, pytest.mark.long]
MOST = 6
HAN = "武汉蓝兔斯克沃特科技有限公司"
LANTU, YELKEN, TESTOV = firm(HAN, "CN"), firm("Deneme Yelken Lojistik", "TR"), firm("Тестов-Прибор", "RU")
OFFICE = Party(surface="Office of Testing", kind="public_body", country="US")
CLAIMS = [
    transfer(LANTU, YELKEN, "microcontrollers", hs="854231", start="2023-01-10"),
    transfer(YELKEN, TESTOV, "microcontrollers", hs="854231", start="2023-02-20"),
    transfer(LANTU, TESTOV, "drone parts", hs="880730", start="2022-05-05"),
    Claim(kind="listing", subject=OFFICE, object=TESTOV, topic="List of Tests", record="r 1", start="2022-05-01"),
]


@dataclass
class Person:
    """Somebody at the first page, whose clicks are counted."""

    page: Page
    clicks: int = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1
        still(self.page)

    def write(self, target: Locator, text: str, *, enter: bool = False) -> None:
        """Click into a field and write."""
        target.click()
        self.clicks += 1
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)
        if enter:
            self.page.keyboard.press("Enter")
            still(self.page)


@pytest.fixture(scope="module")
def traded(chromium: Browser, place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser before a dashboard on a small trade by way of Türkiye, in which one recipient is listed."""
    settings = Settings(home=tmp_path_factory.mktemp("traded"), engine_idle_s=2.0, **place())
    put_table(Archive(settings.archive_dir), "rows.csv", CLAIMS)
    with Store.open(settings) as store:
        build(settings, store)
    profile: Path = tmp_path_factory.mktemp("profile")
    with serve(settings, port=0) as server, another(chromium.playwright, server.address, profile) as made:
        yield made


@pytest.fixture
def person(traded: Browser) -> Iterator[Person]:
    page = traded.open("/")
    yield Person(page)
    page.close()
    assert traded.foreign == []


def test_which_firms_in_turkey_stand_between_for_goods_of_tier_1_and_what_proves_it(person: Person):
    page = person.page
    person.click(page.locator(".st-key-menu").get_by_role("link", name="Supply paths"))
    person.write(page.get_by_role("combobox", name="Via, in this order"), "Türk", enter=True)
    page.keyboard.press("Escape")
    person.write(page.get_by_label("HS code begins with"), "8542")  # the four codes of tier 1
    person.click(page.get_by_role("button", name="Find paths"))
    canvas = page.locator(".canvas").first
    canvas.locator("canvas").first.wait_for()
    titles = canvas.evaluate("c => c._cyreg.cy.nodes('.box').map(node => node.data('title')).join()")
    assert "Deneme Yelken Lojistik" in titles
    at = canvas.evaluate("c => c._cyreg.cy.nodes('.words, .goods').map(node => node.renderedPosition())[0] ?? null")
    assert at, titles
    canvas.scroll_into_view_if_needed()
    canvas.click(position={"x": at["x"], "y": at["y"]})
    person.clicks += 1
    still(page)
    expect(page.get_by_role("heading", name="Proof of the leg")).to_be_visible()
    expect(page.get_by_text("rows.csv").first).to_be_visible()
    assert person.clicks <= MOST


def test_a_firm_known_by_its_chinese_name_is_connected_to_a_listed_one(person: Person):
    page = person.page
    person.write(page.get_by_label("Search for a party"), HAN[:8], enter=True)
    person.click(page.get_by_role("link", name=HAN).first)
    expect(page.get_by_text("The nearest listed: ")).to_contain_text("Тестов-Прибор")
    assert person.clicks <= MOST


def test_what_changed_between_two_days(person: Person):
    page = person.page
    person.write(page.get_by_label("From the end of"), "2023-02-01")
    person.write(page.get_by_label("to the end of"), "2023-04-01")
    person.click(page.get_by_text("on which it happened"))
    person.click(page.get_by_role("button", name="Show", exact=True))
    made = page.get_by_text("From 2023-02-01 to 2023-04-01: ")  # of two graphs that are made for it
    expect(made).to_contain_text("opened", timeout=60_000)
    assert person.clicks <= MOST
