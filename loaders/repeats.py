"""Rows that stand in a file twice: the same again is kept as a second statement, a contradiction is refused."""

from __future__ import annotations

import hashlib
from typing import Literal

from graph.model import Entry

Seen = Literal["new", "repeated", "conflict"]


def key_hash(text: str) -> int:
    """Hash a key to eight bytes, so that millions of them fit into memory."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class Repeats:
    """Remembers each record of a file with its cells."""

    def __init__(self) -> None:
        self._cells: dict[int, int] = {}

    def look(self, entry: Entry) -> Seen:
        """Say whether an accepted entry is new, stands there before, or contradicts what stands there.

        Args:
            entry: of a table or list; without a record key its cells are the key.
        """
        cells = key_hash("\x1f".join(cell.strip() for cell in entry.cells))
        key = cells if entry.record is None else key_hash("record " + entry.record)
        known = self._cells.get(key)
        if known is None:
            self._cells[key] = cells
            return "new"
        return "repeated" if known == cells else "conflict"
