"""The picture of paths and the surroundings of a node in a browser. All names are invented."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import violations
from tests.support.browser import Browser, still

pytestmark = pytest.mark.browser

OVERLAPS = """canvas => {
  const cy = canvas._cyreg.cy;
  const boxes = cy.nodes().not('.lane').map(node => [node.data('title'), node.boundingBox({includeLabels: false})]);
  const found = [];
  boxes.forEach(([a, one], place) => boxes.slice(0, place).forEach(([b, other]) => {
    const wide = Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1);
    const high = Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1);
    if (wide > 2 && high > 2) found.push(`${a} / ${b}`);
  }));
  return found;
}"""
CUT_WORDS = """canvas => {
  const pen = document.createElement('canvas').getContext('2d');
  return canvas._cyreg.cy.nodes('.box, .words, .name').filter(node => {
    pen.font = `${node.style('font-weight')} ${node.style('font-size')} ${node.style('font-family')}`;
    return Math.max(...node.data('label').split('\\n').map(line => pen.measureText(line).width)) > node.width() - 2;
  }).map(node => node.data('label'));
}"""
STANDS = """(canvas, name) => {
  const node = canvas._cyreg.cy.nodes('.box').filter(node => node.data('title').includes(name))[0];
  return node ? node.renderedPosition() : null;
}"""


def opened(demo: Browser, query: str) -> Page:
    page = demo.open(f"/?{query}")
    page.wait_for_selector(".canvas canvas")
    page.wait_for_timeout(400)
    return page


def click(page: Page, name: str) -> None:
    canvas = page.locator(".canvas")
    canvas.scroll_into_view_if_needed()
    at = canvas.evaluate(STANDS, name)
    canvas.click(position={"x": at["x"], "y": at["y"]})
    still(page)


@pytest.mark.parametrize("nodes", [12, 60])
def test_no_box_covers_another_and_no_word_is_cut(demo: Browser, nodes: int):
    page = opened(demo, f"part=graph&nodes={nodes}")
    canvas = page.locator(".canvas")
    assert canvas.evaluate(OVERLAPS) == []
    assert canvas.evaluate(CUT_WORDS) == []
    assert violations(page, ".st-key-demo") == []
    page.close()


def test_what_lies_outside_is_told_and_can_be_brought_in(demo: Browser):
    page = opened(demo, "part=graph&nodes=60")
    expect(page.locator(".live")).to_contain_text("Not all is in sight")
    page.get_by_role("button", name="Show all").click()
    inside = """canvas => {
      const cy = canvas._cyreg.cy, box = cy.elements().renderedBoundingBox();
      return box.x1 >= 0 && box.y1 >= 0 && box.x2 <= cy.width() && box.y2 <= cy.height();
    }"""
    assert page.locator(".canvas").evaluate(inside)
    page.close()


def test_a_leg_is_reached_by_the_keyboard(demo: Browser):
    page = opened(demo, "part=graph")
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("picked: leg:party:0-party:1")).to_be_visible()
    page.close()


def test_neighbours_come_filtered_and_capped_and_the_address_keeps_them(demo: Browser):
    page = opened(demo, "part=around")
    expect(page.get_by_text("Invented Rotor Works 0").last).to_be_visible()
    page.get_by_label("Neighbours at most").fill("7")
    page.get_by_label("Neighbours at most").press("Tab")
    page.get_by_role("button", name="Show neighbours").click()
    page.wait_for_function("() => location.search.includes('steps=')")
    still(page)
    assert parse_qs(urlsplit(page.url).query)["steps"] == ["n0!SUPPLIED,OWNS!7"]
    page.wait_for_timeout(600)
    assert page.locator(".canvas").evaluate("canvas => canvas._cyreg.cy.nodes('.box').length") == 8
    click(page, "Deneme 1")
    expect(page.get_by_text("Nothing is known around this node.")).to_be_visible()
    page.get_by_role("button", name="Take the last step back").click()
    page.wait_for_function("() => !new URLSearchParams(location.search).get('steps')")
    page.close()


def test_a_thousand_nodes_are_gathered_and_fifty_thousand_end_in_words(demo: Browser):
    page = opened(demo, "part=around&count=1000&steps=n0!SUPPLIED!7")
    expect(page.get_by_text("961 nodes are gathered by country and kind")).to_be_visible()
    page.goto(f"{demo.address}/?part=around&count=50000&steps=n0!SUPPLIED!7")
    expect(page.get_by_text("must be of at most 5000")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Take the last step back").click()
    page.wait_for_selector(".canvas canvas")
    page.close()


@pytest.mark.parametrize(("kind", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_the_picture_can_be_taken_along(demo: Browser, tmp_path: Path, kind: str, start: bytes):
    page = opened(demo, "part=graph")
    with page.expect_download() as saved:
        page.get_by_role("button", name=kind, exact=True).click()
    saved.value.save_as(tmp_path / "picture")
    assert (tmp_path / "picture").read_bytes().startswith(start)
    page.close()
