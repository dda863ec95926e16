"""Text out of PDF files, page by page; what repeats at the edge of most pages is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.documents.offsets import Segment
from loaders.documents.page import Page

MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
SCANNED = 20  # characters a page, on average; a page of pictures has fewer
EDGE = 2  # lines at the top and at the bottom of a page that may be a running title
REPEATED = 0.5  # share of the pages that must print it
FULL_LINE = 0.75  # of the page's long lines; a shorter one may end a paragraph
HYPHEN = re.compile("[\ufffe\u00ad\x02]\r?\n?")  # PDFium's marks of a word that goes on in the next line
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
    letters = sum(len(line) for lines in pages for line in lines)
    if letters < SCANNED * max(count, 1):
        raise SourceError("holds pictures of text (scanned): let a program recognise the text and save it as TXT", path)
    if letters > MOST_CHARACTERS:
        raise SourceError(f"holds {letters:,} characters; {MOST_CHARACTERS:,} are read at most; split it", path)
    return _page(pages, None if FILE_NAME.search(title) else title or None)


def _lines(document: Any, number: int, path: Path) -> list[str]:
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"its page {number + 1} cannot be read ({error}); get the file anew", path) from error
    joined = CONTROLS.sub("", HYPHEN.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    return [" ".join(line.split()) for line in joined.split("\n")]


def _page(pages: list[list[str]], title: str | None) -> Page:
    running = _running(pages)
    parts: list[str] = []
    found, length, open_ = Page(title=title), 0, False
    for number, lines in enumerate(pages, start=1):
        body = [line for place, line in enumerate(lines) if not _edge(place, line, lines, running)]
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


def _paragraphs(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield paragraphs, and whether each ends there; the last one of a page may go on on the next."""
    full = sorted(map(len, filter(None, lines)), reverse=True)
    long = full[len(full) // 4] if full else 0
    text = ""
    for place, line in enumerate(lines):
        if line:
            text = f"{text}{'' if not text or _unspaced(text, line) else ' '}{line}"
        following = next(filter(None, lines[place + 1 :]), "")
        if text and (not line or (following and _ends(line, following, long))):
            yield text, True
            text = ""
    if text:
        yield text, bool(SENTENCE_END.search(text))


def _ends(line: str, following: str, long: int) -> bool:
    """Whether a paragraph ends with a line: it is short, and a sentence ends there or a new line begins like one."""
    if len(line) >= long * FULL_LINE:
        return False
    return bool(SENTENCE_END.search(line)) or not following[0].islower()


def _unspaced(before: str, after: str) -> bool:
    """Whether a line goes on in the next without a space."""
    return bool(UNSPACED.match(before[-1:]) and UNSPACED.match(after[:1]))
