"""Measures the pages of the dashboard on a large graph, for one person and for several at once.

    python -m benchmarks.pages [--transfers N] [--engine embedded|neo4j] [--people 1 5 10] [--changes 500] [--home DIR]

A person is a tab of one headless browser with a session of its own, who opens the pages by the menu and reads each
for a while. A page stands when its title is there and nothing of it is being made. Every request of the browser is
recorded; those to another host are counted.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode, urlsplit

import psutil
from playwright.async_api import Browser, Page, async_playwright

from benchmarks.domain import Domain
from benchmarks.queries import CONCEPTS_ASKED, filled, machine
from dashboard.launch import Server, serve
from dashboard.menu import FIRST, PAGES
from dashboard.say import words
from tests.support.browser import ARGUMENTS
from tests.support.chromium import find
from tests.support.demo_server import serve_demo

READS_S = 2.0  # a person reads a page before the next click
LONGEST_MS = 120_000
STANDS = """title => document.querySelector('h1')?.innerText === title
  && document.querySelector('[data-test-script-state]')?.dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner]')"""
FRAME = """() => {
  for (const e of document.querySelectorAll('*')) {
    const canvas = e.shadowRoot?.querySelector('.canvas');
    if (canvas?._cyreg?.cy.nodes('.box').length)
      return [...canvas.querySelectorAll('canvas')].map(one => one.toDataURL().length).join();
  }
  return null;
}"""
Times = dict[str, list[float]]


