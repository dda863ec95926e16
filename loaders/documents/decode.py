"""Bytes to text, strictly: a byte order mark, else UTF-8, else the one old code page that makes words of the bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from graph.errors import SourceError

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (doc, xls)"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file"),
)
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
CHARSET_WINDOW = 4096
MOST_CONTROLS = 0.002
ENOUGH = 0.9  # share of the letters outside ASCII that must be plausible in an old code page
WESTERN = frozenset("äöüßÄÖÜéèêëàâáíóúôîïçñåæøœÉÈÀÇŠšŽž„“”‘’‚–—…«»€§°·•©®´¨\u00a0")
TURKISH = frozenset("ğışĞİŞçöüâîÇÖÜ‘’“”–—…«»\u00a0")


def decode(data: bytes, path: Path, html: bool = False) -> tuple[str, str]:
    """Read the bytes of a document as text.

    Args:
        data: the whole file.
        path: named in errors.
        html: whether a `<meta charset>` may name the encoding.

    Returns:
        The text with `\\n` line ends in NFC, and the name of the encoding.

    Raises:
        SourceError: binary, or no encoding fits without doubt.
    """
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise SourceError(f"must be TXT, HTML, PDF, DOCX or EML, got {what}; save its text as UTF-8", path)
    encoding = _encoding(data, path, html)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        message = f"is marked as {encoding}, but its bytes are not ({error}); save it as UTF-8"
        raise SourceError(message, path) from error
    controls = len(CONTROLS.findall(text))
    if controls > len(text) * MOST_CONTROLS:
        raise SourceError(f"must be text, got binary content ({controls} control characters)", path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text), "utf-8" if encoding == "utf-8-sig" else encoding


def _encoding(data: bytes, path: Path, html: bool) -> str:
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    if b"\x00" in data:
        return _wide(data, path)
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        bad = error
    if html and (declared := CHARSET.search(data, 0, CHARSET_WINDOW)):
        name = declared.group(1).decode("ascii").lower()
        return "gb18030" if name in ("gb2312", "gbk") else name
    return _code_page(data, path, bad)


def _wide(data: bytes, path: Path) -> str:
    """Tell UTF-16 without a mark by where its zero bytes stand."""
    sample = data[: 1 << 16]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if len(data) % 2 == 0 and odd > 0.3 and even < 0.02:
        return "utf-16-le"
    if len(data) % 2 == 0 and even > 0.3 and odd < 0.02:
        return "utf-16-be"
    raise SourceError("must be text, got binary content (zero bytes)", path)


def _code_page(data: bytes, path: Path, bad: UnicodeDecodeError) -> str:
    scores: list[tuple[float, str, str]] = []
    for name, plausible in _CODE_PAGES:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        beyond = [letter for letter in text if letter > "\x7f"]
        scores.append((sum(map(plausible, beyond)) / max(1, len(beyond)), name, text))
    best = max((score for score, _, _ in scores), default=0.0)
    ties = [(name, text) for score, name, text in scores if score == best]
    if best >= ENOUGH and all(text == ties[0][1] for _, text in ties):
        return ties[0][0]
    raise SourceError(
        f"must be UTF-8, UTF-16, windows-1251, windows-1252, windows-1254, koi8-r or gb18030; byte {bad.start} "
        f"(0x{data[bad.start]:02x}) is no UTF-8 and no other encoding fits without doubt; save it as UTF-8",
        path,
    )


def _western(letter: str) -> bool:
    return letter in WESTERN


def _turkish(letter: str) -> bool:
    return letter in TURKISH


def _cyrillic(letter: str) -> bool:
    """Lower case is the rule: capitals in the wrong code page are lower case in the right one."""
    return "а" <= letter <= "я" or letter in "ёіїєґ«»–—„“”’№\u00a0…" or letter in "ІЇЄ"


def _han(letter: str) -> bool:
    """Characters of the first level of GB 2312, which hold nearly all of running text, and Chinese punctuation."""
    code = letter.encode("gb18030")
    return len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or code[0] in (0xA1, 0xA3)) and code[1] >= 0xA1


_CODE_PAGES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("windows-1252", _western),
    ("windows-1251", _cyrillic),
    ("koi8-r", _cyrillic),
    ("windows-1254", _turkish),
    ("gb18030", _han),
)
