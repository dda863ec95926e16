"""What stands around the records of a table, in any format: title lines, headers once more, sub-totals, notes."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from graph.errors import SourceError
from graph.model import Reject
from loaders.tables.headings import rename
from loaders.tables.layout import BadCell, Layout, Row, positions, tidy

GUESSED_LINES = 30  # lines in which a header is guessed where nobody names a column
TOTAL = re.compile(
    r"(?:(?:grand|overall|sub)[ -]?|sous[ -]?)?totals?(?:\s*[:.\-–—=]*|\s*\(.*\)|\s*[:\-–—].*|\s+général.*|"
    r"\s+general.*|\s+(?:for|of|in|per|by|amount|value|quantity|weight|usd|eur|cny|rub|all)\b.*|\s+[\d .,/]+)"
    r"|(?:итого|всего|общий итог|промежуточный итог|разом|усього|всього|підсумок|барлығы|жиыны)(?:\W.*)?"
    r"|(?:genel |ara )?toplam[ıi]?(?:\W.*)?"
    r"|(?:gesamt|zwischen|end)?summe(?:\W.*)?|gesamt(?:\W.*)?|insgesamt(?:\W.*)?"
    r"|(?:tổng cộng|tổng số|tổng|cộng)(?:\W.*)?"
    r"|(?:合\s*[计計]|小\s*[计計]|[总總]\s*[计計]|共\s*[计計]).*",
    re.IGNORECASE | re.DOTALL,
)
SPARSE = 3, 10  # a total leaves at least three tenths of its cells empty
SHOWN = 3  # further spellings of a column that an error names
ENOUGH = 5  # rows, for what nearly all of them have in common to be told from a mistake
NARROW = 3  # tables with fewer columns have rows of one cell


class Frame:
    """Judges the rows below one header.

    Args:
        header: column names, tidy.
        layout: of the table; without columns (nobody reads it by a mapping) totals and notes are rows like others.
        sheet: name of the sheet.
        ragged: whether a row that is shorter than the header is refused (CSV: a text, whose reader looks at its
            letters); sheets leave empty cells out, and their typed cells are looked at here.
        notes: whether a row of a single cell is a note; not in files made of records.
        surplus: how many empty cells beyond the header nearly all rows of a text end with.
    """

    def __init__(
        self,
        header: tuple[str, ...],
        layout: Layout,
        sheet: str | None = None,
        ragged: bool = False,
        notes: bool = True,
        surplus: int = 0,
    ) -> None:
        self.header = header
        self._notes = notes and len(header) >= NARROW and not layout.fill_down
        self._layout = layout
        self._sheet = sheet
        self._ragged = ragged
        self._surplus = surplus
        self._width = len(header)
        self._wanted = bool(layout.columns)
        self._places = positions(header)
        read = held(layout, header, layout.columns).values()
        self._required = [self._places[name] for name in layout.required]
        self._read = [self._places[name] for name in read] or range(self._width)
        self._fill = [self._places[name] for name in held(layout, header, layout.fill_down).values()]
        self._above: dict[int, str] = {}
        self._order: list[int] | None = None

    def row(self, line: int, cells: tuple[str, ...], merged: frozenset[int] | None = None, stray: bool = False) -> Row:
        """Return the row, with a reject where it is no record.

        Args:
            line: its number.
            cells: as printed.
            merged: positions that may take the value above; None: any (the format has no merges).
            stray: whether a quotation mark was read as a letter.
        """
        reject, width = None, self._width
        if len(cells) != width:
            cells, reject = self._fitted(cells)
        if reject is None:
            if self._order is not None:
                cells = tuple([cells[index] for index in self._order])
            if self._wanted and cells.count("") * SPARSE[1] >= width * SPARSE[0]:
                reject = self._no_record(cells)
            if reject is None and cells[0] and tidy(cells[0]) in self._places:
                reject = self._again(cells)
            if reject is None:
                if self._fill:
                    cells = self._filled(cells, merged)
                if not self._ragged:
                    reject = self._bad(cells)
        return Row(line, cells, reject, stray, self._sheet)

    def _fitted(self, cells: tuple[str, ...]) -> tuple[tuple[str, ...], Reject | None]:
        """Cut empty cells beyond the header, or fill up; what holds something there does not fit.

        In a text an empty cell too many is a sign that a mark within a number has cut it in two, unless nearly all
        rows have it.
        """
        got, width = len(cells), self._width
        if got > width and not any(cell.strip() for cell in cells[width:]):
            if not (self._ragged and self._wanted) or got - width == self._surplus:
                return cells[:width], None
            if found := self._no_record(cells):
                return cells, found
            more = "; what holds the delimiter, such as 1,234.50, must stand in quotation marks"
            return cells, Reject("ragged_row", f"has {got} cells where the header has {width}{more}")
        if got < width and (not self._ragged or self._whole(cells)):
            return cells + ("",) * (width - got), None
        if self._wanted and (found := self._no_record(cells)):
            return cells, found
        return cells, Reject("ragged_row", f"has {got} cells where the header has {width}")

    def _whole(self, cells: tuple[str, ...]) -> bool:
        """Whether a short row lacks nothing that is required."""
        filled = [place < len(cells) and bool(cells[place].strip()) for place in self._required]
        return bool(filled) and all(filled)

    def _no_record(self, cells: tuple[str, ...]) -> Reject | None:
        """Tell totals and notes from records."""
        filled = [cell for cell in cells if cell and not cell.isspace()]
        if any(type(cell) is BadCell for cell in cells):
            return None
        for cell in () if self._layout.totals else filled:
            plain = tidy(cell)
            if len(plain) <= 120 and TOTAL.fullmatch(plain):
                return Reject("total_row", f"is a total or sub-total ({plain}), no record")
        if self._notes and len(filled) == 1:
            return Reject("note_row", "holds a single cell: a title, a note or a footer, no record")
        return None

    def _again(self, cells: tuple[str, ...]) -> Reject | None:
        """Recognise the column names, also when they stand there again in another order."""
        names = tuple(tidy(cell) for cell in cells)
        if names == self.header:
            return Reject("repeated_header", "repeats the column names")
        printed = sum(name in self._places for name in names if name)
        if sorted(names) == sorted(self.header) and len(set(names)) == len(names):
            back = [names.index(name) for name in self.header]
            # cells were put into the order of the first header already where an earlier one had moved them
            self._order = back if self._order is None else [self._order[index] for index in back]
            return Reject("repeated_header", "repeats the column names in another order; the rows below follow it")
        if self._wanted and printed * 2 > len(names) and not lacking(self._layout, names):
            return Reject("repeated_header", "repeats the column names, and some are new: put this part into a table")
        return None

    def _filled(self, cells: tuple[str, ...], merged: frozenset[int] | None) -> tuple[str, ...]:
        """Spread the cells of `fill_down` over what they stand for."""
        new = list(cells)
        for index in self._fill:
            if new[index].strip():
                self._above[index] = new[index]
            elif merged is None or index in merged:
                new[index] = self._above.get(index, new[index])
            else:
                self._above.pop(index, None)
        return tuple(new)

    def _bad(self, cells: tuple[str, ...]) -> Reject | None:
        for index in self._read:
            cell = cells[index]
            if type(cell) is BadCell:
                found = cell.reject
                return Reject(found.rule, found.message, self.header[index])
        limit = self._layout.limits.cell_chars
        if max(map(len, cells)) > limit:
            return Reject("long_cell", f"holds a cell of more than {limit:,} characters (limit cell_chars)")
        if "\0" in "".join(cells):
            return Reject("zero_byte", "holds a zero byte, which no text holds")
        return None


def held(layout: Layout, names: Sequence[str], wanted: Sequence[str]) -> dict[str, str]:
    """Return wanted column -> printed name, for those that a line of names holds in any spelling."""
    return rename(wanted, layout.spellings, names)


def lacking(layout: Layout, names: Sequence[str]) -> list[str]:
    """Return the columns that a table has to have and a line of names does not hold."""
    found = held(layout, names, layout.columns)
    return [name for name in layout.columns if name not in found and name not in layout.optional]


def stacked(lines: Sequence[tuple[int, tuple[str, ...]]], layout: Layout) -> list[tuple[int, tuple[str, ...]]]:
    """Return the lines, each with those below it that belong to the same header, as `Weight Net` of two lines.

    Args:
        lines: number and cells.
        layout: its header_rows says how many lines make a header.
    """
    count = layout.header_rows
    if count == 1:
        return list(lines)
    found = []
    for index in range(len(lines) - count + 1):
        levels = [lines[index + level][1] for level in range(count)]
        width = max(map(len, levels))
        spread = [_spread(cells, width) for cells in levels[:-1]]
        last = (*levels[-1], *[""] * (width - len(levels[-1])))
        names = zip(*spread, last, strict=True)
        joined = tuple(tidy(" ".join(dict.fromkeys(filter(None, map(tidy, parts))))) for parts in names)
        found.append((lines[index][0], joined))
    return found


def _spread(cells: tuple[str, ...], width: int) -> list[str]:
    """Spread the names of an upper line over the empty cells right of them."""
    spread: list[str] = []
    for cell in (*cells, *[""] * (width - len(cells))):
        spread.append(cell if cell.strip() or not spread else spread[-1])
    return spread


def find_header(lines: Sequence[tuple[int, tuple[str, ...]]], layout: Layout) -> int | None:
    """Return the index of the line that holds the column names among the first lines; None: it is not there.

    Args:
        lines: number and cells of the first lines, blank ones left out.
        layout: its header_row, else its columns, decide; without either the fullest line of words is taken.
    """
    if layout.header_row is not None:
        return next((index for index, (line, _) in enumerate(lines) if line == layout.header_row), None)
    if layout.columns:
        for index, (_, cells) in enumerate(lines):
            if not lacking(layout, [tidy(cell) for cell in cells]):
                return index
        return None
    return _guess(lines[:GUESSED_LINES])


def nearest_header(lines: Sequence[tuple[int, tuple[str, ...]]], layout: Layout) -> tuple[int, tuple[str, ...]]:
    """Return number and names of the line that holds most of the wanted columns, for a message."""

    def score(item: tuple[int, tuple[str, ...]]) -> tuple[int, int]:
        names = [tidy(cell) for cell in item[1]]
        return len(held(layout, names, layout.columns)), len(set(names))

    line, cells = max(lines, key=score)
    return line, tuple(tidy(cell) for cell in cells)


def _guess(lines: Sequence[tuple[int, tuple[str, ...]]]) -> int | None:
    """The first line that is about as full as the fullest and holds no number."""
    full = [sum(bool(cell.strip()) for cell in cells) for _, cells in lines]
    if not full or not max(full):
        return None
    for index, (_, cells) in enumerate(lines):
        words = [cell for cell in cells if cell.strip()]
        if full[index] * 10 >= max(full) * 8 and not any(_numeric(cell) for cell in words):
            return index
    return full.index(max(full))


def _numeric(cell: str) -> bool:
    return not any(char.isalpha() for char in cell) and any(char.isdigit() for char in cell)


def usual_surplus(first: list[tuple[int, str | Reject]], delimiter: str, width: int) -> int:
    """Return how many empty cells beyond the header nearly all of the first rows end with; 0 where they do not.

    Args:
        first: lines below the header.
        delimiter: between the cells.
        width: cells of the header.
    """
    beyond: Counter[int] = Counter()
    for _, text in first:
        if isinstance(text, str) and text.count(delimiter) >= width - 1:
            with suppress(csv.Error, StopIteration):
                cells = next(csv.reader([text], delimiter=delimiter))
                beyond[0 if any(cell.strip() for cell in cells[width:]) else len(cells) - width] += len(cells) >= width
    usual, rows = next(iter(beyond.most_common(1)), (0, 0))
    return usual if rows >= ENOUGH and rows * 10 >= beyond.total() * 9 else 0


def missing_columns(
    path: Path, lines: Sequence[tuple[int, tuple[str, ...]]], layout: Layout, place: str = ""
) -> SourceError:
    """Return the error for a table in which no line holds the column names of the mapping."""
    line, names = nearest_header(lines, layout)
    missing = lacking(layout, names)
    there = ", ".join(filter(None, names))
    if layout.header_row is None:
        limit = layout.limits.header_lines
        where = f"no line among the first {limit} (limit header_lines) holds all of them; the nearest has {there}"
    else:
        where = f"its columns are {there}"
    others = layout.spellings.get(missing[0], ())[1:] if missing else ()
    also = f" (or {', '.join(others[:SHOWN])}{' ...' if len(others) > SHOWN else ''})" if others else ""
    lacks = f"reads the column {missing[0]!r}{also}, which the table does not have" if missing else "names no column"
    return SourceError(f"{place}the mapping {lacks}; {where}", path, line)
