"""What axe-core has against a page, or against a part of it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "browser" / "vendor" / "axe-core" / "axe.min.js"
STREAMLITS = {  # rule -> what the elements carry that Streamlit and Vega put into a page; docs/dashboard.md says why
    "presentation-role-conflict": ("section: ", "stFileUploaderDropzone"),
    "svg-img-alt": (".brush_brush",),
}
_RUN = """([selector, rules]) => axe.run(
  selector, {resultTypes: ['violations'], ...(rules.length && {runOnly: rules})}
).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.target.flat().join(' ')}: ${node.failureSummary}`)))"""


def violations(page: Page, selector: str, *rules: str) -> list[str]:
    """Return rule, element and reason of each violation within the first element of a selector.

    Args:
        page: the page, standing still.
        selector: of CSS; what lies in its shadow is looked at too.
        rules: only these; none stands for all.
    """
    if not page.evaluate("() => typeof axe === 'object'"):
        page.add_script_tag(path=AXE)
    found: list[str] = page.evaluate(_RUN, [selector, rules])
    return found


def ours(page: Page, *rules: str) -> list[str]:
    """Return what `violations` finds on the whole page, without what is Streamlit's own."""
    found = violations(page, "html", *rules)
    return [one for one in found if not any(part in one for part in STREAMLITS.get(one.partition(":")[0], ()))]
