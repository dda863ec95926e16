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
    html, css, js = (_HERE / f"{name}.{kind}" for kind in ("html", "css", "js"))
    return st.components.v2.component(f"waybill_{name}", html=_held(html), css=_held(css), js=_held(js))


def _held(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


@cache
def library(name: str) -> ComponentRenderer:
    """Return what brings a library into the page, once for all parts that use it."""
    js = (_VENDOR / name / f"{name}.min.js").read_text(encoding="utf-8")
    return st.components.v2.component(f"waybill_{name}", js=js + "\nexport default function () {}\n")
