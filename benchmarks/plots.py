"""Small plots as SVG text, without a library."""

from __future__ import annotations

from math import log10

WIDTH, HEIGHT, MARGIN = 560, 360, 60


def log_plot(points: list[tuple[float, float]], across: str, up: str) -> str:
    """Draw points on two logarithmic axes, with the line that growth in proportion to the first would follow.

    Args:
        points: at least two, all above zero, the smallest first.
        across, up: names of the axes.
    """
    first, last = points[0], points[-1]
    proportional = last[0] / first[0] * first[1]
    low, high = min(y for _, y in points), max(proportional, *(y for _, y in points))

    def place(x: float, y: float) -> tuple[float, float]:
        right = (log10(x) - log10(first[0])) / (log10(last[0]) - log10(first[0]))
        above = (log10(y) - log10(low)) / (log10(high) - log10(low) or 1)
        return MARGIN + right * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - above * (HEIGHT - 2 * MARGIN)

    def text(x: float, y: float, words: str, anchor: str = "middle") -> str:
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'

    def path(line: list[tuple[float, float]], style: str) -> str:
        spots = " ".join("{:.1f},{:.1f}".format(*place(x, y)) for x, y in line)
        return f'<polyline points="{spots}" fill="none" {style}/>'

    marks = []
    for x, y in points:
        right, above = place(x, y)
        marks.append(f'<circle cx="{right:.1f}" cy="{above:.1f}" r="4" fill="#1f5fa8"/>')
        marks.append(text(right, above - 10, f"{y:,.0f}"))
        marks.append(text(right, HEIGHT - MARGIN + 20, f"{x:,.0f}"))
    frame = f"M{MARGIN},{MARGIN / 2} V{HEIGHT - MARGIN} H{WIDTH - MARGIN / 2}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
            'font-size="12">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
            f'<path d="{frame}" fill="none" stroke="#444"/>',
            path([first, (last[0], proportional)], 'stroke="#999" stroke-dasharray="5 4"'),
            path(points, 'stroke="#1f5fa8" stroke-width="2"'),
            *marks,
            text(WIDTH / 2, HEIGHT - 14, across),
            text(MARGIN, MARGIN / 2 - 8, up, "start"),
            text(WIDTH - MARGIN / 2, MARGIN / 2 - 8, "dashed: in proportion", "end"),
            "</svg>",
            "",
        ]
    )
