"""The page "Evidence" in a browser: four scripts marked in place, by mouse and keys, what steers made visible, paper.

All in here is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.launch import serve
from graph.settings import Settings
from tests.browser.conftest import Place
from tests.support.axe import violations
from tests.support.browser import Browser, another, still
from tests.support.evidence_home import ARABIC, HAN, HEBREW, make_home, sha256

pytestmark = pytest.mark.browser
# Where a letter of a text stands on the page.
WHERE = """(box, wanted) => {
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(wanted);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + wanted.length);
    return range.getBoundingClientRect().left;
  }
  return null;
}"""


@pytest.fixture(scope="module")
def reading(
    chromium: Browser, place: Place, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Browser, Settings]]:
    """A browser on a home of documents in four scripts."""
    settings = make_home(tmp_path_factory.mktemp("proven"), **place())
    profile: Path = tmp_path_factory.mktemp("profile")
    with serve(settings, port=0) as server, another(chromium.playwright, server.address, profile) as made:
        yield made, settings


def text_of(page: Page) -> Locator:
    page.wait_for_selector(".text.scroll")
    still(page)
    return page.locator(".text.scroll")


def claim(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("claim", [""])[0]


def test_a_document_in_four_scripts_is_read_in_place_by_mouse_and_keys(reading: tuple[Browser, Settings]):
    browser, settings = reading
    page = browser.open(f"/evidence?document={sha256(settings, 'mixed.txt')}")
    text = text_of(page)
    assert text.locator("img, script, a, b").count() == 0
    expect(text).to_contain_text("<img src=x onerror=alert(1)> [a](javascript:alert(1))")

    # Hebrew and Arabic run from right to left, Han from left to right, also where a mark begins within them.
    for first, second, rtl in (("מומצא", "חברת", True), ("مختلق", "أرسلت", True), ("桤木工厂", "冷杉公司", False)):
        left, right = (text.evaluate(WHERE, word) for word in (first, second))
        assert (left > right) is rtl, first

    # An override is seen as a word and orders nothing: "gnihton" stands as it is stored.
    signs = text.locator(".sign")
    assert signs.all_inner_texts() == ["RLO", "PDF", "BEL"]
    assert signs.first.get_attribute("title") == "RIGHT-TO-LEFT OVERRIDE (U+202E)"
    letters = [text.evaluate(WHERE, word) for word in ("Approved", "gnihton", "tnes", "by nobody")]
    assert letters == sorted(letters)

    text.locator("mark", has_text="桤木工厂").click()
    page.wait_for_function("() => location.search.includes('claim=')")
    still(page)
    expect(text.locator("mark.chosen")).to_have_text(HAN)
    expect(page.get_by_text("Said to be so").first).to_be_visible()
    assert violations(page, ".st-key-text") == []
    first = claim(page)

    # By keys: up to the passage in Arabic, Enter opens it, and the focus stays in the text.
    text.locator("mark.chosen").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => !location.search.includes('claim={first}')")
    still(page)
    expect(text.locator("mark.chosen")).to_have_text(ARABIC)
    assert text.evaluate("box => box.getRootNode().activeElement.className").startswith("weak chosen")
    page.go_back()
    still(page)
    expect(text.locator("mark.chosen")).to_have_text(HAN)
    page.close()
    assert browser.foreign == [] and browser.errors == []


def test_where_passages_overlap_each_click_opens_the_next(reading: tuple[Browser, Settings]):
    browser, settings = reading
    page = browser.open(f"/evidence?document={sha256(settings, 'mixed.txt')}")
    text = text_of(page)
    inner = text.locator("mark.many")
    expect(inner).to_have_text(HEBREW[8:30])
    seen = []
    for _ in range(2):
        before = page.url
        inner.click()
        page.wait_for_function("before => location.href !== before", arg=before)
        still(page)
        seen.append(claim(page))
    assert len(set(seen)) == 2
    page.close()


def test_kinds_are_hidden_at_a_click_and_a_copied_link_hides_them_too(reading: tuple[Browser, Settings]):
    browser, settings = reading
    page = browser.open(f"/evidence?document={sha256(settings, 'list.csv')}&row=2")
    text = text_of(page)
    expect(text.locator("mark")).to_have_text("شركة مختلقة")
    assert violations(page, ".st-key-entry") == []
    page.goto(f"{browser.address}/evidence?document={sha256(settings, 'mixed.txt')}&hide=transfer")
    text = text_of(page)
    expect(text.locator("mark")).to_have_count(0)
    page.close()


def test_a_link_to_the_original_tells_no_referrer_and_the_original_comes_as_a_file(
    reading: tuple[Browser, Settings], tmp_path: Path
):
    browser, settings = reading
    page = browser.open(f"/evidence?document={sha256(settings, 'report 0.txt')}")
    link = page.get_by_role("link", name="Original at paper0.example")
    assert link.get_attribute("href") == "https://paper0.example/report"
    assert "noreferrer" in str(link.get_attribute("rel"))
    with page.expect_download() as started:
        page.get_by_role("button", name="Download report_0.txt").click()
    path = tmp_path / "original"
    started.value.save_as(path)
    assert path.read_text("utf-8").startswith("INVENTED.")
    page.close()
    assert browser.foreign == []


@pytest.mark.parametrize("width", [320, 390, 1400])
def test_it_fits_narrow_windows_and_prints_the_whole_text(reading: tuple[Browser, Settings], width: int):
    browser, settings = reading
    where = f"/evidence?document={sha256(settings, 'mixed.txt')}"
    page = browser.open(where)
    page.set_viewport_size({"width": width, "height": 800})
    text_of(page)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(browser.address + where + "&print=1")
    page.wait_for_selector(".text.paper")
    still(page)
    assert page.locator(".text.paper sup").all_inner_texts() == ["[1]", "[2]", "[3]", "[4]", "[5]"]
    assert page.locator(".text.paper [role=button]").count() == 0
    assert page.pdf()[:5] == b"%PDF-"
    page.close()
