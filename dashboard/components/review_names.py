"""Pairs of parties that may be one: a pair at a time, the names of both as printed, and what speaks for and against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import data
from dashboard.components.judging import Case, back, buttons, decision, lately, seen
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.reworded import reworded
from dashboard.say import said, say, words
from dashboard.states.review import ReviewState
from dashboard.wording import country, listed, reason_word
from graph.archive import Archive, Decision
from graph.errors import ResolutionError
from graph.resolution.edges import in_order
from graph.resolution.judgements import KIND
from graph.rights import acting
from graph.store import Store
from queries import name_desk
from queries.name_queue import Waiting, queue, reasons_json
from queries.parties import Told
from queries.question import PathQuery
from queries.records import Records, index_of, mark_of, resolved_mark, standing

ENDS = ("CN", "RU")  # whose paths order the queue
MOST = 200  # pairs that are looked at between two builds of the graph
MOST_NAMES = 20  # of a party


def desk(state: ReviewState) -> None:
    """Show the queue of names, and the pair that the address names."""
    archive, settings = data.archive(), data.settings()
    if resolved_mark(settings) is None:
        st.info(say("review.no_names"))
        return
    if resolved_mark(settings) != mark_of(archive):
        st.caption(say("review.names_behind"))
    try:
        pairs, total, cut = waiting_pairs()
    except ResolutionError:
        st.info(say("review.no_names"))
        return
    own = [one for one in archive.decisions() if one.kind == KIND]
    last = {one.subject: one.verdict for one in own}
    open_ = [name for name in pairs if last.get(name, "undone") in ("undone", "unsure")]
    if cut:
        st.caption(say("review.cut"))
    wanted = state.item if state.item in pairs else ""
    if state.item and not wanted:
        st.warning(say("review.no_pair"))
    name = wanted or next(iter(open_), "")
    if not name:
        st.info(say("review.no_pairs"))
        back(state)
    else:
        _pair(pairs[name], name, state, open_, own, total - len(pairs) + len(open_))
    lately(own, lambda subject: _names(pairs[subject]) if subject in pairs else subject, state)


@data.kept("wait.queue", most=5)
def waiting_pairs(store: Store, archive: Archive) -> tuple[dict[str, Waiting], int, bool]:
    """Return the first pairs that wait by their two records, how many there are, and whether paths were cut."""
    query = PathQuery.make(from_=ENDS[0], to=ENDS[1])
    with index_of(data.settings(), read_only=True) as index:
        records = Records(index, standing(archive, index))
        found, total, cut = queue(store, records, query, MOST, data.settings().query_timeout_s)
    return {" ".join(in_order(one.queued.edge.one, one.queued.edge.other)): one for one in found}, total, cut


def _pair(
    one: Waiting, name: str, state: ReviewState, waiting: Sequence[str], own: Sequence[Decision], total: int
) -> None:
    at, found = seen(own, KIND, name)

    def judge(verdict: str, why: str) -> None:
        with index_of(data.settings(), read_only=True) as index:
            name_desk.judge(
                data.archive(), index, name.split(" "), verdict, by=acting().name, why=why, seen=at
            )  # fmt: skip

    if name in waiting:
        st.caption(
            say("review.pair", place=waiting.index(name) + 1, n=total, opened=one.effect.opened,
                closed=one.effect.closed, chance=f"{one.queued.edge.chance:.2f}")
        )  # fmt: skip
    st.caption(say(f"review.waits.{one.queued.reason}"))
    for place, column in enumerate(st.columns(2, gap="large")):
        with column:
            _party(one.told[place], one.parties[place], place)
    decision(found)
    buttons(Case(state, name, _names(one), judge, ("same", "different", "unsure"), name_desk.UNDO, found, waiting))
    if one.score is not None:
        rows = [_reason(row) for row in reasons_json(one.score)]
        st.header(say("review.reasons"))
        st.caption(say("review.weights"))
        table(rows, ("what", "detail", "weight"), key="reasons", alt=words("review.reasons"))


def _reason(row: Mapping[str, Any]) -> dict[str, str]:
    weight = row["weight"]
    return {
        "what": reason_word(row["what"]),
        "detail": plain(reworded(row["detail"]), 300),
        "weight": words(f"review.weight.{weight}") if isinstance(weight, str) else f"{weight:+.2f}",
    }


def _party(known: Told | None, party: str, place: int) -> None:
    if known is None:
        st.markdown(f"**{escaped(party)}**")
        st.caption(say("review.not_there"))
        return
    st.markdown(f"**{escaped(known.name)}**")
    if known.synthetic:
        st.markdown(f":orange-badge[{say('mark.synthetic')}] {say('mark.invented')}")
    home = country(known.country) if known.country else words("picture.no_country")
    st.caption(escaped(listed([words(f"node.{known.label}") if said(f"node.{known.label}") else known.label, home])))
    st.caption(say("review.records", n=known.records, sources=listed(known.sources)))
    if known.lists:
        st.caption(say("review.lists", lists=listed(known.lists)))
    names = [{"as_printed": plain(one, 300)} for one in known.names[:MOST_NAMES]]
    if names:
        alt = f"{place + 1}: {words('review.names_of', name=plain(known.name))}"  # two parties may have one name
        table(names, ("as_printed",), key=f"names-{place}", alt=alt)


def _names(one: Waiting) -> str:
    names = [plain(known.name if known else party, 80) for known, party in zip(one.told, one.parties, strict=True)]
    return " = ".join(names)
