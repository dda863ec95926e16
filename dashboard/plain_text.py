"""Names and texts of documents as plain text, numbers as people read them, and what keeps data from being markup.

What stands in a document is data. Streamlit reads the labels of its widgets as Markdown, so whatever comes from a
document goes through `escaped` where a label is made, or to an element that takes plain text.
"""

from __future__ import annotations

import re
import unicodedata

THIN_SPACE = "\u2009"
WORD_JOINER = "\u2060"
ELLIPSIS = "\u2026"

_SPACES = re.compile(rf"[^\S{THIN_SPACE}]+")
_JOINERS = "\u200c\u200d"  # some scripts need them within a word
_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit links bare addresses and replaces :names: after Markdown is parsed, so a backslash alone does not stop it.
_AFTER_MARKUP = re.compile(r"(:|www|https?|@)", re.IGNORECASE)


def plain(text: object, limit: int = 500) -> str:
    """Return a text on one line without control characters or direction overrides, cut at a length.

    Args:
        text: anything; None becomes an empty string.
        limit: the longest result, in characters; a longer one ends in an ellipsis.
    """
    if text is None:
        return ""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in str(text)
                   if sign in _JOINERS or unicodedata.category(sign) not in ("Cf", "Cs", "Co"))  # fmt: skip
    line = _SPACES.sub(" ", kept).strip()
    return line if len(line) <= limit else line[: limit - 1] + ELLIPSIS


def escaped(text: object, limit: int = 500) -> str:
    """Return a text that Streamlit shows as it stands wherever it reads Markdown.

    Args:
        text: anything; None becomes an empty string.
        limit: the longest text shown, in characters.
    """
    marked = _AFTER_MARKUP.sub(lambda found: found.group()[0] + WORD_JOINER + found.group()[1:], plain(text, limit))
    return _MARKUP.sub(r"\\\1", marked)


def number(value: object) -> str:
    """Return a number with thin spaces between thousands; anything else comes back as text."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    text = str(value)
    found = re.fullmatch(r"(-?)(\d+)(\.\d+)?", text)
    if not found:
        return plain(text)
    sign, whole, rest = found.groups()
    rest = "" if rest is None or not rest.strip(".0") else rest
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", THIN_SPACE)
    return sign + whole + rest
