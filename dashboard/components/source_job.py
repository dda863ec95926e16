"""A command that runs, how far it is, and what came of it; leaving the page does not end it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import data, go, jobs, uploads
from dashboard.components.source_data import bare, may_load
from dashboard.components.source_export import exported
from dashboard.components.source_found import files
from dashboard.jobs import Job
from dashboard.plain_text import escaped, plain
from dashboard.say import say
from dashboard.states.sources import SourcesState
from dashboard.wording import moment
from graph.rights import acting

POLL_S = 1.5


def running(state: SourcesState) -> None:
    """Say on every view what is being loaded or taken out, and lead there."""
    for job in jobs.recent():
        if job.state == "running" and jobs.TURNS[job.kind] == "writing" and job.id != state.job:
            with st.container(horizontal=True, vertical_alignment="center", key=f"running-{job.id}"):
                st.markdown(say(f"sources.job.now_{job.kind}", what=plain(job.what, 120), by=job.by))
                if may_load():
                    go.link("sources", say("sources.job.watch"), SourcesState(job=job.id), icon=":material/visibility:")


def shown(state: SourcesState) -> None:
    """Show the command that the address names."""
    job = jobs.find(state.job)
    go.link("sources", say("sources.back"), replace(state, job=""), icon=":material/arrow_back:")
    if job is None:
        st.warning(say("sources.job.gone"))
        return
    if not may_load() and (job.kind != "export" or job.by != acting().name):
        st.info(say("sources.job.not_yours"))
        return
    st.header(say(f"sources.job.title_{job.kind}", what=plain(job.what, 200)), anchor=False)
    st.caption(say("sources.job.asked", by=job.by, at=moment(job.started, seconds=True)))
    if job.state == "running":
        _live(job.id)
    elif job.state == "done":
        _done(job)
    else:
        _failed(job)


@st.fragment(run_every=POLL_S)
def _live(name: str) -> None:
    """Show how far a command is, again and again, without the rest of the page."""
    with data.in_place():
        job = jobs.find(name)
        if job is None or job.state != "running":
            st.rerun()
        st.info(say("sources.job.running"), icon=":material/hourglass_top:")
        st.markdown(escaped(bare(job.said), 300) or say("sources.job.begins"))
        st.caption(say("sources.job.leave"))
        if job.ours and not go.common().paper and st.button(say("sources.job.stop"), key=f"stop-{name}"):
            jobs.stop(job)


def _failed(job: Job) -> None:
    if job.state == "stopped":
        st.warning(say("sources.job.stopped"))
    else:
        st.error(escaped(bare(job.said), 2000) or say("sources.job.silent"))
    if job.kind in ("load", "try"):
        st.caption(say("sources.job.nothing_half"))
        _again(job)


def _again(job: Job) -> None:
    """Lead back to the files, where they are still there."""
    if job.upload and uploads.find(job.upload) is not None:
        go.link("sources", say("sources.job.files"), SourcesState(view="load", upload=job.upload),
                icon=":material/folder_open:")  # fmt: skip


def _done(job: Job) -> None:
    with data.in_place():
        if job.kind in ("load", "try"):
            _read(job)
        elif job.kind == "export":
            exported(job)
        else:
            _changed(job)


def _read(job: Job) -> None:
    found, loaded = job.answer["files"], job.kind == "load"
    bad = sum(one["state"] in ("failed", "refused") for one in found)
    rejected = sum(one["rejected"] for one in found)
    if bad:
        st.error(say("sources.job.bad", n=bad))
    if rejected:
        st.warning(say(f"sources.job.{job.kind}_rejects", n=rejected))
    elif not bad:
        st.success(say(f"sources.job.{job.kind}_whole"))
    if not loaded:
        st.caption(say("sources.job.nothing_kept"))
    if loaded:
        go.link("sources", say("sources.job.list"), SourcesState(), icon=":material/list:")
        for rule, left in (job.answer.get("left_out") or {}).items():
            st.caption(say("sources.job.left_out", rule=rule, n=left["count"]))
    if not loaded or bad:
        _again(job)
    files(found, loaded)
    upload = uploads.find(job.upload) if job.kind == "try" else None
    if upload is not None and not go.common().paper and st.button(say("sources.load.load"), type="primary"):
        go.turn(SourcesState(job=jobs.load(upload)))


def _changed(job: Job) -> None:
    """Say what was taken out or brought back, and what the graph has become."""
    told = job.answer["withdrawn" if job.kind == "unload" else "restored"]
    graph = job.answer["graph"]
    st.success(say(f"sources.job.{job.kind}_done", n=len(told), facts=graph["facts"], parties=graph["parties"],
                   removed=graph["removed"], written=graph["written"]))  # fmt: skip
    st.markdown("\n".join(f"- {escaped(one['document'])} \u00b7 {escaped(one['publisher'])}" for one in told[:50]))
    if len(told) > 50:
        st.caption(say("fresh.more", n=len(told) - 50))
    go.link("sources", say("sources.job.list"), SourcesState(), icon=":material/list:")
