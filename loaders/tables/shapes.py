"""What the cells of a column look like: codes, dates, numbers, countries, currencies, numbers with check digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress

from graph.reference import hs as reference
from graph.resolution import check_digits
from loaders.places import country_of_text
from loaders.tables.currencies import currency_code
from loaders.tables.dates import DateProblem, DateRule, form_of, read_date, slashed
from loaders.tables.layout import NumberCell
from loaders.tables.numbers import ColumnMarks, Marks, NumberProblem, read_number, split_unit
from loaders.tables.parties import is_nothing

CODE = re.compile(r"[\d.\s\-]+")
SCIENTIFIC = re.compile(r"\d[.,]\d+E\+?(?:0?[5-9]|1[01])", re.IGNORECASE)
INN_IN_TEXT = re.compile(r"(?:ИНН|INN)\W{0,3}(\d{12}|\d{10})", re.IGNORECASE)


def is_hs(text: str) -> bool:
    """Whether a cell is a customs code, its zero at the beginning perhaps lost."""
    if SCIENTIFIC.fullmatch(text):
        return True  # what a spreadsheet has made of one
    digits = re.sub(r"\D", "", text) if CODE.fullmatch(text) else ""
    if not 5 <= len(digits) <= 12:
        return False
    return (len(digits) >= 6 and reference.exists(digits[:6])) or reference.exists(f"0{digits}"[:6])


def is_date(text: str) -> bool:
    """Whether a cell is a date, whichever of day and month comes first."""
    if len(text) < 6:
        return False  # a year alone is a number more often
    try:
        read_date(text, DateRule(order="dmy"))
    except DateProblem as error:
        return error.reject.rule == "impossible_date" and not text.isdecimal()  # 31.02.2023, or month before day
    return True


def is_day(text: str) -> bool:
    """Whether a cell is a date of the calendar, by either order of day and month."""
    for order in ("dmy", "mdy"):
        try:
            read_date(text, DateRule(order=order))
        except DateProblem:
            continue
        return True
    return False


def is_number(text: str) -> bool:
    """Whether a cell is a number, a unit perhaps beside it."""
    for marks in (Marks(".", ","), Marks(",", ".")):
        try:
            read_number(split_unit(text)[0], marks)
        except NumberProblem as error:
            if error.reject.rule in ("negative_number", "scientific_number"):
                return True
            continue
        return True
    return False


def is_inn(text: str) -> bool:
    """Whether a cell holds a Russian tax number with right check digits, alone or before a slash."""
    first = re.split(r"[/\s,;]", text.strip())[0]
    return first.isdecimal() and len(first) in (10, 12) and check_digits("INN", first)


def is_uscc(text: str) -> bool:
    """Whether a cell is a Chinese credit code with a right check digit."""
    return len(text.strip()) == 18 and check_digits("USCC", text.strip().upper())


TESTS: dict[str, Callable[[str], bool]] = {
    "hs": is_hs,
    "date": is_date,
    "number": is_number,
    "country": lambda text: country_of_text(text) is not None,
    "currency": lambda text: currency_code(text) is not None,
    "inn": is_inn,
    "uscc": is_uscc,
    "text": lambda text: any(char.isalpha() for char in text),
}


@dataclass
class OpenDays:
    """Dates between slashes of which nobody can say whether day or month comes first.

    Attributes:
        open: such as 03/04/2023.
        sign: between their numbers.
        day_first, month_first: dates that prove one order each, with their rows; none or both of them.
        forms: the formats of the other dates of the column.
    """

    open: list[str] = field(default_factory=list)
    sign: str = "/"
    day_first: list[str] = field(default_factory=list)
    month_first: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """The cells of one column of a sample.

    Attributes:
        heading: its name.
        cells: those that say something, trimmed.
        rows: number of all its cells.
        lines: the row of each of `cells`, where it is known.
        written: those of `cells` that the file stores as text and not as a number.
    """

    heading: str
    cells: Sequence[str]
    rows: int
    lines: Sequence[int]
    written: Sequence[str]

    @classmethod
    def of(cls, heading: str, cells: Sequence[str], lines: Sequence[int] = ()) -> Column:
        """Make a column of its cells, typed as the file types them, and of the rows where they stand."""
        said = [not is_nothing(cell) for cell in cells]
        return cls(
            heading,
            [str(cell).strip() for cell in compress(cells, said)],
            len(cells),
            list(compress(lines, said)),
            [cell.strip() for cell in compress(cells, said) if not isinstance(cell, NumberCell)],
        )

    def share(self, shape: str) -> float:
        """Return which part of the cells has a shape, 0 to 1; 0 without cells."""
        return self._shares[shape]

    @cached_property
    def _shares(self) -> dict[str, float]:
        total = len(self.cells)
        return {name: sum(map(test, self.cells)) / total if total else 0.0 for name, test in TESTS.items()}

    @cached_property
    def distinct(self) -> int:
        """How many different cells there are."""
        return len(set(self.cells))

    @cached_property
    def length(self) -> float:
        """Mean number of characters of a cell."""
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def with_inn(self) -> float:
        """Part of the cells that hold a tax number beside other words."""
        return sum(bool(INN_IN_TEXT.search(cell)) for cell in self.cells) / len(self.cells) if self.cells else 0.0

    @cached_property
    def open_days(self) -> OpenDays | None:
        """The dates between slashes that nothing in the column settles; None where there are none."""
        found = OpenDays()
        for cell, place in zip(self.cells, self._places, strict=True):
            parts = slashed(cell)
            if parts is None:
                form = form_of(cell)
                if form and form not in found.forms:
                    found.forms.append(form)
            elif parts[0] > 12:
                found.day_first.append(cell + place)
            elif parts[1] > 12:
                found.month_first.append(cell + place)
            elif parts[0] != parts[1]:
                found.open.append(cell)
                found.sign = parts[2]
        settled = bool(found.day_first) != bool(found.month_first)
        return found if found.open and not settled else None

    @cached_property
    def _places(self) -> list[str]:
        return [f" (row {line})" for line in self.lines] or [""] * len(self.cells)

    @cached_property
    def no_dates(self) -> list[str]:
        """The cells that are no date of the calendar, with their rows: "'31.02.2023' (row 4)"."""
        return [f"{cell!r}{place}" for cell, place in zip(self.cells, self._places, strict=True) if not is_day(cell)]

    @cached_property
    def _numbers(self) -> ColumnMarks:
        marks = ColumnMarks()
        for cell in self.written:
            marks.feed(split_unit(cell)[0])
        return marks

    @cached_property
    def decimal(self) -> str | None:
        """The decimal mark that its cells settle; None for what holds no numbers, or settles nothing."""
        if self.share("number") < 0.6 or self.share("date") > 0.5:
            return None
        return self._numbers.marks().decimal

    @cached_property
    def open_numbers(self) -> int:
        """Numbers such as 1.234 that nothing in the column settles: a thousand, or a fraction."""
        found, marks = 0, self._numbers.marks()
        for cell in self.written:
            try:
                read_number(split_unit(cell)[0], marks)
            except NumberProblem as error:
                found += error.reject.rule == "ambiguous_number"
        return found

    @property
    def open_sign(self) -> str | None:
        """The sign in most of the numbers that nothing settles."""
        return self._numbers.open_sign()
