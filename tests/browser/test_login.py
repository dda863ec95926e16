"""Logging in with a real provider on loopback. All people are invented."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from dashboard import launch
from dashboard.launch import LOOPBACK, serve
from graph.archive import Archive
from graph.settings import Settings
from tests.browser.conftest import Place
from tests.dashboard.test_login import write
from tests.support.axe import violations
from tests.support.browser import Browser, another, still
from tests.support.dashboard_home import make_home

pytestmark = pytest.mark.browser
PEOPLE = (
    User(sub="bo", claims={"email": "bo@example.org", "email_verified": True}),
    User(sub="chris", claims={"email": "chris@example.org"}),
    User(sub="eve", claims={"email": "eve@example.org"}),
    User(sub="mallory", claims={"email": "bo@example.org", "email_verified": False}),
)
ROLES = "people: {bo@example.org: reviewer, chris@example.org: reader}\n"
ASKED = "/review?queue=claims"


@pytest.fixture(scope="module")
def served(
    chromium: Browser, place: Place, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Browser, Settings]]:
    """A browser before a dashboard whose people have to log in."""
    settings = make_home(tmp_path_factory.mktemp("served"), **place())
    (settings.home / "roles.yml").write_text(ROLES, encoding="utf-8")
    port = launch._any_free(LOOPBACK)
    with pytest.MonkeyPatch.context() as patched, run_server_in_thread(user_claims=PEOPLE) as provider:
        patched.setenv("NO_PROXY", ",".join([*os.environ.get("NO_PROXY", "").split(","), "localhost", LOOPBACK]))
        write(
            settings.home, redirect_uri=f"http://{LOOPBACK}:{port}/oauth2callback",
            server_metadata_url=f"http://localhost:{provider.server_port}/.well-known/openid-configuration",
        )  # fmt: skip
        profile: Path = tmp_path_factory.mktemp("profile")
        with serve(settings, port) as server, another(chromium.playwright, server.address, profile) as made:
            assert server.port == port
            yield made, settings


@pytest.fixture
def browser(served: tuple[Browser, Settings]) -> Iterator[Browser]:
    """That browser, where nobody is logged in."""
    made, _ = served
    made.context.clear_cookies()
    yield made
    for page in made.context.pages[1:]:
        page.close()


def log_in(browser: Browser, who: str, path: str = ASKED) -> Page:
    page = browser.open(path)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name=who, exact=True).first.click()
    page.wait_for_url(f"{browser.address}/**")
    page.wait_for_selector("h1")
    still(page)
    return page


def test_nothing_is_seen_before_and_the_asked_view_after(browser: Browser):
    page = browser.open(ASKED)
    expect(page.get_by_role("heading", name="Log in to Waybill")).to_be_visible()
    assert page.locator("[data-testid=stPageLink]").count() == 0
    assert "Deneme" not in page.content()
    assert violations(page, "main") == []
    page.close()
    page = log_in(browser, "bo")
    page.wait_for_function("() => location.pathname.endsWith('/review')")
    still(page)
    assert urlsplit(page.url).query == ASKED.partition("?")[2]
    expect(page.get_by_role("heading", name="Review", exact=True)).to_be_visible()
    page.get_by_role("button", name="Account").click()
    expect(page.get_by_text(re.compile("example.org, reviewer"))).to_be_visible()


def test_a_judgement_is_signed_with_the_address_and_logging_out_ends_it(
    browser: Browser, served: tuple[Browser, Settings]
):
    page = log_in(browser, "bo")
    page.wait_for_function("() => location.pathname.endsWith('/review')")
    still(page)
    page.locator(".st-key-review-accepted button, .st-key-review-accept button").first.click()
    still(page)
    assert [(one.by, one.verdict) for one in Archive(served[1].archive_dir).decisions()] == [
        ("bo@example.org", "accepted")
    ]
    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="End session").click()  # at the provider too
    page.wait_for_url(f"{browser.address}/**")
    expect(page.get_by_role("heading", name="Log in to Waybill")).to_be_visible()
    fresh = browser.open(ASKED)
    expect(fresh.get_by_role("heading", name="Log in to Waybill")).to_be_visible()


def test_a_reader_reads_and_has_no_buttons(browser: Browser):
    page = log_in(browser, "chris")
    page.wait_for_function("() => location.pathname.endsWith('/review')")
    still(page)
    assert page.locator(".st-key-review-accepted").count() == 0
    expect(page.get_by_text("that wait").first).to_be_visible()


@pytest.mark.parametrize(("who", "said"), [("eve", "gives your address no role"), ("mallory", "is not verified")])
def test_who_has_no_role_or_no_verified_address_sees_no_page(browser: Browser, who: str, said: str):
    page = log_in(browser, who)
    expect(page.get_by_text(said)).to_be_visible()
    assert "Deneme" not in page.content()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def test_a_cookie_of_ones_own_making_is_none(browser: Browser):
    browser.context.add_cookies([
        {"name": "_streamlit_user", "value": "eyJlbWFpbCI6ImJvQGV4YW1wbGUub3JnIiwiaXNfbG9nZ2VkX2luIjp0cnVlfQ",
         "url": browser.address},
    ])  # fmt: skip
    page = browser.open(ASKED)
    expect(page.get_by_role("heading", name="Log in to Waybill")).to_be_visible()
