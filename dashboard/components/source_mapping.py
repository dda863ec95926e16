"""Which column of a table is what: the draft beside the first values, for a person to correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import children, data, go, mapping_form, uploads
from dashboard.mapping_form import IGNORE, Line
from dashboard.plain_text import escaped, plain
from dashboard.say import say, words
from dashboard.states.sources import SourcesState
from dashboard.uploads import Upload
from graph.model import digest_id

MOST_COLUMNS = 120  # with more a person corrects the text
LONGEST_DETAIL = 100


def columns(upload: Upload, tables: Sequence[str], state: SourcesState) -> None:
    """Lead to the columns of each table, and show those of the one that the address names.

    Args:
        upload: the files.
        tables: names of its tables.
        state: of the page.
    """
    st.header(say("sources.columns.title"), anchor=False)
    with st.container(horizontal=True):
        for name in tables:
            icon = ":material/arrow_right:" if name == state.file else ":material/table_chart:"
            go.link("sources", say("sources.columns.of", name=plain(name, 80)), replace(state, file=name), icon=icon)
    if not state.file:
        return
    if state.file not in tables:
        st.warning(say("sources.columns.no_file", name=plain(state.file, 80)))
        return
    with st.spinner(words("sources.columns.drafting")):
        draft = _draft(upload.id, state.file)
    kept = upload.mapping(state.file)
    text = kept.read_text(encoding="utf-8", errors="replace") if kept.is_file() else draft["mapping"]
    _standing(draft, kept.is_file())
    with data.in_place():
        _form(upload, state, draft, text)
    _text(upload, state, text, kept.is_file())


@st.cache_data(show_spinner=False, max_entries=50, ttl=data.KEPT_SECONDS)
def _draft(name: str, file: str) -> dict[str, Any]:
    upload = uploads.find(name)
    return children.draft(upload, file) if upload is not None else {}


def _standing(draft: dict[str, Any], kept: bool) -> None:
    if kept:
        st.success(say("sources.columns.kept"))
    elif draft["ready"]:
        st.info(say("sources.columns.ready", name=draft["ready"]))
    else:
        st.info(say("sources.columns.drafted", n=len(draft["fields"])))
    if draft["blank"] and not kept:
        st.markdown(say("sources.columns.blank"))
        lines = (f"- **{escaped(one['field'])}**: {escaped(one['reason'])}" for one in draft["blank"])
        st.markdown("\n".join(lines))


def _form(upload: Upload, state: SourcesState, draft: dict[str, Any], text: str) -> None:
    mapping = mapping_form.read(text)
    found = mapping_form.lines(draft, mapping)
    if len(found) > MOST_COLUMNS:
        st.info(say("sources.columns.many", n=len(found), most=MOST_COLUMNS))
        return
    options = mapping_form.choices(draft, mapping)
    st.caption(say("sources.columns.how"))
    tag = digest_id(upload.id, state.file, text)[:12]  # another text shows other choices
    with st.form(f"columns-{tag}"):
        chosen = {one.column: _line(one, options, f"{tag}-{place}") for place, one in enumerate(found)}
        sent = st.form_submit_button(say("sources.columns.keep"), type="primary")
    if sent:
        with data.in_place():
            made = mapping_form.changed(draft, mapping, chosen)
            # a draft that nobody changed keeps its remarks
            uploads.map_by(upload, state.file, text if made == mapping else mapping_form.write(made))
            go.turn(state)


def _line(one: Line, options: list[str], key: str) -> tuple[str, str]:
    """Show a column with its first values and let a person say what it is."""
    left, middle, right = st.columns([5, 4, 3], vertical_alignment="center")
    sure = f" \u00b7 {one.sure:.2f}" if one.sure is not None else ""
    values = escaped(" \u00b7 ".join(one.values), 300) or say("sources.columns.empty")
    left.markdown(f"**{escaped(one.column, 120)}**  \n{values}")
    field = middle.selectbox(
        say("sources.columns.field", column=plain(one.column, 80)), options, options.index(one.field),
        format_func=_named, key=f"{key}-field", label_visibility="collapsed",
        help=(escaped(one.why, 400) + sure) if one.why else None,
    )  # fmt: skip
    detail = right.text_input(
        say("sources.columns.detail", column=plain(one.column, 80)), one.detail, max_chars=LONGEST_DETAIL,
        key=f"{key}-detail", label_visibility="collapsed", placeholder=words("sources.columns.detail_hint"),
    )  # fmt: skip
    return str(field), str(detail or "")


def _named(field: str) -> str:
    return words(f"sources.columns.{'left_out' if field == IGNORE else 'not_read'}") if field in ("", IGNORE) else field


def _text(upload: Upload, state: SourcesState, text: str, kept: bool) -> None:
    with st.expander(say("sources.columns.text"), icon=":material/code:"):
        st.caption(say("sources.columns.text_how"))
        tag = digest_id(upload.id, state.file, text)[:12]
        with st.form(f"text-{tag}", border=False):
            written = st.text_area(say("sources.columns.text"), text, height=360, key=f"text-{tag}-area",
                                   label_visibility="collapsed")  # fmt: skip
            sent = st.form_submit_button(say("sources.columns.keep_text"))
        with st.container(horizontal=True):
            name = f"{plain(state.file, 100)}{uploads.MAPPING}"
            st.download_button(say("sources.columns.save"), text, name, "text/yaml", key="mapping-save",
                               on_click="ignore")  # fmt: skip
            away = kept and st.button(say("sources.columns.away"), key="mapping-away")
    if sent or away:
        with data.in_place():
            uploads.map_by(upload, state.file, "" if away else str(written or ""))
            go.turn(state)
