"""Who holds a party and what it holds on a day, with bounds, and what the rules on ownership say of it as told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.meaning import meaning
from dashboard.components.table import table
from dashboard.plain_text import number
from dashboard.say import say, words
from dashboard.states.party import PartyState
from dashboard.wording import listed, party, period, share
from graph.archive import Archive
from graph.store import Store
from queries import holdings as reading
from queries.held import Held, held
from queries.holdings import Holding
from queries.ownership import ByRule, Control, Owned, owned
from queries.party import Profile
from queries.question import bound

OWNERS = ("owner", "holds", "chains", "hops", "lists")
HELD = ("owned", "holds", "chains", "hops", "listed")
RULES = ("rule", "verdict", "share", "because", "state")
OFFICES = ("holder", "office", "body", "dates", "standing")
_WIDTHS = {"owner": 320, "owned": 320, "holds": 200, "chains": 200, "hops": 70, "lists": 260, "rule": 300}
_STATES = {"in force": "in_force", "suspended": "suspended", "not verified": "not_verified", "none": "none"}


@dataclass(frozen=True, slots=True)
class Around:
    """Owners, rules and offices of a party on a day, and what it holds.

    Attributes:
        owned: owners, rules and offices.
        held: what it holds, the nearest first.
        total: how many those are.
    """

    owned: Owned
    held: tuple[Held, ...]
    total: int


@data.kept("wait.query")
def around(store: Store, _: Archive, identifier: str, on: date) -> Around:
    """Return the holdings around a party on a day."""
    limit = data.settings().query_timeout_s
    read = reading.around(store, [identifier], timeout_s=limit)
    below, total = held(read.on(on), identifier, read.below)
    return Around(owned(store, identifier, on=on, timeout_s=limit, read=read), below, total)


def owners(found: Profile, state: PartyState) -> None:
    """Show owners, what is held, the rules and the offices."""
    st.subheader(say("party.owners"), anchor=False)
    day = bound("on", state.on, last=True) or date.today()
    if not go.common().paper:
        _day(state)
    told = around(found.shown.id, day)
    st.caption(say("party.owners_on", day=day.isoformat()))
    _owners(told.owned, state)
    _held(told, state)
    _rules(told.owned)
    _offices(told.owned.control)
    for line in told.owned.cut:
        st.warning(say("party.not_read", what=line))
    meaning("OWNS")


def _day(state: PartyState) -> None:
    with st.form(f"on-{state.on}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            say("party.on"), state.on, max_chars=10, key=f"on-day-{state.on}", placeholder=words("form.day_hint"),
            width=220,
        )  # fmt: skip
        sent = st.form_submit_button(say("party.on_show"))
    if sent and (typed or "").strip() != state.on:
        go.turn(replace(state, on=(typed or "").strip()))


def _owners(told: Owned, state: PartyState) -> None:
    rows = [
        {"owner": party(one.owner.to_json()), "holds": _holds(one.direct or one.indirect, one.direct is None),
         "chains": share(one.chains), "hops": one.hops, "lists": listed(one.lists, "")}
        for one in told.owners
    ]  # fmt: skip
    if not rows:
        st.info(say("party.no_owners"))
        return
    _open(rows, OWNERS, [one.owner.id for one in told.owners], state, key="owners", alt=words("party.owners"))
    if told.owners_total > len(rows):
        st.caption(say("party.more", n=told.owners_total - len(rows)))
    if told.over:
        st.warning(say("party.over", sum=number(round(100 + told.over, 2))))


def _held(told: Around, state: PartyState) -> None:
    if not told.held:
        st.info(say("party.holds_nothing"))
        return
    st.markdown(say("party.holds"))
    rows = [
        {"owned": party(one.owned.to_json()), "holds": _holds(one.holding, one.direct is None),
         "chains": share(one.chains), "hops": one.hops, "listed": words("mark.listed") if one.owned.listed else ""}
        for one in told.held
    ]  # fmt: skip
    _open(rows, HELD, [one.owned.id for one in told.held], state, key="held", alt=words("party.holds_alt"))
    if told.total > len(rows):
        st.caption(say("party.more", n=told.total - len(rows)))


def _open(
    rows: Sequence[dict[str, Any]], columns: Sequence[str], ids: Sequence[str], state: PartyState, *, key: str, alt: str
) -> None:
    """Show parties as a table; a tick opens one."""
    now = table(
        rows, columns, key=f"{key}-{state.id}-{state.on}", alt=alt, file=f"waybill-{key}", widths=_WIDTHS, ticked=[]
    )
    if now and not ids[now[0]].startswith("country:"):
        go.turn(PartyState(id=ids[now[0]], on=state.on))


def _holds(one: Holding | None, through: bool) -> str:
    """Return a share as told, with what is to be known of it."""
    if one is None:
        return ""
    told = [share(one.share)]
    told += [words("party.through_others")] if through else []
    told += [] if one.agree else [words("party.differ")]
    told += [words("party.undated")] if all(fact.undated for fact in one.facts) else []
    told += [words("standing_word.unreviewed")] if all(fact.standing != "accepted" for fact in one.facts) else []
    return "; ".join(told)


def _rules(told: Owned) -> None:
    rows = [_rule(by) for by in told.rules]
    with st.expander(say("party.rules"), expanded=go.common().paper):
        st.caption(say("party.rules_note"))
        table(rows, RULES, key="rules", alt=words("party.rules"), file="waybill-rules", widths=_WIDTHS)


def _rule(by: ByRule) -> dict[str, Any]:
    name = f"{by.rule.authority}, {by.rule.name}"
    state = words(f"rule_state.{_STATES[by.state]}") if by.state in _STATES else by.state
    if by.party is None:
        return {"rule": name, "verdict": "", "share": "", "because": "", "state": state}
    one = by.party
    return {
        "rule": name, "verdict": words(f"verdict.{one.status}"), "share": share(one.share) if one.share else "",
        "because": listed([top.party.name for top in one.by], ""), "state": state,
    }  # fmt: skip


def _offices(found: Sequence[Control]) -> None:
    if not found:
        return
    st.markdown(say("party.offices"))
    rows = [
        {"holder": party(one.holder.to_json()), "office": one.topic, "body": party(one.body.to_json()),
         "dates": period(_iso(one.start), _iso(one.end)), "standing": one.standing}
        for one in found
    ]  # fmt: skip
    table(rows, OFFICES, key="offices", alt=words("party.offices_alt"), file="waybill-offices")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
