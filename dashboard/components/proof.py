"""The proof of a leg or fact: each passage or row, its document, its date and how well it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard import go
from dashboard.components.passages import quote
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.say import say, words
from dashboard.states.evidence import EvidenceState
from dashboard.wording import listed, modality, standing
from queries.chains import EvidenceItem

MAX_ITEMS = 20
COLUMNS = (
    "quote", "document", "publisher", "published", "row", "speaker", "language", "standing", "by_rule", "modality",
    "url", "edition", "licence", "synthetic", "claim",
)  # fmt: skip


def proof(items: Sequence[EvidenceItem], *, key: str, most: int = MAX_ITEMS) -> None:
    """Show evidence, item by item and, but on paper, as a table.

    Args:
        items: in order of strength; the first ones are shown one by one, all of them in the table.
        key: tells two proofs of one page apart.
        most: so many are shown one by one.
    """
    if not items:
        st.info(say("proof.nothing"))
        return
    for number, item in enumerate(items[:most]):
        with st.container(border=True):
            piece(item, f"{key}-{number}")
    if len(items) > most:
        st.caption(say("proof.not_printed" if go.common().paper else "proof.more", n=len(items) - most))
    if go.common().paper:
        return
    with st.expander(say("proof.table", n=len(items))):
        table([row(item) for item in items], COLUMNS, key=key, alt=words("proof.alt"), file="waybill-proof")


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
    return words("proof.document", sum=plain(sha256)[:12])


def piece(item: EvidenceItem, key: str) -> None:
    """Show one passage or row with its document, date and standing, and the way to where it stands."""
    if item.cells:
        _cells(item, key)
    elif item.quote:
        quote(item.quote, key=f"{key}-quote", language=item.language)
    else:
        st.info(say("proof.no_quote"))
    if item.synthetic:
        st.markdown(f":orange-badge[{say('mark.synthetic')}] {say('mark.invented')}")
    published = item.published and words("proof.published", day=item.published)
    source = listed([item.publisher, published, item.edition], words("proof.no_publisher"))
    st.markdown(f"**{escaped(item.title or short_sum(item.document))}** \u00b7 {escaped(source)}")
    told = [standing(item.standing, by_rule=item.by_rule), modality(item.modality)]
    told += [words("proof.speaker", name=plain(item.speaker))] if item.speaker else []
    told += [_line(item)] if item.row else []
    told += [words("proof.reprint")] if item.reprint_of else []
    st.caption(escaped("; ".join(told)))
    if item.url:
        st.caption(escaped(item.url))
    go.link("evidence", say("proof.open"), place(item))


def _line(item: EvidenceItem) -> str:
    """Return which row of which sheet or file it is, in words."""
    if item.sheet:
        return words("proof.sheet", row=str(item.row), sheet=plain(item.sheet))
    return words("proof.row", row=str(item.row))


def place(item: EvidenceItem) -> EvidenceState:
    """Return the place of a passage or row in its document."""
    if item.claim or not item.row:
        return EvidenceState(item.document, item.claim or "")
    return EvidenceState(item.document, row=str(item.row), sheet=item.sheet or "", fact=item.fact or "")


def _cells(item: EvidenceItem, key: str) -> None:
    numbered = [words("table.column", n=place) for place in range(len(item.headers) + 1, len(item.cells) + 1)]
    pairs = [
        {"column": name, "as_printed": cell}
        for name, cell in zip([*item.headers, *numbered], item.cells, strict=False) if cell.strip()
    ]  # fmt: skip
    table(pairs, ("column", "as_printed"), key=f"{key}-cells", alt=f"{words('proof.cells_alt')}: {_line(item)}")
