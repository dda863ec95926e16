"""The picture of paths as an SVG file, with the same places as in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from dashboard.components.lanes import HEADER, Band
from dashboard.components.layout import Point
from dashboard.components.picture import FONT_PX, LINE_PX, Arrow, Box, Picture

MARGIN = 24.0
_INK = "#1f2937"
FILLS = {"party": "#ffffff", "group": "#f3f4f6", "country": "#dbeafe", "via": "#fef3c7", "many": "#f3f4f6"}
STROKE = {"party": _INK, "group": _INK, "country": "#1d4ed8", "via": "#92400e", "many": _INK}
_LANES = ("#eef1f5", "#ffffff")  # in turns


def svg(picture: Picture, title: str) -> str:
    """Return a picture as a standalone SVG document on white.

    Args:
        picture: boxes and arrows with their places.
        title: read out by a screen reader; plain text.
    """
    width, height = picture.width + 2 * MARGIN, picture.height + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" font-family="Source Sans, Noto Sans, DejaVu Sans, sans-serif" '
        f'font-size="{FONT_PX:.0f}" fill="{_INK}">',
        f"<title>{escape(title)}</title>",
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L10 5L0 10z" fill="{_INK}"/></marker></defs>',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<g transform="translate({MARGIN:.0f} {MARGIN:.0f})">',
        *(_lane(band, place, picture.height) for place, band in enumerate(picture.lanes)),
        *(_line(arrow) for arrow in picture.arrows),
        *(_box(box) for box in picture.boxes),
        *(_label(arrow) for arrow in picture.arrows if arrow.lines),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _lane(band: Band, place: int, height: float) -> str:
    middle = ((band.left + band.right) / 2, HEADER / 2)
    return (
        f'<g><rect x="{band.left:.1f}" y="0" width="{band.right - band.left:.1f}" height="{height:.1f}" '
        f'fill="{_LANES[place % 2]}" stroke="#d1d5db"/><g font-weight="bold">{_text((band.name,), middle)}</g></g>'
    )


def _line(arrow: Arrow) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in arrow.way)
    dashed = ' stroke-dasharray="7 5"' if arrow.weak else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{_INK}" stroke-width="1.6"{dashed} marker-end="url(#tip)">'
        f"<title>{escape(arrow.title)}</title></polyline>"
    )


def _box(box: Box) -> str:
    x, y = box.middle[0] - box.size.width / 2, box.middle[1] - box.size.height / 2
    dashed = ' stroke-dasharray="4 3"' if box.kind == "group" else ""
    radius = 16 if box.kind == "via" else 6
    return (
        f"<g data-node={quoteattr(box.node)}><title>{escape(box.title)}</title>"
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{box.size.width:.1f}" height="{box.size.height:.1f}" rx="{radius}" '
        f'fill="{FILLS[box.kind]}" stroke="{STROKE[box.kind]}"{dashed}/>{_text(box.lines, box.middle)}</g>'
    )


def _label(arrow: Arrow) -> str:
    middle, width, height = arrow.label, arrow.label_size.width, arrow.label_size.height
    return (
        f'<g><rect x="{middle[0] - width / 2:.1f}" y="{middle[1] - height / 2:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" fill="#ffffff"/>{_text(arrow.lines, middle)}</g>'
    )


def _text(lines: Sequence[str], middle: Point) -> str:
    top = middle[1] - (len(lines) - 1) * LINE_PX / 2
    return "".join(
        f'<text x="{middle[0]:.1f}" y="{top + index * LINE_PX:.1f}" text-anchor="middle" '
        f'dominant-baseline="central">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )
