"""Tables: shown, ticked, saved as CSV, and printed whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import go
from dashboard.components.csv_file import download
from dashboard.plain_text import escaped, plain
from dashboard.say import said, say, words
from dashboard.wording import NOTHING, modality_word, standing_word
from graph.model import digest_id

PRINTED = 500  # rows of a table on paper; the file has all
THREE_LINES = 72  # height of a row whose cells are longer than their columns are wide

Row = Mapping[str, Any]
NONE: Mapping[str, Any] = {}
_IN_WORDS = {
    "standing": standing_word,
    "modality": modality_word,
}  # shown in the page's language; the file has the data


def table(
    rows: Sequence[Row], columns: Sequence[str], *, key: str, alt: str, file: str = "",
    headers: Mapping[str, str] = NONE, helps: Mapping[str, str] = NONE, widths: Mapping[str, int] = NONE,
    ticked: Sequence[int] | None = None, many: bool = False, tall: bool = False,
) -> list[int] | None:  # fmt: skip
    """Show rows as a table, and beside it the button that saves it.

    Args:
        rows: a cell by column name.
        columns: names of the columns that are shown, in order; also the header of the file, in any language.
        key: tells two tables of one page apart.
        alt: what a screen reader says of it; plain text.
        file: name of the CSV file without its ending; empty offers none.
        headers: the header of a column, where it is not the text column.NAME; plain text.
        helps: what a column means; plain text.
        widths: in pixels.
        ticked: places of the rows that the address says are ticked; None: rows cannot be ticked.
        many: whether several rows may be ticked.
        tall: rows of three lines.

    Returns:
        What a person has just ticked, when that is not what the address says; else None.
    """
    titles = {name: headers.get(name) or title(name) for name in columns}
    shown = [{**row, **{name: told(row[name]) for name, told in _IN_WORDS.items() if name in row}} for row in rows]
    if go.common().paper:
        _printed(shown, titles)
        return None
    config = {
        name: st.column_config.Column(
            plain(titles[name]), width=widths.get(name), help=escaped(helps.get(name)) or None
        )
        for name in columns
    }
    shared: dict[str, Any] = {
        "column_order": list(columns), "column_config": config, "hide_index": True, "alt": alt,
        "placeholder": NOTHING,
        "row_height": THREE_LINES if tall else None,
    }  # fmt: skip
    now = None
    if ticked is None:
        st.dataframe(shown, key=key, **shared)
    else:
        # A new key for a new address, so that the table shows what the address says after Back.
        tag = digest_id(key, len(rows), [str(rows[place]) for place in ticked], list(ticked))[:16]
        event = st.dataframe(
            shown, key=f"{key}-{tag}", on_select="rerun", selection_mode="multi-row" if many else "single-row",
            selection_default={"selection": {"rows": list(ticked)}}, **shared,
        )  # fmt: skip
        found = sorted(place for place in event["selection"]["rows"] if place < len(rows))
        now = found if found and found != sorted(ticked) else None
    if file:
        download(rows, columns, f"{file}.csv", key=f"{key}-csv")
    return now


def title(column: str) -> str:
    """Return the header of a column; one that the texts do not know keeps its name."""
    return words(f"column.{column}") if said(f"column.{column}") else column


def _printed(rows: Iterable[Row], titles: Mapping[str, str]) -> None:
    shown = list(rows)
    cells = [{escaped(told): escaped(row.get(name), 1000) for name, told in titles.items()} for row in shown[:PRINTED]]
    st.table(cells)
    if len(shown) > PRINTED:
        st.caption(say("table.printed", n=len(shown), shown=PRINTED))
