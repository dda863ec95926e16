"""Loads a trade table: rows in = accepted + rejected + repeated, whatever the table holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from graph.dates import version_order
from graph.errors import SourceError
from graph.model import Document, Entry, replace
from loaders.places import country_of_text
from loaders.protocol import Notes
from loaders.repeats import key_hash
from loaders.source import SourceFile
from loaders.tables.access import Access, Text
from loaders.tables.amounts import digits_of
from loaders.tables.arms import ArmsConverter
from loaders.tables.cells import RowProblem
from loaders.tables.convert import Converter, Settled
from loaders.tables.dates import ColumnOrder, DateRule
from loaders.tables.flows import FlowConverter
from loaders.tables.layout import Reader, Row, positions
from loaders.tables.mapping import Bounds, Mapping
from loaders.tables.numbers import ColumnMarks
from loaders.tables.opening import open_table
from loaders.tables.reader import TableReader
from loaders.tables.sheets import SheetReader

NUMBERS = ("quantity", "value", "net_kg", "gross_kg")
COUNTRIES = (  # fields that name a country each
    "origin", "dispatch", "destination", "consignor.country", "consignee.country", "supplier", "recipient", "reporter",
    "partner",
)  # fmt: skip
AnyConverter = Converter | ArmsConverter | FlowConverter
CONVERTERS: dict[str, type[AnyConverter]] = {"trade": Converter, "arms": ArmsConverter, "flow": FlowConverter}
SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class TradeTable:
    """Reads one table by one mapping.

    Attributes:
        mapping: by which it is read.
        name: of the loader.
        thorough: whether the notes tell of odd numbers too, which takes a reading of the whole table before.
    """

    mapping: Mapping
    name: str = "trade_table"
    thorough: bool = False

    @property
    def version(self) -> str:
        """Version of this loader, then that of the mapping: a later one supersedes."""
        return f"3.{self.mapping.version}"

    @property
    def settings(self) -> str:
        """Hash of the mapping, lookups included."""
        return self.mapping.digest

    def open(self, file: SourceFile) -> Reader:
        """Open the table; its content settles what the mapping leaves open."""
        return open_table(file.path, self.mapping.layout)

    def document(self, file: SourceFile) -> Document:
        """Check the columns against the mapping and say what the table is."""
        reader = self.open(file)
        for header in reader.read_headers().values():
            self.mapping.bound(header).check_header(header, file.path)
        meta = file.meta.over(self.mapping.meta)
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="table",
            source=meta.source("unknown"),
            title=meta.title,
            published=meta.published,
            encoding=reader.layout.encoding or "utf-8",
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row, repeated ones included (see `some`)."""
        return cast(Iterator[Entry], self.some(file, notes, lambda _: True))  # all are wanted, so none is None

    def divides(self, file: SourceFile) -> bool:
        """Whether reading is so quick beside converting that several processes may each read all of it."""
        return isinstance(self.open(file), TableReader)

    def some(self, file: SourceFile, notes: Notes, wanted: Callable[[int], bool]) -> Iterator[Entry | None]:
        """Yield one entry per row that is wanted, and None for the others; all rows are read.

        Sheets with the same columns in another order give their cells in the order of the first, so that the same
        record in two of them has the same cells.
        """
        reader = self.open(file)
        blocks = self._blocks(reader, notes, file)
        if notes.unread and self.mapping.new_columns == "freeze":
            notes.warnings.append(f"columns neither read nor ignored: {', '.join(notes.unread)}")
        settled, latest = self._settle(reader, blocks, notes, file)
        make = CONVERTERS[self.mapping.kind]
        converters = {block.header: make(block.mapping, block.header, settled) for block in blocks.values()}
        typed = reader.layout.format not in ("csv", "tsv")
        nameless: Counter[int] = Counter()
        for number, row in enumerate(reader):
            if row.stray:
                notes.counts["stray_quote"] += 1
            block = blocks[row.sheet or ""]
            if block.nameless and row.reject is None:
                nameless.update(index for index in block.nameless if row.cells[index].strip())
            if wanted(number):
                yield self._entry(block.arrange(row), converters[block.header], latest, typed)
            else:
                yield None
        for index, rows in sorted(nameless.items()):
            notes.unread.append(f"(column {index + 1}, without a name)")
            notes.warnings.append(f"column {index + 1} has no name, holds something in {rows:,} rows, and is not read")
        notes.warnings.extend(reader.notices)
        notes.counts.update({name: count for name, count in reader.counts.items() if count})
        self._unread_late(reader, notes, file)

    def _blocks(self, reader: Reader, notes: Notes, file: SourceFile) -> dict[str, _Block]:
        """Check the header of each sheet, and put sheets with the same columns into one order."""
        blocks: dict[str, _Block] = {}
        for sheet, header in reader.read_headers().items():
            for column in self.mapping.bound(header).check_header(header, file.path):
                if column not in notes.unread:
                    notes.unread.append(column)
            alike = (block.header for block in blocks.values() if sorted(block.header) == sorted(header))
            first = next(alike, header)
            unique = len(set(header)) == len(header)
            order = [header.index(name) for name in first] if unique and first != header else None
            kept = first if unique else header
            spoken = self.mapping.kind == "arms"  # there a nameless column holds the marks of the one before it
            nameless = () if spoken else tuple(index for index, name in enumerate(kept) if not name)
            blocks[sheet] = _Block(self.mapping.bound(kept), kept, order, nameless)
            notes.headers[sheet] = blocks[sheet].header
        return blocks

    def _unread_late(self, reader: Reader, notes: Notes, file: SourceFile) -> None:
        """Report what nested records hold beside the paths that are read; known only after the last of them."""
        late = [name for name in reader.unread if name not in notes.unread]
        if late and self.mapping.new_columns == "reject":
            raise SourceError(
                f"the mapping {self.mapping.path.name} says new_columns: reject, and {late[0]!r} is neither read nor "
                "ignored; add it to fields or to ignore",
                file.path,
            )
        if late and self.mapping.new_columns == "freeze":
            notes.warnings.append(f"names neither read nor ignored: {', '.join(late)}")
        notes.unread.extend(late)

    def _entry(self, row: Row, converter: AnyConverter, latest: dict[int, str], typed: bool) -> Entry:
        cells = tuple(map(str, row.cells)) if typed else row.cells  # the archive keeps no types
        if row.reject is not None:
            return Entry(row=row.line, sheet=row.sheet, cells=cells, reject=row.reject)
        key, version = converter.record_key(row.cells)
        record = None if key is None else f"{key} @ {version}" if version else key
        try:
            claims = converter.claims(row.cells, record)
        except RowProblem as error:
            return Entry(row=row.line, sheet=row.sheet, record=record, cells=cells, reject=error.reject)
        if key is not None and version is not None:
            more = (f"version:{version}", *((SUPERSEDED,) if latest[key_hash(key)] != version else ()))
            claims = tuple(replace(claim, flags=(*claim.flags, *more)) for claim in claims)
        return Entry(row=row.line, sheet=row.sheet, record=record, cells=cells, claims=claims)

    def _settle(
        self, reader: Reader, blocks: dict[str, _Block], notes: Notes, file: SourceFile
    ) -> tuple[Settled, dict[int, str]]:
        """Read the table once before: what its columns settle, the latest version of each record, the assertions."""
        survey = _Survey(self.mapping, blocks.values(), self.thorough)
        if survey.needed:
            for row in reader:
                block = blocks[row.sheet or ""]
                survey.feed(block.arrange(row), block.header)
            survey.check(notes, file)
        if self.thorough:
            notes.details["odd_numbers"] = survey.odd()
            notes.details["open_numbers"] = survey.open_numbers()
            notes.details["merged"] = reader.merged() if isinstance(reader, SheetReader) else {}
        return survey.settled(reader.epoch_1904), survey.latest


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows below one header.

    Attributes:
        mapping: with the names that this header prints.
        header: column names in the order in which cells are kept.
        order: where each of them stands in the rows; None: in this order.
        nameless: positions of columns without a name.
    """

    mapping: Mapping
    header: tuple[str, ...]
    order: list[int] | None = None
    nameless: tuple[int, ...] = ()

    def arrange(self, row: Row) -> Row:
        """Return the row with its cells in the order of the header."""
        if self.order is None or len(row.cells) != len(self.header):
            return row
        return replace(row, cells=tuple([row.cells[index] for index in self.order]))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which cells of the rows below one header a survey looks at."""

    converter: AnyConverter
    marks: tuple[tuple[int, ColumnMarks], ...]
    date: int | None
    filled: tuple[tuple[str, int], ...]
    countries: tuple[Text, ...]

    @classmethod
    def of(cls, block: _Block, marks: dict[str, ColumnMarks], wanted: Iterable[str]) -> _Plan:
        """Make the plan of a block.

        Raises:
            SourceError: it lacks a column that the mapping expects to be filled.
        """
        places, fields = positions(block.header), block.mapping.fields
        column = {name: item.column for name, item in fields.items() if item.column}
        filled = []
        for name, bound in zip(wanted, block.mapping.expect_filled, strict=True):
            if bound not in places:
                raise SourceError(f"key expect.filled: the table has no column {name!r}", block.mapping.path)
            filled.append((name, places[bound]))
        date = column.get("date") if "date" in column and not fields["date"].formats else None
        return cls(
            CONVERTERS[block.mapping.kind](block.mapping, block.header, Settled()),
            tuple((places[column[name]], found) for name, found in marks.items() if name in column),
            places[date] if date is not None else None,
            tuple(filled),
            tuple(Access(fields, places).text(name) for name in COUNTRIES if name in fields)
            if "countries" in block.mapping.expect
            else (),
        )


