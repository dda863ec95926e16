"""Single keys for the buttons and links of a page, for who works by keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.components.browser_part import part


def keys(pressed: Mapping[str, Sequence[str]]) -> None:
    """Let keys press what stands on the page; one whose button is not there does nothing.

    Args:
        pressed: a key -> Streamlit keys of buttons, or of containers that hold a link; the first there is pressed.
    """
    part("keys")(key="keys", data={"keys": {key: list(names) for key, names in pressed.items()}}, height="content")
