"""Writes a dossier as PDF: pages with title, date of knowledge and number, bookmarks, and the same bytes each time."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from waybill import __version__
from waybill.dossier.model import (
    SYNTHETIC,
    Block,
    Cell,
    Dossier,
    Items,
    Link,
    Paragraph,
    Picture,
    Quote,
    Section,
    Table,
)
from waybill.dossier.pdf_letters import FAMILY, Letters, add_fonts, note
from waybill.dossier.pdf_picture import draw
from waybill.output import shorten

MARGIN, TOP, BOTTOM = 20.0, 24.0, 20.0  # mm
BODY, SMALL, TINY = 9.5, 8.0, 7.2  # points
LEADING = 0.50  # mm of a line per point
GAP = 2.5
INK, GREY, RULE, BLUE, RED, BROWN = (
    (31, 41, 55),
    (75, 85, 99),
    (209, 213, 219),
    (29, 78, 216),
    (185, 28, 28),
    (146, 64, 14),
)
HEAD_FILL = (243, 244, 246)
FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
TITLE = 90  # characters of the title at the head of a page


def pdf(dossier: Dossier) -> bytes:
    """Return a dossier as PDF."""
    with tempfile.TemporaryDirectory(prefix="waybill-") as folder:
        logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # it tells of each table that it drops
        page = _Pages(dossier)
        add_fonts(page, Path(folder))
        page.write_all()
        return bytes(page.output())


class _Pages(FPDF):
    """The pages of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self.dossier = dossier
        self.letters = Letters()
        self.c_margin = 0
        self.set_margins(MARGIN, TOP, MARGIN)
        self.set_auto_page_break(True, BOTTOM)
        title = self.letters.fit(dossier.title)
        self.set_title(title)
        self.set_subject(f"As known on {dossier.known_on} UTC; {dossier.kind} {dossier.id}")
        self.set_author("Waybill")
        self.set_creator(f"Waybill {__version__}")
        self.set_lang("en")
        self.set_creation_date(_time(dossier.known_on))

    def header(self) -> None:
        """The head of each page: the title, and the mark of what is invented."""
        self._font(SMALL, GREY)
        self.set_y(10)
        self.cell(0, 5, self._short(self.dossier.title), align="L")
        if self.dossier.synthetic:
            self.set_xy(self.l_margin, 15)
            self._font(SMALL, RED, "B")
            self.cell(0, 5, SYNTHETIC, align="L")
        self.set_y(TOP)

    def footer(self) -> None:
        """The foot of each page: the day of knowledge, what it is of, and the page."""
        self.set_y(-14)
        self._font(TINY, GREY)
        self.cell(
            0, 5, f"As known on {self.dossier.known_day}. {self.dossier.kind} {self.letters.fit(self.dossier.id)}"
        )
        self.set_x(self.l_margin)
        self.cell(0, 5, f"page {self.page_no()} of {{nb}}", align="R")

    def write_all(self) -> None:
        """Write all pages."""
        self.add_page()
        self._font(17, INK, "B")
        self._words(self.dossier.title, 17)
        self._font(BODY, GREY)
        self._words(self.dossier.subtitle, BODY)
        said = note(self.dossier)
        if said:
            self._block(Paragraph(said))
        for section in self.dossier.sections:
            self._section(section)

    def _section(self, section: Section) -> None:
        size = 13 if section.level == 1 else 10.5
        self.ln(GAP * 2)
        self._room(min(16 + self._first(section), self.eph / 2))  # a head never stands alone at the foot of a page
        self._font(size, INK, "B")
        self.start_section(self.letters.fit(shorten(section.title, TITLE)), section.level - 1)
        self._words(section.title, size)
        if section.level == 1:
            self._rule()
        for block in section.blocks:
            self.ln(GAP / 2)
            self._block(block)

    def _first(self, section: Section) -> float:
        """Return the height of what must stand below the head of a section: of a table its heads and first row."""
        block = next(iter(section.blocks), None)
        if not isinstance(block, Table) or not block.rows:
            return 16
        widths = self._widths(block)
        return sum(self._row_height(row, widths, [True] * len(row)) for row in (block.columns, block.rows[0]) if row)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(text, kind):
                self._font(BODY, BROWN if kind == "warning" else INK, "B" if kind == "warning" else "")
                self._words(text, BODY)
            case Items(items):
                for one in items:
                    self._item(one)
            case Quote():
                self._quote(block)
            case Table():
                self._table(block)
            case Picture(drawn, title):
                self._font(SMALL, GREY)
                self._words(title, SMALL)
                draw(self, drawn, self.letters)

    def _item(self, cell: Cell) -> None:
        self._font(BODY, INK)
        self._room(BODY * LEADING * 2)
        self.set_x(self.l_margin + 1)
        self.cell(4, BODY * LEADING, "\u2022")
        self._cell(cell, BODY, self.l_margin + 5, self.epw - 5)

    def _quote(self, quote: Quote) -> None:
        left, width = self.l_margin + 5, self.epw - 5
        self._font(BODY, INK)
        rest = sum(self._height(line, TINY, width) for line in quote.lines)
        self._room(min(self._height(quote.text, BODY, width) + rest + 4, self.eph / 2))
        top, page = self.y, self.page
        if quote.against:
            self._font(BODY, RED, "B")
            self._cell("Denies it:", BODY, left, width)
        self._font(BODY, INK)
        self._cell(f"\u201c{quote.text}\u201d", BODY, left, width)
        for line in quote.lines:
            self._font(TINY, GREY)
            self._cell(line, TINY, left, width)
        self._bar(top, page, RED if quote.against else BLUE)
        self.ln(GAP / 2)

    def _bar(self, top: float, page: int, colour: tuple[int, int, int]) -> None:
        """Draw the bar beside a quote; of one that goes on over pages, beside its last part."""
        if self.page != page:
            top = self.t_margin
        self.set_draw_color(*colour)
        self.set_line_width(0.8)
        self.line(self.l_margin + 2, top, self.l_margin + 2, self.y)
        self.set_line_width(0.2)

    def _table(self, table: Table) -> None:
        if not table.rows:
            return
        widths = self._widths(table)
        if table.columns:
            first = self._row_height(table.rows[0], widths, [False] * len(widths))
            self._room(min(self._row_height(table.columns, widths, [True] * len(widths)) + first, self.eph / 2))
            self._row(table.columns, widths, table.columns, head=True)
        for row in table.rows:
            self._row(row, widths, table.columns, head=False)
        self.ln(GAP / 2)

    def _row(self, row: Sequence[Cell], widths: Sequence[float], columns: Sequence[str], head: bool) -> None:
        bold = [head or (place == 0 and not columns and len(row) > 1) for place in range(len(row))]
        height = self._row_height(row, widths, bold)
        body = self.h - TOP - BOTTOM
        if height > body - 12:
            return self._stack(row, columns)
        if self.y + height > self.page_break_trigger:
            self.add_page()
            if columns and not head:
                self._row(columns, widths, columns, head=True)
        top, left = self.y, self.l_margin
        if head:
            self.set_fill_color(*HEAD_FILL)
            self.rect(left, top, self.epw, height, "F")
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            self._font(SMALL, INK, "B" if bold[place] else "")
            self.set_y(top + 1)
            self._cell(cell, SMALL, left + sum(widths[:place]) + 1, width - 2)
        self.set_y(top + height)
        self._grid(top, height, widths)
        return None

    def _widths(self, table: Table) -> list[float]:
        shares = table.widths or (1.0,) * len(table.rows[0])
        return [self.epw * share / sum(shares) for share in shares]

    def _row_height(self, row: Sequence[Cell], widths: Sequence[float], bold: Sequence[bool]) -> float:
        height = 0.0
        for cell, width, strong in zip(row, widths, bold, strict=True):
            self._font(SMALL, INK, "B" if strong else "")
            height = max(height, self._height(cell, SMALL, width - 2) + 2)
        return height

    def _grid(self, top: float, height: float, widths: Sequence[float]) -> None:
        """Draw the lines round the cells of a row."""
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        self.rect(self.l_margin, top, self.epw, height)
        for offset in list(accumulate(widths))[:-1]:
            self.line(self.l_margin + offset, top, self.l_margin + offset, top + height)

    def _stack(self, row: Sequence[Cell], columns: Sequence[str]) -> None:
        """Write a row that is higher than a page as paragraphs, one for each cell."""
        for place, cell in enumerate(row):
            self._font(SMALL, INK)
            name = f"{columns[place]}: " if columns else ""
            text = cell.text if isinstance(cell, Link) else cell
            self._words(f"{name}{text}", SMALL)
        self._rule()

    def _cell(self, cell: Cell, size: float, left: float, width: float) -> None:
        """Write a cell between two margins; an address as a link."""
        address = cell.address if isinstance(cell, Link) else None
        if address:
            self.set_text_color(*BLUE)
        self.set_x(left)
        text = self.letters.fit(cell.text if isinstance(cell, Link) else cell)
        self.multi_cell(width, size * LEADING, text, align="L", link=address or "", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _words(self, text: str, size: float) -> None:
        self._cell(text, size, self.l_margin, self.epw)

    def _height(self, cell: Cell, size: float, width: float) -> float:
        text = self.letters.fit(cell.text if isinstance(cell, Link) else cell)
        lines = self.multi_cell(width, size * LEADING, text, align="L", dry_run=True, output=MethodReturnValue.LINES)
        assert isinstance(lines, list)
        return max(1, len(lines)) * size * LEADING

    def _short(self, text: str) -> str:
        """Return a text that fits on one line in the font that is set."""
        whole = line = self.letters.fit(shorten(text, TITLE))
        while self.get_string_width(line) > self.epw:
            whole = whole[:-1]
            line = whole + "\u2026"
        return line

    def _font(self, size: float, colour: tuple[int, int, int], style: str = "") -> None:
        self.set_font(FAMILY, style, size)
        self.set_text_color(*colour)

    def _room(self, height: float) -> None:
        """Begin a new page where less than so many mm are left."""
        if self.y + height > self.page_break_trigger:
            self.add_page()

    def _rule(self) -> None:
        self.set_draw_color(*RULE)
        self.line(self.l_margin, self.y, self.l_margin + self.epw, self.y)
        self.ln(1)


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return FIRST_DAY
