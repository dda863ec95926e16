"""Values of fields out of the cells of a row, as a mapping says."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from collections.abc import Sequence

from graph.model import Reject
from loaders.places import country_of_text
from loaders.tables.mapping import Field
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
        return _trimmed(self._row[self._positions[column]])

    def has(self, name: str) -> bool:
        """Whether the mapping reads a field, whatever the row says of it."""
        return name in self._fields

    def at(self, position: int) -> str:
        """Return the trimmed cell at a position."""
        return self._row[position].strip()

    def text(self, name: str) -> str:
        """Return the value of a field after split and lookup; "" where the row says nothing."""
        field = self._fields.get(name)
        if field is None:
            return ""
        if field.split is None and field.column is not None and not field.lookup:  # most fields of most tables
            value = _trimmed(self._row[self._positions[field.column]])
            return "" if value != "0" and is_nothing(value) else value
        values = self.texts(name)
        return values[0] if values else ""

    def texts(self, name: str) -> list[str]:
        """Return all values of a field, in their order, without empty ones.

        Raises:
            RowProblem: the cell does not fit the pattern of the split.
        """
        field = self._fields.get(name)
        if field is None:
            return []
        raw = field.const if field.const is not None else self.cell(field.column or "")
        looked = [self._looked_up(field, piece) for piece in self._pieces(name, field, raw)]
        return [value for value in looked if value == "0" or not is_nothing(value)]

    def country(self, name: str) -> str | None:
        """Return the code of the country that a field names; None where the row says nothing.

        Raises:
            RowProblem: unknown_country.
        """
        return self.country_of(name, self.text(name))

    def country_of(self, name: str, value: str) -> str | None:
        """Return the code of a country that a value of a field names."""
        if not value:
            return None
        code = country_of_text(value)
        if code is None:
            message = f"no country is known by the name {value!r}; give its code in a lookup of the mapping"
            raise RowProblem(Reject("unknown_country", message, self.column(name)))
        return code

    def _pieces(self, name: str, field: Field, raw: str) -> list[str]:
        split = field.split
        if split is None or not raw:
            return [raw]
        if split.pattern is not None:
            found = split.pattern.search(raw)
            if found is None:
                return []
            return [(found.group(1) if split.pattern.groups else found.group()) or ""]
        pieces = [piece.strip() for piece in raw.split(split.separator)]
        if split.part is None:
            return pieces
        return pieces[split.part - 1 : split.part]

    @staticmethod
    def _looked_up(field: Field, value: str) -> str:
        value = _trimmed(value)
        if value in field.lookup:
            return field.lookup[value] or ""
        return value


def _trimmed(cell: str) -> str:
    """Trim a cell; one that the file types stays what it is."""
    return cell.strip() if type(cell) is str else cell
