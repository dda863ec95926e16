"""One document: what it is, its text with the claims marked, or the rows that were taken from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard import data
from dashboard.components.csv_file import download
from dashboard.components.passages import MAX_CHARACTERS, Mark, document
from dashboard.wording import BY_RULE, counted, escaped, listed, modality, number, plain, standing
from graph.errors import ArchiveError

Row = dict[str, Any]
MOST = 5000  # claims or rows of one document on a page
_DOCUMENTS = ("title", "publisher", "published", "language", "kind", "claims", "rows", "synthetic", "name")
_CLAIMS = ("kind", "quote", "standing", "by_rule", "modality", "speaker")
_WIDTHS = {
    "kind": st.column_config.TextColumn(width=75),
    "quote": st.column_config.TextColumn(width=260),
    "standing": st.column_config.TextColumn(width=95),
}
_ROWS = ("row", "sheet", "goods", "standing", "start", "end")


def document_list(documents: Sequence[Row]) -> None:
    """Show all documents; a tick opens one.

    Args:
        documents: rows of the canned query "documents".
    """
    st.caption(f"{counted(len(documents), 'document')}. Tick one to read it.")
    rows = [{**row, "title": row["title"] or row["name"], "synthetic": "SYNTHETIC" if row["synthetic"] else ""}
            for row in documents]  # fmt: skip
    event = st.dataframe(
        rows, column_order=_DOCUMENTS, hide_index=True, on_select="rerun", selection_mode="single-row",
        key="documents", alt="The documents that are loaded",
    )  # fmt: skip
    download(rows, _DOCUMENTS, "waybill-documents.csv", key="documents-csv")
    ticked = event["selection"]["rows"]
    if ticked and ticked[0] < len(documents):
        st.query_params.from_dict({"document": str(documents[ticked[0]]["document"])})
        st.rerun()


def document_page(row: Row, claim: str, line: str) -> None:
    """Show one document.

    Args:
        row: its row of the canned query "documents".
        claim: beginning of the id of the claim that stands out, or empty.
        line: the row of a table that is open, as the address says it, or empty.
    """
    st.header(escaped(row["title"] or row["name"]))
    if row["synthetic"]:
        st.warning("SYNTHETIC: this document was invented for demonstration.")
    published = f"published {row['published']}" if row["published"] else "date not known"
    st.caption(escaped(listed([row["publisher"], published, row["edition"], row["licence"]])))
    if row["url"]:
        st.caption(escaped(row["url"]))
    identifier = str(row["document"])
    if row["kind"] == "table":
        _table(identifier, line)
    else:
        _claims(row, claim)
    with st.expander("Where this file came from"):
        st.text(f"file: {plain(row['name'])}\nsha256 begins: {checksum(identifier)}")


def checksum(identifier: str) -> str:
    """Return the first digits of the checksum that an id of a document holds."""
    return identifier.removeprefix("document:")[:32]


def _claims(row: Row, wanted: str) -> None:
    identifier = str(row["document"])
    found = data.ask("claims_of_document", {"document": identifier, "limit": MOST}, MOST).rows
    claims = sorted(found, key=lambda item: (spans(item["spans"]), item["claim"]))
    chosen = next((str(item["claim"]) for item in claims if wanted and str(item["claim"]).startswith(wanted)), None)
    if wanted and chosen is None:
        st.warning(f"No claim {escaped(wanted, 70)} stands in this document. The marked passages are its claims.")
    left, right = st.columns([3, 2], gap="large")
    with right:
        _claim_table(identifier, claims, chosen)
    with left:
        try:
            text = data.text(checksum(identifier)) if row["kind"] == "text" else None
        except ArchiveError as error:
            st.error(escaped(error, 1000))
            return
        if text is None:
            st.caption("A list has no text of its own; each entry stands in the table with its cells.")
            return
        if len(text) > MAX_CHARACTERS:
            st.caption(f"{number(MAX_CHARACTERS)} of {number(len(text))} characters are shown, round the chosen claim.")
        picked = document(
            text, marks(claims), key="text", label=f"Text of {row['title'] or row['name']}",
            language=row["language"], chosen=chosen,
        )  # fmt: skip
        if picked and picked != chosen:
            _open(identifier, claim=picked)


def _claim_table(identifier: str, claims: Sequence[Row], chosen: str | None) -> None:
    if not claims:
        st.info("No claim was taken from this document.")
        return
    st.caption(f"{counted(len(claims), 'claim')}. Tick one, or click a marked passage.")
    at = [place for place, item in enumerate(claims) if item["claim"] == chosen]
    short = [{**item, "quote": plain(item["quote"], 100)} for item in claims]  # three lines; the whole stands below
    event = st.dataframe(
        short, column_order=_CLAIMS, hide_index=True, on_select="rerun", selection_mode="single-row",
        selection_default={"selection": {"rows": at}}, key=f"claims-{identifier[:12]}-{chosen}",
        alt="The claims of this document", row_height=68, column_config=_WIDTHS,
    )  # fmt: skip
    download(claims, (*_CLAIMS, "spans", "claim", "facts"), "waybill-claims.csv", key="claims-csv")
    if at:
        item = claims[at[0]]
        st.markdown(f"**{escaped(item['kind'])}**")
        st.text(plain(item["quote"], 2000))
        words = [standing(item["standing"], by_rule=item["by_rule"]), modality(item["modality"])]
        words += [f"according to {plain(item['speaker'])}"] if item["speaker"] else []
        st.caption(escaped("; ".join(words)))
    ticked = [place for place in event["selection"]["rows"] if place < len(claims)]
    if ticked and ticked != at:
        _open(identifier, claim=str(claims[ticked[0]]["claim"]))


def marks(claims: Sequence[Row]) -> list[Mark]:
    """Return the passages of claims; a claim without a span has none."""
    found = []
    for item in claims:
        standing = BY_RULE if item["by_rule"] else item["standing"]
        title = f"{item['kind']}, {item['modality']}, {standing}"
        for start, end in spans(item["spans"]):
            found.append(Mark(str(item["claim"]), start, end, title, item["standing"] != "accepted"))
    return found


def spans(value: object) -> list[tuple[int, int]]:
    """Read the spans of a claim as the store keeps them; what is no pair of numbers is left out."""
    try:
        pairs = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return []
    if not isinstance(pairs, list):
        return []
    right = [pair for pair in pairs if isinstance(pair, (list, tuple)) and len(pair) == 2]
    return [(pair[0], pair[1]) for pair in right if all(isinstance(end, int) for end in pair)]


def _table(identifier: str, line: str) -> None:
    found = data.ask("rows_of_document", {"document": identifier, "limit": MOST}, MOST).rows
    rows = list({(item["row"], item["sheet"]): item for item in reversed(found)}.values())[::-1]
    st.caption(f"{counted(len(rows), 'row')} of this table state a fact. Tick one to read it as printed.")
    wanted = int(line) if line.isascii() and line.isdigit() else None
    at = [place for place, item in enumerate(rows) if item["row"] == wanted][:1]
    if line and not at:
        st.warning(f"Row {escaped(line, 20)} of this table states no fact that is loaded.")
    if at:
        _cells(identifier, rows[at[0]])
    event = st.dataframe(
        rows, column_order=_ROWS, hide_index=True, on_select="rerun", selection_mode="single-row",
        selection_default={"selection": {"rows": at}}, key=f"rows-{identifier[:12]}-{line}",
        alt="The rows of this table that state a fact",
    )  # fmt: skip
    ticked = [place for place in event["selection"]["rows"] if place < len(rows)]
    if ticked and ticked != at:
        _open(identifier, row=str(rows[ticked[0]]["row"]))


def _cells(identifier: str, item: Row) -> None:
    with data.in_place():
        headers, cells = data.archive().row(checksum(identifier), int(item["row"]), item["sheet"] or None)
        names = [*headers, *(f"column {place + 1}" for place in range(len(headers), len(cells)))]
        printed = [{"column": name, "as printed": cell} for name, cell in zip(names, cells, strict=False)]
        st.subheader(f"Row {item['row']}")
        st.dataframe(printed, hide_index=True, alt=f"Row {item['row']} as printed")


def _open(identifier: str, **place: str) -> None:
    st.query_params.from_dict({"document": identifier, **place})
    st.rerun()
