"""A list entry by entry, a table row by row: as printed, with what each says, in parts where there are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import short
from dashboard.components import document_data
from dashboard.components.claim_card import badges, kind
from dashboard.components.csv_file import download
from dashboard.components.document_data import EACH
from dashboard.components.document_text import marks
from dashboard.components.fact_proof import facts_block
from dashboard.components.pager import pager
from dashboard.components.party_facts import line
from dashboard.components.passages import entry
from dashboard.components.table import table
from dashboard.components.translating import translations
from dashboard.plain_text import plain
from dashboard.say import said, say, words
from dashboard.states.evidence import EvidenceState
from queries.document import Told

Row = dict[str, Any]
_ROWS = ("row", "sheet", "kind", "what", "standing", "start", "end")
_ENTRIES = ("row", "kind", "quote", "standing", "modality")
_WIDTHS = {"row": 70, "sheet": 90, "quote": 640, "what": 560}


def rows_page(told: Told, state: EvidenceState) -> None:
    """Show the entry or row that is open, with what is said of its fact, and below it all of them.

    Args:
        told: the document.
        state: what the address says.
    """
    claim, row = _place(told, state)
    if row is not None:
        with data.in_place():
            _entry(told, row, claim, state)
    with data.in_place():
        _all(told, row, state)


def _place(told: Told, state: EvidenceState) -> tuple[str, int | None]:
    """Return the claim and the row that the address names; what is not there is said."""
    row = int(state.row) if state.row.isascii() and state.row.isdigit() and len(state.row) < 10 else None
    if state.row and row is None:
        st.warning(say("evidence.no_row", row=plain(state.row, 20)))
    if state.claim:
        found = document_data.claim_node(told.id, state.claim)
        if found is not None:
            return found[0], found[1]
        st.warning(say("evidence.no_claim", claim=plain(state.claim, 70)))
    return "", row


def _entry(told: Told, row: int, claim: str, state: EvidenceState) -> None:
    found = document_data.of_entry(told, row, state.sheet)
    if not found:
        st.warning(say("evidence.no_row", row=str(row)))
        return
    sheet = state.sheet or found[0].get("sheet") or ""
    chosen = next((item for item in found if claim and item["claim"] == claim), found[0])
    label = words("evidence.sheet_row", row=str(row), sheet=plain(sheet, 80)) if sheet else ""
    label = label or words("evidence.row", row=str(row))
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(say("evidence.as_printed", what=label), anchor=False)
        with data.in_place():
            _printed(told, row, sheet, label, found, chosen, state)
    with right:
        if told.kind == "table":
            st.caption(say("evidence.row_counts"))
        else:
            _claims_of_entry(told, found, chosen, state)
    own = [chosen] if chosen["claim"] else found
    by_row = "" if chosen["claim"] else str(row)
    facts_block(
        [str(one) for item in own for one in item["facts"]], state,
        EvidenceState(told.sha256, claim=chosen["claim"] or "", row=by_row, sheet=sheet),
    )  # fmt: skip


def _printed(
    told: Told, row: int, sheet: str, label: str, found: Sequence[Row], chosen: Row, state: EvidenceState
) -> None:  # fmt: skip
    cells = document_data.cells(told.sha256, row, sheet)
    named = [(name or words("table.column", n=place), cell) for place, (name, cell) in enumerate(cells, start=1)]
    marked = marks([item for item in found if item["claim"]])
    language = chosen.get("language") or told.language
    picked = entry(named, marked, key="entry", label=label, language=language, chosen=chosen["claim"])
    if not go.common().paper:
        printed = [{"column": name, "as_printed": cell} for name, cell in named]
        download(printed, ("column", "as_printed"), f"waybill-row-{row}.csv", key="cells-csv")
    if picked and picked != chosen["claim"]:
        go.turn(replace(state, claim=short(picked)))


def _claims_of_entry(told: Told, found: Sequence[Row], chosen: Row, state: EvidenceState) -> None:
    badges(chosen)
    st.caption(say("evidence.row_counts"))
    if len(found) > 1:
        at = [place for place, item in enumerate(found) if item is chosen]
        rows = [{**item, "kind": kind(item["kind"])} for item in found]
        alt = words("evidence.claims_alt")
        now = table(rows, ("kind", "standing", "modality"), key="of-entry", alt=alt, ticked=at)
        if now:
            go.turn(replace(state, claim=short(found[now[0]]["claim"])))
    translations(str(chosen["claim"]))


def _all(told: Told, row: int | None, state: EvidenceState) -> None:
    total = told.rows if told.kind == "table" else told.claims
    if not total:
        st.info(say("evidence.no_claims"))
        return
    rows = told.kind == "table"
    what = "rows" if rows else "entries"
    st.subheader(say(f"evidence.all_{what}"), anchor=False)
    parts = ceil(total / EACH)
    part = min(state.part or 1, parts)
    found = document_data.entries(told, part)[:EACH]
    st.caption(say(f"evidence.{what}", n=total))
    if parts > 1:
        st.caption(say("evidence.of_parts", part=part, parts=parts, each=EACH))
    pager(state, part, parts, key="rows")
    at = [place for place, item in enumerate(found) if _is(item, row, state)][:1]
    columns = [
        name for name in (_ROWS if rows else _ENTRIES) if any(item.get(name, name) is not None for item in found)
    ]  # fmt: skip
    now = table(
        _lines(found, rows), columns, key=f"rows-{told.sha256[:24]}-{part}", alt=words(f"evidence.{what}_alt"),
        ticked=at, file=f"waybill-{what}", widths=_WIDTHS,
    )  # fmt: skip
    if now:
        item = found[now[0]]
        by_claim = short(str(item["claim"])) if item.get("claim") else ""
        go.turn(
            EvidenceState(
                told.sha256, claim=by_claim, row="" if by_claim else str(item["row"]), sheet=item["sheet"] or "",
                fact="" if by_claim else short(str(item["fact"])), part=part,
            )
        )  # fmt: skip


def _is(item: Mapping[str, Any], row: int | None, state: EvidenceState) -> bool:
    if state.claim:
        return str(item.get("claim") or "").startswith(state.claim)
    here = item["row"] == row and state.sheet in ("", item["sheet"])
    return here and str(item.get("fact") or "").startswith(state.fact)


def _lines(found: Sequence[Row], rows: bool) -> list[Row]:
    """Return entries, or rows with what each of them states, as a table shows them."""
    facts = document_data.facts([str(item["fact"]) for item in found]) if rows else []
    said_ = {one.id: line(one, "") for one in facts}
    told = []
    for item in found:
        label = str(item["kind"])
        name = words(f"fact.{label}") if said(f"fact.{label}") else kind(label)
        what = said_.get(str(item.get("fact")), "")
        told.append({**item, "kind": name, "quote": plain(item.get("quote"), 200), "what": what})
    return told
