"""What judging claims and judging names share: buttons, keys, the reason, undo, and what was said meanwhile.

Who may judge sees the buttons. Whoever comes past them is refused by the log (graph/decisions.py), and whoever judges
what somebody else judged meanwhile is shown that first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.keys import keys
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.say import said, say, words
from dashboard.states.evidence import EvidenceState
from dashboard.states.review import ReviewState
from dashboard.wording import moment
from graph.archive import Archive, Decision
from graph.build import build, build_mark
from graph.errors import DecidedMeanwhile, WaybillError
from graph.joins import read_joins
from graph.rights import Role, acting
from graph.store import Store

MOST_SHOWN = 50  # judgements in the list of the last ones
LONGEST_REASON = 1000
_TOLD, _NEXT, _DONE = "review told", "review next", "review done"
_KEYS = {  # a page may still show for a moment what was on it: of two, the first that is there counts
    "j": ("next",), "k": ("previous",), "a": ("accept",), "r": ("reject",), "u": ("undo", "back"), "e": ("evidence",),
}  # fmt: skip

Judge = Callable[[str, str], object]


@dataclass(frozen=True, slots=True)
class Case:
    """What stands on the desk.

    Attributes:
        state: of the page.
        item: as the address names it.
        name: what it says; plain text.
        judge: is given a verdict and the reason, and writes them into the log.
        verdicts: the words of the buttons: the first is the key a, the second the key r.
        undo: the word that takes a verdict back.
        decided: the judgement that stands on it.
        evidence: where its proof can be read in full.
        waiting: items that wait, in their order.
    """

    state: ReviewState
    item: str
    name: str
    judge: Judge
    verdicts: Sequence[str]
    undo: str
    decided: Decision | None
    waiting: Sequence[str]
    evidence: EvidenceState | None = None

    def beside(self, step: int) -> str:
        """Return the item before or after it that waits; empty where there is none."""
        if self.item not in self.waiting:
            return self.waiting[0] if self.waiting else ""
        place = self.waiting.index(self.item) + step
        return self.waiting[place] if 0 <= place < len(self.waiting) else ""


def moved(state: ReviewState) -> None:
    """Go on to the next item where one was just judged, and say what came of it."""
    following = st.session_state.pop(_NEXT, None)
    if following is not None:
        go.turn(replace(state, item=following))
    told = st.session_state.pop(_TOLD, None)
    if told:
        kind, text = told
        (st.success if kind == "done" else st.warning)(text)


def buttons(case: Case) -> None:
    """Show what may be done with a case, and its keys."""
    if go.common().paper:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, step in (("previous", -1), ("next", 1)):
            other = case.beside(step)
            if other:
                with st.container(key=f"review-{name}", width="content"):
                    go.link("review", say(f"review.{name}"), replace(case.state, item=other))
        if case.evidence is not None:
            with st.container(key="review-evidence", width="content"):
                go.link("evidence", say("proof.open"), case.evidence)
    person = acting()
    if person.role < Role.REVIEWER:
        st.info(say("review.reader", who=person.name, role=person.role.word))
    else:
        _verdicts(case)
    on = st.toggle(say("review.keys"), case.state.keys, key=f"keys-{case.state.keys}", help=say("review.keys_help"))
    if on != case.state.keys:
        go.turn(replace(case.state, keys=on))
    keys({key: [f"review-{name}" for name in names] for key, names in _KEYS.items()} if on else {})


def _verdicts(case: Case) -> None:
    field = f"why-{case.item}"
    st.text_input(say("review.why"), max_chars=LONGEST_REASON, key=field, placeholder=words("review.why_hint"))
    with st.container(horizontal=True):
        for place, verdict in enumerate(case.verdicts):
            name = ("accept", "reject")[place] if place < 2 else verdict
            st.button(
                say(f"review.say.{verdict}"), key=f"review-{name}", on_click=_judge, args=(case, verdict, field),
                type="primary" if place == 0 else "secondary",
            )  # fmt: skip
        if case.decided is not None:
            st.button(say("review.undo"), key="review-undo", on_click=_judge, args=(case, case.undo, field))
        else:
            back(case.state)


def _judge(case: Case, verdict: str, field: str) -> None:
    """Judge, before the page is made anew; an error is said on it."""
    done: list[tuple[str, str, str]] = st.session_state.setdefault(_DONE, [])
    try:
        case.judge(verdict, plain(st.session_state.get(field, ""), LONGEST_REASON))
    except DecidedMeanwhile:
        st.session_state[_TOLD] = ("meanwhile", say("review.meanwhile"))
        return
    except WaybillError as error:
        st.session_state[_TOLD] = ("error", escaped(error, 2000))
        return
    undone = verdict == case.undo
    text = say("review.undone", what=case.name) if undone else say(f"review.done.{verdict}", what=case.name)
    st.session_state[_TOLD] = ("done", text)
    kept = [one for one in done if one[:2] != (case.state.queue, case.item)]
    done[:] = kept if undone else [*kept, (case.state.queue, case.item, case.name)]
    st.session_state[_NEXT] = case.item if undone else case.beside(1)


def back(state: ReviewState) -> None:
    """Show a link to what this session judged last; from there it can be taken back."""
    done: list[tuple[str, str, str]] = st.session_state.get(_DONE, [])
    last = next(((item, name) for kind, item, name in reversed(done) if kind == state.queue), None)
    if last is not None:
        with st.container(key="review-back", width="content"):
            go.link("review", say("review.back_to", what=last[1]), replace(state, item=last[0]))


def decision(found: Decision | None) -> None:
    """Say what was decided on a case, and by whom."""
    if found is not None:
        why = words("review.because", why=found.why) if found.why else ""
        st.warning(say("review.decided", verdict=_verdict(found.verdict), by=found.by, at=moment(found.at), why=why))


def lately(decisions: Iterable[Decision], names: Callable[[str], str], state: ReviewState) -> None:
    """Show who judged what, the last first; a tick opens it.

    Args:
        decisions: of one kind.
        names: what the subject of a decision says.
        state: of the page.
    """
    last = list(decisions)[::-1][:MOST_SHOWN]
    with st.expander(say("review.lately", n=len(last))):
        if not last:
            st.caption(say("review.nobody"))
            return
        rows: list[dict[str, Any]] = [
            {"at": moment(one.at), "by": one.by, "verdict": _verdict(one.verdict), "what": names(one.subject),
             "why": one.why}
            for one in last
        ]  # fmt: skip
        now = table(
            rows, ("at", "by", "verdict", "what", "why"), key="lately", alt=words("review.lately_alt"), ticked=[],
            file="waybill-judgements",
        )  # fmt: skip
        if now:
            go.turn(replace(state, item=last[now[0]].subject))


def seen(decisions: Iterable[Decision], kind: str, subject: str) -> tuple[str, Decision | None]:
    """Return when a subject was last decided on, and the decision on it that stands."""
    own = [one for one in decisions if (one.kind, one.subject) == (kind, subject)]
    if not own:
        return "", None
    return max(one.at for one in own), None if own[-1].verdict == "undone" else own[-1]


def freshness(state: ReviewState) -> None:
    """Say that judgements are not in the graph yet, and work them in when a reviewer asks for it."""
    if _current(len(data.archive().decisions())):
        return
    st.divider()
    st.caption(say("review.behind"))
    if go.common().paper or acting().role < Role.REVIEWER or not st.button(say("review.build"), key="review-build"):
        return
    settings = data.settings()
    with st.spinner(words("review.building")), Store.open(settings) as store:
        built = build(settings, store, trust=True)
    st.session_state[_TOLD] = ("done", say("review.built", written=built.written, removed=built.removed))
    go.turn(state)


@data.kept()
def _current(store: Store, archive: Archive, _decisions: int) -> bool:
    """Whether the graph is made of all that was decided."""
    return bool(
        store.meta().get("build") == build_mark(archive.decisions(), archive.active(), read_joins(archive))
    )  # fmt: skip


def _verdict(word: str) -> str:
    return words(f"review.verdicts.{word}") if said(f"review.verdicts.{word}") else word
