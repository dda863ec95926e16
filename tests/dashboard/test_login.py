"""Who is logged in, and the file that says how. All addresses are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import login
from dashboard.launch import serve
from dashboard.login_file import FILE, checked
from graph import rights
from graph.errors import ConfigError
from graph.rights import LOCAL, NOBODY, Person, Role
from graph.settings import Settings

Opener = Callable[..., AppTest]
GOOD = {
    "redirect_uri": "https://waybill.example.org/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
    "client_id": "waybill",
    "client_secret": "not a secret",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}


def write(home: Path, text: str | None = None, mode: int = 0o600, **changed: str) -> Path:
    """Write a login.toml; a value of None leaves its line out."""
    given = {**GOOD, **changed}
    lines = "".join(f'{name} = "{value}"\n' for name, value in given.items() if value is not None)
    path = home / FILE
    path.write_text(f"[auth]\n{lines}" if text is None else text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_without_a_file_nobody_logs_in_and_with_a_good_one_all_do(tmp_path: Path):
    assert not checked(tmp_path)
    write(tmp_path)
    assert checked(tmp_path)
    write(tmp_path, redirect_uri="http://127.0.0.1:8501/oauth2callback")
    assert checked(tmp_path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": "[auth"}, "cannot be read"),
        ({"text": ""}, r"one table \[auth\], got nothing"),
        ({"text": "auth = 1\n"}, r"one table \[auth\], got auth"),
        ({"text": "[auth]\nclient_id = 7\n[other]\n"}, "one table"),
        ({"text": "[auth]\nclient_id = 7\n"}, "as texts are missing: redirect_uri, cookie_secret, client_id"),
        ({"mode": 0o640}, "others may read it; `chmod 600` it"),
        ({"text": "#" * (1 << 17)}, "at most 65,536 bytes, got 131,072"),
        ({"cookie_secret": "short"}, "at least 32 characters"),
        ({"client_secret": " "}, "missing: client_secret"),
        ({"redirect_uri": "http://waybill.example.org/oauth2callback"}, "redirect_uri must be an address with https"),
        ({"server_metadata_url": "http://login.example.org/x"}, "server_metadata_url must be an address with https"),
        ({"server_metadata_url": "file:///etc/passwd"}, "server_metadata_url must be an address with https"),
        ({"redirect_uri": "https://waybill.example.org/"}, "with /oauth2callback behind it"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_rule_and_no_server_starts(
    tmp_path: Path, changed: dict[str, Any], said: str
):
    path = write(tmp_path, **changed)
    with pytest.raises(ConfigError, match=said) as caught:
        serve(Settings(home=tmp_path), port=0)
    assert str(caught.value).startswith(str(path))
    assert "not a secret" not in str(caught.value)


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dict[str, object] | None], Person]]:
    """Tell who acts at a home, given what the provider told of a session; None is no session at all."""
    st.cache_resource.clear()
    monkeypatch.setattr(login, "settings", lambda: Settings(home=tmp_path, reviewer="anna"))

    def person(told: dict[str, object] | None) -> Person:
        monkeypatch.setattr(login, "get_script_run_ctx", lambda **_: None if told is None else object())
        monkeypatch.setattr(st, "user", told)
        return login.person()

    yield person
    st.cache_resource.clear()


def test_without_a_login_it_is_the_person_at_this_machine(tmp_path: Path, at: Callable[..., Person]):
    assert at(None) == Person("anna", Role.ADMIN)
    (tmp_path / "roles.yml").write_text("local: reader\n", encoding="utf-8")
    assert at(None) == Person("anna", Role.READER)
    (tmp_path / "roles.yml").write_text("local: king\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="must be one of"):
        at(None)


def test_with_a_login_nobody_is_anybody_without_a_verified_address(tmp_path: Path, at: Callable[..., Person]):
    path = write(tmp_path)
    (tmp_path / "roles.yml").write_text("others: reader\npeople: {bo@example.org: reviewer}\n", encoding="utf-8")
    bo = {"is_logged_in": True, "email": "Bo@Example.org"}
    assert at(bo) == Person("bo@example.org", Role.REVIEWER, login=True)
    assert at({**bo, "email_verified": True}).role is Role.REVIEWER
    assert at({**bo, "email": "eve@example.org"}) == Person("eve@example.org", Role.READER, login=True)
    for told in (None, {}, {**bo, "is_logged_in": False}, {**bo, "email_verified": False}, {**bo, "email": ""},
                 {**bo, "is_logged_in": "yes"}, {"is_logged_in": True}):  # fmt: skip
        assert at(told) == NOBODY
    path.unlink()  # a file that goes while the server runs opens no door
    assert at(None) == NOBODY


def test_a_server_that_does_not_ask_shows_no_page(open_page: Opener, home: Settings):
    path = write(home.home)
    try:
        page = open_page("overview", home)
        assert not page.exception
        assert [one.value for one in page.error] == [
            "This home asks people to log in, and this server does not know how; start it with “waybill dashboard”."
        ]
        assert not page.title
    finally:
        path.unlink()


def test_who_has_no_role_sees_no_page(open_page: Opener, home: Settings):
    rights.ask(lambda: NOBODY)
    try:
        page = open_page("overview", home)
        assert not page.exception
        assert [one.value for one in page.title] == ["Log in to Waybill"]
        assert "gives nobody at this machine a role" in page.error[0].value
    finally:
        rights.ask(lambda: LOCAL)
