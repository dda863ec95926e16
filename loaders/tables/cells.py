"""Values of fields out of the cells of a row, as a mapping says."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from collections.abc import Sequence

from graph.model import Reject
from loaders.tables.mapping_model import Field
from loaders.tables.parties import is_nothing


class RowProblem(ValueError):
    """A row cannot be taken; carries the reject with its column."""

    def __init__(self, reject: Reject) -> None:
        super().__init__(reject.message)
        self.reject = reject


class Cells:
    """One row, seen through the fields of a mapping.

    Args:
        fields: of the mapping.
        positions: column name -> position in the row.
        row: the cells as printed.
    """

    def __init__(self, fields: MappingABC[str, Field], positions: MappingABC[str, int], row: Sequence[str]) -> None:
        self._fields = fields
        self._positions = positions
        self._row = row

    def column(self, name: str) -> str:
        """Return the name of the column behind a field, for messages."""
        field = self._fields.get(name)
        return (field.column if field and field.column else name) or name

    def cell(self, column: str) -> str:
        """Return the trimmed cell of a column."""
        return trimmed(self._row[self._positions[column]])

    def has(self, name: str) -> bool:
        """Whether the mapping reads a field, whatever the row says of it."""
        return name in self._fields

    def at(self, position: int) -> str:
        """Return the trimmed cell at a position."""
        return self._row[position].strip()

    def text(self, name: str) -> str:
        """Return the value of a field after split and lookup; "" where the row says nothing."""
        values = self.texts(name)
        return str(values[0]) if values else ""

    def typed(self, name: str) -> str:
        """Return the value of a field as `text` does, with the type that its file gives it."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        """Return all values of a field, in their order, without empty ones."""
        field = self._fields.get(name)
        if field is None:
            return []
        raw = field.const if field.const is not None else self.cell(field.column or "")
        found = [trimmed(piece) for piece in pieces(field, raw)]
        looked = [field.lookup[value] or "" if value in field.lookup else value for value in found]
        return [value for value in looked if value == "0" or not is_nothing(value)]


def pieces(field: Field, raw: str) -> list[str]:
    """Take the values of a field out of its cell; none where a pattern does not fit."""
    split = field.split
    if split is None or not raw:
        return [raw]
    if split.pattern is not None:
        found = split.pattern.search(raw)
        if found is None:
            return [raw] if split.whole else []
        if split.group is not None:
            return [found.group(split.group) or ""]
        return [(found.group(1) if split.pattern.groups else found.group()) or ""]
    cut = [piece.strip() for piece in raw.split(split.separator)]
    return cut if split.part is None else cut[split.part - 1 : split.part]


def trimmed(cell: str) -> str:
    """Trim a cell; one that the file types stays what it is."""
    return cell.strip() if type(cell) is str else cell
