"""Reading of list files in tests. All names in here are invented."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from graph.model import Claim, Entry, Party
from loaders.protocol import Loader, Notes
from loaders.source import open_source


def read(loader: Loader, path: Path) -> tuple[list[Entry], Notes]:
    """All entries of a file, and what the loader tells beside them."""
    notes = Notes()
    return list(loader.entries(open_source(path), notes)), notes


def by_record(entries: Iterable[Entry]) -> dict[str, Claim]:
    """Record key -> the first claim of every entry that has one."""
    return {entry.record: entry.claims[0] for entry in entries if entry.record and entry.claims}


def listed(claim: Claim) -> Party:
    """Whom a claim lists."""
    assert claim.object is not None
    return claim.object


def names(party: Party) -> set[tuple[str, str]]:
    """Pairs of name and quality."""
    return {(name.text, name.quality) for name in party.names}


def rejects(entries: Iterable[Entry]) -> list[tuple[int | None, str, str | None]]:
    """Line, rule and column of every reject."""
    return [(entry.row, entry.reject.rule, entry.reject.column) for entry in entries if entry.reject is not None]


def write_ods(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a sheet as an OpenDocument file, with the long empty end that spreadsheets have."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    cells = "".join(
        "<t:table-row>"
        + "".join(f'<t:table-cell o:value-type="string"><x:p>{escape(cell)}</x:p></t:table-cell>' for cell in row)
        + '<t:table-cell t:number-columns-repeated="16000"/></t:table-row>'
        for row in rows
    )
    empty = '<t:table-row t:number-rows-repeated="1000000"><t:table-cell/></t:table-row>'
    content = (
        f'<o:document-content xmlns:o="{names}:office:1.0" xmlns:t="{names}:table:1.0" xmlns:x="{names}:text:1.0">'
        f'<o:body><o:spreadsheet><t:table t:name="S">{cells}{empty}</t:table></o:spreadsheet></o:body>'
        "</o:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path
