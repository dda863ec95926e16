"""Judging by keys alone, and one's own Cypher, in a real browser. All names are invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.launch import serve
from graph.archive import Archive
from graph.settings import Settings
from tests.browser.conftest import Place
from tests.support.axe import violations
from tests.support.browser import Browser, another, still
from tests.support.dashboard_home import make_home

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)  # an engine may have to start


@pytest.fixture(scope="module")
def judging(
    chromium: Browser, place: Place, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Browser, Settings]]:
    """A browser on a home of its own, for what is judged changes it."""
    settings = make_home(tmp_path_factory.mktemp("judged"), **place())
    profile: Path = tmp_path_factory.mktemp("profile")
    with (
        serve(settings, port=0) as server,
        another(chromium.playwright, server.address, profile) as made,
    ):
        yield made, settings


def verdicts(settings: Settings) -> list[str]:
    return [one.verdict for one in Archive(settings.archive_dir).decisions()]


def item(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("item", [""])[0]


def test_claims_are_judged_by_keys_alone(judging: tuple[Browser, Settings]):
    browser, settings = judging
    page = browser.open("/review")
    page.keyboard.press("a")
    still(page)
    assert verdicts(settings) == []  # nobody asked for keys
    page.locator("input[aria-label='Single keys']").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("keys=1"))
    still(page)
    assert violations(page, ".st-key-keys") == []
    page.keyboard.press("j")
    expect(page.get_by_text("2 of 5 that wait")).to_be_visible()
    still(page)
    page.keyboard.press("k")
    expect(page.get_by_text("1 of 5 that wait")).to_be_visible()
    still(page)
    first = item(page)
    page.get_by_label("Reason").focus()
    page.keyboard.type("a firm reason")
    page.keyboard.press("Tab")
    still(page)
    assert verdicts(settings) == []
    page.keyboard.press("a")
    expect(page.get_by_text("1 of 4 that wait")).to_be_visible()
    still(page)
    assert verdicts(settings) == ["accepted"]
    assert Archive(settings.archive_dir).decisions()[0].why == "a firm reason"
    page.keyboard.press("u")  # back to what was judged
    expect(page.get_by_text("Already judged: accepted")).to_be_visible()
    still(page)
    assert item(page) == first
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back")).to_be_visible()
    still(page)
    page.keyboard.press("r")
    expect(page.get_by_text("Rejected: ")).to_be_visible()
    still(page)
    assert verdicts(settings) == ["accepted", "undone", "rejected"]
    page.keyboard.press("e")
    expect(page.locator("h1")).to_have_text("Evidence")
    page.close()
    assert browser.foreign == [] and browser.errors == []


def test_a_query_is_typed_run_and_drawn(chromium: Browser):
    page = chromium.open("/cypher")
    page.locator(".cm-content").click()
    page.keyboard.type("MATCH p = (a:Company)-[:SUPPLIED]->(b:Company) RETURN p")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("4 rows in")).to_be_visible()
    still(page)
    assert parse_qs(urlsplit(page.url).query)["act"] == ["run"]
    page.get_by_text("Picture", exact=True).click()
    page.wait_for_selector("[aria-label*='Nodes and relationships']")
    still(page)
    page.reload()
    expect(page.get_by_text("4 rows in")).to_be_visible()
    expect(page.locator(".cm-content")).to_contain_text("MATCH p = ")
    page.goto(chromium.address + "/cypher?q=MATCH (n) SET n.name = 'x' RETURN n&act=run")
    expect(page.locator(".cm-lintRange-error")).to_have_text("SET")
    page.close()
    assert chromium.foreign == []