class _Survey:
    """What can be said only of the whole table."""

    def __init__(self, mapping: Mapping, blocks: Iterable[_Block], thorough: bool) -> None:
        self._mapping = mapping
        date = mapping.fields.get("date")
        self._formats = date.formats if date else ()
        numbers = [name for name in mapping.fields if name.partition("@")[0] in NUMBERS]
        open_ = thorough or mapping.numbers.thousands is None or mapping.numbers.decimal is None
        self._marks = {name: ColumnMarks() for name in numbers} if open_ else {}
        self._order = ColumnOrder()
        self._rows = 0
        self._filled = dict.fromkeys(mapping.expect_filled, 0)
        self.latest: dict[int, str] = {}
        self._plans = {block.header: _Plan.of(block, self._marks, self._filled) for block in blocks}
        self._countries: set[str] = set()
        looked = any(plan.marks or plan.date is not None for plan in self._plans.values())
        asked = {"rows", "countries"} & mapping.expect.keys()
        self.needed = bool(looked or mapping.record_version or self._filled or asked)

    def feed(self, row: Row, header: tuple[str, ...]) -> None:
        """Look at one row."""
        self._rows += 1
        if row.reject is not None:
            return
        plan, cells = self._plans[header], row.cells
        for index, marks in plan.marks:
            cell = cells[index]
            if type(cell) is str:  # a number that the file stores as one says nothing of those in words
                marks.feed(digits_of(cell), row.line, row.sheet)
        if plan.date is not None:
            self._order.feed(cells[plan.date])
        for name, index in plan.filled:
            self._filled[name] += bool(cells[index].strip())
        self._countries.update(code for read in plan.countries if (code := country_of_text(read(cells))))
        if self._mapping.record_version:
            key, version = plan.converter.record_key(cells)
            if key is not None and version is not None:
                known = self.latest.setdefault(key_hash(key), version)
                self.latest[key_hash(key)] = max(known, version, key=version_order)

    def settled(self, epoch_1904: bool) -> Settled:
        """Return what the columns settle."""
        return Settled(
            {name: marks.marks(self._mapping.numbers) for name, marks in self._marks.items()},
            DateRule(self._formats, self._order.order(), epoch_1904),
        )

    def odd(self) -> list[str]:
        """Name the few numbers of a column that are written otherwise than the rest of it."""
        found = {}
        for name, marks in self._marks.items():
            sentence = marks.odd(self._mapping.numbers)
            if sentence:
                found[self._mapping.fields[name].column] = sentence
        return [f"column {column}: {sentence}" for column, sentence in found.items()]

    def open_numbers(self) -> list[str]:
        """Name the columns whose numbers may be thousands or fractions, with the line that settles it."""
        said, fields = self._mapping.numbers, self._mapping.fields
        decimals = {fields[name].column: marks.marks(said).decimal for name, marks in self._marks.items()}
        found = {}
        for name, marks in self._marks.items():
            column, sign = fields[name].column, marks.open_sign(said)
            if sign is None or marks.odd(said):
                continue
            count, place = marks.open_cells(said)
            others = {other: mark for other, mark in decimals.items() if mark and other != column}
            alike = set(others.values()) == {sign}
            there = f"; the other columns of numbers ({', '.join(map(str, others))}) write {sign!r} as decimal mark"
            fraction = "" if decimals[column] else f"numbers: {{decimal: {sign!r}}} where they are fractions, "
            decimal = f"decimal: {said.decimal!r}, " if said.decimal else ""
            found[column] = (
                f"column {column}: in {count:,} of its numbers {sign!r} may be the decimal mark or group thousands "
                f"({place}){there if alike else ''}; add to the mapping {fraction}"
                f"numbers: {{{decimal}thousands: {sign!r}}} where they are thousands"
            )
        return list(found.values())

    def check(self, notes: Notes, file: SourceFile) -> None:
        """Hold the assertions of the mapping against the table.

        Raises:
            SourceError: a count lies below its minimum.
        """
        if "rows" in self._mapping.expect:
            check_bounds("rows", self._rows, self._mapping.expect["rows"], notes, file)
        if "countries" in self._mapping.expect:
            check_bounds("countries", len(self._countries), self._mapping.expect["countries"], notes, file)
        for name, bounds in self._mapping.expect_filled.items():
            share = self._filled[name] / self._rows if self._rows else 0.0
            check_bounds(f"filled.{name}", share, bounds, notes, file)


def check_bounds(name: str, got: float, bounds: Bounds, notes: Notes, file: SourceFile) -> None:
    """Hold one count against its bounds.

    Raises:
        SourceError: below the minimum.
    """
    if bounds.minimum is not None and got < bounds.minimum:
        raise SourceError(
            f"the mapping expects {name} of {bounds.minimum} at least, got {got:g}; the file is not whole, or the "
            "mapping's expect is out of date",
            file.path,
        )
    if bounds.maximum is not None and got > bounds.maximum:
        notes.warnings.append(f"expected {name} of {bounds.maximum} at most, got {got:g}")
