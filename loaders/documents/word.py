"""Text out of Word files (DOCX): what a reader sees once all tracked changes are accepted."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from graph.errors import SourceError
from loaders.documents.html import read_page
from loaders.documents.page import Page
from loaders.tables.containers import open_zip, small_part
from loaders.tables.layout import Limits

CELL_BEGIN, CELL_END = re.compile(r"(<t[dh][^>]*>)<p>"), re.compile(r"</p>(</t[dh]>)")
UNPACKED = 128 << 20  # bytes of all parts; its text is held as a tree
TITLE = "{http://purl.org/dc/elements/1.1/}title"
LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"


def read_word(path: Path) -> Page:
    """Read a DOCX file; pictures and linked files are left alone.

    Raises:
        SourceError: damaged, under a password, or above a limit.
    """
    import mammoth  # type: ignore[import-untyped]  # it brings no types

    limits = replace(Limits(), unpacked_bytes=UNPACKED)
    with open_zip(path, limits) as container:
        for name in container.namelist():
            if name.endswith((".xml", ".rels")):
                _no_doctype(container.open(name).read(4096), name, path)
        core = small_part(container, "docProps/core.xml", path, limits)
    try:
        with path.open("rb") as stream:
            made = mammoth.convert_to_html(stream, convert_image=lambda _: [], include_embedded_style_map=False)
    except Exception as error:  # whatever a library makes of a damaged file
        raise SourceError(f"is no whole Word file ({type(error).__name__}: {error}); save it anew", path) from error
    # A cell is one line of a table, not a paragraph apart.
    page = read_page(CELL_END.sub(r"\1", CELL_BEGIN.sub(r"\1", made.value)), path)
    if core is not None:
        page.title = (core.findtext(TITLE) or "").strip() or None
        page.language = (core.findtext(LANGUAGE) or "").strip()[:2].lower() or None
    return page


def _no_doctype(head: bytes, name: str, path: Path) -> None:
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise SourceError(f"its part {name} has a DOCTYPE, which no Word file needs; nothing of it is read", path)
