"""The editor for a person's own Cypher: CodeMirror in the browser, with the words of the schema to complete from.

Its library is a component of its own, as that of the picture is: Streamlit sends it to a browser once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard.components.browser_part import library, part
from dashboard.plain_text import plain
from dashboard.say import say, words
from queries.completing import vocabulary

MOST_BYTES = 1_000_000
MOST_KEPT = 50  # queries of a session
MOST_KEPT_CHARACTERS = 20_000  # a longer one is not offered again
ACTS = ("run", "explain")
_TEXTS = ("label", "placeholder", "run", "explain", "earlier", "hint", "long", "no_library")
_PLACES = ("property", "type", "label", "procedure", "parameter")

_POSITION = re.compile(r"\bat position (\d+)")  # of the gate
_OFFSET = re.compile(r"\(offset: (\d+)\)")  # of Neo4j
_LINE = re.compile(r"\bat line (\d+):(\d+)")  # of the embedded engine: lines from 1, columns from 0
_VARIABLE = re.compile(r"[Vv]ariable ['`]([^'`]+)['`]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person has just asked for.

    Attributes:
        act: run or explain.
        text: the query.
    """

    act: str
    text: str


def editor(
    text: str,
    *,
    key: str,
    parameters: Sequence[str] = (),
    error: str = "",
    acts: Sequence[str] = ACTS,
    height: int = 160,
) -> Asked | None:
    """Show the editor and return what was just asked for, or None.

    Args:
        text: the query that stands in it; what a person types stays until another one is given.
        key: tells two editors of one page apart.
        parameters: names that have a value, to complete after a dollar sign.
        error: what the gate or an engine said of this text; its place is marked.
        acts: the buttons, of run and explain.
        height: least height of the text, in pixels.
    """
    library("codemirror")(key=f"{key}-library", height="content")
    kept: list[str] = st.session_state.setdefault(f"{key}-history", [])
    text = text.replace("\r\n", "\n")  # as the browser counts lines
    fits = _fits(text)
    if not fits:
        st.warning(say("editor.long"))
    shown = text if fits else ""
    result = part("editor")(
        key=key,
        data={
            "text": shown, "fault": fault(shown, error), "history": kept, "acts": list(acts), "height": height,
            "most": MOST_BYTES, "texts": {name: words(f"editor.{name}") for name in _TEXTS},
            "places": {name: words(f"editor.place_{name}") for name in _PLACES}, "parameters": sorted(parameters),
            "vocabulary": {place: list(found) for place, found in vocabulary().items()},
        },
        on_asked_change=partial(_remember, key),
    )  # fmt: skip
    asked = _asked(getattr(result, "asked", None), acts)
    if asked and not _fits(asked.text):
        st.warning(say("editor.long"))
        return None
    return asked


def fault(text: str, error: str) -> dict[str, Any] | None:
    """Return an error with the first and the last sign it is about, where its message says so.

    Args:
        text: the query.
        error: the message of the gate or of an engine; empty for none.
    """
    if not error:
        return None
    at = _place(text, error)
    if at is None:
        return {"message": plain(error, 2000), "place": None}
    start = min(at, len(text))
    word = re.compile(r"\w+|\S|$").match(text, start)
    return {"message": plain(error, 2000), "place": (start, word.end() if word else start)}


def history(kept: Sequence[str], text: str) -> list[str]:
    """Return the queries of a session with one more, the last first, each once."""
    if len(text) > MOST_KEPT_CHARACTERS:
        return list(kept)
    return [text, *(one for one in kept if one != text)][:MOST_KEPT]


def _remember(key: str) -> None:
    asked = _asked(st.session_state[key].get("asked"), ACTS)
    if asked:
        kept = st.session_state[f"{key}-history"]
        kept[:] = history(kept, asked.text)


def _place(text: str, error: str) -> int | None:
    if found := _POSITION.search(error) or _OFFSET.search(error):
        return int(found.group(1))
    if found := _LINE.search(error):
        line, column = int(found.group(1)), int(found.group(2))
        return sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column
    if found := _VARIABLE.search(error):
        used = re.search(rf"\b{re.escape(found.group(1))}\b", text)
        return used.start() if used else None
    return None


def _asked(value: object, acts: Sequence[str]) -> Asked | None:
    """Return what the browser sent, when it has the form that it must have."""
    if not isinstance(value, Mapping) or value.get("act") not in acts or not isinstance(value.get("text"), str):
        return None
    return Asked(value["act"], value["text"])


def _fits(text: str) -> bool:
    return len(text) <= MOST_BYTES and len(text.encode("utf-8", "surrogatepass")) <= MOST_BYTES
