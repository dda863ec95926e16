"""Delimited text as a stream of rows with their physical line numbers.

One stray quotation mark must not swallow the rows after it, one wrong byte must not stop the file, and one endless
line must not fill the memory. So the file is read line by line, decoded strictly, and a record that begins with a
quotation mark and finds no end is read again without quoting.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import BinaryIO

from graph.errors import SourceError
from graph.model import Reject
from loaders.tables.frame import Frame, find_header, missing_columns, stacked, usual_surplus
from loaders.tables.layout import Layout, Limits, Row, tidy

__all__ = [
    "LINE_LIMIT", "RECORD_LINES", "Layout", "Row", "TableReader", "check_lines", "codec", "sniff_bom", "sniff_utf16",
]  # fmt: skip

LINE_LIMIT = Limits().line_bytes
RECORD_LINES = Limits().record_lines
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Codecs for programs and host names: what they make of the bytes of a table is not what stands there.
NO_FILES = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
# What people call an encoding -> the codec that also knows the signs that Windows added to it.
WIDER = {"shift_jis": "cp932", "big5": "cp950", "gb2312": "gb18030", "gbk": "gb18030"}
# Beginnings of files that are no text: their lines have no length.
CONTAINERS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"PAR1")
LOOKED_AT = 200  # lines that tell whether rows end with more delimiters than the header
SURPLUS = "nearly all rows end with empty cells beyond the header ({}), which were left out"
Head = tuple[int, tuple[str, ...], int]
csv.field_size_limit(LINE_LIMIT)


def check_lines(path: Path) -> None:
    """Refuse a text at once that begins with an endless line, before anything reads the whole of it.

    Raises:
        SourceError: no line ends within the limit, in the first lines; or the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(2 * LINE_LIMIT + 2)
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path) from error
    if len(head) <= LINE_LIMIT or head.startswith(CONTAINERS):
        return
    ends = [match.end() for match in re.finditer(rb"[\r\n]", head)]
    for number, (start, end) in enumerate(pairwise([0, *ends, len(head)]), start=1):
        if end - start > LINE_LIMIT:
            raise too_long(path, number)


def too_long(path: Path, number: int) -> SourceError:
    """Return the error for an endless line."""
    return SourceError(
        f"a line may be {LINE_LIMIT >> 20} MiB long at most; this one is longer, so it is no table; check how its "
        "lines end",
        path,
        number,
    )


def sniff_bom(head: bytes) -> str | None:
    """Return the codec that a byte order mark names."""
    return next((name for bom, name in BOMS if head.startswith(bom)), None)


def codec(name: str, path: Path) -> str:
    """Return the name of the codec that reads an encoding.

    Raises:
        SourceError: there is none, or it reads no text.
    """
    try:
        found = codecs.lookup(name).name
        if found in NO_FILES:
            raise LookupError
        with suppress(UnicodeDecodeError):  # half a sign of UTF-16
            b"a".decode(name)  # refused by what turns bytes into bytes, such as zlib
    except (LookupError, ValueError) as error:
        raise SourceError(
            f"encoding {name!r} is not known; name one such as utf-8, windows-1251 or gb18030", path
        ) from error
    return WIDER.get(found, name)


