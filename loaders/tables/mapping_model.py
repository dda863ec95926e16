"""What a mapping file says, as frozen values, and how it meets the columns of a table."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol

from graph.errors import SourceError
from loaders.source import Meta
from loaders.tables.headings import rename
from loaders.tables.layout import Layout, doubled, positions
from loaders.tables.nested import REST
from loaders.tables.numbers import Marks

Kind = Literal["trade", "arms", "flow"]
PARTIES = ("consignor", "consignee", "on_behalf_of", "notify", "carrier", "declarant", "maker")
SHOWN = 3  # further spellings of a column that an error names


class Found(Protocol):
    """What a pattern found in a cell."""

    def group(self, number: int = 0, /) -> str | None:
        """Return a group, or the whole."""
        ...


class Pattern(Protocol):
    """A pattern of a mapping: in time linear in the cell, so that none can hang a load."""

    @property
    def groups(self) -> int:
        """Number of its groups."""
        ...

    @property
    def groupindex(self) -> MappingABC[str, int]:
        """Name of a group -> its number."""
        ...

    def search(self, text: str, /) -> Found | None:
        """Look for it in a cell."""
        ...


@dataclass(frozen=True, slots=True)
class Split:
    """Takes a value out of a cell.

    Attributes:
        separator: cuts the cell; with `part` (from 1) one piece is taken, without it all of them.
        part: number of the piece.
        pattern: regular expression whose first group (or whole match) is the value.
        group: the group that is the value, where the pattern names the parts of a party.
        whole: whether a cell that the pattern does not fit is the value as a whole, so that nobody is lost.
    """

    separator: str | None = None
    part: int | None = None
    pattern: Pattern | None = None
    group: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field comes from: one of column and const.

    Attributes:
        column: printed column name; for nested files the path.
        const: the same value in every row.
        split: what to take out of the cell.
        formats: strptime formats of a date.
        unit: unit of the column's numbers; of a value its currency.
        scale: factor of the column's numbers, such as 1000 for thousands of dollars.
        lookup: printed value -> value that is read in its place; None: the cell says nothing.
        digits: of the codes of an HS column, so that a zero lost at their beginning can be put back.
        edition: of the Harmonized System that an HS column follows, such as "2017"; None: 2022.
    """

    column: str | None = None
    const: str | None = None
    split: Split | None = None
    formats: tuple[str, ...] = ()
    unit: str | None = None
    scale: int = 1
    lookup: MappingABC[str, str | None] = field(default_factory=dict)
    digits: int | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a count may be: below the minimum the load stops, above the maximum it warns."""

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file, checked.

    Attributes:
        path: the file.
        name: of the mapping.
        version: of the mapping; raise it when its meaning changes, the later one supersedes.
        meta: publisher, synthetic, coverage and the like.
        layout: how the file is written; what it leaves open the content settles.
        numbers: marks; None inside where the columns settle it.
        scale: factor of all quantities and values.
        record_id: columns that tell a row from all others; empty: its cells do.
        record_version: column of a row's version.
        declaration: column of the number of the customs declaration.
        fields: field -> where it comes from.
        ignore: columns left out on purpose.
        new_columns: evolve (reported), freeze (a warning) or reject (the load stops) for columns nobody mentions.
        expect: rows, accepted, countries -> bounds.
        expect_filled: column -> bounds of its share of filled cells, 0 to 1.
        digest: sha256 of the mapping and its lookups.
        about: what it reads, in words.
        spellings: column -> all names that it goes by, its own first; empty for one name each.
        optional: columns that a table need not have.
        others: field -> where else it may come from, for a table without the columns of the first.
        needs: of each group a table must have one column for this ready mapping to fit it.
        kind: trade (a row is a shipment), arms (a row is an order of arms between states, with its deliveries) or flow
            (a row is one figure of a statistic, or several).
    """

    path: Path
    name: str
    version: int
    meta: Meta
    layout: Layout
    numbers: Marks
    scale: int
    record_id: tuple[str, ...]
    record_version: str | None
    declaration: str | None
    fields: MappingABC[str, Field]
    ignore: frozenset[str]
    new_columns: Literal["evolve", "freeze", "reject"]
    expect: MappingABC[str, Bounds]
    expect_filled: MappingABC[str, Bounds]
    digest: str
    about: str = ""
    spellings: MappingABC[str, tuple[str, ...]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    others: MappingABC[str, tuple[Field, ...]] = field(default_factory=dict)
    kind: Kind = "trade"
    needs: tuple[tuple[str, ...], ...] = ()

    def columns(self) -> tuple[str, ...]:
        """Return every column that the mapping reads, in its own order, none twice."""
        named = [item.column for item in self.fields.values() if item.column]
        further = [column for column in (self.record_version, self.declaration) if column]
        return tuple(dict.fromkeys([*named, *self.record_id, *further]))

    def reading(self, layout: Layout) -> Mapping:
        """Return the mapping for a file that is written so."""
        return replace(self, layout=replace(self, layout=layout).wanted_layout())

    def wanted_layout(self) -> Layout:
        """Return the layout with the columns that it looks for, in all their spellings."""
        return replace(
            self.layout,
            columns=self.columns(),
            spellings=self.spellings,
            optional=self.optional,
            ignore=self.ignore,
            totals=self.kind == "flow",
        )

    def bound(self, header: tuple[str, ...]) -> Mapping:
        """Return the mapping with the names that a table prints, without the optional columns that it does not have.

        A column that has to be there and is not keeps its name: `check_header` says so.
        """
        further = [item.column for items in self.others.values() for item in items if item.column]
        named = [*self.columns(), *further, *self.ignore, *self.expect_filled]
        printed = rename(named, self.spellings, header)
        gone = {name for name in self.optional if name not in printed}
        if not gone and not self.others and all(printed.get(name, name) == name for name in named):
            return self

        def new(name: str | None) -> str | None:
            return None if name is None or name in gone else printed.get(name, name)

        there = {name: self._there(name, printed) for name in self.fields}
        kept = {name: item for name, item in there.items() if item.column is None or item.column not in gone}
        return replace(
            self,
            fields={name: replace(item, column=new(item.column)) for name, item in kept.items()},
            record_id=() if gone & set(self.record_id) else tuple(printed.get(name, name) for name in self.record_id),
            record_version=new(self.record_version),
            declaration=new(self.declaration),
            ignore=frozenset(printed.get(name, name) for name in (*self.ignore, *further)),
            expect_filled={printed.get(name, name): bounds for name, bounds in self.expect_filled.items()},
            others={},
        )

    def _there(self, name: str, printed: MappingABC[str, str]) -> Field:
        """Return the first place of a field that a table has, else its first one."""
        first = self.fields[name]
        places = (first, *self.others.get(name, ()))
        return next((item for item in places if item.column is None or item.column in printed), first)

    def check_header(self, header: tuple[str, ...], table: Path) -> list[str]:
        """Compare with the columns of a table.

        Returns:
            columns that the mapping neither reads nor ignores.

        Raises:
            SourceError: a column is missing, stands there twice, or is new where the mapping says reject.
        """
        places = positions(header)
        missing = [column for column in self.columns() if column not in places]
        if missing:
            others = self.spellings.get(missing[0], ())[1:]
            also = f" (or {', '.join(others[:SHOWN])}{' ...' if len(others) > SHOWN else ''})" if others else ""
            raise SourceError(
                f"the mapping {self.path.name} reads the column {missing[0]!r}{also}, which the table does not have; "
                f"its columns are {', '.join(header)}",
                table,
                self.layout.header_row,
            )
        twice = [column for column in self.columns() if doubled(header, column)]
        if twice:
            raise SourceError(
                f"the column {twice[0]!r} stands there twice; name one of them, such as {twice[0] + ' (2)'!r}",
                table,
                self.layout.header_row,
            )
        self._check_fill_down(header, table)
        read = {places[column] for column in (*self.columns(), *self.ignore) if column in places}
        unread = [
            column
            for index, column in enumerate(header)
            if column and index not in read and column not in self.ignore and column != REST
        ]
        if unread and self.new_columns == "reject":
            raise SourceError(
                f"the mapping {self.path.name} says new_columns: reject, and the column {unread[0]!r} is neither read "
                "nor ignored; add it to fields or to ignore",
                table,
                self.layout.header_row,
            )
        return unread

    def _check_fill_down(self, header: tuple[str, ...], table: Path) -> None:
        printed = rename(self.layout.fill_down, self.spellings, header)
        unknown = [name for name in self.layout.fill_down if name not in printed and name not in self.optional]
        if unknown:
            raise SourceError(
                f"the mapping {self.path.name} fills down the column {unknown[0]!r} (file.fill_down), which the table "
                f"does not have; its columns are {', '.join(header)}",
                table,
                self.layout.header_row,
            )
