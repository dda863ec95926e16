"""How the dashboard puts things into words: dates, amounts, standing, and names that must stay plain text.

What stands in a document is data. Streamlit reads the labels of its widgets as Markdown, so whatever comes from a
document goes through `escaped` where a label is made, or to an element that takes plain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from graph.reference import countries

THIN_SPACE = "\u2009"
WORD_JOINER = "\u2060"
ELLIPSIS = "\u2026"
NOTHING = "\u2013"

_JOINERS = "\u200c\u200d"  # some scripts need them within a word
_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit links bare addresses and replaces :names: after Markdown is parsed, so a backslash alone does not stop it.
_AFTER_MARKUP = re.compile(r"(:|www|https?|@)", re.IGNORECASE)
_RELATIONS = {"=": "", "~": "about ", ">=": "at least ", "<=": "at most ", ">": "more than ", "<": "less than "}
_STANDINGS = {
    "accepted": "accepted",
    "unreviewed": "unreviewed: nobody has checked it yet",
    "rejected": "rejected by a reviewer",
}
BY_RULE = "accepted by a rule: nobody has checked it"
_MODALITIES = {
    "asserted": "the source states it as a fact",
    "reported": "the source reports what another says",
    "alleged": "the source calls it an allegation",
    "planned": "planned, not done",
    "sought": "somebody wants it; not done",
    "feared": "somebody fears it; not done",
    "denied": "somebody denies it",
}


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
    line = " ".join(kept.split())
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


def amount(value: Mapping[str, Any] | None) -> str:
    """Return a quantity or a value in words, such as "at least 1 000 rifles"."""
    if not value or value.get("number") in (None, ""):
        return ""
    unit = plain(value.get("currency") or value.get("unit") or "pieces")
    relation = _RELATIONS.get(str(value.get("relation") or "="), "")
    return f"{relation}{number(value['number'])} {unit}".strip()


def period(start: str | None, end: str | None) -> str:
    """Return dates as bounds, never as an invented day."""
    if start and end:
        return start if start == end else f"{start} to {end}"
    if start:
        return f"not before {start}"
    return f"not after {end}" if end else "no date"


def standing(value: str | None, *, by_rule: bool = False) -> str:
    """Return what a standing means, of a claim that a rule accepted also that no person did."""
    if by_rule:
        return BY_RULE
    return _STANDINGS.get(value or "", plain(value))


def modality(value: str | None) -> str:
    """Return what a modality means."""
    return _MODALITIES.get(value or "", plain(value))


def listed(items: Iterable[object], nothing: str = NOTHING) -> str:
    """Return items joined by commas, or what stands for none."""
    words = [word for word in (plain(item) for item in items) if word]
    return ", ".join(words) if words else nothing


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun, such as "1 path" or "12 paths"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def country(code: object) -> str:
    """Return the English name of a country code; anything else comes back as it is."""
    known = isinstance(code, str) and code in _known_countries()
    return countries.name(str(code)) if known else plain(code)


@cache
def _known_countries() -> frozenset[str]:
    return frozenset(countries.all_codes())


def party(end: Mapping[str, Any]) -> str:
    """Return a party of a leg as name and country."""
    name, where = plain(end.get("name")), country(end.get("country"))
    if end.get("label") == "Country" or not where:
        return name
    return f"{name} ({where})"
