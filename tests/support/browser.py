"""A headless Chromium that records every request, for the tests of the dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from tests.support.chromium import find

ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass
class Browser:
    """A browser and what it has asked for.

    Attributes:
        context: of Playwright.
        address: of the dashboard.
        requests: addresses of all requests, in order.
        errors: errors that pages raised or wrote to the console.
        playwright: starts further browsers.
    """

    context: BrowserContext
    address: str
    playwright: Playwright
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Open a page of the dashboard in a new tab and wait until it stands still."""
        page = self.context.new_page()
        page.goto(self.address + path)
        page.wait_for_selector("h1")
        still(page)
        return page

    @property
    def foreign(self) -> list[str]:
        """Requests to another host than this machine."""
        hosts = [(urlsplit(url).scheme, urlsplit(url).hostname, url) for url in self.requests]
        return [url for scheme, host, url in hosts if scheme in ("http", "https", "ws", "wss") and host != "127.0.0.1"]


def still(page: Page) -> None:
    """Wait until Streamlit has finished its run."""
    page.wait_for_timeout(250)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)  # an engine may have to start


@contextmanager
def browser(address: str, profile: Path) -> Iterator[Browser]:
    """Start Chromium with an empty profile.

    Args:
        address: of the dashboard.
        profile: folder for the profile.
    """
    with _playwright() as playwright, another(playwright, address, profile) as made:
        yield made


_started: list[Playwright] = []


@contextmanager
def _playwright() -> Iterator[Playwright]:
    """Start Playwright, or take the one that runs: a second one would not start beside it in one thread."""
    if _started:
        yield _started[0]
        return
    with sync_playwright() as playwright:
        _started.append(playwright)
        try:
            yield playwright
        finally:
            _started.clear()


@contextmanager
def another(playwright: Playwright, address: str, profile: Path, locale: str = "en-US") -> Iterator[Browser]:
    """Start a further Chromium, as somebody else's.

    Args:
        playwright: that of the first.
        address: of the dashboard.
        profile: folder for the profile.
        locale: the language of its user.
    """
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=find(), headless=True, args=ARGUMENTS, viewport={"width": 1400, "height": 1000},
        accept_downloads=True, locale=locale,
    )  # fmt: skip
    context.set_default_timeout(20_000)
    made = Browser(context, address, playwright)
    context.on("request", lambda request: made.requests.append(request.url))
    context.on("weberror", lambda error: made.errors.append(str(error.error)))
    context.on("console", lambda message: _console(made, message))
    try:
        yield made
    finally:
        context.close()


def _console(made: Browser, message: ConsoleMessage) -> None:
    # On a page below the root Streamlit asks for two addresses beside that page first, is told 404, and goes on.
    if message.type == "error" and "/_stcore/" not in str(message.location.get("url")):
        made.errors.append(f"{message.text} ({message.location.get('url')})")
