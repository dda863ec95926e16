"""Makes the screenshots of the documentation: the demo in a home of its own, seen by a headless Chromium.

Usage: make images     (needs the environment of the tests, and Chromium)
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from dashboard.launch import serve
from queries.chains import PathQuery, supply_paths
from tests.support.browser import browser
from waybill.context import Context
from waybill.demo import load_corpus

IMAGES = Path(__file__).resolve().parent / "images"
WIDTH, HEIGHT = 1400, 1080


def main() -> None:
    """Write docs/images/*.png."""
    with tempfile.TemporaryDirectory() as folder:
        context = Context(home=folder)
        load_corpus(context)
        leg = strongest_leg(context)
        with serve(context.settings, port=0) as server, browser(server.address, Path(folder) / "profile") as made:
            page = made.open(f"/paths?from=CN&to=RU&via=TR&hops=4&leg={leg}")
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            page.wait_for_selector(".canvas canvas")
            page.wait_for_timeout(1500)  # the picture settles
            page.screenshot(path=IMAGES / "paths.png", full_page=True)
            page = made.open("/")
            page.screenshot(path=IMAGES / "overview.png")
    for image in sorted(IMAGES.glob("*.png")):
        print(f"{image.name}: {image.stat().st_size:,} bytes")


def strongest_leg(context: Context) -> str:
    """Return the beginning of the id of the first leg of the first path from China to Russia via Turkey."""
    with context.store() as store:
        answer = supply_paths(store, PathQuery.make(from_="CN", to="RU", via="TR"))
    return answer.paths[0].legs[0].id[:12]


if __name__ == "__main__":
    main()
