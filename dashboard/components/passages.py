"""A document's text with its claims marked in place, or one quote; never read as HTML or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dashboard.plain_text import plain

_HERE = Path(__file__).resolve().parent
MAX_CHARACTERS = 120_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be marked.

    Attributes:
        claim: id of the claim that it carries.
        start: first character.
        end: character after the last.
        title: what the claim says in a line; plain text.
        weak: whether nobody has accepted the claim.
    """

    claim: str
    start: int
    end: int
    title: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that the same claims cover."""

    text: str
    claims: tuple[str, ...] = ()
    title: str = ""
    weak: bool = False
    chosen: bool = False


def pieces(text: str, marks: Iterable[Mark], chosen: str | None = None) -> list[Piece]:
    """Cut a text where marks begin and end; joined again, the pieces are the text.

    Args:
        text: the whole text; spans count in its characters.
        marks: may overlap; parts outside of the text are ignored.
        chosen: id of the claim that stands out, and that comes first where several overlap.
    """
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(mark.start for mark in inside), *(mark.end for mark in inside)})
    found = []
    for start, end in pairwise(cuts):
        here = sorted(
            (mark for mark in inside if mark.start <= start and mark.end >= end),
            key=lambda mark: (mark.claim != chosen, mark.end - mark.start, mark.claim),
        )
        titles = list(dict.fromkeys(plain(mark.title) for mark in here))
        found.append(
            Piece(
                text[start:end],
                tuple(dict.fromkeys(mark.claim for mark in here)),
                "\n".join(titles),
                bool(here) and all(mark.weak for mark in here),
                any(mark.claim == chosen for mark in here),
            )
        )
    return found


def window(text: str, marks: Sequence[Mark], chosen: str | None) -> tuple[int, int]:
    """Return which part of a very long text is shown: around the chosen claim, else from the start."""
    if len(text) <= MAX_CHARACTERS:
        return 0, len(text)
    at = next((mark.start for mark in marks if mark.claim == chosen), 0)
    start = max(0, min(at - MAX_CHARACTERS // 2, len(text) - MAX_CHARACTERS))
    return start, start + MAX_CHARACTERS


@cache
def _renderer() -> ComponentRenderer:
    return st.components.v2.component(
        "waybill_passages",
        html='<div class="text"></div>',
        css=(_HERE / "passages.css").read_text(encoding="utf-8"),
        js=(_HERE / "passages.js").read_text(encoding="utf-8"),
    )


def document(
    text: str, marks: Sequence[Mark], *, key: str, label: str, language: str | None = None, chosen: str | None = None
) -> str | None:
    """Show a text with its claims marked and return the id of the claim that was just picked, or None.

    Args:
        text: the text of the document.
        marks: the claims' passages.
        key: tells two texts of one page apart.
        label: name of the text for a screen reader.
        language: ISO 639-1 code, so that the browser picks the right letters.
        chosen: id of the claim that stands out.
    """
    start, end = window(text, marks, chosen)
    moved = [Mark(m.claim, m.start - start, m.end - start, m.title, m.weak) for m in marks]
    result = _renderer()(
        key=key,
        data={"pieces": _json(pieces(text[start:end], moved, chosen)), "language": language or "", "framed": False,
              "label": plain(label)},
        on_claim_change=lambda: None,
    )  # fmt: skip
    picked = getattr(result, "claim", None)
    return picked if isinstance(picked, str) and any(mark.claim == picked for mark in marks) else None


def quote(text: str, *, key: str, language: str | None = None) -> None:
    """Show a quote as it stands in its document."""
    _renderer()(key=key, data={"pieces": _json([Piece(text)]), "language": language or "", "framed": True, "label": ""})


def _json(items: Iterable[Piece]) -> list[dict[str, object]]:
    return [
        {"text": item.text, "claims": item.claims, "title": item.title, "weak": item.weak, "chosen": item.chosen}
        for item in items
    ]
