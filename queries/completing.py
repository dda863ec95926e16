"""Completes a query that is being typed: labels after a colon, properties after a dot, names after $, else words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
        place = "property"
    elif rest.endswith((":", "|", "&", "!")):
        place = "type" if _in_relationship(rest) else "label"
    elif rest.upper().endswith("CALL"):
        place = "procedure"
    elif not word:
        return []
    else:
        place = "word"
    return [one for one in vocabulary()[place] if one.lower().startswith(word.lower()) and one != word]


@cache
def vocabulary() -> Mapping[str, tuple[str, ...]]:
    """Return what a word may become, by its place; dashboard/components/editor.js goes by the same rules."""
    return {
        "property": _properties(),
        "type": tuple(sorted(SCHEMA.relationships)),
        "label": tuple(sorted({label for node in SCHEMA.nodes.values() for label in node.labels} - {META})),
        "procedure": tuple(sorted(PROCEDURES)),
        "word": (*KEYWORDS, *(f"{name}(" for name in FUNCTIONS)),
    }


def _inside_words(before: str) -> bool:
    """Whether a text ends within a string, a quoted name or a comment."""
    plain = re.sub(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*\n|/\*.*?\*/", "", before, flags=re.DOTALL)
    return re.search(r"['\"`]|//|/\*", plain) is not None


def _in_relationship(rest: str) -> bool:
    return rest.rfind("[") > max(rest.rfind("("), rest.rfind("]"), rest.rfind("{"))


def _properties() -> tuple[str, ...]:
    found = {KEY}
    for node in SCHEMA.nodes.values():
        found |= set(node.properties)
    for one in SCHEMA.relationships.values():
        found |= set(one.properties)
    return tuple(sorted(found))
