"""What is this file? Answered by its content; the name only tells programs from data, and a poor table from a text."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graph.errors import SourceError
from loaders.lists import eu_journal
from loaders.tables.reader import sniff_bom

Kind = Literal["text", "table", "list", "reference", "answers", "unknown"]
HEAD = 1 << 16
MAGIC = (
    (b"PK\x03\x04", "a zip container (XLSX, ODS, DOCX): save the sheet as CSV"),
    (b"%PDF", "a PDF: save its text as TXT"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (XLS, DOC): save it as CSV or TXT"),
    (b"PAR1", "a Parquet file: save it as CSV"),
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
TABLES = frozenset({".csv", ".tsv", ".tab"})
HTML = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
ANSWER_KEYS = {"document", "kind", "quote", "spans"}


@dataclass(frozen=True, slots=True)
class Detected:
    """What a file is.

    Attributes:
        kind: text, table (needs a mapping), list, reference (compiled in already), answers (never a source), unknown.
        what: in words, for the plan.
        encoding: how the head was read, where a byte order mark or the bytes settle it.
    """

    kind: Kind
    what: str
    encoding: str | None = None


def detect(path: Path) -> Detected:
    """Look at the first bytes of a file.

    Raises:
        SourceError: it cannot be read or is empty.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path) from error
    if not head:
        raise SourceError("is empty (0 bytes); nothing can be loaded from it", path)
    for magic, what in MAGIC:
        if head.startswith(magic):
            return Detected("unknown", what)
    encoding = sniff_bom(head)
    if encoding is None and b"\0" in head:
        return Detected("unknown", "binary data, no text: save it as CSV or as plain text (UTF-8)")
    if path.suffix.casefold() in PROGRAMS:
        return Detected("unknown", "a program or settings, no data")
    encoding = encoding or _encoding(head)
    text = head.decode(encoding or "latin-1", "replace").lstrip("\ufeff")
    return _of_text(text, encoding, path.suffix.casefold() in TABLES)


def _of_text(text: str, encoding: str | None, called_table: bool) -> Detected:
    start = text.lstrip()
    if start.startswith(("{", "[")):
        return _of_json(start, encoding)
    if HTML.search(start[:2048]):
        return Detected("text", "an HTML page", encoding)
    if start.startswith("<?xml") or re.match(r"<[A-Za-z_][\w:.-]*[\s>]", start):
        return Detected("unknown", "XML that no loader reads", encoding)
    header = _header(text)
    if eu_journal.fits(header):
        return Detected("list", "annexes of EU sanctions acts", encoding)
    for columns, what in REFERENCE:
        if tuple(cell.casefold() for cell in header) == columns:
            return Detected("reference", f"{what}, which the project has compiled in", encoding)
    if called_table or _tabular(text):
        return Detected("table", "a table", encoding)
    return Detected("text", "a text", encoding)


def _of_json(start: str, encoding: str | None) -> Detected:
    try:
        first = json.loads(start.split("\n", 1)[0])
    except ValueError:
        first = None
    if isinstance(first, dict) and first.keys() >= ANSWER_KEYS:
        return Detected("answers", "an answer sheet of claims, never a source", encoding)
    return Detected("unknown", "JSON that no loader reads", encoding)


def _encoding(head: bytes) -> str | None:
    """Return utf-8 where the head is, even if cut within a character; else None: nothing settles it."""
    for cut in range(4):
        try:
            head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            if len(head) < HEAD:
                return None
            continue
        return "utf-8"
    return None


def _header(text: str) -> tuple[str, ...]:
    line = text.split("\n", 1)[0].strip("\r")
    try:
        return tuple(cell.strip() for cell in next(csv.reader([line]), []))
    except csv.Error:
        return ()


def _tabular(text: str) -> bool:
    """Whether the first lines have the same number of cells, with some delimiter, and none reads like prose."""
    lines = [line for line in text.splitlines()[:21] if line.strip()]
    if len(text) >= HEAD:
        lines = lines[:-1]
    if len(lines) < 2:
        return False
    for delimiter in ",;\t|":
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        widths = [len(row) for row in rows]
        same = sum(width == widths[0] for width in widths)
        if widths[0] >= 3 and same * 10 >= len(widths) * 7 and all(len(cell) <= 120 for cell in rows[0]):
            return True
    return False
