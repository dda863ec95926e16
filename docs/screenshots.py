"""Make the pictures of the pages in docs/images from the sample corpus: ``python -m docs.screenshots``.

It needs Chromium and the extra for tests. Without --home it loads the corpus into a home of its own first.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dashboard.launch import serve
from graph.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WIDTH, TALLEST = 1400, 1600
PATHS = "/paths?from=CN&to=RU&via=TR&goods=drone+parts&hops=4"


def main() -> int:
    """Make all pictures; the exit code is 1 when a page shows an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="a home that is loaded already")
    given = parser.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        home = given.home or _loaded(Path(temporary) / "home")
        with serve(Settings.from_environment(home=home), port=0) as server:
            return _pictures(server.address, Path(temporary) / "browser")


def _loaded(home: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "waybill", "--home", str(home), "load", str(ROOT / "corpus"), "--synthetic"],
        cwd=ROOT, check=False,
    )  # fmt: skip
    return home


def _pictures(address: str, profile: Path) -> int:
    binary = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=binary, headless=True, args=ARGUMENTS, viewport={"width": WIDTH, "height": 900}
        )
        page = context.pages[0]
        failed = 0
        for name, path, ready in _pages():
            if path:
                page.goto(address + path)
            else:  # the page of a document opens from the proof of a leg
                page.get_by_role("link", name="Open it in its document").first.click()
            page.wait_for_selector(ready)
            if name == "paths":
                _open_leg(page)
            failed += _save(page, name)
        context.close()
    return 1 if failed else 0


def _pages() -> tuple[tuple[str, str, str], ...]:
    return (
        ("overview", "/", "[data-testid=stDataFrame] >> nth=1"),
        ("catalogue", "/catalogue?query=suppliers_of_goods&p.goods=drone+parts&run=1", "[data-testid=stDataFrame]"),
        ("flows", "/flows?to=RU&most=60&invented=1", ".marks"),
        ("map", "/map?to=RU&most=60&invented=1&drawn=flat", ".marks"),
        ("paths", PATHS, ".canvas canvas"),
        ("evidence", "", ".text.scroll"),
    )


def _open_leg(page: Page) -> None:
    """Open the proof of the first leg by keyboard, as a person without a mouse would."""
    page.locator(".canvas").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator(".text.framed").first.wait_for()
    page.locator(".canvas").first.blur()


def _save(page: Page, name: str) -> int:
    main = "document.querySelector('[data-testid=stMain]')"
    page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
    height = int(page.evaluate(f"{main}.scrollHeight"))
    page.set_viewport_size({"width": WIDTH, "height": min(TALLEST, max(900, height))})
    page.evaluate(f"{main}.scrollTo(0, 0)")
    page.wait_for_timeout(1500)  # tables are drawn on a canvas, which no selector can wait for
    page.screenshot(path=IMAGES / f"{name}.png")
    page.set_viewport_size({"width": WIDTH, "height": 900})
    errors = page.locator("[data-testid=stException], [data-testid=stAlertContentError]").all_inner_texts()
    for error in errors:
        sys.stderr.write(f"{name}: {error}\n")
    sys.stdout.write(f"{IMAGES / name}.png\n")
    return len(errors)


if __name__ == "__main__":
    sys.exit(main())
