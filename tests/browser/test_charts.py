"""Bands, bars, timeline and map in a browser: what is picked comes back, and nothing is fetched. All is invented."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Browser

pytestmark = pytest.mark.browser

BAND = """() => {
  const paths = [...document.querySelectorAll('.st-key-demo path[fill-opacity]')];
  const size = one => one.width * one.height;
  const wide = paths.map(one => one.getBoundingClientRect()).sort((one, other) => size(other) - size(one))[0];
  return [wide.x + wide.width / 2, wide.y + wide.height / 2];
}"""


def opened(demo: Browser, part: str) -> Page:
    page = demo.open(f"/?part={part}")
    page.locator(".st-key-demo .marks, .st-key-demo path[fill-opacity]").first.wait_for()
    page.wait_for_timeout(500)
    return page


def test_a_band_that_is_clicked_comes_back(demo: Browser):
    page = opened(demo, "sankey")
    page.mouse.click(*page.evaluate(BAND))
    expect(page.get_by_text("picked: Band(")).to_be_visible(timeout=15_000)
    page.close()


def test_a_range_that_is_drawn_comes_back_as_days(demo: Browser):
    page = opened(demo, "series")
    box = page.locator(".st-key-demo .marks").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 120)
    page.mouse.down()
    page.mouse.move(box["x"] + 450, box["y"] + 120, steps=5)
    page.mouse.up()
    expect(page.get_by_text("marked: ('2021-")).to_be_visible(timeout=15_000)
    page.close()


def test_a_timeline_is_drawn_with_words_for_who_cannot_see_it(demo: Browser):
    page = opened(demo, "timeline")
    assert page.locator(".st-key-demo .marks path").count() > 20
    assert page.locator(".st-key-demo [aria-label*='An invented firm']").count() >= 1
    page.close()


@pytest.mark.long  # a map drawn without a graphics card takes half a minute
def test_the_map_is_drawn_and_asks_nobody(demo: Browser):
    page = demo.open("/?part=map")
    page.wait_for_selector("#deckgl-overlay", timeout=120_000)
    page.wait_for_timeout(3000)
    page.close()
    assert demo.foreign == []
    assert demo.errors == []
