"""The pages of flows in a browser: a click in a picture becomes the address, and that the page. All is invented."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_charts import BAND
from tests.support.axe import violations
from tests.support.browser import Browser, still

pytestmark = pytest.mark.browser


def params(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_band_narrows_the_table_and_back_widens_it(chromium: Browser):
    page = chromium.open("/flows?to=RU&most=60")
    band = page.locator("path[fill-opacity]").first
    band.wait_for()
    page.wait_for_timeout(500)
    page.mouse.click(*page.evaluate(BAND.replace(".st-key-demo ", "")))
    page.wait_for_function("() => location.search.includes('step=')")
    still(page)
    step = params(page)["step"]
    assert step in ("TR-RU", "CN-TR")
    expect(page.get_by_role("button", name="All routes")).to_be_visible()
    page.go_back()
    page.wait_for_function("() => !location.search.includes('step=')")
    still(page)
    expect(page.get_by_role("button", name="All routes")).to_have_count(0)
    page.close()


def test_a_range_over_the_bars_becomes_the_time_of_the_page(chromium: Browser):
    page = chromium.open("/flows?to=RU&most=60")
    bars = page.locator(".marks").first
    bars.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = bars.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.475, box["y"] + 120)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.49, box["y"] + 120, steps=5)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('since=')")
    still(page)
    asked = params(page)
    assert asked["since"] == asked["until"] == "2023-06"
    page.get_by_role("button", name="All months").click()
    page.wait_for_function("() => !location.search.includes('since=')")
    page.close()


def test_the_same_is_a_click_away_on_the_map_and_asks_no_other_host(chromium: Browser):
    page = chromium.open("/flows?to=RU&most=60&drawn=flat")
    page.get_by_role("link", name="The same on the map").click()
    page.wait_for_function("() => location.pathname.endsWith('/map')")
    still(page)
    page.locator(".marks").first.wait_for()
    assert params(page) == {"to": "RU", "most": "60", "drawn": "flat"}
    assert violations(page, ".marks") == []
    assert chromium.foreign == []
    page.close()
