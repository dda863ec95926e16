"""Parts of a page that run in the browser: their HTML, CSS and JS lie beside this file, libraries in static/vendor."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).resolve().parent
_VENDOR = _HERE.parent / "static" / "vendor"


@cache
def part(name: str) -> ComponentRenderer:
    """Return the part of a name, made of its files: NAME.js, and NAME.html and NAME.css where it shows something."""
    files = {kind: _HERE / f"{name}.{kind}" for kind in ("html", "css", "js")}
    own = {kind: path.read_text(encoding="utf-8") for kind, path in files.items() if path.exists() or kind == "js"}
    return st.components.v2.component(f"waybill_{name}", **own)


@cache
def library(name: str) -> ComponentRenderer:
    """Return what brings a library into the page, once for all parts that use it."""
    js = (_VENDOR / name / f"{name}.min.js").read_text(encoding="utf-8")
    return st.components.v2.component(f"waybill_{name}", js=js + "\nexport default function () {}\n")
