"""One claim of a document: how it is to be read, how it stands, who judged it and why, what it says slot by slot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components import document_data
from dashboard.components.outward import outward
from dashboard.components.passages import quote
from dashboard.components.table import table
from dashboard.components.translating import translations
from dashboard.plain_text import escaped, plain
from dashboard.say import said, say, words
from dashboard.states.review import ReviewState
from dashboard.wording import modality, modality_word, moment, standing, standing_word
from graph.model import Claim
from graph.reviews import WAITING, Reviewed
from queries.claim_words import slots_of
from queries.document import Told

_STANDS = {  # what a judgement made of a claim -> its standing in the graph after the next build
    "open": "unreviewed", "changed": "unreviewed", "accepted": "accepted", "corrected": "accepted",
    "by-rule": "accepted", "rejected": "rejected", "failed": "rejected",
}  # fmt: skip
_COLOURS = {"accepted": "green", "unreviewed": "orange", "rejected": "gray"}
_WIDTHS = {"slot": 140, "says": 300}
LINE = 48  # characters that fit into a line of that width


def claim_card(told: Told, item: Mapping[str, Any]) -> None:
    """Show a claim of a text.

    Args:
        told: the document.
        item: its row of the canned query "claims_of_document".
    """
    claim = str(item["claim"])
    one = document_data.readings(told.sha256).get(claim)
    badges(item)
    with data.in_place():
        quote(str(item["quote"]), key=f"quote-{claim}", language=told.language)
    where = [modality(item["modality"]), standing(item["standing"], by_rule=item["by_rule"])]
    where += [words("proof.speaker", name=plain(item["speaker"]))] if item["speaker"] else []
    found = document_data.spans(item["spans"])
    page = document_data.place(told.sha256, found[0][0]) if found else ""
    where += [words("evidence.page", place=plain(page, 80))] if page else []
    st.caption(escaped("; ".join(where)))
    _judged(item, one)
    with data.in_place():
        translations(claim)
    if one is not None:
        if one.stands.url:
            outward(one.stands.url, "evidence.said_at")
        rows = slots(one.stands)
        long = any(len(row["says"]) > LINE for row in rows)
        table(rows, ("slot", "says"), key=f"slots-{claim}", widths=_WIDTHS, tall=long, alt=words("review.slots_alt"))


def slots(claim: Claim) -> list[dict[str, str]]:
    """Return what a claim says as rows of a table, slot by slot."""
    return [{"slot": _slot(name), "says": plain(value, 1000)} for name, value in slots_of(claim)]


def _slot(name: str) -> str:
    key = name.replace(" ", "_")
    return words(f"review.slots.{key}") if said(f"review.slots.{key}") else name


def kind(name: str) -> str:
    """Return a kind of claim in a word."""
    return words(f"claim_kind.{name}") if said(f"claim_kind.{name}") else plain(name)


def badges(item: Mapping[str, Any]) -> None:
    """Show kind, modality and standing of a claim."""
    colour = _COLOURS.get(str(item["standing"]), "gray")
    tone = "red" if item["modality"] == "denied" else "blue"
    told = f":{tone}-badge[{escaped(modality_word(item['modality']))}] "
    told += f":{colour}-badge[{escaped(standing_word(item['standing']))}]"
    st.markdown(f"**{escaped(kind(item['kind']))}** {told}")


def _judged(item: Mapping[str, Any], one: Reviewed | None) -> None:
    """Say who judged a claim and why, and lead to Review where that may be done."""
    if one is None:
        st.caption(say("evidence.no_reading"))
        return
    found = one.decision
    if found is not None:
        why = words("review.because", why=found.why) if found.why else ""
        verdict = words(f"review.verdicts.{found.verdict}")
        st.markdown(say("evidence.judged", verdict=verdict, by=found.by, at=moment(found.at), why=why))
    else:
        st.markdown(say("review.states.by_rule") if one.state == "by-rule" else say("evidence.nobody_judged"))
    if one.state in ("failed", "changed"):
        st.caption(say(f"review.states.{one.state}"))
    if one.state == "corrected":
        st.caption(say("evidence.corrected", quote=plain(one.claim.quote, 300)))
    if _STANDS[one.state] != item["standing"]:
        st.caption(say("evidence.behind"))
    if not go.common().paper and go.common().today:
        label = "evidence.to_review" if one.state in WAITING else "evidence.look_again"
        go.link("review", say(label), ReviewState(item=one.id), icon=":material/gavel:")
