"""A document's text with its claims marked in place, an entry cell by cell, or one quote; never HTML or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard import go
from dashboard.components.browser_part import part
from dashboard.components.segments import Mark, Piece, pieces, runs, within
from dashboard.plain_text import plain
from dashboard.say import words

Cells = Sequence[tuple[str, str]]


def document(
    text: str, marks: Sequence[Mark], *, key: str, label: str, language: str | None = None, chosen: str | None = None
) -> str | None:
    """Show a text with its claims marked and return the id of the claim that was just picked, or None.

    Args:
        text: the text of the document, or a part of it.
        marks: the claims' passages, in that text.
        key: tells two texts of one page apart.
        label: name of the text for a screen reader.
        language: ISO 639-1 code, so that the browser picks the right letters.
        chosen: id of the claim that stands out.
    """
    return _show([("", pieces(text, marks, chosen))], marks, key, label, language, chosen)


def entry(
    cells: Cells, marks: Sequence[Mark], *, key: str, label: str, language: str | None = None, chosen: str | None = None
) -> str | None:
    """Show a row or an entry cell by cell and return the id of the claim that was just picked, or None.

    Args:
        cells: name of the column, and what is printed there.
        marks: the claims' passages, in the cells joined by TAB.
        key: tells two of one page apart.
        label: name of it for a screen reader.
        language: ISO 639-1 code.
        chosen: id of the claim that stands out.
    """
    blocks, start = [], 0
    for name, cell in cells:
        if cell.strip():
            blocks.append((plain(name), pieces(cell, within(marks, start, start + len(cell)), chosen)))
        start += len(cell) + 1
    return _show(blocks, marks, key, label, language, chosen)


def quote(text: str, *, key: str, language: str | None = None) -> None:
    """Show a quote as it stands in its document."""
    data = {"blocks": _json([("", [Piece(text)])]), "language": language or "", "form": "framed", "label": ""}
    part("passages")(key=key, data=data)


def _show(
    blocks: Sequence[tuple[str, Sequence[Piece]]], marks: Sequence[Mark], key: str, label: str,
    language: str | None, chosen: str | None,
) -> str | None:  # fmt: skip
    paper = go.common().paper
    data = {
        "blocks": _json(blocks), "language": language or "", "form": "paper" if paper else "scroll",
        "label": words("passages.keys", label=plain(label)) if marks else plain(label), "chosen": chosen or "",
    }  # fmt: skip
    result = part("passages")(key=key, data=data, on_claim_change=lambda: None)
    picked = getattr(result, "claim", None)
    return picked if isinstance(picked, str) and any(mark.claim == picked for mark in marks) else None


def _json(blocks: Iterable[tuple[str, Sequence[Piece]]]) -> list[dict[str, Any]]:
    return [
        {
            "head": head,
            "pieces": [
                {"runs": runs(one.text), "claims": one.claims, "title": one.title, "weak": one.weak,
                 "chosen": one.chosen, "tone": one.tone, "numbers": one.numbers}
                for one in found
            ],
        }
        for head, found in blocks
    ]  # fmt: skip
