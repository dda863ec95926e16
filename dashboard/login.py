"""Who is logged in: by OpenID Connect where the home has login.toml, else the person at this machine.

The login itself is Streamlit's: it sends people to the provider, checks what comes back, and keeps a signed cookie.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.components.browser_part import part
from dashboard.data import settings
from dashboard.login_file import checked
from dashboard.plain_text import escaped
from dashboard.say import say, words
from graph.rights import LOCAL, NOBODY, Person, Role, Roles, acting


@st.cache_resource(show_spinner=False)
def needed() -> bool:
    """Return whether people have to log in, as it was when this server started: a file that goes opens no door."""
    return checked(settings().home)


def person() -> Person:
    """Return who acts in a session of the dashboard.

    Raises:
        ConfigError: roles.yml or login.toml is not usable, so nobody may anything.
    """
    roles = Roles.read(settings().home)
    if not needed():
        return roles.at_this_machine(settings().reviewer)
    return roles.logged_in(_address())


def _address() -> str:
    """Return the address that the provider told; empty where nobody is logged in, or it is not theirs for sure."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    told = st.user
    if told.get("is_logged_in") is not True or told.get("email_verified") is False:
        return ""
    return str(told.get("email") or "")


def admitted() -> bool:
    """Show what a person needs to get in, and say whether they are; who is not may see no page."""
    who = acting()
    if needed() and who == LOCAL:  # nobody told who acts: Streamlit was started by another way than `waybill dashboard`
        st.error(say("login.started"))
        return False
    if who.role > Role.NOBODY:
        if needed():
            part("wanted")(key="wanted", data={"keep": False}, height="content")
        return True
    st.set_page_config(page_title="Waybill", layout="centered", initial_sidebar_state="collapsed")
    st.title(words("login.title"), anchor=False)
    if not needed():
        st.error(say("login.local"))
    elif st.user.get("is_logged_in") is not True:
        part("wanted")(key="wanted", data={"keep": True}, height="content")
        st.markdown(say("login.please"))
        if st.button(say("login.in"), type="primary", icon=":material/login:"):
            st.login()
    else:
        unverified = st.user.get("email_verified") is False
        st.error(say("login.unverified" if unverified else "login.no_address" if who == NOBODY else "login.nobody"))
        if who != NOBODY:
            st.caption(escaped(who.name))
        _out()
    return False


def account() -> None:
    """Show who is logged in and with which role, and the way out."""
    if not needed():
        return
    who = acting()
    with st.popover(words("login.account"), icon=":material/account_circle:", key="head-account"):
        st.markdown(say("login.as", name=who.name, role=words(f"role.{who.role.word}")))
        _out()


def _out() -> None:
    if st.button(say("login.out"), icon=":material/logout:", key="logout"):
        st.logout()
