"""Loading a table by the browser: upload, columns, dry run, load, and taking it out. All names are invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.launch import serve
from graph.archive import Archive
from graph.holdings import holdings
from graph.settings import Settings
from tests.browser.conftest import Place
from tests.support.axe import violations
from tests.support.browser import Browser, another, still
from tests.support.dashboard_home import make_home
from tests.support.uploads import COLUMNS, TABLE

pytestmark = pytest.mark.browser
LONG_MS = 120_000  # a child loads and builds meanwhile


@pytest.fixture(scope="module")
def loading(
    chromium: Browser, place: Place, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Browser, Settings]]:
    """A browser on a home of its own, for what is loaded changes it."""
    settings = make_home(tmp_path_factory.mktemp("loading"), **place())
    profile: Path = tmp_path_factory.mktemp("profile")
    with serve(settings, port=0) as server, another(chromium.playwright, server.address, profile) as made:
        yield made, settings


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    still(page)


def state_of(settings: Settings) -> list[str]:
    return [one.state for one in holdings(Archive(settings.archive_dir)) if one.document == "orders.csv"]


def choose(page: Page, column: str, field: str, detail: str) -> None:
    """Say what a column is, by keyboard."""
    box = page.get_by_role("combobox", name=f"What {column} is")
    if box.input_value() != field:  # the draft knows some
        box.fill(field)
        page.get_by_role("option", name=field, exact=True).first.click()
    if detail:
        page.get_by_label(f"Form of dates or unit of {column}").fill(detail)
        page.keyboard.press("Tab")


def test_a_table_is_loaded_and_taken_out_by_the_browser(loading: tuple[Browser, Settings]):
    browser, settings = loading
    page = browser.open("/sources?view=load")
    page.locator("input[type=file]").set_input_files({"name": "orders.csv", "mimeType": "text/csv", "buffer": TABLE})
    expect(page.get_by_text("orders.csv")).to_be_visible()
    press(page, "Look at them")
    expect(page).to_have_url(re.compile("upload=[0-9a-f]{16}"), timeout=LONG_MS)
    page.get_by_role("link", name="Columns of orders.csv").click(timeout=LONG_MS)
    expect(page.get_by_text("Each column with its first values")).to_be_visible(timeout=LONG_MS)
    still(page)
    expect(page.get_by_text("03/04/2023")).to_be_visible()
    for column, (field, detail) in COLUMNS.items():
        choose(page, column, field, detail)
    assert violations(page, "[data-testid=stForm] [data-testid=stMarkdown]") == []
    press(page, "Keep the columns")
    expect(page.get_by_text("read by the mapping below")).to_be_visible(timeout=LONG_MS)
    press(page, "Dry run")
    expect(page.get_by_text("Nothing was kept")).to_be_visible(timeout=LONG_MS)
    still(page)
    assert state_of(settings) == []
    tried = page.url
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page).not_to_have_url(tried, timeout=LONG_MS)
    address = page.url
    page.goto(f"{browser.address}/catalogue")  # the load goes on without the page
    expect(page.get_by_role("heading", name="Catalogue")).to_be_visible(timeout=LONG_MS)
    page.goto(address)
    expect(page.get_by_text("Loaded, but for 1 row")).to_be_visible(timeout=LONG_MS)
    assert state_of(settings) == ["active"]

    page.get_by_role("link", name=re.compile("Report, checksums")).click()
    still(page)
    expect(page.get_by_role("heading", name="orders.csv")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download JSON Lines").click()
    assert '"not_a_number"' in saved.value.path().read_text("utf-8")
    page.get_by_text("Take it out", exact=True).first.click()
    page.get_by_text("I have read what would go").click()
    still(page)
    press(page, "Take it out")
    expect(page.get_by_text("1 package is out")).to_be_visible(timeout=LONG_MS)
    assert state_of(settings) == ["withdrawn"]
    assert browser.foreign == []
    assert browser.errors == []


def test_the_page_reads_at_the_width_of_a_telephone(loading: tuple[Browser, Settings]):
    browser, _ = loading
    page = browser.open("/sources?lang=de")
    page.set_viewport_size({"width": 390, "height": 800})
    still(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.get_by_role("link", name="Dateien laden")).to_be_visible()
    assert violations(page, ".st-key-source-views") == []
