"""Regular expressions in people's queries: only those whose search cannot run away, for no engine stops one."""

from __future__ import annotations

import re

from graph.errors import QueryRefused

MOST_REPEATS = 2  # each multiplies the work by the length of the text
MOST_OPTIONS = 5  # each doubles it


def check_pattern(pattern: str, position: int) -> None:
    r"""Refuse a regular expression that may try exponentially many ways.

    Args:
        pattern: as written between the quotes of the query, backslashes doubled.
        position: of its first character, for the message.

    Raises:
        QueryRefused: it repeats a group, refers back to one, or repeats too often.
    """
    if re.search(r"\\\\(?:[1-9k]|\\)", pattern):
        _refuse(position, "a reference back to a group, or a backslash that stands for itself")
    plain = re.sub(r"\\\\[a-zA-Z]\{[^}]*\}", "x", pattern)  # \p{Han} is one letter
    plain = re.sub(r"\[\^?\]?[^\]]*\]", "x", re.sub(r"\\\\?.", "x", plain))
    if re.search(r"\)\s*[*+{?]", plain):
        _refuse(position, "a group that is repeated")
    repeats = len(re.findall(r"[*+{]", re.sub(r"([*+}?])[+?]", r"\1", plain)))
    if repeats > MOST_REPEATS:
        _refuse(position, f"{repeats} repetitions, of at most {MOST_REPEATS}")
    options = plain.replace("(?", "(").count("?")
    if options > MOST_OPTIONS:
        _refuse(position, f"{options} question marks, of at most {MOST_OPTIONS}")


def _refuse(position: int, what: str) -> None:
    raise QueryRefused(
        f"query: the regular expression at position {position} has {what}; no engine stops one that tries too many "
        "ways; use CONTAINS, STARTS WITH or a simpler one such as '(?i).*trading.*'"
    )
