"""Finds a quote in a text: letter by letter, else after a normalisation that keeps the way back. Never by likeness."""

from __future__ import annotations

import re
import unicodedata

from graph.model import Span

BETWEEN = re.compile(r"(?<=[.!?…][\"”»’])\s+|(?<=[.!?…])\s+|(?<=[。！？])(?![」』”])\s*|\n+")
ENDS = re.compile(r"(?:[.!?…。！？:：][\"'”“»«’」』)\]]*|\n)$")
LOOK = 40  # signs beside a sentence
ALIKE = {ord(sign): '"' for sign in "“”„‟«»＂〝〞"} | {ord(sign): "'" for sign in "‘’‚‛‹›ʼ＇`´"}
ALIKE |= {ord(sign): "-" for sign in "‐‑‒–—―−－"}


def locate(text: str, quote: str, within: Span) -> Span | None:
    """Return where a quote stands in a part of a text, else in all of it; None where it does not.

    Args:
        text: of the document.
        quote: as somebody copied it; quotation marks, dashes, white space and forms of one letter may differ.
        within: [start, end) of the part.
    """
    wanted = quote.strip()
    if not wanted:
        return None
    for start, end in (within, (0, len(text))):
        place = text.find(wanted, start, end)
        if place >= 0:
            return place, place + len(wanted)
        found = _normalised(text, wanted, start, end)
        if found is not None:
            return found
    return None


def places(text: str, quote: str, within: Span) -> tuple[Span, ...]:
    """Return where a quote stands: in one place, else sentence by sentence; nothing where a part of it stands nowhere.

    Sentences that stand apart must be whole and in the order of the text, so that nobody makes a new one of its words.

    Args:
        text, quote, within: as for `locate`.
    """
    whole = locate(text, quote, within)
    if whole is not None:
        return (whole,)
    found: list[Span] = []
    for piece in filter(str.strip, BETWEEN.split(quote)):
        after = found[-1][1] if found else 0
        span = locate(text, piece, (max(after, within[0]), within[1]))
        if span is None or span[0] < after or not _sentence(text, span):
            return ()
        if found and not text[after : span[0]].strip():
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return tuple(found)


def _sentence(text: str, span: Span) -> bool:
    """Whether a part of a text begins and ends where sentences do."""
    before = text[max(0, span[0] - LOOK) : span[0]].rstrip(" \t\u00a0\u3000")
    end = text[max(span[0], span[1] - LOOK) : span[1]]
    return (not before or ENDS.search(before) is not None) and ENDS.search(end) is not None


def normal(text: str) -> str:
    """Return text in the form in which quotes are compared."""
    return _map(text, 0, len(text))[0].strip()


def _normalised(text: str, quote: str, start: int, end: int) -> Span | None:
    wanted = normal(quote)
    folded, offsets = _map(text, start, end)
    place = folded.find(wanted) if wanted else -1
    if place < 0:
        return None
    return offsets[place], offsets[place + len(wanted) - 1] + 1


def _map(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The normalised text, and for each of its signs the place that it comes from."""
    signs: list[str] = []
    offsets: list[int] = []
    for place in range(start, end):
        char = text[place]
        if char.isspace():
            if signs and signs[-1] != " ":
                signs.append(" ")
                offsets.append(place)
            continue
        if unicodedata.category(char) == "Cf":  # zero width and marks of direction
            continue
        for sign in unicodedata.normalize("NFKC", char.translate(ALIKE)):
            signs.append(sign)
            offsets.append(place)
    return "".join(signs), offsets
