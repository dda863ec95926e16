"""Links out of the dashboard: to pages of the web alone, with the host in sight, not telling where one comes from."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from dashboard import go
from dashboard.components.segments import unprinted
from dashboard.plain_text import escaped, plain
from dashboard.say import say

LONGEST = 2_000


def outward(url: str, label: str = "evidence.original_at") -> None:
    """Show a link to where a source says that something stands; what is no page of the web is shown as text.

    Args:
        url: as the source gives it.
        label: key of the text of the link, which names the host.
    """
    host = host_of(url)
    if host and not go.common().paper:
        # Streamlit opens such a link in a tab of its own, with rel="noreferrer".
        st.link_button(say(label, host=host), url, icon=":material/open_in_new:", help=escaped(url, LONGEST))
    else:
        st.caption(escaped(url, LONGEST))


def host_of(url: str) -> str:
    """Return the host of a page of the web; empty where the address is no such page, or hides its host."""
    if len(url) > LONGEST or any(sign.isspace() or sign in '\\<>"' or unprinted(sign) for sign in url):
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or plain(host) != host:
        return ""
    return host
