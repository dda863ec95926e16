"""A text with its claims marked in place: hidden and shown by kind and standing, a long one in parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import short
from dashboard.components import document_data
from dashboard.components.claim_card import claim_card, kind
from dashboard.components.csv_file import download
from dashboard.components.document_data import spans
from dashboard.components.fact_proof import facts_block
from dashboard.components.pager import pager
from dashboard.components.passages import document
from dashboard.components.segments import Mark, holding, parts, within
from dashboard.components.table import table
from dashboard.plain_text import number, plain
from dashboard.say import say, words
from dashboard.states.evidence import EvidenceState
from dashboard.wording import STANDINGS, modality_word, standing, standing_word
from graph.errors import ArchiveError
from queries.document import Told
from queries.fact_view import NOT_DONE

Row = dict[str, Any]
CSV = (
    "kind", "quote", "standing", "by_rule", "modality", "speaker", "document", "title", "publisher", "published", "url",
    "spans", "claim", "facts",
)  # fmt: skip
_CLAIMS = ("number", "kind", "quote", "standing", "modality", "speaker")
_WIDTHS = {"number": 60, "kind": 110, "quote": 185, "standing": 95}


def text_page(told: Told, state: EvidenceState) -> None:
    """Show a text, its claims, and what stands round the chosen one.

    Args:
        told: the document.
        state: what the address says.
    """
    claims = document_data.claims(told)
    wanted = state.claim
    chosen = next((item for item in claims if wanted and str(item["claim"]).startswith(wanted)), None)
    if wanted and chosen is None:
        st.warning(say("evidence.no_claim", claim=plain(wanted, 70)))
    if len(claims) >= document_data.MOST:
        st.caption(say("evidence.claims_cut", n=len(claims)))
    shown = _filtered(claims, state, chosen)
    left, right = st.columns([3, 2], gap="large")
    with left, data.in_place():
        _text(told, shown, chosen, state)
    with right, data.in_place():
        if chosen is not None:
            claim_card(told, chosen)
        _claim_table(told, claims, shown, chosen, state)
    if chosen is not None:
        with data.in_place():
            here = EvidenceState(told.sha256, claim=str(chosen["claim"]))
            facts_block([str(one) for one in chosen["facts"]], state, here)


def _filtered(claims: Sequence[Row], state: EvidenceState, chosen: Row | None) -> list[Row]:
    """Let a person hide kinds and standings, and return the claims that are shown; the chosen one always is."""
    kinds, stands = Counter(item["kind"] for item in claims), Counter(item["standing"] for item in claims)
    named = {**{name: kind(name) for name in sorted(kinds)},
             **{name: standing_word(name) for name in STANDINGS if stands[name]}}  # fmt: skip
    counts = kinds + stands
    if len(named) > 2 and not go.common().paper:
        seen = [name for name in named if name not in state.hide]
        now = st.pills(
            say("evidence.marked"), list(named), selection_mode="multi", default=seen,
            format_func=lambda name: f"{named[name]} {number(counts[name])}", key=f"marked-{','.join(state.hide)}",
        )  # fmt: skip
        if set(now) != set(seen):
            go.turn(replace(state, hide=tuple(name for name in named if name not in now)))
    return [item for item in claims if item is chosen or not {item["kind"], item["standing"]} & set(state.hide)]


def _text(told: Told, shown: Sequence[Row], chosen: Row | None, state: EvidenceState) -> None:
    try:
        text = data.text(told.sha256)
    except ArchiveError:
        st.info(say("evidence.no_text"))
        return
    found = parts(text)
    marked = marks(shown)
    at = next((mark.start for mark in marked if chosen is not None and mark.claim == chosen["claim"]), 0)
    part = min(state.part, len(found)) or holding(found, at) + 1
    start, end = found[part - 1]
    if len(found) > 1:
        here = sum(start <= mark.start < end for mark in marked)
        st.caption(say("evidence.part_told", part=part, parts=len(found), length=len(text), n=here))
        pager(state, part, len(found), key="parts")
    picked = document(
        text[start:end], within(marked, start, end), key="text", label=words("evidence.text_of", title=told.called),
        language=told.language, chosen=None if chosen is None else str(chosen["claim"]),
    )  # fmt: skip
    if marked:
        st.caption(say("evidence.legend_paper" if go.common().paper else "evidence.legend"))
    if picked and (chosen is None or picked != chosen["claim"]):
        go.turn(EvidenceState(told.sha256, claim=short(picked), hide=state.hide))


def marks(claims: Sequence[Mapping[str, Any]]) -> list[Mark]:
    """Return the passages of claims, numbered in their order; a claim without a span has none."""
    found = []
    for place, item in enumerate(claims, start=1):
        stands = standing(None, by_rule=True) if item.get("by_rule") else standing_word(item["standing"])
        title = f"{kind(item['kind'])}, {modality_word(item['modality'])}, {stands}"
        tone = "rejected" if item["standing"] == "rejected" else "denied" if item["modality"] == "denied" else ""
        tone = tone or ("not_done" if item["modality"] in NOT_DONE else "")
        weak = item["standing"] != "accepted"
        found += [Mark(str(item["claim"]), *span, title, weak, tone, place) for span in spans(item["spans"])]
    return found


def _claim_table(
    told: Told, claims: Sequence[Row], shown: Sequence[Row], chosen: Row | None, state: EvidenceState
) -> None:  # fmt: skip
    if not claims:
        st.info(say("evidence.no_claims"))
        return
    st.caption(say("evidence.claims", n=len(claims)))
    if len(shown) < len(claims):
        st.caption(say("evidence.hidden", n=len(claims) - len(shown)))
    at = [place for place, item in enumerate(shown) if item is chosen]
    rows = [
        {**item, "number": place, "kind": kind(item["kind"]), "quote": plain(item["quote"], 70)}
        for place, item in enumerate(shown, start=1)
    ]
    now = table(
        rows, _CLAIMS, key=f"claims-{told.sha256[:24]}", alt=words("evidence.claims_alt"), widths=_WIDTHS, ticked=at,
        tall=True,
    )  # fmt: skip
    if not go.common().paper:
        about = {"document": told.id, "title": told.called, "publisher": told.publisher, "published": told.published,
                 "url": told.url}  # fmt: skip
        download([{**item, **about} for item in claims], CSV, "waybill-claims.csv", key="claims-csv")
    if now:
        go.turn(EvidenceState(told.sha256, claim=short(str(shown[now[0]]["claim"])), hide=state.hide))
