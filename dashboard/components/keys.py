"""Single keys for the buttons and links of a page, for who works by keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.browser_part import part


def keys(pressed: Mapping[str, str]) -> None:
    """Let keys press what stands on the page; one whose button is not there does nothing.

    Args:
        pressed: a key -> the Streamlit key of a button, or of a container that holds a link.
    """
    part("keys")(key="keys", data={"keys": dict(pressed)}, height="content")
