"""The list of what is loaded: each source with edition, age, licence, counts, and who loaded it; loads that failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.source_data import BROKEN, Loaded, bare, loaded, past_loads
from dashboard.components.table import table
from dashboard.plain_text import plain
from dashboard.say import say, words
from dashboard.states.sources import SourcesState
from dashboard.wording import listed, moment

LIST = ("source", "edition", "age_days", "licence", "documents", "rows", "rejected", "loaded", "loaded_by", "holding")
FAILED = ("file", "source", "holding", "why", "loaded_by")
LOADS = ("started", "loaded_by", "files", "accepted", "rejected", "why")
MOST_LOADS = 20
NAMED = 3  # failed files of one load that are named
_WIDTHS = {"source": 320, "edition": 110, "licence": 180, "why": 460, "file": 260, "files": 220, "started": 180}


def sources(state: SourcesState) -> None:
    """Show all sources; a tick opens one."""
    found = loaded()
    if not found:
        st.info(say("sources.nothing"))
    else:
        held = [one for source in found for one in source.held]
        st.caption(
            say("sources.counted", n=len(found), packages=len(held), active=sum(one.state == "active" for one in held))
        )
        rows = [one.row() for one in found]
        picked = table(rows, LIST, key="loaded", alt=words("sources.list_alt"), file="waybill-sources", ticked=[],
                       widths=_WIDTHS)  # fmt: skip
        if picked:
            go.turn(replace(state, source=found[picked[0]].name))
        with data.in_place():
            _failed(found)
    with data.in_place():
        _loads()


def _failed(found: Sequence[Loaded]) -> None:
    broken = [one for source in found for one in source.held if one.state in BROKEN]
    if not broken:
        return
    st.header(say("sources.failed"), anchor=False)
    st.caption(say("sources.failed_how"))
    rows = [
        {"file": plain(one.document), "source": one.marked, "holding": words(f"sources.states.{one.state}"),
         "why": plain(bare(one.error), 500), "loaded_by": one.by or ""}
        for one in broken
    ]  # fmt: skip
    table(rows, FAILED, key="failed", alt=words("sources.failed"), file="waybill-failed", widths=_WIDTHS, tall=True)


def _loads() -> None:
    past = past_loads(MOST_LOADS)
    if not past:
        return
    st.header(say("sources.loads"), anchor=False)
    st.caption(say("sources.loads_how", n=len(past)))
    rows = [_load(report) for _, report in past]
    table(rows, LOADS, key="loads", alt=words("sources.loads"), file="waybill-loads", widths=_WIDTHS, tall=True,
          headers={"accepted": words("sources.counts.accepted")})  # fmt: skip


def _load(report: dict[str, Any]) -> dict[str, Any]:
    sums = report["totals"]
    broken = [plain(bare(one.get("reason")), 300) for one in report["files"] if one.get("state") == "failed"]
    more = [words("fresh.more", n=len(broken) - NAMED)] if len(broken) > NAMED else []
    states = sums.get("states") or {}
    return {
        "started": moment(plain(report.get("started")), seconds=True),
        "loaded_by": plain(report.get("by")),
        "files": listed((f"{words(f'sources.did.{name}')}: {count}" for name, count in states.items()), ""),
        "accepted": sums.get("accepted"),
        "rejected": sums.get("rejected"),
        "why": "; ".join([*broken[:NAMED], *more]),
    }
