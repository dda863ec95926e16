"""Why several records of sources are taken for one party, and the way to take that back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import children, data, go
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.reworded import reworded
from dashboard.say import say, words
from dashboard.states.party import PartyState
from dashboard.wording import country, listed, reason_word
from graph.archive import Archive
from graph.resolution.scoring import Reason
from graph.rights import Role, acting
from graph.store import Store
from queries import merges as merging
from queries.merges import Merge, Merges
from queries.party import Profile
from queries.records import first_name, resolved_mark

RECORDS = ("name_printed", "other_names", "country", "kind", "record")
JOINS = ("one", "other", "why", "reasons_weight")
JUDGED = ("one", "other", "verdict", "by", "at", "why")
_WIDTHS = {"name_printed": 320, "other_names": 320, "one": 280, "other": 280, "why": 280, "reasons_weight": 480}
LONGEST = 500  # characters of a reason


@data.kept()
def merges(_: Store, archive: Archive, members: Sequence[str], mark: str | None) -> Merges | None:
    """Return what holds records together; the mark tells one index of names from another."""
    return merging.merges(archive, data.settings(), members)


def merged(found: Profile, _: PartyState) -> None:
    """Show the records of a party, what joins them, and for whoever may the form that takes it back."""
    st.subheader(say("merges.title"), anchor=False)
    members = found.records
    if len(members) < 2:
        st.info(say("merges.one"))
        return
    told = merges(members, resolved_mark(data.settings()))
    if told is None:
        st.info(say("merges.no_index"))
        return
    st.caption(say("merges.records", n=len(members)))
    records = [
        {"name_printed": first_name(one), "other_names": listed([*one.names, *one.weak, *one.former][1:], ""),
         "country": country(one.country), "kind": words(f"record.{one.kind}"), "record": one.record}
        for one in told.records.values()
    ]  # fmt: skip
    table(records, RECORDS, key="records", alt=words("merges.title"), file="waybill-records", widths=_WIDTHS)
    if told.merges:
        st.markdown(say("merges.joins"))
        rows = [_row(one, told) for one in told.merges]
        table(rows, JOINS, key="joins", alt=words("merges.joins_alt"), file="waybill-merges", widths=_WIDTHS, tall=True)
    if not told.whole:
        st.info(say("merges.others"))
    if told.judgements:
        st.markdown(say("merges.judged"))
        table([
            {"one": _name(told, one.one), "other": _name(told, one.other), "verdict": words(f"judged.{one.verdict}"),
             "by": one.by, "at": one.at[:19], "why": one.why}
            for one in told.judgements
        ], JUDGED, key="judged", alt=words("merges.judged_alt"), widths=_WIDTHS)  # fmt: skip
    if not go.common().paper:
        _undo(found, told)


def _row(one: Merge, told: Merges) -> dict[str, str]:
    link = one.link
    why = {
        "identifier": words("merges.by_identifier", what=link.detail),
        "name": words("merges.by_name", what=link.detail),
        "edge": words("merges.by_edge", chance=f"{link.chance or 0:.2f}"), "judgement": link.detail,
    }[link.rule]  # fmt: skip
    return {
        "one": _name(told, link.one), "other": _name(told, link.other), "why": why,
        "reasons_weight": "; ".join(map(_reason, one.score.reasons)) if one.score else "",
    }  # fmt: skip


def _name(told: Merges, record: str) -> str:
    held = told.records.get(record)
    return f"{plain(first_name(held), 120)} ({record[:12]})" if held else record[:12]


def _reason(one: Reason) -> str:
    """Return a reason of the model with its weight."""
    weight = "" if one.weight in (float("inf"), float("-inf")) else f" {one.weight:+.1f}"
    return f"{reason_word(one.what)}: {plain(reworded(one.detail), 120)}{weight}"


def _undo(found: Profile, told: Merges) -> None:
    with st.expander(say("merges.undo"), icon=":material/call_split:"):
        if acting().role < Role.REVIEWER:
            st.info(say("merges.may_not"))
            return
        if not go.common().today:
            st.info(say("merges.not_today"))
            return
        st.caption(say("merges.undo_how"))
        with st.form(f"undo-{found.shown.id}", border=False):
            record = st.selectbox(
                say("merges.which"), ["", *told.records], key=f"undo-{found.shown.id}-which",
                format_func=lambda one: _name(told, one) if one else words("merges.all"),
            )  # fmt: skip
            why = st.text_input(say("merges.why"), max_chars=LONGEST, key=f"undo-{found.shown.id}-why")
            sent = st.form_submit_button(say("merges.do"), type="primary")
        if sent and not (why or "").strip():
            st.warning(say("merges.why_needed"))
        elif sent:
            with data.in_place():
                _done(found.shown.id, record or "", plain(why, LONGEST))


def _done(party: str, record: str, why: str) -> None:
    with st.spinner(words("merges.doing")):
        answer = children.unmerge(party, record, why)
    st.success(say("merges.done", n=len(answer["parties"])))
    for one in answer["parties"]:
        go.link("party", escaped(one), PartyState(id=one))
    for one in answer["contradictions"]:
        st.warning(escaped(one["message"], 1000))
