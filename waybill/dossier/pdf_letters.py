"""The fonts of a PDF, and what they have no letters for: such a letter stands as a visible mark and is counted."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import pymupdf_fonts
from fontTools.ttLib import TTFont
from fpdf import FPDF

from waybill.dossier.model import Cell, Dossier, Items, Link, Paragraph, Picture, Quote, Table, readable

FAMILY, HAN = "sans", "han"
MARK = "\u25a1"  # a white square, of the font for Han
TYPES = {"": "notos", "B": "notosbo"}
LONGEST = 20_000  # characters of one text; no page of ours needs more


def add_fonts(pdf: FPDF, folder: Path) -> None:
    """Give a PDF its fonts: Noto Sans for Latin, Greek and Cyrillic letters, Noto Sans SC for Han.

    Args:
        pdf: the document.
        folder: an empty one that stays until the PDF is written.
    """
    for style, name in TYPES.items():
        file = folder / f"{name}.ttf"
        file.write_bytes(pymupdf_fonts.myfont(name))
        pdf.add_font(FAMILY, style, file)
    pdf.add_font(HAN, "", pylopdf_fonts_zh_cn.sans_path())
    pdf.set_fallback_fonts([HAN], exact_match=False)


@cache
def _letters() -> frozenset[int]:
    """The letters that every style can show."""
    plain, bold = (set(TTFont(io.BytesIO(pymupdf_fonts.myfont(name))).getBestCmap()) for name in TYPES.values())
    with TTFont(pylopdf_fonts_zh_cn.sans_path(), lazy=True) as han:
        return frozenset((plain & bold) | set(han.getBestCmap()))


@dataclass(slots=True)
class Letters:
    """Makes texts fit for the fonts.

    Attributes:
        missing: letters without a font, by script or kind.
    """

    missing: Counter[str] = field(default_factory=Counter)

    def fit(self, text: str) -> str:
        """Return a text with a mark for each letter that no font has; signs without a shape go."""
        known, found = _letters(), []
        for sign in readable(text)[:LONGEST]:
            if ord(sign) in known:
                found.append(sign)
            elif unicodedata.category(sign) != "Cf":
                self.missing[_script(sign)] += 1
                found.append(MARK)
        return "".join(found)


def _script(sign: str) -> str:
    """The first word of the name of a letter, which is its script; symbols are one kind."""
    if unicodedata.category(sign)[0] in "LM":
        return unicodedata.name(sign, "unknown").split()[0].capitalize()
    return "symbols"


def note(dossier: Dossier) -> str:
    """Say which letters of a dossier have no font; empty where all have one."""
    letters = Letters()
    for text in _texts(dossier):
        letters.fit(text)
    if not letters.missing:
        return ""
    total, kinds = sum(letters.missing.values()), ", ".join(sorted(letters.missing))
    return (
        f"{total:,} {'letter stands' if total == 1 else 'letters stand'} as {MARK} here, because this file has "
        f"no font for "
        f"{'it' if total == 1 else 'them'} ({kinds}); the Markdown and HTML of this dossier hold the letters."
    )


def _texts(dossier: Dossier) -> Iterator[str]:
    yield dossier.title
    for section in dossier.sections:
        yield section.title
        for block in section.blocks:
            match block:
                case Paragraph(text, _):
                    yield text
                case Items(items):
                    yield from map(_word, items)
                case Quote():
                    yield block.text
                    yield from map(_word, block.lines)
                case Table(columns, rows, _):
                    yield from columns
                    yield from (_word(cell) for row in rows for cell in row)
                case Picture(drawn, _):
                    yield from (line for box in drawn.boxes for line in box.lines)
                    yield from (line for arrow in drawn.arrows for line in arrow.lines)


def _word(cell: Cell) -> str:
    return cell.text if isinstance(cell, Link) else cell
