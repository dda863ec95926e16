"""One package: where it comes from, the report of its load, the rejects to take along, and files with checksums."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.csv_file import csv_file
from dashboard.components.source_data import SHORT, bare, held, tally
from dashboard.components.source_terms import told
from dashboard.components.source_unload import unloading
from dashboard.components.source_ways import to_document, to_review
from dashboard.components.table import table
from dashboard.plain_text import escaped, number, plain
from dashboard.say import say, words
from dashboard.states.sources import SourcesState
from dashboard.wording import listed
from graph.export.sources import terms
from graph.holdings import Holding
from graph.loads import rejects_of
from graph.packages import REJECT_COLUMNS, Package

SHOWN_REJECTS, MOST_REJECTS = 200, 100_000
SHOWN_CELL = 300
COUNTS = ("rows_in", "accepted", "rejected", "repeated", "claims")
_WIDTHS = {"file": 200, "message": 420, "raw": 420, "sha256": 520, "says": 600, "what": 220}


def package(state: SourcesState) -> None:
    """Show the package that the address names."""
    wanted = state.package.strip().casefold()
    found = [one for one in held() if len(wanted) >= 8 and one.package.startswith(wanted)]
    one = found[0] if len(found) == 1 else None
    back = SourcesState(source=one.marked if one else "")
    go.link("sources", say("sources.back_to" if one else "sources.back", source=one.marked if one else ""), back,
            icon=":material/arrow_back:")  # fmt: skip
    if one is None:
        st.warning(say("sources.no_package", package=plain(state.package, 60)))
        return
    st.header(escaped(one.document), anchor=False)
    invented = f" {say('mark.invented')}" if one.synthetic else ""
    st.markdown(f":gray-badge[{say(f'sources.states.{one.state}')}]{invented}")
    kept = data.archive().package(one.package)
    if one.error:
        st.error(escaped(bare(one.error), 1000))
    for part in (_about, _report, _rejects, _files):
        with data.in_place():
            part(one, kept)
    with data.in_place():
        unloading(one.package, [one])


def _about(one: Holding, kept: Package) -> None:
    source = kept.document.source
    rows = {
        "source": one.marked, "owner": source.owner, "origin": source.data_origin, "edition": one.edition,
        "published": one.published, "coverage": words(f"sources.coverage.{one.coverage}"), "loaded": one.captured,
        "loaded_by": one.by, "reader": f"{one.extractor} {one.version}",
        "derived": one.derived_from and one.derived_from[:SHORT],
        "reprint": one.reprint_of and one.reprint_of[:SHORT],
    }  # fmt: skip
    cells = [{"what": words(f"sources.about.{name}"), "says": plain(value)} for name, value in rows.items() if value]
    table(cells, ("what", "says"), key="about", alt=words("sources.about_alt"), widths=_WIDTHS)
    with st.container(horizontal=True):
        if one.state == "active":
            to_document(one.sha256)
            to_review([one.sha256])
    told([terms(source, 1, one.rows)])


def _report(_: Holding, kept: Package) -> None:
    st.subheader(say("sources.report"), anchor=False)
    report = kept.report
    shown = [name for name in COUNTS if report.get(name) is not None]
    if not shown:
        st.info(say("sources.no_report"))
        return
    with st.container(horizontal=True, key="report-counts"):
        for name in shown:
            st.metric(say(f"sources.counts.{name}"), number(report[name]), width="content")
    for sentence in report.get("warnings") or ():
        st.warning(escaped(bare(sentence), 1000))
    if report.get("new_columns"):
        st.caption(say("sources.unread", columns=listed(report["new_columns"])))
    notes = report.get("notes") or {}
    if notes:
        st.caption(tally(notes))


def _rejects(one: Holding, kept: Package) -> None:
    st.subheader(say("sources.rejects"), anchor=False)
    if not one.rejected:
        st.info(say("sources.no_rejects"))
        return
    counts = tally(kept.report.get("rejects_by_rule") or {})
    st.caption(say("sources.rejected", n=one.rejected, rules=counts, shown=min(SHOWN_REJECTS, one.rejected)))
    shown = islice(rejects_of(kept), SHOWN_REJECTS)
    rows = [{name: plain(row[name], SHOWN_CELL) for name in REJECT_COLUMNS} for row in shown]
    table(rows, REJECT_COLUMNS, key="rejects", alt=words("sources.rejects_alt"), widths=_WIDTHS)
    if go.common().paper:
        return
    name = f"waybill-rejects-{one.package[:SHORT]}"
    with st.container(horizontal=True):
        st.download_button(say("tools.csv"), lambda: csv_file(REJECT_COLUMNS, _most(kept)), f"{name}.csv", "text/csv",
                           key="rejects-csv", on_click="ignore")  # fmt: skip
        st.download_button(say("sources.json_lines"), lambda: json_lines(_most(kept)), f"{name}.jsonl",
                           "application/jsonl", key="rejects-jsonl", on_click="ignore")  # fmt: skip
    if one.rejected > MOST_REJECTS:
        st.caption(say("sources.rejects_cut", most=MOST_REJECTS, package=one.package[:SHORT]))


def _most(kept: Package) -> Iterator[dict[str, str]]:
    return islice(rejects_of(kept), MOST_REJECTS)


def json_lines(rows: Iterator[dict[str, str]]) -> bytes:
    """Return rejected rows as JSON, one a line, the cells of each as a list.

    Args:
        rows: as graph.loads.rejects_of yields them.
    """
    told = (json.dumps(row | {"raw": _cells(row["raw"])}, ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in told).encode("utf-8", "backslashreplace")


def _cells(raw: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return raw


def _files(one: Holding, kept: Package) -> None:
    st.subheader(say("sources.files"), anchor=False)
    st.caption(say("sources.sha256", sha256=one.sha256))
    rows = [{"file": plain(name), "sha256": total} for name, total in sorted(kept.files.items())]
    table(rows, ("file", "sha256"), key="files", alt=words("sources.files_alt"), file="waybill-files", widths=_WIDTHS)
    if not any(name.startswith("original/") for name in kept.files):
        st.caption(say("sources.no_original"))
