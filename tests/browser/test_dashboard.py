"""What a person does in the dashboard: open, search, pick a path, click a leg, read the quote, download."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.menu import PAGES
from tests.support.axe import ours
from tests.support.browser import Browser, still
from tests.support.dashboard_home import FIRST, ROTOR, THIRD, YELKEN

pytestmark = pytest.mark.browser

LEG_POINT = """canvas => {
  const cy = canvas._cyreg.cy;
  const words = cy.nodes('.words').filter(node => node.data('title').includes(%r));
  const at = words[0].renderedPosition();
  return [at.x, at.y];
}"""


def params(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def click_leg(page: Page, words: str) -> None:
    canvas = page.locator(".canvas").first
    canvas.scroll_into_view_if_needed()
    canvas.locator("canvas").first.wait_for()
    page.wait_for_timeout(200)
    x, y = canvas.evaluate(LEG_POINT % words)
    canvas.click(position={"x": x, "y": y})
    still(page)


def rows_of(download: Any, folder: Path) -> list[list[str]]:
    path = folder / download.suggested_filename
    download.save_as(path)
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_from_search_to_the_quote_and_the_file(chromium: Browser, tmp_path: Path):
    page = chromium.open("/")
    page.get_by_role("textbox", name="Search").fill("Qingfeng")
    page.keyboard.press("Enter")
    still(page)
    expect(page.get_by_role("link", name=re.compile(ROTOR)).first).to_be_visible()

    page.goto(f"{chromium.address}/paths?from=CN&to=RU&hops=4")
    page.wait_for_selector(".canvas canvas")
    still(page)
    click_leg(page, ROTOR)
    expect(page.get_by_text("Proof of the leg").first).to_be_visible()
    expect(page.locator(".text.framed").filter(has_text=FIRST).first).to_be_visible()
    expect(page.get_by_text("The Gazette").first).to_be_visible()
    assert len(params(page)["leg"][0]) >= 8

    with page.expect_download() as started:
        page.get_by_role("button", name="Download CSV").first.click()
    rows = rows_of(started.value, tmp_path)
    assert rows[0][:2] == ["rank", "path"]
    assert any(ROTOR in row[1] for row in rows[1:])
    page.close()


def test_the_address_opens_the_same_view_in_another_tab(chromium: Browser):
    page = chromium.open("/paths?from=CN&to=RU&hops=4")
    page.wait_for_selector(".canvas canvas")
    click_leg(page, "Chinese companies")
    expect(page.locator(".text.framed").first).to_contain_text(THIRD)
    other = chromium.open(page.url.removeprefix(chromium.address))
    expect(other.locator(".text.framed").first).to_contain_text(THIRD)
    other.close()
    page.close()


def test_back_returns_to_the_view_before(chromium: Browser):
    page = chromium.open("/paths?from=CN&to=RU&hops=4")
    page.wait_for_selector(".canvas canvas")
    click_leg(page, ROTOR)
    page.wait_for_function("() => location.search.includes('leg=')")
    page.go_back()
    page.wait_for_function("() => !location.search.includes('leg=')")
    still(page)
    expect(page.get_by_text("Click a leg in the picture").first).to_be_visible()
    assert params(page)["from"] == ["CN"]
    page.close()


def test_the_keyboard_reaches_a_leg_and_its_proof(chromium: Browser):
    page = chromium.open("/paths?from=CN&to=RU&hops=4")
    page.wait_for_selector(".canvas canvas")
    page.locator(".canvas").first.focus()
    page.keyboard.press("ArrowRight")
    said = page.locator(".live").first.inner_text()
    assert "\u2192" in said
    page.keyboard.press("Enter")
    expect(page.get_by_text("Proof of the leg").first).to_be_visible()
    still(page)
    page.get_by_test_id("stPopoverButton").first.focus()
    page.keyboard.press("Enter")
    opened = page.get_by_test_id("stPopoverBody")
    expect(opened.get_by_role("textbox").first).to_be_visible()
    expect(opened).to_be_focused()
    still(page)
    page.keyboard.press("Tab")
    assert opened.evaluate("opened => opened.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverButton").first).to_be_focused()
    page.close()


def test_text_of_a_document_is_never_markup(chromium: Browser):
    page = chromium.open("/paths?from=CN&to=RU&hops=4")
    page.wait_for_selector(".canvas canvas")
    click_leg(page, "Chinese companies")
    page.get_by_role("link", name="Open it in its document").first.click()
    page.wait_for_selector(".text.scroll")
    still(page)
    text = page.locator(".text.scroll")
    expect(text).to_contain_text("<script>alert(1)</script>")
    expect(text).to_contain_text("# A **headline**")
    expect(text.locator("mark.chosen")).to_have_text(THIRD)
    assert page.locator(".text.scroll script, .text.scroll b, main b").count() == 0
    text.locator("mark").last.click()
    still(page)
    expect(page.get_by_text("somebody wants it; not done").first).to_be_visible()
    assert YELKEN in text.inner_text()
    page.close()


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_the_picture_can_be_taken_along(chromium: Browser, tmp_path: Path, kind: str):
    page = chromium.open("/paths?from=CN&to=RU&hops=4")
    page.wait_for_selector(".canvas canvas")
    page.wait_for_timeout(500)
    with page.expect_download() as started:
        page.get_by_role("button", name=kind, exact=True).first.click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    start = path.read_bytes()[:5]
    assert start == (b"\x89PNG\r" if kind == "PNG" else b"<svg ")
    page.close()


SHOWN = {  # page -> its address, with something to see on it
    "overview": "/?search=Qingfeng",
    "paths": "/paths?from=CN&to=RU&hops=4",
    "flows": "/flows?to=RU&most=60",
    "map": "/map?to=RU&most=60&drawn=flat",
    "party": "/party?search=Qingfeng",
    "goods": "/goods?goods=drone+parts",
    "catalogue": "/catalogue?query=documents&run=1",
    "evidence": "/evidence?document=gazette.txt",
    "cypher": "/cypher",
    "review": "/review",
    "sources": "/sources?view=load",
}


def test_pages_ask_no_other_host_suit_everybody_and_fit_every_window(chromium: Browser):
    assert set(SHOWN) == set(PAGES)
    for address in SHOWN.values():
        page = chromium.open(address)
        for path, own in (("/paths", ".canvas canvas"), ("/cypher", ".cm-content")):
            if address.startswith(path):
                page.locator(own).first.wait_for()
        if "/party" in address:
            page.get_by_role("link", name=ROTOR).first.click()
            page.wait_for_function("() => location.search.includes('id=')")
            still(page)
        assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0, address
        assert ours(page) == [], address
        page.emulate_media(color_scheme="dark")
        page.wait_for_timeout(200)
        assert ours(page, "color-contrast") == [], f"{address} in the dark"
        for width in (320, 2560):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(200)
            wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
            assert page.evaluate(f"Math.max(document.documentElement.scrollWidth, {wide})") <= width, address
        page.close()
    assert len(chromium.requests) > 20
    assert chromium.foreign == []
    assert chromium.errors == []
