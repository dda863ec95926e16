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
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from graph.errors import SourceError
from graph.model import Reject

LINE_LIMIT = 4 << 20  # bytes (characters for UTF-16) of one physical line
RECORD_LINES = 200  # physical lines of one quoted record
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Codecs for programs and host names: what they make of the bytes of a table is not what stands there.
NO_FILES = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
csv.field_size_limit(LINE_LIMIT)


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the file.

    Attributes:
        line: its first physical line, from 1.
        cells: as printed, trimmed of nothing.
        reject: why it cannot be read as a row, else None.
        stray: a quotation mark stands in it that quotes nothing.
    """

    line: int
    cells: tuple[str, ...]
    reject: Reject | None = None
    stray: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written.

    Attributes:
        encoding: name of a Python codec, strict.
        delimiter: one character.
        header_row: physical line of the column names, from 1.
    """

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    header_row: int = 1


def check_lines(path: Path) -> None:
    """Refuse a file at once that begins with an endless line, before anything reads the whole of it.

    Raises:
        SourceError: no line ends within the limit, in the first lines; or the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(2 * LINE_LIMIT + 2)
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path) from error
    if len(head) <= LINE_LIMIT:
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


class TableReader:
    """Reads one table; iterate for its rows.

    Args:
        path: the file.
        layout: how it is written.

    Attributes:
        header: the column names, trimmed; known once the first row or `read_header` was asked for.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self.layout = layout
        self.header: tuple[str, ...] = ()
        try:
            if codecs.lookup(layout.encoding).name in NO_FILES:
                raise LookupError
            with suppress(UnicodeDecodeError):  # half a sign of UTF-16
                b"a".decode(layout.encoding)  # refused by what turns bytes into bytes, such as zlib
        except (LookupError, ValueError) as error:
            raise SourceError(
                f"encoding {layout.encoding!r} is not known; name one such as utf-8, cp1251 or gb18030", path
            ) from error

    def read_header(self) -> tuple[str, ...]:
        """Read only the column names."""
        lines = self._lines()
        try:
            self._take_header(lines)
        finally:
            lines.close()
        return self.header

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows after the header; blank lines are no rows.

        Raises:
            SourceError: no header, a line above the limit, or the file cannot be read.
        """
        lines = self._lines()
        try:
            self._take_header(lines)
            yield from _Records(lines, self.layout.delimiter, self.header).rows()
        finally:
            lines.close()

    def _take_header(self, lines: _LineStream) -> None:
        for number, text in lines:
            if number < self.layout.header_row:
                continue
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
            cells = next(csv.reader([text], delimiter=self.layout.delimiter))
            self.header = tuple(cell.strip() for cell in cells)
            return
        raise SourceError(f"has no line {self.layout.header_row}, where the column names should stand", self.path)

    def _lines(self) -> _LineStream:
        return _LineStream(self.path, self.layout.encoding)


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
        number = 0
        while raw := self._stream.readline(LINE_LIMIT + 1):
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
                yield number, text
        except UnicodeError as error:
            raise SourceError(
                f"is not {self.encoding} ({error}); name the encoding in the mapping (file.encoding)",
                self.path,
            ) from error


class _Records:
    """Puts physical lines together to records."""

    def __init__(self, lines: _LineStream, delimiter: str, header: tuple[str, ...]) -> None:
        self._lines = iter(lines)
        self._delimiter = delimiter
        self._header = header
        self._back: deque[tuple[int, str | Reject]] = deque()

    def rows(self) -> Iterator[Row]:
        """Yield one Row per record."""
        while (line := self._next()) is not None:
            number, text = line
            if isinstance(text, Reject):
                reason, _, printed = text.message.partition(": ")
                yield Row(number, (printed,), Reject(text.rule, reason))
            elif text.replace(self._delimiter, "").strip():
                yield self._row(number, text)

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
        if used and (len(cells) != len(self._header) or self._all_whole(text, used)):
            return None, used
        return tuple(cells), used

    def _all_whole(self, text: str, used: list[tuple[int, str | Reject]]) -> bool:
        """Whether each physical line is a row of its own: then the mark joined what does not belong together."""
        texts = [text, *(line for _, line in used if isinstance(line, str))]
        return len(self._header) > 1 and all(line.count(self._delimiter) == len(self._header) - 1 for line in texts)

    def _unquoted(self, number: int, text: str) -> Row:
        cells = tuple(_bare(cell) for cell in text.rstrip("\r\n").split(self._delimiter))
        if len(cells) == len(self._header):
            row = self._checked(number, cells)
            return Row(number, row.cells, row.reject, stray=True)
        message = (
            f"a quotation mark is opened and not closed, and without it the row has {len(cells)} cells "
            f"where the header has {len(self._header)}"
        )
        return Row(number, cells, Reject("stray_quote", message), stray=True)

    def _checked(self, number: int, cells: tuple[str, ...]) -> Row:
        width = len(self._header)
        if any("\0" in cell for cell in cells):
            cells = tuple(cell.replace("\0", "\ufffd") for cell in cells)
            return Row(number, cells, Reject("zero_byte", "holds a zero byte, which no text holds"))
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            cells = cells[:width]  # delimiters at the end of the line, with nothing between them
        if len(cells) != width:
            return Row(number, cells, Reject("ragged_row", f"has {len(cells)} cells where the header has {width}"))
        if tuple(cell.strip() for cell in cells) == self._header:
            return Row(number, cells, Reject("repeated_header", "repeats the column names"))
        return Row(number, cells)

    def _next(self) -> tuple[int, str | Reject] | None:
        return self._back.popleft() if self._back else next(self._lines, None)


def _bare(cell: str) -> str:
    """Take the quotation marks off a cell that is quoted as a whole."""
    if len(cell) >= 2 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
