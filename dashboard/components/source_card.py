"""One source: its packages, what its licence allows, and the way to take it out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.source_data import SHORT, Loaded, loaded
from dashboard.components.source_terms import told
from dashboard.components.source_unload import unloading
from dashboard.components.source_ways import to_review
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.say import say, words
from dashboard.states.sources import SourcesState
from graph.export.sources import terms
from graph.holdings import Holding

PACKAGES = ("name", "edition", "age_days", "rows", "accepted", "rejected", "repeated", "loaded", "loaded_by", "holding",
            "package")  # fmt: skip
_WIDTHS = {"name": 300, "edition": 110}


def source(state: SourcesState) -> None:
    """Show the source that the address names."""
    found = next((one for one in loaded() if one.name == state.source), None)
    back = replace(state, source="", package="")
    go.link("sources", say("sources.back"), back, icon=":material/arrow_back:")
    if found is None:
        st.warning(say("sources.no_source", source=plain(state.source, 120)))
        return
    st.header(escaped(found.name), anchor=False)
    rows = [_row(one) for one in found.held]
    picked = table(rows, PACKAGES, key="packages", alt=words("sources.packages_alt"), file="waybill-packages",
                   ticked=[], widths=_WIDTHS,
                   headers={"accepted": words("sources.counts.accepted")})  # fmt: skip
    if picked:
        go.turn(replace(state, package=found.held[picked[0]].package[:SHORT]))
    with data.in_place():
        _leads(found)
    with data.in_place():
        _licence(found)
    with data.in_place():
        unloading(found.held[0].exact, found.held)


def _row(one: Holding) -> dict[str, Any]:
    return {
        "name": plain(one.document), "edition": one.edition or one.published or "", "age_days": one.age_days,
        "rows": one.rows, "accepted": one.accepted, "rejected": one.rejected, "repeated": one.repeated,
        "loaded": (one.captured or "")[:10], "loaded_by": one.by or "",
        "holding": words(f"sources.states.{one.state}"), "package": one.package[:SHORT],
    }  # fmt: skip


def _leads(found: Loaded) -> None:
    """Lead on to the claims that wait."""
    to_review(one.sha256 for one in found.active)


def _licence(found: Loaded) -> None:
    st.subheader(say("sources.licence"), anchor=False)
    held = found.active or found.held
    told(terms(data.archive().package(one.package).document.source, 1, one.rows) for one in held)
