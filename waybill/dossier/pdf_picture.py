"""Draws the picture of a path on a page, with the places that it has in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING

from dashboard.components.picture import FONT_PX, LINE_PX, Arrow, Box, Picture
from dashboard.components.svg import FILLS, STROKE

if TYPE_CHECKING:
    from fpdf import FPDF

    from waybill.dossier.pdf_letters import Letters

LARGEST = 0.21  # mm of a pixel; a small picture is not blown up
HIGHEST = 150.0  # mm
POINTS = 72 / 25.4  # of a mm
TIP_MM, SPREAD = 2.4, pi / 8
Point = tuple[float, float]


def draw(pdf: FPDF, shown: Picture, letters: Letters) -> None:
    """Draw a picture below what stands on the page, as large as it fits.

    Args:
        pdf: its font is set.
        shown: boxes and arrows with their places, in pixels.
        letters: makes texts fit for the fonts.
    """
    scale = min(pdf.epw / shown.width, HIGHEST / shown.height, LARGEST)
    if pdf.y + shown.height * scale > pdf.page_break_trigger:
        pdf.add_page()
    drawing = _Drawing(pdf, letters, scale, (pdf.l_margin, pdf.y + 2))
    for arrow in shown.arrows:
        drawing.arrow(arrow)
    for box in shown.boxes:
        drawing.box(box)
    for arrow in shown.arrows:
        drawing.label(arrow)
    pdf.set_xy(pdf.l_margin, drawing.origin[1] + shown.height * scale + 2)


class _Drawing:
    """Draws in the pixels of a picture."""

    def __init__(self, pdf: FPDF, letters: Letters, scale: float, origin: Point) -> None:
        self.pdf, self.letters, self.scale, self.origin = pdf, letters, scale, origin

    def at(self, point: Point) -> Point:
        """Return the place of a point on the page, in mm."""
        return self.origin[0] + point[0] * self.scale, self.origin[1] + point[1] * self.scale

    def arrow(self, arrow: Arrow) -> None:
        """Draw the line of an arrow and its tip."""
        way = [self.at(point) for point in arrow.way]
        self.pdf.set_draw_color(31, 41, 55)
        self.pdf.set_line_width(0.3)
        if arrow.weak:
            self.pdf.set_dash_pattern(dash=1.4, gap=1)
        self.pdf.polyline(way)
        self.pdf.set_dash_pattern()
        (x, y), (end_x, end_y) = way[-2:]
        angle = atan2(end_y - y, end_x - x)
        wings = [(end_x - TIP_MM * cos(angle + turn), end_y - TIP_MM * sin(angle + turn)) for turn in (SPREAD, -SPREAD)]
        self.pdf.set_fill_color(31, 41, 55)
        self.pdf.polygon([way[-1], *wings], style="F")

    def box(self, box: Box) -> None:
        """Draw a box with its words."""
        self.pdf.set_draw_color(STROKE[box.kind])
        self.pdf.set_fill_color(FILLS[box.kind])
        self.pdf.set_line_width(0.3)
        if box.kind == "group":
            self.pdf.set_dash_pattern(dash=0.8, gap=0.6)
        x, y = self.at((box.middle[0] - box.size.width / 2, box.middle[1] - box.size.height / 2))
        width, height = box.size.width * self.scale, box.size.height * self.scale
        self.pdf.rect(x, y, width, height, "DF", round_corners=True, corner_radius=min(1.2, height / 4))
        self.pdf.set_dash_pattern()
        self._lines(box.lines, box.middle, box.size.width)

    def label(self, arrow: Arrow) -> None:
        """Draw the words on an arrow."""
        if not arrow.lines:
            return
        size = arrow.label_size
        x, y = self.at((arrow.label[0] - size.width / 2, arrow.label[1] - size.height / 2))
        self.pdf.set_fill_color(255)
        self.pdf.rect(x, y, size.width * self.scale, size.height * self.scale, "F")
        self._lines(arrow.lines, arrow.label, size.width)

    def _lines(self, lines: Sequence[str], middle: Point, room: float) -> None:
        """Write lines round a point, smaller where one is wider than its room."""
        points = FONT_PX * self.scale * POINTS
        words = [self.letters.fit(line) for line in lines]
        self.pdf.set_text_color(31, 41, 55)
        self.pdf.set_font_size(points)
        widest = max(map(self.pdf.get_string_width, words), default=0.0)
        if widest > (allowed := room * self.scale - 0.6) > 0:
            self.pdf.set_font_size(points * allowed / widest)
        top = middle[1] - len(words) * LINE_PX / 2
        for number, line in enumerate(words):
            x, y = self.at((middle[0] - room / 2, top + number * LINE_PX))
            self.pdf.set_xy(x, y)
            self.pdf.cell(room * self.scale, LINE_PX * self.scale, line, align="C")
