"""Make the pictures of the pages in docs/images from the sample corpus: ``python -m docs.screenshots``.

It needs Chromium and the extra for tests. Without --home it loads the corpus into a home of its own first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from dashboard.launch import serve
from dashboard.menu import PAGES
from graph.settings import Settings
from tests.support.browser import Browser, browser, still

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT, TALLEST = 1400, 1000, 1600
PATHS = "/paths?from=CN&to=RU&via=TR&goods=drone+parts&hops=4"
QUESTION = "MATCH (a:Party)-[t:SUPPLIED]->(b:Party) RETURN a.name, t.goods_name, b.name, t.synthetic LIMIT 20"
FIRM = "China North Industries"
SHOWN = {  # page -> its address; those that are not here open as they come
    "overview": "/",
    "paths": PATHS,
    "flows": "/flows?to=RU&most=60&invented=1",
    "map": "/map?to=RU&most=60&invented=1&drawn=flat",
    "goods": "/goods?goods=drone+parts",
    "catalogue": "/catalogue?query=suppliers_of_goods&p.goods=drone+parts&run=1",
}


def main() -> int:
    """Make all pictures; the exit code is 1 when a page shows an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="a home that is loaded already")
    parser.add_argument("--page", choices=PAGES, action="append", help="only this one; several times for several")
    given = parser.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        home = given.home or _loaded(Path(temporary) / "home")
        with (
            serve(Settings.from_environment(home=home), port=0) as server,
            browser(server.address, Path(temporary) / "browser") as chromium,
        ):
            failed = sum([_pictured(chromium, name) for name in given.page or PAGES])
            if chromium.foreign:
                sys.stderr.write(f"asked other hosts: {chromium.foreign}\n")
            return 1 if failed or chromium.foreign else 0


def _loaded(home: Path) -> Path:
    waybill = [sys.executable, "-m", "waybill", "--home", str(home)]
    subprocess.run([*waybill, "load", str(ROOT / "corpus"), "--synthetic"], cwd=ROOT, check=False)
    subprocess.run([*waybill, "resolve"], cwd=ROOT, check=False)
    return home


def _pictured(chromium: Browser, name: str) -> int:
    """Open a page, show on it what its picture is to show, and keep it."""
    page = chromium.open(SHOWN.get(name, f"/{name}"))
    if name in ACTS:
        ACTS[name](page)
    try:
        return _save(page, name)
    finally:
        page.close()


def _leg(page: Page) -> None:
    """Open the proof of the first leg by keyboard, as a person without a mouse would."""
    page.locator(".canvas canvas").first.wait_for()
    page.locator(".canvas").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator(".text.framed").first.wait_for()
    page.locator(".canvas").first.blur()
    still(page)


def _evidence(page: Page) -> None:
    """Open a document from the proof of a leg."""
    page.goto(page.url.replace("/evidence", PATHS))
    still(page)
    _leg(page)
    page.get_by_role("link", name="Open it in its document").first.click()
    page.locator(".text.scroll").first.wait_for()
    still(page)


def _party(page: Page) -> None:
    """Search for a firm and open the first that is found."""
    field = page.get_by_role("textbox", name="Search")
    field.fill(FIRM)
    field.press("Enter")
    still(page)
    page.get_by_role("link", name=FIRM).first.click()
    page.wait_for_function("() => location.search.includes('id=')")
    still(page)


def _cypher(page: Page) -> None:
    """Ask a question of one's own."""
    page.locator(".cm-content").first.click()
    page.keyboard.insert_text(QUESTION)
    page.keyboard.press("Control+Enter")
    page.locator("[data-testid=stDataFrame]").first.wait_for()
    still(page)


ACTS: dict[str, Callable[[Page], None]] = {"paths": _leg, "evidence": _evidence, "party": _party, "cypher": _cypher}


def _save(page: Page, name: str) -> int:
    main = "document.querySelector('[data-testid=stMain]')"
    height = int(page.evaluate(f"{main}.scrollHeight"))
    page.set_viewport_size({"width": WIDTH, "height": min(TALLEST, max(HEIGHT, height))})
    page.evaluate(f"{main}.scrollTo(0, 0)")
    page.wait_for_timeout(1500)  # tables are drawn on a canvas, which no selector can wait for
    page.screenshot(path=IMAGES / f"{name}.png")
    errors = page.locator("[data-testid=stException], [data-testid=stAlertContentError]").all_inner_texts()
    for error in errors:
        sys.stderr.write(f"{name}: {error}\n")
    sys.stdout.write(f"{IMAGES / name}.png\n")
    return len(errors)


if __name__ == "__main__":
    sys.exit(main())
