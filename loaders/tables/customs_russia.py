"""Sheets of Russian customs statistics that are no tables: figures below headings of several lines, block below block.

Every figure is read by the words above and left of it: the direction, the period, the unit, what it is of. What is no
figure of its own (rates of growth, balances, turnover) is left out; a note in brackets above a block narrows its
figures down, so that two totals of one year that count different things stay two. Months, quarters and runs of months
state the same fact where they are of the same period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal

from graph.errors import SourceError
from graph.fold import fold
from graph.model import Amount, Claim, Document, Entry, Party, Reject
from loaders.head import Detected, Head
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.containers import OLE, ZIP
from loaders.tables.layout import BadCell, Layout, NumberCell
from loaders.tables.numbers import canonical
from loaders.tables.opening import header_lines, open_table
from loaders.tables.periods import Period
from loaders.tables.sheets import GridRow, SheetReader
from loaders.tables.wide_labels import CODE, CODES, Label, Subject, own_unit, period_of, read_label, read_subject

PUBLISHER = "Federal Customs Service of Russia"
TITLE = re.compile(
    r"(?:общие итоги )?внешн\w+ торговл\w+ (?:россии|российской федерации)\b.*|"
    r"(?:импорт|экспорт) (?:россии|российской федерации) .*|"
    r"(?:импорт|экспорт) важнейших товаров.*|таможенная статистика внешней торговли.*"
)
DATE = re.compile(r'"?\s*(\d{1,2})\s*"?\s+([а-я]+)\s+((?:19|20)\d\d)\s*г')
DIRECTION = re.compile(r"(?:импорт|экспорт)\b")
NOTE = re.compile(r"\((.{30,2000})\)", re.DOTALL)
FIRST_LINES = 40
NULL = frozenset({"-", "–", "—", "...", "…", "x", "х"})
WORLD = Party(surface="World", kind="place")
RUSSIA = Party(surface="Россия", form="country", kind="country", country="RU", country_basis="printed")


def recognise(head: Head) -> Detected | None:
    """Return what a workbook is when its first lines are headings of Russian customs statistics."""
    if not head.data.startswith((ZIP, OLE)):
        return None
    try:
        lines = [tuple(cells) for cells in header_lines(head.path, FIRST_LINES)]
    except SourceError:
        return None  # who reads workbooks says what is wrong
    if any(TITLE.match(fold(cell)) for cells in lines for cell in cells) and not _table(lines):
        return Detected("table", "a sheet of Russian customs statistics", make=RussianCustoms)
    return None


def _table(lines: list[tuple[str, ...]]) -> bool:
    """Whether the first line is one of column names: then a mapping reads it."""
    return bool(lines) and sum(bool(cell.strip()) for cell in lines[0]) > 3


@dataclass(slots=True)
class _Block:
    """What is known of the figures below a heading.

    Attributes:
        groups: position -> words of the first line of headings; they stand over all columns to the next ones.
        columns: position -> words of the lines below it, from the top.
        titles: what single lines above say of all figures: direction, unit, period.
        note: a remark in brackets.
        closed: whether a row of figures stood below it.
    """

    groups: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    titles: list[Label] = field(default_factory=list)
    note: str | None = None
    closed: bool = False

    def heading(self, index: int) -> str:
        """Return all words above a column."""
        over = max((start for start in self.groups if start <= index), default=None)
        return f"{self.groups[over] if over is not None else ''} {self.columns.get(index, '')}".strip()


@dataclass(frozen=True, slots=True)
class RussianCustoms:
    """Reads sheets of Russian customs statistics."""

    name: str = "customs_russia"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say what the sheet is called, and of which day it is."""
        title = edition = None
        for cells in header_lines(file.path, FIRST_LINES):
            for cell in cells:
                plain = fold(cell)
                if title is None and TITLE.match(plain):
                    title = " ".join(cell.split()).strip(" *")
                if edition is None and (day := DATE.search(plain)):
                    edition = read_day(day)
        own = Meta(title=title or "Customs statistics", edition=edition, url="https://customs.gov.ru", language="ru")
        meta = file.meta.over(own)
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="table",
            source=meta.source(PUBLISHER),
            title=meta.title,
            language=meta.language,
            published=meta.published,
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row of figures."""
        reader = open_table(file.path, Layout(None, None, None))
        if not isinstance(reader, SheetReader):
            raise SourceError("must be a workbook", file.path)
        for sheet in reader.sheets():
            if sheet.hidden:
                notes.warnings.append(f"the sheet {sheet.name!r} is hidden and was not read")
                continue
            with closing(reader.grid(sheet)) as rows:
                yield from _sheet(sheet.name, rows, notes)


def read_day(found: re.Match[str]) -> str | None:
    """Return the day of a heading such as `"10" марта 2022 года`."""
    label = read_label(f"{found[2]} {found[3]}")
    return f"{found[3]}-{label.months[0]:02d}-{int(found[1]):02d}" if label.months else None


def _sheet(name: str, rows: Iterator[GridRow], notes: Notes) -> Iterator[Entry]:
    block = _Block()
    for number, cells in rows:
        filled = {index: cell for index, cell in enumerate(cells) if cell.strip() or type(cell) is BadCell}
        if not filled:
            continue
        if any(isinstance(cell, (NumberCell, BadCell)) for index, cell in filled.items() if index > 0):
            block.closed = True
            yield _entry(name, number, cells, block)
            continue
        notes.counts["lines_of_words"] += 1
        if block.closed:
            block = _Block(titles=_kept(block.titles), note=block.note)
        if len(filled) == 1:
            _title(next(iter(filled.values())), block)
        else:
            _heading(filled, block)
    if not block.closed and notes.counts["lines_of_words"]:
        notes.warnings.append(f"the sheet {name!r} ends with words")


def _kept(titles: list[Label]) -> list[Label]:
    """What one block hands down to the next on its sheet: the unit."""
    return [label for label in titles if label.kind and not label.months]


def _title(text: str, block: _Block) -> None:
    plain = fold(text)
    if plain.startswith("*"):
        return  # a footnote speaks of other rows
    label = read_label(text)
    if TITLE.match(plain):
        block.note = None
    if found := NOTE.fullmatch(text.strip()):
        block.note = " ".join(found.group(1).split())
    elif label.kind or label.months or label.year or (DIRECTION.match(plain) and len(plain) < 120):
        block.titles.insert(0, label)


def _heading(filled: dict[int, str], block: _Block) -> None:
    """Take a line of headings."""
    if len(filled) == 2 and not block.groups and (alone := [t for t in filled.values() if read_label(t).kind]):
        block.titles.insert(0, read_label(alone[0]))  # a unit in a corner
    elif not block.groups:
        block.groups = {index: " ".join(text.split()) for index, text in filled.items()}
    else:
        for index, text in filled.items():
            block.columns[index] = f"{block.columns.get(index, '')} {' '.join(text.split())}".strip()


def _entry(sheet: str, number: int, cells: tuple[str, ...], block: _Block) -> Entry:
    printed = tuple(str(cell) for cell in cells)
    bad = next((cell for cell in cells if type(cell) is BadCell), None)
    if bad is not None:
        return Entry(row=number, sheet=sheet, cells=printed, reject=bad.reject)
    code, name, start = _words(cells)
    subject = read_subject(code, name)
    derived = read_label(name).derived and not code
    if derived:
        subject = Reject("derived_figure", f"is computed of other figures, no figure of its own: {name[:80]!r}")
    if isinstance(subject, Reject):
        return Entry(row=number, sheet=sheet, cells=printed, reject=subject)
    figures: dict[tuple[str, Period], dict[str, tuple[str, int]]] = {}
    for index in range(start, len(cells)):
        cell = cells[index]
        if not isinstance(cell, NumberCell):
            if cell.strip() and cell.strip().casefold() not in NULL:
                message = f"must be a number, got {cell.strip()[:80]!r}"
                return Entry(row=number, sheet=sheet, cells=printed, reject=Reject("not_a_number", message))
            continue
        _place(cell, read_label(block.heading(index)), read_label(name), block, figures)
    claims = tuple(_claim(key, found, subject, name, block) for key, found in figures.items())
    if not claims:
        return Entry(row=number, sheet=sheet, cells=printed, reject=Reject("no_figure", "holds no figure of its own"))
    return Entry(row=number, sheet=sheet, cells=printed, claims=claims)


def _words(cells: tuple[str, ...]) -> tuple[str, str, int]:
    """Return code, name and the first position behind them."""
    first = cells[0].strip()
    if (isinstance(cells[0], NumberCell) and CODE.fullmatch(first)) or CODE.fullmatch(first) or CODES.fullmatch(first):
        return first, cells[1].strip() if len(cells) > 1 else "", 2
    if first or len(cells) < 2 or isinstance(cells[1], NumberCell):
        return "", first, 1
    return "", cells[1].strip(), 2


def _place(
    cell: str, column: Label, row: Label, block: _Block, figures: dict[tuple[str, Period], dict[str, tuple[str, int]]]
) -> None:
    """Put a number where it belongs; of two columns of the same period the first counts."""
    if column.derived:
        return
    labels = (column, row, *block.titles)
    direction = next((label.direction for label in labels if label.direction), None)
    unit = next((label for label in labels if label.kind), None)
    period = period_of(*labels)
    if direction is None or unit is None or unit.kind is None or period is None:
        return
    figures.setdefault((direction, period), {}).setdefault(unit.kind, (str(cell), unit.factor))


def _claim(
    key: tuple[str, Period], found: dict[str, tuple[str, int]], subject: Subject, name: str, block: _Block
) -> Claim:
    direction, (start, end) = key
    value = weight = quantity = None
    if "value" in found:
        value = Amount(_times(*found["value"]), currency="USD")
    if "weight" in found:
        number, factor = found["weight"]
        kind, unit, own = own_unit(name) or ("weight", "t", factor)
        if kind == "weight":
            weight = _times(number, own * 1000)  # tons to kilograms
        else:
            quantity = Amount(_times(number, own), unit=unit)
    partner = _partner(subject)
    parts = ("RU", partner.country or partner.surface, direction, start, end, subject.hs or subject.printed or "TOTAL")
    return Claim(
        kind="flow",
        subject=RUSSIA,
        object=partner,
        direction="import" if direction == "import" else "export",
        level=subject.level,
        regime=block.note,
        scale=str(found["value"][1]) if value is not None and found["value"][1] != 1 else None,
        hs=subject.hs,
        hs_basis="printed" if subject.hs else None,
        goods=subject.printed,
        value=value,
        quantity=quantity,
        weight_kg=weight,
        start=start,
        end=end,
        language="ru",
        extractor="customs_russia",
        record=" | ".join([*parts, *([block.note] if block.note else [])]),
    )


def _times(number: str, factor: int) -> str:
    return canonical(round(Decimal(number), 6) * factor)  # a workbook holds 24.9 as 24.900000000000002


def _partner(subject: Subject) -> Party:
    if subject.country:
        return Party(
            surface=subject.country, form="country", kind="country", country=subject.country, country_basis="printed"
        )
    return Party(surface=subject.area, kind="place") if subject.area else WORLD
