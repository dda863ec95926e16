"""What changed between two days on the paths from China to Russia, and which documents came in, on the first page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import data, go
from dashboard.components.path_answer import path_row
from dashboard.components.table import table
from dashboard.say import say, words
from dashboard.states.overview import CLOCKS, OverviewState
from dashboard.states.paths import PathForm
from dashboard.wording import invented, listed
from graph.errors import InvalidParameter
from graph.model import digest_id
from graph.views import View
from queries.change_reasons import explained
from queries.changes import KINDS, Changes, changes
from queries.question import bound

COLUMNS = ("change", "path", "goods", "was", "now", "reasons", "synthetic")
WIDTHS = {"path": 380, "reasons": 420, "was": 200, "now": 200}


def changed(state: OverviewState) -> None:
    """Show the form, and what changed where the address asks for it.

    Args:
        state: what the address says.
    """
    st.header(say("changed.title"))
    if not go.common().paper:
        _form(state)
    if not state.since:
        st.caption(say("changed.hint"))
        return
    first, last = bound("since", state.since, last=True), bound("until", state.until, last=True) or date.today()
    if first is None or first >= last:
        raise InvalidParameter(f"since, until: since must lie before until, got {first} and {last}")
    with st.spinner(words("asof.making")):
        found = _changes(data.mark(), first, last, state.clock)
    _shown(found)


def _form(state: OverviewState) -> None:
    tag = digest_id(state.params())[:8]
    with st.form(f"changed-{tag}", border=False):
        one, two, three, four = st.columns([2, 2, 4, 2], vertical_alignment="bottom")
        day = words("asof.hint")
        since = one.text_input(say("changed.since"), state.since, max_chars=10, key=f"since-{tag}", placeholder=day)
        until = two.text_input(
            say("changed.until"), state.until, max_chars=10, key=f"until-{tag}", placeholder=words("changed.today")
        )
        clock = three.radio(
            say("changed.clock"), CLOCKS, CLOCKS.index(state.clock), lambda name: words(f"changed.{name}"),
            key=f"clock-{tag}", horizontal=True,
        )  # fmt: skip
        sent = four.form_submit_button(say("changed.ask"), width="stretch")
    if sent:
        asked = replace(state, since=(since or "").strip(), until=(until or "").strip(), clock=clock)
        go.turn(asked)


@st.cache_data(show_spinner=False, max_entries=10, ttl=data.KEPT_SECONDS)
def _changes(mark: str, first: date, last: date, clock: str) -> Changes:
    """Ask the graphs of both days; each is made by the first question, and kept."""
    views = [_view(day, clock) for day in (first, last)]
    marks = ["" if view.plain else mark for view in views]
    query = PathForm.read({}).query()
    stores, limit = data.stores(), data.settings().query_timeout_s
    with stores.using(views[1], marks[1]) as (after, _), stores.using(views[0], marks[0]) as (before, _):
        found = changes(before, after, query, (first, last), clock, limit)
        return explained(found, before, after, data.archive(), views[0].by)


def _view(day: date, clock: str) -> View:
    if clock == "valid":
        return View(valid=day)
    return View() if day >= date.today() else View(known=day)


def _shown(found: Changes) -> None:
    told = [words(f"changed.counted.{kind}", n=found.counts[kind]) for kind in (*KINDS, "same")]
    st.markdown(say("changed.between", since=found.since, until=found.until, what=listed(told)))
    if found.cut:
        st.warning(say("changed.cut"))
    rows = [
        {
            **path_row(one.path), "change": words(f"changed.kind.{one.kind}"), "was": one.was, "now": one.now,
            "reasons": listed(one.reasons), "synthetic": invented(one.path.synthetic),
        }
        for one in found.changes
    ]  # fmt: skip
    if rows:
        table(
            rows, COLUMNS, key="changed", alt=words("changed.title"), file="waybill-changes", widths=WIDTHS, tall=True
        )
    more = sum(found.counts[kind] for kind in KINDS) - len(rows)
    if more > 0:
        st.caption(say("changed.more", n=more))
