"""The proof of a leg or fact: each passage or row, its document, its date and how well it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.components.csv_file import download
from dashboard.components.passages import quote
from dashboard.wording import escaped, listed, modality, plain, standing
from queries.chains import EvidenceItem

EVIDENCE_PAGE = "views/evidence.py"
MAX_ITEMS = 20
NO_QUOTE = "The archive on this machine does not hold the text, so only its place can be shown."
COLUMNS = (
    "quote", "document", "publisher", "published", "row", "speaker", "language", "standing", "by_rule", "modality",
    "url", "edition", "licence", "synthetic", "claim",
)  # fmt: skip


def proof(items: Sequence[EvidenceItem], *, key: str) -> None:
    """Show evidence, item by item and as a table.

    Args:
        items: in order of strength; the first ones are shown one by one, all of them in the table.
        key: tells two proofs of one page apart.
    """
    if not items:
        st.info("No passage or row is kept for this. Run `waybill check` to see whether the archive is whole.")
        return
    for number, item in enumerate(items[:MAX_ITEMS]):
        with st.container(border=True):
            _item(item, f"{key}-{number}")
    if len(items) > MAX_ITEMS:
        st.caption(f"{len(items) - MAX_ITEMS} more in the table.")
    rows = [row(item) for item in items]
    with st.expander(f"All {len(items)} as a table" if len(items) > 1 else "As a table"):
        st.dataframe(rows, column_order=COLUMNS, hide_index=True, alt="The proof as a table, one passage or row each")
        download(rows, COLUMNS, "waybill-proof.csv", key=f"{key}-csv")


def row(item: EvidenceItem) -> dict[str, Any]:
    """Return a piece of evidence as a row of a table."""
    return {
        "quote": item.quote, "document": item.title or short_sum(item.document), "publisher": item.publisher,
        "published": item.published, "row": item.row, "speaker": item.speaker, "language": item.language,
        "standing": item.standing, "by_rule": item.by_rule, "modality": item.modality, "url": item.url,
        "edition": item.edition, "licence": item.licence, "synthetic": item.synthetic, "claim": item.claim,
    }  # fmt: skip


def short_sum(sha256: str) -> str:
    """Return a checksum short enough to read."""
    return f"document {plain(sha256)[:12]}"


def _item(item: EvidenceItem, key: str) -> None:
    if item.cells:
        _cells(item)
    elif item.quote:
        quote(item.quote, key=f"{key}-quote", language=item.language)
    else:
        st.info(NO_QUOTE)
    if item.synthetic:
        st.markdown(":orange-badge[SYNTHETIC] invented for demonstration")
    published = item.published and f"published {item.published}"
    source = listed([item.publisher, published, item.edition], "publisher not known")
    st.markdown(f"**{escaped(item.title or short_sum(item.document))}** \u00b7 {escaped(source)}")
    words = [standing(item.standing, by_rule=item.by_rule), modality(item.modality)]
    words += [f"according to {plain(item.speaker)}"] if item.speaker else []
    words += [f"row {item.row}" + (f" of sheet {plain(item.sheet)}" if item.sheet else "")] if item.row else []
    st.caption(escaped("; ".join(words)))
    if item.url:
        st.caption(escaped(item.url))
    params = {"document": item.document} | ({"claim": item.claim} if item.claim else {})
    params |= {"row": str(item.row)} if item.row and not item.claim else {}
    st.page_link(EVIDENCE_PAGE, label="Open it in its document", query_params=params)


def _cells(item: EvidenceItem) -> None:
    headers = [*item.headers, *(f"column {place}" for place in range(len(item.headers) + 1, len(item.cells) + 1))]
    pairs = [
        {"column": name, "as printed": cell}
        for name, cell in zip(headers, item.cells, strict=False) if cell.strip()
    ]  # fmt: skip
    st.dataframe(pairs, hide_index=True, alt="The row of the table as printed")
