"""All documents, and what is contradicted in them: a tick opens one."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components.document_head import tongue
from dashboard.components.table import table
from dashboard.plain_text import plain
from dashboard.say import said, say, words
from dashboard.states.evidence import LISTS, EvidenceState

MOST = 10_000  # documents, or facts, on a page
_DOCUMENTS = ("title", "publisher", "published", "language", "kind", "claims", "rows", "synthetic", "name")
_DENIED = ("kind", "what", "start", "modality", "claims", "denials", "quote")
_PERHAPS = ("kind", "what", "start_one", "start_other", "synthetic")
_WIDTHS = {"title": 420, "publisher": 200, "quote": 420, "what": 220}


def choose(state: EvidenceState) -> None:
    """Show which lists there are."""
    if go.common().paper:
        return
    with st.container(horizontal=True):
        for name in LISTS:
            icon = ":material/arrow_right:" if name == state.show else None
            go.link("evidence", say(f"evidence.lists.{name}"), EvidenceState(show=name), icon=icon)


def document_list() -> None:
    """Show all documents; a tick opens one."""
    found = data.ask("documents", {"limit": MOST}, MOST).rows
    if not found:
        st.info(say("evidence.empty"))
        return
    st.caption(say("evidence.documents", n=len(found)))
    if len(found) >= MOST:
        st.caption(say("evidence.documents_cut", n=MOST))
    invented = words("mark.synthetic")
    rows = [
        {**row, "title": plain(row["title"] or row["name"], 200), "synthetic": invented if row["synthetic"] else "",
         "kind": words(f"evidence.kinds.{row['kind']}"), "language": tongue(row["language"])}
        for row in found
    ]  # fmt: skip
    now = table(
        rows, _DOCUMENTS, key="documents", alt=words("evidence.documents_alt"), file="waybill-documents", ticked=[],
        widths=_WIDTHS,
    )  # fmt: skip
    if now:
        go.turn(EvidenceState(document=str(found[now[0]]["document"])))


def contradictions() -> None:
    """Show what somebody denies, and what was kept apart in doubt; a tick opens the fact."""
    st.header(say("evidence.denied"), anchor=False)
    denied = data.ask("denied_or_contradicted", {"limit": MOST}, MOST).rows
    rows = [
        {**row, "kind": _kind(row["kind"]), "start": row["start"] or "", "quote": plain(row["quotes"][0], 150)}
        for row in denied
    ]
    if rows:
        st.caption(say("evidence.denied_n", n=len(rows)))
        now = table(
            rows, _DENIED, key="denied", alt=words("evidence.denied"), file="waybill-denied", ticked=[], widths=_WIDTHS,
            tall=True,
        )  # fmt: skip
        if now:
            go.turn(EvidenceState(fact=str(denied[now[0]]["fact"])))
    else:
        st.info(say("evidence.nothing_denied"))
    st.header(say("evidence.perhaps"), anchor=False)
    perhaps = data.ask("possibly_same_facts", {"limit": MOST}, MOST).rows
    if not perhaps:
        st.info(say("evidence.nothing_perhaps"))
        return
    st.caption(say("evidence.perhaps_n", n=len(perhaps)))
    pairs = [{**row, "kind": _kind(row["kind"])} for row in perhaps]
    now = table(
        pairs, _PERHAPS, key="perhaps", alt=words("evidence.perhaps"), file="waybill-perhaps-same", ticked=[],
        widths=_WIDTHS,
    )  # fmt: skip
    if now:
        go.turn(EvidenceState(fact=str(perhaps[now[0]]["one"])))


def _kind(label: str) -> str:
    return words(f"fact.{label}") if said(f"fact.{label}") else label
