"""Text out of files (TXT, HTML, PDF, DOCX, EML), with the way back from a place in it to its place in the file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from graph.errors import SourceError
from graph.model import Document
from loaders.documents.decode import decode
from loaders.documents.mail import is_mail, read_mail
from loaders.documents.offsets import Offsets, Segment
from loaders.documents.page import Page
from loaders.source import Meta, SourceFile, open_source
from loaders.tables.containers import ZIP, zip_content

__all__ = [
    "MAX_BYTES", "NO_PUBLISHER", "SUFFIXES", "Offsets", "Reading", "Segment", "check_size", "header_end", "read",
    "read_source",
]  # fmt: skip

SUFFIXES = frozenset({".txt", ".text", ".htm", ".html", ".xhtml", ".pdf", ".docx", ".eml"})
HTML = frozenset({".htm", ".html", ".xhtml"})
MAX_BYTES = 32 << 20  # a report of one megabyte is a long one; larger files are dumps, not documents
NO_PUBLISHER = "unknown publisher"
TITLE_LENGTH = 160

# A date counts as that of the text only where the first line says so itself.
_HEADER = re.compile(
    r"\s*(?:date|datum|published|veröffentlicht(?: am)?|stand)\b\s*:?\s*"
    r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?=[\s.,;|]|$)[\s.,;|]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read.

    Attributes:
        document: what it is.
        text: its text.
        offsets: the map from the text to the file.
        notes: what was not read, for the report.
    """

    document: Document
    text: str
    offsets: Offsets
    notes: tuple[str, ...] = ()


def read(path: Path, meta: Meta | None = None, max_bytes: int = MAX_BYTES) -> tuple[Document, str, Offsets]:
    """Read a document.

    Args:
        path: a document; `FILE.meta.yml` beside it tells publisher, date and so on.
        meta: options, which win over that file.
        max_bytes: larger files are refused before they are read.

    Returns:
        The document, its text, and the map from the text to the file.

    Raises:
        SourceError: missing, empty, too large, binary or not decodable; its metadata file is wrong.
    """
    check_size(path, max_bytes)
    found = read_source(open_source(path, meta), max_bytes)
    return found.document, found.text, found.offsets


def read_source(file: SourceFile, max_bytes: int = MAX_BYTES) -> Reading:
    """Read a document whose checksum and metadata are known already; as `read`."""
    check_size(file.path, max_bytes)
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", file.path) from error
    page, encoding = _page(data, file.path)
    text, segments = page.text, tuple(page.segments)
    if not text.strip():
        raise SourceError("holds no text (white space or markup only); nothing can be loaded from it", file.path)
    inner = Meta(
        publisher=page.publisher, title=page.title, url=page.url, published=page.published, language=page.language
    )
    meta = file.meta.over(inner)
    document = Document(
        sha256=file.sha256,
        name=file.path.name,
        kind="text",
        source=meta.source(NO_PUBLISHER),
        title=meta.title or _title(text),
        language=meta.language,
        published=meta.published,
        encoding=encoding,
        length=len(text),
    )
    return Reading(document, text, Offsets.of(text, segments), tuple(page.notes))


def _page(data: bytes, path: Path) -> tuple[Page, str]:
    """Read by content; returns the encoding too, or the format where each part may have its own."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from loaders.documents.pdf import read_pdf

        return _normal(read_pdf(path)), "pdf"
    if data.startswith(ZIP):
        kind, what = zip_content(path)
        if kind != "docx":
            raise SourceError(f"must be a document, got {what}", path)
        from loaders.documents.word import read_word

        return _normal(read_word(path)), "docx"
    if is_mail(data):
        return _normal(read_mail(data, path)), "eml"
    is_html = path.suffix.lower() in HTML
    text, encoding = decode(data, path, is_html)
    if is_html:
        from loaders.documents.html import read_page

        return read_page(text, path), encoding
    header = _HEADER.match(text)
    return Page(text=text, published=_real_date(header.group(1)) if header else None), encoding


def _normal(page: Page) -> Page:
    """The same in NFC, as `decode` gives it; pieces are composed one by one, so that they still count."""
    if unicodedata.is_normalized("NFC", page.text):
        return page
    parts: list[str] = []
    segments: list[Segment] = []
    place = length = 0
    for start, end, element in page.segments:
        for text, inside in ((page.text[place:start], False), (page.text[start:end], True)):
            composed = unicodedata.normalize("NFC", text)
            if inside:
                segments.append(Segment(length, length + len(composed), element))
            parts.append(composed)
            length += len(composed)
        place = end
    parts.append(unicodedata.normalize("NFC", page.text[place:]))
    page.text, page.segments = "".join(parts), segments
    return page


def header_end(text: str) -> int:
    """Return where the text begins after a first line that is marked as its date; 0 where there is none."""
    header = _HEADER.match(text)
    return header.end() if header else 0


def check_size(path: Path, max_bytes: int = MAX_BYTES) -> None:
    """Refuse a file that is too large for a document, before anything reads it.

    Raises:
        SourceError: it is larger than the limit.
    """
    try:
        size = path.stat().st_size
    except OSError:
        return  # open_source says what is wrong
    if size > max_bytes:
        raise SourceError(f"must be at most {max_bytes:,} bytes for a document, got {size:,}; split it", path)


def _real_date(text: str) -> str | None:
    parts = [int(part) for part in text.split("-")]
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return None
    return None if len(parts) > 2 and not 1 <= parts[2] <= 31 else text


def _title(text: str) -> str | None:
    """A first line without a full stop and with a blank line after it is a heading."""
    first, _, rest = text.lstrip("\n").partition("\n")
    first = first.strip()
    if not first or len(first) > TITLE_LENGTH or first[-1] in ".!?;:," or not rest.startswith("\n"):
        return None
    return first