class Visitors:
    """People before one dashboard.

    Args:
        browser: in which each of them has a session.
        address: of the dashboard.

    Attributes:
        foreign: requests to another host than this machine.
        errors: errors of pages.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        self.requests = 0
        self.foreign: list[str] = []
        self.errors: list[str] = []

    async def tab(self) -> Page:
        """Return an empty tab of somebody new."""
        context = await self._browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-US")
        context.set_default_timeout(LONGEST_MS)
        context.on("request", lambda request: self._asked(request.url))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        return await context.new_page()

    def _asked(self, url: str) -> None:
        self.requests += 1
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.foreign.append(url)

    async def open(self, page: Page, name: str, **params: str) -> float:
        """Open a page by its address and return seconds until it stands."""
        started = perf_counter()
        place = "" if name == FIRST else name
        await page.goto(f"{self._address}/{place}?{urlencode(params)}")
        await self.stands(page, name)
        return perf_counter() - started

    async def change(self, page: Page, name: str) -> float:
        """Open a page by the menu and return seconds until it stands."""
        started = perf_counter()
        await page.locator(".st-key-menu").get_by_role("link", name=title(name), exact=True).click()
        await self.stands(page, name)
        return perf_counter() - started

    async def stands(self, page: Page, name: str) -> None:
        """Wait until a page stands, and note the errors that it shows."""
        await page.wait_for_function(STANDS, arg=title(name), polling=20)
        for alert in await page.locator("[data-testid=stAlertContentError], [data-testid=stException]").all():
            self.errors.append(f"{name}: {(await alert.inner_text())[:200]}")


def title(name: str) -> str:
    """Return the title of a page."""
    return words(f"pages.{name}.title")


async def alone(visitors: Visitors, domain: Domain, rounds: int) -> Times:
    """Measure what one person waits for."""
    page = await visitors.tab()
    found: Times = {"first page": [await visitors.open(page, "overview")]}
    await rounds_of(visitors, page, PAGES, {})  # what is read once for each build, and the browser's own cache
    for _ in range(rounds):
        await rounds_of(visitors, page, PAGES, found)
    for number in CONCEPTS_ASKED:
        goods = {"from": "CN", "to": "RU", "goods": domain.goods_id(number)}
        found.setdefault("path page by its address", []).append(await visitors.open(page, "paths", **goods))
    await visitors.open(page, "overview")
    for number in range(40, 40 + 2 * rounds):
        await visitors.stands(page, "overview")
        found.setdefault("search", []).append(await searched(page, f"Firm {number}"))
    await page.context.close()
    return found


async def rounds_of(visitors: Visitors, page: Page, pages: Sequence[str], found: Times) -> None:
    """Open pages by the menu, one after another."""
    for name in [*pages[1:], pages[0]]:
        found.setdefault(f"change to {name}", []).append(await visitors.change(page, name))


async def searched(page: Page, name: str) -> float:
    """Search for a name and return seconds until it is found."""
    field = page.get_by_label(words("search.label"))
    await field.fill(name)
    started = perf_counter()
    await field.press("Enter")
    await page.get_by_role("link", name=name).first.wait_for()
    return perf_counter() - started


async def together(visitors: Visitors, people: int, rounds: int) -> list[float]:
    """Return the seconds of all page changes of several people at once."""
    tabs = [await visitors.tab() for _ in range(people)]
    for page in tabs:
        await visitors.open(page, "overview")

    async def visit(number: int, page: Page) -> list[float]:
        turned = [*PAGES[number % len(PAGES) :], *PAGES[: number % len(PAGES)]]
        seconds = []
        for name in turned * rounds:
            await asyncio.sleep(READS_S)
            seconds.append(await visitors.change(page, name))
        return seconds

    each = await asyncio.gather(*(visit(number, page) for number, page in enumerate(tabs)))
    for page in tabs:
        await page.context.close()
    return [second for seconds in each for second in seconds]


async def growing(visitors: Visitors, server: Server, changes: int) -> dict[int, float]:
    """Return megabytes of the server after a fifth of some page changes, and after all of them."""
    page = await visitors.tab()
    await visitors.open(page, "overview")
    found = {}
    for number in range(1, changes + 1):
        await visitors.change(page, PAGES[number % len(PAGES)])
        if number in (changes // 5, changes):
            found[number] = round(psutil.Process(server.pid).memory_info().rss / 1e6, 1)
    await page.context.close()
    return found


async def settled(browser: Browser, address: str, nodes: int) -> float:
    """Return seconds until a picture of so many parties no longer changes."""
    page = await browser.new_page()
    started = perf_counter()
    await page.goto(f"{address}/?part=graph&nodes={nodes}")
    before, since = None, perf_counter()
    while before is None or perf_counter() - since < 0.5:
        now = await page.evaluate(FRAME)
        if now != before:
            before, since = now, perf_counter()
        await asyncio.sleep(0.05)
    await page.close()
    return since - started


def told(seconds: Sequence[float]) -> dict[str, float]:
    """Return the median, the longest and the number of some times."""
    return {"median_s": round(median(seconds), 2), "most_s": round(max(seconds), 2), "times": len(seconds)}


async def measure(server: Server, domain: Domain, options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Measure one dashboard."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        visitors = Visitors(browser, server.address)
        found: dict[str, Any] = {}
        for name, seconds in (await alone(visitors, domain, options.rounds)).items():
            found[name] = told(seconds)
            print(f"  {name:32}{json.dumps(found[name])}", flush=True)
        for people in options.people:
            name = f"change of a page, {people} at once"
            found[name] = told(await together(visitors, people, options.rounds))
            print(f"  {name:32}{json.dumps(found[name])}", flush=True)
        if options.changes:
            found["megabytes after changes"] = await growing(visitors, server, options.changes)
        with serve_demo(folder / "demo.log") as demo:
            found["picture of 150 parties"] = told([await settled(browser, demo.address, 150) for _ in range(3)])
        found["requests"] = {"all": visitors.requests, "to other hosts": len(visitors.foreign)}
        found["errors"] = visitors.errors
        await browser.close()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Seconds that people wait for pages of the dashboard.")
    parser.add_argument("--transfers", type=int, default=95_000, help="95000 give a million relationships")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--people", type=int, nargs="+", default=[1, 5, 10])
    parser.add_argument("--changes", type=int, default=500, help="page changes of the look at memory; 0 leaves it out")
    parser.add_argument("--engine", choices=("embedded", "neo4j"), default="embedded")
    parser.add_argument("--home", type=Path, help="kept and used again; a temporary folder by default")
    options = parser.parse_args()
    domain = Domain(transfers=options.transfers)
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        with filled(options.engine, home, None, domain) as store:
            os.environ["WAYBILL_PASSWORD"] = store.settings.password or ""
            with serve(store.settings, port=0) as server:
                found = asyncio.run(measure(server, domain, options, Path(folder)))
    print(machine())
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
