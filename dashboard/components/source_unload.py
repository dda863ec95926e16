"""Taking a source or package out of the graph, and bringing it back: what would go is said, and asked once more."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data, go, jobs
from dashboard.components.source_data import may_load
from dashboard.plain_text import plain
from dashboard.say import say, words
from dashboard.states.sources import SourcesState
from graph.archive import Archive
from graph.holdings import Holding
from graph.model import digest_id
from graph.store import Store
from queries.unloading import Loss, loss

LONGEST = 500  # characters of a reason


@data.kept("wait.query")
def lost(store: Store, _: Archive, documents: Sequence[str]) -> Loss:
    """Return what the graph would lose with some documents, by checksum."""
    return loss(store, documents)


def unloading(what: str, held: Sequence[Holding]) -> None:
    """Show the form that takes something out, or the one that brings it back.

    Args:
        what: the source as people write it, or the id of a package.
        held: its packages.
    """
    if go.common().paper or not may_load():
        return
    counted = [one for one in held if one.state in ("active", "superseded")]
    out = [one for one in held if one.state == "withdrawn"]
    if counted:
        with st.expander(say("sources.unload.title"), icon=":material/eject:"):
            _out(what, counted)
    if out:
        with st.expander(say("sources.unload.undo"), icon=":material/undo:"):
            _back(what, out)


def _out(what: str, held: Sequence[Holding]) -> None:
    files = {one.sha256 for one in held}
    st.markdown(say("sources.unload.packages", n=len(held), files=len(files), rows=sum(one.rows for one in held)))
    with data.in_place():
        gone = lost(sorted({one.sha256 for one in held if one.state == "active"}))
        st.markdown(say("sources.unload.facts", n=gone.facts, alone=gone.alone) if gone.counted
                    else say("sources.unload.many"))  # fmt: skip
    st.caption(say("sources.unload.keeps"))
    with st.form(f"unload-{digest_id(what)[:12]}", border=False):
        why = st.text_input(say("sources.unload.why"), max_chars=LONGEST, placeholder=words("sources.unload.why_hint"))
        sure = st.checkbox(say("sources.unload.sure"))
        sent = st.form_submit_button(say("sources.unload.do"), type="primary")
    if sent and not sure:
        st.warning(say("sources.unload.once_more"))
    elif sent:
        with data.in_place():
            go.turn(SourcesState(job=jobs.unload(what, plain(why, LONGEST))))


def _back(what: str, held: Sequence[Holding]) -> None:
    st.markdown(say("sources.unload.out", n=len(held), rows=sum(one.rows for one in held)))
    if st.button(say("sources.unload.bring_back"), key=f"restore-{digest_id(what)[:12]}"):
        with data.in_place():
            go.turn(SourcesState(job=jobs.unload(what, "", undo=True)))
