"""The editor of Cypher in a browser: typing, completing, running, history, the place of an error, its bounds."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

import dashboard
from queries.completing import completions, vocabulary
from tests.support.axe import violations
from tests.support.browser import Browser, still

pytestmark = pytest.mark.browser

SCRIPT = Path(dashboard.__file__).parent / "components" / "editor.js"
BEFORE = (
    "MATCH (c:", "MATCH (c:Com", "MATCH (c:Company)-[s:", "MATCH (c)-[s:SUPPLIED|OW", "MATCH (c:Company) WHERE c.na",
    "RETURN 'c:", "// MATCH (c:", "ret", "CALL db.", "CALL db", "RETURN $c", "RETURN $", "MATCH (c:Company {n", "",
    "MATCH ()-[r:OWNS]->(d:Comp", "/* a */ RETURN to", "RETURN `a b`.", "МАТЧ",
)  # fmt: skip


def opened(demo: Browser, text: str = "", error: str = "") -> Page:
    page = demo.open(f"/?part=editor&text={quote(text)}&error={quote(error)}")
    page.locator(".cm-content").click()
    return page


def said(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def test_a_query_is_completed_run_and_brought_back(demo: Browser):
    page = opened(demo)
    page.keyboard.type("MATCH (c:Compa")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_contain_text("Company")
    page.wait_for_timeout(150)  # the list takes keys a moment after it is shown
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.type(" RETURN c")
    page.keyboard.press("Control+Enter")
    said(page, "run: 26: MATCH (c:Company) RETURN c")
    page.keyboard.type(".name")
    page.keyboard.press("Control+Enter")
    said(page, "run: 31: ")
    still(page)  # the editor learns of the run after the page shows it
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    assert page.locator(".cm-content").inner_text() == "MATCH (c:Company) RETURN c"
    expect(page.get_by_label("Earlier queries").locator("option")).to_have_count(3)
    page.get_by_role("button", name="Explain").click()
    said(page, "explain: 26: ")
    page.close()


def test_what_is_typed_outlives_another_run_of_the_page(demo: Browser):
    page = opened(demo, "RETURN 1")
    page.keyboard.press("Control+End")
    page.keyboard.type("2")
    page.get_by_role("button", name="Once more").click()
    still(page)
    assert page.locator(".cm-content").inner_text() == "RETURN 12"
    page.close()


def test_the_place_of_an_error_is_marked_and_said(demo: Browser):
    page = opened(demo, "RETURN '\u5e7f\U0001f600', wrong", "Syntax error at line 1:13 - no viable alternative")
    expect(page.locator(".cm-lintRange-error")).to_have_text("wrong")
    expect(page.locator(".live")).to_have_text("Syntax error at line 1:13 - no viable alternative")
    assert violations(page, ".st-key-demo") == []
    page.close()


def test_a_query_of_more_than_a_megabyte_is_not_taken(demo: Browser):
    page = opened(demo, "RETURN 1")
    page.locator(".cm-content").evaluate(
        """(element, text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          element.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        "x" * 1_000_001,
    )
    expect(page.locator(".live")).to_contain_text("1 MB at most")
    assert page.locator(".cm-content").inner_text() == "RETURN 1"
    page.close()


def test_the_browser_completes_by_the_rules_of_the_prompt(demo: Browser):
    page = demo.context.new_page()
    page.goto("about:blank")
    words = {place: list(found) for place, found in vocabulary().items()}
    found = page.evaluate(
        """async ([source, befores, data]) => {
          const rules = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`);
          return befores.map(before => rules.completions(before, data)[2]);
        }""",
        [SCRIPT.read_text(encoding="utf-8"), list(BEFORE), {"vocabulary": words, "parameters": ["cc", "country"]}],
    )
    assert found == [completions(before, ["cc", "country"]) for before in BEFORE]
    assert sum(map(bool, found)) >= 10
    page.close()


def test_the_keyboard_leaves_the_editor(demo: Browser):
    page = opened(demo, "RETURN 1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot?.activeElement?.dataset.act") == "run"
    page.close()
