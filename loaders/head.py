"""The beginning of a file, looked at once, and what a family of sources says of it."""

from __future__ import annotations

import codecs
import csv
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from graph.errors import SourceError
from loaders.protocol import Loader
from loaders.tables.reader import sniff_bom, sniff_utf16

Kind = Literal["text", "table", "list", "register", "components", "claims", "reference", "answers", "unknown"]
HEAD = 1 << 16
XML_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
XML_PROLOGUE = re.compile(r"(?:\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>))*\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Detected:
    """What a file is.

    Attributes:
        kind: text, table (needs a mapping), list, register, components, claims, reference (compiled in already),
            answers (never a source), unknown.
        what: in words, for the plan.
        encoding: how the head was read, where a byte order mark or the bytes settle it.
        make: makes the loader that reads it; None where none does, or where a mapping decides.
        invented: whether its content shows that it is invented, anonymised or an example of a standard: such a file
            loads only as a synthetic one.
        companions: finds the files beside it that are read with it, as parts of the same thing; None: it stands alone.
        part_of: finds the file beside it with which it is read; None, or none found: it stands alone.
    """

    kind: Kind
    what: str
    encoding: str | None = None
    make: Callable[[], Loader] | None = None
    invented: bool = False
    companions: Callable[[], tuple[Path, ...]] | None = None
    part_of: Callable[[], Path | None] | None = None


@dataclass(frozen=True)
class Head:
    """The first 64 KiB of a file, read in all the ways that tell formats apart.

    Attributes:
        path: the file.
        data: its first bytes.
        encoding: utf-8 or what a byte order mark names; None where nothing settles it.
        text: the bytes decoded, latin-1 where nothing settles the encoding; "" for binary data.
    """

    path: Path
    data: bytes
    encoding: str | None
    text: str

    @property
    def whole(self) -> bool:
        """Whether the file ends within the head."""
        return len(self.data) < HEAD

    @property
    def suffix(self) -> str:
        """The ending of the name, in small letters, with its dot."""
        return self.path.suffix.casefold()

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The cells of the first line, cut at commas, trimmed."""
        return self.cells(",")

    def cells(self, delimiter: str) -> tuple[str, ...]:
        """Return the trimmed cells of the first line."""
        line = self.text.split("\n", 1)[0].strip("\r")
        try:
            return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), []))
        except csv.Error:
            return ()

    @cached_property
    def root(self) -> str:
        """Local name of the root element of an XML file; "" for anything else."""
        start = self.text.lstrip()
        if not start.startswith("<"):
            return ""
        prologue = XML_PROLOGUE.match(start)
        found = XML_ROOT.match(start, prologue.end() if prologue else 0)
        return found.group(2) if found else ""

    @cached_property
    def json(self) -> Any:
        """The JSON value of the first line, else of the whole file where the head holds it; else None."""
        start = self.text.lstrip()
        if not start.startswith(("{", "[")):
            return None
        for text in (start.split("\n", 1)[0], start if self.whole else ""):
            try:
                return json.loads(text)
            except (ValueError, RecursionError):
                continue
        return None


def look(path: Path) -> Head:
    """Read the head of a file.

    Raises:
        SourceError: it cannot be read, is empty, or is not what its byte order mark says.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(HEAD)
            size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path) from error
    if not data:
        raise SourceError("is empty (0 bytes); nothing can be loaded from it", path)
    if sniff_bom(data) == "utf-16":
        _check_utf16(path, data, size)
    encoding = sniff_bom(data) or sniff_utf16(data)
    if encoding is None and b"\0" in data:
        return Head(path, data, None, "")
    encoding = encoding or _utf8(data, len(data))
    text = data.decode(encoding or "latin-1", "replace").lstrip("\ufeff")
    if len(data) < HEAD and not text.strip():
        raise SourceError("is empty: it holds line ends and spaces at most; nothing can be loaded from it", path)
    return Head(path, data, encoding, text)


def _check_utf16(path: Path, data: bytes, size: int) -> None:
    """Refuse what begins with the mark of UTF-16 and is no whole text in it."""
    if b"\0" not in data and len(data) > len(codecs.BOM_UTF16) and _utf8(data[len(codecs.BOM_UTF16) :], len(data)):
        raise SourceError("has the mark of UTF-16 at its beginning, and is UTF-8; save it as UTF-8 without it", path)
    if size % 2:
        raise SourceError(f"is UTF-16 and is cut off within a character, after {size:,} bytes; get it whole", path)


def _utf8(data: bytes, size: int) -> str | None:
    """Return utf-8 where the head is, even if cut within a character; else None: nothing settles it.

    Args:
        data: the head, or what follows its mark.
        size: of the whole head.
    """
    for cut in range(4):
        try:
            data[: len(data) - cut].decode("utf-8")
        except UnicodeDecodeError:
            if size < HEAD:
                return None
            continue
        return "utf-8"
    return None
