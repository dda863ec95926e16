"""Rows that stand in a file twice: the same again is kept as a second statement, a contradiction is refused."""

from __future__ import annotations

import hashlib
from array import array
from typing import Literal

from graph.model import Entry, Reject, replace

Seen = Literal["new", "repeated", "conflict"]
CONFLICT: Literal["conflict"] = "conflict"
FIRST_SLOTS = 1 << 12


def key_hash(text: str) -> int:
    """Hash a key to eight bytes, so that millions of them fit into memory."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def hashes(entry: Entry) -> tuple[int, int]:
    """Return a hash of the key of an entry, and one of its cells; without a record key its cells are the key."""
    cells = key_hash("\x1f".join(cell.strip() for cell in entry.cells))
    return (cells if entry.record is None else key_hash("record " + entry.record)), cells


def contradicting(entry: Entry) -> Entry:
    """Return the entry as the reject of a row that contradicts an earlier one."""
    message = f"the record {entry.record} stands there before with other cells, and nothing says which is newer"
    return replace(entry, claims=(), reject=Reject(CONFLICT, message))


class Repeats:
    """Remembers each record of a file with its cells: 16 bytes a slot, 27 to 54 MB for a million rows."""

    def __init__(self) -> None:
        self._held = 0
        self._make(FIRST_SLOTS)

    def look(self, entry: Entry) -> Seen:
        """Say whether an accepted entry is new, stands there before, or contradicts what stands there.

        Args:
            entry: of a table or list.
        """
        key, cells = hashes(entry)
        slot = self._slot(key or 1)
        if self._keys[slot]:
            return "repeated" if self._cells[slot] == cells else CONFLICT
        self._keys[slot], self._cells[slot] = key or 1, cells
        self._held += 1
        if self._held * 5 > (self._mask + 1) * 3:
            self._grow()
        return "new"

    def _make(self, slots: int) -> None:
        self._mask = slots - 1
        self._keys, self._cells = array("Q", bytes(8 * slots)), array("Q", bytes(8 * slots))

    def _slot(self, key: int) -> int:
        """Return the slot of a key, or the free one where it belongs; a key of 0 marks a free slot."""
        keys, mask = self._keys, self._mask
        slot = key & mask
        while (held := keys[slot]) and held != key:
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        before = zip(self._keys, self._cells, strict=True)  # of the arrays as they are now
        self._make(2 * (self._mask + 1))
        for key, cells in before:
            if key:
                slot = self._slot(key)
                self._keys[slot], self._cells[slot] = key, cells
