"""Completes a query that is being typed: labels after a colon, properties after a dot, names after $, else words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from graph.schema import META, SCHEMA
from queries.language import FUNCTIONS, KEYWORDS, PROCEDURES

LAST_WORD = re.compile(r"[$\w]*$")
KEY = "waybill_id"


def completions(before: str, parameters: Iterable[str] = ()) -> list[str]:
    """Return what the last word of a text may become, in alphabetical order; nothing within a string or comment.

    Args:
        before: the query up to the cursor.
        parameters: names that have a value.
    """
    if _inside_words(before):
        return []
    found = LAST_WORD.search(before)
    word = found.group() if found else ""
    rest = before[: len(before) - len(word)].rstrip()
    if word.startswith("$"):
        return sorted(f"${name}" for name in parameters if f"${name}".startswith(word))
    if rest.endswith("."):
        candidates = _properties()
    elif rest.endswith((":", "|", "&", "!")):
        candidates = _types() if _in_relationship(rest) else _labels()
    elif rest.upper().endswith("CALL"):
        candidates = tuple(sorted(PROCEDURES))
    elif not word:
        return []
    else:
        candidates = (*KEYWORDS, *(f"{name}(" for name in FUNCTIONS))
    return [one for one in candidates if one.lower().startswith(word.lower()) and one != word]


def _inside_words(before: str) -> bool:
    """Whether a text ends within a string, a quoted name or a comment."""
    plain = re.sub(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*\n|/\*.*?\*/", "", before, flags=re.DOTALL)
    return re.search(r"['\"`]|//|/\*", plain) is not None


def _in_relationship(rest: str) -> bool:
    return rest.rfind("[") > max(rest.rfind("("), rest.rfind("]"), rest.rfind("{"))


@cache
def _labels() -> tuple[str, ...]:
    return tuple(sorted({label for node in SCHEMA.nodes.values() for label in node.labels} - {META}))


@cache
def _types() -> tuple[str, ...]:
    return tuple(sorted(SCHEMA.relationships))


@cache
def _properties() -> tuple[str, ...]:
    found = {KEY}
    for node in SCHEMA.nodes.values():
        found |= set(node.properties)
    for one in SCHEMA.relationships.values():
        found |= set(one.properties)
    return tuple(sorted(found))
