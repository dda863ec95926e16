"""Fields of a mapping, made ready once per table: a function that takes a value out of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from graph.model import Reject
from loaders.places import country_of_text
from loaders.tables.cells import RowProblem, pieces, trimmed
from loaders.tables.mapping_model import Field
from loaders.tables.parties import is_nothing

Cells = Sequence[str]
Text = Callable[[Cells], str]
CACHE = 1 << 14  # values of a column repeat: each is read once


def nothing(_: Cells) -> str:
    """Read a field that the mapping does not have."""
    return ""


class Access:
    """The fields of a mapping over the columns of one table.

    Args:
        fields: of the mapping, bound to the header.
        positions: column name -> position.
    """

    def __init__(self, fields: Mapping[str, Field], positions: Mapping[str, int]) -> None:
        self._fields = fields
        self._positions = positions

    def column(self, name: str) -> str:
        """Return the name of the column behind a field, for messages."""
        field = self._fields.get(name)
        return (field.column if field and field.column else name) or name

    def places(self, *names: str) -> tuple[int, ...]:
        """Return the positions of the columns of fields, each once."""
        found = (self._fields[name].column for name in names if name in self._fields)
        return tuple(sorted({self._positions[column] for column in found if column}))

    def at(self, column: str | None) -> Text:
        """Return what reads the trimmed cell of a column; "" without a column."""
        if column is None:
            return nothing
        place = self._positions[column]
        return lambda row: row[place].strip()

    def typed(self, name: str) -> Text:
        """Return what reads the first value of a field, typed as its file types it; "" where it says nothing."""
        field = self._fields.get(name)
        if field is None:
            return nothing
        if field.const is not None:
            const = next(iter(values_of(field, field.const)), "")
            return lambda _: const
        place = self._positions[field.column or ""]
        if field.split is None and not field.lookup:

            def cell(row: Cells) -> str:
                found = row[place]
                return said(found.strip()) if type(found) is str else found

            return cell
        plain = field

        def first(row: Cells) -> str:
            return next(iter(values_of(plain, row[place])), "")

        return first

    def text(self, name: str) -> Text:
        """Return what reads the first value of a field as plain text."""
        field = self._fields.get(name)
        if field is not None and field.column is not None and field.split is None and not field.lookup:
            place = self._positions[field.column]
            return lambda row: said(row[place].strip())
        read = self.typed(name)
        return read if read is nothing else lambda row: str(read(row))

    def all(self, name: str) -> Callable[[Cells], tuple[str, ...]]:
        """Return what reads all values of a field, in their order, without empty ones."""
        field = self._fields.get(name)
        if field is None:
            return lambda _: ()
        if field.const is not None:
            const = values_of(field, field.const)
            return lambda _: const
        place, plain = self._positions[field.column or ""], field
        return lambda row: values_of(plain, row[place])

    def country(self, name: str) -> Callable[[Cells], str | None]:
        """Return what reads a field as the code of a country; None where it says nothing; it may raise RowProblem."""
        read = self.text(name)
        if read is nothing:
            return lambda _: None

        @lru_cache(maxsize=CACHE)
        def known(value: str) -> str | None:
            return self.country_of(name, value)

        return lambda row: known(read(row))

    def country_of(self, name: str, value: str) -> str | None:
        """Return the code of the country that a value of a field names.

        Raises:
            RowProblem: unknown_country.
        """
        if not value:
            return None
        code = country_of_text(value)
        if code is None:
            message = f"no country is known by the name {value!r}; give its code in a lookup of the mapping"
            raise RowProblem(Reject("unknown_country", message, self.column(name)))
        return code


@lru_cache(maxsize=1 << 16)
def said(value: str) -> str:
    """Return a value, or "" where it says that nothing is known."""
    return "" if value != "0" and is_nothing(value) else value


def values_of(field: Field, raw: str) -> tuple[str, ...]:
    """Return the values of a cell after split and lookup, without empty ones."""
    found = []
    for piece in pieces(field, trimmed(raw)):
        value = trimmed(piece)
        if value in field.lookup:
            value = field.lookup[value] or ""
        if type(value) is not str or said(value):
            found.append(value)
    return tuple(found)
