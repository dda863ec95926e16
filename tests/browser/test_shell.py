"""What stands around every page, in a real browser: language, Back, a copied link, another day, print."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import violations
from tests.support.browser import Browser, another, still
from tests.support.dashboard_home import ROTOR

pytestmark = pytest.mark.browser

PATHS = "/paths?from=CN&to=RU&via=TR&hops=3"
VIEW_TIMEOUT_MS = 120_000  # an engine of its own has to start
BEFORE = (date.today() - timedelta(days=400)).isoformat()


def params(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def heading(page: Page, text: str) -> None:
    expect(page.locator("h1")).to_have_text(text, timeout=20_000)
    still(page)


def test_the_language_is_switched_and_goes_along(chromium: Browser):
    page = chromium.open(PATHS)
    page.get_by_role("link", name="Deutsch").click()
    heading(page, "Lieferwege")
    assert params(page) == {"lang": "de", "from": "CN", "to": "RU", "via": "TR", "hops": "3"}
    assert page.evaluate("document.documentElement.lang") == "de"
    page.get_by_role("link", name="Belege", exact=True).click()
    heading(page, "Belege")
    assert params(page) == {"lang": "de"}
    page.get_by_role("link", name="English").click()
    heading(page, "Evidence")
    page.close()


def test_back_returns_to_each_page_with_its_parameters(chromium: Browser):
    page = chromium.open("/")
    page.get_by_role("textbox", name="Search").fill("Qingfeng")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('search=')")
    still(page)
    page.get_by_role("link", name="From China to Russia via Turkey").click()
    heading(page, "Supply paths")
    asked = params(page)
    assert asked == {"from": "CN", "to": "RU", "via": "TR", "hops": "4"}
    page.get_by_role("link", name="Catalogue", exact=True).click()
    heading(page, "Catalogue")
    page.get_by_role("link", name=re.compile("documents", re.IGNORECASE)).first.click()
    page.wait_for_function("() => location.search.includes('query=')")
    query = params(page)
    still(page)
    page.go_back()
    page.wait_for_function("() => !location.search.includes('query=')")
    heading(page, "Catalogue")
    expect(page.get_by_text("What to doubt")).to_be_visible()
    page.go_back()
    heading(page, "Supply paths")
    assert params(page) == asked
    expect(page.get_by_text("T\u00fcrkiye (TR)").first).to_be_visible()
    page.go_back()
    heading(page, "Overview")
    assert params(page) == {"search": "Qingfeng"}
    expect(page.get_by_role("link", name=re.compile(ROTOR)).first).to_be_visible()
    page.go_back()
    page.wait_for_function("() => !location.search.includes('search=')")
    still(page)
    expect(page.get_by_role("link", name=re.compile(ROTOR))).to_have_count(0)
    for _ in range(4):
        page.go_forward()
        still(page)
    heading(page, "Catalogue")
    assert params(page) == query
    page.close()


def test_a_copied_link_opens_the_same_view_in_a_fresh_browser(chromium: Browser, tmp_path: Path):
    chromium.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = chromium.open(PATHS)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    shown = page.locator("[data-testid=stMultiSelect]").all_inner_texts()
    page.close()
    assert link == chromium.address + PATHS
    with another(chromium.playwright, chromium.address, tmp_path / "profile", locale="de-DE") as fresh:
        other = fresh.open(link.removeprefix(chromium.address))
        heading(other, "Lieferwege")  # the language is that of whoever looks, unless the link names one
        assert [text.count("(") for text in other.locator("[data-testid=stMultiSelect]").all_inner_texts()] == [
            text.count("(") for text in shown
        ]
        assert params(other) == {"from": "CN", "to": "RU", "via": "TR", "hops": "3"}
        assert fresh.foreign == []


def test_another_day_is_asked_from_the_head_and_back_is_today(chromium: Browser):
    page = chromium.open("/paths?from=CN&to=RU&hops=4")
    page.get_by_role("button", name="As of today").click()
    page.get_by_role("textbox", name="As known on").fill(BEFORE)
    page.get_by_role("button", name="Ask").click()
    banner = page.get_by_text(f"Not today's answer: as known here by the end of {BEFORE}.")
    expect(banner).to_be_visible(timeout=VIEW_TIMEOUT_MS)
    expect(page.get_by_text("Searched: 0 supply ties")).to_be_visible(timeout=VIEW_TIMEOUT_MS)
    assert params(page)["known"] == BEFORE
    page.get_by_role("link", name="Overview", exact=True).click()
    heading(page, "Overview")
    expect(banner).to_be_visible()
    page.get_by_role("link", name="Back to today").click()
    expect(banner).to_have_count(0)
    assert params(page) == {}
    page.go_back()
    expect(banner).to_be_visible()
    page.close()


def test_a_page_prints_black_on_white_with_whole_tables(chromium: Browser, tmp_path: Path):
    page = chromium.open("/paths?from=CN&to=RU&hops=4")
    page.emulate_media(color_scheme="dark")
    page.get_by_role("link", name="Print view").click()
    page.wait_for_function("() => location.search.includes('print=1')")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    expect(page.locator("[data-testid=stTable]").first).to_contain_text(ROTOR)
    still(page)
    page.pdf(path=tmp_path / "page.pdf", format="A4", landscape=True, print_background=True)
    page.close()
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    text = "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert "Supply paths" in text and ROTOR in text and f"{chromium.address}/paths?from=CN" in text
    assert not any(word in text for word in ("Overview", "Copy link", "Download CSV", "Find paths"))
    image = document[0].render(scale=0.5).to_pil().convert("L")
    assert image.getpixel((2, 2)) == 255
    assert image.histogram()[255] > 0.8 * image.width * image.height
    document.close()


def test_the_head_offers_help_and_glossary_and_has_no_fault_of_access(chromium: Browser):
    page = chromium.open("/evidence")
    page.get_by_role("button", name="Help").click()
    expect(page.get_by_text("A document with its claims marked in place")).to_be_visible()
    page.get_by_text("Glossary").click()
    expect(page.get_by_text("Independent source")).to_be_visible()
    assert violations(page, ".st-key-menu") == []
    assert [found for found in violations(page, ".st-key-head-tools") if "Bidi" in found or "tools" in found] == []
    page.close()


def test_none_of_this_asks_another_host(chromium: Browser):
    assert chromium.foreign == []
    assert chromium.errors == []
