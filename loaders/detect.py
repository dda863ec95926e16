"""What is this file? Answered by its content; the name only tells programs from data, and a poor table from a text.

Each family of sources recognises its own; the first that does has the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from loaders.components.recognise import recognise as recognise_components
from loaders.documents.mail import is_mail
from loaders.handed.recognise import recognise as recognise_claims
from loaders.head import Detected, Head, look
from loaders.lists.recognise import recognise as recognise_list
from loaders.protocol import Loader
from loaders.registers.recognise import recognise as recognise_register
from loaders.tables.containers import ZIP, zip_content
from loaders.tables.customs_russia import recognise as recognise_customs
from loaders.tables.recognise import recognise as recognise_table
from loaders.tables.recognise import recognise_container, recognise_json_lines

MAGIC = (
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
)
REFERENCE = (
    (("section", "hscode", "description", "parent", "level"), "the Harmonized System"),
    (("section", "name"), "the sections of the Harmonized System"),
    (("hs6", "tier", "hs2022_description"), "the Common High Priority List"),
)
PROGRAMS = frozenset(
    {".py", ".sh", ".js", ".sql", ".cypher", ".toml", ".lock", ".yml", ".yaml", ".ini", ".cfg", ".css"}
)
HTML = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)


def detect(path: Path) -> Detected:
    """Look at the first bytes of a file.

    Raises:
        SourceError: it cannot be read or is empty.
    """
    head = look(path)
    for recognise in RECOGNISERS:
        found = recognise(head)
        if found is not None:
            return found
    return Detected("text", "a text", head.encoding, _text_loader)


def _not_data(head: Head) -> Detected | None:
    if head.text and head.suffix in PROGRAMS:
        return Detected("unknown", "a program or settings, no data")
    return None


def _reference(head: Head) -> Detected | None:
    header = tuple(cell.casefold() for cell in head.header)
    for columns, what in REFERENCE:
        if header == columns:
            return Detected("reference", f"{what}, which the project has compiled in", head.encoding)
    return None


def _document(head: Head) -> Detected | None:
    if b"%PDF-" in head.data[:1024]:
        return Detected("text", "a PDF document", None, _text_loader)
    if head.data.startswith(ZIP) and zip_content(head.path)[0] == "docx":
        return Detected("text", "a Word document (DOCX)", None, _text_loader)
    if is_mail(head.data):
        return Detected("text", "an e-mail message", head.encoding, _text_loader)
    return None


def _unreadable(head: Head) -> Detected | None:
    for magic, what in MAGIC:
        if head.data.startswith(magic):
            return Detected("unknown", what)
    if not head.text:
        return Detected("unknown", "binary data, no text: save it as CSV or as plain text (UTF-8)")
    start = head.text.lstrip()
    if HTML.search(start[:2048]):
        return Detected("text", "an HTML page", head.encoding, _text_loader)
    if head.root:
        return Detected("unknown", "XML that no loader reads", head.encoding)
    if start.startswith(("{", "[")):
        return Detected("unknown", "JSON that no loader reads", head.encoding)
    return None


def _text_loader() -> Loader:
    from loaders.texts import Text  # what it needs takes a second to import: only where there is a text

    return Text()


RECOGNISERS: tuple[Callable[[Head], Detected | None], ...] = (
    _not_data, recognise_claims, _reference, recognise_list, recognise_register, recognise_components,
    recognise_customs, _document, recognise_container, recognise_json_lines, _unreadable, recognise_table,
)  # fmt: skip
