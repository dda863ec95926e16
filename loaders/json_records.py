"""JSON read as a stream of records: lines, one array, or values one after another; memory for one record only."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from graph.errors import SourceError
from graph.model import Reject
from loaders.tables.reader import sniff_bom

RECORD_LIMIT = 16 << 20  # characters of one record
CHUNK = 1 << 20
SURROGATE = re.compile(r"[\ud800-\udfff]")
ESCAPED = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")  # what may be half a character, or a zero
UNFIT = re.compile(r"[\x00\ud800-\udfff]")
TAIL = 16  # an error so near to the end of what was read may be one of reading too little


class _NoNumber(ValueError):
    """NaN and Infinity, which JSON does not have."""


def _refuse(word: str) -> NoReturn:
    raise _NoNumber(f"{word} is no number of JSON")


DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse)


def first_record(text: str) -> Any:
    """Return the first value of a text, or the first inside its array; None where the text does not hold it whole."""
    start = text.lstrip("\ufeff \t\r\n[")
    try:
        return DECODER.raw_decode(start)[0] if start.startswith("{") else None
    except (ValueError, RecursionError):
        return None


class JsonRecords:
    """The records of a JSON file; iterate for triples of line, value and reject.

    A value that cannot be read is None and has a reject; in a file of lines the next line goes on. Numbers with a
    fraction are Decimal, so that nothing is rounded.

    Args:
        path: the file.
        encoding: where something settles it; else UTF-8, or what a byte order mark names.
        within: key of the array that holds the records, where the file is one object with that key alone.
    """

    def __init__(self, path: Path, encoding: str | None = None, within: str | None = None) -> None:
        self.path = path
        self._encoding = encoding
        self._within = within
        self._text = ""
        self._at = 0
        self._line = 1
        self._done = False

    def __iter__(self) -> Iterator[tuple[int, Any, Reject | None]]:
        """Yield line, value and reject of every record.

        The line is that of its beginning; where several begin in one line each counts as one line.

        Raises:
            SourceError: the file cannot be read, an array is broken, or a record passes the limit.
        """
        try:
            with self.path.open("rb") as stream:
                yield from self._records(stream)
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror})", self.path) from error

    def _records(self, stream: BinaryIO) -> Iterator[tuple[int, Any, Reject | None]]:
        head = stream.read(4)
        stream.seek(0)
        name = self._encoding or sniff_bom(head) or "utf-8"
        reader = io.TextIOWrapper(
            stream, encoding="utf-8-sig" if name == "utf-8" else name, errors="surrogateescape", newline=""
        )
        self._read = reader.read
        for sign in ("{", json.dumps(self._within), ":") if self._within else ():
            self._pass(sign)
        array = self._skip() == "["
        if array:
            self._at += 1
        row, first = 0, True
        while (sign := self._skip()) and not (array and sign == "]"):
            if array and not first:
                if sign != ",":
                    raise self._broken("a comma or the end of the array is missing")
                self._at += 1
                self._skip()
            first = False
            row = max(row + 1, self._line)
            value, reject = self._value(array)
            yield row, value, reject
        if array and not sign:
            raise self._broken("the array has no end; the file was cut")
        if array:
            self._at += 1
            if self._within:
                self._pass("}")
            if self._skip():
                raise self._broken("something stands behind the end of the array")

    def _pass(self, sign: str) -> None:
        """Go past what must stand here."""
        self._skip()
        while len(self._text) - self._at < len(sign) and self._more():
            pass
        if not self._text.startswith(sign, self._at):
            raise self._broken(f"{sign} must stand here")
        self._at += len(sign)

    def _skip(self) -> str:
        """Go to the next sign that is no blank; return it, "" at the end of the file."""
        while True:
            while self._at < len(self._text):
                sign = self._text[self._at]
                if sign == "\n":
                    self._line += 1
                elif not sign.isspace():
                    return sign
                self._at += 1
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on; False at the end of the file."""
        if self._done:
            return False
        new = self._read(max(CHUNK, len(self._text) - self._at))
        self._done = not new
        self._text = self._text[self._at :] + new
        self._at = 0
        return bool(new)

    def _value(self, array: bool) -> tuple[Any, Reject | None]:
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - TAIL
                if cut and self._grow():
                    continue
                return self._lost(array, Reject("json", f"is no JSON: {error.msg}"))
            except _NoNumber as error:
                return self._lost(array, Reject("json", str(error)))
            except RecursionError:
                return self._lost(array, Reject("too_deep", "its values lie inside each other too deep to be read"))
            raw = self._text[self._at : end]
            self._line += raw.count("\n")
            self._at = end
            return (None, unprintable) if (unprintable := _unprintable(raw, value)) else (value, None)

    def _grow(self) -> bool:
        if len(self._text) - self._at > RECORD_LIMIT:
            raise SourceError(
                f"a record may have {RECORD_LIMIT >> 20} Mi characters at most; this one is longer",
                self.path,
                self._line,
            )
        return self._more()

    def _lost(self, array: bool, reject: Reject) -> tuple[None, Reject]:
        """Give up a record: in a file of lines go on behind its line, in an array nobody knows where it ends."""
        if array:
            raise self._broken(reject.message)
        while (end := self._text.find("\n", self._at)) < 0 and self._grow():
            pass
        self._at = len(self._text) if end < 0 else end
        return None, reject

    def _broken(self, message: str) -> SourceError:
        return SourceError(f"is no JSON that can be read: {message}", self.path, self._line)


def _unprintable(raw: str, value: Any) -> Reject | None:
    """Refuse what is no text in the encoding, or holds signs that no archive keeps."""
    if SURROGATE.search(raw):
        return Reject("encoding", "holds bytes that are no text in UTF-8; save the file as UTF-8")
    if ESCAPED.search(raw) and any(UNFIT.search(text) for text in texts(value)):
        return Reject("control_character", "holds a zero or half a character, which no text has")
    return None


def texts(value: Any) -> Iterator[str]:
    """Yield every text of a value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
