"""Which of the marks on a part is its part number, as printed.

A compiler's column of part numbers is often cut out of the name by a program that knows Latin letters only: it misses
`MAХ1660ЕЕЕ`, whose last letters are Cyrillic, and takes a word (`CMOS`), a package (`TQFP44`) or a number of a lot in
its place. So the name is looked at too: a mark in it that holds letters of two alphabets, and that the column could not
see, counts where it stands before the column's; and a mark of the name counts whole where the column has a part of it.
Nothing is ever completed or corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.fold import fold_model

Basis = Literal["column", "name"]
SHORTEST = 4  # letters and digits: shorter marks are shared by parts of any kind
SHORTEST_NUMBER = 5  # digits of a number without a letter
MARK = re.compile(r"[^\s,;()\[\]{}\"«»“”„#№®©™:]+")
NOT_LATIN = re.compile("[\u0370-\u052f]")  # Greek and Cyrillic
EDGES = ".-–—/+*'"
_NUMBER = r"\d+(?:[.,]\d+)?"
_UNIT = (
    r"(?:[kKMGTmuµμnpкКмМГ](?:V|W|A|Ah|F|H|B|b|Hz|HZ|Ohm|Ω|SPS|bps|bit|pix|В|Вт|А|Ф|ф|Гц|ГЦ|Б|Ом)|W|F|Hz|Вт|Ф|Гц|Ом|Ohm|Ω|"
    r"bit|[mckµμ]?m|мм|[mµμn]?s|k?g|G|mk[FH]|мк[Фф]|[o°]C|x|dB)"
)
_SMALL = r"\d{1,3}(?:[.,]\d+)?[VACHSBВА]"  # 25V, 2.5A, 50C, 6S; 3202A is a number of a part
_ONE = rf"(?:{_NUMBER}{_UNIT}|{_SMALL})"
# 25V, 330uF25V, 1.2-1.3GHz, ±5.5V/11V, DC4.8V-14V, 3G/4G, 16x, 10/100
MEASURE = re.compile(
    rf"(?:[AD]C)?[±~]?(?:{_ONE}[-–/÷]?{_ONE}|{_NUMBER}[-–/÷]{_ONE}|{_NUMBER}[-–](?:{_UNIT}|[VACHSBВА])|{_ONE}|\d+/\d+)"
)
COMPOUND = re.compile(r"\d+(?:/\d+)*[-–]?[^\W\d_]?[a-zа-я]{2,}|\d+(?:st|nd|rd|th)")  # 32-bit, 4-channel, 300kHz
STANDARD = re.compile(
    r"(?:\d+/)*\d+BASE-?T[X\d]?|RS-?\d{3}|USB[\d.]+|DDR\d|LPDDR\d|IEEE\d*|IP\d\d|CAN\d|GPRS\d|Cortex-M\d\+?|i\d86|"
    r"(?:LQ|TQ|V?Q|W?D)F[NP]P?-?\d+|[LTP]?QFP-?\d+|[FLP]?C?BGA-?\d+|T?S?SOP-?\d+|SO(?:IC|T|P|D)?-?\d+|P?DIP-?\d+|TO-?\d+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PartNumber:
    """A part number as printed, and whether the column or the name says it."""

    printed: str
    basis: Basis


def read_part_number(column: str, name: str) -> PartNumber | None:
    """Find the part number of a row.

    Args:
        column: the cell of the part number.
        name: the cell of the name with its markings.

    Returns:
        the number, or None where neither tells one, or the name several.
    """
    given = column.strip() if is_part_number(column.strip()) else ""
    marks = list(_marks(name))
    place = name.find(given) if given else -1
    mixed = [(start, mark) for start, mark in marks if NOT_LATIN.search(mark)]
    if given:
        for start, mark in marks:
            around = given != mark and start <= place and place + len(given) <= start + len(mark)
            if around or ((start, mark) in mixed and start < place):
                return PartNumber(mark, "name")
        return PartNumber(given, "column")
    found = list(dict.fromkeys(mark for _, mark in (mixed or marks)))
    return PartNumber(found[0], "name") if len(found) == 1 else None


def words_before(name: str, number: PartNumber | None) -> str:
    """Return the words of a name before its part number: what kind of thing it is."""
    place = name.find(number.printed) if number is not None else -1
    return (name[:place] if place >= 0 else name).strip(" ,;:(-–")


def is_part_number(text: str) -> bool:
    """Whether a mark tells a part from others: letters and digits, and neither a measure, a package nor a standard."""
    folded = fold_model(text)
    if not any(char.isdigit() for char in folded):
        return False
    if not any(char.isalpha() for char in folded):
        return len(folded) >= SHORTEST_NUMBER
    if len(folded) < SHORTEST:
        return False
    words = text.split()
    return not all(_common(word) for word in words)


def _common(mark: str) -> bool:
    plain = mark.strip(EDGES)
    if not any(char.isdigit() for char in plain):
        return True
    return any(pattern.fullmatch(plain) for pattern in (MEASURE, COMPOUND, STANDARD))


def _marks(name: str) -> Iterator[tuple[int, str]]:
    """Yield the marks of a name that could be its part number, with letters and digits, in their order."""
    for found in MARK.finditer(name):
        mark = found.group().strip(EDGES)
        folded = fold_model(mark)
        if any(char.isalpha() for char in folded) and is_part_number(mark):
            yield found.start() + found.group().index(mark), mark
