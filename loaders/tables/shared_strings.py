"""The texts of an XLSX workbook, which its cells name by number: in memory while they are few, else in a file."""

from __future__ import annotations

import mmap
import re
import tempfile
from array import array
from collections.abc import Iterable
from typing import IO, Any

IN_MEMORY = 32 << 20  # characters
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TEXT, RUN = "{*}t", "{*}r"


class SharedStrings:
    """Number -> text.

    Args:
        texts: in their order.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._few: list[str] = []
        self._ends = array("Q", [0])
        self._file: IO[bytes] | None = None
        self._bytes: mmap.mmap | None = None
        size = 0
        for text in texts:
            if self._file is None:
                self._few.append(text)
                size += len(text) + 50
                if size > IN_MEMORY:
                    self._file = tempfile.TemporaryFile(prefix="waybill-texts-")  # noqa: SIM115  closed by close()
                    for known in self._few:
                        self._spill(known)
                    self._few = []
            else:
                self._spill(text)
        if self._file is not None:
            self._file.flush()
            self._bytes = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        self._count = len(self._few) or len(self._ends) - 1

    def _spill(self, text: str) -> None:
        assert self._file is not None
        raw = text.encode("utf-8", "surrogatepass")
        self._file.write(raw)
        self._ends.append(self._ends[-1] + len(raw))

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> str:
        """Return a text.

        Raises:
            IndexError: there is none of this number.
        """
        if not 0 <= index < self._count:
            raise IndexError(index)
        if self._bytes is None:
            return self._few[index]
        return self._bytes[self._ends[index] : self._ends[index + 1]].decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Give the file back."""
        if self._bytes is not None:
            self._bytes.close()
        if self._file is not None:
            self._file.close()


def text_of(item: Any) -> str:
    """Return the text of a string item or an inline string, runs joined, without readings for pronunciation."""
    if len(item) == 1 and item[0].tag.endswith("}t"):  # most of them
        text = item[0].text or ""
        return unescaped(text) if "_x" in text else text
    parts = []
    for child in item:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(part.text or "" for part in child.iterfind(TEXT))
    text = "".join(parts)
    return unescaped(text) if "_x" in text else text


def unescaped(text: str) -> str:
    """Read the signs that XML cannot hold and Office writes as _x000D_."""
    return ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
