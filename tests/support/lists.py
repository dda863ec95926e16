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


def write_ods(path: Path, rows: Sequence[Sequence[str]], extra: str = "") -> Path:
    """Write a sheet as an OpenDocument file; `extra` stands before its rows, as XML."""
    cells = "".join(
        "<r:table-row>"
        + "".join(f'<r:table-cell><t:p xmlns:t="urn:t">{escape(cell)}</t:p></r:table-cell>' for cell in row)
        + '<r:table-cell r:number-columns-repeated="16000"/></r:table-row>'
        for row in rows
    )
    empty = '<r:table-row r:number-rows-repeated="1000000"><r:table-cell/></r:table-row>'
    content = f'<c xmlns:r="urn:r"><r:table r:name="S">{extra}{cells}{empty}</r:table></c>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path
