"""Loading files: upload, what they are, what is known of them, and the way to the dry run and the load."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import children, data, go, jobs, uploads
from dashboard.components.source_data import bare, stamp
from dashboard.components.source_mapping import columns
from dashboard.components.table import table
from dashboard.plain_text import number, plain
from dashboard.say import say, words
from dashboard.states.sources import SourcesState
from dashboard.uploads import Upload
from dashboard.wording import moment

PLAN = ("file", "bytes", "kind", "action", "reader", "rows", "why")
CHOICES = {"coverage": ("", "complete", "excerpt", "amendment")}
_WIDTHS = {"file": 260, "why": 460, "reader": 200, "action": 160}


def loading(state: SourcesState) -> None:
    """Show the upload, or the files of one that waits."""
    upload = uploads.find(state.upload) if state.upload else None
    if state.upload and upload is None:
        st.warning(say("sources.load.gone"))
    if upload is None:
        if not go.common().paper:
            _take()
        _waiting()
    else:
        _files(upload, state)


def _take() -> None:
    st.caption(say("sources.load.how", files=uploads.MOST_FILES, size=uploads.MOST_BYTES >> 20))
    with st.form("upload", clear_on_submit=True):
        given = st.file_uploader(
            say("sources.load.files"), accept_multiple_files=True, max_upload_size=uploads.MOST_BYTES >> 20,
            key="upload-files",
        )  # fmt: skip
        sent = st.form_submit_button(say("sources.load.take"), type="primary")
    if sent and not given:
        st.warning(say("sources.load.none"))
    elif sent:
        with data.in_place():
            uploads.tidy(job.upload for job in jobs.recent() if job.state == "running")
            upload = uploads.keep([(one.name, one.getvalue()) for one in given])
            go.turn(SourcesState(view="load", upload=upload.id))


def _waiting() -> None:
    """Lead to uploads that nobody has loaded or given up."""
    found = uploads.all_of_them()
    if found:
        st.markdown(say("sources.load.waiting"))
    for upload in found:
        names, at = plain(", ".join(upload.names()), 120), moment(upload.at)
        go.link("sources", say("sources.load.one", names=names, by=upload.by, at=at),
                SourcesState(view="load", upload=upload.id), icon=":material/folder_open:")  # fmt: skip


def _files(upload: Upload, state: SourcesState) -> None:
    with data.in_place():
        st.header(say("sources.load.these", n=len(upload.names())), anchor=False)
        if not go.common().paper:
            _words(upload)
        lines = _plan(upload.id, upload.mark(), stamp())["files"]
        _lines(upload, lines, state)
        # a table whose mapping is wrong is not known as one, and yet its columns are to be corrected
        kinds = {Path(line["path"]).name: line["kind"] for line in lines}
        tables = [name for name, kind in kinds.items() if kind == "table" or upload.mapping(name).is_file()]
        if tables and not go.common().paper:
            with data.in_place():
                columns(upload, tables, state)
    _acts(upload)


@st.cache_data(show_spinner=False, max_entries=50, ttl=data.KEPT_SECONDS)
def _planned(name: str, files: str, archive: str) -> dict[str, Any]:
    upload = uploads.find(name)
    return children.plan(upload) if upload is not None else {"files": []}


def _plan(name: str, files: str, archive: str) -> dict[str, Any]:
    """Return the plan of a load; made anew when files, words, mappings or the archive change."""
    with st.spinner(words("sources.load.looking")):
        return _planned(name, files, archive)


def _lines(upload: Upload, lines: list[dict[str, Any]], state: SourcesState) -> None:
    sizes = upload.names()
    told = {Path(line["path"]).name: line for line in lines}
    rows = [_row(name, size, told.get(name)) for name, size in sizes.items()]
    table(rows, PLAN, key="plan", alt=words("sources.load.plan_alt"), widths=_WIDTHS, tall=True)


def _row(name: str, size: int, line: Mapping[str, Any] | None) -> dict[str, Any]:
    row = {"file": plain(name), "bytes": number(size), "kind": "", "action": words("sources.action.beside"),
           "reader": "", "rows": "", "why": words("sources.load.beside")}  # fmt: skip
    if line is None:
        return row
    known = line["action"] == "load" and line["known"]
    about = "" if line["rows"] is None else number(line["rows"]) if line["rows_exact"] else f"~ {number(line['rows'])}"
    return row | {
        "kind": words(f"sources.kind.{line['kind']}"),
        "action": words("sources.action.known" if known else f"sources.action.{line['action']}"),
        "reader": plain(line["loader"]), "rows": about, "why": plain(bare(line["reason"]), 600),
    }  # fmt: skip


def _words(upload: Upload) -> None:
    """Ask what is known of the files: it becomes the options of `waybill load`."""
    with st.expander(say("sources.load.about"), expanded=not upload.words, icon=":material/edit_note:"):
        st.caption(say("sources.load.about_how"))
        with st.form(f"words-{upload.id}", border=False):
            said = {}
            for start in range(0, len(uploads.WORDS), 2):
                for place, name in zip(st.columns(2), uploads.WORDS[start : start + 2], strict=False):
                    said[name] = _word(place, upload, name)
            invented = st.checkbox(
                say("sources.load.synthetic"), upload.synthetic, help=say("sources.load.synthetic_help")
            )
            sent = st.form_submit_button(say("sources.load.say"))
    if sent:
        uploads.describe(upload, said, invented)
        st.rerun()


def _word(place: Any, upload: Upload, name: str) -> str:
    told, label = upload.words.get(name, ""), say(f"sources.words.{name}")
    key = f"words-{upload.id}-{name}"
    if name in CHOICES:
        options = CHOICES[name]
        return str(place.selectbox(label, options, options.index(told) if told in options else 0, key=key,
                                   format_func=lambda one: words(f"sources.coverage.{one or 'open'}")))  # fmt: skip
    return str(place.text_input(label, told, max_chars=500, key=key, placeholder=words(f"sources.hints.{name}")) or "")


def _acts(upload: Upload) -> None:
    if go.common().paper:
        return
    with st.container(horizontal=True, key="upload-acts"):
        attempt = st.button(say("sources.load.try"), icon=":material/science:", help=say("sources.load.try_help"))
        load = st.button(say("sources.load.load"), type="primary", icon=":material/upload:")
        drop = st.button(say("sources.load.drop"), icon=":material/delete:")
    with data.in_place():
        if attempt or load:
            go.turn(SourcesState(job=jobs.attempt(upload) if attempt else jobs.load(upload)))
        if drop:
            uploads.drop(upload)
            go.turn(SourcesState(view="load"))
