"""From page to page: the address is the only state, and what every page shares goes along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn, TypeVar

import streamlit as st

from dashboard.address import Params, State
from dashboard.plain_text import escaped
from dashboard.states.common import Common

_PAGE = "page of the last run"
S = TypeVar("S", bound=State)
NOTHING: Mapping[str, str] = {}


def here() -> Params:
    """Return all values of each parameter of the address."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def asked(kind: type[S]) -> S:
    """Return what the address says of this page; what could not be read is said on it."""
    state = kind.read(here())
    tell(state)
    return state


def tell(state: State) -> None:
    """Say what of an address could not be read and was left out."""
    for problem in state.problems:
        st.warning(escaped(problem))


def common() -> Common:
    """Return what the address says that every page shares."""
    return Common.read(here())


def own() -> dict[str, str]:
    """Return what the address says that only this page knows."""
    shared = Common.names()
    return {name: values[0] for name, values in here().items() if name not in shared}


def address(
    state: State | None = None, more: Mapping[str, str] = NOTHING, shared: Common | None = None
) -> dict[str, str]:
    """Return the parameters of an address.

    Args:
        state: of a page; None opens the page as it comes.
        more: further parameters of that page.
        shared: what every page shares; None keeps what it is.
    """
    return {**(shared or common()).params(), **(state.params() if state else {}), **more}


def file(page: str) -> str:
    """Return the file of a page as Streamlit names it."""
    return f"views/{page}.py"


def confirm(page: str) -> None:
    """Let the browser show the address that this run has been asked with.

    A link from a page to itself changes the parameters of the run, but Streamlit leaves the address in the browser as
    it was: a copied link, Back and a reload would lose them. Where the browser shows them already, nothing happens.
    From another page it does show them, but later: to send them then would leave a false address for Back to find.

    Args:
        page: its name.
    """
    before, st.session_state[_PAGE] = st.session_state.get(_PAGE), page
    if before == page:
        st.query_params.from_dict({name: list(values) for name, values in here().items()})


def turn(state: State, more: Mapping[str, str] = NOTHING) -> NoReturn:
    """Show the same page in another state; the browser's Back returns to this one."""
    st.query_params.from_dict(address(state, more))
    st.rerun()


def link(
    page: str, label: str, state: State | None = None, *, more: Mapping[str, str] = NOTHING, icon: str | None = None,
    shared: Common | None = None,
) -> None:  # fmt: skip
    """Show a link to a page.

    Args:
        page: its name, as in menu.PAGES.
        label: Markdown: a text of `say`, or `escaped`.
        state: of that page; None opens it as it comes.
        more: further parameters of that page.
        icon: of Streamlit.
        shared: what every page shares; None keeps what it is.
    """
    st.page_link(file(page), label=label, icon=icon, query_params=address(state, more, shared))
