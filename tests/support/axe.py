"""What axe-core has against a part of a page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "browser" / "vendor" / "axe-core" / "axe.min.js"
_RUN = """selector => axe.run(selector, {resultTypes: ['violations']}).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.target.flat().join(' ')}: ${node.failureSummary}`)))"""


def violations(page: Page, selector: str) -> list[str]:
    """Return rule, element and reason of each violation within the first element of a selector.

    Args:
        page: the page, standing still.
        selector: of CSS; what lies in its shadow is looked at too.
    """
    if not page.evaluate("() => typeof axe === 'object'"):
        page.add_script_tag(path=AXE)
    found: list[str] = page.evaluate(_RUN, selector)
    return found
