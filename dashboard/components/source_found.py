"""What a dry run or a load found, file by file: counts, first rows, rejects, warnings, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.csv_file import download
from dashboard.components.source_data import SHORT, bare, tally
from dashboard.components.source_ways import to_document, to_review
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.say import say, words
from dashboard.states.sources import SourcesState
from dashboard.wording import listed
from graph.packages import REJECT_COLUMNS

COUNTED = ("rows_in", "accepted", "rejected", "repeated", "claims")
LOADED = ("file", "holding", *COUNTED, "facts", "parties_new", "why")
TRIED = ("file", "holding", *COUNTED, "why")
FIRST = ("row", "as_printed", "understood")
MOST_FILES = 40  # that are told one by one
_WIDTHS = {"file": 240, "why": 420, "as_printed": 480, "understood": 560, "message": 420, "raw": 420, "holding": 140}


def files(found: Sequence[Mapping[str, Any]], loaded: bool) -> None:
    """Show what was found in each file.

    Args:
        found: as `load --json` or `load --try --json` tells them.
        loaded: whether they are in the archive now.
    """
    rows = [
        {**{name: one.get(name) for name in (*COUNTED, "facts", "parties_new")}, "file": _name(one),
         "holding": _became(one["state"], loaded),
         "why": plain(bare(one["reason"]), 500) if one["state"] != "completed" else ""}
        for one in found
    ]  # fmt: skip
    table(rows, LOADED if loaded else TRIED, key="found", alt=words("sources.found.alt"), file="waybill-report",
          widths=_WIDTHS, headers={"accepted": words("sources.counts.accepted")})  # fmt: skip
    for place, one in enumerate(found[:MOST_FILES]):
        if one["state"] in ("completed", "repeated"):
            with data.in_place():
                _one(one, loaded, f"found-{place}")


def _became(state: str, loaded: bool) -> str:
    """Return what became of a file, or in a dry run what would."""
    return words("sources.action.load" if state == "completed" and not loaded else f"sources.did.{state}")


def _name(one: Mapping[str, Any]) -> str:
    return plain(Path(str(one["path"])).name, 200)


def _one(one: Mapping[str, Any], loaded: bool, key: str) -> None:
    notes = [*one.get("warnings", ()), *one.get("suspicions", ())]
    if not (loaded or notes or one.get("first") or one["rejected"] or one.get("new_columns")):
        return
    st.markdown(f"**{escaped(_name(one))}**")
    for sentence in notes:
        st.warning(escaped(bare(sentence), 1000))
    if one.get("new_columns"):
        st.caption(say("sources.unread", columns=listed(one["new_columns"])))
    if loaded:
        _leads(one)
    if one.get("first"):
        st.caption(say("sources.found.first"))
        alt = f"{words('sources.found.first')} {_name(one)}"
        table([_first(row) for row in one["first"]], FIRST, key=f"{key}-first", alt=alt, widths=_WIDTHS, tall=True)
    if one.get("first_rejects"):
        _rejects(one, key)


def _leads(one: Mapping[str, Any]) -> None:
    with st.container(horizontal=True):
        if one.get("package"):
            go.link("sources", say("sources.found.package", n=one["rejected"]),
                    SourcesState(package=one["package"][:SHORT]), icon=":material/inventory_2:")  # fmt: skip
        to_document(one["sha256"])
        to_review([one["sha256"]])


def _first(row: Mapping[str, Any]) -> dict[str, Any]:
    printed = row["quote"] or " | ".join(f"{name}: {cell}" for name, cell in row["cells"].items())
    claims = ("; ".join(f"{name}: {value}" for name, value in claim.items()) for claim in row["claims"])
    return {"row": row["row"], "as_printed": plain(printed, 1000), "understood": plain(" || ".join(claims), 1000)}


def _rejects(one: Mapping[str, Any], key: str) -> None:
    rules = tally(one["rejects_by_rule"])
    st.caption(say("sources.rejected", n=one["rejected"], rules=rules, shown=len(one["first_rejects"])))
    rows = [{name: plain(row[name], 500) for name in REJECT_COLUMNS} for row in one["first_rejects"]]
    table(
        rows, REJECT_COLUMNS, key=f"{key}-rejects", alt=f"{words('sources.rejects_alt')} {_name(one)}", widths=_WIDTHS
    )
    if not go.common().paper:
        download(one["first_rejects"], REJECT_COLUMNS, f"waybill-rejects-{_name(one)}.csv", key=f"{key}-rejects-csv")