def sniff_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes: those of the ASCII signs stand all on one side."""
    sample = data[: min(len(data), 1 << 16) // 2 * 2]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if max(odd, even) < 8 or max(odd, even) * 20 < len(sample) or min(odd, even) * 50 > max(odd, even):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(name, "replace")
    return None if any(sign < " " and sign not in "\t\r\n\f" for sign in text) or "\ufffd" in text[:-1] else name


class TableReader:
    """Reads one table of delimited text; iterate for its rows.

    Args:
        path: the file.
        layout: how it is written; encoding and delimiter are settled before.

    Attributes:
        header: the column names, in one line each; known once the first row or `read_header` was asked for.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self.layout = replace(
            layout, encoding=codec(layout.encoding or "utf-8-sig", path), delimiter=layout.delimiter or ","
        )
        self.header: tuple[str, ...] = ()
        self.notices: list[str] = []
        self.counts: Counter[str] = Counter()
        self.unread: list[str] = []
        self.epoch_1904 = False

    def read_header(self) -> tuple[str, ...]:
        """Read only the column names."""
        with closing(self.lines()) as lines:
            self._take_header(lines)
        return self.header

    def read_headers(self) -> dict[str, tuple[str, ...]]:
        """Read only the column names; a text has a single sheet without a name."""
        return {"": self.read_header()}

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows after the header; blank lines are no rows.

        Raises:
            SourceError: no header, a line above the limit, or the file cannot be read.
        """
        self.counts.clear()
        with closing(self.lines()) as lines:
            rest = self._take_header(lines)
            first = list(islice(rest, LOOKED_AT)) if self.layout.columns else []
            surplus = usual_surplus(first, self.layout.delimiter or ",", len(self.header))
            if surplus and (notice := SURPLUS.format(surplus)) not in self.notices:
                self.notices.append(notice)
            yield from _Records(chain(first, rest), self.layout, self.header, surplus).rows()

    def lines(self) -> _LineStream:
        """Return the physical lines."""
        return _LineStream(self.path, self.layout.encoding or "utf-8-sig")

    def _take_header(self, lines: _LineStream) -> Iterator[tuple[int, str | Reject]]:
        """Find the header among the first lines, of which no more are read than it takes; return those after it."""
        if self.layout.names:
            self.header = self.layout.names
            return iter(lines)
        wanted = self.layout.header_row
        first: list[tuple[int, str | Reject]] = []
        source = self._from(lines, wanted or 1)
        records: list[Head] = []
        index = None
        rows = self.layout.header_rows
        sizes = (rows, rows + 4, rows + 19, rows + self.layout.limits.header_lines)
        for size in sizes if self.layout.columns or wanted else (30,):
            first.extend(islice(source, size - len(first)))
            if wanted is not None:
                self._check_header_line(first)
            records = list(heads(first, self.layout.delimiter or ","))
            lines_of = stacked([(number, cells) for number, cells, _ in records], self.layout)
            index = find_header(lines_of, self.layout)
            whole = wanted is None or size > rows or not any('"' in str(text) for _, text in first)
            if (index is not None and whole) or len(first) < size:
                break
        if index is None and not records:
            raise SourceError("has no line with column names", self.path)
        if index is None:
            raise missing_columns(self.path, lines_of, self.layout)
        cells, used = lines_of[index][1], records[index + rows - 1][2]
        if len(cells) > (most := self.layout.limits.columns):
            raise SourceError(f"has {len(cells):,} columns; {most:,} are read at most (limit columns)", self.path)
        if any("\0" in cell for cell in cells):
            self._check_header_line(first[used - 1 :])
        self.counts["lines_above_header"] += index
        self.header = tuple(tidy(cell) for cell in cells)
        return chain(first[used:], source)

    def _from(self, lines: _LineStream, first: int) -> Iterator[tuple[int, str | Reject]]:
        """Yield the lines from a number on, and count what stands above."""
        for number, text in lines:
            if number >= first:
                yield number, text
            else:
                self.counts["lines_above_header"] += isinstance(text, Reject) or bool(text.strip())

    def _check_header_line(self, first: list[tuple[int, str | Reject]]) -> None:
        """Say what is wrong with the line that the mapping names."""
        if not first:
            line = self.layout.header_row
            raise SourceError(f"has no line {line}, where the column names should stand", self.path)
        number, text = first[0]
        if isinstance(text, Reject):
            raise SourceError(f"the header cannot be read: {text.message}", self.path, number)
        if "\0" in text:
            raise SourceError(
                "the header holds zero bytes: it is no text, or UTF-16 without its mark; name the encoding in the "
                "mapping (file.encoding: utf-16-le)",
                self.path,
                number,
            )
        if not text.strip():
            raise SourceError("the header is a blank line; set file.header_row in the mapping", self.path, number)


def heads(first: list[tuple[int, str | Reject]], delimiter: str) -> Iterator[Head]:
    """Yield the records that begin in the first lines: number, cells, and how many of the lines end with them."""
    for index, (number, text) in enumerate(first):
        if isinstance(text, Reject) or not text.strip():
            continue
        if '"' not in text:
            yield number, tuple(text.rstrip("\r\n").split(delimiter)), index + 1
            continue
        following = [line for _, line in first[index : index + 20] if isinstance(line, str)]
        try:
            reader = csv.reader(following, delimiter=delimiter, strict=True)
            yield number, tuple(next(reader)), index + reader.line_num
        except (csv.Error, StopIteration):
            yield number, tuple(_bare(cell) for cell in text.rstrip("\r\n").split(delimiter)), index + 1


class _LineStream:
    """Physical lines, each decoded by itself, numbered from 1; one that cannot be decoded is a Reject."""

    def __init__(self, path: Path, encoding: str) -> None:
        self.path = path
        self.encoding = encoding
        try:
            self._stream: BinaryIO = path.open("rb")
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror})", path) from error
        self._iterator = self._by_line() if self._line_by_line() else self._by_text()

    def __iter__(self) -> Iterator[tuple[int, str | Reject]]:
        return self._iterator

    def close(self) -> None:
        self._stream.close()

    def _line_by_line(self) -> bool:
        """Whether a newline byte always ends a line: not in UTF-16 or 32, nor with carriage returns alone."""
        name = codecs.lookup(self.encoding).name
        head = self._stream.read(1 << 16)
        self._stream.seek(0)
        return not name.startswith(("utf-16", "utf-32")) and (b"\n" in head or b"\r" not in head)

    def _by_line(self) -> Iterator[tuple[int, str | Reject]]:
        encoding = "utf-8" if codecs.lookup(self.encoding).name == "utf-8-sig" else self.encoding
        readline = self._stream.readline
        number = 0
        while raw := readline(LINE_LIMIT + 1):
            number += 1
            if len(raw) > LINE_LIMIT:
                raise too_long(self.path, number)
            if number == 1 and raw.startswith(codecs.BOM_UTF8):
                raw = raw[3:]
            try:
                yield number, raw.decode(encoding)
            except UnicodeDecodeError as error:
                bad = raw[error.start : error.start + 1].hex()
                text = raw.decode(encoding, "backslashreplace").rstrip("\r\n")
                yield number, Reject("encoding", f"byte 0x{bad} is not {self.encoding}: {text}")

    def _by_text(self) -> Iterator[tuple[int, str | Reject]]:
        stream = io.TextIOWrapper(self._stream, encoding=self.encoding, errors="strict", newline="")
        number = 0
        try:
            while text := stream.readline(LINE_LIMIT + 1):
                number += 1
                if len(text) > LINE_LIMIT:
                    raise too_long(self.path, number)
                yield number, text.removeprefix("\ufeff") if number == 1 else text
        except UnicodeError as error:
            raise SourceError(
                f"is not {self.encoding} ({error}); name the encoding in the mapping (file.encoding)",
                self.path,
            ) from error


class _Records:
    """Puts physical lines together to records."""

    def __init__(
        self, lines: Iterator[tuple[int, str | Reject]], layout: Layout, header: tuple[str, ...], surplus: int
    ) -> None:
        self._lines = lines
        self._delimiter = layout.delimiter or ","
        self._width = len(header)
        self._frame = Frame(header, layout, ragged=True, surplus=surplus)
        self._back: deque[tuple[int, str | Reject]] = deque()

    def rows(self) -> Iterator[Row]:
        """Yield one Row per record."""
        delimiter, judge = self._delimiter, self._frame.row
        while (line := self._next()) is not None:
            number, text = line
            if isinstance(text, Reject):
                reason, _, printed = text.message.partition(": ")
                yield Row(number, (printed,), Reject(text.rule, reason))
            elif '"' in text or "\0" in text:
                if text.replace(delimiter, "").strip():
                    yield self._row(number, text)
            elif (cells := text.rstrip("\r\n").split(delimiter)) and any(cells) and not _blank(cells):
                yield judge(number, tuple(cells))

    def _row(self, number: int, text: str) -> Row:
        if '"' not in text:
            return self._checked(number, tuple(text.rstrip("\r\n").split(self._delimiter)))
        cells, used = self._quoted(text)
        if cells is not None:
            return self._checked(number, cells)
        self._back.extendleft(reversed(used))  # what the mark had swallowed is read again
        return self._unquoted(number, text)

    def _quoted(self, text: str) -> tuple[tuple[str, ...] | None, list[tuple[int, str | Reject]]]:
        """Read a record with quoting; None when a quotation mark finds no end, with the lines taken meanwhile."""
        used: list[tuple[int, str | Reject]] = []

        def feed() -> Iterator[str]:
            yield text
            while len(used) < RECORD_LINES and (line := self._next()) is not None:
                used.append(line)
                if isinstance(line[1], Reject):
                    return
                yield line[1]

        try:
            cells = next(csv.reader(feed(), delimiter=self._delimiter, strict=True))
        except (csv.Error, StopIteration):
            return None, used
        if used and (len(cells) != self._width or self._all_whole(text, used)):
            return None, used
        return tuple(cells), used

    def _all_whole(self, text: str, used: list[tuple[int, str | Reject]]) -> bool:
        """Whether each physical line is a row of its own: then the mark joined what does not belong together."""
        texts = [text, *(line for _, line in used if isinstance(line, str))]
        return self._width > 1 and all(line.count(self._delimiter) == self._width - 1 for line in texts)

    def _unquoted(self, number: int, text: str) -> Row:
        cells = tuple(_bare(cell) for cell in text.rstrip("\r\n").split(self._delimiter))
        if len(cells) == self._width:
            row = self._checked(number, cells)
            return Row(number, row.cells, row.reject, stray=True)
        message = (
            f"a quotation mark is opened and not closed, and without it the row has {len(cells)} cells "
            f"where the header has {self._width}"
        )
        return Row(number, cells, Reject("stray_quote", message), stray=True)

    def _checked(self, number: int, cells: tuple[str, ...]) -> Row:
        if any("\0" in cell for cell in cells):
            cells = tuple(cell.replace("\0", "\ufffd") for cell in cells)
            return Row(number, cells, Reject("zero_byte", "holds a zero byte, which no text holds"))
        return self._frame.row(number, cells)

    def _next(self) -> tuple[int, str | Reject] | None:
        return self._back.popleft() if self._back else next(self._lines, None)


def _blank(cells: list[str]) -> bool:
    """Whether no cell holds anything; most rows are told by one of their first cells."""
    return not any(cell.strip() for cell in cells)


def _bare(cell: str) -> str:
    """Take the quotation marks off a cell that is quoted as a whole."""
    if len(cell) >= 2 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
