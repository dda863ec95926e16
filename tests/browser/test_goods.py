"""What a person does on the page of goods: from the tree to a code, from a weapon to a part, to the proof of a hop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.launch import serve
from tests.browser.conftest import Place
from tests.support.axe import violations
from tests.support.browser import Browser, browser, still
from tests.support.goods_home import goods_home

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def parts(installed: None, place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for a dashboard on a home with parts found in weapons."""
    settings = goods_home(tmp_path_factory.mktemp("parts"), **place())
    profile: Path = tmp_path_factory.mktemp("profile")
    with serve(settings, port=0) as server, browser(server.address, profile) as made:
        yield made


def params(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_from_the_search_to_a_part_and_the_proof_of_a_hop(parts: Browser):
    page = parts.open("/goods")
    page.get_by_role("textbox", name="Search").fill("qf9")
    page.keyboard.press("Enter")
    still(page)
    page.get_by_role("link", name=re.compile("QF 9")).first.click()
    still(page)
    expect(page.get_by_role("heading", name="From the part to the shipments")).to_be_visible()
    part = params(page)["part"]

    canvas = page.locator(".canvas").first
    canvas.scroll_into_view_if_needed()
    page.wait_for_timeout(600)
    assert violations(page, ".st-key-trace-0-picture") == []
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('hop=')")
    still(page)
    expect(page.get_by_role("heading", name=re.compile("Proof: "))).to_be_visible()
    expect(page.get_by_text("Customs of Tests").first).to_be_visible()
    page.go_back()
    page.wait_for_function("() => !location.search.includes('hop=')")
    still(page)
    assert params(page)["part"] == part
    expect(page.get_by_role("heading", name=re.compile("Proof: "))).to_have_count(0)
    assert parts.foreign == []
    page.close()


def test_a_tick_opens_a_branch_of_the_tree_and_the_address_says_so(parts: Browser):
    page = parts.open("/goods?goods=85")
    expect(page.get_by_role("heading", name=re.compile("85 Electrical machinery"))).to_be_visible()
    tree = page.locator("[data-testid=stDataFrame]").first
    tree.locator("[role=gridcell]").first.wait_for(state="attached")  # the canvas is drawn
    # The box before the second row; Playwright waits until the table has stopped moving.
    tree.click(position={"x": 15, "y": 35 * 2 + 18})
    page.wait_for_function("() => location.search.includes('goods%3Ahs%3A85')")
    still(page)
    assert re.fullmatch(r"goods:hs:85\d\d", params(page)["goods"])
    page.get_by_role("link", name="All chapters").click()
    page.wait_for_function("() => !location.search.includes('goods')")
    still(page)
    page.close()


def test_the_page_has_no_violation_of_its_own_and_fits_a_narrow_window(parts: Browser):
    page = parts.open("/goods?view=weapons&lang=de")
    expect(page.get_by_role("heading", name="Waren und Produkte")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(500)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    found = [one for one in violations(page, "[data-testid=stMain]") if "glideDataEditor" not in one]
    assert [one for one in found if ".st-key-demo" in one] == []
    page.close()
