"""Single keys for the buttons and links of a page, for who works by keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).resolve().parent


@cache
def _renderer() -> ComponentRenderer:
    return st.components.v2.component("waybill_keys", js=(_HERE / "keys.js").read_text(encoding="utf-8"))


def keys(pressed: Mapping[str, str]) -> None:
    """Let keys press what stands on the page; one whose button is not there does nothing.

    Args:
        pressed: a key -> the Streamlit key of a button, or of a container that holds a link.
    """
    _renderer()(key="keys", data={"keys": dict(pressed)}, height="content")
