"""Writes a dossier as one HTML file that needs nothing else: no script, no request, and no markup out of a document."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from dashboard.components.svg import svg
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

STYLE = """
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1.5rem; background: #fff; color: #1f2937;
  font: 1rem/1.5 "Noto Sans", "Noto Sans SC", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2.2rem; border-bottom: 1px solid #9ca3af; }
h3 { font-size: 1.05rem; margin-top: 1.6rem; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-size: .92rem; }
th, td { border: 1px solid #d1d5db; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #f3f4f6; overflow-wrap: break-word; }
tbody th { width: 24%; font-weight: 600; background: #f9fafb; }
blockquote { margin: 1rem 0; padding: .2rem 1rem; border-left: 4px solid #1d4ed8; background: #f8fafc;
  break-inside: avoid; }
blockquote.against { border-color: #b91c1c; background: #fef2f2; }
blockquote p { margin: .4rem 0; }
.where { font-size: .85rem; color: #4b5563; }
.warning { padding: .5rem .8rem; border: 2px solid #92400e; background: #fffbeb; }
.synthetic { position: sticky; top: 0; padding: .4rem .8rem; background: #92400e; color: #fff; font-weight: 700; }
.picture { overflow-x: auto; }
.picture svg { max-width: 100%; height: auto; }
a { color: #1d4ed8; }
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; }
  .synthetic { position: fixed; top: 0; left: 0; right: 0; }
  tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
"""


def html(dossier: Dossier) -> str:
    """Return a dossier as one HTML document."""
    return "\n".join(_lines(dossier)) + "\n"


def _lines(dossier: Dossier) -> Iterator[str]:
    allowed = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(dossier.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    if dossier.synthetic:
        yield f'<div class="synthetic" role="note">{_text(SYNTHETIC)}</div>'
    yield f"<header><h1>{_text(dossier.title)}</h1>"
    yield f"<p>{_text(dossier.subtitle)}</p></header>\n<main>"
    for section in dossier.sections:
        yield f"<h{section.level + 1}>{_text(section.title)}</h{section.level + 1}>"
        for block in section.blocks:
            yield from _block(block)
    yield "</main>\n</body>\n</html>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text, kind):
            yield f'<p class="warning">{_text(text)}</p>' if kind == "warning" else f"<p>{_text(text)}</p>"
        case Items(items):
            yield f"<ul>{''.join(f'<li>{_cell(one)}</li>' for one in items)}</ul>"
        case Quote():
            yield from _quote(block)
        case Table():
            yield from _table(block)
        case Picture(drawn, title):
            yield f'<div class="picture">{svg(drawn, readable(title))}</div>'


def _quote(quote: Quote) -> Iterator[str]:
    language = f' lang="{escape(quote.language)}"' if quote.language else ""
    yield f"<blockquote{' class=against' if quote.against else ''}>"
    if quote.against:
        yield "<p><strong>Denies it:</strong></p>"
    yield f'<p dir="auto"{language}>\u201c{_text(quote.text)}\u201d</p>'
    yield f'<p class="where">{"<br>".join(map(_cell, quote.lines))}</p></blockquote>'


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    if table.columns:
        yield f"<thead><tr>{''.join(f'<th scope=col>{_text(name)}</th>' for name in table.columns)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        first = (
            f"<th scope=row>{_cell(row[0])}</th>" if not table.columns and len(row) > 1 else f"<td>{_cell(row[0])}</td>"
        )
        yield f"<tr>{first}{''.join(f'<td>{_cell(cell)}</td>' for cell in row[1:])}</tr>"
    yield "</tbody></table>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link) and cell.address:
        return f'<a href="{escape(cell.address)}" rel="noreferrer noopener">{_text(cell.text)}</a>'
    return f"<bdi>{_text(cell.text if isinstance(cell, Link) else cell)}</bdi>"


def _text(text: str) -> str:
    return escape(readable(text))
