"""Claims of texts that wait: one at a time, its passage in its surroundings, and what it says."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data
from dashboard.address import short
from dashboard.components.claim_card import slots
from dashboard.components.judging import Case, back, buttons, decision, lately, seen
from dashboard.components.passages import document
from dashboard.components.segments import Mark
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.say import say, words
from dashboard.states.evidence import EvidenceState
from dashboard.states.review import ReviewState
from dashboard.wording import listed
from graph.archive import Archive
from graph.reviews import SHORTEST, WAITING, Reviewed, reviewed
from graph.rights import acting
from graph.store import Store
from queries import desk as desks
from queries.claim_words import told
from queries.question import PathQuery
from queries.review import Effect

KIND = "review"
ENDS = ("CN", "RU")  # whose paths order the queue
NOTHING = Effect()
_WIDTHS = {"slot": 110, "says": 330}


def desk(state: ReviewState) -> None:
    """Show the queue of claims, and the one that the address names."""
    archive = data.archive()
    claims = {one.id: one for one in reviewed(archive)}
    effects, cut = order()
    placed = [name for name, _ in effects if name in claims]
    rest = claims.keys() - set(placed)  # what was taken back or came since
    waiting = [name for name in (*placed, *sorted(rest)) if claims[name].state in WAITING]
    one = _chosen(list(claims.values()), state.item, waiting)
    if cut:
        st.caption(say("review.cut"))
    if one is None:
        st.info(say("review.no_claims"))
        back(state)
    else:
        _claim(one, state, waiting, dict(effects).get(one.id, NOTHING))
    own = [found for found in archive.decisions() if found.kind == KIND]
    lately(own, lambda name: told(claims[name].stands) if name in claims else name, state)


@data.kept("wait.queue", most=5)
def order(store: Store, archive: Archive) -> tuple[list[tuple[str, Effect]], bool]:
    """Return the ids of the claims that wait with what deciding on each would change, and whether it was cut."""
    query = PathQuery.make(from_=ENDS[0], to=ENDS[1])
    found, cut = desks.queue(store, reviewed(archive), query, data.settings().query_timeout_s)
    return [(one.claim.id, one.effect) for one in found], cut


def _chosen(claims: Sequence[Reviewed], wanted: str, waiting: Sequence[str]) -> Reviewed | None:
    if wanted:
        found = [one for one in claims if wanted in (one.id, one.node)] or [
            one for one in claims if len(wanted) >= SHORTEST and one.id.startswith(wanted)
        ]
        if len(found) == 1:
            return found[0]
        st.warning(say("review.no_claim", claim=plain(wanted, 70)))
    return next((one for name in waiting[:1] for one in claims if one.id == name), None)


def _claim(one: Reviewed, state: ReviewState, waiting: Sequence[str], effect: Effect) -> None:
    archive = data.archive()
    at, found = seen(archive.decisions(), KIND, one.id)

    def judge(verdict: str, why: str) -> None:
        mine = desks.Desk(archive, acting().name, why)
        if verdict == "undo":
            mine.undo([one.id], at)
        else:
            mine.judge([one.id], verdict, at)

    if one.id in waiting:
        place = waiting.index(one.id) + 1
        st.caption(
            say("review.place", place=place, n=len(waiting), opened=effect.opened, closed=effect.closed,
                conflicts=effect.conflicts, parties=effect.parties)
        )  # fmt: skip
    left, right = st.columns([3, 2], gap="large")
    with left, data.in_place():
        _passage(one)
    with right:
        st.markdown(f"**{escaped(told(one.stands))}**")
        decision(found)
        _notes(one)
        evidence = EvidenceState(document=one.document.sha256[:32], claim=short(one.node))
        buttons(
            Case(state, one.id, plain(told(one.stands), 200), judge, ("accepted", "rejected"), "undo", found, waiting,
                 evidence)
        )  # fmt: skip
        table(
            slots(one.stands), ("slot", "says"), key="slots", widths=_WIDTHS, tall=True, alt=words("review.slots_alt")
        )


def _passage(one: Reviewed) -> None:
    passage = desks.Desk(data.archive(), acting().name).passage(one)
    text, marks = "", []
    for piece, inside in passage.pieces:
        if inside:
            marks.append(Mark(one.id, len(text), len(text) + len(piece), told(one.stands), one.state in WAITING))
        text += piece
    source, about = one.document.source, one.document.title or one.document.name
    published = one.document.published and words("proof.published", day=one.document.published)
    st.markdown(f"**{escaped(about)}** \u00b7 {escaped(listed([source.publisher, published, passage.place]))}")
    if source.synthetic:
        st.markdown(f":orange-badge[{say('mark.synthetic')}] {say('mark.invented')}")
    document(
        text, marks, key="passage", label=words("evidence.text_of", title=plain(about)),
        language=one.stands.language or one.document.language, chosen=one.id,
    )  # fmt: skip


def _notes(one: Reviewed) -> None:
    """Say what a reviewer must know besides: that it failed, changed, or was decided on in an earlier text."""
    if one.state in ("failed", "changed", "by-rule"):
        st.caption(say(f"review.states.{one.state.replace('-', '_')}"))
    if one.earlier is not None:
        before = one.earlier.decision
        st.caption(
            say("review.earlier", verdict=words(f"review.verdicts.{before.verdict}"), by=before.by, at=before.at[:10],
                document=one.earlier.document.name)
        )  # fmt: skip
    if one.state == "corrected":
        st.caption(say("review.extracted", says=told(one.claim)))
