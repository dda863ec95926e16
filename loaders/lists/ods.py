"""Sheets of an OpenDocument file as a stream of rows, as printed: no formula is computed, no link followed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lxml import etree

from graph.errors import SourceError
from loaders.tables.reader import Row
from loaders.xml import SAFE, local

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MAX_BYTES = 1 << 30  # unpacked; a sheet of a million rows has some 500 MB
MAX_RATIO = 200  # unpacked over packed; real sheets stay below 60
MAX_COLUMNS = 1024
MAX_REPEAT = 1000  # rows with content that one element stands for


def is_ods(path: Path) -> bool:
    """Whether a file is an OpenDocument spreadsheet."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as stream:
            return stream.read(len(MIMETYPE)) == MIMETYPE
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return False


def rows(path: Path) -> Iterator[tuple[str, Row]]:
    """Yield sheet and row of all rows that hold something, with their number in the sheet.

    Raises:
        SourceError: it is no such file, its XML is damaged, or it unpacks to more than the limits.
    """
    with _content(path) as stream:
        sheet, number = "", 0
        try:
            for event, node in etree.iterparse(stream, **SAFE):
                if node.getroottree().docinfo.internalDTD is not None:
                    raise SourceError("has a DOCTYPE, which may name entities and other files", path)
                name = local(node)
                if event == "start" and name == "table":
                    sheet, number = _attribute(node, "name"), 0
                elif event == "end" and name == "table-row":
                    cells, count = _cells(node, path, number + 1), _repeat(node, "number-rows-repeated")
                    if cells and count > MAX_REPEAT:
                        raise SourceError(f"a row stands there {count:,} times, more than {MAX_REPEAT:,}", path, number)
                    for place in range(count if cells else 0):
                        yield sheet, Row(number + place + 1, cells)
                    number += count
                    node.clear()
                    parent = node.getparent()
                    while parent is not None and node.getprevious() is not None:
                        del parent[0]
        except etree.XMLSyntaxError as error:
            raise SourceError(f"its content is no well-formed XML: {error.msg}", path, error.lineno) from error


@contextmanager
def _content(path: Path) -> Iterator[IO[bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            member = archive.getinfo("content.xml")
            if member.file_size > MAX_BYTES or member.file_size > MAX_RATIO * max(member.compress_size, 1 << 10):
                raise SourceError(
                    f"unpacks to {member.file_size:,} bytes from {member.compress_size:,}, more than "
                    f"{MAX_BYTES:,} or {MAX_RATIO} times as much; save it as CSV",
                    path,
                )
            with archive.open(member) as stream:
                yield stream
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError) as error:
        raise SourceError(f"is no OpenDocument file that can be unpacked ({error})", path) from error
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror or error})", path) from error


def _cells(node: etree._Element, path: Path, number: int) -> tuple[str, ...]:
    """Cells of a row as printed, without the empty ones at its end."""
    cells: list[str] = []
    empty = 0
    for cell in node:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        text = "\n".join(_paragraph(line) for line in cell if local(line) == "p").strip()
        count = _repeat(cell, "number-columns-repeated")
        if not text:
            empty += count
            continue
        if len(cells) + empty + count > MAX_COLUMNS:
            raise SourceError(f"has more than {MAX_COLUMNS:,} columns", path, number)
        cells += [""] * empty + [text] * count
        empty = 0
    return tuple(cells)


def _paragraph(line: etree._Element) -> str:
    """Text of a paragraph; several blanks are an element of their own."""
    parts = [line.text or ""]
    for child in line.iter():
        if child is line:
            continue
        if local(child) == "s":
            parts.append(" " * min(_repeat(child, "c"), 100))
        elif local(child) in ("tab", "line-break"):
            parts.append(" ")
        elif local(child) == "annotation":
            continue
        parts += [child.text or "", child.tail or ""]
    return "".join(parts)


def _repeat(node: etree._Element, name: str) -> int:
    text = _attribute(node, name)
    return max(int(text), 1) if text.isascii() and text.isdecimal() else 1


def _attribute(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), "")
