"""Writes a dossier as Markdown; whatever a document printed stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waybill.dossier.model import (
    SYNTHETIC,
    Block,
    Cell,
    Dossier,
    Items,
    Link,
    Paragraph,
    Picture,
    Quote,
    Table,
    readable,
)

MARKUP = re.compile(r"([\\`*_\[\]<>|&~$#])")
AT_START = re.compile(r"^([-+=]|\d+(?=[.)]))")


def markdown(dossier: Dossier) -> str:
    """Return a dossier as one Markdown document."""
    return "\n".join(_lines(dossier)).rstrip() + "\n"


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"# {_text(dossier.title)}"
    yield ""
    yield _text(dossier.subtitle)
    for section in dossier.sections:
        yield ""
        yield f"{'#' * (section.level + 1)} {_text(section.title)}"
        if dossier.synthetic and section.level == 1:
            yield ""
            yield f"**{SYNTHETIC}**"
        for block in section.blocks:
            yield ""
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text, kind):
            yield f"**{_text(text)}**" if kind == "warning" else _line(text)
        case Items(items):
            yield from (f"- {_line(one)}" for one in items)
        case Quote():
            yield from _quote(block)
        case Table():
            yield from _table(block)
        case Picture(drawn, title):
            yield f"{_line(title)}:"
            yield ""
            yield from (f"- {_line(words)}" for words in dict.fromkeys(arrow.title for arrow in drawn.arrows))


def _quote(quote: Quote) -> Iterator[str]:
    if quote.against:
        yield "> **Denies it:**"
        yield ">"
    yield f"> \u201c{_text(quote.text)}\u201d"
    for line in quote.lines:
        yield ">"
        yield f"> {_line(line)}"


def _table(table: Table) -> Iterator[str]:
    columns = table.columns or ("",) * max((len(row) for row in table.rows), default=1)
    yield f"| {' | '.join(_text(name) for name in columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in table.rows:
        yield f"| {' | '.join(map(_text, row))} |"


def _line(cell: Cell) -> str:
    """A cell where a line begins."""
    return AT_START.sub(r"\\\1" if not _text(cell)[:1].isdigit() else r"\1\\", _text(cell))


def _text(cell: Cell) -> str:
    if isinstance(cell, Link):
        text = _text(cell.text)
        return f"[{text}](<{cell.address}>)" if cell.address else text
    return MARKUP.sub(r"\\\1", readable(cell))
