"""What a person does on the page of a party: find it, read the proof of a fact, grow its neighbours, go on to one."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.browser import Browser, still
from tests.support.dashboard_home import VOLNA

pytestmark = pytest.mark.browser


def test_from_the_search_to_the_proof_and_a_neighbour(chromium: Browser):
    page = chromium.open("/party")
    page.get_by_role("textbox", name="Search").fill(VOLNA)
    page.keyboard.press("Enter")
    still(page)
    page.get_by_role("link", name=re.compile(VOLNA)).first.click()
    still(page)
    expect(page.get_by_role("heading", name=VOLNA)).to_be_visible()
    expect(page.get_by_role("button", name="Watch in a case")).to_be_visible()

    page.get_by_role("button", name="Show neighbours").click()
    page.wait_for_function("() => location.search.includes('steps=')")
    still(page)
    assert parse_qs(urlsplit(page.url).query)["steps"][0].endswith("!SUPPLIED!20")
    canvas = page.locator(".canvas").first
    canvas.scroll_into_view_if_needed()
    page.wait_for_timeout(600)
    canvas.focus()
    page.keyboard.press("ArrowRight")  # from the party itself, which is chosen
    page.keyboard.press("Enter")
    still(page)
    page.get_by_role("link", name=re.compile("Open the page of")).click()
    page.wait_for_function("() => !location.search.includes('steps=')")
    still(page)
    expect(page.get_by_role("heading", name=re.compile("Yelken"))).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=VOLNA)).to_be_visible()
    assert chromium.foreign == []
    page.close()
