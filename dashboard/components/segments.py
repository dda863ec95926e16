"""A text cut where marks begin and end, in parts where it is long, with signs for what does not print.

Whatever marks overlap: the pieces, joined again, are the text, and so are its parts.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from dashboard.plain_text import plain

PART = 30_000  # characters of a text that a page shows at once
ENDS = ("\n", "\u3002", ". ", " ")  # where a long text is cut, the best first
Tone = str  # "" for what is said to be so; "denied", "not_done", "rejected"

# Marks of direction and joiners have their effect, which every word needs to be read; numbers' signs are seen.
_AS_THEY_ARE = frozenset("\n\t\r\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")
_SHORT = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI",
    "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u200b": "ZWSP", "\u2060": "WJ", "\ufeff": "BOM",
    "\u00ad": "SHY", "\u0000": "NUL", "\u0007": "BEL", "\u0008": "BS", "\u000b": "VT", "\u000c": "FF",
    "\u001b": "ESC", "\u007f": "DEL", "\u0085": "NEL", "\u2028": "LS", "\u2029": "PS",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be marked.

    Attributes:
        claim: id of the claim that it carries.
        start: first character.
        end: character after the last.
        title: what the claim says in a line; plain text.
        weak: whether nobody has accepted the claim.
        tone: how the claim is to be read: "" for what is said to be so, "denied", "not_done" or "rejected".
        number: its place in the table of claims, for paper; 0 for none.
    """

    claim: str
    start: int
    end: int
    title: str = ""
    weak: bool = False
    tone: Tone = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that the same claims cover.

    Attributes:
        text: the run.
        claims: ids of the claims, the shortest passage first.
        title: what they say, a line each.
        weak: whether nobody has accepted any of them.
        chosen: whether one of them stands out.
        tone: of the claim that stands out, else of the first.
        numbers: of the marks that begin here.
    """

    text: str
    claims: tuple[str, ...] = ()
    title: str = ""
    weak: bool = False
    chosen: bool = False
    tone: Tone = ""
    numbers: tuple[int, ...] = ()


def pieces(text: str, marks: Iterable[Mark], chosen: str | None = None) -> list[Piece]:
    """Cut a text where marks begin and end; joined again, the pieces are the text.

    Args:
        text: the whole text; spans count in its characters.
        marks: may overlap; those that do not lie within the text are ignored.
        chosen: id of the claim that stands out.
    """
    begins: dict[int, list[Mark]] = defaultdict(list)
    ends: dict[int, list[Mark]] = defaultdict(list)
    for mark in dict.fromkeys(marks):
        if 0 <= mark.start < mark.end <= len(text):
            begins[mark.start].append(mark)
            ends[mark.end].append(mark)
    found = []
    now: dict[Mark, None] = {}
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        for mark in ends[start]:
            now.pop(mark, None)
        now.update(dict.fromkeys(begins[start]))
        here = sorted(now, key=lambda mark: (mark.end - mark.start, mark.claim, mark.start))
        numbers = tuple(sorted({mark.number for mark in begins[start]} - {0}))
        found.append(_piece(text[start:end], here, chosen, numbers))
    return found


def _piece(text: str, here: Sequence[Mark], chosen: str | None, numbers: tuple[int, ...]) -> Piece:
    first = next((mark for mark in here if mark.claim == chosen), here[0] if here else None)
    return Piece(
        text,
        tuple(dict.fromkeys(mark.claim for mark in here)),
        "\n".join(dict.fromkeys(plain(mark.title) for mark in here)),
        bool(here) and all(mark.weak for mark in here),
        first is not None and first.claim == chosen,
        first.tone if first is not None else "",
        numbers,
    )


def parts(text: str, size: int = PART) -> list[tuple[int, int]]:
    """Cut a long text into parts, at ends of lines, sentences or words where there are any; one part where it is short.

    Args:
        text: the whole text.
        size: most characters of a part.

    Returns:
        Start and end of each part, in order; together they are the whole text.
    """
    found, start = [], 0
    while len(text) - start > size:
        least, stop = start + max(1, size // 2), start + size
        cuts = (text.rfind(end, least, stop) + len(end) for end in ENDS if text.rfind(end, least, stop) >= 0)
        cut = min(next(cuts, 0) or _whole(text, least, stop), stop)
        found.append((start, cut))
        start = cut
    return [*found, (start, len(text))]


def _whole(text: str, least: int, stop: int) -> int:
    """Return the last place before which no letter is torn from its marks."""
    cut = stop
    while cut > least and (unicodedata.combining(text[cut]) or "\u200d" in text[cut - 1 : cut + 1]):
        cut -= 1
    return cut


def within(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """Return the marks that reach into a part of a text, cut at its ends and counted from its start."""
    return [
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start,
                number=mark.number if mark.start >= start else 0)
        for mark in marks if 0 <= mark.start < mark.end and mark.start < end and mark.end > start
    ]  # fmt: skip


def holding(found: Sequence[tuple[int, int]], place: int) -> int:
    """Return which of the parts, from 0, holds a place of the text."""
    return next((number for number, (start, end) in enumerate(found) if start <= place < end), 0)


def unprinted(sign: str) -> bool:
    """Whether a character leaves no ink and may steer what stands beside it."""
    return sign not in _AS_THEY_ARE and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def runs(text: str) -> list[tuple[str, str]]:
    """Return a text as runs of text and name: what does not print is a run of its own.

    Such a run has a short and a full name, so an override that a document holds is seen as a word, and orders nothing.
    The name of a run that prints is empty.
    """
    found: list[tuple[str, str]] = []
    for odd, group in groupby(text, unprinted):
        signs = "".join(group)
        found += [signed(sign) for sign in signs] if odd else [(signs, "")]
    return found


def signed(sign: str) -> tuple[str, str]:
    """Return the short and the full name of a character that does not print."""
    code = f"U+{ord(sign):04X}"
    name = unicodedata.name(sign, "")
    return _SHORT.get(sign, code), f"{name} ({code})" if name else code
