"""One document: what it is, its text with the claims marked, or the rows that were taken from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.csv_file import download
from dashboard.components.passages import MAX_CHARACTERS, Mark, document
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.say import say, words
from dashboard.states.evidence import EvidenceState
from dashboard.wording import listed, modality, modality_word, standing, standing_word
from graph.errors import ArchiveError

Row = dict[str, Any]
MOST = 5000  # claims or rows of one document on a page
_DOCUMENTS = ("title", "publisher", "published", "language", "kind", "claims", "rows", "synthetic", "name")
_CLAIMS = ("kind", "quote", "standing", "by_rule", "modality", "speaker")
_WIDTHS = {"kind": 75, "quote": 260, "standing": 95}
_ROWS = ("row", "sheet", "goods", "standing", "start", "end")


def document_list(documents: Sequence[Row]) -> None:
    """Show all documents; a tick opens one.

    Args:
        documents: rows of the canned query "documents".
    """
    st.caption(say("evidence.documents", n=len(documents)))
    invented = words("mark.synthetic")
    rows = [{**row, "title": row["title"] or row["name"], "synthetic": invented if row["synthetic"] else ""}
            for row in documents]  # fmt: skip
    now = table(
        rows, _DOCUMENTS, key="documents", alt=words("evidence.documents_alt"), file="waybill-documents", ticked=[]
    )
    if now:
        go.turn(EvidenceState(document=str(documents[now[0]]["document"])))


def document_page(row: Row, claim: str, line: str) -> None:
    """Show one document.

    Args:
        row: its row of the canned query "documents".
        claim: beginning of the id of the claim that stands out, or empty.
        line: the row of a table that is open, as the address says it, or empty.
    """
    st.header(escaped(row["title"] or row["name"]))
    if row["synthetic"]:
        st.warning(say("evidence.invented"))
    day = row["published"]
    published = words("proof.published", day=day) if day else words("evidence.no_date")
    st.caption(escaped(listed([row["publisher"], published, row["edition"], row["licence"]])))
    if row["url"]:
        st.caption(escaped(row["url"]))
    identifier = str(row["document"])
    if row["kind"] == "table":
        _table(identifier, line)
    else:
        _claims(row, claim)
    with st.expander(say("evidence.file")):
        st.text(words("evidence.file_told", name=plain(row["name"]), sum=checksum(identifier)))


def checksum(identifier: str) -> str:
    """Return the first digits of the checksum that an id of a document holds."""
    return identifier.removeprefix("document:")[:32]


def _claims(row: Row, wanted: str) -> None:
    identifier = str(row["document"])
    found = data.ask("claims_of_document", {"document": identifier, "limit": MOST}, MOST).rows
    claims = sorted(found, key=lambda item: (spans(item["spans"]), item["claim"]))
    chosen = next((str(item["claim"]) for item in claims if wanted and str(item["claim"]).startswith(wanted)), None)
    if wanted and chosen is None:
        st.warning(say("evidence.no_claim", claim=plain(wanted, 70)))
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
            st.caption(say("evidence.list"))
            return
        if len(text) > MAX_CHARACTERS:
            st.caption(say("evidence.cut", shown=MAX_CHARACTERS, n=len(text)))
        picked = document(
            text, marks(claims), key="text", label=words("evidence.text_of", title=plain(row["title"] or row["name"])),
            language=row["language"], chosen=chosen,
        )  # fmt: skip
        if picked and picked != chosen:
            go.turn(EvidenceState(document=identifier, claim=picked))


def _claim_table(identifier: str, claims: Sequence[Row], chosen: str | None) -> None:
    if not claims:
        st.info(say("evidence.no_claims"))
        return
    st.caption(say("evidence.claims", n=len(claims)))
    at = [place for place, item in enumerate(claims) if item["claim"] == chosen]
    short = [{**item, "quote": plain(item["quote"], 100)} for item in claims]  # three lines; the whole stands below
    now = table(
        short, _CLAIMS, key=f"claims-{identifier[:24]}", alt=words("evidence.claims_alt"), widths=_WIDTHS, ticked=at,
        tall=True,
    )  # fmt: skip
    download(claims, (*_CLAIMS, "spans", "claim", "facts"), "waybill-claims.csv", key="claims-csv")
    if at:
        item = claims[at[0]]
        st.markdown(f"**{escaped(item['kind'])}**")
        st.text(plain(item["quote"], 2000))
        told = [standing(item["standing"], by_rule=item["by_rule"]), modality(item["modality"])]
        told += [words("proof.speaker", name=plain(item["speaker"]))] if item["speaker"] else []
        st.caption(escaped("; ".join(told)))
    if now:
        go.turn(EvidenceState(document=identifier, claim=str(claims[now[0]]["claim"])))


def marks(claims: Sequence[Row]) -> list[Mark]:
    """Return the passages of claims; a claim without a span has none."""
    found = []
    for item in claims:
        stands = standing(None, by_rule=True) if item["by_rule"] else standing_word(item["standing"])
        title = f"{item['kind']}, {modality_word(item['modality'])}, {stands}"
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
    st.caption(say("evidence.rows", n=len(rows)))
    wanted = int(line) if line.isascii() and line.isdigit() else None
    at = [place for place, item in enumerate(rows) if item["row"] == wanted][:1]
    if line and not at:
        st.warning(say("evidence.no_row", row=plain(line, 20)))
    if at:
        _cells(identifier, rows[at[0]])
    now = table(rows, _ROWS, key=f"rows-{identifier[:24]}", alt=words("evidence.rows_alt"), ticked=at)
    if now:
        go.turn(EvidenceState(document=identifier, row=str(rows[now[0]]["row"])))


def _cells(identifier: str, item: Row) -> None:
    with data.in_place():
        headers, cells = data.archive().row(checksum(identifier), int(item["row"]), item["sheet"] or None)
        numbered = [words("table.column", n=place + 1) for place in range(len(headers), len(cells))]
        pairs = zip([*headers, *numbered], cells, strict=False)
        printed = [{"column": name, "as_printed": cell} for name, cell in pairs]
        st.subheader(say("evidence.row", row=str(item["row"])))
        told = words("evidence.row_alt", row=str(item["row"]))
        table(printed, ("column", "as_printed"), key="cells", alt=told)
