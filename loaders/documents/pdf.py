"""Text out of PDF files, page by page; what repeats at the edge of most pages is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from pathlib import Path
from statistics import median_low
from typing import Any

from graph.errors import SourceError
from loaders.documents.offsets import Segment
from loaders.documents.page import Page

MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
SCANNED = 20  # characters a page, on average; a page of pictures has fewer
UNKNOWN = 0xFFFD  # for a sign of which the file does not say what letter it is
EDGE = 2  # lines at the top and at the bottom of a page that may be a running title
REPEATED = 0.5  # share of the pages that must print it
SPACED = 1.3  # of the usual distance of two lines: a larger one parts paragraphs
HYPHEN = re.compile("[\ufffe\u00ad\x02]")  # PDFium's marks of a word that goes on in the next line
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
NUMBER = re.compile(r"[\W_]*(?:\w{1,9}\s)?\d{1,4}(?:\s*(?:/|of|von|из|з|sur)\s*\d{1,4})?[\W_]*")
SENTENCE_END = re.compile(r"""[.!?:;。！？：…][)\]"'»”’」』]*$""")
UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
FILE_NAME = re.compile(r"\.(?:docx?|odt|rtf|indd|pdf|qxd|pptx?)\b|^Microsoft Word", re.IGNORECASE)


def read_pdf(path: Path) -> Page:
    """Read a PDF file.

    Raises:
        SourceError: under a password, damaged, without text (scanned), or above a limit.
    """
    import pypdfium2  # type: ignore[import-untyped]  # it brings no types

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError("is under a password; open it, take the password off and save it anew", path) from error
        raise SourceError(f"is no whole PDF file ({error}); get the file anew", path) from error
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise SourceError(f"has {count:,} pages; {MOST_PAGES:,} are read at most; split it", path)
        pages = [_lines(document, number, path) for number in range(count)]
        title = str(document.get_metadata_dict().get("Title") or "").strip()
    finally:
        document.close()
    letters = sum(len(line.text) for lines in pages for line in lines)
    if letters < SCANNED * max(count, 1):
        raise SourceError("holds pictures of text (scanned): let a program recognise the text and save it as TXT", path)
    if letters > MOST_CHARACTERS:
        raise SourceError(f"holds {letters:,} characters; {MOST_CHARACTERS:,} are read at most; split it", path)
    found = _page(pages, None if FILE_NAME.search(title) else title or None)
    if lost := found.text.count(chr(UNKNOWN)):
        found.notes.append(f"the file does not say which letters {lost:,} of its signs are; they are shown as \ufffd")
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its words, and the height at which it stands on the page (0: unknown)."""

    text: str
    base: float = 0.0


def _lines(document: Any, number: int, path: Path) -> list[_Line]:
    import pypdfium2

    try:
        return list(_measured(document[number].get_textpage()))
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"its page {number + 1} cannot be read ({error}); get the file anew", path) from error


def _measured(page: Any) -> Iterator[_Line]:
    """Cut a page into lines; how far they stand apart tells paragraphs."""
    from pypdfium2 import raw

    line: list[str] = []
    base, x, y = 0.0, c_double(), c_double()
    for index in range(page.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(page, index) or UNKNOWN)
        if sign == "\r" or (sign == "\n" and line and HYPHEN.match(line[-1])):
            continue
        if sign == "\n":
            yield _Line(_words(line), base)
            line, base = [], 0.0
        else:
            line.append(sign)
            if not base and not sign.isspace() and raw.FPDFText_GetCharOrigin(page, index, byref(x), byref(y)):
                base = y.value
    yield _Line(_words(line), base)


def _words(signs: list[str]) -> str:
    return " ".join(CONTROLS.sub("", HYPHEN.sub("", "".join(signs))).split())


def _page(pages: list[list[_Line]], title: str | None) -> Page:
    running = _running([[line.text for line in lines] for lines in pages])
    parts: list[str] = []
    found, length, open_ = Page(title=title), 0, False
    for number, lines in enumerate(pages, start=1):
        texts = [line.text for line in lines]
        body = [line for place, line in enumerate(lines) if not _edge(place, line.text, texts, running)]
        for paragraph, ends in _paragraphs(body):
            gap = ("" if _unspaced(parts[-1], paragraph) else " ") if open_ else "\n\n" if parts else ""
            parts += [gap, paragraph]
            start = length + len(gap)
            length = start + len(paragraph)
            found.segments.append(Segment(start, length, f"page {number}"))
            open_ = not ends
    found.text = "".join(parts)
    return found


def _running(pages: list[list[str]]) -> set[str]:
    """Lines at the edge that most pages print."""
    if len(pages) < 3:
        return set()
    counts = Counter(line for lines in pages for line in {*_top(lines), *_top(lines[::-1])})
    return {line for line, count in counts.items() if count > len(pages) * REPEATED}


def _top(lines: list[str]) -> list[str]:
    return [line for line in lines if line][:EDGE]


def _edge(place: int, line: str, lines: list[str], running: set[str]) -> bool:
    """Whether a line is a running title or a number of a page."""
    before = sum(bool(one) for one in lines[:place])
    after = sum(bool(one) for one in lines[place + 1 :])
    if not line or min(before, after) >= EDGE:
        return False
    return line in running or (min(before, after) == 0 and NUMBER.fullmatch(line) is not None)


def _paragraphs(lines: list[_Line]) -> Iterator[tuple[str, bool]]:
    """Yield paragraphs, and whether each ends there; the last one of a page may go on on the next."""
    long = max((len(line.text) for line in lines), default=0)
    pitches = [one.base - other.base for one, other in pairwise(lines) if one.base > other.base > 0]
    pitch = median_low(pitches) if pitches else 0.0
    spaced = any(distance > pitch * SPACED for distance in pitches)
    text = ""
    for line, following in zip_longest(lines, lines[1:]):
        if line.text:
            text = f"{text}{'' if not text or _unspaced(text, line.text) else ' '}{line.text}"
        if text and following is not None and _ends(line, following, pitch * SPACED, 0 if spaced else long):
            yield text, True
            text = ""
    if text:
        yield text, bool(SENTENCE_END.search(text))


def _ends(line: _Line, following: _Line, space: float, long: int) -> bool:
    """Whether a paragraph ends with a line: more space follows, or it is short and ends a sentence.

    Args:
        line, following: two lines.
        space: more than this between them parts paragraphs.
        long: letters of a full line, where no space does; else 0.
    """
    if not line.text or not following.text:
        return True
    if space and line.base - following.base > space:
        return True
    room = long - len(line.text) - 1
    return bool(SENTENCE_END.search(line.text)) and len(following.text.split()[0]) <= room


def _unspaced(before: str, after: str) -> bool:
    """Whether a line goes on in the next without a space."""
    return bool(UNSPACED.match(before[-1:]) and UNSPACED.match(after[:1]))
