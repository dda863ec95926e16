"""Exports: a format, whose data it would hold under which licences, and the file to take along."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from shlex import quote

import streamlit as st

from dashboard import data, go, jobs
from dashboard.components.source_data import Loaded, loaded
from dashboard.components.table import table
from dashboard.jobs import Job
from dashboard.plain_text import escaped, number, plain
from dashboard.say import say, words
from dashboard.states.sources import SourcesState
from graph.export.formats import FORMATS
from graph.export.sources import Terms, terms_of, warnings
from graph.rights import Role, acting

MOST_ROWS = 300_000  # claims and rows of what is exported by a page; the command line takes any number
MOST_BYTES = 200 << 20  # of a file that a browser is given
TERMS = ("source", "licence", "forbids", "asks", "documents", "rows")
ENDINGS = {"jsonl": ".jsonl", "graphml": ".graphml", "gexf": ".gexf", "nquads": ".nq", "trig": ".trig",
           "turtle": ".ttl", "jsonld": ".jsonld"}  # fmt: skip
_WIDTHS = {"source": 320, "licence": 240, "forbids": 320, "asks": 420}


def exporting(state: SourcesState) -> None:
    """Show the form of an export, with the licences of what it would hold."""
    found = [one for one in loaded() if one.active]
    if state.format and state.format not in FORMATS:
        st.warning(say("sources.export.no_format", format=plain(state.format, 60), formats=", ".join(FORMATS)))
    if state.source and state.source not in (one.name for one in found):
        st.warning(say("sources.no_source", source=plain(state.source, 120)))
    told = replace(
        state, format=state.format if state.format in FORMATS else next(iter(FORMATS)),
        source=state.source if state.source in (one.name for one in found) else "",
    )  # fmt: skip
    if go.common().paper:
        st.caption(f"{escaped(told.format)}: {escaped(FORMATS[told.format].help)}")
    else:
        asked = _form(told, found)
        if asked != told:
            go.turn(asked)
    _what(told, found)


def _form(state: SourcesState, found: list[Loaded]) -> SourcesState:
    """Let a person choose format and sources."""
    names, every = list(FORMATS), ["", *(one.name for one in found)]
    form = st.selectbox(
        say("sources.export.format"), names, names.index(state.format), key=f"format-{state.format}",
        format_func=lambda name: f"{name}: {FORMATS[name].help}",
    )  # fmt: skip
    if FORMATS[form].whole:
        return replace(state, format=form, source="", synthetic=False)
    chosen = st.selectbox(
        say("sources.export.source"), every, every.index(state.source), key=f"export-of-{state.source}",
        format_func=lambda name: plain(name, 120) or words("sources.export.all"),
    )  # fmt: skip
    invented = st.checkbox(
        say("sources.export.synthetic"), state.synthetic, key=f"invented-{state.synthetic}", disabled=bool(chosen)
    )
    return replace(state, format=form, source=chosen, synthetic=invented)


def _what(state: SourcesState, found: list[Loaded]) -> None:
    """Say whose data it would be, and offer to make it."""
    whole = FORMATS[state.format].whole
    some = [one for one in found if _wanted(one, state, whole)]
    if not some:
        st.info(say("sources.export.nothing"))
        return
    archive = data.archive()
    known = terms_of(archive.package(held.package) for one in some for held in one.active)
    rows = sum(one.rows for one in known)
    with data.in_place():
        table([_row(one) for one in known], TERMS, key="terms", alt=words("sources.export.terms_alt"),
              file="waybill-licences", widths=_WIDTHS, tall=True)  # fmt: skip
    _warned(warnings(known))
    if go.common().paper:
        return
    command = _command(state, some[0].held[0].exact)
    if rows > MOST_ROWS:
        st.info(say("sources.export.large", n=rows, most=MOST_ROWS))
        st.code(command, language="shell")
    elif acting().role < Role.READER:
        st.info(say("sources.reader", who=acting().name, role=acting().role.word))
    elif st.button(say("sources.export.do"), type="primary", icon=":material/output:"):
        one = some[0].held[0].exact if state.source else ""
        go.turn(SourcesState(job=jobs.export(state.format, one, _invented(state, some) and not whole)))
    st.caption(say("sources.export.same", command=command))


def _warned(lines: Sequence[str]) -> None:
    """Say what licences forbid, in English as licences.yml has it."""
    if lines:
        st.warning("\n".join(f"- {escaped(line, 600)}" for line in lines))


def _wanted(one: Loaded, state: SourcesState, whole: bool) -> bool:
    if whole:
        return True
    return one.name == state.source if state.source else one.held[0].synthetic == state.synthetic


def _invented(state: SourcesState, some: list[Loaded]) -> bool:
    return some[0].held[0].synthetic if state.source else state.synthetic


def _command(state: SourcesState, exact: str) -> str:
    target = "FOLDER" if FORMATS[state.format].folder else f"FILE{ENDINGS.get(state.format, '')}"
    source = f" --source {quote(plain(exact, 300))}" if state.source else ""
    return f"waybill export {state.format} {target}{source}{' --synthetic' if state.synthetic else ''}"


def _row(one: Terms) -> dict[str, object]:
    return {
        "source": one.name + (f" ({words('mark.invented')})" if one.synthetic else ""),
        "licence": one.licence or words("sources.no_licence"), "forbids": "; ".join(one.forbids),
        "asks": "; ".join(one.asks), "documents": one.documents, "rows": one.rows,
    }  # fmt: skip


def exported(job: Job) -> None:
    """Show what an export made, and offer it.

    Args:
        job: of an export that is done.
    """
    told = job.answer
    st.success(say("sources.export.done", nodes=told["nodes"], relationships=told["relationships"], size=told["bytes"]))
    for sentence, count in (told.get("notes") or {}).items():
        st.caption(escaped(f"{number(count)} {sentence}"))
    _warned(told.get("warnings") or ())
    folder = job.result.is_dir()
    if told["bytes"] > MOST_BYTES:
        st.info(say("sources.export.too_large", most=MOST_BYTES >> 20))
        st.code(f"waybill export {job.what} {'FOLDER' if folder else 'FILE'}", language="shell")
    elif not job.result.exists():
        st.warning(say("sources.job.gone"))
    else:
        ending = ".zip" if folder else ENDINGS.get(job.what, "")
        st.download_button(
            say("sources.export.download"), lambda: packed(job) if folder else job.result.read_bytes(),
            f"waybill-{job.what}{ending}", key="export-file", on_click="ignore", type="primary",
        )  # fmt: skip


def packed(job: Job) -> bytes:
    """Return the folder of an export as one zip file.

    Args:
        job: of an export that made a folder.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for path in sorted(job.result.rglob("*")):
            if path.is_file():
                container.write(path, path.relative_to(job.result).as_posix())
    return out.getvalue()
